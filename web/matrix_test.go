package web_test

import (
	"context"
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"kjentvei/store/storetest"
	"kjentvei/web"
	"kjentvei/workflow"
	"kjentvei/workflow/accesstest"
	"kjentvei/workflow/calendar"
)

// What people read of the choices that were made in every case of the matrix.
const (
	saidBy = "En medelev"
	chosen = "Saken gjelder noe denne personen kan ha gjort"
)

// serve is a house on an engine that others share.
func serve(t *testing.T, engine *workflow.Engine, change ...func(*web.Config)) *house {
	t.Helper()
	log := &logged{}
	config := web.Config{Engine: engine, Log: zerolog.New(log), DefaultRoutine: "kjentmann"}
	for _, c := range change {
		c(&config)
	}
	ctx, stop := context.WithCancel(context.Background())
	server := httptest.NewTLSServer(web.New(ctx, config))
	t.Cleanup(func() { server.Close(); stop() })
	return &house{Server: server, engine: engine, log: log}
}

// The whole of the reviewed table through the pages: everybody finds on them the
// sections of a case that it gives them, and no other wherever they look, and may do
// what it lets them; with a second factor, and without.
func TestMatrixOnPages(t *testing.T) {
	golden, err := os.ReadFile(accesstest.Golden)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 9, 1, 8, 0, 0, 0, calendar.Oslo)
	engine, err := workflow.NewEngine(t.Context(), storetest.New(t), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	school := accesstest.Arrange(t, engine, string(golden), encoded(), func(d time.Duration) { now = now.Add(d) })
	practice, strict := serve(t, engine, demo, unhurried), serve(t, engine, unhurried)
	full, limited := map[string]*browser{}, map[string]*browser{}
	for _, p := range school.People {
		full[p.User], limited[p.User] = practice.browser(t), strict.browser(t)
		full[p.User].login(p.User)
		limited[p.User].login(p.User)
		limited[p.User].post("/login/limited")
	}
	found, roles, rows := workflow.Section(0), map[string]bool{}, 0
	school.Each(func(r accesstest.Row) {
		if !roles[r.Role] && r.Role != accesstest.None {
			roles[r.Role] = true
			full[r.Person.User].atSchool(r.Role, school.AtSchool(r.Role, false), true)
			limited[r.Person.User].atSchool(r.Role, school.AtSchool(r.Role, true), false)
		}
		if rows++; testing.Short() && rows%8 != 0 {
			return
		}
		if r.Limited {
			limited[r.Person.User].sections(r)
			limited[r.Person.User].actions(r)
			return
		}
		found |= full[r.Person.User].sections(r)
		full[r.Person.User].actions(r)
	})
	if all := workflow.Alive | workflow.Identity | workflow.Guardians | workflow.Reporter | workflow.Talks | workflow.Unsafe | workflow.Decisions | workflow.Verdicts | workflow.AccessLog; found != all && !testing.Short() {
		t.Errorf("found %s in all", found)
	}
	for _, c := range school.Cases {
		for _, word := range c.Words() {
			if strings.Contains(practice.log.String()+strict.log.String(), word) {
				t.Errorf("the log says %q", word)
			}
		}
	}
}

// unhurried lets tests ask for pages as fast as they can.
func unhurried(c *web.Config) { c.Requests = 100_000 }

// behindDuty lists the cases in which a requirement that every case owes is pending.
const behindDuty = "/figures/cases?requirement=DV-13&verdict=pending"

// sections holds what somebody finds on the pages against the table. Of all of them
// the student's own copy says least.
func (b *browser) sections(r accesstest.Row) workflow.Section {
	b.t.Helper()
	path := "/cases/" + string(r.Case.ID)
	page, looks, verdicts, own := b.get(path), b.get(path+"/access"), b.get(path+"/verdicts"), b.get(path+"/print?copy=student")
	var all strings.Builder
	for _, a := range []answer{
		page, looks, verdicts, own, b.get(path + "/routine"), b.get(path + "/print"), b.get("/figures"), b.get(behindDuty), b.get(path + "/steps/add_note"), b.get(path + "/steps/record_contact"), b.get(path + "/steps/correct"), b.get("/"), b.get("/cases"), b.get("/glass"),
		b.post("/cases", "q", "kanari"), b.post(path+"/steps/add_note", "revision", "1", "f.text", "x"), b.post(path+"/steps/close", "revision", "99"),
	} {
		all.WriteString(html.UnescapeString(a.body))
	}
	words := r.Case.Words()
	words[workflow.Reporter], words[workflow.Decisions] = saidBy, chosen
	var found workflow.Section
	for section, word := range words {
		if strings.Contains(all.String(), word) {
			found |= section
		}
	}
	if page.status == http.StatusOK {
		found |= workflow.Alive
	}
	if looks.status == http.StatusOK {
		found |= workflow.AccessLog
	}
	if verdicts.status == http.StatusOK {
		found |= workflow.Verdicts
	}
	for _, section := range []workflow.Section{workflow.Reporter, workflow.Unsafe} {
		if strings.Contains(html.UnescapeString(own.body), words[section]) {
			b.t.Errorf("%s: the student's copy tells %s", r, section)
		}
	}
	if want := r.Sees | r.Wrote; found != want {
		b.t.Errorf("%s: finds %s, not %s", r, found, want)
	}
	if page.status != http.StatusOK && page.status != http.StatusNotFound {
		b.t.Errorf("%s: the case answers %d", r, page.status)
	}
	return found
}

// actions holds what somebody may do against the table, without doing it.
func (b *browser) actions(r accesstest.Row) {
	b.t.Helper()
	path := "/cases/" + string(r.Case.ID)
	try := func(what string, a answer, may bool, through ...int) {
		b.t.Helper()
		asked := r.Limited && a.header.Get("Location") == "/login/second"
		if !may {
			through = []int{http.StatusForbidden, http.StatusNotFound}
		}
		if !asked && !slices.Contains(through, a.status) || asked && may {
			b.t.Errorf("%s: %s answers %d", r, what, a.status)
		}
	}
	may := func(action workflow.Action) bool { return r.May&action != 0 }
	try("a step", b.post(path+"/steps/add_note", "revision", "99", "f.text", "x"), may(workflow.TakeSteps), http.StatusConflict)
	try("the form of one", b.get(path+"/steps/add_note"), may(workflow.TakeSteps), http.StatusOK)
	broke := r.Person.Relation == "through_glass"
	// Who sees it all has no glass to break; who has broken it presses in vain.
	try("breaking the glass", b.post(path+"/glass", "reason", "kort"), may(workflow.BreakGlass) && (broke || r.Sees&workflow.Talks == 0), http.StatusUnprocessableEntity, http.StatusSeeOther)
	if r.Case.Glass != 0 {
		try("reviewing it", b.post("/glass/"+strconv.FormatUint(r.Case.Glass, 10), "finding", "perhaps", "note", "x"), may(workflow.ReviewGlass), http.StatusUnprocessableEntity)
	}
}

// atSchool holds what one of a role may do, whatever the case, against the table.
func (b *browser) atSchool(role string, may []string, proven bool) {
	b.t.Helper()
	counts := slices.Contains(may, "read_figures") || slices.Contains(may, "read_totals")
	for _, page := range []string{"/figures", "/figures.csv"} {
		if shown := b.get(page).status == http.StatusOK; shown != counts {
			b.t.Errorf("%s, with a second factor %t: %s is shown: %t", role, proven, page, shown)
		}
	}
	if shown := b.get(behindDuty).status == http.StatusOK; shown != slices.Contains(may, "read_figures") {
		b.t.Errorf("%s, with a second factor %t: the cases behind the figures are shown: %t", role, proven, shown)
	}
	for action, allowed := range map[string]bool{
		"open_cases":     b.get("/cases/new/self_referral").status == http.StatusOK,
		"read_looked_at": b.get("/reading").status == http.StatusOK,
		"administer":     b.get("/setup").status == http.StatusOK && b.get("/setup/routine").status == http.StatusOK,
		"see_people":     b.get("/setup/people").status == http.StatusOK,
		"list_help":      b.get("/help/edit").status == http.StatusOK,
		"vouch_for":      b.get("/vouch").status == http.StatusOK && b.post("/vouch", "staff", "nobody").status == http.StatusNotFound,
	} {
		if allowed != slices.Contains(may, action) {
			b.t.Errorf("%s, with a second factor %t: %s is let through: %t", role, proven, action, allowed)
		}
	}
}
