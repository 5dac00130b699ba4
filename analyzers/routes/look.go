package routes

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// wrap returns a middleware of a library as an expression.
func wrap(symbol string, mw model.Middleware) Expr {
	of := &Library{Role: mw.Role, Sets: mw.Sets, Knows: mw.Knows, House: mw.House}
	for _, t := range mw.Takes {
		of.Takes = append(of.Takes, Credential{t.In, t.Name})
	}
	return Expr{Kind: Wrap, Name: symbol, Library: of}
}

// look says where a guard of a library looks, by its configuration: where that tells it
// another place, there; where nobody can tell what the program's functions look at, or
// it is made elsewhere, nobody knows.
func (b *builder) look(e *Expr, args []ssa.Value, mw model.Middleware) {
	library := strings.TrimSuffix(e.Name, mw.Symbol)
	owner, field, isField := strings.Cut(mw.Lookup, ".")
	switch {
	case mw.Looking > 0:
		e.Library.Takes = b.eachExtracts(configurations(args[min(mw.Looking-1, len(args)):]))
	case mw.Lookup != "" && !isField:
		options, known := b.optionsFor(args)
		for _, option := range options {
			call, ok := option.(*ssa.Call)
			if !ok {
				known = false
				continue
			}
			switch fn := call.Call.StaticCallee(); {
			case fn == nil || fn.Pkg == nil || fn.Pkg.Pkg.Path()+"." != library:
				known = false
			case fn.Name() == mw.Lookup:
				e.Library.Takes = b.extracts(call.Call.Args[0])
			}
		}
		if !known {
			e.Library.Takes = nil
		}
	case isField:
		for _, arg := range configurations(args) {
			if models.TypeSymbol(arg.Type()) != library+owner {
				continue
			}
			fields, known := b.configured(b.madeFrom(arg), 0)
			if !known || slices.ContainsFunc(mw.Elsewhere, func(name string) bool { return len(fields[strings.TrimPrefix(name, owner+".")]) > 0 }) {
				e.Library.Takes = nil
				return
			}
			if told := fields[field]; len(told) > 0 {
				e.Library.Takes = b.toldPlaces(told)
			}
		}
	}
}

// optionsFor returns the options that a guard is made with: those that its
// receiver was made with, or the call's own.
func (b *builder) optionsFor(args []ssa.Value) (options []ssa.Value, known bool) {
	if len(args) == 1 {
		if c, ok := args[0].(*ssa.Const); ok && c.IsNil() {
			return nil, true
		}
		if slice, ok := args[0].(*ssa.Slice); ok {
			if array, ok := slice.X.(*ssa.Alloc); ok {
				return elements(array)
			}
			return nil, false
		}
	}
	return b.optionsOf(args)
}

// madeFrom returns the configuration that a library made a guard of, where it gives
// back what it got: GinJWTMiddleware, err := jwt.New(&jwt.GinJWTMiddleware{…}).
func (b *builder) madeFrom(v ssa.Value) ssa.Value {
	of := v
	if extract, ok := of.(*ssa.Extract); ok && extract.Index == 0 {
		of = extract.Tuple
	}
	call, ok := of.(*ssa.Call)
	if !ok {
		return v
	}
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Pkg == nil || !b.models.Modelled(fn.Pkg.Pkg.Path()) || len(call.Call.Args) != 1 || !types.Identical(call.Call.Args[0].Type(), v.Type()) {
		return v
	}
	return call.Call.Args[0]
}

// toldPlaces reads where libraries are told to look, by a text or by a function. It is nil
// where that is not known for certain.
func (b *builder) toldPlaces(values []ssa.Value) []Credential {
	if len(values) != 1 {
		return nil
	}
	if text, ok := textOf(values[0]); ok {
		return places(text)
	}
	return b.extracts(values[0])
}

// places reads a text that says where to look: "header:Authorization:Bearer ,
// cookie:token".
func places(text string) (list []Credential) {
	if text == "" {
		return []Credential{{model.Header, "Authorization"}} // the default
	}
	for part := range strings.SplitSeq(text, ",") {
		words := strings.Split(strings.TrimSpace(part), ":")
		if len(words) < 2 {
			return nil
		}
		in, ok := map[string]model.SourceKind{"header": model.Header, "query": model.Query, "cookie": model.Cookie, "form": model.Form}[words[0]]
		if !ok {
			return nil
		}
		list = append(list, Credential{in, strings.TrimSpace(words[1])})
	}
	return list
}

// eachExtracts returns what some functions take, each in its turn: nil where that
// is not known of all of them.
func (b *builder) eachExtracts(values []ssa.Value) (list []Credential) {
	for _, v := range values {
		takes := b.extracts(v)
		if takes == nil {
			return nil
		}
		list = append(list, takes...)
	}
	return list
}

// extracts returns what a function takes out of a request, by what is known of its
// library or by where its result comes from; nil where that is not known for certain.
func (b *builder) extracts(v ssa.Value) []Credential {
	v = unwrap(v)
	if load, ok := v.(*ssa.UnOp); ok {
		if alloc, ok := b.captured(load.X).(*ssa.Alloc); ok && len(b.stores[alloc]) == 1 {
			v = unwrap(b.stores[alloc][0].Val)
		}
	}
	switch v := v.(type) {
	case *ssa.Function:
		if e, ok := b.extractor(v); ok {
			return []Credential{{e.In, e.Name}}
		}
		return b.yieldsOf(v)
	case *ssa.MakeClosure:
		return b.yieldsOf(v.Fn.(*ssa.Function))
	case *ssa.Call:
		e, ok := b.extractor(v.Call.StaticCallee())
		switch {
		case !ok:
		case e.All:
			return b.eachExtracts(configurations(v.Call.Args))
		case e.Arg == 0:
			return []Credential{{e.In, e.Name}}
		default:
			if name, ok := textOf(v.Call.Args[e.Arg-1]); ok {
				return []Credential{{e.In, name}}
			}
		}
	}
	return nil
}

// extractor returns what is known of a library's function.
func (b *builder) extractor(fn *ssa.Function) (model.Extractor, bool) {
	if fn == nil {
		return model.Extractor{}, false
	}
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return model.Extractor{}, false
	}
	_, symbol := models.Symbol(obj)
	return b.models.Extractor(symbol)
}

// yieldsOf returns the parts of a request that the first result of a function of the
// program is one of.
func (b *builder) yieldsOf(fn *ssa.Function) []Credential {
	sum := b.flow.Summary(fn)
	if sum == nil || len(sum.Results) == 0 {
		return nil
	}
	for i := range sum.Results[0] {
		if o := &sum.Results[0][i]; !isCredential(o) {
			return nil
		}
	}
	return readsOf(sum.Results[0])
}

func textOf(v ssa.Value) (string, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(c.Value), true
}
