package routes

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// Who lets strangers by may still find out who is calling, and leave that in the
// context for others to ask for.

// knows fills in whom a function recognises.
func (b *builder) knows(h *Handler, fn *ssa.Function) {
	keys, anyone, recognises := b.recognises(fn)
	h.Recognises = recognises
	h.Sets = slices.DeleteFunc(h.Sets, func(key string) bool { return slices.Contains(anyone, key) })
	for _, key := range keys {
		h.Sets = appendNew(h.Sets, key)
	}
}

// recognises reports whether fn fills a context only where something that was
// made of a credential, as a session or an error, says so, and which keys it
// fills where that is in order, and nowhere else; anyone are those that say
// something of strangers as well. To carry a header or a cookie on is to
// recognise nobody.
func (b *builder) recognises(fn *ssa.Function) (keys, anyone []string, recognises bool) {
	var told, welcome []*ssa.BasicBlock // reached only on one side of such a check, and on the good one
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok || !b.verifies(branch.Cond) && !b.asksSession(branch.Cond) || !slices.ContainsFunc(b.origins(branch.Cond), func(o flow.Origin) bool { return isCredential(&o) }) {
			continue
		}
		for side, s := range block.Succs {
			if len(s.Preds) != 1 {
				continue
			}
			told = append(told, s)
			if b.admits(branch.Cond, side) || agrees(branch.Cond, side) {
				welcome = append(welcome, s)
			}
		}
	}
	var others []string
	known, strange := map[string][]string{}, map[string][]string{} // by key, the types of what is put there
	for _, instr := range instructions(fn) {
		p, ok := b.put(instr)
		if !ok {
			continue
		}
		behind := func(t *ssa.BasicBlock) bool { return t.Dominates(instr.Block()) }
		recognises = recognises || slices.ContainsFunc(told, behind)
		switch {
		case p.key == "":
		case slices.ContainsFunc(welcome, behind):
			keys = append(keys, p.key)
			known[p.key] = append(known[p.key], p.typ)
		default:
			others = append(others, p.key)
			strange[p.key] = append(strange[p.key], p.typ)
			if p.same {
				anyone = append(anyone, p.key)
			}
		}
	}
	for i, key := range keys {
		same := func(t string) bool { return t == "" || slices.Contains(strange[key], t) }
		if len(strange[key]) > 0 && !slices.Contains(strange[key], "") && !slices.ContainsFunc(known[key], same) {
			keys[i] = key + byType
		}
	}
	keys = slices.DeleteFunc(keys, func(key string) bool { return key == "" || slices.Contains(others, key) })
	return keys, anyone, recognises
}

// agrees reports whether the successor on the given side is taken where two texts that
// are computed are the same.
func agrees(cond ssa.Value, side int) bool {
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		return agrees(not.X, 1-side)
	}
	op, ok := cond.(*ssa.BinOp)
	if !ok || !isString(op.X.Type()) {
		return false
	}
	_, x := op.X.(*ssa.Const)
	_, y := op.Y.(*ssa.Const)
	return !x && !y && (op.Op == token.EQL && side == 0 || op.Op == token.NEQ && side == 1)
}

// byType ends a key under which known callers and strangers leave something,
// each of a type of their own: what type it is says who is calling.
const byType = ", by its type"

// typePut returns the type of what a call leaves under a key, "" if it is not
// known.
func typePut(call *ssa.Call, key ssa.Value) string {
	args := call.Call.Args
	boxed, ok := args[len(args)-1].(*ssa.MakeInterface)
	if !ok || args[len(args)-1] == key {
		return ""
	}
	return boxed.X.Type().String()
}

// asksType reports whether a condition asks for the type of a value.
func asksType(cond ssa.Value) bool {
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		cond = not.X
	}
	x, ok := cond.(*ssa.Extract)
	if !ok || x.Index != 1 {
		return false
	}
	_, ok = x.Tuple.(*ssa.TypeAssert)
	return ok
}

// putsConstant reports whether what a call leaves under a key is the same for
// everybody, and not nothing.
func putsConstant(call *ssa.Call, key ssa.Value) bool {
	return slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool {
		c, ok := unwrap(a).(*ssa.Const)
		return ok && a != key && telling(c)
	})
}

// telling reports whether a constant is something, and not nothing.
func telling(c *ssa.Const) bool {
	return c.Value != nil && !slices.Contains([]string{"false", "0", `""`}, c.Value.ExactString())
}

// verifies reports whether a condition asks for the outcome of a call, other
// than one that reads the request.
func (b *builder) verifies(cond ssa.Value) bool {
	seen := map[ssa.Value]bool{} // a loop's counter is made of itself
	var asks func(ssa.Value) bool
	asks = func(v ssa.Value) bool {
		if seen[v] {
			return false
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.UnOp:
			return v.Op == token.NOT && asks(v.X)
		case *ssa.BinOp:
			if isString(v.X.Type()) { // two texts that are computed: a secret
				_, x := v.X.(*ssa.Const)
				_, y := v.Y.(*ssa.Const)
				return !x && !y
			}
			return asks(v.X) || asks(v.Y)
		case *ssa.Extract:
			return asks(v.Tuple)
		case *ssa.Phi:
			return slices.ContainsFunc(v.Edges, asks)
		case *ssa.Lookup:
			return v.CommaOk // what is known under a key, and whether anything is
		case *ssa.Call:
			_, _, symbol, _ := b.callee(v.Common())
			source, reads := b.models.Source(symbol)
			return symbol != "" && (!reads || source.Kind == model.Identity) // it reads a credential and verifies it
		}
		return false
	}
	return asks(cond)
}

// fillsContext reports whether a call puts a value into a context, itself or by
// what it calls.
func (b *builder) fillsContext(call *ssa.Call) bool {
	if key, _ := b.keyPut(call); key != nil {
		return true
	}
	fn := call.Call.StaticCallee()
	if fn == nil {
		return false
	}
	sum := b.flow.Summary(fn)
	return sum != nil && len(sum.Sets) > 0
}

// setBehind returns the context keys that fn fills only where a check of a
// credential has passed: what it puts there, be it a bare true, says so.
func (b *builder) setBehind(fn *ssa.Function, gates []gate) []string {
	cut := map[edge]bool{}
	for i := range gates {
		if g := &gates[i]; g.role == model.Auth && g.guard.State == Required && len(g.guard.Needs) == 0 {
			cut[g.accept()] = true
		}
	}
	if len(cut) == 0 {
		return nil
	}
	open := b.reachable(fn.Blocks[0], cut)
	var keys []string
	for _, instr := range instructions(fn) {
		if p, ok := b.put(instr); ok && !open[instr.Block()] && p.key != "" {
			keys = append(keys, p.key)
		}
	}
	return keys
}

// setByParts returns the context keys that functions fill which fn hands, with
// the request, to one that tries them: first(r, byCookie, byHeader()).
func (b *builder) setByParts(fn *ssa.Function) []string {
	var keys []string
	var parts func(e Expr)
	parts = func(e Expr) {
		if e.Kind == Func && e.Info != nil {
			keys = append(keys, e.Info.Sets...)
		}
		if e.Kind == List {
			for _, part := range e.Args {
				parts(part)
			}
		}
	}
	for _, instr := range instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || call.Call.StaticCallee() == nil || b.requestIn(call.Call.Args) == nil {
			continue
		}
		for _, arg := range call.Call.Args {
			if b.interesting(arg.Type()) && !b.flow.IsRequest(arg.Type()) {
				parts(b.expr(arg))
			}
		}
	}
	return keys
}

// keyPut returns the key under which a call leaves a value in a context.
func (b *builder) keyPut(call *ssa.Call) (ssa.Value, bool) {
	_, _, symbol, isMethod := b.callee(call.Common())
	if symbol == "context.WithValue" {
		return call.Call.Args[1], true
	}
	put, ok := b.models.Put(symbol)
	if !ok {
		return b.keyPassed(call)
	}
	value := argument(call.Common(), put.Value, isMethod)
	if c, isConst := value.(*ssa.Const); value == nil || isConst && c.IsNil() {
		return nil, false // it reads
	}
	return argument(call.Common(), put.Key, isMethod), true
}

// keyPassed returns the key that a call hands to a function which leaves a value
// in a context under it.
func (b *builder) keyPassed(call *ssa.Call) (ssa.Value, bool) {
	fn := call.Call.StaticCallee()
	if fn == nil {
		return nil, false
	}
	sum := b.flow.Summary(fn)
	if sum == nil {
		return nil, false
	}
	i := slices.IndexFunc(sum.Sets, func(s flow.Set) bool { return s.By > 0 && s.By <= len(call.Call.Args) })
	if i < 0 || slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool {
		c, isConst := a.(*ssa.Const)
		return isConst && c.IsNil()
	}) {
		return nil, false
	}
	return call.Call.Args[sum.Sets[i].By-1], true
}
