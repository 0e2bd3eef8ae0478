// Package accesstest holds what is served against the reviewed table of who sees and
// may do what, testdata/golden/access.md. It makes a school in which there is somebody
// for every relation to a case, gives all of them one role after the other, and says
// of each what the table lets them.
//
// Nothing here decides: the table is read from the file. A role, relation, state,
// section or action that comes to it is asked for here as well, and fails the tests
// that cannot tell it.
package accesstest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kjentvei/workflow"
)

// Golden is the file, from the folders api and web.
const Golden = "../testdata/golden/access.md"

// The states of a case in the table.
const (
	Open    = "open"
	Resting = "resting"
)

// None stands for no role, and for no relation.
const None = "none"

type cell struct{ role, relation, state string }

// table is what the file says.
type table struct {
	roles   []string // in their order
	rows    map[cell]workflow.Access
	limited map[string]workflow.Access // by role: who opened it just now, without a second factor
	others  map[string]string          // by role: how many other relations see anything then
	school  map[string][2]string       // by role: what it may at the school, and without a second factor
}

// read reads the file. Whatever it cannot read fails the test.
func read(t testing.TB, text string) *table {
	t.Helper()
	all := &table{rows: map[cell]workflow.Access{}, limited: map[string]workflow.Access{}, others: map[string]string{}, school: map[string][2]string{}}
	role, atSchool := "", false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "## "); ok {
			if atSchool = strings.HasPrefix(name, "At the school"); !atSchool {
				role = name
				all.roles = append(all.roles, role)
			}
			continue
		}
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "|--") || strings.HasPrefix(line, "| relation |") || strings.HasPrefix(line, "| role |") {
			continue
		}
		columns := strings.Split(strings.Trim(line, "|"), "|")
		for i := range columns {
			columns[i] = strings.TrimSpace(columns[i])
		}
		switch {
		case atSchool && len(columns) == 3:
			all.school[columns[0]] = [2]string{columns[1], columns[2]}
		case len(columns) != 4:
			t.Fatalf("cannot read %q", line)
		default:
			all.add(t, role, columns)
		}
	}
	if len(all.roles) < 5 || len(all.limited) != len(all.roles) || len(all.school) != len(all.roles)-1 {
		t.Fatalf("the table has %d roles, %d without a second factor, %d at the school", len(all.roles), len(all.limited), len(all.school))
	}
	return all
}

// add adds a row of a role, or one for all the relations that add nothing to it.
func (all *table) add(t testing.TB, role string, columns []string) {
	t.Helper()
	relation, state := columns[0], columns[1]
	switch {
	case relation == "opened it just now, no second factor":
		all.limited[role] = accessOf(t, columns[2], columns[3])
	case strings.HasPrefix(relation, "other relations"):
		all.others[role] = columns[2]
	case columns[2] == "as without":
		for _, same := range strings.Split(relation, ", ") {
			all.rows[cell{role, same, state}] = all.rows[cell{role, None, state}]
		}
	default:
		all.rows[cell{role, relation, state}] = accessOf(t, columns[2], columns[3])
	}
}

func accessOf(t testing.TB, sees, may string) workflow.Access {
	t.Helper()
	return workflow.Access{
		Sees: workflow.Section(bits(t, sees, func(bit uint16) string { return workflow.Section(bit).String() })),
		May:  workflow.Action(bits(t, may, func(bit uint16) string { return workflow.Action(bit).String() })),
	}
}

// bits reads names that a set has for its bits.
func bits(t testing.TB, text string, name func(uint16) string) (set uint16) {
	t.Helper()
	if text == "nothing" {
		return 0
	}
	for _, word := range strings.Split(text, ", ") {
		bit := uint16(1)
		for bit != 0 && name(bit) != word {
			bit <<= 1
		}
		if bit == 0 {
			t.Fatalf("the table speaks of %q, which is not there", word)
		}
		set |= bit
	}
	return set
}

// of is what somebody with a role and relations has. What each relation gives adds
// up, but for being shut out.
func (all *table) of(t testing.TB, role, state string, is []string) (sum workflow.Access) {
	t.Helper()
	for _, relation := range append(slices.Clone(is), None) {
		have, ok := all.rows[cell{role, relation, state}]
		if !ok {
			t.Fatalf("the table has no row for %s, %s, %s", role, relation, state)
		}
		if relation == "shut_out" {
			return have
		}
		sum.Sees |= have.Sees
		sum.May |= have.May
	}
	return sum
}

// Row is somebody before a case, and what the table lets them.
type Row struct {
	workflow.Access
	Role    string
	Person  *Person
	Case    *Case
	Limited bool // without a second factor

	// Wrote are the sections in which something stands that they wrote themselves:
	// they read that, and nothing else of the section, whatever the table says.
	Wrote workflow.Section
}

func (r Row) String() string {
	text := fmt.Sprintf("%s, %s, %s", r.Role, r.Person.Relation, r.Case.State)
	if r.Limited {
		text += ", no second factor"
	}
	return text
}
