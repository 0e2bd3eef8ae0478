package xes

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"time"

	"kjentvei/workflow/calendar"
)

// depth is how far a line is indented.
type depth int

const tabs = "\t\t\t\t\t\t\t\t"

func (w *Writer) raw(s string) {
	if w.err == nil {
		_, w.err = w.out.WriteString(s)
	}
}

// open begins an attribute that others are nested in; close ends it.
func (w *Writer) open(at depth, kind, key, value string) {
	w.raw(tabs[:at] + "<" + kind + ` key="` + escape(key) + `" value="` + escape(value) + "\">\n")
}

func (w *Writer) close(at depth, kind string) { w.raw(tabs[:at] + "</" + kind + ">\n") }

func (w *Writer) attribute(at depth, kind, key, value string) {
	w.raw(tabs[:at] + "<" + kind + ` key="` + escape(key) + `" value="` + escape(value) + "\"/>\n")
}

func (w *Writer) text(at depth, key, value string) { w.attribute(at, "string", key, value) }

func (w *Writer) number(at depth, key string, n int) {
	w.attribute(at, "int", key, strconv.Itoa(n))
}

func (w *Writer) flag(at depth, key string, value bool) {
	w.attribute(at, "boolean", key, strconv.FormatBool(value))
}

// decimal writes no infinity, which tools read differently.
func (w *Writer) decimal(at depth, key string, n float64) {
	if math.IsInf(n, 0) || math.IsNaN(n) {
		return
	}
	w.attribute(at, "float", key, strconv.FormatFloat(n, 'f', -1, 64))
}

// time writes an instant, and nothing for none.
func (w *Writer) time(at depth, key string, t time.Time) {
	if !t.IsZero() {
		w.attribute(at, "date", key, w.stamp(t))
	}
}

// stamp is an instant as XML Schema's dateTime, in the time of the school.
func (w *Writer) stamp(t time.Time) string {
	loc := calendar.Oslo
	if w.cal != nil {
		loc = w.cal.Location()
	}
	return t.In(loc).Format("2006-01-02T15:04:05.000-07:00")
}

// list writes values under one key each, and nothing for none.
func (w *Writer) list(at depth, key, item string, values []string) {
	if len(values) == 0 {
		return
	}
	w.raw(tabs[:at] + `<list key="` + key + "\">\n" + tabs[:at+1] + "<values>\n")
	for _, value := range values {
		w.text(at+2, item, value)
	}
	w.raw(tabs[:at+1] + "</values>\n" + tabs[:at] + "</list>\n")
}

// escape makes a text the value of an XML attribute.
func escape(s string) string {
	if strings.IndexFunc(s, special) < 0 {
		return s
	}
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(clean(s))) // a Builder does not fail
	return b.String()
}

// special are the characters that cannot stand in an attribute as they are.
func special(r rune) bool {
	return r < ' ' || r == '"' || r == '\'' || r == '&' || r == '<' || r == '>' || r >= 0xd800
}

// clean drops what XML has no way to write, and what is not UTF-8.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r', r >= ' ' && r <= 0xd7ff, r >= 0xe000 && r <= 0xfffd, r >= 0x10000:
			return r
		}
		return -1
	}, s)
}

// keyOf makes an id part of an attribute's key. The colon is left to the
// prefixes of extensions.
func keyOf(id string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.':
			return r
		}
		return '_'
	}, id)
}
