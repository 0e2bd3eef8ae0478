package store_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
)

// Looks are numbered without gaps, lie together by case and by what is reviewed,
// and are there when the store is opened anew.
func TestLooks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kjentvei.db")
	db := storetest.Open(t, path)
	open(t, db, 1, 1)
	open(t, db, 2, 1)
	list := workflow.Look{At: epoch, Staff: "ola", What: workflow.LookedAtList, Cases: []uint64{1, 2}}
	operator := workflow.Look{At: epoch.Add(time.Minute), System: "root", What: "audit", Cases: []uint64{2}}
	glass := workflow.Look{At: epoch.Add(2 * time.Minute), Staff: "kari", What: workflow.BrokeGlass, Cases: []uint64{2}, Reason: "Æøå 🙂", Until: epoch.Add(time.Hour)}
	review := workflow.Look{At: epoch.Add(3 * time.Minute), Staff: "ola", What: workflow.ReviewedGlass, Cases: []uint64{2}, Reason: "Fine.", Of: 3, Finding: "justified"}
	for _, l := range []*workflow.Look{&list, &operator, &glass, &review} {
		update(t, db, func(tx workflow.Tx) error { return tx.PutLook(l) })
	}
	check := func() {
		t.Helper()
		view(t, db, func(tx workflow.Tx) error {
			for of, want := range map[uint64][]workflow.Look{1: {list}, 2: {list, operator, glass, review}, 3: {}} {
				got, err := tx.LooksAt(of)
				if diff := cmp.Diff(want, got); diff != "" || err != nil {
					t.Errorf("looks at %d: %v %s", of, err, diff)
				}
			}
			got, err := tx.LooksToReview()
			if diff := cmp.Diff([]workflow.Look{glass, review}, got); diff != "" || err != nil {
				t.Errorf("to review: %v %s", err, diff)
			}
			if last, err := tx.LastLook(); last != 4 || err != nil {
				t.Errorf("the last is %d (%v)", last, err)
			}
			if _, err := tx.Look(5); !errors.Is(err, workflow.ErrNotFound) {
				t.Errorf("one that is not there: %v", err)
			}
			return nil
		})
	}
	check()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = storetest.Open(t, path)
	check()
	for name, l := range map[string]workflow.Look{
		"nobody":           {At: epoch, What: workflow.LookedAtCase, Cases: []uint64{1}},
		"two":              {At: epoch, Staff: "ola", System: "root", What: workflow.LookedAtCase},
		"nothing":          {At: epoch, Staff: "ola"},
		"no such case":     {At: epoch, Staff: "ola", What: workflow.LookedAtCase, Cases: []uint64{3}},
		"the review's key": {At: epoch, Staff: "ola", What: workflow.LookedAtCase, Cases: []uint64{^uint64(0)}},
	} {
		if err := db.Update(ctx, func(tx workflow.Tx) error { return tx.PutLook(&l) }); !errors.Is(err, workflow.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
