package routes

import (
	"go/constant"
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// What a condition is in words: as its source has it, put together from what it
// became, since the source of a called function may be out of reach.

// maxText bounds what is said of a condition.
const maxText = 80

// inWords returns a value as the source has it, as far as that is short.
func (b *builder) inWords(v ssa.Value, depth int) string {
	const unsaid = "…"
	if depth > maxSaid {
		return unsaid
	}
	depth++
	text := unsaid
	switch v := v.(type) {
	case *ssa.Const:
		switch {
		case v.IsNil():
			text = "nil"
		case v.Value == nil:
		case v.Value.Kind() == constant.String:
			text = v.Value.ExactString()
		default:
			text = v.Value.String()
		}
	case *ssa.Parameter:
		text = v.Name()
	case *ssa.FreeVar:
		text = v.Name()
	case *ssa.Alloc:
		if text = v.Comment; strings.Contains(text, " ") || text == "complit" || text == "" {
			text = unsaid
		}
	case *ssa.Global:
		if text = v.Name(); v.Pkg != nil && v.Pkg != b.flow.SSA {
			text = v.Pkg.Pkg.Name() + "." + text
		}
	case *ssa.UnOp:
		switch v.Op {
		case token.MUL:
			return b.inWords(v.X, depth)
		case token.NOT:
			text = "!" + b.inWords(v.X, depth)
		}
	case *ssa.BinOp:
		text = b.inWords(v.X, depth) + " " + v.Op.String() + " " + b.inWords(v.Y, depth)
	case *ssa.FieldAddr:
		return b.saidField(v.X, v.Field, depth)
	case *ssa.Field:
		return b.saidField(v.X, v.Field, depth)
	case *ssa.IndexAddr:
		text = b.inWords(v.X, depth) + "[" + b.inWords(v.Index, depth) + "]"
	case *ssa.Lookup:
		text = b.inWords(v.X, depth) + "[" + b.inWords(v.Index, depth) + "]"
	case *ssa.Extract:
		return b.inWords(v.Tuple, depth)
	case *ssa.TypeAssert:
		return b.inWords(v.X, depth)
	case *ssa.Call:
		text = b.saidCall(v, depth)
	case *ssa.MakeInterface, *ssa.ChangeType, *ssa.ChangeInterface:
		return b.inWords(unwrap(v), depth)
	case *ssa.Convert:
		return b.inWords(v.X, depth)
	}
	if len(text) > maxText {
		return unsaid
	}
	return text
}

func (b *builder) saidField(of ssa.Value, index, depth int) string {
	st, ok := structOf(of.Type())
	if !ok {
		return "…"
	}
	if f := st.Field(index); !f.Embedded() {
		return b.inWords(of, depth) + "." + f.Name()
	}
	return b.inWords(of, depth)
}

func (b *builder) saidCall(v *ssa.Call, depth int) string {
	args := v.Call.Args
	name := "…"
	fn, _, _, isMethod := b.callee(v.Common())
	builtin, isBuiltin := v.Call.Value.(*ssa.Builtin)
	switch {
	case isBuiltin:
		name = builtin.Name()
	case v.Call.IsInvoke():
		name = b.inWords(v.Call.Value, depth) + "." + v.Call.Method.Name()
	case fn != nil && isMethod && len(args) > 0:
		name, args = b.inWords(args[0], depth)+"."+fn.Name(), args[1:]
	case fn != nil && fn.Pkg() != nil && fn.Pkg() != b.pass.Pkg:
		name = fn.Pkg().Name() + "." + fn.Name()
	case fn != nil:
		name = fn.Name()
	}
	var list []string
	for _, a := range args {
		list = append(list, b.inWords(a, depth))
	}
	return name + "(" + strings.Join(list, ", ") + ")"
}

// saidNot returns the opposite of a condition, as the source might have it.
func (b *builder) saidNot(cond ssa.Value) string {
	switch v := cond.(type) {
	case *ssa.UnOp:
		if v.Op == token.NOT {
			return b.inWords(v.X, 0)
		}
	case *ssa.BinOp:
		opposite, ok := map[token.Token]token.Token{
			token.EQL: token.NEQ, token.NEQ: token.EQL, token.LSS: token.GEQ, token.GEQ: token.LSS, token.GTR: token.LEQ, token.LEQ: token.GTR,
		}[v.Op]
		if ok {
			return b.inWords(v.X, 0) + " " + opposite.String() + " " + b.inWords(v.Y, 0)
		}
	}
	return "!" + b.inWords(cond, 0)
}
