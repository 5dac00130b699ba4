package routes

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// skip weakens a guard of a library by its configuration: by what says for which
// requests it is off, and by what takes over where it would reject. A
// configuration that is made elsewhere may hold either.
func (b *builder) skip(e *Expr, args []ssa.Value, mw model.Middleware) {
	if len(mw.Skips) == 0 || mw.Role != model.Auth {
		return
	}
	library := strings.TrimSuffix(e.Name, mw.Symbol)
	for _, symbol := range mw.Skips {
		e.Library.Some = e.Library.Some || !strings.Contains(symbol, ".") && b.optional(library+symbol, args)
	}
	for _, arg := range configurations(args) {
		symbol := models.TypeSymbol(arg.Type())
		if !slices.ContainsFunc(mw.Skips, func(field string) bool { return strings.HasPrefix(library+field, symbol+".") }) {
			continue
		}
		fields, known := b.configured(arg, 0)
		if !known {
			e.Library.Role = model.Unknown
			return
		}
		for _, field := range mw.Skips {
			_, name, _ := strings.Cut(field, ".")
			for _, v := range fields[name] {
				if !b.letsBy(v) {
					continue
				}
				if by := b.expr(v); mw.Trusts == nil && e.Library.Skips == nil && by.Kind == Func && b.answers(v.Type().Underlying().(*types.Signature)) {
					if fn := literal(v); fn != nil && fn.Pkg == b.flow.SSA {
						by.Info = &Handler{Func: by.Name, At: by.At, Inner: true, Says: b.saysOfStrangers(fn)}
					}
					e.Library.Skips = &by
				} else {
					e.Library.Some = true
				}
			}
		}
	}
}

// configurations returns the arguments of a call, the elements of a list that
// is made for it in its place.
func configurations(args []ssa.Value) []ssa.Value {
	var list []ssa.Value
	for _, arg := range args {
		if slice, ok := arg.(*ssa.Slice); ok {
			if array, ok := slice.X.(*ssa.Alloc); ok {
				of, _ := elements(array)
				list = append(list, of...)
				continue
			}
		}
		list = append(list, arg)
	}
	return list
}

// configured returns what is stored in the fields of a struct that is made where
// it is used, by their names. That of a library holds nothing of the program.
func (b *builder) configured(v ssa.Value, depth int) (fields map[string][]ssa.Value, known bool) {
	fields = map[string][]ssa.Value{}
	if depth > maxDepth {
		return nil, false
	}
	switch v := v.(type) {
	case *ssa.Const:
		return fields, true
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return b.configured(b.captured(v.X), depth+1)
		}
	case *ssa.Global:
		return fields, v.Pkg != nil && v.Pkg != b.flow.SSA && b.models.Modelled(v.Pkg.Pkg.Path())
	case *ssa.Alloc, *ssa.IndexAddr:
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.FieldAddr:
				_, name := fieldOf(ref)
				for _, ref := range *ref.Referrers() {
					if st, ok := ref.(*ssa.Store); ok {
						fields[name] = append(fields[name], st.Val)
					}
				}
			case *ssa.Store:
				if ref.Addr != v {
					continue
				}
				base, known := b.configured(ref.Val, depth+1)
				if !known {
					return nil, false
				}
				for name, values := range base {
					fields[name] = append(fields[name], values...)
				}
			}
		}
		return fields, true
	}
	return nil, false
}

// letsBy reports whether a function of a guard's configuration can let a request
// by: it does not always say no, or it hands the request on.
func (b *builder) letsBy(v ssa.Value) bool {
	fn := literal(v)
	if c, ok := unwrap(v).(*ssa.Const); ok {
		return !c.IsNil() && !(c.Value.Kind() == constant.Bool && !constant.BoolVal(c.Value))
	}
	if fn == nil || fn.Blocks == nil {
		return fn == nil || !b.declines(fn)
	}
	results := fn.Signature.Results()
	if results.Len() == 1 && types.Identical(results.At(0).Type().Underlying(), types.Typ[types.Bool]) {
		return !never(fn)
	}
	info := b.summary(fn).Info
	return info != nil && (len(info.Next) > 0 || info.Flat != nil && !info.Flat.Ends)
}

// literal returns the function that a value is, nil where it is computed.
func literal(v ssa.Value) *ssa.Function {
	v = unwrap(v)
	if mc, ok := v.(*ssa.MakeClosure); ok {
		v = mc.Fn
	}
	fn, _ := v.(*ssa.Function)
	return fn
}

// declines reports whether a function of a library says no to every request.
func (b *builder) declines(fn *ssa.Function) bool {
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return false
	}
	_, symbol := models.Symbol(obj)
	return b.models.Declines(symbol)
}

// never reports whether a function returns a constant false on every way.
func never(fn *ssa.Function) bool {
	for _, block := range fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		c, ok := ret.Results[0].(*ssa.Const)
		if !ok || c.Value == nil || constant.BoolVal(c.Value) {
			return false
		}
	}
	return true
}
