package routine

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Shipped lists the routines in the binary, with their default parameters, in
// the order of their ids.
func Shipped() []*Routine { return slices.Clone(buildShipped()) }

// Find returns a shipped routine by its id.
func Find(id string) (*Routine, bool) {
	for _, r := range buildShipped() {
		if r.ID == id {
			return r, true
		}
	}
	return nil, false
}

var buildShipped = sync.OnceValue(func() []*Routine {
	var routines []*Routine
	for _, id := range []string{"county-six-steps", "kjentmann", "social-counsellor"} {
		def, problems := Parse(ShippedSource(id))
		var r *Routine
		if len(problems) == 0 {
			r, problems = Build(def, nil)
		}
		if len(problems) > 0 {
			panic(fmt.Sprintf("routines/%s.yaml:\n%v", id, problems))
		}
		routines = append(routines, r)
	}
	return routines
})

// ShippedSource returns the file of a shipped routine, or nil.
func ShippedSource(id string) []byte {
	data, err := shipped.ReadFile("routines/" + id + ".yaml")
	if err != nil {
		return nil
	}
	return data
}

// Blocks lists the shared blocks that a routine may use.
func Blocks() []string {
	entries, _ := shipped.ReadDir("routines/blocks")
	var names []string
	for _, entry := range entries {
		names = append(names, strings.TrimSuffix(entry.Name(), ".yaml"))
	}
	return names
}

// BlockSource returns the file of a shared block, or nil.
func BlockSource(name string) []byte {
	data, err := shipped.ReadFile("routines/blocks/" + name + ".yaml")
	if err != nil {
		return nil
	}
	return data
}

// block is a file of routines/blocks.
type block struct {
	Pos   `json:"-"`
	About Text `yaml:"about"`
	Parts `yaml:",inline"`
}

func readBlock(name string) (*block, Problems) {
	data := BlockSource(name)
	if data == nil {
		return nil, Problems{newProblem(Pos{1, 1}, "unknown_block", Same(name))}
	}
	b := &block{}
	if problems := decodeYAML(data, b); len(problems) > 0 {
		panic(fmt.Sprintf("routines/blocks/%s.yaml:\n%v", name, problems))
	}
	return b, nil
}
