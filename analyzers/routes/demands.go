package routes

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// A check and what follows from it may stand in two functions: one is told how the check
// came out, and ends the request or hands it on. What that proves, whoever has asked says.

// Demand says that a function hands requests on only where one of its parameters has a
// value, or another one where Not is set.
type Demand struct {
	Param int    // the receiver first
	Value string // as that of a [Verdict]
	Not   bool
}

// demands returns what fn wants of its parameters before it hands a request on.
func (b *builder) demands(fn *ssa.Function, nexts []next) (list []Demand) {
	if len(nexts) == 0 {
		return nil
	}
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		for side := range 2 {
			d, ok := demandOf(fn, branch.Cond, 1-side)
			if !ok {
				continue
			}
			g := gate{branch: branch, side: side}
			rejected, accepted, ok := b.splits(&g, nexts)
			if ok && b.closed(fn, []gate{g}, nexts) && b.rejection(block.Succs[side], rejected, accepted) == model.Auth {
				list = append(list, d)
			}
		}
	}
	for _, d := range nexts[0].wants {
		if !slices.ContainsFunc(nexts, func(n next) bool { return !slices.Contains(n.wants, d) }) {
			list = append(list, d)
		}
	}
	return list
}

// demandOf returns what a condition wants of a parameter of fn, where the request goes
// on on the given side.
func demandOf(fn *ssa.Function, cond ssa.Value, side int) (d Demand, ok bool) {
	d = Demand{Value: "true", Not: side == 1}
	for {
		op, ok := cond.(*ssa.UnOp)
		if !ok || op.Op != token.NOT {
			break
		}
		cond, d.Not = op.X, !d.Not
	}
	if op, ok := cond.(*ssa.BinOp); ok {
		c, isConst := op.Y.(*ssa.Const)
		if !isConst || op.Op != token.EQL && op.Op != token.NEQ {
			return d, false
		}
		value, known := exact(c)
		if !known || value != nothingOf(op.X.Type()) {
			return d, false
		}
		cond, d.Value, d.Not = op.X, value, d.Not != (op.Op == token.NEQ)
	}
	p, ok := cond.(*ssa.Parameter)
	if !ok || p.Parent() != fn || isError(p.Type()) && d.Not {
		return d, false
	}
	d.Param = slices.Index(fn.Params, p)
	return d, true
}

// nothingOf returns what a value of a type is that says nothing.
func nothingOf(t types.Type) string {
	switch {
	case isString(t):
		return `""`
	case isBool(t):
		return "false"
	}
	return isNil
}

// asAsked returns a function as what it proves where it is called, by what it wants of
// its arguments, and what it wants of those that are parameters of the caller.
func (b *builder) asAsked(info *Handler, call ssa.CallInstruction) (_ *Handler, wants []Demand) {
	if len(info.Demands) == 0 && (info.Flat == nil || len(info.Flat.Demands) == 0) {
		return info, nil
	}
	out := *info
	answer := func(of Guard, demands []Demand) Guard {
		for _, d := range demands {
			arg := call.Common().Args[d.Param]
			if p, ok := arg.(*ssa.Parameter); ok {
				wants = append(wants, Demand{slices.Index(call.Parent().Params, p), d.Value, d.Not})
			}
			if g := b.satisfied(call, arg, d, 0); g.State > of.State {
				of = g
			}
		}
		return of
	}
	out.Guard = answer(out.Guard, out.Demands)
	if out.Flat != nil {
		layer := *out.Flat
		layer.Guard = answer(layer.Guard, layer.Demands)
		out.Flat = &layer
	}
	return &out, wants
}

// satisfied returns what it proves that an argument is as a demand wants it: of one that
// has a value on each way, what the weakest of these does.
func (b *builder) satisfied(call ssa.CallInstruction, arg ssa.Value, d Demand, depth int) Guard {
	if value, known := exact(arg); known {
		if (value == d.Value) == d.Not {
			return Guard{State: Required, Role: model.Auth} // it ends here
		}
		return Guard{}
	}
	if phi, ok := arg.(*ssa.Phi); ok && depth < maxSaid {
		least := b.satisfied(call, phi.Edges[0], d, depth+1)
		for _, e := range phi.Edges[1:] {
			g := b.satisfied(call, e, d, depth+1)
			if g.State < least.State {
				least, g = g, least
			}
			if least.State == NoGuard && g.State == Required {
				least = g
				least.State = Optional
			}
		}
		return least
	}
	side := 0 // on which the request goes on: where there is something
	if (d.Value != "true") != d.Not {
		side = 1
	}
	if b.asksPath(arg) || isBool(arg.Type()) && b.welcomes(arg, 1-side) {
		return Guard{}
	}
	on, ok := b.grounds(call.Parent(), arg, side, false)
	if !ok {
		return Guard{}
	}
	g := gate{role: model.Auth}
	if !b.weigh(&g, on, call.Parent(), arg, side, b.flow.At(call)) {
		return Guard{}
	}
	g.guard.Evidence = append(g.guard.Evidence, flow.Step{At: b.flow.At(call), Text: "how the check came out is handed on, and ends the request unless it passes"})
	g.guard.Lets = g.lets
	if len(g.off) > 0 {
		on := g.guard
		on.State, on.Lets = Required, nil
		g.guard.On, g.guard.Off = &on, g.off
	}
	return g.guard
}

// toLiteral returns the handlers that a literal hands the request to, which is called
// here by the name that it has.
func (b *builder) toLiteral(call ssa.CallInstruction) (list []next) {
	lit := b.literalCalled(call.Common().Value)
	if lit == nil || lit.Blocks == nil {
		return nil
	}
	req := b.requestIn(call.Common().Args)
	var info *Handler
	var nexts []next
	if b.requestOf(lit) != nil {
		if info = b.summary(lit).Info; info == nil || len(info.Demands) == 0 {
			return nil
		}
		nexts = b.nexts(lit)
	} else if nexts = b.nexts(lit); len(nexts) > 0 {
		info = &Handler{Func: b.flow.ID(lit), At: b.flow.Position(lit.Pos()), Guard: b.together(lit, b.gates(lit, nexts), nexts), Demands: b.demands(lit, nexts)}
		req = nexts[0].req
	}
	for _, n := range nexts {
		by, wants := b.asAsked(b.lend(info, call.Common()), call)
		list = append(list, next{at: call, to: n.to, req: req, by: by, wants: wants})
	}
	return list
}

// literalCalled returns the literal that a called value is, nil where that is not known:
// itself, or what alone a variable holds.
func (b *builder) literalCalled(v ssa.Value) *ssa.Function {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		alloc, ok := b.captured(load.X).(*ssa.Alloc)
		if !ok || len(b.stores[alloc]) != 1 {
			return nil
		}
		v = b.stores[alloc][0].Val
	}
	if made, ok := v.(*ssa.MakeClosure); ok {
		v = made.Fn
	}
	if fn, ok := v.(*ssa.Function); ok && fn.Parent() != nil {
		return fn
	}
	return nil
}

// onlyCalled reports whether the literals that an instruction makes or uses are called,
// and nothing else is done with them.
func (b *builder) onlyCalled(instr ssa.Instruction) bool {
	called := func(at ssa.Instruction, lit ssa.Value) bool {
		call, ok := at.(*ssa.Call)
		return ok && call.Call.Value == lit && !slices.Contains(call.Call.Args, lit)
	}
	if call, ok := instr.(*ssa.Call); ok {
		return called(call, call.Call.Value)
	}
	made, ok := instr.(*ssa.MakeClosure)
	return ok && !slices.ContainsFunc(*made.Referrers(), func(ref ssa.Instruction) bool {
		_, debug := ref.(*ssa.DebugRef)
		return !debug && !called(ref, made)
	})
}
