package routes

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// A call of a method passes interceptors, which run the rest by a function that
// they are handed, and may ask others that decide: functions that return an
// error, or let the call by. Both are proved as a middleware is, with one thing
// more: which method is called, they can ask.

// interceptor returns what fn does with a call of a method. have is what is known
// of it as a handler.
func (b *builder) interceptor(fn *ssa.Function, have *Handler) *Handler {
	if !b.remote || fn.Blocks == nil {
		return have
	}
	h := have
	if h == nil {
		h = &Handler{Func: b.flow.ID(fn), At: b.flow.Position(fn.Pos()), Inner: true}
	}
	sig := fn.Signature
	switch {
	case b.intercepts(fn):
		b.prove(h, fn, b.onward(fn))
	case have != nil && !b.takesCall(fn):
		return have
	case have != nil:
		if nexts := b.nexts(fn); len(nexts) > 0 {
			for i := range nexts {
				nexts[i].to = Expr{} // what it wraps, and no interceptor of its own
			}
			b.prove(h, fn, nexts)
			return h
		}
		h.Guard = b.refusal(fn)
		return h
	case fn.Signature.Recv() != nil && b.isMethod(sig):
		h.Guard = b.refusal(fn)
	case b.decides(sig):
		b.prove(h, fn, b.agreements(fn))
		if !h.isDecisive() && !isAsked(sig) {
			return nil
		}
	default:
		return nil
	}
	b.leaves(h, fn)
	return h
}

// leaves fills in what a function leaves in the context.
func (b *builder) leaves(h *Handler, fn *ssa.Function) {
	if sum := b.sums[h.Func]; sum != nil {
		for _, s := range sum.Sets {
			if s.Key != "" && slices.ContainsFunc(s.Origin, func(o flow.Origin) bool { return isCredential(&o) }) {
				h.Sets = appendNew(h.Sets, s.Key)
			}
		}
	}
	b.knows(h, fn)
}

// intercepts reports whether fn is handed the function that runs the rest.
func (b *builder) intercepts(fn *ssa.Function) bool {
	return slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool { return b.models.Next(models.TypeSymbol(p.Type())) })
}

// isDecisive reports whether something is proved by the function itself, of
// whatever methods.
func (h *Handler) isDecisive() bool {
	return h.Guard.State > Unclear || len(h.Cases) > 0 || len(h.Asks) > 0
}

// isAsked reports whether a signature is one that libraries ask by: it is given
// the call alone, and returns the context that goes on, or who it is. That such
// a function turns nobody away has to be known.
func isAsked(sig *types.Signature) bool {
	params, results := sig.Params(), sig.Results()
	if results.Len() != 2 {
		return false
	}
	any, ok := results.At(0).Type().Underlying().(*types.Interface)
	return ok && (any.Empty() || isCallContext(results.At(0).Type())) && params.Len() <= 2
}

// takesCall reports whether the request of a handler is the call of a method.
func (b *builder) takesCall(fn *ssa.Function) bool {
	name := models.TypeName(b.requestOf(fn).Type())
	return name != nil && name.Pkg() != nil && b.models.CallsMethods(name.Pkg().Path())
}

// isMethod reports whether a signature is that of a method that is called from
// afar.
func (b *builder) isMethod(sig *types.Signature) bool { _, ok := b.isRemote(sig); return ok }

// decides reports whether a function can let a call by or end it: it takes the
// call's context first and returns an error last.
func (b *builder) decides(sig *types.Signature) bool {
	params, results := sig.Params(), sig.Results()
	n := results.Len()
	return params.Len() > 0 && n > 0 && n <= 2 && isError(results.At(n-1).Type()) && (isCallContext(params.At(0).Type()) || b.isStream(params.At(0).Type()))
}

// isCaller reports whether an origin is the context, or the stream, of a call
// that fn is about.
func (b *builder) isCaller(o *flow.Origin) bool {
	fn := b.byID[o.Func]
	if !b.remote || fn == nil || o.Index >= len(fn.Params) {
		return false
	}
	t := fn.Params[o.Index].Type()
	return (isCallContext(t) || b.isStream(t)) && (b.intercepts(fn) || b.isMethod(fn.Signature) || b.decides(fn.Signature))
}

// refusal returns what the checks of a method itself prove: those that end it by
// an error.
func (b *builder) refusal(fn *ssa.Function) Guard {
	var kept []gate
	for _, g := range b.gates(fn, nil) {
		rejected := b.reachable(g.branch.Block().Succs[g.side], map[edge]bool{g.accept(): true})
		if b.turnsDown(rejected) {
			kept = append(kept, g)
		}
	}
	return strongest(kept)
}

// turnsDown reports whether every return in the blocks may be one of an error.
func (b *builder) turnsDown(blocks map[*ssa.BasicBlock]bool) bool {
	for block := range blocks {
		if ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ok && len(ret.Results) > 0 {
			if c, isConst := ret.Results[len(ret.Results)-1].(*ssa.Const); isConst && c.IsNil() {
				return false
			}
		}
	}
	return true
}

// onward returns the places where fn runs the rest: by the function that it is
// handed, or by another interceptor that it hands that to.
func (b *builder) onward(fn *ssa.Function) []next {
	var list []next
	for _, instr := range instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			c := call.Common()
			callee := c.StaticCallee()
			switch {
			case c.IsInvoke():
				if slices.ContainsFunc(c.Args, b.isNext) {
					list = append(list, next{at: call, to: Expr{Name: "an interface's method", At: b.flow.At(call)}})
				}
			case callee == nil && b.isNext(c.Value):
				list = append(list, next{at: call})
			case slices.ContainsFunc(c.Args, b.isNext):
				list = append(list, next{at: call, to: b.bound(c)})
			}
		}
		for _, lit := range literals(instr) {
			if lit.Parent() == fn && !b.intercepts(lit) {
				for _, n := range b.onward(lit) {
					n.at = instr
					list = append(list, n)
				}
			}
		}
	}
	return list
}

func (b *builder) isNext(v ssa.Value) bool { return b.models.Next(models.TypeSymbol(v.Type())) }

// bound returns the function that is called, with what it is given.
func (b *builder) bound(c *ssa.CallCommon) Expr {
	callee := c.StaticCallee()
	if callee == nil || callee.Parent() != nil {
		return b.expr(c.Value)
	}
	e := b.function(callee)
	if e.Kind == Func {
		for i, arg := range b.exprs(c.Args) {
			if arg.Kind != Unknown {
				e.Env = append(e.Env, Binding{Func: e.Name, Index: i, Value: arg})
			}
		}
	}
	return e
}

// agreements returns the returns of fn by which it may let a call by.
func (b *builder) agreements(fn *ssa.Function) []next {
	var list []next
	open := b.reachable(fn.Blocks[0], nil)
	for _, block := range fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok || !open[block] || block == fn.Recover || len(ret.Results) == 0 {
			continue
		}
		err := ret.Results[len(ret.Results)-1]
		if b.isFailure(err, block) {
			continue
		}
		n := next{at: ret}
		if call := callOf(err); call != nil {
			if e, ok := b.decider(call); ok {
				n.to = e
			} else if slices.ContainsFunc(b.origins(err), func(o flow.Origin) bool { return isCredential(&o) }) {
				continue // it returns what a check of a credential says
			}
		}
		list = append(list, n)
	}
	return list
}

// isFailure reports whether an error that is returned in a block is one for
// certain.
func (b *builder) isFailure(err ssa.Value, block *ssa.BasicBlock) bool {
	switch v := err.(type) {
	case *ssa.Const:
		return !v.IsNil()
	case *ssa.MakeInterface:
		return true
	case *ssa.UnOp:
		_, variable := v.X.(*ssa.Global)
		return variable && v.Op == token.MUL
	case *ssa.Phi:
		return !slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return !b.isFailure(e, block) })
	case *ssa.Call:
		_, _, symbol, _ := b.callee(v.Common())
		if symbol == "errors.New" || symbol == "fmt.Errorf" || slices.ContainsFunc(statusesOf(v.Common()), func(n int64) bool { return n >= 400 }) {
			return true
		}
	}
	for dom := block.Idom(); dom != nil; dom = dom.Idom() {
		branch, ok := dom.Instrs[len(dom.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		if failed, ok := failedSide(branch, err); ok && len(dom.Succs[failed].Preds) == 1 && dom.Succs[failed].Dominates(block) {
			return true
		}
	}
	return false
}

// failedSide returns the successor that is taken where the error is one.
func failedSide(branch *ssa.If, err ssa.Value) (int, bool) {
	op, ok := branch.Cond.(*ssa.BinOp)
	if !ok || op.Op != token.EQL && op.Op != token.NEQ || err != nil && op.X != err || !isError(op.X.Type()) {
		return 0, false
	}
	if c, ok := op.Y.(*ssa.Const); !ok || !c.IsNil() {
		return 0, false
	}
	if op.Op == token.NEQ {
		return 0, true
	}
	return 1, true
}

// callOf returns the call whose result v is.
func callOf(v ssa.Value) *ssa.Call {
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, _ := v.(*ssa.Call)
	return call
}

// decider returns the function that a call asks whether to let the call of a
// method by: one whose proof is known, or a function value.
func (b *builder) decider(call *ssa.Call) (Expr, bool) {
	c := call.Common()
	if c.IsInvoke() || !b.decides(c.Signature()) {
		return Expr{}, false
	}
	if _, builtin := c.Value.(*ssa.Builtin); builtin {
		return Expr{}, false
	}
	callee := c.StaticCallee()
	if callee == nil {
		return b.expr(c.Value), true
	}
	obj, ok := callee.Object().(*types.Func)
	if !ok {
		if callee.Parent() == nil {
			return Expr{}, false
		}
		sum := b.summary(callee)
		return b.function(callee), sum.Info != nil && sum.Info.isDecisive()
	}
	if sum := b.summaryOf(obj); sum != nil && sum.Info != nil && sum.Info.isDecisive() {
		return b.bound(c), true
	}
	return Expr{}, false
}

// asked is a branch on the outcome of a decider.
type asked struct {
	branch *ssa.If
	side   int // where the call ends
	by     Expr
}

func (a *asked) accept() edge { return edge{a.branch.Block(), a.branch.Block().Succs[1-a.side]} }

// decisions returns the branches of fn on what others decide.
func (b *builder) decisions(fn *ssa.Function, nexts []next) []asked {
	var list []asked
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		side, ok := failedSide(branch, nil)
		if !ok {
			continue
		}
		call := callOf(branch.Cond.(*ssa.BinOp).X)
		if call == nil {
			continue
		}
		by, ok := b.decider(call)
		if !ok {
			continue
		}
		a := asked{branch, side, by}
		rejected := b.reachable(block.Succs[side], map[edge]bool{a.accept(): true})
		leads := slices.ContainsFunc(nexts, func(n next) bool { return rejected[n.at.Block()] })
		if !leads && b.rejection(block.Succs[side], rejected, b.reachable(block.Succs[1-side], nil)) == model.Auth {
			list = append(list, a)
		}
	}
	return list
}

// proof is what a function proves on its way to what follows.
type proof struct {
	guard Guard
	asks  []Expr
	gates []gate
	asked []asked
}

// whole returns the guard with what the function is known to prove that it asks in any
// case.
func (p *proof) whole() Guard {
	for i := range p.asks {
		info := p.asks[i].Info
		if info != nil && p.guard.State < Required && len(info.Cases) == 0 && info.Guard.State == Required && info.Guard.Role == model.Auth && info.Guard.Lets == nil {
			return info.Guard
		}
	}
	return p.guard
}

// isCheck reports whether the branch is a check, or on what another function
// decides.
func (p *proof) isCheck(branch *ssa.If) bool {
	return slices.ContainsFunc(p.asked, func(a asked) bool { return a.branch == branch }) ||
		slices.ContainsFunc(p.gates, func(g gate) bool { return g.branch == branch })
}

func (p *proof) equal(q *proof) bool {
	return p.guard.State == q.guard.State && p.guard.Role == q.guard.Role && slices.Equal(p.guard.Needs, q.guard.Needs) &&
		slices.EqualFunc(p.asks, q.asks, func(a, b Expr) bool {
			return a.Kind == b.Kind && a.Name == b.Name && a.At == b.At && len(a.Args) == len(b.Args)
		})
}

// prove fills in what fn proves of what follows, in each case that it tells
// methods apart by.
func (b *builder) prove(h *Handler, fn *ssa.Function, nexts []next) {
	told := b.groups(fn)
	all := b.proof(fn, nexts, told)
	h.Guard, h.Asks = all.guard, all.asks
	for _, key := range b.setBehind(fn, all.gates) {
		h.Sets = appendNew(h.Sets, key)
	}
	// What another function decides, its own proof tells; of checks that are given
	// the name it is known already that they cannot be read.
	groups := slices.DeleteFunc(slices.Clone(told), func(g group) bool { return len(g.test.Any) == 0 && all.isCheck(g.tests[0].at) })
	if len(groups) == 0 {
		h.Guard = b.switched(h.Guard, fn, hasSettings(all.gates, nexts), func() (Guard, []gate) {
			p := b.proof(fn, nexts, told)
			return p.whole(), p.gates
		})
	}
	if len(groups) == 0 || len(groups) > maxTests {
		return
	}
	differ := false
	var cases []Case
	for mask := range 1 << len(groups) {
		when := make([]bool, len(groups))
		for i := range groups {
			when[i] = mask>>i&1 == 1
		}
		b.shut = shutBy(groups, when)
		p := b.proof(fn, nexts, told)
		b.shut = nil
		cases = append(cases, Case{When: when, Guard: p.guard, Asks: p.asks})
		differ = differ || !p.equal(&all)
	}
	if !differ {
		return
	}
	h.Cases = cases
	for _, g := range groups {
		h.Tests = append(h.Tests, g.test)
	}
}

// maxTests bounds the questions that cases are made of, since they multiply.
const maxTests = 5

// proof puts checks and questions together. To ask which method is called, as told
// does, is no check of who calls it.
func (b *builder) proof(fn *ssa.Function, nexts []next, told []group) proof {
	open := b.reachable(fn.Blocks[0], nil)
	nexts = slices.DeleteFunc(slices.Clone(nexts), func(n next) bool { return !open[n.at.Block()] })
	if len(nexts) == 0 {
		place := flow.Step{At: b.flow.Position(fn.Pos()), Text: "no call is let by here"}
		return proof{guard: Guard{State: Required, Role: model.Auth, Evidence: []flow.Step{place}}}
	}
	questions := slices.DeleteFunc(b.decisions(fn, nexts), func(a asked) bool { return !open[a.branch.Block()] })
	gates := slices.DeleteFunc(b.gates(fn, nexts), func(g gate) bool {
		return !open[g.branch.Block()] || asksName(told, g.branch) || slices.ContainsFunc(questions, func(a asked) bool { return a.branch == g.branch })
	})
	for i := range gates {
		// One that is given the name as well may let some methods by: unless it can
		// be read, which those are is not known.
		if g := &gates[i]; g.guard.State == Required && looksAtName(told, g.branch) {
			g.guard.State = Unclear
		}
	}
	p := proof{guard: b.guard(fn, gates, nexts), gates: gates, asked: questions}
	if p.guard.State == Required && p.guard.Role == model.Auth {
		return p
	}
	closes := func(list []asked) bool {
		cut := map[edge]bool{}
		for i := range list {
			cut[list[i].accept()] = true
		}
		for i := range gates {
			if g := &gates[i]; g.role == model.Auth && g.guard.State == Required {
				cut[g.accept()] = true
			}
		}
		open := b.reachable(fn.Blocks[0], cut)
		return !slices.ContainsFunc(nexts, func(n next) bool { return open[n.at.Block()] && !n.leads() })
	}
	var inner []Expr // what those lead through that nothing closes
	for _, n := range nexts {
		if n.leads() {
			inner = append(inner, n.to)
		}
	}
	var some Expr
	for _, a := range questions {
		if closes([]asked{a}) {
			p.asks = append(p.asks, a.by)
		}
		some.Args = append(some.Args, a.by)
	}
	switch {
	case len(p.asks) > 0 && len(inner) == 0:
	case len(inner) > 0 && closes(questions):
		p.asks = append(p.asks, oneOf(append(slices.Clone(some.Args), inner...)))
	case len(questions) > 1 && closes(questions):
		p.asks = append(p.asks, oneOf(some.Args))
	case len(questions) > 0 && p.guard.State < Optional && slices.ContainsFunc(questions, func(a asked) bool { return a.by.Info != nil && a.by.Info.Guard.State > Unclear }):
		p.guard = Guard{State: Optional, Role: model.Auth, Evidence: []flow.Step{{At: b.placeOf(questions[0].branch), Text: "some calls are let by without being asked"}}}
	}
	return p
}

// asksName reports whether a branch is one of the tests that can be read.
func asksName(told []group, branch *ssa.If) bool {
	return slices.ContainsFunc(told, func(g group) bool {
		return len(g.test.Any) > 0 && slices.ContainsFunc(g.tests, func(t test) bool { return t.at == branch })
	})
}

// looksAtName reports whether a branch is on something that is made of the name of
// the method in a way that cannot be read.
func looksAtName(told []group, branch *ssa.If) bool {
	return slices.ContainsFunc(told, func(g group) bool { return len(g.test.Any) == 0 && g.tests[0].at == branch })
}

// leads reports whether it hands the call to another interceptor, or leaves it to
// another function to decide.
func (n *next) leads() bool { return n.to.Kind != Unknown || n.to.Name != "" }

func oneOf(list []Expr) Expr {
	if len(list) == 1 {
		return list[0]
	}
	return Expr{Kind: Choice, Args: list}
}

// statusOfCode returns the status of HTTP that a code of a call's answer comes
// to, as far as it says why a call is turned away.
func statusOfCode(c *ssa.Const) (int64, bool) {
	if !models.Shipped().Code(models.TypeSymbol(c.Type())) {
		return 0, false
	}
	switch c.Int64() {
	case 16:
		return 401, true
	case 7:
		return 403, true
	case 5:
		return 404, true
	case 8:
		return 429, true
	case 0:
		return 200, true
	case 2, 13, 15:
		return 500, true
	case 4, 14:
		return 503, true
	}
	return 400, true
}
