package workflow_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

const selfReferral = `student siv born=2010-03-01 guardians=mor
open self_referral by contact_teacher student=siv
`

func started(t *testing.T, script string) *history {
	t.Helper()
	h := newHistory(t, "kjentmann")
	h.play("start", script)
	return h
}

func note(h *history, by string, text string, ifMatch *uint64, key string) (*workflow.Result, error) {
	input := workflow.Input{"text": text}
	return h.engine.Take(context.Background(), workflow.StepRequest{
		Case: h.current, Actor: h.actor(by), IfMatch: ifMatch, Key: key, Request: workflow.Hash("add_note", input),
		Steps: []workflow.StepInput{{Step: "add_note", Input: input}},
	})
}

// Two people have seen the same revision: the first wins, the second is told.
func TestStaleRevisionIsRefused(t *testing.T) {
	h := started(t, selfReferral)
	seen := uint64(1)
	if _, err := note(h, "contact_teacher", "first", &seen, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := note(h, "kjentmann", "second", &seen, ""); !errors.Is(err, workflow.ErrStale) {
		t.Errorf("have %v, want ErrStale", err)
	}
	if n := len(h.look().Case.History()); n != 2 {
		t.Errorf("%d events, want 2: a stale writer leaves none", n)
	}
}

// An impatient double click, and a retry after a lost answer: one event.
func TestIdempotencyKey(t *testing.T) {
	h := started(t, selfReferral)
	seen := uint64(1)
	for i := range 3 {
		r, err := note(h, "contact_teacher", "once", &seen, "click-1")
		if err != nil {
			t.Fatal(err)
		}
		if r.Repeated != (i > 0) || r.Revision != 2 {
			t.Errorf("try %d: repeated %v at revision %d", i, r.Repeated, r.Revision)
		}
	}
	if _, err := note(h, "contact_teacher", "other", nil, "click-1"); !errors.Is(err, workflow.ErrKeyReused) || !errors.Is(err, workflow.ErrInvalid) {
		t.Errorf("same key, other request: %v", err)
	}
	if _, err := note(h, "kjentmann", "once", nil, "click-1"); err != nil {
		t.Errorf("the same key of somebody else: %v", err)
	}
	if n := len(h.look().Case.History()); n != 3 {
		t.Errorf("%d events, want 3", n)
	}
}

// A refusal is not kept under its key: what was refused may be possible later.
func TestRefusalIsNotKept(t *testing.T) {
	h := started(t, selfReferral)
	take := func() *workflow.Result {
		r, err := h.engine.Take(t.Context(), workflow.StepRequest{
			Case: h.current, Actor: h.actor("kjentmann"), Key: "talk", Request: workflow.Hash("talk"),
			Steps: []workflow.StepInput{{Step: "hold_talk", Input: workflow.Input{"outcome": "denied"}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if take().Refusal == nil {
		t.Fatal("was not refused")
	}
	h.play("on", "take pass_on by contact_teacher to=kjentmann")
	if r := take(); r.Refusal != nil || r.Repeated {
		t.Errorf("refused %v, repeated %v", r.Refusal, r.Repeated)
	}
}

// All or none: a batch whose second entry is refused leaves the refusal alone.
func TestBatchIsAllOrNone(t *testing.T) {
	h := started(t, selfReferral)
	r, err := h.engine.Take(t.Context(), workflow.StepRequest{Case: h.current, Actor: h.actor("contact_teacher"), Steps: []workflow.StepInput{
		{Step: "sign_off", Input: workflow.Input{}},
		{Step: "add_note", OccurredAt: h.now, Input: workflow.Input{"text": "x"}},
	}})
	if err != nil || r.Refusal == nil {
		t.Fatal(r, err)
	}
	v := h.look()
	if len(v.Case.History()) != 2 || v.Revision != 1 || v.Case.History()[1].Outcome != workflow.Refused || v.Case.History()[1].Step != "sign_off" {
		t.Errorf("revision %d, history %+v", v.Revision, v.Case.History()[1:])
	}
	_, err = h.engine.Take(t.Context(), workflow.StepRequest{Case: h.current, Actor: h.actor("contact_teacher"), Steps: []workflow.StepInput{
		{Step: "add_note", Input: workflow.Input{"text": "x"}},
		{Step: "add_note", Input: workflow.Input{}},
	}})
	var fields workflow.FieldErrors
	if !errors.As(err, &fields) || fields[0].Index != 1 || fields[0].Field != "text" {
		t.Errorf("have %v, want the second entry's text", err)
	}
}

// 60 writers on one case and 60 on their own: nothing is lost, and the
// revisions have no gaps.
func TestSixtyWriters(t *testing.T) {
	h := started(t, selfReferral)
	const writers, each = 60, 3
	var wg sync.WaitGroup
	var stale atomic.Int64
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				text := fmt.Sprintf("writer %d note %d", w, i)
				for {
					v, err := h.engine.Case(context.Background(), h.actor("kjentmann"), h.current)
					if err != nil {
						t.Error(err)
						return
					}
					seen := v.Revision
					_, err = note(h, "kjentmann", text, &seen, "")
					if err == nil {
						break
					}
					if !errors.Is(err, workflow.ErrStale) {
						t.Error(err)
						return
					}
					stale.Add(1)
				}
			}
		})
		wg.Go(func() {
			r, err := h.engine.Open(context.Background(), workflow.OpenRequest{
				Actor: h.actor("contact_teacher_2"), School: "rogn", Routine: "kjentmann", Scenario: "third_party_concern",
				Student: &workflow.StudentInput{Name: fmt.Sprintf("Elev Nummer%d", w)},
				Input:   workflow.Input{"reported_by": "staff", "contact_safety": "safe"},
			})
			if err != nil || r.Refusal != nil {
				t.Error(err, r)
				return
			}
			for i := range each {
				_, err := h.engine.Take(context.Background(), workflow.StepRequest{Case: r.ID, Actor: h.actor("contact_teacher_2"), Steps: []workflow.StepInput{
					{Step: "add_note", Input: workflow.Input{"text": fmt.Sprint(i)}},
				}})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	v := h.look()
	if v.Revision != 1+writers*each {
		t.Errorf("revision %d, want %d (%d stale tries)", v.Revision, 1+writers*each, stale.Load())
	}
	said := map[string]bool{}
	for i, e := range v.Case.History() {
		if e.Revision != uint64(i+1) {
			t.Fatalf("event %d has revision %d", i, e.Revision)
		}
		said[e.Payload.Fields["text"].Text] = true
	}
	if len(said) != 1+writers*each {
		t.Errorf("%d different notes, want %d", len(said)-1, writers*each)
	}
}

// A published version does not change.
func TestPublishedVersionIsImmutable(t *testing.T) {
	h := newHistory(t, "kjentmann")
	def, problems := routine.Parse(routine.ShippedSource("kjentmann"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	changed, problems := routine.Build(def, map[string][]string{"talk_days": {"7"}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if err := h.engine.Publish(t.Context(), changed); !errors.Is(err, workflow.ErrConflict) {
		t.Errorf("other content under the same version: %v", err)
	}
	def.Version = 2
	next, problems := routine.Build(def, map[string][]string{"talk_days": {"7"}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	h.play("before", selfReferral)
	if err := h.engine.Publish(t.Context(), next); err != nil {
		t.Fatal(err)
	}
	if v := h.look(); v.Case.Routine().Version != 1 {
		t.Errorf("an open case moved to version %d", v.Case.Routine().Version)
	}
	h.play("after", "open self_referral by contact_teacher student=siv")
	if v := h.look(); v.Case.Routine().Version != 2 {
		t.Errorf("a new case follows version %d", v.Case.Routine().Version)
	}
}

// Bad input is a clear answer and leaves nothing.
func TestBadInput(t *testing.T) {
	h := started(t, selfReferral)
	long := make([]byte, 100_000)
	for i := range long {
		long[i] = 'a'
	}
	for _, test := range []struct {
		name, field string
		step        string
		input       workflow.Input
		at          time.Time
	}{
		{"unknown member", "txt", "add_note", workflow.Input{"text": "x", "txt": "y"}, time.Time{}},
		{"missing", "text", "add_note", workflow.Input{}, time.Time{}},
		{"empty", "text", "add_note", workflow.Input{"text": "  "}, time.Time{}},
		{"wrong type", "text", "add_note", workflow.Input{"text": 5.0}, time.Time{}},
		{"null", "text", "add_note", workflow.Input{"text": nil}, time.Time{}},
		{"too long", "text", "add_note", workflow.Input{"text": string(long)}, time.Time{}},
		{"control characters", "text", "add_note", workflow.Input{"text": "a\x00b"}, time.Time{}},
		{"invalid UTF-8", "text", "add_note", workflow.Input{"text": "a\xffb"}, time.Time{}},
		{"list for a person", "guardians", "record_contact", workflow.Input{"guardians": []any{"mor"}, "made_by": "school", "outcome": "informed"}, time.Time{}},
		{"unknown person", "guardians", "record_contact", workflow.Input{"guardians": []any{map[string]any{"id": "nobody"}}, "made_by": "school", "outcome": "informed"}, time.Time{}},
		{"person with more", "guardians", "record_contact", workflow.Input{"guardians": []any{map[string]any{"id": "mor", "x": "y"}}, "made_by": "school", "outcome": "informed"}, time.Time{}},
		{"name that is turned round", "guardians", "record_contact", workflow.Input{"guardians": []any{map[string]any{"name": "Mor \u202efaR"}}, "made_by": "school", "outcome": "informed"}, time.Time{}},
		{"name that nobody sees", "guardians", "record_contact", workflow.Input{"guardians": []any{map[string]any{"name": "\u200b"}}, "made_by": "school", "outcome": "informed"}, time.Time{}},
		{"no such choice", "made_by", "record_contact", workflow.Input{"guardians": []any{map[string]any{"id": "mor"}}, "made_by": "dog", "outcome": "informed"}, time.Time{}},
		{"year 0", "occurred_at", "add_note", workflow.Input{"text": "x"}, time.Date(0, 1, 2, 0, 0, 0, 0, time.UTC)},
		{"year 9999", "occurred_at", "add_note", workflow.Input{"text": "x"}, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)},
		{"in three minutes", "occurred_at", "add_note", workflow.Input{"text": "x"}, h.now.Add(3 * time.Minute)},
		{"birth date in year 9999", "birth_date", "set_birth_date", workflow.Input{"birth_date": "9999-01-01"}, time.Time{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := h.engine.Take(t.Context(), workflow.StepRequest{Case: h.current, Actor: h.actor("contact_teacher"), Steps: []workflow.StepInput{
				{Step: test.step, Input: test.input, OccurredAt: test.at},
			}})
			var fields workflow.FieldErrors
			if !errors.As(err, &fields) || !errors.Is(err, workflow.ErrInvalid) || fields[0].Field != test.field {
				t.Errorf("have %v, want a mistake in %s", err, test.field)
			}
		})
	}
	for _, text := range []string{"Zoë Ødegård", "أحمد", "李雷", "👩🏽‍🎓", "O'Neill <b>&", "a\u0301", "\u202etxet\u202c \u200f\u2068a\u2069\ufeff"} {
		if r, err := note(h, "contact_teacher", text, nil, ""); err != nil || r.Case.History()[len(r.Case.History())-1].Payload.Fields["text"].Text != text {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := h.engine.Take(t.Context(), workflow.StepRequest{Case: h.current, Actor: h.actor("contact_teacher"), Steps: []workflow.StepInput{{Step: "no_such_step"}}}); !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("a step that is not there: %v", err)
	}
	if n := len(h.look().Case.History()); n != 8 {
		t.Errorf("%d events, want the opening and seven notes", n)
	}
}

// A real clock is finer than what is kept: an answer to a key is found all the same.
func TestIdempotencyKeyByARealClock(t *testing.T) {
	h := started(t, selfReferral)
	h.now = h.now.Add(123456789 * time.Nanosecond)
	for range 2 {
		if _, err := note(h, "contact_teacher", "once", nil, "fine"); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(h.look().Case.History()); n != 2 {
		t.Errorf("%d events, want 2", n)
	}
}

// A student typed in by hand and recognised later is found, and shown in lists,
// by the name that they really have.
func TestSearchFindsTheRecognised(t *testing.T) {
	h := started(t, `student siv born=2010-03-01
open self_referral by contact_teacher name="siv elev"
take confirm_student by contact_teacher student=siv
`)
	h.must(h.engine.PutStudent(t.Context(), &workflow.Student{ID: "siv", School: "rogn", Name: "Siv Elev Nylund", Class: "2STA"}))
	for _, words := range []string{"nyl", "siv", "2sta elev"} {
		page, err := h.engine.List(t.Context(), h.actor("kjentmann"), workflow.Query{}, words)
		if err != nil {
			t.Fatal(err)
		}
		if len(page.Items) != 1 || page.Items[0].Student.Name != "Siv Elev Nylund" {
			t.Errorf("%q finds %+v", words, page.Items)
		}
	}
	page, err := h.engine.List(t.Context(), h.actor("auditor"), workflow.Query{}, "")
	if err != nil || len(page.Items) != 1 || page.Items[0].Pseudonym != h.view("auditor").Pseudonym() {
		t.Errorf("an auditor sees %+v (%v)", page, err)
	}
	students, err := h.engine.Students(t.Context(), h.actor("kjentmann"), "rogn", "siv", 10)
	if err != nil || len(students) != 1 || students[0].ID != "siv" {
		t.Errorf("a case can be opened on %v (%v)", students, err)
	}
}
