package web

import (
	"errors"
	"net/http"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// peoplePage lists who has a role at a school.
type peoplePage struct {
	Head     setupHead
	Manages  bool // may change it; the leadership may only see
	People   []memberLine
	Changes  []string
	Mistakes []mistake
	User     formField
	Name     formField
	Role     string // chosen before
	Roles    []roleChoice
}

type memberLine struct {
	ID                  workflow.ActorID
	Name, User          string
	Roles               []string
	Status, StatusColor string
	Phone               formField
}

// roleChoice is a role to choose, and what it is.
type roleChoice struct{ ID, Name, About string }

func roleChoices(lang routine.Lang) []roleChoice {
	var list []roleChoice
	for _, id := range routine.StandardRoles() {
		list = append(list, roleChoice{id, routine.RoleName(id).In(lang), roleAbout(id).In(lang)})
	}
	return list
}

// roleAbout says what a role sees and does.
func roleAbout(id string) routine.Text {
	switch id {
	case "kjentmann", "social_counsellor":
		return words.People.AboutCounsellor
	case "department_head", "principal":
		return words.People.AboutLeader
	case "auditor":
		return words.People.AboutAuditor
	case "observer":
		return words.People.AboutObserver
	case "administrator":
		return words.People.AboutAdministrator
	}
	return words.People.AboutStaff
}

func (s *server) showPeople(v *visit) (any, error) {
	head, err := s.settingUp(v, workflow.SeePeople)
	if err != nil {
		return nil, err
	}
	return s.peoplePage(v, head)
}

func (s *server) peoplePage(v *visit, head setupHead) (*peoplePage, error) {
	people, changes, err := s.Engine.People(v.Request().Context(), v.Actor, head.School)
	if err != nil {
		return nil, err
	}
	p := &peoplePage{
		Head: head, Manages: v.Actor.MayAt(head.School, workflow.Administer), Roles: roleChoices(v.Lang), Role: v.field("role"),
		User: userField(v.field("user"), v.Lang),
		Name: lineField("name", words.People.Name, v.field("name"), v.Lang),
	}
	for i := range people {
		p.People = append(p.People, s.lineOfMember(&people[i], v.Lang))
	}
	for _, c := range changes {
		p.Changes = append(p.Changes, changeIn(c, v.Lang))
	}
	return p, nil
}

func userField(typed string, lang routine.Lang) formField {
	f := lineField("user", words.People.User, typed, lang)
	f.Help = words.People.UserHint.In(lang)
	return f
}

func (s *server) lineOfMember(m *workflow.Member, lang routine.Lang) memberLine {
	line := memberLine{ID: m.ID, Name: isolated(m.Name), User: isolated(m.User)}
	line.Phone = lineField("phone", words.People.Phone, m.Phone, lang)
	line.Phone.Control, line.Phone.Help, line.Phone.Required = "tel", words.People.PhoneHint.In(lang), false
	for _, r := range m.Roles {
		line.Roles = append(line.Roles, roleIn(r, s.Engine.Today(), lang))
	}
	switch {
	case m.Disabled:
		line.Status, line.StatusColor = words.People.Disabled.In(lang), "danger"
	case !m.Invited.IsZero() && s.Now().Before(m.Invited):
		line.Status, line.StatusColor = words.People.Invited.In(lang), "info"
	case m.Login:
		line.Status, line.StatusColor = words.People.Login.In(lang), "success"
	default:
		line.Status, line.StatusColor = words.People.NoLogin.In(lang), "neutral"
	}
	return line
}

// roleIn is a role, and its last day where it has one.
func roleIn(r workflow.SchoolRole, today calendar.Date, lang routine.Lang) string {
	name := routine.RoleName(r.Role).In(lang)
	switch {
	case r.Until == 0:
		return name
	case r.Until < today:
		return fillIn(words.People.Ended.In(lang), []string{name, dayIn(lang, r.Until)})
	}
	return fillIn(words.People.Ends.In(lang), []string{name, dayIn(lang, r.Until)})
}

// changeIn tells of one change of who gets in.
func changeIn(c workflow.PeopleChange, lang routine.Lang) string {
	text, by, role := words.People.ChangedRole, c.By, routine.RoleName(c.Role).In(lang)
	switch {
	case c.What == "user add" && c.Role == "":
		text = words.People.ChangedAccount
	case c.What == "user end":
		text = words.People.ChangedEnd
	case c.What == "user invite":
		text = words.People.ChangedInvite
	case c.What == "user disable":
		text = words.People.ChangedDisable
	case c.What == "user forget-login":
		text = words.People.ChangedForget
	}
	if by == "" {
		by = fillIn(words.People.Operator.In(lang), []string{c.Operator})
	}
	return fillIn(text.In(lang), []string{timeIn(lang, c.At), by, c.Whom, role})
}

// addPerson gives somebody a role, and an account when they have none.
func (s *server) addPerson(v *visit) (any, error) {
	head, err := s.settingUp(v, workflow.Administer)
	if err != nil {
		return nil, err
	}
	if v.onlyShows() {
		return s.peoplePage(v, head)
	}
	in := workflow.NewRole{User: v.field("user"), Name: v.field("name"), Role: v.field("role")}
	id, err := s.Engine.GiveRole(v.Request().Context(), v.Actor, head.School, in, s.Now())
	if err == nil {
		return head.at("/setup/people/"+string(id), true), nil
	}
	p, failed := s.peoplePage(v, head)
	if failed != nil {
		return nil, failed
	}
	role := formField{Field: "role", ID: "role", Label: words.People.Role.In(v.Lang)}
	if p.Mistakes = place(err, v.Lang, &p.User, &p.Name, &role); p.Mistakes != nil {
		v.Status = http.StatusUnprocessableEntity
		return p, nil
	}
	if why := deniedIn(err, v.Lang); why != "" {
		p.Mistakes, v.Status = []mistake{{"#user", why}}, http.StatusForbidden
		return p, nil
	}
	return nil, err
}

// personPage is one of the people of a school, and what can be done for them.
type personPage struct {
	Head    setupHead
	Person  memberLine
	Me      bool
	User    formField             // asked for where there is none
	Has     []workflow.SchoolRole // roles that have not ended
	Roles   []roleChoice
	Today   string
	Code    string // of an invitation just made: shown now, and never again
	Until   string
	Refused string // why what was asked for was not done
	Invites bool
	Out     bool
}

func (s *server) showPerson(v *visit) (any, error) {
	head, err := s.settingUp(v, workflow.Administer)
	if err != nil {
		return nil, err
	}
	return s.personPage(v, head)
}

func (s *server) personPage(v *visit, head setupHead) (*personPage, error) {
	people, _, err := s.Engine.People(v.Request().Context(), v.Actor, head.School)
	if err != nil {
		return nil, err
	}
	today := s.Engine.Today()
	for i := range people {
		m := &people[i]
		if string(m.ID) != v.Param("id") {
			continue
		}
		p := &personPage{
			User: userField(v.field("user"), v.Lang),
			Head: head, Person: s.lineOfMember(m, v.Lang), Me: m.Me, Roles: roleChoices(v.Lang), Today: today.String(),
			Invites: m.User != "" && !m.Disabled && !m.Elsewhere && !m.Me, Out: m.Disabled,
		}
		for _, r := range m.Roles {
			if r.Until == 0 || r.Until >= today {
				p.Has = append(p.Has, r)
			}
		}
		return p, nil
	}
	return nil, workflow.ErrNotFound
}

// managed does something for one person, and shows them again: as they are then, or
// with why it was not done.
func (s *server) managed(v *visit, do func(head setupHead, id workflow.ActorID) error) (any, error) {
	head, err := s.settingUp(v, workflow.Administer)
	if err != nil {
		return nil, err
	}
	id := workflow.ActorID(v.Param("id"))
	if err = do(head, id); err == nil {
		return head.at("/setup/people/"+string(id), true), nil
	}
	return s.notManaged(v, head, err)
}

func (s *server) notManaged(v *visit, head setupHead, cause error) (any, error) {
	var wrong workflow.FieldErrors
	why, status := deniedIn(cause, v.Lang), http.StatusForbidden
	switch {
	case errors.As(cause, &wrong):
		why, status = wrong[0].Message.In(v.Lang), http.StatusUnprocessableEntity
	case errors.Is(cause, workflow.ErrConflict):
		why, status = words.People.CannotInvite.In(v.Lang), http.StatusConflict
	}
	if why == "" {
		return nil, cause
	}
	p, err := s.personPage(v, head)
	if err != nil {
		return nil, err
	}
	p.Refused, v.Status = why, status
	return p, nil
}

func (s *server) giveRole(v *visit) (any, error) {
	return s.managed(v, func(head setupHead, id workflow.ActorID) error {
		_, err := s.Engine.GiveRole(v.Request().Context(), v.Actor, head.School, workflow.NewRole{ID: id, User: v.field("user"), Role: v.field("role")}, s.Now())
		return err
	})
}

func (s *server) endRole(v *visit) (any, error) {
	return s.managed(v, func(head setupHead, id workflow.ActorID) error {
		from, err := calendar.Parse(v.field("from"))
		if err != nil {
			return workflow.FieldErrors{{Field: "from", Message: routine.Message("field_date", nil)}}
		}
		return s.Engine.EndRoleOf(v.Request().Context(), v.Actor, head.School, id, v.field("role"), from-1, s.Now())
	})
}

func (s *server) setPhone(v *visit) (any, error) {
	return s.managed(v, func(head setupHead, id workflow.ActorID) error {
		return s.Engine.SetPhone(v.Request().Context(), v.Actor, head.School, id, v.field("phone"), s.Now())
	})
}

func (s *server) shutOut(v *visit) (any, error) {
	return s.managed(v, func(head setupHead, id workflow.ActorID) error {
		return s.Engine.ShutOut(v.Request().Context(), v.Actor, head.School, id, s.Now())
	})
}

func (s *server) forgetLogin(v *visit) (any, error) {
	return s.managed(v, func(head setupHead, id workflow.ActorID) error {
		return s.Engine.ForgetMember(v.Request().Context(), v.Actor, head.School, id, s.Now())
	})
}

// invite shows the code of an invitation, once.
func (s *server) invite(v *visit) (any, error) {
	head, err := s.settingUp(v, workflow.Administer)
	if err != nil {
		return nil, err
	}
	code, until, err := s.Engine.InviteMember(v.Request().Context(), v.Actor, head.School, workflow.ActorID(v.Param("id")), s.Now())
	if err != nil {
		return s.notManaged(v, head, err)
	}
	p, err := s.personPage(v, head)
	if err != nil {
		return nil, err
	}
	p.Code, p.Until = code, timeIn(v.Lang, until)
	return p, nil
}
