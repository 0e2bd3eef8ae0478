package report

import (
	"strconv"
	"strings"
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// hidden stands where a number is not told.
const hidden = "–"

// words speak one language.
type words struct{ lang routine.Lang }

func in(lang routine.Lang) words { return words{lang} }

// say returns a text in the language, with {1}, {2} … filled in.
func (w words) say(text routine.Text, args ...string) string {
	if len(args) == 0 {
		return text.In(w.lang)
	}
	values := map[string]routine.Text{}
	for i, arg := range args {
		values[strconv.Itoa(i+1)] = routine.Same(arg)
	}
	return text.Fill(values).In(w.lang)
}

// several says how many, with the words for one or for any other number.
func (w words) several(n int, one, many routine.Text) string {
	if n == 1 {
		return w.say(one, "1")
	}
	return w.say(many, strconv.Itoa(n))
}

// titled is the text, or where there is none the code.
func (w words) titled(title routine.Text, code string) string {
	if words := title.In(w.lang); words != "" {
		return words
	}
	return code
}

// count is a number, or the sign that it is hidden.
func count(c audit.Count) string {
	if c.Hidden {
		return hidden
	}
	return strconv.Itoa(c.N)
}

// shown is a number, and nothing where that is hidden.
func shown(c audit.Count) int {
	if c.Hidden {
		return 0
	}
	return c.N
}

// number is a number of a language.
func (w words) number(n float64) string { return audit.Number(n, w.lang) }

func (w words) day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return audit.Day(calendar.Of(t, calendar.Oslo), w.lang)
}

func (w words) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return audit.Moment(t, w.lang)
}

// period says which days are looked at.
func (w words) period(from, to calendar.Date) string {
	first, last := audit.Day(from, w.lang), audit.Day(to, w.lang)
	switch {
	case from == 0 && to == 0:
		return w.say(phrases.AllTime)
	case from == 0:
		return w.say(phrases.UntilDay, last)
	case to == 0:
		return w.say(phrases.SinceDay, first)
	}
	return w.say(phrases.FromTo, first, last)
}

// month reads 2026-11 as a month and its year; what reads otherwise stays as it is.
func (w words) month(id string) string {
	at, err := time.Parse("2006-01", id)
	if err != nil {
		return id
	}
	return capital(audit.MonthName(at.Month(), w.lang)) + " " + strconv.Itoa(at.Year())
}

// schoolYear reads 2026-2027 as 2026/27.
func schoolYear(id string) string {
	first, last, ok := strings.Cut(id, "-")
	if !ok || len(last) != 4 {
		return id
	}
	return first + "/" + last[2:]
}

// capital begins with a capital letter.
func capital(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[0])) + string(r[1:])
}

// short cuts a text at a word, so that it has at most so many letters.
func short(text string, letters int) string {
	r := []rune(text)
	if len(r) <= letters {
		return text
	}
	cut := string(r[:letters-1])
	if at := strings.LastIndexByte(cut, ' '); at > letters/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,.:;–") + " …"
}
