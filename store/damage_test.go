package store_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"kjentvei/store"
	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"

	bolt "go.etcd.io/bbolt"
)

const pageSize = 8192

// wholeFile gives the bytes of a store with something in every bucket, cut to
// what is in use.
func wholeFile(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "kjentvei.db")
	db, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 30 {
		open(t, db, n, 3)
	}
	update(t, db, putEverything)
	storetest.Check(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	used := (len(bytes.TrimRight(data, "\x00")) + pageSize - 1) / pageSize * pageSize
	if err := use(t, data[:used]); err != nil {
		t.Fatalf("a sound file: %v", err)
	}
	return data[:used]
}

func putEverything(tx workflow.Tx) error {
	return errors.Join(
		tx.PutStudent(&workflow.Student{ID: "student-1", School: "north", Pseudonym: "QX7R2LAB", Name: "Kari"}),
		tx.PutStaff(&workflow.Staff{ID: "staff-1", User: "ola", Password: "$argon2id$", Roles: []workflow.SchoolRole{{School: "north", Role: "teacher"}}}),
		tx.PutToken(&workflow.Token{ID: "token-1", Hash: [32]byte{1}, Staff: "staff-1", CreatedAt: epoch, ExpiresAt: epoch.Add(time.Hour)}),
		tx.PutCredentials(&workflow.Credentials{Staff: "staff-1", Epoch: 2, TOTP: workflow.TOTP{Secret: []byte("secret"), Since: epoch}, Recovery: [][32]byte{{1}}}),
		tx.PutOperation(workflow.Operation{At: epoch, System: "root", What: "user add", Target: "staff-1"}),
		tx.PutLook(&workflow.Look{At: epoch, Staff: "staff-1", What: workflow.LookedAtCase, Cases: []uint64{1}}),
		tx.PutLook(&workflow.Look{At: epoch, Staff: "staff-1", What: workflow.BrokeGlass, Cases: []uint64{1}, Reason: "Because.", Until: epoch.Add(time.Hour)}),
		tx.PutIdentity("https://login.example", "subject-1", "staff-1"),
		tx.PutSetting("demo", []byte("1")),
		tx.PutRoutine(workflow.RoutineRef{ID: "skolemiljo", Version: 1, Hash: "abc"}, []byte("canonical")),
		tx.PutFreeDays("north", []calendar.Span{{From: 739000, To: 739001, Label: "Planning"}}),
		tx.PutAnswer("staff-1", "key", workflow.Answer{Case: workflow.CaseID(newID()), At: epoch}))
}

// use opens a file as it is, and does all that can be done with it. It gives
// the error or the first problem; a panic or a fault would end the test.
func use(t *testing.T, data []byte) error {
	t.Helper()
	path := filepath.Join(t.TempDir(), "damaged.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	defer os.Remove(path)
	db, err := store.Open(path, store.Options{LockTimeout: time.Millisecond})
	if err != nil {
		return err
	}
	defer db.Close()
	problems := db.Check(ctx)
	page, _, _ := db.Cases(ctx, workflow.Query{Limit: 100})
	_ = db.View(ctx, func(tx workflow.Tx) error {
		for _, listed := range page {
			if r, err := tx.Record(listed.ID); err == nil {
				events, err := tx.Events(r)
				if err == nil && !whole(r, events) {
					t.Errorf("answered with a case that is not whole: %+v", r)
				}
			}
		}
		_, _ = tx.StudentsAt("north")
		_, _ = tx.StaffAt("north")
		_, _ = tx.AllStaff()
		_, _ = tx.StaffByUser("ola")
		_, _ = tx.Tokens()
		_, _ = tx.LooksAt(1)
		_, _ = tx.LooksToReview()
		_, _ = tx.Credentials("staff-1")
		_, _ = tx.Identity("https://login.example", "subject-1")
		_, _ = tx.Setting("demo")
		return nil
	})
	// A page that is not whole is not written to: bbolt trusts its lengths, and a
	// single bit of one asks for gigabytes.
	for range 3 {
		if len(problems) > 0 && problems[0].Kind == "file" {
			break
		}
		_ = db.Update(ctx, func(tx workflow.Tx) error { return step(tx, newCase(99)) })
	}
	if len(problems) > 0 {
		return errors.New(problems[0].String())
	}
	return nil
}

// whole reports whether a case that was answered is one: its events are its own,
// in order, and can be shown.
func whole(r *workflow.Record, events []workflow.Event) bool {
	if len(events) != len(r.Events) || len(events) == 0 {
		return false
	}
	for i := range events {
		if e := &events[i]; e.Seq != r.Events[i] || e.OccurredAt.Year() > 9999 || e.RecordedAt.Year() > 9999 {
			return false
		}
	}
	return true
}

func TestTruncatedFiles(t *testing.T) {
	t.Parallel()
	data := wholeFile(t)
	lengths := []int{1, 15, 16, 79, 80, pageSize - 1, pageSize, pageSize + 1, 2*pageSize - 1, 2 * pageSize, 2*pageSize + 1, len(data) / 2, len(data) - pageSize}
	random := rand.New(rand.NewPCG(1, 1))
	for range 60 {
		lengths = append(lengths, random.IntN(len(data)-pageSize))
	}
	for _, n := range lengths {
		if err := use(t, data[:n]); !errors.Is(err, workflow.ErrDamaged) {
			t.Errorf("%d of %d bytes: %v", n, len(data), err)
		}
	}
	if err := use(t, nil); !errors.Is(err, workflow.ErrDamaged) {
		t.Errorf("empty: %v", err)
	}
	if err := use(t, bytes.Repeat([]byte("not a store "), 1000)); !errors.Is(err, workflow.ErrDamaged) {
		t.Errorf("text: %v", err)
	}
}

// TestDamagedBytes changes bytes one by one. What holds the file together is
// found, whichever byte of it changes (survey says which these are). Of the rest,
// such as the letters of a text or pages that are free, nobody can know that it
// was otherwise; then every answer is still an error or a case that is whole.
func TestDamagedBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("goes one step after the other")
	}
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sound.db")
	data := wholeFile(t)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	places := survey(t, path, data)
	rounds, oneIn, others := 1, 5, 300
	if os.Getenv("KJENTVEI_TORTURE") != "" {
		rounds, oneIn, others = 3, 1, 10_000
	}
	random := rand.New(rand.NewPCG(1, 1))
	must := make([]bool, len(data))
	tried, likely, lucky := 0, 0, 0
	for _, p := range places {
		for at := p.at; at < p.at+p.size; at++ {
			must[at] = true
			for range rounds {
				if random.IntN(oneIn) > 0 {
					continue
				}
				change := byte(0)
				for change == 0 {
					change = byte(random.IntN(256)) & p.bits
				}
				damaged := bytes.Clone(data)
				damaged[at] ^= change
				missed := use(t, damaged) == nil
				switch {
				case p.chance:
					if likely++; missed {
						lucky++
					}
				case missed:
					t.Errorf("%s: byte %d may be %#x instead of %#x", p.what, at-p.at, damaged[at], data[at])
				default:
					tried++
				}
			}
		}
	}
	found := 0
	for range others {
		damaged := bytes.Clone(data)
		at := random.IntN(len(data))
		for must[at] {
			at = random.IntN(len(data))
		}
		damaged[at] ^= byte(1 + random.IntN(255))
		if use(t, damaged) != nil {
			found++
		}
	}
	t.Logf("%d changes to what must be as it is, and %d of %d others, found", tried, found, others)
	if lucky*20 > likely {
		t.Errorf("%d of %d wrong lengths in records were not found", lucky, likely)
	}
	if tried < 1000 {
		t.Errorf("only %d bytes of %d places were changed", tried, len(places))
	}
}

// TestDamagedPages zeroes, swaps and garbles whole pages.
func TestDamagedPages(t *testing.T) {
	t.Parallel()
	data := wholeFile(t)
	pages := len(data) / pageSize
	random := rand.New(rand.NewPCG(1, 1))
	for page := range pages {
		for kind := range 3 {
			damaged := bytes.Clone(data)
			this := damaged[page*pageSize:][:pageSize]
			switch other := data[random.IntN(pages)*pageSize:][:pageSize]; kind {
			case 0:
				clear(this)
			case 1:
				copy(this, other)
			case 2:
				copy(this[16:], other[16:])
			}
			_ = use(t, damaged)
		}
	}
}

// TestCheckFinds changes a sound file behind the store's back.
func TestCheckFinds(t *testing.T) {
	sound := wholeFile(t)
	key := func(n byte) []byte { return []byte{0, 0, 0, 0, 0, 0, 0, n} }
	for _, c := range []struct {
		kind, bucket string // kind "open": Open refuses it
		key, value   []byte // nil value: delete
	}{
		{"event", "events", key(7), nil},
		{"event", "events", key(200), []byte{1}},
		{"open", "events", []byte("x"), []byte{1}},
		{"payload", "payloads", key(7), nil},
		{"payload", "payloads", key(7), []byte{9}},
		{"payload", "payloads", key(200), []byte{1, 0, 0, 0, 0, 0, 0}},
		{"record", "cases", key(7), nil},
		{"open", "cases", key(7), []byte{1}},
		{"open", "meta", []byte("schema"), []byte("one")},
		{"open", "meta", []byte("min_reader"), nil},
		{"open", "answers", key(1), []byte{1}},
		{"list", "students", []byte("student-1"), nil},
		{"list", "students", []byte("student-1"), []byte("\x01{")},
		{"list", "students_at", []byte("north\x00student-1"), nil},
		{"list", "staff_at", []byte("south\x00staff-1"), []byte{}},
		{"list", "staff_at", []byte("north\x00staff-1"), []byte("x")},
		{"list", "routines", []byte("abc"), nil},
		{"list", "free_days", []byte("north"), []byte{}},
		{"answer", "answers", key(9), nil},
	} {
		path := filepath.Join(t.TempDir(), "changed.db")
		if err := os.WriteFile(path, sound, 0o600); err != nil {
			t.Fatal(err)
		}
		err := change(path, c.bucket, c.key, c.value)
		if err != nil {
			t.Fatal(err)
		}
		db, err := store.Open(path, store.Options{})
		if c.kind == "open" && errors.Is(err, workflow.ErrDamaged) {
			continue
		}
		if err != nil || c.kind == "open" {
			t.Errorf("%s %q: %v", c.bucket, c.key, err)
			continue
		}
		problems := db.Check(ctx)
		if c.bucket == "answers" { // deleting what is not there
			if len(problems) > 0 {
				t.Errorf("sound: %v", problems)
			}
		} else if len(problems) == 0 || problems[0].Kind != c.kind {
			t.Errorf("%s %q: %v, want a problem of kind %s", c.bucket, c.key, problems, c.kind)
		}
		db.Close()
	}
}

// A case whose number has changed by one bit once asked for all the memory there is.
func TestOpenRefusesHugeNumber(t *testing.T) {
	path := filepath.Join(t.TempDir(), "changed.db")
	if err := os.WriteFile(path, wholeFile(t), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := alter(path, func(tx *bolt.Tx) error {
		cases := tx.Bucket([]byte("cases"))
		last, record := cases.Cursor().Last()
		far := bytes.Clone(last)
		far[4] = 0x80
		return errors.Join(cases.Put(far, bytes.Clone(record)), cases.Delete(last))
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(path, store.Options{}); !errors.Is(err, workflow.ErrDamaged) {
		t.Errorf("Open: %v", err)
	}
}

// A bucket that is gone is missed even where nothing else speaks of it.
func TestCheckMissesBuckets(t *testing.T) {
	path := filepath.Join(t.TempDir(), "changed.db")
	if err := os.WriteFile(path, wholeFile(t), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := alter(path, func(tx *bolt.Tx) error {
		_, err := tx.CreateBucket([]byte("settinfs"))
		return errors.Join(err, tx.DeleteBucket([]byte("settings")))
	}); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(path, store.Options{})
	if errors.Is(err, workflow.ErrDamaged) {
		return
	} else if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if problems := db.Check(ctx); len(problems) != 2 || problems[0].Kind != "file" {
		t.Errorf("Check: %v", problems)
	}
}

func change(path, bucket string, key, value []byte) error {
	return alter(path, func(tx *bolt.Tx) error {
		b := tx.Bucket([]byte(bucket))
		if value == nil {
			return b.Delete(key)
		}
		return b.Put(key, value)
	})
}

// alter writes to a store behind its back.
func alter(path string, fn func(tx *bolt.Tx) error) error {
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		return err
	}
	return errors.Join(db.Update(fn), db.Close())
}

func TestCheckComparesMemory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kjentvei.db")
	db, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	open(t, db, 1, 1)
	db.BreakIndex(1)
	if problems := db.Check(ctx); len(problems) != 1 || problems[0].Kind != "index" {
		t.Errorf("Check: %v", problems)
	}
}

func TestCheckAsksVerifier(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kjentvei.db")
	asked := 0
	db, err := store.Open(path, store.Options{Verify: func(r workflow.Record, events []workflow.Event) error {
		if asked++; len(events) != 2 {
			t.Errorf("case %d has %d events", r.Number, len(events))
		}
		switch r.Number {
		case 2:
			return errors.New("not so")
		case 3:
			panic("ouch")
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for n := range 4 {
		open(t, db, n, 2)
	}
	problems := db.Check(ctx)
	if asked != 4 || len(problems) != 2 || problems[0].Kind != "verify" || problems[1].Where != "3" {
		t.Errorf("asked %d times, problems %v", asked, problems)
	}
}
