package workflow

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"kjentvei/workflow/calendar"
)

// Fields is what was filled in, by field name. Fields left empty are absent.
type Fields map[string]Value

// Value is what one field holds: exactly one of its members is meant, by Kind.
type Value struct {
	Kind   Kind
	Text   string        // text and choice
	Number float64       // number
	Bool   bool          // boolean
	Date   calendar.Date // date
	Time   time.Time     // datetime, UTC
	List   []string      // choices, in the order of the routine
	People []Person      // people
}

// Kind is which member of a Value is meant.
type Kind uint8

// The kinds of value.
const (
	KindText Kind = iota
	KindNumber
	KindBool
	KindDate
	KindTime
	KindList
	KindPeople
)

// Person is somebody named in a field of type people: known by ID, or typed in
// with a name and a role. What was known of a known person then is kept with it.
type Person struct {
	ID         string   `json:"id,omitempty"`
	Name       string   `json:"name,omitempty"`
	Role       string   `json:"role,omitempty"`       // typed in
	Kind       string   `json:"kind,omitempty"`       // staff, student, guardian or other
	Roles      []string `json:"roles,omitempty"`      // of staff, at the case's school
	Leadership bool     `json:"leadership,omitempty"` // could act as leadership in the case (domain.md)
}

// MarshalJSON writes texts, numbers, flags and lists plainly, a date as
// {"date": "2026-11-22"} and a time as {"time": "2026-11-22T10:40:00Z"}, so
// that a stored value can be read without knowing its field.
func (v Value) MarshalJSON() ([]byte, error) {
	switch v.Kind {
	case KindNumber:
		return strconv.AppendFloat(nil, v.Number, 'g', -1, 64), nil
	case KindBool:
		return strconv.AppendBool(nil, v.Bool), nil
	case KindDate:
		return json.Marshal(map[string]string{"date": v.Date.String()})
	case KindTime:
		return json.Marshal(map[string]string{"time": v.Time.UTC().Format(time.RFC3339)})
	case KindList:
		return json.Marshal(v.List)
	case KindPeople:
		return json.Marshal(v.People)
	}
	return json.Marshal(v.Text)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (v *Value) UnmarshalJSON(data []byte) error {
	if len(data) == 0 {
		return fmt.Errorf("%w: empty value", ErrDamaged)
	}
	*v = Value{}
	switch data[0] {
	case '"':
		return json.Unmarshal(data, &v.Text)
	case 't', 'f':
		v.Kind = KindBool
		return json.Unmarshal(data, &v.Bool)
	case '[':
		v.Kind = KindList
		if json.Unmarshal(data, &v.List) == nil {
			return nil
		}
		v.List, v.Kind = nil, KindPeople
		return json.Unmarshal(data, &v.People)
	case '{':
		return v.unmarshalDay(data)
	}
	v.Kind = KindNumber
	return json.Unmarshal(data, &v.Number)
}

func (v *Value) unmarshalDay(data []byte) error {
	var day struct{ Date, Time string }
	if err := json.Unmarshal(data, &day); err != nil {
		return err
	}
	var err error
	if day.Date != "" {
		v.Kind = KindDate
		v.Date, err = calendar.Parse(day.Date)
		return err
	}
	v.Kind = KindTime
	v.Time, err = time.Parse(time.RFC3339, day.Time)
	return err
}

// has reports whether a choice, choices or boolean is, or includes, the value.
func (v Value) has(value string) bool {
	switch v.Kind {
	case KindBool:
		return strconv.FormatBool(v.Bool) == value
	case KindList:
		return slices.Contains(v.List, value)
	}
	return v.Kind == KindText && v.Text == value
}

// count counts the different people who are one of the kinds, roles or groups.
func (v Value) count(of []string) int {
	seen := map[string]bool{}
	for _, person := range v.People {
		if slices.ContainsFunc(of, person.is) {
			seen[person.key()] = true
		}
	}
	return len(seen)
}

// people lists everybody named in any field.
func (f Fields) people() []Person {
	var all []Person
	for _, value := range f {
		all = append(all, value.People...)
	}
	return all
}

// key tells one person from another: by id, or by name when typed in by hand.
// It is "" for nobody.
func (p Person) key() string {
	if p.ID != "" || p.Name == "" {
		return p.ID
	}
	return "name:" + strings.ToLower(p.Name)
}

func keys(people []Person) []string {
	var list []string
	for _, person := range people {
		list = append(list, person.key())
	}
	return list
}
