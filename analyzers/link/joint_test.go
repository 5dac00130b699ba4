package link_test

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/apiward/apiward/analyzers/internal/checktest"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules/model"
)

// The service in testdata/src/joint is the shape that everything stands on:
// main wraps and serves, api registers, auth holds the middleware, and db
// implements the interface that api calls. No package sees the answer alone.

// jointRoutes are the service's routes with what guards them.
var jointRoutes = []string{
	"corpus/joint GET /open/orders/{name} none",
	"corpus/joint GET /v1/orders required",
	"corpus/joint GET /v1/orders/{name} required",
}

// jointFlow is the one flow of request data into SQL text, at its sink.
const jointFlow = `query parameter "sort" of the request reaches sql.DB.QueryContext in corpus/joint/db/db.go`

func TestJointWhole(t *testing.T) {
	corpus := checktest.Load(t, "joint")
	var packages []link.Package
	for _, p := range corpus.Packages(corpus.Analyze(t, link.Collect), "joint") {
		packages = append(packages, written(t, p))
	}
	if len(packages) != 4 {
		t.Fatalf("%d packages, want 4", len(packages))
	}
	for range len(packages) {
		packages = append(packages[1:], packages[0]) // the order is of no account
		program := link.Link(link.Whole, packages)
		if got := endpoints(program); !slices.Equal(got, jointRoutes) {
			t.Errorf("routes:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(jointRoutes, "\n"))
		}
		if got := flows(program); !slices.Equal(got, []string{jointFlow}) {
			t.Errorf("flows: %q, want %q", got, jointFlow)
		}
	}
}

// TestJointProof says what the answers rest on: the check in auth, and each
// station of the value from the handler to the text.
func TestJointProof(t *testing.T) {
	corpus := checktest.Load(t, "joint")
	program := link.Link(link.Whole, corpus.Packages(corpus.Analyze(t, link.Collect), "joint"))
	for _, e := range program.Routes {
		if e.Auth != "required" {
			continue
		}
		if !slices.ContainsFunc(e.Evidence, func(s link.Step) bool { return s.At.Package == "corpus/joint/auth" }) {
			t.Errorf("%s %s is guarded by no check in auth: %v", e.Method, e.Path, e.Evidence)
		}
	}
	for _, f := range program.Flows {
		if !isJointFlow(f) {
			continue
		}
		var stations []string
		for _, s := range f.Origin.Steps.List() {
			stations = append(stations, s.At.File)
		}
		if want := []string{"api.go", "api.go"}; !slices.Equal(stations[:min(2, len(stations))], want) {
			t.Errorf("the value goes by %v, want it to enter and to leave in api.go", stations)
		}
	}
}

// TestJointLocal asks for the same from what a driver sees that runs one
// package at a time: its own results and the facts of those below.
func TestJointLocal(t *testing.T) {
	corpus := checktest.Load(t, "joint")
	var routes, sinks []string
	for act := range corpus.Analyze(t, link.Analyzer).All() {
		if act.Analyzer != link.Analyzer || act.Result == nil {
			continue
		}
		program := act.Result.(*link.Program)
		routes = append(routes, endpoints(program)...)
		for _, f := range program.Flows {
			at := program.Place(f)
			if isJointFlow(f) && program.Shows(at) {
				sinks = append(sinks, flowText(f))
				if at.Package != "corpus/joint" || at.Line == 0 {
					t.Errorf("the flow is joined in main, and shown at %s %v", at.Package, at)
				}
			}
		}
	}
	slices.Sort(routes)
	if !slices.Equal(routes, jointRoutes) {
		t.Errorf("routes:\n%s\nwant:\n%s", strings.Join(routes, "\n"), strings.Join(jointRoutes, "\n"))
	}
	if !slices.Equal(sinks, []string{jointFlow}) {
		t.Errorf("flows: %q, want %q", sinks, jointFlow)
	}
}

// isJointFlow reports whether a flow is of the kind that the program is joined
// for: request data in the text of a statement.
func isJointFlow(f link.Flow) bool { return f.Sink.Kind == model.SQL && f.Origin.IsRequest() }

// written returns the package as it is once it was written and read.
func written(t *testing.T, p link.Package) link.Package {
	t.Helper()
	var data bytes.Buffer
	if err := gob.NewEncoder(&data).Encode(p); err != nil {
		t.Fatal(err)
	}
	var back link.Package
	if err := gob.NewDecoder(&data).Decode(&back); err != nil {
		t.Fatal(err)
	}
	return back
}

// endpoints returns the routes whose chain is complete, as text, sorted.
func endpoints(p *link.Program) []string {
	var list []string
	for _, e := range p.Routes {
		if p.View == link.Whole || e.OwnedByLocal {
			list = append(list, fmt.Sprintf("%s %s %s %s", e.Service, e.Method, e.Path, e.Auth))
		}
	}
	slices.Sort(list)
	return list
}

// flows returns the flows of request data into sinks, as text.
func flows(p *link.Program) []string {
	var list []string
	for _, f := range p.Flows {
		if isJointFlow(f) {
			list = append(list, flowText(f))
		}
	}
	return list
}

func flowText(f link.Flow) string {
	return fmt.Sprintf("%s reaches %s in %s/%s", f.Origin.Describe(), f.Sink.Name(), f.Sink.At.Package, f.Sink.At.File)
}
