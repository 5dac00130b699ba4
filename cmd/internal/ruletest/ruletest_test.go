package ruletest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

// judge answers with a finding for each line that names a rule behind "!".
func judge(_ context.Context, _ driver.Config, fixtures []driver.Fixture) ([]*driver.Analysis, error) {
	var out []*driver.Analysis
	for _, f := range fixtures {
		a := &driver.Analysis{}
		for _, file := range append(f.Documents, f.Code...) {
			for i, line := range strings.Split(string(file.Text), "\n") {
				_, rule, found := strings.Cut(line, "!")
				switch {
				case found && rule == "broken":
					a.Failures = append(a.Failures, finding.Failure{Input: "it", Message: "it is broken", At: finding.Range{File: file.Name, Line: i + 1}})
				case found:
					a.Findings = append(a.Findings, finding.Finding{
						Rule: rule, Message: "say " + rule, At: finding.Range{File: file.Name, Line: i + 1, Column: 1},
						Route: &finding.Route{Service: "s", Method: "GET", Path: "/" + rule},
					})
				}
			}
		}
		out = append(out, a)
	}
	return out, nil
}

// suite has the house rules ours and quiet, which is off, and the rules native and
// loud of the binary.
func suite(t *testing.T) *Suite {
	t.Helper()
	var entries []rules.Entry
	for id, level := range map[string]rules.Level{"ours": rules.Error, "quiet": rules.Off, "native": rules.Warning, "loud": rules.Error} {
		entries = append(entries, rules.Entry{
			Rule:  &rules.Rule{ID: id, Title: id, Kind: rules.Code, Severity: rules.High, Confidence: rules.Firm, Since: "0.1", Default: level},
			About: &rules.Help{What: id},
		})
	}
	catalog, err := rules.NewCatalog(entries...)
	if err != nil {
		t.Fatal(err)
	}
	return &Suite{Try: judge, Catalog: catalog, House: []string{"ours", "quiet"}}
}

func fixture(text string) *rules.Fixture {
	return &rules.Fixture{Text: text, At: rules.Place{File: "p.hcl", Line: 10, Column: 1}}
}

func TestRun(t *testing.T) {
	level := func(l rules.Level) *rules.Level { return &l }
	for name, c := range map[string]struct {
		test rules.Test
		want string // of the view; "" for a test that is OK
	}{
		"silent":               {rules.Test{Code: fixture("a\nb")}, ""},
		"silent on the native": {rules.Test{Code: fixture("!native")}, ""},
		"found by surprise":    {rules.Test{Code: fixture("a\n!ours")}, "+ fixture.go:2: ours, error: say ours [GET /ours]\n!ours"},
		"expected":             {rules.Test{Code: fixture("!ours"), Expect: []rules.Expectation{{Rule: "ours", Line: 1, Route: "GET /ours", Message: "say", On: "!o", Level: level(rules.Error), File: "fixture.go"}}}, ""},
		"one for several":      {rules.Test{Code: fixture("!ours\n!ours"), Expect: []rules.Expectation{{Rule: "ours"}}}, ""},
		"another line":         {rules.Test{Code: fixture("!ours\nb"), Expect: []rules.Expectation{{Rule: "ours", Line: 2}}}, "+ fixture.go:1: ours, error: say ours [GET /ours]\n!ours\n- fixture.go:2: ours\nb"},
		"another text":         {rules.Test{Code: fixture("!ours"), Expect: []rules.Expectation{{Rule: "ours", On: "x", Message: "y", Route: "PUT /", Level: level(rules.Note)}}}, `- fixture.go: ours, note: ... y ... on a line with "x" [PUT /]` + "\n+ fixture.go:1: ours, error: say ours [GET /ours]\n!ours"},
		"another level":        {rules.Test{Code: fixture("!ours"), Expect: []rules.Expectation{{Rule: "ours", Level: level(rules.Warning)}}}, "- fixture.go: ours, warning\n+ fixture.go:1: ours, error: say ours [GET /ours]\n!ours"},
		"native, named":        {rules.Test{Code: fixture("!native\n!loud"), Expect: []rules.Expectation{{Rule: "native"}}}, ""},
		"native, judging":      {rules.Test{Code: fixture("!native\n!ours"), Rules: []string{"native"}}, "+ fixture.go:1: native, warning: say native [GET /native]\n!native"},
		"off, and tested":      {rules.Test{Code: fixture("!quiet"), Expect: []rules.Expectation{{Rule: "quiet", Level: level(rules.Error)}}}, ""},
		"of one rule":          {rules.Test{Rule: "quiet", Code: fixture("!quiet\n!ours"), Expect: []rules.Expectation{{Rule: "quiet"}}}, ""},
		"broken":               {rules.Test{Code: fixture("a\n!broken"), Expect: []rules.Expectation{{Rule: "ours"}}}, "! fixture.go:2: it is broken\n!broken"},
		"archive":              {rules.Test{Code: fixture("-- a.go --\nx\n-- b/b.go --\n\n!ours\n"), Expect: []rules.Expectation{{Rule: "ours", File: "b/b.go", Line: 2}}}, ""},
		"archive, unclear":     {rules.Test{Code: fixture("-- a.go --\nx\n-- b/b.go --\ny\n"), Expect: []rules.Expectation{{Rule: "ours", Line: 2}}}, "- line 2: ours"},
		"archive with words":   {rules.Test{Code: fixture("words\n-- a.go --\nx\n")}, "! text stands before the first file: write -- fixture.go -- above it"},
		"archive, twice":       {rules.Test{Code: fixture("-- a.go --\nx\n-- a.go --\ny\n")}, "! a.go: two files of the fixture have this name"},
		"document and code":    {rules.Test{Document: fixture("!native"), Code: fixture("!ours"), Rules: []string{"native"}, Expect: []rules.Expectation{{Rule: "native", File: "openapi.yaml"}}}, ""},
		"document of JSON":     {rules.Test{Document: fixture("{\n!ours"), Expect: []rules.Expectation{{Rule: "ours", File: "openapi.json", Line: 2}}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := suite(t)
			results, err := s.Run(t.Context(), []rules.Test{c.test, {Code: fixture(""), Rules: []string{"loud"}}})
			if err != nil {
				t.Fatal(err)
			}
			r := &results[0]
			var view []string
			if !r.OK() {
				for _, line := range r.view() {
					view = append(view, strings.TrimSpace(line))
				}
			}
			if got := strings.Join(view, "\n"); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestWritten(t *testing.T) {
	s := suite(t)
	tests := []rules.Test{
		{Name: "good\x1b", Code: fixture("a"), Rules: []string{"ours"}},
		{Name: "bad", Code: fixture("-- a.go --\nx\n!ours\n"), At: rules.Place{File: "p.hcl", Line: 9}},
		{Name: "broken", Code: fixture("!broken"), At: rules.Place{File: "p.hcl", Line: 9}},
	}
	results, err := s.Run(t.Context(), tests)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	Text(&b, results, s.Untested(tests))
	want := `ok    good␛
FAIL  bad
      p.hcl:9
      + a.go:2: ours, error: say ours [GET /ours]
            !ours
FAIL  broken
      p.hcl:9
      ! fixture.go:1: it is broken
            !broken

without a test: quiet

3 tests, 2 failed
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	if err := JSON(&b, results, s.Untested(tests)); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Version int
		Tests   []struct {
			Name, Status string
			Found        []struct {
				Rule string
				Line int
				At   rules.Place
			}
			Problems []struct{ At rules.Place }
		}
		Untested []string
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != 1 || len(got.Tests) != 3 || got.Untested[0] != "quiet" || got.Tests[0].Status != "ok" || got.Tests[1].Status != "failed" || got.Tests[2].Status != "broken" {
		t.Errorf("the JSON is\n%s", b.String())
	}
	if at := got.Tests[1].Found[0].At; at.Line != 12 {
		t.Errorf("what is on line 2 of a.go stands on line 12 of the policy, not %d", at.Line)
	}
	if at := got.Tests[2].Problems[0].At; at.Line != 10 {
		t.Errorf("the problem stands on line 10 of the policy, not %d", at.Line)
	}
	b.Reset()
	Text(&b, nil, nil)
	if b.String() != "0 tests, 0 failed\n" {
		t.Errorf("of no tests is said %q", b.String())
	}
}

func TestRunFails(t *testing.T) {
	s := suite(t)
	s.Try = func(context.Context, driver.Config, []driver.Fixture) ([]*driver.Analysis, error) {
		return nil, errors.New("no go")
	}
	if _, err := s.Run(t.Context(), []rules.Test{{Code: fixture("a")}}); err == nil {
		t.Error("the tests were run")
	}
}
