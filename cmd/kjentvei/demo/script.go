package demo

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

//go:embed cases.txt
var casesText string

// story is one case of cases.txt. Its head of file says what a line means.
type story struct {
	slug     string
	routine  string
	scenario string
	student  string // kind of student, "" for none
	ends     string // the state it is left in
	title    string
	lines    []line
}

// line is one request: by one person, at one time, of one or several steps.
type line struct {
	number  int // in the file
	at      when
	who     string
	refused bool
	steps   []step
}

// step is a step and what is filled in.
type step struct {
	name   string
	at     *when // when it occurred, where that is not when it was recorded
	fields map[string]string
}

// when is a time told from the demo's today.
type when struct {
	day    int           // school days from today
	clock  time.Duration // of that day
	before time.Duration // instead of day and clock: so long before now
}

func (w when) less(o when) bool {
	if (w.before != 0) != (o.before != 0) {
		return o.before != 0
	}
	if w.before != o.before {
		return w.before > o.before
	}
	return w.day < o.day || w.day == o.day && w.clock < o.clock
}

// parse reads the stories of a file.
func parse(text string) ([]*story, error) {
	var all []*story
	var batch *line
	for i, words := range strings.Split(text, "\n") {
		words = strings.TrimSpace(words)
		if words == "" || words[0] == '#' {
			continue
		}
		fail := func(err error) ([]*story, error) { return nil, fmt.Errorf("cases.txt:%d: %w", i+1, err) }
		if rest, ok := strings.CutPrefix(words, "case "); ok {
			s, err := parseHead(rest)
			if err != nil {
				return fail(err)
			}
			all = append(all, s)
			continue
		}
		if len(all) == 0 {
			return fail(fmt.Errorf("a line before the first case"))
		}
		s := all[len(all)-1]
		if rest, ok := strings.CutPrefix(words, "+ "); ok && len(s.lines) > 0 {
			at, rest, _ := strings.Cut(rest, " ")
			more, err := parseStep(split(rest))
			if err != nil {
				return fail(err)
			}
			if more.at, err = parseWhen(at); err != nil {
				return fail(err)
			}
			batch.steps = append(batch.steps, more)
			continue
		}
		l, err := parseLine(words)
		if err != nil {
			return fail(err)
		}
		l.number = i + 1
		if n := len(s.lines); n > 0 && l.at.less(s.lines[n-1].at) {
			return fail(fmt.Errorf("happens before the line above"))
		}
		s.lines = append(s.lines, l)
		batch = &s.lines[len(s.lines)-1]
	}
	return all, nil
}

func parseHead(words string) (*story, error) {
	head, title, _ := strings.Cut(words, " : ")
	w := strings.Fields(head)
	if len(w) != 6 || w[4] != "->" {
		return nil, fmt.Errorf("want: case SLUG ROUTINE SCENARIO STUDENT -> STATE : TITLE")
	}
	s := &story{slug: w[0], routine: w[1], scenario: w[2], student: w[3], ends: w[5], title: strings.TrimSpace(title)}
	if s.student == "nobody" {
		s.student = ""
	}
	return s, nil
}

func parseLine(words string) (line, error) {
	var l line
	words, l.refused = strings.CutPrefix(words, "! ")
	list := split(words)
	if len(list) < 3 {
		return l, fmt.Errorf("want: WHEN WHO STEP [FIELD=VALUE …]")
	}
	at, err := parseWhen(list[0])
	if err != nil {
		return l, err
	}
	l.at, l.who = *at, list[1]
	first, err := parseStep(list[2:])
	l.steps = []step{first}
	return l, err
}

func parseStep(words []string) (step, error) {
	s := step{name: words[0], fields: map[string]string{}}
	for _, word := range words[1:] {
		name, value, ok := strings.Cut(word, "=")
		if !ok {
			return s, fmt.Errorf("%q is no FIELD=VALUE", word)
		}
		if name != "at" {
			s.fields[name] = value
			continue
		}
		var err error
		if s.at, err = parseWhen(value); err != nil {
			return s, err
		}
	}
	return s, nil
}

// parseWhen reads -3@10:40 (three school days ago) or -20m (twenty minutes ago).
func parseWhen(word string) (*when, error) {
	wrong := fmt.Errorf("%q is no time: -3@10:40 or -20m", word)
	if minutes, ok := strings.CutSuffix(word, "m"); ok {
		n, err := strconv.Atoi(minutes)
		if err != nil || n >= 0 {
			return nil, wrong
		}
		return &when{before: time.Duration(-n) * time.Minute}, nil
	}
	day, clock, _ := strings.Cut(word, "@")
	n, err := strconv.Atoi(day)
	t, err2 := time.Parse("15:04", clock)
	if err != nil || err2 != nil || n > 0 {
		return nil, wrong
	}
	return &when{day: n, clock: time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute}, nil
}

// split cuts a line into words; "quoted words" stay together, also after a =.
func split(line string) []string {
	quoted := false
	words := strings.FieldsFunc(strings.TrimSpace(line), func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
	for i := range words {
		words[i] = strings.ReplaceAll(words[i], `"`, "")
	}
	return slices.Clip(words)
}
