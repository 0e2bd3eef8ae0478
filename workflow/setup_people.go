package workflow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// Member is somebody with a role at a school, as whoever may see people sees them.
type Member struct {
	ID         ActorID
	User, Name string
	Phone      string
	Roles      []SchoolRole // at this school, those that have ended too
	Disabled   bool
	Login      bool      // has a password or has logged in with a provider
	Invited    time.Time // until when an invitation is good; zero: there is none
	Elsewhere  bool      // also works at a school that the reader does not administer
	Me         bool
}

// PeopleChange is one change of who gets in, and as what.
type PeopleChange struct {
	At       time.Time
	By       string // a name; "" where an operator did it
	Operator string // the operating system's user name
	What     string // as in Operation
	Whom     string
	Role     string // "" where it was about none
}

// toldOfPeople is how long a change of who gets in is shown.
const toldOfPeople = 90 * 24 * time.Hour

// changesPeople are the operations that decide who gets in.
var changesPeople = []string{"user add", "user end", "user disable", "user invite", "user forget-login"}

// People lists who has, or had, a role at a school, by name; and the changes of that
// in the last 90 days, the latest first, so that nobody is let in unseen.
// ErrForbidden for whoever neither leads nor administers the school.
func (e *Engine) People(ctx context.Context, actor Actor, school SchoolID) (people []Member, changes []PeopleChange, err error) {
	if err := actor.may(school, SeePeople); err != nil {
		return nil, nil, err
	}
	err = e.store.View(ctx, func(tx Tx) error {
		people, changes = nil, nil
		all, err := tx.AllStaff()
		if err != nil {
			return err
		}
		here := map[ActorID]bool{}
		for _, s := range all {
			if len(s.At(school)) == 0 {
				continue
			}
			here[s.ID] = true
			m, err := e.member(tx, actor, school, s)
			if err != nil {
				return err
			}
			people = append(people, *m)
		}
		operations, err := tx.Operations()
		for _, o := range slices.Backward(operations) {
			if slices.Contains(changesPeople, o.What) && here[ActorID(o.Target)] && (o.School == "" || o.School == school) && e.now().Sub(o.At) < toldOfPeople {
				changes = append(changes, PeopleChange{o.At, nameIn(all, o.Staff), o.System, o.What, nameIn(all, ActorID(o.Target)), o.Role})
			}
		}
		return err
	})
	slices.SortFunc(people, func(a, b Member) int { return strings.Compare(a.Name+a.User, b.Name+b.User) })
	return people, changes, err
}

func (e *Engine) member(tx Tx, actor Actor, school SchoolID, s *Staff) (*Member, error) {
	c, err := credentialsIn(tx, s.ID)
	if err != nil {
		return nil, err
	}
	m := &Member{
		ID: s.ID, User: s.User, Name: s.Name, Phone: s.Phone, Disabled: s.Disabled, Login: s.Password != "",
		Invited: c.Invite.Until, Elsewhere: actor.lacks(s, e.Today()), Me: s.ID == actor.ID,
	}
	for _, r := range s.Roles {
		if r.School == school {
			m.Roles = append(m.Roles, r)
		}
	}
	return m, nil
}

// lacks reports whether somebody works at a school that the actor does not
// administer: then whoever takes over their account gets in there, too.
func (a Actor) lacks(s *Staff, today calendar.Date) bool {
	return slices.ContainsFunc(current(s.Roles, today), func(r SchoolRole) bool { return !a.MayAt(r.School, Administer) })
}

// NewRole is a role that somebody is to have: somebody known by ID, who may get a user
// name with it where they have none, or whoever has, or is to have, a user name.
type NewRole struct {
	ID   ActorID
	User string
	Name string // of somebody new
	Role string
}

// GiveRole gives somebody a role at a school, and an account where they have none.
// Nobody gives themselves one: that is Denied, and so is letting in somebody who was
// shut out of another school too. FieldErrors for what is not filled in, ErrForbidden
// for whoever does not administer the school.
func (e *Engine) GiveRole(ctx context.Context, actor Actor, school SchoolID, in NewRole, now time.Time) (id ActorID, err error) {
	if err := actor.may(school, Administer); err != nil {
		return "", err
	}
	if err := in.check(); err != nil {
		return "", err
	}
	by := InApp(actor.ID, now)
	by.School, by.Role = school, in.Role
	err = e.store.Update(ctx, func(tx Tx) error {
		s, err := in.find(tx, school)
		switch {
		case err != nil:
			return err
		case s.ID == actor.ID:
			return denied("setup_not_yourself")
		case s.Disabled && actor.lacks(s, e.Today()):
			return denied("setup_elsewhere")
		}
		s.gain(school, in.Role)
		id = s.ID
		return errors.Join(tx.PutStaff(s), tx.PutOperation(by.on("user add", string(s.ID))))
	})
	e.forgetStaff()
	return id, err
}

// check finds what is wrong with the request itself.
func (n *NewRole) check() error {
	var wrong FieldErrors
	n.User = strings.TrimSpace(n.User)
	if n.ID == "" && n.User == "" || len(n.User) > 256 || !oneWord(n.User) {
		wrong = append(wrong, FieldError{Field: "user", Message: routine.Message("setup_user", nil)})
	}
	if !slices.Contains(routine.StandardRoles(), n.Role) {
		wrong = append(wrong, FieldError{Field: "role", Message: routine.Message("setup_role", nil)})
	}
	if len(wrong) > 0 {
		return wrong
	}
	return nil
}

// find finds whom a role is for, or makes them.
func (n *NewRole) find(tx Tx, school SchoolID) (*Staff, error) {
	if n.ID != "" {
		s, err := tx.Staff(n.ID)
		if err == nil && len(s.At(school)) == 0 {
			err = fmt.Errorf("staff %q at %q: %w", n.ID, school, ErrNotFound)
		}
		if err == nil && s.User == "" && n.User != "" {
			if _, err = tx.StaffByUser(n.User); err == nil {
				return nil, FieldErrors{{Field: "user", Message: routine.Message("setup_user_taken", nil)}}
			}
			if errors.Is(err, ErrNotFound) {
				s.User, err = n.User, nil
			}
		}
		return s, err
	}
	s, err := tx.StaffByUser(n.User)
	if !errors.Is(err, ErrNotFound) {
		return s, err
	}
	name, err := nameOf("name", n.Name)
	return &Staff{ID: ActorID(newID()), User: n.User, Name: name}, err
}

// manage changes somebody with a role at a school, and records it. whole is for what
// changes the account at every school where they work.
func (e *Engine) manage(ctx context.Context, actor Actor, id ActorID, by Operation, whole bool, change func(tx Tx, s *Staff) error) error {
	if err := actor.may(by.School, Administer); err != nil {
		return err
	}
	err := e.store.Update(ctx, func(tx Tx) error {
		s, err := tx.Staff(id)
		switch {
		case err == nil && len(s.At(by.School)) == 0:
			return fmt.Errorf("staff %q at %q: %w", id, by.School, ErrNotFound)
		case err != nil:
			return err
		case whole && id == actor.ID:
			return denied("setup_not_yourself")
		case whole && actor.lacks(s, e.Today()):
			return denied("setup_elsewhere")
		}
		by.Target = string(id)
		return errors.Join(change(tx, s), tx.PutStaff(s), tx.PutOperation(by))
	})
	e.forgetStaff()
	return err
}

func doneAt(school SchoolID, actor Actor, what string, now time.Time) Operation {
	by := InApp(actor.ID, now)
	by.School, by.What = school, what
	return by
}

// EndRoleOf ends somebody's role at a school after its last day. Denied for the only
// administrator, after whom nobody could give anybody a role; ErrNotFound for a role
// that they do not have.
func (e *Engine) EndRoleOf(ctx context.Context, actor Actor, school SchoolID, id ActorID, role string, last calendar.Date, now time.Time) error {
	by := doneAt(school, actor, "user end", now)
	by.Role = role
	return e.manage(ctx, actor, id, by, false, func(tx Tx, s *Staff) error {
		if role == "administrator" {
			staff, err := tx.StaffAt(school)
			if err != nil {
				return err
			}
			another := slices.ContainsFunc(staff, func(o *Staff) bool {
				return o.ID != id && o.User != "" && slices.Contains(o.on(e.Today()).At(school), role)
			})
			if !another {
				return denied("setup_last_administrator")
			}
		}
		return s.lose(school, role, last)
	})
}

// SetPhone keeps the number at which colleagues reach somebody, "" for none. Denied for
// somebody who also works at a school that the actor does not administer; FieldErrors
// for what nobody can call.
func (e *Engine) SetPhone(ctx context.Context, actor Actor, school SchoolID, id ActorID, phone string, now time.Time) error {
	phone = phoneOf(phone)
	if phone != "" && !isPhone(phone) {
		return FieldErrors{{Field: "phone", Message: routine.Message("help_phone", nil)}}
	}
	return e.manage(ctx, actor, id, doneAt(school, actor, "user phone", now), false, func(_ Tx, s *Staff) error {
		if actor.lacks(s, e.Today()) {
			return denied("setup_elsewhere")
		}
		s.Phone = phone
		return nil
	})
}

// ShutOut ends somebody's account at once. Denied for oneself, and for somebody who
// also works at a school that the actor does not administer.
func (e *Engine) ShutOut(ctx context.Context, actor Actor, school SchoolID, id ActorID, now time.Time) error {
	return e.manage(ctx, actor, id, doneAt(school, actor, "user disable", now), true, func(tx Tx, s *Staff) error {
		s.Disabled, s.Left = true, false
		return newEpoch(tx, id)
	})
}

// InviteMember makes an invitation for somebody, in place of any before. The code is
// returned here and nowhere else. Denied as for ShutOut; ErrConflict for somebody who
// is shut out or has no user name.
func (e *Engine) InviteMember(ctx context.Context, actor Actor, school SchoolID, id ActorID, now time.Time) (code string, until time.Time, err error) {
	code = newCode(6)
	until = now.Add(invitationLife).UTC().Truncate(time.Second)
	err = e.manage(ctx, actor, id, doneAt(school, actor, "user invite", now), true, func(tx Tx, s *Staff) error {
		if s.Disabled || s.User == "" {
			return fmt.Errorf("invitation of %q: %w", id, ErrConflict)
		}
		c, err := credentialsIn(tx, id)
		if err != nil {
			return err
		}
		c.Invite = Invitation{Hash: hashCode(code), Until: until}
		return tx.PutCredentials(c)
	})
	if err != nil {
		return "", time.Time{}, err
	}
	return code, until, nil
}

// ForgetMember makes somebody's next login with a provider the first one again, and
// ends their sessions. Denied as for ShutOut.
func (e *Engine) ForgetMember(ctx context.Context, actor Actor, school SchoolID, id ActorID, now time.Time) error {
	return e.manage(ctx, actor, id, doneAt(school, actor, "user forget-login", now), true, func(tx Tx, s *Staff) error {
		return errors.Join(tx.RemoveIdentities(id), newEpoch(tx, id))
	})
}
