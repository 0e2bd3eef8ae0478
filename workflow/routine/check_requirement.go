package routine

import "slices"

var (
	modalities = []string{"must", "should", "consider", "may"}
	templates  = []string{
		"existence", "absence", "response", "precedence", "succession", "responded_existence",
		"co_existence", "not_co_existence", "content", "participation", "maintenance", "permission",
	}
	bases = []string{"source", "local", "derived"}
)

func (c *checker) requirement(r *Requirement) {
	if r.Modality != "" && !slices.Contains(modalities, r.Modality) {
		c.unknown(r.Pos, "unknown_modality", r.Modality, modalities)
	}
	if r.Template != "" && !slices.Contains(templates, r.Template) {
		c.unknown(r.Pos, "unknown_template", r.Template, templates)
	}
	if r.Target == nil && r.Template != "absence" && r.Template != "permission" {
		c.report(r.Pos, "missing_key", "target")
	}
	if (r.Template == "permission") != (r.Modality == "may") {
		c.report(r.Pos, "permission_mismatch", r.ID)
	}
	switch {
	case r.Source.File == "" && r.Source.Why.IsZero() && r.Source.Line > 0: // without any, it is missing
		c.report(r.Source.Pos, "no_source", r.ID)
	case r.Source.File != "" && !linesForm.MatchString(r.Source.Lines):
		c.report(r.Source.Pos, "bad_lines", r.Source.Lines)
	}
	c.roles(r.Pos, r.Actor)
	for _, id := range r.Scenarios {
		c.scenarioID(r.Pos, id)
	}
	c.activation(r.Pos, r.Activation)
	c.cond(r.Target)
	c.cond(r.Applies)
	c.cond(r.Ends)
	if r.Deadline != nil {
		c.deadline(r.Deadline)
	}
}

func (c *checker) deadline(d *Deadline) {
	if d.Basis != "" && !slices.Contains(bases, d.Basis) {
		c.unknown(d.Pos, "unknown_basis", d.Basis, bases)
	}
	given := 0
	for _, has := range []bool{d.Days != nil, d.Minutes != nil, d.Hours > 0} {
		if has {
			given++
		}
	}
	if given != 1 {
		c.report(d.Pos, "one_deadline")
	}
	if d.Opens != "" && d.Opens != "next_school_day" {
		c.unknown(d.Pos, "unknown_value", d.Opens, []string{"next_school_day"})
	}
	c.number(d.Pos, d.Days)
	c.number(d.Pos, d.Minutes)
	c.activation(d.Pos, d.From)
	c.activation(d.Pos, d.MovedBy)
}
