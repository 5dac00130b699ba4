package routes

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// enters reports whether fn is where callers get in: on every way to what it
// has to give it has asked somebody about the body, and says 401 to those whose
// body is wrong.
func (b *builder) enters(fn *ssa.Function) bool {
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok || !b.verifies(branch.Cond) || b.isParsing(branch.Cond) {
			continue
		}
		if !slices.ContainsFunc(b.origins(branch.Cond), func(o flow.Origin) bool {
			return o.Kind == flow.Source && (o.Source == model.Body || o.Source == model.Form) && o.Name != ""
		}) {
			continue
		}
		for side, s := range block.Succs {
			other := block.Succs[1-side]
			rejected, accepted := b.reachable(s, nil), b.reachable(other, nil)
			if !rejected[other] && !accepted[s] && says401(rejected, accepted) && b.inline(block, other, rejected) {
				return true
			}
		}
	}
	return false
}

// says401 reports whether one of the blocks that only the rejected get to says
// that they are not who they say.
func says401(rejected, accepted map[*ssa.BasicBlock]bool) bool {
	for block := range rejected {
		if accepted[block] {
			continue
		}
		for _, instr := range block.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok && slices.Contains(statusesOf(call.Common()), 401) {
				return true
			}
		}
	}
	return false
}

// hashers make of a password what is kept of it.
var hashers = []string{
	"golang.org/x/crypto/bcrypt.GenerateFromPassword", "golang.org/x/crypto/argon2.IDKey", "golang.org/x/crypto/argon2.Key",
	"golang.org/x/crypto/scrypt.Key", "golang.org/x/crypto/pbkdf2.Key", "crypto/pbkdf2.Key",
}

// enrols reports whether fn, or what it calls, makes a password into what is kept of it:
// where users are made, that is how somebody becomes one.
func (b *builder) enrols(fn *ssa.Function) bool {
	for _, instr := range instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || call.Call.IsInvoke() {
			continue
		}
		callee, _, symbol, _ := b.callee(call.Common())
		if callee == nil {
			continue
		}
		if slices.Contains(hashers, symbol) {
			return true
		}
		if sum := b.summaryOf(callee); sum != nil && sum.Info != nil && sum.Info.Enrols {
			return true
		}
	}
	return false
}
