package handlers

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// raising reports whether one of the packages makes errors that are answers.
func (w *walker) raising(imports []*types.Package) bool {
	return slices.ContainsFunc(imports, func(imp *types.Package) bool { return w.models.Raises(imp.Path()) })
}

// responseWriter returns the interface of net/http, nil where no import leads to it.
func responseWriter(imports []*types.Package, seen map[*types.Package]bool) *types.Interface {
	for _, imp := range imports {
		if imp.Path() == "net/http" {
			if obj := imp.Scope().Lookup("ResponseWriter"); obj != nil {
				iface, _ := obj.Type().Underlying().(*types.Interface)
				return iface
			}
		}
	}
	for _, imp := range imports {
		if !seen[imp] {
			seen[imp] = true
			if iface := responseWriter(imp.Imports(), seen); iface != nil {
				return iface
			}
		}
	}
	return nil
}

// isClient reports whether values of t write to a client.
func (r *valuer) isClient(t types.Type) bool {
	is, ok := r.responses[t]
	if !ok {
		is = r.models.Response(models.TypeSymbol(t)) || r.response != nil && types.Implements(t, r.response) && models.TypeSymbol(t) != "net/http/httptest.ResponseRecorder"
		r.responses[t] = is
	}
	return is
}

// carries reports whether values of t lead to a request or its answer: one of
// these, or a struct that holds one.
func (r *valuer) carries(t types.Type, depth int) bool {
	if depth > 0 {
		return r.carry(t, depth)
	}
	is, ok := r.carrying[t]
	if !ok {
		is = r.carry(t, 0)
		r.carrying[t] = is
	}
	return is
}

func (r *valuer) carry(t types.Type, depth int) bool {
	if r.isClient(t) || r.flow.IsRequest(t) || models.TypeSymbol(t) == "net/http.Request" {
		return true
	}
	if symbol := models.TypeSymbol(t); symbol == "net/url.Values" || symbol == "net/http.Header" {
		return true
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || depth > 1 {
		return false
	}
	for f := range st.Fields() {
		if r.carries(f.Type(), depth+1) {
			return true
		}
	}
	return false
}

// isContext reports whether t is a framework's request, which answers as well.
func (w *walker) isContext(t types.Type) bool {
	return w.flow.IsRequest(t) && models.TypeSymbol(t) != "net/http.Request"
}

func isBoxedClient(v ssa.Value, r *valuer) bool {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return r.isClient(v.X.Type())
	case *ssa.ChangeInterface:
		return r.isClient(v.X.Type())
	}
	return false
}
