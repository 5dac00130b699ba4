package routes

import (
	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// unseen reports whether fn leaves the request to code that is not followed: to
// a function value or an interface's method that is given something which holds
// both the request and the way to answer it, as a context of the house.
func (b *builder) unseen(fn *ssa.Function) bool {
	for _, instr := range instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		c := call.Common()
		if _, builtin := c.Value.(*ssa.Builtin); builtin || c.StaticCallee() != nil {
			continue
		}
		for _, a := range c.Args {
			if holdsRequest(a) {
				return true
			}
		}
	}
	return false
}

// holdsRequest reports whether v was made here of a request and a response
// writer.
func holdsRequest(v ssa.Value) bool {
	v = unwrap(v)
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	var parts []ssa.Value
	switch v := v.(type) {
	case *ssa.Call:
		parts = v.Call.Args
	case *ssa.Alloc:
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.FieldAddr:
				for _, ref := range *ref.Referrers() {
					if st, ok := ref.(*ssa.Store); ok {
						parts = append(parts, st.Val)
					}
				}
			case *ssa.Store:
				if ref.Addr == v && holdsRequest(ref.Val) {
					return true
				}
			}
		}
	}
	request, writer := false, false
	for _, p := range parts {
		switch models.TypeSymbol(p.Type()) {
		case httpRequest:
			request = true
		case httpResponse:
			writer = true
		}
	}
	return request && writer
}
