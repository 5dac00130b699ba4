package models

import (
	"slices"
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// TestWith: what one policy says is not known under the next, and a function
// that is vouched for makes no library of its package, which is analysed.
func TestWith(t *testing.T) {
	shipped := Shipped()
	if shipped.With(&rules.Policy{}) != shipped {
		t.Error("no sanitizers make another index")
	}
	const quoter, path = "github.com/kballard/go-shellquote.Join", "example.com/shop/safe.Path"
	x := shipped.With(&rules.Policy{Sanitizers: []rules.Sanitizer{
		{Symbol: path},
		{Symbol: "example.com/shop/safe.Name", For: []string{"file_name", "sql"}},
		{Symbol: quoter, For: []string{"sql"}},
		{Symbol: path + "2", For: []string{"unheard_of"}},
	}, Guards: []rules.Guard{{Symbol: "example.com/shop/auth.Require"}, {Symbol: "example.com/shop/auth.May", Role: "authz"}}})
	for symbol, want := range map[string]model.Role{"example.com/shop/auth.Require": model.Auth, "example.com/shop/auth.May": model.Authz} {
		if mw, ok := x.Middleware(symbol); !ok || mw.Role != want {
			t.Errorf("%s is a middleware with the role %q, want %q", symbol, mw.Role, want)
		}
		if _, ok := shipped.Middleware(symbol); ok {
			t.Errorf("the shipped index has learned of %s", symbol)
		}
	}
	for symbol, want := range map[string][]model.SinkKind{
		path:                         model.Sanitized(),
		"example.com/shop/safe.Name": {model.FileName, model.SQL},
		quoter:                       {model.Command, model.SQL},
		path + "2":                   nil,
	} {
		if got, _ := x.Sanitizer(symbol); !slices.Equal(got, want) {
			t.Errorf("%s is safe for %v, want %v", symbol, got, want)
		}
	}
	if got, _ := shipped.Sanitizer(path); got != nil {
		t.Errorf("the shipped index has learned that %s is safe for %v", path, got)
	}
	if got, _ := shipped.Sanitizer(quoter); !slices.Equal(got, []model.SinkKind{model.Command}) {
		t.Errorf("the shipped index has learned that %s is safe for %v", quoter, got)
	}
	if x.Modelled("example.com/shop/safe") {
		t.Error("the project's package is taken for a library")
	}
}

// TestHouse: what a policy knows of a library is found as what is shipped is, makes
// no library of the package, and is forgotten with the policy.
func TestHouse(t *testing.T) {
	shipped := Shipped()
	const web = "example.com/shop/web"
	argument := 1
	p := &rules.Policy{
		House: rules.House{Libraries: []model.Library{{
			Path: web, Requests: []string{"Context"}, Proceeds: []string{"Context.Next"}, Aborts: []string{"Context.Stop"},
			Routers: []model.Router{{Types: []string{"Router", "Group"}, New: []string{"New"}, House: true}},
			Sources: []model.Source{{Symbol: "Context.Param", Kind: model.Path, Key: 0}},
		}}},
		CodeRules: []rules.CodeRule{{ID: "a", Flows: []rules.HouseFlow{
			{Number: 0, From: []string{"body", web + ".User.Email"}, To: []string{"sql", web + ".Send"}, Argument: &argument, Unless: []string{web + ".Mask"}},
			{Number: 3, From: []string{web + ".User.Email"}, To: []string{"logged"}},
			{Number: -1, From: []string{web + ".Lost"}, To: []string{web + ".Lost"}},
			{Number: rules.MaxFlows, From: []string{web + ".Lost"}, To: []string{web + ".Lost"}},
		}}},
		Sanitizers: []rules.Sanitizer{{Symbol: web + ".Clean"}},
	}
	x := shipped.With(p)
	if again := shipped.With(p); again != x {
		t.Error("the same policy makes another index")
	}
	if m, path, ok := x.Router(web + ".Group"); !ok || path != web || !m.House {
		t.Errorf("the router is %v of %s", m, path)
	}
	if _, _, ok := x.NewRouter(web + ".New"); !ok {
		t.Error("its constructor is not known")
	}
	if implicit, ok := x.Flat(web + ".Context"); !implicit || !ok {
		t.Error("its chains are not flat")
	}
	if s, ok := x.Source(web + ".Context.Param"); !ok || s.Kind != model.Path {
		t.Errorf("the source is %v", s)
	}
	if x.Modelled(web) {
		t.Error("the project's package is taken for a library")
	}
	if got := x.HouseSource(web + ".User.Email"); got != 1<<0|1<<3 {
		t.Errorf("flows begin with the field: %b", got)
	}
	if x.HouseSource(web+".Lost") != 0 || len(x.Sinks(web+".Lost")) > 0 {
		t.Error("a flow that has no number of its own is followed")
	}
	if got := x.Sinks(web + ".Send"); len(got) != 1 || got[0].Kind != model.HouseSink(0) || got[0].Arg != 1 || got[0].Rest {
		t.Errorf("the sink is %v", got)
	}
	sinks := x.Sinks("database/sql.DB.Query")
	if !slices.ContainsFunc(sinks, func(s model.Sink) bool { return s.Kind == model.HouseSink(0) }) ||
		slices.ContainsFunc(sinks, func(s model.Sink) bool { return s.Kind == model.HouseSink(3) }) {
		t.Errorf("a query is %v", sinks)
	}
	if got, _ := x.Sanitizer(web + ".Mask"); !slices.Equal(got, []model.SinkKind{model.HouseSink(0)}) {
		t.Errorf("the mask is safe for %v", got)
	}
	if got, _ := x.Sanitizer(web + ".Clean"); !slices.Contains(got, model.HouseSink(3)) {
		t.Errorf("what is clean is so for %v", got)
	}
	if _, _, ok := shipped.Router(web + ".Router"); ok || len(shipped.Sinks("database/sql.DB.Query")) != 1 {
		t.Error("the shipped index has learned of the policy")
	}
}
