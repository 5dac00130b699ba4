package routes

import (
	"cmp"
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
)

// Routers, handlers and lists of middleware are kept in structs: services,
// builders, rows of tables. A struct is read as what its fields hold at the
// place that reads it: what it was made with, and what has been done to it
// since, here or by functions that it was handed to. What is not seen of it is
// whatever the program stores in fields of that type.

// selected returns the value of a field, as far as the struct is known.
func (e Expr) selected() Expr {
	if len(e.Args) != 1 {
		return e
	}
	base := e.Args[0]
	for base.Kind == Object {
		for i := len(base.Env) - 1; i >= 0; i-- {
			if base.Env[i].Func == e.Name {
				return base.Env[i].Value
			}
		}
		if len(base.Args) == 0 {
			switch {
			case e.Index == 1 || base.Index == 1:
				return Expr{Kind: Nil, At: e.At}
			case base.Type == "" || e.Func == "":
				return Expr{Kind: Nil, Name: "the row of a table leaves it out", At: e.At}
			}
			return e.Anywhere()
		}
		base = base.Args[0]
	}
	e.Args = []Expr{base}
	switch base.Kind {
	case Unknown, Nil:
		return e.Anywhere()
	case Else:
		of := func(one Expr) Expr {
			return Expr{Kind: Select, Name: e.Name, Func: e.Func, Index: e.Index, Args: []Expr{one}, At: e.At}.selected()
		}
		return Expr{Kind: Else, Args: []Expr{of(base.Args[0]), of(base.Args[1])}, At: e.At}.Settle()
	case Chosen:
		of := func(one Expr) Expr {
			return Expr{Kind: Select, Name: e.Name, Func: e.Func, Index: e.Index, Args: []Expr{one}, At: e.At}.selected()
		}
		return Expr{Kind: Chosen, Args: []Expr{base.Args[0], of(base.Args[1]), of(base.Args[2])}, At: e.At}
	case Choice:
		either := Expr{Kind: Choice, At: e.At}
		for _, one := range base.Args {
			one := Expr{Kind: Select, Name: e.Name, Func: e.Func, Index: e.Index, Args: []Expr{one}, At: e.At}.selected()
			either.Args = either.with(one)
		}
		if len(either.Args) == 1 {
			return either.Args[0]
		}
		return either
	}
	return e
}

// IsField reports whether e is a field of a struct that has a name.
func (e Expr) IsField() bool { return e.Kind == Select && e.Func != "" }

// Anywhere returns, for a field of a struct that is not known, whatever is stored
// in fields of that name and type.
func (e Expr) Anywhere() Expr {
	if !e.IsField() {
		return e
	}
	return Expr{Kind: Field, Name: e.Func + "." + e.Name, At: e.At}
}

// with returns the alternatives of e and one more.
func (e Expr) with(one Expr) []Expr {
	list := e.Args
	for _, a := range alternatives(one) {
		if len(list) < maxAlternatives && !slices.ContainsFunc(list, func(have Expr) bool { return have.Equal(a) }) {
			list = append(list, a)
		}
	}
	return list
}

// maxAlternatives bounds how many values one can be.
const maxAlternatives = 12

// maxSize bounds the size of an expression, in parts. What is larger is no route
// that anyone wrote, and each function that it is handed to makes it larger.
const maxSize = 3000

// bounded returns e, or nothing of it where it is too large.
func (e Expr) bounded() Expr {
	if e.Kind == List {
		return e.within(maxSize)
	}
	return e.within(maxSize / 10) // no table
}

// names returns a list of names that is told or handed on as it is; of others
// nothing.
func (e Expr) names() Expr {
	switch e.Kind {
	case Param, Global, Nil:
		return e
	case List:
		if !slices.ContainsFunc(e.Args, func(a Expr) bool { return a.Kind != Const && a.Kind != Object }) {
			return e
		}
	}
	return Expr{Kind: Unknown, Name: "its names are computed", At: e.At}
}

func (e Expr) within(left int) Expr {
	if e.fits(&left) {
		return e
	}
	return Expr{Kind: Unknown, Name: "it is made of too many parts", At: e.At}
}

func (e *Expr) fits(left *int) bool {
	if *left--; *left < 0 {
		return false
	}
	for i := range e.Args {
		if !e.Args[i].fits(left) {
			return false
		}
	}
	for i := range e.Env {
		if !e.Env[i].Value.fits(left) {
			return false
		}
	}
	return true
}

// Equal reports whether two expressions are the same, wherever they stand.
func (e Expr) Equal(x Expr) bool {
	if e.Kind != x.Kind || e.Name != x.Name || e.Func != x.Func || e.Index != x.Index || len(e.Args) != len(x.Args) || len(e.Env) != len(x.Env) {
		return false
	}
	for i := range e.Args {
		if !e.Args[i].Equal(x.Args[i]) {
			return false
		}
	}
	for i := range e.Env {
		if e.Env[i].Func != x.Env[i].Func || e.Env[i].Index != x.Env[i].Index || !e.Env[i].Value.Equal(x.Env[i].Value) {
			return false
		}
	}
	return true
}

// repeated returns the list that a loop over a known one makes.
func (e Expr) repeated() Expr {
	if len(e.Args) != 2 {
		return e
	}
	switch rows := e.Args[0]; rows.Kind {
	case Nil:
		return Expr{Kind: List, At: e.At}
	case List:
		list := Expr{Kind: List, At: e.At}
		for i, item := range rows.Args[:min(len(rows.Args), maxRows)] {
			list.Args = append(list.Args, e.Args[1].place(e.Name, i, item, 0))
		}
		return list.Settle()
	}
	return e
}

// completed returns the struct with what known functions do to it.
func (e Expr) completed() Expr {
	if len(e.Args) != 2 {
		return e
	}
	obj, fn := e.Args[0], e.Args[1]
	switch fn.Kind {
	case Nil:
		return obj
	case List:
		for _, one := range fn.Args {
			obj = Expr{Kind: Done, Index: e.Index, Args: []Expr{obj, one}, At: e.At}.completed()
		}
		return obj
	case Func:
		if fn.Info == nil {
			return obj
		}
		args := make([]Expr, e.Index+1)
		args[e.Index] = obj
		env := []Binding{}
		for _, effect := range fn.Info.Effects {
			if effect.Index == e.Index {
				env = append(env, Binding{Func: effect.Func, Value: fn.In(effect.Value).Subst(fn.Name, args, "")})
			}
		}
		if len(env) == 0 {
			return obj
		}
		return Expr{Kind: Object, Type: obj.Type, Name: obj.Name, Info: obj.Info, Args: []Expr{obj}, Env: env, At: obj.At}
	}
	return e
}

// event is one thing that happens to a struct.
type event struct {
	at    ssa.Instruction
	path  []*ssa.FieldAddr // the field that is set, an embedded one before its own
	value ssa.Value        // what it is set to
	call  *ssa.CallCommon  // or the call that the struct is handed to
	index int              // as which argument
}

// structOf returns the struct that t is or points to.
func structOf(t types.Type) (*types.Struct, bool) {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	return st, ok
}

// pointsToStruct reports whether v is the place of a struct.
func pointsToStruct(v ssa.Value) bool {
	p, ok := v.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	_, ok = p.Elem().Underlying().(*types.Struct)
	return ok
}

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

func (b *builder) eventsOn(v ssa.Value, path []*ssa.FieldAddr) []event {
	var list []event
	if v.Referrers() == nil {
		return nil
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			if len(path) < 4 {
				list = append(list, b.eventsOn(ref, append(slices.Clip(path), ref))...)
			}
		case *ssa.Store:
			if ref.Addr == v && len(path) > 0 && b.matters(path[len(path)-1].X.Type(), ref.Val.Type()) {
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
		if field != "" && ev.call == nil && fieldName(ev.path[0].X.Type(), ev.path[0].Field) != field {
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
	callee, _, _, _ := flow.Callee(ev.call)
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
	changed := false
	for _, effect := range sum.Info.Effects {
		if effect.Index != ev.index {
			continue
		}
		self := obj
		for _, f := range ev.path {
			self = b.selectOf(f, self)
		}
		args := b.args(sum, ev.call.Args, depth)
		for len(args) <= ev.index {
			args = append(args, Expr{})
		}
		args[ev.index] = self
		site := b.siteOf(ev.at)
		value, grows := effect.Value, false
		if value.Kind == List && len(value.Args) > 0 && value.Args[0].Kind == Select && value.Args[0].Name == effect.Func {
			grows = true
			value.Args = value.Args[1:]
		}
		obj = b.setNamed(obj, ev.path, effect.Func, value.Subst(sum.Func, args, site), grows, ev.at, at)
		changed = true
	}
	return obj, changed
}

// grown returns what an event appends to the list that its field holds.
func (b *builder) grown(ev event, depth int) (Expr, bool) {
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
	if !ok || from.Field != ev.path[len(ev.path)-1].Field || !types.Identical(from.X.Type(), ev.path[len(ev.path)-1].X.Type()) {
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

// set returns the struct with a field set.
func (b *builder) set(obj Expr, path []*ssa.FieldAddr, value Expr, grows bool, by, at ssa.Instruction) Expr {
	last := path[len(path)-1]
	return b.setNamed(obj, path[:len(path)-1], fieldName(last.X.Type(), last.Field), value, grows, by, at)
}

// fill sets a field where it is nil.
func (b *builder) fill(obj Expr, path []*ssa.FieldAddr, value Expr) Expr {
	if len(path) > 1 {
		inner := b.fill(b.selectOf(path[0], obj), path[1:], value)
		return obj.bound(fieldName(path[0].X.Type(), path[0].Field), inner)
	}
	before := b.selectOf(path[0], obj)
	return obj.bound(fieldName(path[0].X.Type(), path[0].Field), Expr{Kind: Else, Args: []Expr{before, value}, At: value.At}.Settle())
}

// setNamed sets the named field of the struct that is reached by path. What is
// not certain to happen leaves the field as it was, or sets it.
func (b *builder) setNamed(obj Expr, path []*ssa.FieldAddr, name string, value Expr, grows bool, by, at ssa.Instruction) Expr {
	if len(path) > 0 {
		first := path[0]
		inner := b.setNamed(b.selectOf(first, obj), path[1:], name, value, grows, by, at)
		return obj.bound(fieldName(first.X.Type(), first.Field), inner)
	}
	sel := Expr{Kind: Select, Name: name, Func: symbolOf(obj.Type), Args: []Expr{obj}}
	if grows {
		sel.Index = 1
		if value, ok := value.inLoop(); ok {
			return obj.bound(name, Expr{Kind: List, Args: []Expr{sel.Settle(), value}, At: value.At}.Settle())
		}
		value = Expr{Kind: List, Args: []Expr{sel.Settle(), value}, At: value.At}.Settle()
	}
	if !certain(by, at) {
		before := sel.Settle()
		switch {
		case slices.Contains(b.emptyAt(by.Block()), sel.Func+"."+name):
			value = Expr{Kind: Else, Args: []Expr{before, value}, At: value.At}.Settle()
		case before.Kind == Unknown || before.Kind == Field: // nothing was there
		default:
			value = Expr{Kind: Choice, Args: Expr{Args: slices.Clone(alternatives(before))}.with(value), At: value.At}
		}
	}
	return obj.bound(name, value)
}

// rowOf returns the first row of a loop in the expression.
func (e *Expr) rowOf() (Expr, bool) {
	return e.rowIn(func(row Expr) (Expr, bool) { return row, true })
}

// inLoop returns what a loop appends in all its rounds, if e is what it appends in
// one.
func (e Expr) inLoop() (Expr, bool) {
	row, ok := e.rowOf()
	if !ok {
		return e, false
	}
	return Expr{Kind: Each, Name: row.Name, Args: []Expr{row.Args[0], e}, At: e.At}.Settle(), true
}

// whole returns a struct that is copied: nothing is set in it from elsewhere.
func (e Expr) whole() Expr {
	if e.Kind == Object && len(e.Args) == 0 && e.Type != "" {
		e.Index = 1
	} else if e.Kind == Object && len(e.Args) == 1 {
		e.Args = []Expr{e.Args[0].whole()}
	}
	return e
}

// bound returns the struct with a field set.
func (e Expr) bound(name string, value Expr) Expr {
	if e.Kind != Object {
		e = Expr{Kind: Object, Type: e.Type, Args: []Expr{e}, At: e.At}
	}
	env := make([]Binding, 0, len(e.Env)+1)
	for _, b := range e.Env {
		if b.Func != name {
			env = append(env, b)
		}
	}
	env = append(env, Binding{Func: name, Value: value})
	e.Env = env
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

// selectOf returns the field of a struct.
func (b *builder) selectOf(addr *ssa.FieldAddr, base Expr) Expr {
	e := b.selection(addr.X.Type(), addr.Field, base, b.flow.Position(addr.Pos()))
	if outer, ok := addr.X.(*ssa.FieldAddr); ok && e.Kind == Select && e.Func == "" {
		e.Func = pathOf(outer) // a struct without a name is known by the field that it is
	}
	return e.Settle()
}

func pathOf(addr *ssa.FieldAddr) string {
	owner, field := fieldOf(addr)
	if outer, ok := addr.X.(*ssa.FieldAddr); ok && owner == "" {
		owner = pathOf(outer)
	}
	return owner + "." + field
}

func (b *builder) selection(t types.Type, field int, base Expr, at flow.Position) Expr {
	st, _ := structOf(t)
	e := Expr{Kind: Select, Name: st.Field(field).Name(), Func: models.TypeSymbol(t), Args: []Expr{base}, At: at}
	if _, list := st.Field(field).Type().Underlying().(*types.Slice); list {
		e.Index = 1
	}
	return e.Settle()
}

// made returns the struct that a variable is made as.
func (b *builder) made(v *ssa.Alloc, depth int) Expr {
	e := b.handling(b.zero(v, v.Type()), v.Type())
	if !b.first(v.Type()) && !b.carries(v.Type()) {
		return e
	}
	for _, whole := range b.stores[v] {
		if from := b.read(whole.Val, depth); from.Kind != Unknown {
			e.Args = []Expr{from}
		}
	}
	return b.after(v, e, "", depth)
}

// zero returns the struct that a variable is before anything is stored in it:
// routers that are no pointers are made with it.
func (b *builder) zero(v ssa.Instruction, t types.Type) Expr {
	e := Expr{Kind: Object, Type: typeName(t), At: b.flow.Position(v.Pos())}
	st, ok := structOf(t)
	if !ok || !b.carries(t) {
		return e
	}
	for f := range st.Fields() {
		_, nested := f.Type().Underlying().(*types.Struct)
		switch {
		case !nested:
		case b.isRouter(f.Type()):
			router := b.fresh(v)
			router.Name += "." + f.Name()
			router.Type = models.TypeSymbol(f.Type())
			e = e.bound(f.Name(), router)
		case b.first(f.Type()):
			if inner := b.zero(v, f.Type()); len(inner.Env) > 0 {
				for i := range inner.Env {
					if router := &inner.Env[i].Value; router.Kind == Router {
						router.Name += "." + f.Name()
					}
				}
				e = e.bound(f.Name(), inner)
			}
		}
	}
	return e
}

// handling returns the struct as a handler, if its type is one.
func (b *builder) handling(e Expr, t types.Type) Expr {
	obj, path, _ := types.LookupFieldOrMethod(t, true, nil, "ServeHTTP")
	method, ok := obj.(*types.Func)
	if !ok || len(path) > 1 && b.summaryOf(method) == nil {
		return e
	}
	e.Name = method.Origin().FullName()
	if sum := b.summaryOf(method); sum != nil {
		e.Info = sum.Info
	}
	return e
}

// typeName returns the name of a type, with a star where it is pointed to.
func typeName(t types.Type) string {
	return t.String()
}

// symbolOf returns the symbol of the struct of a type by its name.
func symbolOf(name string) string {
	name, _, _ = strings.Cut(strings.TrimPrefix(name, "*"), "[")
	return name
}

// carries reports whether values of t can have to do with routes: handlers,
// routers, middleware, text, lists of them and structs that hold them.
func (b *builder) carries(t types.Type) bool {
	return isString(t) || isStrings(t) || isBool(t) || b.holds(t, 0)
}

// matters reports whether a field of type t says something of routes in a struct:
// a list of texts does where it stands beside a handler.
func (b *builder) matters(owner, t types.Type) bool {
	if isStrings(t) {
		return b.routes(owner)
	}
	return b.carries(t)
}

// routes reports whether a struct has a handler, a router or middleware of its own.
func (b *builder) routes(t types.Type) bool {
	st, ok := structOf(t)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		if b.routable(f.Type()) {
			return true
		}
	}
	return false
}

// lasting reports whether it is worth telling callers that a function sets a field.
func (b *builder) lasting(t types.Type, field string) bool {
	st, _ := structOf(t)
	for f := range st.Fields() {
		if f.Name() == field {
			return b.holds(f.Type(), 0) || b.routes(t)
		}
	}
	return false
}

// maxNesting bounds how far down in a struct something is looked for.
const maxNesting = 4

// holds reports whether t is, or has somewhere in it, what routes are made of.
func (b *builder) holds(t types.Type, depth int) bool {
	if depth == 0 {
		if known, ok := b.holding[t]; ok {
			return known
		}
		found := b.searched(t, depth)
		b.holding[t] = found
		return found
	}
	return b.searched(t, depth)
}

func (b *builder) searched(t types.Type, depth int) bool {
	if depth > maxNesting {
		return false
	}
	if b.routable(t) || b.isRouting(t) || b.dispatches(t) || isRequirement(t) {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return b.holds(u.Elem(), depth+1)
	case *types.Array:
		return b.holds(u.Elem(), depth+1)
	case *types.Map:
		return b.holds(u.Elem(), depth+1)
	case *types.Pointer:
		return b.models.Described(models.TypeSymbol(t)) != nil || b.first(t) && b.holds(u.Elem(), depth+1)
	case *types.Struct:
		if depth > 0 && !b.first(t) {
			return false
		}
		for f := range u.Fields() {
			if b.holds(f.Type(), depth+1) {
				return true
			}
		}
	}
	return false
}

// first reports whether the type is the project's own, or has no name.
func (b *builder) first(t types.Type) bool {
	n := models.TypeName(t)
	return n == nil || n.Pkg() != nil && b.ofModule(n.Pkg())
}

// ofModule reports whether a package is of the module that is read.
func (b *builder) ofModule(pkg *types.Package) bool {
	return pkg == b.pass.Pkg || pkg.Path() == b.pass.Module.Path || strings.HasPrefix(pkg.Path(), b.pass.Module.Path+"/")
}

// isRouting reports whether t is an interface of the project by whose methods
// routes are registered, or handlers are made.
func (b *builder) isRouting(t types.Type) bool {
	u, ok := t.Underlying().(*types.Interface)
	if !ok || !b.first(t) {
		return false
	}
	for m := range u.Methods() {
		if b.serves(m.Signature()) || b.listsRoutes(m.Signature()) {
			return true
		}
	}
	return false
}

// listsRoutes reports whether a function returns a table.
func (b *builder) listsRoutes(sig *types.Signature) bool {
	for v := range sig.Results().Variables() {
		if s, ok := v.Type().Underlying().(*types.Slice); ok && b.isTable(s.Elem()) {
			return true
		}
	}
	return false
}

func isBool(t types.Type) bool {
	u, ok := t.Underlying().(*types.Basic)
	return ok && u.Info()&types.IsBoolean != 0
}

func truth(c *ssa.Const) (Expr, bool) {
	if c.Value == nil || c.Value.Kind() != constant.Bool {
		return Expr{}, false
	}
	return Expr{Kind: Const, Name: c.Value.String()}, true
}

// effects returns the fields of its parameters that fn sets.
func (b *builder) effects(fn *ssa.Function) []Binding {
	var list []Binding
	id := b.flow.ID(fn)
	for i, p := range fn.Params {
		if !pointsToStruct(p) || !b.holds(p.Type(), 0) || b.isRouter(p.Type()) || len(b.events(p)) == 0 {
			continue
		}
		b.here, b.fuel = nil, maxFuel
		obj := b.after(p, Expr{Kind: Param, Func: id, Index: i}, "", 0)
		if obj.Kind != Object {
			continue
		}
		for _, field := range obj.Env {
			if !b.lasting(p.Type(), field.Func) {
				continue
			}
			list = append(list, Binding{Func: field.Func, Index: i, Value: field.Value.bounded()})
		}
	}
	return list
}

// args returns the arguments of a call that the summary of the called function
// says something of.
func (b *builder) args(sum *Summary, values []ssa.Value, depth int) []Expr {
	used := b.used(sum)
	list := make([]Expr, len(values))
	for i, v := range values {
		if used[i] {
			list[i] = b.read(v, depth).bounded()
		}
	}
	return list
}

// used returns the parameters of a function that its summary mentions.
func (b *builder) used(sum *Summary) map[int]bool {
	used, ok := b.mentions[sum]
	if ok {
		return used
	}
	used = map[int]bool{}
	mark := func(e *Expr) { e.mention(sum.Func, used, 0) }
	for i := range sum.Results {
		mark(&sum.Results[i])
	}
	for i := range sum.Ops {
		op := &sum.Ops[i]
		mark(&op.Router)
		mark(&op.Path)
		mark(&op.Handler)
		for j := range op.Args {
			mark(&op.Args[j])
		}
		if op.Around != nil {
			mark(op.Around)
		}
	}
	if sum.Info != nil {
		for i := range sum.Info.Next {
			mark(&sum.Info.Next[i])
		}
		for i := range sum.Info.Effects {
			mark(&sum.Info.Effects[i].Value)
		}
	}
	if !b.busy[b.byID[sum.Func]] {
		b.mentions[sum] = used
	}
	return used
}

// mention marks the parameters of fn that the expression, or a function in it,
// says something of.
func (e *Expr) mention(fn string, used map[int]bool, depth int) {
	if depth > maxDepth {
		return
	}
	switch e.Kind {
	case Param:
		if e.Func == fn {
			used[e.Index] = true
		}
	case Func:
		if inside(e.Name, fn) && e.Name != fn {
			// A literal may use any of them, be it when it is called.
			for i := range maxDepth {
				used[i] = true
			}
			return
		}
	}
	for i := range e.Args {
		e.Args[i].mention(fn, used, depth+1)
	}
	for i := range e.Env {
		e.Env[i].Value.mention(fn, used, depth+1)
	}
	if e.Strip != nil {
		e.Strip.mention(fn, used, depth+1)
	}
	if e.By != nil {
		e.By.mention(fn, used, depth+1)
	}
}
