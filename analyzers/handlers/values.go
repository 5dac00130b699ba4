package handlers

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
)

// maxValues bounds what one value can be: past it nothing is known of it.
const maxValues = 12

// valuer reads what values of a package are.
type valuer struct {
	*shaper
	flow      *flow.Package
	models    *models.Index
	response  *types.Interface // net/http.ResponseWriter, nil where the package does not import it
	responses map[types.Type]bool
	carrying  map[types.Type]bool
	seen      map[ssa.Value][]Value // of one question, nil while it is asked
	whole     map[ssa.Value][]Value // answers to questions
	depth     int
	nested    int // map literals around
}

// maxNested bounds how deep literals are read in one another, each of which can
// hold another several times.
const maxNested = 6

// maxSeen bounds how many values one question leads to.
const maxSeen = 400

// values returns what v can be. Within a question no value is looked at twice, so
// that the cost is linear: around a cycle, what it leads back to adds nothing.
func (r *valuer) values(v ssa.Value) []Value {
	if list, ok := r.whole[v]; ok {
		return list
	}
	if r.depth == 0 {
		clear(r.seen)
	}
	if list, ok := r.seen[v]; ok {
		return list
	}
	if r.depth > 4*maxDepth || len(r.seen) > maxSeen {
		return []Value{r.typed(v)}
	}
	r.seen[v] = nil
	r.depth++
	list := r.read(v)
	r.depth--
	if len(list) > maxValues {
		list = []Value{r.typed(v)}
	}
	r.seen[v] = list
	if r.depth == 0 {
		r.whole[v] = list
	}
	return list
}

// typed returns a value of which nothing but its type is known.
func (r *valuer) typed(v ssa.Value) Value {
	shape := r.of(v.Type())
	return Value{Shape: &shape}
}

func (r *valuer) read(v ssa.Value) []Value {
	if r.isClient(v.Type()) {
		return []Value{{Kind: writer}}
	}
	switch v := v.(type) {
	case *ssa.Const:
		return []Value{r.constant(v)}
	case *ssa.Parameter:
		return []Value{r.parameter(v)}
	case *ssa.FreeVar:
		if b := bindingOf(v); b != nil {
			return r.values(b)
		}
	case *ssa.Function:
		return []Value{{Kind: function, Func: r.flow.ID(v)}}
	case *ssa.MakeClosure:
		value := Value{Kind: function, Func: r.flow.ID(v.Fn.(*ssa.Function))}
		if fn := v.Fn.(*ssa.Function); fn.Parent() == nil && len(v.Bindings) == 1 {
			value.Args = r.values(v.Bindings[0]) // a method value and its receiver
			value.Index = 1
		}
		return []Value{value}
	case *ssa.MakeInterface:
		return r.boxed(v)
	case *ssa.ChangeInterface:
		return r.values(v.X)
	case *ssa.ChangeType:
		return r.shaped(r.values(v.X), v)
	case *ssa.Convert:
		return r.shaped(r.values(v.X), v)
	case *ssa.MakeMap:
		shape := r.literal(v)
		return []Value{{Shape: &shape}}
	case *ssa.Phi:
		var list []Value
		for _, e := range v.Edges {
			list = add(list, r.values(e)...)
		}
		return list
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return r.loaded(v)
		}
	case *ssa.Alloc:
		return []Value{r.pointed(v)}
	case *ssa.FieldAddr, *ssa.IndexAddr:
		value := r.typed(v)
		value.Shape.Nullable = false
		return []Value{value}
	case *ssa.Slice:
		return r.sliced(v)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return r.called(call, v.Index, v)
		}
	case *ssa.Call:
		return r.called(v, 0, v)
	case *ssa.TypeAssert:
		if !v.CommaOk {
			return r.shaped(r.values(v.X), v)
		}
	}
	return []Value{r.typed(v)}
}

// add appends those values that are not there yet.
func add(list []Value, more ...Value) []Value {
	for _, m := range more {
		known := false
		for i := range list {
			known = known || same(&list[i], &m)
		}
		if !known {
			list = append(list, m)
		}
	}
	return list
}

func same(a, b *Value) bool {
	return a.Kind == b.Kind && a.Int == b.Int && a.Text == b.Text && a.Func == b.Func && a.Index == b.Index && a.In == b.In && a.Content == b.Content &&
		len(a.Args) == 0 && len(b.Args) == 0 && a.Call == nil && b.Call == nil && sameShape(a.Shape, b.Shape) && a.env == b.env && slices.Equal(a.Unread, b.Unread)
}

// shaped returns values with the shape of v's type, where that says more than
// what is known of them.
func (r *valuer) shaped(list []Value, v ssa.Value) []Value {
	shape := r.of(v.Type())
	out := make([]Value, len(list))
	for i, value := range list {
		out[i] = value
		if value.Shape == nil || !isLiteral(value.Shape) && shape.Kind != Any {
			out[i].Shape = &shape
		}
	}
	return out
}

// isLiteral reports whether a shape is that of a literal, which says more than its
// type.
func isLiteral(s *Shape) bool {
	return s.Kind == Object && s.Type == "" || s.Kind == Array && s.Type == "" && s.Elem != nil && isLiteral(s.Elem)
}

func (r *valuer) constant(v *ssa.Const) Value {
	shape := r.of(v.Type())
	if v.Value == nil {
		if types.IsInterface(v.Type()) || shape.Nullable {
			shape = Shape{Kind: Null}
			return Value{Kind: nothing, Shape: &shape}
		}
		return Value{Shape: &shape}
	}
	switch v.Value.Kind() {
	case constant.Int:
		if n, exact := constant.Int64Val(v.Value); exact {
			return Value{Kind: number, Int: int(n), Shape: &shape}
		}
	case constant.String:
		return Value{Kind: text, Text: constant.StringVal(v.Value), Shape: &shape}
	}
	return Value{Shape: &shape}
}

func (r *valuer) parameter(v *ssa.Parameter) Value {
	fn := v.Parent()
	for i, p := range fn.Params {
		if p != v {
			continue
		}
		shape := r.of(v.Type())
		if shape.Kind == Any {
			shape = Shape{Kind: argument, Type: r.flow.ID(fn), Index: i}
		}
		return Value{Kind: param, Func: r.flow.ID(fn), Index: i, Shape: &shape}
	}
	return r.typed(v)
}

// boxed returns what a value is that becomes one of an interface: its shape is that
// of its type.
func (r *valuer) boxed(v *ssa.MakeInterface) []Value {
	if r.isClient(v.X.Type()) {
		return []Value{{Kind: writer}}
	}
	list := r.shaped(r.values(v.X), v.X)
	for i := range list {
		if list[i].Shape != nil && isAddress(v.X) {
			shape := *list[i].Shape
			shape.Nullable = false
			list[i].Shape = &shape
		}
	}
	return list
}

func isAddress(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Alloc, *ssa.FieldAddr, *ssa.IndexAddr:
		return true
	}
	return false
}

// bindingOf returns what a variable is that a function literal captures, nil where
// that cannot be told.
func bindingOf(v *ssa.FreeVar) ssa.Value {
	fn := v.Parent()
	if fn.Parent() == nil {
		return nil
	}
	index := -1
	for i, f := range fn.FreeVars {
		if f == v {
			index = i
		}
	}
	for _, ref := range *refs(fn) {
		if closure, ok := ref.(*ssa.MakeClosure); ok && index >= 0 && index < len(closure.Bindings) {
			return closure.Bindings[index]
		}
	}
	return nil
}

func (r *valuer) posAt(v interface{ Pos() token.Pos }) Place {
	return placeOf(r.flow.Position(v.Pos()))
}

func placeOf(p flow.Position) Place {
	if p.IsZero() {
		return Place{}
	}
	return Place{Package: p.Package, File: p.File, Line: p.Line, Column: p.Column}
}
