package rules

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

// everything is a policy that uses every field.
func everything() *Policy {
	return &Policy{
		Rules: []Setting{
			{ID: "a", Level: Off, Options: map[string]any{
				"bool": true, "number": 1.5, "text": "<&>", "list": []string{"x", "y"}, "none": []string{},
			}},
			{ID: "b", Level: Error},
		},
		Exemptions: []Exemption{{
			Rules: []string{"a"}, Routes: []Glob{{"GET /x", "^GET /x$"}}, Paths: []Glob{{"x/**", "^x/.*$"}},
			Reason: "a reason", Owner: "a team", Expires: "2026-01-01", Expired: true, At: Place{".apiward.hcl", 3, 1},
		}},
		Public:    []PublicRoute{{Method: "GET", Path: Glob{"/x", "^/x$"}, Reason: "a reason", At: Place{".apiward.hcl", 9, 5}}},
		Documents: []DocumentUse{{File: "api.yaml", Serves: []string{"./cmd/a"}, BasePath: "/v1", At: Place{".apiward.hcl", 12, 1}}},
		Sanitizers: []Sanitizer{{
			Symbol: "example.com/shop/safe.Path", For: []string{"file_name"}, Reason: "a reason", At: Place{".apiward.hcl", 16, 1},
		}},
		Engines: []Engine{{Name: "vacuum", RuleSets: []string{"policy/set.yaml"}, Deadline: time.Minute, At: Place{".apiward.hcl", 20, 1}}},
	}
}

func TestPolicySurvivesJSON(t *testing.T) {
	for _, p := range []*Policy{everything(), {}} {
		text, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		back := new(Policy)
		if err := json.Unmarshal(text, back); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(p, back) {
			t.Errorf("%+v became %+v", p, back)
		}
	}
}

func TestPolicyOutOfBrokenJSON(t *testing.T) {
	for text, want := range map[string]string{
		`{"rules":[{"id":"a","level":"loud"}]}`:             `unknown level "loud"`,
		`{"rules":[{"id":"a","options":{"list":["x",1]}}]}`: "rule a: option list: item 1 is not a string",
		`{"rules":[{"id":"a","options":{"list":[["x"]]}}]}`: "rule a: option list: item 0 is not a string",
		`{"rules":[{"id":"a","options":["x"]}]}`:            "cannot unmarshal array",
		`{"rules":{"a":"off"}}`:                             "cannot unmarshal object",
		`{"rules":[{"id":"a","level":"off"`:                 "unexpected end",
	} {
		if err := json.Unmarshal([]byte(text), new(Policy)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}

func TestDigest(t *testing.T) {
	digest := everything().Digest()
	if len(digest) != 64 {
		t.Fatalf("the digest is %q", digest)
	}
	for range 10 {
		if again := everything().Digest(); again != digest {
			t.Fatalf("equal policies have the digests %s and %s", digest, again)
		}
	}
	for name, change := range map[string]func(*Policy){
		"a level":    func(p *Policy) { p.Rules[1].Level = Warning },
		"an option":  func(p *Policy) { p.Rules[0].Options["list"] = []string{"x"} },
		"an expiry":  func(p *Policy) { p.Exemptions[0].Expired = false },
		"a route":    func(p *Policy) { p.Public[0].Method = "" },
		"a base":     func(p *Policy) { p.Documents[0].BasePath = "" },
		"a word":     func(p *Policy) { p.Sanitizers[0].For = nil },
		"a deadline": func(p *Policy) { p.Engines[0].Deadline++ },
		"a name":     func(p *Policy) { p.Sanitizers[0].Symbol = "example.com/shop/safe.Other" },
	} {
		p := everything()
		if change(p); p.Digest() == digest {
			t.Errorf("%s leaves the digest as it is", name)
		}
	}
	var none *Policy
	if none.Digest() != new(Policy).Digest() || none.Digest() == digest {
		t.Error("a nil policy must have the zero policy's digest, and no other's")
	}
	broken := &Policy{Rules: []Setting{{ID: "a", Options: map[string]any{"x": math.NaN()}}}}
	if got := broken.Digest(); got != "" {
		t.Errorf("a policy that JSON cannot hold has the digest %s", got)
	}
}

func TestLevelOfRule(t *testing.T) {
	p := everything()
	for id, want := range map[string]Level{"a": Off, "b": Error, "c": Warning, "": Warning} {
		r := &Rule{ID: id, Default: Warning}
		if got := p.Level(r); got != want {
			t.Errorf("Level(%s) = %s, want %s", id, got, want)
		}
		for _, none := range []*Policy{nil, {}} {
			if got := none.Level(r); got != Warning {
				t.Errorf("without a policy, Level(%s) = %s, want its default", id, got)
			}
		}
	}
}

func TestValue(t *testing.T) {
	r := &Rule{ID: "a", Options: []Option{
		{Name: "bool", Type: Bool, Default: false},
		{Name: "number", Type: Number, Default: 9.0},
		{Name: "text", Type: String, Default: "default"},
		{Name: "list", Type: Strings, Default: []string{"default"}},
		{Name: "unset", Type: String, Default: "default"},
	}}
	p := everything()
	if !Value[bool](p, r, "bool") || Value[float64](p, r, "number") != 1.5 || Value[string](p, r, "text") != "<&>" {
		t.Error("a value that the policy sets is not returned")
	}
	if got := Value[[]string](p, r, "list"); !reflect.DeepEqual(got, []string{"x", "y"}) {
		t.Errorf("list = %v", got)
	}
	if got := Value[string](p, r, "unset"); got != "default" {
		t.Errorf("unset = %q", got)
	}
	for _, none := range []*Policy{nil, {}, {Rules: []Setting{{ID: "a", Options: map[string]any{"text": 1.0}}}}} {
		if got := Value[string](none, r, "text"); got != "default" {
			t.Errorf("without a string in the policy, text = %q", got)
		}
	}
	for want, ask := range map[string]func(){
		`rule a declares no option "other"`:               func() { Value[string](p, r, "other") },
		"rule a: option number is a number, not a string": func() { Value[string](p, r, "number") },
	} {
		func() {
			defer func() {
				if got := recover(); got != want {
					t.Errorf("panic %v, want %s", got, want)
				}
			}()
			ask()
		}()
	}
}

func TestIsPublic(t *testing.T) {
	p := &Policy{Public: []PublicRoute{
		{Method: "POST", Path: Glob{RE: "^/login$"}},
		{Path: Glob{RE: "^/docs/.*$"}},
	}}
	for route, want := range map[string]bool{
		"POST /login": true, "GET /login": false, "ANY /login": false, "POST /login/x": false,
		"GET /docs/a": true, "ANY /docs/a": true, "GET /docs": false, "GET /x/docs/a": false,
	} {
		method, path, _ := strings.Cut(route, " ")
		if got := p.IsPublic(method, path); got != want {
			t.Errorf("IsPublic(%s) = %v", route, got)
		}
		if (*Policy)(nil).IsPublic(method, path) || new(Policy).IsPublic(method, path) {
			t.Errorf("%s is public without a policy", route)
		}
	}
}

func TestExempt(t *testing.T) {
	x, legacy := Glob{RE: "^GET /x$"}, Glob{RE: "^legacy/.*$"}
	p := &Policy{Exemptions: []Exemption{
		{Rules: []string{"a"}, Expired: true},
		{Rules: []string{"a", "b"}, Routes: []Glob{{RE: "^GET /y$"}, x}},
		{Rules: []string{"c"}, Paths: []Glob{legacy}},
		{Rules: []string{"d"}, Paths: []Glob{legacy}, Routes: []Glob{x}},
		{Rules: []string{"e"}},
		{Rules: []string{"e", "c"}},
	}}
	for _, c := range []struct {
		rule, file, route string
		want              int
	}{
		{"a", "a.go", "GET /x", 1},
		{"b", "a.go", "GET /y", 1},
		{"a", "a.go", "GET /z", -1}, // the first has expired
		{"a", "a.go", "", -1},       // a finding without a route is on none
		{"c", "legacy/a.go", "", 2},
		{"c", "a.go", "", 5},
		{"d", "legacy/a.go", "GET /x", 3},
		{"d", "legacy/a.go", "GET /z", -1}, // both must match
		{"d", "a.go", "GET /x", -1},
		{"e", "", "", 4}, // the first of two
		{"f", "legacy/a.go", "GET /x", -1},
	} {
		if got := p.Exempt(c.rule, c.file, c.route); got != c.want {
			t.Errorf("Exempt(%q, %q, %q) = %d, want %d", c.rule, c.file, c.route, got, c.want)
		}
	}
	if got := (*Policy)(nil).Exempt("a", "a.go", "GET /x"); got != -1 {
		t.Errorf("without a policy, Exempt = %d", got)
	}
}

func TestGlobMatch(t *testing.T) {
	broken := Glob{Pattern: "(", RE: "("}
	if broken.Match("(") || broken.Match("") {
		t.Error("a broken expression matches")
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if g := (Glob{RE: "^a$"}); !g.Match("a") || g.Match("b") {
				t.Error("matching from several goroutines goes wrong")
			}
		})
	}
	all.Wait()
}

func TestFileOf(t *testing.T) {
	below := &Policy{Modules: map[string]string{"example.com/m": "services/m", "example.com/lib": "lib"}}
	for _, tt := range []struct {
		policy            *Policy
		module, pkg, want string
	}{
		{nil, "example.com/m", "example.com/m", "a.go"},
		{nil, "example.com/m", "example.com/m/internal/db", "internal/db/a.go"},
		{&Policy{}, "example.com/m", "example.com/m/db", "db/a.go"},
		{below, "example.com/m", "example.com/m", "services/m/a.go"},
		{below, "example.com/m", "example.com/m/db", "services/m/db/a.go"},
		{below, "example.com/m", "example.com/lib/db", "lib/db/a.go"},
		{below, "example.com/other", "example.com/other/db", "db/a.go"},
		{nil, "example.com/m", "example.com/more/db", "example.com/more/db/a.go"},
		{nil, "", "command-line-arguments", "command-line-arguments/a.go"},
	} {
		if got := tt.policy.FileOf(tt.module, tt.pkg, "a.go"); got != tt.want {
			t.Errorf("FileOf(%q, %q) with %v = %q, want %q", tt.module, tt.pkg, tt.policy, got, tt.want)
		}
	}
}
