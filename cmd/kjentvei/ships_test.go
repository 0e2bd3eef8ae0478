package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// source is a file of what ships: no test, and nothing that is lent to tests.
type source struct {
	path    string // from the root of the repository
	imports []string
	tree    *ast.File
}

func shippedSources(t *testing.T) (sources []source) {
	t.Helper()
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel("../..", path) // both are relative
		if d.IsDir() {
			if d.Name() == "node_modules" || name != "." && strings.HasPrefix(d.Name(), ".") || slices.Contains(lent, name) {
				return fs.SkipDir
			}
			return nil
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		data, err := os.ReadFile(path)
		sources = append(sources, parsed(t, name, string(data)))
		return err
	})
	if err != nil || len(sources) < 100 {
		t.Fatalf("%d files, %v", len(sources), err)
	}
	return sources
}

func parsed(t *testing.T, path, text string) source {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), path, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	s := source{path: path, tree: tree}
	for _, spec := range tree.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value) // the parser has read it
		s.imports = append(s.imports, imported)
	}
	return s
}

// avoid is something that what ships does not do, and a line that does it. One of
// imports, names and constant is set.
type avoid struct {
	like     string                    // a statement that is to be found; for imports, the package
	imports  *regexp.Regexp            // packages
	names    *regexp.Regexp            // x.Name, or a field Name: of a literal
	constant *regexp.Regexp            // functions that are called with a constant text, or a parameter called format
	where    func(imports string) bool // of which files constant speaks; nil: all
	except   []string                  // files or folders that may
}

// found lists where a file does what is to be avoided.
func (a avoid) found(s source) (list []string) {
	if slices.ContainsFunc(a.except, func(e string) bool { return within(s.path, e) }) {
		return nil
	}
	if a.imports != nil {
		for _, imported := range s.imports {
			if a.imports.MatchString(imported) {
				list = append(list, "imports "+imported)
			}
		}
	}
	if a.where != nil && !a.where(strings.Join(s.imports, " ")) {
		return list
	}
	ast.Inspect(s.tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if a.names != nil && a.names.MatchString(spelled(n)) {
				list = append(list, spelled(n))
			}
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok && a.names != nil && a.names.MatchString(key.Name) {
				list = append(list, key.Name)
			}
		case *ast.CallExpr:
			if a.constant != nil && a.constant.MatchString(spelled(n.Fun)) && len(n.Args) > 0 && !isConstant(formatOf(n)) {
				list = append(list, spelled(n.Fun)+" of something that is no constant")
			}
		}
		return true
	})
	return list
}

// formatOf is the argument that says what the others mean: the first, or what
// fmt.Appendf has after the bytes.
func formatOf(call *ast.CallExpr) ast.Expr {
	if spelled(call.Fun) == "fmt.Appendf" && len(call.Args) > 1 {
		return call.Args[1]
	}
	return call.Args[0]
}

// isConstant reports whether an expression is text that stands in the program, put
// together or not, or the format of a function that go vet checks at its callers.
func isConstant(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING
	case *ast.BinaryExpr:
		return isConstant(e.X) && isConstant(e.Y)
	case *ast.Ident:
		return e.Name == "format"
	}
	return false
}

// spelled is an expression of names and dots as it stands.
func spelled(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return spelled(e.X) + "." + e.Sel.Name
	}
	return ""
}

// What ships does none of what has opened other programs to attack.
func TestWhatShipsAvoids(t *testing.T) {
	sources := shippedSources(t)
	pattern := regexp.MustCompile
	html := func(imports string) bool { return strings.Contains(imports, "html/template") }
	for what, a := range map[string]avoid{
		"unescaped markup": {like: "template.HTML(name)", names: pattern(`^template\.(HTML|HTMLAttr|JS|JSStr|CSS|URL|Srcset)$`),
			except: []string{"web/markup.go"}}, // typed documents and pictures, which escape what stands in them
		"markup by text/template": {like: "text/template", imports: pattern(`^text/template`)},
		"templates made of input": {like: "t.Parse(name)", constant: pattern(`\.Parse$`), where: html},
		"patterns made of input":  {like: "regexp.MustCompile(name)", constant: pattern(`^regexp\.(Must)?Compile(POSIX)?$`)},
		"formats made of input":   {like: "fmt.Sprintf(name)", constant: pattern(`^fmt\.(Sprintf|Errorf|Printf|Appendf)$`)},
		"other programs":          {like: "os/exec", imports: pattern(`^os/exec$`), except: []string{"cmd/kjentvei/pdf.go"}},
		"code from data":          {like: "plugin", imports: pattern(`^(plugin|go/.*|.*(yaegi|goja|otto|gopher-lua|starlark|cel-go|expr-lang).*)$`)},
		"unsafe memory":           {like: "unsafe", imports: pattern(`^(unsafe|C)$`)},
		"reading XML":             {like: "xml.NewDecoder(r)", names: pattern(`^xml\.(Unmarshal|NewDecoder|NewTokenDecoder)$`)},
		"decoding any type": {like: "encoding/gob", imports: pattern(`^(encoding/gob|net/rpc.*)$`),
			except: []string{"web/auth/session.go", "web/auth/provider.go"}}, // sessions, which never leave the memory
		"weak cryptography": {like: "crypto/md5", imports: pattern(`^(crypto/(md5|sha1|des|rc4|dsa|aes|cipher)|` +
			`golang\.org/x/crypto/(md4|ripemd160|blowfish|cast5|tea|xtea|twofish))$`)},
		"guessable numbers":      {like: "math/rand/v2", imports: pattern(`^math/rand(/v2)?$`), except: []string{"cmd/kjentvei/demo"}}, // invented people
		"debugging by HTTP":      {like: "net/http/pprof", imports: pattern(`^(net/http/pprof|expvar|golang\.org/x/net/trace)$`)},
		"a mode for debugging":   {like: "e.Debug = true", names: pattern(`^e\.Debug$`)},
		"unchecked certificates": {like: "_ = tls.Config{InsecureSkipVerify: true}", names: pattern(`\bInsecureSkipVerify$`)},
		"calls from elsewhere": {like: "http.Get(name)", names: pattern(`^http\.(Get|Post|PostForm|Head|Client|DefaultClient|Transport|DefaultTransport)$`),
			except: []string{"web/auth/oidc", "cmd/kjentvei/admin.go"}}, // providers, and the socket of one's own folder
	} {
		t.Run(what, func(t *testing.T) {
			example := "package p\nfunc f() { " + a.like + " }\n"
			if a.imports != nil {
				example = "package p\nimport _ \"" + a.like + "\"\n"
			} else if a.where != nil {
				example = "package p\nimport \"html/template\"\nfunc f(t *template.Template) { " + a.like + " }\n"
			}
			if len(a.found(parsed(t, "example.go", example))) == 0 {
				t.Errorf("does not find %s", a.like)
			}
			for _, s := range sources {
				for _, found := range a.found(s) {
					t.Errorf("%s: %s", s.path, found)
				}
			}
			for _, file := range a.except {
				if !slices.ContainsFunc(sources, func(s source) bool { return within(s.path, file) }) {
					t.Errorf("%s is excepted, and not there", file)
				}
			}
		})
	}
}

// The table of SECURITY.md under a heading, as its first two columns.
func securityTable(t *testing.T, heading string) map[string]string {
	t.Helper()
	data, err := os.ReadFile("SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(data), "\n## "+heading+"\n")
	section, _, _ = strings.Cut(section, "\n## ")
	rows := map[string]string{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\|").FindAllStringSubmatch(section, -1) {
		rows[m[1]] = m[2]
	}
	if !found || len(rows) == 0 {
		t.Fatalf("no table under %q", heading)
	}
	return rows
}

// Every package of cryptography that what ships uses itself stands in SECURITY.md,
// with what it is used for; and nothing else does.
func TestCryptographyIsListed(t *testing.T) {
	used := map[string]bool{}
	for _, s := range shippedSources(t) {
		for _, imported := range s.imports {
			if within(imported, "crypto") || within(imported, "golang.org/x/crypto") || within(imported, "hash") {
				used[imported] = true
			}
		}
	}
	have := slices.Sorted(maps.Keys(securityTable(t, "Cryptography")))
	if want := slices.Sorted(maps.Keys(used)); !slices.Equal(have, want) {
		t.Errorf("listed: %q\nused: %q", have, want)
	}
}

// Every library that go.mod asks for stands in SECURITY.md, with what it is for; and
// nothing else does. go.sum holds each to its bytes.
func TestLibrariesAreListed(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile("../../go.sum")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, m := range regexp.MustCompile(`(?m)^\t(\S+\.\S+) (v\S+)( // indirect)?$`).FindAllStringSubmatch(string(mod), -1) {
		if !strings.Contains(string(sum), m[1]+" "+m[2]+" h1:") {
			t.Errorf("go.sum does not say what %s is", m[1])
		}
		if m[3] == "" {
			want = append(want, m[1])
		}
	}
	slices.Sort(want)
	if have := slices.Sorted(maps.Keys(securityTable(t, "Libraries"))); !slices.Equal(have, want) || len(want) < 5 {
		t.Errorf("listed: %q\nasked for: %q", have, want)
	}
	if strings.Contains(string(mod), "\nreplace ") {
		t.Error("go.mod replaces a library by another")
	}
}
