package routes

import (
	"go/token"
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
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
	return b.isHandling(elem) || b.isMiddleware(elem) || isString(elem) || b.holds(elem, 0)
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

// filled returns a list that a loop over another fills, each element by the row
// with its index.
func (b *builder) filled(list *ssa.MakeSlice, depth int) Expr {
	var value Expr
	found := false
	for _, ref := range *list.Referrers() {
		at, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, ref := range *at.Referrers() {
			st, ok := ref.(*ssa.Store)
			if !ok || st.Addr != ssa.Value(at) {
				continue
			}
			if found {
				return b.unknown(list, "its elements are set one by one")
			}
			value, found = b.read(st.Val, depth), true
		}
	}
	if each, ok := value.inLoop(); ok {
		return each
	}
	return b.unknown(list, "its elements are set one by one")
}

// rounds binds the rows of loops that a function literal uses, by what it
// captures of one round.
func (b *builder) rounds(e Expr, fn *ssa.Function, depth int) Expr {
	for _, captured := range fn.FreeVars {
		alloc, ok := b.captured(captured).(*ssa.Alloc)
		if !ok || len(b.stores[alloc]) != 1 || !b.interesting(b.stores[alloc][0].Val.Type()) {
			continue
		}
		row, ok := b.current(b.stores[alloc][0].Val, depth)
		if ok && row.Kind == Row {
			e = e.bind(Binding{Func: row.Name, Index: rowOf, Value: row})
		}
	}
	return e
}

// isWhole reports whether a slice has all the elements of the one that it is cut
// from.
func isWhole(v *ssa.Slice) bool {
	if _, ok := v.X.Type().Underlying().(*types.Slice); !ok || v.Low != nil {
		return false
	}
	if v.High == nil {
		return true
	}
	call, ok := v.High.(*ssa.Call)
	if !ok || len(call.Call.Args) != 1 {
		return false
	}
	builtin, ok := call.Call.Value.(*ssa.Builtin)
	return ok && builtin.Name() == "len" && alike(call.Call.Args[0], v.X)
}

// alike reports whether two values are read from the same place.
func alike(x, y ssa.Value) bool {
	if x == y {
		return true
	}
	switch x := x.(type) {
	case *ssa.UnOp:
		y, ok := y.(*ssa.UnOp)
		return ok && x.Op == token.MUL && y.Op == token.MUL && alike(x.X, y.X)
	case *ssa.FieldAddr:
		y, ok := y.(*ssa.FieldAddr)
		return ok && x.Field == y.Field && alike(x.X, y.X)
	}
	return false
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

// row returns the fields of the struct at base by their names. It is a whole:
// a field that is not set there is set nowhere else.
func (b *builder) row(base ssa.Value, depth int) Expr {
	return b.after(base, Expr{Kind: Object, At: b.flow.Position(base.Pos())}, "", depth)
}

// pairs returns the entries of a map literal as rows with the fields "key" and
// "value".
func (b *builder) pairs(m *ssa.MakeMap, depth int) Expr {
	if isScopes(m.Type()) {
		return b.alternative(m, depth)
	}
	e := Expr{Kind: List, At: b.flow.Position(m.Pos())}
	for _, ref := range *m.Referrers() {
		if up, ok := ref.(*ssa.MapUpdate); ok && up.Map == m {
			e.Args = append(e.Args, b.pair(up, depth))
		}
	}
	return e
}

func (b *builder) pair(up *ssa.MapUpdate, depth int) Expr {
	e := Expr{Kind: Object, At: b.flow.Position(up.Pos()), Env: []Binding{{Func: "key", Value: b.read(up.Key, depth)}}}
	value := b.element(up.Value, depth)
	if s := b.schemesOn(up.Value.Type()); s != nil {
		e.Env = append(e.Env, scheme(s, value)...)
		return e
	}
	e.Env = append(e.Env, Binding{Func: "value", Value: value})
	return e
}

// current returns what a loop over a list is at, where v is or points to it.
func (b *builder) current(v ssa.Value, depth int) (Expr, bool) {
	if depth > maxDepth {
		return Expr{}, false // a variable can be given what it holds
	}
	switch v := v.(type) {
	case *ssa.IndexAddr:
		if _, fixed := v.Index.(*ssa.Const); !fixed {
			return b.at(v.X, v.Index, depth), true
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return b.current(b.captured(v.X), depth+1)
		}
	case *ssa.Alloc:
		if st := b.stores[v]; len(st) == 1 {
			return b.current(st[0].Val, depth+1)
		}
	case *ssa.Parameter:
		if at, ok := yielded(v); ok {
			row := b.at(at.list, at.counter, depth)
			if at.part != "" {
				row = Expr{Kind: Select, Name: at.part, Args: []Expr{row}}
			}
			return row, true
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

// fold returns a handler that a loop wraps in the middlewares of a list: what a
// variable is given on the ways into the loop and around it.
func (b *builder) fold(v ssa.Value, given []ssa.Value, depth int) (Expr, bool) {
	var around *round
	var call *ssa.Call
	var first ssa.Value
	for _, x := range given {
		at, by := b.wrapped(x, v)
		switch {
		case at != nil && around == nil:
			around, call = at, by
		case at == nil && first == nil:
			first = x
		default:
			return Expr{}, false
		}
	}
	if around == nil || first == nil {
		return Expr{}, false
	}
	mws := b.read(around.list, depth)
	more := call.Call.Args // the handler, and what the middleware gets beside it
	if call.Call.IsInvoke() {
		mw, ok := b.behind(call.Call.Value, call.Call.Method.Name(), depth)
		if !ok {
			return Expr{}, false
		}
		mws = Expr{Kind: Each, Name: b.rowName(around.counter), Args: []Expr{mws, mw}, At: mws.At}.Settle()
	}
	e := Expr{Kind: Fold, At: b.flow.Position(v.Pos()), Args: []Expr{mws, b.read(first, depth)}}
	for _, arg := range more[1:] {
		e.Args = append(e.Args, b.read(arg, depth))
	}
	if around.backwards {
		e.Name = "last first"
	}
	return e.Settle(), true
}

// incoming returns what a phi can be, by way of other phis but for itself: a
// loop that skips a round gives a variable what it had.
func incoming(phi *ssa.Phi) []ssa.Value {
	var list []ssa.Value
	seen := map[*ssa.Phi]bool{phi: true}
	var visit func(*ssa.Phi)
	visit = func(p *ssa.Phi) {
		for _, edge := range p.Edges {
			if inner, ok := edge.(*ssa.Phi); ok {
				if !seen[inner] {
					seen[inner] = true
					visit(inner)
				}
				continue
			}
			if !slices.Contains(list, edge) {
				list = append(list, edge)
			}
		}
	}
	visit(phi)
	return list
}

// gathered returns the list that a loop appends to.
func (b *builder) gathered(phi *ssa.Phi, edges []ssa.Value, depth int) (Expr, bool) {
	e := Expr{Kind: List, At: b.flow.Position(phi.Pos()), Args: []Expr{{}}}
	var first ssa.Value
	for _, edge := range edges {
		more, ok := b.appended(edge, phi, depth)
		if !ok {
			if first != nil {
				return Expr{}, false
			}
			first = edge
			continue
		}
		if more, ok = more.inLoop(); !ok {
			return Expr{}, false // how often is not known
		}
		e.Args = append(e.Args, more)
	}
	if first == nil || len(e.Args) < 2 {
		return Expr{}, false
	}
	e.Args[0] = b.read(first, depth)
	return e.Settle(), true
}

// appended returns what v appends to the list that a loop has so far.
func (b *builder) appended(v ssa.Value, phi *ssa.Phi, depth int) (Expr, bool) {
	call, ok := v.(*ssa.Call)
	if !ok || len(call.Call.Args) != 2 {
		return Expr{}, false
	}
	if builtin, ok := call.Call.Value.(*ssa.Builtin); !ok || builtin.Name() != "append" || !b.isList(call.Type()) {
		return Expr{}, false
	}
	from, ok := call.Call.Args[0].(*ssa.Phi)
	if !ok || from != phi && !slices.Contains(from.Edges, ssa.Value(phi)) {
		return Expr{}, false
	}
	return b.read(call.Call.Args[1], depth).Spread(), true
}

// wrapped returns the round of a loop over a list whose element x is a call of, or of
// a method of, with the handler that v is or holds as its first argument.
func (b *builder) wrapped(x, v ssa.Value) (*round, *ssa.Call) {
	call, ok := unwrap(x).(*ssa.Call)
	if !ok || len(call.Call.Args) == 0 {
		return nil, nil
	}
	inner := unwrap(call.Call.Args[0])
	if load, ok := inner.(*ssa.UnOp); ok && load.Op == token.MUL && inner != v {
		inner = b.captured(load.X)
	}
	if inner != v {
		return nil, nil
	}
	switch of := call.Call.Value.(type) {
	case *ssa.UnOp:
		if index, ok := of.X.(*ssa.IndexAddr); ok {
			return &round{list: index.X, counter: index.Index, backwards: backwards(index.Index)}, call
		}
	case *ssa.Parameter:
		if at, ok := yielded(of); ok && at.part == "" {
			return &at, call
		}
	}
	return nil, nil
}

// round is what a loop over a list, or over a map, is at.
type round struct {
	list, counter ssa.Value
	part          string // "key" or "value", of a map
	backwards     bool
}

// yielded returns what a loop over an iterator of the standard library is at, where v
// is what the iterator hands to the loop's body.
func yielded(v *ssa.Parameter) (round, bool) {
	body := v.Parent()
	if body.Synthetic != "range-over-func yield" {
		return round{}, false
	}
	for _, ref := range *body.Referrers() {
		var loop ssa.Value = body
		uses := []ssa.Instruction{ref}
		if mc, ok := ref.(*ssa.MakeClosure); ok {
			loop, uses = mc, *mc.Referrers()
		}
		for _, use := range uses {
			call, ok := use.(*ssa.Call)
			if !ok || len(call.Call.Args) != 1 || call.Call.Args[0] != loop {
				continue
			}
			over, ok := call.Call.Value.(*ssa.Call)
			if !ok || len(over.Call.Args) == 0 {
				continue
			}
			at := round{list: over.Call.Args[0], counter: over}
			index := slices.Index(body.Params, v)
			_, _, symbol, _ := flow.Callee(over.Common())
			switch symbol {
			case "slices.Backward":
				at.backwards = true
				return at, index == 1
			case "slices.All":
				return at, index == 1
			case "slices.Values":
				return at, index == 0
			case "maps.All":
				at.part = [...]string{"key", "value"}[index]
				return at, true
			case "maps.Keys":
				at.part = "key"
				return at, true
			case "maps.Values":
				at.part = "value"
				return at, true
			}
		}
	}
	return round{}, false
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
	return b.interesting(t) || isString(t) || b.holds(t, 0)
}

// Expand yields the operations that op stands for where a part of it is the
// row of a list: one for each row, in order. known returns the list that a row is
// of, where that is known by now. Most are none, and they are large.
func (op *Op) Expand(known func(Expr) (Expr, bool)) iter.Seq[Op] {
	return func(yield func(Op) bool) {
		if op.Kind == Store {
			yield(*op) // what is kept is expanded where it is used
			return
		}
		left := maxRows
		op.expand(known, &left, yield)
	}
}

// isOne reports whether the operation is all that it stands for, and nothing is left
// to be decided of it.
func (op *Op) isOne(known func(Expr) (Expr, bool)) bool {
	if len(op.If) > 0 || op.Kind == Store {
		return len(op.If) == 0
	}
	_, isRow := op.row(known)
	return !isRow
}

// maxRows bounds what one operation stands for: two tables in one multiply.
const maxRows = 500

// expand yields them as long as they are wanted, and reports whether they still are.
func (op *Op) expand(known func(Expr) (Expr, bool), left *int, yield func(Op) bool) bool {
	row, ok := op.row(known)
	if !ok {
		*left--
		return yield(*op)
	}
	list, _ := known(row)
	for i, item := range list.Args {
		if *left <= 0 {
			break
		}
		one := op.mapped(func(e Expr) Expr { return e.place(row.Name, i, item, 0) })
		if !one.expand(known, left, yield) {
			return false
		}
	}
	return true
}

// row returns the first row of a known list in the operation.
func (op *Op) row(known func(Expr) (Expr, bool)) (Expr, bool) {
	for e := range op.parts() {
		if row, ok := e.rowIn(known); ok {
			return row, true
		}
	}
	return Expr{}, false
}

// parts yields the expressions in the operation that can be a row.
func (op *Op) parts() iter.Seq[*Expr] {
	return func(yield func(*Expr) bool) {
		if !yield(&op.Router) || !yield(&op.Path) || !yield(&op.Handler) {
			return
		}
		for i := range op.Args {
			if !yield(&op.Args[i]) {
				return
			}
		}
		if op.Around != nil && !yield(op.Around) {
			return
		}
		for i := range op.If {
			if !yield(&op.If[i].Cond) {
				return
			}
		}
	}
}

func (e *Expr) rowIn(known func(Expr) (Expr, bool)) (Expr, bool) {
	if e.Kind == Row {
		if _, ok := known(*e); ok {
			return *e, true
		}
	}
	for i := range e.Args {
		if row, ok := e.Args[i].rowIn(known); ok && (e.Kind != Each || row.Name != e.Name) {
			return row, true
		}
	}
	for i := range e.Env {
		if row, ok := e.Env[i].Value.rowIn(known); ok {
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
		args := slices.Clone(e.Args)
		for i := range args {
			if e.Kind != Each || e.Name != row || i == 0 {
				args[i] = args[i].place(row, index, item, depth+1)
			}
		}
		e.Args = args
	}
	if len(e.Env) > 0 {
		env := slices.Clone(e.Env)
		for i := range env {
			env[i].Value = env[i].Value.place(row, index, item, depth+1)
		}
		e.Env = env
	}
	if e.Library != nil {
		library := *e.Library
		for _, part := range library.parts() {
			if *part != nil {
				placed := (*part).place(row, index, item, depth+1)
				*part = &placed
			}
		}
		e.Library = &library
	}
	return e.Settle()
}

// Known returns e if it is a list, all of it, wherever the expression stands.
// No list is one without parts.
func Known(e Expr) (Expr, bool) {
	if e.Kind == Nil {
		return Expr{Kind: List, At: e.At}, true
	}
	return e, e.Kind == List && !e.grows()
}

// grows reports whether a list has a part that is a list which is not known.
func (e *Expr) grows() bool {
	return slices.ContainsFunc(e.Args, func(a Expr) bool { return a.Kind == Each })
}

// flattened returns a list with the lists in it as parts of it. One that is one
// of several makes the whole one of several.
func (e Expr) flattened() Expr {
	var flat []Expr
	changed := false
	for i, a := range e.Args {
		switch {
		case a.Kind == List:
			flat, changed = append(flat, a.Args...), true
		case a.Kind == Nil:
			changed = true
		case a.Kind == Choice && a.lists() && len(a.Args) <= maxSides && e.small():
			either := Expr{Kind: Choice, At: e.At}
			for _, one := range a.Args {
				whole := e
				whole.Args = slices.Concat(flat, []Expr{one}, e.Args[i+1:])
				either.Args = either.with(whole.flattened())
			}
			return either
		default:
			flat = append(flat, a)
		}
	}
	if changed {
		e.Args = flat
	}
	return e
}

// maxSides bounds how many lists one is made of several times over.
const maxSides = 4

// small reports whether a list can be made several times over.
func (e *Expr) small() bool {
	left := maxSize / 20
	return e.fits(&left)
}

// lists reports whether all of several are lists.
func (e *Expr) lists() bool {
	return !slices.ContainsFunc(e.Args, func(a Expr) bool { return a.Kind != List && a.Kind != Nil })
}

// Spread returns a list as a part of another.
func (e Expr) Spread() Expr {
	switch e.Kind {
	case List, Nil, Each:
		return e
	case Unknown:
		return e
	case Choice:
		if e.lists() {
			return e
		}
	}
	return Expr{Kind: Each, Name: "...", At: e.At, Args: []Expr{e, {Kind: Row, Name: "...", At: e.At, Args: []Expr{e}}}}
}
