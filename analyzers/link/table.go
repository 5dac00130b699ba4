package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// node is a router while the table is built.
type node struct {
	id        string
	framework string
	syntax    model.PathSyntax
	cuts      bool
	through   bool // it routes nothing
	kept      bool // a table of the program's own, which is nothing unless it is served
	bounded   bool // messages are read within a bound of the library's own
	options   []placed
	at        Pos
	pkg       string   // the package whose code fills it
	parent    *node    // an inline router inherits the chain of its parent
	born      placed   // what made an inline router
	again     []placed // and made it under other prefixes as well
	uses      []placed
	routes    []placed
	mounts    []placed
	refines   []placed
	children  []*node // inline routers
	reached   bool
	attached  bool // mounted under another router
}

// table builds endpoints out of the operations of all packages.
type table struct {
	view     View
	records  []*routes.Record
	imports  map[string][]string // package to the packages it imports
	included map[[2]string]bool  // whether a main package, and a package that it is made of
	mains    []string
	testing  map[string]bool // packages that are there for tests
	away     map[string]bool // packages of which nothing is known but their imports
	info     map[string]*routes.Summary
	nodes    map[string]*node
	order    []*node
	env      map[string][]routes.Expr // what fields and variables hold
	begins   map[string][]routes.Expr // what of that they hold when a struct is made
	list     []Endpoint
	problems []Problem
	values   *values
	beyond   map[string]bool     // methods behind interfaces of which a local view does not see what they do
	served   map[string][]placed // by function, what it puts on listeners
	steps    int
	// procedures are the methods of services that the program serves, by their
	// names; nil until a gateway asks.
	procedures map[string][]answering
	switches   map[string]routes.Setting // conditions of operations that settings decide
	changing   map[string]bool           // fields and variables that requests can change; nil until a setting asks
	fixed      map[string]bool           // those to which nothing but constants are written
	hollow     map[string]routes.Worth   // what is left under the keys of contexts; nil in a local view
}

func newTable(view View, packages []Package, v *values) *table {
	t := &table{view: view, imports: map[string][]string{}, included: map[[2]string]bool{}, testing: map[string]bool{}, away: map[string]bool{}, info: map[string]*routes.Summary{}, nodes: map[string]*node{}, env: map[string][]routes.Expr{}, begins: map[string][]routes.Expr{}, values: v, beyond: map[string]bool{}, switches: map[string]routes.Setting{}}
	for i := range packages {
		if packages[i].Absent {
			t.away[packages[i].Flow.Package] = true
		}
		t.records = append(t.records, &packages[i].Routes)
		t.imports[packages[i].Flow.Package] = packages[i].Flow.Imports
		if packages[i].Flow.Main {
			t.mains = append(t.mains, packages[i].Flow.Package)
		}
		t.testing[packages[i].Flow.Package] = packages[i].Routes.Testing
		for _, sum := range packages[i].Routes.Summaries {
			t.info[sum.Func] = sum
		}
	}
	for i := range packages {
		for _, sum := range packages[i].Routes.Answers {
			if t.info[sum.Func] == nil {
				t.info[sum.Func] = sum
			}
		}
	}
	t.hollow = leftUnder(view, t.records)
	return t
}

// placed is an operation with the package of the function that runs it, and its
// place among all that the function does. The operation is never changed.
type placed struct {
	*routes.Op
	pkg  string
	root string
	seq  int
}

// endpoints runs the operations of every function that no other runs, and
// walks what is served.
func (t *table) endpoints() ([]Endpoint, []Problem) {
	ops := t.roots()
	// 1. What fields and variables hold, and what is called by way of them.
	t.keep(ops)
	ops = t.unrolled(t.called(ops))
	t.served = serving(ops)
	// 2. What routers are made of.
	for _, op := range ops {
		t.build(op)
	}
	// 3. What is served, and what is left over.
	for _, op := range ops {
		if op.Kind == routes.Serve {
			t.serve(op)
		}
	}
	for _, n := range t.order {
		if !n.reached && !n.attached && n.parent == nil {
			t.leftOver(n)
		}
	}
	t.sort()
	return t.list, t.problems
}

// roots returns the operations of the functions that are not part of another.
func (t *table) roots() []placed {
	inlined := map[string]bool{}
	for _, rec := range t.records {
		for _, id := range rec.Inlined {
			inlined[id] = true
		}
	}
	var ops []placed
	for _, rec := range t.records {
		for _, sum := range rec.Summaries {
			// A literal's operations are part of the function it stands in.
			if inlined[sum.Func] || strings.Contains(sum.Func, "$") {
				continue
			}
			ops = slices.Grow(ops, len(sum.Ops))
			for _, op := range sum.Ops {
				for _, s := range op.By {
					t.switches[s.When] = s.Setting
				}
				ops = append(ops, placed{Op: op, pkg: rec.Package, root: sum.Func})
			}
			if sum.Cut {
				t.problem(sum.At, flow.Short(sum.Func)+" does more to routers than is followed: routes may be missing")
			}
		}
	}
	return ops
}

// build adds one operation to the routers it is about.
func (t *table) build(op placed) {
	switch op.Kind {
	case routes.Register, routes.Use, routes.Mount, routes.Derive, routes.Refine:
	default:
		return
	}
	for _, n := range t.routersOf(op.Router, op) {
		n.kept = n.kept || op.Kept
		if op.Kept {
			kept := *op.Op
			kept.Path, kept.When = t.word(op.Path), nil // it is there once it is asked for
			op.Op = &kept
			same := func(have placed) bool { return have.At == op.At }
			if slices.ContainsFunc(n.routes, same) || slices.ContainsFunc(n.mounts, same) {
				continue
			}
		}
		if !op.Live { // else it is another library that registers there
			n.framework, n.syntax, n.cuts, n.through, n.bounded = op.Framework, op.Syntax, op.Cuts, op.Through, op.Bounded
		}
		switch op.Kind {
		case routes.Register:
			n.routes = append(n.routes, op)
		case routes.Use:
			if op.Call {
				n.options = append(n.options, op)
				continue
			}
			n.uses = append(n.uses, op)
		case routes.Refine:
			n.refines = append(n.refines, op)
		case routes.Mount:
			n.mounts = append(n.mounts, op)
			for _, child := range t.routersOf(op.Handler, op) {
				child.attached = true
			}
		case routes.Derive:
			for _, child := range t.routersOf(op.Handler, op) {
				switch {
				case child.parent == nil && child != n:
					child.parent, child.born = n, op
					n.children = append(n.children, child)
				case child.parent == n && op.At == child.born.At:
					child.again = append(child.again, op) // under another prefix
				}
			}
		}
	}
}

// routersOf returns the routers that an expression can be.
func (t *table) routersOf(e routes.Expr, op placed) []*node {
	return t.routersIn(e, op, map[string]bool{}, 0)
}

// routersIn is as routersOf, where the fields and variables have been asked already:
// they may hold each other, and each in many ways.
func (t *table) routersIn(e routes.Expr, op placed, asked map[string]bool, depth int) []*node {
	if depth > maxWalk {
		return nil
	}
	e = t.head(e)
	switch e.Kind {
	case routes.Router:
		n := t.node(e.Name, e.At, op)
		if e.Type != "" {
			n.framework = packageOf(e.Type)
		}
		return []*node{n}
	case routes.Choice:
		var list []*node
		for _, alternative := range e.Args {
			list = append(list, t.routersIn(alternative, op, asked, depth+1)...)
		}
		return list
	case routes.Field, routes.Global:
		if asked[e.Name] {
			return nil
		}
		asked[e.Name] = true
		var list []*node
		for _, held := range t.env[e.Name] {
			list = append(list, t.routersIn(held, op, asked, depth+1)...)
		}
		if len(list) == 0 && op.Kind != routes.Mount {
			list = append(list, t.node(e.Name, op.At, op))
		}
		return list
	case routes.Param:
		// A function that fills a router it is given, and that nobody is seen
		// to call: its routes exist, their chain is not known.
		if op.Kind != routes.Mount && t.view == Whole {
			n := t.node(fmt.Sprintf("%s#%d", e.Func, e.Index), e.At, op)
			return []*node{n}
		}
	}
	return nil
}

func (t *table) node(id string, at Pos, op placed) *node {
	n := t.nodes[id]
	if n == nil {
		n = &node{id: id, at: at, pkg: op.pkg, framework: op.Framework, syntax: op.Syntax}
		t.nodes[id] = n
		t.order = append(t.order, n)
	}
	return n
}

// services returns the main packages that code of the package ends up in, or
// the package itself.
func (t *table) services(pkg string) []string {
	if slices.Contains(t.mains, pkg) {
		return []string{pkg}
	}
	var list []string
	for _, main := range t.mains {
		if t.imported(main, pkg, map[string]bool{}) {
			list = append(list, main)
		}
	}
	if len(list) == 0 && !t.testing[pkg] {
		return []string{pkg}
	}
	return list
}

// including returns those of the services that the package is a part of. Programs
// share a router that a library keeps in a variable only by its name: what one
// main package registers there, another one never sees.
func (t *table) including(services []string, pkg string) []string {
	if t.view != Whole || t.imports[pkg] == nil && !slices.Contains(t.mains, pkg) {
		return services
	}
	var list []string
	for _, s := range services {
		key := [2]string{s, pkg}
		in, known := t.included[key]
		if !known {
			in = !slices.Contains(t.mains, s) || t.imported(s, pkg, map[string]bool{})
			t.included[key] = in
		}
		if in {
			list = append(list, s)
		}
	}
	return list
}

// idle reports whether the service is a package of a program that no command of
// it imports: code that only tests want, or that others are to build on.
func (t *table) idle(service string) bool {
	return t.view == Whole && len(t.mains) > 0 && !slices.Contains(t.mains, service)
}

func (t *table) imported(from, pkg string, seen map[string]bool) bool {
	if from == pkg {
		return true
	}
	if seen[from] {
		return false
	}
	seen[from] = true
	return slices.ContainsFunc(t.imports[from], func(imp string) bool { return t.imported(imp, pkg, seen) })
}

// isForeign reports whether a function or handler is of another module, by the
// path of its package: those of the standard library have no dot in the first
// part.
func isForeign(name string) bool {
	first, _, nested := strings.Cut(strings.TrimLeft(name, "(*"), "/")
	return nested && strings.Contains(first, ".")
}

func (t *table) unresolved(e routes.Expr, w walk, why string) {
	at := e.At
	if w.registered.Line != 0 {
		at = w.registered
	}
	t.problem(at, "the handler is not known: "+cmp.Or(why, "it is computed at run time"))
	if w.registered.Line != 0 && w.framework != "" {
		w.partial, w.unsure = true, true
		t.emit(Layer{Name: "", At: at}, w)
	}
}

func (t *table) problem(at Pos, reason string) {
	p := Problem{at, reason}
	if !slices.Contains(t.problems, p) {
		t.problems = append(t.problems, p)
	}
}

// inOrder compares endpoints: of those of one route, the weaker comes first.
func inOrder(a, b Endpoint) int {
	return cmp.Or(cmp.Compare(a.Service, b.Service), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method),
		a.Registered.Compare(b.Registered), cmp.Compare(a.Handler, b.Handler), cmp.Compare(a.Reach, b.Reach), cmp.Compare(authRank(a.Auth), authRank(b.Auth)), a.Served.Compare(b.Served))
}

// joined returns endpoints, which are in order, with one for each route.
func joined(list []Endpoint) []Endpoint {
	for i := len(list) - 1; i > 0; i-- {
		if same(&list[i-1], &list[i]) {
			list[i-1].either(&list[i])
		}
	}
	return slices.CompactFunc(list, func(a, b Endpoint) bool { return same(&a, &b) })
}

// sort orders the endpoints and drops repeated ones, as a router that is found
// by two ways. Of two chains to one route the weaker counts.
func (t *table) sort() {
	slices.SortStableFunc(t.list, inOrder)
	t.dropAstray()
	t.list = joined(t.list)
	slices.SortFunc(t.problems, func(a, b Problem) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Reason, b.Reason)) })
}
