package web

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"kjentvei/workflow"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

//go:embed templates
var templateFiles embed.FS

// The templates that are part of every page.
var shared = []string{"templates/base.html", "templates/partials.html", "templates/forms.html", "templates/setup_parts.html", "templates/practise.html"}

// frame is what a template is given: the page, and what surrounds every page.
type frame struct {
	Page   any
	Actor  *workflow.Actor // nil before somebody has logged in
	Lang   routine.Lang
	Back   string // where choosing another language leads back to
	Demo   bool
	Active string // the name of the page's template
	// Practise is nil but in the demo.
	Practise *practiseBar
	Seal     string // base64 of their DraftKey
	Now      string // the school's clock, RFC 3339, for scripts
	Alone    markup // styles of a page that has nothing beside it; "" for those that browsers are sent
}

type pageKey struct {
	page string
	lang routine.Lang
}

// embedded are the files and pages that the program carries, and that every server of
// it shares.
var embedded = sync.OnceValues(func() (*assets, map[pageKey]*template.Template) {
	a := newAssets()
	return a, parsePages(a)
})

// parsePages parses each page once for each language. A mistake in a template is
// one in the program, and panics.
func parsePages(a *assets) map[pageKey]*template.Template {
	files, err := templateFiles.ReadDir("templates")
	if err != nil {
		panic(err)
	}
	pages := map[pageKey]*template.Template{}
	for _, lang := range routine.Langs {
		base := template.Must(template.New("base.html").Funcs(functions(a, lang)).ParseFS(templateFiles, shared...))
		for _, file := range files {
			name := "templates/" + file.Name()
			if slices.Contains(shared, name) {
				continue
			}
			page := strings.TrimSuffix(path.Base(name), ".html")
			pages[pageKey{page, lang}] = template.Must(template.Must(base.Clone()).ParseFS(templateFiles, name))
		}
	}
	return pages
}

// functions are what templates can call.
func functions(a *assets, lang routine.Lang) template.FuncMap {
	return template.FuncMap{
		"words":      func() *catalogue { return &words },
		"t":          func(text routine.Text, args ...any) string { return fillIn(text.In(lang), said(args, lang)) },
		"role":       func(role string) string { return routine.RoleName(role).In(lang) },
		"when":       func(t time.Time) string { return t.In(calendar.Oslo).Format("2006-01-02 15:04") },
		"at":         func(path, query string) string { return path + query },
		"asset":      a.path,
		"stylesheet": func() string { return stylesheet }, "reportStyles": func() string { return reportStyles }, "script": func() string { return script },
		"ways":      waysOf,
		"languages": func() any { return languages },
		"helplines": func() []helpline { return helplines },
	}
}

// said makes text of what a template fills in.
func said(args []any, lang routine.Lang) []string {
	out := make([]string, len(args))
	for i, arg := range args {
		if text, ok := arg.(routine.Text); ok {
			out[i] = text.In(lang)
		} else {
			out[i] = fmt.Sprint(arg)
		}
	}
	return out
}

// fillIn replaces {1}, {2} … in a sentence, which what is filled in cannot turn round.
func fillIn(sentence string, args []string) string {
	if len(args) == 0 {
		return sentence
	}
	pairs := make([]string, 0, 2*len(args))
	for i, arg := range args {
		pairs = append(pairs, "{"+strconv.Itoa(i+1)+"}", isolated(arg))
	}
	return strings.NewReplacer(pairs...).Replace(sentence)
}

// render writes a page, once it is whole.
func (s *server) render(v *visit, page any) error {
	f := frame{Page: page, Lang: v.Lang, Demo: s.Demo, Active: v.Page, Back: "/"}
	if v.Actor.ID != "" {
		f.Actor, f.Now = &v.Actor, s.Engine.Now().Format(time.RFC3339)
		f.Seal = base64.StdEncoding.EncodeToString(s.desk.DraftKey(v.Actor.ID))
	}
	if v.Request().Method == http.MethodGet && v.Page != "error" { // what is not there and what is not yours read alike
		f.Back = localPath(v.Request().URL.RequestURI())
	}
	f.Practise = s.practiseBar(v, f.Back)
	var b bytes.Buffer
	if err := s.execute(&b, v, v.Page, f); err != nil {
		return err
	}
	v.Response().Header().Set("Content-Language", string(v.Lang))
	v.Response().Header().Add("Vary", "Accept-Language, Cookie")
	return v.HTMLBlob(cmp.Or(v.Status, http.StatusOK), b.Bytes())
}

func (s *server) execute(b *bytes.Buffer, v *visit, page string, f frame) error {
	t, ok := s.pages[pageKey{page, v.Lang}]
	if !ok {
		return fmt.Errorf("there is no page %q", page)
	}
	if err := t.Execute(b, f); err != nil {
		return fmt.Errorf("page %s: %w", page, err)
	}
	return nil
}
