package flow

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A call of an interface's method whose receiver the function has put there itself is
// no open one: it is a call of that type's method, with what the receiver holds.

// receiver is a value behind an interface, and the method of it that is called.
type receiver struct {
	value  ssa.Value
	method *types.Func
}

// maxReceivers bounds how many values one call is evaluated for.
const maxReceivers = 4

// findReceivers finds the calls of interfaces' methods whose receivers are known. It is
// asked for before anything is evaluated, and never changes: which functions are
// called decides in which order they are.
func (f *family) findReceivers() {
	f.receivers = map[*ssa.CallCommon][]receiver{}
	if f.tests {
		return // what tests call through interfaces is shown to those who ask for tests: the linker does
	}
	for instr := range f.instructions() {
		if call, ok := instr.(ssa.CallInstruction); ok && call.Common().IsInvoke() {
			if list := f.receiversOf(call.Common()); len(list) > 0 {
				f.receivers[call.Common()] = list
			}
		}
	}
}

func (f *family) receiversOf(c *ssa.CallCommon) []receiver {
	if !f.opensCall(c.Value.Type()) {
		return nil
	}
	made, ok := f.behindInterface(c.Value, 0)
	if !ok || len(made) > maxReceivers {
		return nil
	}
	var list []receiver
	for _, mi := range made {
		obj, path, _ := types.LookupFieldOrMethod(mi.X.Type(), true, c.Method.Pkg(), c.Method.Name())
		method, ok := obj.(*types.Func)
		if !ok || len(path) > 1 || method.Pkg() == nil || !f.state.firstParty(method.Pkg().Path()) || types.IsInterface(mi.X.Type()) {
			return nil
		}
		list = append(list, receiver{mi.X, method})
	}
	return list
}

// behindInterface returns the conversions that the interface v is one of, false if it
// can be anything else.
func (f *family) behindInterface(v ssa.Value, depth int) ([]*ssa.MakeInterface, bool) {
	if depth > maxPath {
		return nil, false
	}
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return []*ssa.MakeInterface{v}, true
	case *ssa.ChangeInterface:
		return f.behindInterface(v.X, depth+1)
	case *ssa.Phi:
		return f.behindAll(v.Edges, depth)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return f.behindAll(f.storedAlone(f.addressOf(v.X), depth), depth)
		}
	case *ssa.Field:
		if load, ok := v.X.(*ssa.UnOp); ok && load.Op == token.MUL {
			owner, field := fieldOf(v.X.Type(), v.Field)
			return f.behindAll(f.storedAlone(f.state.step(f.addressOf(load.X), owner, field), depth), depth)
		}
	}
	return nil, false
}

func (f *family) behindAll(values []ssa.Value, depth int) ([]*ssa.MakeInterface, bool) {
	var all []*ssa.MakeInterface
	for _, v := range values {
		made, ok := f.behindInterface(v, depth+1)
		if !ok {
			return nil, false
		}
		all = append(all, made...)
	}
	return all, len(all) > 0
}

// storedAlone returns the values that a variable, or a field of one, can hold, nil if
// anybody but the family's own stores to that place can have filled it.
func (f *family) storedAlone(a address, depth int) []ssa.Value {
	variable, ok := a.root.(*ssa.Alloc)
	if !ok || depth > maxPath || !isOneElement(a.path) || !f.isPrivate(variable) {
		return nil
	}
	var values []ssa.Value
	for _, fn := range f.fns {
		for _, b := range f.blocks[fn] {
			for _, st := range f.stores[b] {
				to := f.addressOf(st.Addr)
				if to.root != ssa.Value(variable) {
					continue
				}
				if to.path == a.path {
					values = append(values, st.Val)
					continue
				}
				rest, ok := behindPath(a.path, to.path)
				if !ok {
					continue
				}
				// A struct is copied there as a whole.
				load, ok := st.Val.(*ssa.UnOp)
				if !ok || load.Op != token.MUL {
					return nil
				}
				from := f.addressOf(load.X)
				from.path += rest
				copied := f.storedAlone(from, depth+1)
				if copied == nil {
					return nil
				}
				values = append(values, copied...)
			}
		}
	}
	return values
}

// isPrivate reports whether the address of a variable, or of a part of it, is used to
// store and to read alone.
func (f *family) isPrivate(place ssa.Value) bool {
	return !slices.ContainsFunc(*place.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			return !f.isPrivate(ref)
		case *ssa.IndexAddr:
			return !f.isPrivate(ref)
		case *ssa.Store:
			return ref.Val == place
		case *ssa.MakeClosure:
			for i, b := range ref.Bindings {
				if fn, ok := ref.Fn.(*ssa.Function); b == place && (!ok || !f.isPrivate(fn.FreeVars[i])) {
					return true
				}
			}
			return false
		case *ssa.UnOp, *ssa.DebugRef:
			return false
		}
		return true
	})
}

// applyReceivers evaluates a call by the methods that are called, and reports whether
// they are known.
func (f *family) applyReceivers(instr ssa.CallInstruction, value *ssa.Call, args []ssa.Value) bool {
	known := f.receivers[instr.Common()]
	for _, r := range known {
		if sum := f.state.summaryOf(r.method); sum != nil {
			f.apply(instr, value, sum, append([]ssa.Value{r.value}, args...))
		}
	}
	return len(known) > 0
}
