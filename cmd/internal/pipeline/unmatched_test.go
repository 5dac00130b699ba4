package pipeline

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
)

func TestEntriesThatMatchNothing(t *testing.T) {
	seen := &finding.Seen{
		Files: []string{"api/openapi.yaml", "cmd/a/main.go"}, Packages: []string{"m/cmd/a"}, Dirs: []string{"cmd/a"},
		Documents: []string{"api/openapi.yaml"}, Routes: []string{"GET /x/{id}"}, Operations: []string{"POST /login", "POST /v1/login"},
		Names: []string{"customer_loyalty_number", "x-acme-pii"},
	}
	at := rules.Place{File: ".apiward.hcl", Line: 1}
	public := func(method, pattern, re string) *rules.Policy {
		return &rules.Policy{Public: []rules.PublicRoute{{Method: method, Path: glob(pattern, re), Reason: "r", At: at}}}
	}
	override := func(o rules.Override) *rules.Policy {
		o.Rules, o.At = []rules.Change{{ID: "code_rule"}}, at
		return &rules.Policy{Overrides: []rules.Override{o}}
	}
	gone, here := glob("gone/**", "^gone/.*$"), glob("cmd/**", "^cmd/.*$")
	route, noRoute := glob("GET /x/*", "^GET /x/[^/]*$"), glob("/y", "^[^ ]+ /y$")
	narrow, partial, codeOnly := whole(), whole(), whole()
	narrow.Project, partial.Partial, codeOnly.Documents = false, true, 0
	tests := []struct {
		name       string
		policy     *rules.Policy
		scope      Scope
		unresolved int
		want       []string
		level      rules.Level
	}{
		{name: "public route of the code", policy: public("GET", "/x/*", "^/x/[^/]*$"), scope: whole()},
		{name: "public operation", policy: public("", "/v1/login", "^/v1/login$"), scope: whole()},
		{name: "public route of another method", policy: public("PUT", "/x/*", "^/x/[^/]*$"), scope: whole(), level: rules.Warning,
			want: []string{"public_routes names PUT /x/*, and no route or operation is of that name"}},
		{name: "public route that is gone", policy: public("", "/y", "^/y$"), scope: whole(), level: rules.Warning,
			want: []string{"public_routes names /y, and no route or operation is of that name"}},
		{name: "where routes are unresolved it may be one of them", policy: public("", "/y", "^/y$"), scope: whole(), unresolved: 1, level: rules.Note,
			want: []string{"public_routes names /y, and no route or operation is of that name"}},
		{name: "not in a run over a part", policy: public("", "/y", "^/y$"), scope: narrow},
		{name: "not where something failed", policy: public("", "/y", "^/y$"), scope: partial},
		{name: "override that matches", policy: override(rules.Override{Paths: []rules.Glob{here}, Routes: []rules.Glob{route}}), scope: whole()},
		{name: "each pattern of an override", policy: override(rules.Override{Paths: []rules.Glob{here, gone}, Routes: []rules.Glob{noRoute}, Documents: []rules.Glob{gone}}),
			scope: whole(), level: rules.Warning, want: []string{
				"the override is about /y, which matches no route and no operation",
				"the override is about gone/**, which matches no document that was checked",
				"the override is about gone/**, which matches no file that was checked",
			}},
		{name: "documents that nobody looked at", policy: override(rules.Override{Documents: []rules.Glob{gone}}), scope: codeOnly},
		{name: "routes of the gateway", policy: &rules.Policy{Gateway: []rules.Given{{Fact: rules.Auth, Routes: []rules.Glob{route, noRoute}, At: at}}},
			scope: whole(), level: rules.Warning, want: []string{"the gateway is about /y, which matches no route and no operation"}},
		{name: "a gateway for all routes", policy: &rules.Policy{Gateway: []rules.Given{{Fact: rules.Auth, At: at}}}, scope: whole()},
		{name: "what documents describe", policy: &rules.Policy{Documents: []rules.DocumentUse{{File: "a.yaml", Serves: []string{"./cmd/a", "m/cmd/a", ".", "./cmd/b", "m/cmd/b"}, At: at}}},
			scope: whole(), level: rules.Warning, want: []string{
				"the document a.yaml is said to describe ./cmd/b, which is no package of this project",
				"the document a.yaml is said to describe m/cmd/b, which is no package of this project",
			}},
		{name: "classes that are met", policy: &rules.Policy{Classes: []rules.Classification{
			{Name: "personal", Words: []string{"shoe size", "loyalty number"}, At: at},
			{Name: "finance", Extensions: []string{"x-acme-pii"}, At: at},
			{Name: "health", Except: []string{"loyalty"}, At: at},
			{Name: "internal", At: at},
		}}, scope: whole()},
		{name: "a class that is met nowhere", policy: &rules.Policy{Classes: []rules.Classification{{Name: "personal", Words: []string{"shoe size"}, At: at}}},
			scope: whole(), level: rules.Note, want: []string{"nothing in the documents has a name of the classification personal"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := Input{Scope: tt.scope, Policy: tt.policy, Seen: seen, Unresolved: tt.unresolved}
			var got []string
			for _, f := range process(t, in) {
				got = append(got, f.Message)
				if f.Level != tt.level || f.Rule != "bad_exemption" || f.Help == "" {
					t.Errorf("%q: %s of %s, help %q", f.Message, f.Level, f.Rule, f.Help)
				}
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("findings (-want +got):\n%s", d)
			}
			in.Own = "other.hcl"
			for _, f := range process(t, in) {
				if f.Level != rules.Note {
					t.Errorf("%q of a shared file is a %s", f.Message, f.Level)
				}
			}
			if in.Seen = nil; len(process(t, in)) > 0 {
				t.Error("something is told of a run of which nobody noted what was looked at")
			}
		})
	}
}
