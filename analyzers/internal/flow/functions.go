package flow

import (
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// A function that is kept in a field or a variable, by itself or in a table, is called
// as a method of an interface is: which one it can be, the program tells by what it
// stores there.

// calledMethod is the one method of such an interface.
const calledMethod = "call"

// openFunction records the call of a function that is kept in a field or a variable
// of the project. What comes back is what can come of any code that is not seen.
func (f *family) openFunction(instr ssa.CallInstruction) {
	c := instr.Common()
	if !f.takesText(c.Value.Type()) {
		return
	}
	holder := f.keptIn(c.Value)
	if holder == "" {
		return
	}
	at := f.state.at(instr)
	call := Call{Key: fmt.Sprintf("%s@%s/%s", holder, at.Package, at), Iface: functionIn(holder), Method: calledMethod, At: at, In: f.sums[instr.Parent()].Func, Args: make([][]Origin, len(c.Args))}
	for i, a := range c.Args {
		if !f.isHandedToFunctions(a.Type()) {
			continue
		}
		call.Parts = append(call.Parts, f.parts(i, a, instr)...)
		call.Args[i] = f.filter(store, f.use(a, instr))
		f.needed(call.Args[i])
	}
	f.addCall(instr.Parent(), call)
}

// takesText reports whether t is a function that is given what is followed into
// functions.
func (f *family) takesText(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	if !ok {
		return false
	}
	for p := range sig.Params().Variables() {
		if f.isHandedToFunctions(p.Type()) {
			return true
		}
	}
	return false
}

// holdsFunctions reports whether values of type t are, or are tables of, functions
// that are given what is followed into them.
func (f *family) holdsFunctions(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Signature:
		return f.takesText(t)
	case *types.Map:
		return f.takesText(t.Elem())
	case *types.Slice:
		return f.takesText(t.Elem())
	}
	return false
}

// isHandedToFunctions reports whether values of type t are followed into functions
// that are kept: texts and what holds some. What is in a request that came in, who
// reads it sees.
func (f *family) isHandedToFunctions(t types.Type) bool {
	if carriesText(t) || f.isListOfStructs(t) || f.isOwnStruct(t) {
		return !f.state.isRequest(t)
	}
	_, ok := t.Underlying().(*types.Struct)
	return ok && f.tracked(t)
}

// functionIn names what a field or a variable holds, as an interface is named.
func functionIn(holder string) string { return "func in " + holder }

// keptIn returns the symbol of the field or variable that the function v was read
// from, or of the one that holds the table it was found in; "" if it was not.
func (f *family) keptIn(v ssa.Value) string {
	for range maxPath {
		switch x := v.(type) {
		case *ssa.Extract:
			if x.Index > 0 {
				if next, ok := x.Tuple.(*ssa.Next); ok && x.Index == 2 {
					v = next.Iter.(*ssa.Range).X
					continue
				}
				return ""
			}
			v = x.Tuple
		case *ssa.Lookup:
			v = x.X
		case *ssa.UnOp:
			if place, ok := x.X.(*ssa.IndexAddr); ok {
				v = place.X
				continue
			}
			return f.holderOf(x.X)
		case *ssa.Field:
			owner, field := fieldOf(x.X.Type(), x.Field)
			if symbol := models.TypeSymbol(owner); symbol != "" && f.tracked(owner) {
				return symbol + "." + field.Name()
			}
			return ""
		default:
			return ""
		}
	}
	return ""
}

// resultOf names the i-th result of a function as what a function is had from.
func resultOf(fn string, i int) string { return fmt.Sprintf("%s#%d", fn, i) }

// returnedBy returns the result of the project's function that the function v is, ""
// if it is none.
func (f *family) returnedBy(v ssa.Value) string {
	v, i := f.functionOf(v), 0
	if part, ok := v.(*ssa.Extract); ok {
		v, i = part.Tuple, part.Index
	}
	call, ok := v.(*ssa.Call)
	if !ok || call.Call.IsInvoke() {
		return ""
	}
	callee := call.Call.StaticCallee()
	if callee == nil || callee.Pkg == nil || !f.state.firstParty(callee.Pkg.Pkg.Path()) {
		return ""
	}
	return resultOf(f.state.id(callee), i)
}

// keepsFunctions records which functions are put into a field or a variable, are
// passed as a parameter, or returned.
func (f *family) keepsFunctions(holder string, v ssa.Value, at Position) {
	if f.evaluated {
		return // which ones, no round changes
	}
	for _, fn := range f.functionsIn(v) {
		c := Convert{Iface: functionIn(holder), At: at}
		callee, shift := boundFunction(fn)
		switch p, given := f.functionOf(fn).(*ssa.Parameter); {
		case given && f.sums[p.Parent()] != nil:
			c.From = functionIn(parameterOf(f.sums[p.Parent()].Func, slices.Index(p.Parent().Params, p)))
		case f.returnedBy(fn) != "":
			c.From = functionIn(f.returnedBy(fn))
		case callee == nil || callee.Pkg == nil || !f.state.firstParty(callee.Pkg.Pkg.Path()):
			continue
		default:
			c.Type = f.state.id(callee)
			c.Methods = []Method{{Name: calledMethod, Func: c.Type, Plain: shift == 0}}
		}
		if !slices.ContainsFunc(f.converts, func(have Convert) bool { return have.Iface == c.Iface && have.Type == c.Type && have.From == c.From }) {
			f.converts = append(f.converts, c)
		}
	}
}

// handsOver records the functions and the clients that a call passes.
func (f *family) handsOver(instr ssa.CallInstruction, callee *types.Func, args []ssa.Value) {
	for i, arg := range args {
		switch t := arg.Type(); {
		case opensConnections(t):
			f.keepsClient(instr.Parent(), parameterOf(callee.Origin().FullName(), i), arg)
		case f.takesText(t):
			f.keepsFunctions(parameterOf(callee.Origin().FullName(), i), arg, f.state.at(instr))
		}
	}
}

// functionsIn returns the functions that v is or, a table, is filled with where it is
// made.
func (f *family) functionsIn(v ssa.Value) []ssa.Value {
	var list []ssa.Value
	switch v.Type().Underlying().(type) {
	case *types.Signature:
		return []ssa.Value{v}
	case *types.Map:
		made, ok := v.(*ssa.MakeMap)
		if !ok {
			return nil
		}
		for _, ref := range *made.Referrers() {
			if set, ok := ref.(*ssa.MapUpdate); ok && set.Map == v {
				list = append(list, set.Value)
			}
		}
	case *types.Slice:
		return elements(v)
	}
	return list
}
