package routes

import (
	"cmp"
	"go/token"
	"go/types"
	"math"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// What happens to a struct in a function is read in the order of its
// instructions: fields that are set, lists that grow, calls that it is handed to.

// event is one thing that happens to a struct.
type event struct {
	at    ssa.Instruction
	path  []hop           // the field that is set, an embedded one before its own
	value ssa.Value       // what it is set to
	call  *ssa.CallCommon // or the call that the struct is handed to
	index int             // as which argument
}

// hop is a field of a struct, of one that has an address or of one that has none.
type hop struct {
	of    ssa.Value
	field int
}

func (h hop) name() string { return fieldName(h.of.Type(), h.field) }

// events returns what happens to the struct at v in the function that has it,
// in order.
func (b *builder) events(v ssa.Value) []event {
	list, ok := b.happened[v]
	if ok {
		return list
	}
	for _, alias := range b.aliases(v) {
		list = append(list, b.eventsOn(alias, nil)...)
	}
	slices.SortStableFunc(list, func(x, y event) int { return b.place(x.at) - b.place(y.at) })
	b.happened[v] = list
	return list
}

// aliases returns v and what is read from variables that hold nothing else.
func (b *builder) aliases(v ssa.Value) []ssa.Value {
	list := []ssa.Value{v}
	if v.Referrers() == nil {
		return list
	}
	for _, ref := range *v.Referrers() {
		st, ok := ref.(*ssa.Store)
		if !ok || st.Val != v {
			continue
		}
		cell, ok := st.Addr.(*ssa.Alloc)
		if !ok || len(b.stores[cell]) != 1 {
			continue
		}
		for _, ref := range *cell.Referrers() {
			if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL {
				list = append(list, load)
			}
		}
	}
	return list
}

func (b *builder) eventsOn(v ssa.Value, path []hop) []event {
	var list []event
	if v.Referrers() == nil {
		return nil
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			if len(path) < 4 {
				list = append(list, b.eventsOn(ref, append(slices.Clip(path), hop{ref.X, ref.Field}))...)
			}
		case *ssa.Field:
			if len(path) < 4 && b.isDeclaring(ref.Type()) {
				list = append(list, b.eventsOn(ref, append(slices.Clip(path), hop{ref.X, ref.Field}))...)
			}
		case *ssa.UnOp:
			if len(path) > 0 && ref.Op == token.MUL && b.isDeclaring(ref.Type()) {
				list = append(list, b.eventsOn(ref, path)...)
			}
		case *ssa.MapUpdate:
			if ref.Map == v && len(path) > 0 {
				list = append(list, event{at: ref, path: path})
			}
		case *ssa.Store:
			if ref.Addr == v && len(path) > 0 && b.matters(path[len(path)-1].of.Type(), ref.Val.Type()) {
				list = append(list, event{at: ref, path: path, value: ref.Val})
			}
		case ssa.CallInstruction:
			if i := slices.Index(ref.Common().Args, v); i >= 0 && pointsToStruct(v) && !ref.Common().IsInvoke() && b.carries(v.Type()) {
				list = append(list, event{at: ref, path: path, call: ref.Common(), index: i})
			}
		}
	}
	return list
}

// live returns the stores that a variable can have its value from at an
// instruction: those before the last that is certain do not count.
func (b *builder) live(v *ssa.Alloc, at ssa.Instruction) []*ssa.Store {
	if at != nil && at.Parent() != v.Parent() {
		at = nil
	}
	stores := slices.Clone(b.stores[v])
	place := func(st *ssa.Store) int {
		if st.Parent() != v.Parent() {
			return math.MaxInt // a literal's, which runs at some time
		}
		return b.place(st)
	}
	slices.SortStableFunc(stores, func(x, y *ssa.Store) int { return cmp.Compare(place(x), place(y)) })
	var list []*ssa.Store
	for _, st := range stores {
		switch {
		case st.Parent() != v.Parent():
		case at != nil && b.place(st) > b.place(at):
			continue
		case certain(st, at):
			list = nil
		}
		list = append(list, st)
	}
	if len(list) == 0 {
		return stores
	}
	return list
}

func values(stores []*ssa.Store) []ssa.Value {
	list := make([]ssa.Value, len(stores))
	for i, st := range stores {
		list[i] = st.Val
	}
	return list
}

// place returns where an instruction stands among those of its function.
func (b *builder) place(instr ssa.Instruction) int {
	fn := instr.Parent()
	if _, ok := b.placed[fn]; !ok {
		order := map[ssa.Instruction]int{}
		for i, instr := range instructions(fn) {
			order[instr] = i
		}
		b.placed[fn] = order
	}
	return b.placed[fn][instr]
}

// after returns the struct at v, e without them, with what has happened to it
// up to the instruction that is being read. Of one field alone, if it is named.
func (b *builder) after(v ssa.Value, e Expr, field string, depth int) Expr {
	at := b.here
	if at != nil && at.Parent() != parentOf(v) {
		at = nil
	}
	if b.open[v] {
		return e
	}
	b.open[v] = true
	defer func(outer ssa.Instruction) { b.here = outer; delete(b.open, v) }(b.here)
	obj := e
	if e.Kind != Object {
		obj = Expr{Kind: Object, Type: typeName(v.Type()), Args: []Expr{e}, At: e.At}
	}
	changed := false
	for _, ev := range b.events(v) {
		if at != nil && (ev.at == at || b.place(ev.at) >= b.place(at)) || b.fuel < 0 {
			break
		}
		if field != "" && ev.call == nil && ev.path[0].name() != field {
			continue
		}
		b.here = ev.at
		delete(b.open, v)
		next, ok := b.happen(obj, v, ev, at, depth+1)
		b.open[v] = true
		if ok {
			obj, changed = next, true
		}
	}
	if !changed {
		return e
	}
	return obj
}

func parentOf(v ssa.Value) *ssa.Function {
	if instr, ok := v.(ssa.Instruction); ok {
		return instr.Parent()
	}
	return v.Parent()
}

// happen returns the struct after one event, and whether that changes it.
func (b *builder) happen(obj Expr, v ssa.Value, ev event, at ssa.Instruction, depth int) (Expr, bool) {
	if ev.call == nil {
		value, grows := b.grown(ev, depth)
		if !grows {
			value = b.read(ev.value, depth)
		}
		if st, ok := ev.at.(*ssa.Store); ok && !grows && !certain(st, at) && b.filling(st) {
			return b.fill(obj, ev.path, value), true
		}
		return b.set(obj, ev.path, value, grows, ev.at, at), true
	}
	callee, _, _, _ := b.callee(ev.call)
	if callee == nil {
		if _, ok := ev.call.Value.(*ssa.Builtin); ok || len(ev.path) > 0 {
			return obj, false
		}
		fn := b.read(ev.call.Value, depth)
		if fn.Kind == Row {
			fn = fn.Args[0] // each in its turn
		}
		done := Expr{Kind: Done, Index: ev.index, Args: []Expr{obj, fn}, At: b.flow.At(ev.at)}.completed()
		return done, true
	}
	sum := b.summaryOf(callee)
	if sum == nil || sum.Info == nil {
		return obj, false
	}
	// What else the call is given is read once: the struct itself is the one that
	// is followed here, and to read it there would be to begin anew.
	var args []Expr
	for _, effect := range sum.Info.Effects {
		if effect.Index != ev.index {
			continue
		}
		self := obj
		for _, f := range ev.path {
			self = b.hopTo(f, self, obj.At)
		}
		if args == nil {
			args = b.argsBut(ev.index, sum, ev.call.Args, depth)
		}
		args[ev.index] = self
		site := b.siteOf(ev.at)
		value, grows := effect.Value, false
		if value.Kind == List && len(value.Args) > 0 && value.Args[0].Kind == Select && value.Args[0].Name == effect.Func {
			grows = true
			value.Args = value.Args[1:]
		}
		obj = b.setNamed(obj, ev.path, effect.Func, value.Subst(sum.Func, args, site), grows, ev.at, at)
	}
	return obj, args != nil
}

// grown returns what an event appends to the list, or puts into the map, that its
// field holds.
func (b *builder) grown(ev event, depth int) (Expr, bool) {
	if up, ok := ev.at.(*ssa.MapUpdate); ok {
		return Expr{Kind: List, Args: []Expr{b.pair(up, depth)}}, true
	}
	call, ok := ev.value.(*ssa.Call)
	if !ok || len(call.Call.Args) != 2 {
		return Expr{}, false
	}
	if builtin, ok := call.Call.Value.(*ssa.Builtin); !ok || builtin.Name() != "append" {
		return Expr{}, false
	}
	load, ok := call.Call.Args[0].(*ssa.UnOp)
	if !ok {
		return Expr{}, false
	}
	from, ok := load.X.(*ssa.FieldAddr)
	if last := ev.path[len(ev.path)-1]; !ok || from.Field != last.field || !types.Identical(from.X.Type(), last.of.Type()) {
		return Expr{}, false
	}
	return b.read(call.Call.Args[1], depth).Spread(), true
}

// stored returns what a store leaves in a field or variable: of a list that it
// appends to in a loop, all of it.
func (b *builder) stored(st *ssa.Store) Expr {
	e := b.expr(st.Val)
	call, ok := st.Val.(*ssa.Call)
	if !ok || e.Kind != List || len(e.Args) < 2 {
		return e
	}
	if builtin, ok := call.Call.Value.(*ssa.Builtin); !ok || builtin.Name() != "append" {
		return e
	}
	load, ok := call.Call.Args[0].(*ssa.UnOp)
	if !ok || !alike(load.X, st.Addr) {
		return e
	}
	self := b.expr(load)
	if more, ok := b.expr(call.Call.Args[1]).Spread().inLoop(); ok {
		return Expr{Kind: List, Args: []Expr{self.Spread(), more}, At: e.At}.Settle()
	}
	return e
}

// certain reports whether an instruction has run whenever another does, or, if
// that is nil, whenever the function returns without an error.
func certain(by, at ssa.Instruction) bool {
	block := by.Block()
	if at != nil && at.Parent() == by.Parent() {
		return block.Dominates(at.Block())
	}
	return !avoidable(block.Parent().Blocks[0], block)
}
