package workflow

import (
	"context"
	"errors"
)

// Waiting is a case in which something waits for somebody, with the most urgent of it.
type Waiting struct {
	*Listed
	First Due
	More  int // how much else is owed in it
}

// maxWaiting bounds how many cases a start page names; who has more has a list.
const maxWaiting = 50

// Waiting is the worklist by case, the most urgent first, as a start page shows it:
// with whom each case is about, once it is recorded that the actor looks.
func (e *Engine) Waiting(ctx context.Context, actor Actor) ([]Waiting, error) {
	work, err := e.Worklist(ctx, actor)
	if err != nil {
		return nil, err
	}
	var list []Waiting
	at := map[CaseID]int{}
	var ids []CaseID
	for _, w := range work {
		i, known := at[w.Case]
		switch {
		case known:
			list[i].More++
		case len(list) < maxWaiting:
			at[w.Case] = len(list)
			list, ids = append(list, Waiting{First: w.Due}), append(ids, w.Case)
		}
	}
	records, err := e.records(ctx, ids)
	if err != nil {
		return nil, err
	}
	shown, err := e.show(ctx, actor, records)
	if err != nil {
		return nil, err
	}
	var numbers []uint64
	for i := range records {
		list[at[records[i].ID]].Listed = shown[i]
		numbers = append(numbers, records[i].Number)
	}
	named := list[:0]
	for _, w := range list {
		if w.Listed != nil {
			named = append(named, w)
		}
	}
	return named, e.looked(ctx, actor, LookedAtList, numbers)
}

// records reads the records of cases; one that is gone meanwhile is left out.
func (e *Engine) records(ctx context.Context, ids []CaseID) (list []Record, err error) {
	err = e.store.View(ctx, func(tx Tx) error {
		list = nil
		for _, id := range ids {
			r, err := tx.Record(id)
			if errors.Is(err, ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			list = append(list, *r)
		}
		return nil
	})
	return list, err
}
