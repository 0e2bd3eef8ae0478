package workflow_test

import (
	"errors"
	"testing"
	"time"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// hired is an engine with four people at two schools.
func hired(t *testing.T) (*workflow.Engine, map[string]*workflow.Account) {
	t.Helper()
	e, err := workflow.NewEngine(t.Context(), storetest.New(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	accounts := map[string]*workflow.Account{}
	for _, p := range []struct {
		user, role string
		school     workflow.SchoolID
	}{{"teacher", "contact_teacher", "rogn"}, {"head", "department_head", "rogn"}, {"principal", "principal", "rogn"}, {"elsewhere", "principal", "selje"}} {
		if _, err := e.AddUser(t.Context(), p.user, "", p.role, p.school, "encoded", workflow.Operation{System: "test"}); err != nil {
			t.Fatal(err)
		}
		if accounts[p.user], err = e.Account(t.Context(), p.user); err != nil {
			t.Fatal(err)
		}
	}
	return e, accounts
}

func TestVouching(t *testing.T) {
	e, accounts := hired(t)
	now := time.Date(2026, 11, 28, 22, 30, 0, 0, time.UTC) // half past eleven at night in Oslo
	limited := accounts["head"].Actor(e.Today())
	limited.Limited = true
	teacher := accounts["teacher"].Staff.ID
	for _, tt := range []struct {
		name      string
		actor     workflow.Actor
		colleague workflow.ActorID
		want      error
	}{
		{"a teacher", accounts["teacher"].Actor(e.Today()), accounts["head"].Staff.ID, workflow.ErrForbidden},
		{"somebody without a factor of their own", limited, teacher, workflow.ErrForbidden},
		{"for oneself", accounts["head"].Actor(e.Today()), accounts["head"].Staff.ID, workflow.ErrNotFound},
		{"at another school", accounts["elsewhere"].Actor(e.Today()), teacher, workflow.ErrNotFound},
		{"for nobody", accounts["head"].Actor(e.Today()), "nobody", workflow.ErrNotFound},
		{"for a colleague", accounts["head"].Actor(e.Today()), teacher, nil},
	} {
		if _, err := e.Vouch(t.Context(), tt.actor, tt.colleague, now); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	a, err := e.AccountOf(t.Context(), teacher)
	if err != nil {
		t.Fatal(err)
	}
	midnight := time.Date(2026, 11, 29, 0, 0, 0, 0, calendar.Oslo)
	if !a.Credentials.IsVouched(midnight.Add(-time.Second)) || a.Credentials.IsVouched(midnight) {
		t.Errorf("until %v", a.Credentials.Vouched.Until)
	}
}

func TestInvitation(t *testing.T) {
	e, accounts := hired(t)
	id, now := accounts["teacher"].Staff.ID, time.Now()
	code, until, err := e.Invite(t.Context(), "teacher", now, workflow.Operation{System: "test"})
	if err != nil {
		t.Fatal(err)
	}
	app := workflow.Factor{TOTP: &workflow.TOTP{Secret: []byte("secret"), LastStep: 7, Since: now}}
	refused := func(name string, id workflow.ActorID, code string, at time.Time) {
		t.Helper()
		if _, err := e.AcceptInvitation(t.Context(), id, code, "new", at); !errors.Is(err, workflow.ErrForbidden) {
			t.Errorf("%s: %v", name, err)
		}
		if _, _, err := e.Enrol(t.Context(), id, app, code+" ", at); !errors.Is(err, workflow.ErrForbidden) {
			t.Errorf("%s: enrolled: %v", name, err)
		}
	}
	refused("another code", id, "aaaa-bbbb", now)
	refused("somebody else's", accounts["head"].Staff.ID, code, now)
	refused("too late", id, code, until)
	if _, err := e.AcceptInvitation(t.Context(), id, code, "new", now); err != nil {
		t.Error(err)
	}
	recovery, _, err := e.Enrol(t.Context(), id, app, code, now)
	if err != nil || len(recovery) != 10 {
		t.Errorf("%v %v", recovery, err)
	}
	refused("used", id, code, now)

	if err := e.UseTOTP(t.Context(), id, 7, now); !errors.Is(err, workflow.ErrForbidden) {
		t.Errorf("the code that it was set up with: %v", err)
	}
	if err := errors.Join(e.UseTOTP(t.Context(), id, 8, now), e.UseRecovery(t.Context(), id, recovery[3], now)); err != nil {
		t.Error(err)
	}
	if err := e.UseTOTP(t.Context(), id, 8, now); !errors.Is(err, workflow.ErrForbidden) {
		t.Errorf("a code again: %v", err)
	}
	if err := e.UseRecovery(t.Context(), id, recovery[3], now); !errors.Is(err, workflow.ErrForbidden) {
		t.Errorf("a recovery code again: %v", err)
	}
	if _, err := e.RemoveTOTP(t.Context(), id, now); !errors.Is(err, workflow.ErrConflict) {
		t.Errorf("the only factor: %v", err)
	}
	if err := e.DisableUser(t.Context(), "teacher", workflow.Operation{System: "test"}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := e.Invite(t.Context(), "teacher", now, workflow.Operation{}); !errors.Is(err, workflow.ErrConflict) {
		t.Errorf("disabled: %v", err)
	}
}
