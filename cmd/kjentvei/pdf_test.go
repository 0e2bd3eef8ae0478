package main

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"kjentvei/store/storetest"
	"kjentvei/web"
	"kjentvei/web/auth"
	"kjentvei/web/browser"
	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
)

// hostile is what a student may be called, as far as the program is told.
const hostile = `Lin <script>document.write("KANARI" + "-KJØRT")</script></style><img src="file:///etc/hostname"><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/"> `

// sheets is a school that prints, with one case.
type sheets struct {
	*httptest.Server
	client *http.Client
	log    *notes
	dir    string // where pages lie while they are printed
	path   string // of the case
}

func newSheets(t *testing.T) *sheets {
	t.Helper()
	ctx, db := t.Context(), storetest.New(t)
	engine, err := workflow.NewEngine(ctx, db, nil)
	if err != nil {
		t.Fatal(err)
	}
	password := "rolig elv om natten"
	staff, err := engine.AddUser(ctx, "kari", "Kari Kjentmann", "kjentmann", "rogn", auth.Encode(password), workflow.Operation{At: time.Now(), System: "test"})
	if err != nil {
		t.Fatal(err)
	}
	name := hostile + strings.Repeat("uendelig", 400)
	if err := engine.PutStudent(ctx, &workflow.Student{ID: "s1", School: "rogn", Name: name, Class: "2STA", BirthDate: calendar.On(2010, 3, 4)}); err != nil {
		t.Fatal(err)
	}
	opened, err := engine.Open(ctx, workflow.OpenRequest{
		Actor: workflow.Actor{ID: staff.ID, Name: staff.Name, Roles: staff.Roles}, School: "rogn", Routine: defaultRoutine, Scenario: "self_referral",
		Student: &workflow.StudentInput{ID: "s1"}, Input: workflow.Input{"contact_safety": "safe", "words": strings.Repeat("Ord som noen sa. ", 1000)},
	})
	if err != nil {
		t.Fatal(err)
	}
	p := &sheets{log: &notes{}, dir: t.TempDir(), path: "/cases/" + string(opened.ID)}
	s := &service{log: zerolog.New(p.log), dir: p.dir}
	t.Setenv("PATH", filepath.Dir(browser.Chromium(t))+":"+os.Getenv("PATH"))
	p.Server = httptest.NewServer(web.New(ctx, web.Config{Engine: engine, Log: s.log, DefaultRoutine: defaultRoutine, Demo: true, PDF: s.printer()}))
	t.Cleanup(p.Close)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	p.client = &http.Client{Jar: insecureJar{jar}}
	if _, err := p.client.PostForm(p.URL+"/login", url.Values{"user": {"kari"}, "password": {password}}); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *sheets) get(t *testing.T, path string) (*http.Response, []byte) {
	t.Helper()
	answer, err := p.client.Get(p.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, body
}

// A case as PDF is the page that is printed: of several pages, with the mark of its
// content, under its number; and what a student is called is text in it.
func TestBrowserCaseAsPDF(t *testing.T) {
	s := newSheets(t)
	_, page := s.get(t, s.path+"/print")
	mark := regexp.MustCompile(`<code>([0-9a-f ]{71})</code>`).FindSubmatch(page)
	if mark == nil || !bytes.Contains(page, []byte(`href="`+s.path+`/print.pdf"`)) {
		t.Fatalf("no mark, or nothing leads to the PDF: %s", page)
	}
	answer, pdf := s.get(t, s.path+"/print.pdf")
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != "application/pdf" || answer.Header.Get("Cache-Control") != "no-store" ||
		!regexp.MustCompile(`^attachment; filename=\d{4}-\d{5}\.pdf$`).MatchString(answer.Header.Get("Content-Disposition")) {
		t.Fatalf("%d %v %s", answer.StatusCode, answer.Header, s.log)
	}
	if n := len(regexp.MustCompile(`/Type /Page\b`).FindAll(pdf, -1)); !bytes.HasPrefix(pdf, []byte("%PDF-")) || n < 3 {
		t.Errorf("%d pages: %.20q", n, pdf)
	}
	texts := textsIn(t, pdf)
	said := func(words string) bool {
		return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, strings.ReplaceAll(words, " ", "")) })
	}
	if !said(string(mark[1])) {
		t.Errorf("the PDF does not say %s", mark[1])
	}
	if !said(`<script>document.write("KANARI" + "-KJØRT")</script></style><img`) || said("KANARI-KJØRT") {
		t.Error("the name is not the text that it is")
	}
	if bytes.Contains(pdf, []byte("/JavaScript")) || bytes.Contains(pdf, []byte("/Launch")) {
		t.Error("the PDF does something")
	}
	for _, never := range []string{"Lin ", "uendelig", "KANARI", "Ord som"} {
		if strings.Contains(s.log.String(), never) {
			t.Errorf("the log says %q", never)
		}
	}
	s.empty(t)
}

// empty fails the test where something is left of a page that was printed.
func (s *sheets) empty(t *testing.T) {
	t.Helper()
	if left, err := os.ReadDir(s.dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// textsIn is what a PDF of Chromium's says, without spaces, once as each of its fonts
// would have it: glyphs are numbered by each anew.
func textsIn(t *testing.T, pdf []byte) (texts []string) {
	t.Helper()
	var shown [][]byte
	var fonts []map[string]string
	for _, m := range regexp.MustCompile(`/Length \d+\s*>>\s*stream\r?\n`).FindAllSubmatchIndex(pdf, -1) {
		r, err := zlib.NewReader(bytes.NewReader(pdf[m[1]:]))
		if err != nil {
			continue // a picture
		}
		content, err := io.ReadAll(r)
		switch {
		case err != nil:
			t.Fatal(err)
		case bytes.Contains(content, []byte("begincmap")):
			fonts = append(fonts, glyphs(content))
		default:
			for _, run := range regexp.MustCompile(`<([0-9A-F]+)> Tj`).FindAllSubmatch(content, -1) {
				shown = append(shown, run[1])
			}
		}
	}
	for _, font := range fonts {
		var text strings.Builder
		for _, run := range shown {
			for glyph := range slices.Chunk(run, 4) {
				text.WriteString(font[string(glyph)])
			}
		}
		texts = append(texts, strings.ReplaceAll(text.String(), " ", ""))
	}
	if len(texts) == 0 {
		t.Fatal("no text was found")
	}
	return texts
}

// glyphs is which letter each glyph of a font is.
func glyphs(cmap []byte) map[string]string {
	number := func(hex []byte) int64 { n, _ := strconv.ParseInt(string(hex), 16, 32); return n }
	font := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^<([0-9A-F]{4})> <([0-9A-F]{4})>(?: <([0-9A-F]{4})>)?$`).FindAllSubmatch(cmap, -1) {
		first, last, letter := number(m[1]), number(m[1]), number(m[2])
		if m[3] != nil {
			last, letter = number(m[2]), number(m[3])
		}
		for glyph := first; glyph <= last; glyph++ {
			font[fmt.Sprintf("%04X", glyph)] = string(rune(letter + glyph - first))
		}
	}
	return font
}

// Whatever the browser does, printing ends in time, and nothing is left of the page or
// of what the browser has started.
func TestPrinting(t *testing.T) {
	for name, tt := range map[string]struct {
		script string
		works  bool
	}{
		"works":                  {`printf %%PDF-1 > "$to"`, true},
		"leaves a child running": {`(while :; do echo x >> "$TMPDIR/busy"; sleep .01; done) & printf %%PDF-1 > "$to"`, true},
		"hangs":                  {`sleep 600 & wait`, false},
		"hangs, deaf":            {`trap "" TERM INT HUP; (trap "" TERM INT HUP; sleep 600) & printf %%PDF-1 > "$to"; wait`, false},
		"fails":                  {`echo KANARI; exit 3`, false},
		"prints nothing":         {`: > "$to"`, false},
	} {
		t.Run(name, func(t *testing.T) {
			dir, program := t.TempDir(), filepath.Join(t.TempDir(), "chromium")
			script := `#!/bin/sh
for a; do case "$a" in --print-to-pdf=*) to="${a#--print-to-pdf=}";; file://*) from="${a#file://}";; esac; done
grep -q "En elev" "$from" && [ -z "$SECRET" ] || exit 1
` + tt.script + "\n"
			if err := os.WriteFile(program, []byte(script), 0o700); err != nil {
				t.Fatal(err)
			}
			t.Setenv("SECRET", "nobody's business")
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
			defer cancel()
			begun := time.Now()
			data, _, err := printer{program, dir}.print(ctx, []byte("<p>En elev</p>"))
			if works := err == nil && string(data) == "%PDF-1"; works != tt.works || time.Since(begun) > 10*time.Second {
				t.Errorf("%q, %v after %s", data, err, time.Since(begun))
			}
			if err != nil && strings.Contains(err.Error(), "KANARI") {
				t.Errorf("the error tells what the browser said: %v", err)
			}
			(&sheets{dir: dir}).empty(t)
		})
	}
}

// What a server that was killed has left of a page is gone when it starts again. Without
// a browser it prints nothing.
func TestPrintingStartsClean(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "skole [1]")
	if err := os.MkdirAll(filepath.Join(dir, printFolder+"1", "profile"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", t.TempDir())
	if print := (&service{dir: dir}).printer(); print != nil {
		t.Error("prints without a browser")
	}
	(&sheets{dir: dir}).empty(t)
}

// The browser is sent to the page, whatever the folder of the database is called.
func TestPrintingFindsThePage(t *testing.T) {
	dir, program := filepath.Join(t.TempDir(), "a#b c?d%20"), filepath.Join(t.TempDir(), "chromium")
	script := `#!/bin/sh
for a; do case "$a" in --print-to-pdf=*) to="${a#--print-to-pdf=}";; file:*) from="$a";; esac; done
printf %s "$from" > "$to"
`
	if err := errors.Join(os.Mkdir(dir, 0o700), os.WriteFile(program, []byte(script), 0o700)); err != nil {
		t.Fatal(err)
	}
	address, _, err := printer{program, dir}.print(t.Context(), []byte("<p>En elev</p>"))
	u, bad := url.Parse(string(address))
	if err != nil || bad != nil || u.Scheme != "file" || u.Host != "" || u.RawQuery != "" || u.Fragment != "" || filepath.Dir(filepath.Dir(u.Path)) != dir || !strings.HasPrefix(string(address), "file:///") {
		t.Errorf("sent to %q, %v, %v", address, err, bad)
	}
}
