package routes

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// A session is often there for everybody, and says itself who it is that has one.
// That there is one proves nothing then; what it holds does, where it was looked
// up by a credential: nobody else's is found.

// byContent ends a key under which something is left that was looked up by a
// credential, be it made anew where nothing was found: what it holds says who is
// calling.
const byContent = ", by what it holds"

// contents returns the keys under which fn leaves something that it has looked up
// by a credential, and those under which strangers get something as well.
func (b *builder) contents(fn *ssa.Function) (keys, anyone []string) {
	for _, instr := range instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		key, ok := b.keyPut(call)
		if !ok || flow.Key(key) == "" {
			continue
		}
		for _, v := range flow.Arguments(&call.Call) {
			if v = soleOf(v); v == key || !b.foundBy(v) {
				continue
			}
			keys = appendNew(keys, flow.Key(key)+byContent)
			if phi, ok := unwrap(v).(*ssa.Phi); ok && slices.ContainsFunc(incoming(phi), b.isFresh) {
				anyone = appendNew(anyone, flow.Key(key))
			}
		}
	}
	return keys, anyone
}

// isFresh reports whether a value is made anew, and nothing is looked up for it.
func (b *builder) isFresh(v ssa.Value) bool {
	switch v := unwrap(v).(type) {
	case *ssa.Alloc:
		return true
	case *ssa.Extract, *ssa.Call:
		return !b.foundBy(v)
	}
	return false
}

// foundBy reports whether a value is, or can be, what a call returns that looks it
// up by a credential. A result that deferred code can change is stored and loaded
// before each return, so that ways there are many and values few.
func (b *builder) foundBy(v ssa.Value) bool {
	type asked struct {
		v     ssa.Value
		depth int
	}
	seen := map[ssa.Value]bool{v: true}
	for list := []asked{{v, 0}}; len(list) > 0; list = list[1:] { // the nearest first
		at := list[0]
		if call, ok := unwrap(at.v).(*ssa.Call); ok && b.looksUp(call) {
			return true
		}
		if at.depth == maxSaid {
			continue
		}
		for _, from := range b.madeOf(at.v) {
			if !seen[from] {
				seen[from] = true
				list = append(list, asked{from, at.depth + 1})
			}
		}
	}
	return false
}

// madeOf returns the values one of which a value is.
func (b *builder) madeOf(v ssa.Value) []ssa.Value {
	switch v := unwrap(v).(type) {
	case *ssa.Phi:
		return v.Edges
	case *ssa.Extract:
		if v.Index == 0 {
			return []ssa.Value{v.Tuple}
		}
	case *ssa.UnOp:
		if alloc, ok := b.captured(v.X).(*ssa.Alloc); ok && v.Op == token.MUL {
			return values(b.stores[alloc])
		}
	}
	return nil
}

// looksUp reports whether a call looks something up by a credential.
func (b *builder) looksUp(call *ssa.Call) bool {
	if slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool {
		return isString(a.Type()) && slices.ContainsFunc(b.flow.Origins(a), func(o flow.Origin) bool { return isCredential(&o) })
	}) {
		return true
	}
	fn, _, _, _ := b.callee(call.Common())
	if fn == nil || call.Call.IsInvoke() || b.requestIn(call.Call.Args) == nil {
		return false
	}
	sum := b.summaryOf(fn)
	return sum != nil && sum.Info != nil && (sum.Info.Finds || sum.Info.Looks)
}

// looks reports whether fn is given a request and returns what it looks up by a
// credential of it.
func (b *builder) looks(fn *ssa.Function) bool {
	if b.requestAmong(fn.Params) == nil || fn.Signature.Results().Len() == 0 || isBool(fn.Signature.Results().At(0).Type()) {
		return false
	}
	return slices.ContainsFunc(fn.Blocks, func(block *ssa.BasicBlock) bool {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		return ok && len(ret.Results) > 0 && b.foundBy(ret.Results[0])
	})
}

// holdsIt reports whether fn is asked about a request and answers with what a value
// of its context holds: not with whether there is one.
func (b *builder) holdsIt(fn *ssa.Function) bool {
	if b.requestAmong(fn.Params) == nil || fn.Signature.Results().Len() == 0 || !isBool(fn.Signature.Results().At(0).Type()) {
		return false
	}
	some := false
	for _, block := range fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok || block == fn.Recover {
			continue
		}
		if _, isConst := ret.Results[0].(*ssa.Const); isConst {
			continue
		}
		if !b.asksContent(ret.Results[0], 0) {
			return false
		}
		some = true
	}
	return some
}

// asksContent reports whether a condition asks what a value holds, and not whether
// it is there.
func (b *builder) asksContent(cond ssa.Value, depth int) bool {
	if depth > maxSaid {
		return false
	}
	depth++
	switch v := cond.(type) {
	case *ssa.UnOp:
		if v.Op == token.NOT {
			return b.asksContent(v.X, depth)
		}
		_, isField := v.X.(*ssa.FieldAddr)
		return isField && v.Op == token.MUL
	case *ssa.Field:
		return true
	case *ssa.BinOp:
		return b.asksContent(v.X, depth)
	case *ssa.Phi:
		return !slices.ContainsFunc(v.Edges, func(e ssa.Value) bool {
			_, isConst := e.(*ssa.Const)
			return !isConst && !b.asksContent(e, depth)
		})
	case *ssa.Call:
		fn, _, symbol, isMethod := b.callee(v.Common())
		if fn == nil {
			return false
		}
		if src, ok := b.models.Source(symbol); ok && src.Kind == model.Context {
			return false // whether it is there
		}
		if b.requestIn(v.Call.Args) == nil {
			return isMethod && !v.Call.IsInvoke() || v.Call.IsInvoke()
		}
		sum := b.summaryOf(fn)
		return sum != nil && sum.Info != nil && sum.Info.Holds
	}
	return false
}
