package store_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"kjentvei/store"
	"kjentvei/store/storetest"
	"kjentvei/workflow"
)

func TestIdentities(t *testing.T) {
	db := storetest.New(t)
	update(t, db, func(tx workflow.Tx) error {
		return errors.Join(tx.PutStaff(&workflow.Staff{ID: "kari"}), tx.PutStaff(&workflow.Staff{ID: "ola"}))
	})
	for _, c := range []struct {
		issuer, subject string
		staff           workflow.ActorID
		want            error
	}{
		{"https://a", "1", "kari", nil},
		{"https://a", "1", "kari", nil},
		{"https://a", "1", "ola", workflow.ErrConflict},
		{"https://a", "2", "kari", workflow.ErrConflict},
		{"https://a", "2", "ola", nil},
		{"https://b", "1", "ola", nil},
		{"https://a.b", "1", "ola", nil}, // not of the issuer whose name it begins with
		{"", "1", "ola", workflow.ErrInvalid},
		{"https://b", "", "kari", workflow.ErrInvalid},
		{"https://b", "a\x00b", "kari", workflow.ErrInvalid},
		{"https://b\x00", "1", "kari", workflow.ErrInvalid},
		{"https://b", strings.Repeat("x", 2000), "kari", workflow.ErrInvalid},
		{"https://b", "2", "", workflow.ErrInvalid},
	} {
		err := db.Update(ctx, func(tx workflow.Tx) error { return tx.PutIdentity(c.issuer, c.subject, c.staff) })
		if !errors.Is(err, c.want) {
			t.Errorf("%q %.20q %q: %v, want %v", c.issuer, c.subject, c.staff, err, c.want)
		}
	}
	update(t, db, func(tx workflow.Tx) error { // it sees its own writes
		if err := errors.Join(tx.RemoveIdentities("ola"), tx.PutIdentity("https://a", "3", "ola")); err != nil {
			return err
		}
		if id, err := tx.Identity("https://a", "3"); id != "ola" || err != nil {
			t.Errorf("its own: %q %v", id, err)
		}
		return nil
	})
	view(t, db, func(tx workflow.Tx) error {
		for subject, want := range map[[2]string]workflow.ActorID{{"https://a", "1"}: "kari", {"https://a", "3"}: "ola", {"https://a", "2"}: "", {"https://b", "1"}: "", {"https://a.b", "1"}: ""} {
			id, err := tx.Identity(subject[0], subject[1])
			if id != want || (want == "") != errors.Is(err, workflow.ErrNotFound) {
				t.Errorf("%v: %q %v", subject, id, err)
			}
		}
		return nil
	})
}

func TestIdentityOfNobodyIsFound(t *testing.T) {
	db, err := store.Open(filepath.Join(t.TempDir(), "kjentvei.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	update(t, db, func(tx workflow.Tx) error { return tx.PutIdentity("https://a", "1", "nobody") })
	if problems := db.Check(ctx); len(problems) != 1 || problems[0].Kind != "list" {
		t.Errorf("problems: %v", problems)
	}
}
