package routes

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// A library that holds requests against a document leaves it to a function who
// sends them: it is handed the request, and says by an error that it does not
// know.

// isDoubting reports whether a function is one that is asked who sends a request.
func (b *builder) isDoubting(sig *types.Signature) bool {
	results := sig.Results()
	if results.Len() == 0 || !isError(results.At(results.Len()-1).Type()) {
		return false
	}
	for p := range sig.Params().Variables() {
		if b.models.Doubts(models.TypeSymbol(p.Type())) {
			return true
		}
	}
	return false
}

// doubting returns what a function proves of the requests that it is asked
// about: all ways on which it has no doubts must pass a check of what it was
// given, or what it says must depend on that.
func (b *builder) doubting(fn *ssa.Function) *Handler {
	h := &Handler{Func: b.flow.ID(fn), At: b.flow.Position(fn.Pos()), Inner: true}
	if fn.Blocks == nil {
		return h
	}
	var ends []next // where it says that all is well
	doubts := false
	guard := Guard{Role: model.Auth}
	for _, block := range fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok || block == fn.Recover {
			continue
		}
		switch state, told := b.doubt(ret.Results[len(ret.Results)-1], &guard); {
		case told:
			doubts = true
			if state == Unclear {
				guard.State = Unclear
			}
		default:
			ends = append(ends, next{at: ret})
		}
	}
	switch {
	case !doubts && len(ends) > 0:
		return h // everyone is welcome
	case len(ends) == 0:
		if guard.State != Unclear {
			guard.State = Required
		}
	default:
		var gates []gate
		for _, block := range fn.Blocks {
			branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
			if !ok {
				continue
			}
			o := b.doubtful(branch.Cond, fn)
			for side := range 2 {
				g := gate{branch: branch, side: side, role: model.Auth}
				if _, _, splits := b.splits(&g, ends); o != nil && splits {
					guard.Evidence = append(guard.Evidence, o.Steps.List()...)
					guard.Evidence = append(guard.Evidence, flow.Step{At: b.placeOf(branch), Text: "requests are refused here unless the check passes"})
					gates = append(gates, g)
				}
			}
		}
		switch {
		case len(gates) > 0 && b.closed(fn, gates, ends):
			if guard.State != Unclear {
				guard.State = Required
			}
		default:
			guard.State = Unclear
		}
	}
	if guard.State == Required && len(guard.Evidence) == 0 {
		guard.Evidence = []flow.Step{{At: h.At, Text: "requests are refused here unless what is asked has no doubts"}}
	}
	h.Guard = guard
	return h
}

// doubt says what a returned error can be: told, if it is none that is always
// nil, and how much is known of what decides it.
func (b *builder) doubt(v ssa.Value, guard *Guard) (state GuardState, told bool) {
	if c, ok := v.(*ssa.Const); ok && c.IsNil() {
		return NoGuard, false
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return Required, true // made where the check has failed
	}
	callee, _, _, _ := b.callee(&call.Call)
	if callee != nil && !call.Call.IsInvoke() {
		if sum := b.summaryOf(callee); sum != nil && sum.Info != nil && b.isDoubting(callee.Signature()) {
			g := sum.Info.Guard
			guard.Evidence = append(guard.Evidence, g.Evidence...)
			return g.State, g.State > NoGuard
		}
	}
	if o := b.doubtful(v, call.Parent()); o != nil {
		guard.Evidence = append(guard.Evidence, o.Steps.List()...)
		return Required, true
	}
	return Required, true
}

// doubtful returns a part of the request, or of what holds it, that decides a
// value; nil if none does.
func (b *builder) doubtful(v ssa.Value, fn *ssa.Function) *flow.Origin {
	origins := b.origins(v)
	for i := range origins {
		o := &origins[i]
		if isCredential(o) {
			return o
		}
	}
	for i := range origins {
		o := &origins[i]
		if o.Kind != flow.Param || o.Func != b.flow.ID(fn) || o.Index >= len(fn.Params) || !b.models.Doubts(models.TypeSymbol(fn.Params[o.Index].Type())) {
			continue
		}
		if leadsToRequest(fn.Params[o.Index].Type(), o.Name) {
			return o
		}
	}
	return nil
}

// leadsToRequest reports whether the part of a value that a path of fields names
// is a request or holds one; so does the whole, for "".
func leadsToRequest(t types.Type, path string) bool {
	name, rest := flow.CutField(path)
	if models.TypeSymbol(t) == httpRequest || name == "" {
		return true
	}
	st, ok := structOf(t)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		if f.Name() != name {
			continue
		}
		if rest != "" {
			return leadsToRequest(f.Type(), rest)
		}
		inner, ok := structOf(f.Type())
		if !ok || models.TypeSymbol(f.Type()) == httpRequest {
			return ok
		}
		for f := range inner.Fields() {
			if models.TypeSymbol(f.Type()) == httpRequest {
				return true
			}
		}
	}
	return false
}

// nested returns what the field of a struct holds that is reached by names, nil
// where nothing is stored there.
func (b *builder) nested(v ssa.Value, path []string, depth int) Expr {
	if v == nil {
		return Expr{Kind: Nil}
	}
	switch v := unwrap(v).(type) {
	case *ssa.Const:
		if v.Value == nil {
			return Expr{Kind: Nil}
		}
	case *ssa.UnOp:
		if alloc, ok := b.captured(v.X).(*ssa.Alloc); ok {
			if stores := b.stores[alloc]; len(stores) == 1 && !isPatched(alloc) {
				return b.nested(stores[0].Val, path, depth)
			} else if len(stores) > 0 {
				break
			}
			return b.nested(alloc, path, depth)
		}
	case *ssa.Alloc, *ssa.FieldAddr:
		return b.nestedAt(v, path, depth)
	}
	return b.unknown(v, "it is computed at run time")
}

// nestedAt returns what the field of the struct at a local place holds.
func (b *builder) nestedAt(at ssa.Value, path []string, depth int) Expr {
	for _, ref := range *at.Referrers() {
		addr, ok := ref.(*ssa.FieldAddr)
		if !ok || fieldName(addr.X.Type(), addr.Field) != path[0] {
			continue
		}
		for _, ref := range *addr.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				if ref.Addr != ssa.Value(addr) {
					continue
				}
				if len(path) == 1 {
					return b.welcoming(ref.Val, depth)
				}
				return b.nested(ref.Val, path[1:], depth)
			case *ssa.FieldAddr:
				if len(path) > 1 && fieldName(ref.X.Type(), ref.Field) == path[1] {
					return b.nestedAt(addr, path[1:], depth)
				}
			}
		}
	}
	return Expr{Kind: Nil}
}

// welcoming returns a function that decides who is let by, nil for one of a
// library that lets everyone by.
func (b *builder) welcoming(v ssa.Value, depth int) Expr {
	if fn, ok := unwrap(v).(*ssa.Function); ok {
		if obj, ok := fn.Object().(*types.Func); ok {
			if _, symbol := models.Symbol(obj); b.models.Welcomes(symbol) {
				return Expr{Kind: Nil}
			}
		}
	}
	return b.read(v, depth)
}

// isPatched reports whether fields of a local struct are set one by one.
func isPatched(base *ssa.Alloc) bool {
	return slices.ContainsFunc(*base.Referrers(), func(ref ssa.Instruction) bool {
		_, ok := ref.(*ssa.FieldAddr)
		return ok
	})
}

// marks reports whether fn leaves a list of constants under a constant key of a
// context.
func (b *builder) marks(fn *ssa.Function) bool {
	for _, instr := range instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		key, ok := b.keyPut(call)
		if !ok || flow.Key(key) == "" {
			continue
		}
		if slices.ContainsFunc(flow.Arguments(&call.Call), isConstantList) {
			return true
		}
	}
	return false
}

// isConstantList reports whether v is a list of texts that are all constant.
func isConstantList(v ssa.Value) bool {
	list, ok := unwrap(v).(*ssa.Slice)
	if !ok || !isStrings(list.Type()) {
		return false
	}
	values, known := elements(list.X)
	return known && !slices.ContainsFunc(values, func(v ssa.Value) bool { _, ok := v.(*ssa.Const); return !ok })
}
