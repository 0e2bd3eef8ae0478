package draw_test

import (
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"kjentvei/workflow/routine"
	"kjentvei/workflow/routine/draw"
)

var update = flag.Bool("update", false, "write the golden files anew")

// routines is every routine that is shipped, and those invented for tests.
func routines(t *testing.T) []*routine.Routine {
	t.Helper()
	list := routine.Shipped()
	for _, name := range []string{"invented-days-away", "invented-five-steps"} {
		data, err := os.ReadFile("../../../testdata/routines/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		r, _, problems := routine.Read(data)
		if r == nil {
			t.Fatal(problems)
		}
		list = append(list, r)
	}
	return list
}

func TestGolden(t *testing.T) {
	for _, r := range routines(t) {
		p := draw.New(r, routine.Bokmal)
		golden(t, "routine-draw-"+r.ID+".svg", p.SVG(draw.Options{}))
		golden(t, "routine-draw-"+r.ID+".mmd", p.Mermaid())
		golden(t, "routine-draw-"+r.ID+".dot", p.DOT())
	}
	p := draw.New(routines(t)[1], routine.English)
	p.Case(underway)
	golden(t, "routine-draw-case.svg", p.SVG(draw.Options{Columns: 2}))
}

// underway is a case of the routine kjentmann that has every kind of mark.
var underway = map[string]draw.Mark{
	"received":     {Status: draw.Visited},
	"passed":       {Status: draw.Here},
	"admitted":     {Status: draw.Possible},
	"watching":     {Status: draw.Possible},
	"following_up": {Status: draw.Possible},
	"settled":      {Status: draw.Barred, Because: []string{"The guardians have to be told first."}},
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("../../../testdata/golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; see it with make golden and git diff", path)
	}
}

// What must hold of every picture, in every language and width.
func TestPicturesAreReadable(t *testing.T) {
	for _, r := range append(routines(t), twisted(t)...) {
		for _, lang := range routine.Langs {
			for _, columns := range []int{0, 1, 2, 9} {
				t.Run(fmt.Sprint(r.ID, " ", lang, columns), func(t *testing.T) {
					p := draw.New(r, lang)
					readable(t, p, columns)
					p.Case(map[string]draw.Mark{r.States[0].ID: {Status: draw.Here}, r.States[1].ID: {Status: draw.Barred, Because: []string{strings.Repeat("because ", 30)}}})
					readable(t, p, columns)
				})
			}
		}
	}
}

func readable(t *testing.T, p *draw.Picture, columns int) {
	t.Helper()
	width, height, boxes, head := p.Sheet(columns)
	for i, a := range boxes {
		if a.X < 0 || a.Y < 0 || a.X+a.W > width || a.Y+a.H > height {
			t.Errorf("%s is not on the sheet", a.ID)
		}
		for _, b := range boxes[:i] {
			if a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H {
				t.Errorf("%s and %s overlap", a.ID, b.ID)
			}
		}
		inside(t, a.Lines, a.X, a.X+a.W, a.Y, a.Y+a.H)
	}
	inside(t, head, 0, width, 0, height)
	lanes := p.Lanes(columns)
	for i, a := range lanes {
		if a.X < 0 || a.X > width {
			t.Errorf("a line to %s leaves the sheet", a.Goal)
		}
		for _, b := range lanes[:i] {
			if (a.Goal != b.Goal || a.Back != b.Back) && a.X == b.X && a.Top < b.Bottom && b.Top < a.Bottom {
				t.Errorf("lines to %s and %s cannot be told apart", a.Goal, b.Goal)
			}
		}
	}
	if columns < 2 && width > 340 && p.Title != "twisted" {
		t.Errorf("%v wide: too wide for a phone", width)
	}
}

func inside(t *testing.T, lines []draw.Written, left, right, top, bottom float64) {
	t.Helper()
	before := top
	for _, l := range lines {
		if l.Left < left || l.Right > right || l.Y > bottom || l.Y <= before {
			t.Errorf("%q leaves its box, or covers another line", l.Text)
		}
		before = l.Y
	}
}

// Every state and every step that moves, from every state that it leads out
// of, is in every form of the picture, and every recording step is named.
func TestNothingIsLeftOut(t *testing.T) {
	for _, r := range routines(t) {
		p := draw.New(r, routine.English)
		drawn := map[string]bool{}
		for _, group := range p.Groups {
			for _, s := range group.States {
				drawn[s.ID] = true
				for _, record := range s.Records {
					drawn[s.ID+" "+record.Step] = true
				}
				for _, way := range s.Ways {
					drawn[s.ID+" "+way.Step] = true
					for _, goal := range way.Goals {
						drawn[s.ID+" "+way.Step+" "+goal.ID] = true
					}
				}
			}
		}
		words := plain(t, p.SVG(draw.Options{}))
		for i := range r.States {
			if !drawn[r.States[i].ID] || !strings.Contains(words, r.States[i].Title.EN) {
				t.Errorf("%s: state %s is not drawn", r.ID, r.States[i].ID)
			}
		}
		for i := range r.Steps {
			step := &r.Steps[i]
			for _, from := range step.From {
				if !drawn[from+" "+step.ID] || !strings.Contains(words, step.Title.EN) {
					t.Errorf("%s: step %s is not drawn in %s", r.ID, step.ID, from)
				}
				moves := slices.ContainsFunc(draw.Targets(step), func(to routine.Target) bool { return to.State != from })
				for _, to := range draw.Targets(step) {
					if moves && !drawn[from+" "+step.ID+" "+to.State] {
						t.Errorf("%s: step %s is not drawn from %s to %s", r.ID, step.ID, from, to.State)
					}
				}
			}
		}
	}
}

// plain returns the words of an SVG, and demands that it is well formed.
func plain(t *testing.T, svg string) string {
	t.Helper()
	var b strings.Builder
	for decoder := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		if data, ok := token.(xml.CharData); ok {
			b.Write(data)
			b.WriteByte(' ')
		}
	}
}

func TestDrawnAlikeEveryTime(t *testing.T) {
	for _, r := range routines(t) {
		first := draw.New(r, routine.Danish)
		for range 5 {
			again := draw.New(r, routine.Danish)
			if first.SVG(draw.Options{}) != again.SVG(draw.Options{}) || first.Mermaid() != again.Mermaid() || first.DOT() != again.DOT() {
				t.Fatalf("%s is drawn in several ways", r.ID)
			}
		}
	}
}

// A file whose states are in no order is drawn from its starts on.
func TestOrderOfADisorderedFile(t *testing.T) {
	r := *routines(t)[4]
	if r.ID != "invented-five-steps" {
		t.Fatal(r.ID)
	}
	r.States = slices.Clone(r.States)
	slices.Reverse(r.States)
	p := draw.New(&r, routine.English)
	if got := p.Groups[0].States[0].ID; got != "noticed" {
		t.Errorf("begins with %s, want noticed", got)
	}
	if got := p.Groups[1].States[3].ID; got != "after" {
		t.Errorf("ends with %s, want after", got)
	}
}

// twisted makes routines that are hard to draw: every state leads to every
// other, with words that are syntax somewhere and longer than any line.
func twisted(t *testing.T) []*routine.Routine {
	t.Helper()
	nasty := []string{
		`"]; %%{init: {"x": 1}}%% --> end`, `</text><script>alert(1)</script>&amp;]]>`, `\"; } digraph { a -> b`,
		strings.Repeat("Ordutenende", 20), "two\nlines\x1b[2J\u202e", "", "`*_#35;",
	}
	random := rand.New(rand.NewPCG(1, 2))
	text := func() routine.Text { return routine.Same(nasty[random.IntN(len(nasty))]) }
	var list []*routine.Routine
	for n := 2; n < 15; n += 4 {
		r := &routine.Routine{Definition: routine.Definition{ID: fmt.Sprint("twisted-", n), Title: routine.Same("twisted")}}
		for i := range n {
			id := fmt.Sprintf("s\"%d", i)
			r.States = append(r.States, routine.State{ID: id, Title: text(), Final: i%3 == 0})
			r.Steps = append(r.Steps, routine.Step{ID: fmt.Sprint("t", i), Title: text(), To: []routine.Target{{State: id}}})
		}
		for i := range r.Steps {
			for j := range r.States {
				if random.IntN(3) > 0 {
					r.Steps[i].From = append(r.Steps[i].From, r.States[j].ID)
				}
			}
		}
		r.Scenarios = []routine.Scenario{{Title: text(), Start: r.States[n-1].ID}, {Title: text(), Start: r.States[0].ID}}
		list = append(list, r)
	}
	return list
}

// What a school writes is never syntax.
func TestNamesAreNeverRaw(t *testing.T) {
	for _, r := range twisted(t) {
		p := draw.New(r, routine.English)
		svg := p.SVG(draw.Options{})
		plain(t, svg)
		if strings.Contains(svg, "<script") || strings.ContainsAny(svg, "\x1b\u202e") {
			t.Errorf("%s: raw text in the SVG", r.ID)
		}
		for _, line := range strings.Split(p.Mermaid(), "\n") {
			if strings.Contains(line, "%%") || strings.Contains(line, "`") || strings.Count(line, `"`)%2 != 0 || strings.Contains(line, "init:") {
				t.Errorf("%s: raw text in Mermaid: %s", r.ID, line)
			}
		}
		for _, line := range strings.Split(p.DOT(), "\n") {
			if strings.Count(strings.NewReplacer(`\\`, "", `\"`, "").Replace(line), `"`)%2 != 0 {
				t.Errorf("%s: raw text in DOT: %s", r.ID, line)
			}
		}
	}
}

// A page that allows no style but its own gets none.
func TestBareHasNoStyle(t *testing.T) {
	svg := draw.New(routines(t)[0], routine.Nynorsk).SVG(draw.Options{Bare: true})
	if strings.Contains(svg, "<style") || strings.Contains(svg, "style=") || !strings.Contains(svg, `lang="nn"`) {
		t.Error("a style, or no language, in a bare picture")
	}
}

func TestCase(t *testing.T) {
	p := draw.New(routines(t)[1], routine.English)
	p.Case(underway)
	list := strings.Join(p.List(), "\n")
	for _, want := range []string{
		"Has been here", "The case is here now", "Can be reached now", "Barred now: The guardians have to be told first.", "Does not apply now",
	} {
		if !strings.Contains(list, want) {
			t.Errorf("the list does not say %q:\n%s", want, list)
		}
		for name, picture := range map[string]string{"SVG": p.SVG(draw.Options{}), "Mermaid": p.Mermaid(), "DOT": p.DOT()} {
			if first, _, _ := strings.Cut(want, ":"); !strings.Contains(picture, first) {
				t.Errorf("%s does not say %q", name, first)
			}
		}
	}
	if strings.Contains(list, "Alert a colleague") {
		t.Error("what does not apply is told at length")
	}
}

func TestEveryWordInEveryLanguage(t *testing.T) {
	v := reflect.ValueOf(draw.Words)
	for i := range v.NumField() {
		text := v.Field(i).Interface().(routine.Text)
		for _, lang := range routine.Langs {
			if strings.TrimSpace(text.In(lang)) == "" {
				t.Errorf("%s is missing in %s", v.Type().Field(i).Name, lang)
			}
		}
	}
}
