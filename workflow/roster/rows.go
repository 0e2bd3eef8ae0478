package roster

import (
	"strings"

	"kjentvei/workflow/calendar"
)

// The rows as they are kept: lists of ids are texts with commas, in the order of
// the source, so that rows compare with ==.
type (
	org struct {
		id, name, kind, identifier string
	}
	user struct {
		id       string
		enabled  bool // staff only: whoever studies does so without an account too
		orgs     string
		role     string
		username string // staff only
		feide    string // staff and guardians only
		given    string
		middle   string
		family   string
		phone    string // guardians only
		agents   string // students and guardians only
	}
	class struct {
		id, title, school string
		homeroom          bool
	}
	enrollment struct {
		id, class, school, user, role string
		primary                       bool
		begin, end                    calendar.Date // 0: open
	}
	birth struct {
		id   string
		date calendar.Date // 0: the source has the row and no date
	}
)

func (o org) key() string        { return o.id }
func (u user) key() string       { return u.id }
func (c class) key() string      { return c.id }
func (e enrollment) key() string { return e.id }
func (b birth) key() string      { return b.id }

// datum is a row of one of the files.
type datum interface {
	comparable
	key() string
}

// at is a row and where in its file it stands; 0 for one of an earlier file.
type at[T datum] struct {
	datum T
	row   int
}

// sheet is the rows of one file, by id.
type sheet[T datum] struct {
	mode mode
	rows []at[T]
	gone []at[T] // to be deleted; of these only the id counts
}

func (u *user) guards() bool {
	return u.role == "guardian" || u.role == "parent" || u.role == "relative"
}

func (u *user) works() bool {
	return u.role == "teacher" || u.role == "administrator" || u.role == "aide" || u.role == "proctor"
}

func (u *user) name() string {
	return strings.Join(strings.Fields(u.given+" "+u.middle+" "+u.family), " ")
}

// ids takes a list of ids apart.
func ids(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

func readOrgs(t *table) (s sheet[org]) {
	id, name, kind, identifier := t.col("sourcedId"), t.col("name"), t.col("type"), t.col("identifier")
	for t.next() {
		o := org{id: t.own(id)}
		if !t.gone() {
			o.name, o.kind, o.identifier = t.name(name), t.one(kind, orgTypes), t.name(identifier)
			if o.kind == "" {
				t.kept-- // whether it is a school is not known any more
			}
		}
		if o.kind == "school" && !t.gone() {
			t.required(name)
		}
		keep(t, &s, o)
	}
	return s
}

var (
	orgTypes   = []string{"department", "school", "district", "local", "state", "national"}
	roles      = []string{"administrator", "aide", "guardian", "parent", "proctor", "relative", "student", "teacher"}
	classTypes = []string{"homeroom", "scheduled"}
	booleans   = []string{"true", "false"}
)

func readUsers(t *table) (s sheet[user]) {
	id, enabled, orgs, role := t.col("sourcedId"), t.col("enabledUser"), t.col("orgSourcedIds"), t.col("role")
	username, userIDs := t.col("username"), t.col("userIds")
	given, middle, family := t.col("givenName"), t.col("middleName"), t.col("familyName")
	sms, phone, agents, password := t.col("sms"), t.col("phone"), t.col("agentSourcedIds"), t.col("password")
	dropped := []int{userIDs, t.col("identifier"), t.col("email")}
	for t.next() {
		if t.cell(password) != "" {
			t.dropped.Passwords++
		}
		for _, column := range dropped {
			t.text(column) // counts the numbers in it
		}
		u := user{id: t.own(id)}
		if t.gone() {
			keep(t, &s, u)
			continue
		}
		u.orgs, u.role = t.ids(orgs), t.one(role, roles)
		u.given, u.middle, u.family = t.name(given), t.name(middle), t.name(family)
		if u.given == "" {
			t.required(family)
		}
		switch {
		case u.works():
			u.enabled = t.one(enabled, booleans) == "true"
			u.username, u.feide = strings.ToLower(t.name(username)), t.feide(userIDs)
		case u.guards():
			u.phone, u.feide, u.agents = t.name(sms), t.feide(userIDs), t.ids(agents)
			if u.phone == "" {
				u.phone = t.name(phone)
			}
		case u.role == "student":
			u.agents = t.ids(agents)
		}
		keep(t, &s, u)
	}
	return s
}

// feide finds the Feide name among the ids that other systems know a user by:
// {Feide:ola@fylke.no}. It is written in small letters, as Feide has it.
func feide(list string) string {
	for _, one := range strings.Split(list, ",") {
		kind, id, ok := strings.Cut(strings.Trim(one, " {}"), ":")
		if id = strings.ToLower(strings.TrimSpace(id)); ok && strings.EqualFold(strings.TrimSpace(kind), "feide") && strings.Contains(id, "@") {
			return id
		}
	}
	return ""
}

func readClasses(t *table) (s sheet[class]) {
	id, title, kind, school := t.col("sourcedId"), t.col("title"), t.col("classType"), t.col("schoolSourcedId")
	for t.next() {
		c := class{id: t.own(id)}
		if !t.gone() {
			c.homeroom = t.one(kind, classTypes) == "homeroom"
			c.title, c.school = t.name(title), t.ref(school)
			t.required(title)
		}
		keep(t, &s, c)
	}
	return s
}

func readEnrollments(t *table) (s sheet[enrollment]) {
	id, class, school, user := t.col("sourcedId"), t.col("classSourcedId"), t.col("schoolSourcedId"), t.col("userSourcedId")
	role, primary, begin, end := t.col("role"), t.col("primary"), t.col("beginDate"), t.col("endDate")
	for t.next() {
		e := enrollment{id: t.own(id)}
		if !t.gone() {
			e.class, e.school, e.user = t.ref(class), t.ref(school), t.own(user)
			e.role = t.one(role, roles)
			if t.cell(primary) != "" {
				e.primary = t.one(primary, booleans) == "true"
			}
			e.begin, e.end = t.date(begin), t.date(end)
		}
		keep(t, &s, e)
	}
	return s
}

func readBirths(t *table) (s sheet[birth]) {
	id, date := t.col("sourcedId"), t.col("birthDate")
	var race []int
	for _, column := range onRace {
		race = append(race, t.col(column))
	}
	for t.next() {
		for _, column := range race {
			if cell := t.cell(column); cell != "" && cell != "false" {
				t.dropped.Race++
			}
		}
		b := birth{id: t.own(id)}
		if !t.gone() {
			b.date = t.birthDate(date)
		}
		keep(t, &s, b)
	}
	return s
}
