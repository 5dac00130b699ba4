package skeleton_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/skeleton"
)

// TestRegistered holds what registrations say against what the code of their routes
// does: nothing follows where they name no scheme, and what they promise is missed.
func TestRegistered(t *testing.T) {
	ops := operations()
	asks := make([]skeleton.Asks, len(ops))
	for i := range ops {
		ops[i].Source = contract.Source{File: "api.go", Line: 10 + i, Column: 3}
	}
	agree := func(t *testing.T, want ...string) {
		t.Helper()
		doc, err := skeleton.Registered(ops, asks)
		if err != nil || doc == nil {
			t.Fatalf("no document: %v", err)
		}
		for _, p := range doc.Problems {
			t.Errorf("the document is broken: %s:%d: %s", p.File, p.Line, p.Message)
		}
		problems, _ := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: ops}, checks.Contracts, nil)
		var got []string
		for _, p := range problems {
			if p.Method != "PURGE" {
				got = append(got, fmt.Sprintf("%s:%d %s: %s", p.File, p.Line, p.RuleID, p.Message))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("found\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
		}
	}
	agree(t)
	asks[0] = skeleton.Asks{Known: true, Any: [][]string{{"bearer"}, {"key"}}} // GET /users/{id}, which asks for one
	agree(t)
	asks[4] = skeleton.Asks{Known: true, Any: [][]string{{"key"}}} // GET /files/{a}/{a}, which asks for none
	agree(t, `api.go:14 auth_drift: the document asks for "key" on GET /files/{a}/{a2}, and the code asks for nothing`)
	if doc, err := skeleton.Registered(nil, nil); doc != nil || err != nil {
		t.Errorf("no operations are the document %v, %v", doc, err)
	}
}
