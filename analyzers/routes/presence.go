package routes

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// What a program knows of a caller is often asked by a method, as whether it is
// anybody at all. Which of the two answers is the one for strangers is read off
// its body: nothing comes as the zero value.

// Presence is what the truth of a function says of what it is given.
type Presence uint8

// The kinds of presence.
const (
	Undecided Presence = iota
	Present            // there is something
	Absent             // there is nothing
)

// not returns what the opposite truth says.
func (p Presence) not() Presence {
	switch p {
	case Present:
		return Absent
	case Absent:
		return Present
	}
	return Undecided
}

// presence returns what fn tells by its truth, where all that it does is hold
// something against its zero value.
func (b *builder) presence(fn *ssa.Function) Presence {
	results := fn.Signature.Results()
	if results.Len() != 1 || !isBool(results.At(0).Type()) || len(fn.Params) == 0 || len(fn.Blocks) != 1 {
		return Undecided
	}
	ret, ok := fn.Blocks[0].Instrs[len(fn.Blocks[0].Instrs)-1].(*ssa.Return)
	if !ok {
		return Undecided
	}
	return b.heldAgainstZero(ret.Results[0])
}

// heldAgainstZero returns what a truth says of the value that it is made of.
func (b *builder) heldAgainstZero(v ssa.Value) Presence {
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.NOT {
			return b.heldAgainstZero(v.X).not()
		}
	case *ssa.Call:
		return b.tells(v)
	case *ssa.BinOp:
		c, ok := v.Y.(*ssa.Const)
		if !ok || !isZero(c) || isError(v.X.Type()) {
			return Undecided
		}
		switch v.Op {
		case token.EQL:
			return Absent
		case token.NEQ, token.GTR:
			return Present
		}
	}
	return Undecided
}

// isZero reports whether a constant is the zero value of its type, but for false:
// of a truth either may be the one for strangers.
func isZero(c *ssa.Const) bool {
	if c.Value == nil {
		return c.IsNil()
	}
	switch c.Value.Kind() {
	case constant.String:
		return constant.StringVal(c.Value) == ""
	case constant.Int, constant.Float:
		return constant.Sign(c.Value) == 0
	}
	return false
}

// tells returns what the truth of a call of the program's own says.
func (b *builder) tells(call *ssa.Call) Presence {
	fn, _, _, _ := b.callee(call.Common())
	if fn == nil || call.Call.IsInvoke() {
		return Undecided
	}
	if sum := b.summaryOf(fn); sum != nil && sum.Info != nil {
		return sum.Info.Tells
	}
	return Undecided
}
