package routes

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// Who lets strangers by often leaves somebody in their place, as a guest, where
// others look for who is calling. That there is somebody proves nothing then. What
// refuses the guest does: by a field that the guest is made with.

// Guest is what a function leaves under a key for those who have shown nothing.
type Guest struct {
	Key string
	// Known says that it is made here, and Fields what the fields hold that are given
	// constants: the others are zero where they are not among Open.
	Known  bool
	Fields []GuestField
	Open   []string
	// Apart says that it is of another type than all who are calling: what type there
	// is tells them from it.
	Apart bool
	// Anew says that it is left in the same place as who is calling, where nobody was
	// found: as a session that is made then, it holds nothing of anybody.
	Anew bool
}

// GuestField is a field and the constant that it holds.
type GuestField struct{ Name, Value string }

// byField ends a key of which a check asks for a field: "Role=1", "Anonymous!=true".
const byField = ", where "

// SplitNeed splits a key that a check needs: the key itself, and the field and the value
// that it must or must not have, "" where the check asks for something else.
func SplitNeed(need string) (key, field, value string, not bool) {
	key, test, ok := strings.Cut(need, byField)
	if !ok {
		return BareKey(need), "", "", false
	}
	field, value, _ = strings.Cut(test, "=")
	field, not = strings.CutSuffix(field, "!")
	return key, field, value, not
}

// IsPlain reports whether a key is one by itself: that something is there is asked.
func IsPlain(need string) bool { return BareKey(need) == need }

// Refused reports whether a check of a field refuses the guest, as far as that is
// known.
func (g *Guest) Refused(field, value string, not bool) (refused, known bool) {
	if !g.Known || slices.Contains(g.Open, field) {
		return false, false
	}
	held := ""
	for _, f := range g.Fields {
		if f.Name == field {
			held = f.Value
		}
	}
	if held == "" { // the zero value
		return slices.Contains(zeros, value) == not, slices.Contains(zeros, value) || value != ""
	}
	return (held == value) == not, true
}

var zeros = []string{"false", "0", `""`, isNil}

// guests returns what fn leaves for strangers under keys, and takes those keys from
// the ones that say who is calling.
func (b *builder) guests(h *Handler, fn *ssa.Function, gates []gate, nexts []next) {
	for _, n := range nexts {
		if n.by != nil {
			h.Guests = append(h.Guests, n.by.Guests...)
		}
	}
	if len(h.Sets) > 0 {
		h.Guests = append(h.Guests, b.welcomed(fn, gates)...)
	}
	for i := range h.Guests {
		g := &h.Guests[i]
		if !slices.ContainsFunc(h.Sets, func(key string) bool { return BareKey(key) == g.Key }) {
			continue
		}
		h.Sets = slices.DeleteFunc(h.Sets, func(key string) bool { return key == g.Key || !g.Anew && key == g.Key+byContent })
		h.Recognises = true
		if !slices.ContainsFunc(h.Guests, func(other Guest) bool { return other.Key == g.Key && !other.Apart }) {
			h.Sets = appendNew(h.Sets, g.Key+byType)
		}
	}
}

// welcomed returns what fn leaves on ways that no check closes.
func (b *builder) welcomed(fn *ssa.Function, gates []gate) (list []Guest) {
	cut := map[edge]bool{}
	for i := range gates {
		if g := &gates[i]; g.role == model.Auth && g.guard.State != Optional {
			cut[g.accept()] = true
		}
	}
	open := b.reachable(fn.Blocks[0], cut)
	known, made := map[string][]types.Type{}, []types.Type{}
	for _, instr := range instructions(fn) {
		for _, l := range b.leavings(instr) {
			var some []ssa.Value
			if open[instr.Block()] {
				some = b.strange(l.value, 0)
			}
			if len(some) > 0 && b.isFound(instr.Block()) {
				some = slices.DeleteFunc(some, func(v ssa.Value) bool { return !isFailure(v.Type()) })
			}
			if len(some) == 0 {
				known[l.key] = append(known[l.key], unwrap(l.value).Type())
			}
			for _, v := range some {
				g := b.guest(v)
				g.Key, g.Anew = l.key, v != unwrap(l.value)
				list, made = append(list, g), append(made, v.Type())
			}
		}
	}
	for i := range list {
		of := known[list[i].Key]
		list[i].Apart = !list[i].Anew && len(of) > 0 && !slices.ContainsFunc(of, func(t types.Type) bool { return types.IsInterface(t) || types.Identical(t, made[i]) })
	}
	return list
}

// isFound reports whether control comes to a block for those alone whom a database has
// found by a credential.
func (b *builder) isFound(block *ssa.BasicBlock) bool {
	for at := block; at != nil && at.Idom() != nil; at = at.Idom() {
		above := at.Idom()
		side, ok := sideOf(above, at)
		if branch, isIf := above.Instrs[len(above.Instrs)-1].(*ssa.If); ok && isIf && b.welcomes(branch.Cond, side) && len(b.lookedUp(branch.Cond)) > 0 {
			return true
		}
	}
	return false
}

// leaving is a value that is left under a key.
type leaving struct {
	key   string
	value ssa.Value
}

// leavings returns what an instruction leaves under keys, itself or by a function that
// is handed the value.
func (b *builder) leavings(instr ssa.Instruction) (list []leaving) {
	if st, ok := instr.(*ssa.Store); ok {
		if p, ok := b.put(st); ok {
			return []leaving{{p.key, st.Val}}
		}
		return nil
	}
	call, ok := instr.(*ssa.Call)
	if !ok {
		return nil
	}
	_, _, symbol, isMethod := b.callee(call.Common())
	if symbol == "context.WithValue" {
		return leave(call.Call.Args[1], call.Call.Args[2])
	}
	if put, ok := b.models.Put(symbol); ok {
		return leave(argument(call.Common(), put.Key, isMethod), argument(call.Common(), put.Value, isMethod))
	}
	fn := call.Call.StaticCallee()
	if fn == nil {
		return nil
	}
	sum := b.flow.Summary(fn)
	if sum == nil {
		return nil
	}
	for _, s := range sum.Sets {
		for _, o := range s.Origin {
			if s.Key != "" && o.Kind == flow.Param && o.Func == sum.Func && o.Name == "" && o.Index < len(call.Call.Args) && !b.flow.IsRequest(call.Call.Args[o.Index].Type()) {
				list = append(list, leaving{s.Key, call.Call.Args[o.Index]})
			}
		}
	}
	return list
}

func leave(key, value ssa.Value) []leaving {
	value = soleOf(value)
	if key == nil || value == nil || flow.Key(key) == "" {
		return nil
	}
	return []leaving{{flow.Key(key), value}}
}

// soleOf returns the only value of a list of arguments, as Locals(key, value...) is
// given, and any other value itself.
func soleOf(v ssa.Value) ssa.Value {
	list, ok := v.(*ssa.Slice)
	if !ok {
		return v
	}
	if values, known := elements(list.X); known && len(values) == 1 {
		return values[0]
	}
	return v
}

// strange returns what a value can be that has nothing to do with who sends the
// request, and is not nothing.
func (b *builder) strange(v ssa.Value, depth int) (list []ssa.Value) {
	v = unwrap(v)
	switch x := v.(type) {
	case *ssa.Const:
		return nil
	case *ssa.Phi:
		if depth == maxSaid {
			return nil
		}
		for _, e := range x.Edges {
			list = append(list, b.strange(e, depth+1)...)
		}
		return list
	}
	switch t := v.Type().Underlying().(type) {
	case *types.Pointer, *types.Struct:
	case *types.Interface:
		if t.NumMethods() == 0 {
			return nil
		}
	default:
		return nil // no description of anybody
	}
	if isFailure(v.Type()) { // whatever it tells of the request, it is nobody
		return []ssa.Value{v}
	}
	if slices.ContainsFunc(b.asked(b.flow.Origins(v), v.Parent()), func(o flow.Origin) bool { return b.maySay(v.Parent(), &o) || o.Kind == flow.Param }) {
		return nil
	}
	return []ssa.Value{v}
}

// guest returns what is known of a value that stands for strangers.
func (b *builder) guest(v ssa.Value) Guest {
	if call, ok := v.(*ssa.Call); ok { // newGuest()
		fn := call.Call.StaticCallee()
		if fn == nil || fn.Pkg != b.flow.SSA || len(fn.Blocks) != 1 {
			return Guest{}
		}
		if ret, ok := fn.Blocks[0].Instrs[len(fn.Blocks[0].Instrs)-1].(*ssa.Return); ok && len(ret.Results) > 0 {
			v = unwrap(ret.Results[0])
		}
	}
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	made, ok := v.(*ssa.Alloc)
	if !ok {
		return Guest{}
	}
	g := Guest{Known: true}
	for _, ref := range *made.Referrers() {
		at, ok := ref.(*ssa.FieldAddr)
		if !ok {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == ssa.Value(made) {
				return Guest{}
			}
			continue
		}
		name := fieldName(at.X.Type(), at.Field)
		for _, ref := range *at.Referrers() {
			st, ok := ref.(*ssa.Store)
			if !ok {
				continue
			}
			if value, known := exact(st.Val); known && value != "" {
				g.Fields = append(g.Fields, GuestField{name, value})
			} else {
				g.Open = append(g.Open, name)
			}
		}
	}
	return g
}

// fieldAsked returns the field that a condition asks for, and what it must be where
// the request goes on on the given side, as it ends a key: "" where it asks for
// none.
func (b *builder) fieldAsked(cond ssa.Value, side int) string {
	v := Verdict{Value: "true", Not: side == 1}
	for {
		op, ok := cond.(*ssa.UnOp)
		if !ok || op.Op != token.NOT {
			break
		}
		cond, v.Not = op.X, !v.Not
	}
	if op, ok := cond.(*ssa.BinOp); ok {
		c, isConst := op.Y.(*ssa.Const)
		if !isConst || op.Op != token.EQL && op.Op != token.NEQ {
			return ""
		}
		value, known := exact(c)
		if !known {
			return ""
		}
		cond, v.Value, v.Not = op.X, value, v.Not != (op.Op == token.NEQ)
	}
	if call, ok := cond.(*ssa.Call); ok && v.Value == "true" {
		fn, _, _, isMethod := b.callee(call.Common())
		if fn == nil || call.Call.IsInvoke() || !isMethod {
			return ""
		}
		sum := b.summaryOf(fn)
		if sum == nil || sum.Info == nil || sum.Info.Field == "" {
			return ""
		}
		if v.Not {
			return opposite(sum.Info.Field)
		}
		return sum.Info.Field
	}
	_, field := fieldRead(cond)
	if field == "" {
		return ""
	}
	test := byField + field + "=" + v.Value
	if v.Not {
		return opposite(test)
	}
	return test
}

// opposite returns the end of a key that asks for the opposite.
func opposite(test string) string {
	field, value, _ := strings.Cut(test, "=")
	if was, ok := strings.CutSuffix(field, "!"); ok {
		return was + "=" + value
	}
	return field + "!=" + value
}

// asksField returns what a method's truth says of a field of what it is called on,
// as it ends a key; "" where it says something else.
func (b *builder) asksField(fn *ssa.Function) string {
	results := fn.Signature.Results()
	if fn.Signature.Recv() == nil || results.Len() != 1 || !isBool(results.At(0).Type()) || len(fn.Params) != 1 || len(fn.Blocks) != 1 {
		return ""
	}
	ret, ok := fn.Blocks[0].Instrs[len(fn.Blocks[0].Instrs)-1].(*ssa.Return)
	if !ok {
		return ""
	}
	return b.fieldAsked(ret.Results[0], 0)
}
