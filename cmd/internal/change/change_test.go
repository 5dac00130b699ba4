package change

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/apiward/apiward/analyzers/handlers"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
)

const service = "example.com/m"

// route returns a route with a state of its guard.
func route(method, path, auth string, more ...func(*link.Route)) link.Route {
	none := link.State{State: "none"}
	r := link.Route{
		Service: service, Method: method, Path: path, Auth: link.Auth{State: auth},
		Authz: none, BodyLimit: none, RateLimit: none, Timeout: none,
		Handler: link.Handler{Name: service + ".h" + path}, Registered: link.Place{File: "main.go", Line: 1},
	}
	for _, change := range more {
		change(&r)
	}
	return r
}

func side(routes ...link.Route) Side { return Side{Inventory: &link.Inventory{Routes: routes}} }

// told returns the rows of a comparison in short: what changed, how much it
// counts, what it is about.
func told(t *testing.T, base, head Side, policy *rules.Policy) []string {
	t.Helper()
	catalog, err := rules.NewCatalog()
	if err != nil {
		t.Fatal(err)
	}
	rows := []string{}
	for _, c := range Compare(Input{Base: base, Head: head, Catalog: catalog, Policy: policy}) {
		level := string(c.Effect)
		if c.Effect == Worse {
			level = c.Level.String()
		}
		rows = append(rows, strings.TrimSpace(fmt.Sprintf("%s %s %s: %s > %s", level, c.Kind, c.Subject, c.Before, c.After)))
	}
	return rows
}

func TestRoutes(t *testing.T) {
	limited := func(r *link.Route) { r.BodyLimit.State, r.RateLimit.State = "present", "present" }
	doubtful := func(r *link.Route) { r.BodyLimit.State, r.RateLimit.State = "unknown", "unknown" }
	owned := func(r *link.Route) { r.Authz.State = "present" }
	by := func(handler string) func(*link.Route) { return func(r *link.Route) { r.Handler.Name = handler } }
	of := func(service string) func(*link.Route) { return func(r *link.Route) { r.Service = service } }
	for _, test := range []struct {
		name       string
		base, head []link.Route
		want       []string
	}{
		{name: "the same", base: []link.Route{route("GET", "/a", "required")}, head: []link.Route{route("GET", "/a", "required")}},
		{name: "another name of a parameter", base: []link.Route{route("GET", "/a/{id}", "required")}, head: []link.Route{route("GET", "/a/{key}", "required")}},
		{name: "both unknown", base: []link.Route{route("GET", "/a", "unknown")}, head: []link.Route{route("GET", "/a", "unknown")}},
		{name: "lost", base: []link.Route{route("GET", "/a", "required")}, head: []link.Route{route("GET", "/a", "none")},
			want: []string{"error guard_lost GET /a: required > none"}},
		{name: "weakened", base: []link.Route{route("GET", "/a", "required")}, head: []link.Route{route("GET", "/a", "optional")},
			want: []string{"error guard_weakened GET /a: required > optional"}},
		{name: "an optional one lost", base: []link.Route{route("GET", "/a", "optional")}, head: []link.Route{route("GET", "/a", "none")},
			want: []string{"warning guard_lost GET /a: optional > none"}},
		{name: "unclear is no loss", base: []link.Route{route("GET", "/a", "required")}, head: []link.Route{route("GET", "/a", "unknown")},
			want: []string{"other guard_unclear GET /a: required > unknown"}},
		{name: "known now", base: []link.Route{route("GET", "/a", "unknown")}, head: []link.Route{route("GET", "/a", "none")},
			want: []string{"other guard_unclear GET /a: unknown > none"}},
		{name: "known and guarded", base: []link.Route{route("GET", "/a", "unknown")}, head: []link.Route{route("GET", "/a", "required")}},
		{name: "gained", base: []link.Route{route("GET", "/a", "none")}, head: []link.Route{route("GET", "/a", "required")},
			want: []string{"better guard_gained GET /a: none > required"}},
		{name: "added and removed", base: []link.Route{route("GET", "/a", "required")}, head: []link.Route{route("GET", "/b", "none")},
			want: []string{"other route_added GET /b:  > auth none", "other route_removed GET /a: auth required >"}},
		{name: "moved, and the guard with it", base: []link.Route{route("GET", "/a", "required", by("m.h"))}, head: []link.Route{route("GET", "/b/a", "none", by("m.h"))},
			want: []string{"error guard_lost GET /b/a: required > none", "other route_moved GET /b/a: /a > /b/a"}},
		{name: "a literal tells nothing of where a route went", base: []link.Route{route("GET", "/a", "required", by("m.main$1"))}, head: []link.Route{route("GET", "/b", "none", by("m.main$1"))},
			want: []string{"other route_added GET /b:  > auth none", "other route_removed GET /a: auth required >"}},
		{name: "one method becomes any", base: []link.Route{route("GET", "/a", "required")}, head: []link.Route{route("ANY", "/a", "none")},
			want: []string{"error guard_lost GET /a: required > none", "other route_added ANY /a:  > auth none"}},
		{name: "any becomes one", base: []link.Route{route("ANY", "/a", "required")}, head: []link.Route{route("GET", "/a", "none"), route("POST", "/a", "required")},
			want: []string{"error guard_lost GET /a: required > none"}},
		{name: "the weakest of several", base: []link.Route{route("GET", "/a", "required")}, head: []link.Route{route("GET", "/a", "required"), route("GET", "/a", "none")},
			want: []string{"error guard_lost GET /a: required > none"}},
		{name: "one of several is unknown", base: []link.Route{route("GET", "/a", "required")}, head: []link.Route{route("GET", "/a", "required"), route("GET", "/a", "unknown")},
			want: []string{"other guard_unclear GET /a: required > unknown"}},
		{name: "limits lost", base: []link.Route{route("POST", "/a", "none", limited)}, head: []link.Route{route("POST", "/a", "none")},
			want: []string{"warning limit_lost POST /a: body limit present > body limit none", "warning limit_lost POST /a: rate limit present > rate limit none"}},
		{name: "limits in doubt", base: []link.Route{route("POST", "/a", "none", limited)}, head: []link.Route{route("POST", "/a", "none", doubtful)},
			want: []string{"other limit_unclear POST /a: body limit present > body limit unknown", "other limit_unclear POST /a: rate limit present > rate limit unknown"}},
		{name: "what has no body needs no bound of it", base: []link.Route{route("GET", "/a", "none", limited)}, head: []link.Route{route("GET", "/a", "none")},
			want: []string{"warning limit_lost GET /a: rate limit present > rate limit none"}},
		{name: "authorization", base: []link.Route{route("GET", "/a", "required", owned)}, head: []link.Route{route("GET", "/a", "required")},
			want: []string{"error authz_lost GET /a: present > none"}},
		{name: "a service with another name", base: []link.Route{route("GET", "/a", "required"), route("GET", "/b", "required")},
			head: []link.Route{route("GET", "/a", "required", of("example.com/v2")), route("GET", "/b", "none", of("example.com/v2"))},
			want: []string{"error guard_lost GET /b: required > none"}},
		{name: "another service", base: []link.Route{route("GET", "/a", "required")}, head: []link.Route{route("GET", "/z", "required", of("example.com/other"))},
			want: []string{"other route_added GET /z:  > auth required", "other route_removed GET /a: auth required >"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			want := test.want
			if want == nil {
				want = []string{}
			}
			if diff := cmp.Diff(want, told(t, side(test.base...), side(test.head...), nil)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// A loss on a route that the policy declares public is told, and does not count.
func TestPublic(t *testing.T) {
	policy := &rules.Policy{Public: []rules.PublicRoute{{Path: rules.Glob{Pattern: "/a", RE: "^/a$"}}}}
	got := told(t, side(route("GET", "/a", "required")), side(route("GET", "/a", "none")), policy)
	if want := []string{"note guard_lost GET /a: required > none"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFields(t *testing.T) {
	text := handlers.Shape{Kind: handlers.String}
	object := func(fields ...handlers.Field) handlers.Shape {
		return handlers.Shape{Kind: handlers.Object, Fields: fields}
	}
	field := func(name string, s handlers.Shape) handlers.Field { return handlers.Field{Name: name, Shape: s} }
	named := handlers.Shape{Kind: handlers.Named, Type: "m.Node"}
	answer := func(s handlers.Shape, open bool) func(*link.Route) {
		return func(r *link.Route) {
			r.Response = &handlers.Response{Open: open, Answers: []handlers.Answer{{Status: 200, Content: handlers.JSON, Shape: s}}}
		}
	}
	list := func(s handlers.Shape) handlers.Shape { return handlers.Shape{Kind: handlers.Array, Elem: &s} }
	id := field("id", text)
	node := object(id, field("next", named))
	for _, test := range []struct {
		name      string
		old, now  handlers.Shape
		open      bool // more answers than are known, before
		unknown   bool // nothing is known of the answers, before
		types     handlers.Types
		typesThen handlers.Types
		want      []string
	}{
		{name: "the same", old: object(id), now: object(id)},
		{name: "one fewer", old: object(id, field("x", text)), now: object(id)},
		{name: "a plain one", old: object(id), now: object(id, field("total", text)), want: []string{"note field_exposed GET /a:  > total"}},
		{name: "a credential", old: object(id), now: object(id, field("password_hash", text)), want: []string{"error field_exposed GET /a:  > password_hash"}},
		{name: "in a list", old: list(object(id)), now: list(object(id, field("total", text))), want: []string{"note field_exposed GET /a:  > [].total"}},
		{name: "an object is told by its name", old: object(id), now: object(id, field("owner", object(field("name", text)))), want: []string{"note field_exposed GET /a:  > owner"}},
		{name: "it was open", old: handlers.Shape{Kind: handlers.Object, Fields: []handlers.Field{id}, Open: true}, now: object(id, field("total", text))},
		{name: "it was an interface", old: object(field("data", handlers.Shape{Kind: handlers.Any})), now: object(field("data", object(id)))},
		{name: "nothing was known", unknown: true, old: object(), now: object(field("total", text))},
		{name: "another answer may have had it", open: true, old: text, now: object(field("total", text))},
		{name: "the object was known all the same", open: true, old: object(id), now: object(id, field("total", text)), want: []string{"note field_exposed GET /a:  > total"}},
		{name: "a type that holds itself", old: named, now: named, typesThen: handlers.Types{"m.Node": &node},
			types: handlers.Types{"m.Node": ptr(object(id, field("next", named), field("total", text)))}, want: []string{"note field_exposed GET /a:  > total"}},
		{name: "a type that is not known", old: named, now: object(id)},
	} {
		t.Run(test.name, func(t *testing.T) {
			then := route("GET", "/a", "none", answer(test.old, test.open))
			if test.unknown {
				then.Response = nil
			}
			base, head := side(then), side(route("GET", "/a", "none", answer(test.now, false)))
			base.Inventory.Types, head.Inventory.Types = test.typesThen, test.types
			want := test.want
			if want == nil {
				want = []string{}
			}
			if diff := cmp.Diff(want, told(t, base, head, nil)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func ptr[T any](v T) *T { return &v }

// document returns a document with the text below its head.
func document(t *testing.T, name, text string) Side {
	t.Helper()
	doc, err := spec.Load(name, []byte("openapi: 3.0.3\ninfo: {title: t, version: \"1\"}\n"+text), spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return Side{Documents: []*spec.Document{doc}}
}

func TestDocuments(t *testing.T) {
	const schemes = "components:\n  securitySchemes: {bearer: {type: http, scheme: bearer}}\n"
	op := func(path, more string) string {
		return "  " + path + ":\n    get:\n" + more + "      responses: {\"204\": {description: ok}}\n"
	}
	const oauth = "components:\n  securitySchemes:\n    key: {type: apiKey, in: header, name: X-Key}\n    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://a.example/t, scopes: {read: r, write: w}}}}\n"
	asking := func(list string) string { return "      security: [" + list + "]\n" }
	const guarded = "      security: [{bearer: []}]\n"
	const optional = "      security: [{bearer: []}, {}]\n"
	body := func(properties string) string {
		return schemes + "paths:\n  /a:\n    get:\n      responses:\n        \"200\":\n          description: ok\n          content: {application/json: {schema: {type: object, properties: {" + properties + "}}}}\n"
	}
	for _, test := range []struct {
		name       string
		base, head string
		file       string // of the head, "" for the same
		want       []string
	}{
		{name: "the same, moved and renamed", base: schemes + "paths:\n" + op("/a/{id}", guarded), head: schemes + "paths:\n" + op("/a/{key}", guarded), file: "other.yaml"},
		{name: "lost", base: schemes + "paths:\n" + op("/a", guarded), head: schemes + "paths:\n" + op("/a", ""), want: []string{"error security_lost GET /a: required > none"}},
		{name: "weakened", base: schemes + "paths:\n" + op("/a", guarded), head: schemes + "paths:\n" + op("/a", optional), want: []string{"error security_weakened GET /a: required > optional"}},
		{name: "inherited from the document", base: schemes + "paths:\n" + op("/a", guarded), head: schemes + "security: [{bearer: []}]\npaths:\n" + op("/a", "")},
		{name: "a scheme that is not declared", base: schemes + "paths:\n" + op("/a", guarded), head: "paths:\n" + op("/a", guarded), want: []string{"other security_unclear GET /a: required > unknown"}},
		{name: "gained", base: schemes + "paths:\n" + op("/a", ""), head: schemes + "paths:\n" + op("/a", guarded), want: []string{"better security_gained GET /a: none > required"}},
		{name: "a scope less", base: oauth + "paths:\n" + op("/a", asking("{oauth: [read, write]}")), head: oauth + "paths:\n" + op("/a", asking("{oauth: [read]}")),
			want: []string{"error security_weakened GET /a: oauth (read, write) > oauth (read)"}},
		{name: "no scope left", base: oauth + "paths:\n" + op("/a", asking("{oauth: [write]}")), head: oauth + "paths:\n" + op("/a", asking("{oauth: []}")),
			want: []string{"error security_weakened GET /a: oauth (write) > oauth"}},
		{name: "a scope more", base: oauth + "paths:\n" + op("/a", asking("{oauth: [read]}")), head: oauth + "paths:\n" + op("/a", asking("{oauth: [write, read]}")),
			want: []string{"better security_gained GET /a: oauth (read) > oauth (read, write)"}},
		{name: "a scheme less", base: oauth + "paths:\n" + op("/a", asking("{oauth: [read], key: []}")), head: oauth + "paths:\n" + op("/a", asking("{oauth: [read]}")),
			want: []string{"error security_weakened GET /a: key and oauth (read) > oauth (read)"}},
		{name: "an easier alternative beside the other", base: oauth + "paths:\n" + op("/a", asking("{oauth: [write]}")), head: oauth + "paths:\n" + op("/a", asking("{oauth: [write]}, {oauth: []}")),
			want: []string{"error security_weakened GET /a: oauth (write) > oauth"}},
		{name: "an easier alternative that was there", base: oauth + "paths:\n" + op("/a", asking("{oauth: [write]}, {oauth: []}")), head: oauth + "paths:\n" + op("/a", asking("{oauth: []}"))},
		{name: "scopes in another order", base: oauth + "paths:\n" + op("/a", asking("{oauth: [read, write]}")), head: oauth + "paths:\n" + op("/a", asking("{oauth: [write, read, write]}"))},
		{name: "a scope with another name", base: oauth + "paths:\n" + op("/a", asking("{oauth: [write]}")), head: oauth + "paths:\n" + op("/a", asking("{oauth: [edit]}"))},
		{name: "another scheme", base: oauth + "paths:\n" + op("/a", asking("{oauth: [write]}")), head: oauth + "paths:\n" + op("/a", asking("{key: []}"))},
		{name: "a scope of everyone less", base: oauth + "security: [{oauth: [read, write]}]\npaths:\n" + op("/a", ""), head: oauth + "security: [{oauth: [read]}]\npaths:\n" + op("/a", ""),
			want: []string{"error security_weakened GET /a: oauth (read, write) > oauth (read)"}},
		{name: "scopes that are no texts", base: oauth + "paths:\n" + op("/a", asking("{oauth: [read, {}, 3]}")), head: oauth + "paths:\n" + op("/a", asking("{oauth: {}}")),
			want: []string{"error security_weakened GET /a: oauth (read) > oauth"}},
		{name: "added and removed", base: schemes + "paths:\n" + op("/a", guarded) + op("/b", ""), head: schemes + "paths:\n" + op("/a", guarded) + op("/c", guarded),
			want: []string{"other operation_added GET /c:  > security required", "other operation_removed GET /b: security none >"}},
		{name: "a field", base: body("id: {type: string}"), head: body("id: {type: string}, password_hash: {type: string}"), want: []string{"error field_documented GET /a:  > password_hash"}},
		{name: "a field that is only written", base: body("id: {type: string}"), head: body("id: {type: string}, password: {type: string, writeOnly: true}")},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := test.file
			if file == "" {
				file = "api.yaml"
			}
			want := test.want
			if want == nil {
				want = []string{}
			}
			if diff := cmp.Diff(want, told(t, document(t, "api.yaml", test.base), document(t, file, test.head), nil)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// A finding whose file has another name is neither new nor fixed; one that is in
// both files is.
func TestMovedFindings(t *testing.T) {
	in := func(files ...string) func(string) bool {
		return func(name string) bool { return slices.Contains(files, name) }
	}
	at := func(file, print string) finding.Finding {
		return finding.Finding{Rule: "r", Level: rules.Error, Message: "m", At: finding.Range{File: file, Line: 1}, Symbol: "example.com/" + file + ".F", Fingerprint: print}
	}
	catalog, err := rules.NewCatalog()
	if err != nil {
		t.Fatal(err)
	}
	compare := func(base, head Side) int {
		return len(Compare(Input{Base: base, Head: head, Catalog: catalog}))
	}
	base := Side{Findings: []finding.Finding{at("a.go", "1")}, Files: in("a.go")}
	if n := compare(base, Side{Findings: []finding.Finding{at("b.go", "2")}, Files: in("b.go")}); n != 0 {
		t.Errorf("a finding that moved with its file makes %d rows", n)
	}
	if n := compare(base, Side{Findings: []finding.Finding{at("b.go", "2")}, Files: in("a.go", "b.go")}); n != 2 {
		t.Errorf("a finding that is gone and one that is new make %d rows", n)
	}
}

// What many routes have in common is one line, and all of it where it is asked
// for; the JSON has each.
func TestTogether(t *testing.T) {
	var base, head []link.Route
	for i := range 9 {
		base = append(base, route("GET", fmt.Sprintf("/%d", i), "required"))
		head = append(head, route("GET", fmt.Sprintf("/%d", i), "none"))
	}
	catalog, err := rules.NewCatalog()
	if err != nil {
		t.Fatal(err)
	}
	r := Report{Base: Base{Asked: "main", Commit: "0123456789abcdef"}, Changes: Compare(Input{Base: side(base...), Head: side(head...), Catalog: catalog})}
	for all, want := range map[bool]int{false: 1, true: 9} {
		text, err := r.Text(all, false)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(string(text), "guard lost"); got != want {
			t.Errorf("all %v: %d lines, want %d:\n%s", all, got, want, text)
		}
	}
	data, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var out struct {
		Version int
		Changes []struct{ ID string }
	}
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, c := range out.Changes {
		seen[c.ID] = true
	}
	if out.Version != 1 || len(seen) != 9 {
		t.Errorf("version %d, %d changes with an identity of their own", out.Version, len(seen))
	}
}

// On a terminal the level has a color and the columns stay where they are; what is
// neither better nor worse has none.
func TestColor(t *testing.T) {
	catalog, err := rules.NewCatalog()
	if err != nil {
		t.Fatal(err)
	}
	base := side(route("GET", "/open", "required"), route("GET", "/closed", "none"))
	head := side(route("GET", "/open", "none"), route("GET", "/closed", "required"), route("GET", "/added", "required"))
	r := Report{Base: Base{Asked: "main", Commit: "0123456789abcdef"}, Changes: Compare(Input{Base: base, Head: head, Catalog: catalog})}
	plain, err := r.Text(true, false)
	if err != nil {
		t.Fatal(err)
	}
	colored, err := r.Text(true, true)
	if err != nil {
		t.Fatal(err)
	}
	if got := regexp.MustCompile(`\x1b\[[0-9;]*m`).ReplaceAllString(string(colored), ""); got != string(plain) {
		t.Errorf("without its colors the table is another one:\n%s\nwant\n%s", got, plain)
	}
	for _, want := range []string{"\x1b[1;31merror\x1b[m ", "\x1b[1;32mbetter\x1b[m ", "\n-       route added"} {
		if !strings.Contains(string(colored), want) {
			t.Errorf("there is no %q in\n%q", want, colored)
		}
	}
}

// Nothing that a service or a document is called breaks a table, or speaks to a
// terminal or to people.
func TestHostileNames(t *testing.T) {
	path := "/a|b`c\x1b[31m\n@everyone <img>"
	catalog, err := rules.NewCatalog()
	if err != nil {
		t.Fatal(err)
	}
	r := Report{Base: Base{Asked: "x|`y", Commit: "0123"}, Changes: Compare(Input{Base: side(route("GET", path, "required")), Head: side(route("GET", path, "none")), Catalog: catalog})}
	text, err := r.Text(false, false)
	if err != nil {
		t.Fatal(err)
	}
	page, err := r.Markdown(false)
	if err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{string(text), string(page)} {
		if strings.Contains(out, "\x1b") || strings.Count(out, "guard lost") != 1 {
			t.Errorf("%q", out)
		}
	}
	for line := range strings.Lines(string(page)) {
		if bars := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"); strings.HasPrefix(line, "|") && bars != 7 {
			t.Errorf("a row with %d bars: %q", bars, line)
		}
	}
}
