package routes

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/flow"
)

// An expression of a function is completed where the function is called: its
// parameters become what they are given, and what then is known is settled.

// open reports whether the expression depends on a parameter.
func (e *Expr) open() bool {
	if e.Kind == Param {
		return true
	}
	for i := range e.Args {
		if e.Args[i].open() {
			return true
		}
	}
	for i := range e.Env {
		if e.Env[i].Value.open() {
			return true
		}
	}
	return false
}

// holds reports whether the expression is, or is made of, one of a kind and name.
func (e *Expr) holds(kind Kind, name string) bool {
	return e.Kind == kind && e.Name == name || slices.ContainsFunc(e.Args, func(a Expr) bool { return a.holds(kind, name) })
}

// inside reports whether the function named fn is outer or a literal in it.
func inside(fn, outer string) bool {
	return fn == outer || strings.HasPrefix(fn, outer+"$")
}

// Subst returns e with the parameters of fn replaced by args, and, where site
// is set, the routers that fn makes renamed to be those of one call.
func (e Expr) Subst(fn string, args []Expr, site string) Expr {
	s := substitution{fn: fn, args: args, site: site}
	return s.of(e)
}

// substitution replaces the parameters of a function by what one call gives it, in
// one expression or in several.
type substitution struct {
	fn   string
	args []Expr
	site string
	// seen is what it did to parts that several expressions share: they are looked at
	// once, and what they become is shared. Without it, each of a hundred routes
	// would get a copy of its own of the server that their handlers are methods of.
	// Nil for one expression.
	seen *seen
}

// seen remembers lists by where they stand: expressions are never changed.
type seen struct {
	concerns map[span]bool
	sizes    map[span]int
	args     map[deepSpan]became[Expr]
	env      map[deepSpan]became[Binding]
}

// span is a list of arguments, or of bindings, by where it is kept.
type span struct {
	args *Expr
	env  *Binding
	n    int
}

// deepSpan is a list with how deep it stands.
type deepSpan struct {
	span
	depth int
}

// became is what becomes of a list, and whether that is another.
type became[T any] struct {
	list []T
	ok   bool
}

// all returns a substitution for several expressions.
func (s substitution) all() *substitution {
	s.seen = &seen{map[span]bool{}, map[span]int{}, map[deepSpan]became[Expr]{}, map[deepSpan]became[Binding]{}}
	return &s
}

// of returns what an expression becomes.
func (s *substitution) of(e Expr) Expr {
	if !s.concerns(&e) {
		return e
	}
	if x, ok := s.expr(&e, 0); ok {
		e = x
	}
	return s.bounded(e)
}

// bounded is as that of the expression.
func (s *substitution) bounded(e Expr) Expr {
	if s.seen == nil || s.size(&e) > e.most() {
		return e.bounded()
	}
	return e
}

// size returns how many parts an expression has, as far as that may be too many.
func (s *substitution) size(e *Expr) int {
	n := 1
	if len(e.Args) > 0 {
		n += once(s.seen.sizes, span{args: &e.Args[0], n: len(e.Args)}, func() (n int) {
			for i := range e.Args {
				n = min(n+s.size(&e.Args[i]), maxSize+1)
			}
			return n
		})
	}
	if len(e.Env) > 0 {
		n += once(s.seen.sizes, span{env: &e.Env[0], n: len(e.Env)}, func() (n int) {
			for i := range e.Env {
				n = min(n+s.size(&e.Env[i].Value), maxSize+1)
			}
			return n
		})
	}
	return min(n, maxSize+1)
}

// once returns what is known under a key, and finds it out if it is not.
func once[K comparable, V any](known map[K]V, key K, find func() V) V {
	v, ok := known[key]
	if !ok {
		v = find()
		known[key] = v
	}
	return v
}

// concerns reports whether the call can change anything of e: most of what a
// function does is of others, and is not copied.
func (s *substitution) concerns(e *Expr) bool {
	switch e.Kind {
	case Param:
		return e.Func == s.fn
	case Router, Func:
		if inside(e.Func, s.fn) || inside(e.Name, s.fn) || strings.Contains(e.Name, s.fn) {
			return true
		}
	}
	return len(e.Args) > 0 && s.concernsArgs(e.Args) || len(e.Env) > 0 && s.concernsEnv(e.Env) ||
		e.Library != nil && s.concernsLibrary(e.Library) || e.Kind == Func && e.capturesOf(s.fn)
}

func (s *substitution) concernsLibrary(of *Library) bool {
	return slices.ContainsFunc(of.parts(), func(e **Expr) bool { return *e != nil && s.concerns(*e) })
}

func (s *substitution) concernsArgs(args []Expr) bool {
	find := func() bool {
		for i := range args {
			if s.concerns(&args[i]) {
				return true
			}
		}
		return false
	}
	if s.seen == nil {
		return find()
	}
	return once(s.seen.concerns, span{args: &args[0], n: len(args)}, find)
}

func (s *substitution) concernsEnv(env []Binding) bool {
	find := func() bool {
		for i := range env {
			if s.concerns(&env[i].Value) {
				return true
			}
		}
		return false
	}
	if s.seen == nil {
		return find()
	}
	return once(s.seen.concerns, span{env: &env[0], n: len(env)}, find)
}

// maxDepth bounds the size of expressions. Deeper ones are unknown.
const maxDepth = 16

// expr returns what becomes of e, and whether that is anything else. What is not
// changed is shared: most of an expression is not.
func (s *substitution) expr(e *Expr, depth int) (Expr, bool) {
	if depth > maxDepth {
		return Expr{Kind: Unknown, Name: "it is nested too deeply", At: e.At}, true
	}
	out := draft{of: e}
	switch e.Kind {
	case Param:
		if e.Func == s.fn && e.Index < len(s.args) {
			return s.args[e.Index], true
		}
		return Expr{}, false
	case Router:
		if s.site != "" && inside(e.Func, s.fn) {
			out.set(e.madeAt(s.site))
		}
	case Func:
		if inside(e.Name, s.fn) && e.Name != s.fn {
			for i, a := range s.args {
				out.set(out.now().bind(Binding{Func: s.fn, Index: i, Value: a}))
			}
		}
		if s.site != "" && e.capturesOf(s.fn) {
			out.set(out.now().bind(Binding{Func: s.fn, Index: callSite, Value: Expr{Kind: Const, Name: s.site}}))
		}
	}
	part := func(x *Expr) (Expr, bool) { return s.expr(x, depth+1) }
	if args := out.now().Args; len(args) > 0 {
		if s.seen == nil {
			out.args(eachArg(args, part))
		} else {
			to := once(s.seen.args, deepSpan{span{args: &args[0], n: len(args)}, depth}, func() became[Expr] { return eachArg(args, part) })
			out.args(to)
		}
	}
	if e.Kind == Router {
		return out.expr, out.changed
	}
	if env := out.now().Env; len(env) > 0 {
		if s.seen == nil {
			out.env(eachBound(env, part))
		} else {
			out.env(once(s.seen.env, deepSpan{span{env: &env[0], n: len(env)}, depth}, func() became[Binding] { return eachBound(env, part) }))
		}
	}
	if e.Library != nil && s.concernsLibrary(e.Library) {
		of := *e.Library
		for _, at := range of.parts() {
			if *at == nil {
				continue
			}
			if x, ok := part(*at); ok {
				*at = &x
			}
		}
		out.set(*out.now())
		out.expr.Library = &of
	}
	return out.settled()
}

// draft is an expression in the making from another, copied where it is changed.
type draft struct {
	of      *Expr
	expr    Expr // what it is, once it is changed
	changed bool
}

// now returns the expression as it is.
func (d *draft) now() *Expr {
	if d.changed {
		return &d.expr
	}
	return d.of
}

func (d *draft) set(e Expr) { d.expr, d.changed = e, true }

// args puts in what has become of the arguments.
func (d *draft) args(to became[Expr]) {
	if to.ok {
		d.set(*d.now())
		d.expr.Args = to.list
	}
}

// env puts in what has become of what is bound.
func (d *draft) env(to became[Binding]) {
	if to.ok {
		d.set(*d.now())
		d.expr.Env = to.list
	}
}

// eachArg changes arguments by a function that says which it changes.
func eachArg(args []Expr, part func(*Expr) (Expr, bool)) (to became[Expr]) {
	for i := range args {
		x, ok := part(&args[i])
		if !ok {
			continue
		}
		if !to.ok {
			to = became[Expr]{slices.Clone(args), true}
		}
		to.list[i] = x
	}
	return to
}

// eachBound changes what is bound, as eachArg.
func eachBound(env []Binding, part func(*Expr) (Expr, bool)) (to became[Binding]) {
	for i := range env {
		x, ok := part(&env[i].Value)
		if !ok {
			continue
		}
		if !to.ok {
			to = became[Binding]{slices.Clone(env), true}
		}
		to.list[i].Value = x
	}
	return to
}

// settled returns the expression with what is known by now put to its use, and
// whether it is another.
func (d *draft) settled() (Expr, bool) {
	if !d.changed {
		return Expr{}, false
	}
	return d.expr.Settle(), true
}

// Settle returns e with a list that is known by now put to its use: a fold
// becomes the wrappers it stands for, a field of a known row its value, a list
// in a list a part of it.
func (e Expr) Settle() Expr {
	switch e.Kind {
	case Fold:
		if len(e.Args) < 2 {
			return e
		}
		switch e.Args[0].Kind {
		case Nil:
			return e.Args[1]
		case Choice:
			either := Expr{Kind: Choice, At: e.At}
			for _, list := range e.Args[0].Args {
				either.Args = append(either.Args, Expr{Kind: Fold, Name: e.Name, Args: slices.Concat([]Expr{list}, e.Args[1:]), At: e.At}.Settle())
			}
			return either
		case List:
			if e.Args[0].grows() {
				return e
			}
		default:
			return e
		}
		mws := slices.Clone(e.Args[0].Args)
		if e.Name != "" {
			slices.Reverse(mws)
		}
		h := e.Args[1]
		for _, mw := range mws {
			h = Expr{Kind: Apply, Args: slices.Concat([]Expr{mw, h}, e.Args[2:]), At: e.At}.Settle()
		}
		return h
	case List:
		return e.flattened()
	case Apply:
		if len(e.Args) > 1 && e.Args[0].Kind == Nil {
			return e.Args[1] // there is no such middleware
		}
	case Else:
		return e.otherwise()
	case Is:
		return e.decided()
	case Chosen:
		return e.chosen()
	case Computed:
		return e.computed()
	case Select:
		return e.selected()
	case Each:
		return e.repeated()
	case Done:
		return e.completed()
	}
	return e
}

// Indexes of bindings that are no parameters: of the row that a loop around a
// literal is at, and of the call of a function around it, where the routers were
// made that the literal captures.
const (
	rowOf    = -1
	callSite = -2
)

// madeAt returns a router of a called function as one of those that the caller
// makes.
func (e Expr) madeAt(site string) Expr {
	e.Name = site + ">" + e.Name
	e.Func, _, _ = strings.Cut(site, "@")
	return e
}

// capturesOf reports whether what a literal captures is made in fn, or, as far as
// that is known by now, where fn calls what makes it.
func (e *Expr) capturesOf(fn string) bool {
	if inside(e.Name, fn) && e.Name != fn {
		return true
	}
	return slices.ContainsFunc(e.Env, func(b Binding) bool {
		caller, _, _ := strings.Cut(b.Value.Name, "@")
		return b.Index == callSite && inside(caller, fn)
	})
}

// bind binds a parameter around a function literal, unless it is bound.
func (e Expr) bind(b Binding) Expr {
	if !slices.ContainsFunc(e.Env, func(have Binding) bool { return have.Func == b.Func && have.Index == b.Index }) {
		e.Env = append(slices.Clip(e.Env), b)
	}
	return e
}

// Receiver returns what a method value is bound to: its first parameter is not
// among the arguments of a call.
func (e Expr) Receiver() (Expr, bool) {
	for _, b := range e.Env {
		if b.Func == e.Name && b.Index == 0 {
			return b.Value, true
		}
	}
	return Expr{}, false
}

// Calls returns the operations of a function that a call is of, in its place. site
// tells the calls of one function apart.
func (op Op) Calls(sum *Summary, site string) []Op {
	args := op.Args
	if receiver, ok := op.Handler.Receiver(); ok {
		args = slices.Concat([]Expr{receiver}, args)
	}
	list := make([]Op, 0, len(sum.Ops))
	by := substitution{fn: sum.Func, args: args, site: site}.all()
	for _, of := range sum.Ops {
		inner := of.mapped(op.Handler.In).mapped(func(e Expr) Expr { return by.bounded(by.of(e)) })
		inner.When, inner.If = slices.Concat(op.When, inner.When), slices.Concat(op.If, inner.If)
		if sum.Outside {
			inner.At, inner.Excused = op.At, op.Excused
		}
		inner.reachedBy(op.At)
		list = append(list, inner)
	}
	return list
}

// reachedBy notes the call that leads to an operation: of those in one package,
// the one that leaves it.
func (op *Op) reachedBy(call flow.Position) {
	if op.Kind == Serve && op.At.Package != call.Package && op.Leads.Package != call.Package {
		op.Leads = call
	}
}

// In returns x, an expression in terms of what surrounds the function e, with
// e's bindings put in.
func (e Expr) In(x Expr) Expr {
	if e.Kind == Object {
		for _, b := range e.Env {
			if b.Func == e.Name { // a function with a method: it is its own receiver
				return x.replace(&b)
			}
		}
		return x.replace(&Binding{Func: e.Name, Value: e})
	}
	for i := range e.Env {
		x = x.replace(&e.Env[i])
	}
	return x
}

// loopIn returns the function in which the loop with a name runs.
func loopIn(loop string) string {
	fn, _, _ := strings.Cut(loop, "@")
	return fn
}

// replace replaces one parameter or field.
func (e Expr) replace(b *Binding) Expr {
	if x, ok := e.replaced(b, 0); ok {
		return x
	}
	return e
}

// replaced returns what replace makes of e, and whether that is anything else.
func (e *Expr) replaced(b *Binding, depth int) (Expr, bool) {
	if depth > maxDepth {
		return Expr{}, false
	}
	out := draft{of: e}
	switch {
	case e.Kind == Param && e.Func == b.Func && e.Index == b.Index:
		return b.Value, true
	case e.Kind == Row && b.Index == rowOf && e.Name == b.Func:
		return b.Value, true
	case e.Kind == Router && b.Index == callSite && inside(e.Func, b.Func):
		out.set(e.madeAt(b.Value.Name))
	case e.Kind == Func && inside(e.Name, b.Func) && e.Name != b.Func, e.Kind == Func && b.Index == callSite && e.capturesOf(b.Func),
		e.Kind == Func && b.Index == rowOf && inside(e.Name, loopIn(b.Func)):
		out.set(e.bind(*b))
	}
	part := func(x *Expr) (Expr, bool) { return x.replaced(b, depth+1) }
	out.args(eachArg(out.now().Args, part))
	out.env(eachBound(out.now().Env, part))
	return out.settled()
}
