package undocumented_route

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.go testdata/good.go
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "undocumented_route",
	Title:      "A route is in no document",
	Kind:       rules.Contract,
	Severity:   rules.Medium,
	Confidence: rules.Firm,
	OWASP:      "API9:2023",
	CWE:        1059,
	Since:      "0.1",
	Default:    rules.Warning,
}}

// Check reports each undocumented route at its registration.
var Check = contract.New(Rule, func(p *contract.Pass, c *contract.Comparison) {
	var missing []contract.Unmatched
	read := map[string]bool{} // paths of GET
	for _, u := range c.Unknown {
		if expected(u.Route) {
			missing = append(missing, u)
			if u.Route.Method == "GET" {
				read[u.Route.Path] = true
			}
		}
	}
	missing = slices.DeleteFunc(missing, func(u contract.Unmatched) bool { return u.Route.Method == "HEAD" && read[u.Route.Path] })
	if len(missing) > 0 && !c.Described {
		// What comments describe is what they stand at, and no other service.
		if !c.Documents[0].Doc.Composed() {
			p.Report(stranger(c, missing))
		}
		return
	}
	main := c.Main().Doc
	for _, u := range missing {
		p.Report(problem(c, main, u))
	}
})

// stranger says that the document seems to describe another service.
func stranger(c *contract.Comparison, missing []contract.Unmatched) spec.Problem {
	doc := c.Documents[0].Doc
	paths := doc.Root().Field("paths")
	if !paths.Exists() {
		paths = doc.Root()
	}
	verb := "are"
	if len(missing) == 1 {
		verb = "is"
	}
	return spec.Problem{
		Strength: rules.Hint,
		Range:    paths.KeyRange(),
		Pointer:  paths.Pointer(),
		Message:  fmt.Sprintf("%s of %s %s not in %s, which seems to describe another service", lint.Count(len(missing), "route"), c.Service, verb, documents(c)),
		Help:     "name what it serves, and the base path of the routes, in a document block of the policy",
		Related:  []spec.Related{missing[0].Route.Registration()},
	}
}

// problem reports one route, beside the document that has the most of the service.
func problem(c *contract.Comparison, doc *spec.Document, u contract.Unmatched) spec.Problem {
	out := spec.Problem{
		Range:   u.Route.Range(),
		Method:  u.Route.Method,
		Path:    u.Route.Path,
		Message: fmt.Sprintf("%s of %s is not in %s", u.Route, c.Service, documents(c)),
		Help:    "add the operation to the document, or remove the route",
	}
	if paths := doc.Root().Field("paths"); !doc.Composed() && paths.Exists() {
		out.Related = []spec.Related{{Range: paths.KeyRange(), Message: "the paths that are described"}}
	} else {
		for _, item := range paths.Fields() { // in code they stand nowhere together
			out.Related = []spec.Related{{Range: item.KeyRange(), Message: "the first of the paths that are described"}}
			break
		}
	}
	switch {
	case len(u.SamePath) > 0:
		out.Message = fmt.Sprintf("%s of %s is not in %s: the path is there with %s only", u.Route, c.Service, documents(c), methods(u.SamePath))
		out.Related = related(u.SamePath[0], "the documented operation on this path")
	case u.Template != nil:
		out.Strength = rules.Hint
		out.Message = fmt.Sprintf("%s of %s is not in %s by itself: only %s covers it", u.Route, c.Service, documents(c), u.Template)
		out.Related = related(u.Template, "the operation that covers it")
	case u.Outside:
		out.Strength = rules.Hint
		out.Message = fmt.Sprintf("%s of %s is not in %s, and outside the base path described there", u.Route, c.Service, documents(c))
	case doc.Composed():
		out.Strength = rules.Unproven // what the code says of itself need not be all that is said
	}
	if u.Route.Partial {
		out.Strength = max(out.Strength, rules.Unproven)
	}
	if strings.Contains(u.Route.Path, "...}") || isDiagnostic(u.Route) {
		out.Strength = rules.Hint
	}
	return out
}

// documents names the documents.
func documents(c *contract.Comparison) string {
	if len(c.Documents) == 1 {
		return c.Documents[0].Doc.Name
	}
	return fmt.Sprintf("any of %d documents", len(c.Documents))
}

func related(op *lint.Operation, message string) []spec.Related {
	return []spec.Related{{Range: op.Node.KeyRange(), Message: message}}
}

func methods(ops []*lint.Operation) string {
	var names []string
	for _, op := range ops {
		if !slices.Contains(names, op.Method) {
			names = append(names, op.Method)
		}
	}
	return strings.Join(names, ", ")
}

// expected reports whether a document is to be expected to have the route.
func expected(r *contract.Operation) bool {
	if r.Framework == contract.GRPC {
		return false
	}
	switch lint.PathPurpose(r.Method, r.Path) {
	case lint.Probe, lint.Manual, lint.Preflight:
		return false
	}
	return !isStatic(r)
}

// isDiagnostic reports whether the standard library answers the route with how the
// program does: no client of the API asks for that, and nobody describes it.
func isDiagnostic(r *contract.Operation) bool {
	pkg, _, _ := strings.Cut(r.Handler, ".")
	return pkg == "net/http/pprof" || pkg == "expvar"
}

// isStatic reports whether the route serves files: the page at the root, a
// catch-all of everything or below a folder of files, or a file by its name.
func isStatic(r *contract.Operation) bool {
	if r.Method != "GET" && r.Method != "HEAD" && r.Method != "ANY" {
		return false
	}
	trimmed := strings.Trim(r.Path, "/")
	if trimmed == "" || trimmed == "{$}" {
		return true
	}
	if base, ok := strings.CutSuffix(trimmed, "...}"); ok {
		base, _ = path.Split(base)
		return base == "" || hasFolder(base)
	}
	return slices.Contains(fileTypes, path.Ext(trimmed)) || slices.Contains(pages, path.Base(trimmed))
}

var (
	// pages are files that browsers ask for by their names.
	pages     = []string{"manifest.json", "asset-manifest.json", "browserconfig.xml", "sitemap.xml", "apple-app-site-association", "assetlinks.json"}
	folders   = []string{"static", "assets", "asset", "public", "dist", "css", "js", "img", "image", "images", "fonts", "icons", "media", "ui", "web"}
	fileTypes = []string{".css", ".js", ".map", ".html", ".htm", ".txt", ".ico", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".woff", ".woff2", ".ttf", ".webmanifest"}
)

// hasFolder reports whether a segment of the path is a folder of files.
func hasFolder(base string) bool {
	for segment := range strings.SplitSeq(strings.Trim(base, "/"), "/") {
		if slices.Contains(folders, strings.ToLower(segment)) {
			return true
		}
	}
	return false
}
