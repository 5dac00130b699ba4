package missing_auth

import (
	"embed"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/check"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/analyzers/routes"
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

// maxAlike is how many routes without a guard one handler may answer before they become
// one finding: they have one cause.
const maxAlike = 50

func run(pass *analysis.Pass) (any, error) {
	program := check.Program(pass)
	policy := check.Policy(pass)
	// 1. The routes that should have a guard, by what serves them.
	routesOf := map[listener][]*link.Endpoint{}
	guarded := map[listener]bool{}
	var listeners []listener
	for i := range program.Routes {
		e := &program.Routes[i]
		l := listener{e.Service, e.Served, e.Reach}
		if e.Auth == "required" || e.Auth == "optional" {
			guarded[l] = true
		}
		if e.Reach == link.Nobody || isPublic(e) || policy.IsPublic(e.Method, e.Path) {
			continue
		}
		if routesOf[l] == nil {
			listeners = append(listeners, l)
		}
		routesOf[l] = append(routesOf[l], e)
	}
	// 2. What settings switch off, one note for each.
	reportSettings(pass, program, policy)
	// 3. What is said of each listener, one line of code at most once: a
	// registration can be served by several programs.
	seen := map[string]bool{}
	for _, l := range listeners {
		for _, e := range reportTogether(pass, program, l, routesOf[l], guarded[l]) {
			key := e.Registered.Package + e.Registered.String() + e.Method + " " + e.Path
			if !seen[key] {
				seen[key] = true
				reportRoute(pass, program, e)
			}
		}
	}
	return nil, nil
}

// reportSettings reports one note for all routes whose guard the same setting switches
// off: it is no flaw, and who runs the program should know.
func reportSettings(pass *analysis.Pass, program *link.Program, policy *rules.Policy) {
	type place struct {
		service string
		at      link.Pos
	}
	var places []place
	routesOf, settings := map[place][]*link.Endpoint{}, map[place]link.Setting{}
	for i := range program.Routes {
		e := &program.Routes[i]
		if len(e.Configured) == 0 || e.Reach != link.Anyone || e.Idle || isPublic(e) || policy.IsPublic(e.Method, e.Path) {
			continue
		}
		at := place{e.Service, e.Configured[0].At}
		if routesOf[at] == nil {
			places = append(places, at)
		}
		routesOf[at], settings[at] = append(routesOf[at], e), e.Configured[0]
	}
	for _, at := range places {
		list, s := routesOf[at], settings[at]
		f := link.Finding{
			At: s.At, Symbol: at.service, Strength: rules.Hint, Help: "see that it is only ever started so on purpose",
			Message: fmt.Sprintf("what requires authentication of %d of the routes that %s serves, as of %s %s, is switched off where %s", len(list), at.service, list[0].Method, list[0].Path, s.Text),
		}
		for _, e := range list[:min(len(list), 5)] {
			f.Related = append(f.Related, link.Step{At: e.Registered, Text: e.Method + " " + e.Path})
		}
		if program.View == link.Local && !list[0].OwnedByLocal {
			continue
		}
		if !program.Shows(f.At) {
			f.At = list[0].Served
		}
		if program.Shows(f.At) {
			check.Report(pass, f)
		}
	}
}

// reportTogether reports what is said of many routes of a listener at once, and
// returns those that are left: one finding for a listener that has no guard at
// all, one note for one that strangers do not get to, and one for many routes
// of which too little is known.
func reportTogether(pass *analysis.Pass, program *link.Program, l listener, routes []*link.Endpoint, guarded bool) []*link.Endpoint {
	var open, unknown, nameless, rest []*link.Endpoint
	diagnostics := true
	for _, e := range routes {
		diagnostics = diagnostics && isDiagnostic(e)
		switch {
		case e.Auth == "unknown":
			unknown = append(unknown, e)
		case e.Auth == "none" && namesNothing(e.Path):
			nameless = append(nameless, e)
		}
		if e.Auth == "none" || e.Auth == "optional" {
			open = append(open, e)
		}
	}
	switch {
	case routes[0].Idle:
		if len(open) > 0 {
			reportMany(pass, program, open, rules.Hint, fmt.Sprintf(
				"%s registers routes without authentication, as %s %s, and no command imports it: whether they are served is not known", open[0].Service, open[0].Method, open[0].Path))
		}
		return nil
	case l.reach == link.Host:
		if len(open) > 0 {
			reportMany(pass, program, open, rules.Hint, fmt.Sprintf(
				"what %s serves on this machine alone needs no credential, as %s %s: whatever lets others in has to ask for one", open[0].Service, open[0].Method, open[0].Path))
		}
		return nil
	case diagnostics:
		reportMany(pass, program, routes, rules.Hint, fmt.Sprintf(
			"%s serves its diagnostics here to whoever gets to the address, as %s %s: keep that within the house", routes[0].Service, routes[0].Method, routes[0].Path))
		return nil
	case !guarded && len(unknown) == 0 && len(routes) > maxBare:
		reportMany(pass, program, routes, rules.Proven, fmt.Sprintf(
			"no route that %s serves here requires authentication: of %d, nothing in any chain rejects a request without a credential", routes[0].Service, len(routes)))
		return nil
	}
	if !guarded && len(open) > maxBare {
		reportMany(pass, program, open, rules.Unproven, fmt.Sprintf(
			"no route that %s serves here is seen to require authentication: in the chains of %d, nothing rejects a request without a credential, and those of %d cannot be read",
			open[0].Service, len(open), len(unknown)))
		return nil
	}
	if len(unknown) > maxBare {
		reportMany(pass, program, unknown, rules.Hint, fmt.Sprintf(
			"whether %d routes that %s serves here require authentication is not known, as of %s %s: %s; apiward routes lists them",
			len(unknown), unknown[0].Service, unknown[0].Method, unknown[0].Path, unread(unknown[0])))
	}
	if len(nameless) > maxBare {
		reportMany(pass, program, nameless, rules.Hint, fmt.Sprintf(
			"%d routes that %s serves here are registered without authentication, and with paths that are not known: whether they are meant to be open cannot be told; apiward routes lists them",
			len(nameless), nameless[0].Service))
	}
	alike := map[string][]*link.Endpoint{}
	for _, e := range open {
		if e.Auth == "none" && e.Exempt == "" && !e.Outside && !namesNothing(e.Path) && e.Excused == nil {
			alike[e.Handler] = append(alike[e.Handler], e)
		}
	}
	for _, e := range routes {
		if same := alike[e.Handler]; len(same) > maxAlike && slices.Contains(same, e) {
			if e == same[0] {
				reportAlike(pass, program, same)
			}
			continue
		}
		told := e.Auth == "unknown" && len(unknown) > maxBare || e.Auth == "none" && namesNothing(e.Path) && len(nameless) > maxBare
		if !told {
			rest = append(rest, e)
		}
	}
	return rest
}

// reportRoute reports one route, if its chain does not require a credential.
func reportRoute(pass *analysis.Pass, program *link.Program, e *link.Endpoint) {
	route := e.Method + " " + e.Path
	f := link.Finding{Endpoint: e, Symbol: e.Handler, Excused: e.Excused, Help: help}
	switch e.Auth {
	case "none":
		f.Message = fmt.Sprintf("%s is registered without authentication: nothing in its chain%s rejects a request without a credential", route, chain(e))
		if e.Exempt != "" {
			f.Message = fmt.Sprintf("%s is registered without authentication: %s lets it by", route, e.Exempt)
			f.Trace = e.Evidence
		}
		if e.Named { // somebody has thought of it
			f.Strength = rules.Unproven
		}
		if e.Outside { // what it does with whom is the library's, and its users', decision
			f.Strength = rules.Hint
		}
		if namesNothing(e.Path) {
			f.Strength = rules.Hint
			f.Message = fmt.Sprintf("%s is registered without authentication, and with a path that is not known: whether it is meant to be open cannot be told", route)
		}
	case "optional":
		f.Strength = rules.Unproven
		f.Message = fmt.Sprintf("%s can be called without authentication: nothing in its chain rejects every request without a credential", route)
		if e.Exempt != "" {
			f.Message = fmt.Sprintf("%s can be called without authentication: %s lets it by", route, e.Exempt)
		}
		f.Trace = e.Evidence
	case "unknown":
		f.Strength = rules.Hint
		f.Message = fmt.Sprintf("whether %s requires authentication is not known: %s", route, unread(e))
	default:
		return
	}
	if e.Auth != "unknown" && carriesSecret(e.Method, e.Path) {
		f.Strength = rules.Hint
		f.Message = fmt.Sprintf("%s asks for nothing but what its path holds: whoever has the link is let in", route)
	}
	if e.Auth == "none" && f.Strength == rules.Proven && isTold(e.Method, e.Path) {
		f.Strength = rules.Hint
		f.Message = fmt.Sprintf("%s says to whoever asks what the service says of itself: see that it is nothing which only users are to know", route)
	}
	if e.Auth == "none" && f.Strength == rules.Proven && e.Enrols && e.Method == "POST" && isAccounts(e.Path) {
		f.Strength = rules.Unproven
		f.Message = fmt.Sprintf("%s makes users of whoever asks, with a password of their own: see that strangers are to sign up here, and with no more rights than those", route)
	}
	reportAt(pass, program, e, f)
}

// reportAt reports a finding where a route is registered or, if that is not to be seen
// from here, served.
func reportAt(pass *analysis.Pass, program *link.Program, e *link.Endpoint, f link.Finding) {
	f.At = e.Registered
	if program.View == link.Local {
		if !e.OwnedByLocal {
			return
		}
		if !program.Shows(f.At) {
			f.Message += fmt.Sprintf(" (registered in %s, at %s)", e.Registered.Package, e.Registered)
			f.At = e.Served
		}
		if !program.Shows(f.At) {
			return
		}
	}
	check.Report(pass, f)
}

// listener is what serves routes: the finding about many of them stands there.
type listener struct {
	service string
	served  link.Pos
	reach   link.Reach
}

// reportAlike reports one finding for all routes that one handler answers.
func reportAlike(pass *analysis.Pass, program *link.Program, list []*link.Endpoint) {
	first := list[0]
	f := link.Finding{Help: help, Symbol: first.Handler, Message: fmt.Sprintf(
		"%d routes that %s answers are registered without authentication, as of %s %s: nothing in their chains%s rejects a request without a credential",
		len(list), first.Handler, first.Method, first.Path, chain(first))}
	for _, e := range list[:min(len(list), 5)] {
		f.Related = append(f.Related, link.Step{At: e.Registered, Text: e.Method + " " + e.Path})
	}
	reportAt(pass, program, first, f)
}

// reportMany reports one finding for several routes.
func reportMany(pass *analysis.Pass, program *link.Program, list []*link.Endpoint, strength rules.Strength, message string) {
	first := list[0]
	f := link.Finding{At: first.Served, Help: help, Symbol: first.Service, Strength: strength, Message: message}
	for _, e := range list[:min(len(list), 5)] {
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
func isPublic(e *link.Endpoint) bool { return publicAs(e) != "" }

// publicAs says what makes a route public by nature, "" where nothing does.
func publicAs(e *link.Endpoint) string {
	switch {
	case e.Remote && isProbing(e.Path):
		return "machines ask it what the server offers and how it does, and have no credential"
	case e.Remote && publicMethod(e.Path):
		return "its name stands for what a caller needs before it has a credential, or for a probe"
	case e.Method == "OPTIONS":
		return "OPTIONS asks what may be called, and is asked without a credential"
	case e.Redirects:
		return "its handler sends callers elsewhere and does nothing else"
	case slices.Contains(publicHandlers, e.Handler):
		return e.Handler + " serves what is meant for everyone"
	case e.Content == routes.Nothing:
		return "its handler says that there is nothing here"
	case e.Files && reads(e.Method):
		return "the router serves files there, to browsers"
	case e.Enters && enters(e.Method):
		return "its handler asks for a credential in the body"
	case e.Content == routes.Page && reads(e.Method):
		return "its handler answers with a page for browsers"
	case e.Content == routes.Plain && reads(e.Method) && isRoot(e.Path):
		return "it is the root of the service, and answers with what every caller gets"
	case publicPath(e.Method, e.Path):
		return "the words of its path stand for what everyone may call: a way in, a probe, documentation or a file"
	}
	return ""
}

// Silence says why the rule says nothing of a route without a guard, as far as
// the route itself shows it; "" where it does not.
func Silence(e *link.Endpoint) string {
	if e.Reach == link.Nobody {
		return "nobody but the program itself knows the port that it is served on"
	}
	return publicAs(e)
}

// isDiagnostic reports whether the route shows how the program does.
func isDiagnostic(e *link.Endpoint) bool { return slices.Contains(diagnosticHandlers, e.Handler) }
