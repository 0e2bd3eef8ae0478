package store

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"kjentvei/workflow"

	"github.com/google/uuid"
)

// load builds the index from the stored records.
func (ix *index) load(b *boltTx) error {
	var rec workflow.Record
	r := reader{names: &ix.names}
	last, err := b.last(caseBucket)
	if err != nil {
		return err
	}
	ix.ids = make(map[uuid.UUID]uint32, min(last, 1<<20))
	// Every case has an event, so no number is above the last event's: a key that
	// has changed by a bit would otherwise ask for more memory than there is.
	most, err := b.last(eventBucket)
	if err != nil {
		return err
	}
	err = b.each(caseBucket, func(key, value []byte) error {
		number, err := parseNumber(key)
		if err != nil {
			return err
		}
		if number > min(most, math.MaxUint32) {
			return fmt.Errorf("%w: record %d: more cases than there can be", workflow.ErrDamaged, number)
		}
		rec.Number = number
		r.data, r.err = value, nil
		id := r.summary(&rec)
		rec.Events = r.sequence(rec.Events[:0])
		if err := r.end(); err != nil {
			return fmt.Errorf("record %d: %w", number, err)
		}
		if _, twice := ix.ids[id]; twice {
			return fmt.Errorf("%w: record %d: its id %s is another's too", workflow.ErrDamaged, number, id)
		}
		e := ix.place(number)
		*e = ix.entryOf(&rec, id)
		ix.ids[id] = e.number
		ix.count++
		ix.post(e)
		return nil
	})
	if err != nil {
		return err
	}
	ix.plant()
	ix.generation = b.tx.ID()
	return nil
}

// plant grows the trees from the entries: sorted first, since appending to a
// tree is far cheaper than inserting into it. The orders are independent.
func (ix *index) plant() {
	var wg sync.WaitGroup
	for o := range orderCount {
		wg.Go(func() {
			lists := make([][]*entry, len(ix.all))
			for _, chunk := range ix.chunks {
				for i := range chunk {
					if e := &chunk[i]; e.number != 0 {
						lists[e.cell.place] = append(lists[e.cell.place], e)
					}
				}
			}
			for place, list := range lists {
				slices.SortFunc(list, o.compare)
				for _, e := range list {
					ix.all[place].trees[o].Load(e)
				}
			}
		})
	}
	wg.Wait()
}
