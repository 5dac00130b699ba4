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
		{Service: "acme.dev/billing", Method: "GET", Path: "/invoices"},
		{Service: "acme.dev/billing", Method: "POST", Path: "/invoices"},
		{Service: "acme.dev/billing", Method: "GET", Path: "/healthz"},
	}
	run := func(policy *rules.Policy) []contract.Problem {
		problems, _ := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: ops}, []*contract.Check{undocumented_route.Check}, policy)
		return problems
	}
	problems := run(nil)
	if len(problems) != 1 || problems[0].Strength != rules.Hint || problems[0].File != "openapi.yaml" ||
		problems[0].Service != "acme.dev/billing" || !strings.Contains(problems[0].Message, "none of the 2 routes") {
		t.Errorf("findings %+v, want one hint in the document", problems)
	}
	serves := &rules.Policy{Documents: []rules.DocumentUse{{File: "openapi.yaml", Serves: []string{"./cmd/orders"}}}}
	if problems := run(serves); len(problems) != 0 {
		t.Errorf("a document that serves another service yields %+v", problems)
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
