package report

import (
	"time"

	"kjentvei/workflow/audit"
	"kjentvei/workflow/calendar"
	"kjentvei/workflow/routine"
)

// What the API and the command give programs: figures, and the audit of one
// case. The names are the contract's. A count that is hidden is null.

// FiguresJSON is figures for programs.
type FiguresJSON struct {
	Schools      []string          `json:"schools"`
	From         string            `json:"from,omitempty"`
	To           string            `json:"to,omitempty"`
	At           time.Time         `json:"at"`
	Suppressed   int               `json:"suppressed_below,omitempty"` // counts below it, and what would give them away, are null
	Cases        audit.Count       `json:"cases"`
	Open         audit.Count       `json:"open"`
	Closed       audit.Count       `json:"closed"`
	Voided       audit.Count       `json:"voided"`
	Merged       audit.Count       `json:"merged"`
	Requirements []RequirementJSON `json:"requirements"`
	Scenarios    []GroupJSON       `json:"scenarios"`
	Months       []GroupJSON       `json:"months"`
	Years        []GroupJSON       `json:"school_years"`
	BySchool     []GroupJSON       `json:"by_school,omitempty"`
	Versions     []VersionJSON     `json:"versions"`
	Waiting      []WaitJSON        `json:"waiting"`
	Refusals     []TallyJSON       `json:"refusals"`
	Waivers      []TallyJSON       `json:"waivers"`
	Breaches     BreachesJSON      `json:"breaches"`
}

// TalliedJSON is how often each verdict was given.
type TalliedJSON struct {
	Satisfied     audit.Count `json:"satisfied"`
	Late          audit.Count `json:"late"`
	Violated      audit.Count `json:"violated"`
	Waived        audit.Count `json:"waived"`
	Pending       audit.Count `json:"pending"`
	NotApplicable audit.Count `json:"not_applicable"`
}

// RequirementJSON is what one requirement comes to.
type RequirementJSON struct {
	Requirement string `json:"requirement"`
	Title       string `json:"title"`
	Modality    string `json:"modality"`
	TalliedJSON
	Overdue audit.Count `json:"overdue"`
	Delays  []DelayJSON `json:"delays"`
	Waivers []TallyJSON `json:"waivers"`
}

// DelayJSON is by how much late ones were late, in one unit.
type DelayJSON struct {
	Unit   string      `json:"unit"`
	Late   audit.Count `json:"late"`
	Median *float64    `json:"median"`
	Worst  *float64    `json:"worst"`
}

// GroupJSON is some of the cases.
type GroupJSON struct {
	ID    string      `json:"id"`
	Title string      `json:"title,omitempty"`
	Cases audit.Count `json:"cases"`
	TalliedJSON
}

// VersionJSON is the cases that follow one version of a routine.
type VersionJSON struct {
	Routine      string            `json:"routine"`
	Version      int               `json:"version"`
	Title        string            `json:"title"`
	Cases        audit.Count       `json:"cases"`
	Requirements []RequirementJSON `json:"requirements"`
}

// WaitJSON is how long cases stay in a state, in school days.
type WaitJSON struct {
	Routine string      `json:"routine"`
	State   string      `json:"state"`
	Title   string      `json:"title"`
	Stays   audit.Count `json:"stays"`
	Now     audit.Count `json:"now"`
	Median  *float64    `json:"median"`
	Worst   *float64    `json:"worst"`
}

// TallyJSON counts what has a code.
type TallyJSON struct {
	Code  string      `json:"code"`
	Count audit.Count `json:"count"`
}

// BreachesJSON is how many breaches were recorded.
type BreachesJSON struct {
	Recorded     audit.Count `json:"recorded"`
	Acknowledged audit.Count `json:"acknowledged"`
}

// CaseJSON is the audit of one case.
type CaseJSON struct {
	Reference string        `json:"reference"`
	Pseudonym string        `json:"pseudonym,omitempty"`
	School    string        `json:"school"`
	Routine   string        `json:"routine"`
	Version   int           `json:"version"`
	Scenario  string        `json:"scenario"`
	ClosedAs  string        `json:"closed_as,omitempty"`
	At        time.Time     `json:"at"`
	Verdicts  []VerdictJSON `json:"verdicts"`
	Waivers   []WaiverJSON  `json:"waivers"`
	Breaches  []BreachJSON  `json:"breaches"`
}

// VerdictJSON is what a requirement comes to in the case.
type VerdictJSON struct {
	Requirement string `json:"requirement"`
	Title       string `json:"title"`
	Modality    string `json:"modality"`
	FindingJSON
	Activations []FindingJSON `json:"activations"`
}

// FindingJSON is what one activation of a requirement comes to.
type FindingJSON struct {
	Verdict      string     `json:"verdict"`
	Since        *time.Time `json:"since,omitempty"`
	DueOn        string     `json:"due_on,omitempty"`
	DueAt        *time.Time `json:"due_at,omitempty"`
	Overdue      bool       `json:"overdue,omitempty"`
	Suspended    bool       `json:"suspended,omitempty"`
	SettledAt    *time.Time `json:"settled_at,omitempty"`
	LateBy       *LateJSON  `json:"late_by,omitempty"`
	Reason       string     `json:"reason"`
	Detail       []string   `json:"detail,omitempty"`
	By           string     `json:"by,omitempty"` // role of whoever waived, or acknowledged
	Acknowledged *bool      `json:"acknowledged,omitempty"`
	RecordedIn   int        `json:"recorded_after_school_days,omitempty"`
	Events       []string   `json:"events"`
	Sentence     string     `json:"sentence"`
}

// LateJSON is by how much a deadline was missed.
type LateJSON struct {
	Amount float64 `json:"amount"`
	Unit   string  `json:"unit"`
}

// WaiverJSON is an exception that was made.
type WaiverJSON struct {
	Event       string    `json:"event"`
	Requirement string    `json:"requirement"`
	Reason      string    `json:"reason"`
	By          string    `json:"by"`
	At          time.Time `json:"at"`
	Allowed     bool      `json:"allowed"`
	Why         string    `json:"why,omitempty"` // it was not
}

// BreachJSON is a breach that was recorded.
type BreachJSON struct {
	Event          string    `json:"event"`
	Of             string    `json:"of"`
	Requirements   []string  `json:"requirements"`
	By             string    `json:"by"`
	At             time.Time `json:"at"`
	Acknowledged   bool      `json:"acknowledged"`
	AcknowledgedBy string    `json:"acknowledged_by,omitempty"`
	Retracted      bool      `json:"retracted,omitempty"`
}

// ForPrograms makes the JSON of figures.
func ForPrograms(f *audit.Figures, lang routine.Lang) *FiguresJSON {
	out := &FiguresJSON{
		Schools: append([]string{}, f.Schools...), From: dayOf(f.From), To: dayOf(f.To), At: f.At.UTC(), Suppressed: f.Small,
		Cases: f.Cases, Open: f.Open, Closed: f.Closed, Voided: f.Voided, Merged: f.Merged,
		Requirements: requirements(f.Requirements, lang),
		Scenarios:    groups(f.Scenarios, lang), Months: groups(f.Months, lang), Years: groups(f.Years, lang),
		Versions: []VersionJSON{}, Waiting: []WaitJSON{}, Refusals: tallies(f.Refusals), Waivers: tallies(f.Waivers),
		Breaches: BreachesJSON{Recorded: f.Breaches.Of, Acknowledged: f.Breaches.Count},
	}
	if len(f.BySchool) > 0 {
		out.BySchool = groups(f.BySchool, lang)
	}
	for _, v := range f.Versions {
		out.Versions = append(out.Versions, VersionJSON{v.Routine, v.Version, v.Title.In(lang), v.Cases, requirements(v.Requirements, lang)})
	}
	for _, w := range f.Waiting {
		out.Waiting = append(out.Waiting, WaitJSON{
			w.Routine, w.State, w.Title.In(lang), w.Stays, w.Now, unless(w.Stays.Hidden, w.Median), unless(w.Stays.Hidden, w.Worst),
		})
	}
	return out
}

func dayOf(d calendar.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func unless(hidden bool, n float64) *float64 {
	if hidden {
		return nil
	}
	return &n
}

func tallied(t *audit.Tallied) TalliedJSON {
	return TalliedJSON{
		t.Of(audit.Satisfied), t.Of(audit.Late), t.Of(audit.Violated), t.Of(audit.Waived), t.Of(audit.Pending), t.Of(audit.NotApplicable),
	}
}

func requirements(list []audit.RequirementFigures, lang routine.Lang) []RequirementJSON {
	out := make([]RequirementJSON, len(list))
	for i := range list {
		r := &list[i]
		out[i] = RequirementJSON{
			Requirement: r.Requirement.ID, Title: r.Requirement.Title.In(lang), Modality: r.Requirement.Modality,
			TalliedJSON: tallied(&r.Verdicts), Overdue: r.Overdue, Delays: []DelayJSON{}, Waivers: tallies(r.Waivers),
		}
		for _, d := range r.Delays {
			out[i].Delays = append(out[i].Delays, DelayJSON{d.Unit, d.Late, unless(d.Late.Hidden, d.Median), unless(d.Late.Hidden, d.Worst)})
		}
	}
	return out
}

func groups(list []audit.Group, lang routine.Lang) []GroupJSON {
	out := make([]GroupJSON, len(list))
	for i := range list {
		out[i] = GroupJSON{list[i].ID, list[i].Title.In(lang), list[i].Cases, tallied(&list[i].Verdicts)}
	}
	return out
}

func tallies(list []audit.Tally) []TallyJSON {
	out := make([]TallyJSON, len(list))
	for i := range list {
		out[i] = TallyJSON{list[i].Code, list[i].Count}
	}
	return out
}

// CaseForPrograms makes the JSON of one case's audit.
func CaseForPrograms(c *audit.Case, lang routine.Lang) *CaseJSON {
	out := &CaseJSON{
		Reference: c.Reference, Pseudonym: c.Pseudonym, School: c.School, Routine: c.Routine.ID, Version: c.Routine.Version,
		Scenario: c.Scenario, ClosedAs: c.ClosedAs, At: c.At.UTC(),
		Verdicts: []VerdictJSON{}, Waivers: []WaiverJSON{}, Breaches: []BreachJSON{},
	}
	for i := range c.Verdicts {
		v := &c.Verdicts[i]
		verdict := VerdictJSON{
			Requirement: v.Requirement.ID, Title: v.Requirement.Title.In(lang), Modality: v.Requirement.Modality,
			FindingJSON: finding(c, v, &v.Finding, lang), Activations: []FindingJSON{},
		}
		for k := range v.Activations {
			verdict.Activations = append(verdict.Activations, finding(c, v, &v.Activations[k], lang))
		}
		out.Verdicts = append(out.Verdicts, verdict)
	}
	for _, w := range c.Waivers {
		out.Waivers = append(out.Waivers, WaiverJSON{w.Event, w.Requirement, w.Reason, w.By, w.At.UTC(), w.Allowed, w.Why})
	}
	for _, b := range c.Breaches {
		out.Breaches = append(out.Breaches, BreachJSON{
			b.Event, b.Of, append([]string{}, b.Requirements...), b.By, b.At.UTC(), b.Acknowledgment != "", b.AcknowledgedBy, b.Retracted,
		})
	}
	return out
}

func finding(c *audit.Case, v *audit.Verdict, f *audit.Finding, lang routine.Lang) FindingJSON {
	out := FindingJSON{
		Verdict: f.Judgement.String(), Since: pointTo(f.Since), DueOn: dayOf(f.DueOn), DueAt: pointTo(f.DueAt),
		Overdue: f.Overdue, Suspended: f.Suspended, SettledAt: pointTo(f.SettledAt),
		Reason: f.Reason.Code, Detail: f.Reason.Detail, By: f.Reason.By, RecordedIn: f.RecordedIn,
		Events: append([]string{}, f.Events...), Sentence: audit.Sentence(c.Routine, v, f, lang),
	}
	if f.LateBy.Unit != "" {
		out.LateBy = &LateJSON{f.LateBy.Amount, f.LateBy.Unit}
	}
	if f.Reason.Code == audit.BecauseBreach {
		out.Acknowledged = &f.Acknowledged
	}
	return out
}

func pointTo(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	utc := at.UTC()
	return &utc
}
