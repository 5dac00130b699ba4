package handlers

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// unread returns the fields of a local struct, those of structs in it by their path, in which
// nobody looks at what was decoded: nothing is done with them, or they are written
// over before anything is. A function of the package that is given the struct is
// looked into; any other one looks at all of it.
func unread(v *ssa.Alloc) (names []string) {
	s, ok := v.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	if !ok || s.NumFields() == 0 {
		return nil
	}
	u := &uses{}
	u.at(v, "", nil)
	decoded := u.decoding()
	if decoded == nil {
		return nil
	}
	looked := slices.ContainsFunc(u.reads, func(r use) bool { return !r.boxed || r.at != decoded })
	if !looked {
		return nil // what decodes it does the rest as well
	}
	return u.passedOver(s, "", decoded)
}

// uses is what is done with a struct. Paths are of fields in it, "" for all of it.
type uses struct {
	reads  []use
	writes []use
	boxed  []ssa.Instruction // calls that are given its address as what can be anything
	depth  int               // of functions
}

// use is a look at a field, or a store in it, where the function that has the struct
// does it or hands it to what does.
type use struct {
	path  string
	at    ssa.Instruction
	boxed bool // of all of it, which may be to decode into it
}

const maxUses = 5 // functions in functions

// decoding returns the call that decodes into the struct: the first that is given it,
// and nothing else is done with it before.
func (u *uses) decoding() ssa.Instruction {
	if len(u.boxed) == 1 {
		return u.boxed[0]
	}
	for i, call := range u.boxed {
		if !slices.Contains(u.boxed[i+1:], call) && !slices.ContainsFunc(u.reads, func(r use) bool { return r.at != call && !before(call, r.at) }) {
			return call
		}
	}
	return nil
}

// passedOver returns the fields of a struct below a path in which nobody looks at what
// a call has decoded.
func (u *uses) passedOver(s *types.Struct, path string, decoded ssa.Instruction) (names []string) {
	for f := range s.Fields() {
		name := within(path, f.Name())
		if u.isPassedOver(name, decoded) {
			names = append(names, name)
			continue
		}
		if inner, ok := f.Type().Underlying().(*types.Struct); ok && strings.Count(name, ".") < maxUses {
			names = append(names, u.passedOver(inner, name, decoded)...)
		}
	}
	return names
}

func (u *uses) isPassedOver(path string, decoded ssa.Instruction) bool {
	for _, r := range u.reads {
		if r.boxed && r.at == decoded || !holds(r.path, path) && !holds(path, r.path) {
			continue
		}
		if !slices.ContainsFunc(u.writes, func(w use) bool {
			return holds(w.path, path) && w.at != r.at && before(decoded, w.at) && before(w.at, r.at)
		}) {
			return false
		}
	}
	return true
}

// holds reports whether a field is the other one, or that is in it.
func holds(outer, inner string) bool {
	return outer == "" || outer == inner || strings.HasPrefix(inner, outer+".")
}

func within(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// before reports whether an instruction has run whenever another does.
func before(a, b ssa.Instruction) bool {
	if a.Parent() != b.Parent() {
		return false
	}
	if a.Block() != b.Block() {
		return a.Block().Dominates(b.Block())
	}
	for _, instr := range a.Block().Instrs {
		if instr == a || instr == b {
			return instr == a && a != b
		}
	}
	return false
}

// at notes what is done with the field at an address. by is what leads there from the
// function that has the struct, nil in that itself.
func (u *uses) at(v ssa.Value, path string, by ssa.Instruction) {
	for _, ref := range *v.Referrers() {
		here := ref
		if by != nil {
			here = by
		}
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.FieldAddr:
			u.at(ref, within(path, fieldAt(ref.X.Type(), ref.Field)), by)
		case *ssa.Store:
			if ref.Addr == v && ref.Val != v && by == nil {
				u.writes = append(u.writes, use{path: path, at: ref})
			} else if ref.Val == v {
				u.reads = append(u.reads, use{path: path, at: here})
			}
		case *ssa.UnOp:
			if ref.Op == token.MUL {
				u.of(ref, path, by)
			} else {
				u.reads = append(u.reads, use{path: path, at: here})
			}
		case *ssa.MakeInterface:
			u.box(ref, path, by)
		case *ssa.MakeClosure:
			i := slices.Index(ref.Bindings, v)
			if fn := ref.Fn.(*ssa.Function); i < len(fn.FreeVars) && u.depth < maxUses {
				u.depth++
				u.at(fn.FreeVars[i], path, here)
				u.depth--
			} else {
				u.reads = append(u.reads, use{path: path, at: here})
			}
		case *ssa.Call:
			u.handed(ref, v, path, here)
		default:
			u.reads = append(u.reads, use{path: path, at: here})
		}
	}
}

// of notes what is done with the value of a field.
func (u *uses) of(v ssa.Value, path string, by ssa.Instruction) {
	for _, ref := range *v.Referrers() {
		here := ref
		if by != nil {
			here = by
		}
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Field:
			u.of(ref, within(path, fieldAt(ref.X.Type(), ref.Field)), by)
		case *ssa.Call:
			u.handed(ref, v, path, here)
		case *ssa.Store:
			// A copy that lives in a variable of its own, as a parameter whose address
			// is taken does.
			if cell, ok := ref.Addr.(*ssa.Alloc); ok && isStruct(v.Type()) && u.depth < maxUses {
				if stores, _ := storesTo(cell); len(stores) == 1 {
					u.depth++
					u.at(cell, path, here)
					u.depth--
					continue
				}
			}
			u.reads = append(u.reads, use{path: path, at: here})
		default:
			u.reads = append(u.reads, use{path: path, at: here})
		}
	}
}

// handed looks into a function of the package that a call hands the struct, or its
// address, to.
func (u *uses) handed(call *ssa.Call, v ssa.Value, path string, here ssa.Instruction) {
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Blocks == nil || fn.Pkg != call.Parent().Pkg || u.depth >= maxUses || !isStruct(v.Type()) || len(fn.Params) != len(call.Call.Args) {
		u.reads = append(u.reads, use{path: path, at: here})
		return
	}
	u.depth++
	for i, arg := range call.Call.Args {
		if arg != v {
			continue
		}
		if _, isPointer := v.Type().Underlying().(*types.Pointer); isPointer {
			u.at(fn.Params[i], path, here)
		} else {
			u.of(fn.Params[i], path, here)
		}
	}
	u.depth--
}

// box notes what the address is given to as an interface: calls, which look at all of
// it and can decode into it. One that has methods asks the struct's own.
func (u *uses) box(v *ssa.MakeInterface, path string, by ssa.Instruction) {
	for _, ref := range *v.Referrers() {
		here := ref
		if by != nil {
			here = by
		}
		_, boxed := ref.(*ssa.Call)
		boxed = boxed && path == "" && v.Type().Underlying().(*types.Interface).NumMethods() == 0
		u.reads = append(u.reads, use{path, here, boxed})
		if boxed {
			u.boxed = append(u.boxed, here)
		}
	}
}

// fieldAt returns the name of a field of the struct that t is or points to.
func fieldAt(t types.Type, i int) string {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	return t.Underlying().(*types.Struct).Field(i).Name()
}
