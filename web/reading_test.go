package web_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// Whose reading is worth a question is shown to the leadership alone, by name and sign,
// and without a word about the students.
func TestUnusualReadingIsShown(t *testing.T) {
	now := time.Date(2026, 9, 1, 10, 0, 0, 0, calendar.Oslo)
	engine, err := workflow.NewEngine(t.Context(), storetest.New(t), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		if _, err := engine.AddUser(t.Context(), p.user, p.name, p.role, p.school, encoded(), workflow.Operation{At: time.Now(), System: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	h := serve(t, engine, demo)
	var last workflow.CaseID
	for n := range 16 {
		h.enrol(t, fmt.Sprint("s", n), fmt.Sprintf("Kanari Elev%d", n), "2STA")
		result, err := engine.Open(context.Background(), workflow.OpenRequest{
			Actor: h.actor(t, "ola"), School: "rogn", Routine: "kjentmann", Scenario: "self_referral", Student: &workflow.StudentInput{ID: workflow.StudentID(fmt.Sprint("s", n))},
			Input: workflow.Input{"contact_safety": "safe"},
		})
		if err != nil || result.Refusal != nil {
			t.Fatal(err, result)
		}
		last = result.ID
		for _, who := range []string{"kari", "dina", "per"} {
			if who != "kari" && n > 0 { // the others read one
				continue
			}
			if _, err := engine.Case(t.Context(), h.actor(t, who), last); err != nil {
				t.Fatal(err)
			}
		}
	}
	dina, kari, utta := h.browser(t), h.browser(t), h.browser(t)
	dina.login("dina")
	kari.login("kari")
	utta.login("utta")
	a := dina.get("/reading")
	dina.shows(a, http.StatusOK, "Lesing som er verdt et spørsmål")
	if !strings.Contains(a.body, "Kari Kjentmann") || !strings.Contains(a.body, "langt flere saker enn andre") || strings.Contains(a.body, "Kanari") || strings.Contains(a.body, "Ola Lærer") {
		t.Errorf("%s", a.body)
	}
	if a := kari.get("/reading"); a.status != http.StatusForbidden || strings.Contains(a.body, "langt flere") {
		t.Errorf("shown to who reads: %d", a.status)
	}
	if a := utta.get("/reading"); a.status != http.StatusOK || !strings.Contains(a.body, "ikke noe å spørre om") {
		t.Errorf("%d %s", a.status, a.body)
	}
	for path, want := range map[string]bool{"/glass": true, "/cases/" + string(last) + "/access": true} {
		if strings.Contains(dina.get(path).body, `href="/reading"`) != want {
			t.Errorf("%s does not lead there", path)
		}
	}
	if strings.Contains(kari.get("/glass").body, `href="/reading"`) {
		t.Error("a kjentmann is led there")
	}
}
