package routine

import "strings"

// newID is what the skeleton calls itself.
const newID = "my-routine"

// New returns a routine file to start from: commented, small, and without
// mistakes. The problems are those of the id, if it cannot be one.
func New(id string) ([]byte, Problems) {
	shared() // which has the words for mistakes
	if !idForm.MatchString(id) {
		return nil, Problems{newProblem(Pos{1, 1}, "bad_id", Same(id))}
	}
	data, err := shipped.ReadFile("routines/new.yaml")
	if err != nil {
		panic(err) // it is part of the program
	}
	return []byte(strings.Replace(string(data), "\nid: "+newID+"\n", "\nid: "+id+"\n", 1)), nil
}
