package routes

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Routes are often written as tables and registered in a loop, and chains as
// lists of middleware that a loop wraps around a handler. Both are read as
// what they come to, once the list is known.

// isList reports whether values of t can be tables of routes or lists of
// middleware.
func (b *builder) isList(t types.Type) bool {
	var elem types.Type
	switch u := t.Underlying().(type) {
	case *types.Slice:
		elem = u.Elem()
	case *types.Map:
		elem = u.Elem()
	default:
		return false
	}
	if p, ok := elem.Underlying().(*types.Pointer); ok {
		elem = p.Elem()
	}
	if st, ok := elem.Underlying().(*types.Struct); ok {
		for i := range st.NumFields() {
			if b.isHandling(st.Field(i).Type()) {
				return true
			}
		}
		return false
	}
	return b.isHandling(elem) || b.isMiddleware(elem) || isString(elem)
}

// list returns the elements of a local array as a list.
func (b *builder) list(array ssa.Value, depth int) Expr {
	e := Expr{Kind: List, At: b.flow.Position(array.Pos())}
	values, known := elements(array)
	if !known {
		return b.unknown(array, "its elements are set one by one")
	}
	for _, v := range values {
		e.Args = append(e.Args, b.element(v, depth))
	}
	return e.Settle()
}

// element returns what one element of a list stands for: a value, or a struct
// of which the fields are set.
func (b *builder) element(v ssa.Value, depth int) Expr {
	switch v := v.(type) {
	case *ssa.IndexAddr: // the fields are set in place
		return b.row(v, depth)
	case *ssa.Alloc: // a list of pointers
		if _, ok := v.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct); ok && !b.isHandling(v.Type()) {
			return b.row(v, depth)
		}
	case *ssa.UnOp: // a struct that is built beside the list
		if alloc, ok := v.X.(*ssa.Alloc); ok && v.Op == token.MUL {
			if _, ok := v.Type().Underlying().(*types.Struct); ok {
				return b.row(alloc, depth)
			}
		}
	}
	return b.read(v, depth)
}

// row returns the fields of the struct at base by their names.
func (b *builder) row(base ssa.Value, depth int) Expr {
	e := Expr{Kind: Object, At: b.flow.Position(base.Pos())}
	for _, ref := range *base.Referrers() {
		addr, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		_, field := fieldOf(addr)
		for _, ref := range *addr.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == addr && b.readable(st.Val.Type()) {
				e.Env = append(e.Env, Binding{Func: field, Value: b.read(st.Val, depth)})
			}
		}
	}
	return e
}

// pairs returns the entries of a map literal as rows with the fields "key" and
// "value".
func (b *builder) pairs(m *ssa.MakeMap, depth int) Expr {
	e := Expr{Kind: List, At: b.flow.Position(m.Pos())}
	for _, ref := range *m.Referrers() {
		if up, ok := ref.(*ssa.MapUpdate); ok && up.Map == m {
			e.Args = append(e.Args, Expr{Kind: Object, At: b.flow.Position(up.Pos()), Env: []Binding{
				{Func: "key", Value: b.read(up.Key, depth)}, {Func: "value", Value: b.element(up.Value, depth)},
			}})
		}
	}
	return e
}

// current returns what a loop over a list is at, where v is or points to it.
func (b *builder) current(v ssa.Value, depth int) (Expr, bool) {
	switch v := v.(type) {
	case *ssa.IndexAddr:
		if _, fixed := v.Index.(*ssa.Const); !fixed {
			return b.at(v.X, v.Index, depth), true
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return b.current(b.captured(v.X), depth)
		}
	case *ssa.Alloc:
		if st := b.stores[v]; len(st) == 1 {
			return b.current(st[0], depth)
		}
	case *ssa.Extract:
		if next, ok := v.Tuple.(*ssa.Next); ok && !next.IsString && v.Index > 0 {
			over, ok := next.Iter.(*ssa.Range)
			if !ok {
				return Expr{}, false
			}
			name := [...]string{1: "key", 2: "value"}[v.Index]
			return Expr{Kind: Select, Name: name, Args: []Expr{b.at(over.X, over, depth)}}, true
		}
	}
	return Expr{}, false
}

// at returns the row of the list that a loop with the given counter is at.
func (b *builder) at(list, counter ssa.Value, depth int) Expr {
	return Expr{
		Kind: Row, Name: b.rowName(counter), At: b.flow.Position(counter.Pos()),
		Args: []Expr{b.read(list, depth)},
	}
}

func (b *builder) rowName(counter ssa.Value) string {
	return b.flow.ID(counter.Parent()) + "@" + counter.Name()
}

// fold returns a handler that a loop wraps in the middlewares of a list.
func (b *builder) fold(phi *ssa.Phi, depth int) (Expr, bool) {
	var at *ssa.IndexAddr
	var first ssa.Value
	var more []ssa.Value // what the middleware gets beside the handler
	for _, edge := range phi.Edges {
		call, ok := unwrap(edge).(*ssa.Call)
		if !ok {
			if first != nil {
				return Expr{}, false
			}
			first = edge
			continue
		}
		load, ok := call.Call.Value.(*ssa.UnOp)
		if !ok || call.Call.IsInvoke() || len(call.Call.Args) == 0 || unwrap(call.Call.Args[0]) != ssa.Value(phi) {
			if first != nil {
				return Expr{}, false
			}
			first = edge
			continue
		}
		index, ok := load.X.(*ssa.IndexAddr)
		if !ok || at != nil {
			return Expr{}, false
		}
		at, more = index, call.Call.Args[1:]
	}
	if at == nil || first == nil {
		return Expr{}, false
	}
	e := Expr{Kind: Fold, At: b.flow.Position(phi.Pos()), Args: []Expr{b.read(at.X, depth), b.read(first, depth)}}
	for _, arg := range more {
		e.Args = append(e.Args, b.read(arg, depth))
	}
	if backwards(at.Index) {
		e.Name = "last first"
	}
	return e.Settle(), true
}

// backwards reports whether a loop's index counts down.
func backwards(index ssa.Value) bool {
	switch index := index.(type) {
	case *ssa.BinOp:
		return index.Op == token.SUB
	case *ssa.Phi:
		return slices.ContainsFunc(index.Edges, func(e ssa.Value) bool {
			op, ok := e.(*ssa.BinOp)
			return ok && op.Op == token.SUB && op.X == ssa.Value(index)
		})
	}
	return false
}

// readable reports whether an expression can say anything of values of t.
func (b *builder) readable(t types.Type) bool {
	return b.interesting(t) || isString(t) || b.carries(t)
}

// Expand returns the operations that op stands for where a part of it is the
// row of a list: one for each row, in order. known returns what a list is,
// where that is known by now.
func (op Op) Expand(known func(Expr) (Expr, bool)) []Op {
	row, ok := op.row(known)
	if !ok {
		return []Op{op}
	}
	list, _ := known(row.Args[0])
	var ops []Op
	for i, item := range list.Args[:min(len(list.Args), maxRows)] {
		one := op.mapped(func(e Expr) Expr { return e.place(row.Name, i, item, 0) })
		ops = append(ops, one.Expand(known)...)
	}
	return ops
}

// maxRows bounds a table, since two in one operation multiply.
const maxRows = 500

// row returns the first row of a known list in the operation.
func (op *Op) row(known func(Expr) (Expr, bool)) (Expr, bool) {
	parts := append([]Expr{op.Router, op.Path, op.Handler}, op.Args...)
	if op.Around != nil {
		parts = append(parts, *op.Around)
	}
	for _, e := range parts {
		if row, ok := e.rowIn(known); ok {
			return row, true
		}
	}
	return Expr{}, false
}

func (e *Expr) rowIn(known func(Expr) (Expr, bool)) (Expr, bool) {
	if e.Kind == Row {
		if _, ok := known(e.Args[0]); ok {
			return *e, true
		}
	}
	for i := range e.Args {
		if row, ok := e.Args[i].rowIn(known); ok {
			return row, true
		}
	}
	return Expr{}, false
}

// place puts one row in the place of the loop's.
func (e Expr) place(row string, index int, item Expr, depth int) Expr {
	if depth > maxDepth {
		return e
	}
	if e.Kind == Row && e.Name == row {
		return item
	}
	if e.Kind == Router {
		return e.oneOf(row, index)
	}
	if len(e.Args) > 0 {
		args := make([]Expr, len(e.Args))
		for i := range e.Args {
			args[i] = e.Args[i].place(row, index, item, depth+1)
		}
		e.Args = args
	}
	return e.Settle()
}

// Known returns e if it is a list, wherever the expression stands.
func Known(e Expr) (Expr, bool) { return e, e.Kind == List }
