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
	if !e.concerns(fn) {
		return e
	}
	if x, ok := e.substituted(fn, args, site, 0); ok {
		e = x
	}
	return e.bounded()
}

// concerns reports whether a call of fn can change anything of e: most of what a
// function does is of others, and is not copied.
func (e *Expr) concerns(fn string) bool {
	switch e.Kind {
	case Param:
		return e.Func == fn
	case Router, Func:
		if inside(e.Func, fn) || inside(e.Name, fn) || strings.Contains(e.Name, fn) {
			return true
		}
	}
	for i := range e.Args {
		if e.Args[i].concerns(fn) {
			return true
		}
	}
	for i := range e.Env {
		if e.Env[i].Value.concerns(fn) {
			return true
		}
	}
	return e.Strip != nil && e.Strip.concerns(fn) || e.By != nil && e.By.concerns(fn) || e.Kind == Func && e.capturesOf(fn)
}

// maxDepth bounds the size of expressions. Deeper ones are unknown.
const maxDepth = 16

// substituted returns what subst makes of e, and whether that is anything else.
// What is not changed is shared: most of an expression is not.
func (e *Expr) substituted(fn string, args []Expr, site string, depth int) (Expr, bool) {
	if depth > maxDepth {
		return Expr{Kind: Unknown, Name: "it is nested too deeply", At: e.At}, true
	}
	out := draft{of: e}
	switch e.Kind {
	case Param:
		if e.Func == fn && e.Index < len(args) {
			return args[e.Index], true
		}
		return Expr{}, false
	case Router:
		if site != "" && inside(e.Func, fn) {
			out.set(e.madeAt(site))
		}
	case Func:
		if inside(e.Name, fn) && e.Name != fn {
			for i, a := range args {
				out.set(out.now().bind(Binding{Func: fn, Index: i, Value: a}))
			}
		}
		if site != "" && e.capturesOf(fn) {
			out.set(out.now().bind(Binding{Func: fn, Index: callSite, Value: Expr{Kind: Const, Name: site}}))
		}
	}
	part := func(x *Expr) (Expr, bool) { return x.substituted(fn, args, site, depth+1) }
	out.args(part)
	if e.Kind == Router {
		return out.expr, out.changed
	}
	out.env(part)
	if e.Strip != nil {
		if strip, ok := part(e.Strip); ok {
			out.set(*out.now())
			out.expr.Strip = &strip
		}
	}
	if e.By != nil {
		if by, ok := part(e.By); ok {
			out.set(*out.now())
			out.expr.By = &by
		}
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

// args changes the arguments by a function that says which it changes.
func (d *draft) args(part func(*Expr) (Expr, bool)) {
	list, own := d.now().Args, false
	for i := range list {
		x, ok := part(&list[i])
		if !ok {
			continue
		}
		if !own {
			list, own = slices.Clone(list), true
		}
		list[i] = x
	}
	if own {
		d.set(*d.now())
		d.expr.Args = list
	}
}

// env changes what is bound, as args.
func (d *draft) env(part func(*Expr) (Expr, bool)) {
	list, own := d.now().Env, false
	for i := range list {
		x, ok := part(&list[i].Value)
		if !ok {
			continue
		}
		if !own {
			list, own = slices.Clone(list), true
		}
		list[i].Value = x
	}
	if own {
		d.set(*d.now())
		d.expr.Env = list
	}
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

// receiver returns what a method value is bound to: its first parameter is not
// among the arguments of a call.
func (e Expr) receiver() (Expr, bool) {
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
	if receiver, ok := op.Handler.receiver(); ok {
		args = slices.Concat([]Expr{receiver}, args)
	}
	list := make([]Op, 0, len(sum.Ops))
	for _, inner := range sum.Ops {
		inner = inner.mapped(op.Handler.In).mapped(func(e Expr) Expr { return e.Subst(sum.Func, args, site).bounded() })
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
	out.args(part)
	out.env(part)
	return out.settled()
}
