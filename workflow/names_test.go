package workflow_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
)

// A search finds whom reading every name would find, also after names have changed.
func TestStudentsAreFoundByName(t *testing.T) {
	engine, err := workflow.NewEngine(t.Context(), storetest.New(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	put := func(i int, name string) {
		id := fmt.Sprintf("s%02d", i)
		names[id] = name
		if err := engine.PutStudent(t.Context(), &workflow.Student{ID: workflow.StudentID(id), School: "rogn", Name: name, Class: "2STA"}); err != nil {
			t.Fatal(err)
		}
	}
	actor := workflow.Actor{ID: "a", Roles: []workflow.SchoolRole{{School: "rogn", Role: "kjentmann"}}}
	questions := []string{"", "kari", "K", "kar lu", "lu kar", "lund lund", "2sta", "2sta kim", "æ", "nobody", "lundgren", "karikari"}
	compare := func() {
		t.Helper()
		for _, question := range questions {
			found, err := engine.Students(t.Context(), actor, "rogn", question, 100)
			if err != nil {
				t.Fatal(err)
			}
			var got, want []string
			for _, s := range found {
				got = append(got, string(s.ID))
			}
			for id, name := range names {
				words := append(strings.Fields(strings.ToLower(name)), "2sta")
				if !slices.ContainsFunc(strings.Fields(strings.ToLower(question)), func(asked string) bool {
					return !slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, asked) })
				}) {
					want = append(want, id)
				}
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%q found %v, want %v", question, got, want)
			}
		}
	}
	for i, name := range []string{"Kari Lund", "Kari Kim Lundgren", "Lund Kari", "Ærlig Ås", "Kim", "Karikari Lu", "Ola Nordmann"} {
		put(i, name)
	}
	compare()
	put(6, "Kari Nordmann")
	put(7, "Ny Lund")
	compare()
}
