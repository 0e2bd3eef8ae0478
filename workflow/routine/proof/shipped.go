package proof

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"

	"kjentvei/workflow/routine"
)

// certificates lists the shipped routines that were proved when this program
// was made: id, version, hash of the routine, hash of the rules that every case
// has, and states visited. A test proves them anew and compares, so that the
// program need not do it at every start. Whatever is not listed, letter for
// letter, is proved when it is loaded.
//
//go:embed shipped.txt
var certificates string

// certificate is the line of a routine in shipped.txt.
func certificate(r *routine.Routine, states int) string {
	return fmt.Sprintf("%s %d %s %s %d", r.ID, r.Version, r.Hash, routine.CommonHash(), states)
}

// ErrNotProved is returned for a routine that can be bypassed, or that is too
// large to be looked through.
var ErrNotProved = errors.New("routine is not proved")

// Require returns nil for a routine that is proved, and otherwise an error that
// is ErrNotProved and names the properties that it breaks.
func Require(r *routine.Routine) error {
	for line := range strings.Lines(certificates) {
		if strings.HasPrefix(line, fmt.Sprintf("%s %d %s %s ", r.ID, r.Version, r.Hash, routine.CommonHash())) {
			return nil
		}
	}
	var broken []string
	for _, p := range Of(r).Broken() {
		broken = append(broken, p.ID)
	}
	if len(broken) > 0 {
		return fmt.Errorf("routine %s version %d breaks %s: %w", r.ID, r.Version, strings.Join(broken, ", "), ErrNotProved)
	}
	return nil
}
