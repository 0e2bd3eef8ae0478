package workflow

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kjentvei/workflow/roster"
)

// RosterSchoolCode is what an operator says of a school of the roster.
type RosterSchoolCode struct {
	Code SchoolID `json:"code"` // ours; LeftOut for a school that takes no part
	Of   string   `json:"of"`   // the source's id, identifier or name; "" for the only school of the file
}

// LeftOut is the code of a school of the roster that takes no part.
const LeftOut SchoolID = "-"

// schoolName is which of the roster's schools is which of ours, as it is kept.
type schoolName struct {
	Source string   `json:"source"`
	School SchoolID `json:"school"`
	Name   string   `json:"name"`
}

// assign finds our code of each school of the roster: one that was given before
// or is given now. It returns them by the source's id; "" for a school that takes
// no part.
func (p *importing) assign(tx Tx, next *roster.Roster, given []RosterSchoolCode) (map[string]SchoolID, error) {
	kept, err := storedSchools(tx)
	if err != nil {
		return nil, err
	}
	a := &assigning{schools: next.Schools(), codes: map[string]SchoolID{}}
	for _, k := range kept {
		a.codes[k.Source] = k.School
	}
	for _, g := range given {
		a.give(g)
	}
	a.check()
	if len(a.problems) > 0 {
		slices.SortStableFunc(a.problems, func(a, b roster.Problem) int { return a.Row - b.Row })
		return nil, fmt.Errorf("%w: %w", ErrInvalid, a.problems)
	}
	var names []schoolName
	for _, s := range a.schools {
		names = append(names, schoolName{s.ID, a.codes[s.ID], s.Name})
		p.listed(s, a.codes[s.ID], kept)
	}
	if !slices.Equal(names, kept) {
		if p.coded, err = json.Marshal(names); err != nil {
			return nil, err
		}
	}
	for source, code := range a.codes {
		if code == LeftOut {
			a.codes[source] = ""
		}
	}
	return a.codes, nil
}

// listed puts a school into the plan.
func (p *importing) listed(s roster.School, code SchoolID, kept []schoolName) {
	if code == LeftOut {
		return
	}
	known := slices.ContainsFunc(kept, func(k schoolName) bool { return k.Source == s.ID })
	p.plan.Schools = append(p.plan.Schools, RosterSchool{School: code, Name: s.Name, New: !known})
	if known && s.Row == 0 {
		p.plan.Untouched = append(p.plan.Untouched, s.Name)
	}
}

func storedSchools(tx Tx) (list []schoolName, err error) {
	data, err := tx.Setting(settingSchools)
	switch {
	case errors.Is(err, ErrNotFound):
		return nil, nil
	case err != nil:
		return nil, err
	}
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrDamaged, settingSchools, err)
	}
	return list, nil
}

type assigning struct {
	schools  []roster.School
	codes    map[string]SchoolID
	problems roster.Problems
}

func (a *assigning) add(row int, key string, words ...string) {
	a.problems = append(a.problems, roster.NewProblem("orgs.csv", row, 0, key, words...))
}

// give gives a school its code.
func (a *assigning) give(g RosterSchoolCode) {
	found := a.meant(g.Of)
	switch {
	case g.Of == "" && len(found) != 1:
		if len(found) == 0 && a.has(g.Code) {
			return // a delta without orgs.csv, about a school known before
		}
		a.add(0, "school_one", strconv.Itoa(len(found)), string(g.Code))
	case len(found) == 0:
		a.add(0, "school_none", g.Of)
	case len(found) > 1:
		a.add(found[1].Row, "school_several", g.Of)
	default:
		s := found[0]
		if before, ok := a.codes[s.ID]; ok && before != g.Code {
			a.add(s.Row, "school_other", s.Name, string(before), string(g.Code))
			return
		}
		a.codes[s.ID] = g.Code
	}
}

func (a *assigning) has(code SchoolID) bool {
	for _, known := range a.codes {
		if known == code {
			return true
		}
	}
	return false
}

// meant lists the schools that an operator may mean: by id or number, else by name.
func (a *assigning) meant(of string) (found []roster.School) {
	matches := []func(roster.School) bool{
		func(s roster.School) bool { return s.ID == of || s.Identifier == of },
		func(s roster.School) bool { return strings.EqualFold(s.Name, of) },
	}
	if of == "" {
		matches = []func(roster.School) bool{func(s roster.School) bool { return s.Row > 0 }}
	}
	for _, match := range matches {
		for _, s := range a.schools {
			if match(s) {
				found = append(found, s)
			}
		}
		if len(found) > 0 {
			break
		}
	}
	return found
}

// check notes schools without a code, and codes of two schools.
func (a *assigning) check() {
	taken := map[SchoolID]bool{}
	for _, s := range a.schools {
		code, ok := a.codes[s.ID]
		switch {
		case !ok:
			number := s.Identifier
			if number == "" {
				number = s.ID
			}
			a.add(s.Row, "school_new", s.Name, number)
		case code != LeftOut && taken[code]:
			a.add(s.Row, "school_taken", string(code))
		}
		taken[code] = true
	}
}
