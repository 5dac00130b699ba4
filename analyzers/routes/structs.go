package routes

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// Options and receivers hold what routes are made of: a prefix, a router, a list
// of middleware, the one who answers. A struct is read where it is built, and
// its fields wherever it is handed on to, so that two servers of one type keep
// apart what is theirs. Of a struct that is not seen being built, the fields are
// what the program stores in them anywhere.

// maxFields bounds what is kept of a struct.
const maxFields = 40

// carries reports whether t is a struct whose fields are worth reading.
func (b *builder) carries(t types.Type) bool {
	symbol := models.TypeSymbol(t)
	if symbol == "" || b.isRouter(t) || symbol == httpRequest {
		return false
	}
	if known, ok := b.carried[symbol]; ok {
		return known
	}
	b.carried[symbol] = false // of a type that holds itself
	st := structOf(t)
	for i := 0; st != nil && i < st.NumFields(); i++ {
		if b.keeps(st.Field(i).Type()) {
			b.carried[symbol] = true
			break
		}
	}
	return b.carried[symbol]
}

// keeps reports whether what a field of type t holds is worth reading.
func (b *builder) keeps(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Signature:
		return b.routable(t)
	case *types.Interface:
		return b.routable(t) || b.dispatches(t)
	case *types.Struct:
		return false
	}
	return isString(t) || b.routable(t)
}

// structOf returns the struct that t is or points to.
func structOf(t types.Type) *types.Struct {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, _ := t.Underlying().(*types.Struct)
	return st
}

// built returns the local struct at base as it is at an instruction, or in the
// end where that is nil. One that is a handler is an object instead.
func (b *builder) built(base *ssa.Alloc, at ssa.Instruction, t types.Type, depth int) (Expr, bool) {
	if handler, _, _ := types.LookupFieldOrMethod(t, true, nil, "ServeHTTP"); handler != nil || structOf(base.Type()) == nil || !b.carries(t) {
		return Expr{}, false
	}
	e := Expr{Kind: Struct, Name: t.String(), At: b.flow.Position(base.Pos())}
	if _, pointer := t.Underlying().(*types.Pointer); !pointer {
		e.Index = 1
	}
	owner, st := models.TypeSymbol(t), structOf(t)
	for i := range st.NumFields() {
		if len(e.Env) == maxFields {
			e.Index = 0 // the others are not zero
			break
		}
		if !b.keeps(st.Field(i).Type()) {
			continue
		}
		value, ok := b.member(base, i, at, depth)
		if !ok {
			continue
		}
		e.Env = append(e.Env, Binding{Func: owner + "." + st.Field(i).Name(), Value: value, Held: true})
	}
	return e, true
}

// member returns what the i-th field of the local struct at base is set to when
// an instruction runs, or in the end where that is nil.
func (b *builder) member(base *ssa.Alloc, i int, at ssa.Instruction, depth int) (Expr, bool) {
	owner, st := models.TypeSymbol(base.Type()), structOf(base.Type())
	if st == nil {
		return Expr{}, false // a variable that points to one
	}
	field := st.Field(i)
	var whole *Expr
	if stores := b.stores[base]; len(stores) == 1 && owner != "" && !isReceiver(stores[0]) {
		from := b.read(stores[0], depth)
		whole = &Expr{Kind: Select, Func: owner, Name: field.Name(), Args: []Expr{from}, At: from.At}
	}
	last, sure := lastStore(base, i, at)
	switch {
	case last == nil && whole == nil:
		return Expr{}, false
	case last == nil:
		return whole.Settle(), true
	}
	value := b.read(last.Val, depth)
	switch {
	case sure:
		return value, true
	case whole != nil && b.filling(last):
		return Expr{Kind: Else, Args: []Expr{whole.Settle(), value}, At: value.At}.Settle(), true
	case whole != nil:
		return Expr{Kind: Choice, Args: append([]Expr{whole.Settle()}, alternatives(value)...), At: value.At}, true
	}
	return value, true
}

// lastStore returns the last store in the i-th field of the struct at base before
// an instruction, and whether it runs whenever that does.
func lastStore(base *ssa.Alloc, i int, at ssa.Instruction) (last *ssa.Store, sure bool) {
	order := func(instr ssa.Instruction) int { return slices.Index(instr.Block().Instrs, instr) }
	for _, ref := range *base.Referrers() {
		addr, ok := ref.(*ssa.FieldAddr)
		if !ok || addr.Field != i {
			continue
		}
		for _, ref := range *addr.Referrers() {
			st, ok := ref.(*ssa.Store)
			if !ok || st.Addr != ssa.Value(addr) {
				continue
			}
			if at != nil && at.Parent() == st.Parent() && (st.Block() == at.Block() && order(st) > order(at) || st.Block() != at.Block() && at.Block().Dominates(st.Block())) {
				continue // it comes later
			}
			if last == nil || before(last, st) {
				last = st
			}
		}
	}
	return last, last != nil && (at == nil || at.Parent() != last.Parent() || before(last, at))
}

// filling reports whether a store fills in a field only where it is nil.
func (b *builder) filling(st *ssa.Store) bool {
	addr, ok := st.Addr.(*ssa.FieldAddr)
	return ok && behindNil(st.Block(), func(v ssa.Value) bool {
		load, ok := v.(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			return false
		}
		from, ok := load.X.(*ssa.FieldAddr)
		return ok && from.Field == addr.Field && types.Identical(from.X.Type(), addr.X.Type())
	})
}

// behindNil reports whether a block runs only where a value that is asked for is
// nil, or an empty list.
func behindNil(block *ssa.BasicBlock, isAsked func(ssa.Value) bool) bool {
	for d := block; d != nil; d = d.Idom() {
		above := d.Idom()
		if above == nil {
			return false
		}
		branch, ok := above.Instrs[len(above.Instrs)-1].(*ssa.If)
		if !ok || len(d.Preds) != 1 {
			continue
		}
		if v, side := nilSide(branch.Cond); v != nil && above.Succs[side] == d && isAsked(v) {
			return true
		}
	}
	return false
}

// nilSide returns the value that a condition asks for being nil, or for being
// empty, and the successor that is taken where it is.
func nilSide(cond ssa.Value) (ssa.Value, int) {
	op, ok := cond.(*ssa.BinOp)
	if !ok || op.Op != token.EQL && op.Op != token.NEQ {
		return nil, 0
	}
	c, ok := op.Y.(*ssa.Const)
	if !ok {
		return nil, 0
	}
	side := 0
	if op.Op == token.NEQ {
		side = 1
	}
	if c.IsNil() {
		return op.X, side
	}
	if call, ok := op.X.(*ssa.Call); ok && c.Value != nil && c.Value.String() == "0" {
		if builtin, ok := call.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "len" {
			return call.Call.Args[0], side
		}
	}
	return nil, 0
}

// orElse returns the value of which a variable is made where another one is nil.
func (b *builder) orElse(phi *ssa.Phi, depth int) (Expr, bool) {
	if len(phi.Edges) != 2 {
		return Expr{}, false
	}
	for i, given := range phi.Edges {
		from := phi.Block().Preds[i]
		branch, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		v, side := nilSide(branch.Cond)
		if v == nil || v != given || from.Succs[1-side] != phi.Block() {
			continue
		}
		return Expr{Kind: Else, Args: []Expr{b.read(given, depth), b.read(phi.Edges[1-i], depth)}, At: b.flow.Position(phi.Pos())}.Settle(), true
	}
	return Expr{}, false
}

// fieldOfParam returns the field of a struct that a function is handed.
func (b *builder) fieldOfParam(addr *ssa.FieldAddr, depth int) (Expr, bool) {
	param, ok := b.parameter(addr.X)
	if !ok || !b.carries(addr.X.Type()) {
		return Expr{}, false
	}
	owner, field := fieldOf(addr)
	if owner == "" || !b.keeps(structOf(addr.X.Type()).Field(addr.Field).Type()) {
		return Expr{}, false
	}
	return Expr{Kind: Select, Func: owner, Name: field, Args: []Expr{b.read(param, depth)}, At: b.flow.Position(addr.Pos())}, true
}

// parameter returns the parameter that v is, by way of the variable that keeps it
// for function literals. A receiver is none: its fields are those of its type.
func (b *builder) parameter(v ssa.Value) (*ssa.Parameter, bool) {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		if alloc, ok := b.captured(load.X).(*ssa.Alloc); ok && len(b.stores[alloc]) == 1 {
			v = b.stores[alloc][0]
		}
	}
	p, ok := v.(*ssa.Parameter)
	return p, ok && !isReceiver(p)
}

func isReceiver(v ssa.Value) bool {
	p, ok := v.(*ssa.Parameter)
	return ok && p.Parent().Signature.Recv() != nil && p.Parent().Params[0] == p
}

// otherwise returns an alternative that is decided by now.
func (e Expr) otherwise() Expr {
	if len(e.Args) != 2 {
		return e
	}
	switch e.Args[0].Kind {
	case Nil:
		return e.Args[1]
	case Router, Func, Wrap, Fold, Object, Struct, List, Const, Concat:
		return e.Args[0]
	}
	return e
}

// selected returns the field of a struct that is known by now. What is not known
// of a struct that is built elsewhere is whatever is stored in the field.
func (e Expr) selected() Expr {
	base := e.Args[0]
	field := func(of Expr) Expr {
		e.Args = []Expr{of}
		return e.Settle()
	}
	switch base.Kind {
	case Param, Row, Select:
		return e
	case Else:
		return Expr{Kind: Else, Args: []Expr{field(base.Args[0]), field(base.Args[1])}, At: e.At}.Settle()
	case Choice:
		either := Expr{Kind: Choice, At: e.At}
		for _, a := range base.Args {
			either.Args = append(either.Args, field(a))
		}
		return either
	case Struct, Object:
		for _, b := range base.Env {
			if b.Func == e.Func+"."+e.Name || b.Func == e.Name {
				return b.Value
			}
		}
		if base.Index == 1 {
			return Expr{Kind: Nil, At: e.At}
		}
	}
	return e.Anywhere()
}

// Anywhere returns a field of a struct that is not seen being built as what is
// stored in that field anywhere.
func (e Expr) Anywhere() Expr {
	if e.Kind != Select || e.Func == "" {
		return e
	}
	return Expr{Kind: Field, Name: e.Func + "." + e.Name, At: e.At}
}

// isPatched reports whether fields of a local struct are set one by one.
func isPatched(base *ssa.Alloc) bool {
	return slices.ContainsFunc(*base.Referrers(), func(ref ssa.Instruction) bool {
		addr, ok := ref.(*ssa.FieldAddr)
		return ok && slices.ContainsFunc(*addr.Referrers(), func(ref ssa.Instruction) bool {
			st, ok := ref.(*ssa.Store)
			return ok && st.Addr == ssa.Value(addr)
		})
	})
}
