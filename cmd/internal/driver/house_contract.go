package driver

import (
	"cmp"

	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/lint"
)

// house is what rules on routes and contracts look at.
type house struct {
	policy     *rules.Policy
	inventory  *link.Inventory
	operations map[int]rules.Object // that routes answer, by their index in the inventory
	owned      *owners
	root       string // of the project; "" where nothing is to be read
}

// projectDir returns the directory that the files of a project are below.
func projectDir(cfg Config) string { return cmp.Or(cfg.Root, cfg.Dir) }

func (a *Analysis) newHouse(cfg Config) *house {
	if a.house == nil {
		a.house = &house{policy: cfg.Policy, inventory: a.Inventory, operations: map[int]rules.Object{}, root: projectDir(cfg)}
	}
	return a.house
}

// spot returns a place in the code.
func (h *house) spot(file string, line, column int, what string) rules.Spot {
	return rules.Spot{Place: rules.Place{File: file, Line: line, Column: max(1, column)}, What: what}
}

// owners returns the owners of a file.
func (h *house) owners(file string) []string {
	if h.owned == nil {
		h.owned = readOwners(h.root)
	}
	return h.owned.of(file)
}

// route returns a route of the inventory as it is in a world.
func (h *house) route(i int, w *world) *routeObject {
	return &routeObject{house: h, index: i, Route: &h.inventory.Routes[i], world: w}
}

// looks reports whether rules of the policy look at objects of the code.
func looks(cfg Config, kind rules.Kind) bool {
	for _, c := range cfg.Checks {
		if c.Rule.Kind == kind && cfg.Policy.On(c.Rule.Rule) {
			return true
		}
	}
	return false
}

// routeRules has the rules of the policy look at the routes.
func (a *Analysis) routeRules(cfg Config) {
	if a.Inventory == nil || !looks(cfg, rules.Code) {
		return
	}
	h := a.newHouse(cfg)
	for _, c := range cfg.Checks {
		if c.Rule.Kind != rules.Code || !cfg.Policy.On(c.Rule.Rule) {
			continue
		}
		b := newBench(c)
		for i := range a.Inventory.Routes {
			for _, out := range b.judge(func(w *world) rules.Object { return h.route(i, w) }) {
				r := &a.Inventory.Routes[i]
				f := problem(problemOf(c, out))
				f.Route, f.Pointer = &finding.Route{Service: r.Service, Method: r.Method, Path: r.Path}, ""
				a.Findings = append(a.Findings, f)
			}
		}
		a.count(c, b)
	}
}

// count adds what a rule came to bear on.
func (a *Analysis) count(c *rules.Check, b *bench) {
	if a.Tally == nil {
		a.Tally = rules.Tally{}
	}
	a.Tally.Add(rules.Tally{c.Rule.ID: b.trial.Counts()})
}

// problemOf returns an outcome as a problem of the rule.
func problemOf(c *rules.Check, out rules.Outcome) spec.Problem {
	p := spec.Problem{
		RuleID: c.Rule.ID, Strength: out.Strength, Range: rangeOf(out.At), Pointer: out.At.Pointer, Message: out.Message, Help: out.Help,
		Method: out.At.Method, Path: out.At.Path,
	}
	for _, r := range out.Related {
		p.Related = append(p.Related, spec.Related{Range: rangeOf(r), Message: cmp.Or(r.What, "this matters too")})
	}
	return p
}

func rangeOf(s rules.Spot) spec.Range {
	return spec.Range{File: s.File, Line: s.Line, Column: s.Column, EndLine: s.EndLine, EndColumn: s.EndColumn}
}

// contractRules returns the rules of the policy that look at routes beside
// documents. ops are those of the inventory, in its order.
func (a *Analysis) contractRules(cfg Config, ops []contract.Operation) (list []*contract.Check) {
	if !looks(cfg, rules.Contract) {
		return nil
	}
	j := &joint{house: a.newHouse(cfg), index: map[*contract.Operation]int{}}
	for i := range ops {
		j.index[&ops[i]] = i
	}
	for _, c := range cfg.Checks {
		if c.Rule.Kind == rules.Contract {
			list = append(list, contract.New(c.Rule, func(p *contract.Pass, compared *contract.Comparison) {
				b := newBench(c)
				j.judge(b, p, compared)
				a.count(c, b)
			}))
		}
	}
	return list
}

// joint is what rules on routes beside documents look at.
type joint struct {
	*house
	index map[*contract.Operation]int
}

// judge has a rule look at one service.
func (j *joint) judge(b *bench, p *contract.Pass, c *contract.Comparison) {
	report := func(at *contract.Operation, doubt rules.Strength, in func(*world) rules.Object) {
		for _, out := range b.judge(in) {
			out.Strength = max(out.Strength, doubt)
			problem := problemOf(b.check, out)
			if at != nil {
				problem.Method, problem.Path = at.Method, at.Path
			}
			p.Report(problem)
		}
	}
	switch b.check.Kind {
	case "pair":
		for i := range c.Pairs {
			pair := &c.Pairs[i]
			report(pair.Route, rules.Proven, func(w *world) rules.Object { return j.pair(pair, w) })
		}
	case "undocumented":
		for i := range c.Unknown {
			u := &c.Unknown[i]
			if c.Described && u.Route.Framework != contract.GRPC {
				report(u.Route, rules.Proven, func(w *world) rules.Object { return j.undocumented(c, u, w) })
			}
		}
	case "ghost":
		for i := range c.Ghosts {
			g := &c.Ghosts[i]
			doubt := rules.Proven
			if g.Doubt != "" {
				doubt = rules.Hint
			}
			report(nil, doubt, func(w *world) rules.Object { return j.ghost(c, g, w) })
		}
	}
}

// routeOf returns the route of an operation.
func (j *joint) routeOf(op *contract.Operation, w *world) rules.Object {
	return j.route(j.index[op], w)
}

func (j *joint) pair(p *contract.Pair, w *world) rules.Object {
	route := j.routeOf(p.Route, w)
	return &partObject{kind: "pair", at: route.Origin(), attrs: map[string]any{
		"route": route, "operation": p.API.Object(p.Documented, j.policy), "document": p.API.DocumentObject(j.policy), "wider": p.Wider,
	}}
}

func (j *joint) undocumented(c *contract.Comparison, u *contract.Unmatched, w *world) rules.Object {
	route := j.routeOf(u.Route, w)
	return &partObject{kind: "undocumented", at: route.Origin(), attrs: map[string]any{
		"route": route, "same_path": j.described(c, u.SamePath), "outside": u.Outside,
	}}
}

// described returns operations of the documents of a service.
func (j *joint) described(c *contract.Comparison, ops []*lint.Operation) []any {
	list := []any{}
	for _, op := range ops {
		for _, api := range c.Documents {
			if api.Has(op) {
				list = append(list, api.Object(op, j.policy))
			}
		}
	}
	return list
}

func (j *joint) ghost(c *contract.Comparison, g *contract.Ghost, w *world) rules.Object {
	operation := g.API.Object(g.Documented, j.policy)
	routes := []any{}
	for _, op := range g.SamePath {
		routes = append(routes, j.routeOf(op, w))
	}
	return &partObject{kind: "ghost", at: operation.Origin(), attrs: map[string]any{
		"operation": operation, "document": g.API.DocumentObject(j.policy), "service": c.Service,
		"same_path": routes, "doubt": text(g.Doubt),
	}}
}
