package paper

import (
	"slices"
	"strconv"
	"strings"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/routine"
)

// crowd tells the people of one case apart. The same role, with the same number,
// is the same person.
type crowd struct {
	refs   map[seat]int
	last   int
	led    []int // who has been responsible for the case
	others []int // guardians, in the order in which they were first named
}

type seat struct {
	role   string
	number int
}

func newCrowd() *crowd { return &crowd{refs: map[seat]int{}} }

// someone is a person of whom nothing is known.
func (c *crowd) someone() int {
	c.last++
	return c.last
}

// ref is the person with these roles. Whoever has several is known by each.
func (c *crowd) ref(roles []string, number int) int {
	ref := 0
	for _, role := range roles {
		if known, ok := c.refs[seat{role, number}]; ok {
			ref = known
			break
		}
	}
	if ref == 0 {
		ref = c.someone()
	}
	for _, role := range roles {
		if _, ok := c.refs[seat{role, number}]; !ok {
			c.refs[seat{role, number}] = ref
		}
	}
	if slices.Contains(roles, "guardian") && !slices.Contains(c.others, ref) {
		c.others = append(c.others, ref)
	}
	return ref
}

func (c *crowd) lead(ref int) {
	if ref != 0 && !slices.Contains(c.led, ref) {
		c.led = append(c.led, ref)
	}
}

// named is somebody as a cell names them.
type named struct {
	word   string
	roles  []string // one of guardian, student, other; or roles of staff
	number int
}

func (p *named) kind() string {
	switch role := p.roles[0]; role {
	case "guardian", "student", "other":
		return role
	}
	return "staff"
}

// people reads a cell that names people. The second result are the words in it
// that name nobody.
func (v *vocabulary) people(cell string) (list []named, unknown []string) {
	for _, part := range split(cell) {
		if p, ok := v.person(part); ok {
			list = append(list, p)
			continue
		}
		words := strings.Fields(part)
		for i := 0; i < len(words); i++ {
			word := words[i]
			if i+1 < len(words) && isNumber(words[i+1]) {
				i++
				word += " " + words[i]
			}
			if p, ok := v.person(word); ok {
				list = append(list, p)
			} else {
				unknown = append(unknown, word)
			}
		}
	}
	return list, unknown
}

// split parts what stands in one cell together.
func split(cell string) []string {
	parts := strings.FieldsFunc(cell, func(r rune) bool { return r == '+' || r == ',' || r == ';' || r == '\n' || r == '\r' })
	return slices.DeleteFunc(parts, func(part string) bool { return strings.TrimSpace(part) == "" })
}

func isNumber(word string) bool {
	n, err := strconv.Atoi(word)
	return err == nil && n > 0 && n < 100
}

// person reads the roles of one person, with a number where there is a second.
func (v *vocabulary) person(word string) (named, bool) {
	p := named{word: word, number: 1}
	words := strings.Fields(word)
	if n := len(words); n > 1 && isNumber(words[n-1]) {
		p.number, _ = strconv.Atoi(words[n-1])
		word = strings.Join(words[:n-1], " ")
	}
	for _, part := range strings.Split(word, "/") {
		role := v.roles.find(part)
		if role == "" {
			return named{}, false
		}
		if !slices.Contains(p.roles, role) {
			p.roles = append(p.roles, role)
		}
	}
	if slices.ContainsFunc(p.roles, isBystander) && len(p.roles) > 1 {
		return named{}, false
	}
	return p, true
}

func isBystander(role string) bool {
	return role == "guardian" || role == "student" || role == "other"
}

func leads(roles []string) bool {
	return slices.Contains(roles, "department_head") || slices.Contains(roles, "principal")
}

// noRole tells that a word names nobody. A group of roles is asked back: which of them.
func (b *book) noRole(row, column int, word string) {
	id := plain(word)
	for group := range groups {
		if plain(group) == id || slices.ContainsFunc(routine.Langs, func(lang routine.Lang) bool {
			return plain(b.v.routine.RoleName(group).In(lang)) == id
		}) {
			if p := b.problems.add(row, column, "group", word); p != nil {
				p.Hint = text("group_hint", strings.Join(groups[group], ", "))
			}
			return
		}
	}
	b.problems.addNear(b.v.roles.known, row, column, "unknown_role", word)
}

// by reads who did it: one member of staff, or nobody that is known.
func (b *book) by(c *paperCase, r *row) {
	cell, column := b.cell(r.line, colBy)
	if cell == "" {
		b.remarks.add(r.row, column, "nobody")
		r.actor = c.crowd.someone()
		return
	}
	list, unknown := b.v.people(cell)
	for _, word := range unknown {
		b.noRole(r.row, column, word)
	}
	switch {
	case len(unknown) > 0:
	case len(list) != 1 || list[0].kind() != "staff":
		b.problems.add(r.row, column, "one_person")
	default:
		r.actor, r.roles = c.crowd.ref(list[0].roles, list[0].number), list[0].roles
	}
}

// named reads a field of people.
func (b *book) named(c *paperCase, r *row, f *routine.Field, cell string, column int) (audit.Value, bool) {
	list, unknown := b.v.people(cell)
	for _, word := range unknown {
		b.noRole(r.row, column, word)
	}
	v := audit.Value{Kind: audit.Named}
	for i := range list {
		p := &list[i]
		if !fits(f, p) {
			b.problems.add(r.row, column, "wrong_person", p.word, f.Name)
			unknown = append(unknown, p.word)
			continue
		}
		person := audit.Person{Ref: c.crowd.ref(p.roles, p.number), Kind: p.kind()}
		if person.Kind == "staff" {
			person.Roles = p.roles
			person.Leadership = leads(p.roles) && !slices.Contains(c.crowd.led, person.Ref)
		}
		v.People = append(v.People, person)
	}
	if f.Max != nil && len(v.People) > f.Max.Value {
		b.problems.add(r.row, column, "many_people", f.Name, strconv.Itoa(f.Max.Value))
		return v, false
	}
	return v, len(unknown) == 0 && len(v.People) > 0
}

// fits reports whether the field takes such a person.
func fits(f *routine.Field, p *named) bool {
	return slices.ContainsFunc(f.From, func(source string) bool {
		switch source {
		case "staff":
			return p.kind() == "staff"
		case "leaders", "leadership":
			return p.kind() == "staff" && leads(p.roles)
		case "guardians":
			return p.kind() == "guardian" || p.kind() == "other"
		case "student":
			return p.kind() == "student" || p.kind() == "other"
		}
		return false
	})
}
