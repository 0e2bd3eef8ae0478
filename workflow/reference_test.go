package workflow_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// opens opens a case on a student of the given id, and gives its reference.
func (h *history) opens(student workflow.StudentID) string {
	h.t.Helper()
	r, err := h.engine.Open(context.Background(), workflow.OpenRequest{
		Actor: h.actor("contact_teacher"), School: "rogn", Routine: "kjentmann", Scenario: "self_referral",
		Student: &workflow.StudentInput{ID: student}, Input: workflow.Input{"contact_safety": "safe"},
	})
	h.must(err)
	return r.Reference
}

// told lists the references that somebody sees, in order.
func (h *history) told(by string) (list []string) {
	h.t.Helper()
	for q := (workflow.Query{Sort: "reference", Limit: 100}); ; {
		page, next, err := h.engine.Cases(h.t.Context(), h.actor(by), q)
		h.must(err)
		for _, r := range page {
			list = append(list, r.Reference)
		}
		if q.Cursor = next; next == "" {
			return list
		}
	}
}

// apart takes references apart into their numbers, of the year they must be of.
func (h *history) apart(year int, references []string) []uint64 {
	h.t.Helper()
	numbers := make([]uint64, len(references))
	for i, reference := range references {
		var of int
		if n, err := fmt.Sscanf(reference, "%d-%d", &of, &numbers[i]); n != 2 || err != nil || of != year || reference != fmt.Sprintf("%d-%05d", year, numbers[i]) {
			h.t.Fatalf("%q is no reference of %d", reference, year)
		}
	}
	return numbers
}

// steps makes the next references lie so far from those before them.
func (h *history) steps(steps ...uint64) {
	var chances []uint64
	for _, step := range steps {
		chances = append(append(chances, slices.Repeat([]uint64{1}, int(step-1))...), 0)
	}
	h.engine.NumberBy(func() (next uint64) {
		next, chances = chances[0], chances[1:]
		return next
	})
}

const two = "student siv born=2010-03-01 guardians=mor\nstudent odd born=2010-03-01 guardians=far staff=far:principal\n"

// People know a case by its reference: unique, in the order of opening, found by it,
// and without anything personal. It is no count: numbers are left out, the first ones too.
func TestReferences(t *testing.T) {
	h := started(t, two)
	var references []string
	for range 60 {
		references = append(references, h.opens("siv"))
	}
	if got := h.told("kjentmann"); !slices.Equal(got, references) {
		t.Errorf("in order they are %v, opened as %v", got, references)
	}
	numbers, gaps := h.apart(2026, references), 0
	for i, n := range numbers[1:] {
		if n <= numbers[i] {
			t.Errorf("%d comes after %d", n, numbers[i])
		}
		if n > numbers[i]+1 {
			gaps++
		}
	}
	if gaps < 40 || gaps == 59 || numbers[0] < 1 {
		t.Errorf("%d gaps between %v", gaps, numbers)
	}
	page, _, err := h.engine.Cases(t.Context(), h.actor("kjentmann"), workflow.Query{Reference: references[41]})
	if err != nil || len(page) != 1 || page[0].Reference != references[41] {
		t.Errorf("found by reference: %v, %v", page, err)
	}
}

// A leader whose own child a case is about sees the same references as if there were
// none: what they cannot see is a step that could have been one alone. So it is between
// two cases, and before the first one of a year.
func TestGapTellsNothing(t *testing.T) {
	seen := func(steps []uint64, students ...workflow.StudentID) (leader, all []string) {
		h := started(t, two)
		h.steps(steps...)
		for _, student := range students {
			h.opens(student)
		}
		return h.told("principal"), h.told("kjentmann")
	}
	without, _ := seen([]uint64{7, 8}, "siv", "siv")
	for name, with := range map[string]struct {
		steps    []uint64
		students []workflow.StudentID
	}{
		"between":       {[]uint64{7, 3, 5}, []workflow.StudentID{"siv", "odd", "siv"}},
		"two between":   {[]uint64{7, 1, 1, 6}, []workflow.StudentID{"siv", "odd", "odd", "siv"}},
		"before":        {[]uint64{2, 5, 8}, []workflow.StudentID{"odd", "siv", "siv"}},
		"after the two": {[]uint64{7, 8, 1}, []workflow.StudentID{"siv", "siv", "odd"}},
	} {
		leader, all := seen(with.steps, with.students...)
		if !slices.Equal(leader, without) || len(all) != len(with.students) {
			t.Errorf("%s: the leader sees %v of %v, without their child's case %v", name, leader, all, without)
		}
	}
}

// A step has no memory: each number in turn is taken with the same chance, so that no
// gap is of a size that only a case in between could make; and none is 0.
func TestStepHasNoMemory(t *testing.T) {
	h := newHistory(t, "kjentmann")
	const draws = 200_000
	counts := map[uint64]int{}
	for range draws {
		counts[h.engine.Step()]++
	}
	if counts[0] != 0 {
		t.Errorf("%d steps are none", counts[0])
	}
	left := draws
	for n := uint64(1); n <= 3*workflow.MeanStep; n++ {
		const chance = 1.0 / workflow.MeanStep
		want, off := float64(left)*chance, 5*math.Sqrt(float64(left)*chance*(1-chance))
		if math.Abs(float64(counts[n])-want) > off {
			t.Errorf("of %d steps that are %d or more, %d are %d, want some %.0f", left, n, counts[n], n, want)
		}
		left -= counts[n]
	}
}

// What nobody injects comes from the system's randomness: two engines differ.
func TestReferencesAreNotForetold(t *testing.T) {
	var series [2][]string
	for i := range series {
		h := started(t, two)
		engine, err := workflow.NewEngine(t.Context(), h.store, func() time.Time { return h.now })
		h.must(err)
		h.engine = engine
		for range 40 {
			series[i] = append(series[i], h.opens("siv"))
		}
	}
	if slices.Equal(series[0], series[1]) {
		t.Errorf("both give %v", series[0])
	}
}

// References go on where they were when the server starts anew, and when many open at once.
func TestReferencesOfManyAtOnce(t *testing.T) {
	h := started(t, two)
	before := h.opens("siv")
	engine, err := workflow.NewEngine(t.Context(), h.store, func() time.Time { return h.now })
	h.must(err)
	var opening sync.WaitGroup
	for range 30 {
		opening.Go(func() {
			_, err := engine.Open(context.Background(), workflow.OpenRequest{
				Actor: h.actor("contact_teacher"), School: "rogn", Routine: "kjentmann", Scenario: "self_referral",
				Student: &workflow.StudentInput{ID: "siv"}, Input: workflow.Input{"contact_safety": "safe"},
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	opening.Wait()
	references := h.told("kjentmann")
	if n := len(slices.Compact(slices.Clone(references))); n != 31 || references[0] != before {
		t.Errorf("%d references, the first one %s and not %s", n, references[0], before)
	}
	var last string
	h.must(h.store.View(t.Context(), func(tx workflow.Tx) error {
		for number := uint64(1); number <= 31; number++ {
			r, err := tx.RecordAt(number)
			if err != nil {
				return err
			}
			if r.Reference <= last {
				t.Errorf("%s was opened after %s", r.Reference, last)
			}
			last = r.Reference
		}
		return nil
	}))
}

// Each year begins anew, with a step as any other; and when a clock that was a year
// ahead has been put right, no reference comes again.
func TestReferencesOfAYear(t *testing.T) {
	h := started(t, two)
	h.steps(3, 4, 5, 6, 7, 8)
	var got []string
	for _, day := range []calendar.Date{calendar.On(2026, 12, 30), calendar.On(2026, 12, 31), calendar.On(2027, 1, 1), calendar.On(2026, 12, 31), calendar.On(2027, 1, 4), calendar.On(2029, 2, 1)} {
		h.now = day.Start(calendar.Oslo).Add(30 * time.Minute) // the year is Oslo's, not that of UTC
		got = append(got, h.opens("siv"))
	}
	if want := []string{"2026-00003", "2026-00007", "2027-00005", "2027-00011", "2027-00018", "2029-00008"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// A year with more cases than five digits hold goes on with six, and a reference that is
// the beginning of another still finds its own case.
func TestReferenceOfSixDigits(t *testing.T) {
	h := started(t, two)
	h.steps(1, 5, 6, 9)
	h.opens("siv")
	h.must(h.store.Update(t.Context(), func(tx workflow.Tx) error {
		r, err := tx.RecordAt(1)
		if err != nil {
			return err
		}
		r.Reference = "2026-10000"
		return tx.Append(r, nil)
	}))
	next := h.opens("siv")
	h.must(h.store.Update(t.Context(), func(tx workflow.Tx) error {
		r, err := tx.RecordAt(2)
		if err != nil {
			return err
		}
		r.Reference = "2026-99998"
		return tx.Append(r, nil)
	}))
	if after := []string{next, h.opens("siv"), h.opens("siv")}; !slices.Equal(after, []string{"2026-10005", "2026-100004", "2026-100013"}) {
		t.Errorf("they go on as %v", after)
	}
	for _, reference := range []string{"2026-10000", "2026-99998", "2026-100004", "2026-100013"} {
		if _, err := h.engine.Chart(t.Context(), reference, workflow.Operation{System: "root"}); err != nil {
			t.Errorf("%s: %v", reference, err)
		}
	}
}

// A case that has no reference of ours before it, as in a store that was written otherwise,
// begins with a step.
func TestReferenceAfterAnother(t *testing.T) {
	for _, other := range []string{"", "x", "2026", "2026-", "-7", "03-2026-000003", "2026-x"} {
		h := started(t, two)
		h.steps(1, 5)
		h.opens("siv")
		h.must(h.store.Update(t.Context(), func(tx workflow.Tx) error {
			r, err := tx.RecordAt(1)
			if err != nil {
				return err
			}
			r.Reference = other
			return tx.Append(r, nil)
		}))
		if got := h.opens("siv"); got != "2026-00005" {
			t.Errorf("after %q comes %q", other, got)
		}
	}
}

// Two cases that came to share a reference are found.
func TestVerifyFindsASharedReference(t *testing.T) {
	h := started(t, two)
	references := []string{h.opens("siv"), h.opens("siv"), h.opens("siv")}
	share := func(reference string) []workflow.Mismatch {
		h.must(h.store.Update(t.Context(), func(tx workflow.Tx) error {
			r, err := tx.RecordAt(3)
			if err != nil {
				return err
			}
			r.Reference = reference
			return tx.Append(r, nil)
		}))
		found, err := h.engine.Verify(t.Context())
		h.must(err)
		return found
	}
	if found := share(references[0]); len(found) != 1 || !strings.Contains(found[0].Message, references[0]) {
		t.Errorf("found %v", found)
	}
	if found := share(references[2]); len(found) != 0 {
		t.Errorf("found %v where none is shared", found)
	}
}
