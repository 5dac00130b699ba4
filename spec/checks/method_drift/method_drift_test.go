package method_drift_test

import (
	"fmt"
	"testing"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks/method_drift"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/internal/linttest"
)

func TestBad(t *testing.T) { linttest.Contract(t, method_drift.Check, "bad.go") }

func TestGood(t *testing.T) {
	doc := linttest.Load(t, "testdata", "openapi.yaml")
	problems, matches := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: linttest.Routes(t, "testdata", "good.go")}, []*contract.Check{method_drift.Check}, nil)
	if len(problems) != 0 || len(matches) != 5 {
		t.Errorf("%d matches, findings where the methods agree: %+v", len(matches), problems)
	}
}

// TestMethods holds the documented methods of /b against those of the code.
func TestMethods(t *testing.T) {
	const silent = rules.Strength(-1)
	for _, test := range []struct {
		documented string
		code       []string
		unresolved int
		want       rules.Strength
	}{
		{"get", []string{"GET"}, 0, silent},
		{"get", []string{"ANY"}, 0, silent},
		{"get", []string{"POST", "GET"}, 0, silent},
		{"get", nil, 0, silent}, // a ghost
		{"options", []string{"GET"}, 0, silent},
		{"post", []string{"OPTIONS"}, 0, silent}, // a ghost: the router answers it for others
		{"post", []string{"GET"}, 0, rules.Proven},
		{"put", []string{"PATCH"}, 0, rules.Proven},
		{"put", []string{"PATCH"}, 1, rules.Hint},
		{"delete", []string{"GET", "POST"}, 0, rules.Proven},
		{"patch", []string{"put"}, 0, rules.Proven},
	} {
		for _, version := range []string{"swagger: '2.0'", "openapi: 3.0.3", "openapi: 3.1.0", "openapi: 3.2.0"} {
			doc, err := spec.Load("openapi.yaml", fmt.Appendf(nil, "%s\npaths:\n  /a: {get: {}}\n  /c: {get: {}}\n  /b: {%s: {}}\n", version, test.documented), spec.Options{})
			if err != nil {
				t.Fatal(err)
			}
			ops := []contract.Operation{{Method: "GET", Path: "/a"}, {Method: "GET", Path: "/c"}}
			for i, m := range test.code {
				ops = append(ops, contract.Operation{Method: m, Path: "/b", Source: contract.Source{File: "b.go", Line: i + 1}})
			}
			problems, _ := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: ops, Unresolved: test.unresolved}, []*contract.Check{method_drift.Check}, nil)
			got := silent
			if len(problems) > 0 {
				got = problems[0].Strength
				if r := problems[0].Related; len(r) != len(test.code) || r[0].File != "b.go" {
					t.Errorf("%s against %v: the registrations are not named: %+v", test.documented, test.code, r)
				}
			}
			if got != test.want || len(problems) > 1 {
				t.Errorf("%s against %v, %s: strength %d of %d findings, want %d", test.documented, test.code, version, got, len(problems), test.want)
			}
		}
	}
}
