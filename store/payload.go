package store

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"kjentvei/workflow"
)

// A payload is what an event says beyond its public part. Every step reads all
// payloads of its case while other writers wait, so it is not JSON, which takes
// ten times as long:
//
//	byte     1
//	uvarint  how many roles, then a text each
//	uvarint  how many fields, in the order of their names, each a
//	           text   name, then
//	           value
//	uvarint  how many unmet, each
//	           text   code, requirement, message: three texts
//	           varint guard
//	           uvarint how many args, in the order of their names, each two texts
//	byte     1 when an opening follows, otherwise 0
//	           text   school, scenario, student: three texts
//	           byte   1 when unclear, otherwise 0
//	           uvarint how many recused, then a text each
//	uvarint  how many recused, then a text each
//	text     signed
//
// A value is a byte, its workflow.Kind, and then
//
//	KindText     text
//	KindNumber   8 bytes, IEEE 754, big-endian; finite
//	KindBool     byte 1 or 0
//	KindDate     varint days since 0000-12-31
//	KindTime     varint seconds since 1970, uvarint nanoseconds
//	KindList     uvarint how many, then a text each
//	KindPeople   uvarint how many, each
//	               text    id, name, role, kind: four texts
//	               uvarint how many roles, then a text each
//	               byte    1 for leadership, otherwise 0
//
// These numbers are stored: a new kind goes to the end. A new field means a new
// format, and the old one still read.
const payloadFormat = 1

func appendPayload(b []byte, p *workflow.Payload) ([]byte, error) {
	b = appendTexts(append(b, payloadFormat), p.Roles)
	b = binary.AppendUvarint(b, uint64(len(p.Fields)))
	for _, name := range slices.Sorted(maps.Keys(p.Fields)) {
		value := p.Fields[name]
		var err error
		if b, err = appendValue(appendText(b, name), &value); err != nil {
			return nil, fmt.Errorf("field %q: %w", name, err)
		}
	}
	b = binary.AppendUvarint(b, uint64(len(p.Unmet)))
	for _, u := range p.Unmet {
		b = appendText(appendText(appendText(b, u.Code), u.Requirement), u.Message)
		b = binary.AppendVarint(b, int64(u.Guard))
		b = binary.AppendUvarint(b, uint64(len(u.Args)))
		for _, name := range slices.Sorted(maps.Keys(u.Args)) {
			b = appendText(appendText(b, name), u.Args[name])
		}
	}
	b = appendBool(b, p.Opening != nil)
	if o := p.Opening; o != nil {
		b = appendText(appendText(appendText(b, string(o.School)), o.Scenario), string(o.Student))
		b = appendTexts(appendBool(b, o.Unclear), o.Recused)
	}
	return appendText(appendTexts(b, p.Recused), p.Signed), nil
}

func appendValue(b []byte, v *workflow.Value) ([]byte, error) {
	b = append(b, byte(v.Kind))
	switch v.Kind {
	case workflow.KindText:
		return appendText(b, v.Text), nil
	case workflow.KindNumber:
		if math.IsNaN(v.Number) || math.IsInf(v.Number, 0) {
			return nil, fmt.Errorf("%w: not a finite number", workflow.ErrInvalid)
		}
		return binary.BigEndian.AppendUint64(b, math.Float64bits(v.Number)), nil
	case workflow.KindBool:
		return appendBool(b, v.Bool), nil
	case workflow.KindDate:
		return binary.AppendVarint(b, int64(v.Date)), nil
	case workflow.KindTime:
		b = binary.AppendVarint(b, v.Time.Unix())
		return binary.AppendUvarint(b, uint64(v.Time.Nanosecond())), nil
	case workflow.KindList:
		return appendTexts(b, v.List), nil
	case workflow.KindPeople:
		b = binary.AppendUvarint(b, uint64(len(v.People)))
		for _, p := range v.People {
			b = appendText(appendText(appendText(appendText(b, p.ID), p.Name), p.Role), p.Kind)
			b = appendBool(appendTexts(b, p.Roles), p.Leadership)
		}
		return b, nil
	}
	return nil, fmt.Errorf("%w: unknown kind of value %d", workflow.ErrInvalid, v.Kind)
}

func decodePayload(data []byte) (p workflow.Payload, err error) {
	err = decodeInto(&p, data)
	return p, err
}

// decodeInto decodes a payload into one whose roles and fields may be written over.
func decodeInto(p *workflow.Payload, data []byte) error {
	r := reader{data: data}
	if r.byte() != payloadFormat {
		r.fail("not a payload")
	}
	*p = workflow.Payload{
		Roles:   readTexts(&r, p.Roles[:0]),
		Fields:  r.fields(p.Fields),
		Unmet:   r.unmet(),
		Opening: r.opening(),
		Recused: readTexts[workflow.ActorID](&r, nil),
		Signed:  r.text(),
	}
	if err := r.end(); err != nil {
		*p = workflow.Payload{}
		return fmt.Errorf("payload: %w", err)
	}
	return nil
}

// fields reads into a map that is used again; nil makes a new one where there
// are any.
func (r *reader) fields(fields workflow.Fields) workflow.Fields {
	n := r.count()
	clear(fields)
	if n > 0 && fields == nil {
		fields = make(workflow.Fields, min(n, 64))
	}
	before := ""
	for i := range n {
		before = r.name(i, before)
		fields[before] = r.value()
	}
	return fields
}

// name reads the i-th of some names, which ascend.
func (r *reader) name(i int, before string) string {
	name := r.text()
	if i > 0 && name <= before {
		r.fail("names out of order")
	}
	return name
}

func (r *reader) value() (v workflow.Value) {
	v.Kind = workflow.Kind(r.byte())
	switch v.Kind {
	case workflow.KindText:
		v.Text = r.text()
	case workflow.KindNumber:
		if raw := r.take(8); raw != nil {
			v.Number = math.Float64frombits(binary.BigEndian.Uint64(raw))
		}
		if math.IsNaN(v.Number) || math.IsInf(v.Number, 0) {
			r.fail("not a finite number")
		}
	case workflow.KindBool:
		v.Bool = r.bool()
	case workflow.KindDate:
		v.Date = r.date()
	case workflow.KindTime:
		v.Time = r.seconds()
		nanos := r.uvarint()
		if nanos >= uint64(time.Second) {
			r.fail("time out of range")
			return v
		}
		v.Time = v.Time.Add(time.Duration(nanos))
	case workflow.KindList:
		v.List = readTexts[string](r, nil)
	case workflow.KindPeople:
		v.People = r.people()
	default:
		r.fail("unknown kind of value")
	}
	return v
}

func (r *reader) people() []workflow.Person {
	var people []workflow.Person
	for range r.count() {
		people = append(people, workflow.Person{
			ID: r.text(), Name: r.text(), Role: r.text(), Kind: r.text(),
			Roles:      readTexts[string](r, nil),
			Leadership: r.bool(),
		})
	}
	return people
}

func (r *reader) unmet() []workflow.Unmet {
	var all []workflow.Unmet
	for range r.count() {
		u := workflow.Unmet{Code: r.text(), Requirement: r.text(), Message: r.text(), Guard: int(r.varint())}
		before := ""
		for i := range r.count() {
			if u.Args == nil {
				u.Args = map[string]string{}
			}
			before = r.name(i, before)
			u.Args[before] = r.text()
		}
		all = append(all, u)
	}
	return all
}

func (r *reader) opening() *workflow.Opening {
	if !r.bool() {
		return nil
	}
	return &workflow.Opening{
		School:   workflow.SchoolID(r.text()),
		Scenario: r.text(),
		Student:  workflow.StudentID(r.text()),
		Unclear:  r.bool(),
		Recused:  readTexts[workflow.ActorID](r, nil),
	}
}
