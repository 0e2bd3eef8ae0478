package roster_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kjentvei/workflow/calendar"
	"kjentvei/workflow/roster"
	"kjentvei/workflow/roster/rostertest"
)

var today = calendar.On(2026, 11, 27)

// school is one school: a class of three, its contact teacher, another teacher,
// and guardians tied to students from either side.
var school = rostertest.Files{
	"orgs": "fylke,,,Oppdiktet fylke,district,,\nrogn,,,Rogn vgs,school,912345678,fylke\n",
	"users": `s1,,,true,rogn,student,ada,{Feide:ada@x.example},Ada,Granmo,,,,,,g1,VG2,
s2,,,true,rogn,student,bo,,Bo,Isdal,,,,,,,VG2,
s3,,,false,"fylke,rogn",student,gro,,Gro,Oremo,,,,,,,VG2,
g1,,,true,rogn,parent,,,Eira,Granmo,,,,+4740000001,22000001,,,
g2,,,true,rogn,guardian,,{Feide:Kari@x.example},Kari,Isdal,Lund,,,,22000002,s2,,
t1,,,true,rogn,teacher,kari,{Feide:kari@x.example},Kari,Isdal,,,,,,,,
t2,,,true,rogn,teacher,NILS,,Nils,Dalseth,,,,,,,,
`,
	"classes": "c1,,,2STA,,,,homeroom,,rogn,,,,\nc2,,,Norsk,,,,scheduled,,rogn,,,,\n",
	"enrollments": `e1,,,c1,rogn,s1,student,,2026-08-17,2027-06-18
e2,,,c1,rogn,s2,student,,,
e3,,,c2,rogn,s3,student,,,
e4,,,c1,rogn,t1,teacher,true,,2027-06-18
e5,,,c1,rogn,t2,teacher,false,,
e6,,,c2,rogn,t2,teacher,true,,
`,
	"demographics": "s1,,,2009-03-01,,,,,,,,,,,,\ns2,,,2010-05-06,,,,,,,,,,,,\ns3,,,,,,,,,,,,,,,\n",
}

func read(t testing.TB, data []byte) (*roster.File, roster.Problems) {
	t.Helper()
	return roster.Read(bytes.NewReader(data), int64(len(data)), roster.Options{On: today})
}

// over reads zips one after the other.
func over(t testing.TB, zips ...[]byte) *roster.Roster {
	t.Helper()
	r := &roster.Roster{}
	for _, data := range zips {
		f, problems := read(t, data)
		if len(problems) == 0 {
			r, problems = f.Over(r)
		}
		if len(problems) > 0 {
			t.Fatalf("%v", problems)
		}
	}
	return r
}

// told is who is at the schools, a line each, without the ids that are hashes.
func told(r *roster.Roster) string { return toldOn(r, today) }

func toldOn(r *roster.Roster, on calendar.Date) string {
	p := r.People(on, func(school string) bool { return school != "fylke" })
	var lines []string
	names := map[string]string{}
	for _, s := range p.Staff {
		names[s.ID] = s.Name
	}
	for _, s := range p.Students {
		line := fmt.Sprintf("student %s at %s born %s", s.Name, s.School, s.Birth)
		for _, c := range s.Classes {
			line += " in " + c.Title
		}
		for _, g := range s.Guardians {
			line += fmt.Sprintf(" guardian %s %s", g.Name, g.Phone)
			if g.Staff != "" {
				line += " who is " + names[g.Staff]
			}
		}
		lines = append(lines, line)
	}
	for _, s := range p.Staff {
		line := fmt.Sprintf("staff %s user %s at %s", s.Name, s.User, strings.Join(s.Schools, "+"))
		for _, c := range s.Contact {
			line += fmt.Sprintf(" contact %s until %s", c.Class.Title, c.Until)
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}

const wantSchool = `staff Kari Isdal user kari@x.example at rogn contact 2STA until 2027-06-18
staff Nils Dalseth user nils at rogn
student Ada Granmo at rogn born 2009-03-01 in 2STA guardian Eira Granmo +4740000001
student Bo Isdal at rogn born 2010-05-06 in 2STA guardian Kari Lund Isdal 22000002 who is Kari Isdal
student Gro Oremo at rogn born 
`

func TestWholeSchool(t *testing.T) {
	if got := told(over(t, school.Bulk())); got != wantSchool {
		t.Errorf("have\n%swant\n%s", got, wantSchool)
	}
}

// What a vendor may do without meaning any harm.
func TestDialects(t *testing.T) {
	plain := school.Zip("bulk")
	for name, change := range map[string]func(string) string{
		"byte order mark": func(s string) string { return "\ufeff" + s },
		"CRLF":            func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"no last newline": func(s string) string { return strings.TrimRight(s, "\n") },
		"empty lines":     func(s string) string { return s + "\n\n" },
		"spaces":          func(s string) string { return strings.ReplaceAll(s, "rogn", " rogn ") },
		"quotation marks": func(s string) string { return strings.Replace(s, "sourcedId", `"sourcedId"`, 1) },
	} {
		if got := told(over(t, remade(t, plain, func(_, s string) string { return change(s) }))); got != wantSchool {
			t.Errorf("%s: have\n%s", name, got)
		}
	}
	got := told(over(t, school.With(rostertest.Files{"classes": "c1,,,\"2\nSTA\",,,,homeroom,,rogn,,,,\nc2,,,\"Norsk, \"\"muntlig\"\"\",,,,scheduled,,rogn,,,,\n"}).Bulk()))
	if want := strings.ReplaceAll(wantSchool, "2STA", "2 STA"); got != want {
		t.Errorf("quoted newlines: have\n%s", got)
	}
	unseen := strings.NewReplacer("Ada", "\ufeffA\u00adda 01030912345\u200b", "Bo", "Bo\u200b").Replace
	if got := told(over(t, remade(t, plain, func(name, s string) string { return unseen(s) }))); got != wantSchool {
		t.Errorf("marks that nobody sees: have\n%s", got)
	}
	vendor := remade(t, plain, func(name, s string) string {
		if name != "orgs.csv" {
			return s
		}
		lines := strings.Split(strings.TrimSpace(s), "\n")
		return lines[0] + ",metadata.no.kommune\n" + lines[1] + ",0301\n" + lines[2] + ",0301\n"
	})
	if got := told(over(t, vendor)); got != wantSchool {
		t.Errorf("a vendor's own column: have\n%s", got)
	}
}

func TestWhoIsWhere(t *testing.T) {
	for _, tt := range []struct {
		rule  string
		files rostertest.Files
		on    calendar.Date
		want  string // a line that is there; after ! one that is not
	}{
		{"an enrollment that is over puts nobody in a class", nil, calendar.On(2027, 6, 19), "!Ada Granmo at rogn born 2009-03-01 in 2STA"},
		{"one that has not begun neither", nil, calendar.On(2026, 8, 16), "!Ada Granmo at rogn born 2009-03-01 in 2STA"},
		{"the last day counts", nil, calendar.On(2027, 6, 18), "Ada Granmo at rogn born 2009-03-01 in 2STA"},
		{"a contact teacher is one to the last day", nil, calendar.On(2027, 6, 19), "!contact 2STA"},
		{"who is not primary is no contact teacher", nil, today, "!Nils Dalseth user nils at rogn contact"},
		{"a student without an account is a student", nil, today, "student Gro Oremo at rogn"},
		{"staff who are disabled are not there", rostertest.Files{"users": strings.Replace(school["users"], "t2,,,true", "t2,,,false", 1)}, today, "!Nils Dalseth"},
		{"a teacher whom a student names is no guardian", rostertest.Files{"users": strings.Replace(school["users"], ",g1,VG2", ",\"g1,t2\",VG2", 1)}, today, "!guardian Nils Dalseth"},
		{"both sides naming each other make one guardian", rostertest.Files{"users": strings.Replace(school["users"], "22000001,,", "22000001,s1,", 1)}, today, "in 2STA guardian Eira Granmo +4740000001\n"},
		{"a person with one name", rostertest.Files{"users": strings.Replace(school["users"], "Ada,Granmo", "Ada,", 1)}, today, "student Ada at rogn"},
		{"an aide can be contact teacher", rostertest.Files{"users": strings.Replace(school["users"], "t1,,,true,rogn,teacher", "t1,,,true,rogn,aide", 1)}, today, "contact 2STA"},
		{"an agent that is deleted is no agent", rostertest.Files{"users": strings.Replace(strings.Replace(school["users"], ",g1,VG2", ",,VG2", 1), "g1,,,", "g1,tobedeleted,,", 1)}, today, "!Eira"},
	} {
		got := toldOn(over(t, school.With(tt.files).Bulk()), tt.on)
		line, absent := strings.CutPrefix(tt.want, "!")
		if strings.Contains(got, line) == absent {
			t.Errorf("%s: have\n%s", tt.rule, got)
		}
	}
}

// A delta over a bulk comes to the same as a bulk of both.
func TestDelta(t *testing.T) {
	delta := rostertest.Files{
		"users": `s1,active,2026-11-01T08:00:00Z,true,rogn,student,ada,,Ada Mari,Granmo,,,,,,g1,VG2,
s2,tobedeleted,2026-11-01T08:00:00Z,,,,,,,,,,,,,,,
s4,active,2026-11-01T08:00:00Z,true,rogn,student,dag,,Dag,Skogtun,,,,,,,VG2,
g3,active,2026-11-01T08:00:00Z,true,rogn,relative,,,Ida,Skogtun,,,,,+4740000009,s4,,
`,
		"enrollments":  "e7,active,2026-11-01T08:00:00Z,c1,rogn,s4,student,,,\ne4,tobedeleted,2026-11-01T08:00:00Z,,,,,,,\ne8,active,2026-11-01T08:00:00Z,c1,rogn,t2,teacher,true,,\n",
		"demographics": "s4,active,2026-11-01T08:00:00Z,2009-12-24,,,,,,,,,,,,\ns3,active,2026-11-01T08:00:00Z,2010-01-01,,,,,,,,,,,,\n",
	}
	after := over(t, school.Bulk(), delta.Delta())
	const want = `staff Kari Isdal user kari@x.example at rogn
staff Nils Dalseth user nils at rogn contact 2STA until 
student Ada Mari Granmo at rogn born 2009-03-01 in 2STA guardian Eira Granmo +4740000001
student Dag Skogtun at rogn born 2009-12-24 in 2STA guardian Ida Skogtun +4740000009
student Gro Oremo at rogn born 2010-01-01
`
	if got := told(after); got != want {
		t.Errorf("have\n%swant\n%s", got, want)
	}
	if again := over(t, school.Bulk(), delta.Delta(), delta.Delta()); !again.Same(after) {
		t.Error("the same delta a second time says something else")
	}
	if over(t, school.Bulk(), delta.Delta(), school.Bulk()).Same(after) {
		t.Error("a bulk file does not undo a delta")
	}
}

// A bulk file says everything about its own schools, and nothing about others.
func TestBulkOfAnotherSchool(t *testing.T) {
	other := rostertest.Files{
		"orgs":    "selje,,,Selje vgs,school,987654321,\n",
		"users":   "x1,,,true,selje,student,ola,,Ola,Vollan,,,,,,,,\ng1,,,true,selje,parent,,,Eira,Granmo,,,,,,x1,,\n",
		"classes": "", "enrollments": "", "demographics": "x1,,,2009-01-01,,,,,,,,,,,,\n",
	}
	both := told(over(t, school.Bulk(), other.Bulk()))
	if want := wantSchool + "student Ola Vollan at selje born 2009-01-01 guardian Eira Granmo \n"; strings.ReplaceAll(both, "Eira Granmo +4740000001", "Eira Granmo ") != strings.ReplaceAll(want, "Eira Granmo +4740000001", "Eira Granmo ") {
		t.Errorf("have\n%swant\n%s", both, want)
	}
	gone := told(over(t, school.Bulk(), other.Bulk(), other.With(rostertest.Files{"users": "x2,,,true,selje,student,per,,Per,Vollan,,,,,,,,\n", "demographics": ""}).Bulk()))
	if strings.Contains(gone, "Ola") || !strings.Contains(gone, "student Per Vollan at selje") || !strings.Contains(gone, "student Bo Isdal at rogn") {
		t.Errorf("have\n%s", gone)
	}
}

// What is kept is written and read back the same, and holds nothing that was
// dropped.
func TestKeptAndDropped(t *testing.T) {
	dropped := school.With(rostertest.Files{
		"users": strings.NewReplacer("{Feide:ada@x.example}", "\"{Feide:ada@x.example},{Fnr:01030912345}\"", "NILS,", "41054512345,", "VG2,\n", "VG2,hemmelig\n", "Eira,Granmo", "Eira,Granmo 010309 12345").Replace(school["users"]),
		"demographics": `s1,,,2009-03-01,female,true,false,false,false,true,true,true,NO,,Rogn,
s2,,,2010-05-06,,,,,,,,,,,,
s3,,,,,,,,,,,,,,,
`,
	})
	f, problems := read(t, dropped.Bulk())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if want := (roster.Dropped{Passwords: 3, National: 3, Race: 4}); f.Dropped != want {
		t.Errorf("dropped %+v, want %+v", f.Dropped, want)
	}
	r, _ := f.Over(&roster.Roster{})
	data, err := r.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	contents := strings.Builder{}
	remade(t, data, func(_, s string) string { contents.WriteString(s); return s })
	for _, secret := range []string{"hemmelig", "010309", "410545", "female", "true,false,false", "NO", "VG2", "ada"} {
		if strings.Contains(contents.String(), secret) {
			t.Errorf("%q is kept", secret)
		}
	}
	again, err := roster.Parse(data)
	if err != nil || !again.Same(r) {
		t.Errorf("read back: %v", err)
	}
	if twice, _ := again.Bytes(); !bytes.Equal(twice, data) {
		t.Error("the same roster has other bytes")
	}
}

func TestIDsAreStable(t *testing.T) {
	p := over(t, school.Bulk()).People(today, func(string) bool { return true })
	ids := map[string]bool{}
	for _, s := range p.Students {
		ids[s.ID] = true
		if s.Name == "Ada Granmo" && s.ID != adaID {
			t.Errorf("id %s", s.ID)
		}
		if strings.Contains(s.ID, "s1") {
			t.Errorf("id %s says the source's", s.ID)
		}
	}
	for _, s := range over(t, school.With(rostertest.Files{"users": strings.ReplaceAll(school["users"], "Granmo", "Nesheim")}).Bulk()).People(today, func(string) bool { return true }).Students {
		if !ids[s.ID] {
			t.Errorf("%s has another id after a change of name", s.Name)
		}
	}
}

// adaID is what s1 has been called since the first version, and must go on to be.
const adaID = "009906ea-9922-81b7-8d4b-70b62779e3c8"
