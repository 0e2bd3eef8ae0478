package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow/calendar"
)

// verdictOf finds the verdict of a requirement in the audit of a case.
func verdictOf(t *testing.T, a *answer, requirement string) map[string]any {
	t.Helper()
	for _, v := range a.list("verdicts") {
		if v["requirement"] == requirement {
			return v
		}
	}
	t.Fatalf("no verdict of %s: %s", requirement, a.raw)
	return nil
}

func TestCaseAudit(t *testing.T) {
	in := newInstallation(t)
	in.enrol("s1", "Iben Lund", "2010-01-01")
	id := in.open("contact_teacher", object{"id": "s1"}).id()
	path := "/cases/" + id + "/audit"
	pending := verdictOf(t, in.want(in.get("contact_teacher", path), http.StatusOK), "KJ-1.4")
	if pending["verdict"] != "pending" || pending["due_on"] != "2026-09-03" || pending["overdue"] == true {
		t.Errorf("KJ-1.4 of a new case: %v", pending)
	}
	in.clock.move(time.Date(2026, 9, 7, 9, 0, 0, 0, calendar.Oslo))
	if v := verdictOf(t, in.get("kjentmann", path), "KJ-1.4"); v["overdue"] != true {
		t.Errorf("after its deadline: %v", v)
	}
	in.take("contact_teacher", id, "record_contact", object{"guardians": []any{object{"name": "Far Lund", "role": "guardian"}}, "made_by": "school", "outcome": "informed"})
	late := verdictOf(t, in.get("kjentmann", path), "KJ-1.4")
	if late["verdict"] != "late" || fmt.Sprint(late["late_by"]) != fmt.Sprint(object{"amount": 2.0, "unit": "school_days"}) {
		t.Errorf("done on Monday, due on Thursday: %v", late)
	}
	events := in.get("kjentmann", "/cases/"+id+"/events").items()
	if proof := fmt.Sprint(late["events"]); !strings.Contains(proof, fmt.Sprint(events[len(events)-1]["id"])) {
		t.Errorf("it rests on %s, not on the contact", proof)
	}
}

// The audit of a case has no name in it, whoever reads it, and says the same in
// every language.
func TestCaseAuditIsNameless(t *testing.T) {
	in := newInstallation(t)
	in.enrol("s1", "Iben Lund", "2010-01-01")
	id := in.open("contact_teacher", object{"id": "s1"}).id()
	in.take("contact_teacher", id, "record_contact", object{"guardians": []any{object{"name": "Far Lund", "role": "guardian"}}, "made_by": "school", "outcome": "informed", "note": "hemmelig"})
	said := map[string]bool{}
	for _, user := range []string{"auditor", "contact_teacher", "principal"} {
		for _, lang := range []string{"nb", "nn", "da", "en"} {
			a := in.want(in.get(user, "/cases/"+id+"/audit", with("Accept-Language", lang)), http.StatusOK)
			for _, secret := range []string{"Iben", "Lund", "Kollega", "hemmelig", "2010"} {
				if strings.Contains(string(a.raw), secret) {
					t.Errorf("%s reads %q", user, secret)
				}
			}
			sentence, _ := verdictOf(t, a, "KJ-1.4")["sentence"].(string)
			said[sentence] = true
		}
	}
	if len(said) != 3 || said[""] { // bokmål and nynorsk agree on this one
		t.Errorf("in four languages it says %v", said)
	}
}

func TestFigures(t *testing.T) {
	in := newInstallation(t)
	for i := range 7 {
		student := fmt.Sprintf("s%d", i)
		in.enrol(student, fmt.Sprintf("Elev %d", i), "2010-01-01")
		id := in.open("contact_teacher", object{"id": student}).id()
		if i < 6 {
			in.take("contact_teacher", id, "record_contact", object{"guardians": []any{object{"name": "Far", "role": "guardian"}}, "made_by": "school", "outcome": "informed"})
		}
	}
	row := func(a *answer, id string) map[string]any {
		for _, r := range in.want(a, http.StatusOK).list("requirements") {
			if r["requirement"] == id {
				return r
			}
		}
		t.Fatalf("no row %s: %s", id, a.raw)
		return nil
	}
	for _, user := range []string{"auditor", "kjentmann", "principal"} {
		a := in.get(user, "/audit?school=rogn&from=2026-09-01&to=2026-09-01")
		if r := row(a, "KJ-1.4"); a.body["cases"] != 7.0 || r["satisfied"] != 6.0 || r["pending"] != 1.0 {
			t.Errorf("for %s: %v cases, %v", user, a.body["cases"], r)
		}
	}
	observed := in.get("observer", "/audit")
	if r := row(observed, "KJ-1.4"); observed.body["cases"] != 7.0 || r["pending"] != nil || r["satisfied"] != nil {
		t.Errorf("the observer is told of one who waits: %v", r)
	}
	if a := in.get("auditor", "/audit?to=2026-08-31"); a.body["cases"] != 0.0 {
		t.Errorf("before the first case: %v", a.body["cases"])
	}
	for _, user := range []string{"contact_teacher", "student_services", "administrator"} {
		a := in.want(in.get(user, "/audit?from=nonsense"), http.StatusForbidden) // before what is filled in wrongly
		if reasons := a.list("blocked_by"); len(reasons) != 1 || !strings.Contains(fmt.Sprint(reasons[0]["message"]), "auditor") {
			t.Errorf("%s is told %v", user, reasons)
		}
	}
	in.want(in.get("auditor", "/audit?school=selje&from=nonsense"), http.StatusNotFound)
	for _, wrong := range []string{"from=1.9.2026", "to=2026-13-01", "from=2026-09-02&to=2026-09-01", "month=9"} {
		a := in.want(in.get("auditor", "/audit?"+wrong), http.StatusUnprocessableEntity)
		if fields := a.mistakes(); len(fields) != 1 || !strings.Contains(wrong, fields[0]) {
			t.Errorf("%s: mistakes %v", wrong, fields)
		}
	}
}

// One school's figures cannot be had by subtracting another's from all.
func TestObserverCannotSubtract(t *testing.T) {
	in := newInstallation(t)
	in.hire("observer", "observer", "selje")
	in.hire("contact_teacher", "contact_teacher", "selje")
	for i := range 9 {
		school := "rogn"
		if i == 8 {
			school = "selje"
		}
		body := object{"school": school, "scenario": "self_referral", "student": object{"name": fmt.Sprintf("Elev Nummer%d", i), "birth_date": "2010-01-01"}, "fields": object{"contact_safety": "safe"}}
		in.want(in.post("contact_teacher", "/cases", body), http.StatusCreated)
	}
	known := map[string]any{}
	for _, school := range []string{"", "rogn", "selje"} {
		known[school] = in.want(in.get("observer", "/audit?school="+school), http.StatusOK).body["cases"]
	}
	if known["selje"] != nil || known[""] != nil && known["rogn"] != nil {
		t.Errorf("the one case at selje is told by %v", known)
	}
	year := in.get("observer", "/audit?from=2026-09-01&to=2026-09-01")
	if year.body["from"] != "2026-08-01" || year.body["to"] != "2027-07-31" {
		t.Errorf("the observer is told of %v to %v", year.body["from"], year.body["to"])
	}
	if schools, _ := year.body["schools"].([]any); !slices.Equal(schools, []any{"rogn", "selje"}) {
		t.Errorf("of the schools %v", schools)
	}
}
