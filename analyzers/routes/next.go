package routes

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
)

// A middleware hands the request on by calling what comes next.

// next is one call that hands the request to another handler.
type next struct {
	at    ssa.Instruction // in the handler: the call, or where the literal that calls is made
	to    Expr
	req   ssa.Value // nil where none is seen
	by    *Handler  // the function that hands it on for this one, nil where it does so itself
	wants []Demand  // of the parameters that the handler passes to it
}

// nexts returns the calls in fn that hand the request to a handler that is not
// known here: by its ServeHTTP method, or as a function value. A literal in fn
// that is no handler itself, as what is handed to a timer or deferred, calls
// on fn's behalf.
func (b *builder) nexts(fn *ssa.Function) []next {
	var list []next
	var before []Expr // handlers that are run one by one before
	for _, instr := range instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			if row, stops, ok := b.listed(call); ok {
				if stops {
					before = append(before, row)
				}
			} else if told := b.toLiteral(call); len(told) > 0 {
				list = append(list, told...)
			} else if n, ok := b.next(call); ok {
				list = append(list, n)
			} else {
				list = append(list, b.delegated(call)...)
			}
		}
		for _, lit := range literals(instr) {
			if lit.Parent() == fn && b.requestOf(lit) == nil && !b.onlyCalled(instr) {
				for _, n := range b.nexts(lit) {
					n.at = instr
					list = append(list, n)
				}
			}
		}
	}
	if len(list) == 0 {
		if n, ok := b.dispatched(fn); ok {
			list = append(list, n)
		}
	}
	list = b.going(list)
	for i := range list {
		if len(before) > 0 {
			list[i].to = Expr{Kind: List, Args: append(slices.Clone(before), list[i].to), At: list[i].to.At}
		}
	}
	return list
}

// going returns the handlers without those functions that are asked whether the
// request goes on to another: they are called first, and that comes only where
// they say that nothing is wrong.
func (b *builder) going(list []next) []next {
	return slices.DeleteFunc(slices.Clone(list), func(n next) bool {
		call, ok := n.at.(*ssa.Call)
		return ok && n.by == nil && !call.Call.IsInvoke() && call.Call.StaticCallee() == nil && slices.ContainsFunc(list, func(other next) bool { return b.wanted(call, other.at) })
	})
}

// wanted reports whether an instruction runs only where the error that a call
// returns is nil.
func (b *builder) wanted(call *ssa.Call, at ssa.Instruction) bool {
	for block := at.Block(); block != nil && block != call.Block(); block = block.Idom() {
		before := block.Idom()
		if before == nil || len(block.Preds) != 1 {
			continue
		}
		branch, ok := before.Instrs[len(before.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		op, ok := branch.Cond.(*ssa.BinOp)
		if !ok || !isError(op.X.Type()) || !saysNil(op, block == before.Succs[0]) {
			continue
		}
		of := op.X
		if x, ok := of.(*ssa.Extract); ok {
			of = x.Tuple
		}
		if of == ssa.Value(call) {
			return true
		}
	}
	return false
}

// saysNil reports whether a comparison with nil says, where it comes out as given,
// that the value is nil.
func saysNil(op *ssa.BinOp, holds bool) bool {
	c, ok := op.Y.(*ssa.Const)
	return ok && c.IsNil() && (op.Op == token.EQL && holds || op.Op == token.NEQ && !holds)
}

// delegated returns the handlers that a called function hands the request to
// on the caller's behalf.
func (b *builder) delegated(call ssa.CallInstruction) []next {
	c := call.Common()
	fn, _, _, _ := b.callee(c)
	if fn == nil || c.IsInvoke() {
		return nil
	}
	sum := b.summaryOf(fn)
	if sum == nil || sum.Info == nil || len(sum.Info.Next) == 0 {
		return nil
	}
	req := b.requestIn(c.Args)
	if req == nil {
		return nil
	}
	args := b.exprs(flow.Arguments(c))
	by, wants := b.asAsked(b.lend(sum.Info, c), call)
	if by.Hands != nil || by.Guard.Lets != nil {
		lent := *by
		lent.Hands, lent.Guard.Lets = b.given(by.Hands, sum.Func, c.Args), b.given(by.Guard.Lets, sum.Func, c.Args)
		by = &lent
	}
	by = by.Lending(func(e Expr) Expr { return e.Subst(sum.Func, args, "") })
	var list []next
	for _, to := range sum.Info.Next {
		list = append(list, next{at: call, to: to.Subst(sum.Func, args, ""), req: req, by: by, wants: wants})
	}
	return list
}

// literals returns the function literals that an instruction makes or uses.
func literals(instr ssa.Instruction) []*ssa.Function {
	var list []*ssa.Function
	var buf [8]*ssa.Value
	for _, op := range instr.Operands(buf[:0]) {
		if fn, ok := (*op).(*ssa.Function); ok && fn.Parent() != nil {
			list = append(list, fn)
		}
	}
	return list
}

// next reads one call as one of a next handler.
func (b *builder) next(call ssa.CallInstruction) (next, bool) {
	c := call.Common()
	var target ssa.Value
	args := c.Args
	switch callee := c.StaticCallee(); {
	case c.IsInvoke() && c.Method.Name() == "ServeHTTP":
		target = c.Value
	case !c.IsInvoke() && callee == nil && b.isHandlerFunc(c.Value.Type()) && !isFailing(c.Value.Type()) && !isTelling(c.Value.Type()) && !b.isLibrarys(c.Value):
		target = c.Value
	case callee != nil && callee.Name() == "ServeHTTP" && len(args) == 3:
		// (http.HandlerFunc).ServeHTTP(f, w, r), or a concrete handler.
		if obj := callee.Object(); obj == nil || obj.Pkg() == nil || b.known(callee) {
			return next{}, false
		}
		target, args = args[0], args[1:]
	default:
		return next{}, false
	}
	if req := b.requestIn(args); req != nil {
		return next{at: call, to: b.expr(target), req: req}, true
	}
	return next{}, false
}

// isTelling reports whether a function tells something of a request, as a part of
// its path, and answers nobody.
func isTelling(t types.Type) bool {
	results := t.Underlying().(*types.Signature).Results()
	if results.Len() != 1 {
		return false
	}
	switch t := results.At(0).Type().Underlying().(type) {
	case *types.Basic:
		return t.Info()&(types.IsString|types.IsBoolean) != 0
	case *types.Slice:
		return types.Identical(t.Elem(), types.Typ[types.Byte])
	}
	return false
}

// known reports whether the function is one that is read itself.
func (b *builder) known(fn *ssa.Function) bool {
	obj, ok := fn.Object().(*types.Func)
	return ok && b.summaryOf(obj) != nil
}

// limits reports whether the body of every request that is handed on is
// bounded.
func (b *builder) limits(nexts []next) bool {
	for _, n := range nexts {
		if n.by != nil && n.by.Limits {
			continue
		}
		if n.req == nil {
			return false // what it hands on is no request
		}
		body := b.flow.Body(n.req, n.at)
		if len(body) == 0 {
			return false
		}
		for _, o := range body {
			if o.Flags&flow.Limited == 0 {
				return false
			}
		}
	}
	return true
}

// isLibrarys reports whether a function value is kept in a variable of a library
// that is modelled: what such a call means is said there, and the request does not
// go on with it.
func (b *builder) isLibrarys(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	g, ok := load.X.(*ssa.Global)
	return ok && g.Pkg != nil && g.Pkg != b.flow.SSA && b.models.Modelled(g.Pkg.Pkg.Path())
}
