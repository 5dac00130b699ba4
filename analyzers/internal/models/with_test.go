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
