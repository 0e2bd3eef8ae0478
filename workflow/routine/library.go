package routine

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"sync"
)

// shipped holds the files of routines/: the three routines, the blocks they
// share, and what every routine has in common.
//
//go:embed routines
var shipped embed.FS

// library is what is shared by all routines. It is read once, when it is first asked
// for; a mistake in it is a mistake in the program, and panics there.
type library struct {
	Pos          `json:"-"`
	Roles        []Role          `yaml:"roles"`
	Facts        []Fact          `yaml:"facts"`
	States       []State         `yaml:"states"`
	Opening      []Field         `yaml:"opening"`
	Steps        []Step          `yaml:"steps"`
	Requirements []Requirement   `yaml:"requirements"`
	Problems     map[string]Text `yaml:"problems"`
	Messages     map[string]Text `yaml:"messages"`
}

var (
	problemTexts = map[string]Text{} // filled by readLibrary: whoever reads files has called shared before
	shared       = sync.OnceValue(readLibrary)
	vocabulary   = sync.OnceValue(func() *Schema { return newSchema(shared().Facts) })
)

func readLibrary() *library {
	lib := &library{}
	messages := map[string]Text{}
	for _, name := range []string{"messages", "proof", "vocabulary", "common"} {
		data, err := shipped.ReadFile("routines/" + name + ".yaml")
		if err != nil {
			panic(err)
		}
		if problems := decodeYAML(data, lib); len(problems) > 0 {
			panic(fmt.Sprintf("routines/%s.yaml:\n%v", name, problems))
		}
		for key, text := range lib.Problems {
			problemTexts[key] = text
		}
		maps.Copy(messages, lib.Messages)
	}
	lib.Messages = messages
	schema := newSchema(lib.Facts)
	for _, c := range commonConds(lib) {
		if unknown := schema.bind(c); len(unknown) > 0 {
			panic(fmt.Sprintf("routines/common.yaml:%d: unknown fact or value %s %v", unknown[0].Line, unknown[0].Fact, unknown[0].In))
		}
	}
	return lib
}

func commonConds(lib *library) []*Cond {
	var conds []*Cond
	for i := range lib.Requirements {
		r := &lib.Requirements[i]
		conds = append(conds, r.Target, r.Applies, r.Ends)
	}
	return conds
}

// CommonHash is the SHA-256 of what every routine shares: the vocabulary and the
// common steps and requirements. A routine's own hash leaves them out.
var CommonHash = sync.OnceValue(func() string {
	sum := sha256.New()
	for _, name := range []string{"vocabulary", "common"} {
		data, err := shipped.ReadFile("routines/" + name + ".yaml")
		if err != nil {
			panic(err)
		}
		sum.Write(data)
	}
	return hex.EncodeToString(sum.Sum(nil))
})

// Message returns a sentence of the catalogue, with each {name} filled in. An
// unknown key is a mistake in the program and panics; a test asks for all.
func Message(key string, values map[string]Text) Text {
	text, ok := shared().Messages[key]
	if !ok {
		panic("routine: no message " + key)
	}
	return text.Fill(values)
}

// CommonSteps lists the steps that every case knows, in the order in which
// people are shown them. It must not be changed.
func CommonSteps() []Step { return shared().Steps }

// CommonRequirements lists the derived requirements that every case has.
func CommonRequirements() []Requirement { return shared().Requirements }

// OpeningFields are asked at every opening of a case that has a student,
// beside the fields of its scenario.
func OpeningFields() []Field { return shared().Opening }

// Vocabulary lists the facts that every routine shares.
func Vocabulary() []Fact { return shared().Facts }

// standardRoles are the roles that an account can have; the first six act in
// cases, the others only look (auditor, observer) or set up (administrator).
var standardRoles = []string{
	"contact_teacher", "kjentmann", "social_counsellor", "department_head", "principal", "student_services",
	"auditor", "observer", "administrator",
}

// groups may be named wherever a role may: relations to the case, and sets of roles.
var groups = []string{"anyone", "responsible", "participant", "opener", "leader", "leadership"}

// bystanders may be named as the actor of a requirement or the kind of a person.
var bystanders = []string{"guardian", "student", "other", "staff"}

// ActingRoles lists the standard roles that can take steps.
func ActingRoles() []string { return slices.Clone(standardRoles[:6]) }

// StandardRoles lists every role that an account can have.
func StandardRoles() []string { return slices.Clone(standardRoles) }

// RoleName is what people call a standard role or a group, where no routine calls
// it anything else; the id itself for one that is neither.
func RoleName(id string) Text {
	for i := range shared().Roles {
		if shared().Roles[i].ID == id {
			return shared().Roles[i].Name
		}
	}
	return Same(id)
}
