package link

import (
	"cmp"
	"slices"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/literals"
	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
	"github.com/apiward/apiward/rules/secret"
)

// These names let drivers and rules handle the passes' values without knowing
// the packages they come from.
type (
	Pos      = flow.Position
	Step     = flow.Step
	Origin   = flow.Origin
	Sink     = flow.Sink
	SinkKind = model.SinkKind
	Literal  = literals.Literal
)

// Package is what the passes found in one package: all that linking needs. It
// is a value that can be written to disk.
type Package struct {
	Flow   flow.Record
	Routes routes.Record
	// Literals are the constants in it that are credentials.
	Literals literals.Record
	// Ignores are the directives in the package's files, which they name by
	// base name.
	Ignores []rules.Ignore
	// Absent says that it does not compile: nothing is known of it but whether it
	// is a command, and what it imports.
	Absent bool
}

// Absentee returns a package of which nothing else is known.
func Absentee(path string, main bool, imports []string) Package {
	return Package{Flow: flow.Record{Package: path, Main: main, Imports: imports}, Routes: routes.Record{Package: path, Main: main}, Absent: true}
}

// View says how much of a program is at hand.
type View int

// The views.
const (
	// Whole: the packages are the program. What is not found is not there.
	Whole View = iota
	// Local: one package, with what the packages below it left open. What is
	// not found may be above.
	Local
)

// Program is what the packages mean together.
type Program struct {
	View       View
	Package    string     // of a local view
	Routes     []Endpoint // sorted by service, path, method
	Flows      []Flow     // the flows into sinks, one for each sink, the strongest first found
	Reads      []Read     // reads of a request's body, one for each place
	Literals   []Literal  // constants that are credentials, by package, file and place
	Unresolved []Problem
	Functions  int      // that were analysed
	Spent      []string // those whose analysis hit a bound, sorted

	// What the answers were made of, for whoever asks why.
	packages []Package
	values   *values
}

// Problem is something that could not be resolved.
type Problem struct {
	At     Pos
	Reason string
}

// Flow is a value on its way into a sink.
type Flow struct {
	Sink   Sink
	Origin Origin
	// Via is the field or variable of the program that the value was read from,
	// "" where it came by calls alone.
	Via string
	// Also are the places where other values enter that come to the same sink,
	// sorted: parts of requests beside one, errors beside one.
	Also []Step
	// Closed is where the evidence became complete in a local view: the place
	// in the package that joins the two ends. In a whole view it is the sink.
	Closed Pos
	// Idle says that no program of a whole view holds the sink's package: it is
	// there for tests, or for the programs of others.
	Idle bool
}

// Link joins packages to a program. It is a pure function: the order of the
// packages does not matter.
func Link(view View, packages []Package) *Program {
	packages = slices.Clone(packages)
	slices.SortStableFunc(packages, func(a, b Package) int { return cmp.Compare(a.Flow.Package, b.Flow.Package) })
	p := &Program{View: view}
	for i := range packages {
		p.Functions += len(packages[i].Flow.Summaries)
		p.Spent = append(p.Spent, packages[i].Flow.Spent...)
		p.Literals = append(p.Literals, packages[i].Literals...)
	}
	p.packages = packages
	if view == Whole {
		packages = slices.Clone(packages)
		for i := range packages {
			packages[i] = *packages[i].Essence()
		}
	}
	values := newValues(view, packages)
	p.values = values
	p.Flows = values.flows()
	if view == Whole {
		p.markIdle(packages)
	}
	table := newTable(view, packages, values)
	p.Routes, p.Unresolved = table.endpoints()
	p.Reads = table.reads(values)
	slices.Sort(p.Spent)
	p.Spent = slices.Compact(p.Spent)
	return p
}

// markIdle marks the flows in packages that no main package imports, itself or
// through others, and doubts the private keys there: most were made for tests.
// Without a main package, all are there for others' programs.
func (p *Program) markIdle(packages []Package) {
	imports, held := map[string][]string{}, map[string]bool{}
	var hold func(pkg string)
	hold = func(pkg string) {
		if !held[pkg] {
			held[pkg] = true
			for _, imp := range imports[pkg] {
				hold(imp)
			}
		}
	}
	for i := range packages {
		imports[packages[i].Flow.Package] = packages[i].Flow.Imports
	}
	for i := range packages {
		if packages[i].Flow.Main {
			hold(packages[i].Flow.Package)
		}
	}
	idle := func(pkg string) bool { return len(held) > 0 && !held[pkg] }
	for i := range p.Flows {
		p.Flows[i].Idle = idle(p.Flows[i].Sink.At.Package)
	}
	for i := range p.Literals {
		if l := &p.Literals[i]; l.Form == secret.PrivateKey && l.Strength == rules.Proven && l.Taker == "" && idle(l.At.Package) {
			l.Strength, l.Doubt = rules.Unproven, "no command imports the package"
		}
	}
}
