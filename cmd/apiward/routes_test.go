package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/apiward/apiward/analyzers/link"
)

// The inventory of the service, a line a route, and the table that people see.
func TestOrdersRoutes(t *testing.T) {
	got := runOrders(t, 0, "routes", "--format", "json")
	namesNoMachine(t, "routes --format json", got.stdout)
	var inventory link.Inventory
	if err := json.Unmarshal([]byte(got.stdout), &inventory); err != nil {
		t.Fatal(err)
	}
	if inventory.Version != link.InventoryVersion || len(inventory.Unresolved) > 0 {
		t.Errorf("version %d and unresolved %v, want version %d and nothing unresolved", inventory.Version, inventory.Unresolved, link.InventoryVersion)
	}
	var b strings.Builder
	for _, r := range inventory.Routes {
		fmt.Fprintf(&b, "%s %s\n\tauth %s, body limit %s\n\t%s:%d %s\n\tregistered at %s:%d\n", r.Method, r.Path,
			r.Auth.State, r.BodyLimit.State, r.Handler.File, r.Handler.Line, r.Handler.Name, r.Registered.File, r.Registered.Line)
		for _, m := range r.Middleware {
			fmt.Fprintf(&b, "\tbehind %s (%s)\n", m.Name, m.Role)
		}
		if r.Operation != nil {
			fmt.Fprintf(&b, "\tdocumented at %s:%d %s\n", r.Operation.Document, r.Operation.Line, r.Operation.Pointer)
		}
	}
	golden(t, "orders.routes", b.String())
	inOrdersTree(t, inventory)

	table := runOrders(t, 0, "routes")
	namesNoMachine(t, "routes", table.stdout)
	golden(t, "orders.table", table.stdout)
}

// inOrdersTree checks that each place of the inventory is one of the service.
func inOrdersTree(t *testing.T, inventory link.Inventory) {
	t.Helper()
	lines := map[string]int{}
	check := func(what, file string, line int) {
		if _, ok := lines[file]; !ok {
			data, err := os.ReadFile(filepath.Join(ordersDir(t), filepath.FromSlash(file)))
			if err != nil {
				data = nil
			}
			lines[file] = strings.Count(string(data), "\n")
		}
		if line < 1 || line > lines[file] {
			t.Errorf("%s stands at %s:%d, which is no line of the service", what, file, line)
		}
	}
	for _, r := range inventory.Routes {
		route := r.Method + " " + r.Path
		check("the registration of "+route, r.Registered.File, r.Registered.Line)
		check("the handler of "+route, r.Handler.File, r.Handler.Line)
		for _, e := range r.Auth.Evidence {
			check("evidence for "+route, e.File, e.Line)
		}
		for _, m := range r.Middleware {
			if strings.HasPrefix(m.Name, "example.com/orders/") {
				check(m.Name+" of "+route, m.File, m.Line)
			}
		}
		if o := r.Operation; o != nil {
			check("the operation of "+route, o.Document, o.Line)
		}
	}
}

// inventoryFields are the fields of version 1 of the inventory. Those of an
// operation are there where the document has one.
var inventoryFields = map[string][]string{
	"":                            {"routes", "types", "unresolved", "version"},
	".routes":                     {"auth", "authz", "body_limit", "conditional", "cors", "framework", "handler", "listener", "method", "middleware", "operation", "package", "partial", "path", "rate_limit", "recovery", "registered", "request", "response", "service", "timeout"},
	".routes.registered":          {"column", "file", "line"},
	".routes.handler":             {"file", "line", "name"},
	".routes.middleware":          {"file", "line", "name", "role"},
	".routes.auth":                {"evidence", "state"},
	".routes.auth.evidence":       {"file", "line", "message"},
	".routes.authz":               {"evidence", "state"},
	".routes.authz.evidence":      {"file", "line", "message"},
	".routes.body_limit":          {"evidence", "state"},
	".routes.body_limit.evidence": {"file", "line", "message"},
	".routes.rate_limit":          {"state"},
	".routes.operation":           {"document", "line", "pointer"},
	".unresolved":                 {"file", "line", "reason"},
	".routes.cors":                {"state"},
	".routes.timeout":             {"state"},
	".routes.recovery":            {"evidence", "state"},
	".routes.recovery.evidence":   {"file", "line", "message"},
	".routes.request":             {"bodies", "open", "parameters"},
	".routes.request.parameters":  {"at", "in", "name", "required", "shape"},
	".routes.request.bodies":      {"at", "content", "shape"},
	".routes.response":            {"answers", "open"},
	".routes.response.answers":    {"at", "content", "shape", "status"},
	".at":                         {"column", "file", "line"},
	".shape":                      {"at", "elem", "fields", "format", "kind", "type"},
	".shape.fields":               {"at", "go", "name", "optional", "shape"},
}

// Fields are a promise: one more is a decision, one less breaks readers.
func TestInventoryFields(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "m")
	copyTree(t, ordersDir(t), dir)
	// A handler that nobody sets shows the fields of what is unresolved.
	source := "package main\n\nimport \"net/http\"\n\nvar plugin http.Handler\n\n" +
		"func main() {\n\tmux := http.NewServeMux()\n\tmux.Handle(\"/plugin\", plugin)\n\tpanic(http.ListenAndServe(\":81\", mux))\n}\n"
	tool := filepath.Join(dir, "cmd", "tool")
	if err := errors.Join(os.Mkdir(tool, 0o777), os.WriteFile(filepath.Join(tool, "main.go"), []byte(source), 0o666)); err != nil {
		t.Fatal(err)
	}
	got := apiward(t, dir, nil, "routes", "--format", "json")
	if got.code != 0 {
		t.Fatalf("exit code %d; stderr:\n%s", got.code, got.stderr)
	}
	var value any
	if err := json.Unmarshal([]byte(got.stdout), &value); err != nil {
		t.Fatal(err)
	}
	seen := map[string]map[string]bool{}
	collectFields("", value, seen)
	found := map[string][]string{}
	for path, names := range seen {
		found[path] = slices.Sorted(maps.Keys(names))
	}
	if d := cmp.Diff(inventoryFields, found); d != "" {
		t.Errorf("(-promised +found):\n%s", d)
	}
}

// collectFields adds the names of all fields below value, by the path of the
// object they stand in: shapes, which hold others, and places are the same wherever
// they stand.
func collectFields(path string, value any, seen map[string]map[string]bool) {
	switch v := value.(type) {
	case []any:
		for _, e := range v {
			collectFields(path, e, seen)
		}
	case map[string]any:
		if path == ".types" { // by their names
			for _, e := range v {
				collectFields(".shape", e, seen)
			}
			return
		}
		if seen[path] == nil {
			seen[path] = map[string]bool{}
		}
		for name, e := range v {
			seen[path][name] = true
			collectFields(pathTo(path, name), e, seen)
		}
	}
}

// pathTo returns the path of what a field of the object at path holds.
func pathTo(path, name string) string {
	switch name {
	case "shape", "elem":
		return ".shape"
	case "at":
		return ".at"
	}
	return path + "." + name
}

func copyTree(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}
