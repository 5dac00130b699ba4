package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ofTests are files of tests as services have them: they import testing, serve
// what they test, hand requests to it, and declare types and methods that are
// there for them alone.
var ofTests = map[string]string{
	"cmd/orders/routes_test.go": `package main

import (
	"log"
	"net/http"
	"testing"
)

type logWriter struct{ http.ResponseWriter }

var spare = http.NewServeMux()

func init() { spare.HandleFunc("GET /of/tests", func(http.ResponseWriter, *http.Request) {}) }

func TestServe(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("/", spare)
	mux.HandleFunc("DELETE /everything", func(w http.ResponseWriter, r *http.Request) { logWriter{w}.Write(nil) })
	go func() { log.Print(http.ListenAndServe("127.0.0.1:0", mux)) }()
}
`,
	"internal/partner/callbacks_test.go": `package partner

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// Spare is for tests.
func (c *Callbacks) Spare(r *http.Request) error { return c.Send(r.Context(), r.FormValue("to"), nil) }

func TestSend(t *testing.T) {
	c := NewCallbacks(http.DefaultClient)
	httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := c.Send(r.Context(), r.FormValue("from"), nil); err != nil {
			t.Error(err)
		}
	}))
}
`,
	"internal/store/orders_test.go": `package store_test

import (
	"context"
	"net/http"
	"testing"

	"example.com/orders/internal/store"
)

type lister interface {
	List(ctx context.Context, status, sort string) error
}

type listing struct{ *store.Orders }

func (l listing) List(ctx context.Context, status, sort string) error {
	_, err := l.Orders.List(ctx, status, sort)
	return err
}

var _ lister = listing{}

func TestList(t *testing.T) {
	var l lister = listing{store.NewOrders(nil)}
	http.HandleFunc("GET /list", func(w http.ResponseWriter, r *http.Request) {
		_ = l.List(r.Context(), r.FormValue("status"), r.FormValue("sort"))
	})
}
`,
	"internal/jobs/jobs_test.go": `package jobs

import "testing"

func TestRouter(t *testing.T) { new(Queue).Router() }
`,
}

// go vet, as golangci-lint, hands over the files of tests beside the others, and
// in the place of the package without them. What is found of the program stays
// the same: a package that serves is not there for tests because a test of it
// imports testing, and what a test does with a function, no request can.
func TestVetTakesNothingFromTests(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "orders")
	copyTree(t, ordersDir(t), dir)
	before := apiward(t, dir, nil, "vet", "./...")
	module := strings.Fields(read(t, filepath.Join(dir, "go.mod")))[1]
	for name, text := range ofTests {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), strings.ReplaceAll(text, "example.com/orders", module))
	}
	if after := apiward(t, dir, nil, "vet", "./..."); after.stderr != before.stderr || after.stdout != before.stdout {
		t.Errorf("with tests (-before +after):\n%s\n%s", cmp.Diff(before.stdout, after.stdout), after.stderr)
	}
	// What go vet has kept of a package with its tests, or for the sake of another
	// package, is not taken for what is found of it alone.
	for name := range ofTests {
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
	if again := apiward(t, dir, nil, "vet", "./..."); again.stdout != before.stdout {
		t.Errorf("without tests again (-before +then):\n%s", cmp.Diff(before.stdout, again.stdout))
	}
	for name, text := range ofTests {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), strings.ReplaceAll(text, "example.com/orders", module))
	}
	// Whoever asks for them gets them.
	with := apiward(t, dir, nil, "vet", "--tests", "./...").stdout
	for _, want := range []string{"internal/partner/callbacks_test.go:10:", "internal/store/orders_test.go:18:"} {
		if !strings.Contains(with, want) {
			t.Errorf("nothing is found at %s with --tests:\n%s", want, with)
		}
	}
}

// A package that go vet has seen as what another one imports is judged like any
// other once somebody asks for it, and not before.
func TestVetOfOnePackageAfterAnother(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "orders")
	copyTree(t, ordersDir(t), dir)
	for _, step := range []struct{ pattern, has, lacks string }{
		{"./cmd/orders", "cmd/orders/main.go:79:10: ", "internal/report/report.go:44:20: query"},
		{"./internal/report", "internal/report/report.go:44:20: query", "cmd/orders/main.go:79:10: "},
		{"./internal/partner/...", "internal/partner/partner.go:57:20: ", "internal/report/report.go:44:20: query"},
	} {
		got := apiward(t, dir, nil, "vet", step.pattern)
		if !strings.Contains(got.stdout, "\n"+step.has) && !strings.HasPrefix(got.stdout, step.has) || strings.Contains(got.stdout, step.lacks) {
			t.Errorf("vet %s, want something at %s and nothing at %s:\n%s%s", step.pattern, step.has, step.lacks, got.stdout, got.stderr)
		}
	}
	if all := apiward(t, dir, nil, "vet", "./..."); all.stdout != runOrders(t, 1, "vet", "./...").stdout {
		t.Errorf("of all packages after some:\n%s", all.stdout)
	}
}
