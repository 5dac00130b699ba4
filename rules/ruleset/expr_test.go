package ruleset

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	ctyfunction "github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/apiward/apiward/rules"
)

// thing is an object of a kind that has what it is given.
type thing struct {
	kind string
	has  map[string]any
	at   rules.Spot
}

func (o *thing) Kind() string { return o.kind }
func (o *thing) Attr(name string) any {
	if name == "origin" && o.has[name] == nil {
		return o.at
	}
	return o.has[name]
}
func (o *thing) Origin() rules.Spot { return o.at }

// order is an operation to ask things of.
func order() *thing {
	auth := &thing{kind: "auth", has: map[string]any{
		"access": "required", "anonymous": false, "schemes": []any{"oauth", "key"}, "scopes": []any{"orders:write"}, "alternatives": 2.0,
		"origin": rules.Spot{Place: rules.Place{File: "api.yaml", Line: 9, Column: 3}, What: "where the security is written"},
	}}
	page := &thing{kind: "parameter", has: map[string]any{"name": "page", "in": "query", "required": false, "maximum": 100.0, "words": []any{"page"}}}
	id := &thing{kind: "parameter", has: map[string]any{"name": "orderID", "in": "path", "required": true, "words": []any{"order", "id"}}}
	return &thing{
		kind: "operation",
		at:   rules.Spot{Place: rules.Place{File: "api.yaml", Line: 7, Column: 5}, Pointer: "/paths/~1orders/post", Method: "POST", Path: "/orders"},
		has: map[string]any{
			"method": "POST", "path": "/orders/{orderID}", "segments": []any{"orders", "{orderID}"}, "surface": "path", "safe": false,
			"operation_id": "createOrder", "summary": "Creates an order", "tags": []any{"orders", "shop", "orders"}, "deprecated": false,
			"auth": auth, "parameters": []any{page, id}, "codes": []any{"201", "4XX"}, "ext": map[string]any{"x-owner": "sales", "x-level": 3.0, "x-on": true},
		},
	}
}

// the is the document that the order stands in.
func the() *thing {
	return &thing{kind: "document", has: map[string]any{"version": "3.0", "title": "Shop", "tags": []any{"orders"}}, at: rules.Spot{Place: rules.Place{File: "api.yaml", Line: 1, Column: 1}}}
}

// compiled compiles an expression on operations, and returns the mistakes in it.
func compileText(t testing.TB, text string) (code, *int, []string) {
	t.Helper()
	e, diags := hclsyntax.ParseExpression([]byte(text), "test.hcl", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatalf("%s: %v", text, diags)
	}
	var mistakes []string
	kind, _ := rules.KindOf("operation")
	c := &compiler{language: newLanguage(), roots: rootsOf(kind), tell: func(_ hcl.Range, problem, _ string) { mistakes = append(mistakes, problem) }}
	s := newScope()
	return c.compile(e, s), s.slots, mistakes
}

func evaluate(c code, slots int) (any, *frame) {
	f := &frame{work: &work{doc: the(), left: maxSteps}, self: order(), locals: make([]any, slots)}
	return c.run(f), f
}

// TestValues holds what expressions are, the absent included.
func TestValues(t *testing.T) {
	for text, want := range map[string]any{
		// What is there.
		`self.method`:                                  "POST",
		`"${self.method} ${self.path}"`:                "POST /orders/{orderID}",
		`self.auth.scopes[0]`:                          "orders:write",
		`self.parameters[1].words[0]`:                  "order",
		`self.parameters[*].name`:                      []any{"page", "orderID"},
		`self.tags[*]`:                                 []any{"orders", "shop", "orders"},
		`self.ext["x-owner"]`:                          "sales",
		`self.ext["x-level"] + 1`:                      4.0,
		`self["method"]`:                               "POST",
		`doc.version == "3.0"`:                         true,
		`[for t in self.tags : upper(t)]`:              []any{"ORDERS", "SHOP", "ORDERS"},
		`[for i, t in self.tags : i if t == "orders"]`: []any{0.0, 2.0},
		`{for p in self.parameters : p.name => p.in}`:  map[string]any{"page": "query", "orderID": "path"},
		`{for t in self.tags : t => length(t)...}`:     map[string]any{"orders": []any{6.0, 6.0}, "shop": []any{4.0}},
		`[for k, v in self.ext : k]`:                   []any{"x-level", "x-on", "x-owner"},
		`{a = 1, (self.method) = 2}["POST"]`:           2.0,
		`anytrue([for p in self.parameters : has_words(p.name, "order id")])`:   true,
		`alltrue([for p in self.parameters : p.in == "query"])`:                 false,
		`alltrue([for p in self.parameters : p.in == "query" if !p.required])`:  true,
		`length(self.tags) > 2 ? "many" : "few"`:                                "many",
		`self.ext["x-on"] ? 1 : 2`:                                              1.0,
		`matches("^/orders/[{]", self.path)`:                                    true,
		`matches("^[{]", self.path)`:                                            false,
		`regex("[a-z]+", self.path)`:                                            "orders",
		`regex("/([a-z]+)/(.)", self.path)`:                                     []any{"orders", "{"},
		`regex("/(?P<first>[a-z]+)", self.path).first`:                          "orders",
		`regexall("[a-z]+", self.path)`:                                         []any{"orders", "order"},
		`can(regex("^v[0-9]", self.path))`:                                      false,
		`words("customerSSNs")`:                                                 []any{"customer", "ssn"},
		`has_words("shipping", "pin")`:                                          false,
		`has_words("user_pin_code", ["ssn", "PIN"])`:                            true,
		`has_words(self.operation_id, "order", "cart")`:                         true,
		`setsubtract(self.tags, doc.tags)`:                                      []any{"shop"},
		`setintersection(self.tags, ["shop", "orders"])`:                        []any{"orders", "shop"},
		`distinct(concat(self.tags, ["a"]))`:                                    []any{"orders", "shop", "a"},
		`sort(distinct(self.tags))`:                                             []any{"orders", "shop"},
		`join(", ", keys(self.ext))`:                                            "x-level, x-on, x-owner",
		`values({b = 1, a = 2})`:                                                []any{2.0, 1.0},
		`lookup(self.ext, "x-owner", "nobody")`:                                 "sales",
		`lookup(self.ext, "x-nothing", "nobody")`:                               "nobody",
		`flatten([["a"], [["b"]], "c"])`:                                        []any{"a", "b", "c"},
		`compact(["a", "", null, "b"])`:                                         []any{"a", "b"},
		`slice(self.tags, 1, 9)`:                                                []any{"shop", "orders"},
		`format("%s has %d of %q: 100%%", self.method, length(self.tags), "x")`: `POST has 3 of "x": 100%`,
		`replace(self.path, "/", ".")`:                                          ".orders.{orderID}",
		`substr("öffnen", 1, 2)`:                                                "ff",
		`substr("öffnen", -2, -1)`:                                              "en",
		`split("/", "a/b")`:                                                     []any{"a", "b"},
		`tonumber("12") + sum([1, 2]) + max(1, 5) - min(1, 5) + abs(-1) + floor(1.5) + ceil(1.5)`: 23.0,
		`tostring(12.5)`:        "12.5",
		`5 % 3 + 2 * 3 - 4 / 2`: 6.0,
		`"%{for t in distinct(self.tags)}<${t}>%{endfor}"`: "<orders><shop>",
		// What is absent.
		`self.description`:                               nil,
		`self.description == null`:                       true,
		`self.description == ""`:                         false,
		`self.description != "x"`:                        true,
		`length(self.description)`:                       0.0,
		`startswith(self.description, "x")`:              false,
		`matches("x", self.description)`:                 false,
		`lower(self.description)`:                        nil,
		`self.parameters[0].max_length > 3`:              false,
		`self.parameters[0].max_length <= 3`:             false,
		`self.parameters[0].max_length + 1`:              nil,
		`self.parameters[7].name`:                        nil,
		`self.parameters[0.5].name`:                      nil,
		`self.body.required`:                             nil,
		`self.body == null`:                              true,
		`!self.body.required`:                            true,
		`self.ext["x-nothing"]`:                          nil,
		`self.ext["x-nothing"].deep[3].deeper`:           nil,
		`self.ext["x-nothing"] == true`:                  false,
		`self.ext["x-owner"] ? 1 : 2`:                    2.0,
		`contains(self.servers, null)`:                   false,
		`[for s in self.servers : s.url]`:                []any{},
		`self.servers[*].url`:                            []any{},
		`coalesce(self.description, "", self.summary)`:   "Creates an order",
		`try(self.description, "none")`:                  "none",
		`can(self.description)`:                          false,
		`"${self.description}"`:                          nil,
		`"a ${self.description}"`:                        "a null",
		`1 / 0`:                                          nil,
		`tonumber("x")`:                                  nil,
		`alltrue([])`:                                    true,
		`anytrue([])`:                                    false,
		`join(",", ["a", null, "b"])`:                    "a,b",
		`self.safe || self.path == "/orders/{orderID}"`:  true,
		`self.description == "x" && self.tags[0] == "y"`: false,
		`self.safe && tonumber(self.summary) > 2`:        false,
	} {
		c, slots, mistakes := compileText(t, text)
		if len(mistakes) > 0 {
			t.Errorf("%s: %q", text, mistakes)
			continue
		}
		got, f := evaluate(c, *slots)
		if diff := cmp.Diff(want, got); diff != "" || f.spent {
			t.Errorf("%s: -want +got:\n%s", text, diff)
		}
	}
}

// TestNothingReachesOut: conditions see no file, no network and no clock.
func TestNothingReachesOut(t *testing.T) {
	for _, f := range Functions() {
		if f.Doc == "" || !strings.HasPrefix(f.Form, f.Name+"(") {
			t.Errorf("%s is documented as %q: %q", f.Name, f.Form, f.Doc)
		}
	}
	for _, text := range []string{`file("x")`, `timestamp()`, `templatefile("x", {})`, `env("HOME")`, `http("x")`, `uuid()`, `now()`} {
		if _, _, mistakes := compileText(t, text); len(mistakes) == 0 {
			t.Errorf("%s compiles", text)
		}
	}
}

// TestBudget: no condition hangs or fills the memory; it ends, and that is known.
func TestBudget(t *testing.T) {
	many := make([]any, 3000)
	for i := range many {
		many[i] = fmt.Sprint("tag", i)
	}
	for _, text := range []string{
		`anytrue([for a in self.tags : anytrue([for b in self.tags : anytrue([for c in self.tags : a == "${b}${c}"])])])`,
		`length([for a in self.tags : [for b in self.tags : [for c in self.tags : "${a}${b}${c}"]]]) > 0`,
		`length(flatten([for a in self.tags : self.tags])) > 0`,
		`length(join(join("", self.tags), self.tags)) > 0`,
		`length(replace(join("", self.tags), "t", join("", self.tags))) > 0`,
		`length(format("%s%s", join(join("", self.tags), self.tags), "x")) > 0`,
	} {
		c, slots, mistakes := compileText(t, text)
		if len(mistakes) > 0 {
			t.Errorf("%s: %q", text, mistakes)
			continue
		}
		self := order()
		self.has["tags"] = many
		f := &frame{work: &work{left: maxSteps}, self: self, locals: make([]any, *slots)}
		c.run(f)
		if !f.spent {
			t.Errorf("%s: nobody says that it was ended", text)
		}
	}
	if _, _, mistakes := compileText(t, `length([for a in split("", "`+strings.Repeat("x", 5000)+`") : [for b in split("", "`+strings.Repeat("x", 5000)+`") : a == b]]) > 1`); len(mistakes) != 1 {
		t.Errorf("a value that takes too long to fold: %q", mistakes)
	}
}

// loadText reads a policy that is one text.
func loadText(t testing.TB, text string) (*Ruleset, error) {
	t.Helper()
	files := fstest.MapFS{FileName: {Data: []byte(text)}}
	return testOptions(t).load(files, source{files: files, path: FileName, name: FileName})
}

// judged returns the outcomes of the policy's checks on the order.
func judged(t *testing.T, text string) (out []rules.Outcome, counts rules.Tally) {
	t.Helper()
	set, err := loadText(t, text)
	if err != nil {
		t.Fatal(err)
	}
	counts = rules.Tally{}
	for _, c := range set.Checks {
		trial := c.Begin(the())
		out = append(out, trial.Judge(order())...)
		counts[c.Rule.ID] = trial.Counts()
	}
	return out, counts
}

// TestSpecRule follows rules from their text to what they say.
func TestSpecRule(t *testing.T) {
	out, counts := judged(t, `
param "scopes" {
  type    = list(string)
  default = ["orders:read"]
}

function "has_scope" {
  params = [auth]
  result = anytrue([for s in param.scopes : contains(auth.scopes, s)])
}

spec_rule "scoped" {
  title    = "Operation without a scope"
  severity = "high"
  for_each = operation
  where    = !self.safe && doc.version != "2.0"
  assert {
    condition     = has_scope(self.auth)
    error_message = <<-EOT
      ${self.method} ${self.path} has none
      of ${join(", ", param.scopes)}
    EOT
    at      = self.auth.origin
    related = [self, doc.origin]
    help    = "add ${param.scopes[0]}"
  }
  assert {
    condition     = self.method == "POST"
    error_message = "never said"
  }
}

spec_rule "elsewhere" {
  title    = "Another version"
  for_each = operation
  where    = doc.version == "2.0" && self.method == "POST"
  assert {
    condition     = self.safe
    error_message = "never said"
  }
}

spec_rule "unmatched" {
  title    = "Another method"
  for_each = operation
  where    = self.method == "GET"
  assert {
    condition     = self.safe
    error_message = "never said"
  }
}
`)
	want := []rules.Outcome{{
		Message: "POST /orders/{orderID} has none of orders:read", Help: "add orders:read",
		At:      rules.Spot{Place: rules.Place{File: "api.yaml", Line: 9, Column: 3}, What: "where the security is written", Method: "POST", Path: "/orders"},
		Related: []rules.Spot{order().at, the().at},
	}}
	if diff := cmp.Diff(want, out); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	tally := rules.Tally{"scoped": {Seen: 1, Matched: 1, Broken: 1}, "elsewhere": {Seen: 1}, "unmatched": {Seen: 1}}
	if diff := cmp.Diff(tally, counts); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestHouseRulesJoinTheCatalog: a policy sets levels of its own rules as of any.
func TestHouseRulesJoinTheCatalog(t *testing.T) {
	set, err := loadText(t, `
rule "tagged" {
  level = "note"
}

exempt {
  rules  = ["tagged", "missing_auth"]
  reason = "a reason"
}

spec_rule "tagged" {
  title    = "Operation without a tag."
  severity = "critical"
  level    = "warning"
  maturity = "preview"
  owasp    = "API9:2023"
  cwe      = 1059
  for_each = operation
  help     = <<-EOT
    Every operation has a tag.

    # Why

    The portal sorts by it.
  EOT
  assert {
    condition     = length(self.tags) > 0
    error_message = "${self.path} has no tag"
  }
  test "one without" {
    document = "openapi: 3.0.0"
    expect {
      line = 1
    }
  }
  test "one with" {
    document = "openapi: 3.1.0"
  }
}

function "unused" {
  params = [a]
  result = a
}

param "idle" {
  default = 1
}
`)
	if err != nil {
		t.Fatal(err)
	}
	entry, ok := set.Catalog.Lookup("tagged")
	if !ok || len(set.Entries) != 1 {
		t.Fatalf("the catalog has %v, the house %v", set.Catalog.IDs(), set.Entries)
	}
	want := &rules.Rule{
		ID: "tagged", Title: "Operation without a tag", Kind: rules.Document, Severity: rules.Critical, Confidence: rules.Firm,
		OWASP: "API9:2023", CWE: 1059, Since: "house", Default: rules.Warning, Maturity: rules.Preview,
	}
	if diff := cmp.Diff(want, entry.Rule); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	help, err := entry.Help()
	if err != nil || help.What != "Every operation has a tag." || help.Why != "The portal sorts by it." {
		t.Errorf("help: %+v, %v", help, err)
	}
	if entry.At != (rules.Place{File: FileName, Line: 11, Column: 1}) {
		t.Errorf("it stands at %+v", entry.At)
	}
	if level := set.Policy.Level(entry.Rule); level != rules.Note {
		t.Errorf("its level is %v", level)
	}
	var notices []string
	for _, n := range set.Notices {
		notices = append(notices, n.Problem)
	}
	if diff := cmp.Diff([]string{`nothing calls the function "unused"`, "nothing reads param.idle"}, notices); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestParamsAreSetByWhoExtends: a later file gives a param another value, of the
// same type.
func TestParamsAreSetByWhoExtends(t *testing.T) {
	team := `
param "prefix" {
  type    = string
  default = "team"
}

spec_rule "named" {
  title    = "a title"
  for_each = operation
  assert {
    condition     = startswith(self.operation_id, param.prefix)
    error_message = "not ${param.prefix}"
  }
}
`
	files := fstest.MapFS{
		FileName:   {Data: []byte("extends = [\"team.hcl\"]\n\nparam \"prefix\" {\n  default = \"create\"\n}\n")},
		"team.hcl": {Data: []byte(team)}, "alone.hcl": {Data: []byte("extends = [\"team.hcl\"]\n")},
	}
	for name, broken := range map[string]int{FileName: 0, "alone.hcl": 1} {
		set, err := testOptions(t).load(files, source{files: files, path: name, name: name})
		if err != nil {
			t.Fatal(err)
		}
		if got := len(set.Checks[0].Begin(the()).Judge(order())); got != broken {
			t.Errorf("%s: %d outcomes, want %d", name, got, broken)
		}
	}
}

// TestTextsHoldEachOther: functions that are deep, wide, or lead back to each
// other end with a message, and quickly.
func TestFunctionsEnd(t *testing.T) {
	chain := func(n int, body string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "function \"f%d\" {\n  params = [p]\n  result = %s\n}\n", i, strings.ReplaceAll(body, "NEXT", fmt.Sprintf("f%d", i+1)))
		}
		fmt.Fprintf(&b, "function \"f%d\" {\n  params = [p]\n  result = length(p) > 0\n}\n", n)
		return b.String() + "spec_rule \"deep\" {\n  title = \"a title\"\n  for_each = operation\n  assert {\n    condition = f0(self.path)\n    error_message = \"it is wrong\"\n  }\n}\n"
	}
	for _, c := range []struct{ text, want string }{
		{chain(200, "NEXT(p)"), "more than 64 deep"},
		{chain(40, "NEXT(p) || NEXT([p]) || NEXT({a = p})"), ""},
		{strings.ReplaceAll(chain(3, "NEXT(p)"), "length(p) > 0", "f1(p)"), "calls itself: f1 calls f2 calls f3 calls f1"},
		{chain(1, "f0(p)"), "calls itself: f0 calls f0"},
	} {
		set, err := loadText(t, c.text)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%.300v", err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%.300v, want %s", err, c.want)
		}
		if set != nil {
			for _, check := range set.Checks {
				trial := check.Begin(the())
				trial.Judge(order())
				trial.Counts()
			}
		}
	}
}

// TestWideFunctionsAreEnded: what doubles at each of forty steps is ended.
func TestWideFunctionsAreEnded(t *testing.T) {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, "function \"f%d\" {\n  params = [p]\n  result = !f%d(p) && !f%d(\"${p}x\")\n}\n", i, i+1, i+1)
	}
	b.WriteString("function \"f40\" {\n  params = [p]\n  result = p == \"never\"\n}\n")
	b.WriteString("spec_rule \"wide\" {\n  title = \"a title\"\n  for_each = operation\n  assert {\n    condition = f0(self.path)\n    error_message = \"it is wrong\"\n  }\n}\n")
	set, err := loadText(t, b.String())
	if err != nil {
		t.Fatal(err)
	}
	trial := set.Checks[0].Begin(the())
	if out := trial.Judge(order()); len(out) > 0 || !trial.Counts().Spent {
		t.Errorf("%v, %+v", out, trial.Counts())
	}
}

// maker makes expressions that may mean something.
type maker struct{ *rand.Rand }

func (m maker) of(choices ...func() string) string { return choices[m.IntN(len(choices))]() }

func (m maker) truth(d int) string {
	if d == 0 {
		return m.of(
			func() string {
				return []string{"true", "false", "self.safe", "self.deprecated", "self.auth.anonymous", `self.ext["x-on"]`}[m.IntN(6)]
			},
		)
	}
	d--
	return m.of(
		func() string { return "(" + m.truth(d) + " && " + m.truth(d) + ")" },
		func() string { return "(" + m.truth(d) + " || " + m.truth(d) + ")" },
		func() string { return "!" + m.truth(d) },
		func() string {
			return "(" + m.number(d) + []string{" < ", " <= ", " > ", " >= ", " == ", " != "}[m.IntN(6)] + m.number(d) + ")"
		},
		func() string { return "(" + m.text(d) + []string{" == ", " != "}[m.IntN(2)] + m.text(d) + ")" },
		func() string { return "contains(" + m.texts(d) + ", " + m.text(d) + ")" },
		func() string {
			return []string{"startswith", "endswith", "strcontains"}[m.IntN(3)] + "(" + m.text(d) + ", " + m.text(0) + ")"
		},
		func() string {
			return "matches(" + []string{`"^[a-z]+$"`, `"[{}]"`, `"^/"`, `"or|sh"`}[m.IntN(4)] + ", " + m.text(d) + ")"
		},
		func() string {
			return []string{"anytrue", "alltrue"}[m.IntN(2)] + "([for x in " + m.texts(d) + " : x == " + m.text(0) + "])"
		},
		func() string { return "alltrue([for x in " + m.texts(d) + " : length(x) > 3 if startswith(x, \"o\")])" },
		func() string { return "(" + m.truth(d) + " ? " + m.truth(d) + " : " + m.truth(d) + ")" },
	)
}

func (m maker) number(d int) string {
	if d == 0 {
		return []string{"0", "1", "2.5", "-3", "self.auth.alternatives", `self.ext["x-level"]`}[m.IntN(6)]
	}
	d--
	return m.of(
		func() string { return "(" + m.number(d) + []string{" + ", " - ", " * "}[m.IntN(3)] + m.number(d) + ")" },
		func() string { return "(" + m.number(d) + []string{" / 4)", " % 4)"}[m.IntN(2)] }, // by zero is infinite in HCL, and nothing here
		func() string { return "-" + m.number(d) },
		func() string { return "length(" + m.texts(d) + ")" },
		func() string { return "length(" + m.text(d) + ")" },
		func() string { return []string{"abs", "floor", "ceil"}[m.IntN(3)] + "(" + m.number(d) + ")" },
		func() string { return []string{"min", "max"}[m.IntN(2)] + "(" + m.number(d) + ", " + m.number(d) + ")" },
		func() string { return "(" + m.truth(d) + " ? " + m.number(d) + " : " + m.number(d) + ")" },
	)
}

func (m maker) text(d int) string {
	if d == 0 {
		return []string{`"orders"`, `"o"`, `""`, `"Shop"`, "self.method", "self.path", "self.operation_id", `self.ext["x-owner"]`, "doc.version", "self.parameters[0].name"}[m.IntN(10)]
	}
	d--
	return m.of(
		func() string { return `"${` + m.text(d) + `}-${` + m.number(d) + `} ${` + m.truth(d) + `}"` },
		func() string { return []string{"lower", "upper", "trimspace"}[m.IntN(3)] + "(" + m.text(d) + ")" },
		func() string {
			return []string{"trim", "trimprefix", "trimsuffix"}[m.IntN(3)] + "(" + m.text(d) + ", " + m.text(0) + ")"
		},
		func() string { return "replace(" + m.text(d) + `, "r", ` + m.text(0) + ")" },
		func() string { return `join("/", ` + m.texts(d) + ")" },
		func() string { return "(" + m.truth(d) + " ? " + m.text(d) + " : " + m.text(d) + ")" },
		func() string { return m.texts(d) + "[0]" },
		func() string { return `"%{for x in ` + m.texts(d) + `}${x};%{endfor}"` },
		func() string { return `"%{if ` + m.truth(d) + `}yes%{else}${` + m.text(d) + `}%{endif}"` },
		func() string { return "substr(" + m.text(d) + ", 1, 3)" },
	)
}

func (m maker) texts(d int) string {
	if d == 0 {
		return []string{"self.tags", "self.auth.scopes", "self.segments", "doc.tags", `["orders", "x"]`, "self.parameters[*].name", "keys(self.ext)"}[m.IntN(7)]
	}
	d--
	return m.of(
		func() string { return "[for x in " + m.texts(d) + " : " + `"${x}!"` + " if x != " + m.text(0) + "]" },
		func() string { return "[for p in self.parameters : p.name if p.required == " + m.truth(d) + "]" },
		func() string { return "[for i, x in " + m.texts(d) + ` : "${i}${x}"]` },
		func() string { return "[for k, v in {a = " + m.text(d) + ", b = " + m.text(0) + `} : "${k}=${v}"]` },
		func() string { return "distinct(" + m.texts(d) + ")" },
		func() string { return "concat(" + m.texts(d) + ", " + m.texts(0) + ")" },
		func() string { return "sort(" + m.texts(d) + ")" },
		func() string { return `split("/", ` + m.text(d) + ")" },
		func() string { return "[" + m.text(d) + ", " + m.text(d) + "]" },
		func() string { return "sort(setsubtract(" + m.texts(d) + ", " + m.texts(0) + "))" },
		func() string { return "sort(setunion(" + m.texts(d) + ", " + m.texts(0) + "))" },
	)
}

// reference evaluates an expression with HCL's own evaluator and the standard
// functions of its types.
func reference(e hclsyntax.Expression) (any, bool) {
	of := func(run func(a, b string) bool) ctyfunction.Function {
		return ctyfunction.New(&ctyfunction.Spec{
			Params: []ctyfunction.Parameter{{Type: cty.String}, {Type: cty.String}}, Type: ctyfunction.StaticReturnType(cty.Bool),
			Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
				return cty.BoolVal(run(args[0].AsString(), args[1].AsString())), nil
			},
		})
	}
	truths := func(all bool) ctyfunction.Function {
		return ctyfunction.New(&ctyfunction.Spec{
			Params: []ctyfunction.Parameter{{Type: cty.List(cty.Bool)}}, Type: ctyfunction.StaticReturnType(cty.Bool),
			Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
				for _, v := range args[0].AsValueSlice() {
					if v.IsNull() {
						return cty.NilVal, errors.New("null")
					}
					if v.True() != all {
						return cty.BoolVal(!all), nil
					}
				}
				return cty.BoolVal(all), nil
			},
		})
	}
	texts := []ctyfunction.Parameter{{Type: cty.List(cty.String)}}
	setOf := func(f ctyfunction.Function) ctyfunction.Function {
		return ctyfunction.New(&ctyfunction.Spec{
			Params: append(slices.Clone(texts), texts...), Type: ctyfunction.StaticReturnType(cty.List(cty.String)),
			Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
				var sets []cty.Value
				for _, a := range args {
					if a.LengthInt() == 0 {
						sets = append(sets, cty.SetValEmpty(cty.String))
					} else {
						sets = append(sets, cty.SetVal(a.AsValueSlice()))
					}
				}
				out, err := f.Call(sets)
				if err != nil || out.LengthInt() == 0 {
					return cty.ListValEmpty(cty.String), err
				}
				return cty.ListVal(out.AsValueSlice()), nil
			},
		})
	}
	length := ctyfunction.New(&ctyfunction.Spec{
		Params: []ctyfunction.Parameter{{Type: cty.DynamicPseudoType}}, Type: ctyfunction.StaticReturnType(cty.Number),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if args[0].Type() == cty.String {
				return stdlib.Strlen(args[0])
			}
			return stdlib.LengthFunc.Call(args)
		},
	})
	ctx := &hcl.EvalContext{
		Variables: map[string]cty.Value{"self": asCty(order()), "doc": asCty(the())},
		Functions: map[string]ctyfunction.Function{
			"startswith": of(strings.HasPrefix), "endswith": of(strings.HasSuffix), "strcontains": of(strings.Contains),
			"matches": of(func(pattern, text string) bool {
				re, err := compilePattern(pattern)
				return err == nil && re.MatchString(text)
			}),
			"anytrue": truths(false), "alltrue": truths(true), "length": length, "contains": stdlib.ContainsFunc,
			"lower": stdlib.LowerFunc, "upper": stdlib.UpperFunc, "trimspace": stdlib.TrimSpaceFunc, "trim": stdlib.TrimFunc,
			"trimprefix": stdlib.TrimPrefixFunc, "trimsuffix": stdlib.TrimSuffixFunc, "replace": stdlib.ReplaceFunc, "join": stdlib.JoinFunc,
			"split": stdlib.SplitFunc, "substr": stdlib.SubstrFunc, "distinct": stdlib.DistinctFunc, "concat": stdlib.ConcatFunc, "sort": stdlib.SortFunc,
			"setsubtract": setOf(stdlib.SetSubtractFunc), "setunion": setOf(stdlib.SetUnionFunc), "keys": stdlib.KeysFunc,
			"abs": stdlib.AbsoluteFunc, "floor": stdlib.FloorFunc, "ceil": stdlib.CeilFunc, "min": stdlib.MinFunc, "max": stdlib.MaxFunc,
		},
	}
	v, diags := e.Value(ctx)
	if diags.HasErrors() || !v.IsWhollyKnown() {
		return nil, false
	}
	return ofCty(v), true
}

// asCty returns a value of ours as HCL's, with all published attributes.
func asCty(v any) cty.Value {
	switch v := v.(type) {
	case bool:
		return cty.BoolVal(v)
	case float64:
		return cty.NumberFloatVal(v)
	case string:
		return cty.StringVal(v)
	case []any:
		var items []cty.Value
		for _, item := range v {
			items = append(items, asCty(item))
		}
		if len(items) == 0 {
			return cty.ListValEmpty(cty.String)
		}
		return cty.ListVal(items)
	case map[string]any:
		m := map[string]cty.Value{}
		for k, item := range v {
			m[k] = asCty(item)
		}
		return cty.ObjectVal(m)
	case *thing:
		kind, _ := rules.KindOf(v.kind)
		m := map[string]cty.Value{}
		for _, a := range kind.Attributes {
			m[a.Name] = cty.NullVal(ctyOf(a.Type))
			if x, ok := v.has[a.Name]; ok && a.Type.Shape != rules.OriginShape {
				m[a.Name] = asCty(x)
			}
		}
		return cty.ObjectVal(m)
	}
	return cty.NullVal(cty.DynamicPseudoType)
}

func ctyOf(t rules.Type) cty.Type {
	switch t.Shape {
	case rules.BoolShape:
		return cty.Bool
	case rules.NumberShape:
		return cty.Number
	case rules.TextShape:
		return cty.String
	}
	return cty.DynamicPseudoType
}

func ofCty(v cty.Value) any {
	switch t := v.Type(); {
	case v.IsNull():
		return nil
	case t == cty.Bool:
		return v.True()
	case t == cty.String:
		return v.AsString()
	case t == cty.Number:
		f, _ := v.AsBigFloat().Float64()
		return f
	case t.IsObjectType() || t.IsMapType():
		m := map[string]any{}
		for k, x := range v.AsValueMap() {
			m[k] = ofCty(x)
		}
		return m
	}
	out := []any{}
	for _, x := range v.AsValueSlice() {
		out = append(out, ofCty(x))
	}
	return out
}

// agree compares an expression with HCL's own evaluator, and reports whether it
// could: what HCL refuses has a value here, and what is a mistake here can have
// one there.
func agree(t testing.TB, text string) bool {
	t.Helper()
	e, diags := hclsyntax.ParseExpression([]byte(text), "test.hcl", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatalf("%s: %v", text, diags)
	}
	c, slots, mistakes := compileText(t, text)
	if len(mistakes) > 0 {
		return false
	}
	want, ok := reference(e)
	if !ok {
		return false
	}
	got, f := evaluate(c, *slots)
	if f.spent {
		return false
	}
	if !cmp.Equal(want, got, cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(1, math.Abs(a)) })) {
		t.Errorf("%s\nis %#v, and in HCL %#v", text, got, want)
	}
	return true
}

// TestAgreesWithHCL compares many expressions with HCL's own evaluator.
func TestAgreesWithHCL(t *testing.T) {
	m := maker{rand.New(rand.NewPCG(7, 11))}
	compared := 0
	const many = 1500
	for i := range many {
		var text string
		switch i % 4 {
		case 0, 1:
			text = m.truth(1 + i%3)
		case 2:
			text = m.text(1 + i%3)
		default:
			text = m.texts(1 + i%3)
		}
		if agree(t, text) {
			compared++
		}
	}
	if compared < many/3 {
		t.Errorf("only %d of %d expressions could be compared", compared, many)
	}
}

// FuzzAgreesWithHCL is TestAgreesWithHCL without an end.
func FuzzAgreesWithHCL(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		m := maker{rand.New(rand.NewPCG(seed, 1))}
		agree(t, m.truth(1+int(seed%4)))
		agree(t, m.text(1+int(seed%3)))
	})
}

// FuzzCondition: whatever stands in a condition, it is read, told or judged, and
// nothing panics or hangs.
func FuzzCondition(f *testing.F) {
	m := maker{rand.New(rand.NewPCG(1, 2))}
	for range 50 {
		f.Add(m.truth(3), m.text(2))
	}
	archives, err := filepath.Glob("testdata/mistakes/conditions.txtar")
	if err != nil || len(archives) != 1 {
		f.Fatal(err)
	}
	for _, text := range []string{`self.`, `[for x in self : x]`, `self[*][0][*].a.*.b`, `{for k, v in {} : k => v...}`, `a ? b`, `"${"`, `1e999`, `-"x"`, `null == null`, `self.ext[self]`} {
		f.Add(text, text)
	}
	o := testOptions(f)
	f.Fuzz(func(t *testing.T, condition, message string) {
		text := "spec_rule \"fuzzed\" {\n  title = \"a title\"\n  for_each = operation\n  assert {\n    condition = " + condition + "\n    error_message = " + message + "\n  }\n}\n"
		files := fstest.MapFS{FileName: {Data: []byte(text)}}
		set, err := o.load(files, source{files: files, path: FileName, name: FileName})
		if (set == nil) == (err == nil) {
			t.Fatalf("%v, %v", set, err)
		}
		if err != nil {
			return
		}
		for _, c := range set.Checks {
			trial := c.Begin(the())
			for _, out := range trial.Judge(order()) {
				if out.Message == "" || out.At.File == "" {
					t.Errorf("%+v", out)
				}
			}
		}
	})
}

// TestDocumentation: what is written about the language is the language.
func TestDocumentation(t *testing.T) {
	source, err := os.ReadFile("ruleset.go")
	if err != nil {
		t.Fatal(err)
	}
	doc := strings.ReplaceAll(string(source), "\n//", "\n")
	_, table, _ := strings.Cut(doc, "These are the functions")
	table, _, _ = strings.Cut(table, "Evaluation is bounded")
	listed := strings.FieldsFunc(table, func(r rune) bool { return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz_", r) })
	for _, f := range Functions() {
		if !slices.Contains(listed, f.Name) {
			t.Errorf("the package's documentation does not list %s", f.Name)
		}
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, own, _ := strings.Cut(string(readme), "## Rules of your own about documents")
	_, block, _ := strings.Cut(own, "```hcl\n")
	block, _, _ = strings.Cut(block, "```")
	_, example, _ := strings.Cut(doc, "CWE.\n")
	example, _, _ = strings.Cut(example, "\n for_each says")
	for name, text := range map[string]string{"README.md": block, "the package's documentation": example} {
		if set, err := loadText(t, text); err != nil || len(set.Checks) != 1 || len(set.Notices) > 0 {
			t.Errorf("%s: %v\n%s", name, err, text)
		}
	}
}

// TestLargePolicies: hundreds of rules are read, and what is too large is refused.
func TestLargePolicies(t *testing.T) {
	rule := func(n int) string {
		return fmt.Sprintf("spec_rule \"rule_%d\" {\n  title    = \"a title\"\n  for_each = operation\n  assert {\n    condition     = !(!self.safe && !self.deprecated) || !(!self.public && !self.safe) || !!self.safe\n    error_message = \"${self.path} is wrong\"\n  }\n}\n", n)
	}
	var b strings.Builder
	for i := range 600 {
		b.WriteString(rule(i))
	}
	set, err := loadText(t, b.String())
	if err != nil || len(set.Checks) != 600 {
		t.Fatalf("six hundred rules: %.300v", err)
	}
	dir := t.TempDir()
	name := filepath.Join(dir, FileName)
	write(t, name, []byte(strings.Repeat("# a comment that says nothing\n", 10<<20/30)))
	o := testOptions(t)
	o.Root = dir
	if _, err := Load(name, o); err == nil || !strings.Contains(err.Error(), "bytes, more than") {
		t.Errorf("ten megabytes: %v", err)
	}
}
