package ruleset

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/apiward/apiward/rules"
)

// testsOf loads a policy and returns its tests.
func testsOf(t *testing.T, text string) ([]rules.Test, error) {
	t.Helper()
	files := fstest.MapFS{FileName: {Data: []byte(text)}}
	r, err := testOptions(t).load(files, source{files: files, path: FileName, name: FileName})
	if err != nil {
		return nil, err
	}
	return r.Tests, nil
}

func TestTests(t *testing.T) {
	tests, err := testsOf(t, `
test "silent" {
  document = "openapi: 3.1.0"
}

test "found" {
  rules    = ["missing_auth", "error_leak", "missing_auth"]
  document = <<-EOT
    openapi: 3.1.0
    info:
      title: $${t}
  EOT
  code     = <<-EOT
    package main
  EOT
  expect {
    rule    = "missing_auth"
    line    = 3
    file    = "main.go"
    on      = "Handle"
    message = "no guard"
    route   = "GET /x"
    level   = "note"
  }
  expect {
    rule = "error_leak"
  }
}

test "table" {
  routes = "{\"version\":1}"
}

test "of one rule" {
  rules  = ["error_leak"]
  routes = "package main"
  expect {}
}
`)
	if err != nil {
		t.Fatal(err)
	}
	if len(tests) != 4 {
		t.Fatalf("got %d tests", len(tests))
	}
	silent, found, table, one := tests[0], tests[1], tests[2], tests[3]
	if silent.Name != "silent" || silent.Document.Text != "openapi: 3.1.0" || silent.Code != nil || len(silent.Expect) > 0 || silent.Narrow() {
		t.Errorf("silent is %+v", silent)
	}
	if at := silent.Document.At; at.Line != 3 {
		t.Errorf("a string is its own first line, not %d", at.Line)
	}
	if got := found.Document.Text; got != "openapi: 3.1.0\ninfo:\n  title: ${t}\n" {
		t.Errorf("the document is %q", got)
	}
	if at := found.Document.At; at.Line != 9 || at.File != FileName {
		t.Errorf("the document begins at %+v", at)
	}
	if strings.Join(found.Rules, " ") != "error_leak missing_auth" || !found.Narrow() {
		t.Errorf("the rules are %v", found.Rules)
	}
	e := found.Expect[0]
	if e.Rule != "missing_auth" || e.Line != 3 || e.File != "main.go" || e.On != "Handle" || e.Message != "no guard" || e.Route != "GET /x" || *e.Level != rules.Note || e.At.Line != 16 {
		t.Errorf("the expectation is %+v", e)
	}
	if got := strings.Join(found.Involves(), " "); got != "error_leak missing_auth" {
		t.Errorf("it names %s", got)
	}
	if !table.Code.Table || found.Code.Table {
		t.Error("a table is JSON, and code is none")
	}
	if one.Expect[0].Rule != "error_leak" {
		t.Error("an expectation is of the one rule that judges")
	}
}

// What a test expects may be a value too.
func TestExpectedValues(t *testing.T) {
	tests, err := testsOf(t, `
test "several" {
  code   = "package main"
  expect = [{ rule = "missing_auth", line = 3 }, { rule = "error_leak", "level" = "note" }]
  expect {
    rule = "error_leak"
    on   = "x"
  }
}

test "one" {
  rules  = ["error_leak"]
  code   = "package main"
  expect = ({ line = 4 })
}

test "none" {
  code   = "package main"
  expect = []
}
`)
	if err != nil {
		t.Fatal(err)
	}
	several := tests[0].Expect
	if len(several) != 3 || several[0].On != "x" || several[1].Rule != "missing_auth" || several[1].Line != 3 || several[1].At.Line != 4 || several[2].Rule != "error_leak" || *several[2].Level != rules.Note {
		t.Errorf("expected are %+v", several)
	}
	if one := tests[1].Expect; len(one) != 1 || one[0].Rule != "error_leak" || one[0].Line != 4 {
		t.Errorf("expected is %+v", one)
	}
	if len(tests[2].Expect) > 0 {
		t.Errorf("expected is %+v", tests[2].Expect)
	}
}

func TestBadTests(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"no label":           {`test { document = "a" }`, "the block test names nothing"},
		"no name":            {`test " " { document = "a" }`, "the test has no name"},
		"twice":              {"test \"a\" { document = \"a\" }\ntest \"a\" { document = \"a\" }", "has two blocks in this file"},
		"no fixture":         {`test "a" {}`, "the block lacks \"fixture\""},
		"empty fixture":      {`test "a" { code = " \n" }`, "the fixture is empty"},
		"number":             {`test "a" { code = 1 }`, "code is a string, not a number"},
		"expression":         {"test \"a\" {\n  code = <<-EOT\n    ${x}\n  EOT\n}", "3:7: the fixture holds an expression: its text is taken as it is: write $${ for ${"},
		"both":               {"test \"a\" {\n  code = \"a\"\n  routes = \"b\"\n}", "the test has code and routes"},
		"attribute":          {"test \"a\" {\n  documents = \"a\"\n}", `did you mean "document"?`},
		"block":              {"test \"a\" {\n  code = \"a\"\n  expects {}\n}", `unknown block "expects" in the test block`},
		"rule":               {"test \"a\" {\n  rules = [\"missing_aut\"]\n  code = \"a\"\n}", `did you mean "missing_auth"?`},
		"expected rule":      {"test \"a\" {\n  code = \"a\"\n  expect {\n    rule = \"missing_aut\"\n  }\n}", `4:12: unknown rule "missing_aut": did you mean "missing_auth"?`},
		"no rule":            {"test \"a\" {\n  code = \"a\"\n  expect {}\n}", "the block lacks \"rule\""},
		"foreign rule":       {"test \"a\" {\n  rules = [\"missing_auth\"]\n  code = \"a\"\n  expect {\n    rule = \"error_leak\"\n  }\n}", `the rule "error_leak" does not judge this test`},
		"expect attribute":   {"test \"a\" {\n  code = \"a\"\n  expect {\n    lin = 3\n    rule = \"error_leak\"\n  }\n}", `did you mean "line"?`},
		"line 0":             {"test \"a\" {\n  code = \"a\"\n  expect {\n    line = 0\n    rule = \"error_leak\"\n  }\n}", "line is a line of the fixture, not 0"},
		"half a line":        {"test \"a\" {\n  code = \"a\"\n  expect {\n    line = 1.5\n    rule = \"error_leak\"\n  }\n}", "not 1.5"},
		"text for a line":    {"test \"a\" {\n  code = \"a\"\n  expect {\n    line = \"3\"\n    rule = \"error_leak\"\n  }\n}", `not "3"`},
		"empty piece":        {"test \"a\" {\n  code = \"a\"\n  expect {\n    message = \"\"\n    rule = \"error_leak\"\n  }\n}", "message is empty"},
		"off":                {"test \"a\" {\n  code = \"a\"\n  expect {\n    level = \"off\"\n    rule = \"error_leak\"\n  }\n}", "nothing is found at the level off"},
		"value":              {"test \"a\" {\n  code = \"a\"\n  expect = 3\n}", `3:12: this is no finding: write expect = [{ rule = "missing_auth", line = 3 }]`},
		"nested values":      {"test \"a\" {\n  code = \"a\"\n  expect = [[]]\n}", "3:13: this is no finding"},
		"expected attribute": {"test \"a\" {\n  code = \"a\"\n  expect = [{ rule = \"error_leak\", lin = 3 }]\n}", `did you mean "line"?`},
		"expected twice":     {"test \"a\" {\n  code = \"a\"\n  expect = { rule = \"error_leak\", rule = \"error_leak\" }\n}", "stands there already"},
		"expected nameless":  {"test \"a\" {\n  code = \"a\"\n  expect = { (1+1) = \"error_leak\" }\n}", "no name of a part"},
		"expected unknown":   {"test \"a\" {\n  code = \"a\"\n  expect = [{ rule = \"error_lea\" }]\n}", `3:22: unknown rule "error_lea": did you mean "error_leak"?`},
		"block in expect":    {"test \"a\" {\n  code = \"a\"\n  expect {\n    rule = \"error_leak\"\n    x {}\n  }\n}", "the block expect holds no blocks"},
		"labelled expect":    {"test \"a\" {\n  code = \"a\"\n  expect \"b\" {\n    rule = \"error_leak\"\n  }\n}", "the block expect has a label too many"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := testsOf(t, c.text)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got\n%v\nwant\n%s", err, c.want)
			}
		})
	}
}
