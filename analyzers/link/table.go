package link

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// Endpoint is one route with what its chain shows.
type Endpoint struct {
	Service     string
	Listener    string
	Reach       Reach
	Method      string
	Path        string
	Framework   string
	Conditional bool
	Partial     bool

	Registered Pos
	Excused    []string // the rules that a directive excuses at the registration
	// Served is where the chain became complete: the call that puts the router
	// on a listener, or the router itself where none is visible.
	Served  Pos
	Handler string
	At      Pos // of the handler
	Chain   []Layer
	info    *routes.Handler // of the handler, nil where nothing is known of it

	Auth         string // required, optional, none, unknown
	Evidence     []Step
	Controls     Controls
	Remote       bool // it is a method of a service
	Redirects    bool // the handler sends callers elsewhere and does nothing else
	Content      routes.Content
	Idle         bool       // no command of the program imports what serves it
	Enters       bool       // the handler asks for a credential in the body
	Outside      bool       // the handler is of another module
	Exempt       string     // the middleware that lets the route by, of which it is one of some
	Named        bool       // it does so by the name of the route, or of its method
	Files        bool       // the router answers itself, with files that are below the path
	unsure       bool       // a part of the chain cannot be read
	role         model.Role // of a library's handler
	secured      secured
	astray       bool        // no request for it takes this way
	chosen       bool        // its chain is one of several, by the configuration or by the request
	Reads        []flow.Flow // reads of the body that the handler leaves unbounded
	OwnedByLocal bool        // in a local view: the chain became complete in this package
}

// Layer is one middleware of a chain.
type Layer struct {
	Name  string
	At    Pos
	Role  model.Role
	sets  string // the context key that it fills with who is calling
	info  *routes.Handler
	some  bool   // it can let some requests by
	house bool   // the policy vouches for it
	put   Pos    // the call that puts it around routes, zero where it is part of an expression
	cut   string // what of the path it does not see
	ways  []way  // it stands for what is on one of these
	named bool   // it names the route, or its method, as one that it lets by
	// doubtful says that whether it counts for the route is not known.
	doubtful bool
	// when are the conditions under which it is there, beyond those of the route.
	when []string
	env  []routes.Binding // what parameters around the function are bound to
}

// Read is a place where the body of a request is read.
type Read struct {
	Sink   Sink
	Steps  []Step
	Routes []Endpoint // the routes that get there without a bound
	// Bounded says that some routes get there, all within a bound.
	Bounded bool
	// Mounted says that the function is used as a handler somewhere, though no
	// route was resolved to it, and BoundsElsewhere that the program bounds
	// bodies somewhere: whether it does so on the way here is not known.
	Mounted         bool
	BoundsElsewhere bool
	// Unpacked says that it is what the body unpacks to that is read, which no
	// bound on the body bounds.
	Unpacked bool
	// Message says that it is a message of a connection that is read, and no
	// body. Routed or not, a bound on bodies is none on messages.
	Message bool
	// Shaped says that the function that reads is a handler by its parameters.
	Shaped bool
	Own    bool // the read stands in the package of a local view
}

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
	mains    []string
	testing  map[string]bool // packages that are there for tests
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
}

func newTable(view View, packages []Package, v *values) *table {
	t := &table{view: view, imports: map[string][]string{}, testing: map[string]bool{}, info: map[string]*routes.Summary{}, nodes: map[string]*node{}, env: map[string][]routes.Expr{}, begins: map[string][]routes.Expr{}, values: v, beyond: map[string]bool{}}
	for i := range packages {
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
	return t
}

// placed is an operation with the package of the function that runs it, and its
// place among all that the function does.
type placed struct {
	routes.Op
	pkg  string
	root string
	seq  int
}

// endpoints runs the operations of every function that no other runs, and
// walks what is served.
func (t *table) endpoints() ([]Endpoint, []Problem) {
	ops := t.roots()
	// 1. What fields and variables hold.
	t.keep(ops)
	ops = t.unrolled(ops)
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
			for _, op := range sum.Ops {
				ops = append(ops, placed{Op: op, pkg: rec.Package, root: sum.Func})
			}
			if sum.Cut {
				t.problem(sum.At, flow.Short(sum.Func)+" does more to routers than is followed: routes may be missing")
			}
		}
	}
	return ops
}

// unrolled returns the operations with those on the rows of tables that fields
// and variables hold repeated for each row.
func (t *table) unrolled(ops []placed) []placed {
	var list []placed
	for _, op := range ops {
		for _, one := range op.Expand(func(row routes.Expr) (routes.Expr, bool) { return t.listOf(row.Args[0]) }) {
			one.Path = t.textual(one.Path, 0)
			if one, ok := one.Decide(); ok {
				list = append(list, placed{one, op.pkg, op.root, len(list)})
			}
		}
	}
	return list
}

// textual returns a path with the texts that fields and variables hold put in.
func (t *table) textual(e routes.Expr, depth int) routes.Expr {
	if depth > maxDepth {
		return e
	}
	e = t.head(e)
	switch e.Kind {
	case routes.Global, routes.Field:
		if held := t.env[e.Name]; len(held) == 1 {
			if text := t.textual(held[0], depth+1); text.Kind == routes.Const || text.Kind == routes.Concat {
				return text
			}
		}
	case routes.Concat, routes.Computed:
		args := make([]routes.Expr, len(e.Args))
		for i, a := range e.Args {
			args[i] = t.textual(a, depth+1)
		}
		e.Args = args
		return e.Settle()
	}
	return e
}

// maxDepth bounds how far a text is put together of others.
const maxDepth = 12

// listOf returns the list that an expression is, by way of the one field or
// variable that holds it.
func (t *table) listOf(e routes.Expr) (routes.Expr, bool) { return t.read(e, 0) }

func (t *table) read(e routes.Expr, depth int) (routes.Expr, bool) {
	if depth > maxWalk {
		return e, false
	}
	e = t.head(e)
	switch e.Kind {
	case routes.Field, routes.Global:
		return t.kept(e, depth)
	case routes.List:
		parts := slices.Clone(e.Args)
		for i, part := range parts {
			if part.Kind != routes.Each {
				continue
			}
			rows, ok := t.read(part.Args[0], depth+1)
			if !ok {
				return e, false
			}
			part.Args = []routes.Expr{rows, part.Args[1]}
			if parts[i], ok = t.read(part.Settle(), depth+1); !ok {
				return e, false
			}
		}
		e.Args = parts
		e = e.Settle()
	case routes.Each:
		rows, ok := t.read(e.Args[0], depth+1)
		if ok {
			e.Args = []routes.Expr{rows, e.Args[1]}
			return t.read(e.Settle(), depth+1)
		}
	}
	return routes.Known(e)
}

// kept returns the list that a field or variable holds: what it is made as, and
// what is appended to it wherever that is.
func (t *table) kept(at routes.Expr, depth int) (routes.Expr, bool) {
	var first []routes.Expr
	list := routes.Expr{Kind: routes.List, At: at.At}
	for _, held := range t.env[at.Name] {
		if held.Kind == routes.Nil {
			continue
		}
		rest, grows := appended(held, at)
		if !grows {
			first = append(first, held)
			continue
		}
		more, ok := t.read(rest, depth+1)
		if !ok {
			return at, false
		}
		list.Args = append(list.Args, more.Args...)
	}
	switch len(first) {
	case 0:
		return list, len(list.Args) > 0
	case 1:
		made, ok := t.read(first[0], depth+1)
		if !ok {
			return at, false
		}
		list.Args = append(slices.Clone(made.Args), list.Args...)
		return list, true
	}
	return at, false
}

// appended returns what a value adds to what a field or variable held before.
func appended(held, at routes.Expr) (routes.Expr, bool) {
	if held.Kind != routes.List || len(held.Args) == 0 || held.Args[0].Kind != routes.Each {
		return held, false
	}
	self := held.Args[0].Args[0]
	if self.IsField() {
		self = self.Anywhere()
	}
	if self.Kind != at.Kind || self.Name != at.Name {
		return held, false
	}
	held.Args = held.Args[1:]
	return held, true
}

func isList(e routes.Expr) bool { return e.Kind == routes.List }

// ground returns a field of a struct as what it holds, or, where nobody is seen to
// make the struct, as any field of that type.
func (t *table) ground(e routes.Expr) routes.Expr {
	if e.Kind != routes.Select || len(e.Args) != 1 {
		return e
	}
	base := t.head(e.Args[0])
	for range maxWalk {
		if base.Kind != routes.Field && base.Kind != routes.Global || len(t.env[base.Name]) != 1 {
			break
		}
		base = t.head(t.env[base.Name][0])
	}
	if base.Kind == routes.Row || base.Kind == routes.Select && !base.IsField() {
		return e
	}
	e.Args = []routes.Expr{base}
	if e = e.Settle(); e.Kind == routes.Select && e.IsField() {
		return e.Anywhere()
	}
	return e
}

// build adds one operation to the routers it is about.
func (t *table) build(op placed) {
	switch op.Kind {
	case routes.Register, routes.Use, routes.Mount, routes.Derive, routes.Refine:
	default:
		return
	}
	for _, n := range t.routersOf(op.Router, op, 0) {
		n.kept = n.kept || op.Kept
		if op.Kept {
			op.Path, op.When = t.word(op.Path), nil // it is there once it is asked for
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
			for _, child := range t.routersOf(op.Handler, op, 0) {
				child.attached = true
			}
		case routes.Derive:
			for _, child := range t.routersOf(op.Handler, op, 0) {
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
func (t *table) routersOf(e routes.Expr, op placed, depth int) []*node {
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
			list = append(list, t.routersOf(alternative, op, depth+1)...)
		}
		return list
	case routes.Field, routes.Global:
		var list []*node
		for _, held := range t.env[e.Name] {
			list = append(list, t.routersOf(held, op, depth+1)...)
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

// walk is the state of going down from a listener to the routes.
type walk struct {
	services    []string
	listener    string
	reach       Reach
	served      Pos
	local       bool
	prefix      string
	cut         string   // what of the prefix handlers do not see
	verbs       []string // of the route that a router is made of
	below       bool     // a handler here is for all that is below the path
	gathered    bool     // the middleware of the inline routers is among that which is pending
	syntax      model.PathSyntax
	cuts        bool
	files       bool
	rest        bool
	pending     []applied // middleware that counts for some of what follows
	method      string
	registered  Pos
	excused     []string
	framework   string
	chain       []Layer
	given       []string // conditions that hold wherever the listener is served
	conditional bool
	chosen      bool // the chain is one of several that a configuration, or a request, takes
	partial     bool
	unsure      bool         // a middleware of the chain is not known
	generated   bool         // a generated server leaves the route to who implements it
	secured     *routes.Expr // what the route is described to ask of callers
	bounded     bool         // the library bounds what is read
	remote      bool         // it is a method of a service
	depth       int
	seen        []*node
	only        []only // of several ways, those that it has taken
}

// Bounds of one walk and of all.
const (
	maxWalk  = 40
	maxSteps = 200_000
)

// serve walks from one listener.
func (t *table) serve(op placed) {
	given, always := t.givenAt(op)
	w := walk{services: t.services(op.pkg), served: op.At, given: given, conditional: !always, local: !op.Done, method: "ANY", registered: op.At}
	address, whole := t.text(op.Path)
	if whole {
		w.listener = address
	}
	if w.reach = reachOf(address); op.Own {
		w.reach = Nobody
	}
	h := op.Handler
	if h.Kind == routes.Nil {
		h = op.Router // what the library serves in its place
	}
	if h.Kind == routes.Param && t.view == Local {
		return // it is complete where the function is called
	}
	t.descend(h, w)
}

// leftOver walks a router that no listener was seen for.
func (t *table) leftOver(n *node) {
	if len(n.routes)+len(n.mounts)+len(n.children) == 0 || n.kept {
		return
	}
	if t.view == Local && !slices.Contains(t.mains, n.pkg) {
		return // it is complete above
	}
	if t.isServed(n) {
		t.problem(n.at, "nothing is seen to serve this router, which is served elsewhere as well")
		return
	}
	w := walk{services: t.services(n.pkg), served: n.at, given: together(n), local: true, partial: strings.Contains(n.id, "#"), unsure: strings.Contains(n.id, "#")}
	t.router(n, w)
}

// isServed reports whether the code that fills a router fills another one that is
// served: this one is handed to what asks it within the program.
func (t *table) isServed(n *node) bool {
	if len(n.routes) == 0 && len(n.children) == 0 || len(n.mounts) > 0 {
		return false
	}
	for _, op := range n.routes {
		if !slices.ContainsFunc(t.list, func(e Endpoint) bool { return e.Registered == op.At }) {
			return false
		}
	}
	return !slices.ContainsFunc(n.children, func(c *node) bool { return !t.isServed(c) && len(c.routes)+len(c.children)+len(c.mounts) > 0 })
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

// descend goes from a handler to what it leads to.
func (t *table) descend(e routes.Expr, w walk) {
	w.depth++
	t.steps++
	e = t.head(e)
	if w.depth > maxWalk || t.steps > maxSteps {
		t.problem(e.At, "its chain is too long to follow")
		return
	}
	e = t.head(e)
	switch e.Kind {
	case routes.Router:
		if n := t.nodes[e.Name]; n != nil {
			t.router(n, t.detached(n, w))
		}
	case routes.Field, routes.Global:
		if n := t.nodes[e.Name]; n != nil && n.kept {
			t.router(n, w)
			return
		}
		held := t.env[e.Name]
		if len(held) == 0 {
			if n := t.nodes[e.Name]; n != nil {
				t.router(n, t.detached(n, w))
				return
			}
			if e.Kind == routes.Global && t.foreign(e.Name) { // a handler of a library
				w.unsure = true
				t.emit(Layer{Name: e.Name, At: w.registered}, w)
				return
			}
			t.unresolved(e, w, "nothing is seen to be stored in "+flow.Short(e.Name))
			return
		}
		t.either(held, w)
	case routes.Choice:
		w.chosen = true
		t.either(t.possible(e.Args), w)
	case routes.Wrap:
		if len(e.Args) == 0 {
			w.files = w.files || e.Files
			w.unsure = w.unsure || t.foreign(e.Name) && !w.files && (e.Role == "" || e.Role == model.Unknown)
			t.emit(Layer{Name: e.Name, At: e.At, Role: e.Role}, w)
			return
		}
		w.add(t.wrapped(e, e.At))
		if e.Strip != nil && t.leadsToRouter(e.Args[0], 0) {
			prefix, whole := t.text(*e.Strip)
			if w.prefix == w.cut {
				w.prefix += prefix
			}
			w.cut += prefix
			w.partial = w.partial || !whole
		}
		t.descend(e.Args[0], w)
	case routes.Asked:
		layers, sure := t.asking(e, call{at: w.registered}, e.At, 0)
		w.add(layers...)
		w.partial, w.unsure = w.partial || !sure, w.unsure || !sure
		if len(e.Args) < 2 {
			t.unresolved(e, w, "a middleware stands in the place of a handler")
			return
		}
		t.descend(e.Args[1], w)
	case routes.Fold:
		if list, ok := t.listOf(e.Args[0]); ok {
			e.Args = slices.Concat([]routes.Expr{list}, e.Args[1:])
			t.descend(e.Settle(), w)
			return
		}
		w.add(Layer{Name: "a list of middleware", At: e.At, Role: model.Unknown})
		w.partial, w.unsure = true, true
		t.descend(e.Args[1], w)
	case routes.Apply:
		applied, ok := t.apply(e)
		if one := t.head(e.Args[0]); len(e.Args) == 2 && (one.Kind == routes.Choice || ok && applied.Kind == routes.Choice) {
			// One middleware of several, or one that hands the handler back as it
			// is: the route is there in any case.
			layers, sure := t.layers(routes.Op{Handler: one, At: e.At})
			w.add(layers...)
			w.partial, w.unsure = w.partial || !sure, w.unsure || !sure
			t.descend(e.Args[1], w)
			return
		}
		if ok {
			t.descend(applied, w)
			return
		}
		if len(e.Args) > 1 {
			w.add(Layer{Name: "a function value", At: e.At, Role: model.Unknown})
			w.partial, w.unsure = true, true
			t.descend(e.Args[1], w)
		}
	case routes.Func, routes.Object:
		info := t.infoOf(e)
		if info == nil && t.foreign(e.Name) {
			w.unsure = true
			if e.Kind == routes.Object {
				t.problem(cmp.Or(w.registered, e.At), "what "+flow.Short(e.Name)+" leads to is not known: its library is not modelled")
			}
		}
		w.unsure = w.unsure || info != nil && info.Unseen || info == nil && t.beyond[e.Name]
		if info != nil && len(info.Branches) > 0 && w.anything() {
			t.branch(e, info, w)
			if !info.Others {
				return
			}
		}
		if info == nil || len(info.Next) == 0 {
			t.emit(Layer{Name: e.Name, At: e.At, info: info}, w)
			return
		}
		leaves, known := t.leaves(e, info)
		w.generated = w.generated || leaves
		if leaves && !known {
			t.emit(Layer{Name: outermost(e.Name), At: e.At, info: info}, w)
			return
		}
		if !leaves || info.Guard.State > routes.NoGuard || outermost(e.Name) == e.Name {
			w.add(Layer{Name: e.Name, At: info.At, Role: roleOf(info), info: info})
		}
		nexts := distinct(info.Next)
		w.chosen = w.chosen || len(nexts) > 1
		for _, next := range nexts {
			v := w
			if taken := info.Way(next); taken != nil {
				v.only = append(slices.Clip(w.only), only{taken, w.cut})
			}
			t.descend(e.In(next), v)
		}
	case routes.List:
		if list, ok := t.listOf(e); ok {
			e = list
		}
		if n := len(w.chain); len(e.Args) == 0 && n > 0 {
			h := w.chain[n-1] // the middleware answers itself
			w.chain = w.chain[:n-1]
			t.emit(h, w)
			return
		} else if n == 0 && len(e.Args) == 0 {
			t.unresolved(e, w, "the list of handlers is empty")
			return
		}
		for _, mw := range e.Args[:len(e.Args)-1] {
			layers, sure := t.beside(mw, cmp.Or(mw.At, w.registered), 0)
			w.add(layers...)
			w.partial, w.unsure = w.partial || !sure, w.unsure || !sure
		}
		t.descend(e.Args[len(e.Args)-1], w)
	case routes.Param:
		if t.view == Local {
			return
		}
		t.unresolved(e, w, "it is a parameter of "+flow.Short(e.Func)+", and no call is seen")
	case routes.Each:
		t.unresolved(e, w, "it is the last of a list that is not known")
	default:
		t.unresolved(e, w, e.Name)
	}
}

// foreign reports whether the function stands in a library that nothing is
// known of: it may check what it likes. The standard library checks nothing.
func (t *table) foreign(fn string) bool {
	path := strings.TrimLeft(fn, "(*")
	first, _, _ := strings.Cut(path, "/")
	if !strings.Contains(first, ".") || !strings.Contains(path, "/") {
		return false
	}
	slash := strings.LastIndexByte(path, '/')
	dot := strings.IndexByte(path[slash:], '.')
	if dot < 0 {
		return false
	}
	_, own := t.imports[path[:slash+dot]]
	return !own
}

// distinct drops repeated handlers: a middleware that calls next in two
// branches has one next handler.
func distinct(list []routes.Expr) []routes.Expr {
	var out []routes.Expr
	for _, e := range list {
		if !slices.ContainsFunc(out, func(have routes.Expr) bool {
			return have.Kind == e.Kind && have.Name == e.Name && have.Func == e.Func && have.Index == e.Index
		}) {
			out = append(out, e)
		}
	}
	return out
}

// infoOf returns what the function of an expression does.
func (t *table) infoOf(e routes.Expr) *routes.Handler {
	info := e.Info
	if info == nil {
		sum := t.info[e.Name]
		if sum == nil || sum.Info == nil {
			return nil
		}
		info = sum.Info
	}
	return info.Settle(func(by routes.Expr) bool { return t.finds(e.In(by), 0) }).Lending(e.In)
}

// finds reports whether the expression is a function that finds a credential of
// a request, or a list of such, whatever holds it.
func (t *table) finds(e routes.Expr, depth int) bool {
	if depth > maxWalk {
		return false
	}
	e = t.head(e)
	list := e.Args
	switch e.Kind {
	case routes.Func:
		info := e.Info
		if sum := t.info[e.Name]; info == nil && sum != nil {
			info = sum.Info
		}
		return info != nil && info.Finds
	case routes.Field, routes.Global:
		list = t.env[e.Name]
	case routes.Behind:
		return t.values.each(e.Func, e.Name, func(fn string) bool {
			sum := t.info[fn]
			return sum != nil && sum.Info != nil && sum.Info.Finds
		})
	case routes.List, routes.Choice:
	default:
		return false
	}
	return len(list) > 0 && !slices.ContainsFunc(list, func(x routes.Expr) bool { return !t.finds(x, depth+1) })
}

func roleOf(info *routes.Handler) model.Role {
	switch {
	case info.Guard.State > routes.NoGuard:
		return info.Guard.Role
	case info.Limits:
		return model.BodyLimit
	case len(info.Controls) > 0:
		return info.Controls[0].Role
	}
	return model.Other
}

// apply returns what a call of a middleware value yields.
func (t *table) apply(e routes.Expr) (routes.Expr, bool) {
	fn, args := t.head(e.Args[0]), e.Args[1:]
	switch fn.Kind {
	case routes.Apply:
		inner, ok := t.apply(fn)
		if !ok {
			return routes.Expr{}, false
		}
		fn = inner
	case routes.Field, routes.Global:
		if held := t.env[fn.Name]; len(held) == 1 {
			fn = held[0]
		}
	}
	switch fn.Kind {
	case routes.Wrap:
		if len(fn.Args) == 0 && len(args) > 0 {
			fn.Args = args[:1]
			return fn, true
		}
	case routes.Asked:
		if len(fn.Args) == 1 && len(args) > 0 {
			fn.Args = []routes.Expr{fn.Args[0], args[0]}
			return fn, true
		}
	case routes.Func:
		info := t.infoOf(fn)
		if info == nil || len(info.Returns) == 0 {
			return routes.Expr{}, false
		}
		if slices.ContainsFunc(fn.Env, func(b routes.Binding) bool { return b.Func == fn.Name && b.Index == 0 }) {
			args = append([]routes.Expr{{}}, args...) // a bound method: the receiver comes first
		}
		return fn.In(info.Returns[0]).Subst(fn.Name, args, ""), true
	}
	return routes.Expr{}, false
}

// router goes through the routes of a router.
func (t *table) router(n *node, w walk) {
	if slices.Contains(w.seen, n) {
		return // mounted in itself
	}
	n.reached = true
	w.seen = append(slices.Clone(w.seen), n)
	w.pending = slices.Clone(w.pending)
	w = t.refined(w, n)
	t.add(&w, n)
	w.syntax, w.cuts = n.syntax, n.cuts
	for _, op := range n.routes {
		methods, path, whole := t.routeOf(op.Op)
		v := w.at(op, join(w.prefix, path), whole)
		v.files, v.rest = op.Files, op.Rest
		if w.below && !t.leadsToRouter(op.Handler, 0) {
			v.prefix = below(v.prefix)
		}
		if op.Call {
			if op.Handler = t.methodOf(op.Handler, 0); op.Handler.Kind == routes.Nil {
				continue // the service does not have it
			}
			t.intercepted(&v, n, op)
		} else if op.Around != nil {
			t.around(&v, op)
		}
		for _, v.method = range w.allowed(methods) {
			t.enter(op.Handler, v)
		}
	}
	for _, op := range n.mounts {
		if n.through {
			t.descend(op.Handler, w.through(op))
			continue
		}
		path, whole := t.pathOf(op.Op)
		v := w.at(op, join(w.prefix, path), whole)
		v.method = "ANY"
		if !t.leadsToRouter(op.Handler, 0) {
			v.prefix = below(v.prefix)
		}
		t.enter(op.Handler, v)
	}
	for _, use := range n.uses {
		t.last(use, w)
	}
	for _, child := range n.children {
		for _, born := range append([]placed{child.born}, child.again...) {
			v := w
			v.below = false
			v.pending = inherited(w.pending, born)
			if !pathless(born) {
				path, whole := t.pathOf(born.Op)
				v.prefix = join(w.prefix, path)
				v.partial = v.partial || !whole
			}
			v = v.under(born)
			t.router(child, v)
		}
	}
}

// enter goes from a route to its handler. A router behind it matches the whole
// path again, unless its library cuts the prefix off.
func (t *table) enter(h routes.Expr, w walk) {
	w.gathered, w.below = false, false
	n := t.routerBehind(h, 0)
	if n != nil && slices.Contains(w.seen, n) {
		t.again(h, w)
		return
	}
	if n != nil && !n.kept && (!w.cuts || n.framework != w.framework) {
		w.prefix, w.verbs = w.cut, nil
	} else if n != nil {
		w.prefix = strings.TrimSuffix(strings.TrimSuffix(w.prefix, "/{path...}"), "/*")
	}
	t.descend(h, w)
}

// again ends the way at a handler that sends requests back to the router that it
// is a route of, as for another path: what that one asks for is not known here.
func (t *table) again(h routes.Expr, w walk) {
	if h = t.head(h); h.Kind == routes.Apply {
		if applied, ok := t.apply(h); ok {
			h = t.head(applied)
		}
	}
	end := Layer{Name: h.Name, At: cmp.Or(h.At, w.registered)}
	if h.Kind == routes.Func || h.Kind == routes.Object {
		end.info = t.infoOf(h)
	}
	w.partial, w.unsure = true, true
	t.emit(end, w)
}

func (t *table) leadsToRouter(e routes.Expr, depth int) bool { return t.routerBehind(e, depth) != nil }

// routerBehind returns the router that a handler leads to through its
// wrappers, nil if it leads to a function.
func (t *table) routerBehind(e routes.Expr, depth int) *node {
	if depth > maxWalk {
		return nil
	}
	e = t.head(e)
	switch e.Kind {
	case routes.Router:
		return t.routing(t.nodes[e.Name], depth)
	case routes.Field, routes.Global:
		for _, h := range t.env[e.Name] {
			if n := t.routerBehind(h, depth+1); n != nil {
				return n
			}
		}
		return t.routing(t.nodes[e.Name], depth)
	case routes.Choice, routes.Wrap:
		for _, a := range e.Args {
			if n := t.routerBehind(a, depth+1); n != nil {
				return n
			}
		}
	case routes.Fold:
		return t.routerBehind(e.Args[1], depth+1)
	case routes.List:
		if n := len(e.Args); n > 0 {
			return t.routerBehind(e.Args[n-1], depth+1)
		}
	case routes.Asked:
		if len(e.Args) > 1 {
			return t.routerBehind(e.Args[1], depth+1)
		}
	case routes.Apply:
		if applied, ok := t.apply(e); ok {
			return t.routerBehind(applied, depth+1)
		}
	case routes.Func, routes.Object:
		if info := t.infoOf(e); info != nil {
			for _, next := range info.Next {
				if n := t.routerBehind(e.In(next), depth+1); n != nil {
					return n
				}
			}
		}
	}
	return nil
}

// layers returns what a middleware puts around a handler, outermost first, and
// whether all of it is known.
func (t *table) layers(use routes.Op) (list []Layer, sure bool) {
	if use.Handler.Kind == routes.Row && strings.HasPrefix(use.Handler.Name, "...") {
		use.Handler = use.Handler.Args[0] // a list, one of several
	}
	switch {
	case use.Flat:
		list, sure = t.beside(use.Handler, use.At, 0)
	case use.Handler.Kind == routes.Choice && slices.ContainsFunc(use.Handler.Args, isList):
		list, sure = t.unwrap(routes.Expr{Kind: routes.Fold, Name: "last first", Args: []routes.Expr{use.Handler, around}, At: use.At}.Settle(), use, 0)
	default:
		list, sure = t.unwrap(routes.Expr{Kind: routes.Apply, Args: []routes.Expr{use.Handler, around}, At: use.At}, use, 0)
	}
	for i := range list {
		list[i].put = use.At
	}
	return list, sure
}

func (t *table) unwrap(e routes.Expr, use routes.Op, depth int) ([]Layer, bool) {
	unknown := []Layer{{Name: cmp.Or(e.Name, "a function value"), At: use.At, Role: model.Unknown}}
	if depth > maxWalk {
		return unknown, false
	}
	e = t.head(e)
	switch e.Kind {
	case routes.Const:
		return nil, true
	case routes.Apply:
		if use := t.head(e.Args[0]); use.Kind == routes.Choice {
			return t.choose(use.Args, e, depth)
		}
		if applied, ok := t.apply(e); ok {
			return t.unwrap(applied, use, depth+1)
		}
		unknown[0].Name = cmp.Or(e.Args[0].Name, unknown[0].Name)
		return unknown, false
	case routes.Fold:
		if list, ok := t.listOf(e.Args[0]); ok {
			e.Args = slices.Concat([]routes.Expr{list}, e.Args[1:])
			return t.unwrap(e.Settle(), use, depth+1)
		}
		unknown[0].Name = "a list of middleware"
		inner, _ := t.unwrap(e.Args[1], use, depth+1)
		return append(unknown, inner...), false
	case routes.Choice:
		var alternatives [][]Layer
		for _, a := range e.Args {
			layers, _ := t.unwrap(a, use, depth+1)
			alternatives = append(alternatives, layers)
		}
		return weakest(alternatives), true
	case routes.Wrap:
		if len(e.Args) == 0 {
			return unknown, false
		}
		inner, sure := t.unwrap(e.Args[0], use, depth+1)
		return append([]Layer{t.wrapped(e, use.At)}, inner...), sure
	case routes.Asked:
		layers, sure := t.asking(e, call{at: use.At}, cmp.Or(e.At, use.At), depth+1)
		if len(e.Args) < 2 {
			return layers, false
		}
		inner, known := t.unwrap(e.Args[1], use, depth+1)
		return append(layers, inner...), sure && known
	case routes.Func, routes.Object:
		info := t.infoOf(e)
		if info == nil {
			return unknown, false
		}
		layer := []Layer{{Name: e.Name, At: info.At, Role: roleOf(info), info: info, env: e.Env}}
		if len(info.Next) == 0 {
			return layer, true
		}
		// A middleware can answer some requests by a handler of its own, and hand on
		// others by more than one way. Those count that lead on to what it was put
		// around.
		var ways []way
		var inner []Layer
		for _, next := range distinct(info.Next) {
			taken := info.Way(next)
			next = e.In(next)
			layers, known := t.unwrap(next, use, depth+1)
			if known && leadsOn(&next) {
				ways = append(ways, way{taken, layers})
			} else if known && inner == nil {
				inner = layers
			}
		}
		switch {
		case len(ways) == 1:
			return append(layer, ways[0].layers...), true
		case len(ways) > 0:
			return append(layer, between(ways)), true
		case inner != nil:
			return append(layer, inner...), true
		}
		first, _ := t.unwrap(e.In(info.Next[0]), use, depth+1)
		return append(layer, first...), false
	}
	return unknown, false
}

// around stands for the handler that a middleware is put around.
var around = routes.Expr{Kind: routes.Const, Name: "\x00hole"}

// leadsOn reports whether an expression leads to the handler that a middleware is
// put around.
func leadsOn(e *routes.Expr) bool {
	if e.Kind == around.Kind && e.Name == around.Name {
		return true
	}
	return slices.ContainsFunc(e.Args, func(a routes.Expr) bool { return leadsOn(&a) }) ||
		slices.ContainsFunc(e.Env, func(b routes.Binding) bool { return leadsOn(&b.Value) })
}

// choose returns the layers of a middleware that is one of several.
func (t *table) choose(mws []routes.Expr, e routes.Expr, depth int) ([]Layer, bool) {
	var alternatives [][]Layer
	for _, mw := range mws {
		args := append([]routes.Expr{mw}, e.Args[1:]...)
		layers, _ := t.unwrap(routes.Expr{Kind: routes.Apply, Args: args, At: e.At}, routes.Op{At: e.At}, depth+1)
		alternatives = append(alternatives, layers)
	}
	return weakest(alternatives), true
}

// weakest returns the alternative that proves least: what a configuration can
// switch off does not guard. A guard that another alternative has is kept as
// one that is not always there, and so is what is not known.
func weakest(alternatives [][]Layer) []Layer {
	var best, most []Layer
	for i, layers := range alternatives {
		if i == 0 || guards(layers) < guards(best) {
			best = layers
		}
		if guards(layers) > guards(most) {
			most = layers
		}
	}
	if guards(best) > 0 {
		return best
	}
	best = slices.Clone(best)
	for _, l := range most {
		switch l.Role {
		case model.Auth:
			best = append(best, l.sometimes())
		case model.Unknown:
			best = append(best, l)
		}
	}
	return best
}

// sometimes returns a guard that a configuration can leave out.
func (l Layer) sometimes() Layer {
	info := routes.Handler{Func: l.Name, At: l.At, Guard: routes.Guard{Role: model.Auth}}
	if l.info != nil {
		info = *l.info
	}
	if g := &info.Guard; g.State != routes.Unclear {
		g.State = routes.Optional
		g.Evidence = append(slices.Clip(g.Evidence), Step{At: l.At, Text: flow.Short(l.Name) + " is left out on some ways to the route"})
	}
	l.info = &info
	return l
}

func guards(layers []Layer) int {
	n := 0
	for _, l := range layers {
		switch l.Role {
		case model.Auth:
			n += 2
		case model.Unknown:
			n++
		}
	}
	return n
}

// emit makes the endpoint of a handler, one for each service.
func (t *table) emit(h Layer, w walk) {
	if w.rest && h.info != nil && h.info.Refuses {
		return // what is not there
	}
	path := w.prefix
	if w.framework == "" && path == "" {
		path = "/{path...}"
	}
	if path == "" {
		path = "/"
	}
	e := Endpoint{
		Listener: w.listener, Reach: w.reach, Method: w.method, Path: path, Framework: w.framework, Conditional: w.conditional, Partial: w.partial || w.unsure, unsure: w.unsure,
		Registered: w.registered, Excused: w.excused, Served: w.served, Handler: h.Name, At: h.At, Chain: w.chain, OwnedByLocal: w.local,
	}
	if h.info != nil {
		e.Framework = cmp.Or(e.Framework, h.info.Framework)
	}
	if e.Framework == "" {
		e.Framework = "net/http"
	}
	e.Files, e.Remote, e.chosen, e.role = w.files, w.remote, w.chosen, h.Role
	if h.info != nil {
		e.info = h.info
		e.At = h.info.At
		e.Reads = h.info.Reads
		e.Redirects = h.info.Redirects
		e.Outside = h.info.Outside
		e.Content = h.info.Content
		e.Enters = h.info.Enters
	}
	// What another module's handler asks of everything below a path, nobody
	// here can say.
	foreign := h.info == nil && !w.files && (h.Role == "" || h.Role == model.Unknown) && isForeign(h.Name) && strings.HasSuffix(path, "{path...}")
	e.secured = t.secured(w, h.info)
	t.judged(&e, &h, w)
	judge(&e, h, w.unsure || foreign)
	if w.bounded {
		e.Controls.bound(w.registered)
	}
	for _, service := range w.services {
		e.Service, e.Idle = service, t.idle(service)
		t.list = append(t.list, e)
	}
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

// sort orders the endpoints and drops repeated ones, as a router that is found
// by two ways. Of two chains to one route the weaker counts.
func (t *table) sort() {
	slices.SortStableFunc(t.list, func(a, b Endpoint) int {
		return cmp.Or(cmp.Compare(a.Service, b.Service), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method),
			a.Registered.Compare(b.Registered), cmp.Compare(a.Handler, b.Handler), cmp.Compare(a.Reach, b.Reach), cmp.Compare(authRank(a.Auth), authRank(b.Auth)), a.Served.Compare(b.Served))
	})
	t.dropAstray()
	for i := len(t.list) - 1; i > 0; i-- {
		if same(&t.list[i-1], &t.list[i]) {
			t.list[i-1].either(&t.list[i])
		}
	}
	t.list = slices.CompactFunc(t.list, func(a, b Endpoint) bool { return same(&a, &b) })
	slices.SortFunc(t.problems, func(a, b Problem) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Reason, b.Reason)) })
}

func authRank(state string) int {
	return slices.Index([]string{"none", "optional", "unknown", "required"}, state)
}

// reads returns every unbounded read of a request's body with the routes that
// get there.
func (t *table) reads(v *values) []Read {
	byPlace := map[Pos]*Read{}
	place := func(f flow.Flow) *Read {
		r := byPlace[f.Sink.At]
		if r == nil {
			r = &Read{Sink: f.Sink, Steps: f.Origin.Steps.List()}
			byPlace[f.Sink.At] = r
		}
		return r
	}
	handled := map[string]bool{}
	for i := range t.list {
		e := &t.list[i]
		handled[e.Handler] = true
		limited := e.Controls.State(model.BodyLimit) == "present"
		for _, f := range e.Reads {
			r := place(f)
			r.Unpacked = r.Unpacked || f.Origin.Flags&flow.Unpacked != 0
			if limited && f.Origin.Flags&flow.Unpacked == 0 {
				r.Bounded = true
			} else {
				r.Routes = append(r.Routes, *e)
			}
		}
		// A middleware can read the body too, under the limits around it.
		limited = false
		for i := range e.Chain {
			l := &e.Chain[i]
			if l.info != nil {
				handled[l.Name] = true
				for _, f := range l.info.Reads {
					if !limited {
						r := place(f)
						r.Routes = append(r.Routes, *e)
					}
				}
			}
			limited = limited || l.Role == model.BodyLimit || l.info != nil && l.info.Limits
		}
	}
	for _, rec := range t.records {
		for _, sum := range rec.Summaries {
			if sum.Info == nil || sum.Info.Inner || handled[sum.Func] {
				continue
			}
			for _, f := range sum.Info.Reads {
				r := place(f)
				r.Shaped = true
				r.Unpacked = r.Unpacked || f.Origin.Flags&flow.Unpacked != 0
				r.Mounted = r.Mounted || v.called[sum.Func]
				r.Own = r.Own || rec.Package == f.Sink.At.Package
			}
		}
	}
	t.contextReads(place, handled)
	bounds := slices.ContainsFunc(t.records, func(rec *routes.Record) bool { return rec.Bodies.Bounds })
	for _, r := range byPlace {
		r.BoundsElsewhere = bounds
	}
	t.messages(place)
	list := make([]Read, 0, len(byPlace))
	for _, at := range slices.SortedFunc(maps.Keys(byPlace), Pos.Compare) {
		list = append(list, *byPlace[at])
	}
	return list
}

// contextReads adds the reads of bodies that came by a framework's context.
// Functions that are handed one by another leave the answer to that: it may
// have bounded the body before.
func (t *table) contextReads(place func(flow.Flow) *Read, handled map[string]bool) {
	called := map[string]bool{}
	for _, rec := range t.records {
		for _, fn := range rec.Bodies.Called {
			called[fn] = true
		}
	}
	for _, rec := range t.records {
		for _, f := range rec.Bodies.Reads {
			if called[f.Origin.Func] || handled[f.Origin.Func] {
				continue
			}
			r := place(f)
			r.Shaped, r.Mounted = true, true
			r.Unpacked = r.Unpacked || f.Origin.Flags&flow.Unpacked != 0
			r.Own = r.Own || rec.Package == f.Sink.At.Package
		}
	}
}

// messages adds the reads of messages that nothing in their package bounds, on
// connections that clients open.
func (t *table) messages(place func(flow.Flow) *Read) {
	accepts, dials, limits := false, false, false
	for _, rec := range t.records {
		accepts, dials, limits = accepts || rec.Bodies.Accepts, dials || rec.Bodies.Dials, limits || rec.Bodies.Limits
	}
	for _, rec := range t.records {
		if rec.Bodies.Limits || !accepts {
			continue
		}
		for _, m := range rec.Bodies.Messages {
			r := place(flow.Flow{Sink: m.Sink})
			r.Message, r.Shaped, r.Mounted, r.Own = true, true, true, true
			r.BoundsElsewhere = limits || dials && !m.Accepted
		}
	}
}

// Unread returns the short names of the middlewares that cannot be read, and
// of those whose check cannot be.
func (e *Endpoint) Unread() []string {
	var names []string
	for i, name := range e.LayerNames() {
		l := e.Chain[i]
		if l.Role == model.Unknown || l.info != nil && l.info.Guard.Role == model.Auth && (l.info.Guard.State == routes.Unclear || len(l.info.Guard.Needs) > 0) {
			names = append(names, name)
		}
	}
	return names
}

// LayerNames returns the short names of the middlewares, outermost first.
func (e *Endpoint) LayerNames() []string {
	names := make([]string, len(e.Chain))
	for i, l := range e.Chain {
		names[i] = shortName(l.Name)
	}
	return names
}

// shortName returns the name of a middleware for a reader: it is the function that
// returns it.
func shortName(fn string) string {
	name, _, _ := strings.Cut(flow.Short(fn), "$")
	return name
}

// same reports whether two endpoints are one route by two ways.
func same(a, b *Endpoint) bool {
	return a.Service == b.Service && a.Path == b.Path && a.Method == b.Method && a.Registered == b.Registered && a.Handler == b.Handler
}

// either keeps, of a route that one of the chains guards which its registration
// can have, and another does not, what the guard proves.
func (e *Endpoint) either(other *Endpoint) {
	if !e.chosen || !other.chosen || e.Auth != "none" || other.Auth == "none" || e.Served != other.Served {
		return
	}
	e.Auth, e.Evidence, e.Chain = other.Auth, other.Evidence, other.Chain
	if other.Auth == "required" {
		e.Auth = "optional"
		e.Evidence = append(slices.Clip(e.Evidence), Step{At: e.Registered, Text: "this is left out on some ways to the route"})
	}
}
