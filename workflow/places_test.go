package workflow_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kjentvei/workflow"
)

// The school's own list of help is read by its staff, and written by those who lead
// or administer it, each change recorded as theirs.
func TestHelpPlaces(t *testing.T) {
	h := started(t, selfReferral)
	nurse := workflow.HelpPlace{Name: "  Helsesykepleieren ", About: "Rom 203,\nhver dag", Phone: "99 00 00 01", URL: "https://skolen.example/helse"}
	writers := []string{"administrator", "principal", "department_head", "department_head_2"}
	for _, id := range append(slices.Clone(school), "outsider") {
		err := h.engine.PutHelpPlace(t.Context(), h.actor(id), "rogn", nurse, h.now)
		if may := err == nil; may != slices.Contains(writers, id) || !may && !errors.Is(err, workflow.ErrForbidden) {
			t.Errorf("%s writes: %v", id, err)
		}
		list, err := h.engine.HelpPlaces(t.Context(), h.actor(id), "rogn")
		if (err == nil) != (id != "outsider") || err != nil && !errors.Is(err, workflow.ErrNotFound) {
			t.Errorf("%s reads: %v %v", id, list, err)
		}
	}
	head := h.actor("department_head")
	list, err := h.engine.HelpPlaces(t.Context(), head, "rogn")
	if err != nil || len(list) != 1 || list[0].Name != "Helsesykepleieren" || list[0].About != "Rom 203, hver dag" {
		t.Fatalf("the same place, written by several: %v %v", list, err)
	}
	changed := list[0]
	changed.Phone = "113"
	if err := h.engine.PutHelpPlace(t.Context(), head, "rogn", changed, h.now); err != nil {
		t.Fatal(err)
	}
	if list, _ = h.engine.HelpPlaces(t.Context(), head, "rogn"); !slices.Equal(list, []workflow.HelpPlace{changed}) {
		t.Errorf("%v", list)
	}
	changed.ID = "another"
	if err := h.engine.PutHelpPlace(t.Context(), head, "rogn", changed, h.now); !errors.Is(err, workflow.ErrNotFound) {
		t.Errorf("a place that is not there: %v", err)
	}
	for range 2 {
		if err := h.engine.RemoveHelpPlace(t.Context(), head, "rogn", list[0].ID, h.now); err != nil {
			t.Fatal(err)
		}
	}
	if list, err := h.engine.HelpPlaces(t.Context(), head, "rogn"); len(list) > 0 || err != nil {
		t.Errorf("%v %v", list, err)
	}
}

func TestHelpPlacesAreChecked(t *testing.T) {
	h := started(t, selfReferral)
	head := h.actor("department_head")
	for _, c := range []struct {
		place workflow.HelpPlace
		wrong string // the fields
	}{
		{workflow.HelpPlace{}, "name about"},
		{workflow.HelpPlace{Name: "Rådgiveren"}, "about"},
		{workflow.HelpPlace{Name: strings.Repeat("x", 201), Phone: "113"}, "name"},
		{workflow.HelpPlace{Name: "A", About: strings.Repeat("ø", 301)}, "about"},
		{workflow.HelpPlace{Name: "A", About: strings.Repeat("ø", 300)}, ""},
		{workflow.HelpPlace{Name: "A\u202eB", About: "Rom\u2066 1"}, "name about"},
		{workflow.HelpPlace{Name: "A", URL: "https://skolen.example/\u202egpj"}, "url"},
		{workflow.HelpPlace{Name: "A", Phone: "12"}, "phone"},
		{workflow.HelpPlace{Name: "A", Phone: "ring meg"}, "phone"},
		{workflow.HelpPlace{Name: "A", Phone: "1234567890123456"}, "phone"},
		{workflow.HelpPlace{Name: "A", Phone: "+47 99 00 00 01"}, ""},
		{workflow.HelpPlace{Name: "A", URL: "http://skolen.example"}, "url"},
		{workflow.HelpPlace{Name: "A", URL: "javascript:alert(1)"}, "url"},
		{workflow.HelpPlace{Name: "A", URL: "https://"}, "url"},
		{workflow.HelpPlace{Name: "A", URL: "https://skolen"}, "url"},
		{workflow.HelpPlace{Name: "A", URL: "https://kari@skolen.example"}, "url"},
		{workflow.HelpPlace{Name: "A", URL: "https://skolen.example:8443/hjelp"}, "url"},
		{workflow.HelpPlace{Name: "A", URL: "https://10.0.0.1/hjelp"}, "url"},
		{workflow.HelpPlace{Name: "A", URL: "https://skolen..example"}, "url"},
		{workflow.HelpPlace{Name: "A", URL: "https://skolen.example/hjelp her"}, "url"},
		{workflow.HelpPlace{Name: "A", URL: "HTTPS://skolen.example"}, "url"},
		{workflow.HelpPlace{Name: "A", URL: "https://skolen.example/" + strings.Repeat("x", 500)}, "url"},
		{workflow.HelpPlace{Name: "A", URL: "https://blå-skolen.example/hjelp?tema=rus#her"}, ""},
	} {
		err := h.engine.PutHelpPlace(t.Context(), head, "rogn", c.place, h.now)
		var wrong workflow.FieldErrors
		errors.As(err, &wrong)
		var fields []string
		for _, w := range wrong {
			fields = append(fields, w.Field)
		}
		if got := strings.Join(fields, " "); got != c.wrong || err == nil != (c.wrong == "") {
			t.Errorf("%.80v: %q, not %q", c.place, got, c.wrong)
		}
	}
	for i := range 60 {
		err := h.engine.PutHelpPlace(t.Context(), head, "rogn", workflow.HelpPlace{Name: fmt.Sprint("Sted ", i), Phone: "113"}, h.now)
		if full := i >= 47; full != errors.As(err, &workflow.FieldErrors{}) { // three were right above
			t.Errorf("place %d: %v", i, err)
		}
	}
}
