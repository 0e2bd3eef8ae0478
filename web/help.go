package web

import (
	"net/http"
	"slices"
	"strings"

	"kjentvei/workflow"
	"kjentvei/workflow/routine"
)

// helpPage tells everybody at a school where help is found, and what to look for.
type helpPage struct {
	Urgent   []placeLine // with a number to call, emergencies first
	Schools  []ownHelp
	Groups   []helpGroup
	Reminder string
	Signs    []string
}

// ownHelp is a school's own list.
type ownHelp struct {
	Name   string
	Places []placeLine
	Edit   string // where to change it; "" for who may not
}

type helpGroup struct {
	Title  string
	Places []placeLine
}

// placeLine is somewhere to find help. Said is how its address is read out.
type placeLine struct {
	ID, Name, About, Phone, Tel, URL, Said string
	Change                                 string // where to change it
}

func lineOfPlace(name, about, phone, url string) placeLine {
	return placeLine{
		Name: isolated(name), About: isolated(about), Phone: phone, Tel: dialled(phone), URL: url,
		Said: strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "www."), "/"),
	}
}

// dialled is a number as a link that calls it has it.
func dialled(phone string) string { return strings.ReplaceAll(phone, " ", "") }

func (s *server) showHelp(v *visit) (any, error) {
	rules, err := s.Engine.Routine(s.DefaultRoutine)
	if err != nil {
		return nil, err
	}
	r := rules.Routine
	p := &helpPage{Reminder: r.Reminder.In(v.Lang)}
	for _, sign := range r.Signs {
		p.Signs = append(p.Signs, sign.In(v.Lang))
	}
	p.national(r, v.Lang)
	var seen []workflow.SchoolID
	for _, role := range v.Actor.Roles {
		if slices.Contains(seen, role.School) {
			continue
		}
		seen = append(seen, role.School)
		own, err := s.ownHelp(v, role.School)
		if err != nil {
			return nil, err
		}
		p.Schools = append(p.Schools, *own)
	}
	return p, nil
}

// national sorts what holds everywhere by whom it is for: what the routine names, and
// what it need not, since it is for others than the staff.
func (p *helpPage) national(r *routine.Routine, lang routine.Lang) {
	students := helpGroup{Title: words.Help.Students.In(lang)}
	for _, h := range slices.Concat(helplines, forStudents) {
		line := lineOfPlace(h.Name.In(lang), "", "", h.Href)
		if number, ok := strings.CutPrefix(h.Href, "tel:"); ok {
			line = placeLine{Name: h.Name.In(lang), Phone: h.Call, Tel: number}
		}
		students.Places = append(students.Places, line)
	}
	guardians := helpGroup{Title: words.Help.Guardians.In(lang)}
	for _, h := range forGuardians {
		guardians.Places = append(guardians.Places, lineOfPlace(h.Name.In(lang), "", "", h.Href))
	}
	staff := helpGroup{Title: words.Help.Staff.In(lang)}
	for _, link := range r.Resources {
		line := lineOfPlace(link.Title.In(lang), "", link.Phone, link.URL)
		switch {
		case link.Phone != "":
			p.Urgent = append(p.Urgent, line)
		case !slices.ContainsFunc(helplines, func(h helpline) bool { return h.Href == link.URL }):
			staff.Places = append(staff.Places, line)
		}
	}
	p.Groups = []helpGroup{students, guardians, staff}
}

// ownHelp is what a school of the reader's has written down.
func (s *server) ownHelp(v *visit, school workflow.SchoolID) (*ownHelp, error) {
	places, err := s.Engine.HelpPlaces(v.Request().Context(), v.Actor, school)
	if err != nil {
		return nil, err
	}
	own := &ownHelp{Name: s.schoolName(v, school)}
	for _, p := range places {
		line := lineOfPlace(p.Name, p.About, p.Phone, p.URL)
		line.ID = p.ID
		own.Places = append(own.Places, line)
	}
	if v.Actor.MayAt(school, workflow.ListHelp) {
		own.Edit = string(setupHead{Query: schoolQuery(schoolsWhere(v.Actor, workflow.ListHelp), school)}.at("/help/edit", false))
	}
	return own, nil
}

// helpEditPage is a school's own list, to change.
type helpEditPage struct {
	Head     setupHead
	Places   []placeLine
	ID       string // of the place that is changed; "" to add one
	Fields   []formField
	Mistakes []mistake
	SetUp    bool // by the administrator, who can say that the list is right as it is
}

// Action is where the form goes: each place has its own, so that what was typed of one
// is never shown for another.
func (p *helpEditPage) Action() string {
	to := string(p.Head.at("/help/edit", false))
	if p.ID != "" {
		to += p.Head.and("place", p.ID)
	}
	return to
}

func (s *server) showHelpEdit(v *visit) (any, error) {
	head, err := s.settingUp(v, workflow.ListHelp)
	if err != nil {
		return nil, err
	}
	return s.helpEdit(v, head, v.QueryParam("place"))
}

// helpEdit shows the list, and the form for one place of it or a new one.
func (s *server) helpEdit(v *visit, head setupHead, id string) (*helpEditPage, error) {
	places, err := s.Engine.HelpPlaces(v.Request().Context(), v.Actor, head.School)
	if err != nil {
		return nil, err
	}
	p := &helpEditPage{Head: head, SetUp: v.Actor.MayAt(head.School, workflow.Administer)}
	var chosen workflow.HelpPlace
	for _, one := range places {
		line := lineOfPlace(one.Name, one.About, one.Phone, one.URL)
		line.ID, line.Change = one.ID, string(head.at("/help/edit", false))+head.and("place", one.ID)+"#form"
		p.Places = append(p.Places, line)
		if one.ID == id {
			p.ID, chosen = id, one
		}
	}
	field := func(name, control string, label routine.Text, value string) formField {
		return formField{Field: name, ID: name, Name: name, Control: control, Label: label.In(v.Lang), Value: value}
	}
	name := lineField("name", words.Help.Name, chosen.Name, v.Lang)
	name.Help = words.Help.NameHint.In(v.Lang)
	address := field("url", "url", words.Help.URL, chosen.URL)
	address.Help = words.Help.URLHint.In(v.Lang)
	p.Fields = []formField{name, field("about", "line", words.Help.About, chosen.About), field("phone", "tel", words.Help.Phone, chosen.Phone), address}
	return p, nil
}

func (s *server) putHelp(v *visit) (any, error) {
	head, err := s.settingUp(v, workflow.ListHelp)
	if err != nil {
		return nil, err
	}
	help := workflow.HelpPlace{ID: v.field("place"), Name: v.field("name"), About: v.field("about"), Phone: v.field("phone"), URL: v.field("url")}
	var failed error
	if !v.onlyShows() {
		failed = s.Engine.PutHelpPlace(v.Request().Context(), v.Actor, head.School, help, s.Now())
		if failed == nil {
			return head.at("/help/edit", true), nil
		}
	}
	p, err := s.helpEdit(v, head, help.ID)
	if err != nil {
		return nil, err
	}
	for i := range p.Fields {
		p.Fields[i].Value = v.field(p.Fields[i].Name)
	}
	if failed == nil {
		return p, nil
	}
	if p.Mistakes = place(failed, v.Lang, each(p.Fields)...); p.Mistakes == nil {
		return nil, failed
	}
	v.Status = http.StatusUnprocessableEntity
	return p, nil
}

func (s *server) removeHelp(v *visit) (any, error) {
	head, err := s.settingUp(v, workflow.ListHelp)
	if err != nil {
		return nil, err
	}
	return head.at("/help/edit", true), s.Engine.RemoveHelpPlace(v.Request().Context(), v.Actor, head.School, v.field("place"), s.Now())
}
