package routes

import "golang.org/x/tools/go/ssa"

// heldBy returns what a condition compares where it loads a field of a struct that
// is made in the function: the values of the stores that control can come from.
// What another way has stored there, and left the function with, decides nothing.
// It reports false where all stores can come before, or somebody else may store.
func (b *builder) heldBy(cond ssa.Value) (values []ssa.Value, ok bool) {
	op, isOp := cond.(*ssa.BinOp)
	if !isOp {
		return nil, false
	}
	load, isLoad := op.X.(*ssa.UnOp)
	if _, isConst := op.Y.(*ssa.Const); !isLoad || !isConst {
		return nil, false
	}
	stores, known := storesOf(load.X)
	if !known {
		return nil, false
	}
	for _, st := range stores {
		if b.reachable(st.Block(), nil)[load.Block()] {
			values = append(values, st.Val)
		}
	}
	return values, len(values) < len(stores)
}

// storesOf returns all stores to a field of a struct that is made in the function
// and handed to nobody before it returns.
func storesOf(addr ssa.Value) (stores []*ssa.Store, known bool) {
	field, ok := addr.(*ssa.FieldAddr)
	if !ok {
		return nil, false
	}
	made, ok := field.X.(*ssa.Alloc)
	if !ok {
		return nil, false
	}
	for _, ref := range *made.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Return, *ssa.DebugRef:
		case *ssa.FieldAddr:
			if ref.Field != field.Field {
				continue
			}
			for _, use := range *ref.Referrers() {
				switch use := use.(type) {
				case *ssa.UnOp, *ssa.DebugRef:
				case *ssa.Store:
					if use.Addr != ssa.Value(ref) {
						return nil, false
					}
					stores = append(stores, use)
				default:
					return nil, false
				}
			}
		default:
			return nil, false
		}
	}
	return stores, true
}
