package routes

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
)

// What one middleware finds out, it leaves for the next under a key of the
// request's context, or in a field of a context of the program's own, which
// embeds a framework's: the field's name is the key then.

// put is one place where something is left.
type put struct {
	key string // "" if it is not known
	typ string // of what is left, "" if it is not known
	// same says that it is the same for everybody, and not nothing.
	same bool
}

// put reads an instruction that leaves something for those that follow, itself
// or by what it calls.
func (b *builder) put(instr ssa.Instruction) (put, bool) {
	switch instr := instr.(type) {
	case *ssa.Call:
		if !b.fillsContext(instr) {
			return put{}, false
		}
		key, _ := b.keyPut(instr)
		if key == nil {
			return put{}, true
		}
		return put{flow.Key(key), typePut(instr, key), putsConstant(instr, key)}, true
	case *ssa.Store:
		at, ok := instr.Addr.(*ssa.FieldAddr)
		if !ok || !b.ownContext(at.X.Type()) || b.flow.IsRequest(instr.Val.Type()) {
			return put{}, false
		}
		owner, field := fieldOf(at)
		c, isConst := instr.Val.(*ssa.Const)
		if isConst && !telling(c) {
			return put{}, false
		}
		return put{OwnField + owner + "." + field, instr.Val.Type().String(), isConst}, true
	}
	return put{}, false
}

// ownContext reports whether values of type t, structs of the program's own, are
// requests by what they embed.
func (b *builder) ownContext(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	n := models.TypeName(t)
	_, isStruct := t.Underlying().(*types.Struct)
	return isStruct && n != nil && n.Pkg() != nil && !b.models.Modelled(n.Pkg().Path()) && b.flow.IsRequest(types.NewPointer(t))
}

// fieldKey returns the key that an origin is read under where it is a field of a
// context of the program's own.
func (b *builder) fieldKey(o *flow.Origin) string {
	fn := b.byID[o.Func]
	if o.Kind != flow.Param || o.Name == "" || fn == nil || o.Index >= len(fn.Params) {
		return ""
	}
	t := fn.Params[o.Index].Type()
	if !b.ownContext(t) {
		return ""
	}
	field, _ := flow.CutField(o.Name)
	return OwnField + models.TypeSymbol(t) + "." + field
}

// assertedField returns the key of what a condition asks for that is a field of a context
// of the program's own, where a context of the framework is taken for one.
func (b *builder) assertedField(cond ssa.Value) string {
	if op, ok := cond.(*ssa.UnOp); ok && op.Op == token.NOT {
		cond = op.X
	}
	if op, ok := cond.(*ssa.BinOp); ok {
		cond = op.X
	}
	of, field := fieldRead(cond)
	for {
		outer, name := fieldRead(of)
		if name == "" {
			break
		}
		of, field = outer, name
	}
	if x, ok := of.(*ssa.Extract); ok && x.Index == 0 {
		of = x.Tuple
	}
	taken, ok := of.(*ssa.TypeAssert)
	if !ok || field == "" || !b.ownContext(taken.AssertedType) {
		return ""
	}
	return OwnField + models.TypeSymbol(taken.AssertedType) + "." + field
}

// OwnField begins the keys that are fields.
const OwnField = "field "

// Own reports whether a key is a field of a context of the program's own: what
// nobody in the program is seen to leave there, nobody does.
func Own(key string) bool { return strings.HasPrefix(key, OwnField) }

// ownFields returns the fields of contexts of the program's own that fn fills, and
// those among them that it fills with what is made of a credential.
func (b *builder) ownFields(fn *ssa.Function) (all, known []string) {
	for _, instr := range instructions(fn) {
		st, ok := instr.(*ssa.Store)
		if !ok {
			continue
		}
		p, ok := b.put(st)
		if !ok {
			continue
		}
		all = appendNew(all, p.key)
		if slices.ContainsFunc(b.origins(st.Val), func(o flow.Origin) bool { return isCredential(&o) }) {
			known = appendNew(known, p.key)
		}
	}
	return all, known
}
