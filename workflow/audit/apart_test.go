package audit_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// decides is what package routine evaluates or concludes for the engine, the
// proof and the plan. The audit has its own of each.
var decides = []string{
	"Holds", "Unmet", "Assign", "Is", "Value", "Reads", "Needs", "Within", "Owes", "NeedsContact", "Survives", "Gathers",
	"Serves", "EachSet", "FieldSets",
}

// TestApart: the audit reads routines as data and decides nothing by the code
// that guards a case.
func TestApart(t *testing.T) {
	for _, folder := range []string{".", "oracle"} {
		names, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil || len(names) < 5 {
			t.Fatalf("%s: %v, %v", folder, names, err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if s, ok := call.Fun.(*ast.SelectorExpr); ok && slices.Contains(decides, s.Sel.Name) {
						t.Errorf("%s calls %s", name, s.Sel.Name)
					}
				}
				return true
			})
		}
	}
}
