package roster_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"kjentvei/workflow/roster"
	"kjentvei/workflow/roster/rostertest"
	"kjentvei/workflow/routine"
)

// mistakes reads a zip over nothing and gives every mistake as file:row:column key.
func mistakes(t *testing.T, data []byte) (list []string, problems roster.Problems) {
	t.Helper()
	f, problems := read(t, data)
	if len(problems) == 0 {
		_, problems = f.Over(&roster.Roster{})
	}
	for _, p := range problems {
		where := p.File
		for _, n := range []int{p.Row, p.Column} {
			if n > 0 {
				where += fmt.Sprint(":", n)
			}
		}
		list = append(list, strings.TrimSpace(where+" "+p.Key))
		for _, lang := range routine.Langs {
			if p.In(lang) == "" || strings.Contains(p.In(lang), "{") {
				t.Errorf("%s in %s: %q", p.Key, lang, p.In(lang))
			}
		}
	}
	return list, problems
}

// Who reads a roster may bound what it takes of memory. What is too much is said once,
// whichever file it is in, and the rest is not read.
func TestTooManyRows(t *testing.T) {
	data := rostertest.Town(2, 30).Bulk()
	whole, problems := read(t, data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for most, want := range map[int]string{0: "", whole.Rows() + 20: "", whole.Rows() - 1: "too_many_rows", whole.Rows() / 2: "too_many_rows", 20: "too_many_rows"} {
		f, problems := roster.Read(bytes.NewReader(data), int64(len(data)), roster.Options{MaxRows: most})
		var keys []string
		for _, p := range problems {
			keys = append(keys, p.Key)
			for _, lang := range routine.Langs {
				if !strings.Contains(p.In(lang), fmt.Sprint(most)) {
					t.Errorf("%s does not say how many may be", p.In(lang))
				}
			}
		}
		if got := strings.Join(keys, " "); got != want || (f == nil) != (want != "") {
			t.Errorf("%d of %d rows: %q", most, whole.Rows(), got)
		}
	}
}

func TestMistakesInRows(t *testing.T) {
	for _, tt := range []struct {
		file, old, new string // what is written instead in that file
		want           string
	}{
		{"users", "s2,,", "s1,,", "users.csv:3 id_twice"},
		{"users", "s1,,", ",,", "users.csv:2:1 required"},
		{"users", "s1,,", "01030912345,,", "users.csv:2:1 national_id"},
		{"users", "g1,VG2", "\"g1,01030912345\",VG2", "users.csv:2:16 national_id"},
		{"users", "g1,VG2", "g9,VG2", "users.csv:2:16 agent_unknown"},
		{"users", "rogn,student,bo", "nord,student,bo", "users.csv:3:5 org_unknown"},
		{"users", "rogn,student,bo", "fylke,student,bo", "users.csv:3:5 no_school"},
		{"users", "rogn,student,bo", ",student,bo", "users.csv:3:5 no_school"},
		{"users", "student,bo", "elev,bo", "users.csv:3:6 not_one_of"},
		{"users", "s2,,,true", "s2,inactive,,true", "users.csv:3:2 not_one_of"},
		{"users", "t1,,,true", "t1,,,ja", "users.csv:7:4 not_one_of"},
		{"users", "Ada,Granmo", ",", "users.csv:2:10 required"},
		{"users", "Ada,Granmo", strings.Repeat("Ada", 100) + ",Granmo", "users.csv:2:9 long_name"},
		{"users", "Ada,Granmo", "A\u202eda,Granmo", "users.csv:2:9 not_shown"},
		{"users", "Ada,Granmo", "Ada\u2067,Granmo", "users.csv:2:9 not_shown"},
		{"users", "Ada,Granmo", "\u200b,\ufeff", "users.csv:2:10 required"},
		{"users", "g1,VG2", "g1\u200b,VG2", "users.csv:2:16 agent_unknown"},
		{"users", "Ada,Granmo", "\xc5se,Granmo", "users.csv:2:9 not_utf8"},
		{"users", "Ada,Granmo", "Ada\"x,Granmo", "users.csv:2 quote"},
		{"users", "Ada,Granmo", "Ada,Granmo,", "users.csv:2 cells"},
		{"users", "Ada,Granmo", strings.Repeat("A", 9000) + ",Granmo", "users.csv:2:9 long_cell"},
		{"users", "s1,,", strings.Repeat("s", 300) + ",,", "users.csv:2:1 bad_id"},
		{"classes", "homeroom", "basis", "classes.csv:2:8 not_one_of"},
		{"classes", "2STA", "", "classes.csv:2:4 required"},
		{"classes", "rogn,,,,\nc2", "fylke,,,,\nc2", "classes.csv:2:10 school_unknown"},
		{"enrollments", "c1,rogn,s1", "c9,rogn,s1", "enrollments.csv:2:4 class_unknown"},
		{"enrollments", "c1,rogn,s1", "c1,nord,s1", "enrollments.csv:2:5 school_unknown"},
		{"enrollments", "c1,rogn,s1", "c1,rogn,s9", "enrollments.csv:2:6 user_unknown"},
		{"enrollments", "s1,student", "s1,teacher", "enrollments.csv:2:7 enrolled_as"},
		{"enrollments", "t2,teacher,false", "t2,teacher,nei", "enrollments.csv:6:8 not_one_of"},
		{"enrollments", "2026-08-17", "17.08.2026", "enrollments.csv:2:9 bad_date"},
		{"demographics", "2009-03-01", "01.03.2009", "demographics.csv:2:4 bad_birth"},
		{"demographics", "2009-03-01", "2026-11-28", "demographics.csv:2:4 bad_birth"},
		{"demographics", "2009-03-01", "1899-12-31", "demographics.csv:2:4 bad_birth"},
		{"demographics", "2009-03-01", "2009-02-29", "demographics.csv:2:4 bad_birth"},
		{"demographics", "s1,", "s9,", "demographics.csv:2:1 user_unknown"},
		{"orgs", "Rogn vgs", "", "orgs.csv:3:4 required"},
		{"orgs", "school", "skole", "orgs.csv:3:5 not_one_of"},
	} {
		if !strings.Contains(school[tt.file], tt.old) {
			t.Fatalf("%s has no %q", tt.file, tt.old)
		}
		changed := strings.Replace(school[tt.file], tt.old, tt.new, 1)
		got, _ := mistakes(t, school.With(rostertest.Files{tt.file: changed}).Bulk())
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%s %q: have %q, want %q", tt.file, tt.new, strings.Join(got, ", "), tt.want)
		}
	}
}

// Everything wrong is told at once, and a number of a person is never repeated.
func TestEveryMistakeAtOnce(t *testing.T) {
	files := school.With(rostertest.Files{
		"users":        strings.NewReplacer("s1,,", "01030912345,,", "student,bo", "12065012345,bo", "t1,,,true", "t1,,,ja").Replace(school["users"]),
		"demographics": "s1,,,010309 12345,,,,,,,,,,,,\n",
		"enrollments":  "e1,,,c1,rogn,s1,student,,12065012345,\n",
	})
	got, problems := mistakes(t, files.Bulk())
	const want = "users.csv:2:1 national_id, users.csv:3:6 not_one_of, users.csv:7:4 not_one_of, enrollments.csv:2:9 bad_date, demographics.csv:2:4 bad_birth"
	if strings.Join(got, ", ") != want {
		t.Errorf("have %q", got)
	}
	for _, p := range problems {
		for _, lang := range routine.Langs {
			if strings.Contains(p.In(lang), "12345") {
				t.Errorf("repeated: %s", p.In(lang))
			}
		}
	}
	if text := problems.Error(); !strings.HasPrefix(text, "users.csv:2:1: this id looks like a national identity number (ask the vendor") {
		t.Errorf("in English: %s", text)
	}
}

// What refers to nobody is told together with what is wrong in a cell.
func TestReferencesTogetherWithCells(t *testing.T) {
	files := school.With(rostertest.Files{
		"users":        strings.NewReplacer("t1,,,true", "t1,,,ja", ",g1,VG2", ",g9,VG2").Replace(school["users"]),
		"demographics": "s9,,,2009-02-29,,,,,,,,,,,,\n",
	})
	got, _ := mistakes(t, files.Bulk())
	if strings.Join(got, ", ") != "users.csv:2:16 agent_unknown, users.csv:7:4 not_one_of, demographics.csv:2:1 user_unknown, demographics.csv:2:4 bad_birth" {
		t.Errorf("have %q", got)
	}
}

func TestMistakesEndSomewhere(t *testing.T) {
	got, _ := mistakes(t, school.With(rostertest.Files{"users": strings.Repeat("x,,,true,rogn,elev,,,,,,,,,,,,\n", 2000)}).Bulk())
	if len(got) != 501 || got[500] != "more" {
		t.Errorf("%d mistakes, the last is %q", len(got), got[len(got)-1])
	}
}

func TestMistakesInFiles(t *testing.T) {
	whole := map[string]string{}
	remade(t, school.Bulk(), func(name, s string) string { whole[name] = s; return s })
	for _, tt := range []struct {
		what   string
		change func(map[string]string)
		want   string
	}{
		{"a column less", func(f map[string]string) { f["orgs.csv"] = strings.Replace(f["orgs.csv"], ",identifier", "", 1) }, "orgs.csv:1 no_column"},
		{"a column mistyped", func(f map[string]string) {
			f["users.csv"] = strings.Replace(f["users.csv"], "agentSourcedIds", "agentSourcedId", 1)
		}, "users.csv:1 no_column, users.csv:1:16 unknown_column"},
		{"capitals", func(f map[string]string) {
			f["orgs.csv"] = strings.Replace(f["orgs.csv"], "sourcedId", "SourcedID", 1)
		}, "orgs.csv:1 no_column, orgs.csv:1:1 unknown_column"},
		{"a column twice", func(f map[string]string) { f["orgs.csv"] = strings.Replace(f["orgs.csv"], "identifier", "name", 1) }, "orgs.csv:1 no_column, orgs.csv:1:6 column_twice"},
		{"1.2", func(f map[string]string) {
			f["manifest.csv"] = strings.Replace(f["manifest.csv"], "oneroster.version,1.1", "oneroster.version,1.2", 1)
		}, "manifest.csv:3:2 version"},
		{"no version", func(f map[string]string) {
			f["manifest.csv"] = strings.Replace(f["manifest.csv"], "oneroster.version,1.1\n", "", 1)
		}, "manifest.csv version"},
		{"no manifest", func(f map[string]string) { delete(f, "manifest.csv") }, "manifest.csv no_manifest"},
		{"promised", func(f map[string]string) { delete(f, "classes.csv") }, "classes.csv file_missing"},
		{"not promised", func(f map[string]string) {
			f["manifest.csv"] = strings.Replace(f["manifest.csv"], "file.orgs,bulk", "file.orgs,absent", 1)
		}, "orgs.csv file_unlisted"},
		{"another mode", func(f map[string]string) {
			f["manifest.csv"] = strings.Replace(f["manifest.csv"], "file.orgs,bulk", "file.orgs,full", 1)
		}, "manifest.csv:9:2 not_one_of, orgs.csv file_unlisted"},
		{"said twice", func(f map[string]string) { f["manifest.csv"] += "file.orgs,bulk\n" }, "manifest.csv:12:1 property_twice"},
		{"nothing in it", func(f map[string]string) {
			clear(f)
			f["manifest.csv"] = "propertyName,value\noneroster.version,1.1\n"
		}, "manifest.csv nothing"},
		{"an empty file", func(f map[string]string) { f["users.csv"] = "" }, "users.csv:1 empty"},
		{"semicolons", func(f map[string]string) { f["orgs.csv"] = strings.ReplaceAll(f["orgs.csv"], ",", ";") }, "orgs.csv:1:1 separator"},
		{"a folder", func(f map[string]string) { f["roster/orgs.csv"] = f["orgs.csv"]; delete(f, "orgs.csv") }, "orgs.csv file_missing, roster/orgs.csv in_folder"},
		{"a way out", func(f map[string]string) { f["../../etc/passwd.csv"] = "x" }, "bad_path"},
		{"an absolute way out", func(f map[string]string) { f["/etc/passwd"] = "x" }, "bad_path"},
		{"another way out", func(f map[string]string) { f[`..\orgs.csv`] = "x" }, `..\orgs.csv in_folder`},
		{"a file mistyped", func(f map[string]string) { f["user.csv"] = "x" }, "user.csv unknown_file"},
		{"what a computer leaves", func(f map[string]string) { f["__MACOSX/._orgs.csv"], f[".DS_Store"], f["les meg.txt"] = "x", "x", "x" }, ""},
		{"a bomb", func(f map[string]string) { f["orgs.csv"] = f["orgs.csv"] + strings.Repeat("\n", 64<<20) }, "orgs.csv:4 ratio"},
	} {
		files := map[string]string{}
		for name, content := range whole {
			files[name] = content
		}
		tt.change(files)
		if got, _ := mistakes(t, rostertest.Pack(files)); strings.Join(got, ", ") != tt.want {
			t.Errorf("%s: have %q, want %q", tt.what, strings.Join(got, ", "), tt.want)
		}
	}
}

func TestNoZip(t *testing.T) {
	whole := school.Bulk()
	damaged := bytes.Clone(whole)
	damaged[len(damaged)/3] ^= 0xff
	for name, data := range map[string][]byte{"nothing": nil, "text": []byte("sourcedId,status\n"), "half": whole[:len(whole)/2]} {
		if got, _ := mistakes(t, data); len(got) != 1 || got[0] != "not_zip" {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got, _ := mistakes(t, damaged); len(got) == 0 {
		t.Error("a damaged zip is read")
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for range 2 {
		to, _ := w.Create("orgs.csv")
		_, _ = to.Write([]byte(rostertest.Orgs))
	}
	_ = w.Close()
	if got, _ := mistakes(t, b.Bytes()); strings.Join(got, ", ") != "manifest.csv no_manifest, orgs.csv file_twice" {
		t.Errorf("a file twice: %q", got)
	}
}

// In a delta a row says whether it is there.
func TestDeltaSaysSo(t *testing.T) {
	if got, _ := mistakes(t, school.Delta()); len(got) == 0 || !strings.HasSuffix(got[0], "status_missing") {
		t.Errorf("have %q", got)
	}
}

// Two systems that both count from 1 do not mix people up.
func TestAnotherPersonWithTheSameID(t *testing.T) {
	base := over(t, school.Bulk())
	other := rostertest.Files{"orgs": "selje,,,Selje vgs,school,,\n", "users": "s1,,,true,selje,student,ola,,Ola,Vollan,,,,,,,,\n"}
	f, _ := read(t, other.Bulk())
	if _, problems := f.Over(base); len(problems) != 1 || problems[0].Key != "other_person" {
		t.Errorf("have %v", problems)
	}
	moved := other.With(rostertest.Files{"users": "s1,,,true,selje,student,ada,,Ada,Granmo,,,,,,,,\n"})
	if got := told(over(t, school.Bulk(), moved.Bulk())); !strings.Contains(got, "student Ada Granmo at selje born 2009-03-01") {
		t.Errorf("a student who has moved: have\n%s", got)
	}
}
