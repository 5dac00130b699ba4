package routes

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// statusesOf returns the arguments of a call that are status codes by their
// value, and those of declared errors among them.
func statusesOf(c *ssa.CallCommon) []int64 {
	var codes []int64
	for _, arg := range c.Args {
		codes = append(codes, statusesIn(arg)...)
	}
	return codes
}

// statusesIn returns the status codes that a value is or, a declared error,
// carries.
func statusesIn(v ssa.Value) []int64 {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return statusesIn(v.X)
	case *ssa.Const:
		if v.Value == nil || v.Value.Kind() != constant.Int {
			return nil
		}
		if status, ok := statusOfCode(v); ok {
			return []int64{status}
		}
		if n, exact := constant.Int64Val(v.Value); exact && n >= 200 && n < 600 {
			return []int64{n}
		}
	case *ssa.Phi: // one of several, each a constant
		var codes []int64
		for _, e := range v.Edges {
			if _, ok := e.(*ssa.Const); !ok {
				return nil
			}
			codes = append(codes, statusesIn(e)...)
		}
		return codes
	case *ssa.UnOp:
		if g, ok := v.X.(*ssa.Global); ok && v.Op == token.MUL && isError(v.Type()) || ok && types.Implements(v.Type(), errorType) {
			return declaredStatuses(g)
		}
	}
	return nil
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// declaredStatuses returns the status codes in the literal that a package-level
// variable of this package is declared with.
func declaredStatuses(g *ssa.Global) (codes []int64) {
	for _, v := range declared(g) {
		switch v := unwrap(v).(type) {
		case *ssa.Call:
			codes = append(codes, statusesOf(v.Common())...)
		case *ssa.Alloc:
			for _, ref := range *v.Referrers() {
				at, ok := ref.(*ssa.FieldAddr)
				if !ok {
					continue
				}
				for _, ref := range *at.Referrers() {
					if st, ok := ref.(*ssa.Store); ok && st.Addr == at {
						codes = append(codes, statusesIn(st.Val)...)
					}
				}
			}
		}
	}
	return codes
}

// declared returns the values that a package-level variable of this package is
// declared with.
func declared(g *ssa.Global) (list []ssa.Value) {
	if g.Pkg == nil || g.Pkg.Func("init") == nil {
		return nil
	}
	for _, instr := range instructions(g.Pkg.Func("init")) {
		if st, ok := instr.(*ssa.Store); ok && st.Addr == ssa.Value(g) {
			list = append(list, st.Val)
		}
	}
	return list
}

// leniency is what the refusals of a function are worth that is asked about a
// request.
type leniency struct {
	// state is Optional where a stranger gets by who brings no credential, Required
	// where it takes a path or a method that lets tells, Unclear where these decide
	// and cannot be read, and NoGuard where nobody gets by or is refused.
	state GuardState
	lets  *Decision
	// spares says that it refuses nobody for a credential that does not hold.
	spares bool
	// empty says that all it has for strangers is nothing: what it returns says who
	// is calling.
	empty bool
	// off are the settings by which strangers get by, where for no other reason but
	// what on decides.
	off []Setting
	on  *Decision
}

// none reports whether nothing is said of a function's refusals.
func (l leniency) none() bool {
	return l.state == NoGuard && l.lets == nil && !l.spares && !l.empty
}

// lenient returns what the refusals of fn are worth where those of its returns
// that are fine, and no others, let a request by.
func (b *builder) lenient(fn *ssa.Function, fine fine) leniency {
	req := b.requestAmong(fn.Params)
	if req == nil || fn.Blocks == nil || fn.Signature.Results().Len() == 0 {
		return leniency{}
	}
	kind, lent := b.lenience(fn, fine)
	if b.assume || kind.state == NoGuard || kind.state == Required || !lent && len(b.switches(fn)) == 0 {
		return kind
	}
	var on leniency
	var under []Setting
	off, ok := b.supposing(fn, func() bool {
		var strict bool
		on, under, strict = b.strict(fn, fine)
		return strict
	})
	if off = addSettings(off, under); ok && len(off) > 0 {
		kind.off, kind.on = off, on.lets
	}
	return kind
}

// strict reports whether the refusals of fn leave no way by for strangers but those
// that a path or a method lets by, and by which settings of what it calls.
func (b *builder) strict(fn *ssa.Function, fine fine) (of leniency, under []Setting, ok bool) {
	passes := b.passes(fn, fine)
	gates := slices.DeleteFunc(b.gates(fn, passes), func(g gate) bool {
		return g.role != model.Auth || g.admits || g.guard.State == Optional
	})
	for i := range gates {
		under = addSettings(under, gates[i].off)
	}
	open := b.reachable(fn.Blocks[0], nil)
	if !slices.ContainsFunc(passes, func(n next) bool { return open[n.at.Block()] }) {
		return leniency{}, nil, b.answersByCredential(fn, fine, open)
	}
	if len(gates) == 0 {
		return leniency{}, nil, false
	}
	if b.closed(fn, gates, passes) && !lets(gates) {
		return leniency{}, under, true
	}
	exempt, known := b.exempting(fn, gates, passes)
	return leniency{state: Required, lets: exempt}, under, known && exempt != nil
}

// lenience is as lenient, whatever settings say; lent says that what fn calls has
// settings of its own.
func (b *builder) lenience(fn *ssa.Function, fine fine) (_ leniency, lent bool) {
	passes := b.passes(fn, fine)
	if len(passes) == 0 {
		return leniency{}, false
	}
	gates := slices.DeleteFunc(b.gates(fn, passes), func(g gate) bool { return g.role != model.Auth || g.admits })
	if len(gates) == 0 && !b.bypassed(fn, passes, fine) {
		return leniency{spares: b.spares(fn, fine)}, false
	}
	lent = slices.ContainsFunc(gates, func(g gate) bool { return len(g.off) > 0 })
	// A check that itself lets strangers by closes no way.
	gates = slices.DeleteFunc(gates, func(g gate) bool { return g.guard.State == Optional })
	if len(gates) > 0 && b.closed(fn, gates, passes) && !lets(gates) {
		return leniency{}, lent
	}
	kind := leniency{state: Optional, empty: b.nothing(fn, gates, passes)}
	switch exempt, known := b.exempting(fn, gates, passes); {
	case !known:
		kind.state = Unclear
	case exempt != nil:
		kind.state, kind.lets = Required, exempt
	}
	return kind, lent
}

// fine reports whether a return says that nothing is wrong with a request.
type fine func(*ssa.Return) bool

// passes returns where fn says that nothing is wrong with a request, refusals the
// returns that may say otherwise.
func (b *builder) passes(fn *ssa.Function, fine fine) (list []next) {
	req := b.requestAmong(fn.Params)
	for _, ret := range returnsOf(fn) {
		if fine(ret) {
			list = append(list, next{at: ret, req: req})
		}
	}
	return list
}

func (b *builder) refusals(fn *ssa.Function) []*ssa.Return {
	return slices.DeleteFunc(returnsOf(fn), succeeds)
}

// returnsOf returns the returns of fn, without the one of a panic that is caught.
func returnsOf(fn *ssa.Function) (list []*ssa.Return) {
	for _, block := range fn.Blocks {
		if ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ok && block != fn.Recover {
			list = append(list, ret)
		}
	}
	return list
}

// lets reports whether one of the checks lets some requests by.
func lets(gates []gate) bool {
	return slices.ContainsFunc(gates, func(g gate) bool { return g.lets != nil })
}

// nothing reports whether who gets by the gates of fn without passing them is
// told nothing: of two results, the first is nil.
func (b *builder) nothing(fn *ssa.Function, gates []gate, passes []next) bool {
	cut := map[edge]bool{}
	for i := range gates {
		cut[gates[i].accept()] = true
	}
	open := b.reachable(fn.Blocks[0], cut)
	return !slices.ContainsFunc(passes, func(n next) bool {
		ret := n.at.(*ssa.Return)
		if !open[ret.Block()] {
			return false
		}
		c, ok := ret.Results[0].(*ssa.Const)
		return len(ret.Results) < 2 || !ok || !c.IsNil()
	})
}

// bypassed reports whether fn refuses some callers for a credential that does not
// hold, and others pass it without being asked for one: what they are after needs
// none.
func (b *builder) bypassed(fn *ssa.Function, passes []next, fine fine) bool {
	cut := map[edge]bool{}
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if ok && slices.ContainsFunc(b.origins(branch.Cond), func(o flow.Origin) bool { return isCredential(&o) || isNameless(&o) }) {
			cut[edge{block, block.Succs[0]}], cut[edge{block, block.Succs[1]}] = true, true
		}
	}
	open := b.reachable(fn.Blocks[0], cut)
	if !slices.ContainsFunc(passes, func(n next) bool { return open[n.at.Block()] }) {
		return false
	}
	return len(cut) > 0 && b.refusesSome(fn, fine) && !b.spares(fn, fine) || b.answersByCredential(fn, fine, b.reachable(fn.Blocks[0], nil))
}

// answersByCredential reports whether what fn returns in one of the blocks, a truth, is
// whether a credential holds.
func (b *builder) answersByCredential(fn *ssa.Function, fine fine, in map[*ssa.BasicBlock]bool) bool {
	return slices.ContainsFunc(returnsOf(fn), func(ret *ssa.Return) bool {
		if !in[ret.Block()] || fine(ret) || len(ret.Results) == 0 {
			return false
		}
		says := ret.Results[len(ret.Results)-1]
		return isBool(says.Type()) && slices.ContainsFunc(b.origins(says), func(o flow.Origin) bool { return isCredential(&o) })
	})
}

// refusesSome reports whether a credential decides that fn refuses some callers.
func (b *builder) refusesSome(fn *ssa.Function, fine fine) bool {
	return slices.ContainsFunc(fn.Blocks, func(block *ssa.BasicBlock) bool {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok || block == fn.Recover || fine(ret) {
			return false
		}
		asked, _ := b.refusedFor(block)
		return asked
	})
}

// spares reports whether fn refuses some callers for a credential, and only such
// as have brought one: too many of them, or one that cannot be read. Who is
// refused for another reason, as that a database is away, does not count.
func (b *builder) spares(fn *ssa.Function, fine fine) bool {
	asked, spared := false, true
	for _, block := range fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok || block == fn.Recover || fine(ret) {
			continue
		}
		of, welcome := b.refusedFor(block)
		asked = asked || of
		spared = spared && (!of || welcome)
	}
	return asked && spared
}

// counts reports whether fn refuses none but those who call too often, itself or by
// what it leaves the answer to: who they are is none of its business.
func (b *builder) counts(fn *ssa.Function) bool {
	if fn.Blocks == nil || b.requestAmong(fn.Params) == nil || fn.Signature.Results().Len() == 0 {
		return false
	}
	refusals := b.refusals(fn)
	return len(refusals) > 0 && !slices.ContainsFunc(refusals, func(ret *ssa.Return) bool {
		if !isError(ret.Results[len(ret.Results)-1].Type()) {
			return true
		}
		codes := b.codesOf(ret.Block())
		if len(codes) > 0 {
			return slices.ContainsFunc(codes, func(code int64) bool { return code != 429 })
		}
		call, ok := ret.Results[len(ret.Results)-1].(*ssa.Call)
		return !ok || !b.leniencyOf(call).spares
	})
}

// refusedFor reports whether a credential decides that a block is come to, and
// whether only those come to it who have brought one.
func (b *builder) refusedFor(at *ssa.BasicBlock) (asked, welcome bool) {
	for _, block := range at.Parent().Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok || !slices.ContainsFunc(b.flow.Origins(branch.Cond), func(o flow.Origin) bool { return isCredential(&o) }) {
			continue
		}
		for side, to := range block.Succs {
			if len(to.Preds) == 1 && to.Dominates(at) {
				asked = true
				welcome = welcome || b.welcomes(branch.Cond, side)
			}
		}
	}
	return asked, welcome
}

// succeeds reports whether a return says that nothing went wrong: with a nil
// error, or with true.
func succeeds(ret *ssa.Return) bool {
	if len(ret.Results) == 0 {
		return false
	}
	c, ok := ret.Results[len(ret.Results)-1].(*ssa.Const)
	if !ok {
		return false
	}
	if isError(c.Type()) {
		return c.IsNil() && !slices.ContainsFunc(ret.Results, func(v ssa.Value) bool { // a status beside no error
			return slices.ContainsFunc(statusesIn(v), func(code int64) bool { return code >= 400 })
		})
	}
	return c.Value != nil && c.Value.Kind() == constant.Bool && constant.BoolVal(c.Value)
}

// leniencyFor returns how lenient the function is whose outcome a condition asks
// for, where the request goes on on the given side.
func (b *builder) leniencyFor(cond ssa.Value, side int) leniency {
	call, v, ok := b.verdictOf(cond, side)
	if !ok {
		return b.leniencyOf(cond)
	}
	if sum := b.helper(call); sum != nil {
		for _, out := range sum.Info.Outcomes {
			if out.Verdict == v {
				of := leniency{state: out.Lenient, lets: b.given(out.Lets, sum.Func, call.Call.Args), spares: out.Spares}
				return b.lent(of, out.Off, out.On, sum.Func, call)
			}
		}
	}
	return b.passedOn(call)
}

// helper returns the summary of a function that is called by its name, nil where nothing
// is known of what it does with requests.
func (b *builder) helper(call *ssa.Call) *Summary {
	fn, _, _, _ := b.callee(call.Common())
	if fn == nil || call.Call.IsInvoke() {
		return nil
	}
	if sum := b.summaryOf(fn); sum != nil && sum.Info != nil {
		return sum
	}
	return nil
}

// leniencyOf returns how lenient the function is whose outcome a check asks for.
func (b *builder) leniencyOf(cond ssa.Value) leniency {
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.MUL {
			return b.leniencyOf(lastStored(c))
		}
		return b.leniencyOf(c.X)
	case *ssa.BinOp:
		return b.leniencyOf(c.X)
	case *ssa.Extract:
		of := b.leniencyOf(c.Tuple)
		if of.empty && c.Index == 0 {
			return leniency{} // what it has found, which is nothing for strangers
		}
		return of
	case *ssa.Call:
		if sum := b.helper(c); sum != nil {
			of := leniency{state: sum.Info.Lenient, lets: b.given(sum.Info.Lets, sum.Func, c.Call.Args), spares: sum.Info.Spares, empty: sum.Info.Finds}
			if !of.none() {
				return b.lent(of, sum.Info.Off, sum.Info.On, sum.Func, c)
			}
		}
		return b.passedOn(c)
	}
	return leniency{}
}

// passedOn returns how lenient a called function is that sees no request itself: as much
// as what it is told of one.
func (b *builder) passedOn(call *ssa.Call) leniency {
	if b.requestIn(call.Call.Args) != nil {
		return leniency{}
	}
	for _, arg := range call.Call.Args {
		if isError(arg.Type()) || isBool(arg.Type()) {
			if of := b.leniencyOf(arg); !of.none() {
				return of
			}
		}
	}
	return leniency{}
}

// lent returns how lenient a called function is, with its settings where these are
// some of the caller's as well.
func (b *builder) lent(of leniency, off []Setting, on *Decision, fn string, call *ssa.Call) leniency {
	if len(off) == 0 {
		return of
	}
	if here, ok := b.settingsAt(call.Common(), off); ok {
		of.off, of.on = here, b.given(on, fn, call.Call.Args)
	}
	return of
}

// lastStored returns what a load of a local variable finds there, as far as the
// blocks before it that every way comes by say; nil where they do not.
func lastStored(load *ssa.UnOp) ssa.Value {
	for block := load.Block(); block != nil; block = block.Idom() {
		var found ssa.Value
		for _, instr := range block.Instrs {
			if instr == ssa.Instruction(load) {
				break
			}
			if st, ok := instr.(*ssa.Store); ok && st.Addr == load.X {
				found = st.Val
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}
