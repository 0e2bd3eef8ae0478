package paper_test

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/audit/paper"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

func kjentmann(t testing.TB) *routine.Routine {
	r, ok := routine.Find("kjentmann")
	if !ok {
		t.Fatal("the routine is not there")
	}
	return r
}

// read reads a table that has no mistakes.
func read(t *testing.T, table string) *paper.Book {
	t.Helper()
	book, problems := paper.Read([]byte(table), kjentmann(t), paper.Options{School: "nordmarka", Now: later})
	if len(problems) > 0 {
		t.Fatalf("the table has mistakes:\n%v", problems)
	}
	return book
}

func one(t *testing.T, table string) *audit.Trace {
	t.Helper()
	book := read(t, table)
	if len(book.Traces) != 1 {
		t.Fatalf("%d traces", len(book.Traces))
	}
	return book.Traces[0]
}

var update = flag.Bool("update", false, "write the golden files anew")

const opened = "case;occurred_at;step;by;scenario;age;reported_by;outcome;present\n1;2025-10-03 10:40;open;contact_teacher;third_party_concern;minor;staff;;\n"

// TestPastYear judges a table as a school might have it: from a Norwegian
// spreadsheet, in words of several languages, with gaps.
func TestPastYear(t *testing.T) {
	data, err := os.ReadFile("../../../testdata/paper/past-year.csv")
	if err != nil {
		t.Fatal(err)
	}
	cases := judge(t, kjentmann(t), data)
	for _, want := range []struct {
		label, requirement string
		judgement          audit.Judgement
	}{
		{"24-1", "KJ-2.1", audit.Satisfied},
		{"24-1", "KJ-2.4", audit.Late},      // talked with after eight school days
		{"24-1", "KJ-2.5", audit.Violated},  // leadership never heard of it
		{"24-1", "DV-3", audit.Violated},    // closed, and nobody signed: paper had no sign-off
		{"24-2", "KJ-3.2", audit.Satisfied}, // within the quarter of an hour
		{"24-2", "KJ-3.4", audit.Satisfied},
		{"24-2", "KJ-3.8", audit.Violated}, // child welfare was never considered
		{"24-2", "KJ-3.10", audit.Satisfied},
		{"24-3", "DV-1", audit.Violated}, // the home was rung though the student was of age
		{"24-4", "KJ-1.1", audit.Pending},
	} {
		c := cases[want.label]
		if c == nil {
			t.Fatalf("no case %s", want.label)
		}
		found := false
		for _, v := range c.Verdicts {
			if v.Requirement.ID == want.requirement {
				found = true
				if v.Judgement != want.judgement {
					t.Errorf("%s: %s is %s, not %s: %+v", want.label, want.requirement, v.Judgement, want.judgement, v.Finding)
				}
			}
		}
		if !found {
			t.Errorf("%s: no verdict on %s", want.label, want.requirement)
		}
	}
}

func TestSpreadsheets(t *testing.T) {
	plain := opened + "1;2025-10-06 08:15;hold_talk;kjentmann;;;;admitted;student + guardian\n"
	want := one(t, plain)
	for name, table := range map[string]string{
		"a byte order mark":      "\ufeff" + plain,
		"lines of Windows":       strings.ReplaceAll(plain, "\n", "\r\n"),
		"lines of old Mac":       strings.ReplaceAll(plain, "\n", "\r"),
		"commas":                 strings.ReplaceAll(plain, ";", ","),
		"tabs":                   strings.ReplaceAll(plain, ";", "\t"),
		"a line for Excel":       "sep=,\n" + strings.ReplaceAll(plain, ";", ","),
		"quotation marks":        strings.ReplaceAll(plain, "student + guardian", `"student + guardian"`),
		"empty rows and columns": strings.ReplaceAll(plain, "\n", ";;\n") + ";;;;;;\n",
		"Norwegian dates":        strings.NewReplacer("2025-10-03", "3.10.2025", "2025-10-06 08:15", "06.10.25 kl. 08.15").Replace(plain),
		"Danish dates":           strings.NewReplacer("2025-10-03", "03-10-2025").Replace(plain),
		"zones":                  strings.NewReplacer("2025-10-03 10:40", "2025-10-03T08:40:00Z", "2025-10-06 08:15", "2025-10-06T08:15+02:00").Replace(strings.Replace(plain, "08:15", "08:15", 1)),
		"capitals":               strings.NewReplacer("hold_talk", "Hold_Talk", "admitted", "ADMITTED", "minor", "Minor").Replace(plain),
		"bokmål":                 strings.NewReplacer("case;occurred_at;step;by;scenario;age", "Sak;Når;Trinn;Hvem;Alternativ;Alder", "hold_talk", "Snakk med eleven", "admitted", "Eleven forteller om bruk", "student + guardian", "eleven + foresatt", "third_party_concern", "Noen er bekymret for en elev").Replace(plain),
		"danish people":          strings.NewReplacer("student + guardian", "eleven, forældre").Replace(plain),
		"spaces between people":  strings.NewReplacer("student + guardian", "student guardian").Replace(plain),
		"cells with names":       strings.NewReplacer(";outcome;present", ";field;", "staff;;", "staff", "admitted;student + guardian", "present=student guardian;outcome=admitted").Replace(plain),
	} {
		if name == "zones" {
			table = strings.Replace(table, "08:15+02:00", "08:15:00+02:00", 1)
		}
		book, problems := paper.Read([]byte(table), kjentmann(t), paper.Options{School: "nordmarka"})
		if len(problems) > 0 || len(book.Traces) != 1 {
			t.Errorf("%s:\n%v\n%s", name, problems, table)
			continue
		}
		if got := book.Traces[0]; !alike(got, want) {
			t.Errorf("%s: the trace is\n%+v, not\n%+v", name, got, want)
		}
	}
}

// alike compares all but the rows that events stand in.
func alike(a, b *audit.Trace) bool {
	if a.Reference != b.Reference || a.Adult != b.Adult || !slices.Equal(a.Guardians, b.Guardians) || len(a.Events) != len(b.Events) {
		return false
	}
	for i := range a.Events {
		x, y := &a.Events[i], &b.Events[i]
		if x.Step != y.Step || x.Scenario != y.Scenario || x.State != y.State || !x.OccurredAt.Equal(y.OccurredAt) || !x.RecordedAt.Equal(y.RecordedAt) ||
			x.Actor != y.Actor || !slices.Equal(x.Roles, y.Roles) || len(x.Fields) != len(y.Fields) {
			return false
		}
		for k := range x.Fields {
			v, w := x.Fields[k], y.Fields[k]
			people := func(p, q audit.Person) bool { return p.Kind == q.Kind && slices.Equal(p.Roles, q.Roles) }
			if v.Name != w.Name || v.Kind != w.Kind || v.Text != w.Text || !slices.EqualFunc(v.People, w.People, people) {
				return false
			}
		}
	}
	return true
}

func TestWhatATraceHolds(t *testing.T) {
	tr := one(t, opened+
		"1;2025-10-06;raise_concern;contact_teacher;;;;;;\n"+
		"1;2025-10-06 09:00;record_contact;kjentmann;;;;informed;\n"+
		"1;2025-10-07 14:00;assign;principal;;;;;;\n")
	first := tr.Events[0]
	if tr.Reference != "1" || tr.School != "nordmarka" || tr.Pseudonym != "" || tr.Adult != paper.AlwaysMinor || len(tr.Guardians) != 1 {
		t.Errorf("the trace is %+v", tr)
	}
	if first.ID != "row 2" || first.Scenario != "third_party_concern" || first.State != "received" || !slices.Equal(first.Roles, []string{"contact_teacher"}) || !first.RecordedAt.Equal(first.OccurredAt) {
		t.Errorf("the opening is %+v", first)
	}
	if got := tr.Events[1]; got.Actor != first.Actor || got.OccurredAt.In(calendar.Oslo).Hour() != 9 {
		t.Errorf("what was done that morning is %+v", got) // before nine, by the order of the file
	}
	if tr.Events[2].Actor == first.Actor {
		t.Error("two roles are one person")
	}
}

// TestDaysWithoutTimes holds that a date alone is noon, unless the rows around
// it say that it was earlier or later.
func TestDaysWithoutTimes(t *testing.T) {
	for _, c := range []struct {
		name  string
		whens []string
		want  []string
	}{
		{"alone", []string{"2025-10-03"}, []string{"12:00"}},
		{"after an afternoon", []string{"2025-10-03 14:00", "2025-10-03"}, []string{"14:00", "14:00"}},
		{"before a morning", []string{"2025-10-03", "2025-10-03 09:30"}, []string{"09:30", "09:30"}},
		{"between", []string{"2025-10-03 08:00", "2025-10-03", "2025-10-03", "2025-10-03 09:30"}, []string{"08:00", "09:30", "09:30", "09:30"}},
		{"another day", []string{"2025-10-03 14:00", "2025-10-06"}, []string{"14:00", "12:00"}},
	} {
		table := "case;occurred_at;step;by;scenario;age\n"
		for i, when := range c.whens {
			step := "add_note;kjentmann;;"
			if i == 0 {
				step = "open;kjentmann;self_referral;minor"
			}
			table += "1;" + when + ";" + step + "\n"
		}
		var got []string
		for _, e := range one(t, table).Events {
			got = append(got, e.OccurredAt.In(calendar.Oslo).Format("15:04"))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, not %v", c.name, got, c.want)
		}
	}
}

func TestAges(t *testing.T) {
	for word, want := range map[string]calendar.Date{
		"minor": paper.AlwaysMinor, "under 18": paper.AlwaysMinor, "adult": paper.AlwaysAdult, "over 18": paper.AlwaysAdult, "voksen": paper.AlwaysAdult,
		"2025-12-24": calendar.On(2025, 12, 24), "24.12.2025": calendar.On(2025, 12, 24), "unknown": 0, "": 0,
	} {
		tr := one(t, strings.Replace(opened, ";minor;", ";"+word+";", 1))
		if tr.Adult != want {
			t.Errorf("%q is %v, not %v", word, tr.Adult, want)
		}
	}
	book := read(t, strings.NewReplacer(";minor;", ";;").Replace(opened))
	if len(book.Remarks) != 1 || book.Remarks[0].Key != "no_age" {
		t.Errorf("an age left out is remarked as %v", book.Remarks)
	}
}

func TestOrderAndRecording(t *testing.T) {
	book := read(t, "case;occurred_at;step;by;scenario;age;recorded_at\n"+
		"B;2025-10-07;add_note;kjentmann;;;2025-10-20\n"+
		"A;2025-10-03;open;kjentmann;self_referral;minor;\n"+
		"B;2025-10-06;open;kjentmann;self_referral;minor;\n"+
		"B;2025-10-08;consult_kjentmann;kjentmann;;;\n")
	if len(book.Traces) != 2 || book.Traces[0].Reference != "B" {
		t.Fatalf("cases are %+v", book.Traces)
	}
	var got []string
	for _, e := range book.Traces[0].Events {
		got = append(got, e.Step+" "+e.ID)
	}
	if want := []string{"open row 4", "consult_kjentmann row 5", "add_note row 2"}; !slices.Equal(got, want) {
		t.Errorf("events stand as %v, not %v", got, want)
	}
}

func TestRemarks(t *testing.T) {
	book := read(t, "case;occurred_at;step;by;scenario;age;in_class\n"+
		"1;2025-10-03;open;;intoxicated_at_school;minor;yes\n"+
		"1;2025-10-03;take_out;kjentmann;;;\n")
	var got []string
	for _, p := range book.Remarks {
		got = append(got, p.Key)
	}
	if want := []string{"nobody", "day_only", "left_out"}; !slices.Equal(got, want) {
		t.Errorf("remarks are %v:\n%v", got, book.Remarks)
	}
	if e := book.Traces[0].Events[0]; e.Actor == 0 || len(e.Roles) != 0 {
		t.Errorf("nobody is %+v", e)
	}
}
