package handlers

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// unread returns the fields of a local struct that nobody looks at, where all that is
// done with the struct is seen: it is given to one call, which decodes into it, and its
// fields are read one by one.
func unread(v *ssa.Alloc) (names []string) {
	s, ok := v.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	if !ok || s.NumFields() == 0 {
		return nil
	}
	u := &uses{read: make([]bool, s.NumFields())}
	if !u.follow(v) || u.calls != 1 || !slices.Contains(u.read, true) {
		return nil // or what decodes it does the rest as well
	}
	for i := range s.NumFields() {
		if !u.read[i] {
			names = append(names, s.Field(i).Name())
		}
	}
	return names
}

// uses is what is done with a struct.
type uses struct {
	read  []bool // by field
	calls int    // that it is given to, as what can be anything
	depth int    // of function literals
}

// follow looks at what is done with the struct at an address, and reports whether that
// is known.
func (u *uses) follow(v ssa.Value) bool {
	const maxDepth = 5
	if u.depth > maxDepth {
		return false
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.FieldAddr:
			u.read[ref.Field] = u.read[ref.Field] || isRead(ref)
		case *ssa.Store:
			if ref.Val == v {
				return false
			}
		case *ssa.UnOp:
			if !u.copied(ref) {
				return false
			}
		case *ssa.MakeInterface:
			if !u.boxed(ref) {
				return false
			}
		case *ssa.MakeClosure:
			fn := ref.Fn.(*ssa.Function)
			u.depth++
			if i := slices.Index(ref.Bindings, v); i < 0 || !u.follow(fn.FreeVars[i]) {
				return false
			}
			u.depth--
		default:
			return false
		}
	}
	return true
}

// boxed follows the address as an interface, which only calls may be given. One that has
// methods asks the struct's own.
func (u *uses) boxed(v *ssa.MakeInterface) bool {
	if v.Type().Underlying().(*types.Interface).NumMethods() > 0 {
		return false
	}
	for _, use := range *v.Referrers() {
		if _, ok := use.(*ssa.Call); !ok {
			return false
		}
		u.calls++
	}
	return true
}

// copied follows a copy, of which only fields may be taken.
func (u *uses) copied(v *ssa.UnOp) bool {
	if v.Op != token.MUL {
		return false
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Field:
			u.read[ref.Field] = true
		default:
			return false
		}
	}
	return true
}

// isRead reports whether anything but writing is done with a field.
func isRead(field *ssa.FieldAddr) bool {
	for _, ref := range *field.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if ref.Val == field {
				return true
			}
		default:
			return true
		}
	}
	return false
}
