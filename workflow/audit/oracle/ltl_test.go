package oracle_test

import (
	"strings"
	"testing"

	"kjentvei/workflow/audit/oracle"
)

// letters is a trace in which each position has the letters of one word.
func letters(text string) []oracle.Position {
	var trace []oracle.Position
	for _, word := range strings.Fields(text) {
		trace = append(trace, oracle.Position{Step: word})
	}
	return trace
}

func letter(name string) oracle.Formula {
	return oracle.Atom{Name: name, Test: func(p *oracle.Position) bool { return strings.Contains(p.Step, name) }}
}

// TestFormulas holds the evaluator against truth values worked out by hand. A
// position without a letter is written as a dot.
func TestFormulas(t *testing.T) {
	a, b := letter("a"), letter("b")
	type (
		not   = oracle.Not
		and   = oracle.And
		or    = oracle.Or
		until = oracle.Until
		weak  = oracle.WeakUntil
	)
	implies := func(p, q oracle.Formula) oracle.Formula { return or{not{p}, q} }
	response := oracle.Always{Of: implies(a, oracle.Eventually{Of: b})}
	precedence := weak{Hold: not{b}, Goal: a}
	within := func(n int) oracle.Formula {
		return oracle.Within{Hold: not{letter("x")}, Goal: b, InTime: func(_ []oracle.Position, i, k int) bool { return k-i <= n }}
	}
	tests := []struct {
		name  string
		f     oracle.Formula
		holds string // traces on which it is true at the first position, divided by commas
		fails string
	}{
		{"a", a, "a, ab .", "., b a"},
		{"nothing of all", and{}, "a, .", ""},
		{"one of nothing", or{}, "", "a, ."},
		{"X a", oracle.Next{Of: a}, ". a, a a", "a, a ."},
		{"¬X ¬a", not{oracle.Next{Of: not{a}}}, "., . a", ". ."},
		{"F a", oracle.Eventually{Of: a}, "a, . . a", ". . ."},
		{"G a", oracle.Always{Of: a}, "a, a a", "a ., . a"},
		{"a U b", until{Hold: a, Goal: b}, "b, a b, a a b, ab", "a, a a, a . b, ."},
		{"a W b", weak{Hold: a, Goal: b}, "b, a b, a, a a", "a . b, ."},
		{"F G a", oracle.Eventually{Of: oracle.Always{Of: a}}, "a, . a, b a a", ". a ."},
		{"G F a", oracle.Always{Of: oracle.Eventually{Of: a}}, "a, . a, . . a", ". a ."},
		{"response", response, "., b, a b, ab, a a b, a b a b", "a, b a, a b a"},
		{"precedence", precedence, "., a, a b, ab, . a b b", "b, . b a"},
		{"succession", and{response, precedence}, "., a b, ab", "a, b, b a b"},
		{"responded existence", implies(oracle.Eventually{Of: a}, oracle.Eventually{Of: b}), "., b, a b, b a", "a, . a"},
		{"not co-existence", not{and{oracle.Eventually{Of: a}, oracle.Eventually{Of: b}}}, "., a a, b", "a b, b . a, ab"},
		{"b in one step", within(1), "b, . b", ". . b, x b, ., ."},
		{"b in three steps", within(3), ". . b, . . . b, bx", ". . . . b, . x b"},
		{"¬(a U b) = (¬b W ¬a∧¬b)", or{
			and{not{until{Hold: a, Goal: b}}, weak{Hold: not{b}, Goal: and{not{a}, not{b}}}},
			and{until{Hold: a, Goal: b}, not{weak{Hold: not{b}, Goal: and{not{a}, not{b}}}}},
		}, "a, b, a b, a . b, ., . b, ab", ""},
	}
	for _, tt := range tests {
		for want, texts := range map[bool]string{true: tt.holds, false: tt.fails} {
			for _, text := range strings.Split(texts, ",") {
				if trace := letters(text); len(trace) > 0 && oracle.Holds(tt.f, trace, 0) != want {
					t.Errorf("%s on %q is %v", tt.name, text, !want)
				}
			}
		}
	}
}

// Beyond the end only what is weak is true.
func TestBeyondTheEnd(t *testing.T) {
	a := letter("a")
	for name, tt := range map[string]struct {
		f    oracle.Formula
		want bool
	}{
		"a": {a, false}, "X a": {oracle.Next{Of: a}, false}, "F a": {oracle.Eventually{Of: a}, false}, "G a": {oracle.Always{Of: a}, true},
		"a U a": {oracle.Until{Hold: a, Goal: a}, false}, "a W a": {oracle.WeakUntil{Hold: a, Goal: a}, true},
	} {
		if got := oracle.Holds(tt.f, nil, 0); got != tt.want {
			t.Errorf("%s is %v beyond the end", name, got)
		}
	}
}
