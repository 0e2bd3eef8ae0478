package routine

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// resolver puts the values of parameters where a definition mentions them.
type resolver struct {
	values map[string][]string
	texts  map[string]Text
}

func (r *resolver) definition(def *Definition) {
	r.walk(reflect.ValueOf(def).Elem())
	for i := range def.Parameters {
		def.Parameters[i].Default = r.values[def.Parameters[i].ID]
	}
}

// walk visits every text, list of names, number and condition of a value.
func (r *resolver) walk(v reflect.Value) {
	switch target := v.Addr().Interface().(type) {
	case *Text:
		*target = target.Fill(r.texts)
		return
	case *Int:
		r.number(target)
		return
	case *Cond:
		*target = *r.cond(target)
		return
	case *Parameter:
		return
	case *[]string:
		*target = r.names(*target)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				r.walk(v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			r.walk(v.Index(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			r.walk(v.Elem())
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			element := reflect.New(v.Type().Elem()).Elem()
			element.Set(v.MapIndex(key))
			r.walk(element)
			v.SetMapIndex(key, element)
		}
	}
}

func (r *resolver) number(n *Int) {
	if n.Param == "" {
		return
	}
	if values := r.values[n.Param]; len(values) == 1 {
		n.Value, _ = strconv.Atoi(values[0])
	}
	n.Param = ""
}

func (r *resolver) names(list []string) []string {
	var out []string
	for _, name := range list {
		if param, ok := strings.CutPrefix(name, "$"); ok {
			out = append(out, r.values[param]...)
		} else {
			out = append(out, name)
		}
	}
	return out
}

// cond settles what a condition says of parameters, and simplifies what
// follows: an empty all holds always, Never holds never.
func (r *resolver) cond(c *Cond) *Cond {
	if c == nil {
		return nil
	}
	if param, ok := strings.CutPrefix(c.Fact, "$"); ok {
		for _, value := range r.values[param] {
			if slices.Contains(c.In, value) {
				return &Cond{}
			}
		}
		return &Cond{Never: true}
	}
	switch {
	case c.Fact != "":
		return &Cond{Fact: c.Fact, In: r.names(c.In)}
	case c.Not != nil:
		inner := r.cond(c.Not)
		switch {
		case inner.Never:
			return &Cond{}
		case inner.always():
			return &Cond{Never: true}
		}
		return &Cond{Not: inner}
	case len(c.Any) > 0:
		return r.anyOf(c.Any)
	}
	return r.allOf(c.All)
}

func (c *Cond) always() bool {
	return !c.Never && c.Fact == "" && c.Not == nil && len(c.All) == 0 && len(c.Any) == 0
}

func (r *resolver) anyOf(parts []*Cond) *Cond {
	out := &Cond{}
	for _, part := range parts {
		settled := r.cond(part)
		if settled.always() {
			return settled
		}
		if !settled.Never {
			out.Any = append(out.Any, settled)
		}
	}
	switch len(out.Any) {
	case 0:
		return &Cond{Never: true}
	case 1:
		return out.Any[0]
	}
	return out
}

func (r *resolver) allOf(parts []*Cond) *Cond {
	out := &Cond{}
	for _, part := range parts {
		settled := r.cond(part)
		if settled.Never {
			return settled
		}
		if !settled.always() {
			out.All = append(out.All, settled)
		}
	}
	if len(out.All) == 1 {
		return out.All[0]
	}
	return out
}

// eachText calls visit for every text of a definition.
func eachText(def *Definition, visit func(*Text)) { visitTexts(reflect.ValueOf(def).Elem(), visit) }

func visitTexts(v reflect.Value, visit func(*Text)) {
	if v.CanAddr() {
		if text, ok := v.Addr().Interface().(*Text); ok {
			visit(text)
			return
		}
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				visitTexts(v.Field(i), visit)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			visitTexts(v.Index(i), visit)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			visitTexts(v.Elem(), visit)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			element := reflect.New(v.Type().Elem()).Elem()
			element.Set(v.MapIndex(key))
			visitTexts(element, visit)
		}
	}
}
