package missing_auth

import (
	"embed"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/check"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
)

//go:embed doc.go testdata/src/bad/bad.go testdata/src/good/good.go
var files embed.FS

// Rule is what the rule is.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID: "missing_auth", Title: "A route is registered without authentication", Kind: rules.Code,
	Severity: rules.High, Confidence: rules.Firm, OWASP: "API2:2023", CWE: 306, Since: "0.1", Default: rules.Error,
}}

// Analyzer finds it.
var Analyzer = check.New(Rule, &analysis.Analyzer{Requires: []*analysis.Analyzer{link.Analyzer}, Run: run})

const help = "put the route behind a guard, or name it under public_routes in the policy"

// maxBare is how many routes a service without any guard may have before they
// become one finding: of many, none is the odd one out.
const maxBare = 3

func run(pass *analysis.Pass) (any, error) {
	program := check.Program(pass)
	policy := check.Policy(pass)
	// 1. The routes that should have a guard, by service.
	byService := map[string][]*link.Endpoint{}
	guarded := map[string]bool{}
	var services []string
	for i := range program.Routes {
		e := &program.Routes[i]
		if e.Auth != "none" {
			guarded[e.Service] = true
		}
		if isPublic(e) || policy.IsPublic(e.Method, e.Path) {
			continue
		}
		if byService[e.Service] == nil {
			services = append(services, e.Service)
		}
		byService[e.Service] = append(byService[e.Service], e)
	}
	// 2. One finding for a service that has none at all, else one for a route.
	seen := map[string]bool{}
	for _, service := range services {
		routes := byService[service]
		if !guarded[service] && len(routes) > maxBare {
			reportService(pass, program, routes)
			continue
		}
		for _, e := range routes {
			// One registration can be served by several programs: it is one
			// line to mend.
			key := e.Registered.Package + e.Registered.String() + e.Method + " " + e.Path
			if !seen[key] {
				seen[key] = true
				reportRoute(pass, program, e)
			}
		}
	}
	return nil, nil
}

// reportRoute reports one route, if its chain does not require a credential.
func reportRoute(pass *analysis.Pass, program *link.Program, e *link.Endpoint) {
	route := e.Method + " " + e.Path
	f := link.Finding{At: e.Registered, Endpoint: e, Symbol: e.Handler, Excused: e.Excused, Help: help}
	switch e.Auth {
	case "none":
		f.Message = fmt.Sprintf("%s is registered without authentication: nothing in its chain%s rejects a request without a credential", route, chain(e))
	case "optional":
		f.Strength = rules.Unproven
		f.Message = fmt.Sprintf("%s can be called without authentication: its guard lets some requests by unchecked", route)
		f.Trace = e.Evidence
	case "unknown":
		f.Strength = rules.Hint
		f.Message = fmt.Sprintf("whether %s requires authentication is not known: %s", route, unread(e))
	default:
		return
	}
	if program.View == link.Local {
		if !e.OwnedByLocal {
			return
		}
		if !program.Shows(f.At) {
			f.Message += fmt.Sprintf(" (registered at %s)", e.Registered)
			f.At = e.Served
		}
		if !program.Shows(f.At) {
			return
		}
	}
	check.Report(pass, f)
}

// reportService reports a service in which no route has a guard.
func reportService(pass *analysis.Pass, program *link.Program, routes []*link.Endpoint) {
	first := routes[0]
	f := link.Finding{
		At: first.Served, Help: help, Symbol: first.Service,
		Message: fmt.Sprintf("no route of %s requires authentication: %d are served here, and nothing in any chain rejects a request without a credential", first.Service, len(routes)),
	}
	for _, e := range routes[:min(len(routes), 5)] {
		f.Related = append(f.Related, link.Step{At: e.Registered, Text: e.Method + " " + e.Path})
	}
	if program.View == link.Local && (!first.OwnedByLocal || !program.Shows(f.At)) {
		return
	}
	check.Report(pass, f)
}

// unread says which part of a route's chain nothing is known of.
func unread(e *link.Endpoint) string {
	names := e.Unread()
	if len(names) == 0 {
		return "a part of its chain cannot be read"
	}
	return "what its chain asks for cannot be read" + list(names)
}

// chain names the middlewares of a route.
func chain(e *link.Endpoint) string { return list(e.LayerNames()) }

func list(names []string) string {
	if len(names) == 0 {
		return ""
	}
	text := " (" + names[0]
	for _, n := range names[1:min(len(names), 4)] {
		text += ", " + n
	}
	if len(names) > 4 {
		text += ", …"
	}
	return text + ")"
}

// isPublic reports whether the route is public by nature: by the words of its
// path, or by what its handler does.
func isPublic(e *link.Endpoint) bool {
	if e.Method == "OPTIONS" {
		return true
	}
	if slices.Contains(publicHandlers, e.Handler) {
		return true
	}
	return publicPath(e.Method, e.Path)
}
