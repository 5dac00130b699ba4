package routes

import (
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// What a call yields is asked of the model of the called function, then of its
// summary, then of its type.

// result returns the i-th result of a call.
func (b *builder) result(call *ssa.Call, i int, depth int) Expr {
	c := call.Common()
	at := b.flow.At(call)
	fn, _, symbol, recv := b.callee(c)
	if fn == nil {
		if builtin, ok := c.Value.(*ssa.Builtin); ok {
			if builtin.Name() == "append" && b.isList(call.Type()) && len(c.Args) == 2 {
				return Expr{Kind: List, Args: []Expr{b.read(c.Args[0], depth+1).Spread(), b.read(c.Args[1], depth).Spread()}, At: at}.Settle()
			}
			return b.unknown(call, "it is computed at run time")
		}
		made := b.called(b.read(c.Value, depth), c.Args, at, depth)
		made.Index = i
		return made
	}
	if e, ok := b.rpcResult(call, i, symbol, depth); ok {
		return e
	}
	if e, ok := b.settingOf(call, depth); ok {
		return e
	}
	if m, _, ok := b.models.NewRouter(symbol); ok {
		made := b.fresh(call)
		if m.Once {
			made.Func = "" // the caller's is the same
		}
		return made
	}
	if s := b.models.PlainConfig(symbol); s != nil {
		return plainConfig(s, at)
	}
	if on := b.same(c, fn, symbol); on != nil {
		return b.read(on, depth)
	}
	if e, ok := b.composed(c, symbol, depth); ok {
		return e
	}
	if m, path, ok := b.ownerOf(c, fn, symbol); ok && path != "" {
		if slices.ContainsFunc(m.Refine, func(x model.Refine) bool { return x.New && x.Name == fn.Name() }) {
			return b.fresh(call)
		}
		for _, mount := range m.Mount {
			if mount.Name == fn.Name() && mount.Kind != model.MountHandler && mount.Kind != model.MethodsFunc {
				return b.fresh(call)
			}
		}
	}
	if chain, ok := b.models.Chain(symbol); ok {
		list := b.read(listOf(c, chain, recv), depth)
		if chain.Self {
			around := Expr{Kind: List, Args: []Expr{list}, At: at}.Settle()
			return Expr{Kind: Fold, Args: []Expr{around, b.read(flow.Arguments(c)[0], depth)}, At: at}.Settle()
		}
		if chain.Onto {
			list = Expr{Kind: List, Args: []Expr{b.read(c.Args[0], depth), list}, At: at}.Settle()
		}
		if chain.Handler < 0 {
			return list
		}
		return Expr{Kind: Fold, Name: "last first", Args: []Expr{list, b.read(argument(c, chain.Handler, recv), depth)}, At: at}.Settle()
	}
	if mw, ok := b.models.Middleware(symbol); ok {
		if e, ok := b.asking(c, mw, symbol, recv, at, depth); ok {
			return e
		}
		if mw.Adapts > 0 {
			return b.read(argument(c, mw.Adapts-1, recv), depth)
		}
		if mw.House {
			return b.house(c, mw, depth)
		}
		e := wrap(symbol, mw)
		e.At, e.Library.Files = at, mw.Files
		b.skip(&e, flow.Arguments(c), mw)
		b.look(&e, flow.Arguments(c), mw)
		if mw.Trusts != nil {
			by := b.nested(argument(c, mw.Trusts.Arg, recv), mw.Trusts.Field, depth)
			e.Library.By = &by
		}
		if h := argument(c, mw.Handler, recv); h != nil {
			e.Args = []Expr{b.read(h, depth)}
		} else if len(c.Args) == 1 && b.isHandler(c.Args[0].Type()) {
			e.Args = []Expr{b.read(c.Args[0], depth)} // the middleware itself, called
		}
		if strip := argument(c, mw.Strip, recv); strip != nil {
			x := b.read(strip, depth)
			e.Library.Strip = &x
		}
		return e
	}
	if c.IsInvoke() {
		if m, ok := b.behind(c.Value, fn.Name(), depth); ok && i == 0 && b.yields(c.Signature()) {
			m.At = at
			return b.called(m, c.Args, at, depth)
		}
		return b.unknown(call, fmt.Sprintf("%s.%s is called through an interface", flow.Short(c.Value.Type().String()), fn.Name()))
	}
	if sum := b.summaryOf(fn); sum != nil && i < len(sum.Results) {
		defer func(at ssa.Instruction) { b.here = at }(b.here)
		b.here = call
		args := b.args(sum, flow.Arguments(c), depth)
		site := b.siteOf(call)
		return sum.Results[i].Subst(sum.Func, args, site)
	}
	if m, path, ok := b.routerOf(resultType(call, i)); ok && m.House && fn.Pkg() != nil && fn.Pkg().Path() == path {
		return b.fresh(call)
	}
	return b.foreign(c, fn, symbol, at, depth)
}

// resultType returns the type of the i-th result of a call.
func resultType(call *ssa.Call, i int) types.Type {
	if tuple, ok := call.Type().(*types.Tuple); ok {
		if i < tuple.Len() {
			return tuple.At(i).Type()
		}
		return types.Typ[types.Invalid]
	}
	return call.Type()
}

// house returns what a call of a function yields that the policy vouches for: a
// wrapper around its handler argument, or else the middleware itself.
func (b *builder) house(c *ssa.CallCommon, mw model.Middleware, depth int) Expr {
	e := Expr{Kind: Wrap, Name: mw.Symbol, Library: &Library{Role: mw.Role, House: true}, At: b.flow.Position(c.Pos())}
	for _, a := range c.Args {
		if b.isHandling(a.Type()) {
			e.Args = []Expr{b.read(a, depth)}
			break
		}
	}
	return e
}

// same returns the router that a call of the symbol returns in another form, nil
// if it is no such call: calls that register can be chained.
func (b *builder) same(c *ssa.CallCommon, fn *types.Func, symbol string) ssa.Value {
	on := c.Value
	if !c.IsInvoke() {
		args := flow.Arguments(c)
		if len(args) == 0 {
			return nil
		}
		on = args[0]
	}
	if b.models.SameRouter(symbol) {
		return on
	}
	m, _, ok := b.ownerOf(c, fn, symbol)
	if !ok || fn.Signature().Results().Len() != 1 || !b.isRouter(fn.Signature().Results().At(0).Type()) {
		return nil
	}
	if slices.ContainsFunc(m.Register, func(r model.Register) bool { return r.Name == fn.Name() }) ||
		slices.ContainsFunc(m.Use, func(u model.Use) bool { return u.Name == fn.Name() }) ||
		slices.ContainsFunc(m.Refine, func(x model.Refine) bool { return !x.New && x.Name == fn.Name() }) {
		return on
	}
	return nil
}

// listOf returns the list that a modelled chain is made of.
func listOf(c *ssa.CallCommon, chain model.ChainOf, recv bool) ssa.Value {
	if chain.List < 0 {
		return c.Args[0]
	}
	return argument(c, chain.List, recv)
}

// called returns what a call of a function value yields.
func (b *builder) called(fn Expr, args []ssa.Value, at flow.Position, depth int) Expr {
	list := []Expr{fn}
	for _, a := range args {
		list = append(list, b.read(a, depth))
	}
	return Expr{Kind: Apply, Args: list, At: at}
}

// joined returns the path that path.Join makes of its arguments.
func (b *builder) joined(list ssa.Value, depth int) Expr {
	at := b.flow.Position(list.Pos())
	parts := b.read(list, depth)
	if parts.Kind != List {
		return Expr{Kind: Unknown, Name: "a path of parts that are listed elsewhere", At: at}
	}
	return Expr{Kind: Concat, Name: "/", Args: parts.Args, At: at}
}

// foreign returns what a call of code outside the project yields: a wrapper
// around its handler argument, or a middleware that nothing is known of.
func (b *builder) foreign(c *ssa.CallCommon, fn *types.Func, symbol string, at flow.Position, depth int) Expr {
	results := fn.Signature().Results()
	if results.Len() == 0 || symbol == "" {
		return Expr{Kind: Unknown, Name: "it is computed at run time", At: at}
	}
	e := Expr{Kind: Wrap, Name: symbol, Library: &Library{Role: model.Unknown}, At: at}
	for _, a := range c.Args {
		if b.isHandler(a.Type()) {
			e.Args = []Expr{b.read(a, depth)}
			return e
		}
	}
	if b.isMiddleware(results.At(0).Type()) || b.isHandler(results.At(0).Type()) || b.isPart(results.At(0).Type()) {
		return e
	}
	return Expr{Kind: Unknown, Name: "it is the result of " + flow.Short(symbol), At: at}
}
