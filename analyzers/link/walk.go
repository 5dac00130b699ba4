package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// A walk goes from where a router is served to the handlers, and gathers the
// middleware on the way.

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
	keyed       bool // the context holds the parameters of the path
	chain       []Layer
	given       []string // conditions that hold wherever the listener is served
	conditional bool
	by          *Setting // by which it is another chain than this
	chosen      bool     // the chain is one of several that a configuration, or a request, takes
	partial     bool
	unsure      bool         // a middleware of the chain is not known
	generated   bool         // a generated server leaves the route to who implements it
	secured     *routes.Expr // what the route is described to ask of callers
	asked       *routes.Expr // what routes ask that are described without it
	schemes     *routes.Expr // how callers authenticate
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
	w := walk{services: t.services(op.pkg), served: t.servedAt(op), given: given, conditional: !always, local: !op.Done, method: "ANY", registered: op.At}
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

// servedAt returns where a listener stands, or the call that leads to it where a
// local view has it in another package.
func (t *table) servedAt(op placed) Pos {
	if t.view == Local && op.At.Package != op.pkg && op.Leads.Package == op.pkg {
		return op.Leads
	}
	return op.At
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
		t.either(held, nil, w)
	case routes.Choice:
		w.chosen = true
		t.either(t.possible(e.Args), e.Setting, w)
	case routes.Wrap:
		if len(e.Args) == 0 {
			of := e.Known()
			w.files = w.files || of.Files
			w.unsure = w.unsure || t.foreign(e.Name) && !w.files && (of.Role == "" || of.Role == model.Unknown)
			t.emit(Layer{Name: e.Name, At: e.At, Role: of.Role}, w)
			return
		}
		w.add(t.wrapped(e, e.At))
		if strip := e.Known().Strip; strip != nil && t.leadsToRouter(e.Args[0], 0) {
			prefix, whole := t.text(*strip)
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
			layers, sure := t.layers(&routes.Op{Handler: one, At: e.At})
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
			t.descend(handed(e.Args[1:]), w)
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
			t.emit(Layer{Name: e.Name, At: e.At, info: info, env: e.Env}, w)
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

// handed returns which of the arguments of a call that makes a handler is the one to
// go on with: not the text beside it.
func handed(args []routes.Expr) routes.Expr {
	for _, a := range args {
		if a.Kind != routes.Const && a.Kind != routes.Concat {
			return a
		}
	}
	return args[0]
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
	pkg := path[:slash+dot]
	_, own := t.imports[pkg]
	return !own || t.away[pkg]
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
	info = info.As(func(by routes.Expr) (is, ok bool) {
		truth := t.head(e.In(by))
		return truth.Name == "true", truth.Kind == routes.Const || truth.Kind == routes.Nil
	})
	return info.Settle(func(by routes.Expr) (routes.GuardState, bool) { return t.proves(e.In(by), 0) }).Lending(e.In)
}

func roleOf(info *routes.Handler) model.Role {
	switch {
	case info.Guard.State > routes.NoGuard:
		return info.Guard.Role
	case info.Guard.On != nil:
		return info.Guard.On.Role
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
	case routes.Field, routes.Global, routes.Choice:
		held := slices.DeleteFunc(t.held(fn, 0), func(v routes.Expr) bool { return v.Kind == routes.Nil })
		if len(held) != 1 {
			return t.applyEach(held, e)
		}
		fn = held[0]
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
		if info == nil || e.Index >= len(info.Returns) {
			return routes.Expr{}, false
		}
		if slices.ContainsFunc(fn.Env, func(b routes.Binding) bool { return b.Func == fn.Name && b.Index == 0 }) {
			args = append([]routes.Expr{{}}, args...) // a bound method: the receiver comes first
		}
		return fn.In(info.Returns[e.Index]).Subst(fn.Name, args, ""), true
	}
	return routes.Expr{}, false
}

// applyEach returns what a call yields that is one of several functions, as those that
// different callers have stored: one of what these yield. It is not known where one of
// them is not.
func (t *table) applyEach(held []routes.Expr, e routes.Expr) (routes.Expr, bool) {
	either := routes.Expr{Kind: routes.Choice, At: e.At}
	for _, fn := range held {
		one, ok := t.apply(routes.Expr{Kind: routes.Apply, Args: slices.Concat([]routes.Expr{fn}, e.Args[1:]), At: e.At})
		if !ok {
			return routes.Expr{}, false
		}
		if !slices.ContainsFunc(either.Args, one.Equal) {
			either.Args = append(either.Args, one)
		}
	}
	if len(either.Args) == 1 {
		return either.Args[0], true
	}
	return either, len(either.Args) > 0
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
		v := w.at(op, behind(w.prefix, path, op.Op), whole)
		if v.services = t.including(w.services, op.pkg); len(v.services) == 0 {
			continue
		}
		v.files, v.rest = op.Files, op.Rest
		if w.below && !t.leadsToRouter(op.Handler, 0) {
			v.prefix = below(v.prefix)
		}
		handler := op.Handler
		if op.Call {
			if handler = t.methodOf(handler, 0); handler.Kind == routes.Nil {
				continue // the service does not have it
			}
			t.intercepted(&v, n, op)
			handler = t.forwarded(&v, op, handler)
		} else if op.Around != nil {
			t.around(&v, op)
		}
		for _, v.method = range w.allowed(methods) {
			t.enter(handler, v)
		}
	}
	for _, op := range n.mounts {
		if n.through {
			t.descend(op.Handler, w.through(op))
			continue
		}
		path, whole := t.pathOf(op.Op)
		v := w.at(op, join(w.prefix, path), whole)
		if v.services = t.including(w.services, op.pkg); len(v.services) == 0 {
			continue
		}
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
			if born.Schemes != nil {
				v.asked, v.schemes = born.Asked, born.Schemes
			}
			v.pending = inherited(w.pending, born)
			if !pathless(born) {
				path, whole := t.pathOf(born.Op)
				v.prefix = behind(w.prefix, path, born.Op)
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
	if n != nil && (!w.cuts || !n.kept && n.framework != w.framework) {
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

// given returns the functions that parameters around a function literal are bound
// to.
func given(env []routes.Binding) (list []Given) {
	for _, b := range env {
		if b.Value.Kind == routes.Func && b.Index >= 0 {
			list = append(list, Given{Func: b.Func, Index: b.Index, Is: b.Value.Name})
		}
	}
	return list
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
	e.Bound = given(h.env)
	if h.info != nil {
		e.Framework = cmp.Or(e.Framework, h.info.Framework)
	}
	if e.Framework == "" {
		e.Framework = "net/http"
	}
	e.Files, e.Remote, e.chosen, e.by, e.role = w.files, w.remote, w.chosen, w.by, h.Role
	if h.info != nil {
		e.info = h.info
		e.At = h.info.At
		e.Reads = h.info.Reads
		e.Redirects = h.info.Redirects
		e.Outside = h.info.Outside
		e.Content = h.info.Content
		e.Enters, e.Enrols = h.info.Enters, h.info.Enrols
	}
	// What another module's handler asks of everything below a path, nobody
	// here can say.
	e.foreign = h.info == nil && t.foreign(h.Name)
	foreign := e.foreign && !w.files && (h.Role == "" || h.Role == model.Unknown) && strings.HasSuffix(path, "{path...}")
	e.secured = t.secured(w, h.info)
	e.keyed, e.hollow = w.keyed, t.hollow
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
