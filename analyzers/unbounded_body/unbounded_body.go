package unbounded_body

import (
	"embed"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/check"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

//go:embed doc.go testdata/src/bad/bad.go testdata/src/good/good.go
var files embed.FS

// Rule is what the rule is.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID: "unbounded_body", Title: "A request body is read without a bound on its size", Kind: rules.Code,
	Severity: rules.Medium, Confidence: rules.Firm, OWASP: "API4:2023", CWE: 770, Since: "0.1", Default: rules.Warning,
}}

// Analyzer finds it.
var Analyzer = check.New(Rule, &analysis.Analyzer{Requires: []*analysis.Analyzer{link.Analyzer}, Run: run}, fix)

func run(pass *analysis.Pass) (any, error) {
	program := check.Program(pass)
	for i := range program.Reads {
		if f, ok := judge(program, &program.Reads[i]); ok && program.Shows(f.At) {
			check.Report(pass, f)
		}
	}
	return nil, nil
}

// bodiless are the methods whose requests seldom have a body: a route of another one
// is told in the place of theirs.
var bodiless = []string{"GET", "HEAD", "OPTIONS"}

// judge says what is wrong with one read of a body, if anything is.
func judge(program *link.Program, r *link.Read) (link.Finding, bool) {
	f := link.Finding{
		At: r.Sink.At, Symbol: r.Sink.In, Excused: r.Sink.Excused,
		Help:  "bound it first: r.Body = http.MaxBytesReader(w, r.Body, limit), or http.MaxBytesHandler around the routes",
		Trace: append(slices.Clone(r.Steps), link.Step{At: r.Sink.At, Text: "reads until the client stops sending"}),
	}
	what := "the body of "
	if r.Unpacked {
		what = "what is packed in the body of "
		f.Help = "bound what is unpacked: io.LimitReader or http.MaxBytesReader around the decompressor"
	}
	isOpen := func(e link.Endpoint) bool { return e.Controls.State(model.BodyLimit) == "none" || r.Unpacked }
	open := slices.IndexFunc(r.Routes, func(e link.Endpoint) bool { return isOpen(e) && !slices.Contains(bodiless, e.Method) })
	if open < 0 {
		open = slices.IndexFunc(r.Routes, isOpen)
	}
	unknown := len(r.Routes) > 0
	switch {
	case open >= 0:
		e := r.Routes[open]
		f.Message = fmt.Sprintf("%s%s %s%s is read by %s without a bound on its size", what, e.Method, e.Path, more(r, e), r.Sink.Name())
		f.Related = []link.Step{{At: e.Registered, Text: "the route is registered here, and nothing in its chain bounds the body"}}
		if r.Unpacked {
			f.Related[0].Text = "the route is registered here; a bound on the body bounds nothing that comes out of it"
		}
		if program.View == link.Local {
			if !e.OwnedByLocal {
				return f, false
			}
			if f.At = place(program, r, e); f.At != r.Sink.At {
				f.Message += fmt.Sprintf(" (in %s, at %s)", r.Sink.At.Package, r.Sink.At)
			}
		}
	case program.View == link.Local:
		return f, false // who registers the handler, and what is around it, may be above
	case unknown:
		e := r.Routes[0]
		f.Strength = rules.Unproven
		f.Message = fmt.Sprintf("the body of %s %s is read by %s, and no bound on its size is seen", e.Method, e.Path, r.Sink.Name())
		f.Related = []link.Step{{At: e.Registered, Text: "the route is registered here; a part of its chain is not known"}}
	case r.Bounded && !r.Unpacked:
		return f, false
	default:
		what += "a request"
		if r.Message {
			what = "a message of a client"
			f.Help = "bound it first: call SetReadLimit once the connection is open"
		}
		f.Message = fmt.Sprintf("%s is read by %s without a bound on its size", what, r.Sink.Name())
		if r.Mounted && r.BoundsElsewhere && !r.Unpacked {
			f.Strength = rules.Unproven
			f.Message = fmt.Sprintf("%s is read by %s, and no bound on its size is seen", what, r.Sink.Name())
		}
	}
	if r.Sink.Streams {
		f.Strength = max(f.Strength, rules.Unproven) // it fills no memory here, and what it fills may end it
	}
	return f, true
}

// place returns where the finding is shown in a local view: the read, the
// registration or the call that serves, whichever is in the package.
func place(program *link.Program, r *link.Read, e link.Endpoint) link.Pos {
	for _, at := range []link.Pos{r.Sink.At, e.Registered} {
		if program.Shows(at) {
			return at
		}
	}
	return e.Served
}

// more counts the other routes that get to the read without a bound.
func more(r *link.Read, first link.Endpoint) string {
	others := map[string]bool{}
	for _, e := range r.Routes {
		if route := e.Method + " " + e.Path; e.Controls.State(model.BodyLimit) == "none" && route != first.Method+" "+first.Path {
			others[route] = true
		}
	}
	switch len(others) {
	case 0:
		return ""
	case 1:
		return " and one more route"
	}
	return fmt.Sprintf(" and %d more routes", len(others))
}
