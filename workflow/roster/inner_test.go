package roster

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kjentvei/workflow/roster/rostertest"
	"kjentvei/workflow/routine"
)

func TestNational(t *testing.T) {
	for text, want := range map[string]string{
		"01030912345": "", "010309 12345": "", "010309-1234": "", "41030912345": "", "01430912345": "", "01830912345": "",
		"Fnr 01030912345 her": "Fnr  her", "x:01030912345": "x:", "01030912345/01030912345": "/",
		"00030912345": "00030912345", "01130912345": "01130912345", "32010912345": "32010912345",
		"+46701234567": "+46701234567", "a01030912345": "a01030912345", "010309123456": "010309123456",
		"47 912 34 567": "47 912 34 567", "1a2b3c4d-0103-0912-3450-010309123450": "1a2b3c4d-0103-0912-3450-010309123450",
		"010309-12345-x": "-x", "Åse": "Åse", "": "",
	} {
		if got := withoutNational(text); got != want {
			t.Errorf("%q: have %q, want %q", text, got, want)
		}
	}
}

func TestName(t *testing.T) {
	for text, want := range map[string]string{
		" Åse\u00a0 Ødegård ": "Åse Ødegård", "\ufeffA\u00adda\u200b": "Ada", "\u200b": "", "": "",
		"ليلى": "ليلى", "می\u200cخواهم": "می\u200cخواهم", "രാജന\u0d4d\u200d": "രാജന\u0d4d\u200d", "👩\u200d🎓": "👩\u200d🎓", "e\u0301": "e\u0301",
	} {
		if got, shown := Name(text); got != want || !shown {
			t.Errorf("%q: have %q, %t", text, got, shown)
		}
	}
	for _, text := range []string{
		"A\u202eda", "\u202aAda\u202c", "\u2066Ada\u2069", "\u2068Ada", "Ada\u200e", "Ada\u061c", "A\u2060da", "A\U000e0061da", // turn, or hide
		"A\u200dda", "01030912345\u200d", "\u200c", // joiners that join nothing
		"A\ue000da", "A\u0378da", "\u3164", "A\x00da", "\xc5se",
	} {
		if got, shown := Name(text); shown {
			t.Errorf("%q is taken for shown: %q", text, got)
		}
	}
}

var hole = regexp.MustCompile(`\{[0-9]\}`)

// No text is missing in any language, and none is never said.
func TestTexts(t *testing.T) {
	var source strings.Builder
	for _, pattern := range []string{"*.go", "../import*.go"} {
		files, err := os.ReadDir(strings.TrimSuffix(strings.TrimSuffix(pattern, "*.go"), "import") + ".")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			name := strings.TrimSuffix(strings.TrimSuffix(pattern, "*.go"), "import") + file.Name()
			if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || file.Name() == "texts.go" {
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			source.Write(data)
		}
	}
	for key, text := range texts {
		holes := hole.FindAllString(text.EN, -1)
		slices.Sort(holes)
		for _, lang := range routine.Langs {
			have := hole.FindAllString(text.In(lang), -1)
			slices.Sort(have)
			if strings.TrimSpace(text.In(lang)) == "" || !slices.Equal(have, holes) {
				t.Errorf("%s in %s: %q", key, lang, text.In(lang))
			}
		}
		if !strings.Contains(source.String(), `"`+strings.TrimSuffix(key, "_hint")+`"`) {
			t.Errorf("nothing says %s", key)
		}
	}
}

// The headings are those of the public format, letter by letter.
func TestHeadings(t *testing.T) {
	for file, want := range map[string]string{
		fileOrgs: rostertest.Orgs, fileUsers: rostertest.Users, fileClasses: rostertest.Classes,
		fileEnrollments: rostertest.Enrollments, fileBirths: rostertest.Births, fileManifest: "propertyName,value\n",
	} {
		if got := strings.Join(headers[file], ",") + "\n"; got != want {
			t.Errorf("%s: have %s", file, got)
		}
	}
}

// Whatever is read without a mistake is written and read back the same, has no
// national number in it, and says the same a second time.
func FuzzRead(f *testing.F) {
	town := rostertest.Town(1, 3)
	for _, name := range []string{"orgs", "users", "classes", "enrollments", "demographics"} {
		f.Add(name, town[name], false)
		f.Add(name, town[name], true)
	}
	f.Add("users", "s,,,true,sk-000,student,,,Ada,010309 12345,,,,,,,,\n", false)
	f.Add("users", "\"s\n1\",,,true,\"sk-000,fylke\",teacher,x,\"{Feide:a@b},{c}\",Ada,,,,,,,,,\n", true)
	base, problems := Read(bytes.NewReader(town.Bulk()), int64(len(town.Bulk())), Options{})
	if len(problems) > 0 {
		f.Fatal(problems)
	}
	r, problems := base.Over(&Roster{})
	if len(problems) > 0 {
		f.Fatal(problems)
	}
	f.Fuzz(func(t *testing.T, name, rows string, delta bool) {
		files := rostertest.Files{name: rows}
		data := town.With(files).Bulk()
		if delta {
			data = files.Delta()
		}
		file, problems := Read(bytes.NewReader(data), int64(len(data)), Options{})
		if len(problems) > 0 {
			return
		}
		next, problems := file.Over(r)
		if len(problems) > 0 {
			return
		}
		next.People(0, func(string) bool { return true })
		stored, err := next.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse(stored)
		if err != nil || !again.Same(next) {
			t.Fatalf("read back: %v", err)
		}
		if twice, problems := file.Over(again); len(problems) > 0 || !twice.Same(next) {
			t.Fatalf("the same file a second time says something else: %v", problems)
		}
		for _, u := range next.users {
			if hasNational(u.datum.given) || hasNational(u.datum.family) || hasNational(u.datum.phone) || hasNational(u.datum.id) {
				t.Fatalf("%+v", u.datum)
			}
		}
	})
}
