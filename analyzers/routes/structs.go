package routes

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// What is left out of options is often filled in: a struct that is handed over
// decides, where it says something.

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

// otherwise returns an alternative that is decided by now.
func (e Expr) otherwise() Expr {
	if len(e.Args) != 2 {
		return e
	}
	switch e.Args[0].Kind {
	case Nil:
		return e.Args[1]
	case Router, Func, Wrap, Fold, Object, List, Const, Concat:
		return e.Args[0]
	}
	return e
}

// spare returns in which case a value counts that is stored in a field.
func (b *builder) spare(st *ssa.Store, addr *ssa.FieldAddr) Spare {
	if b.filling(st) {
		return Filling
	}
	if _, made := addr.X.(*ssa.Alloc); made {
		return Begins
	}
	return Always
}

// emptyAt returns the fields that have nothing in them where a block runs.
func (b *builder) emptyAt(block *ssa.BasicBlock) []string {
	var fields []string
	behindNil(block, func(v ssa.Value) bool {
		if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
			if addr, ok := load.X.(*ssa.FieldAddr); ok {
				owner, field := fieldOf(addr)
				fields = append(fields, owner+"."+field)
			}
		}
		return false
	})
	return fields
}

func isReceiver(v ssa.Value) bool {
	p, ok := v.(*ssa.Parameter)
	return ok && p.Parent().Signature.Recv() != nil && p.Parent().Params[0] == p
}
