package routes

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
)

// A program that nobody has been set up for yet has nobody to ask for: until there is
// a user, all may come in. Whether there is one is asked of the store that callers are
// looked up in, and nothing of a request decides it.

// asksForAny reports whether a comparison asks whether a store holds anything of the
// type as which callers are recognised.
func (s *settling) asksForAny(op *ssa.BinOp) bool {
	c, ok := op.Y.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int || constant.Compare(c.Value, token.GTR, constant.MakeInt64(1)) {
		return false
	}
	of := op.X
	list, isList := of.(*ssa.Call)
	if isList {
		if builtin, ok := list.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "len" {
			of = list.Call.Args[0]
		} else {
			isList = false
		}
	}
	if x, ok := of.(*ssa.Extract); ok && x.Index == 0 {
		of = x.Tuple
	}
	call, ok := of.(*ssa.Call)
	if !ok {
		return false
	}
	store, args := heldIn(&call.Call)
	if store == nil || slices.ContainsFunc(args, func(a ssa.Value) bool { return models.TypeSymbol(a.Type()) != "context.Context" && !s.value(a) }) {
		return false
	}
	kinds := yields(store.Type(), s.b.pass.Pkg)
	var kind types.Type
	switch result := call.Call.Signature().Results().At(0).Type().Underlying().(type) {
	case *types.Slice:
		kind = deref(result.Elem())
		if !isList || !slices.ContainsFunc(kinds, func(t types.Type) bool { return types.Identical(t, kind) }) {
			return false
		}
	case *types.Basic:
		if isList || len(kinds) != 1 || result.Info()&types.IsInteger == 0 {
			return false
		}
		kind = kinds[0]
	default:
		return false
	}
	if !s.b.recognisedAs(kind) || !s.value(store) {
		return false
	}
	s.found, s.given, s.stores = true, true, append(s.stores, call)
	return true
}

// heldIn returns what a method is called on and what it is given, nil for a function.
func heldIn(c *ssa.CallCommon) (recv ssa.Value, args []ssa.Value) {
	switch {
	case c.IsInvoke():
		return c.Value, c.Args
	case c.StaticCallee() != nil && c.Signature().Recv() != nil:
		return c.Args[0], c.Args[1:]
	}
	return nil, nil
}

// yields returns the structs that the methods of a type look up by what they are given.
func yields(t types.Type, from *types.Package) (kinds []types.Type) {
	set := types.NewMethodSet(t)
	if _, isStruct := t.Underlying().(*types.Struct); isStruct {
		set = types.NewMethodSet(types.NewPointer(t))
	}
	for m := range set.Methods() {
		sig, ok := m.Obj().Type().(*types.Signature)
		if !ok || !m.Obj().Exported() && m.Obj().Pkg() != from || sig.Results().Len() == 0 || !givenText(sig) {
			continue
		}
		kind := deref(sig.Results().At(0).Type())
		if _, isStruct := kind.Underlying().(*types.Struct); isStruct && !slices.ContainsFunc(kinds, func(have types.Type) bool { return types.Identical(have, kind) }) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// givenText reports whether a function is given a text, or bytes.
func givenText(sig *types.Signature) bool {
	for p := range sig.Params().Variables() {
		switch u := p.Type().Underlying().(type) {
		case *types.Basic:
			if u.Info()&types.IsString != 0 {
				return true
			}
		case *types.Slice:
			if types.Identical(u.Elem(), types.Typ[types.Byte]) {
				return true
			}
		case *types.Array:
			if types.Identical(u.Elem(), types.Typ[types.Byte]) {
				return true
			}
		}
	}
	return false
}

// recognisedAs reports whether a function of the package, which is given a request,
// returns values of a type by a credential.
func (b *builder) recognisedAs(kind types.Type) bool {
	return slices.ContainsFunc(b.flow.Funcs, func(fn *ssa.Function) bool {
		if b.requestAmong(fn.Params) == nil {
			return false
		}
		for i := range fn.Signature.Results().Len() {
			if !types.Identical(deref(fn.Signature.Results().At(i).Type()), kind) {
				continue
			}
			if slices.ContainsFunc(returnsOf(fn), func(ret *ssa.Return) bool {
				return slices.ContainsFunc(b.origins(ret.Results[i]), func(o flow.Origin) bool { return isCredential(&o) })
			}) {
				return true
			}
		}
		return false
	})
}
