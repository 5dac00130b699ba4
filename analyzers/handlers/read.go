package handlers

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// reading returns what a value is, and what of a request it was read from.
func (r *valuer) reading(v ssa.Value) []Value {
	list := r.values(v)
	if !readable(v.Type()) {
		return list
	}
	for _, o := range r.flow.Origins(v) {
		if o.Kind == flow.Source && o.Source == model.Body {
			return add(list, Value{Kind: body})
		}
		if in := partIn(o); in != "" && isParts(v.Type()) {
			list = add(list, Value{Kind: part, In: in})
		}
		if o.Kind == flow.Param && o.Flags&flow.Deep == 0 && !isParts(v.Type()) {
			list = add(list, Value{Kind: param, Func: o.Func, Index: o.Index})
		}
	}
	return list
}

// readable reports whether values of t can be a body, or what was read of one.
func readable(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return isByte(u.Elem())
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Interface:
		return hasRead(t)
	case *types.Pointer:
		return true
	}
	return isParts(t)
}

func hasRead(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Read")
	return obj != nil
}

// isParts reports whether values of t hold parameters by their names.
func isParts(t types.Type) bool {
	m, ok := t.Underlying().(*types.Map)
	if !ok {
		return false
	}
	b, ok := m.Key().Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// partIn returns the part of a request that an origin is.
func partIn(o flow.Origin) In {
	if o.Kind != flow.Source {
		return ""
	}
	return inOf(o.Source)
}

func inOf(kind model.SourceKind) In {
	switch kind {
	case model.Query, model.URL:
		return InQuery
	case model.Form:
		return InForm
	case model.Path:
		return InPath
	case model.Header:
		return InHeader
	case model.Cookie:
		return InCookie
	}
	return ""
}
