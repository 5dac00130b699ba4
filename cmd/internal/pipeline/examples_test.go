package pipeline

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/cmd/internal/pipeline/bad_exemption"
	"github.com/apiward/apiward/rules"
)

// The examples of bad_exemption run through the pipeline: their directives are
// read line by line, and each code line behind one that the rules would report
// counts as found. A want stands on the line that the directive covers.
func TestExamplesOfBadExemption(t *testing.T) {
	help, err := bad_exemption.Rule.Help()
	if err != nil {
		t.Fatal(err)
	}
	if len(help.Bad) < 2 || len(help.Good) < 2 {
		t.Errorf("help shows %d bad and %d good examples, want two each at least", len(help.Bad), len(help.Good))
	}
	seen := 0
	err = fs.WalkDir(bad_exemption.Rule.Files, "testdata", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) == ".hcl" {
			return err // policies are read by rules/ruleset and tried where both are linked
		}
		text, err := fs.ReadFile(bad_exemption.Rule.Files, name)
		if err != nil {
			return err
		}
		seen++
		t.Run(name, func(t *testing.T) { tryExample(t, name, string(text)) })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 4 {
		t.Errorf("%d examples tried, want at least 4", seen)
	}
}

func tryExample(t *testing.T, name, text string) {
	want := regexp.MustCompile(`\s*(?://|#) want "(.*)"$`)
	wants := map[int]string{}
	in := Input{Catalog: exampleCatalog(t), Scope: whole()}
	alone := rules.Ignore{}
	for i, line := range strings.Split(text, "\n") {
		n := i + 1
		if m := want.FindStringSubmatch(line); m != nil {
			wants[n] = m[1]
			line = strings.TrimSuffix(line, m[0])
		}
		for id, flaw := range map[string]string{"sql_injection": "r.URL.Query().Get", "cleartext_server": "url: http://"} {
			if strings.Contains(line, flaw) {
				in.Findings = append(in.Findings, finding.Finding{Rule: id, Message: "flaw", At: at(name, n, 1)})
			}
		}
		before, comment, ok := strings.Cut(line, map[string]string{".go": "//", ".yaml": "# "}[path.Ext(name)])
		d, isDirective := rules.ParseDirective(comment)
		switch {
		case !ok || !isDirective:
			if alone.Line == n {
				in.Ignores = append(in.Ignores, alone)
			}
		case strings.TrimSpace(before) == "":
			alone = rules.Ignore{Directive: d, At: rules.Place{File: name, Line: n, Column: 1}, Line: n + 1}
		default:
			in.Ignores = append(in.Ignores, rules.Ignore{Directive: d, At: rules.Place{File: name, Line: n, Column: 1}, Line: n})
		}
	}
	for _, f := range process(t, in) {
		if f.Rule != "bad_exemption" {
			continue
		}
		line := f.At.Line
		for _, ig := range in.Ignores {
			if ig.At.Line == f.At.Line {
				line = ig.Line
			}
		}
		re, ok := wants[line]
		if !ok || !regexp.MustCompile(re).MatchString(f.Message) {
			t.Errorf("%s:%d: unexpected %q", name, f.At.Line, f.Message)
		}
		delete(wants, line)
	}
	for line, re := range wants {
		t.Errorf("%s:%d: nothing matches %q", name, line, re)
	}
}

func exampleCatalog(t *testing.T) *rules.Catalog {
	t.Helper()
	entry := func(id string, kind rules.Kind) rules.Entry {
		return rules.Entry{Rule: &rules.Rule{
			ID: id, Title: id, Kind: kind, Severity: rules.High, Confidence: rules.Firm, Since: "0.1", Default: rules.Error,
		}, Files: bad_exemption.Rule.Files}
	}
	c, err := rules.NewCatalog(entry("sql_injection", rules.Code), entry("cleartext_server", rules.Document), bad_exemption.Rule)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
