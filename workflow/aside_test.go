package workflow_test

import (
	"fmt"
	"strings"
	"testing"

	"kjentvei/workflow"
)

// What is prepared while a step is made durable is of the case as it then is. It
// is over when Take returns, and there is none for a step that was refused, or
// taken before.
func TestMeanwhile(t *testing.T) {
	h := started(t, selfReferral)
	told := 0
	take := func(step, key string, fields workflow.Input, meanwhile func(*workflow.View)) *workflow.Result {
		t.Helper()
		r, err := h.engine.Take(t.Context(), workflow.StepRequest{
			Case: h.current, Actor: h.actor("kjentmann"), Key: key, Request: workflow.Hash(step), Meanwhile: meanwhile,
			Steps: []workflow.StepInput{{Step: step, Input: fields}},
		})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	var seen *workflow.View
	look := func(v *workflow.View) { seen, told = v, told+1 }
	text := workflow.Input{"text": "Ringte"}
	for range 2 {
		if r := take("add_note", "once", text, look); told != 1 || seen.Revision != 2 || !r.Repeated && r.View != seen {
			t.Fatalf("told %d times of revision %d; have %d", told, seen.Revision, r.Revision)
		}
	}
	if r := take("hold_talk", "", workflow.Input{"outcome": "denied"}, look); r.Refusal == nil || told != 1 {
		t.Errorf("refused %v, told %d times", r.Refusal, told)
	}
	defer func() {
		if value := fmt.Sprint(recover()); !strings.HasPrefix(value, "no ink\n") {
			t.Errorf("a panic became %.40q", value)
		}
		if r := take("add_note", "twice", text, look); !r.Repeated {
			t.Error("the step was not kept")
		}
	}()
	take("add_note", "twice", text, func(*workflow.View) { panic("no ink") })
}
