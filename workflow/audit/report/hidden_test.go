package report_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/audit/report"
	"kjentvei/workflow/routine"
)

// secret would stand in what is hidden, if that were only covered.
const secret = 77777

func covered() audit.Count { return audit.Count{N: secret, Hidden: true} }

// hiddenFigures are the invented ones as an observer gets them, with a number in
// what is hidden that must not come out. What it would be a part of is hidden
// here by hand.
func hiddenFigures(t *testing.T) *audit.Figures {
	f := inventedFigures(t)
	f.Small = 5
	f.Voided, f.Merged = covered(), covered()
	hide := func(c *audit.Count) {
		if c.N > 0 && c.N < f.Small {
			*c = covered()
		}
	}
	verdicts := func(v *audit.Tallied) {
		for j := range v {
			hide(&v[j])
		}
	}
	for i := range f.Requirements {
		r := &f.Requirements[i]
		verdicts(&r.Verdicts)
		hide(&r.Overdue)
		for k := range r.Delays {
			if d := &r.Delays[k]; d.Late.N < f.Small {
				d.Late, d.Median, d.Worst = covered(), secret, secret
			}
		}
	}
	for _, groups := range [][]audit.Group{f.Scenarios, f.Months, f.Years, f.BySchool} {
		for i := range groups {
			hide(&groups[i].Cases)
			verdicts(&groups[i].Verdicts)
		}
	}
	for i := range f.Versions {
		for k := range f.Versions[i].Requirements {
			verdicts(&f.Versions[i].Requirements[k].Verdicts)
		}
	}
	f.Waiting[5].Stays, f.Waiting[5].Median, f.Waiting[5].Worst = covered(), secret, secret
	for i := range f.Waiting {
		hide(&f.Waiting[i].Now)
	}
	hide(&f.Waivers[1].Count)
	f.Breaches.Count = covered()
	return f
}

// A count that is hidden comes out nowhere: neither in words nor in the length
// of a bar, in no form and no language. What is hidden could be anything.
func TestHiddenCountsDoNotLeak(t *testing.T) {
	for _, lang := range routine.Langs {
		f := hiddenFigures(t)
		d := report.OfFigures(f, lang)
		forms := map[string]string{"html": report.HTML(d, ""), "text": report.Text(d), "csv": report.FiguresCSV(f)}
		for form, got := range forms {
			for _, leak := range []string{"77777", "77 777", "155554"} {
				if strings.Contains(got, leak) {
					t.Errorf("%s in %s shows %s", form, lang, leak)
				}
			}
		}
		other := zeroed(f)
		od := report.OfFigures(other, lang)
		for form, got := range map[string]string{"html": report.HTML(od, ""), "text": report.Text(od), "csv": report.FiguresCSV(other)} {
			if diff := cmp.Diff(strings.Split(forms[form], "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("%s in %s depends on what is hidden: %s", form, lang, diff)
			}
		}
	}
}

// zeroed is the same figures with nothing in what is hidden.
func zeroed(f *audit.Figures) *audit.Figures {
	zero := func(c *audit.Count) {
		if c.Hidden {
			c.N = 0
		}
	}
	verdicts := func(v *audit.Tallied) {
		for j := range v {
			zero(&v[j])
		}
	}
	for i := range f.Requirements {
		r := &f.Requirements[i]
		verdicts(&r.Verdicts)
		zero(&r.Overdue)
		for k := range r.Delays {
			if d := &r.Delays[k]; d.Late.Hidden {
				*d = audit.Delay{Late: audit.Count{Hidden: true}, Unit: d.Unit}
			}
		}
		if r.Verdicts.Of(audit.Late).Hidden {
			r.Delays = nil // as if none had been late
		}
	}
	for _, groups := range [][]audit.Group{f.Scenarios, f.Months, f.Years, f.BySchool} {
		for i := range groups {
			zero(&groups[i].Cases)
			verdicts(&groups[i].Verdicts)
		}
	}
	for i := range f.Versions {
		for k := range f.Versions[i].Requirements {
			verdicts(&f.Versions[i].Requirements[k].Verdicts)
		}
	}
	for i := range f.Waiting {
		w := &f.Waiting[i]
		zero(&w.Now)
		if w.Stays.Hidden {
			w.Stays.N, w.Median, w.Worst = 0, 0, 0
		}
	}
	for _, c := range []*audit.Count{&f.Voided, &f.Merged, &f.Waivers[1].Count, &f.Breaches.Count} {
		zero(c)
	}
	return f
}

// Where something is hidden the report says so, and what the sign for it means.
func TestHiddenIsExplained(t *testing.T) {
	for _, lang := range routine.Langs {
		open, closed := report.Text(report.OfFigures(inventedFigures(t), lang)), report.Text(report.OfFigures(hiddenFigures(t), lang))
		if strings.Contains(open, "«–»") || strings.Contains(open, "»–«") || strings.Contains(open, "“–”") {
			t.Errorf("%s: explains a sign that is not there", lang)
		}
		if !strings.Contains(closed, "«–»") && !strings.Contains(closed, "»–«") && !strings.Contains(closed, "“–”") {
			t.Errorf("%s: does not explain the sign", lang)
		}
	}
}

// Programs read a hidden count as an empty cell, and every row has every column.
func TestFiguresCSV(t *testing.T) {
	f := hiddenFigures(t)
	rows, err := csv.NewReader(strings.NewReader(report.FiguresCSV(f))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := "requirement,modality,satisfied,late,violated,waived,pending,not_applicable,overdue,median_delay_school_days,worst_delay_school_days,median_delay_hours,worst_delay_hours"
	if got := strings.Join(rows[0], ","); got != want {
		t.Errorf("heads: %s", got)
	}
	if len(rows) != 1+len(f.Requirements) {
		t.Errorf("%d rows of %d requirements", len(rows), len(f.Requirements))
	}
	for i, r := range f.Requirements {
		if late := r.Verdicts.Of(audit.Late); late.Hidden != (rows[i+1][3] == "") {
			t.Errorf("%s: late is %q", r.Requirement.ID, rows[i+1][3])
		}
	}
}

// No cell begins a formula, and no text is markup, whoever wrote the routine.
func TestHostileTexts(t *testing.T) {
	def, _ := routine.Parse(routine.ShippedSource("kjentmann"))
	def.Title = routine.Same(`<script>alert(1)</script> & "x"`)
	def.Requirements[0].Title = routine.Same(`=HYPERLINK("http://example.no")<b>`)
	r, problems := routine.Build(def, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	c := inventedCase(t)
	c.Routine, c.Pseudonym, c.Reference = r, "<i>x</i>", `"><script>`
	c.Verdicts[0].Requirement = r.Demands()[0]
	c.Verdicts[0].Reason.Detail = []string{"=1+1"}
	c.Timeline[0].Title = routine.Same(`<img src=x>`)
	page := report.HTML(report.OfCase(c, routine.English), "")
	for _, bad := range []string{"<script", "<b>", "<i>", "<img"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
	wellFormed(t, "hostile", page)
	f := inventedFigures(t)
	f.Requirements[0].Requirement = &routine.Requirement{ID: "+cmd|' /C calc'!A0", Modality: "=must", Title: routine.Same("<b>")}
	for name, sheet := range map[string]string{"case": report.CaseCSV(c, routine.English), "figures": report.FiguresCSV(f)} {
		rows, err := csv.NewReader(strings.NewReader(sheet)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		guarded := 0
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) {
					t.Errorf("%s: the cell %q begins a formula", name, cell)
				}
				if strings.HasPrefix(cell, "'") {
					guarded++
				}
			}
		}
		if guarded == 0 {
			t.Errorf("%s: nothing was guarded", name)
		}
	}
	if page := report.HTML(report.OfFigures(f, routine.English), ""); strings.Contains(page, "<b>") {
		t.Error("the figures have markup")
	}
}

// A number of a requirement leads to the cases that it counts; one that is hidden, or
// counts none, leads nowhere, and what leads there is text.
func TestFiguresLead(t *testing.T) {
	asked := map[audit.Cell]bool{}
	href := func(c audit.Cell) string {
		asked[c] = true
		return `/"><b>` + c.Requirement
	}
	f := hiddenFigures(t)
	page := report.HTML(report.OfLinkedFigures(f, routine.English, href), "")
	wellFormed(t, "linked", page)
	if strings.Contains(page, "<b>") || strings.Count(page, `<a class="behind" href="/&#34;&gt;&lt;b&gt;`) != len(asked) {
		t.Errorf("%d cells lead somewhere: %s", len(asked), page)
	}
	if len(asked) == 0 {
		t.Error("nothing leads anywhere")
	}
	for _, r := range f.Requirements {
		for _, j := range []audit.Judgement{audit.Satisfied, audit.Late, audit.Violated, audit.Waived, audit.Pending} {
			c := r.Verdicts.Of(j)
			if leads := asked[audit.Cell{Requirement: r.Requirement.ID, Verdict: j}]; leads != (!c.Hidden && c.N > 0) {
				t.Errorf("%s, %s: %+v leads somewhere: %t", r.Requirement.ID, j, c, leads)
			}
		}
	}
}
