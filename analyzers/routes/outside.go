package routes

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// Of packages of other modules no more is taken than what can be shown: a check
// that is understood guards, and one that is not may guard as well.

// outside returns the summary of a function of another module as those see it
// that call it.
func (s Summary) outside() Summary {
	s.Outside = true
	s.Info = s.Info.outside()
	s.Results = outsideAll(s.Results)
	ops := make([]*Op, len(s.Ops))
	for i, op := range s.Ops {
		outside := op.mapped(func(e Expr) Expr { return outsideAll([]Expr{e})[0] })
		ops[i] = &outside
	}
	s.Ops = ops
	return s
}

func (h *Handler) outside() *Handler {
	if h == nil {
		return nil
	}
	out := *h
	out.Outside = true
	out.Reads = nil // its bodies are the concern of its authors
	out.Returns = outsideAll(h.Returns)
	out.Next = outsideAll(h.Next)
	return &out
}

// doubted returns the guard of a function, or, where it has none and requests end
// for reasons that cannot be seen, that it is not known whether there is one. The
// user's own code is not doubted: what it calls is seen for the most part.
func (b *builder) doubted(g Guard, fn *ssa.Function, nexts []next) Guard {
	if b.own || g.State != NoGuard {
		return g
	}
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok || len(nexts) > 0 && !b.endsOneSide(branch, nexts) {
			continue
		}
		if len(nexts) == 0 && !b.forbids(b.reachable(block.Succs[0], nil), 401, 403) && !b.forbids(b.reachable(block.Succs[1], nil), 401, 403) {
			continue
		}
		if !slices.ContainsFunc(b.origins(branch.Cond), func(o flow.Origin) bool { return o.IsRequest() && !isCredential(&o) }) {
			return Guard{State: Unclear, Role: model.Auth}
		}
	}
	return g
}

func outsideAll(list []Expr) []Expr {
	out := make([]Expr, len(list))
	for i, e := range list {
		e.Info = e.Info.outside()
		e.Args = outsideAll(e.Args)
		env := make([]Binding, len(e.Env))
		for i, b := range e.Env {
			b.Value = outsideAll([]Expr{b.Value})[0]
			env[i] = b
		}
		e.Env = env
		out[i] = e
	}
	return out
}
