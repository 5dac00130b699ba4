package ruleset

import (
	"regexp"
	"strings"
	"testing"

	"github.com/apiward/apiward/rules"
)

func TestPathGlob(t *testing.T) {
	for _, c := range []struct {
		pattern string
		yes, no []string
	}{
		{"main.go", []string{"main.go"}, []string{"main_go", "a/main.go", "main.go/a", "main.gox", "MAIN.GO"}},
		{"*.go", []string{"a.go", ".go"}, []string{"a/b.go", "a.goo"}},
		{"internal/*/a.go", []string{"internal/x/a.go", "internal//a.go"}, []string{"internal/a.go", "internal/x/y/a.go"}},
		{"internal/**", []string{"internal/a.go", "internal/x/y/a.go", "internal/"}, []string{"internal", "internals/a.go", "x/internal/a.go"}},
		{"**/a.go", []string{"a.go", "x/a.go", "x/y/a.go"}, []string{"ba.go", "x/ba.go", "a.go/x"}},
		{"x/**/a.go", []string{"x/a.go", "x/y/a.go", "x/y/z/a.go"}, []string{"xa.go", "a.go", "x/ya.go"}},
		{"**", []string{"a", "a/b", "a\nb"}, nil},
		{"**/x/**", []string{"x/a", "a/x/b/c"}, []string{"x", "ax/b", "a/xb/c"}},
		{"?.go", []string{"a.go", "é.go", "[.go"}, []string{".go", "ab.go", "/.go"}},
		{"[a-c].go", []string{"a.go", "c.go"}, []string{"d.go", "-.go", "A.go"}},
		{"[!a-c].go", []string{"d.go", "-.go"}, []string{"a.go", "/.go"}},
		{"[^a].go", []string{"b.go"}, []string{"a.go", "/.go"}},
		{"[a-].go", []string{"a.go", "-.go"}, []string{"b.go"}},
		{`[\]^.].go`, []string{"].go", "^.go", "..go"}, []string{"a.go", `\.go`}},
		{"[é-ü].go", []string{"é.go", "ö.go"}, []string{"e.go"}},
		{"{a,b}/c.go", []string{"a/c.go", "b/c.go"}, []string{"c.go", "a,b/c.go", "ab/c.go"}},
		{"a{,_test}.go", []string{"a.go", "a_test.go"}, []string{"a_.go"}},
		{"{a,b/{c,d}}.go", []string{"a.go", "b/c.go", "b/d.go"}, []string{"b.go", "c.go"}},
		{"{*_gen,mock/**}", []string{"x_gen", "mock/a/b"}, []string{"y/x_gen", "mock"}},
		{"{**/a,b}.go", []string{"a.go", "x/a.go", "b.go"}, []string{"x/b.go"}},
		{"{a}.go", []string{"{a}.go"}, []string{"a.go"}},
		{"a,b.go", []string{"a,b.go"}, []string{"a", "b.go"}},
		{`\*\{a\}.go`, []string{"*{a}.go"}, []string{"x{a}.go", "a.go"}},
		{"a+(b).$go^|", []string{"a+(b).$go^|"}, []string{"aab.go", "a+(b).$go"}},
	} {
		glob, err := pathGlob(c.pattern)
		if err != nil {
			t.Errorf("%s: %v", c.pattern, err)
			continue
		}
		matches(t, glob, c.yes, c.no)
	}
}

func TestRouteGlob(t *testing.T) {
	for _, c := range []struct {
		pattern string
		yes, no []string
	}{
		{"GET /a", []string{"GET /a"}, []string{"POST /a", "GET /a/", "GET /ab", "", "/a", "FORGET /a"}},
		{"/a", []string{"GET /a", "ANY /a", "PROPFIND /a"}, []string{"/a", "GET /a/b", "GET /b /a", ""}},
		{"GET /users/{id}", []string{"GET /users/{id}"}, []string{"GET /users/{userID}", "GET /users/id", "GET /users/"}},
		{"GET /users/*", []string{"GET /users/{id}", "GET /users/me", "GET /users/"}, []string{"GET /users", "GET /users/{id}/keys"}},
		{"GET /docs/**", []string{"GET /docs/", "GET /docs/a/b", "GET /docs/{path...}"}, []string{"GET /docs", "GET /docsx", "HEAD /docs/a"}},
		{"/v1/**/keys", []string{"PUT /v1/keys", "PUT /v1/users/{id}/keys"}, []string{"PUT /v1/users/xkeys"}},
		{"/{v1,v2}/x/{id}", []string{"GET /v1/x/{id}", "GET /v2/x/{id}"}, []string{"GET /v3/x/{id}", "GET /v1/x/1"}},
		{"/users/{me,{id}}", []string{"GET /users/me", "GET /users/{id}"}, []string{"GET /users/id"}},
		{"/x/{id:[0-9]{1,3}}", []string{"GET /x/{id:[0-9]{1,3}}"}, []string{"GET /x/{id}"}},
		{"/{?}/x", []string{"GET /{?}/x"}, []string{"GET /{a}/x"}},
		{"/files/{path...}", []string{"GET /files/{path...}"}, []string{"GET /files/{pathabc}"}},
		{"PROPFIND /dav/**", []string{"PROPFIND /dav/a"}, []string{"GET /dav/a"}},
		{"GET /", []string{"GET /"}, []string{"GET /a"}},
		{"GET /**", []string{"GET /", "GET /a/b"}, []string{"POST /"}},
	} {
		glob, err := RouteGlob(c.pattern)
		if err != nil {
			t.Errorf("%s: %v", c.pattern, err)
			continue
		}
		matches(t, glob, c.yes, c.no)
	}
}

func TestPublicRoute(t *testing.T) {
	route, err := publicRoute("POST /login/{how}")
	if err != nil || route.Method != "POST" || route.Path.Pattern != "/login/{how}" {
		t.Fatalf("got %+v, %v", route, err)
	}
	matches(t, route.Path, []string{"/login/{how}"}, []string{"POST /login/{how}", "/login/x"})
	every, err := publicRoute("/healthz")
	if err != nil || every.Method != "" {
		t.Fatalf("got %+v, %v", every, err)
	}
}

func matches(t *testing.T, glob rules.Glob, yes, no []string) {
	t.Helper()
	for _, s := range yes {
		if !glob.Match(s) {
			t.Errorf("%s (%s) does not match %q", glob.Pattern, glob.RE, s)
		}
	}
	for _, s := range no {
		if glob.Match(s) {
			t.Errorf("%s (%s) matches %q", glob.Pattern, glob.RE, s)
		}
	}
}

// TestPatternBounds: what is too much is refused before it costs anything, and
// told in words.
func TestPatternBounds(t *testing.T) {
	for pattern, want := range map[string]string{
		strings.Repeat("a", maxPattern+1):                          "longer than 1000 bytes",
		strings.Repeat("{a,", 333) + strings.Repeat("}", 1):        "never closed",
		strings.Repeat("{,", 320) + "a" + strings.Repeat("}", 320): "",
		strings.Repeat("**/", 300) + "a":                           "",
		"a\xff":                                                    "not valid text",
	} {
		glob, err := pathGlob(pattern)
		switch {
		case want == "" && err != nil, want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%.20s...: %v, want %q", pattern, err, want)
		case want == "":
			glob.Match(strings.Repeat("a/", 1000))
		}
	}
}

func FuzzGlob(f *testing.F) {
	for _, seed := range []string{"a/**/b", "{a,b}", "[a-z]", "[!/]", `\*`, "{id}", "**", "GET /a/{b,c}/*"} {
		f.Add(seed, "a/b")
	}
	f.Fuzz(func(t *testing.T, pattern, name string) {
		for _, compile := range []func(string) (rules.Glob, error){pathGlob, RouteGlob} {
			glob, err := compile(pattern)
			if err != nil {
				continue
			}
			if _, err := regexp.Compile(glob.RE); err != nil {
				t.Errorf("%q became %q: %v", pattern, glob.RE, err)
			}
			glob.Match(name)
		}
		// Text without a meaning of its own matches itself and nothing else.
		if glob, err := pathGlob(name); err == nil && !strings.ContainsAny(name, `*?[]{},\`) && (!glob.Match(name) || glob.Match(name+"x")) {
			t.Errorf("%q became %q", name, glob.RE)
		}
	})
}
