package rules

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestLevels(t *testing.T) {
	for level, name := range map[Level]string{Off: "off", Note: "note", Warning: "warning", Error: "error"} {
		if level.String() != name {
			t.Errorf("%d is written %q, want %q", level, level, name)
		}
		if parsed, err := ParseLevel(name); err != nil || parsed != level {
			t.Errorf("ParseLevel(%q) = %v, %v", name, parsed, err)
		}
		text, err := json.Marshal(level)
		if err != nil || string(text) != `"`+name+`"` {
			t.Errorf("%v in JSON is %s, %v", level, text, err)
		}
		back := Level(-1)
		if err := json.Unmarshal(text, &back); err != nil || back != level {
			t.Errorf("%s out of JSON is %v, %v", text, back, err)
		}
	}
	if !slices.IsSorted([]Level{Off, Note, Warning, Error}) {
		t.Error("the levels are not in ascending order")
	}
	for _, bad := range []string{"", "Error", "warn", "invalid(7)"} {
		if _, err := ParseLevel(bad); err == nil || !strings.Contains(err.Error(), "expected off, note, warning or error") {
			t.Errorf("ParseLevel(%q): %v", bad, err)
		}
	}
	if err := new(Level).UnmarshalText([]byte("loud")); err == nil {
		t.Error("an unknown level is read from JSON")
	}
}

func TestStrengthLowersLevel(t *testing.T) {
	for _, c := range []struct {
		strength Strength
		at       [4]Level // under off, note, warning, error
	}{
		{Proven, [4]Level{Off, Note, Warning, Error}},
		{Unproven, [4]Level{Off, Note, Note, Warning}},
		{Hint, [4]Level{Off, Note, Note, Note}},
	} {
		for level, want := range c.at {
			if got := c.strength.At(Level(level)); got != want {
				t.Errorf("strength %d at %s is %s, want %s", c.strength, Level(level), got, want)
			}
		}
	}
}

func TestNames(t *testing.T) {
	for got, want := range map[string]string{
		Code.String(): "code", Document.String(): "document", Contract.String(): "contract", Kind(0).String(): "invalid(0)",
		Low.String(): "low", Medium.String(): "medium", High.String(): "high", Critical.String(): "critical", Severity(9).String(): "invalid(9)",
		Tentative.String(): "medium", Firm.String(): "high", Certain.String(): "very-high", Confidence(-1).String(): "invalid(-1)",
		Bool.String(): "bool", Number.String(): "number", String.String(): "string", Strings.String(): "list(string)",
		Level(4).String(): "invalid(4)",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for severity, want := range map[Severity]string{Low: "3.0", Medium: "5.5", High: "8.0", Critical: "9.5"} {
		if got := severity.Score(); got != want {
			t.Errorf("%s scores %s, want %s", severity, got, want)
		}
	}
}

// entry returns a whole entry, changed by change.
func entry(id string, change ...func(*Entry)) Entry {
	e := Entry{Files: fstest.MapFS{}, Rule: &Rule{
		ID: id, Title: "a title", Kind: Code, Severity: High, Confidence: Firm, Since: "0.1", Default: Warning,
	}}
	for _, c := range change {
		c(&e)
	}
	return e
}

func TestCatalog(t *testing.T) {
	c, err := NewCatalog(entry("c"), entry("a1_b"), entry("b", func(e *Entry) {
		e.Options = []Option{{"one", Bool, true, "", nil}, {"two", Number, 1.5, "", nil}, {"three_3", String, "", "", []string{"a"}}, {"four", Strings, []string{}, "", nil}}
	}))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.IDs(); !slices.Equal(got, []string{"a1_b", "b", "c"}) {
		t.Errorf("IDs = %v, want them sorted", got)
	}
	if all := c.All(); len(all) != 3 || all[1].ID != "b" {
		t.Errorf("All = %v", all)
	}
	if e, ok := c.Lookup("b"); !ok || e.ID != "b" {
		t.Errorf("Lookup(b) = %v, %v", e, ok)
	}
	for _, id := range []string{"", "a", "bb", "d"} {
		if e, ok := c.Lookup(id); ok || e.Rule != nil {
			t.Errorf("Lookup(%q) = %v, %v", id, e, ok)
		}
	}
}

func TestCatalogLeavesItsArgumentsAlone(t *testing.T) {
	entries := []Entry{entry("b"), entry("a")}
	if _, err := NewCatalog(entries...); err != nil || entries[0].ID != "b" {
		t.Errorf("the entries were sorted in place: %v, %v", entries[0].ID, err)
	}
}

func TestCatalogErrors(t *testing.T) {
	option := func(o ...Option) func(*Entry) { return func(e *Entry) { e.Options = o } }
	const facts = "rule a: title, kind, severity, confidence and since must all be set"
	for _, c := range []struct {
		entries []Entry
		want    string
	}{
		{[]Entry{entry("")}, `rule "": the ID is not snake_case`},
		{[]Entry{entry("A")}, `rule "A": the ID is not snake_case`},
		{[]Entry{entry("1a")}, `rule "1a": the ID is not snake_case`},
		{[]Entry{entry("_a")}, `rule "_a": the ID is not snake_case`},
		{[]Entry{entry("a-b")}, `rule "a-b": the ID is not snake_case`},
		{[]Entry{entry("aé")}, `rule "aé": the ID is not snake_case`},
		{[]Entry{entry("a"), entry("b"), entry("a")}, "rule a: two rules have this ID"},
		{[]Entry{entry("a", func(e *Entry) { e.Title = "" })}, facts},
		{[]Entry{entry("a", func(e *Entry) { e.Kind = 0 })}, facts},
		{[]Entry{entry("a", func(e *Entry) { e.Severity = 0 })}, facts},
		{[]Entry{entry("a", func(e *Entry) { e.Confidence = 0 })}, facts},
		{[]Entry{entry("a", func(e *Entry) { e.Since = "" })}, facts},
		{[]Entry{entry("a", func(e *Entry) { e.Files = nil })}, "rule a: no files to read its documentation from"},
		{[]Entry{entry("a", option(Option{"Max", Bool, false, "", nil}))}, `rule a: option "Max": the name is not snake_case`},
		{[]Entry{entry("a", option(Option{"level", String, "", "", nil}))}, "rule a: option level: the name is taken by the rule's level"},
		{[]Entry{entry("a", option(Option{"x", Bool, false, "", nil}, Option{"x", Bool, false, "", nil}))}, "rule a: option x: two options have this name"},
		{[]Entry{entry("a", option(Option{"x", Bool, nil, "", nil}))}, "rule a: option x: the default is a <nil>, not a bool"},
		{[]Entry{entry("a", option(Option{"x", Number, 1, "", nil}))}, "rule a: option x: the default is a int, not a number"},
		{[]Entry{entry("a", option(Option{"x", String, 1.0, "", nil}))}, "rule a: option x: the default is a float64, not a string"},
		{[]Entry{entry("a", option(Option{"x", Strings, "", "", nil}))}, "rule a: option x: the default is a string, not a list(string)"},
		{[]Entry{entry("a", option(Option{"x", 0, "", "", nil}))}, "rule a: option x: the default is a string, not a invalid(0)"},
		{[]Entry{entry("a", option(Option{"x", Bool, false, "", []string{"a"}}))}, "rule a: option x: only a string is one of several values"},
	} {
		if _, err := NewCatalog(c.entries...); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

// TestImportsStandardLibraryOnly: the vocabulary must be free to be shared by
// passes that run inside other programs.
func TestImportsStandardLibraryOnly(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", ".", "./sets").Output()
	if err != nil {
		t.Fatal(err)
	}
	const own = "github.com/apiward/apiward/rules"
	if got := strings.Fields(string(out)); !slices.Equal(slices.Sorted(slices.Values(got)), []string{own, own + "/model", own + "/sets"}) {
		t.Errorf("outside the standard library, rules and rules/sets import %v", got)
	}
}

func TestForeign(t *testing.T) {
	for rule, want := range map[string]string{
		"operation-tags":   "vacuum/operation-tags",
		"oas3.1_Strict":    "vacuum/oas3.1_Strict",
		"a rule, of mine":  "vacuum/a-rule-of-mine",
		"no--dashes -- ok": "vacuum/no-dashes-ok",
		"größe/länge":      "vacuum/gr-e-l-nge",
		"-x-":              "vacuum/x",
		"…":                "vacuum/unnamed",
		"":                 "vacuum/unnamed",
	} {
		got := Foreign("vacuum", rule)
		if got != want || Origin(got) != "vacuum" || !validForeign(got) || Foreign("vacuum", got[len("vacuum/"):]) != got {
			t.Errorf("Foreign(%q) = %q, want %q", rule, got, want)
		}
		d, ok := ParseDirective("apiward:ignore " + got + " -- a reason")
		if !ok || len(d.Rules) != 1 || d.Rules[0] != got || d.Reason != "a reason" {
			t.Errorf("a directive reads %q as %+v", got, d)
		}
	}
	if got := Origin("sql_injection"); got != "" {
		t.Errorf("a rule of our own is from %q", got)
	}
}

func TestForeignRulesInCatalog(t *testing.T) {
	of := func(id string) Entry {
		return Entry{About: &Help{What: "a text"}, Rule: &Rule{ID: id, Title: "t", Kind: Document, Severity: Low, Confidence: Firm, Since: "0.1"}}
	}
	c, err := NewCatalog(entry("a"))
	if err != nil {
		t.Fatal(err)
	}
	more, err := c.With(of("vacuum/x"), of("gosec/G404"))
	if err != nil {
		t.Fatal(err)
	}
	if got := more.IDs(); len(got) != 3 || got[0] != "a" || got[1] != "gosec/G404" || got[2] != "vacuum/x" {
		t.Errorf("the rules are %q", got)
	}
	if !more.Knows("vacuum") || more.Knows("other") || c.Knows("vacuum") || len(c.All()) != 1 {
		t.Error("what is known of an engine is wrong")
	}
	if e, _ := more.Lookup("vacuum/x"); e.Rule == nil {
		t.Error("vacuum/x is not found")
	} else if help, err := e.Help(); err != nil || help.What != "a text" {
		t.Errorf("help is %+v and %v", help, err)
	}
	for _, id := range []string{"vacuum/", "/x", "vacuum/x y", "Vacuum/x", "vacuum/x--y", "vacuum/x/y"} {
		if _, err := c.With(of(id)); err == nil {
			t.Errorf("%q is a rule", id)
		}
	}
	if _, err := more.With(of("vacuum/x")); err == nil {
		t.Error("two rules have one ID")
	}
}

func TestLevelOfSeverity(t *testing.T) {
	for s, want := range map[Severity]Level{Low: Note, Medium: Warning, High: Error, Critical: Error} {
		if got := s.Level(); got != want {
			t.Errorf("%s is %s, want %s", s, got, want)
		}
	}
}
