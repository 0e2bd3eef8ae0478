package store

import (
	"fmt"
	"reflect"
	"slices"

	"kjentvei/workflow"
)

// index compares what is in memory with what reading the records anew gives.
func (c *checker) index() {
	fresh := newIndex()
	if err := fresh.load(c.tx.b); err != nil {
		c.add("index", "", "%v", err)
		return
	}
	if err := fresh.loadAnswers(c.tx.b); err != nil {
		c.add("answer", "", "%v", err)
		return
	}
	ix := c.db.index
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.count != fresh.count || len(ix.ids) != len(fresh.ids) {
		c.add("index", "", "has %d cases and %d ids, not %d and %d", ix.count, len(ix.ids), fresh.count, len(fresh.ids))
	}
	if !reflect.DeepEqual(ix.answers, fresh.answers) {
		c.add("answer", "", "memory has %d, or others than the %d stored", len(ix.answers), len(fresh.answers))
	}
	for number := range c.stored {
		if !c.full() {
			c.entry(fresh, number)
		}
	}
	c.trees()
}

// entry compares one case in memory with the fresh one, and sees that it can be
// found by everything it names.
func (c *checker) entry(fresh *index, number uint64) {
	where, ix := fmt.Sprint(number), c.db.index
	want, e := fresh.at(number), ix.at(number)
	if e == nil || want == nil {
		c.add("index", where, "is missing")
		return
	}
	if got, want := ix.record(e), fresh.record(want); !reflect.DeepEqual(got, want) {
		c.add("index", where, "is %+v, not %+v", got, want)
	}
	if ix.ids[e.id] != e.number {
		c.add("index", where, "cannot be found by its id")
	}
	listed := func(p postings, symbol uint32) {
		if _, ok := slices.BinarySearch(p[symbol], e.number); symbol != 0 && !ok {
			c.add("index", where, "is not listed under %q", ix.names.names[symbol])
		}
	}
	for _, actor := range e.people[:e.involved] {
		listed(ix.byActor, actor)
	}
	listed(ix.byActor, e.responsible)
	listed(ix.byStudent, e.student)
	listed(ix.byScenario, e.scenario)
	listed(ix.byRoutine, ix.routineIDs[e.routine])
}

// trees checks that every case is in every order once, in its own cell, and sorted.
func (c *checker) trees() {
	ix := c.db.index
	for o := range orderCount {
		count := 0
		for _, cell := range ix.all {
			var before *entry
			cell.trees[o].Scan(func(e *entry) bool {
				count++
				if e.cell != cell || before != nil && !o.less(before, e) {
					c.add("index", fmt.Sprint(e.number), "is in the wrong place of order %d", o)
				}
				before = e
				return true
			})
		}
		if count != ix.count {
			c.add("index", "", "order %d has %d cases, not %d", o, count, ix.count)
		}
	}
}

// members checks students, staff and their tokens, and that the lists by school
// and by user name are theirs.
func (c *checker) members() {
	users := map[string]string{}
	c.membersOf(studentBucket, studentsAtBucket, func(key, value []byte) ([]workflow.SchoolID, error) {
		s, err := decodeStudent(value)
		if err == nil && string(s.ID) != string(key) {
			err = fmt.Errorf("is %q", s.ID)
		}
		if err != nil {
			return nil, err
		}
		return []workflow.SchoolID{s.School}, nil
	})
	c.membersOf(staffBucket, staffAtBucket, func(key, value []byte) ([]workflow.SchoolID, error) {
		s, err := decodeStaff(value)
		if err == nil && string(s.ID) != string(key) {
			err = fmt.Errorf("is %q", s.ID)
		}
		if err != nil {
			return nil, err
		}
		if s.User != "" {
			users[s.User] = string(s.ID)
		}
		return schoolsOf(s), nil
	})
	c.scan(staffUserBucket, func(key, id []byte) error {
		if users[string(key)] != string(id) {
			return fmt.Errorf("is the user name of somebody else than %q", id)
		}
		delete(users, string(key))
		return nil
	})
	if len(users) > 0 && !c.full() {
		c.add("list", staffUserBucket.String(), "%d are not listed, or have a name that is another's too", len(users))
	}
	c.scan(tokenBucket, c.token)
	c.scan(credentialBucket, func(key, value []byte) error {
		if _, err := decodeCredentials(workflow.ActorID(key), value); err != nil {
			return err
		}
		_, err := c.tx.get(staffBucket, key)
		return missing(err)
	})
	c.identities()
}

// token checks a token, and that its member of staff is there.
func (c *checker) token(key, value []byte) error {
	hash, err := tokenHash(key)
	if err != nil {
		return err
	}
	token, err := decodeToken(hash, value)
	if err != nil {
		return err
	}
	_, err = c.tx.get(staffBucket, []byte(token.Staff))
	return missing(err)
}

func (c *checker) membersOf(of, at bucket, schools func(key, value []byte) ([]workflow.SchoolID, error)) {
	want := map[string]bool{}
	c.scan(of, func(key, value []byte) error {
		found, err := schools(key, value)
		for _, school := range found {
			want[string(pairKey([]byte(school), key))] = true
		}
		return err
	})
	c.scan(at, func(key, value []byte) error {
		if !want[string(key)] {
			return fmt.Errorf("lists somebody who does not belong there")
		}
		delete(want, string(key))
		if len(value) > 0 {
			return fmt.Errorf("says something where only a name belongs")
		}
		return nil
	})
	if len(want) > 0 && !c.full() {
		c.add("list", at.String(), "%d are not listed", len(want))
	}
}

func (c *checker) scan(k bucket, fn func(key, value []byte) error) {
	err := c.tx.b.each(k, func(key, value []byte) error {
		if c.full() {
			return c.ctx.Err()
		}
		if err := fn(key, value); err != nil {
			c.add("list", fmt.Sprintf("%s %q", k, key), "%v", err)
		}
		return nil
	})
	if err != nil && c.ctx.Err() == nil {
		c.add("list", k.String(), "%v", err)
	}
}

// rest checks what stands for itself: routines, free days, operations and answers.
func (c *checker) rest() {
	c.scan(versionBucket, func(key, hash []byte) error {
		if _, err := parseVersion(key); err != nil {
			return err
		}
		_, err := c.tx.get(routineBucket, hash)
		return missing(err)
	})
	c.scan(freeDaysBucket, func(_, value []byte) error {
		_, err := decodeFreeDays(value)
		return err
	})
	c.operations()
	c.looks()
	next := c.db.ends.oldest
	c.each("answer", answerBucket, func(number uint64, _ []byte) error {
		if number != next {
			c.add("answer", fmt.Sprint(number), "comes where %d should", next)
		}
		next = number + 1
		return nil
	})
	if next != c.db.ends.answer+1 {
		c.add("answer", fmt.Sprint(next-1), "is the last, not %d", c.db.ends.answer)
	}
}

func (c *checker) operations() {
	next := uint64(1)
	c.each("operation", operationBucket, func(number uint64, value []byte) error {
		if number != next {
			c.add("operation", fmt.Sprint(number), "comes where %d should", next)
		}
		next = number + 1
		_, err := decodeOperation(value)
		return err
	})
	if next != c.db.ends.operation+1 {
		c.add("operation", fmt.Sprint(next-1), "is the last, not %d", c.db.ends.operation)
	}
}
