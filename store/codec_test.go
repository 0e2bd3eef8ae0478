package store_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"kjentvei/store"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"

	"github.com/google/go-cmp/cmp"
)

// filler sets everything in a value to something that is not zero, so that a
// field that a codec has forgotten is missed.
type filler struct{ n int }

func (f *filler) fill(v reflect.Value) {
	f.n++
	switch v.Addr().Interface().(type) {
	case *time.Time:
		v.Set(reflect.ValueOf(epoch.Add(time.Duration(f.n) * time.Second)))
		return
	case *calendar.Date:
		v.Set(reflect.ValueOf(calendar.On(2026, 1, f.n)))
		return
	case *workflow.CaseID, *workflow.EventID:
		v.SetString(newID())
		return
	case *[]uint64:
		v.Set(reflect.ValueOf([]uint64{1, 5, 700, 1 << 40}))
		return
	case *workflow.Fields:
		v.Set(reflect.ValueOf(allKinds(f)))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("text-" + string(rune('a'+f.n%26)))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(int64(f.n))
	case reflect.Uint8, reflect.Uint64:
		v.SetUint(uint64(f.n % 200))
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			f.fill(v.Index(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		f.fill(v.Index(0))
		f.fill(v.Index(1))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem())
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf("one"), reflect.ValueOf("1"))
		v.SetMapIndex(reflect.ValueOf("two"), reflect.ValueOf("2"))
	default:
		panic("fill: " + v.Type().String())
	}
}

// allKinds has a value of each kind.
func allKinds(f *filler) workflow.Fields {
	var people []workflow.Person
	f.fill(reflect.ValueOf(&people).Elem())
	return workflow.Fields{
		"text": {Text: "Blåbær"}, "empty": {}, "hash": {Text: strings.Repeat("0f", 32)},
		"number": {Kind: workflow.KindNumber, Number: -2.5},
		"flag":   {Kind: workflow.KindBool, Bool: true},
		"date":   {Kind: workflow.KindDate, Date: calendar.On(2026, 2, 28)},
		"time":   {Kind: workflow.KindTime, Time: epoch.Add(time.Nanosecond)},
		"list":   {Kind: workflow.KindList, List: []string{"a", "", "b"}},
		"people": {Kind: workflow.KindPeople, People: people},
	}
}

func filled[T any]() T {
	var v T
	(&filler{}).fill(reflect.ValueOf(&v).Elem())
	return v
}

func TestCodecsForgetNoField(t *testing.T) {
	e := filled[workflow.Event]()
	public, err := store.AppendEvent(nil, &e)
	got, err2 := store.DecodeEvent(e.Seq, public)
	payload, err3 := store.AppendPayload(nil, &e.Payload)
	var err4 error
	got.Payload, err4 = store.DecodePayload(payload)
	if diff := cmp.Diff(e, got); diff != "" || errors.Join(err, err2, err3, err4) != nil {
		t.Errorf("event: %s %v", diff, errors.Join(err, err2, err3, err4))
	}

	r := filled[workflow.Record]()
	data, err := store.AppendRecord(nil, &r)
	back, err2 := store.DecodeRecord(r.Number, data)
	if diff := cmp.Diff(&r, back); diff != "" || errors.Join(err, err2) != nil {
		t.Errorf("record: %s %v", diff, errors.Join(err, err2))
	}

	a := filled[workflow.Answer]()
	data, err = store.AppendAnswer(nil, "actor", "key", &a)
	actor, key, answer, err2 := store.DecodeAnswer(data)
	if diff := cmp.Diff(a, answer); diff != "" || actor != "actor" || key != "key" || errors.Join(err, err2) != nil {
		t.Errorf("answer: %s %s %s %v", diff, actor, key, errors.Join(err, err2))
	}

	student := filled[workflow.Student]()
	data, err = store.EncodeStudent(&student)
	s, err2 := store.DecodeStudent(data)
	if diff := cmp.Diff(&student, s); diff != "" || errors.Join(err, err2) != nil {
		t.Errorf("student: %s %v", diff, errors.Join(err, err2))
	}

	staff := filled[workflow.Staff]()
	data, err = store.EncodeStaff(&staff)
	st, err2 := store.DecodeStaff(data)
	if diff := cmp.Diff(&staff, st); diff != "" || errors.Join(err, err2) != nil {
		t.Errorf("staff: %s %v", diff, errors.Join(err, err2))
	}

	token := filled[workflow.Token]()
	data, err = store.EncodeToken(&token)
	to, err2 := store.DecodeToken(token.Hash, data)
	if diff := cmp.Diff(&token, to); diff != "" || errors.Join(err, err2) != nil {
		t.Errorf("token: %s %v", diff, errors.Join(err, err2))
	}

	operation := filled[workflow.Operation]()
	data, err = store.EncodeOperation(operation)
	op, err2 := store.DecodeOperation(data)
	if diff := cmp.Diff(operation, op); diff != "" || errors.Join(err, err2) != nil {
		t.Errorf("operation: %s %v", diff, errors.Join(err, err2))
	}

	credentials := filled[workflow.Credentials]()
	data, err = store.EncodeCredentials(&credentials)
	cr, err2 := store.DecodeCredentials(credentials.Staff, data)
	if diff := cmp.Diff(&credentials, cr); diff != "" || errors.Join(err, err2) != nil {
		t.Errorf("credentials: %s %v", diff, errors.Join(err, err2))
	}
}

func FuzzEvent(f *testing.F) {
	e := filled[workflow.Event]()
	data, _ := store.AppendEvent(nil, &e)
	e.Outcome = workflow.Refused
	more, _ := store.AppendEvent(nil, &e)
	seed(f, data, more)
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := store.DecodeEvent(7, data)
		if err != nil {
			damaged(t, e, err)
			return
		}
		back, err := store.AppendEvent(nil, &e)
		same(t, data, back, err)
	})
}

func FuzzRecord(f *testing.F) {
	r := filled[workflow.Record]()
	data, _ := store.AppendRecord(nil, &r)
	more, _ := store.AppendRecord(nil, newCase(1))
	seed(f, data, more)
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := store.DecodeRecord(7, data)
		if err != nil {
			if r != nil || !errors.Is(err, workflow.ErrDamaged) {
				t.Errorf("%v with %v", r, err)
			}
			return
		}
		back, err := store.AppendRecord(nil, r)
		same(t, data, back, err)
	})
}

func FuzzPayload(f *testing.F) {
	p := filled[workflow.Payload]()
	data, _ := store.AppendPayload(nil, &p)
	more, _ := store.AppendPayload(nil, &workflow.Payload{})
	seed(f, data, more)
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := store.DecodePayload(data)
		if err != nil {
			damaged(t, p, err)
			return
		}
		back, err := store.AppendPayload(nil, &p)
		same(t, data, back, err)
	})
}

func FuzzAnswer(f *testing.F) {
	a := filled[workflow.Answer]()
	data, _ := store.AppendAnswer(nil, "actor", "key", &a)
	seed(f, data)
	f.Fuzz(func(t *testing.T, data []byte) {
		actor, key, a, err := store.DecodeAnswer(data)
		if err != nil {
			damaged(t, a, err)
			return
		}
		back, err := store.AppendAnswer(nil, actor, key, &a)
		same(t, data, back, err)
	})
}

// seed adds values and, so that plain test runs see damage too, many damaged ones.
func seed(f *testing.F, values ...[]byte) {
	random := rand.New(rand.NewPCG(1, 2))
	f.Add([]byte{})
	for _, data := range values {
		f.Add(data)
		for i := range data {
			f.Add(data[:i])
			flipped := bytes.Clone(data)
			flipped[i] ^= 1 << random.IntN(8)
			f.Add(flipped)
		}
		f.Add(append(bytes.Clone(data), 0))
		f.Add(append(data[:1:1], binary.AppendUvarint(nil, 1<<60)...))
	}
}

func damaged[T any](t *testing.T, v T, err error) {
	t.Helper()
	if !errors.Is(err, workflow.ErrDamaged) || !reflect.ValueOf(v).IsZero() {
		t.Errorf("%v with %v", v, err)
	}
}

func same(t *testing.T, data, back []byte, err error) {
	t.Helper()
	if err != nil || !bytes.Equal(data, back) {
		t.Errorf("%x encodes as %x, %v", data, back, err)
	}
}
