package store_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"kjentvei/store"
	"kjentvei/store/storetest"
	"kjentvei/workflow"

	"github.com/google/go-cmp/cmp"
)

func TestUserNamesAreUnique(t *testing.T) {
	db := storetest.New(t)
	put := func(s workflow.Staff) error {
		return db.Update(ctx, func(tx workflow.Tx) error { return tx.PutStaff(&s) })
	}
	for _, c := range []struct {
		staff workflow.Staff
		want  error
	}{
		{workflow.Staff{ID: "a", User: "kari"}, nil},
		{workflow.Staff{ID: "a", User: "kari", Disabled: true}, nil},
		{workflow.Staff{ID: "b", User: "kari"}, workflow.ErrConflict},
		{workflow.Staff{ID: "b", User: "ola"}, nil},
		{workflow.Staff{ID: "c"}, nil},
		{workflow.Staff{ID: "d"}, nil},
		{workflow.Staff{ID: "a", User: "ola"}, workflow.ErrConflict},
		{workflow.Staff{ID: "a", User: "kari.n"}, nil},
		{workflow.Staff{ID: "b", User: "kari"}, nil}, // free again
		{workflow.Staff{ID: "e", User: "a\x00b"}, workflow.ErrInvalid},
	} {
		if err := put(c.staff); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v, want %v", c.staff, err, c.want)
		}
	}
	view(t, db, func(tx workflow.Tx) error {
		for user, id := range map[string]workflow.ActorID{"kari.n": "a", "kari": "b"} {
			if s, err := tx.StaffByUser(user); err != nil || s.ID != id {
				t.Errorf("%s: %+v %v", user, s, err)
			}
		}
		for _, user := range []string{"ola", ""} {
			if _, err := tx.StaffByUser(user); !errors.Is(err, workflow.ErrNotFound) {
				t.Errorf("%q: %v", user, err)
			}
		}
		all, err := tx.AllStaff()
		if len(all) != 4 || all[0].ID != "a" || all[3].ID != "d" {
			t.Errorf("all staff: %+v", all)
		}
		return err
	})
}

// Both names change hands in one transaction, which sees its own writes.
func TestUserNamesChangeHands(t *testing.T) {
	db := storetest.New(t)
	update(t, db, func(tx workflow.Tx) error {
		return errors.Join(
			tx.PutStaff(&workflow.Staff{ID: "a", User: "one"}), tx.PutStaff(&workflow.Staff{ID: "b", User: "two"}),
			tx.PutStaff(&workflow.Staff{ID: "a"}), tx.PutStaff(&workflow.Staff{ID: "b", User: "one"}), tx.PutStaff(&workflow.Staff{ID: "a", User: "two"}))
	})
	view(t, db, func(tx workflow.Tx) error {
		if s, err := tx.StaffByUser("two"); err != nil || s.ID != "a" {
			t.Errorf("two: %+v %v", s, err)
		}
		return nil
	})
}

func TestTokensOperationsAndSettings(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kjentvei.db")
	db, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	first := workflow.Token{ID: "t1", Hash: [32]byte{9}, Staff: "a", CreatedAt: epoch, ExpiresAt: epoch.Add(time.Hour)}
	second := workflow.Token{ID: "t2", Hash: [32]byte{0, 7}, Staff: "a", CreatedAt: epoch, ExpiresAt: epoch.Add(time.Hour)}
	operations := []workflow.Operation{
		{At: epoch, System: "root", What: "user add", Target: "a"},
		{At: epoch.Add(time.Second), System: "kari", What: "token create", Target: "t1"},
		{At: epoch.Add(2 * time.Second), System: "kari", What: "token revoke", Target: "t1"},
	}
	update(t, db, func(tx workflow.Tx) error {
		err := errors.Join(tx.PutStaff(&workflow.Staff{ID: "a"}), tx.PutToken(&first), tx.PutToken(&second),
			tx.PutOperation(operations[0]), tx.PutOperation(operations[1]), tx.PutSetting("demo", []byte("1")), tx.PutSetting("empty", nil))
		tokens, err2 := tx.Tokens()
		if len(tokens) != 2 {
			t.Errorf("its own tokens: %+v", tokens)
		}
		return errors.Join(err, err2)
	})
	gone := errors.New("gone")
	if err := db.Update(ctx, func(tx workflow.Tx) error {
		return errors.Join(tx.PutOperation(operations[1]), tx.PutSetting("demo", []byte("2")), gone)
	}); !errors.Is(err, gone) {
		t.Fatal(err)
	}
	first.RevokedAt = epoch.Add(time.Minute)
	storetest.Check(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = storetest.Open(t, path)
	update(t, db, func(tx workflow.Tx) error { return errors.Join(tx.PutToken(&first), tx.PutOperation(operations[2])) })
	view(t, db, func(tx workflow.Tx) error {
		got, err := tx.Token(first.Hash)
		if diff := cmp.Diff(&first, got); diff != "" || err != nil {
			t.Errorf("token: %s %v", diff, err)
		}
		tokens, err := tx.Tokens()
		if diff := cmp.Diff([]*workflow.Token{&second, &first}, tokens); diff != "" || err != nil {
			t.Errorf("tokens: %s %v", diff, err)
		}
		if _, err := tx.Token([32]byte{1}); !errors.Is(err, workflow.ErrNotFound) {
			t.Errorf("unknown token: %v", err)
		}
		if value, err := tx.Setting("demo"); string(value) != "1" || err != nil {
			t.Errorf("setting: %q %v", value, err)
		}
		if value, err := tx.Setting("empty"); len(value) != 0 || err != nil {
			t.Errorf("empty setting: %q %v", value, err)
		}
		if _, err := tx.Setting("other"); !errors.Is(err, workflow.ErrNotFound) {
			t.Errorf("unknown setting: %v", err)
		}
		return nil
	})
	got, err := db.Operations(ctx)
	if diff := cmp.Diff(operations, got); diff != "" || err != nil {
		t.Errorf("operations: %s %v", diff, err)
	}
}

func TestTokenOfNobodyIsFound(t *testing.T) {
	db, err := store.Open(filepath.Join(t.TempDir(), "kjentvei.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	update(t, db, func(tx workflow.Tx) error {
		return tx.PutToken(&workflow.Token{ID: "t1", Hash: [32]byte{9}, Staff: "nobody", CreatedAt: epoch, ExpiresAt: epoch})
	})
	if problems := db.Check(ctx); len(problems) != 1 || problems[0].Kind != "list" {
		t.Errorf("problems: %v", problems)
	}
}
