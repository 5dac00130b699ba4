package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/rules"
)

// difference is a finding that go vet shows in another place than apiward
// check does, because it points only into the package that it looks at. Its
// message names the place that apiward check shows.
type difference struct {
	rule   string
	check  string // "file:line" where apiward check shows it
	vet    string // "file:line" where go vet does, "" if nowhere
	reason string
}

const (
	noGuard = "an absence is complete where the program serves, and main does that: the route is registered in another package"
	noBound = "an absence is complete where the program serves, and main does that: the body is read in another package"
	joined  = "a flow is complete where a value becomes the interface between its ends, and main does that: the sink is in another package"
	passed  = "a function of another package is a sink of what it is given: the call is shown"
)

// differences is the table of what go vet cannot show of the service as
// apiward check does. It is written, not computed: a driver that shows less
// one day has to say so here.
var differences = []difference{
	{"command_injection", "internal/store/maintenance.go:59", "cmd/orders/main.go:107", joined},
	{"error_leak", "internal/api/documents.go:13", "cmd/orders/main.go:108", joined},
	{"missing_auth", "internal/api/server.go:84", "cmd/orders/main.go:79", noGuard},
	{"missing_auth", "internal/api/server.go:85", "cmd/orders/main.go:79", noGuard},
	{"missing_auth", "internal/api/server.go:115", "cmd/orders/main.go:79", noGuard},
	{"missing_auth", "internal/api/server.go:116", "cmd/orders/main.go:79", noGuard},
	{"missing_auth", "internal/jobs/jobs.go:22", "cmd/orders/main.go:79", noGuard},
	{"missing_auth", "internal/jobs/jobs.go:23", "cmd/orders/main.go:79", noGuard},
	{"path_traversal", "internal/store/documents.go:27", "cmd/orders/main.go:108", joined},
	{"sql_injection", "internal/store/customers.go:25", "cmd/orders/main.go:106", joined},
	{"sql_injection", "internal/store/customers.go:56", "cmd/orders/main.go:106", joined},
	{"sql_injection", "internal/store/orders.go:32", "cmd/orders/main.go:105", joined},
	{"sql_injection", "internal/store/orders.go:68", "cmd/orders/main.go:105", joined},
	{"sql_injection", "internal/store/orders.go:89", "cmd/orders/main.go:105", joined},
	{"ssrf", "internal/partner/partner.go:71", "internal/api/partners.go:31", passed},
	{"unbounded_body", "internal/api/customers.go:85", "cmd/orders/main.go:79", noBound},
	{"unbounded_body", "internal/api/json.go:12", "cmd/orders/main.go:79", noBound},
	{"unbounded_body", "internal/api/orders.go:92", "cmd/orders/main.go:79", noBound},
}

// Under go vet the code rules find what apiward check finds, no more and no
// less, but for the places in the table.
func TestVetFindsWhatCheckFinds(t *testing.T) {
	want := codeFindings(t, runOrders(t, 1, "check", "./...", "-o", "json").stdout)
	got := runOrders(t, 1, "vet", "./...")
	namesNoMachine(t, "vet", got.stdout)
	for _, d := range differences {
		i := slices.Index(want, d.rule+" "+d.check)
		if i < 0 {
			t.Errorf("the table has %s at %s, which apiward check does not find", d.rule, d.check)
			continue
		}
		if d.vet == "" {
			want = slices.Delete(want, i, i+1)
			continue
		}
		want[i] = d.rule + " " + d.vet
		shown := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(d.vet) + `:\d+: .*\b` + regexp.QuoteMeta(path.Base(d.check)) + `:\d+\) \[` + d.rule + `\]$`)
		if !shown.MatchString(got.stdout) {
			t.Errorf("no finding of %s at %s names %s, where apiward check shows it: %s", d.rule, d.vet, d.check, d.reason)
		}
	}
	slices.Sort(want)
	if d := cmp.Diff(want, vetFindings(got.stdout)); d != "" {
		t.Errorf("(-check by the table, +vet):\n%s\nall of vet:\n%s", d, got.stdout)
	}
	if again := runOrders(t, 1, "vet", "./..."); again.stdout != got.stdout {
		t.Errorf("results that go vet kept differ from new ones:\n%s", cmp.Diff(got.stdout, again.stdout))
	}
}

// codeFindings returns "rule file:line" of what code rules report.
func codeFindings(t *testing.T, report string) []string {
	t.Helper()
	catalog, err := driver.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range parseJSON(t, report).Findings {
		if e, ok := catalog.Lookup(f.Rule); ok && e.Kind == rules.Code && f.Suppressed == nil {
			found = append(found, fmt.Sprintf("%s %s:%d", f.Rule, f.At.File, f.At.Line))
		}
	}
	slices.Sort(found)
	return found
}

// vetLine is a finding in the output of apiward vet. Lines of a trace have a
// tab behind their place and no rule.
var vetLine = regexp.MustCompile(`(?m)^(.+):(\d+):\d+: [^\t].* \[(\w+)\]$`)

func vetFindings(output string) []string {
	var found []string
	for _, m := range vetLine.FindAllStringSubmatch(output, -1) {
		found = append(found, fmt.Sprintf("%s %s:%s", m[3], m[1], m[2]))
	}
	slices.Sort(found)
	return found
}

// What the policy or a comment excuses is excused under go vet too, wherever
// go vet would have shown it.
func TestVetExcusesWhatCheckExcuses(t *testing.T) {
	policy := `exempt {
  rules  = ["sql_injection", "command_injection", "path_traversal"]
  paths  = ["internal/store/**"]
  reason = "it is being rewritten"
}

exempt {
  rules  = ["missing_auth"]
  routes = ["/int*/jobs/**"]
  reason = "nobody else gets there"
}

exempt {
  rules  = ["ssrf", "hardcoded_secret"]
  paths  = ["internal/partner/**"]
  reason = "another team's"
}

exempt {
  rules  = ["error_leak", "open_redirect", "secret_in_log"]
  paths  = ["internal/a*/**"]
  reason = "there is a ticket"
}

exempt {
  rules  = ["unbounded_body", "missing_auth"]
  paths  = ["internal/api/**"]
  reason = "the proxy bounds it, and knows who calls"
}

public_routes {
  routes = ["GET /healthz", "POST /v1/login", "GET /v1/products"]
  reason = "they are meant for everybody"
}
`
	want := []string{"sql_injection internal/report/report.go:44"}
	for _, tt := range []struct{ name, module, prefix string }{
		{"module at the root", ".", ""},
		{"module below the root", "services/orders", "services/orders/"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			root := filepath.Join(t.TempDir(), "root")
			dir := filepath.Join(root, filepath.FromSlash(tt.module))
			copyTree(t, ordersDir(t), dir)
			if err := os.Remove(filepath.Join(dir, ".apiward.hcl")); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(root, ".apiward.hcl"), strings.ReplaceAll(policy, "internal/", tt.prefix+"internal/"))
			if err := os.Mkdir(filepath.Join(root, ".git"), 0o777); err != nil {
				t.Fatal(err)
			}
			got := codeFindings(t, apiward(t, dir, nil, "check", "-o", "json").stdout)
			if prefixed := []string{"sql_injection " + tt.prefix + "internal/report/report.go:44"}; !slices.Equal(got, prefixed) {
				t.Errorf("apiward check finds %q, want %q", got, prefixed)
			}
			vetted := apiward(t, dir, nil, "vet")
			if found := vetFindings(vetted.stdout); !slices.Equal(found, want) {
				t.Errorf("go vet finds %q, want %q:\n%s", found, want, vetted.stdout)
			}
		})
	}
}

// services copies the labelled services of some routers into a module of their
// own, which has whatever library they need.
func services(t *testing.T, routers ...string) string {
	t.Helper()
	testdata := filepath.Join("..", "..", "testdata", "models")
	dir := filepath.Join(t.TempDir(), "corpus")
	for _, name := range routers {
		name = "routes_service_" + name
		copyTree(t, filepath.Join("..", "..", "analyzers", "link", "testdata", "src", name), filepath.Join(dir, name))
	}
	write(t, filepath.Join(dir, "go.mod"), regexp.MustCompile(`(?m)^module .*$`).ReplaceAllString(read(t, filepath.Join(testdata, "go.mod")), "module corpus"))
	write(t, filepath.Join(dir, "go.sum"), read(t, filepath.Join(testdata, "go.sum")))
	return dir
}

// labels returns the routes that the comments of a module's files describe, as
// "file:line method path state".
func labels(t *testing.T, dir string) (list []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" {
			return err
		}
		file := filepath.ToSlash(must(filepath.Rel(dir, name)))
		n := 0
		for line := range strings.Lines(read(t, name)) {
			n++
			_, comment, _ := strings.Cut(line, "// route ")
			for text := range strings.SplitSeq(comment, " route ") {
				if words := strings.Fields(text); len(words) > 2 {
					list = append(list, fmt.Sprintf("%s:%d %s", file, n, strings.Join(words[:3], " ")))
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// registeredAt is how a finding of go vet names a place in another package.
var registeredAt = regexp.MustCompile(`\(registered in corpus/(.+), at (.+\.go:\d+):\d+\) \[missing_auth\]$`)

// vettedRoutes returns "file:line" of the registrations that go vet has
// something to say of. Where the program serves is where it says so, and the
// registration is named.
func vettedRoutes(t *testing.T, output string) (list []string) {
	t.Helper()
	for line := range strings.Lines(output) {
		line = strings.TrimSuffix(line, "\n")
		if m := registeredAt.FindStringSubmatch(line); m != nil {
			list = append(list, m[1]+"/"+m[2])
		} else if m := vetLine.FindStringSubmatch(line); m != nil && m[3] == "missing_auth" {
			list = append(list, m[1]+":"+m[2])
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// The labelled services have the routes that are written beside them, and what
// apiward check says of these, go vet does too. A note is no finding of go vet.
func TestVetFindsTheRoutesThatCheckFinds(t *testing.T) {
	t.Parallel()
	dir := services(t, "nethttp", "chi", "echo5", "httprouter")
	env := []string{"GOFLAGS=-mod=mod"}

	var inventory link.Inventory
	if err := json.Unmarshal([]byte(apiward(t, dir, env, "routes", "./...", "--format", "json").stdout), &inventory); err != nil {
		t.Fatal(err)
	}
	var routes []string
	for _, r := range inventory.Routes {
		routes = append(routes, fmt.Sprintf("%s:%d %s %s %s", r.Registered.File, r.Registered.Line, r.Method, r.Path, r.Auth.State))
	}
	slices.Sort(routes)
	if d := cmp.Diff(labels(t, dir), slices.Compact(routes)); d != "" {
		t.Errorf("apiward routes (-labels +routes):\n%s", d)
	}

	var checked []string
	for _, f := range parseJSON(t, apiward(t, dir, env, "check", "./...", "-o", "json").stdout).Findings {
		if f.Rule == "missing_auth" && f.Level != "note" {
			checked = append(checked, fmt.Sprintf("%s:%d", f.At.File, f.At.Line))
		}
	}
	slices.Sort(checked)
	vetted := apiward(t, dir, env, "vet", "./...").stdout
	if d := cmp.Diff(slices.Compact(checked), vettedRoutes(t, vetted)); d != "" || len(checked) == 0 {
		t.Errorf("missing_auth of %d routes (-check +vet):\n%s\nall of vet:\n%s", len(checked), d, vetted)
	}
}
