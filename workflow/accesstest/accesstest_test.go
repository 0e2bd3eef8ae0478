package accesstest_test

import (
	"errors"
	"os"
	"testing"
	"time"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/accesstest"
	"kjentvei/workflow/calendar"
)

// The engine lets everybody what the reviewed table lets them, by relations that they
// have come to as people do: the table of workflow/access.go asked from the outside.
func TestTableHolds(t *testing.T) {
	golden, err := os.ReadFile("../" + accesstest.Golden)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 9, 1, 8, 0, 0, 0, calendar.Oslo)
	engine, err := workflow.NewEngine(t.Context(), storetest.New(t), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	school := accesstest.Arrange(t, engine, string(golden), "", func(d time.Duration) { now = now.Add(d) })
	rows := 0
	school.Each(func(r accesstest.Row) {
		rows++
		account, err := engine.AccountOf(t.Context(), r.Person.ID)
		if err != nil {
			t.Fatal(err)
		}
		actor := account.Actor(engine.Today())
		actor.Limited = r.Limited
		v, err := engine.Case(t.Context(), actor, r.Case.ID)
		switch {
		case r.Sees == 0:
			if !errors.Is(err, workflow.ErrNotFound) {
				t.Errorf("%s: is told of the case: %v", r, err)
			}
		case err != nil:
			t.Errorf("%s: %v", r, err)
		case v.Access() != r.Access:
			t.Errorf("%s: sees %s and may %s, not %s and %s", r, v.Access().Sees, v.Access().May, r.Sees, r.May)
		}
	})
	if rows < 400 {
		t.Errorf("only %d rows", rows)
	}
}
