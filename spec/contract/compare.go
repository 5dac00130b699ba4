package contract

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// Check is a rule over services and their documents.
type Check struct {
	Rule  rules.Entry
	judge func(*Pass, *Comparison)
}

// New returns the check of a rule. The function is called once per service
// that has a document.
func New(rule rules.Entry, judge func(*Pass, *Comparison)) *Check {
	return &Check{Rule: rule, judge: judge}
}

// Pass is one check at work on one comparison.
type Pass struct {
	Policy  *rules.Policy // may be nil
	rule    *rules.Rule
	service string
	out     *[]Problem
}

// Report records a problem. The rule's ID and the service are filled in.
func (p *Pass) Report(problem spec.Problem) {
	problem.RuleID = p.rule.ID
	*p.out = append(*p.out, Problem{Problem: problem, Service: p.service})
}

// Comparison is one service held against the documents that describe it.
type Comparison struct {
	Service   string
	Documents []*lint.API
	Pairs     []Pair      // routes with what documents say of them
	Unknown   []Unmatched // routes that no document has
	// Ghosts are the documented operations that no route of any service answers.
	// Each is there once, with the service that its document describes best.
	Ghosts []Ghost
	// Described says that the documents have a route of the service that not
	// every service has, as a probe is. Otherwise they seem to describe another
	// service.
	Described bool

	routes  []route
	unclear []*Operation // whose paths are not wholly known
	tables  []*table
}

// Pair is a route and an operation that describes it.
type Pair struct {
	Route      *Operation
	Documented *lint.Operation
	API        *lint.API
	// Wider says that the route answers more than the operation, by a parameter
	// or a catch-all where the document has a literal.
	Wider bool
}

// Unmatched is a route that no document has.
type Unmatched struct {
	Route *Operation
	// SamePath are the operations on the route's path, with other methods.
	SamePath []*lint.Operation
	// Template is an operation whose path, by a parameter, covers the route's.
	Template *lint.Operation
	// Outside says that the documents have a base path and the route is not
	// below it.
	Outside bool
}

// Ghost is a documented operation that no code answers.
type Ghost struct {
	Documented *lint.Operation
	API        *lint.API
	SamePath   []*Operation // the routes on its path, with other methods
	// Doubt says why something may answer it all the same, "" where nothing does.
	Doubt string
	// Near is the route of the service whose path begins most as its own does.
	Near *Operation

	likely bool // a route that is known but for what stands before it does
}

// Code is what is known of the services of a program.
type Code struct {
	Operations []Operation
	Unresolved int // registrations that could not be read: any may be a route
}

// Compare pairs the routes with the documents' operations and lets the checks
// that the policy does not turn off judge the outcome. A route is undocumented
// only where no document has it, so that all documents of a project belong into
// one call. The policy says which document describes which service: an import
// path, or a directory as ./cmd/api, which is held against the end of the
// import path; where it says nothing, a document describes all services.
//
// Problems are sorted; matches are in the order of the operations, at most one
// for each.
func Compare(docs []*spec.Document, code Code, checks []*Check, policy *rules.Policy) ([]Problem, []Match) {
	var problems []Problem
	var matches []Match
	ops := code.Operations
	views := viewsOf(docs, policy)
	list := compareAll(ops, views)
	answered := answeredBy(list)
	separate(list, views)
	haunt(list, views, code, answered)
	for _, c := range list {
		c.choose(views)
		for _, check := range checks {
			if policy.On(check.Rule.Rule) {
				check.judge(&Pass{Policy: policy, rule: check.Rule.Rule, service: c.Service, out: &problems}, c)
			}
		}
		matches = append(matches, matchesOf(c, ops)...)
	}
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(a.Problem.Compare(b.Problem), cmp.Compare(a.Service, b.Service))
	})
	slices.SortFunc(matches, func(a, b Match) int { return cmp.Compare(a.Operation, b.Operation) })
	return problems, matches
}

// Describes reports whether any of the documents has a route that not every service
// has, as a probe is.
func Describes(docs []*spec.Document, ops []Operation, policy *rules.Policy) bool {
	return slices.ContainsFunc(compareAll(ops, viewsOf(docs, policy)), func(c *Comparison) bool { return c.Described })
}

func viewsOf(docs []*spec.Document, policy *rules.Policy) []documentView {
	views := make([]documentView, len(docs))
	for i, d := range docs {
		views[i] = documentView{api: lint.View(d), use: useOf(policy, d.Name)}
	}
	return views
}

// compareAll holds each service against the documents that describe it, if any do.
func compareAll(ops []Operation, views []documentView) (list []*Comparison) {
	for _, service := range services(ops) {
		if c := compareService(service, ops, views); len(c.Documents) > 0 {
			list = append(list, c)
		}
	}
	return list
}

// documentView is a document with what the policy says of it.
type documentView struct {
	api *lint.API
	use rules.DocumentUse
}

func useOf(policy *rules.Policy, name string) rules.DocumentUse {
	if policy != nil {
		for _, use := range policy.Documents {
			if path.Clean(use.File) == name {
				return use
			}
		}
	}
	return rules.DocumentUse{}
}

// serves reports whether the document describes the service.
func (d documentView) serves(service string) bool {
	return len(d.use.Serves) == 0 || slices.ContainsFunc(d.use.Serves, func(s string) bool {
		dir, isDir := strings.CutPrefix(s, "./")
		if !isDir && s != "." {
			return s == service
		}
		dir = strings.Trim(dir, "/.")
		return dir == "" || strings.HasSuffix(service, "/"+dir)
	})
}

// services returns the services of the routes, sorted.
func services(ops []Operation) []string {
	var names []string
	for _, op := range ops {
		names = append(names, op.Service)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// separate takes the pairs away of a document and a service that it does not describe,
// where another service has more of the document.
func separate(list []*Comparison, views []documentView) {
	parts := partsOf(list)
	for _, v := range views {
		if len(v.use.Serves) > 0 {
			continue
		}
		var most part
		for _, of := range parts {
			if of[v.api].compare(most) > 0 {
				most = of[v.api]
			}
		}
		for i, c := range list {
			if p := parts[i][v.api]; p.compare(most) < 0 && c.isStranger(p, most, parts[i]) {
				c.Pairs = slices.DeleteFunc(c.Pairs, func(p Pair) bool { return p.API == v.api })
				c.Described = slices.ContainsFunc(c.Pairs, Pair.isBusiness)
			}
		}
	}
}

// isStranger reports whether a document of which another service has the most does
// not describe this one: this one shares probes with it and nothing else, as every
// service has a GET /health, or has more of another document, or has nothing of it
// that the other lacks, and most of its own routes are not in it.
func (c *Comparison) isStranger(p, most part, own map[*lint.API]part) bool {
	if len(p.routes) == 0 {
		return true
	}
	for _, other := range own {
		if other.compare(p) > 0 {
			return true
		}
	}
	for d := range p.operations {
		if !most.operations[d] {
			return false
		}
	}
	business := 0
	for _, r := range c.routes {
		if !r.Implied && isBusiness(r.Operation) {
			business++
		}
	}
	return 2*len(p.routes) < business
}

// part is what a service has of a document, but for what every service has.
type part struct {
	routes     map[*Operation]bool      // those on paths of the document
	operations map[*lint.Operation]bool // what these answer
	wider      int                      // further operations that a route for more than one path would answer
}

// isBusiness reports whether a route is one that not every service has, as a probe is.
func isBusiness(op *Operation) bool {
	return lint.PathPurpose(op.Method, op.Path) == lint.Business
}

func (p Pair) isBusiness() bool { return isBusiness(p.Route) }

// compare orders by size.
func (p part) compare(q part) int {
	return cmp.Or(cmp.Compare(len(p.routes), len(q.routes)), cmp.Compare(p.wider, q.wider))
}

// parts returns what the service has of each document.
func (c *Comparison) parts() map[*lint.API]part {
	parts := map[*lint.API]part{}
	for _, pair := range c.Pairs {
		if !pair.isBusiness() {
			continue
		}
		p, ok := parts[pair.API]
		if !ok {
			p = part{routes: map[*Operation]bool{}, operations: map[*lint.Operation]bool{}}
		}
		if pair.Wider {
			p.wider++
		} else {
			p.routes[pair.Route] = true
			p.operations[pair.Documented] = true
		}
		parts[pair.API] = p
	}
	return parts
}

// partsOf returns what each service has of each document.
func partsOf(list []*Comparison) []map[*lint.API]part {
	parts := make([]map[*lint.API]part, len(list))
	for i, c := range list {
		parts[i] = c.parts()
	}
	return parts
}

// Main returns the document that has the most of the service, or the first of those.
func (c *Comparison) Main() *lint.API {
	has, main := c.parts(), c.Documents[0]
	for _, api := range c.Documents {
		if has[api].compare(has[main]) > 0 {
			main = api
		}
	}
	return main
}

// choose leaves each route to one document where nobody says which describe the
// service: to that which has the most of it, or the first of those. A copy of a
// document in another format would say everything twice, and one of the next version
// things that are not so as yet.
func (c *Comparison) choose(views []documentView) {
	has, rank := c.parts(), map[*lint.API]int{}
	byPart := slices.Clone(views)
	slices.SortStableFunc(byPart, func(a, b documentView) int { return has[b.api].compare(has[a.api]) })
	for i, v := range byPart {
		rank[v.api] = i
		if len(v.use.Serves) > 0 {
			rank[v.api] = -1
		}
	}
	best := map[*Operation]int{}
	for _, p := range c.Pairs {
		if n, ok := best[p.Route]; !ok || rank[p.API] < n {
			best[p.Route] = rank[p.API]
		}
	}
	c.Pairs = slices.DeleteFunc(c.Pairs, func(p Pair) bool { return rank[p.API] > best[p.Route] })
}

// route is an operation of the code in segments.
type route struct {
	*Operation
	path template
}

// compareService holds one service against the documents that describe it.
func compareService(service string, ops []Operation, views []documentView) *Comparison {
	c := &Comparison{Service: service}
	var routes []route
	for i := range ops {
		op := &ops[i]
		switch {
		case op.Service != service:
		case strings.Contains(op.Path, unresolved):
			c.unclear = append(c.unclear, op)
		default:
			routes = append(routes, route{op, parse(op.Path)})
		}
	}
	var tables []*table
	for _, v := range views {
		if v.serves(service) {
			c.Documents = append(c.Documents, v.api)
			tables = append(tables, bestTable(v, routes))
		}
	}
	c.routes, c.tables = routes, tables
	known := map[*Operation]bool{}
	taken := map[*lint.Operation]bool{} // documented operations that have a route of the same path
	own := ownMethods(routes)
	for _, wider := range []bool{false, true} {
		for _, r := range routes {
			for _, t := range tables {
				for _, d := range t.find(r, wider, taken) {
					if !wider && r.Method == "ANY" && own[r.path.key()+" "+d.Method] {
						known[r.Operation] = true // what it answers is the rest
						continue
					}
					known[r.Operation] = true
					if !wider {
						taken[d] = true
					}
					c.Pairs = append(c.Pairs, Pair{Route: r.Operation, Documented: d, API: t.api, Wider: wider})
				}
			}
		}
	}
	c.Pairs = onListener(c.Pairs)
	c.Described = slices.ContainsFunc(c.Pairs, Pair.isBusiness)
	for _, r := range routes {
		if !known[r.Operation] && !r.Implied {
			c.Unknown = append(c.Unknown, unmatched(r, tables))
		}
	}
	return c
}

// ownMethods returns the paths and methods that have a route of their own: a route
// for any method on the path never answers these.
func ownMethods(routes []route) map[string]bool {
	own := map[string]bool{}
	for _, r := range routes {
		if r.Method != "ANY" {
			own[r.path.key()+" "+r.Method] = true
		}
	}
	return own
}

// unmatched says what the documents have instead of a route.
func unmatched(r route, tables []*table) Unmatched {
	u := Unmatched{Route: r.Operation, Outside: true}
	for _, t := range tables {
		u.SamePath = append(u.SamePath, t.byPath[r.path.key()]...)
		u.Outside = u.Outside && !t.inside(r.path)
		if u.Template == nil {
			u.Template = t.covering(r)
		}
	}
	return u
}

// matchesOf returns the first pair of each route, exact pairs before wider
// ones.
func matchesOf(c *Comparison, ops []Operation) []Match {
	first := map[*Operation]Pair{}
	for _, p := range c.Pairs {
		if _, ok := first[p.Route]; !ok {
			first[p.Route] = p
		}
	}
	var out []Match
	for i := range ops {
		if p, ok := first[&ops[i]]; ok {
			out = append(out, Match{
				Operation: i, Documented: p.Documented, API: p.API,
				Document: p.API.Doc.Name,
				Pointer:  p.Documented.Node.Pointer(),
				Line:     p.Documented.Node.KeyRange().Line,
			})
		}
	}
	return out
}
