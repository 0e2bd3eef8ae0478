package workflow_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
)

const feide, entra = "https://auth.dataporten.no", "https://login.microsoftonline.com/x/v2.0"

// identities is an engine with some staff, and the store to look into.
func identities(t *testing.T) (*workflow.Engine, func() []workflow.Operation) {
	t.Helper()
	db := storetest.New(t)
	e, err := workflow.NewEngine(context.Background(), db, nil)
	if err != nil {
		t.Fatal(err)
	}
	kjentmann := []workflow.SchoolRole{{School: "rogn", Role: "kjentmann"}}
	for _, s := range []workflow.Staff{
		{ID: "kari", User: "kari@fjord.no", Name: "Kari Nordmann", Roles: kjentmann},
		{ID: "ola", User: "ola@fjord.no", Name: "Ola Nordmann", Roles: kjentmann},
		{ID: "left", User: "left@fjord.no", Name: "Per Left", Roles: kjentmann, Disabled: true},
		{ID: "new", User: "new@fjord.no", Name: "Nina New"},
		{ID: "nameless", Name: "Una Nordmann", Roles: kjentmann},
	} {
		if err := e.PutStaff(context.Background(), &s); err != nil {
			t.Fatal(err)
		}
	}
	return e, func() []workflow.Operation {
		operations, err := db.Operations(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return operations
	}
}

func TestIdentify(t *testing.T) {
	e, operations := identities(t)
	now := time.Date(2026, 11, 28, 8, 0, 0, 0, time.UTC)
	for i, tt := range []struct {
		what            string
		issuer, subject string
		users           []string
		want            workflow.ActorID
		err             error
	}{
		{"a stranger", feide, "s-0", []string{"stranger@fjord.no"}, "", workflow.ErrNotFound},
		{"nobody in particular", feide, "s-0", nil, "", workflow.ErrNotFound},
		{"an empty user name", feide, "s-0", []string{""}, "", workflow.ErrNotFound},
		{"by name alone", feide, "s-0", []string{"Kari Nordmann", "kari", "kari@dal.no"}, "", workflow.ErrNotFound},
		{"a user name in other letters", feide, "s-0", []string{"KARI@fjord.no"}, "", workflow.ErrNotFound},
		{"disabled", feide, "s-0", []string{"left@fjord.no"}, "", workflow.ErrNotFound},
		{"without a role", feide, "s-0", []string{"new@fjord.no"}, "", workflow.ErrNotFound},
		{"with the names of two", feide, "s-0", []string{"kari@fjord.no", "ola@fjord.no"}, "", workflow.ErrConflict},
		{"without a subject", feide, "", []string{"kari@fjord.no"}, "", workflow.ErrInvalid},
		{"without an issuer", "", "s-0", []string{"kari@fjord.no"}, "", workflow.ErrInvalid},
		{"the first login", feide, "s-1", []string{"other@fjord.no", "kari@fjord.no"}, "kari", nil},
		{"the second", feide, "s-1", []string{"kari@fjord.no"}, "kari", nil},
		{"with a new name", feide, "s-1", []string{"kari.gift@fjord.no"}, "kari", nil},
		{"with the name of another", feide, "s-1", []string{"ola@fjord.no"}, "kari", nil},
		{"another who has got her name", feide, "s-2", []string{"kari@fjord.no"}, "", workflow.ErrConflict},
		{"the same subject of another provider", entra, "s-1", []string{"ola@fjord.no"}, "ola", nil},
		{"and again", entra, "s-1", nil, "ola", nil},
		{"as before", feide, "s-1", nil, "kari", nil},
		{"a second provider of the same person", entra, "s-9", []string{"kari@fjord.no"}, "kari", nil},
	} {
		id, err := e.Identify(context.Background(), tt.issuer, tt.subject, tt.users, now.Add(time.Duration(i)*time.Hour))
		if id != tt.want || !errors.Is(err, tt.err) {
			t.Errorf("%s: %q %v, want %q %v", tt.what, id, err, tt.want, tt.err)
		}
		if err != nil && (strings.Contains(err.Error(), "fjord") || strings.Contains(err.Error(), "s-")) {
			t.Errorf("%s: tells who it was: %v", tt.what, err)
		}
	}
	first := operations()
	if len(first) != 3 || first[0].Target != "kari" || first[0].What != "first login" || !first[0].At.Equal(now.Add(10*time.Hour)) || first[1].Target != "ola" {
		t.Errorf("recorded: %+v", first)
	}
}

// A known person who is disabled, or loses every role, is known no more.
func TestIdentifyLeaver(t *testing.T) {
	e, _ := identities(t)
	ctx := context.Background()
	if _, err := e.Identify(ctx, feide, "s-1", []string{"kari@fjord.no"}, time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := e.DisableUser(ctx, "kari@fjord.no", workflow.Operation{System: "root"}); err != nil {
		t.Fatal(err)
	}
	if id, err := e.Identify(ctx, feide, "s-1", []string{"ola@fjord.no"}, time.Now()); id != "" || !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("disabled: %q %v", id, err)
	}
	if err := e.PutStaff(ctx, &workflow.Staff{ID: "kari", User: "kari@fjord.no"}); err != nil {
		t.Fatal(err)
	}
	if id, err := e.Identify(ctx, feide, "s-1", nil, time.Now()); id != "" || !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("without a role: %q %v", id, err)
	}
}

// Somebody whose account at the provider is a new one is matched anew when an
// operator says so.
func TestForgetIdentities(t *testing.T) {
	e, operations := identities(t)
	ctx := context.Background()
	for _, issuer := range []string{feide, entra} {
		if _, err := e.Identify(ctx, issuer, "old", []string{"kari@fjord.no"}, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := e.Identify(ctx, feide, "olas", []string{"ola@fjord.no"}, time.Now()); err != nil {
		t.Fatal(err)
	}
	by := workflow.Operation{At: time.Now(), System: "root"}
	if err := e.ForgetIdentities(ctx, "nobody", by); !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("nobody: %v", err)
	}
	if err := e.ForgetIdentities(ctx, "kari@fjord.no", by); err != nil {
		t.Fatal(err)
	}
	if id, err := e.Identify(ctx, feide, "new", []string{"kari@fjord.no"}, time.Now()); id != "kari" || err != nil {
		t.Errorf("anew: %q %v", id, err)
	}
	for _, issuer := range []string{feide, entra} {
		if id, err := e.Identify(ctx, issuer, "old", nil, time.Now()); id != "" || !errors.Is(err, workflow.ErrNotFound) {
			t.Errorf("%s: the old one still counts: %q %v", issuer, id, err)
		}
	}
	if id, err := e.Identify(ctx, feide, "olas", nil, time.Now()); id != "ola" || err != nil {
		t.Errorf("another was forgotten: %q %v", id, err)
	}
	list := operations()
	if at := list[len(list)-2]; at.What != "user forget-login" || at.Target != "kari" || at.System != "root" {
		t.Errorf("recorded: %+v", list)
	}
}

// Two subjects with the same user name at the same moment: one of them gets it.
func TestIdentifyAtOnce(t *testing.T) {
	e, _ := identities(t)
	var wg sync.WaitGroup
	won := make(chan string, 8)
	for _, subject := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		wg.Go(func() {
			if _, err := e.Identify(context.Background(), feide, subject, []string{"kari@fjord.no"}, time.Now()); err == nil {
				won <- subject
			} else if !errors.Is(err, workflow.ErrConflict) {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if len(won) != 1 {
		t.Errorf("%d are Kari", len(won))
	}
}
