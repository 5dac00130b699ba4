package driver

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
)

// condition is a rule that reports what it is true of.
type condition func(route rules.Object) bool

func (c condition) check() *rules.Check {
	return &rules.Check{
		Rule:  rules.Entry{Rule: &rules.Rule{ID: "house", Kind: rules.Code, Default: rules.Error}},
		Kind:  "route",
		Begin: func(rules.Object) rules.Trial { return &conditionTrial{c: c} },
	}
}

type conditionTrial struct {
	c      condition
	counts rules.Counts
}

func (t *conditionTrial) Judge(self rules.Object) []rules.Outcome {
	t.counts.Seen++
	if !t.c(self) {
		return nil
	}
	t.counts.Broken++
	return []rules.Outcome{{At: self.Origin(), Message: "broken"}}
}

func (t *conditionTrial) Counts() rules.Counts { return t.counts }

func stateOf(route rules.Object, attribute string) string {
	return route.Attr(attribute).(rules.Object).Attr("state").(string)
}

// What a rule says of an unknown state is sure only where it says it of all states
// that it can be.
func TestUnknownIsNoProof(t *testing.T) {
	route := link.Route{
		Service: "s", Method: "GET", Path: "/a", Registered: link.Place{File: "a.go", Line: 3},
		Auth: link.Auth{State: "unknown"}, RateLimit: link.State{State: "unknown"}, Timeout: link.State{State: "none"}, BodyLimit: link.State{State: "present"},
	}
	open := route
	open.Partial = true
	for name, c := range map[string]struct {
		route link.Route
		is    condition
		want  string
	}{
		"unknown alone":        {route, func(r rules.Object) bool { return stateOf(r, "auth") != "required" }, "hint"},
		"asked for as unknown": {route, func(r rules.Object) bool { return stateOf(r, "auth") == "unknown" }, "hint"},
		"silent on unknown":    {route, func(r rules.Object) bool { return stateOf(r, "auth") == "none" }, ""},
		"in all cases":         {route, func(r rules.Object) bool { return stateOf(r, "auth") != "public" }, "proven"},
		"two unknown": {route, func(r rules.Object) bool {
			return stateOf(r, "auth") != "none" || stateOf(r, "rate_limit") != "present"
		}, "hint"},
		"two unknown, all cases": {route, func(r rules.Object) bool { return stateOf(r, "auth") != "none" || stateOf(r, "rate_limit") != "absent" }, "proven"},
		"known":                  {route, func(r rules.Object) bool { return stateOf(r, "timeout") == "none" }, "proven"},
		"known and fine":         {route, func(r rules.Object) bool { return stateOf(r, "body_limit") == "none" }, ""},
		"not asked for":          {route, func(r rules.Object) bool { return r.Attr("method") == "GET" }, "proven"},
		"whole path":             {route, func(r rules.Object) bool { return r.Attr("path") == "/a" }, "proven"},
		"path in part":           {open, func(r rules.Object) bool { return len(r.Attr("segments").([]any)) == 1 }, "hint"},
		"too many to try": {link.Route{Auth: link.Auth{State: "unknown"}}, func(r rules.Object) bool {
			for _, a := range []string{"auth", "authz", "body_limit", "rate_limit", "cors", "timeout", "recovery"} {
				stateOf(r, a)
			}
			return true
		}, "hint"},
	} {
		t.Run(name, func(t *testing.T) {
			a := &Analysis{Inventory: &link.Inventory{Routes: []link.Route{c.route}}}
			a.routeRules(Config{Checks: []*rules.Check{c.is.check()}})
			got := ""
			if len(a.Findings) > 0 {
				got = map[rules.Strength]string{rules.Proven: "proven", rules.Hint: "hint"}[a.Findings[0].Strength]
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if counts := a.Tally["house"]; counts.Seen != 1 {
				t.Errorf("the worlds are counted: %+v", counts)
			}
		})
	}
}

// Every attribute that is published has a value of its type on a route that has
// everything, and on one that has nothing.
func TestRouteAttributes(t *testing.T) {
	step := []link.Evidence{{Message: "checked", File: "a.go", Line: 5}}
	full := link.Route{
		Service: "example.com/m", Listener: ":80", Method: "POST", Path: "/a/{id}/{rest...}", Framework: "net/http", Package: "example.com/m/api",
		Registered: link.Place{File: "api/a.go", Line: 3, Column: 2},
		Handler:    link.Handler{Name: "example.com/m/api.(*Server[example.com/x.T]).create", File: "api/a.go", Line: 9},
		Middleware: []link.Middleware{{Name: "example.com/m/auth.Require$1", File: "auth/a.go", Line: 1, Role: "auth"}, {Name: "other.org/mw.Log", Role: "log"}},
		Auth:       link.Auth{State: "required", Evidence: step, Credentials: []link.Credential{{In: "header", Name: "Authorization"}}},
		RateLimit:  link.State{State: "present", Evidence: step},
	}
	h := &house{inventory: &link.Inventory{Routes: []link.Route{full, {}}}, operations: map[int]rules.Object{}, owned: parseOwners("/api/ @acme/api @b")}
	for i := range h.inventory.Routes {
		holds(t, h.route(i, &world{}), 3)
	}
	route := h.route(0, &world{})
	for attribute, want := range map[string]string{
		"segments": "[a {id} {rest...}]", "parameters": "[id rest]", "safe": "false", "purpose": "business",
		"chain": "[example.com/m/auth.Require other.org/mw.Log]", "owner": "@acme/api", "owners": "[@acme/api @b]", "operation": "<nil>",
	} {
		if got := fmt.Sprint(route.Attr(attribute)); got != want {
			t.Errorf("%s is %s, want %s", attribute, got, want)
		}
	}
	handler := route.Attr("handler").(rules.Object)
	if pkg, fn := handler.Attr("package"), handler.Attr("function"); pkg != "example.com/m/api" || fn != "(*Server[example.com/x.T]).create" {
		t.Errorf("the handler is %v of %v", fn, pkg)
	}
	outside := route.Attr("middleware").([]any)[1].(rules.Object)
	if at := outside.Origin(); at.File != "api/a.go" || at.Line != 3 {
		t.Errorf("what is of another module stands where it is used, not at %+v", at)
	}
	if at := route.Attr("auth").(rules.Object).Origin(); at.Line != 5 {
		t.Errorf("the proof stands at %+v", at)
	}
}

// holds tells attributes whose values are not of the types that are published.
func holds(t *testing.T, o rules.Object, depth int) {
	t.Helper()
	kind, ok := rules.KindOf(o.Kind())
	if !ok {
		t.Fatalf("the kind %s is not published", o.Kind())
	}
	for _, a := range kind.Attributes {
		if v := o.Attr(a.Name); v != nil && !isOf(t, a.Type, v, depth) {
			t.Errorf("%s.%s is %T, want %s", o.Kind(), a.Name, v, a.Type)
		} else if text, isText := v.(string); isText && a.Values != nil && !strings.Contains(" "+strings.Join(a.Values, " ")+" ", " "+text+" ") {
			t.Errorf("%s.%s is %q, which is not published", o.Kind(), a.Name, text)
		}
	}
}

func isOf(t *testing.T, typ rules.Type, v any, depth int) bool {
	switch typ.Shape {
	case rules.BoolShape:
		_, ok := v.(bool)
		return ok
	case rules.TextShape:
		_, ok := v.(string)
		return ok
	case rules.OriginShape:
		_, ok := v.(rules.Spot)
		return ok
	case rules.ObjectShape:
		o, ok := v.(rules.Object)
		if ok && depth > 0 {
			holds(t, o, depth-1)
		}
		return ok && o.Kind() == typ.Kind
	case rules.ListShape:
		list, ok := v.([]any)
		for _, item := range list {
			ok = ok && isOf(t, *typ.Elem, item, depth)
		}
		return ok
	}
	return false
}

func TestParameters(t *testing.T) {
	for path, want := range map[string]string{
		"/": "[]", "/a/{id}": "[id]", "/{a}-{b}/{rest...}": "[a b rest]", "/{?}/x": "[]", "/{id:[0-9]+}": "[id]", "/{": "[]", "/}{": "[]",
	} {
		if got := fmt.Sprint(parameters(path)); got != want {
			t.Errorf("%s has %s, want %s", path, got, want)
		}
	}
}
