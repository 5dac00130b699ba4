package routes

import (
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// How a request is rejected tells what it is rejected for: a missing login, a
// quota, a size.

// reachable returns the blocks that control can reach from one without taking
// one of the cut edges. Behind a block that aborts the chain nothing counts.
func (b *builder) reachable(from *ssa.BasicBlock, cut map[edge]bool) map[*ssa.BasicBlock]bool {
	return b.reached(edge{to: from}, cut)
}

// reached returns the blocks that control can reach by an edge, itself not cut. A
// variable that a way gives a constant decides what it decides on that way alone:
// if code != 0 is behind code = 401 where that was set, and not where it was not.
func (b *builder) reached(by edge, cut map[edge]bool) map[*ssa.BasicBlock]bool {
	return b.following(by, cut, false)
}

// unchecked is as reachable from the start of fn, where the cut edges are those that
// checks accept by: one that is settled on the way is none there.
func (b *builder) unchecked(fn *ssa.Function, cut map[edge]bool) map[*ssa.BasicBlock]bool {
	return b.following(edge{to: fn.Blocks[0]}, cut, true)
}

func (b *builder) following(by edge, cut map[edge]bool, settled bool) map[*ssa.BasicBlock]bool {
	flags := b.flagsOf(by.to.Parent())
	if len(flags) > 0 { // as they are where it begins
		b.followAll(edge{to: by.to.Parent().Blocks[0]}, cut, settled, flags)
	}
	return b.followAll(by, cut, settled, flags)
}

// followAll follows until no more is known of flags.
func (b *builder) followAll(by edge, cut map[edge]bool, settled bool, flags flags) map[*ssa.BasicBlock]bool {
	for {
		seen, taken := b.followed(by, cut, settled, flags)
		if !flags.learn(taken) {
			return seen
		}
	}
}

// followed is as following, by what is known of flags.
func (b *builder) followed(by edge, cut map[edge]bool, settled bool, flags flags) (seen map[*ssa.BasicBlock]bool, ways []edge) {
	seen, whole := map[*ssa.BasicBlock]bool{}, map[*ssa.BasicBlock]bool{}
	taken := map[edge]bool{} // of those that settle where it goes on
	var visit func(edge)
	visit = func(at edge) {
		only := settledBy(at)
		if len(flags) > 0 {
			ways = append(ways, at)
		}
		if whole[at.to] && (only == nil || !settled) || taken[at] {
			return
		}
		if only == nil {
			whole[at.to] = true
		} else {
			taken[at] = true
		}
		seen[at.to] = true
		if b.dead[at.to] {
			return
		}
		for side, s := range at.to.Succs {
			e := edge{at.to, s}
			if b.shut[e] || only != nil && s != only || cut[e] && (only == nil || !settled) || only == nil && flags.close(at.to, side) {
				continue
			}
			visit(e)
		}
	}
	visit(by)
	return seen, ways
}

// settledBy returns the only successor of a block that is taken where control comes
// to it by an edge, nil if both may be: its branch asks for a variable that has a
// constant there.
func settledBy(at edge) *ssa.BasicBlock {
	if at.from == nil || len(at.to.Succs) != 2 || at.to.Succs[0] == at.to.Succs[1] {
		return nil
	}
	branch, ok := at.to.Instrs[len(at.to.Instrs)-1].(*ssa.If)
	if !ok {
		return nil
	}
	cond, not := branch.Cond, false
	for {
		op, ok := cond.(*ssa.UnOp)
		if !ok || op.Op != token.NOT {
			break
		}
		cond, not = op.X, !not
	}
	is := func(yes bool) *ssa.BasicBlock {
		if yes != not {
			return at.to.Succs[0]
		}
		return at.to.Succs[1]
	}
	if op, ok := cond.(*ssa.BinOp); ok {
		held, known := heldOn(at, op.X)
		with, ok := op.Y.(*ssa.Const)
		if !known || !ok || op.Op != token.EQL && op.Op != token.NEQ {
			return nil
		}
		same, known := sameConstant(held, with)
		if !known {
			return nil
		}
		return is(same == (op.Op == token.EQL))
	}
	if held, known := heldOn(at, cond); known {
		return is(isTrue(held))
	}
	return nil
}

// heldOn returns the constant that a variable has where control comes by an edge.
func heldOn(at edge, v ssa.Value) (*ssa.Const, bool) {
	phi, ok := v.(*ssa.Phi)
	if !ok || phi.Block() != at.to {
		return nil, false
	}
	var held *ssa.Const
	for i, pred := range at.to.Preds {
		if pred != at.from {
			continue
		}
		c, ok := phi.Edges[i].(*ssa.Const)
		if !ok || held != nil {
			return nil, false
		}
		held = c
	}
	return held, held != nil
}

// sameConstant reports whether two constants are the same, as far as that can be
// told.
func sameConstant(x, y *ssa.Const) (same, known bool) {
	switch {
	case x.IsNil() && y.IsNil():
		return true, true
	case x.Value == nil || y.Value == nil || x.Value.Kind() != y.Value.Kind():
		return false, false
	}
	return constant.Compare(x.Value, token.EQL, y.Value), true
}

// ends reports whether control leaves the function from one of the blocks: a
// loop's body that only leads back into the loop rejects nobody.
func (b *builder) ends(blocks map[*ssa.BasicBlock]bool) bool {
	for block := range blocks {
		if len(block.Succs) == 0 || b.dead[block] {
			return true
		}
	}
	return false
}

// inline reports whether a check in a handler stands before its work: whatever
// is not behind the check comes before it or ends the request.
func (b *builder) inline(check, accept *ssa.BasicBlock, rejected map[*ssa.BasicBlock]bool) bool {
	if len(accept.Preds) != 1 {
		return false
	}
	for _, block := range check.Parent().Blocks {
		if block == check.Parent().Recover || rejected[block] || accept.Dominates(block) || block.Dominates(check) {
			continue
		}
		// A block beside the check: it must lead to it or end the request as
		// well, without another way to the work.
		beside := b.reachable(block, map[edge]bool{{check, accept}: true})
		for to := range beside {
			if accept.Dominates(to) {
				return false
			}
		}
		if b.callsStore(block) && !b.saysNo(block) && !beside[check] { // what leads to the check may ask who is calling
			return false
		}
	}
	return true
}

// saysNo reports whether a block says no to a request, and nothing else.
func (b *builder) saysNo(block *ssa.BasicBlock) bool {
	codes := b.codesOf(block)
	return len(codes) > 0 && !slices.ContainsFunc(codes, func(code int64) bool { return code < 400 })
}

// callsStore reports whether the block calls an interface's method other than
// the response writer's: work that a check should have come before.
func (b *builder) callsStore(block *ssa.BasicBlock) bool {
	return slices.ContainsFunc(block.Instrs, func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		return ok && call.Call.IsInvoke() && models.TypeSymbol(call.Call.Value.Type()) != httpResponse && !b.flow.IsRequest(call.Call.Value.Type())
	})
}

// rejection returns what a rejecting branch is for, by the status codes that it
// writes: Auth where it says so or says nothing, "" where it rejects for
// another reason, or does not reject at all. What the accepting side comes to
// as well says nothing, unless the branch leads there alone.
func (b *builder) rejection(from *ssa.BasicBlock, rejected, accepted map[*ssa.BasicBlock]bool) model.Role {
	var codes []int64
	for _, block := range from.Parent().Blocks {
		if !rejected[block] || accepted[block] && !from.Dominates(block) {
			continue
		}
		codes = append(codes, b.codesOf(block)...)
	}
	if len(codes) == 0 {
		return model.Auth
	}
	role := model.Role("")
	for _, code := range codes {
		switch code {
		case 401, 403, 302, 303, 307, 404: // 404 hides what exists from strangers
			return model.Auth
		case 429:
			role = model.RateLimit
		}
	}
	return role
}

// succeedsOnly reports whether all status codes on one side of a check are those of
// success.
func (b *builder) succeedsOnly(rejected, accepted map[*ssa.BasicBlock]bool) bool {
	return !slices.ContainsFunc(b.codesIn(rejected, accepted), func(code int64) bool { return code >= 300 })
}

// codesIn returns the status codes that are answered with on one side of a check
// alone, in no order.
func (b *builder) codesIn(side, other map[*ssa.BasicBlock]bool) (codes []int64) {
	for block := range side {
		if !other[block] {
			codes = append(codes, b.codesOf(block)...)
		}
	}
	return codes
}

// writesBody reports whether what a handler does on one side of a check writes a
// body itself without a status: that is an answer as good as any other.
func (b *builder) writesBody(rejected, accepted map[*ssa.BasicBlock]bool) bool {
	wrote, status := false, false
	for block := range rejected {
		if accepted[block] {
			continue
		}
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.ChangeInterface: // to io.Writer
				wrote = wrote || models.TypeSymbol(instr.X.Type()) == httpResponse
			case ssa.CallInstruction:
				c := instr.Common()
				status = status || len(statusesOf(c)) > 0
				wrote = wrote || c.IsInvoke() && c.Method.Name() == "Write" && models.TypeSymbol(c.Value.Type()) == httpResponse || b.writesContext(c)
			}
		}
	}
	return wrote && !status
}

// writesContext reports whether a call writes a body by the context of a framework.
func (b *builder) writesContext(c *ssa.CallCommon) bool {
	_, _, symbol, isMethod := flow.Callee(c)
	recv, _ := heldIn(c)
	return isMethod && recv != nil && b.isContext(recv.Type()) && slices.ContainsFunc(b.models.Sinks(symbol), func(s model.Sink) bool { return s.Kind == model.Response })
}

// answersOtherwise reports whether what a handler does on one side of a check
// alone, without a word of refusal, is work: it asks a store, or hands the
// request to a function of the program that does or calls one back.
func (b *builder) answersOtherwise(rejected, accepted map[*ssa.BasicBlock]bool) bool {
	works := false
	for block := range rejected {
		if accepted[block] {
			continue
		}
		if len(b.codesOf(block)) > 0 {
			return false
		}
		works = works || b.callsStore(block) || slices.ContainsFunc(block.Instrs, func(instr ssa.Instruction) bool {
			call, ok := instr.(*ssa.Call)
			return ok && b.requestIn(call.Call.Args) != nil && b.works(call.Call.StaticCallee())
		})
	}
	return works
}

// turnsAway reports whether a handler has an answer for one side of a check, and
// for the other nothing but a refusal or another page: it is for those on the
// first side, as a login is.
func (b *builder) turnsAway(rejected, accepted map[*ssa.BasicBlock]bool) bool {
	answered, strict, refused := false, false, false
	for block := range rejected {
		if !accepted[block] {
			strict = strict || len(b.codesOf(block)) > 0
			answered = answered || b.handsWriter(block)
		}
	}
	elsewhere := []int64{401, 403, 301, 302, 303, 307}
	if strict { // both sides say no to some: whom another page is for cannot be told
		elsewhere = elsewhere[:2]
	}
	for block := range accepted {
		if rejected[block] {
			continue
		}
		for _, code := range b.codesOf(block) {
			if !slices.Contains(elsewhere, code) {
				return false
			}
			refused = true
		}
		if b.callsStore(block) {
			return false
		}
	}
	return refused && (answered || strict)
}

// handsWriter reports whether a block hands the response to some code.
func (b *builder) handsWriter(block *ssa.BasicBlock) bool {
	return slices.ContainsFunc(block.Instrs, func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		return ok && slices.ContainsFunc(call.Call.Args, func(v ssa.Value) bool {
			return models.TypeSymbol(v.Type()) == httpResponse || b.isContext(v.Type())
		})
	})
}

// works reports whether a function of the package asks a store, or calls back.
func (b *builder) works(fn *ssa.Function) bool {
	if fn == nil || fn.Pkg != b.flow.SSA {
		return false
	}
	return slices.ContainsFunc(fn.Blocks, func(block *ssa.BasicBlock) bool {
		return b.callsStore(block) || slices.ContainsFunc(block.Instrs, func(instr ssa.Instruction) bool {
			call, ok := instr.(*ssa.Call)
			if !ok || call.Call.IsInvoke() || call.Call.StaticCallee() != nil {
				return false
			}
			_, builtin := call.Call.Value.(*ssa.Builtin)
			return !builtin
		})
	})
}

// forbids reports whether one of the blocks says one of the status codes.
func (b *builder) forbids(blocks map[*ssa.BasicBlock]bool, codes ...int64) bool {
	for block := range blocks {
		if slices.ContainsFunc(b.codesOf(block), func(n int64) bool { return slices.Contains(codes, n) }) {
			return true
		}
	}
	return false
}
