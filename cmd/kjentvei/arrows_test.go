package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The import arrows of the project. Tests are free of them; what ships is not.
//
//	cmd ─► api, web, web/auth, store ─► workflow and what is below it
//	cmd, api, web, web/auth ─► web/edge
const (
	module = "kjentvei"
	fsm    = "github.com/looplab/fsm"
	uuid   = "github.com/google/uuid"
	yaml   = "github.com/goccy/go-yaml"
	cal    = "github.com/rickar/cal"
	bbolt  = "go.etcd.io/bbolt"
	echo   = "github.com/labstack/echo"
)

// area is a package, or all below a folder, and what it may import of our own
// packages and of others. An import is allowed with everything below its path.
type area struct {
	path   string
	own    []string
	others []string
	free   bool // may import what it likes of others, apart from what has an owner
}

// areas is read from the top: the first whose path fits is the one that counts.
var areas = []area{
	{path: "workflow/routine/proof", own: []string{"workflow/routine"}},
	{path: "workflow/routine/draw", own: []string{"workflow/routine"}},
	{path: "workflow/routine/plan", own: []string{"workflow/routine"}},
	{path: "workflow/routine/diff", own: []string{"workflow/routine"}},
	{path: "workflow/routine", others: []string{yaml}},
	{path: "workflow/calendar", others: []string{cal}},
	{path: "workflow/audit/report", own: []string{"workflow/audit", "workflow/routine", "workflow/calendar"}},
	{path: "workflow/audit/xes", own: []string{"workflow/audit", "workflow/routine", "workflow/calendar"}},
	{path: "workflow/audit/paper", own: []string{"workflow/audit", "workflow/routine", "workflow/calendar"}},
	{path: "workflow/audit/oracle", own: []string{"workflow/audit", "workflow/routine", "workflow/calendar"}},
	{path: "workflow/audit", own: []string{"workflow/routine", "workflow/calendar"}},
	{path: "workflow/roster/rostertest"},
	{path: "workflow/roster", own: []string{"workflow/routine", "workflow/calendar"}, others: []string{uuid}},
	{path: "workflow", own: []string{"workflow"}, others: []string{fsm, uuid}},
	{path: "store/storetest", own: []string{"store", "workflow"}, free: true},
	{path: "store", own: []string{"workflow"}, free: true},
	{path: "web/edge", free: true},
	{path: "api/apitest"}, // knows the API as any client does: by HTTP alone
	{path: "api", own: []string{"web/edge", "workflow"}, free: true},
	{path: "web/auth/oidc/oidctest", free: true},
	{path: "web/browser"},
	{path: "web/auth/oidc", free: true}, // knows nothing of what logging in leads to
	{path: "web/auth", own: []string{"web/edge", "workflow"}, free: true},
	{path: "web", own: []string{"web", "workflow"}, free: true},
	{path: "cmd", own: []string{"cmd", "api", "web", "store", "workflow"}, free: true},
}

// lent are the packages that lend tests something; nothing that ships needs them.
var lent = []string{"store/storetest", "api/apitest", "workflow/audit/oracle", "workflow/roster/rostertest", "web/auth/oidc/oidctest", "web/browser", "workflow/accesstest"}

// owners are the only ones that may know these libraries.
var owners = map[string][]string{
	bbolt: {"store"},
	yaml:  {"workflow/routine"},
	cal:   {"workflow/calendar"},
	fsm:   {"workflow"},
	echo:  {"api", "web", "cmd"},
}

// outside is what the core must never touch: the network and the machine.
var outside = []string{"net", "os", "syscall", "plugin", "unsafe", "log"}

func within(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }

func anyWithin(path string, folders []string) bool {
	return slices.ContainsFunc(folders, func(folder string) bool { return within(path, folder) })
}

// forbidden says why a package may not import another; "" when it may. Both
// are import paths; standard says that the second is of the standard library.
func forbidden(pkg, imported string, standard bool) string {
	pkg = strings.TrimPrefix(pkg, module+"/")
	at := slices.IndexFunc(areas, func(a area) bool { return within(pkg, a.path) })
	if at < 0 {
		return "is in no area of the project"
	}
	a := areas[at]
	own, isOwn := strings.CutPrefix(imported, module+"/")
	switch {
	case isOwn && slices.Contains(lent, own):
		return "ships, and may not import " + own + ", which is for tests"
	case isOwn && own != pkg && !anyWithin(own, append(a.own, a.path)):
		return "may not import " + own
	case isOwn:
		return ""
	case standard && within(pkg, "workflow") && anyWithin(imported, outside):
		return "is the core, and may not import " + imported
	case standard:
		return ""
	}
	for library, by := range owners {
		if within(imported, library) && !anyWithin(pkg, by) {
			return fmt.Sprintf("may not import %s, only %s may", library, strings.Join(by, ", "))
		}
	}
	if !a.free && !anyWithin(imported, a.others) {
		return "may not import " + imported
	}
	return ""
}

// listed is what go list tells of a package.
type listedPackage struct {
	ImportPath string
	Standard   bool
	Imports    []string
	Deps       []string
}

func listPackages(t *testing.T) map[string]listedPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Standard,Imports,Deps", "./...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	packages := map[string]listedPackage{}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listedPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages[p.ImportPath] = p
	}
}

func TestArrows(t *testing.T) {
	packages := listPackages(t)
	ours := 0
	for path, p := range packages {
		if !within(path, module) {
			continue
		}
		ours++
		for _, imported := range p.Imports {
			if why := forbidden(path, imported, packages[imported].Standard); why != "" {
				t.Errorf("%s %s", path, why)
			}
		}
		if within(path, module+"/workflow") && slices.Contains(p.Deps, "net/http") {
			t.Errorf("%s depends on net/http by way of another package", path)
		}
	}
	if ours < 5 {
		t.Errorf("only %d packages of the project were looked at", ours)
	}
}

// The rules themselves, also for packages that are still to come.
func TestArrowsRefuse(t *testing.T) {
	for _, tt := range []struct {
		pkg, imported string
		standard, bad bool
	}{
		{"workflow", "kjentvei/workflow/routine", false, false},
		{"workflow", "kjentvei/store", false, true},
		{"workflow", "net/http", true, true},
		{"workflow", "os", true, true},
		{"workflow", yaml + "/ast", false, true},
		{"workflow", "time", true, false},
		{"workflow/routine", yaml + "/ast", false, false},
		{"workflow/routine", "kjentvei/workflow", false, true},
		{"workflow/routine/draw", "kjentvei/workflow/routine", false, false},
		{"workflow/routine/draw", "kjentvei/workflow", false, true},
		{"workflow/routine/draw", yaml + "/ast", false, true},
		{"workflow/routine/plan", "kjentvei/workflow/routine", false, false},
		{"workflow/routine/plan", "kjentvei/workflow", false, true},
		{"workflow/routine/plan", yaml, false, true},
		{"workflow/calendar", cal + "/v2/no", false, false},
		{"workflow/audit", "kjentvei/workflow", false, true},
		{"workflow/roster", "os", true, true},
		{"workflow/roster", bbolt, false, true},
		{"workflow/roster", "kjentvei/workflow/routine", false, false},
		{"workflow/roster", "kjentvei/workflow", false, true},
		{"store", "kjentvei/workflow/audit", false, false},
		{"store", bbolt, false, false},
		{"store", "kjentvei/api", false, true},
		{"store", echo + "/v4", false, true},
		{"api", "kjentvei/workflow", false, false},
		{"api", "kjentvei/store", false, true},
		{"api", "kjentvei/web", false, true},
		{"api", bbolt, false, true},
		{"web", "kjentvei/web/auth", false, false},
		{"web", "kjentvei/api", false, true},
		{"web", "kjentvei/store", false, true},
		{"web/auth", "kjentvei/web", false, true},
		{"web/auth", "kjentvei/web/auth/oidc", false, false},
		{"web/auth/oidc", "kjentvei/workflow", false, true},
		{"web/auth/oidc", "kjentvei/web/auth/oidc/oidctest", false, true},
		{"cmd/kjentvei", "kjentvei/store", false, false},
		{"cmd/kjentvei", bbolt, false, true},
		{"api", "kjentvei/api/apitest", false, true},
		{"cmd/kjentvei", "kjentvei/store/storetest", false, true},
		{"api/apitest", "kjentvei/workflow", false, true},
		{"helpers", "fmt", true, true},
	} {
		if why := forbidden(module+"/"+tt.pkg, tt.imported, tt.standard); (why != "") != tt.bad {
			t.Errorf("%s importing %s: %q", tt.pkg, tt.imported, why)
		}
	}
}

// Only the engine's default names the clock; everything else is told the time.
func TestCoreHasNoClock(t *testing.T) {
	files, err := filepath.Glob("../../workflow/*.go")
	if err != nil {
		t.Fatal(err)
	}
	below, err := filepath.Glob("../../workflow/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, below...) {
		if strings.HasSuffix(file, "_test.go") || file == "../../workflow/engine.go" {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After"}, s.Sel.Name) {
					t.Errorf("%s reads the clock: time.%s", file, s.Sel.Name)
				}
			}
			return true
		})
	}
}

// What a reader may not see, the view leaves out (workflow/sight.go). The case
// below it leaves out nothing, so neither edge may reach for it.
func TestEdgesAskTheView(t *testing.T) {
	below := regexp.MustCompile(`\.Case\.(History|Recused|Involved|Responsible|Student)\b`)
	for _, edge := range []string{"api", "web"} {
		err := filepath.WalkDir(filepath.Join("..", "..", edge), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			source, err := os.ReadFile(path)
			if found := below.Find(source); found != nil {
				t.Errorf("%s reaches past the view: %s", path, found)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// TestSampledTests: what -short leaves out or samples is seen in the test itself, and
// what plays browsers in its name; by these the Makefile finds what to run whole.
func TestSampledTests(t *testing.T) {
	asks := map[string]func(name string) bool{
		"testing.Short": func(name string) bool { return strings.HasPrefix(name, "Test") || name == "stage" },
		"stage":         func(name string) bool { return strings.HasPrefix(name, "TestBrowser") },
		"browser.Play":  func(name string) bool { return strings.HasPrefix(name, "TestBrowser") },
		"chromium.Play": func(name string) bool { return strings.HasPrefix(name, "TestBrowser") },
	}
	seen := map[string]int{}
	err := filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.Name() == "node_modules":
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					called := calledIn(call)
					if may, asked := asks[called]; asked {
						if seen[called]++; !may(f.Name.Name) {
							t.Errorf("%s: %s calls %s", path, f.Name.Name, called)
						}
					}
				}
				return true
			})
		}
		return nil
	})
	if err != nil || seen["testing.Short"] < 30 || seen["stage"] < 3 {
		t.Errorf("%v, %v", seen, err)
	}
}

// calledIn is what a call calls, as it is written: stage, testing.Short.
func calledIn(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if of, ok := f.X.(*ast.Ident); ok {
			return of.Name + "." + f.Sel.Name
		}
	}
	return ""
}
