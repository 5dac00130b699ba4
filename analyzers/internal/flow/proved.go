package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// ProvedBy returns the part of the request that says who is calling, where what the
// origin is was asked of a library that is told where to look.
func (w *What) ProvedBy() (in model.SourceKind, name string, ok bool) {
	if w.Kind != Source || w.Source != model.Identity {
		return "", "", false
	}
	kind, name, ok := strings.Cut(w.Name, " ")
	return model.SourceKind(kind), name, ok
}

// proved returns who is calling, once for each part of the request that a library is
// told to look at: as it is where that is not known for certain.
func (f *family) proved(who Origin, look ssa.Value) set {
	places, ok := f.lookedAt(look, 0)
	if !ok {
		return set{who}
	}
	var s set
	for _, p := range places {
		s.add(who.named(string(p.In)+" "+p.Name), &f.spent)
	}
	return s
}

// lookedAt returns the parts of a request that an extractor of a library looks at.
func (f *family) lookedAt(v ssa.Value, depth int) (list []model.Taken, ok bool) {
	const maxDepth = 5 // extractors in extractors
	if depth > maxDepth {
		return nil, false
	}
	switch v := v.(type) {
	case *ssa.MakeInterface:
		if method := f.state.extracting(v); method != nil {
			return f.takenBy(method)
		}
		return f.lookedAt(v.X, depth+1)
	case *ssa.ChangeInterface:
		return f.lookedAt(v.X, depth+1)
	case *ssa.UnOp:
		switch at := v.X.(type) {
		case *ssa.Global:
			if at.Pkg == nil {
				return nil, false
			}
			e, known := f.state.models.Extractor(at.Pkg.Pkg.Path() + "." + at.Name())
			return e.Places(), known && e.Name != ""
		case *ssa.Alloc:
			if stored := f.onlyStore(at); stored != nil {
				return f.lookedAt(stored, depth+1)
			}
		}
	}
	e, known := f.state.models.Extractor(models.TypeSymbol(v.Type()))
	switch {
	case !known:
		return nil, false
	case e.Name != "":
		return e.Places(), true
	}
	for _, part := range f.partsOf(v) {
		name, isText := constantText(part)
		switch {
		case e.All:
			inner, ok := f.lookedAt(part, depth+1)
			if !ok {
				return nil, false
			}
			list = append(list, inner...)
		case e.Each && isText:
			list = append(list, model.Taken{In: e.In, Name: name})
		default:
			return nil, false
		}
	}
	return list, len(list) > 0
}

// extracting returns the method by which a type of the program takes credentials out of
// requests, where a value of it is handed to a library that asks for such; nil for a
// library's own type.
func (s *state) extracting(mi *ssa.MakeInterface) *types.Func {
	e, ok := s.models.Extractor(models.TypeSymbol(mi.Type()))
	if !ok || e.Method == "" {
		return nil
	}
	if _, known := s.models.Extractor(models.TypeSymbol(mi.X.Type())); known {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(mi.X.Type(), true, nil, e.Method)
	method, _ := obj.(*types.Func)
	return method
}

// takenBy returns the parts of a request that a method of the program takes a credential
// from, by its summary. It is not known where one has no name that is known, or where it
// returns anything else.
func (f *family) takenBy(method *types.Func) (list []model.Taken, ok bool) {
	sum := f.state.summaryOf(method)
	if sum == nil || len(sum.Results) == 0 {
		return nil, false
	}
	for _, o := range sum.Results[0] {
		if o.Kind != Source || o.Name == "" || o.Name == "?" {
			return nil, false
		}
		switch o.Source {
		case model.Header, model.Query, model.Form, model.Cookie:
		default:
			return nil, false
		}
		if t := (model.Taken{In: o.Source, Name: o.Name}); !slices.Contains(list, t) {
			list = append(list, t)
		}
	}
	return list, len(list) > 0
}

// partsOf returns what a list is made of, or the interfaces that are put into a struct.
func (f *family) partsOf(v ssa.Value) []ssa.Value {
	alloc, ok := v.(*ssa.Alloc)
	if !ok {
		return elements(v)
	}
	if stored := f.onlyStore(alloc); stored != nil {
		return elements(stored)
	}
	var parts []ssa.Value
	for _, ref := range *alloc.Referrers() {
		field, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		for _, ref := range *field.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == field && types.IsInterface(st.Val.Type()) {
				parts = append(parts, st.Val)
			}
		}
	}
	return parts
}
