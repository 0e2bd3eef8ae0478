package routine

// Pos is where in its file something was written, both counted from 1.
type Pos struct {
	Line   int `json:"-"`
	Column int `json:"-"`
}

func (p *Pos) setPos(line, column int) { p.Line, p.Column = line, column }

// Definition is a routine as its file says it, before the shared blocks are
// merged in and the parameters filled in. Build makes a Routine of it.
type Definition struct {
	Pos      `json:"-"`
	ID       string   `yaml:"id,required" json:"id"`
	Version  int      `yaml:"version,required" json:"version"`
	Title    Text     `yaml:"title,required" json:"title"`
	About    Text     `yaml:"about" json:"about,omitzero"`
	Source   Source   `yaml:"source,required" json:"source"`
	Owner    Text     `yaml:"owner,required" json:"owner"`
	ReviewBy string   `yaml:"review_by,required" json:"review_by"`
	Uses     []string `yaml:"uses" json:"-"` // shared blocks, by name
	Parts    `yaml:",inline"`
}

// Parts is what a routine is made of; a shared block has some of them too.
type Parts struct {
	Roles        []Role        `yaml:"roles" json:"roles,omitempty"`
	Parameters   []Parameter   `yaml:"parameters" json:"parameters,omitempty"`
	Facts        []Fact        `yaml:"facts" json:"facts,omitempty"`
	Scenarios    []Scenario    `yaml:"scenarios" json:"scenarios,omitempty"`
	States       []State       `yaml:"states" json:"states,omitempty"`
	Steps        []Step        `yaml:"steps" json:"steps,omitempty"`
	Requirements []Requirement `yaml:"requirements" json:"requirements,omitempty"`
	Signs        []Text        `yaml:"signs" json:"signs,omitempty"`
	Reminder     Text          `yaml:"signs_reminder" json:"signs_reminder,omitzero"`
	Say          []Text        `yaml:"say" json:"say,omitempty"`
	Avoid        []Text        `yaml:"avoid" json:"avoid,omitempty"`
	Resources    []Link        `yaml:"resources" json:"resources,omitempty"`
	Laws         []Law         `yaml:"laws" json:"laws,omitempty"`
	Notes        []Note        `yaml:"notes" json:"notes,omitempty"`
}

// add appends what a block brings.
func (p *Parts) add(block Parts) {
	p.Roles = append(p.Roles, block.Roles...)
	p.Parameters = append(p.Parameters, block.Parameters...)
	p.Facts = append(p.Facts, block.Facts...)
	p.Scenarios = append(p.Scenarios, block.Scenarios...)
	p.States = append(p.States, block.States...)
	p.Steps = append(p.Steps, block.Steps...)
	p.Requirements = append(p.Requirements, block.Requirements...)
	p.Signs = append(p.Signs, block.Signs...)
	p.Say = append(p.Say, block.Say...)
	p.Avoid = append(p.Avoid, block.Avoid...)
	p.Resources = append(p.Resources, block.Resources...)
	p.Laws = append(p.Laws, block.Laws...)
	p.Notes = append(p.Notes, block.Notes...)
	if p.Reminder.IsZero() {
		p.Reminder = block.Reminder
	}
}

// Source is the document that the routine was written from.
type Source struct {
	Pos   `json:"-"`
	File  string `yaml:"file,required" json:"file"`
	Title Text   `yaml:"title,required" json:"title"`
}

// Role adds an actor that the standard roles lack, or gives a standard role
// the name that this school uses for it.
type Role struct {
	Pos  `json:"-"`
	ID   string `yaml:"id,required" json:"id"`
	Name Text   `yaml:"name,required" json:"name"`
}

// Parameter is what differs from school to school. It is mentioned as $id
// where a value stands and as {id} in texts.
type Parameter struct {
	Pos     `json:"-"`
	ID      string   `yaml:"id,required" json:"id"`
	Type    string   `yaml:"type,required" json:"type"` // days, minutes, number, roles, choice or flag
	Title   Text     `yaml:"title,required" json:"title"`
	Default []string `yaml:"default,required" json:"default"` // one value, or several for roles
	Min     int      `yaml:"min" json:"min,omitempty"`
	Max     int      `yaml:"max" json:"max,omitempty"`
	Options []string `yaml:"options" json:"options,omitempty"` // for choice and roles
}

// Fact is something finite that guards and requirements read. Its first value
// is the one that every case begins with. The standard vocabulary (common.yaml)
// declares the facts that the safety properties P1–P12 speak of; a routine
// adds facts of its own.
type Fact struct {
	Pos     `json:"-"`
	ID      string          `yaml:"id,required" json:"id"`
	Values  []string        `yaml:"values,required" json:"values"`
	Title   Text            `yaml:"title,required" json:"title"`
	Labels  map[string]Text `yaml:"labels" json:"labels,omitempty"`
	Derived bool            `yaml:"derived" json:"derived,omitempty"`   // set by the engine alone
	Contact bool            `yaml:"contact" json:"contact,omitempty"`   // away from its first value, a guardian was contacted: P1, P2 and P3 judge the step
	Survive bool            `yaml:"survives" json:"survives,omitempty"` // what is owed stays owed when the student has left the school
	Resets  []string        `yaml:"resets" json:"resets,omitempty"`     // facts that begin anew whenever this one is set away from its first value

	Needs      map[string]string   `yaml:"needs" json:"needs,omitempty"`             // value → student, guardian or health: who else has to do their part for it to become so
	AttestedBy map[string][]string `yaml:"attested_by" json:"attested_by,omitempty"` // value → whose presence, or whose step, alone can say so
}

// Scenario is how a concern starts.
type Scenario struct {
	Pos    `json:"-"`
	ID     string            `yaml:"id,required" json:"id"`
	Title  Text              `yaml:"title,required" json:"title"`
	About  Text              `yaml:"about" json:"about,omitzero"`
	Start  string            `yaml:"start,required" json:"start"` // the state of a case opened here or moved here
	NoName bool              `yaml:"anonymous" json:"anonymous,omitempty"`
	Who    []string          `yaml:"who" json:"who,omitempty"` // who may open; empty: any member of staff
	Sets   map[string]string `yaml:"sets" json:"sets,omitempty"`
	Fields []Field           `yaml:"fields" json:"fields,omitempty"`
}

// State is where in the routine a case stands.
type State struct {
	Pos      `json:"-"`
	ID       string `yaml:"id,required" json:"id"`
	Title    Text   `yaml:"title,required" json:"title"`
	Guidance Text   `yaml:"guidance" json:"guidance,omitzero"`
	Final    bool   `yaml:"final" json:"final,omitempty"` // the case can be signed off and closed from here
}

// Step is something that a person does and records.
type Step struct {
	Pos      `json:"-"`
	ID       string            `yaml:"id,required" json:"id"`
	Title    Text              `yaml:"title,required" json:"title"`
	From     []string          `yaml:"from" json:"from,omitempty"`
	To       []Target          `yaml:"to" json:"to,omitempty"` // none: records something in the present state
	Who      []string          `yaml:"who,required" json:"who"`
	Guards   []Guard           `yaml:"guards" json:"guards,omitempty"`
	Fields   []Field           `yaml:"fields" json:"fields,omitempty"`
	Sets     map[string]string `yaml:"sets" json:"sets,omitempty"`
	Effects  []Effect          `yaml:"effects" json:"effects,omitempty"`
	Guidance Text              `yaml:"guidance" json:"guidance,omitzero"`
	Say      []Text            `yaml:"say" json:"say,omitempty"`
	Avoid    []Text            `yaml:"avoid" json:"avoid,omitempty"`
	Links    []Link            `yaml:"links" json:"links,omitempty"`
	Owed     bool              `yaml:"where_owed" json:"where_owed,omitempty"` // once the case has been where it comes from, also at hand in any other state while something that it serves is owed; there it moves nothing
	Shares   bool              `yaml:"shares" json:"shares,omitempty"`         // tells another agency what is confidential: P2 judges the step
	In       string            `yaml:"in" json:"in,omitempty"`                 // common steps: open (the default), closed or always
}

// Target is one state that a step leads to. Several are tried in the order of
// the file; the first whose condition holds, after the step's own facts, is taken.
type Target struct {
	Pos   `json:"-"`
	State string `yaml:"state,required" json:"state"`
	When  *Cond  `yaml:"when" json:"when,omitempty"`
}

// Guard is a condition of a step. When it does not hold, Because says so to
// the person in the middle of it. A waiver, or an acknowledged breach, of
// Requirement lifts the guard, unless it is Strict.
type Guard struct {
	Pos         `json:"-"`
	When        *Cond  `yaml:"when,required" json:"when"`
	Requirement string `yaml:"requirement" json:"requirement,omitempty"`
	Because     Text   `yaml:"because,required" json:"because"`
	Strict      bool   `yaml:"strict" json:"strict,omitempty"`
}

// Field is something to fill in.
type Field struct {
	Pos      `json:"-"`
	Name     string   `yaml:"name,required" json:"name"`
	Type     string   `yaml:"type,required" json:"type"` // text, number, boolean, date, datetime, choice, choices or people
	Label    Text     `yaml:"label,required" json:"label"`
	Help     Text     `yaml:"help" json:"help,omitzero"`
	Required bool     `yaml:"required" json:"required,omitempty"`
	Choices  []Choice `yaml:"choices" json:"choices,omitempty"`
	From     []string `yaml:"from" json:"from,omitempty"`     // choices made by the case: staff, leaders, student, guardians, events, …
	Counts   []Count  `yaml:"counts" json:"counts,omitempty"` // people: what follows from who was there
	Min      *Int     `yaml:"min" json:"min,omitempty"`
	Max      *Int     `yaml:"max" json:"max,omitempty"`
	As       string   `yaml:"as" json:"as,omitempty"` // a meaning for the engine: expected_back or next_talk
}

// Choice is one value of a choice, or one item of a checklist.
type Choice struct {
	Pos   `json:"-"`
	Value string            `yaml:"value,required" json:"value"`
	Label Text              `yaml:"label,required" json:"label"`
	Sets  map[string]string `yaml:"sets" json:"sets,omitempty"`
	Needs []string          `yaml:"needs" json:"needs,omitempty"` // fields that this choice makes required
}

// Count sets facts when enough of the people named in the field are of a kind:
// staff, leadership, guardian, student, other, leader, or a role.
type Count struct {
	Pos     `json:"-"`
	Of      []string          `yaml:"of,required" json:"of"`
	AtLeast int               `yaml:"at_least" json:"at_least,omitempty"` // 0 means 1
	Sets    map[string]string `yaml:"sets,required" json:"sets"`
}

// Effect sets facts when fields have the values named, all of them.
type Effect struct {
	Pos  `json:"-"`
	When map[string][]string `yaml:"when,required" json:"when"`
	Sets map[string]string   `yaml:"sets,required" json:"sets"`
}

// Requirement is one demand of the routine. An event that sets a fact as
// Activation says makes it owed, where Applies then holds; it is met once
// Target holds. The audit judges the same words from the events alone.
type Requirement struct {
	Pos        `json:"-"`
	ID         string              `yaml:"id,required" json:"id"`
	Title      Text                `yaml:"title,required" json:"title"` // what to do, as the worklist says it
	About      Text                `yaml:"about" json:"about,omitzero"`
	Source     Cite                `yaml:"source,required" json:"source"`
	Modality   string              `yaml:"modality,required" json:"modality"` // must, should, consider or may
	Actor      []string            `yaml:"actor,required" json:"actor"`
	Scenarios  []string            `yaml:"scenarios" json:"scenarios,omitempty"` // none: all
	Template   string              `yaml:"template,required" json:"template"`
	Activation map[string][]string `yaml:"activation,required" json:"activation"`
	Target     *Cond               `yaml:"target" json:"target,omitempty"`
	Applies    *Cond               `yaml:"applies" json:"applies,omitempty"`
	Ends       *Cond               `yaml:"ends" json:"ends,omitempty"` // owed no longer once this holds
	Deadline   *Deadline           `yaml:"deadline" json:"deadline,omitempty"`
	Unwaivable bool                `yaml:"unwaivable" json:"unwaivable,omitempty"`
}

// Cite is where a requirement stands in its source, or why we derived it.
type Cite struct {
	Pos   `json:"-"`
	File  string `yaml:"file" json:"file,omitempty"`
	Lines string `yaml:"lines" json:"lines,omitempty"`
	Why   Text   `yaml:"why" json:"why,omitzero"`
}

// Deadline counts school days, 0 being the day of the anchor itself. Basis
// says who set it: the source, the school (local), or we (derived).
type Deadline struct {
	Pos     `json:"-"`
	Days    *Int                `yaml:"days" json:"days,omitempty"`
	Minutes *Int                `yaml:"minutes" json:"minutes,omitempty"` // "at once", with the tolerance that the school allows the record
	Hours   int                 `yaml:"hours" json:"hours,omitempty"`     // of the clock, not of school days
	From    map[string][]string `yaml:"from" json:"from,omitempty"`       // counted from the event that sets this, instead of from the activation
	Opens   string              `yaml:"opens" json:"opens,omitempty"`     // next_school_day: until From has happened, due then
	MovedBy map[string][]string `yaml:"moved_by" json:"moved_by,omitempty"`
	Basis   string              `yaml:"basis,required" json:"basis"`
}

// Int is a whole number, or a parameter that stands for one.
type Int struct {
	Value int    `json:"value"`
	Param string `json:"param,omitempty"`
}

// Link is a place with more help.
type Link struct {
	Pos   `json:"-"`
	Title Text   `yaml:"title,required" json:"title"`
	URL   string `yaml:"url" json:"url,omitempty"`
	Phone string `yaml:"phone" json:"phone,omitempty"`
}

// Law is a citation of the source beside the paragraph that holds today.
type Law struct {
	Pos   `json:"-"`
	Cited string `yaml:"cited" json:"cited,omitempty"` // as the source has it; empty where the source cites none
	Today string `yaml:"today,required" json:"today"`
	AsOf  string `yaml:"as_of,required" json:"as_of"`
	Text  Text   `yaml:"text,required" json:"text"`
	URL   string `yaml:"url" json:"url,omitempty"`
}

// Note tells of a choice that was made where the sources conflict or are silent.
type Note struct {
	Pos  `json:"-"`
	ID   string `yaml:"id,required" json:"id"` // C1 … C9, or a name
	Text Text   `yaml:"text,required" json:"text"`
}
