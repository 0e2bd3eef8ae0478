package store_test

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"kjentvei/store"
	"kjentvei/workflow"
	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"

	bolt "go.etcd.io/bbolt"
)

// auditNow is when the invented cases are audited.
var auditNow = time.Date(2026, 9, 10, 12, 0, 0, 0, calendar.Oslo)

// oneCase leads one case of twelve events through the engine, and gives it with
// its student.
func oneCase(b *testing.B) (*workflow.Record, []workflow.Event, *workflow.Student) {
	b.Helper()
	db, err := store.Open(filepath.Join(b.TempDir(), "one.db"), store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	ctx, now := b.Context(), time.Date(2026, 9, 1, 8, 0, 0, 0, calendar.Oslo)
	engine, err := workflow.NewEngine(ctx, db, func() time.Time { return now })
	if err != nil {
		b.Fatal(err)
	}
	people := map[string]workflow.Actor{}
	for _, role := range []string{"contact_teacher", "kjentmann", "principal"} {
		s := &workflow.Staff{ID: workflow.ActorID(role), Name: "Test " + role, Roles: []workflow.SchoolRole{{School: "rogn", Role: role}}}
		if err := engine.PutStaff(ctx, s); err != nil {
			b.Fatal(err)
		}
		people[role] = workflow.Actor{ID: s.ID, Name: s.Name, Roles: s.Roles}
	}
	student := &workflow.Student{ID: "elev", School: "rogn", Name: "Elev Test", BirthDate: calendar.On(2010, 1, 1), Guardians: []workflow.Guardian{{ID: "mor", Name: "Mor"}}}
	if err := engine.PutStudent(ctx, student); err != nil {
		b.Fatal(err)
	}
	opened, err := engine.Open(ctx, workflow.OpenRequest{
		Actor: people["contact_teacher"], School: "rogn", Routine: "kjentmann", Scenario: "self_referral",
		Student: &workflow.StudentInput{ID: "elev"}, Input: workflow.Input{"contact_safety": "safe", "words": strings.Repeat("ord ", 40)},
	})
	if err != nil {
		b.Fatal(err)
	}
	person := func(id string) []any { return []any{map[string]any{"id": id}} }
	for _, s := range []struct {
		by, step string
		input    workflow.Input
	}{
		{"contact_teacher", "pass_on", workflow.Input{"to": person("kjentmann")}},
		{"contact_teacher", "hand_over", workflow.Input{"person": person("kjentmann")}},
		{"kjentmann", "accept_hand_over", nil},
		{"kjentmann", "record_contact", workflow.Input{"guardians": person("mor"), "made_by": "school", "outcome": "informed", "note": strings.Repeat("ord ", 40)}},
		{"kjentmann", "hold_talk", workflow.Input{"outcome": "admitted", "present": person("kjentmann"), "notes": strings.Repeat("ord ", 100)}},
		{"kjentmann", "add_note", workflow.Input{"text": strings.Repeat("ord ", 60)}},
		{"kjentmann", "consult_kjentmann", workflow.Input{"advice": "råd"}},
		{"kjentmann", "record_child_welfare", workflow.Input{"outcome": "not_notified", "reason": strings.Repeat("ord ", 30)}},
		{"kjentmann", "settle_follow_up", workflow.Input{"plan": strings.Repeat("ord ", 50)}},
		{"principal", "sign_off", nil},
		{"kjentmann", "close", nil},
	} {
		now = now.Add(3 * time.Hour)
		r, err := engine.Take(ctx, workflow.StepRequest{Case: opened.ID, Actor: people[s.by], Steps: []workflow.StepInput{{Step: s.step, Input: s.input}}})
		if err != nil || r.Refusal != nil {
			b.Fatalf("%s: %v %+v", s.step, err, r)
		}
	}
	v, err := engine.Case(ctx, people["principal"], opened.ID)
	if err != nil {
		b.Fatal(err)
	}
	return &v.Record, slices.Clone(v.Case.History()), student
}

// town fills a store with n cases like one, each of a student of its own.
func town(b *testing.B, dir string, n int) string {
	b.Helper()
	like, events, student := oneCase(b)
	path := filepath.Join(dir, fmt.Sprintf("town-%d.db", n))
	db, err := store.Open(path, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if _, err := workflow.NewEngine(b.Context(), db, func() time.Time { return auditNow }); err != nil {
		b.Fatal(err)
	}
	for from := 0; from < n; from += 2000 {
		update(b, db, func(tx workflow.Tx) error {
			for i := from; i < min(from+2000, n); i++ {
				s := *student
				s.ID = workflow.StudentID(fmt.Sprintf("elev-%06d", i))
				if err := tx.PutStudent(&s); err != nil {
					return err
				}
				r := *like
				r.Number, r.Events, r.Revision = 0, nil, uint64(len(events))
				r.ID, r.Student, r.Reference = workflow.CaseID(newID()), s.ID, fmt.Sprintf("2026-%05d", i)
				batch := slices.Clone(events)
				for k := range batch {
					batch[k].Seq, batch[k].Case, batch[k].ID = 0, 0, workflow.EventID(newID())
				}
				if err := tx.Append(&r, batch); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return path
}

// scan hashes every event and payload on two goroutines: what reading them costs
// at least.
func scan(b *testing.B, path string) (bytes int64, took time.Duration) {
	b.Helper()
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	started := time.Now()
	var wg sync.WaitGroup
	sizes := make([]int64, 2)
	for half := range sizes {
		wg.Go(func() {
			_ = db.View(func(tx *bolt.Tx) error {
				for _, bucket := range []string{"events", "payloads"} {
					c := tx.Bucket([]byte(bucket)).Cursor()
					last, _ := c.Last()
					middle := binary.BigEndian.AppendUint64(nil, binary.BigEndian.Uint64(last)/2+1)
					key, value := c.First()
					if half == 1 {
						key, value = c.Seek(middle)
					}
					for ; key != nil && (half == 1 || string(key) < string(middle)); key, value = c.Next() {
						sha256.Sum256(value)
						sizes[half] += int64(len(value))
					}
				}
				return nil
			})
		})
	}
	wg.Wait()
	return sizes[0] + sizes[1], time.Since(started)
}

// BenchmarkAudit judges every case of stores of different sizes from the record,
// and one again after a step, beside what hashing the same bytes costs.
func BenchmarkAudit(b *testing.B) {
	for range b.N {
		for _, n := range []int{1_000, 10_000, 100_000} {
			path := town(b, b.TempDir(), n)
			bytes, bare := scan(b, path)
			db, err := store.Open(path, store.Options{})
			if err != nil {
				b.Fatal(err)
			}
			engine, err := workflow.NewEngine(b.Context(), db, func() time.Time { return auditNow })
			if err != nil {
				b.Fatal(err)
			}
			runtime.GC()
			before, peak, stop := anonymous(), 0.0, make(chan struct{})
			var watch sync.WaitGroup
			watch.Go(func() {
				for {
					select {
					case <-stop:
						return
					case <-time.After(20 * time.Millisecond):
						peak = max(peak, anonymous())
					}
				}
			})
			figures := func() time.Duration {
				started := time.Now()
				f, err := engine.FiguresBy(context.Background(), "", workflow.Period{}, workflow.Operation{})
				if err != nil || f.Cases.N != n || f.Requirements[0].Verdicts.Of(1).N != n {
					b.Fatalf("%v: %+v", err, f)
				}
				return time.Since(started)
			}
			full := figures()
			close(stop)
			watch.Wait()
			again := figures()
			auditor := workflow.Actor{ID: "auditor", Roles: []workflow.SchoolRole{{School: "rogn", Role: "auditor"}}}
			var middle *workflow.Record
			if err := db.View(b.Context(), func(tx workflow.Tx) (err error) { middle, err = tx.RecordAt(uint64(n / 2)); return err }); err != nil {
				b.Fatal(err)
			}
			started := time.Now()
			behind, err := engine.CasesBehind(b.Context(), auditor, "", workflow.Period{}, audit.Cell{Requirement: "KJ-1.1", Verdict: audit.Satisfied}, middle.ID)
			if err != nil || len(behind.Cases) != 50 || len(behind.Numbers) != n {
				b.Fatalf("%v: %+v", err, behind)
			}
			page := time.Since(started)
			b.Logf("%6d cases, %4.0f MB: %5.2f s, %6.0f cases/s, %.1f × hashing (%.2f s); %3.0f MiB more, at most; asked again %.0f ms; a page of the cases behind a number %.0f ms",
				n, float64(bytes)/1e6, full.Seconds(), float64(n)/full.Seconds(), full.Seconds()/bare.Seconds(), bare.Seconds(), peak-before, again.Seconds()*1e3, page.Seconds()*1e3)
			if n == 100_000 {
				b.ReportMetric(float64(n)/full.Seconds(), "cases/s")
				b.ReportMetric(full.Seconds()/bare.Seconds(), "×hashing")
			}
			if err := db.Close(); err != nil {
				b.Fatal(err)
			}
		}
	}
}
