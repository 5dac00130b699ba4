package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A list of structs is told apart as one of them is: what is appended to it keeps
// its fields, whichever way the list took before.

// isListOfStructs reports whether values of type t are lists of structs, or of
// pointers to structs of the project.
func (f *family) isListOfStructs(t types.Type) bool {
	list, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	_, whole := list.Elem().Underlying().(*types.Struct)
	return whole || f.isOwnStruct(list.Elem())
}

// appended makes what lists hold part of the one that append returns: what the first
// begins with stands where it stood, and the others behind it.
func (f *family) appended(call *ssa.Call, lists []ssa.Value, at ssa.Instruction) {
	if call == nil {
		return
	}
	to := address{root: call}
	for i, list := range lists {
		if i > 0 && isToldApart(call.Type()) {
			first := f.lengthOf(lists[0])
			to.shows = window{low: first.n, loose: !first.exact}
		}
		switch {
		case f.isListOfStructs(call.Type()), isToldApart(call.Type()) && to.shows.low > 0 || i == 0 && f.lengthOf(list).n > 0:
			f.put(call, f.copyList(to, list, at))
		default:
			f.put(call, f.use(list, at))
		}
	}
}

// copyList stores what the list v holds at the address, part by part, and returns
// what else it can hold.
func (f *family) copyList(to address, v ssa.Value, at ssa.Instruction) set {
	var rest set
	for _, list := range f.listsOf(v) {
		from := f.addressOf(list)
		switch {
		case from.root == to.root && from.path == to.path && from.shows == to.shows: // itself, around a loop
		case f.copyParts(to, list, at): // and that is all
		default:
			rest.union(f.filledElsewhere(from, at), &f.spent)
		}
	}
	return rest
}

// filledElsewhere returns what the list at an address can hold that the family did
// not store there.
func (f *family) filledElsewhere(a address, at ssa.Instruction) set {
	if a.path == "" {
		return f.of(a.root).values
	}
	return f.beyond(a, at)
}

// listsOf returns the lists that v is one of, in the order of the ways they come.
func (f *family) listsOf(v ssa.Value) []ssa.Value {
	var lists []ssa.Value
	var seen []*ssa.Phi
	var visit func(v ssa.Value)
	visit = func(v ssa.Value) {
		phi, ok := v.(*ssa.Phi)
		switch {
		case !ok:
			if _, constant := v.(*ssa.Const); !constant {
				lists = append(lists, v)
			}
		case !slices.Contains(seen, phi):
			seen = append(seen, phi)
			for _, edge := range phi.Edges {
				visit(edge)
			}
		}
	}
	visit(v)
	return lists
}
