package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apiward/apiward/cmd/internal/driver"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/skeleton"
)

// A service that is held against the document made from its own code differs
// from it in nothing.
func TestNothingDriftsFromItsOwnSkeleton(t *testing.T) {
	t.Setenv("GOFLAGS", "-mod=mod")
	var routers []string
	entries, err := os.ReadDir(filepath.Join("..", "..", "analyzers", "link", "testdata", "src"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name, ok := strings.CutPrefix(e.Name(), "routes_service_"); ok {
			routers = append(routers, name)
		}
	}
	for dir, least := range map[string]int{ordersDir(t): 1, services(t, routers...): len(routers)} {
		a, err := driver.Analyze(t.Context(), driver.Config{Dir: dir, Root: dir, Patterns: []string{"./..."}})
		if err != nil {
			t.Fatal(err)
		}
		byService := map[string][]contract.Operation{}
		for _, op := range driver.Operations(a.Inventory, nil) {
			byService[op.Service] = append(byService[op.Service], op)
		}
		if len(byService) < least {
			t.Errorf("%d services, want %d at least", len(byService), least)
		}
		for service, ops := range byService {
			t.Run(service, func(t *testing.T) { noDrift(t, service, ops) })
		}
	}
}

func noDrift(t *testing.T, service string, ops []contract.Operation) {
	text, err := skeleton.YAML(skeleton.New(service, ops))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := spec.Load("own.yaml", text, spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range doc.Problems {
		t.Errorf("the document is broken: %s:%d: %s", p.File, p.Line, p.Message)
	}
	problems, matches := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: ops}, checks.Contracts, nil)
	for _, p := range problems {
		if !inexpressible(p, ops) {
			t.Errorf("%s %s:%d: %s", p.RuleID, p.File, p.Line, p.Message)
		}
	}
	known := slices.ContainsFunc(ops, func(op contract.Operation) bool {
		return op.Framework != contract.GRPC && !strings.Contains(op.Path, "{?}")
	})
	if known && len(matches) == 0 {
		t.Errorf("no route of %s is in its own document:\n%s", service, text)
	}
}

// inexpressible reports whether a problem is about what no document of 3.1 can
// say: methods that it has no word for, and routes that two listeners guard in
// different ways.
func inexpressible(p contract.Problem, ops []contract.Operation) bool {
	var states []string
	for _, op := range ops {
		if op.Method == p.Method && op.Path == p.Path {
			states = append(states, op.Auth)
		}
	}
	slices.Sort(states)
	return p.RuleID == "auth_drift" && len(slices.Compact(states)) > 1 ||
		p.RuleID == "undocumented_route" && slices.Contains([]string{"REPORT", "LINK"}, p.Method)
}
