package flow

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A variable that a function literal captures is kept in memory, and what is
// stored in it on one branch and checked on another meets where it is read. Of
// each store it is told what holds on the ways from there: a check speaks of what
// was stored before it alone, and a value that was stored since is another one.

// definitions returns what a read of a variable yields that holds a text, or anything,
// and that several stores fill, each judged by itself, false where stores and reads
// are not all seen.
func (f *family) definitions(load *ssa.UnOp) (set, bool) {
	alloc, stores := f.variable(load.X)
	if alloc == nil || len(stores) < 2 {
		return nil, false
	}
	points := f.readings(load, alloc, stores)
	if len(points) == 0 {
		return nil, false
	}
	var s set
	c := f.proofOf(load, alloc.Parent())
	if c == nil {
		all := &cell{}
		for _, st := range stores {
			all.stores = append(all.stores, st)
		}
		for _, st := range stores {
			if slices.ContainsFunc(points, func(at ssa.Instruction) bool { return all.isMissed(st, at) }) {
				s.union(f.use(st.Val, st), &f.spent)
			}
		}
		return s, true
	}
	for _, st := range stores {
		known := everything
		for _, at := range points {
			known &= c.since(st, at)
		}
		if known = normal(known); known&Fixed == 0 {
			s.union(f.use(st.Val, st).with(known&shown), &f.spent)
		}
	}
	return s, true
}

// variable returns the variable that the address v is of, if it holds a text or
// anything, and the stores to it, nil where anything but its function's stores can write to it.
func (f *family) variable(v ssa.Value) (*ssa.Alloc, []*ssa.Store) {
	if free, ok := v.(*ssa.FreeVar); ok {
		v = f.bindings[free]
	}
	alloc, ok := v.(*ssa.Alloc)
	if !ok || f.single[alloc] != nil {
		return nil, nil
	}
	if t := alloc.Type().(*types.Pointer).Elem(); !isText(t) && (!types.IsInterface(t) || isError(t)) {
		return nil, nil
	}
	var stores []*ssa.Store
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != ssa.Value(alloc) {
				return nil, nil
			}
			stores = append(stores, ref)
		case *ssa.MakeClosure:
			if !f.onlyReads(ref, alloc) {
				return nil, nil
			}
		case *ssa.UnOp, *ssa.DebugRef:
		default:
			return nil, nil
		}
	}
	return alloc, stores
}

// onlyReads reports whether a function literal does nothing with a variable that
// it captures but read it.
func (f *family) onlyReads(closure *ssa.MakeClosure, variable *ssa.Alloc) bool {
	fn, ok := closure.Fn.(*ssa.Function)
	if !ok {
		return false
	}
	for i, b := range closure.Bindings {
		if b != ssa.Value(variable) {
			continue
		}
		if slices.ContainsFunc(*fn.FreeVars[i].Referrers(), func(ref ssa.Instruction) bool {
			load, ok := ref.(*ssa.UnOp)
			return !ok || load.Op != token.MUL
		}) {
			return false
		}
	}
	return true
}

// readings returns where the variable's function stands when a load reads what it
// holds: at the load, or where the literal is made that the load is in. It is
// nothing where a store can still come behind that.
func (f *family) readings(load *ssa.UnOp, variable *ssa.Alloc, stores []*ssa.Store) []ssa.Instruction {
	if load.Parent() == variable.Parent() {
		return []ssa.Instruction{load}
	}
	var made []ssa.Instruction
	for _, ref := range *variable.Referrers() {
		closure, ok := ref.(*ssa.MakeClosure)
		if !ok || closure.Fn != ssa.Value(load.Parent()) {
			continue
		}
		for _, st := range stores {
			if st.Block() != closure.Block() && reaches(closure.Block(), st.Block()) || st.Block() == closure.Block() && !dominates(st, closure) {
				return nil
			}
		}
		made = append(made, closure)
	}
	return made
}

// since returns what the branches between a store and an instruction show of what
// was stored, on every way that no other store is on: everything, if there is none.
func (c *proof) since(from *ssa.Store, at ssa.Instruction) Flags {
	fn := from.Parent()
	in := slices.Repeat([]Flags{everything}, len(fn.Blocks))
	through := func(b *ssa.BasicBlock, known Flags, until ssa.Instruction) Flags {
		for _, st := range c.stores[b] {
			if until != nil && !dominates(st.at, until) {
				break
			}
			if known = everything; st.at == ssa.Instruction(from) {
				known = 0
			}
		}
		return known
	}
	for changed := true; changed; {
		changed = false
		for _, b := range fn.Blocks {
			out := through(b, in[b.Index], nil)
			for _, to := range b.Succs {
				if known := in[to.Index] & (out | c.edges[[2]*ssa.BasicBlock{b, to}]); known != in[to.Index] {
					in[to.Index], changed = known, true
				}
			}
		}
	}
	return through(at.Block(), in[at.Block().Index], at)
}
