package routes

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// handler returns what fn does with a request, nil if it is not handler-shaped.
func (b *builder) handler(fn *ssa.Function) *Handler {
	req := b.requestOf(fn)
	if req == nil || fn.Blocks == nil {
		return nil
	}
	h := &Handler{Func: b.flow.ID(fn), At: b.flow.Position(fn.Pos()), Inner: !b.isHandler(fn.Signature)}
	nexts := b.nexts(fn)
	for _, n := range nexts {
		h.Next = append(h.Next, n.to)
	}
	h.Ways = b.ways(fn, nexts)
	h.Demands = b.demands(fn, nexts)
	sum := b.sums[h.Func]
	if sum != nil {
		index := slices.Index(fn.Params, req)
		for _, f := range sum.Flows {
			if f.Sink.Kind == model.BodyRead && f.Origin.Index == index && f.Origin.Func == h.Func && b.isUnbounded(req.Type()) {
				h.Reads = append(h.Reads, f)
			}
		}
		for _, s := range sum.Sets {
			if s.Key != "" && slices.ContainsFunc(s.Origin, func(o flow.Origin) bool { return isCredential(&o) }) {
				h.Sets = append(h.Sets, s.Key)
			}
		}
	}
	leaves, known := b.ownFields(fn)
	h.Leaves = leaves
	for _, key := range known {
		h.Sets = appendNew(h.Sets, key)
	}
	if len(nexts) > 0 {
		h.Limits = b.limits(nexts)
	}
	ahead := b.ahead(nexts)
	gates := b.gates(fn, ahead)
	h.Guard = b.guard(fn, gates, ahead)
	if len(nexts) == 0 && h.Guard.State == NoGuard {
		h.Guard = b.inner(fn)
	}
	h.Guard = b.doubted(h.Guard, fn, nexts)
	h.Guard = b.switched(h.Guard, fn, hasSettings(gates, ahead), func() (Guard, []gate) {
		gates := b.gates(fn, ahead)
		return b.doubted(b.guard(fn, gates, ahead), fn, nexts), withLent(gates, ahead)
	})
	if h.Inner && h.Guard.State == NoGuard {
		h.Hands = b.handsSome(fn, nexts)
	}
	h.Branches, h.Others = b.branches(fn, nexts)
	if symbol := b.requestSymbol(req.Type()); b.isContext(req.Type()) && strings.Contains(symbol, ".") {
		h.Framework = symbol[:strings.LastIndexByte(symbol, '.')]
	}
	h.Controls = b.controls(fn, gates, nexts)
	if len(h.Reads) > 0 { // a bound on some ways is none
		h.Controls = slices.DeleteFunc(h.Controls, func(c Control) bool { return c.Role == model.BodyLimit })
	}
	h.Bounded = b.isContext(req.Type()) && !b.isUnbounded(req.Type()) && !b.isCall(req.Type())
	if implicit, ok := b.models.Flat(b.requestSymbol(req.Type())); ok {
		var more []gate
		h.Flat, nexts, more = b.flat(fn, req, implicit, nexts)
		gates = append(gates, more...)
	}
	for _, n := range nexts {
		if n.by != nil {
			for _, key := range n.by.Sets {
				if !slices.Contains(h.Sets, key) {
					h.Sets = append(h.Sets, key)
				}
			}
		}
	}
	contents, shared := b.contents(fn)
	for _, key := range slices.Concat(b.setBehind(fn, gates), b.setByParts(fn), contents) {
		if !slices.Contains(h.Sets, key) {
			h.Sets = append(h.Sets, key)
		}
	}
	h.Redirects = len(h.Next) == 0 && b.redirects(fn)
	if len(h.Next) == 0 {
		h.Content = b.content(fn)
		h.Unseen = b.unseen(fn)
		h.Refuses = h.Content == Nothing
	}
	b.knows(h, fn)
	h.Sets = slices.DeleteFunc(h.Sets, func(key string) bool { return slices.Contains(shared, key) })
	b.guests(h, fn, gates, nexts)
	if h.Guard.State == NoGuard && h.Flat == nil {
		h.Idle, h.Rejects = b.idle(fn, nexts)
	}
	h.Told = b.told(fn)
	h.Marks = b.marks(fn)
	h.Enters = len(h.Next) == 0 && h.Guard.State == NoGuard && b.enters(fn)
	return h
}

// inner returns the guard of the one handler that fn leaves its requests to,
// by name, whatever way it takes.
func (b *builder) inner(fn *ssa.Function) Guard {
	var guard Guard
	for _, instr := range instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		callee, _, _, _ := b.callee(call.Common())
		if callee == nil || call.Call.IsInvoke() || !b.isHandler(callee.Signature()) {
			continue
		}
		sum := b.summaryOf(callee)
		if sum == nil || sum.Info == nil || guard.State > NoGuard || !last(call.Block()) {
			return Guard{} // it leaves some requests to others
		}
		guard = sum.Info.Guard
	}
	return guard
}

// last reports whether every way out of the function leads through the block.
func last(block *ssa.BasicBlock) bool {
	for _, b := range block.Parent().Blocks {
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && b != block.Parent().Recover && !block.Dominates(b) {
			return false
		}
	}
	return true
}

// redirects reports whether all that a handler has to say is where to go, and
// it asks nothing else of the program.
func (b *builder) redirects(fn *ssa.Function) bool {
	sends := false
	for _, block := range fn.Blocks {
		if b.callsStore(block) {
			return false
		}
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.ChangeInterface:
				if models.TypeSymbol(instr.X.Type()) == httpResponse {
					return false // written to
				}
			case ssa.CallInstruction:
				c := instr.Common()
				if c.IsInvoke() && c.Method.Name() == "Write" {
					return false
				}
				_, _, symbol, _ := b.callee(c)
				answers := b.models.Sinks(symbol)
				switch {
				case slices.ContainsFunc(answers, func(s model.Sink) bool { return s.Kind == model.Redirect }):
					sends = true
				case slices.ContainsFunc(answers, func(s model.Sink) bool { return s.Kind == model.Response }):
					return false
				}
			}
		}
	}
	return sends
}
