package routine

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// maxDepth bounds how deep a file may nest; real routines stay under ten.
const maxDepth = 40

// decoder fills our types from a YAML tree. Unlike the library's own it does
// not stop at the first mistake, and keeps where each thing was written.
type decoder struct {
	problems Problems
	depth    int
}

// decodeYAML reads one YAML document into target, a pointer to a struct.
func decodeYAML(data []byte, target any) (problems Problems) {
	defer func() {
		// The library has panicked on hostile input before; a routine file comes from anywhere.
		if r := recover(); r != nil {
			problems = Problems{newProblem(Pos{1, 1}, "unreadable", Same("YAML"))}
		}
	}()
	if at := invalidUTF8(data); at >= 0 {
		return Problems{newProblem(Pos{1 + strings.Count(string(data[:at]), "\n"), 1}, "not_utf8")}
	}
	file, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return Problems{syntaxProblem(data, err)}
	}
	var bodies []ast.Node
	for _, doc := range file.Docs {
		if doc.Body != nil {
			bodies = append(bodies, doc.Body)
		}
	}
	if len(bodies) != 1 {
		return Problems{newProblem(Pos{1, 1}, "one_document")}
	}
	d := &decoder{}
	d.value(bodies[0], reflect.ValueOf(target).Elem())
	return d.problems
}

func syntaxProblem(data []byte, err error) Problem {
	pos, message := Pos{1, 1}, err.Error()
	if located, ok := err.(yaml.Error); ok {
		message = located.GetMessage()
		if tk := located.GetToken(); tk != nil && tk.Position != nil {
			pos = Pos{tk.Position.Line, tk.Position.Column}
		}
	}
	if lines := strings.Split(string(data), "\n"); pos.Line <= len(lines) && strings.HasPrefix(strings.TrimLeft(lines[pos.Line-1], " "), "\t") {
		return newProblem(pos, "tab")
	}
	return newProblem(pos, "unreadable", Same(message))
}

func (d *decoder) report(pos Pos, key string, args ...Text) {
	d.problems = append(d.problems, newProblem(pos, key, args...))
}

func position(node ast.Node) Pos {
	if m, ok := node.(*ast.MappingNode); ok && len(m.Values) > 0 && !m.IsFlowStyle {
		return position(m.Values[0].Key)
	}
	if tk := node.GetToken(); tk != nil && tk.Position != nil {
		return Pos{tk.Position.Line, tk.Position.Column}
	}
	return Pos{1, 1}
}

type entry struct {
	key   string
	pos   Pos
	value ast.Node
}

// mapping lists the entries of a mapping in the order of the file; ok is false
// when the node is none.
func (d *decoder) mapping(node ast.Node) (entries []entry, ok bool) {
	var values []*ast.MappingValueNode
	switch n := node.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	default:
		return nil, false
	}
	seen := map[string]bool{}
	for _, value := range values {
		key, isScalar := scalar(value.Key)
		if !isScalar {
			d.report(position(value.Key), "plain_key")
			continue
		}
		if seen[key] {
			d.report(position(value.Key), "twice", Same(key))
			continue
		}
		seen[key] = true
		entries = append(entries, entry{key, position(value.Key), value.Value})
	}
	return entries, true
}

// scalar returns the words of a plain value, as written: yes, no and 08 are words.
func scalar(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimRight(n.Value.Value, "\n"), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	}
	return "", false
}

func (d *decoder) value(node ast.Node, out reflect.Value) {
	d.depth++
	defer func() { d.depth-- }()
	switch {
	case d.depth > maxDepth:
		d.report(position(node), "too_deep")
		return
	case node == nil || node.Type() == ast.NullType:
		if node != nil {
			d.report(position(node), "empty")
		}
		return
	case node.Type() == ast.AnchorType, node.Type() == ast.AliasType, node.Type() == ast.TagType:
		d.report(position(node), "no_anchors")
		return
	}
	switch target := out.Addr().Interface().(type) {
	case *Cond:
		*target = d.cond(node)
		return
	case *Int:
		d.integer(node, target)
		return
	case *[]Target:
		*target = d.targets(node)
		return
	}
	switch out.Kind() {
	case reflect.Pointer:
		out.Set(reflect.New(out.Type().Elem()))
		d.value(node, out.Elem())
	case reflect.Struct:
		d.structure(node, out)
	case reflect.Slice:
		d.sequence(node, out)
	case reflect.Map:
		d.stringMap(node, out)
	default:
		d.plain(node, out)
	}
}

func (d *decoder) plain(node ast.Node, out reflect.Value) {
	words, ok := scalar(node)
	if !ok {
		d.report(position(node), "want_value")
		return
	}
	switch out.Kind() {
	case reflect.String:
		out.SetString(words)
	case reflect.Bool:
		if words != "true" && words != "false" {
			d.report(position(node), "want_flag", Same(words))
			return
		}
		out.SetBool(words == "true")
	case reflect.Int:
		n, err := strconv.Atoi(words)
		if err != nil {
			d.report(position(node), "want_number", Same(words))
			return
		}
		out.SetInt(int64(n))
	}
}

func (d *decoder) integer(node ast.Node, out *Int) {
	words, ok := scalar(node)
	if name, isParam := strings.CutPrefix(words, "$"); ok && isParam {
		out.Param = name
		return
	}
	n, err := strconv.Atoi(words)
	if !ok || err != nil {
		d.report(position(node), "want_number", Same(words))
		if idForm.MatchString(words) {
			d.problems[len(d.problems)-1].Hint = fillProblem("write_parameter", words)
		}
		return
	}
	out.Value = n
}

func (d *decoder) structure(node ast.Node, out reflect.Value) {
	entries, ok := d.mapping(node)
	_, isText := out.Addr().Interface().(*Text)
	switch {
	case !ok && isText:
		d.report(position(node), "want_text")
		return
	case !ok:
		d.report(position(node), "want_mapping")
		return
	}
	if at, ok := out.Addr().Interface().(interface{ setPos(line, column int) }); ok {
		pos := position(node)
		at.setPos(pos.Line, pos.Column)
	}
	fields, names := keysOf(out.Type())
	given := map[string]bool{}
	for _, e := range entries {
		field, known := fields[e.key]
		if !known && isText && (e.value == nil || e.value.Type() == ast.NullType) {
			d.report(e.pos, "comma_in_text", Same(e.key))
			continue
		}
		if !known {
			d.problems = append(d.problems, newProblem(e.pos, "unknown_key", Same(e.key)).hinting(e.key, names))
			continue
		}
		given[e.key] = true
		d.value(e.value, out.FieldByIndex(field.index))
	}
	for _, name := range names {
		if fields[name].required && !given[name] {
			d.report(position(node), "missing_key", Same(name))
		}
	}
	if text, ok := out.Addr().Interface().(*Text); ok {
		d.complete(position(node), *text)
	}
}

// complete reports the languages that a text lacks.
func (d *decoder) complete(pos Pos, text Text) {
	var missing []string
	for _, lang := range Langs {
		if strings.TrimSpace(text.In(lang)) == "" {
			missing = append(missing, string(lang))
		}
	}
	if len(missing) > 0 {
		d.report(pos, "missing_language", Same(strings.Join(missing, ", ")))
	}
}

type structField struct {
	index    []int
	required bool
}

// keysOf lists the keys that a struct takes, and their order.
func keysOf(t reflect.Type) (map[string]structField, []string) {
	fields := map[string]structField{}
	var names []string
	for i := range t.NumField() {
		tag := t.Field(i).Tag.Get("yaml")
		if t == reflect.TypeFor[Text]() && t.Field(i).Type.Kind() == reflect.String {
			tag = strings.ToLower(t.Field(i).Name)
		}
		name, option, _ := strings.Cut(tag, ",")
		if option == "inline" {
			inner, innerNames := keysOf(t.Field(i).Type)
			for _, key := range innerNames {
				fields[key] = structField{append([]int{i}, inner[key].index...), inner[key].required}
			}
			names = append(names, innerNames...)
			continue
		}
		if name == "" || name == "-" {
			continue
		}
		fields[name] = structField{[]int{i}, option == "required"}
		names = append(names, name)
	}
	return fields, names
}

func (d *decoder) sequence(node ast.Node, out reflect.Value) {
	items := []ast.Node{node}
	if list, ok := node.(*ast.SequenceNode); ok {
		items = list.Values
	} else if _, isScalar := scalar(node); !isScalar {
		d.report(position(node), "want_list")
		return
	}
	for _, item := range items {
		element := reflect.New(out.Type().Elem()).Elem()
		d.value(item, element)
		out.Set(reflect.Append(out, element))
	}
}

func (d *decoder) stringMap(node ast.Node, out reflect.Value) {
	entries, ok := d.mapping(node)
	if !ok {
		d.report(position(node), "want_mapping")
		return
	}
	out.Set(reflect.MakeMap(out.Type()))
	for _, e := range entries {
		element := reflect.New(out.Type().Elem()).Elem()
		d.value(e.value, element)
		out.SetMapIndex(reflect.ValueOf(e.key), element)
	}
}

// targets reads a state's name, or a list of {state, when}.
func (d *decoder) targets(node ast.Node) []Target {
	if name, ok := scalar(node); ok {
		return []Target{{Pos: position(node), State: name}}
	}
	var list []Target
	out := reflect.ValueOf(&list).Elem()
	d.sequence(node, out)
	return list
}

func (d *decoder) cond(node ast.Node) Cond {
	pos := position(node)
	entries, ok := d.mapping(node)
	if !ok || len(entries) == 0 {
		d.report(pos, "want_condition")
		return Cond{Pos: pos}
	}
	var parts []*Cond
	for _, e := range entries {
		part := &Cond{Pos: e.pos}
		switch e.key {
		case "all":
			part.All = d.conds(e.value)
		case "any":
			part.Any = d.conds(e.value)
		case "not":
			inner := d.cond(e.value)
			part.Not = &inner
		default:
			part.Fact = e.key
			d.value(e.value, reflect.ValueOf(&part.In).Elem())
		}
		parts = append(parts, part)
	}
	if len(parts) == 1 {
		return *parts[0]
	}
	return Cond{Pos: pos, All: parts}
}

func (d *decoder) conds(node ast.Node) []*Cond {
	list, ok := node.(*ast.SequenceNode)
	if !ok || len(list.Values) == 0 {
		d.report(position(node), "want_list")
		return nil
	}
	var conds []*Cond
	for _, item := range list.Values {
		d.depth++
		if d.depth > maxDepth {
			d.report(position(item), "too_deep")
		} else {
			c := d.cond(item)
			conds = append(conds, &c)
		}
		d.depth--
	}
	return conds
}
