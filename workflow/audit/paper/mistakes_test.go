package paper_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow/audit/paper"
	"kjentvei/workflow/routine"
)

// head is the headings of the tables below, whose first case begins in row 2.
const head = "case;occurred_at;step;by;scenario;age;recorded_at;outcome;present;field\n"

const begun = head + "1;2025-10-03 10:40;open;contact_teacher;self_referral;minor\n"

// TestMistakes finds each kind of mistake where it is. What is expected is
// row:column key, and after a bar a part of the English hint.
func TestMistakes(t *testing.T) {
	for _, c := range []struct {
		name, table string
		want        []string
	}{
		{"nothing", "", []string{"1:1 empty"}},
		{"only space", "\n ; \n", []string{"1:1 empty"}},
		{"UTF-16", "\xff\xfec\x00a\x00", []string{"1:1 not_utf8|CSV UTF-8"}},
		{"Latin 1", head + "1;2025-10-03;\xe5pnet;kjentmann\n", []string{"1:1 not_utf8|CSV UTF-8"}},
		{"too big", strings.Repeat("x", paper.MaxBytes+1), []string{"1:1 too_big"}},
		{"too many rows", head + strings.Repeat("1\n", paper.MaxRows+1), []string{fmt.Sprintf("%d:1 many_rows|split", paper.MaxRows+2)}},
		{"too many columns", begun + strings.Repeat(";", 300) + "x\n", []string{"3:201 many_columns"}},
		{"a cell without end", begun + "1;\"2025\n", []string{"3:2 quote"}},

		{"a heading misspelt", "case;occured_at;step;by;outcom;case\n", []string{"1:1 no_column", "1:2 unknown_column|occurred_at", "1:5 unknown_column|outcome", "1:6 column_twice"}},
		{"a cell without heading", begun + "1;2025-10-06;add_note;kjentmann;;;;;;;stray\n", []string{"3:11 pair|field=value"}},

		{"no case", begun + ";2025-10-06;add_note;kjentmann\n", []string{"3:1 no_case"}},
		{"a national number", head + "01020312345;2025-10-03;open;kjentmann\n", []string{"2:1 national_id|own case number"}},
		{"a national number in parts", head + "010203 12345;2025-10-03;open;kjentmann\n01 02 03 123 45;2025-10-03;open;kjentmann\n", []string{"2:1 national_id|own", "3:1 national_id|own"}},
		{"a national number elsewhere", begun + "1;2025-10-06;add_note;kjentmann;;;;;;text=fnr. 010203-12345\n", []string{"3:10 national_id"}},
		{"a name", head + "Kari Nordmann;2025-10-03;open;kjentmann;self_referral;minor\n", []string{"2:1 person_name|case 14"}},
		{"a long label", head + strings.Repeat("x", 41) + ";2025-10-03;open;kjentmann;self_referral;minor\n", []string{"2:1 bad_case|40"}},

		{"no time", begun + "1;;add_note;kjentmann\n", []string{"3:2 no_time"}},
		{"no such day", begun + "1;2025-02-30;add_note;kjentmann\n1;10/03/2025;add_note;kjentmann\n1;2025-10-06 25:00;add_note;kjentmann\n1;03.10.1925;add_note;kjentmann\n",
			[]string{"3:2 bad_time|2025-10-03", "4:2 bad_time", "5:2 bad_time", "6:2 bad_time"}},
		{"the future", begun + "1;2026-02-02 09:01;add_note;kjentmann\n1;2026-02-03;add_note;kjentmann\n1;2026-02-02;add_note;kjentmann;;;2026-03-01\n", []string{"3:2 in_future", "4:2 in_future", "5:7 in_future"}},
		{"before the opening", begun + "1;2025-10-02;add_note;kjentmann\n", []string{"3:2 before_opening|when the concern arose"}},
		{"written down before it happened", begun + "1;2025-10-06;add_note;kjentmann;;;2025-10-03\n", []string{"3:7 recorded_first"}},

		{"no step", begun + "1;2025-10-06;;kjentmann\n", []string{"3:3 no_step"}},
		{"a step misspelt", begun + "1;2025-10-06;hold_tlak;kjentmann\n", []string{"3:3 unknown_step|hold_talk"}},
		{"a step of another routine", begun + "1;2025-10-06;make_contract;kjentmann\n", []string{"3:3 unknown_step"}},
		{"a step of the screen", begun + "1;2025-10-06;correct;kjentmann\n", []string{"3:3 not_on_paper|row itself"}},
		{"no opening", head + "1;2025-10-06;add_note;kjentmann\n", []string{"2:1 no_opening|open"}},
		{"two openings", begun + "1;2025-10-06;open;kjentmann;self_referral;minor\n", []string{"3:3 opened_twice"}},

		{"no scenario", head + "1;2025-10-03;open;kjentmann\n", []string{"2:5 no_scenario|self_referral"}},
		{"a scenario misspelt", head + "1;2025-10-03;open;kjentmann;self_referal;minor\n", []string{"2:5 unknown_scenario|self_referral"}},
		{"what belongs in the opening", begun + "1;2025-10-06;add_note;kjentmann;self_referral;minor\n", []string{"3:5 only_opening", "3:6 only_opening"}},
		{"no age", head + "1;2025-10-03;open;kjentmann;self_referral;17\n", []string{"2:6 bad_age|18"}},
		{"an age without a student", head + "1;2025-10-03;open;kjentmann;anonymous_consultation;minor\n", []string{"2:6 no_student"}},

		{"a role misspelt", begun + "1;2025-10-06;add_note;kjentman\n", []string{"3:4 unknown_role|kjentmann"}},
		{"several roles", begun + "1;2025-10-06;add_note;leadership\n", []string{"3:4 group|department_head, principal"}},
		{"two people", begun + "1;2025-10-06;add_note;kjentmann + principal\n1;2025-10-06;add_note;guardian\n", []string{"3:4 one_person", "4:4 one_person"}},
		{"people misspelt", begun + "1;2025-10-06;hold_talk;kjentmann;;;;;studnet + kjentmann;\n", []string{"3:9 unknown_role|student"}},
		{"somebody who cannot be told", begun + "1;2025-10-06;tell_leadership;kjentmann;;;;;;told=kjentmann\n", []string{"3:10 wrong_person"}},
		{"two people for one", begun + "1;2025-10-06;assign;principal;;;;;;person=kjentmann + principal\n", []string{"3:10 many_people"}},

		{"a field of another step", begun + "1;2025-10-06;add_note;kjentmann;;;;admitted\n", []string{"3:8 unknown_field|text"}},
		{"a field misspelt", begun + "1;2025-10-06;hold_talk;kjentmann;;;;;;outcom=admitted\n", []string{"3:10 unknown_field|outcome"}},
		{"a field twice", begun + "1;2025-10-06;hold_talk;kjentmann;;;;denied;;outcome=admitted\n", []string{"3:10 field_twice"}},
		{"an answer misspelt", begun + "1;2025-10-06;hold_talk;kjentmann;;;;admited\n", []string{"3:8 bad_choice|admitted"}},
		{"no such answer", begun + "1;2025-10-06;hold_talk;kjentmann;;;;perhaps\n", []string{"3:8 bad_choice|admitted, denied, refused"}},
		{"no such topic", begun + "1;2025-10-06;hold_follow_up;kjentmann;;;;;student;topics=situation + rulse\n", []string{"3:10 bad_choice|rules"}},
		{"no date", begun + "1;2025-10-06;send_home;principal;;;;;;back_on=soon\n", []string{"3:10 bad_time"}},
		{"no number", begun + "1;2025-10-06;send_home;principal;;;;;;days=two\n1;2025-10-06;send_home;principal;;;;;;days=20\n", []string{"3:10 bad_number", "4:10 number_range"}},
		{"neither yes nor no", begun + "1;2025-10-06;record_child_welfare;principal;;;;notified;;leadership=perhaps\n", []string{"3:10 bad_flag|yes or no"}},
		{"an answer to no breach", begun + "1;2025-10-06;acknowledge_breach;principal\n", []string{"3:3 no_breach"}},

		{"several at once", "case;occurred_at;step;by;scenario;age\n1;soon;open;kjentman;self_referal;17\n2;2025-10-03;open;kjentmann;self_referal;17\n",
			[]string{"2:2 bad_time", "3:5 unknown_scenario", "3:6 bad_age"}},
	} {
		book, problems := paper.Read([]byte(c.table), kjentmann(t), paper.Options{Now: later})
		if book != nil {
			t.Errorf("%s: it makes a book", c.name)
		}
		var got []string
		for i, p := range problems {
			s := fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Key)
			if i < len(c.want) {
				if _, hint, asked := strings.Cut(c.want[i], "|"); asked && strings.Contains(p.Hint.EN, hint) {
					s += "|" + hint
				}
			}
			got = append(got, s)
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s:\n%s\n— not\n%s\n%v", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"), problems)
		}
	}
}

func TestMistakesAreNotToldForEver(t *testing.T) {
	_, problems := paper.Read([]byte(head+strings.Repeat("1;never;hold_tlak;kjentmann\n", 20_000)), kjentmann(t), paper.Options{})
	if n := len(problems); n != 501 || problems[n-1].Key != "more" {
		t.Errorf("%d mistakes, the last %v", n, problems[n-1])
	}
}

// TestNumbersOfPeopleAreNotRepeated holds that no message gives one away.
func TestNumbersOfPeopleAreNotRepeated(t *testing.T) {
	_, problems := paper.Read([]byte(head+"01020312345;01020312345;01020312345;01020312345\n01020312345\n"), kjentmann(t), paper.Options{})
	for _, p := range problems {
		for _, lang := range routine.Langs {
			if strings.Contains(p.In(lang), "0102") {
				t.Error(p.In(lang))
			}
		}
	}
	if len(problems) == 0 {
		t.Error("no mistakes")
	}
}

// manyCases have four rows each.
const manyCases = 5000

// TestManyRows reads what many schools together would have in a year.
func TestManyRows(t *testing.T) {
	var b bytes.Buffer
	b.WriteString(head)
	for i := range manyCases {
		fmt.Fprintf(&b, "%d;2025-10-03 10:40;open;contact_teacher;self_referral;minor\n", i)
		for range 3 {
			fmt.Fprintf(&b, "%d;2025-10-06;hold_talk;kjentmann;;;;refused\n", i)
		}
	}
	start := time.Now()
	book, problems := paper.Read(b.Bytes(), kjentmann(t), paper.Options{})
	if len(problems) > 0 || len(book.Traces) != manyCases {
		t.Fatalf("%v", problems)
	}
	if took := time.Since(start); took > time.Minute {
		t.Errorf("it took %v", took)
	}
}

// TestGoldenTemplate shows what a school is handed.
func TestGoldenTemplate(t *testing.T) {
	got := paper.Template(kjentmann(t), routine.Bokmal)
	path := "../../../testdata/paper/template-kjentmann.nb.csv"
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the template differs from %s (run with -update to accept it):\n%s", path, got)
	}
}
