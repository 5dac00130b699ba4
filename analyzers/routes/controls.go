package routes

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// Control is what a function does for its requests beside asking who is calling.
type Control struct {
	Role model.Role
	At   flow.Position
	Text string
}

// controls returns what fn shows of other controls than authentication, one of
// each kind. gates are its checks of credentials.
func (b *builder) controls(fn *ssa.Function, gates []gate, nexts []next) []Control {
	var list []Control
	for _, c := range []*Control{
		b.permits(fn, gates, nexts), b.bounds(fn, nexts), b.slows(fn, nexts), b.shares(fn, nexts), b.times(fn, nexts), b.recovers(fn, nexts),
	} {
		if c != nil {
			list = append(list, *c)
		}
	}
	return list
}

// permits returns the check by which fn says 403 to those it knows: who may do
// this, after who is calling.
func (b *builder) permits(fn *ssa.Function, gates []gate, nexts []next) *Control {
	for i := range gates {
		g := &gates[i]
		if !g.forbids || !b.afterAuth(g, gates) {
			continue
		}
		if len(nexts) == 0 || b.closed(fn, gates[i:i+1], nexts) {
			return &Control{model.Authz, b.placeOf(g.branch), "callers whom the check refuses get a 403"}
		}
	}
	return nil
}

// afterAuth reports whether a check is one of somebody who is known: it asks for
// what an outer guard has left, or another check has come before it.
func (b *builder) afterAuth(g *gate, gates []gate) bool {
	if len(g.guard.Needs) > 0 {
		return true
	}
	return slices.ContainsFunc(gates, func(other gate) bool {
		to := other.accept().to
		return other.branch != g.branch && !other.forbids && len(to.Preds) == 1 && to.Dominates(g.branch.Block())
	})
}

// bounds returns where a handler bounds the body itself before it reads it. What
// a middleware bounds for others is another question.
func (b *builder) bounds(fn *ssa.Function, nexts []next) *Control {
	if len(nexts) > 0 {
		return nil
	}
	for _, instr := range instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		_, _, symbol, isMethod := b.callee(call.Common())
		limiter, ok := b.models.Limiter(symbol)
		if !ok {
			continue
		}
		body := argument(call.Common(), limiter.Arg, isMethod)
		if body != nil && slices.ContainsFunc(b.flow.Origins(body), func(o flow.Origin) bool { return o.Kind == flow.Source && o.Source == model.Body }) {
			return &Control{model.BodyLimit, b.flow.At(call), "the handler reads the body within a bound"}
		}
	}
	return nil
}

// slows returns the check by which fn answers with a 429.
func (b *builder) slows(fn *ssa.Function, nexts []next) *Control {
	if !says(fn, 429) {
		return nil
	}
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		for side := range 2 {
			g := gate{branch: branch, side: side}
			rejected, accepted, ok := b.splits(&g, nexts)
			if ok && b.rejection(block.Succs[side], rejected, accepted) == model.RateLimit {
				return &Control{model.RateLimit, b.placeOf(branch), "requests beyond the limit get a 429"}
			}
		}
	}
	return nil
}

// says reports whether fn answers with the status code anywhere, or returns an
// error that does.
func says(fn *ssa.Function, code int64) bool {
	return anyInstruction(fn, func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case ssa.CallInstruction:
			return slices.Contains(statusesOf(instr.Common()), code)
		case *ssa.Return:
			return slices.ContainsFunc(instr.Results, func(v ssa.Value) bool { return slices.Contains(statusesIn(v), code) })
		}
		return false
	})
}

// shares returns where fn lets other origins read the answers of its next
// handlers.
func (b *builder) shares(fn *ssa.Function, nexts []next) *Control {
	if len(nexts) == 0 {
		return nil
	}
	for _, instr := range instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		for _, arg := range call.Call.Args {
			if strings.EqualFold(flow.Key(arg), "Access-Control-Allow-Origin") {
				return &Control{model.CORS, b.flow.At(call), "it says which origins may read the answers"}
			}
		}
	}
	return nil
}

// times returns where fn bounds the time of its next handlers.
func (b *builder) times(fn *ssa.Function, nexts []next) *Control {
	if len(nexts) == 0 {
		return nil
	}
	for _, instr := range instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		switch _, _, symbol, _ := b.callee(call.Common()); symbol {
		case "context.WithTimeout", "context.WithDeadline", "context.WithTimeoutCause", "context.WithDeadlineCause":
			return &Control{model.Timeout, b.flow.At(call), "the request's context ends in time"}
		}
	}
	return nil
}

// recovers returns where fn catches the panics of its next handlers.
func (b *builder) recovers(fn *ssa.Function, nexts []next) *Control {
	if len(nexts) == 0 {
		return nil
	}
	for _, instr := range instructions(fn) {
		if d, ok := instr.(*ssa.Defer); ok && catches(d.Call.StaticCallee()) {
			return &Control{model.Recover, b.flow.At(d), "panics of what follows are caught"}
		}
	}
	return nil
}

// catches reports whether a deferred function calls recover.
func catches(fn *ssa.Function) bool {
	return fn != nil && anyInstruction(fn, func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		builtin, ok := call.Call.Value.(*ssa.Builtin)
		return ok && builtin.Name() == "recover"
	})
}
