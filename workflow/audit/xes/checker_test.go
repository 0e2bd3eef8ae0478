package xes_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"kjentvei/workflow/audit/xes"
)

// node is one element of a log.
type node struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []*node    `xml:",any"`
	Text     string     `xml:",chardata"`
}

func (n *node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (n *node) find(key string) *node {
	for _, child := range n.Children {
		if child.attr("key") == key {
			return child
		}
	}
	return &node{}
}

func (n *node) value(key string) string { return n.find(key).attr("value") }

type checkedTrace struct {
	*node
	events []*node
}

type checkedLog struct{ traces []checkedTrace }

// checker holds a log against the structure that IEEE 1849 gives it.
type checker struct {
	t        testing.TB
	prefixes map[string]string            // prefix → URI
	globals  map[string]map[string]string // scope → key → kind
	own      map[string]bool              // level/kind/key, of our extension
}

func check(t testing.TB, data []byte) checkedLog {
	t.Helper()
	var root node
	if err := xml.Unmarshal(data, &root); err != nil {
		t.Fatalf("the log is not XML: %v\n%s", err, data)
	}
	c := &checker{t, map[string]string{}, map[string]map[string]string{}, declared(t)}
	c.log(&root)
	var log checkedLog
	for _, child := range root.Children {
		if child.XMLName.Local == "trace" {
			log.traces = append(log.traces, c.trace(child))
		}
	}
	return log
}

func (c *checker) fail(format string, args ...any) {
	c.t.Helper()
	c.t.Errorf("not XES: "+format, args...)
}

// order is that of a log's children.
var order = []string{"extension", "global", "classifier", "attribute", "trace"}

func (c *checker) log(root *node) {
	if root.XMLName.Local != "log" || root.XMLName.Space != "http://www.xes-standard.org/" {
		c.fail("the root is %v", root.XMLName)
	}
	if _, err := strconv.ParseFloat(root.attr("xes.version"), 64); err != nil || root.attr("xes.features") != "nested-attributes" {
		c.fail("version %q, features %q", root.attr("xes.version"), root.attr("xes.features"))
	}
	last := 0
	for _, child := range root.Children {
		kind := child.XMLName.Local
		if kinds[kind] != nil {
			kind = "attribute"
		}
		at := slices.Index(order, kind)
		if at < last {
			c.fail("<%s> does not stand here", child.XMLName.Local)
		}
		last = at
		switch kind {
		case "extension":
			c.prefixes[child.attr("prefix")] = child.attr("uri")
			if child.attr("name") == "" || child.attr("prefix") == "" || child.attr("uri") == "" {
				c.fail("an extension is %v", child.Attrs)
			}
		case "global":
			c.global(child)
		case "classifier":
			c.classifier(child)
		case "attribute":
			c.attribute("log", child)
		}
	}
}

func (c *checker) global(n *node) {
	scope := n.attr("scope")
	if scope != "trace" && scope != "event" || c.globals[scope] != nil {
		c.fail("a global has the scope %q, or has it twice", scope)
	}
	c.globals[scope] = map[string]string{}
	c.attributes(scope, n)
	for _, child := range n.Children {
		c.globals[scope][child.attr("key")] = child.XMLName.Local
	}
}

// classifier may name only what is global: it must say something of every event.
func (c *checker) classifier(n *node) {
	if n.attr("name") == "" || n.attr("keys") == "" {
		c.fail("a classifier is %v", n.Attrs)
	}
	for _, key := range strings.Fields(n.attr("keys")) {
		if c.globals[n.attr("scope")][key] == "" {
			c.fail("the classifier %q names %q, which is not global", n.attr("name"), key)
		}
	}
}

// kinds are the kinds of attribute and how their values are written.
var kinds = map[string]func(string) error{
	"string":    func(string) error { return nil },
	"id":        func(string) error { return nil },
	"list":      func(string) error { return nil },
	"container": func(string) error { return nil },
	"date": func(s string) error {
		_, err := time.Parse("2006-01-02T15:04:05.000-07:00", s)
		return err
	},
	"int":   func(s string) error { _, err := strconv.ParseInt(s, 10, 64); return err },
	"float": func(s string) error { _, err := strconv.ParseFloat(s, 64); return err },
	"boolean": func(s string) error {
		if s != "true" && s != "false" {
			return fmt.Errorf("%q is no boolean", s)
		}
		return nil
	},
}

// attributes checks what stands in one element, where a key stands once.
func (c *checker) attributes(level string, n *node) {
	seen := map[string]bool{}
	for _, child := range n.Children {
		if child.XMLName.Local == "event" && level == "trace" || child.XMLName.Local == "values" {
			continue
		}
		if seen[child.attr("key")] {
			c.fail("the key %q stands twice in <%s>", child.attr("key"), n.XMLName.Local)
		}
		seen[child.attr("key")] = true
		c.attribute(level, child)
	}
}

func (c *checker) attribute(level string, n *node) {
	kind, key := n.XMLName.Local, n.attr("key")
	valid := kinds[kind]
	if valid == nil || key == "" || strings.TrimSpace(n.Text) != "" {
		c.fail("<%s key=%q> is no attribute", kind, key)
		return
	}
	if err := valid(n.attr("value")); err != nil {
		c.fail("%s: %v", key, err)
	}
	if prefix, name, extended := strings.Cut(key, ":"); extended {
		if c.prefixes[prefix] == "" {
			c.fail("%s: no extension has this prefix", key)
		}
		if prefix == "kjentvei" && !c.own[level+"/"+kind+"/"+name] {
			c.fail("%s: our extension declares no such %s of a %s", key, kind, level)
		}
	}
	if kind == "list" {
		for _, values := range n.Children {
			for _, item := range values.Children {
				c.attribute("meta", item)
			}
		}
		return
	}
	c.attributes("meta", n)
}

func (c *checker) complete(scope string, n *node) {
	for key, kind := range c.globals[scope] {
		if found := n.find(key); found.XMLName.Local != kind {
			c.fail("a %s lacks %q, which is global", scope, key)
		}
	}
}

func (c *checker) trace(n *node) checkedTrace {
	c.attributes("trace", n)
	c.complete("trace", n)
	trace := checkedTrace{node: n}
	var last time.Time
	for _, child := range n.Children {
		if child.XMLName.Local != "event" {
			if len(trace.events) > 0 {
				c.fail("an attribute of the trace stands after an event")
			}
			continue
		}
		c.attributes("event", child)
		c.complete("event", child)
		at, _ := time.Parse("2006-01-02T15:04:05.000-07:00", child.value("time:timestamp"))
		if at.Before(last) {
			c.fail("an event of %v stands after one of %v", at, last)
		}
		last = at
		trace.events = append(trace.events, child)
	}
	return trace
}

// declared reads our own extension.
func declared(t testing.TB) map[string]bool {
	t.Helper()
	var root node
	if err := xml.Unmarshal(xes.Extension(), &root); err != nil {
		t.Fatal(err)
	}
	if root.attr("prefix") != "kjentvei" || root.attr("uri") != xes.ExtensionURI || root.attr("name") == "" {
		t.Errorf("the extension is %v", root.Attrs)
	}
	own := map[string]bool{}
	for _, level := range root.Children {
		for _, a := range level.Children {
			id := level.XMLName.Local + "/" + a.XMLName.Local + "/" + a.attr("key")
			if own[id] || len(a.Children) != 4 {
				t.Errorf("%s is declared twice, or not in four languages", id)
			}
			own[id] = true
			for _, alias := range a.Children {
				if alias.attr("mapping") == "" || alias.attr("name") == "" {
					t.Errorf("%s has no name in %q", id, alias.attr("mapping"))
				}
			}
		}
	}
	return own
}

func TestTheCheckerFindsMistakes(t *testing.T) {
	good := string(write(t, "", intoxicated(kjentmann(t))))
	for _, m := range [][2]string{
		{`<extension name="Time" prefix="time"`, `<extension name="Time" prefix="tempus"`},
		{`<date key="time:timestamp" value="2026-11-20T10:40`, `<date key="time:timestamp" value="2026-11-29T10:40`},
		{"\t\t\t<string key=\"concept:name\" value=\"take_out\"/>\n", ""},
		{`key="kjentvei:schoolday" value="1"`, `key="kjentvei:schoolday" value="one"`},
		{`key="kjentvei:recorded_in" value="1"`, `key="kjentvei:typed_in" value="1"`},
		{`keys="kjentvei:step"`, `keys="org:resource"`},
		{"\t\t<event>", "\t\t<happening>"},
	} {
		bad := strings.Replace(good, m[0], m[1], 1)
		if m[0] == "\t\t<event>" {
			bad = strings.Replace(bad, "\t\t</event>", "\t\t</happening>", 1)
		}
		probe := &silent{TB: t}
		check(probe, bytes.Clone([]byte(bad)))
		if bad == good || !probe.failed {
			t.Errorf("with %q instead of %q it finds nothing", m[1], m[0])
		}
	}
}

// silent takes note of failures.
type silent struct {
	testing.TB
	failed bool
}

func (s *silent) Helper()               {}
func (s *silent) Errorf(string, ...any) { s.failed = true }
