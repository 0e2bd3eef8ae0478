package web_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

var (
	proofs   = regexp.MustCompile(`href="(/cases/[0-9a-f-]+)#(event-[0-9a-f-]+)"`)
	mark     = regexp.MustCompile(`<code>((?:[0-9a-f]{8} ){7}[0-9a-f]{8})</code>`)
	verdicts = regexp.MustCompile(`<h2><span class="ds-tag" data-color="(\w+)">`)
)

// concerned opens a case in which somebody has raised a concern, contact may be
// unsafe, and both are told in every way that the routine knows.
func (h *house) concerned(t *testing.T) (path string, kari *browser) {
	t.Helper()
	h.enrol(t, "s1", "Lin Berg", "2STA")
	ola, dina := h.inside(t, "ola"), h.inside(t, "dina")
	path = ola.opens("third_party_concern", "lin", "f.reported_by", "student", "f.contact_safety", "unsure", "f.contact_safety_reason", "KANARI-UTRYGG")
	dina.takes(path, "assign", "f.person", string(h.actor(t, "kari").ID))
	kari = h.inside(t, "kari")
	kari.takes(path, "add_note", "f.text", "KANARI-NOTAT")
	return path, kari
}

// The verdicts stand with the worst first, and lead to the events that prove them. The
// auditor reads them without names, and the list leads there; whoever handed the case
// on does not.
func TestVerdicts(t *testing.T) {
	h := open(t, demo)
	h.hire(t, "revi", "auditor", "rogn")
	h.hire(t, "obse", "observer", "rogn")
	path, kari := h.concerned(t)
	h.enrol(t, "s2", "Sol Lie", "2STA")
	gone := h.inside(t, "dina").opens("intoxicated_at_school", "sol", "f.in_class", "no")
	kari.takes(gone, "student_walked_off", "f.talked", "yes")
	kari.takes(gone, "record_breach", "about", "send_home", "f.of", "send_home", "f.what", "Slapp eleven på bussen", "f.why", "Slapp eleven på bussen")
	revi := h.inside(t, "revi")
	for _, b := range []*browser{kari, revi} {
		order := ""
		for _, m := range verdicts.FindAllStringSubmatch(b.get(gone+"/verdicts").body, -1) {
			order += m[1] + " "
		}
		if !regexp.MustCompile(`^(danger )+(warning )+(info |success )*$`).MatchString(order) {
			t.Errorf("not the worst first: %s", order)
		}
		a := b.get(path + "/verdicts")
		b.shows(a, http.StatusOK, "Er rutinen fulgt?")
		page := b.get(path).body
		found := proofs.FindAllStringSubmatch(a.body, -1)
		for _, m := range found {
			if m[1] != path || !strings.Contains(page, `id="`+m[2]+`"`) {
				t.Errorf("%v leads nowhere", m)
			}
		}
		if len(found) == 0 || !strings.Contains(page, path+"/verdicts") {
			t.Error("nothing proves anything, or nothing leads there")
		}
	}
	if a := revi.get("/cases"); !strings.Contains(a.body, `href="`+path+`/verdicts"`) || strings.Contains(a.body, "Elevens navn") {
		t.Errorf("the list does not lead an auditor to the verdicts: %s", a.body)
	}
	if a := kari.get("/cases"); strings.Contains(a.body, "/verdicts") || !strings.Contains(a.body, "Elevens navn") {
		t.Error("the list leads a kjentmann past the case")
	}
	if a := h.inside(t, "ola").get(path + "/verdicts"); a.status != http.StatusForbidden {
		t.Errorf("who handed it on: %d", a.status)
	}
	for _, user := range []string{"obse", "utta"} {
		b := h.inside(t, user)
		for _, page := range []string{"/verdicts", "/print", "/print?copy=student"} {
			if a := b.get(path + page); a.status != http.StatusNotFound {
				t.Errorf("%s: %s answers %d", user, page, a.status)
			}
		}
	}
}

// The print has what its reader sees and says what is not in it. The mark of the
// content is for who sees it all, and changes with it.
func TestPrint(t *testing.T) {
	h := open(t, demo)
	h.hire(t, "revi", "auditor", "rogn")
	path, kari := h.concerned(t)
	a := kari.get(path + "/print")
	text := html.UnescapeString(a.body)
	for _, want := range []string{"Lin Berg", "Foresatt Ask", "En medelev", "KANARI-NOTAT", "KANARI-UTRYGG", "Er rutinen fulgt?", "(kjentmann, versjon ", "Dette skal gjøres", "skrevet ut", "Kari Kjentmann", "har ikke godkjent"} {
		if !strings.Contains(text, want) {
			t.Errorf("not printed: %s", want)
		}
	}
	before := a.first(t, mark)
	kari.takes(path, "add_note", "f.text", "Noe mer")
	a = kari.get(path + "/print")
	if after := a.first(t, mark); after == before {
		t.Error("the mark stays the same")
	}
	if first, last := strings.Index(a.body, "KANARI-NOTAT"), strings.Index(a.body, "Noe mer"); first > last {
		t.Error("not told from the beginning")
	}
	revi := h.inside(t, "revi")
	a = revi.get(path + "/print")
	if mark.MatchString(a.body) || a.status != http.StatusOK || !strings.Contains(a.body, "Ikke med på utskriften") || !strings.Contains(a.body, "hvem eleven er") {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := revi.get(path + "/print?copy=student"); a.status != http.StatusForbidden {
		t.Errorf("an auditor makes the student's copy: %d", a.status)
	}
}

// The student's own copy tells neither who raised the concern nor that contact may be
// unsafe, whoever prints it, and not in what was done about it or corrected either.
func TestStudentCopy(t *testing.T) {
	h := open(t, demo)
	path, kari := h.concerned(t)
	dina := h.inside(t, "dina")
	kari.takes(path, "raise_contact_unsafe", "f.reason", "FARE-GRUNN")
	whole := html.UnescapeString(dina.get(path + "/print").body)
	for _, b := range []*browser{kari, dina, h.inside(t, "per")} {
		a := b.get(path + "/print?copy=student")
		b.shows(a, http.StatusOK, "Elevens egen kopi")
		text := html.UnescapeString(a.body)
		text = text[strings.Index(text, `<div class="paper"`):strings.Index(text, "</main>")] // without the advice to who prints
		for _, want := range []string{"Lin Berg", "KANARI-NOTAT"} {
			if !strings.Contains(text, want) {
				t.Errorf("not in the copy: %s", want)
			}
		}
		for _, never := range []string{"En medelev", "KANARI-UTRYGG", "FARE-GRUNN", "Ola Lærer", "utrygt", "Foresatt Ask", "Er rutinen fulgt?"} {
			if strings.Contains(text, never) {
				t.Errorf("the copy says %q", never)
			}
			if !strings.Contains(whole, never) {
				t.Errorf("the print does not say %q, so its absence proves nothing", never)
			}
		}
	}
}
