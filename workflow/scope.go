package workflow

import (
	"fmt"
	"slices"
)

// Scope is what a token is for: less than its member of staff may do. It takes
// away and never gives. The zero value is Everything, as for people.
type Scope string

// The scopes.
const (
	Everything  Scope = ""        // all that the member of staff may do
	OnlyRead    Scope = "read"    // look, and change nothing
	OnlySteps   Scope = "steps"   // look at cases and lead them; no figures
	OnlyFigures Scope = "figures" // the figures of the audit; no case and nobody's name
)

// ErrScope is returned for what the actor's token is not made for, whatever it
// is about and whether it is there. It is ErrForbidden.
var ErrScope error = &Denied{Unmet{Code: "role", Message: "not_in_scope"}}

// use is what somebody asks of the engine, as far as scopes tell it apart.
type use string

const (
	reading  use = "read"    // cases, students, what is owed
	writing  use = "write"   // opening cases and taking steps
	counting use = "figures" // what all cases come to
	managing use = "set up"  // schools and their people, which no token of less is for
)

// scopes is what each scope is for.
var scopes = map[Scope][]use{
	Everything:  {reading, writing, counting, managing},
	OnlyRead:    {reading, counting},
	OnlySteps:   {reading, writing},
	OnlyFigures: {counting},
}

// ParseScope reads a scope as people write it: "all" is Everything. Others than
// those there are, are ErrInvalid.
func ParseScope(text string) (Scope, error) {
	if text == Everything.String() {
		return Everything, nil
	}
	if scope := Scope(text); scope != Everything && scopes[scope] != nil {
		return scope, nil
	}
	return "", fmt.Errorf("scope %.20q: %w", text, ErrInvalid)
}

// String is the scope as people write it.
func (s Scope) String() string {
	if s == Everything {
		return "all"
	}
	return string(s)
}

// allow is ErrScope for what a scope is not for. A scope that is unknown is for nothing.
func (s Scope) allow(what use) error {
	if !slices.Contains(scopes[s], what) {
		return ErrScope
	}
	return nil
}

// MayWrite is ErrScope for an actor whose token is not made for changing things.
func (a Actor) MayWrite() error { return a.Scope.allow(writing) }
