package rules

import (
	"encoding/json"
	"reflect"
	"testing"
)

func levelOf(l Level) *Level { return &l }

// overriding is a policy with overrides of each kind.
func overriding() *Policy {
	legacy, admin, doc := Glob{"old/**", "^old/.*$"}, Glob{"/admin/**", "^[^ ]+ /admin/.*$"}, Glob{"api.yaml", `^api\.yaml$`}
	return &Policy{
		Rules: []Setting{{ID: "a", Level: Error, Options: map[string]any{"max": 1.0, "names": []string{"x"}}}, {ID: "off", Level: Off}},
		Overrides: []Override{
			{Paths: []Glob{legacy}, Rules: []Change{{ID: "a", Level: levelOf(Note), Options: map[string]any{"max": 2.0}}, {ID: "off", Level: levelOf(Warning)}}},
			{Routes: []Glob{admin}, Paths: []Glob{legacy}, Rules: []Change{{ID: "a", Level: levelOf(Warning)}}},
			{Documents: []Glob{doc}, Rules: []Change{{ID: "a", Options: map[string]any{"names": []string{"y", "z"}}}, {ID: "quiet", Level: levelOf(Off)}}},
		},
	}
}

func TestLevelAt(t *testing.T) {
	p := overriding()
	for _, c := range []struct {
		id   string
		at   Where
		want Level
	}{
		{"a", Where{}, Error},
		{"a", Where{File: "new/x.go"}, Error},
		{"a", Where{File: "old/x.go"}, Note},
		{"a", Where{File: "old/x.go", Route: "GET /admin/x"}, Warning}, // the later one
		{"a", Where{File: "new/x.go", Route: "GET /admin/x"}, Error},   // one of two that must match does not
		{"a", Where{File: "api.yaml", Document: "api.yaml"}, Error},    // an override without a level
		{"off", Where{File: "old/x.go"}, Warning},
		{"off", Where{File: "new/x.go"}, Off},
		{"quiet", Where{File: "x", Document: "api.yaml"}, Off},
		{"quiet", Where{File: "api.yaml"}, Warning}, // no document was checked there
	} {
		if got := p.LevelAt(&Rule{ID: c.id, Default: Warning}, c.at); got != c.want {
			t.Errorf("%s at %+v is %s, want %s", c.id, c.at, got, c.want)
		}
	}
	if got := (*Policy)(nil).LevelAt(&Rule{ID: "a", Default: Warning}, Where{File: "x"}); got != Warning {
		t.Errorf("without a policy the level is %s", got)
	}
}

func TestOn(t *testing.T) {
	p := overriding()
	for id, want := range map[string]bool{"a": true, "off": true, "quiet": true, "other": false} {
		level := Off
		if id == "quiet" {
			level = Note
		}
		if got := p.On(&Rule{ID: id, Default: level}); got != want {
			t.Errorf("%s is on: %v", id, got)
		}
	}
	p.Overrides = p.Overrides[2:]
	if p.On(&Rule{ID: "off"}) {
		t.Error("a rule that no override turns on is on")
	}
	if (*Policy)(nil).On(&Rule{ID: "a"}) {
		t.Error("a rule whose default is off is on without a policy")
	}
}

func TestOptionsAtAPlace(t *testing.T) {
	p := overriding()
	r := &Rule{ID: "a", Options: []Option{{Name: "max", Type: Number, Default: 0.0}, {Name: "names", Type: Strings, Default: []string(nil)}}}
	for _, c := range []struct {
		at    Where
		max   float64
		names []string
	}{
		{Where{}, 1, []string{"x"}},
		{Where{File: "old/x.go"}, 2, []string{"x"}},
		{Where{File: "api.yaml", Document: "api.yaml"}, 1, []string{"y", "z"}},
	} {
		in := p.In(c.at)
		if got := Value[float64](in, r, "max"); got != c.max {
			t.Errorf("max at %+v is %v, want %v", c.at, got, c.max)
		}
		if got := Value[[]string](in, r, "names"); !reflect.DeepEqual(got, c.names) {
			t.Errorf("names at %+v are %q, want %q", c.at, got, c.names)
		}
	}
	if got := Value[float64](p, r, "max"); got != 1 {
		t.Errorf("the policy itself was changed: max is %v", got)
	}
	if p.In(Where{File: "new/x.go"}) != p || (*Policy)(nil).In(Where{}) != nil {
		t.Error("where nothing matches it is not the policy itself")
	}
}

func TestOverridesSurviveJSON(t *testing.T) {
	p := overriding()
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
	if in := p.In(Where{File: "old/x.go"}); in.Digest() != p.Digest() {
		t.Error("what holds at one place is part of the digest")
	}
	if err := json.Unmarshal([]byte(`{"overrides":[{"rules":[{"id":"a","options":{"list":[1]}}]}]}`), new(Policy)); err == nil {
		t.Error("an option that is no list of strings is read")
	}
}

func TestPreview(t *testing.T) {
	for _, c := range []struct {
		policy *Policy
		level  Level
		want   Level
	}{
		{nil, Error, Note},
		{&Policy{}, Error, Note},
		{&Policy{}, Off, Off},
		{&Policy{Preview: true}, Error, Error},
		{&Policy{Rules: []Setting{{ID: "a", Level: Warning}}}, Error, Warning},
		{&Policy{Overrides: []Override{{Paths: []Glob{{"x", "^x$"}}, Rules: []Change{{ID: "a", Level: levelOf(Error)}}}}}, Note, Error},
	} {
		r := &Rule{ID: "a", Maturity: Preview, Default: c.level}
		if got := c.policy.LevelAt(r, Where{File: "x"}); got != c.want {
			t.Errorf("in preview, at default %s under %+v: %s, want %s", c.level, c.policy, got, c.want)
		}
	}
	if got := new(Policy).Level(&Rule{ID: "a", Default: Error}); got != Error {
		t.Errorf("a stable rule is %s", got)
	}
	for m, name := range map[Maturity]string{Stable: "stable", Preview: "preview"} {
		if got, err := ParseMaturity(name); m.String() != name || got != m || err != nil {
			t.Errorf("%d is %q, read as %v, %v", m, m, got, err)
		}
	}
	if _, err := ParseMaturity("new"); err == nil {
		t.Error("an unknown maturity is read")
	}
}
