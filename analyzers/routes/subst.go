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
	return e.subst(fn, args, site, 0).bounded()
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

func (e Expr) subst(fn string, args []Expr, site string, depth int) Expr {
	if depth > maxDepth {
		return Expr{Kind: Unknown, Name: "it is nested too deeply", At: e.At}
	}
	switch e.Kind {
	case Param:
		if e.Func == fn && e.Index < len(args) {
			return args[e.Index]
		}
		return e
	case Router:
		if site != "" && inside(e.Func, fn) {
			e = e.madeAt(site)
		}
		e.Args = substAll(e.Args, fn, args, site, depth)
		return e
	case Func:
		if inside(e.Name, fn) && e.Name != fn {
			for i, a := range args {
				e = e.bind(Binding{Func: fn, Index: i, Value: a})
			}
		}
		if site != "" && e.capturesOf(fn) {
			e = e.bind(Binding{Func: fn, Index: callSite, Value: Expr{Kind: Const, Name: site}})
		}
	}
	e.Args = substAll(e.Args, fn, args, site, depth)
	if len(e.Env) > 0 {
		env := make([]Binding, len(e.Env))
		for i, b := range e.Env {
			b.Value = b.Value.subst(fn, args, site, depth+1)
			env[i] = b
		}
		e.Env = env
	}
	if e.Strip != nil {
		strip := e.Strip.subst(fn, args, site, depth+1)
		e.Strip = &strip
	}
	if e.By != nil {
		by := e.By.subst(fn, args, site, depth+1)
		e.By = &by
	}
	return e.Settle()
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

func substAll(list []Expr, fn string, args []Expr, site string, depth int) []Expr {
	if len(list) == 0 {
		return nil
	}
	out := make([]Expr, len(list))
	for i := range list {
		out[i] = list[i].subst(fn, args, site, depth+1)
	}
	return out
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
				return x.replace(b, 0)
			}
		}
		return x.replace(Binding{Func: e.Name, Value: e}, 0)
	}
	for _, b := range e.Env {
		x = x.replace(b, 0)
	}
	return x
}

// loopIn returns the function in which the loop with a name runs.
func loopIn(loop string) string {
	fn, _, _ := strings.Cut(loop, "@")
	return fn
}

// replace replaces one parameter or field.
func (e Expr) replace(b Binding, depth int) Expr {
	if depth > maxDepth {
		return e
	}
	switch {
	case e.Kind == Param && e.Func == b.Func && e.Index == b.Index:
		return b.Value
	case e.Kind == Row && b.Index == rowOf && e.Name == b.Func:
		return b.Value
	case e.Kind == Router && b.Index == callSite && inside(e.Func, b.Func):
		e = e.madeAt(b.Value.Name)
	case e.Kind == Func && inside(e.Name, b.Func) && e.Name != b.Func, e.Kind == Func && b.Index == callSite && e.capturesOf(b.Func),
		e.Kind == Func && b.Index == rowOf && inside(e.Name, loopIn(b.Func)):
		e = e.bind(b)
	}
	if len(e.Args) > 0 {
		args := make([]Expr, len(e.Args))
		for i := range e.Args {
			args[i] = e.Args[i].replace(b, depth+1)
		}
		e.Args = args
	}
	if len(e.Env) > 0 {
		env := slices.Clone(e.Env)
		for i := range env {
			env[i].Value = env[i].Value.replace(b, depth+1)
		}
		e.Env = env
	}
	return e.Settle()
}
