package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A validator is asked about a struct as a whole: by the function that needs to
// know, or by one that it hands the struct to, or gets it from.

// structOf returns the place of the struct that v is, points to, or was made an
// interface of.
func (f *family) structOf(v ssa.Value) address {
	return f.home(concrete(v))
}

// concrete returns what v was before it was made an interface: what is of the type of
// a type parameter only changes its type.
func concrete(v ssa.Value) ssa.Value {
	if made, ok := unchanged(v).(*ssa.MakeInterface); ok {
		return made.X
	}
	return unchanged(v)
}

// isOf reports whether v is the struct at the root, or points to it.
func (f *family) isOf(v, root ssa.Value) bool {
	a := f.structOf(v)
	if alloc, ok := a.root.(*ssa.Alloc); ok && a.root != root && a.path == "" {
		return f.onlyStore(alloc) == root // a parameter that is kept to take its address
	}
	return a.root == root && a.path == ""
}

// methodOf returns the method of the name that the value in v has, nil where its
// type is not seen.
func methodOf(v ssa.Value, name string) *types.Func {
	v = concrete(v)
	if types.IsInterface(v.Type()) {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(v.Type(), true, nil, name)
	m, _ := obj.(*types.Func)
	return m
}

// validated reports whether a validator was asked about the struct at the root
// on every way to the instruction.
func (f *family) validated(root ssa.Value, at ssa.Instruction) bool {
	if f.cameValid(root) {
		return true
	}
	for instr := range f.instructions() {
		call, ok := instr.(*ssa.Call)
		if ok && call.Parent() == at.Parent() && f.validates(call, root) && dominates(call, at) {
			return true
		}
	}
	return false
}

// cameValid reports whether the root is a result of a function that has asked.
func (f *family) cameValid(root ssa.Value) bool {
	if alloc, ok := root.(*ssa.Alloc); ok {
		root = f.onlyStore(alloc)
	}
	call, result := resultIn(root)
	if call == nil {
		return false
	}
	obj, _, _, _ := f.state.callee(&call.Call)
	if obj == nil || call.Call.IsInvoke() {
		return false
	}
	sum := f.state.summaryOf(obj)
	return sum != nil && slices.ContainsFunc(sum.Checks, func(c Check) bool { return c.Tags && c.Of == result+1 })
}

// validates reports whether a call asks a validator about the struct at the root.
func (f *family) validates(call *ssa.Call, root ssa.Value) bool {
	obj, _, symbol, _ := f.state.callee(&call.Call)
	switch {
	case obj == nil:
		return false
	case f.state.models.Validates(symbol):
		return slices.ContainsFunc(call.Call.Args, func(v ssa.Value) bool { return f.isOf(v, root) })
	case call.Call.IsInvoke():
		return false
	}
	for i, a := range call.Call.Args {
		if f.isOf(a, root) && f.validatesParam(obj, a, i) {
			return true
		}
	}
	return false
}

// validatesParam reports whether a function asks a validator about the i-th thing
// it is given, which is v.
func (f *family) validatesParam(obj *types.Func, v ssa.Value, i int) bool {
	sum := f.state.summaryOf(obj)
	return sum != nil && slices.ContainsFunc(sum.Checks, func(c Check) bool {
		if c.Param != i || c.Of > 0 {
			return false
		}
		if c.Method == "" {
			return c.Tags
		}
		m := methodOf(v, c.Method)
		return m != nil && m != obj && f.validatesParam(m, v, 0)
	})
}

// findAsked records what fn has asked about before its result r says yes: of its
// parameters, and of what it returns.
func (f *family) findAsked(fn *ssa.Function, r int) {
	if !isError(fn.Signature.Results().At(r).Type()) {
		return
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || !f.precedesYes(call, fn, r) {
				continue
			}
			for i, p := range fn.Params {
				switch {
				case f.validates(call, p):
					f.record(fn, Check{Param: i, Result: r, Tags: true})
				case call.Call.IsInvoke() && asksItself(call) && f.isOf(call.Call.Value, p):
					f.record(fn, Check{Param: i, Result: r, Method: call.Call.Method.Name()})
				}
			}
			for i := range fn.Signature.Results().Len() {
				if f.returnsAsked(fn, i, call) {
					f.record(fn, Check{Param: -1, Result: r, Tags: true, Of: i + 1})
				}
			}
		}
	}
}

// record adds a check to the summary of fn.
func (f *family) record(fn *ssa.Function, c Check) {
	if sum := f.sums[fn]; !slices.ContainsFunc(sum.Checks, c.sameAs) {
		sum.Checks = append(sum.Checks, c)
		f.tell()
	}
}

// asksItself reports whether a call of a method asks a value whether it is right:
// it hands nothing over but a context, and an error comes back.
func asksItself(call *ssa.Call) bool {
	sig := call.Call.Signature()
	if sig.Results().Len() != 1 || !isError(sig.Results().At(0).Type()) {
		return false
	}
	for p := range sig.Params().Variables() {
		if !types.IsInterface(p.Type()) {
			return false
		}
	}
	return true
}

// precedesYes reports whether the call comes before every return of fn whose r-th
// result can be nil, or is itself that result.
func (f *family) precedesYes(call *ssa.Call, fn *ssa.Function, r int) bool {
	yes := false
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if _, can := f.verdict(ret.Results[r], subject{key: key{value: call}, of: nil}, b, true, map[ssa.Value]bool{}); !can {
			continue
		}
		if !dominates(call, ret) {
			return false
		}
		yes = true
	}
	return yes
}

// returnsAsked reports whether the i-th result of fn, wherever the call comes
// before it is returned, is the struct that the call asks a validator about.
func (f *family) returnsAsked(fn *ssa.Function, i int, call *ssa.Call) bool {
	t := fn.Signature.Results().At(i).Type()
	if _, param := t.(*types.TypeParam); !param && !isAggregate(t) && !f.isOwnStruct(t) {
		return false
	}
	found := false
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || !dominates(call, ret) {
			continue
		}
		if root := f.structOf(ret.Results[i]).root; !f.validates(call, root) {
			return false
		}
		found = true
	}
	return found
}
