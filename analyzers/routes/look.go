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

// taken returns where a guard of a library looks for a credential.
func taken(mw model.Middleware) (list []Credential) {
	for _, t := range mw.Takes {
		list = append(list, Credential{t.In, t.Name})
	}
	return list
}

// look says where a guard of a library looks, by its configuration: where that tells it
// another place, there; where functions of the program look, or it is made elsewhere,
// nobody knows.
func (b *builder) look(e *Expr, args []ssa.Value, mw model.Middleware) {
	if mw.Lookup == "" {
		return
	}
	library := strings.TrimSuffix(e.Name, mw.Symbol)
	owner, field, _ := strings.Cut(mw.Lookup, ".")
	for _, arg := range configurations(args) {
		if models.TypeSymbol(arg.Type()) != library+owner {
			continue
		}
		fields, known := b.configured(b.madeFrom(arg), 0)
		if !known || slices.ContainsFunc(mw.Elsewhere, func(name string) bool { return len(fields[strings.TrimPrefix(name, owner+".")]) > 0 }) {
			e.Takes = nil
			return
		}
		if told := fields[field]; len(told) > 0 {
			e.Takes = places(told)
		}
	}
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

// places reads where libraries are told to look: "header:Authorization:Bearer ,
// cookie:token". It is nil where that is not known for certain.
func places(told []ssa.Value) (list []Credential) {
	if len(told) != 1 {
		return nil
	}
	c, ok := told[0].(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return nil
	}
	text := constant.StringVal(c.Value)
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
