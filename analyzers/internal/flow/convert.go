package flow

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// interfaceSymbol returns what identifies an interface type over packages: its
// name, or, where it has none, what it asks for.
func interfaceSymbol(t types.Type) string {
	if name := models.TypeSymbol(t); name != "" {
		return name
	}
	if i, ok := types.Unalias(t).(*types.Interface); ok && i.NumMethods() > 0 {
		return i.String()
	}
	return ""
}

// convert records a conversion of a concrete first-party type to an interface.
func (f *family) convert(v *ssa.MakeInterface) {
	iface, ok := v.Type().Underlying().(*types.Interface)
	name := interfaceSymbol(v.Type())
	concrete := models.TypeName(v.X.Type())
	if !ok || name == "" || iface.NumMethods() == 0 || concrete == nil || concrete.Pkg() == nil {
		return
	}
	if !f.state.firstParty(concrete.Pkg().Path()) {
		if f.opensCall(v.Type()) {
			f.convertLibrary(v, iface, name)
		}
		return
	}
	if slices.ContainsFunc(f.converts, func(c Convert) bool { return c.Iface == name && c.Type == v.X.Type().String() }) {
		return
	}
	c := Convert{Iface: name, Type: v.X.Type().String(), At: f.conversionAt(v)}
	for i := range iface.NumMethods() {
		m := iface.Method(i)
		obj, _, _ := types.LookupFieldOrMethod(v.X.Type(), true, m.Pkg(), m.Name())
		if fn, ok := obj.(*types.Func); ok {
			c.Methods = append(c.Methods, Method{Name: m.Name(), Func: fn.Origin().FullName()})
			if fn.Pkg() != f.state.pass.Pkg {
				if sum := f.state.summaryOf(fn); sum != nil {
					f.state.foreign[sum.Func] = sum
				}
			}
		}
	}
	f.converts = append(f.converts, c)
}

// convertLibrary records a conversion of a library's type whose methods are
// sinks to an interface of the project.
func (f *family) convertLibrary(v *ssa.MakeInterface, iface *types.Interface, name string) {
	typ := v.X.Type().String()
	if slices.ContainsFunc(f.converts, func(c Convert) bool { return c.Iface == name && c.Type == typ }) {
		return
	}
	c := Convert{Iface: name, Type: typ, At: f.conversionAt(v)}
	for i := range iface.NumMethods() {
		m := iface.Method(i)
		obj, _, _ := types.LookupFieldOrMethod(v.X.Type(), true, m.Pkg(), m.Name())
		fn, ok := obj.(*types.Func)
		if !ok {
			continue
		}
		_, symbol := models.Symbol(fn)
		for _, sink := range f.state.models.Sinks(symbol) {
			if sink.Arg < 0 || sink.When != nil || sink.After != nil || sink.Writes || sink.Kind == model.BodyRead {
				continue
			}
			args := []int{sink.Arg}
			for j := sink.Arg + 1; sink.Rest && j < fn.Signature().Params().Len(); j++ {
				args = append(args, j)
			}
			c.Sinks = append(c.Sinks, Behind{Method: m.Name(), Sink: Sink{Kind: sink.Kind, Call: symbol, Text: sink.Text}, Args: args})
		}
	}
	if len(c.Sinks) > 0 {
		f.converts = append(f.converts, c)
	}
}

// handOn records that what implements one first-party interface is handed on as
// another.
func (f *family) handOn(v *ssa.ChangeInterface) {
	from, to := models.TypeSymbol(v.X.Type()), models.TypeSymbol(v.Type())
	if from == "" || to == "" || !f.opensCall(v.Type()) ||
		slices.ContainsFunc(f.converts, func(c Convert) bool { return c.Iface == to && c.From == from }) {
		return
	}
	f.converts = append(f.converts, Convert{Iface: to, From: from, At: f.state.position(v.Pos())})
}

// conversionAt returns where a conversion stands. An implicit one has no
// position: what is converted, or the function, stands for it.
func (f *family) conversionAt(v *ssa.MakeInterface) Position {
	if v.Pos().IsValid() {
		return f.state.position(v.Pos())
	}
	if call, ok := v.X.(*ssa.Call); ok {
		return f.state.at(call)
	}
	for _, pos := range []token.Pos{v.X.Pos(), v.Parent().Pos()} {
		if pos.IsValid() {
			return f.state.position(pos)
		}
	}
	return f.state.position(token.NoPos)
}
