package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/daveshanley/vacuum/model"
)

var update = flag.Bool("update", false, "rewrite what testdata expects")

// ask sends a request through the door and returns the answer.
func ask(t *testing.T, req request) *response {
	t.Helper()
	if req.Version == 0 {
		req.Version = version
	}
	if req.Deadline == 0 {
		req.Deadline = 60_000
	}
	in, err := json.Marshal(req)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := serve(bytes.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	res := new(response)
	if err := json.Unmarshal(out.Bytes(), res); err != nil {
		t.Fatal(err)
	}
	return res
}

func one(name, text string) []document {
	return []document{{name, []file{{name, text}}}}
}

// at returns the findings of a rule as "file:line:column-end pointer".
func (r *response) at(rule string) (list []string) {
	for _, f := range r.Findings {
		if f.Rule == rule {
			list = append(list, fmt.Sprintf("%s:%d:%d-%d %s", f.File, f.Line, f.Column, f.EndColumn, f.Pointer))
		}
	}
	return list
}

func said(list []remark) string {
	var b strings.Builder
	for _, r := range list {
		fmt.Fprintf(&b, "%s: %s\n", r.Input, r.Message)
	}
	return b.String()
}

const shop = `openapi: 3.0.3
info: {title: Shop, version: "1"}
servers: [{url: https://shop.example.com}]
components:
  securitySchemes:
    "schlüssel": {type: http, scheme: bearer}
paths:
  /users/{id}:
    get:
      parameters: [{name: "größe ü", in: query, schema: {type: integer}}, {name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        "200": {description: ok}
`

func TestDefaultRules(t *testing.T) {
	res := ask(t, request{Documents: one("api/shop.yaml", shop)})
	if len(res.Errors) > 0 || res.Engine.Name != "vacuum" {
		t.Errorf("engine %+v, errors:\n%s", res.Engine, said(res.Errors))
	}
	for rule, want := range map[string][]string{
		"operation-tags":             {"api/shop.yaml:9:5-8 /paths/~1users~1{id}/get"},
		"info-description":           {"api/shop.yaml:2:1-5 /info"},
		"component-description":      {"api/shop.yaml:6:5-17 /components/securitySchemes/schlüssel"},
		"oas3-valid-schema-example":  nil,
		"owasp-no-numeric-ids":       nil, // not among the rules that vacuum calls its default
		"oas3-parameter-description": {"api/shop.yaml:10:20-0 /paths/~1users~1{id}/get/parameters/0", "api/shop.yaml:10:78-0 /paths/~1users~1{id}/get/parameters/1"},
		"operation-operationId":      {"api/shop.yaml:9:5-8 /paths/~1users~1{id}/get"},
	} {
		if got := res.at(rule); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", rule, got, want)
		}
	}
	known := map[string]rule{}
	for _, r := range res.Rules {
		known[r.ID] = r
	}
	for _, f := range res.Findings {
		if known[f.Rule].Level == "" || known[f.Rule].Title == "" || f.Message == "" {
			t.Errorf("nothing is known of the rule of %+v", f)
		}
	}
	if r := known["operation-tags"]; r.Level != "warning" || r.Security {
		t.Errorf("%+v", r)
	}
}

// What a rule set wants to say is said, whatever vacuum makes of its message.
func TestMessages(t *testing.T) {
	res := ask(t, request{Documents: one("api/shop.yaml", shop), RuleSets: []file{{"policy/set.yaml", `
rules:
  filled:
    description: Names are plain
    message: "{{property}} at {{path}}: {{description}}"
    given: $.paths[*]~
    then: {function: pattern, functionOptions: {match: "^[a-z/]+$"}}
  unfilled:
    description: Titles are long
    message: "{{property}} is {{value}}"
    given: $.info.title
    then: {function: length, functionOptions: {min: 5}}
  undescribed:
    given: $.info
    then: {field: contact, function: truthy}
`}}})
	got := map[string]string{}
	for _, f := range res.Findings {
		got[f.Rule] = f.Message
	}
	for rule, want := range map[string]string{
		"filled":      "/users/{id} at /paths/~1users~1{id}: Names are plain",
		"unfilled":    "Titles are long",
		"undescribed": "`contact` must be set",
	} {
		if got[rule] != want {
			t.Errorf("%s says %q, want %q", rule, got[rule], want)
		}
	}
}

// Both sides of the protocol are held against one recorded exchange: the other
// is package spec/engine.
func TestRecordedExchange(t *testing.T) {
	req := request{Version: version, Deadline: 60_000, Documents: one("api/shop.yaml", shop), RuleSets: []file{{"policy/set.yaml", `
extends: [[vacuum:oas, "off"]]
rules:
  operation-tags: true
  info-contact: error
  no-such-rule: warn
  short-summary:
    description: an operation needs a summary
    severity: info
    given: $.paths[*][get]
    then: {field: summary, function: truthy}
overrides: [{files: ["**"], rules: {operation-tags: off}}]
`}}}
	res := ask(t, req)
	res.Engine.Version = "v0.0.0"
	for name, v := range map[string]any{"request.json": req, "response.json": res} {
		var text bytes.Buffer
		e := json.NewEncoder(&text)
		e.SetIndent("", "  ")
		if err := e.Encode(v); err != nil {
			t.Fatal(err)
		}
		name = filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(name, text.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, text.Bytes()) {
			t.Errorf("%s is not what was said:\n%s", name, text.Bytes())
		}
	}
}

func TestSameBytes(t *testing.T) {
	req, _ := json.Marshal(request{Version: version, Deadline: 60_000, Documents: one("api.yaml", shop)})
	var first bytes.Buffer
	if err := serve(bytes.NewReader(req), &first); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		var again bytes.Buffer
		if err := serve(bytes.NewReader(req), &again); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first.Bytes(), again.Bytes()) {
			t.Fatal("the same request has two answers")
		}
	}
}

// What a rule set asks for and vacuum would pass over is said.
func TestRuleSets(t *testing.T) {
	for name, tt := range map[string]struct{ set, err, errors, notices string }{
		"spectral's": {set: "extends: spectral:oas\nrules: {operation-tags: off}\n"},
		"unknown rule": {
			set:    "extends: [[spectral:oas, off]]\nrules: {operation-tagz: error}\n",
			errors: "set.yaml: Rule does not exist, ignoring it, rule operation-tagz",
		},
		"unknown function": {
			set:    "rules:\n  mine:\n    given: $\n    severity: warn\n    then: {function: checkSecurity}\n",
			errors: "set.yaml: the rule mine needs the function checkSecurity, which vacuum does not have",
		},
		"overrides":   {set: "extends: spectral:oas\noverrides: [{files: ['**'], rules: {operation-tags: off}}]\n", notices: "set.yaml: overrides are not heeded"},
		"remote":      {set: "extends: [https://example.com/set.yaml]\n", err: "it extends https://example.com/set.yaml, which is no file of the project"},
		"remote pair": {set: "extends: [[https://example.com/set.yaml, all]]\n", err: "it extends https://example.com/set.yaml, which is no file of the project"},
		"outside":     {set: "extends: [../set.yaml]\n", err: "it extends ../set.yaml, which is no file of the project"},
		"no YAML":     {set: "rules: [", err: "the rule set set.yaml cannot be used: "},
		"no rule set": {set: "rules: 3\n", err: "the rule set set.yaml cannot be used: "},
		"missing":     {set: "extends: [nowhere.yaml]\nrules: {}\n", errors: "nowhere.yaml"},
	} {
		t.Run(name, func(t *testing.T) {
			req, _ := json.Marshal(request{Version: version, Deadline: 60_000, Documents: one("api.yaml", shop), RuleSets: []file{{"set.yaml", tt.set}}})
			var out bytes.Buffer
			err := serve(bytes.NewReader(req), &out)
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Errorf("got %v, want %s", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var res response
			if err := json.Unmarshal(out.Bytes(), &res); err != nil {
				t.Fatal(err)
			}
			if got := said(res.Errors); !strings.Contains(got, tt.errors) || tt.errors == "" && got != "" {
				t.Errorf("errors: got %q, want %q", got, tt.errors)
			}
			if got := said(res.Notices); !strings.Contains(got, tt.notices) {
				t.Errorf("notices: got %q, want %q", got, tt.notices)
			}
		})
	}
	res := ask(t, request{Documents: one("api.yaml", shop), RuleSets: []file{
		{"a.yaml", "extends: [[vacuum:oas, off]]\nrules: {operation-tags: warn, info-contact: warn}\n"},
		{"b.yaml", "extends: [[vacuum:oas, off]]\nrules: {info-contact: true}\n"},
	}})
	if got := res.at("operation-description"); got != nil {
		t.Errorf("a rule that is off found %q", got)
	}
}

// References lead to the files of the document and nowhere else, and what is
// found in one of them is said of it.
func TestSeveralFiles(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(dir, "outside.yaml")
	if err := os.WriteFile(outside, []byte("type: string\ndescription: OUTSIDE\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	entry := `openapi: 3.0.3
info: {title: t, version: "1", description: d}
paths:
  /a:
    get:
      operationId: a
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema: {$ref: "schemas/pet.yaml#/Pet"}
        "201":
          description: ok
          content:
            application/json:
              schema: {$ref: "` + outside + `"}
        "202":
          description: ok
          content:
            application/json:
              schema: {$ref: "../common/x.yaml#/X"}
`
	res := ask(t, request{Documents: []document{{"api/openapi.yaml", []file{
		{"api/openapi.yaml", entry},
		{"api/schemas/pet.yaml", "Pet:\n  type: object\n  properties:\n    name: {type: string, example: 3}\n"},
		{"common/x.yaml", "X: {type: string, description: INSIDE}\n"},
	}}}, RuleSets: []file{{"set.yaml", "extends: [[vacuum:oas, all]]\n"}}})
	refs := res.at("resolving-references")
	if len(refs) != 1 || !strings.HasPrefix(refs[0], "api/openapi.yaml:") {
		t.Errorf("unresolved references: %q", refs)
	}
	for _, f := range res.Findings {
		if !slices.Contains([]string{"api/openapi.yaml", "api/schemas/pet.yaml", "common/x.yaml"}, f.File) || strings.Contains(f.Message, "OUTSIDE") || strings.Contains(f.Message, nowhere()) {
			t.Errorf("%+v", f)
		}
	}
}

func TestSwagger2(t *testing.T) {
	res := ask(t, request{Documents: one("swagger.yaml", "swagger: '2.0'\ninfo: {title: t, version: '1'}\npaths: {}\n")})
	if got := said(res.Notices); !strings.Contains(got, "do not look at Swagger 2.0") {
		t.Errorf("notices: %q", got)
	}
}

// Documents that vacuum cannot make anything of do not end the run, and are not
// passed over.
func TestBrokenDocuments(t *testing.T) {
	res := ask(t, request{Documents: []document{
		{"cycle.yaml", []file{{"cycle.yaml", "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents: {schemas: {A: {$ref: '#/components/schemas/A'}}}\n"}}},
		{"types.yaml", []file{{"types.yaml", "openapi: 3.1.0\ninfo: []\npaths: 3\ncomponents: x\n"}}},
		{"shop.yaml", []file{{"shop.yaml", shop}}},
	}})
	for _, name := range []string{"cycle.yaml", "types.yaml", "shop.yaml"} {
		if !slices.ContainsFunc(res.Findings, func(f finding) bool { return f.Document == name }) && !strings.Contains(said(res.Errors), name) {
			t.Errorf("nothing is said of %s; errors:\n%s", name, said(res.Errors))
		}
	}
}

// A rule that is not done in time is said.
func TestTime(t *testing.T) {
	var b strings.Builder
	b.WriteString("openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n")
	for i := range 1000 {
		fmt.Fprintf(&b, "  /p%d:\n    get:\n      description: %s\n      responses: {'200': {description: ok}}\n", i, strings.Repeat("word ", 20))
	}
	set, err := new(response).ruleSet(nil)
	if err != nil {
		t.Fatal(err)
	}
	for limit := 2 * time.Millisecond; ; limit *= 2 {
		res := new(response)
		if err := res.lint(one("big.yaml", b.String())[0], set, map[string]*model.Rule{}, time.Now().Add(limit)); err != nil {
			t.Fatal(err)
		}
		got := said(res.Errors)
		if strings.Contains(got, "big.yaml: Rule timed out, skipping, rule ") {
			break
		}
		if !strings.Contains(got, "there was no time left for it") { // or the machine was busy with something else
			t.Fatalf("in %s all rules were done; errors:\n%s", limit, got)
		}
	}
	res := new(response)
	if err := res.lint(one("late.yaml", shop)[0], set, nil, time.Now()); err != nil || said(res.Errors) != "late.yaml: there was no time left for it\n" {
		t.Errorf("errors: %v, %q", err, said(res.Errors))
	}
}

// What vacuum only logs is an error where something was not looked at, and a
// notice where it may matter.
func TestListener(t *testing.T) {
	l := &listener{}
	log := slog.New(l)
	log.Error("Rule timed out, skipping", "rule", "no-eval", "timeout", 5*time.Second)
	log.Error("unable to build unresolved model", "errors", strings.Repeat("one\n", 1000))
	log.Error("something else")
	log.Error("something else")
	log.Error("unable to open the rolodex file")
	log.Warn("Rule does not exist, ignoring it", "rule", "x")
	log.Warn("a reference is odd")
	log.Info("working")
	if len(l.errors) != 3 || l.errors[0] != "Rule timed out, skipping, rule no-eval, timeout 5s" ||
		!strings.HasPrefix(l.errors[1], "many rules did not run, since no model can be made of the document: ") || len(l.errors[1]) > 310 ||
		l.errors[2] != "Rule does not exist, ignoring it, rule x" {
		t.Errorf("errors: %q", l.errors)
	}
	if !slices.Equal(l.notices, []string{"something else"}) {
		t.Errorf("notices: %q", l.notices)
	}
}

func TestVersions(t *testing.T) {
	var out bytes.Buffer
	if err := serve(strings.NewReader(`{"version": 2, "documents": []}`), &out); err != nil || out.String() != `{"version":1}`+"\n" {
		t.Errorf("got %q and %v", out.String(), err)
	}
	for _, in := range []string{"", "{", "[]", `{"version":1,"documents":[{"name":"a"}]}`} {
		if err := serve(strings.NewReader(in), &out); err == nil {
			t.Errorf("%q has an answer", in)
		}
	}
}

func TestPointer(t *testing.T) {
	for path, want := range map[string]string{
		"$":                                      "",
		"$.info":                                 "/info",
		"$.paths['/a~b/{id}'].get.parameters[0]": "/paths/~1a~0b~1{id}/get/parameters/0",
		`$["x-y"].z`:                             "/x-y/z",
		"$.paths[*].get":                         "",
		"$..get":                                 "",
		"$.paths['/a']~":                         "",
		"$.paths['/a":                            "",
		"paths":                                  "",
		"":                                       "",
	} {
		if got := pointer(path); got != want {
			t.Errorf("pointer(%s) = %q, want %q", path, got, want)
		}
	}
}
