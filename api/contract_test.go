package api_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow"
)

// shape says which members an object must have, and what they are: the name of
// a type of the contract, or "?" before it where it may be absent.
type shape map[string]string

var shapes = map[string]shape{
	"case": {
		"id": "text", "reference": "text", "school": "text", "routine": "routine", "scenario": "text", "state": "text", "closed": "flag",
		"revision": "whole", "student": "student", "responsible": "responsible", "opened_at": "time", "due": "[due", "steps": "[step",
	},
	"routine":     {"id": "text", "version": "whole"},
	"student":     {"id": "text", "name": "text", "birth_date": "date", "class": "text"},
	"responsible": {"id": "text", "name": "text"},
	"due":         {"requirement": "text", "due_on": "?date", "due_at": "?time", "overdue": "flag"},
	"step": {
		"id": "text", "kind": "text", "title": "text", "to": "text", "allowed": "flag", "roles": "[text", "requirements": "[text",
		"blocked_by": "[reason", "fields": "[field",
	},
	"reason": {"code": "text", "requirement": "?text", "message": "text"},
	"field":  {"name": "text", "type": "text", "label": "text", "required": "flag", "choices": "?[choice"},
	"choice": {"value": "text", "label": "text"},
	"event":  {"id": "text", "step": "text", "actor": "person", "occurred_at": "time", "recorded_at": "time", "outcome": "text", "fields": "object"},
	"person": {"id": "?text", "name": "?text"},
	"work":   {"case": "text", "reference": "text", "requirement": "text", "title": "text", "due_on": "?date", "overdue": "flag"},
	"me":     {"id": "text", "name": "text", "roles": "[role"},
	"role":   {"role": "text", "school": "text"},
}

func has(where, kind string, value any) (wrong []string) {
	no := func() []string { return []string{fmt.Sprintf("%s: %v is no %s", where, value, kind)} }
	if optional, ok := strings.CutPrefix(kind, "?"); ok {
		if value == nil {
			return nil
		}
		kind = optional
	}
	if item, ok := strings.CutPrefix(kind, "["); ok {
		list, ok := value.([]any)
		if !ok {
			return no()
		}
		for i := range list {
			wrong = append(wrong, has(fmt.Sprintf("%s[%d]", where, i), item, list[i])...)
		}
		return wrong
	}
	text, isText := value.(string)
	number, isNumber := value.(float64)
	_, isFlag := value.(bool)
	whole, isObject := value.(map[string]any)
	_, notTime := time.Parse(time.RFC3339, text)
	_, notDate := time.Parse(time.DateOnly, text)
	ok := map[string]bool{
		"text": isText, "whole": isNumber && number == float64(int(number)), "flag": isFlag, "object": isObject,
		"time": isText && notTime == nil, "date": isText && notDate == nil,
	}
	if plain, known := ok[kind]; known {
		if !plain {
			return no()
		}
		return nil
	}
	if !isObject {
		return no()
	}
	for name, kind := range shapes[kind] {
		wrong = append(wrong, has(where+"."+name, kind, whole[name])...)
	}
	return wrong
}

func TestShapes(t *testing.T) {
	in := newInstallation(t)
	in.enrol("s1", "Iben Lund", "2010-01-01")
	opened := in.open("contact_teacher", object{"id": "s1"})
	path := "/cases/" + opened.id()
	if opened.header.Get("Location") != "/api/v1"+path || opened.header.Get("ETag") != `"1"` || opened.revision() != 1 {
		t.Errorf("opened: %v", opened.header)
	}
	noted := in.want(in.take("contact_teacher", opened.id(), "add_note", object{"text": "Ringte"}), http.StatusOK)
	if noted.header.Get("ETag") != `"2"` || noted.revision() != 2 {
		t.Errorf("noted: %v", noted.header)
	}
	shown := in.want(in.get("kjentmann", path), http.StatusOK)
	if shown.header.Get("ETag") != `"2"` {
		t.Errorf("shown: %v", shown.header)
	}
	var wrong []string
	for name, a := range map[string]*answer{"opened": opened, "noted": noted, "shown": shown} {
		wrong = append(wrong, has(name, "case", a.body)...)
	}
	in.want(in.take("kjentmann", opened.id(), "waive", object{}), http.StatusForbidden)
	events := in.want(in.get("kjentmann", path+"/events"), http.StatusOK)
	wrong = append(wrong, has("events", "[event", events.body["items"])...)
	if n := len(events.items()); n != 3 || events.items()[0]["step"] != "open" || events.items()[1]["fields"].(object)["text"] != "Ringte" || events.items()[2]["outcome"] != "refused" {
		t.Errorf("events: %s", events.raw)
	}
	wrong = append(wrong, has("worklist", "[work", in.get("contact_teacher", "/worklist").body["items"])...)
	wrong = append(wrong, has("me", "me", in.get("contact_teacher", "/me").body)...)
	for _, text := range wrong {
		t.Error(text)
	}
	if len(in.get("contact_teacher", "/worklist").items()) == 0 {
		t.Error("the opener has nothing to see to")
	}
	if responsible := opened.body["responsible"].(map[string]any); responsible["id"] != in.ids["contact_teacher"] || responsible["name"] != "Kollega contact_teacher" {
		t.Errorf("responsible: %v", responsible)
	}
	for _, id := range []string{
		"correct", "reassess", "void", "merge", "change_scenario", "hand_over", "accept_hand_over", "assign", "add_participant", "recuse", "add_note",
		"set_birth_date", "raise_contact_unsafe", "confirm_contact_unsafe", "lift_contact_unsafe", "record_consent", "withdraw_consent",
		"record_child_welfare", "record_emergency", "record_contact", "appoint_deputy", "record_breach", "acknowledge_breach", "waive",
		"student_left_school", "sign_off", "return_for_changes", "close", "reopen",
	} {
		if step := shown.step(id); step == nil || step["kind"] != "common" {
			t.Errorf("%s: %v", id, step)
		}
	}
	items := in.get("kjentmann", "/cases").items()
	if _, has := items[0]["steps"]; has || len(items) != 1 {
		t.Errorf("list: %v", items)
	}
	delete(shapes["case"], "steps")
	for _, text := range has("item", "case", map[string]any(items[0])) {
		t.Error(text)
	}
	shapes["case"]["steps"] = "[step"
	routines := in.want(in.get("kjentmann", "/routines"), http.StatusOK).items()
	if len(routines) != 3 {
		t.Errorf("routines: %v", routines)
	}
	for _, r := range routines {
		scenarios := in.want(in.get("kjentmann", "/routines/"+r["id"].(string)), http.StatusOK).list("scenarios")
		var ids []string
		for _, s := range scenarios {
			ids = append(ids, s["id"].(string))
			for _, text := range has("fields", "[field", s["fields"]) {
				t.Error(text)
			}
		}
		for _, id := range []string{"self_referral", "third_party_concern", "intoxicated_at_school"} {
			if !slices.Contains(ids, id) {
				t.Errorf("%v lacks %s: %v", r["id"], id, ids)
			}
		}
	}
}

func TestRepeats(t *testing.T) {
	in := newInstallation(t)
	in.enrol("s1", "Iben Lund", "2010-01-01")
	key := func(k string) func(*http.Request) { return with("Idempotency-Key", k) }
	body := opening("self_referral", object{"id": "s1"}, in.asked("kjentmann", "self_referral")...)
	first := in.want(in.post("kjentmann", "/cases", body, key("a")), http.StatusCreated)
	again := in.want(in.post("kjentmann", "/cases", body, key("a")), http.StatusCreated)
	if !bytes.Equal(first.raw, again.raw) || again.header.Get("Location") != first.header.Get("Location") || again.header.Get("ETag") != first.header.Get("ETag") {
		t.Errorf("%s\n%s", first.raw, again.raw)
	}
	other := in.want(in.post("department_head", "/cases", body, key("a")), http.StatusCreated)
	if other.id() == first.id() {
		t.Error("a key is its user's")
	}
	id := first.id()
	steps, note := "/cases/"+id+"/steps", "/cases/"+id+"/steps/add_note"
	text := object{"fields": object{"text": "Ringte"}}
	reused := func(a *answer) {
		t.Helper()
		in.want(a, http.StatusUnprocessableEntity)
		if a.body["type"] != "/problems/key_reused" || !slices.Equal(a.mistakes(), []string{"Idempotency-Key"}) {
			t.Errorf("%s", a.raw)
		}
	}
	reused(in.post("kjentmann", note, text, key("a"), revision(1)))
	// A repeat is answered before If-Match is looked at, stale or missing.
	in.want(in.post("kjentmann", note, text, key("b"), revision(1)), http.StatusOK)
	for _, change := range [][]func(*http.Request){{key("b"), revision(1)}, {key("b"), revision(9)}, {key("b")}} {
		if a := in.want(in.post("kjentmann", note, text, change...), http.StatusOK); a.revision() != 2 || a.header.Get("ETag") != `"2"` {
			t.Errorf("revision %d", a.revision())
		}
	}
	reused(in.post("kjentmann", note, object{"fields": object{"text": "Ringte ikke"}}, key("b"), revision(2)))
	reused(in.post("kjentmann", "/cases/"+id+"/steps/record_child_welfare", text, key("b"), revision(2)))
	reused(in.post("kjentmann", "/cases/"+other.id()+"/steps/add_note", text, key("b"), revision(1)))
	in.want(in.post("contact_teacher_2", note, text, key("b"), revision(2)), http.StatusNotFound)
	// A batch.
	batch := object{"steps": []any{object{"step": "add_note", "fields": object{"text": "en"}}, object{"step": "add_note", "fields": object{"text": "to"}}}}
	in.want(in.post("kjentmann", steps, batch, key("c"), revision(2)), http.StatusOK)
	if a := in.want(in.post("kjentmann", steps, batch, key("c"), revision(2)), http.StatusOK); a.revision() != 4 {
		t.Errorf("revision %d", a.revision())
	}
	// A refusal is not kept: forbidden, refused, wrong and stale alike.
	in.want(in.post("kjentmann", "/cases/"+id+"/steps/waive", object{}, key("d"), revision(4)), http.StatusForbidden)
	in.want(in.post("department_head", "/cases/"+id+"/steps/sign_off", object{}, key("d"), revision(4)), http.StatusConflict)
	in.want(in.post("kjentmann", note, object{}, key("d"), revision(4)), http.StatusUnprocessableEntity)
	in.want(in.post("kjentmann", note, text, key("d"), revision(1)), http.StatusPreconditionFailed)
	in.want(in.post("kjentmann", note, text, key("d"), revision(4)), http.StatusOK)
	in.want(in.post("department_head", note, text, key("d"), revision(5)), http.StatusOK)
	if a := in.want(in.post("kjentmann", note, text, key(strings.Repeat("k", 1025)), revision(6)), http.StatusUnprocessableEntity); !slices.Equal(a.mistakes(), []string{"Idempotency-Key"}) {
		t.Errorf("%s", a.raw)
	}
	in.want(in.post("kjentmann", note, text, key(strings.Repeat("k", 1024)), revision(6)), http.StatusOK)
	// Somebody who has been shut out since is not answered either.
	in.want(in.take("department_head", id, "recuse", object{"person": []any{object{"id": in.ids["kjentmann"]}}, "reason": "family"}), http.StatusOK)
	in.want(in.post("kjentmann", "/cases", body, key("a")), http.StatusNotFound)
	in.want(in.post("kjentmann", note, text, key("b")), http.StatusNotFound)
}

func TestBatches(t *testing.T) {
	in := newInstallation(t)
	in.enrol("s1", "Iben Lund", "2010-01-01")
	id := in.open("kjentmann", object{"id": "s1"}).id()
	path := "/cases/" + id + "/steps"
	in.clock.move(in.clock.now().Add(5 * time.Hour))
	note := func(text string, before time.Duration) object {
		return object{"step": "add_note", "occurred_at": in.clock.now().Add(-before).Format(time.RFC3339), "fields": object{"text": text}}
	}
	batch := func(steps ...object) object {
		list := make([]any, len(steps))
		for i := range steps {
			list[i] = steps[i]
		}
		return object{"steps": list}
	}
	done := in.want(in.post("kjentmann", path, batch(note("tre", time.Hour), note("en", 3*time.Hour), note("to", 2*time.Hour)), revision(1)), http.StatusOK)
	if done.revision() != 4 {
		t.Errorf("revision %d", done.revision())
	}
	var order []string
	for _, e := range in.get("kjentmann", "/cases/"+id+"/events").items()[1:] {
		order = append(order, e["fields"].(map[string]any)["text"].(string))
	}
	if !slices.Equal(order, []string{"en", "to", "tre"}) {
		t.Errorf("in this order: %v", order)
	}
	// All or none, and which.
	wrong := in.want(in.post("kjentmann", path, batch(note("fire", time.Hour), note("fem", 2*time.Hour), object{"step": "add_note"}), revision(4)), http.StatusUnprocessableEntity)
	if e := wrong.list("errors"); len(e) != 1 || e[0]["index"] != 2.0 || e[0]["field"] != "text" {
		t.Errorf("%s", wrong.raw)
	}
	refused := in.want(in.post("kjentmann", path, batch(object{"step": "close"}, note("seks", time.Hour)), revision(4)), http.StatusConflict)
	for _, b := range refused.list("blocked_by") {
		if b["index"] != 0.0 {
			t.Errorf("%s", refused.raw)
		}
	}
	forbidden := in.want(in.post("kjentmann", path, batch(note("sju", time.Hour), object{"step": "waive"}), revision(4)), http.StatusForbidden)
	if b := forbidden.list("blocked_by"); len(b) == 0 || b[0]["index"] != 1.0 {
		t.Errorf("%s", forbidden.raw)
	}
	unknown := in.want(in.post("kjentmann", path, batch(note("åtte", time.Hour), object{"step": "nothing"}), revision(4)), http.StatusUnprocessableEntity)
	if e := unknown.list("errors"); len(e) != 1 || e[0]["index"] != 1.0 || e[0]["field"] != "step" {
		t.Errorf("%s", unknown.raw)
	}
	events := in.get("kjentmann", "/cases/"+id+"/events").items()
	if now := in.get("kjentmann", "/cases/"+id); now.revision() != 4 || len(events) != 6 {
		t.Errorf("revision %d, %d events", now.revision(), len(events))
	}
}

func TestLists(t *testing.T) {
	in := newInstallation(t)
	in.hire("kjentmann_selje", "kjentmann", "selje")
	names := []string{"Iben Lund", "Odd Berg", "Ådne Ås", "Łucja Żak"}
	for i, name := range names {
		in.enrol(fmt.Sprint("s", i), name, "2010-01-01")
	}
	var ids []string
	scenarios := []string{"self_referral", "third_party_concern"}
	asked := map[string][]any{}
	for _, scenario := range scenarios {
		asked[scenario] = in.asked("kjentmann", scenario)
	}
	openers := []string{"kjentmann", "contact_teacher", "department_head"}
	for i := range 120 {
		if i == 60 {
			in.clock.move(in.clock.now().AddDate(0, 0, 14))
		}
		scenario := scenarios[i%2]
		body := opening(scenario, object{"id": fmt.Sprint("s", i%4)}, asked[scenario]...)
		body["occurred_at"] = in.clock.now().Add(-time.Duration(i*7%50) * time.Minute).Format(time.RFC3339)
		ids = append(ids, in.want(in.post(openers[i%3], "/cases", body), http.StatusCreated).id())
	}
	in.want(in.post("kjentmann_selje", "/cases", opening("self_referral", object{"name": "Iben Lund"}, asked["self_referral"]...)), http.StatusCreated)
	for i := range 5 {
		step := in.get("department_head", "/cases/"+ids[i*3]).step("void")
		fields := object{"second_leader": []any{object{"id": in.ids["principal"]}}}
		for _, f := range step["fields"].([]any) {
			if f := f.(map[string]any); f["required"] == true && f["name"] != "second_leader" {
				fields[f["name"].(string)] = plainValue(f)
			}
		}
		in.want(in.take("department_head", ids[i*3], "void", fields), http.StatusOK)
	}
	in.clock.move(in.clock.now().AddDate(0, 0, 7)) // nobody has confirmed them
	pages := func(user, query string, limit int) []map[string]any {
		t.Helper()
		var all []map[string]any
		cursor := ""
		for range 200 {
			a := in.want(in.get(user, fmt.Sprintf("/cases?%s&limit=%d%s", query, limit, cursor)), http.StatusOK)
			if len(a.items()) > limit {
				t.Fatalf("%d on a page of %d", len(a.items()), limit)
			}
			all = append(all, a.items()...)
			next, more := a.body["next_cursor"].(string)
			if !more {
				return all
			}
			cursor = "&cursor=" + next
		}
		t.Fatal("no last page")
		return nil
	}
	all := pages("kjentmann", "", 100)
	if len(all) != 120 {
		t.Fatalf("%d cases", len(all))
	}
	if n := len(in.get("kjentmann", "/cases").items()); n != 50 {
		t.Errorf("%d on a page where nobody says how many", n)
	}
	dueOf := func(c map[string]any) string {
		earliest := "9999-99-99"
		for _, d := range c["due"].([]any) {
			if on, ok := d.(map[string]any)["due_on"].(string); ok && on < earliest && d.(map[string]any)["waiting"] != true {
				earliest = on
			}
		}
		return earliest
	}
	keys := map[string]func(map[string]any) string{
		"opened_at": func(c map[string]any) string { return c["opened_at"].(string) },
		"reference": func(c map[string]any) string { return c["reference"].(string) },
		"due_on":    dueOf,
	}
	for name, key := range keys {
		for _, sort := range []string{name, "-" + name} {
			for _, limit := range []int{7, 50, 100} {
				list := pages("kjentmann", "sort="+sort, limit)
				seen := map[string]bool{}
				for i, c := range list {
					seen[c["id"].(string)] = true
					if i == 0 {
						continue
					}
					a, b := key(list[i-1]), key(c)
					none := name == "due_on" && (a == "9999-99-99" || b == "9999-99-99")
					if !none && (a > b && sort[0] != '-' || a < b && sort[0] == '-') {
						t.Errorf("sort=%s: %s then %s", sort, a, b)
					}
				}
				if len(seen) != 120 || len(list) != 120 {
					t.Errorf("sort=%s limit=%d: %d of %d", sort, limit, len(seen), len(list))
				}
			}
		}
	}
	today := in.clock.now().Format(time.DateOnly)
	studentName := func(c map[string]any) string { return c["student"].(map[string]any)["name"].(string) }
	middle := all[len(all)/2]["reference"].(string)
	for query, such := range map[string]func(map[string]any) bool{
		"closed=true":               func(c map[string]any) bool { return c["closed"] == true && c["closed_as"] == "voided" },
		"closed=false":              func(c map[string]any) bool { return c["closed"] == false },
		"scenario=self_referral":    func(c map[string]any) bool { return c["scenario"] == "self_referral" },
		"scenario=unheard_of":       func(map[string]any) bool { return false },
		"state=voided":              func(c map[string]any) bool { return c["state"] == "voided" },
		"routine=kjentmann":         func(map[string]any) bool { return true },
		"routine=social-counsellor": func(map[string]any) bool { return false },
		"school=rogn":               func(map[string]any) bool { return true },
		"school=selje":              func(map[string]any) bool { return false },
		"responsible=me":            func(c map[string]any) bool { return c["responsible"].(map[string]any)["id"] == in.ids["kjentmann"] },
		"responsible=" + in.ids["department_head"]: func(c map[string]any) bool {
			return c["responsible"].(map[string]any)["id"] == in.ids["department_head"]
		},
		"overdue=true":              func(c map[string]any) bool { return dueOf(c) < today },
		"overdue=false":             func(c map[string]any) bool { return dueOf(c) >= today },
		"overdue=true&state=voided": func(c map[string]any) bool { return c["state"] == "voided" && dueOf(c) < today },
		"q=iben":                    func(c map[string]any) bool { return studentName(c) == "Iben Lund" },
		"q=LUND+ib":                 func(c map[string]any) bool { return studentName(c) == "Iben Lund" },
		"q=%C3%A5s":                 func(c map[string]any) bool { return studentName(c) == "Ådne Ås" },
		"q=2sta":                    func(map[string]any) bool { return true },
		"q=nobody":                  func(map[string]any) bool { return false },
		"q=" + middle[:7]:           func(c map[string]any) bool { return strings.HasPrefix(c["reference"].(string), middle[:7]) },
		"q=" + middle:               func(c map[string]any) bool { return c["reference"] == middle },
		"q=odd&closed=false&overdue=true&responsible=me&scenario=third_party_concern": func(c map[string]any) bool {
			return studentName(c) == "Odd Berg" && c["closed"] == false && dueOf(c) < today && c["responsible"].(map[string]any)["id"] == in.ids["kjentmann"]
		},
	} {
		want := 0
		for _, c := range all {
			if such(c) {
				want++
			}
		}
		for _, limit := range []int{9, 100} {
			list := pages("kjentmann", query+"&sort=due_on", limit)
			for _, c := range list {
				if !such(c) {
					t.Errorf("%s: %v", query, c)
				}
			}
			if len(list) != want {
				t.Errorf("%s: %d, want %d", query, len(list), want)
			}
		}
	}
	for user, want := range map[string]int{
		"contact_teacher": 40, "contact_teacher_2": 0, "student_services": 0, "auditor": 120, "observer": 0, "administrator": 0,
		"outsider": 1, "principal": 120,
	} {
		if got := len(pages(user, "", 100)); got != want {
			t.Errorf("%s sees %d cases, want %d", user, got, want)
		}
	}
	// A case that comes between two pages neither moves nor repeats what follows.
	first := in.get("kjentmann", "/cases?limit=60")
	in.open("kjentmann", object{"id": "s1"})
	second := in.get("kjentmann", "/cases?limit=100&cursor="+first.body["next_cursor"].(string))
	if n := len(second.items()); n != 60 {
		t.Errorf("%d on the second page", n)
	}
	if a := in.get("kjentmann", "/cases?sort=due_on&cursor="+first.body["next_cursor"].(string)); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a cursor of another order: %d", a.status)
	}
}

// The auditor sees pseudonyms, and no name or word of anybody's anywhere;
// observer and administrator see no case.
func TestOnlookers(t *testing.T) {
	in := newInstallation(t)
	in.enrol("elev-1", "Iben Lund", "2010-03-04")
	opened := in.want(in.post("kjentmann", "/cases", opening("third_party_concern", object{"id": "elev-1"}, append(in.asked("kjentmann", "third_party_concern"), "contact_safety", "unsafe", "contact_safety_reason", "Hemmelig grunn")...)), http.StatusCreated)
	id := opened.id()
	typed := in.want(in.post("kjentmann", "/cases", opening("self_referral", object{"name": "Iben Lund", "class": "2STB"}, in.asked("kjentmann", "self_referral")...)), http.StatusCreated).id()
	in.want(in.take("kjentmann", id, "add_note", object{"text": "Hemmelig notat om Iben"}), http.StatusOK)
	in.want(in.take("kjentmann", id, "add_participant", object{"person": []any{object{"id": in.ids["contact_teacher"]}}}), http.StatusOK)
	in.want(in.take("kjentmann", id, "waive", object{}), http.StatusForbidden)
	breach := in.get("kjentmann", "/cases/"+id).step("record_breach")
	fields := object{}
	for _, f := range breach["fields"].([]any) {
		if f := f.(map[string]any); f["required"] == true {
			fields[f["name"].(string)] = plainValue(f)
		}
	}
	for _, choice := range breach["fields"].([]any)[0].(map[string]any)["choices"].([]any) {
		if value := choice.(map[string]any)["value"].(string); strings.HasPrefix(value, "KJ-") {
			fields["of"] = value
		}
	}
	in.want(in.take("kjentmann", id, "record_breach", fields), http.StatusOK)

	secrets := []string{"Iben", "Lund", "Foresatt", "Hemmelig", "elev-1", "2010-03-04", "2STA", "2STB", "99 00 00 01", "Slik var det"}
	for _, user := range staff {
		if user != "auditor" {
			secrets = append(secrets, in.ids[user], "Kollega "+user)
		}
	}
	clean := func(what string, a *answer) *answer {
		t.Helper()
		for _, secret := range secrets {
			if bytes.Contains(a.raw, []byte(secret)) {
				t.Errorf("%s tells the auditor %q", what, secret)
			}
		}
		return a
	}
	for _, id := range []string{id, typed} {
		shown := in.want(clean("the case", in.get("auditor", "/cases/"+id)), http.StatusOK)
		if shown.body["pseudonym"] == nil || shown.body["student"] != nil || shown.body["responsible"] != nil {
			t.Errorf("%s", shown.raw)
		}
		for _, step := range shown.list("steps") {
			if step["allowed"] == true {
				t.Errorf("the auditor may %v", step["id"])
			}
			a := in.post("auditor", "/cases/"+id+"/steps/"+step["id"].(string), object{}, revision(shown.revision()))
			in.want(clean("a refusal", a), http.StatusForbidden)
		}
		in.want(clean("the history", in.get("auditor", "/cases/"+id+"/events")), http.StatusOK)
	}
	list := in.want(clean("the list", in.get("auditor", "/cases")), http.StatusOK)
	if len(list.items()) != 2 || list.items()[0]["pseudonym"] == nil {
		t.Errorf("%s", list.raw)
	}
	for _, path := range []string{"/worklist", "/cases?q=iben", "/students?q=iben", "/cases?responsible=" + in.ids["kjentmann"], "/me", "/routines/kjentmann"} {
		a := clean(path, in.get("auditor", path))
		if strings.Contains(path, "?q=") && len(a.items()) > 0 {
			t.Errorf("the auditor finds by name: %s", a.raw)
		}
	}
	for _, user := range []string{"observer", "administrator"} {
		for _, path := range []string{"/cases", "/worklist", "/cases?q=2026", "/cases?q=iben"} {
			if a := in.want(in.get(user, path), http.StatusOK); len(a.items()) > 0 {
				t.Errorf("%s %s: %s", user, path, a.raw)
			}
		}
		in.want(in.get(user, "/cases/"+id), http.StatusNotFound)
		in.want(in.get(user, "/students?q=iben"), http.StatusNotFound)
	}
	// Why contact may be unsafe is not for every participant.
	for user, may := range map[string]bool{"kjentmann": true, "principal": true, "contact_teacher": false} {
		a := in.want(in.get(user, "/cases/"+id+"/events"), http.StatusOK)
		if bytes.Contains(a.raw, []byte("Hemmelig grunn")) != may {
			t.Errorf("%s may read why: %v", user, !may)
		}
	}
	// A colleague who has left still has a name in what they did.
	if err := in.engine.DisableUser(t.Context(), "kjentmann", workflow.Operation{System: "test"}); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/cases", "/cases/" + id, "/cases/" + id + "/events"} {
		if a := in.want(in.get("principal", path), http.StatusOK); !bytes.Contains(a.raw, []byte("Kollega kjentmann")) {
			t.Errorf("%s has lost a name", path)
		}
	}
}

func TestScripts(t *testing.T) {
	in := newInstallation(t)
	for _, name := range []string{
		"Æsa Øyvindsdatter Ånerud", "王小明", "محمد بن علي", "Ольга Кузнецова", "Γιώργος", "ಕನ್ನಡ", "עברית כהן", "นภา", "Nguyễn Thị Ánh", "👩‍👩‍👧‍👦 🏳️‍🌈", "D’Arcy-O’Neill \"Kit\" <b>&amp;",
		"e\u0301le\u0301onore", "می\u200cخواهم", "രാജന\u0d4d\u200d", strings.Repeat("𝔸", 200),
	} {
		opened := in.open("kjentmann", object{"name": name, "class": name})
		if got := opened.body["student"].(map[string]any); got["name"] != name || got["class"] != name {
			t.Errorf("%q became %v", name, got)
		}
		in.want(in.take("kjentmann", opened.id(), "add_note", object{"text": name + "\n\t" + name}), http.StatusOK)
		events := in.get("kjentmann", "/cases/"+opened.id()+"/events").items()
		if got := events[1]["fields"].(map[string]any)["text"]; got != name+"\n\t"+name {
			t.Errorf("%q became %q", name, got)
		}
	}
	// What is not seen in a name is dropped or refused; what people write is kept as it is.
	opened := in.open("kjentmann", object{"name": "\ufeffIben\u200b Lu\u00adnd", "class": "2\u200bSTA"})
	if got := opened.body["student"].(map[string]any); got["name"] != "Iben Lund" || got["class"] != "2STA" {
		t.Errorf("not tidied: %v", got)
	}
	const text = "\u202Etxet\u202c, \u2068x\u2069 \u200f(a\u200Bb\ufeff)\u00ad"
	in.want(in.take("kjentmann", opened.id(), "add_note", object{"text": text}), http.StatusOK)
	events := in.get("kjentmann", "/cases/"+opened.id()+"/events").items()
	if got := events[1]["fields"].(map[string]any)["text"]; got != text {
		t.Errorf("%q became %q", text, got)
	}
}

func TestDemoClock(t *testing.T) {
	at := &clock{at: time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)}
	in := newInstallation(t, demo(at))
	for _, user := range append(slices.Clone(staff), "outsider") {
		next := at.now().Add(time.Hour)
		a := in.want(in.post(user, "/demo/clock", object{"now": next.Format(time.RFC3339)}), http.StatusOK)
		if got, err := time.Parse(time.RFC3339, fmt.Sprint(a.body["now"])); err != nil || !got.Equal(next) {
			t.Errorf("%s", a.raw)
		}
	}
	for _, now := range []any{at.now().Format(time.RFC3339), "2020-01-01T00:00:00Z", "soon", 5, nil, ""} {
		if a := in.want(in.post("kjentmann", "/demo/clock", object{"now": now}), http.StatusUnprocessableEntity); !slices.Equal(a.mistakes(), []string{"now"}) {
			t.Errorf("%v: %s", now, a.raw)
		}
	}
	in.want(in.post("kjentmann", "/demo/clock", object{"now": "x", "then": 1}), http.StatusBadRequest)
	in.want(in.post("", "/demo/clock", object{}), http.StatusUnauthorized)
	id := in.open("kjentmann", object{"name": "Iben Lund"}).id()
	in.want(in.post("kjentmann", "/demo/clock", object{"now": at.now().AddDate(0, 1, 0).Format(time.RFC3339)}), http.StatusOK)
	if a := in.get("kjentmann", "/cases?overdue=true"); len(a.items()) != 1 || a.items()[0]["id"] != id {
		t.Errorf("deadlines do not follow the clock: %s", a.raw)
	}
}
