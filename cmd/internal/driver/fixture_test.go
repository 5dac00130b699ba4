package driver

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apiward/apiward/rules"
)

// open is a service with a route that anyone may call and that reads a file.
const openService = `package main

import (
	"net/http"
	"os"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", create)
	_ = http.ListenAndServe("", mux)
}

func create(w http.ResponseWriter, r *http.Request) {
	_ = os.WriteFile("/tmp/orders", []byte("x"), 0o600)
}
`

const document = `openapi: 3.1.0
info: {title: t, version: "1"}
paths:
  /gone:
    get:
      responses: {"200": {description: ok}}
  /orders:
    post:
      responses: {"200": {description: ok}}
`

func tried(t *testing.T, dir string, fixtures ...Fixture) []*Analysis {
	t.Helper()
	analyses, err := Try(t.Context(), Config{Dir: dir, Root: dir, Policy: &rules.Policy{}}, fixtures)
	if err != nil {
		t.Fatal(err)
	}
	return analyses
}

func moduleOf(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := writeFixture(filepath.Join(dir, name), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func found(a *Analysis) string {
	var lines []string
	for _, f := range a.Findings {
		lines = append(lines, f.Rule+" "+f.At.File)
	}
	return strings.Join(lines, "\n")
}

func code(name, text string) Fixture {
	return Fixture{Code: []FixtureFile{{name, []byte(text)}}}
}

func TestTryCode(t *testing.T) {
	dir := moduleOf(t, map[string]string{
		"go.mod":             "module example.com/shop\n\ngo 1.26\n",
		"internal/db/db.go":  "package db\n\nfunc Name() string { return \"db\" }\n",
		"store/store.go":     "package store\n\nvar Real = 1\n",
		"broken/broken.go":   "package broken\n\nfunc\n",
		"apiwardfixtures/it": "is in the way",
	})
	importing := strings.Replace(openService, `"os"`, "\"os\"\n\n\t\"example.com/shop/internal/db\"\n\t\"example.com/shop/store\"", 1)
	importing = strings.Replace(importing, `[]byte("x")`, `[]byte(db.Name()+store.Fake)`, 1)
	analyses := tried(t, dir,
		code("main.go", openService),
		code("main.go", "package main\n\nfunc main() {}\n"),
		Fixture{Code: []FixtureFile{{"main.go", []byte(importing)}, {"store/store.go", []byte("package store\n\nvar Fake = \"x\"\n")}}},
		code("main.go", "package main\n\nfunc main() { missing() }\n"),
		code("main.go", "package main\n\nimport \"example.com/shop/broken\"\n\nfunc main() { broken.Do() }\n"),
		code("../main.go", openService),
		code("go.mod", "module x"),
		Fixture{},
		code("notes.txt", "no code"),
		code("a_test.go", "package a\n"),
		code("testdata/a.go", "package a\n"),
		code("a.go", "//go:build never\n\npackage a\n"),
	)
	for _, i := range []int{0, 2} {
		a := analyses[i]
		if len(a.Failures) > 0 || !strings.Contains(found(a), "missing_auth main.go") {
			t.Errorf("fixture %d: found\n%s\nfailures %v", i, found(a), a.Failures)
		}
		if len(a.Inventory.Routes) != 1 {
			t.Fatalf("fixture %d has %d routes", i, len(a.Inventory.Routes))
		}
		if r := a.Inventory.Routes[0]; r.Service != "example.com/shop" || r.Handler.Name != "example.com/shop.create" || r.Registered.Line < 10 || r.Handler.File != "main.go" {
			t.Errorf("fixture %d: the route is %+v", i, r)
		}
	}
	for _, i := range []int{1, 7} {
		if a := analyses[i]; len(a.Failures) > 0 || len(a.Findings) > 0 {
			t.Errorf("fixture %d: found %s, failures %v", i, found(a), a.Failures)
		}
	}
	for i, want := range map[int]string{3: "main.go:3 undefined: missing", 4: "broken", 5: "outside the fixture", 6: "leave the file out", 8: "no Go file", 9: "no Go file", 10: "the go command builds", 11: ""} {
		a := analyses[i]
		if len(a.Failures) == 0 || len(a.Findings) > 0 {
			t.Fatalf("fixture %d: found %s, failures %v", i, found(a), a.Failures)
		}
		f := a.Failures[0]
		if got := strings.ReplaceAll(f.At.File+":"+string(rune('0'+f.At.Line))+" "+f.Message, "\n", " "); !strings.Contains(got, want) {
			t.Errorf("fixture %d: %s, want %s", i, got, want)
		}
		if strings.Contains(f.Message+f.Input, "apiwardfixtures") {
			t.Errorf("fixture %d: the failure names a place that is not there: %+v", i, f)
		}
	}
	if left, _ := os.ReadDir(filepath.Join(dir, "apiwardfixtures")); len(left) != 1 {
		t.Error("something was written into the module")
	}
}

// Where no fixture has code to load, nothing is loaded, and each says why.
func TestTryNoCode(t *testing.T) {
	for i, a := range tried(t, t.TempDir(), code("../a.go", openService), code("notes.txt", "no code")) {
		if len(a.Failures) != 1 {
			t.Errorf("fixture %d: failures %v", i, a.Failures)
		}
	}
}

// Without a module, fixtures have the standard library and themselves.
func TestTryWithoutModule(t *testing.T) {
	a := tried(t, t.TempDir(),
		Fixture{Code: []FixtureFile{
			{"main.go", []byte(strings.Replace(openService, `"os"`, "\"os\"\n\n\t_ \"fixture/store\"", 1))},
			{"store/store.go", []byte("package store\n")},
		}})[0]
	if len(a.Failures) > 0 || !strings.Contains(found(a), "missing_auth main.go") {
		t.Errorf("found\n%s\nfailures %v", found(a), a.Failures)
	}
}

func TestTryDocuments(t *testing.T) {
	table := `{"version": 1, "routes": [{"service": "m", "method": "POST", "path": "/orders", "registered": {"file": "main.go", "line": 1}, "auth": {"state": "required"}}]}`
	docs := []FixtureFile{{"openapi.yaml", []byte(document)}}
	analyses := tried(t, "",
		Fixture{Documents: docs},
		Fixture{Documents: docs, Code: []FixtureFile{{"main.go", []byte(openService)}}},
		Fixture{Documents: docs, Table: []byte(table)},
		Fixture{Documents: []FixtureFile{{"openapi.yaml", []byte("- no document")}}},
		Fixture{Table: []byte(`{"roots": []}`)},
		Fixture{Documents: []FixtureFile{{"openapi.yaml", []byte("openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {$ref: 'paths.yaml'}\n")}, {"../x.yaml", nil}}},
	)
	if a := analyses[0]; !strings.Contains(found(a), "missing_security openapi.yaml") || strings.Contains(found(a), "ghost") || a.Inventory != nil {
		t.Errorf("of the document alone is found\n%s", found(a))
	}
	for _, i := range []int{1, 2} {
		a := analyses[i]
		if !strings.Contains(found(a), "ghost_operation openapi.yaml") {
			t.Errorf("fixture %d: found\n%s", i, found(a))
		}
		if op := a.Inventory.Routes[0].Operation; op == nil || op.Line != 8 {
			t.Errorf("fixture %d: the operation is %+v", i, op)
		}
	}
	for _, i := range []int{3, 4, 5} {
		if a := analyses[i]; len(a.Failures) != 1 {
			t.Errorf("fixture %d: failures %v", i, a.Failures)
		}
	}
}
