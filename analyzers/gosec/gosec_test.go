package gosec

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/apiward/apiward/analyzers/internal/options"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
)

// all turns every rule on, each at the level of its severity.
func all() *rules.Policy {
	p := &rules.Policy{}
	for _, c := range chosen {
		p.Rules = append(p.Rules, rules.Setting{ID: ID(c.id), Level: c.severity.Level()})
	}
	return p
}

// run returns what the rules find in folders of testdata/src, as
// "folder/file:line rule".
func found(t *testing.T, policy *rules.Policy, folders ...string) (list []link.Finding) {
	t.Helper()
	options.Set(policy)
	t.Cleanup(func() { options.Set(nil) })
	graph := analysistest.Run(quiet{t}, analysistest.TestData(), Analyzer, folders...)
	for _, r := range graph {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		list = append(list, r.Result.([]link.Finding)...)
	}
	return list
}

// quiet drops what analysistest misses: the pass reports no diagnostics.
type quiet struct{ t *testing.T }

func (q quiet) Errorf(format string, args ...any) {
	if s := fmt.Sprintf(format, args...); !strings.Contains(s, "no diagnostic was reported") {
		q.t.Error(s)
	}
}

// folders are those of the chosen rules.
func folders(t *testing.T) (names []string) {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join("testdata", "src", "g*", "bad.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		names = append(names, filepath.Base(filepath.Dir(dir)))
	}
	return names
}

// Every rule finds what its examples say, where they say, and no rule finds
// anything else in the examples of any.
func TestExamples(t *testing.T) {
	var want, got []string
	marked := regexp.MustCompile(`// want "([^"]+)"`)
	names := append(folders(t), "lookalikes")
	for _, folder := range names {
		files, _ := filepath.Glob(filepath.Join("testdata", "src", folder, "*.go"))
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for i, line := range strings.Split(string(text), "\n") {
				if m := marked.FindStringSubmatch(line); m != nil {
					want = append(want, fmt.Sprintf("%s/%s:%d %s", folder, filepath.Base(file), i+1, m[1]))
				}
			}
		}
	}
	for _, f := range found(t, all(), names...) {
		got = append(got, fmt.Sprintf("%s/%s:%d %s", f.At.Package, f.At.File, f.At.Line, strings.TrimPrefix(f.Rule, "gosec/")))
		if f.Message == "" || f.Help == "" || strings.ContainsAny(f.Message, "\n") || f.At.Column < 1 {
			t.Errorf("%+v", f)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

var _ analysistest.Testing = quiet{}

// A rule that is off costs nothing and says nothing.
func TestOff(t *testing.T) {
	if On(nil) || On(&rules.Policy{}) || !On(all()) {
		t.Error("rules are on that nobody turned on, or off that somebody did")
	}
	if got := found(t, nil, "g404"); len(got) > 0 {
		t.Errorf("found %v", got)
	}
	one := &rules.Policy{Rules: []rules.Setting{{ID: "gosec/G402", Level: rules.Note}}}
	for _, f := range found(t, one, "g402", "g404") {
		if f.Rule != "gosec/G402" {
			t.Errorf("found %v", f)
		}
	}
}

// What a comment of gosec's excuses is found and marked.
func TestNosec(t *testing.T) {
	var got []string
	for _, f := range found(t, all(), "nosec") {
		got = append(got, fmt.Sprintf("%d %s %q", f.At.Line, f.Rule, f.Suppressed))
	}
	want := []string{
		`6 gosec/G404 "dice in a game"`,
		`8 gosec/G404 "a comment of gosec's says so, without a reason"`,
		`10 gosec/G404 ""`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// Where a finding is, how sure it is and what it is about.
func TestFinding(t *testing.T) {
	var got []link.Finding
	for _, f := range found(t, all(), "g402", "g404") {
		f.Help = ""
		got = append(got, f)
	}
	slices.SortFunc(got, func(a, b link.Finding) int { return strings.Compare(a.At.Package, b.At.Package) })
	want := []link.Finding{
		{Rule: "gosec/G402", Message: "InsecureSkipVerify is true: certificates are not checked", At: link.Pos{Package: "g402", File: "bad.go", Line: 5, Column: 48, Width: 4}},
		{Rule: "gosec/G402", Message: "MinVersion is a version before TLS 1.2", At: link.Pos{Package: "g402", File: "bad.go", Line: 7, Column: 35, Width: 16}},
		{Rule: "gosec/G404", Message: "use of math/rand, whose numbers can be foretold", Strength: rules.Unproven, Symbol: "g404.token", At: link.Pos{Package: "g404", File: "bad.go", Line: 9, Column: 20, Width: 10}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// The list is sorted, whole, and what is said of each rule can be read.
func TestChosen(t *testing.T) {
	if _, err := rules.NewCatalog(Rules()...); err != nil {
		t.Error(err)
	}
	if !slices.IsSortedFunc(chosen, func(a, b choice) int { return strings.Compare(a.id, b.id) }) {
		t.Error("the rules are not sorted")
	}
	for _, e := range Rules() {
		help, err := e.Help()
		if err != nil || len(help.Bad) != 1 || len(help.Good) != 1 || help.Why == "" || e.Default != rules.Off {
			t.Errorf("%s: %v, %+v", e.ID, err, help)
		}
		if strings.Contains(fmt.Sprint(help), "// want") {
			t.Errorf("%s: an example shows what the tests expect", e.ID)
		}
	}
	if n := len(folders(t)); n != len(chosen) {
		t.Errorf("%d rules have examples for %d", len(chosen), n)
	}
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range chosen {
		if !strings.Contains(string(doc), c.id) {
			t.Errorf("doc.go does not say why %s is run", c.id)
		}
	}
}

func TestSentence(t *testing.T) {
	for what, want := range map[string]string{
		"Use of  weak thing.": "use of weak thing",
		"TLS is bad.":         "TLS is bad",
		"":                    "",
		"MinVersion is low.":  "MinVersion is low",
		"A b":                 "a b",
		"integer overflow":    "integer overflow",
	} {
		if got := sentence(what); got != want {
			t.Errorf("sentence(%q) = %q, want %q", what, got, want)
		}
	}
}

var _ *analysis.Analyzer = Analyzer
