package undocumented_route_test

import (
	"strings"
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks/undocumented_route"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestCheck(t *testing.T) {
	for _, name := range []string{"bad.go", "good.go"} {
		t.Run(name, func(t *testing.T) { linttest.Contract(t, undocumented_route.Check, name) })
	}
}

// TestUnrelatedDocument shows that a document of another service is one hint
// at the document, not a finding on each route.
func TestUnrelatedDocument(t *testing.T) {
	doc := linttest.Load(t, "testdata", "openapi.yaml")
	ops := []contract.Operation{
		{Service: "acme.dev/billing", Method: "GET", Path: "/invoices", Source: contract.Source{File: "b.go", Line: 3, Column: 1}},
		{Service: "acme.dev/billing", Method: "POST", Path: "/invoices"},
		{Service: "acme.dev/billing", Method: "GET", Path: "/healthz"},
	}
	run := func(policy *rules.Policy) []contract.Problem {
		problems, _ := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: ops}, []*contract.Check{undocumented_route.Check}, policy)
		return problems
	}
	problems := run(nil)
	if len(problems) != 1 || problems[0].Strength != rules.Hint || problems[0].File != "openapi.yaml" ||
		problems[0].Service != "acme.dev/billing" || !strings.HasPrefix(problems[0].Message, "2 routes of acme.dev/billing are not in") || len(problems[0].Related) != 1 || problems[0].Related[0].Range.File != "b.go" {
		t.Errorf("findings %+v, want one hint in the document", problems)
	}
	serves := &rules.Policy{Documents: []rules.DocumentUse{{File: "openapi.yaml", Serves: []string{"./cmd/orders"}}}}
	if problems := run(serves); len(problems) != 0 {
		t.Errorf("a document that serves another service yields %+v", problems)
	}
}

// TestDiagnostics shows that what the standard library shows of a program is a
// hint, by who answers and not by the path.
func TestDiagnostics(t *testing.T) {
	doc := linttest.Load(t, "testdata", "openapi.yaml")
	ops := []contract.Operation{{Service: "acme.dev/orders", Method: "GET", Path: "/orders"}}
	for path, handler := range map[string]string{
		"/debug/pprof/trace": "net/http/pprof.Trace", "/vars": "expvar.Handler", "/debug/pprof/mine": "acme.dev/orders/pprof.Trace",
	} {
		ops = append(ops, contract.Operation{Service: "acme.dev/orders", Method: "ANY", Path: path, Handler: handler})
	}
	problems, _ := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: ops}, []*contract.Check{undocumented_route.Check}, nil)
	if len(problems) != 3 {
		t.Fatalf("%d findings, want 3: %+v", len(problems), problems)
	}
	for _, p := range problems {
		if len(p.Related) != 1 || p.Related[0].Range != doc.Root().Field("paths").KeyRange() {
			t.Errorf("beside the route stands %+v, want the document's paths", p.Related)
		}
		if p.Strength == rules.Hint == strings.Contains(p.Message, "/mine") {
			t.Errorf("strength %v of: %s", p.Strength, p.Message)
		}
	}
}

func TestHelp(t *testing.T) {
	help, err := undocumented_route.Rule.Help()
	if err != nil {
		t.Fatal(err)
	}
	if len(help.Bad) != 1 || len(help.Good) != 1 {
		t.Errorf("%d bad and %d good examples, want one each", len(help.Bad), len(help.Good))
	}
}
