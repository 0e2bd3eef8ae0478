package store

import (
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"kjentvei/workflow"
)

// A look is stored as JSON (json.go says how):
//
//	01 {"at","staff","system","what","cases":[…],"reason","until","of","finding"}
//
// and for each of its cases there is an empty value under the case's number and
// the look's, so that all looks at a case lie together. Those that somebody
// reviews lie together under a number that no case has.
type lookJSON struct {
	At      time.Time        `json:"at"`
	Staff   workflow.ActorID `json:"staff,omitempty"`
	System  string           `json:"system,omitempty"`
	What    string           `json:"what"`
	Cases   []uint64         `json:"cases,omitempty"`
	Reason  string           `json:"reason,omitempty"`
	Until   time.Time        `json:"until,omitzero"`
	Of      uint64           `json:"of,omitempty"`
	Finding string           `json:"finding,omitempty"`
}

func encodeLook(l *workflow.Look) ([]byte, error) {
	return encodeJSON(lookJSON{l.At, l.Staff, l.System, l.What, l.Cases, l.Reason, l.Until, l.Of, l.Finding})
}

func decodeLook(number uint64, data []byte) (workflow.Look, error) {
	var in lookJSON
	if err := decodeJSON("look", data, &in); err != nil {
		return workflow.Look{}, err
	}
	return workflow.Look{
		Number: number, At: in.At, Staff: in.Staff, System: in.System, What: in.What, Cases: slices.Clip(in.Cases),
		Reason: in.Reason, Until: in.Until, Of: in.Of, Finding: in.Finding,
	}, nil
}

// toReview stands for a case in the keys of looks that somebody reviews.
const toReview = ^uint64(0)

// listedUnder are the numbers that a look is listed under.
func listedUnder(l *workflow.Look) []uint64 {
	if l.What == workflow.BrokeGlass || l.What == workflow.ReviewedGlass {
		return append(slices.Clone(l.Cases), toReview)
	}
	return l.Cases
}

func looksOfKey(number, look uint64) []byte {
	return binary.BigEndian.AppendUint64(numberKey(number), look)
}

// PutLook adds a look to the end of the log and gives it its number. One by
// nobody, or at a case that is not there, is ErrInvalid.
func (t *tx) PutLook(l *workflow.Look) error {
	if err := t.writable(); err != nil {
		return err
	}
	if l.What == "" || (l.Staff == "") == (l.System == "") {
		return fmt.Errorf("%w: a look by nobody, or at nothing", workflow.ErrInvalid)
	}
	for _, number := range l.Cases {
		if number == 0 || number > t.own.record {
			return fmt.Errorf("%w: a look at case %d, which is not there", workflow.ErrInvalid, number)
		}
	}
	value, err := encodeLook(l)
	if err != nil {
		return err
	}
	t.own.look++
	l.Number = t.own.look
	t.put(lookBucket, numberKey(l.Number), value)
	for _, number := range listedUnder(l) {
		t.put(looksOfBucket, looksOfKey(number, l.Number), []byte{})
	}
	return nil
}

// Look finds a look by its number.
func (t *tx) Look(number uint64) (*workflow.Look, error) {
	value, err := t.get(lookBucket, numberKey(number))
	if err != nil {
		return nil, fmt.Errorf("look %d: %w", number, err)
	}
	l, err := decodeLook(number, value)
	return &l, err
}

// LooksToReview lists broken glasses and their reviews, in their order.
func (t *tx) LooksToReview() ([]workflow.Look, error) { return t.LooksAt(toReview) }

// LooksAt lists the looks at a case, in their order.
func (t *tx) LooksAt(number uint64) ([]workflow.Look, error) {
	keys, err := t.keys(looksOfBucket, numberKey(number))
	if err != nil {
		return nil, err
	}
	looks := make([]workflow.Look, 0, len(keys))
	for _, key := range keys {
		_, look, err := parseLooksOf(key)
		if err != nil {
			return nil, err
		}
		l, err := t.Look(look)
		if err != nil {
			return nil, missing(err)
		}
		looks = append(looks, *l)
	}
	return looks, nil
}

func parseLooksOf(key []byte) (number, look uint64, err error) {
	if len(key) != 16 {
		return 0, 0, fmt.Errorf("%w: %x is not the key of a look at a case", workflow.ErrDamaged, key)
	}
	if number, err = parseNumber(key[:8]); err != nil {
		return 0, 0, err
	}
	look, err = parseNumber(key[8:])
	return number, look, err
}

// LastLook gives the number of the last look, 0 when there is none; a View's is
// that of its snapshot.
func (t *tx) LastLook() (uint64, error) {
	if t.done {
		return 0, errTxDone
	}
	if t.own != nil {
		return t.own.look, nil
	}
	return t.b.last(lookBucket)
}

// looks checks that the log of looks has no gaps and that each is listed under
// its cases, and nothing else is.
func (c *checker) looks() {
	next, listed := uint64(1), 0
	c.each("look", lookBucket, func(number uint64, value []byte) error {
		if number != next {
			c.add("look", fmt.Sprint(number), "comes where %d should", next)
		}
		next = number + 1
		l, err := decodeLook(number, value)
		if err != nil {
			return err
		}
		for _, of := range listedUnder(&l) {
			if _, err := c.tx.get(looksOfBucket, looksOfKey(of, number)); err != nil {
				return fmt.Errorf("is not listed under case %d", of)
			}
			if of != toReview && c.stored[of] == nil {
				return fmt.Errorf("is at case %d, which is not there", of)
			}
		}
		listed += len(listedUnder(&l))
		return nil
	})
	if next != c.db.ends.look+1 {
		c.add("look", fmt.Sprint(next-1), "is the last, not %d", c.db.ends.look)
	}
	c.scan(looksOfBucket, func(key, _ []byte) error {
		listed--
		_, _, err := parseLooksOf(key)
		return err
	})
	if listed != 0 && !c.full() {
		c.add("list", looksOfBucket.String(), "%d more or fewer are listed than there are", listed)
	}
}
