package driver

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/apiward/apiward/cmd/internal/cache"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/cmd/internal/pipeline/bad_exemption"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/ruleset"
)

// edited is a service in which every kind of input can be changed: its routes
// and flows cross packages, a library is vendored, and files are embedded,
// chosen by tags, and there for tests.
const edited = `
-- go.mod --
module example.com/m
go 1.24
require (
	example.org/back v1.0.0
	example.org/dep v1.0.0
)
-- vendor/modules.txt --
# example.org/back v1.0.0
## explicit; go 1.24
example.org/back
# example.org/dep v1.0.0
## explicit; go 1.24
example.org/dep
-- vendor/example.org/back/back.go --
package back
import "example.com/m/model"
func New() model.Order { return model.Order{} }
-- vendor/example.org/dep/dep.go --
package dep

import "net/http"

func Guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}
-- model/model.go --
package model

type Order struct {
	ID   int    ` + "`json:\"id\"`" + `
	Name string ` + "`json:\"name\"`" + `
}

var First = first()

func first() int { return 1 }
-- store/store.go --
package store

import (
	"database/sql"
	"example.com/m/model"
)

type Store struct{ DB *sql.DB }

func (s *Store) Find(name string) (model.Order, error) {
	o := model.Order{ID: model.First}
	err := s.DB.QueryRow("SELECT id, name FROM orders WHERE name = '" + name + "'").Scan(&o.ID, &o.Name)
	return o, err
}
func (s *Store) Safe(name string) error {
	_, err := s.DB.Exec("DELETE FROM orders WHERE name = ?", name)
	return err
}
func (s *Store) Remove(name string) error {
	_, err := s.DB.Exec("DELETE FROM orders WHERE name = '" + clean(name) + "'")
	return err
}
func clean(name string) string { return name }
-- store/store_test.go --
package store
import "testing"
func TestStore(t *testing.T) { new(Store).Safe("x") }
-- api/api.go --
package api

import (
	"embed"
	"encoding/json"
	"net/http"

	"example.com/m/store"
	"example.org/back"
)

//go:embed page.html
var pages embed.FS

type Finder interface{ Find(name string) (o struct{}, err error) }

type API struct{ Store *store.Store }

func (a *API) Get(w http.ResponseWriter, r *http.Request) {
	o, err := a.Store.Find(r.PathValue("name"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	json.NewEncoder(w).Encode(o)
}

func (a *API) Put(w http.ResponseWriter, r *http.Request) {
	o := back.New()
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		http.Error(w, "bad", http.StatusBadRequest)
		return
	}
	if err := a.Store.Safe(o.Name); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}
-- api/page.html --
<p>hello</p>
-- api/api_extra.go --
//go:build extra

package api

import "net/http"

func (a *API) Extra(w http.ResponseWriter, r *http.Request) { a.Store.Find(r.FormValue("extra")) }
-- access/access.go --
package access

import "net/http"

func Key(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !known(r.Header.Get("X-Key")) {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}
func known(key string) bool { return key == secret() }
func secret() string { return "" }
-- paths/paths.go --
package paths

const (
	Prefix = "/admin"
	Remove = Prefix + "/orders/{name}"
)
-- admin/admin.go --
package admin

import "net/http"

type Remover interface{ Remove(name string) error }

type Admin struct{ Orders Remover }

func (a *Admin) Remove(w http.ResponseWriter, r *http.Request) {
	if err := a.Orders.Remove(r.PathValue("name")); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}
-- jobs/jobs.go --
package jobs

import "os/exec"

func Run(name string) error { return exec.Command("sh", "-c", name).Run() }
-- main.go --
package main

import (
	"net/http"

	"example.com/m/access"
	"example.com/m/admin"
	"example.com/m/api"
	"example.com/m/jobs"
	"example.com/m/paths"
	"example.com/m/store"
	"example.org/dep"
)

func main() {
	a := &api.API{Store: &store.Store{}}
	b := &admin.Admin{Orders: a.Store}
	mux := http.NewServeMux()
	mux.Handle("DELETE "+paths.Remove, access.Key(http.HandlerFunc(b.Remove)))
	mux.HandleFunc("GET /orders/{name}", a.Get)
	mux.Handle("PUT /orders", dep.Guard(http.HandlerFunc(a.Put)))
	mux.HandleFunc("POST /jobs", func(w http.ResponseWriter, r *http.Request) { jobs.Run(r.FormValue("job")) })
	http.ListenAndServe(":8080", mux)
}
-- openapi.yaml --
openapi: 3.0.3
info: {title: Orders, version: "1"}
paths:
  /orders/{name}:
    get:
      parameters: [{name: name, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: an order}}
`

// edits is how many changes the test makes, one after the other.
const edits = 200

// editor changes a service at random.
type editor struct {
	t      *testing.T
	dir    string
	random *rand.Rand
	cfg    Config
	houses [][]*rules.Check
	was    map[string][]byte // files before the last changes, nil for none
	n      int
}

// goFiles lists the files that may be changed, those of the library among them.
func (e *editor) goFiles() (names []string) {
	for _, pattern := range []string{"*.go", "*/*.go", "vendor/*/*/*.go"} {
		list, err := filepath.Glob(filepath.Join(e.dir, pattern))
		if err != nil {
			e.t.Fatal(err)
		}
		names = append(names, list...)
	}
	slices.Sort(names)
	return names
}

func (e *editor) read(name string) []byte {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	return text
}

// write replaces a file, or removes it where text is nil.
func (e *editor) write(name string, text []byte) {
	if _, ok := e.was[name]; !ok {
		e.was[name] = e.read(name)
	}
	err := os.WriteFile(name, text, 0o666)
	if text == nil {
		err = os.Remove(name)
	}
	if err != nil {
		e.t.Fatal(err)
	}
}

// replace changes a text in a file, if it is there.
func (e *editor) replace(name, old, text string) {
	name = filepath.Join(e.dir, filepath.FromSlash(name))
	if before := string(e.read(name)); strings.Contains(before, old) {
		e.write(name, []byte(strings.Replace(before, old, text, 1)))
	}
}

// toggle puts one of two texts in the place of the other.
func (e *editor) toggle(name, a, b string) {
	if strings.Contains(string(e.read(filepath.Join(e.dir, filepath.FromSlash(name)))), a) {
		a, b = b, a
	}
	e.replace(name, b, a)
}

// step makes one change and says which.
func (e *editor) step() string {
	e.n++
	changes := []struct {
		name string
		make func()
	}{
		{"a line in front", func() {
			name := e.pick(e.goFiles())
			e.write(name, append([]byte("// a line\n"), e.read(name)...))
		}},
		{"a line between", func() {
			name := e.pick(e.goFiles())
			lines := strings.SplitAfter(string(e.read(name)), "\n")
			e.write(name, []byte(strings.Join(slices.Insert(lines, e.random.IntN(len(lines)), "\n"), "")))
		}},
		{"lines less", func() {
			name := e.pick(e.goFiles())
			lines := strings.SplitAfter(string(e.read(name)), "\n")
			e.write(name, []byte(strings.Join(slices.DeleteFunc(lines, func(line string) bool { return line == "\n" || line == "// a line\n" }), "")))
		}},
		{"what lines are called", func() {
			e.toggle("store/store.go", "\nfunc (s *Store) Remove", "\n//line other.go:3\nfunc (s *Store) Remove")
		}},
		{"a comment behind", func() {
			name := e.pick(e.goFiles())
			e.write(name, append(e.read(name), fmt.Sprintf("\n// %d\n", e.n)...))
		}},
		{"a function behind", func() {
			name := e.pick(e.goFiles())
			e.write(name, append(e.read(name), fmt.Sprintf("\nfunc Added%d() {}\n", e.n)...))
		}},
		{"a body", func() { e.toggle("store/store.go", "name = '\" + name + \"'\")", "name = ?\", name)") }},
		{"a helper", func() {
			name := e.pick(e.goFiles())
			e.write(name, append(e.read(name), fmt.Sprintf("\nfunc added%d(i int) int { return i + 1 }\n", e.n)...))
		}},
		{"a method of one's own", func() {
			e.write(filepath.Join(e.dir, "store", "store.go"), append(e.read(filepath.Join(e.dir, "store", "store.go")),
				fmt.Sprintf("\nfunc (s *Store) added%d(i int) int { return i + 1 }\n", e.n)...))
		}},
		{"a helper that does something", func() {
			e.write(filepath.Join(e.dir, "jobs", "jobs.go"), append(e.read(filepath.Join(e.dir, "jobs", "jobs.go")),
				fmt.Sprintf("\nfunc does%d(name string) { _ = exec.Command(\"sh\", \"-c\", name).Run() }\n", e.n)...))
		}},
		{"a helper's body", func() { e.toggle("store/store.go", "string { return name }", `string { return "all" }`) }},
		{"a guard of another package", func() { e.toggle("access/access.go", "!known(", "known(") }},
		{"what a guard asks", func() { e.toggle("access/access.go", "key == secret()", "true") }},
		{"a prefix", func() { e.toggle("paths/paths.go", `"/admin"`, `"/root"`) }},
		{"what stands behind an interface", func() { e.toggle("main.go", "{Orders: a.Store}", "{Orders: nil}") }},
		{"another body", func() { e.toggle("jobs/jobs.go", `"sh", "-c", name`, `"true"`) }},
		{"a field", func() { e.toggle("model/model.go", "\tName string", "\tAdmin bool\n\tName string") }},
		{"a type", func() { e.toggle("model/model.go", "ID   int ", "ID   string ") }},
		{"a type that is inferred", func() { e.toggle("model/model.go", "first() int { return 1 }", "first() int64 { return 1 }") }},
		{"a signature", func() { e.toggle("store/store.go", "Safe(name string) error", "Safe(name string, more ...int) error") }},
		{"the library", func() { e.toggle("vendor/example.org/dep/dep.go", `!= "secret"`, `== ""`) }},
		{"the library's guard", func() { e.toggle("vendor/example.org/dep/dep.go", "\t\t\treturn\n", "") }},
		{"the library that imports back", func() {
			e.toggle("vendor/example.org/back/back.go", "return model.Order{}", "return model.Order{ID: model.Order{}.ID}")
		}},
		{"a route", func() { e.toggle("main.go", "GET /orders/{name}", "GET /v2/orders/{name}") }},
		{"a guard", func() {
			e.toggle("main.go", "dep.Guard(http.HandlerFunc(a.Put))", "(func(h http.Handler) http.Handler { _ = dep.Guard; return h })(http.HandlerFunc(a.Put))")
		}},
		{"a broken body", func() { e.toggle("jobs/jobs.go", "return exec", "return undefined(exec") }},
		{"a broken declaration", func() { e.toggle("model/model.go", "type Order struct {", "type Order strut {") }},
		{"a missing import", func() { e.toggle("jobs/jobs.go", `import "os/exec"`, `import ("os/exec"; _ "example.com/m/nowhere")`) }},
		{"an import", func() { e.toggle("jobs/jobs.go", `import "os/exec"`, `import ("os/exec"; _ "example.com/m/model")`) }},
		{"an import cycle", func() {
			e.toggle("model/model.go", "package model\n", "package model\nimport _ \"example.com/m/store\"\n")
		}},
		{"a file more", func() {
			e.write(filepath.Join(e.dir, e.pick([]string{"api", "store", "more"}), fmt.Sprintf("file%d.go", e.random.IntN(3))),
				[]byte("package "+e.pick([]string{"api", "store", "more"})+"\nimport \"os\"\nfunc Open(name string) { os.Open(name) }\n"))
		}},
		{"a file less", func() {
			if list, _ := filepath.Glob(filepath.Join(e.dir, "*", "file*.go")); len(list) > 0 {
				e.write(e.pick(list), nil)
			}
		}},
		{"a file's name", func() {
			if name := e.pick(e.goFiles()); !strings.HasSuffix(name, "_test.go") && !strings.Contains(name, "_extra") {
				text := e.read(name)
				e.write(name, nil)
				e.write(filepath.Join(filepath.Dir(name), fmt.Sprintf("named%d.go", e.random.IntN(2))), text)
			}
		}},
		{"a tag on a file", func() { e.toggle("jobs/jobs.go", "package jobs", "//go:build !extra\n\npackage jobs") }},
		{"tags", func() {
			if e.cfg.Tags == nil {
				e.cfg.Tags = []string{"extra"}
			} else {
				e.cfg.Tags = nil
			}
		}},
		{"tests", func() { e.cfg.Tests = !e.cfg.Tests }},
		{"a test file", func() { e.toggle("store/store_test.go", `Safe("x")`, `Find("x")`) }},
		{"an embedded file", func() {
			e.write(filepath.Join(e.dir, "api", "page.html"), []byte(fmt.Sprintf("<p>%d</p>\n", e.n)))
		}},
		{"no embedded file", func() {
			if name := filepath.Join(e.dir, "api", "page.html"); e.read(name) != nil {
				e.write(name, nil)
			}
		}},
		{"go.mod", func() { e.toggle("go.mod", "go 1.24", "go 1.25") }},
		{"a document", func() {
			e.toggle("openapi.yaml", "an order}", "an order, content: {application/json: {schema: {type: object}}}}")
		}},
		{"a broken document", func() { e.toggle("openapi.yaml", "openapi: 3.0.3", "openapi: [") }},
		{"the policy", func() {
			p := *e.cfg.Policy
			p.Rules = []rules.Setting{{ID: e.pick([]string{"sql_injection", "missing_auth"}), Level: rules.Level(e.random.IntN(3))}}
			e.cfg.Policy = &p
		}},
		{"what the policy vouches for", func() {
			p := *e.cfg.Policy
			p.Sanitizers = nil
			if e.random.IntN(2) == 0 {
				p.Sanitizers = []rules.Sanitizer{{Symbol: e.pick([]string{"example.com/m/store.Store.Find", "example.com/m/jobs.Gone"}), Reason: "it is safe"}}
			}
			e.cfg.Policy = &p
		}},
		{"rules of a house", func() { e.cfg.Checks = e.houses[e.random.IntN(len(e.houses))] }},
		{"the owners", func() {
			e.write(filepath.Join(e.dir, "CODEOWNERS"), []byte("* @"+e.pick([]string{"red", "blue"})+"\n"))
		}},
		{"what is asked for", func() { e.cfg.Patterns = e.pickList([][]string{{"./..."}, {"./..."}, {"./api"}, {".", "./jobs"}}) }},
	}
	c := changes[e.random.IntN(len(changes))]
	c.make()
	return c.name
}

func (e *editor) pick(list []string) string         { return list[e.random.IntN(len(list))] }
func (e *editor) pickList(list [][]string) []string { return list[e.random.IntN(len(list))] }

// undo puts files back as they were before the last changes.
func (e *editor) undo() {
	was := e.was
	e.was = map[string][]byte{}
	for name, text := range was {
		if text != nil || e.read(name) != nil {
			e.write(name, text)
		}
	}
	e.was = map[string][]byte{}
}

// said is everything that an analysis says, as text.
func said(t *testing.T, cfg Config) string {
	t.Helper()
	a, err := Analyze(t.Context(), cfg)
	if err != nil {
		return "error: " + err.Error()
	}
	return told(t, a)
}

func told(t *testing.T, a *Analysis) string {
	t.Helper()
	text, err := json.MarshalIndent(a, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Findings {
		text = fmt.Appendf(text, "%v %v %v\n", f.Strength, f.Hidden, f.Operation)
		if f.Fix != nil {
			text = fmt.Appendf(text, "%x\n", f.Fix.Sum)
		}
	}
	return string(text)
}

// state is all that a run can depend on, as text.
func (e *editor) state() string {
	var text strings.Builder
	err := filepath.WalkDir(e.dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			fmt.Fprintf(&text, "%s\n%s\n", name, e.read(name))
		}
		return err
	})
	if err != nil {
		e.t.Fatal(err)
	}
	fmt.Fprintf(&text, "%v %v %v %+v", e.cfg.Tags, e.cfg.Tests, e.cfg.Patterns, *e.cfg.Policy)
	for _, c := range e.cfg.Checks {
		fmt.Fprintf(&text, " %s %s", c.Rule.ID, c.Digest)
	}
	return text.String()
}

// houseRules are rules on routes and contracts, one of which says that.
func houseRules(t *testing.T, says string) []*rules.Check {
	t.Helper()
	dir := tree(t, `
-- .apiward.hcl --
route_rule "owned" {
  title    = "Route that somebody owns"
  severity = "low"
  assert {
    condition     = self.owner == null || self.auth.state == "none"
    error_message = "${self.method} ${self.path} belongs to ${self.owner}"
    related       = [self.handler.origin]
  }
}
contract_rule "described" {
  title    = "Route that no document knows"
  severity = "low"
  for_each = "undocumented"
  assert {
    condition     = self.route.method == "GET"
    error_message = "${self.route.path} `+says+`"
  }
}
contract_rule "agreed" {
  title    = "Operation of a route"
  severity = "low"
  for_each = "pair"
  assert {
    condition     = self.operation.tags != null && length(self.operation.tags) > 0
    error_message = "${self.route.path} is ${self.operation.path}, without a tag"
  }
}
`)
	catalog, err := Catalog(bad_exemption.Rule)
	if err != nil {
		t.Fatal(err)
	}
	set, err := ruleset.Load(filepath.Join(dir, ".apiward.hcl"), ruleset.Options{Root: dir, Catalog: catalog, Today: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	return set.Checks
}

// What a run says does not depend on what earlier runs have kept, whatever has
// changed since.
func TestCacheIsNeverStale(t *testing.T) {
	offline(t)
	t.Setenv("GOFLAGS", "-mod=vendor")
	steps := edits
	if testing.Short() {
		steps /= 10
	}
	dir := tree(t, edited)
	if err := os.Mkdir(filepath.Join(dir, "more"), 0o777); err != nil {
		t.Fatal(err)
	}
	e := &editor{
		t: t, dir: dir, random: rand.New(rand.NewPCG(3, uint64(steps))), was: map[string][]byte{},
		cfg: Config{Dir: dir, Patterns: []string{"./..."}, Documents: []string{"openapi.yaml"}, Policy: &rules.Policy{}},
	}
	e.houses = [][]*rules.Check{nil, houseRules(t, "is not described"), houseRules(t, "is described nowhere")}
	store := cache.Open(t.TempDir(), time.Now)
	var history []string
	answers, cold := map[string]int{}, map[string]string{}
	recalled := map[string]int{} // runs in which nothing was left to do
	for i := range steps {
		change := "an undo"
		if len(e.was) > 2 || e.random.IntN(4) == 0 && i > 0 {
			e.undo()
		} else if i > 0 {
			change = e.step()
		}
		history = append(history, change)
		warm := e.cfg
		warm.Cache, warm.Stats = store, new(Stats)
		state := e.state()
		if _, known := cold[state]; !known { // an undo comes back to what was looked at without a cache
			cold[state] = said(t, e.cfg)
		}
		got, want := said(t, warm), cold[state]
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("after %s, %d changes in all, the last of them %q, a run with a cache says otherwise (-without +with):\n%s",
				change, i, history[max(0, i-10):], diff)
		}
		answers[want]++
		if warm.Stats.Run && strings.Contains(want, "see that go vet") {
			recalled["broken"]++
		}
		if warm.Stats.Run && len(e.cfg.Checks) > 0 {
			recalled["rules of a house"]++
		}
	}
	for _, what := range []string{"broken", "rules of a house"} {
		if steps == edits && recalled[what] == 0 {
			t.Errorf("no run was at hand: %s", what)
		}
	}
	if len(answers) < steps/4 {
		t.Errorf("%d changes made only %d different analyses", steps, len(answers))
	}
}

// wide is a file with a function that is too large to follow to the end.
func wide() string {
	var names []string
	for i := range 200 {
		names = append(names, fmt.Sprintf("s%d", i))
	}
	return "package jobs\n\nfunc All(" + strings.Join(names, ", ") + " string) string { return " + strings.Join(names, " + ") + " }\n"
}

// What an edit leaves as it was is not linked again, and what it changes is.
func TestWhatIsLinkedAgain(t *testing.T) {
	offline(t)
	t.Setenv("GOFLAGS", "-mod=vendor")
	dir := tree(t, edited)
	e := &editor{t: t, dir: dir, was: map[string][]byte{}}
	cfg := Config{Dir: dir, Patterns: []string{"./..."}, Policy: &rules.Policy{}, Cache: cache.Open(t.TempDir(), time.Now)}
	e.write(filepath.Join(dir, "jobs", "wide.go"), []byte(wide()))
	first, err := Analyze(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(first.Notices, func(n finding.Notice) bool { return strings.Contains(n.Message, "too large to follow") }) {
		t.Errorf("no function is too large: %v", first.Notices) // how many there are beside it is told
	}
	behind := func(name, text string) func() {
		return func() { e.write(filepath.Join(dir, name), append(e.read(filepath.Join(dir, name)), text...)) }
	}
	ahead := func(name string) func() {
		return func() {
			e.write(filepath.Join(dir, name), append([]byte("// more\n"), e.read(filepath.Join(dir, name))...))
		}
	}
	for _, tt := range []struct {
		name  string
		edit  func()
		again bool
		fresh int // packages that are analysed
	}{
		{"a line above all that others know of", ahead("access/access.go"), false, 1},
		{"a line above types", ahead("model/model.go"), false, 1},
		{"a line above a sink of others", ahead("store/store.go"), false, 1},
		{"a line in a body", func() { e.replace("store/store.go", "{ID: model.First}\n", "{ID: model.First}\n\n") }, false, 1},
		{"a comment", behind("access/access.go", "// more\n"), false, 1},
		{"a function that computes", behind("access/access.go", "func more(i int) int { return i + 1 }\n"), false, 1},
		{"one that calls it", behind("access/access.go", "func evenMore(i int) int { return more(i) }\n"), true, 1},
		{"another that calls it", behind("access/access.go", "func most(i int) int { return 2 * more(i) }\n"), false, 1},
		{"a method that computes", behind("store/store.go", "func (s *Store) more(i int) int { return i + 1 }\n"), true, 1},
		{"a function that stores", behind("access/access.go", "var last string\nfunc keep(key string) { last = key }\n"), true, 2},
		{"a function with a sink", behind("jobs/jobs.go", "func RunAll(name string) error { return exec.Command(\"sh\", \"-c\", \"all \" + name).Run() }\n"), true, 2},
	} {
		tt.edit()
		cfg.Stats = new(Stats)
		a, err := Analyze(t.Context(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		cold := cfg
		cold.Cache, cold.Stats = nil, nil
		if diff := cmp.Diff(said(t, cold), told(t, a)); diff != "" {
			t.Errorf("%s: a run with a cache says otherwise (-without +with):\n%s", tt.name, diff)
		}
		if again := !cfg.Stats.Program && !cfg.Stats.Run; again != tt.again {
			t.Errorf("%s: linked again: %v, want %v", tt.name, again, tt.again)
		}
		if n := cfg.Stats.Units - cfg.Stats.Reused; n != tt.fresh {
			t.Errorf("%s: %d packages analysed again, want %d", tt.name, n, tt.fresh)
		}
	}
	if len(first.Inventory.Routes) == 0 || len(first.Findings) == 0 {
		t.Error("there is nothing to link")
	}
}

// A program is told from every other by its build ID, which names its content,
// or by its sum.
func TestProgramID(t *testing.T) {
	const id = "Kwlb4pAKdB1JPXp_exVy/jW3b5UzN6d45QjTay7Zy/VyiQ3UYpqoZ3-OsPb5oT/azcDmPewHRC9QfXGdAIV"
	for _, tt := range []struct{ head, want string }{
		{"\x7fELF....\x04\x00\x00\x00\x53\x00\x00\x00\x04\x00\x00\x00Go\x00\x00" + id + "\x00....", id},
		{"MZ....\xff Go build ID: \"" + id + "\"\n \xff....", id},
		{"\x7fELF....\x04\x00\x00\x00Go\x00\x00mine\x00....", ""},
		{"\x7fELF....\x04\x00\x00\x00Go\x00\x00" + id, ""}, // cut off
		{"....", ""},
	} {
		if got := string(buildID([]byte(tt.head))); got != tt.want {
			t.Errorf("buildID(%q) = %q, want %q", tt.head, got, tt.want)
		}
	}
	if got, err := programID(); err != nil || len(got) < 32 {
		t.Errorf("this program is %q (%v)", got, err)
	}
}

// Every way in which code can be laid out is as good with a cache, when it is new
// and when it was seen before.
func TestCachedLayouts(t *testing.T) {
	broken := strings.Replace(replaced, "func Report() {}", "func Report() { undefined() }", 1)
	for name, tt := range map[string]struct {
		archive, flags string
		cfg            Config
	}{
		"cgo":             {cgo, "-mod=mod", Config{}},
		"replaced module": {replaced, "-mod=mod", Config{Dir: "app"}},
		"workspace": {strings.Replace(replaced, "replace example.com/lib => ../lib\n", "", 1) + "-- go.work --\ngo 1.24\nuse (\n\t./app\n\t./lib\n)\n",
			"", Config{Patterns: []string{"./app/...", "./lib/..."}}},
		"broken module": {broken, "-mod=mod", Config{Dir: "app"}},
		"vendored":      {vendored, "-mod=vendor", Config{}},
		"tests":         {edited, "-mod=vendor", Config{Tests: true}},
		"tags":          {edited, "-mod=vendor", Config{Tags: []string{"extra"}, Tests: true}},
		"generated": {strings.Replace(edited, "-- jobs/jobs.go --\n", "-- jobs/jobs.go --\n// Code generated by hand. DO NOT EDIT.\n\n", 1),
			"-mod=vendor", Config{}},
	} {
		t.Run(name, func(t *testing.T) {
			offline(t)
			t.Setenv("GOFLAGS", tt.flags)
			cfg := tt.cfg
			cfg.Root = tree(t, tt.archive)
			cfg.Dir = filepath.Join(cfg.Root, cfg.Dir)
			if cfg.Patterns == nil {
				cfg.Patterns = []string{"./..."}
			}
			want := said(t, cfg)
			cfg.Cache = cache.Open(t.TempDir(), time.Now)
			for _, run := range []string{"first", "second"} {
				if diff := cmp.Diff(want, said(t, cfg)); diff != "" {
					t.Errorf("the %s run with a cache (-without +with):\n%s", run, diff)
				}
			}
			cfg.Stats = new(Stats)
			said(t, cfg)
			if name != "cgo" && cfg.Stats.Reused != cfg.Stats.Units || cfg.Stats.Units == 0 {
				t.Errorf("of %d packages %d were cached", cfg.Stats.Units, cfg.Stats.Reused)
			}
		})
	}
}

// Where a package is broken, or the policy has rules of its own, a run in which
// nothing changed has nothing to do.
func TestWholeRunsAreAtHand(t *testing.T) {
	offline(t)
	t.Setenv("GOFLAGS", "-mod=vendor")
	for name, tt := range map[string]struct {
		from, to string
		says     string
		checks   []*rules.Check
	}{
		"a broken body":        {"return exec", "return undefined(exec", "jobs/jobs.go", nil},
		"a broken declaration": {"type Order struct {", "type Order strut {", "model/model.go", nil},
		"a missing import":     {"import \"os/exec\"", "import (\"os/exec\"; _ \"example.com/m/nowhere\")", "jobs/jobs.go", nil},
		"an import cycle":      {"package model\n", "package model\nimport _ \"example.com/m/store\"\n", "import cycle", nil},
		"rules of a house":     {"", "", "belongs to @red", houseRules(t, "is not described")},
	} {
		t.Run(name, func(t *testing.T) {
			dir := tree(t, strings.Replace(edited, tt.from, tt.to, 1)+"-- CODEOWNERS --\n* @red\n")
			cfg := Config{
				Dir: dir, Patterns: []string{"./..."}, Documents: []string{"openapi.yaml"}, Policy: &rules.Policy{}, Checks: tt.checks,
				Cache: cache.Open(t.TempDir(), time.Now), Stats: new(Stats),
			}
			first := said(t, cfg)
			if !strings.Contains(first, tt.says) {
				t.Errorf("the first run says nothing of %q:\n%s", tt.says, first)
			}
			if cfg.Stats.Run || cfg.Stats.Program {
				t.Error("the first run found its answer at hand")
			}
			cfg.Stats = new(Stats)
			if diff := cmp.Diff(first, said(t, cfg)); diff != "" {
				t.Errorf("the second run (-first +second):\n%s", diff)
			}
			if !cfg.Stats.Run {
				t.Errorf("the second run found nothing at hand but %d of %d packages", cfg.Stats.Reused, cfg.Stats.Units)
			}
			// What the packages make together is at hand for another document.
			if err := os.WriteFile(filepath.Join(dir, "openapi.yaml"), []byte("openapi: ["), 0o666); err != nil {
				t.Fatal(err)
			}
			cfg.Stats = new(Stats)
			if said(t, cfg); cfg.Stats.Run || !cfg.Stats.Program {
				t.Errorf("a broken document: the whole run was at hand: %v, the program: %v", cfg.Stats.Run, cfg.Stats.Program)
			}
		})
	}
}

// A file that changes while a run is on leaves nothing behind that the next could
// take for the truth.
func TestTornRunKeepsNothing(t *testing.T) {
	offline(t)
	t.Setenv("GOFLAGS", "-mod=vendor")
	dir := tree(t, edited)
	store := filepath.Join(dir, "store", "store.go")
	text, err := os.ReadFile(store)
	if err != nil {
		t.Fatal(err)
	}
	clean := []byte(strings.Replace(string(text), "name = '\" + name + \"'\")", "name = ?\", name)", 1))
	cfg := Config{Dir: dir, Patterns: []string{"./..."}, Policy: &rules.Policy{}}
	want := said(t, cfg)
	cfg.Cache = cache.Open(t.TempDir(), time.Now)
	cfg.Stats = new(Stats) // one package after the other
	cfg.Progress = func(stage string, done, _ int, current string) {
		if current == "example.com/m/model" {
			if err := os.WriteFile(store, clean, 0o666); err != nil {
				t.Error(err)
			}
		}
	}
	torn := said(t, cfg)
	if torn == want {
		t.Fatal("the change came too late to be seen")
	}
	if err := os.WriteFile(store, text, 0o666); err != nil {
		t.Fatal(err)
	}
	cfg.Progress, cfg.Stats = nil, nil
	if diff := cmp.Diff(want, said(t, cfg)); diff != "" {
		t.Errorf("behind it a run says otherwise (-want +got):\n%s", diff)
	}
}
