package workflow_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"kjentvei/store"
	"kjentvei/store/storetest"
	"kjentvei/workflow"
	"kjentvei/workflow/roster"
	"kjentvei/workflow/roster/rostertest"
)

// imports is a school that a roster is read into.
type imports struct {
	*history
	path string
	db   *store.DB
}

func newImports(t *testing.T) *imports {
	t.Helper()
	i := &imports{history: newHistory(t, "kjentmann"), path: filepath.Join(t.TempDir(), "kjentvei.db")}
	i.db = storetest.Open(t, i.path)
	engine, err := workflow.NewEngine(t.Context(), i.db, func() time.Time { return i.now })
	i.must(err)
	i.engine = engine
	for _, id := range []string{"contact_teacher", "kjentmann", "principal", "department_head"} {
		i.must(engine.PutStaff(t.Context(), &workflow.Staff{ID: workflow.ActorID(id), Name: "Test " + id, Roles: []workflow.SchoolRole{{School: "rogn", Role: id}}}))
	}
	return i
}

var operator = workflow.Operation{System: "tester"}

var rogn = []workflow.RosterSchoolCode{{Code: "rogn"}}

func (i *imports) try(data []byte, change ...func(*workflow.RosterImport)) (*workflow.RosterPlan, error) {
	i.t.Helper()
	in := workflow.RosterImport{File: readRoster(i.t, data), Codes: rogn, Sum: "sum"}
	for _, fn := range change {
		fn(&in)
	}
	return i.engine.ImportRoster(context.Background(), in, operator, nil)
}

func (i *imports) bring(data []byte, change ...func(*workflow.RosterImport)) *workflow.RosterPlan {
	i.t.Helper()
	plan, err := i.try(data, change...)
	if err != nil {
		i.t.Fatal(err)
	}
	return plan
}

// student finds a student of the school by name, left or not.
func (i *imports) student(name string) (found *workflow.Student) {
	i.t.Helper()
	err := i.db.View(i.t.Context(), func(tx workflow.Tx) error {
		all, err := tx.StudentsAt("rogn")
		for _, s := range all {
			if s.Name == name {
				found = s
			}
		}
		return err
	})
	i.must(err)
	return found
}

func (i *imports) person(user string) (s *workflow.Staff) {
	i.t.Helper()
	err := i.db.View(i.t.Context(), func(tx workflow.Tx) (err error) {
		s, err = tx.StaffByUser(user)
		return err
	})
	if err != nil && !errors.Is(err, workflow.ErrNotFound) {
		i.must(err)
	}
	return s
}

// found are the names that a search of the school's people finds.
func (i *imports) found(question string) string {
	i.t.Helper()
	list, err := i.engine.Students(i.t.Context(), i.actor("kjentmann"), "rogn", question, 100)
	i.must(err)
	var names []string
	for _, s := range list {
		names = append(names, s.Name)
	}
	return strings.Join(names, ", ")
}

func (i *imports) bytes() []byte {
	i.t.Helper()
	data, err := os.ReadFile(i.path)
	i.must(err)
	return data
}

func (i *imports) operations() string {
	i.t.Helper()
	list, err := i.db.Operations(i.t.Context())
	i.must(err)
	var did []string
	for _, o := range list {
		did = append(did, o.What+" "+o.Target)
	}
	return strings.Join(did, ", ")
}

// small is a class of three with their contact teacher. Ada turns 18 on 10 September 2026.
var small = rostertest.Files{
	"orgs": "rogn,,,Rogn vgs,school,912345678,\n",
	"users": `s1,,,true,rogn,student,ada,,Ada,Granmo,,,,,,"g1,g2",,
s2,,,true,rogn,student,bo,,Bo,Isdal,,,,,,g3,,
s3,,,true,rogn,student,gro,,Gro,Oremo,,,,,,,,
g1,,,true,rogn,parent,,,Eira,Granmo,,,,+4740000001,,,,
g2,,,true,rogn,parent,,,Finn,Granmo,,,,+4740000002,,,,
g3,,,true,rogn,guardian,,{Feide:kari@x.example},Kari,Isdal,,,,,22000002,,,
t1,,,true,rogn,teacher,kari,{Feide:kari@x.example},Kari,Isdal,,,,,,,,
t2,,,true,rogn,teacher,nils,{Feide:nils@x.example},Nils,Dalseth,,,,,,,,
`,
	"classes":      "c1,,,2STA,,,,homeroom,,rogn,,,,\n",
	"enrollments":  "e1,,,c1,rogn,s1,student,,,\ne2,,,c1,rogn,s2,student,,,\ne3,,,c1,rogn,s3,student,,,\ne4,,,c1,rogn,t1,teacher,true,,\n",
	"demographics": "s1,,,2008-09-10,,,,,,,,,,,,\ns2,,,2010-05-06,,,,,,,,,,,,\ns3,,,,,,,,,,,,,,,\n",
}

// without is small with rows that begin so left out, or with a text replaced.
func without(beginnings ...string) rostertest.Files {
	all := rostertest.Files{}
	for name, rows := range small {
		for _, row := range strings.SplitAfter(rows, "\n") {
			if !slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(row, b) || strings.Contains(row, ","+b) }) {
				all[name] += row
			}
		}
	}
	return all
}

func replaced(file, old, new string) rostertest.Files {
	return small.With(rostertest.Files{file: strings.Replace(small[file], old, new, 1)})
}

func TestImportIsFoundAtOnce(t *testing.T) {
	i := newImports(t)
	if i.found("") != "" {
		t.Fatal("somebody is there")
	}
	plan := i.bring(small.Bulk())
	want := workflow.RosterSchool{School: "rogn", Name: "Rogn vgs", New: true, Students: workflow.RosterCount{Added: 3}, Classes: 1}
	if len(plan.Schools) != 1 || plan.Schools[0] != want || plan.Staff.Added != 2 || plan.Contact != 1 || !plan.Changes {
		t.Errorf("%+v", plan)
	}
	if got := i.found("2sta"); got != "Ada Granmo, Bo Isdal, Gro Oremo" {
		t.Errorf("found %q", got)
	}
	if got := i.operations(); got != "import sum" {
		t.Errorf("recorded %q", got)
	}
	kari := i.person("kari@x.example")
	if kari == nil || !slices.Equal(kari.Roles, []workflow.SchoolRole{{School: "rogn", Role: "contact_teacher"}}) || kari.Contact[0].Title != "2STA" {
		t.Errorf("contact teacher: %+v", kari)
	}
	ada := i.student("Ada Granmo")
	if !slices.Equal(ada.Classes, []workflow.ClassID{kari.Contact[0].Class}) {
		t.Errorf("the class of student and contact teacher differ: %v %v", ada.Classes, kari.Contact)
	}
	if nils := i.person("nils@x.example"); nils == nil || len(nils.Roles) != 0 {
		t.Errorf("a teacher without a class: %+v", nils)
	}
	if bo := i.student("Bo Isdal"); bo.Guardians[0].Staff != kari.ID || bo.Guardians[0].Phone != "22000002" {
		t.Errorf("a guardian who works here: %+v", bo.Guardians)
	}
}

// The same file a second time, and one that says the same in another way: not one
// byte of the database changes.
func TestSecondImportChangesNothing(t *testing.T) {
	i := newImports(t)
	i.bring(small.Bulk())
	before := i.bytes()
	again := small.With(rostertest.Files{"users": strings.ReplaceAll(small["users"], ",,,true", ",active,2026-09-01T00:00:00Z,true"), "academicSessions": ""})
	for _, data := range [][]byte{small.Bulk(), again.Bulk()} {
		plan := i.bring(data)
		if plan.Changes || plan.Schools[0].Students != (workflow.RosterCount{Same: 3}) || plan.Staff != (workflow.RosterCount{Same: 2}) {
			t.Errorf("%+v", plan)
		}
	}
	if !bytes.Equal(before, i.bytes()) {
		t.Error("the file has changed")
	}
}

func TestDryRunChangesNothing(t *testing.T) {
	i := newImports(t)
	before := i.bytes()
	plan := i.bring(small.Bulk(), func(in *workflow.RosterImport) { in.DryRun = true })
	if !plan.Changes || plan.Schools[0].Students.Added != 3 || !bytes.Equal(before, i.bytes()) || i.found("") != "" {
		t.Errorf("%+v", plan)
	}
	if len(plan.Missing) != 1 || plan.Missing[0].Count != 1 || plan.Missing[0].Class != "2STA" || plan.Missing[0].Names != nil {
		t.Errorf("missing: %+v", plan.Missing)
	}
	plan = i.bring(small.Bulk(), func(in *workflow.RosterImport) { in.DryRun, in.Names = true, true })
	if !slices.Equal(plan.Missing[0].Names, []string{"Gro Oremo"}) || i.operations() != "import names sum" {
		t.Errorf("names: %+v, recorded %q", plan.Missing, i.operations())
	}
}

func TestBrokenRosterChangesNothing(t *testing.T) {
	i := newImports(t)
	i.bring(small.Bulk())
	before := i.bytes()
	for name, tt := range map[string]struct {
		files rostertest.Files
		codes []workflow.RosterSchoolCode
		key   string
	}{
		"refers to nobody":    {replaced("users", `"g1,g2"`, `"g1,g9"`), rogn, "agent_unknown"},
		"a school not told":   {small.With(rostertest.Files{"orgs": small["orgs"] + "selje,,,Selje vgs,school,2,\n"}), nil, "school_new"},
		"one code, two":       {small.With(rostertest.Files{"orgs": small["orgs"] + "selje,,,Selje vgs,school,2,\n"}), rogn, "school_one"},
		"the same code twice": {small.With(rostertest.Files{"orgs": small["orgs"] + "selje,,,Selje vgs,school,2,\n"}), []workflow.RosterSchoolCode{{Code: "rogn", Of: "2"}}, "school_taken"},
		"another code":        {small, []workflow.RosterSchoolCode{{Code: "selje", Of: "912345678"}}, "school_other"},
		"no such school":      {small, []workflow.RosterSchoolCode{{Code: "selje", Of: "3"}}, "school_none"},
		"two of a name":       {small.With(rostertest.Files{"orgs": small["orgs"] + "a,,,Selje vgs,school,2,\nb,,,Selje vgs,school,3,\n"}), []workflow.RosterSchoolCode{{Code: "selje", Of: "selje VGS"}}, "school_several"},
	} {
		_, err := i.try(tt.files.Bulk(), func(in *workflow.RosterImport) { in.Codes = tt.codes })
		var problems roster.Problems
		if !errors.As(err, &problems) || !errors.Is(err, workflow.ErrInvalid) || !slices.ContainsFunc(problems, func(p roster.Problem) bool { return p.Key == tt.key }) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !bytes.Equal(before, i.bytes()) {
		t.Error("the file has changed")
	}
}

func TestSchoolsAreToldOnce(t *testing.T) {
	i := newImports(t)
	two := small.With(rostertest.Files{"orgs": small["orgs"] + "selje,,,Selje vgs,school,NO2,\nkurs,,,Kurs,school,,\n", "users": small["users"] + "s9,,,true,selje,student,,,Ola,Vollan,,,,,,,,\nt9,,,true,kurs,teacher,,,Per,Vollan,,,,,,,,\n"})
	codes := []workflow.RosterSchoolCode{{Code: "rogn", Of: "912345678"}, {Code: "selje", Of: "Selje vgs"}, {Code: workflow.LeftOut, Of: "kurs"}}
	plan := i.bring(two.Bulk(), func(in *workflow.RosterImport) { in.Codes = codes })
	if len(plan.Schools) != 2 || plan.Schools[1].Students.Added != 1 || plan.Staff.Added != 2 {
		t.Errorf("%+v", plan)
	}
	if plan = i.bring(two.Bulk(), func(in *workflow.RosterImport) { in.Codes = nil }); plan.Changes {
		t.Errorf("%+v", plan)
	}
	plan = i.bring(small.Bulk())
	if plan.Changes || !slices.Equal(plan.Untouched, []string{"Selje vgs"}) {
		t.Errorf("a file about one of them: %+v", plan)
	}
}

func TestDeltaAfterBulk(t *testing.T) {
	i := newImports(t)
	i.bring(small.Bulk())
	delta := rostertest.Files{
		"users":        "s1,active,,true,rogn,student,ada,,Ada Mari,Granmo,,,,,,\"g1,g2\",,\ns3,tobedeleted,,,,,,,,,,,,,,,,\ns4,active,,true,rogn,student,dag,,Dag,Skogtun,,,,,,g1,,\n",
		"enrollments":  "e5,active,,c1,rogn,s4,student,,,\n",
		"demographics": "s4,active,,2011-01-01,,,,,,,,,,,,\n",
	}
	plan := i.bring(delta.Delta(), func(in *workflow.RosterImport) { in.Codes = nil })
	if plan.Schools[0].Students != (workflow.RosterCount{Added: 1, Changed: 1, Same: 1, Forgotten: 1}) {
		t.Errorf("%+v", plan.Schools)
	}
	if got := i.found(""); got != "Ada Mari Granmo, Bo Isdal, Dag Skogtun" {
		t.Errorf("found %q", got)
	}
	if dag := i.student("Dag Skogtun"); len(dag.Guardians) != 1 || dag.Guardians[0].Name != "Eira Granmo" || dag.Class != "2STA" {
		t.Errorf("%+v", dag)
	}
	if i.student("Gro Oremo") != nil {
		t.Error("who left without a case is still known")
	}
	if plan := i.bring(delta.Delta()); plan.Changes {
		t.Errorf("the same delta again: %+v", plan)
	}
}

// A file cut short does not throw half the school out.
func TestManyLeave(t *testing.T) {
	i := newImports(t)
	whole, half := rostertest.Town(1, 50), rostertest.Town(1, 20)
	i.bring(whole.Bulk())
	before := i.bytes()
	plan, err := i.try(half.Bulk())
	var many *workflow.ManyLeaveError
	if !errors.As(err, &many) || many.Leaving != 30 || many.Of != 50 || plan.Schools[0].Students.Forgotten != 30 || !bytes.Equal(before, i.bytes()) {
		t.Errorf("%+v %v", plan, err)
	}
	if plan := i.bring(half.Bulk(), func(in *workflow.RosterImport) { in.Leaving = true }); plan.Schools[0].Students.Forgotten != 30 {
		t.Errorf("%+v", plan)
	}
}

// Two imports at once, and teachers at work: one import after the other, and
// nothing that a case has said of a student is lost.
func TestImportsAtOnce(t *testing.T) {
	i := newImports(t)
	i.bring(small.Bulk())
	gro := i.student("Gro Oremo")
	i.play("open", "open self_referral by contact_teacher student="+string(gro.ID)+"\n")
	other := replaced("users", "Gro,Oremo", "Gro,Nesheim")
	var all sync.WaitGroup
	for n := range 4 {
		all.Go(func() {
			for range 5 {
				data := small.Bulk()
				if n%2 == 1 {
					data = other.Bulk()
				}
				if _, err := i.try(data); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Go(func() { i.play("mark", "take raise_contact_unsafe by contact_teacher reason=x\n") })
	all.Wait()
	i.bring(small.Bulk())
	if got := i.student("Gro Oremo"); got == nil || len(got.Unsafe) != 1 || got.Pseudonym != gro.Pseudonym {
		t.Errorf("%+v", got)
	}
	if plan := i.bring(small.Bulk()); plan.Changes {
		t.Errorf("%+v", plan)
	}
}

// An import that is ended in the middle leaves nothing, and can be done again.
func TestImportInterruptedIsAllOrNothing(t *testing.T) {
	i := newImports(t)
	before := i.bytes()
	ctx, stop := context.WithCancel(t.Context())
	file := readRoster(t, rostertest.Town(1, 300).Bulk())
	_, err := i.engine.ImportRoster(ctx, workflow.RosterImport{File: file, Codes: rogn}, operator, func(done, total int) {
		if done == total/2 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || !bytes.Equal(before, i.bytes()) || i.found("") != "" {
		t.Errorf("%v", err)
	}
	if plan, err := i.engine.ImportRoster(t.Context(), workflow.RosterImport{File: file, Codes: rogn}, operator, nil); err != nil || plan.Schools[0].Students.Added != 300 {
		t.Errorf("%+v %v", plan, err)
	}
}
