package routes

import (
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
)

// Values of SSA become expressions that mean something in other packages too:
// routers, handlers, middleware, texts, and what holds them.

// unwrap strips conversions that keep a value what it is.
func unwrap(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.ChangeType:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		default:
			return v
		}
	}
}

// argument returns the i-th argument of a call, the receiver not counted.
func argument(c *ssa.CallCommon, i int, recv bool) ssa.Value {
	if i < 0 {
		return nil
	}
	if recv && !c.IsInvoke() {
		i++
	}
	args := flow.Arguments(c)
	if i >= len(args) {
		return nil
	}
	return args[i]
}

func globalName(g *ssa.Global) string {
	if g.Pkg == nil {
		return g.Name()
	}
	return g.Pkg.Pkg.Path() + "." + g.Name()
}

// fieldOf returns the symbol of the struct and the name of the field.
func fieldOf(addr *ssa.FieldAddr) (owner, field string) {
	t := addr.X.Type().Underlying().(*types.Pointer).Elem()
	return models.TypeSymbol(t), t.Underlying().(*types.Struct).Field(addr.Field).Name()
}

// fieldName returns the name of the i-th field of the struct that t is or
// points to.
func fieldName(t types.Type, i int) string {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	return t.Underlying().(*types.Struct).Field(i).Name()
}

// fieldOf returns what the named field of the local struct at base is set to.
func (b *builder) fieldOf(base ssa.Value, name string, depth int) Expr {
	obj := b.after(base, Expr{Kind: Object}, name, depth)
	for _, field := range obj.Env {
		if field.Func == name {
			return field.Value
		}
	}
	return Expr{}
}

// variadic returns the arguments of a call from index i on, a list that is
// known here spread out. One that is not stands for whatever it will be.
func (b *builder) variadic(c *ssa.CallCommon, i int, recv bool) []Expr {
	arg := argument(c, i, recv)
	if arg == nil {
		return nil
	}
	e := b.expr(arg)
	if _, list := arg.Type().Underlying().(*types.Slice); !list {
		return []Expr{e}
	}
	switch e.Kind {
	case Nil:
		return nil
	case List:
		return e.Args
	case Unknown:
		return []Expr{{Kind: Unknown, Name: "a list of middleware that is built elsewhere", At: b.flow.Position(c.Pos())}}
	}
	at := b.flow.Position(c.Pos())
	return []Expr{{Kind: Row, Name: "..." + at.String(), At: at, Args: []Expr{e}}}
}

// elements returns what is stored in the elements of a local array, in order:
// a value, or the place of an element whose fields are set one by one. They
// are not known where one is stored under an index that is computed.
func elements(array ssa.Value) (list []ssa.Value, known bool) {
	byIndex := map[int64]ssa.Value{}
	for _, ref := range *array.Referrers() {
		at, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		index, fixed := at.Index.(*ssa.Const)
		for _, ref := range *at.Referrers() {
			var v ssa.Value
			switch ref := ref.(type) {
			case *ssa.Store:
				if ref.Addr == at {
					v = ref.Val
				}
			case *ssa.FieldAddr:
				v = at
			}
			if v == nil {
				continue
			}
			if !fixed {
				if v == ssa.Value(at) {
					continue // fields of any element are read or set
				}
				return nil, false
			}
			n, _ := constant.Int64Val(index.Value)
			byIndex[n] = v
		}
	}
	for _, n := range slices.Sorted(maps.Keys(byIndex)) {
		list = append(list, byIndex[n])
	}
	return list, true
}

func (b *builder) exprs(values []ssa.Value) []Expr {
	list := make([]Expr, len(values))
	for i, v := range values {
		if b.readable(v.Type()) {
			list[i] = b.expr(v)
		}
	}
	return list
}

// expr returns what v stands for.
func (b *builder) expr(v ssa.Value) Expr {
	if v == nil {
		return Expr{}
	}
	b.fuel = maxFuel
	return b.read(v, 0)
}

// maxFuel bounds the values read for one expression: a value of many branches
// is not a route that anyone wrote.
const maxFuel = 1000

// isLeaf reports whether a value is read at once.
func isLeaf(v ssa.Value) bool {
	switch unwrap(v).(type) {
	case *ssa.Const, *ssa.Function, *ssa.Global, *ssa.Parameter:
		return true
	}
	return false
}

func (b *builder) unknown(v ssa.Value, why string) Expr {
	return Expr{Kind: Unknown, Name: why, At: b.flow.Position(v.Pos())}
}

// read returns what v stands for, a struct with what has been done to it so far.
func (b *builder) read(v ssa.Value, depth int) Expr {
	e := b.value(v, depth)
	switch v.(type) {
	case *ssa.Parameter, *ssa.Call, *ssa.Extract:
		if (pointsToStruct(v) || b.isDeclaring(v.Type())) && b.holds(v.Type(), 0) && !b.isRouter(v.Type()) && len(b.events(v)) > 0 {
			return b.after(v, e, "", depth)
		}
	}
	return e
}

func (b *builder) value(v ssa.Value, depth int) Expr {
	b.fuel--
	if (depth > maxDepth || b.fuel < 0) && !isLeaf(v) {
		return b.unknown(v, "it is nested too deeply")
	}
	depth++
	if b.remote {
		if e, ok := b.procedure(v); ok {
			return e
		}
	}
	switch v := v.(type) {
	case *ssa.Const:
		if _, ok := v.Type().Underlying().(*types.Struct); ok {
			return Expr{Kind: Object, Type: typeName(v.Type()), Index: 1}
		}
		if v.Value == nil {
			return Expr{Kind: Nil}
		}
		if e, ok := truth(v); ok {
			return e
		}
		if v.Value.Kind() == constant.Int {
			return Expr{Kind: Const, Name: v.Value.ExactString()}
		}
		if v.Value.Kind() == constant.String {
			return Expr{Kind: Const, Name: constant.StringVal(v.Value)}
		}
		return b.unknown(v, "it is not text")
	case *ssa.Function:
		return b.function(v)
	case *ssa.MakeClosure:
		return b.closure(v, depth)
	case *ssa.ChangeType:
		return b.read(v.X, depth)
	case *ssa.ChangeInterface:
		return b.read(v.X, depth)
	case *ssa.TypeAssert:
		return b.read(v.X, depth)
	case *ssa.Convert:
		return b.read(v.X, depth)
	case *ssa.MakeInterface:
		return b.boxed(v, depth)
	case *ssa.Parameter:
		if row, ok := b.current(v, depth); ok {
			return row
		}
		return Expr{Kind: Param, Func: b.flow.ID(v.Parent()), Index: slices.Index(v.Parent().Params, v), At: b.flow.Position(v.Pos())}
	case *ssa.FreeVar:
		if bound := b.captured(v); bound != v {
			return b.read(bound, depth)
		}
	case *ssa.Alloc:
		if e, ok := b.tlsConfig(v); ok {
			return e
		}
		if _, _, ok := b.models.Router(models.TypeSymbol(v.Type())); ok {
			return b.fresh(v)
		}
		if pointsToStruct(v) {
			return b.made(v, depth)
		}
		return b.unknown(v, "it is computed at run time")
	case *ssa.Global:
		return Expr{Kind: Global, Name: globalName(v)}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return b.load(v, depth)
		}
	case *ssa.FieldAddr:
		if b.isRouter(v.X.Type()) && b.isRouter(v.Type()) {
			return b.read(v.X, depth) // a router within a router is the same
		}
		return b.selectOf(v, b.read(v.X, depth))
	case *ssa.Slice:
		if alloc, ok := v.X.(*ssa.Alloc); ok && v.Low == nil && v.High == nil {
			return b.list(alloc, depth)
		}
		if isWhole(v) {
			return b.read(v.X, depth)
		}
	case *ssa.MakeSlice:
		return b.filled(v, depth)
	case *ssa.MakeMap:
		return b.pairs(v, depth)
	case *ssa.Field:
		if row, ok := b.current(v.X, depth); ok {
			return b.selection(v.X.Type(), v.Field, row, row.At)
		}
		return b.selection(v.X.Type(), v.Field, b.read(v.X, depth), b.flow.Position(v.Pos()))
	case *ssa.Phi:
		if b.open[v] {
			return b.unknown(v, "it is made in a loop")
		}
		b.open[v] = true
		defer delete(b.open, v)
		if grown, ok := b.addedTo(v, depth); ok {
			return grown
		}
		edges := incoming(v)
		if folded, ok := b.fold(v, edges, depth); ok {
			return folded
		}
		if list, ok := b.gathered(v, edges, depth); ok {
			return list
		}
		if either, ok := b.eitherWay(v, depth); ok {
			return either
		}
		if either, ok := b.orElse(v, depth); ok {
			return either
		}
		if isString(v.Type()) && goesRound(v) {
			return b.unknown(v, "it is put together in a loop") // what it begins as is not what it comes to
		}
		either := Expr{Kind: Choice, At: b.flow.Position(v.Pos())}
		for _, edge := range edges {
			either.Args = either.with(b.read(edge, depth+3))
		}
		if len(either.Args) == 1 {
			return either.Args[0]
		}
		return either
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return b.result(call, v.Index, depth)
		}
		if row, ok := b.current(v, depth); ok {
			return row
		}
		if look, ok := v.Tuple.(*ssa.Lookup); ok && v.Index == 0 {
			return b.lookup(look, depth)
		}
	case *ssa.Lookup:
		return b.lookup(v, depth)
	case *ssa.Call:
		return b.result(v, 0, depth)
	case *ssa.BinOp:
		if v.Op == token.ADD && isString(v.Type()) {
			return Expr{Kind: Concat, Args: []Expr{b.read(v.X, depth), b.read(v.Y, depth)}}
		}
	}
	return b.unknown(v, "it is computed at run time")
}

// lookup returns what is looked up in a map that holds routers.
func (b *builder) lookup(v *ssa.Lookup, depth int) Expr {
	if router, ok := b.kept(v); ok {
		return router
	}
	if router, ok := b.entry(v, depth); ok {
		return router
	}
	return b.unknown(v, "it is computed at run time")
}

// function returns a declared function or a literal without captured
// variables as a value.
func (b *builder) function(fn *ssa.Function) Expr {
	if obj, ok := fn.Object().(*types.Func); ok {
		_, symbol := models.Symbol(obj)
		if mw, ok := b.models.Middleware(symbol); ok {
			return wrap(symbol, mw)
		}
	}
	if e, ok := b.registersAs(fn); ok {
		return e
	}
	e := Expr{Kind: Func, Name: b.flow.ID(fn)}
	if fn.Pkg == b.flow.SSA {
		e.At = b.flow.Position(fn.Pos()) // another package's files are not this one's
	}
	if fn.Blocks != nil && fn.Pkg == b.flow.SSA && fn.Synthetic == "" {
		e.Info = b.summary(fn).Info
	} else if obj, ok := fn.Object().(*types.Func); ok {
		if sum := b.summaryOf(obj); sum != nil {
			e.Info, e.At = sum.Info, sum.At
		}
	}
	if obj, ok := fn.Object().(*types.Func); ok && e.Info == nil {
		_, symbol := models.Symbol(obj)
		e.Info = b.findsIt(symbol, e.At)
	}
	return e
}

// closure returns a function literal, or a method bound to its receiver.
func (b *builder) closure(mc *ssa.MakeClosure, depth int) Expr {
	fn := mc.Fn.(*ssa.Function)
	obj, ok := fn.Object().(*types.Func)
	if !ok || fn.Synthetic == "" {
		return b.rounds(b.function(fn), fn, depth)
	}
	_, symbol := models.Symbol(obj)
	if sig := obj.Signature(); len(mc.Bindings) == 1 && (b.yields(sig) || b.fills(sig) || b.takesRoutes(sig)) {
		if m, ok := b.behind(mc.Bindings[0], obj.Name(), depth); ok {
			m.At = b.flow.Position(mc.Pos())
			return m
		}
	}
	if (obj.Name() == "ServeHTTP" || b.models.Entry(symbol)) && len(mc.Bindings) == 1 && b.summaryOf(obj) == nil {
		return b.read(mc.Bindings[0], depth) // h.ServeHTTP is h
	}
	if mw, ok := b.models.Middleware(symbol); ok {
		e := wrap(symbol, mw)
		e.At = b.flow.Position(mc.Pos())
		b.skip(&e, mc.Bindings, mw)
		b.look(&e, mc.Bindings, mw)
		return e
	}
	if e, ok := b.registering(mc, obj, symbol, depth); ok {
		return e
	}
	e := Expr{Kind: Func, Name: obj.Origin().FullName(), At: b.flow.Position(mc.Pos())}
	if sum := b.summaryOf(obj); sum != nil {
		e.Info, e.At = sum.Info, sum.At
	}
	if len(mc.Bindings) == 1 {
		e.Env = []Binding{{Func: e.Name, Index: 0}}
		if sum := b.summaryOf(obj); sum != nil && b.used(sum)[0] {
			e.Env[0].Value = b.read(mc.Bindings[0], depth)
		}
	}
	return e
}

// boxed returns a value that is converted to an interface: one whose type has
// a handler's method becomes an object.
func (b *builder) boxed(v *ssa.MakeInterface, depth int) Expr {
	e := b.read(v.X, depth)
	if o, ok := b.methods(v, e); ok {
		return o
	}
	if _, isFunc := v.X.Type().Underlying().(*types.Signature); isFunc {
		if o := b.object(v.X, v.X.Type(), depth); o.Kind == Object && o.Info != nil {
			o.Env = []Binding{{Func: o.Name, Index: 0, Value: e}}
			return o
		}
		return e
	}
	if b.isRouter(v.X.Type()) || e.Kind == Router || e.Kind == Func || e.Kind == Wrap || e.Kind == Const {
		return e
	}
	if o := b.object(v.X, v.X.Type(), depth); o.Kind != Unknown {
		return o
	}
	return b.concrete(v, e)
}

// object returns the struct value v as a handler, if its type is one.
func (b *builder) object(v ssa.Value, t types.Type, depth int) Expr {
	obj, path, _ := types.LookupFieldOrMethod(t, true, nil, "ServeHTTP")
	method, ok := obj.(*types.Func)
	if !ok {
		return b.unknown(v, "it is no handler")
	}
	e := b.read(v, depth)
	if len(path) > 1 && b.summaryOf(method) == nil {
		return b.promoted(t, path[:len(path)-1], e, b.flow.Position(v.Pos()))
	}
	if e.Kind == Object && e.Name != "" {
		return e
	}
	o := Expr{Kind: Object, Type: typeName(t), At: b.flow.Position(v.Pos())}
	if e.Kind != Unknown {
		o.Args = []Expr{e}
	}
	return b.handling(o, t)
}

// promoted returns the field of a struct that a method is promoted from.
func (b *builder) promoted(t types.Type, path []int, e Expr, at flow.Position) Expr {
	for _, i := range path {
		st, ok := structOf(t)
		if !ok {
			return Expr{Kind: Unknown, Name: "it is computed at run time", At: at}
		}
		e = b.selection(t, i, e, at)
		t = st.Field(i).Type()
	}
	return e
}

// load returns what a variable or field holds.
func (b *builder) load(v *ssa.UnOp, depth int) Expr {
	switch addr := b.captured(v.X).(type) {
	case *ssa.Alloc:
		return b.held(addr, v, depth)
	case *ssa.FieldAddr:
		if row, ok := b.current(addr.X, depth); ok {
			return b.selection(addr.X.Type(), addr.Field, row, row.At)
		}
		defer func(at ssa.Instruction) { b.here = at }(b.here)
		b.here = v
		return b.fieldAt(addr, depth)
	case *ssa.IndexAddr:
		if row, ok := b.current(addr, depth); ok {
			return row
		}
	case *ssa.Global:
		if text, ok := b.heldText(addr, depth); ok {
			return text
		}
		if mw, ok := b.models.Middleware(globalName(addr)); ok { // a library keeps it in a variable
			return Expr{Kind: Wrap, Name: mw.Symbol, Library: &Library{Role: mw.Role, Files: mw.Files}, At: b.flow.Position(v.Pos())}
		}
		return Expr{Kind: Global, Name: globalName(addr)}
	case *ssa.Call, *ssa.UnOp:
		if b.settings && isString(v.Type()) { // where a flag is kept
			return b.read(addr, depth)
		}
	}
	return b.unknown(v, "it is computed at run time")
}

// held returns what a local variable holds at an instruction.
func (b *builder) held(v *ssa.Alloc, at ssa.Instruction, depth int) Expr {
	if pointsToStruct(v) && !b.isRouter(v.Type()) {
		return b.made(v, depth).whole()
	}
	if folded, ok := b.fold(v, values(b.stores[v]), depth); ok {
		return folded
	}
	if b.loading[at] {
		return Expr{Kind: Unknown, Name: "it is made of what it was before", At: b.flow.Position(v.Pos())}
	}
	b.loading[at] = true
	defer delete(b.loading, at)
	either := Expr{Kind: Choice, At: b.flow.Position(v.Pos())}
	for _, st := range b.live(v, at) {
		either.Args = either.with(b.read(st.Val, depth))
	}
	switch {
	case len(either.Args) == 1:
		return either.Args[0]
	case len(either.Args) > 1:
		return either
	case b.isRouter(v.Type()):
		return b.fresh(v)
	}
	return b.unknown(v, "it is computed at run time")
}

// fieldAt returns what a field holds where it is read.
func (b *builder) fieldAt(addr *ssa.FieldAddr, depth int) Expr {
	if b.isRouter(addr.X.Type()) {
		return b.read(addr, depth)
	}
	name := fieldName(addr.X.Type(), addr.Field)
	switch base := addr.X.(type) {
	case *ssa.Alloc:
		if len(b.stores[base]) > 0 {
			break
		}
		return b.selectOf(addr, b.after(base, b.zero(base, base.Type()), name, depth))
	case *ssa.Parameter, *ssa.Call, *ssa.Extract:
		return b.selectOf(addr, b.after(base, b.value(base, depth), name, depth))
	}
	return b.read(addr, depth)
}

// isRouter reports whether t is a type that routes are registered on.
func (b *builder) isRouter(t types.Type) bool {
	_, _, ok := b.routerOf(t)
	return ok
}
