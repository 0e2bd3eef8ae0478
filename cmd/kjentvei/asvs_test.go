package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// asvsLevels are the items of OWASP ASVS 5.0: by section, the level of each item,
// from the first on. Numbers and levels are all that we hold of the standard
// (https://github.com/OWASP/ASVS, CC BY-SA 4.0); what we say of it is our own.
var asvsLevels = map[string]string{
	"1.1": "22", "1.2": "1111122223", "1.3": "112222222223", "1.4": "222", "1.5": "123",
	"2.1": "122", "2.2": "112", "2.3": "12223", "2.4": "23",
	"3.1": "3", "3.2": "113", "3.3": "12223", "3.4": "11222233", "3.5": "11122333", "3.6": "3", "3.7": "22333",
	"4.1": "12233", "4.2": "23333", "4.3": "22", "4.4": "1222",
	"5.1": "2", "5.2": "112333", "5.3": "113", "5.4": "222",
	"6.1": "122", "6.2": "111111112222", "6.3": "11223333", "6.4": "112233", "6.5": "22222333", "6.6": "2223", "6.7": "33", "6.8": "2222",
	"7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "223", "7.6": "22",
	"8.1": "1233", "8.2": "1123", "8.3": "133", "8.4": "23",
	"9.1": "111", "9.2": "1222",
	"10.1": "22", "10.2": "223", "10.3": "22223", "10.4": "1111122222233333", "10.5": "22222", "10.6": "22", "10.7": "222",
	"11.1": "2233", "11.2": "22233", "11.3": "11233", "11.4": "1222", "11.5": "23", "11.6": "23", "11.7": "33",
	"12.1": "12233", "12.2": "11", "12.3": "22223",
	"13.1": "2333", "13.2": "222223", "13.3": "2233", "13.4": "1222233",
	"14.1": "22", "14.2": "12223333", "14.3": "122",
	"15.1": "12233", "15.2": "12233", "15.3": "1222222", "15.4": "3333",
	"16.1": "2", "16.2": "22222", "16.3": "2222", "16.4": "222", "16.5": "2223",
	"17.1": "23", "17.2": "22223333", "17.3": "22",
}

var asvsChapters = []string{
	"Encoding and injection", "Input and business logic", "Browser", "HTTP and APIs", "Files", "Logging in", "Sessions", "Who may do what",
	"Signed tokens", "OpenID Connect", "Cryptography", "Transport", "Configuration", "Personal data", "Code and libraries", "Logs and errors", "WebRTC",
}

// asvsPledged are the items that this project has said from its beginning that it
// keeps, of whatever level. None of them can be said to speak of nothing here.
var asvsPledged = strings.Fields(`2.3.1 2.3.3 2.3.5 2.4.1 3.3.1 3.3.2 3.3.3 3.3.4 3.4.1 3.4.3 3.4.4 3.4.5 3.4.6 3.4.8 3.5.1 3.5.3 4.1.1 4.1.3 4.1.4
	6.1.1 6.3.2 6.3.3 6.3.4 6.8.1 6.8.2 6.8.4 7.2.3 7.2.4 7.3.1 7.3.2 7.4.1 7.4.2 7.4.5 7.5.3 8.1.1 8.1.2 8.2.1 8.2.2 8.2.3 8.3.1 8.3.2 8.4.1
	10.1.2 10.2.1 10.5.1 10.5.2 10.5.3 10.5.4 11.1.1 11.1.2 11.2.2 11.3.2 11.3.3 11.3.4 11.5.1 13.3.1 13.4.2 13.4.5 14.2.1 14.2.6 14.2.7 14.3.1 14.3.2
	15.1.1 15.1.2 15.3.1 15.3.3 15.4.2 16.2.5 16.3.1 16.3.2 16.3.3 16.4.1 16.4.2 16.4.3 16.5.1 16.5.3`)

// The states of an item.
const (
	asvsShown = "shown"
	asvsNot   = "not_applicable"
	asvsOpen  = "open"
)

// asvsRow is what we say of one item.
type asvsRow struct {
	line      int
	id, level string
	asks      string
	state     string
	evidence  []string // of a shown item
	reason    string   // of any other
}

func parseASVS(text string) (rows []asvsRow, mistakes []string) {
	for i, line := range strings.Split(text, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 4 {
			mistakes = append(mistakes, fmt.Sprintf("line %d has %d cells, want 4", i+1, len(cells)))
			continue
		}
		row := asvsRow{line: i + 1, id: cells[0], level: cells[1], asks: cells[2], state: asvsShown}
		state, reason, found := strings.Cut(cells[3], ": ")
		if found && (state == asvsNot || state == asvsOpen) {
			row.state, row.reason = state, reason
		} else {
			row.evidence = strings.Split(cells[3], "; ")
		}
		rows = append(rows, row)
	}
	return rows, mistakes
}

// asvsLevel is the level of an item, "" for one that the standard does not have.
func asvsLevel(id string) string {
	dot := strings.LastIndex(id, ".")
	if dot < 0 {
		return ""
	}
	n, err := strconv.Atoi(id[dot+1:])
	levels := asvsLevels[id[:dot]]
	if err != nil || n < 1 || n > len(levels) {
		return ""
	}
	return levels[n-1 : n]
}

// asvsItems is what the table must have: levels 1 and 2, and what is pledged.
func asvsItems() (ids []string) {
	for section, levels := range asvsLevels {
		for i := range levels {
			if id := fmt.Sprintf("%s.%d", section, i+1); levels[i] < '3' || slices.Contains(asvsPledged, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// checkASVS tells everything that is wrong with a table. shows says what is wrong
// with a piece of evidence, "" for nothing.
func checkASVS(text string, shows func(string) string) (mistakes []string) {
	rows, mistakes := parseASVS(text)
	add := func(row asvsRow, format string, args ...any) {
		mistakes = append(mistakes, fmt.Sprintf("line %d, %s: ", row.line, row.id)+fmt.Sprintf(format, args...))
	}
	seen := map[string]bool{}
	for _, row := range rows {
		if seen[row.id] {
			add(row, "stands there twice")
		}
		seen[row.id] = true
		if want := asvsLevel(row.id); want == "" || want != row.level {
			add(row, "level %s, want %q", row.level, want)
		}
		if words := len(strings.Fields(row.asks)); words == 0 || words > 10 {
			add(row, "is told in %d words, want one to ten", words)
		}
		switch {
		case row.state == asvsShown:
			for _, evidence := range row.evidence {
				if wrong := shows(evidence); wrong != "" {
					add(row, "%s %s", evidence, wrong)
				}
			}
		case len(strings.Fields(row.reason)) < 5:
			add(row, "%s for a reason of under five words", row.state)
		case row.state == asvsNot && slices.Contains(asvsPledged, row.id):
			add(row, "is pledged, and must be shown or open")
		}
	}
	for _, id := range asvsItems() {
		if !seen[id] {
			mistakes = append(mistakes, id+" is missing")
		}
	}
	slices.Sort(mistakes)
	return mistakes
}

// proofs looks up evidence in the repository, each package once.
type proofs struct {
	root     string
	packages map[string]map[string]map[string]bool // package, test, the literals in it
}

var (
	goEvidence = regexp.MustCompile(`^([a-z][a-z/]*)\.((?:Test|Fuzz)\w+)(?:/(.+))?$`)
	headingOf  = regexp.MustCompile(`(?m)^#+ (.+)$`)
)

// wrong says why something is no evidence, "" if it is.
func (p *proofs) wrong(evidence string) string {
	if m := goEvidence.FindStringSubmatch(evidence); m != nil {
		literals, ok := p.tests(m[1])[m[2]]
		switch {
		case !ok:
			return "is no test"
		case m[3] != "" && !literals[m[3]]:
			return "is no row of the test"
		}
		return ""
	}
	name, part, _ := strings.Cut(evidence, "#")
	data, err := os.ReadFile(filepath.Join(p.root, name))
	switch {
	case err != nil:
		return "is not there"
	case filepath.Ext(name) == ".txtar" && part == "":
		return ""
	case filepath.Ext(name) == ".mjs" && part != "" && strings.Contains(string(data), "async '"+part+"'("):
		if !p.plays(filepath.Base(name)) {
			return "is played by no test"
		}
		return ""
	case filepath.Ext(name) == ".md":
		for _, m := range headingOf.FindAllStringSubmatch(string(data), -1) {
			if m[1] == part {
				return ""
			}
		}
	}
	return "is no evidence that we know"
}

// plays reports whether a test has a browser play these scenes.
func (p *proofs) plays(name string) bool {
	for _, pkg := range []string{"web", "web/auth/oidc", "cmd/kjentvei"} {
		for test, literals := range p.tests(pkg) {
			if strings.HasPrefix(test, "Test") && !strings.HasPrefix(test, "TestASVS") && literals[name] {
				return true
			}
		}
	}
	return false
}

// tests are the tests of a package, with the texts that stand in each: the names of
// subtests and rows are among them.
func (p *proofs) tests(pkg string) map[string]map[string]bool {
	if known, ok := p.packages[pkg]; ok {
		return known
	}
	found := map[string]map[string]bool{}
	p.packages[pkg] = found
	files, _ := filepath.Glob(filepath.Join(p.root, pkg, "*_test.go")) // the pattern is well-formed
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			continue // go vet tells
		}
		for _, d := range tree.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil {
				found[fn.Name.Name] = literalsIn(fn)
			}
		}
	}
	return found
}

func literalsIn(fn *ast.FuncDecl) map[string]bool {
	literals := map[string]bool{}
	ast.Inspect(fn, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if text, err := strconv.Unquote(lit.Value); err == nil {
				literals[text] = true
			}
		}
		return true
	})
	return literals
}

// asvsDocument is the table for people, by chapter.
func asvsDocument(rows []asvsRow) string {
	var b strings.Builder
	b.WriteString("# OWASP ASVS 5.0, item by item\n\nMade by TestASVS from testdata/asvs.tsv: every item of levels 1 and 2, and of level 3 those that we hold ourselves to. The words\n" +
		"are ours; the standard has its own under the same numbers. Tests, scripts and headings that are named are there, or the test fails.\n\n")
	b.WriteString("| | shown | open | not applicable |\n|---|---|---|---|\n")
	for _, level := range []string{"1", "2", "3"} {
		counts := map[string]int{}
		for _, row := range rows {
			if row.level == level {
				counts[row.state]++
			}
		}
		fmt.Fprintf(&b, "| level %s | %d | %d | %d |\n", level, counts[asvsShown], counts[asvsOpen], counts[asvsNot])
	}
	for i, chapter := range asvsChapters {
		fmt.Fprintf(&b, "\n## %d. %s\n\n| item | level | asks | |\n|---|---|---|---|\n", i+1, chapter)
		for _, row := range rows {
			if strings.HasPrefix(row.id, fmt.Sprintf("%d.", i+1)) {
				fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", row.id, row.level, row.asks, row.says())
			}
		}
	}
	return b.String()
}

func (row asvsRow) says() string {
	switch row.state {
	case asvsOpen:
		return "**open**: " + row.reason
	case asvsNot:
		return "not applicable: " + row.reason
	}
	quoted := make([]string, len(row.evidence))
	for i, evidence := range row.evidence {
		quoted[i] = "`" + evidence + "`"
	}
	return strings.Join(quoted, ", ")
}

// Every item of the standard is shown by something that is there, is open, or says
// why it speaks of nothing here.
func TestASVS(t *testing.T) {
	data, err := os.ReadFile("../../testdata/asvs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, mistake := range checkASVS(string(data), (&proofs{"../..", map[string]map[string]map[string]bool{}}).wrong) {
		t.Error(mistake)
	}
	rows, _ := parseASVS(string(data))
	have, path := asvsDocument(rows), "../../testdata/golden/asvs.md"
	if *update {
		if err := os.WriteFile(path, []byte(have), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if have != string(want) {
		t.Errorf("the table differs from %s; make golden, and read the difference", path)
	}
}

// A table that says what is not so is found out.
func TestASVSNotices(t *testing.T) {
	data, err := os.ReadFile("../../testdata/asvs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	whole := string(data)
	looked := &proofs{"../..", map[string]map[string]map[string]bool{}}
	line := regexp.MustCompile(`(?m)^3\.4\.8\t.*\n`).FindString(whole)
	for what, instead := range map[string]string{
		"is missing":                 "",
		"stands there twice":         line + line,
		"level 2, want":              "3.4.8\t2\twindows\tweb.TestHeadersOnEveryAnswer\n",
		"in 11 words":                "3.4.8\t3\ta b c d e f g h i j k\tweb.TestHeadersOnEveryAnswer\n",
		"is no test":                 "3.4.8\t3\twindows\tweb.TestThatThereIsNot\n",
		"is no row of the test":      "3.4.8\t3\twindows\tweb.TestMethods/none\n",
		"is not there":               "3.4.8\t3\twindows\ttestdata/command/none.txtar\n",
		"is no evidence":             "3.4.8\t3\twindows\tREADME.md#Nowhere\n",
		"no evidence that we know":   "3.4.8\t3\twindows\tweb/browser/login.mjs#no scene\n",
		"is no evidence that we":     "3.4.8\t3\twindows\ttestdata/asvs.tsv#heading\n",
		"of under five words":        "3.4.8\t3\twindows\topen: not done yet\n",
		"must be shown or open":      "3.4.8\t3\twindows\tnot_applicable: there are no windows in here\n",
		"has 3 cells":                "3.4.8\t3\twindows\n",
		`level 1, want ""`:           line + "3.9.1\t1\twhat there is not\tweb.TestMethods\n",
		"no evidence that we know\n": "3.4.8\t3\twindows\tMakefile\n",
	} {
		mistakes := strings.Join(checkASVS(strings.Replace(whole, line, instead, 1), looked.wrong), "\n") + "\n"
		if !strings.Contains(mistakes, what) {
			t.Errorf("%q is not told: %s", what, mistakes)
		}
	}
}
