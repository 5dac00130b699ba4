package flow

import (
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A struct's tags can say what values a field has: a binder refuses others by
// one, a validator by the other, once it is asked.

// listedBy returns the tag that limits the field to a list, a name or a number:
// "binding", which holds wherever a request was bound, or "validate".
func listedBy(owner types.Type, field *types.Var) string {
	st, ok := owner.Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	for i := range st.NumFields() {
		if st.Field(i) != field {
			continue
		}
		for _, key := range []string{"binding", "validate"} {
			if slices.ContainsFunc(strings.Split(reflect.StructTag(st.Tag(i)).Get(key), ","), limits) {
				return key
			}
		}
	}
	return ""
}

// limits reports whether a rule of a tag leaves nothing but names and numbers,
// or the values that it lists.
func limits(rule string) bool {
	switch name, _, _ := strings.Cut(rule, "="); name {
	case "oneof", "eq", "alpha", "alphanum", "numeric", "number", "hexadecimal", "uuid", "uuid3", "uuid4", "uuid5", "ulid":
		return !strings.Contains(rule, "|") // one rule or another
	}
	return false
}

// validated reports whether a validator was asked about the struct at the root
// on every way to the instruction.
func (f *family) validated(root ssa.Value, at ssa.Instruction) bool {
	for instr := range f.instructions() {
		call, ok := instr.(*ssa.Call)
		if !ok || call.Parent() != at.Parent() {
			continue
		}
		switch _, _, symbol, _ := Callee(&call.Call); symbol {
		case "github.com/go-playground/validator/v10.Validate.Struct", "github.com/go-playground/validator/v10.Validate.StructCtx",
			"github.com/labstack/echo/v4.Context.Validate", "github.com/labstack/echo/v5.Context.Validate":
			if slices.ContainsFunc(call.Call.Args, func(v ssa.Value) bool { return f.addressOf(v).root == root }) && dominates(call, at) {
				return true
			}
		}
	}
	return false
}
