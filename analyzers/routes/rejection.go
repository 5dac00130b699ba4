package routes

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// How a request is rejected tells what it is rejected for: a missing login, a
// quota, a size.

// reachable returns the blocks that control can reach from one without taking
// one of the cut edges. Behind a block that aborts the chain nothing counts.
func (b *builder) reachable(from *ssa.BasicBlock, cut map[edge]bool) map[*ssa.BasicBlock]bool {
	seen := map[*ssa.BasicBlock]bool{}
	var visit func(*ssa.BasicBlock)
	visit = func(x *ssa.BasicBlock) {
		if !seen[x] {
			seen[x] = true
			if b.dead[x] {
				return
			}
			for _, s := range x.Succs {
				if at := (edge{x, s}); !cut[at] && !b.shut[at] {
					visit(s)
				}
			}
		}
	}
	visit(from)
	return seen
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
		for to := range b.reachable(block, map[edge]bool{{check, accept}: true}) {
			if accept.Dominates(to) {
				return false
			}
		}
		if b.callsStore(block) && !b.saysNo(block) {
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

// answers reports whether what a handler does on one side of a check writes a
// body itself without a status: that is an answer as good as any other.
func answers(rejected, accepted map[*ssa.BasicBlock]bool) bool {
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
				wrote = wrote || c.IsInvoke() && c.Method.Name() == "Write" && models.TypeSymbol(c.Value.Type()) == httpResponse
			}
		}
	}
	return wrote && !status
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
