package auth_drift_test

import (
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks/auth_drift"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestBad(t *testing.T) { linttest.Contract(t, auth_drift.Check, "bad.go") }

func TestGood(t *testing.T) {
	doc := linttest.Load(t, "testdata", "openapi.yaml")
	problems, matches := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: linttest.Routes(t, "testdata", "good.go")}, []*contract.Check{auth_drift.Check}, nil)
	if len(problems) != 0 {
		t.Errorf("findings on routes that agree: %+v", problems)
	}
	if len(matches) != 6 {
		t.Errorf("%d of 6 routes are matched, so that agreement shows nothing", len(matches))
	}
}

// TestTruthTable holds every answer of a chain against every answer of a
// document.
func TestTruthTable(t *testing.T) {
	const silent = rules.Strength(-1)
	states := []string{"required", "optional", "none", "unknown"}
	rows := []struct {
		name, yaml string
		want       [4]rules.Strength
	}{
		{"a credential", "security: [{key: []}]", [4]rules.Strength{silent, rules.Unproven, rules.Proven, silent}},
		{"an empty list", "security: []", [4]rules.Strength{rules.Unproven, silent, silent, silent}},
		{"an empty alternative", "security: [{}, {key: []}]", [4]rules.Strength{rules.Hint, silent, rules.Hint, silent}},
		{"nothing", "summary: none", [4]rules.Strength{rules.Hint, silent, silent, silent}},
		{"an undeclared scheme", "security: [{kez: []}]", [4]rules.Strength{silent, silent, silent, silent}},
		{"null", "security:", [4]rules.Strength{silent, silent, silent, silent}},
		{"a certificate", "security: [{tls: []}]", [4]rules.Strength{silent, rules.Hint, rules.Hint, silent}},
	}
	for _, row := range rows {
		text := "openapi: 3.1.0\ncomponents: {securitySchemes: {key: {type: apiKey}, tls: {type: mutualTLS}}}\n" +
			"paths:\n  /orders:\n    get:\n      " + row.yaml + "\n"
		doc, err := spec.Load("openapi.yaml", []byte(text), spec.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for i, state := range states {
			ops := []contract.Operation{{Service: "s", Method: "GET", Path: "/orders", Auth: state, Source: contract.Source{File: "api.go", Line: 7, Column: 2}}}
			problems, _ := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: ops}, []*contract.Check{auth_drift.Check}, nil)
			got := silent
			if len(problems) == 1 {
				got = problems[0].Strength
				if r := problems[0].Related; len(r) == 0 || r[0].File != "api.go" || r[0].Line != 7 {
					t.Errorf("%s, chain %s: the registration is not related: %+v", row.name, state, r)
				}
			}
			if got != row.want[i] || len(problems) > 1 {
				t.Errorf("document says %s, chain %s: strength %d of %d findings, want %d", row.name, state, got, len(problems), row.want[i])
			}
		}
	}
}
