package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"kjentvei/api"
	"kjentvei/store"
	"kjentvei/web"
	"kjentvei/web/auth"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// BenchmarkPages measures each page beside the API's call for the same, over
// loopback HTTP with 100,000 cases, in turns: what a page costs more is its own.
func BenchmarkPages(b *testing.B) {
	for range b.N {
		c := newCity(b, 100_000)
		table := new(strings.Builder)
		fmt.Fprintf(table, "\n%-44s %9s %9s %7s %9s\n", "100,000 cases", "page µs", "API µs", "page:API", "page kB")
		for _, pair := range [][3]string{
			{"kjentmann", "/", "/worklist"}, {"kjentmann", "/cases", "/cases"}, {"kjentmann", "/cases/" + c.id, "/cases/" + c.id},
			{"kjentmann", "/cases/new/intoxicated_at_school", "/routines/kjentmann"}, {"principal", "/", "/worklist"}, {"principal", "/sign", "/worklist"},
		} {
			who := c.people[pair[0]]
			var page, call []time.Duration
			var size int
			for range 200 {
				took, n := who.get(b, c.pages.URL+pair[1], "")
				page, size = append(page, took), n
				took, _ = who.get(b, c.calls.URL+"/api/v1"+pair[2], who.token)
				call = append(call, took)
			}
			slices.Sort(page)
			slices.Sort(call)
			p, q := page[len(page)/2], call[len(call)/2]
			fmt.Fprintf(table, "%-44s %9d %9d %7.1f %9.1f\n", pair[0]+" "+strings.ReplaceAll(pair[1], c.id, "{id}"), p.Microseconds(), q.Microseconds(), float64(p)/float64(q), float64(size)/1000)
		}
		fmt.Println(table) // Log would cut it
		b.ReportMetric(0, "ns/op")
	}
}

// city is ten schools with 4,000 students each, and a kjentmann at all of
// them and a principal at one.
type city struct {
	pages, calls *httptest.Server
	people       map[string]*citizen
	id           string // of a case
}

// citizen is somebody who has logged in.
type citizen struct {
	client *http.Client
	token  string
}

func newCity(b *testing.B, cases int) *city {
	b.Helper()
	const schools, students = 10, 4_000
	db, err := store.Open(filepath.Join(b.TempDir(), "kjentvei.db"), store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	engine, err := workflow.NewEngine(b.Context(), db, nil)
	if err != nil {
		b.Fatal(err)
	}
	by := workflow.Operation{At: time.Now(), System: "bench"}
	const password = "tre grå katter på taket"
	var kjentmann *workflow.Staff
	for i := range schools {
		school := workflow.SchoolID(fmt.Sprint("school-", i))
		if kjentmann, err = engine.AddUser(b.Context(), "kjentmann", "Prøve Kjentmann", "kjentmann", school, auth.Encode(password), by); err != nil {
			b.Fatal(err)
		}
		if i == 0 {
			if _, err = engine.AddUser(b.Context(), "principal", "Prøve Rektor", "principal", school, auth.Encode(password), by); err != nil {
				b.Fatal(err)
			}
		}
		err := db.Update(b.Context(), func(tx workflow.Tx) error {
			for s := range students {
				id := fmt.Sprint(school, "-", s)
				err := tx.PutStudent(&workflow.Student{
					ID: workflow.StudentID(id), School: school, Pseudonym: fmt.Sprintf("P%d%05d", i, s), Name: fmt.Sprint("Prøve Elev ", s), Class: "2STA", BirthDate: calendar.On(2011, 1, 1),
					Guardians: []workflow.Guardian{{ID: id + "-1", Name: "Prøve Foresatt", Phone: "99 00 00 01"}},
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	c := &city{people: map[string]*citizen{}}
	c.fill(b, engine, workflow.Actor{ID: kjentmann.ID, Name: kjentmann.Name, Roles: kjentmann.Roles}, cases, students)
	c.pages = httptest.NewServer(web.New(b.Context(), web.Config{Engine: engine, Log: zerolog.Nop(), DefaultRoutine: defaultRoutine, Demo: true}))
	b.Cleanup(c.pages.Close)
	config := api.Config{Engine: engine, Log: zerolog.Nop(), Now: time.Now, DefaultRoutine: defaultRoutine, Requests: 1_000_000, Ready: func(context.Context) error { return nil }}
	c.calls = httptest.NewServer(api.New(config))
	b.Cleanup(c.calls.Close)
	for _, user := range []string{"kjentmann", "principal"} {
		token, _, err := engine.CreateToken(b.Context(), user, "", time.Time{}, time.Now(), by)
		if err != nil {
			b.Fatal(err)
		}
		c.people[user] = &citizen{c.logIn(b, user, password), token}
	}
	return c
}

// fill opens cases over the last two years, many at once.
func (c *city) fill(b *testing.B, engine *workflow.Engine, actor workflow.Actor, cases, students int) {
	b.Helper()
	var next atomic.Int64
	var wg sync.WaitGroup
	begun := time.Now().AddDate(-2, 0, 0)
	for range 256 {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < cases; i = int(next.Add(1)) - 1 {
				school := actor.Roles[i%len(actor.Roles)].School
				result, err := engine.Open(context.Background(), workflow.OpenRequest{
					Actor: actor, School: school, Routine: defaultRoutine, Scenario: "self_referral", Input: workflow.Input{"contact_safety": "safe"},
					OccurredAt: begun.Add(time.Duration(i) * time.Since(begun) / time.Duration(cases+1)),
					Student:    &workflow.StudentInput{ID: workflow.StudentID(fmt.Sprint(school, "-", i/len(actor.Roles)%students))},
				})
				if err != nil || result.Refusal != nil {
					b.Errorf("case %d: %v", i, err)
					return
				}
				if i == cases/2 {
					c.id = string(result.ID)
				}
			}
		})
	}
	wg.Wait()
}

func (c *city) logIn(b *testing.B, user, password string) *http.Client {
	b.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		b.Fatal(err)
	}
	client := &http.Client{Jar: insecureJar{jar}}
	answer, err := client.PostForm(c.pages.URL+"/login", url.Values{"user": {user}, "password": {password}})
	if err != nil {
		b.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusOK || answer.Request.URL.Path != "/" {
		b.Fatalf("login: %d at %s", answer.StatusCode, answer.Request.URL.Path)
	}
	return client
}

// insecureJar takes loopback for as good as TLS, as browsers do.
type insecureJar struct{ http.CookieJar }

func secure(u *url.URL) *url.URL { return &url.URL{Scheme: "https", Host: u.Host, Path: "/"} }

func (j insecureJar) SetCookies(u *url.URL, cookies []*http.Cookie) {
	j.CookieJar.SetCookies(secure(u), cookies)
}

func (j insecureJar) Cookies(u *url.URL) []*http.Cookie { return j.CookieJar.Cookies(secure(u)) }

// get is how long a page or call takes, and how many bytes it is.
func (c *citizen) get(b *testing.B, address, token string) (time.Duration, int) {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, address, nil)
	if err != nil {
		b.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	begun := time.Now()
	answer, err := c.client.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	n, err := io.Copy(io.Discard, answer.Body)
	_ = answer.Body.Close()
	if err != nil || answer.StatusCode != http.StatusOK || answer.Request.URL.String() != address {
		b.Fatalf("%d %v", answer.StatusCode, err)
	}
	return time.Since(begun), int(n)
}
