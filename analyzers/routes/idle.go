package routes

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
)

// maxIdle bounds the checks that are told of a function that guards nothing.
const maxIdle = 3

// idle returns the checks of a middleware that prove nothing: those that look at
// a credential and keep nobody out, and those that end requests for what is no
// credential, and whether some end requests for what is not to be seen. No state
// is decided by them; they say why none is, and who may be vouched for.
func (b *builder) idle(fn *ssa.Function, nexts []next) (steps []flow.Step, unseen bool) {
	if len(nexts) == 0 {
		return nil, false // handlers answer, and reject for many reasons
	}
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok || len(steps) == maxIdle {
			continue
		}
		origins := b.origins(branch.Cond)
		read := func(ok func(*flow.Origin) bool) (found *flow.Origin) {
			if i := slices.IndexFunc(origins, func(o flow.Origin) bool { return ok(&o) }); i >= 0 {
				found = &origins[i]
			}
			return found
		}
		credential := read(isCredential)
		other := read((*flow.Origin).IsRequest)
		switch ends := b.endsOneSide(branch, nexts); {
		case credential != nil && !ends:
			steps = append(steps, flow.Step{At: b.placeOf(branch), Text: credential.Describe() + " is looked at, and the request goes on either way"})
		case credential == nil && other != nil && ends:
			steps = append(steps, flow.Step{At: b.placeOf(branch), Text: "requests end here by " + other.Describe() + ", which is no credential"})
		case credential == nil && ends:
			unseen = true
			steps = append(steps, flow.Step{At: b.placeOf(branch), Text: "requests end here, and that a credential decides it is not to be seen"})
		}
	}
	return steps, unseen
}

// endsOneSide reports whether one side of a branch ends the request and the
// other one hands it on.
func (b *builder) endsOneSide(branch *ssa.If, nexts []next) bool {
	block := branch.Block()
	goesOn := func(from *ssa.BasicBlock) bool {
		open := b.reachable(from, nil)
		return slices.ContainsFunc(nexts, func(n next) bool { return open[n.at.Block()] })
	}
	return goesOn(block.Succs[0]) != goesOn(block.Succs[1])
}
