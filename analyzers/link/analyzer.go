package link

import (
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/directives"
	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/literals"
	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules"
)

// Collect yields a *[Package]: what a driver that sees a whole program keeps
// of each package.
var Collect = &analysis.Analyzer{
	Name:     "apiward_collect",
	Doc:      "keep what linking a program needs of a package",
	URL:      "https://pkg.go.dev/github.com/apiward/apiward/analyzers/link",
	Requires: []*analysis.Analyzer{flow.Analyzer, routes.Analyzer, literals.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		return &Package{
			Flow:   pass.ResultOf[flow.Analyzer].(*flow.Package).Record,
			Routes: *pass.ResultOf[routes.Analyzer].(*routes.Record),

			Literals: pass.ResultOf[literals.Analyzer].(literals.Record),
			Ignores:  directives.Of(pass.Fset, pass.Files),
		}, nil
	},
	ResultType: reflect.TypeFor[*Package](),
}

// Analyzer yields the *[Program] that one package and the facts below it show.
// A driver that has linked the whole program puts that in its place.
var Analyzer = &analysis.Analyzer{
	Name:     "apiward_link",
	Doc:      "join what packages leave open, as far as this package shows it",
	URL:      "https://pkg.go.dev/github.com/apiward/apiward/analyzers/link",
	Requires: []*analysis.Analyzer{Collect},
	Run: func(pass *analysis.Pass) (any, error) {
		pkg := pass.ResultOf[Collect].(*Package)
		if len(pkg.Flow.Summaries) == 0 && len(pkg.Routes.Summaries) == 0 {
			return &Program{View: Local, Package: pass.Pkg.Path(), Literals: pkg.Literals}, nil
		}
		p := Link(Local, []Package{*pkg})
		p.Package = pass.Pkg.Path()
		return p, nil
	},
	ResultType: reflect.TypeFor[*Program](),
}

// Finding is what a code rule found, before levels and excuses.
type Finding struct {
	Rule     string
	Strength rules.Strength
	At       Pos
	Message  string // one lower-case sentence
	Help     string // what to do, one sentence
	Trace    []Step // the flow, source first
	Related  []Step
	Endpoint *Endpoint // the route it is about, or nil
	Symbol   string    // the function it is in
	Fix      *Fix      // where the rewrite is certain, else nil
	// Excused are the rules that a directive excuses where the flaw stands, if
	// that is not where the finding is shown.
	Excused []string
	// Suppressed is the reason with which a comment of another tool's excuses the
	// finding, "" where none does.
	Suppressed string
	// Hidden are the places whose text no report may show, one for each line.
	Hidden []Pos
}

// Stands returns where the flaw is, which a local view may not be able to show:
// where the route is registered, else where the trace ends. Excuses are about
// this place, in every driver.
func (f *Finding) Stands() Pos {
	switch {
	case f.Endpoint != nil:
		return f.Endpoint.Registered
	case len(f.Trace) > 0:
		return f.Trace[len(f.Trace)-1].At
	}
	return f.At
}

// Place returns where the evidence of f became complete as far as a driver can
// point there: the sink, or in a local view the place in the package that
// leads to it.
func (p *Program) Place(f Flow) Pos {
	if at := f.Sink.Stands(); p.View == Whole || at.Package == p.Package {
		return at
	}
	for _, s := range slices.Backward(f.Origin.Steps.List()) {
		if s.At.Package == p.Package {
			return s.At
		}
	}
	return f.Closed
}

// Shows reports whether a finding at the place can be shown in this view.
func (p *Program) Shows(at Pos) bool { return p.View == Whole || at.Package == p.Package }
