package routes

import (
	"cmp"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// What decides a condition tells a check of the caller from any other.

// origins returns what decides a condition. What an interface's method answers
// is decided by what it is asked with.
func (b *builder) origins(cond ssa.Value) []flow.Origin {
	cond = justStored(cond)
	decides := b.flow.Origins(cond)
	if values, ok := b.heldBy(cond); ok {
		decides = nil
		for _, v := range values {
			decides = append(decides, b.flow.Origins(v)...)
		}
	}
	if of := structAsked(cond); of != nil {
		decides = slices.Concat(decides, b.flow.Origins(of)) // which struct it is decides what it holds
	}
	list := b.asked(decides, cond.Parent())
	if slices.ContainsFunc(list, func(o flow.Origin) bool { return isCredential(&o) }) {
		return list
	}
	return slices.Concat(list, b.lookedUp(cond), b.decoded(list, cond))
}

// justStored returns, of a condition that asks for an error which a variable holds
// that literals share, what was stored there just before: whatever else the
// variable holds at other times is not asked for.
func justStored(cond ssa.Value) ssa.Value {
	op, ok := cond.(*ssa.BinOp)
	if !ok || !isError(op.X.Type()) {
		return cond
	}
	load, ok := op.X.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return cond
	}
	var last ssa.Value
	for _, instr := range load.Block().Instrs {
		if instr == ssa.Instruction(load) {
			break
		}
		if st, ok := instr.(*ssa.Store); ok && st.Addr == load.X {
			last = st.Val
		}
	}
	if last == nil {
		return cond
	}
	return last
}

// lookedUp returns the credentials that the calls are given whose outcome a
// condition asks for: what a database holds does not come from the request, but
// which of its rows is found does.
func (b *builder) lookedUp(cond ssa.Value) (found []flow.Origin) {
	seen := map[ssa.Value]bool{}
	var visit func(ssa.Value)
	visit = func(v ssa.Value) {
		if v == nil || seen[v] || len(seen) > maxOrigins {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Call:
			_, pkg, symbol, _ := b.callee(&v.Call)
			store := b.models.IsStore(pkg)
			if !store && b.models.Opaque(pkg, symbol) {
				return
			}
			for _, arg := range v.Call.Args {
				of := b.flow.Origins(arg)
				for _, o := range slices.Concat(of, b.decoded(of, arg)) {
					if isCredential(&o) {
						found = append(found, o)
					}
				}
				if store || isError(arg.Type()) {
					visit(arg) // the statement, the rows, what went wrong
				}
			}
			if store && v.Call.IsInvoke() {
				visit(v.Call.Value)
			}
		case *ssa.UnOp:
			visit(v.X)
			if v.Op == token.MUL {
				for _, call := range b.filledBy(v) {
					visit(call)
				}
			}
		case *ssa.BinOp:
			visit(v.X)
			visit(v.Y)
		case *ssa.Extract:
			visit(v.Tuple)
		case *ssa.FieldAddr:
			visit(v.X)
		case *ssa.Field:
			visit(v.X)
		case *ssa.TypeAssert:
			visit(v.X)
		case *ssa.Phi:
			for _, e := range v.Edges {
				visit(e)
			}
		}
	}
	visit(cond)
	return found
}

// filledBy returns the calls of a database that fill in what is loaded, before it is.
func (b *builder) filledBy(load *ssa.UnOp) (calls []*ssa.Call) {
	at := load.X
	if field, ok := at.(*ssa.FieldAddr); ok {
		at = field.X
	}
	alloc, ok := b.captured(at).(*ssa.Alloc)
	if !ok {
		return nil
	}
	take := func(v ssa.Value) {
		for _, user := range usersOf(v) {
			call, ok := user.(*ssa.Call)
			if !ok {
				continue
			}
			if _, pkg, _, _ := b.callee(&call.Call); b.models.IsStore(pkg) && call.Parent() == load.Parent() && call.Block().Dominates(load.Block()) {
				calls = append(calls, call)
			}
		}
	}
	take(alloc)
	for _, ref := range *alloc.Referrers() {
		if made, ok := ref.(*ssa.MakeInterface); ok {
			take(made)
		}
	}
	return calls
}

// usersOf returns the instructions that are given a value, by itself or in a list of
// arguments.
func usersOf(v ssa.Value) (users []ssa.Instruction) {
	for _, ref := range *v.Referrers() {
		st, ok := ref.(*ssa.Store)
		if !ok || st.Val != v {
			users = append(users, ref)
			continue
		}
		at, ok := st.Addr.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, ref := range *at.X.Referrers() {
			if list, ok := ref.(*ssa.Slice); ok {
				users = append(users, *list.Referrers()...)
			}
		}
	}
	return users
}

// comparesSecret reports whether a condition asks one of the functions that
// compare secrets: what is held against one is a credential, whatever its name.
func (b *builder) comparesSecret(cond ssa.Value) bool {
	if op, ok := cond.(*ssa.BinOp); ok {
		cond = op.X
	}
	if not, ok := cond.(*ssa.UnOp); ok {
		cond = not.X
	}
	call, ok := cond.(*ssa.Call)
	if !ok {
		return false
	}
	_, _, symbol, _ := b.callee(call.Common())
	return slices.Contains([]string{"crypto/subtle.ConstantTimeCompare", "crypto/hmac.Equal"}, symbol)
}

// isParsing reports whether a condition asks whether the standard library could
// read a request: its form, its body.
func (b *builder) isParsing(cond ssa.Value) bool {
	if op, ok := cond.(*ssa.BinOp); ok {
		cond = op.X
	}
	if x, ok := cond.(*ssa.Extract); ok {
		cond = x.Tuple
	}
	call, ok := cond.(*ssa.Call)
	if !ok {
		return false
	}
	fn, pkg, _, _ := b.callee(call.Common())
	first, _, _ := strings.Cut(pkg, "/")
	module := b.pass.Module.Path
	return fn != nil && pkg != "" && !strings.Contains(first, ".") && pkg != module && !strings.HasPrefix(pkg, module+"/")
}

// getsRequest reports whether the code that decides a condition is given the
// request itself. To be given its context, to be stopped by, says nothing.
func (b *builder) getsRequest(cond ssa.Value) bool {
	seen := map[ssa.Value]bool{}
	var given func(v ssa.Value) bool
	given = func(v ssa.Value) bool {
		if v == nil || seen[v] || len(seen) > maxOrigins {
			return false
		}
		seen[v] = true
		if models.TypeSymbol(v.Type()) == "context.Context" {
			return false
		}
		if b.flow.IsRequest(v.Type()) {
			return true
		}
		if load, ok := v.(*ssa.UnOp); ok {
			if alloc, ok := b.captured(load.X).(*ssa.Alloc); ok && slices.ContainsFunc(values(b.stores[alloc]), given) {
				return true
			}
		}
		instr, ok := v.(ssa.Instruction)
		if !ok {
			return false
		}
		var buf [8]*ssa.Value
		return slices.ContainsFunc(instr.Operands(buf[:0]), func(op *ssa.Value) bool { return given(*op) })
	}
	return given(cond)
}

// callbacks returns a credential that decides a condition by way of a function
// that is handed to what it calls: who(r, fromHeader, fromCookie).
func (b *builder) callbacks(cond ssa.Value) *flow.Origin {
	var found *flow.Origin
	seen := map[ssa.Value]bool{}
	var visit func(v ssa.Value)
	visit = func(v ssa.Value) {
		if v == nil || seen[v] || found != nil || len(seen) > maxOrigins {
			return
		}
		seen[v] = true
		instr, ok := v.(ssa.Instruction)
		if !ok {
			return
		}
		var buf [8]*ssa.Value
		for _, op := range instr.Operands(buf[:0]) {
			visit(*op)
		}
		if call, ok := v.(*ssa.Call); ok {
			for _, arg := range call.Call.Args {
				found = cmp.Or(found, b.decidedBy(arg))
			}
		}
	}
	visit(cond)
	return found
}

// decidedBy returns the credential that a function value, or one of a list of
// them, returns or decides by, or else what it asks of the request's context.
func (b *builder) decidedBy(v ssa.Value) *flow.Origin {
	switch v := unwrap(v).(type) {
	case *ssa.Slice:
		if alloc, ok := v.X.(*ssa.Alloc); ok {
			var found *flow.Origin
			list, _ := elements(alloc)
			for _, e := range list {
				if o := b.decidedBy(e); o != nil && (found == nil || found.Source == model.Context) {
					found = o
				}
			}
			return found
		}
	case *ssa.MakeClosure:
		return b.decidedBy(v.Fn)
	case *ssa.Function:
		sum := b.flow.Summary(v)
		if sum == nil {
			return nil
		}
		var context *flow.Origin
		for _, result := range sum.Results {
			for i := range result {
				switch o := &result[i]; {
				case isCredential(o):
					return o
				case o.Kind == flow.Source && o.Source == model.Context && o.Name != "" && context == nil:
					context = o
				}
			}
		}
		return context
	}
	return nil
}

// maxOrigins bounds how far back open calls are asked what they were called
// with.
const maxOrigins = 200

// isRequest reports whether the origin is the request that fn or a function
// around it is called with.
func (b *builder) isRequest(fn *ssa.Function, o *flow.Origin) bool {
	sum := b.sums[o.Func]
	return sum != nil && inside(b.flow.ID(fn), o.Func) && (slices.Contains(sum.Request, o.Index) || b.isCaller(o))
}
