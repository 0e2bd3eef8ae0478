package web_test

import (
	"context"
	"errors"
	"html"
	"net/http"
	"strings"
	"sync"
	"testing"

	"kjentvei/web"
)

// printed keeps the pages that a server has had printed. While shut is not nil, printing
// waits until it is closed.
type printed struct {
	mu    sync.Mutex
	pages []string
	began chan struct{}
	shut  chan struct{}
	fails error
}

func (p *printed) config(c *web.Config) {
	c.PDF = func(ctx context.Context, page []byte) ([]byte, error) {
		p.mu.Lock()
		p.pages = append(p.pages, string(page))
		shut := p.shut
		p.mu.Unlock()
		if shut != nil {
			p.began <- struct{}{}
			select {
			case <-shut:
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		return []byte("%PDF-æ"), p.fails
	}
}

// The PDF is of the very page that is printed, for the same people: with its styles
// within it, and nothing else to load or to run.
func TestCaseAsPDF(t *testing.T) {
	p := &printed{}
	h := open(t, demo, p.config)
	h.hire(t, "revi", "auditor", "rogn")
	h.hire(t, "obse", "observer", "rogn")
	path, kari := h.concerned(t)
	a := kari.get(path + "/print")
	if !strings.Contains(a.body, `href="`+path+`/print.pdf"`) || !strings.Contains(kari.get(path+"/print?copy=student").body, `href="`+path+`/print.pdf?copy=student"`) {
		t.Error("nothing leads to the PDF")
	}
	b := kari.get(path + "/print.pdf")
	if b.status != http.StatusOK || b.body != "%PDF-æ" || b.header.Get("Content-Type") != "application/pdf" || b.header.Get("Cache-Control") != "no-store" ||
		!strings.HasPrefix(b.header.Get("Content-Disposition"), "attachment; filename=20") {
		t.Errorf("%d %v", b.status, b.header)
	}
	page := p.pages[0]
	sheet := func(page string) string {
		page = page[strings.Index(page, `<div class="sheet">`):strings.Index(page, "</main>")]
		return strings.Join(strings.Fields(page), " ")
	}
	if minute := " kl. "; !strings.Contains(sheet(page), minute) || len(sheet(page)) != len(sheet(a.body)) || !strings.Contains(sheet(page), a.first(t, mark)) {
		t.Errorf("not the page that is printed: %s", sheet(page))
	}
	for _, never := range []string{"<script", "<link", "<form", "src=", "href=\"/static", "data-seal", "@import", "url(http", "url(/"} {
		if strings.Contains(page, never) {
			t.Errorf("the page has %s", never)
		}
	}
	if !strings.Contains(page, "default-src 'none'") || !strings.Contains(page, ".sheet {") {
		t.Error("the page has no policy or no styles")
	}
	if a := kari.get(path + "/print.pdf?copy=student"); a.status != http.StatusOK || strings.Contains(p.pages[1], "KANARI-UTRYGG") || !strings.Contains(p.pages[1], "Elevens egen kopi") {
		t.Errorf("the student's own copy: %d", a.status)
	}
	for user, status := range map[string][2]int{"revi": {http.StatusOK, http.StatusForbidden}, "obse": {http.StatusNotFound, http.StatusNotFound}, "utta": {http.StatusNotFound, http.StatusNotFound}} {
		before := len(p.pages)
		b := h.inside(t, user)
		for i, query := range []string{"", "?copy=student"} {
			if a := b.get(path + "/print.pdf" + query); a.status != status[i] {
				t.Errorf("%s: %q answers %d", user, query, a.status)
			}
		}
		if user == "revi" && strings.Contains(html.UnescapeString(p.pages[before]), "Lin Berg") || user != "revi" && len(p.pages) > before {
			t.Errorf("%s: too much was printed", user)
		}
	}
	if !strings.Contains(kari.get(path+"/access").body, "Ansatt revi") {
		t.Error("who had it printed has not looked")
	}
}

// Without a browser on the server nothing leads to a PDF, and the page says how else.
func TestNoPDFWithoutABrowser(t *testing.T) {
	h := open(t, demo)
	path, kari := h.concerned(t)
	a := kari.get(path + "/print")
	if strings.Contains(a.body, "print.pdf") || !strings.Contains(a.body, "lagre som PDF, fra menyen i nettleseren") {
		t.Error("the page promises a PDF, or does not say how to make one")
	}
	if a := kari.get(path + "/print.pdf"); a.status != http.StatusNotFound {
		t.Errorf("%d", a.status)
	}
}

// One is made at a time; a few may wait, each for one. Whoever finds no room is told so,
// in their language, and how else to make one. Nobody who goes away holds anybody up.
func TestPDFsOneAtATime(t *testing.T) {
	p := &printed{shut: make(chan struct{}), began: make(chan struct{}, 100)}
	h := open(t, demo, p.config)
	path, kari := h.concerned(t)
	var many []*browser
	for _, user := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		h.hire(t, "rektor"+user, "principal", "rogn")
		many = append(many, h.inside(t, "rektor"+user))
	}
	ask := func(b *browser, done chan<- int) { done <- b.get(path + "/print.pdf").status }
	first, others := make(chan int, 1), make(chan int, 10)
	go ask(kari, first)
	<-p.began
	for lang, title := range map[string]string{"nb": "PDF-en ble ikke ferdig", "nn": "PDF-en blei ikkje ferdig", "en": "The PDF was not finished", "da": "PDF&#39;en blev ikke færdig"} {
		kari.post("/language", "lang", lang, "back", "/")
		a := kari.get(path + "/print.pdf")
		kari.shows(a, http.StatusServiceUnavailable, title)
		if a.header.Get("Retry-After") == "" {
			t.Error("nobody is told when to try again")
		}
	}
	const room = 5
	for _, b := range many {
		go ask(b, others)
	}
	for range len(many) - room {
		if status := <-others; status != http.StatusServiceUnavailable {
			t.Errorf("one too many: %d", status)
		}
	}
	if len(p.began) > 0 {
		t.Error("several are made at once")
	}
	close(p.shut)
	if status := <-first; status != http.StatusOK {
		t.Errorf("the first: %d", status)
	}
	for range room {
		if status := <-others; status != http.StatusOK {
			t.Errorf("one who waited: %d", status)
		}
	}
	if a := many[0].get(path + "/print.pdf"); a.status != http.StatusOK {
		t.Errorf("afterwards: %d", a.status)
	}
}

// Who goes away while theirs is made makes room.
func TestPDFOfWhoGoesAway(t *testing.T) {
	p := &printed{shut: make(chan struct{}), began: make(chan struct{}, 100)}
	h := open(t, demo, p.config)
	path, kari := h.concerned(t)
	ctx, goAway := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, h.URL+path+"/print.pdf", nil)
	if err != nil {
		t.Fatal(err)
	}
	gone := make(chan struct{})
	go func() {
		if answer, err := kari.client.Do(r); err == nil {
			_ = answer.Body.Close()
		}
		close(gone)
	}()
	<-p.began
	goAway()
	<-gone
	close(p.shut)
	for range 1000 { // the server learns of it a moment later
		if kari.get(path+"/print.pdf").status == http.StatusOK {
			return
		}
	}
	t.Error("no room is made")
}

// What would take the browser a gigabyte is not given to it: not for its lines, and not
// for its length.
func TestNoPDFOfTooMuch(t *testing.T) {
	for what, note := range map[string]string{"lines": strings.Repeat("a\n", 9_999) + "b", "letters": strings.Repeat("<", 20_000)} {
		p := &printed{}
		h := open(t, demo, p.config)
		path, kari := h.concerned(t)
		kari.takes(path, "add_note", "f.text", note)
		if a := kari.get(path + "/print.pdf"); a.status != http.StatusOK {
			t.Errorf("%s: one long note: %d", what, a.status)
		}
		for range 15 {
			kari.takes(path, "add_note", "f.text", note)
		}
		a := kari.get(path + "/print.pdf")
		kari.shows(a, http.StatusRequestEntityTooLarge, "Saken er for lang til en PDF")
		if len(p.pages) != 1 {
			t.Errorf("%s: printed all the same", what)
		}
	}
}

// Where none comes of it, the page says what to do instead, and the log why.
func TestNoPDF(t *testing.T) {
	p := &printed{fails: errors.New("the browser does not start")}
	h := open(t, demo, p.config)
	path, kari := h.concerned(t)
	a := kari.get(path + "/print.pdf")
	kari.shows(a, http.StatusInternalServerError, "Det ble ingen PDF")
	if !strings.Contains(h.log.String(), "the browser does not start") || strings.Contains(a.body, "does not start") || !strings.Contains(a.body, "fra menyen i nettleseren") {
		t.Error("the log does not say why, or the page does")
	}
}
