package store_test

import (
	"encoding/binary"

	"kjentvei/workflow"
)

// valueSurvey goes through one value from its front.
type valueSurvey struct {
	*surveyor
	at     int
	chance bool
}

func (s *surveyor) event(at int) {
	v := &valueSurvey{surveyor: s, at: at}
	v.byte("format of an event")
	v.at += 16 // its id
	v.number("case of an event")
	v.number("revision of an event")
	v.skip() // recorded at
	v.skip() // occurred at
	v.byte("outcome of an event")
	v.texts(3)
}

func (s *surveyor) record(at int) {
	v := &valueSurvey{surveyor: s, at: at}
	v.byte("format of a record")
	v.at += 1 + 16  // whether it is closed, and its id
	v.chance = true // a row of short texts, with digits that read as lengths
	v.texts(1)
	v.number("revision of a record")
	v.skip() // opened at
	v.skip() // due on
	v.texts(7)
	v.skip() // version of the routine
	v.texts(1)
	v.texts(v.number("count of those involved"))
	v.texts(v.number("count of those recused"))
	for range v.number("count of a record's events") {
		v.number("event of a record")
	}
}

// payload surveys one such as newEvent makes: roles and fields of text.
func (s *surveyor) payload(at int) {
	v := &valueSurvey{surveyor: s, at: at}
	v.byte("format of a payload")
	v.texts(v.number("count of roles"))
	for range v.number("count of fields") {
		v.texts(1)
		if kind := workflow.Kind(s.data[v.at]); kind != workflow.KindText {
			s.t.Fatalf("a field of kind %d", kind)
		}
		v.at++
		v.texts(1)
	}
	v.number("count of unmet guards")
	v.at++ // no opening
	v.number("count of those recused by a payload")
	v.texts(1)
}

func (v *valueSurvey) byte(what string) {
	v.must(v.at, 1, "%s", what)
	v.at++
}

// number surveys one that must be as it is.
func (v *valueSurvey) number(what string) int {
	n, size := binary.Uvarint(v.data[v.at:])
	v.must(v.at, size, "%s", what)
	v.at += size
	return int(n)
}

// skip passes a number of which any other might be true.
func (v *valueSurvey) skip() {
	_, size := binary.Uvarint(v.data[v.at:])
	v.at += size
}

// texts surveys the lengths of texts. Their letters may be any, and so may the
// form of each, which is in the two lowest bits.
func (v *valueSurvey) texts(n int) {
	for range n {
		head, size := binary.Uvarint(v.data[v.at:])
		v.places = append(v.places, place{v.at, 1, 0xFC, "length of a text", v.chance})
		if size > 1 {
			v.places = append(v.places, place{v.at + 1, size - 1, 0xFF, "length of a long text", v.chance})
		}
		v.at += size + int(head>>2)
	}
}
