package contract_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/contract"
)

// load returns a document of the text, which stands for itself in a test.
func load(t *testing.T, name, text string) *spec.Document {
	t.Helper()
	doc, err := spec.Load(name, []byte(text), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// comparison returns what a check sees of the service "s".
func comparison(docs []*spec.Document, ops []contract.Operation, policy *rules.Policy) (*contract.Comparison, []contract.Match) {
	var seen *contract.Comparison
	spy := contract.New(rules.Entry{Rule: &rules.Rule{ID: "spy", Default: rules.Note}}, func(_ *contract.Pass, c *contract.Comparison) { seen = c })
	_, matches := contract.Compare(docs, contract.Code{Operations: ops}, []*contract.Check{spy}, policy)
	return seen, matches
}

// TestPairs holds single routes against single documented operations.
func TestPairs(t *testing.T) {
	const server = "servers: [{url: 'https://acme.dev/api/{version}', variables: {version: {default: v1}}}]\n"
	tests := []struct {
		name, method, path string
		head, documented   string
		base               string
		want               string // pair, wider or unknown
	}{
		{"parameter names do not count", "GET", "/a/{id}", "", "/a/{name}", "", "pair"},
		{"trailing slash", "GET", "/a/", "", "/a", "", "pair"},
		{"any method", "ANY", "/a", "", "/a", "", "pair"},
		{"head beside get", "HEAD", "/a", "", "/a", "", "pair"},
		{"another method", "POST", "/a", "", "/a", "", "unknown"},
		{"literal is not a parameter", "GET", "/a/me", "", "/a/{id}", "", "unknown"},
		{"parameter stands for a literal", "GET", "/a/{kind}", "", "/a/me", "", "wider"},
		{"catch-all stands for the rest", "GET", "/a/{rest...}", "", "/a/b/c", "", "wider"},
		{"catch-all is documented as parameter", "GET", "/a/{rest...}", "", "/a/{path}", "", "pair"},
		{"catch-all of everything describes nothing", "GET", "/{rest...}", "", "/a/b", "", "unknown"},
		{"catch-all of everything answers the root", "GET", "/{rest...}", "", "/", "", "wider"},
		{"parameter inside a segment", "GET", "/a/{id}.json", "", "/a/{name}.json", "", "pair"},
		{"expression with braces", "GET", "/a/{id:[0-9]{4}}", "", "/a/{id}", "", "pair"},
		{"longer", "GET", "/a/{id}/b", "", "/a/{id}", "", "unknown"},
		{"shorter", "GET", "/a", "", "/a/{id}", "", "unknown"},
		{"query in the document", "GET", "/a", "", "/a?x=1", "", "pair"},
		{"path of the server in the code", "GET", "/api/v1/a", server, "/a", "", "pair"},
		{"path of the server taken off in front", "GET", "/a", server, "/a", "", "pair"},
		{"base path of the policy", "GET", "/mount/a", "", "/a", "/mount", "pair"},
		{"base path and path of the server", "GET", "/mount/api/v1/a", server, "/a", "/mount", "pair"},
		{"base path is missing", "GET", "/a", "", "/a", "/mount", "unknown"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := load(t, "openapi.yaml", "openapi: 3.0.3\n"+test.head+"paths:\n  "+test.documented+":\n    get: {responses: {}}\n")
			policy := &rules.Policy{Documents: []rules.DocumentUse{{File: "openapi.yaml", BasePath: test.base}}}
			c, _ := comparison([]*spec.Document{doc}, []contract.Operation{{Service: "s", Method: test.method, Path: test.path}}, policy)
			got := "unknown"
			if len(c.Pairs) == 1 {
				got = "pair"
				if c.Pairs[0].Wider {
					got = "wider"
				}
			}
			if got != test.want || len(c.Pairs)+len(c.Unknown) != 1 {
				t.Errorf("%s, want %s (%d pairs, %d unknown)", got, test.want, len(c.Pairs), len(c.Unknown))
			}
		})
	}
}

// TestAnyMethod shows that a route for any method answers what no other route of its
// path does.
func TestAnyMethod(t *testing.T) {
	doc := load(t, "openapi.yaml", "openapi: 3.0.3\npaths: {/a: {get: {responses: {}}, put: {responses: {}}}}\n")
	c, _ := comparison([]*spec.Document{doc}, []contract.Operation{{Service: "s", Method: "ANY", Path: "/a"}, {Service: "s", Method: "GET", Path: "/a"}}, nil)
	if len(c.Pairs) != 2 || c.Pairs[0].Documented.Method != "PUT" || c.Pairs[1].Route.Method != "GET" || len(c.Unknown)+len(c.Ghosts) != 0 {
		t.Errorf("pairs %+v, unknown %+v", c.Pairs, c.Unknown)
	}
}

// TestSwaggerBasePath shows that basePath counts without a host too.
func TestSwaggerBasePath(t *testing.T) {
	for _, head := range []string{"basePath: /v2\n", "basePath: v2/\nhost: acme.dev\n", "basePath: /v2\nschemes: [https]\n"} {
		doc := load(t, "swagger.yaml", "swagger: '2.0'\n"+head+"paths: {/a: {get: {responses: {}}}, /b: {get: {responses: {}}}}\n")
		c, _ := comparison([]*spec.Document{doc}, []contract.Operation{
			{Service: "s", Method: "GET", Path: "/v2/a"},
			{Service: "s", Method: "GET", Path: "/v2/c"},
			{Service: "s", Method: "GET", Path: "/c"},
		}, nil)
		if len(c.Pairs) != 1 || len(c.Unknown) != 2 || c.Unknown[0].Outside || !c.Unknown[1].Outside {
			t.Errorf("%q: %d pairs, unknown %+v", head, len(c.Pairs), c.Unknown)
		}
	}
}

// TestSeveralDocuments shows that a route is unknown only where no document
// has it, and that matches name the document and the line.
func TestSeveralDocuments(t *testing.T) {
	v1 := load(t, "v1.yaml", "openapi: 3.0.3\npaths:\n  /v1/a:\n    get: {responses: {}}\n")
	v2 := load(t, "v2.yaml", "openapi: 3.0.3\npaths:\n  /v2/a:\n    post: {responses: {}}\n    get: {responses: {}}\n")
	ops := []contract.Operation{
		{Service: "s", Method: "GET", Path: "/v2/a"},
		{Service: "s", Method: "GET", Path: "/v1/a"},
		{Service: "s", Method: "GET", Path: "/v3/a"},
		{Service: "s", Method: "GET", Path: "/{?}/a"},
		{Service: "s", Method: "HEAD", Path: "/v3/a", Implied: true},
	}
	c, matches := comparison([]*spec.Document{v1, v2}, ops, nil)
	for i := range matches {
		if matches[i].Documented == nil || matches[i].API == nil {
			t.Errorf("match %d has no operation", i)
		}
		matches[i].Documented, matches[i].API = nil, nil
	}
	want := []contract.Match{
		{Operation: 0, Document: "v2.yaml", Pointer: "/paths/~1v2~1a/get", Line: 5},
		{Operation: 1, Document: "v1.yaml", Pointer: "/paths/~1v1~1a/get", Line: 4},
	}
	if !reflect.DeepEqual(matches, want) {
		t.Errorf("matches %+v, want %+v", matches, want)
	}
	if len(c.Unknown) != 1 || c.Unknown[0].Route.Path != "/v3/a" || c.Unknown[0].Route.Implied {
		t.Errorf("unknown %+v, want GET /v3/a alone", c.Unknown)
	}
}

// TestChosen shows which of the documents that have a route it is held against, and
// that what none is held against is answered all the same.
func TestChosen(t *testing.T) {
	now := load(t, "b.yaml", "openapi: 3.0.3\npaths: {/a: {get: {}}, /b: {get: {}}, /c: {get: {}}}\n")
	same := load(t, "c.json", `{"openapi": "3.0.3", "paths": {"/a": {"get": {}}, "/b": {"get": {}}, "/c": {"get": {}}}}`)
	next := load(t, "a.yaml", "openapi: 3.0.3\npaths: {/a: {get: {}}, /d: {get: {}}}\n")
	var ops []contract.Operation
	for _, path := range []string{"/a", "/b", "/c", "/d"} {
		ops = append(ops, contract.Operation{Service: "s", Method: "GET", Path: path})
	}
	docs := []*spec.Document{next, now, same}
	c, _ := comparison(docs, ops, nil)
	got := map[string][]string{}
	for _, p := range c.Pairs {
		got[p.Route.Path] = append(got[p.Route.Path], p.API.Doc.Name)
	}
	if want := map[string][]string{"/a": {"b.yaml"}, "/b": {"b.yaml"}, "/c": {"b.yaml"}, "/d": {"a.yaml"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("the routes are held against %v, want %v", got, want)
	}
	if len(c.Ghosts) > 0 || len(c.Unknown) > 0 {
		t.Errorf("ghosts %+v, unknown %+v", c.Ghosts, c.Unknown)
	}

	// The next version is that of another service, which has more of it.
	other := slices.Concat(ops, []contract.Operation{{Service: "t", Method: "GET", Path: "/a"}, {Service: "t", Method: "GET", Path: "/d"}})
	other[3].Service = "t"
	now = load(t, "b.yaml", "openapi: 3.0.3\npaths: {/b: {get: {}}, /c: {get: {}}}\n")
	c = nil
	spy := contract.New(rules.Entry{Rule: &rules.Rule{ID: "spy", Default: rules.Note}}, func(_ *contract.Pass, of *contract.Comparison) {
		if of.Service == "s" {
			c = of
		}
	})
	contract.Compare([]*spec.Document{next, now}, contract.Code{Operations: other}, []*contract.Check{spy}, nil)
	if len(c.Pairs) != 2 || c.Pairs[0].API.Doc != now || c.Pairs[1].API.Doc != now || len(c.Unknown) > 0 {
		t.Errorf("the service is held against %+v, and %+v are unknown: want b.yaml alone", c.Pairs, c.Unknown)
	}

	policy := &rules.Policy{Documents: []rules.DocumentUse{{File: "a.yaml", Serves: []string{"s"}}, {File: "c.json", Serves: []string{"s"}}, {File: "b.yaml"}}}
	c, _ = comparison(docs, ops, policy)
	names := map[string]int{}
	for _, p := range c.Pairs {
		names[p.API.Doc.Name]++
	}
	if want := map[string]int{"a.yaml": 2, "c.json": 3}; !reflect.DeepEqual(names, want) {
		t.Errorf("pairs by document are %v where the policy binds two, want %v", names, want)
	}
}

// TestStrangers shows which services a document describes that has most of one of
// them.
func TestStrangers(t *testing.T) {
	doc := load(t, "openapi.yaml", `openapi: 3.0.3
paths:
  /a: {get: {}}
  /b: {get: {}}
  /c: {get: {}}
  /d: {get: {}}
  /health: {get: {}}
`)
	for name, test := range map[string]struct {
		other []string // the paths of another service, beside one with /a, /b, /c and /health
		want  int      // how many of them are held against the document
	}{
		"all of the same":                           {[]string{"/a", "/b", "/c"}, 3},
		"some of the same, and little else":         {[]string{"/a", "/b", "/x", "/y"}, 2},
		"one of the same among many":                {[]string{"/a", "/x", "/y", "/z", "/health"}, 0},
		"one of its own among many":                 {[]string{"/d", "/x", "/y", "/z"}, 1},
		"a route that answers all that is no one's": {[]string{"/{path...}", "/x", "/health"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			var ops []contract.Operation
			for _, path := range []string{"/a", "/b", "/c", "/health"} {
				ops = append(ops, contract.Operation{Service: "s", Method: "GET", Path: path})
			}
			for _, path := range test.other {
				ops = append(ops, contract.Operation{Service: "t", Method: "GET", Path: path})
			}
			got := map[string]int{}
			spy := contract.New(rules.Entry{Rule: &rules.Rule{ID: "spy", Default: rules.Note}}, func(_ *contract.Pass, c *contract.Comparison) {
				got[c.Service] = len(c.Pairs)
			})
			contract.Compare([]*spec.Document{doc}, contract.Code{Operations: ops}, []*contract.Check{spy}, nil)
			if want := map[string]int{"s": 4, "t": test.want}; !reflect.DeepEqual(got, want) {
				t.Errorf("%v routes are held against the document, want %v", got, want)
			}
		})
	}
}

// TestServes shows how the policy picks the services of a document.
func TestServes(t *testing.T) {
	doc := load(t, "openapi.yaml", "openapi: 3.0.3\npaths: {/a: {get: {responses: {}}}}\n")
	ops := []contract.Operation{
		{Service: "acme.dev/m/cmd/api", Method: "GET", Path: "/a"},
		{Service: "acme.dev/m/cmd/admin", Method: "GET", Path: "/a"},
	}
	for serves, want := range map[string][]int{
		"":                   {0, 1},
		"acme.dev/m/cmd/api": {0},
		"./cmd/admin":        {1},
		"./admin/":           {1},
		"./dmin":             nil,
		".":                  {0, 1},
	} {
		use := rules.DocumentUse{File: "./openapi.yaml"}
		if serves != "" {
			use.Serves = []string{serves}
		}
		_, matches := comparison([]*spec.Document{doc}, ops, &rules.Policy{Documents: []rules.DocumentUse{use}})
		var got []int
		for _, m := range matches {
			got = append(got, m.Operation)
		}
		if !slices.Equal(got, want) {
			t.Errorf("serves %q: services %v, want %v", serves, got, want)
		}
	}
}

// TestListeners shows which of the addresses of a service a document describes.
func TestListeners(t *testing.T) {
	doc := load(t, "openapi.yaml", "openapi: 3.1.0\npaths: {/: {get: {}}, /a: {get: {}}, /metrics: {get: {}}}\n")
	route := func(listener, path, handler string) contract.Operation {
		return contract.Operation{Service: "s", Listener: listener, Method: "GET", Path: path, Handler: handler}
	}
	for name, tc := range map[string]struct {
		ops  []contract.Operation
		want []string
	}{
		"another address with a root of its own": {
			[]contract.Operation{route(":9090", "/", "debug"), route(":80", "/", "home"), route(":80", "/a", "a"), route(":9090", "/metrics", "metrics"), route(":80", "/metrics", "metrics")},
			[]string{":80 /", ":80 /a", ":80 /metrics", ":9090 /metrics"},
		},
		"the same handlers on two addresses": {
			[]contract.Operation{route(":80", "/", "home"), route(":443", "/", "home"), route(":443", "/a", "a")},
			[]string{":443 /", ":443 /a", ":80 /"},
		},
		"two addresses with as much of it": {
			[]contract.Operation{route(":80", "/", "home"), route(":443", "/", "other")},
			[]string{":443 /", ":80 /"},
		},
		"one address": {
			[]contract.Operation{route(":80", "/", "home"), route(":80", "/", "other")},
			[]string{":80 /", ":80 /"},
		},
	} {
		seen, _ := comparison([]*spec.Document{doc}, tc.ops, nil)
		var got []string
		for _, p := range seen.Pairs {
			got = append(got, p.Route.Listener+" "+p.Route.Path)
		}
		slices.Sort(got)
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s: the document describes %v, want %v", name, got, tc.want)
		}
		if len(seen.Unknown) > 0 {
			t.Errorf("%s: %v are not documented", name, seen.Unknown)
		}
	}
}
