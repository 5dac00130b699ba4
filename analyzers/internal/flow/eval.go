package flow

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"net/textproto"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// family is a top-level function with the function literals in it. They are
// evaluated together, because a literal shares its parent's variables.
type family struct {
	state    *state
	fns      []*ssa.Function                     // the top-level function first
	blocks   map[*ssa.Function][]*ssa.BasicBlock // in the order of evaluation
	sums     map[*ssa.Function]*Summary
	bindings map[*ssa.FreeVar]ssa.Value // what each captured variable is bound to
	single   map[*ssa.Alloc]ssa.Value   // variables with exactly one store
	vals     map[ssa.Value]set
	tuples   map[ssa.Value][]set // results of calls that return several values
	cells    map[ssa.Value][]*cell
	converts []Convert
	proofs   map[about]*proof
	letters  map[letterUse]Flags
	strict   bool // no list that is given is taken for the program's own, but this one
	assumed  *ssa.Parameter
	conds    map[outcome][]ssa.Value
	merging  map[*ssa.Phi]bool   // phis whose edges are being resolved
	escaped  map[ssa.Value]bool  // variables that are handed to functions that are not known
	clean    Flags               // what the top-level function is said to make of values
	quiet    map[quietKey]*Quiet // nil for a sink that is none any more

	// straight reports that every instruction comes behind all whose results it
	// uses: there is one function, it has no loop and does not call itself. One
	// round is all then.
	straight bool

	evaluated bool // once at least: what never changes is recorded
	spent     bool // a bound was hit
	changed   bool // in the current round
	outward   bool // a summary changed in the current evaluation
}

func newFamily(s *state, top *ssa.Function) *family {
	f := &family{
		state: s, blocks: map[*ssa.Function][]*ssa.BasicBlock{}, sums: map[*ssa.Function]*Summary{}, bindings: map[*ssa.FreeVar]ssa.Value{}, single: map[*ssa.Alloc]ssa.Value{},
		vals: map[ssa.Value]set{}, tuples: map[ssa.Value][]set{}, cells: map[ssa.Value][]*cell{}, proofs: map[about]*proof{}, letters: map[letterUse]Flags{}, conds: map[outcome][]ssa.Value{}, merging: map[*ssa.Phi]bool{}, escaped: map[ssa.Value]bool{},
	}
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		f.fns = append(f.fns, fn)
		f.blocks[fn] = inOrder(fn)
		f.sums[fn] = &Summary{Func: s.id(fn), At: s.position(fn.Pos()), Request: s.requests(fn)}
		for i, p := range fn.Params {
			o := From(What{Kind: Param, Func: s.id(fn), Index: i})
			if f.isSoft(p.Type()) {
				o.Flags = Soft
			}
			f.vals[p] = set{o}
			if s.isDecoded(fn, i) {
				src := From(What{Kind: Source, Source: model.Body})
				src.Steps = Trace(Step{f.sums[fn].At, "the request is decoded for this function"})
				f.vals[p] = append(f.vals[p], src)
			}
		}
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	add(top)
	f.clean = s.cleansedBy(top)
	several := map[*ssa.Alloc]bool{}
	for instr := range f.instructions() {
		if mc, ok := instr.(*ssa.MakeClosure); ok {
			if fn, ok := mc.Fn.(*ssa.Function); ok {
				for i, b := range mc.Bindings {
					f.bindings[fn.FreeVars[i]] = b
				}
			}
		}
	}
	for instr := range f.instructions() {
		if st, ok := instr.(*ssa.Store); ok {
			addr := st.Addr
			for {
				if fv, ok := addr.(*ssa.FreeVar); ok && f.bindings[fv] != nil {
					addr = f.bindings[fv]
					continue
				}
				break
			}
			if alloc, ok := addr.(*ssa.Alloc); ok {
				if f.single[alloc] != nil || several[alloc] {
					several[alloc] = true
					delete(f.single, alloc)
				} else {
					f.single[alloc] = st.Val
				}
			}
		}
	}
	return f
}

// instructions yields every instruction of the family in order.
func (f *family) instructions() func(yield func(ssa.Instruction) bool) {
	return func(yield func(ssa.Instruction) bool) {
		for _, fn := range f.fns {
			for _, b := range f.blocks[fn] {
				for _, instr := range b.Instrs {
					if !yield(instr) {
						return
					}
				}
			}
		}
	}
}

// inOrder returns the blocks of fn so that, loops aside, each comes behind all
// that lead to it: what either branch stores is known where they meet, and
// sets, which only grow, need not hold what was true of one alone.
func inOrder(fn *ssa.Function) []*ssa.BasicBlock {
	var post []*ssa.BasicBlock
	seen := make([]bool, len(fn.Blocks))
	var visit func(*ssa.BasicBlock)
	visit = func(b *ssa.BasicBlock) {
		if !seen[b.Index] {
			seen[b.Index] = true
			for _, s := range slices.Backward(b.Succs) {
				visit(s)
			}
			post = append(post, b)
		}
	}
	// What nothing leads to, as the block that recovers, is behind the rest.
	for _, b := range slices.Backward(fn.Blocks) {
		if b.Index != 0 && len(b.Preds) == 0 {
			visit(b)
		}
	}
	if len(fn.Blocks) > 0 {
		visit(fn.Blocks[0])
	}
	slices.Reverse(post)
	return post
}

// isStraight reports whether the family is one function that has no loop and
// does not call itself.
func (f *family) isStraight() bool {
	return len(f.fns) == 1 && !slices.Contains(f.callees(), f.fns[0]) && isAcyclic(f.blocks[f.fns[0]])
}

// isAcyclic reports whether no block leads back to one before it. The blocks are
// in order.
func isAcyclic(blocks []*ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{}
	for _, b := range blocks {
		seen[b] = true
		if slices.ContainsFunc(b.Succs, func(s *ssa.BasicBlock) bool { return seen[s] }) {
			return false
		}
	}
	return true
}

// callees returns the top-level functions of the package that the family
// calls or hands on.
func (f *family) callees() []*ssa.Function {
	var fns []*ssa.Function
	var buf [8]*ssa.Value
	add := func(fn *ssa.Function) {
		if fn == nil { // an interface's method, which an embedded field brings
			return
		}
		if o := fn.Origin(); o != nil {
			fn = o
		}
		if f.state.families[fn] != nil && !slices.Contains(fns, fn) {
			fns = append(fns, fn)
		}
	}
	for instr := range f.instructions() {
		// A function that is passed on may be called there.
		for _, op := range instr.Operands(buf[:0]) {
			fn, ok := (*op).(*ssa.Function)
			if !ok {
				continue
			}
			add(fn)
		}
		if to, ok := instr.(*ssa.ChangeType); ok {
			for _, method := range f.methodsOf(to) {
				if method.Pkg() == f.state.pass.Pkg {
					add(f.state.pkg.Prog.FuncValue(method))
				}
			}
		}
		if mi, ok := instr.(*ssa.MakeInterface); ok {
			if obj := saying(mi); obj != nil && obj.Pkg() == f.state.pass.Pkg {
				add(f.state.pkg.Prog.FuncValue(obj.Origin()))
			}
		}
	}
	return fns
}

// eval brings the family's summaries up to date with those of its callees and
// reports whether one of them changed.
func (f *family) eval() bool {
	f.outward = false
	for range maxRounds {
		f.changed = false
		for instr := range f.instructions() {
			f.step(instr)
		}
		for _, fn := range f.fns {
			f.findChecks(fn)
		}
		f.evaluated = true
		if !f.changed || f.straight {
			return f.outward
		}
	}
	f.spent = true
	return f.outward
}

// get returns what v can come from: the value itself and, where it refers to
// memory, what the family put there.
func (f *family) get(v ssa.Value) set {
	switch v := v.(type) {
	case *ssa.Const, *ssa.Function, *ssa.Builtin, nil:
		return nil
	case *ssa.Global:
		return set{f.global(v)}
	case *ssa.FreeVar:
		if b := f.bindings[v]; b != nil {
			return f.get(b)
		}
		return nil
	}
	if at, ok := v.(ssa.Instruction); ok && isPlace(v) {
		return f.load(f.addressOf(v), at)
	}
	s := f.vals[v]
	if isAggregate(v.Type()) && isBuilt(v) {
		s = slices.Clone(s)
		s.union(f.contents(address{root: v}), &f.spent)
		return s
	}
	if isReference(v.Type()) && !isError(v.Type()) {
		if held := f.contents(f.addressOf(v)); len(held) > 0 {
			if len(s) == 0 {
				return held
			}
			s = slices.Clone(s)
			s.union(held, &f.spent)
		}
	}
	return s
}

// asserted returns what a value can come from that was found to be of a type. Of
// a text or a number nothing is written to what it refers to: whatever was left
// behind the interface belongs to values of its other types.
func (f *family) asserted(v *ssa.TypeAssert) set {
	if _, ok := v.AssertedType.Underlying().(*types.Basic); !ok {
		return f.get(v.X)
	}
	x := v.X
	if free, ok := x.(*ssa.FreeVar); ok && f.bindings[free] != nil {
		x = f.bindings[free]
	}
	if g, ok := x.(*ssa.Global); ok {
		return set{f.global(g)}
	}
	return f.vals[x]
}

// isPlace reports whether v is the address of a part of something.
func isPlace(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.FieldAddr, *ssa.IndexAddr:
		return true
	}
	return false
}

// use returns what v can come from where instruction at uses it: nothing, if
// by then v was compared to constants and is one of them.
func (f *family) use(v ssa.Value, at ssa.Instruction) set {
	if c, ok := v.(*ssa.Const); ok {
		return f.literal(c, at, rules.Proven)
	}
	known := f.known(v, at.Block())
	if phi, ok := v.(*ssa.Phi); ok && known&Fixed == 0 {
		if s, ok := f.possible(phi, at); ok {
			return s.with(known & shown)
		}
	}
	return f.judged(v, known)
}

// judged returns what v can come from where the facts are known of it.
func (f *family) judged(v ssa.Value, known Flags) set {
	if known&Fixed != 0 {
		return nil
	}
	return f.get(v).with(known & shown)
}

// isSoft reports whether values of type t carry no text: numbers, booleans,
// and lists of them. Bytes and runes are the letters of a text. A list of itself
// is taken to carry some.
func (f *family) isSoft(t types.Type) bool { return f.isSoftWithin(t, maxPath) }

func (f *family) isSoftWithin(t types.Type, depth int) bool {
	if depth == 0 {
		return false
	}
	if f.state.models.Harmless(t) {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch u.Kind() {
		case types.UnsafePointer, types.UntypedNil, types.Invalid:
			return false
		}
		return u.Info()&types.IsString == 0 && u.Name() != "byte" && u.Name() != "rune"
	case *types.Slice:
		return f.isSoftWithin(u.Elem(), depth-1)
	case *types.Array:
		return f.isSoftWithin(u.Elem(), depth-1)
	}
	return false
}

// isScalar reports whether a value of type t can hold no document: a text, a
// number, a list or a struct of them.
func isScalar(t types.Type, depth int) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return true
	case *types.Slice:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return depth < maxPath && (!ok || b.Kind() != types.Byte) && isScalar(u.Elem(), depth+1)
	case *types.Array:
		return depth < maxPath && isScalar(u.Elem(), depth+1)
	case *types.Struct:
		for i := range u.NumFields() {
			if depth >= maxPath || !isScalar(u.Field(i).Type(), depth+1) {
				return false
			}
		}
		return true
	}
	return false
}

// put makes the origins part of v.
func (f *family) put(v ssa.Value, s set) {
	if f.isSoft(v.Type()) {
		s = s.with(Soft)
	}
	if b, ok := v.Type().(*types.Basic); ok && b.Info()&types.IsString != 0 {
		s = s.without(Scalar | Object) // of a text as such they say nothing
	}
	have := f.vals[v]
	if have.union(s, &f.spent) {
		f.changed = true
		f.vals[v] = have
	} else if len(have) > 0 {
		f.vals[v] = have
	}
}

// step evaluates one instruction.
func (f *family) step(instr ssa.Instruction) {
	switch v := instr.(type) {
	case *ssa.BinOp:
		s := slices.Clone(f.use(v.X, v))
		if v.Op == token.ADD {
			s.union(after(pieces(v.X), f.use(v.Y, v)), &f.spent)
			s = s.with(Mixed)
		} else {
			s.union(f.use(v.Y, v), &f.spent)
		}
		f.put(v, s)
	case *ssa.Phi:
		for i, edge := range v.Edges {
			if c, ok := edge.(*ssa.Const); ok {
				f.put(v, f.literal(c, v, rules.Proven))
				continue
			}
			f.put(v, f.judged(edge, f.knownOnEdge(edge, v.Block().Preds[i], v.Block())))
		}
	case *ssa.UnOp:
		switch v.Op {
		case token.MUL:
			s := f.load(f.addressOf(v.X), v)
			if isLabel(v) {
				s = s.with(Masked)
			}
			f.put(v, s)
		default: // channel receive, negation
			if v.CommaOk {
				f.tuple(v, 0, f.get(v.X).with(Keyed))
			} else {
				f.put(v, f.get(v.X).with(Keyed))
			}
		}
	case *ssa.ChangeType:
		f.conversionSinks(v, v.X)
		f.adapt(v)
		f.put(v, f.get(v.X))
	case *ssa.Convert:
		f.conversionSinks(v, v.X)
		if isCutDown(v) {
			f.put(v, f.get(v.X)) // what is known of the letter is not known of its last byte
		} else {
			f.put(v, f.use(v.X, v))
		}
	case *ssa.MultiConvert:
		f.put(v, f.use(v.X, v))
	case *ssa.ChangeInterface:
		f.handOn(v)
		f.put(v, f.get(v.X))
	case *ssa.SliceToArrayPointer:
		f.put(v, f.get(v.X))
	case *ssa.MakeInterface:
		f.convert(v)
		s, ok := f.said(v)
		if !ok {
			s = f.use(v.X, v)
		}
		if isScalar(v.X.Type(), 0) {
			s = s.with(Scalar)
		}
		if !mayBeText(v) {
			s = s.with(Object)
		}
		if parts := f.houseParts(v); len(parts) > 0 {
			s = slices.Concat(s, parts)
		}
		f.put(v, s)
	case *ssa.TypeAssert:
		s := f.asserted(v)
		if f.found(v) {
			s = s.with(Soft) // what the error says is known by its type
		}
		if v.CommaOk {
			f.tuple(v, 0, s)
			f.tuple(v, 1, s.with(Soft))
		} else {
			f.put(v, s)
		}
	case *ssa.Extract:
		if t := f.tuples[v.Tuple]; v.Index < len(t) {
			s := t[v.Index]
			if isLabel(v) {
				s = s.with(Masked)
			}
			f.put(v, s)
		}
	case *ssa.Field:
		f.put(v, f.fieldOfValue(v))
	case *ssa.Index:
		f.put(v, f.get(v.X))
	case *ssa.Lookup:
		s := f.underKey(f.partOf(v.X, address.element), v.Index)
		if v.CommaOk {
			f.tuple(v, 0, s)
			f.tuple(v, 1, slices.Concat(s, f.get(v.Index)).with(Soft))
		} else {
			f.put(v, s)
			f.put(v, f.get(v.Index).with(Soft)) // the key decided which value
		}
	case *ssa.Range:
		f.put(v, f.get(v.X))
	case *ssa.Next:
		over := v.Iter.(*ssa.Range).X
		f.tuple(v, 1, f.partOf(over, address.keys).where((*Origin).isHeaders, Masked)) // what a header is called is no secret
		f.tuple(v, 2, f.partOf(over, address.element))
	case *ssa.Slice:
		s := f.get(v.X)
		if isGlimpse(v) {
			s = s.with(Masked)
		}
		if v.Low != nil {
			// Behind its root a cleaned path is a path below where it is opened.
			s = s.where(func(o *Origin) bool { return o.Flags&Undotted != 0 }, Confined)
		}
		f.put(v, s)
	case *ssa.MapUpdate:
		a := f.addressOf(v.Map)
		f.write(a.element(), f.use(v.Value, v), v)
		f.write(a.keys(), f.use(v.Key, v), v)
		if name := constantKey(v.Key); name != "" {
			f.fieldSinks(v, models.TypeSymbol(v.Map.Type())+"["+name+"]", v.Value)
		}
	case *ssa.Send:
		f.write(f.addressOf(v.Chan).element(), f.use(v.X, v), v)
	case *ssa.Select:
		for i, st := range v.States {
			if st.Dir == types.SendOnly {
				f.write(f.addressOf(st.Chan).element(), f.get(st.Send), v)
			} else {
				f.tuple(v, 2+receiveIndex(v, i), f.get(st.Chan))
			}
		}
	case *ssa.Store:
		f.store(v)
	case *ssa.Return:
		f.result(v)
	case *ssa.MakeClosure:
		if fn, ok := v.Fn.(*ssa.Function); ok {
			f.mention(v.Parent(), fn)
		}
	case ssa.CallInstruction:
		f.call(v)
	}
	if !f.evaluated {
		f.mentionOperands(instr)
	}
}

// maxGlimpse is how many letters of a secret tell it from others and are none.
const maxGlimpse = 16

// isGlimpse reports whether a slice of a text is a few letters at its beginning
// or its end.
func isGlimpse(v *ssa.Slice) bool {
	if c, ok := v.High.(*ssa.Const); ok {
		return c.Int64() <= maxGlimpse
	}
	low, ok := v.Low.(*ssa.BinOp)
	if !ok || low.Op != token.SUB {
		return false
	}
	c, ok := low.Y.(*ssa.Const)
	return ok && c.Int64() <= maxGlimpse
}

// isLabel reports whether v is what stands before the colon of a text, which is
// the name of whoever the secret behind it belongs to, or before its first
// blank, which is how the secret behind it is to be read.
func isLabel(v ssa.Value) bool {
	var cut ssa.Value
	switch v := v.(type) {
	case *ssa.Extract:
		if v.Index == 0 && calls(v.Tuple, "strings.Cut") {
			cut = v.Tuple
		}
	case *ssa.UnOp:
		at, ok := v.X.(*ssa.IndexAddr)
		if !ok || !isInt(at.Index, 0) {
			break
		}
		if calls(at.X, "strings.Fields") {
			return true
		}
		if calls(at.X, "strings.SplitN") || calls(at.X, "strings.Split") {
			cut = at.X
		}
	}
	call, ok := cut.(*ssa.Call)
	return ok && slices.Contains([]string{":", " "}, constantKey(call.Call.Args[1]))
}

// receiveIndex returns which of the select's receives state i is.
func receiveIndex(sel *ssa.Select, i int) int {
	n := 0
	for _, st := range sel.States[:i] {
		if st.Dir == types.RecvOnly {
			n++
		}
	}
	return n
}

// tuple makes the origins part of the i-th result of v.
func (f *family) tuple(v ssa.Value, i int, s set) {
	t := f.tuples[v]
	for len(t) <= i {
		t = append(t, nil)
	}
	if tt, ok := v.Type().(*types.Tuple); ok && i < tt.Len() && f.isSoft(tt.At(i).Type()) {
		s = s.with(Soft)
	}
	if t[i].union(s, &f.spent) {
		f.changed = true
	}
	f.tuples[v] = t
}

// fieldOfValue returns what a field of a struct value can come from.
func (f *family) fieldOfValue(v *ssa.Field) set {
	// A struct that was just loaded: ask for the field alone.
	if load, ok := v.X.(*ssa.UnOp); ok && load.Op == token.MUL {
		owner, field := fieldOf(v.X.Type(), v.Field)
		return f.load(f.addressOf(load.X).step(owner, field), load)
	}
	owner, field := fieldOf(v.X.Type(), v.Field)
	a := address{root: v.X}.step(owner, field)
	return f.load(a, v)
}

// store evaluates a store: into the family's memory, and, where others can
// read it, as a flow into a field or a package-level variable.
func (f *family) store(st *ssa.Store) {
	a := f.addressOf(st.Addr)
	s := f.use(st.Val, st)
	if _, ok := f.state.models.Limiter(a.field); ok {
		s = s.with(Limited)
	}
	if kinds, _ := f.state.models.Sanitizer(a.field); len(kinds) > 0 {
		s = s.with(safeForAll(kinds))
	}
	switch {
	case f.isOwnStruct(st.Val.Type()) && a.path != "" && len(f.cells[f.addressOf(st.Val).root]) > 0:
		if !f.copyParts(a, st.Val, st) {
			f.write(a, f.vals[st.Val], st)
		}
	case !isAggregate(st.Val.Type()):
		f.write(a, s, st)
	case !f.copyParts(a, st.Val, st):
		whole := s
		if isBuilt(st.Val) {
			whole = f.vals[st.Val]
		}
		f.write(a, whole, st)
	}
	field := a.field
	if field == requestURL {
		field = "" // of a request that goes out alone
	}
	for _, symbol := range []string{field, keyed(st), f.outgoing(st)} {
		if symbol != "" {
			f.fieldSinks(st, symbol, st.Val)
		}
	}
	sum := f.sums[st.Parent()]
	if p, ok := a.root.(*ssa.Parameter); ok && a.path != "" {
		f.out(p, strings.TrimPrefix(a.path, "."), s)
	} else if ok {
		f.out(p, "", s)
	}
	if a.field != "" && f.state.models.Unless(a.field) && !slices.Contains(sum.Stored, a.field) {
		sum.Stored = append(sum.Stored, a.field)
		f.changed, f.outward = true, true
	}
	if !carriesText(st.Val.Type()) {
		return
	}
	symbol := ""
	if g, ok := a.root.(*ssa.Global); ok {
		if o := f.global(g); o.Kind == Global {
			symbol = o.Name
		}
	} else if a.field != "" && f.tracked(a.owner) {
		symbol = a.field
	}
	if symbol == "" {
		return
	}
	if !slices.Contains(sum.Stored, symbol) {
		sum.Stored = append(sum.Stored, symbol)
		f.changed, f.outward = true, true
	}
	s = f.filter(store, s)
	if text, ok := st.Val.Type().Underlying().(*types.Basic); !ok || text.Info()&types.IsString == 0 {
		s = s.with(Weak) // what is read of a list or a map is one of many
	}
	f.reach(st.Parent(), Sink{Kind: store, At: f.state.position(st.Pos()), Call: symbol, In: sum.Func}, s)
	f.needed(s)
}

// carriesText reports whether a value of type t is text or a list of texts:
// what is worth following through fields.
func carriesText(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		if b, ok := u.Elem().Underlying().(*types.Basic); ok {
			return b.Info()&types.IsString != 0 || b.Kind() == types.Byte
		}
	case *types.Map:
		return carriesText(u.Elem())
	}
	return false
}

// out records what a function leaves in what its parameter points to.
func (f *family) out(p *ssa.Parameter, field string, s set) {
	fn := p.Parent()
	sum := f.sums[fn]
	index := slices.Index(fn.Params, p)
	i := slices.IndexFunc(sum.Outs, func(o Out) bool { return o.Param == index && o.Field == field })
	if i < 0 {
		sum.Outs = append(sum.Outs, Out{Param: index, Field: field})
		i = len(sum.Outs) - 1
		f.changed, f.outward = true, true
	}
	have := set(sum.Outs[i].Origin)
	if have.union(f.cleaned(fn, s), &f.spent) {
		f.changed, f.outward = true, true
	}
	sum.Outs[i].Origin = have
}

// result records what a function returns, and, for results that tell success
// from failure, what decided it.
func (f *family) result(ret *ssa.Return) {
	fn := ret.Parent()
	sum := f.sums[fn]
	for len(sum.Results) < len(ret.Results) {
		sum.Results = append(sum.Results, nil)
	}
	f.answer(ret)
	failed := fails(ret)
	for i, v := range ret.Results {
		if failed && i < len(ret.Results)-1 {
			continue // by convention nobody uses what comes with an error
		}
		s := slices.Clone(f.cleaned(fn, f.returned(sum, i, v, ret)))
		if decides(v.Type()) {
			for _, cond := range f.conditions(outcome{ret.Block(), i}) {
				s.union(f.get(cond).with(Soft), &f.spent)
			}
		}
		have := set(sum.Results[i])
		if have.union(s, &f.spent) {
			f.changed, f.outward = true, true
		}
		sum.Results[i] = have
	}
}

// fails reports whether a return hands back an error that is not nil: one that
// is made there, a variable that holds one, or a value that was found not to
// be nil.
func fails(ret *ssa.Return) bool {
	if len(ret.Results) < 2 {
		return false
	}
	err := ret.Results[len(ret.Results)-1]
	if !isError(err.Type()) {
		return false
	}
	switch v := err.(type) {
	case *ssa.MakeInterface:
		return true
	case *ssa.UnOp:
		if _, ok := v.X.(*ssa.Global); ok && v.Op == token.MUL {
			return true
		}
	case *ssa.Call:
		if _, _, symbol, _ := Callee(v.Common()); symbol == "errors.New" || symbol == "fmt.Errorf" {
			return true
		}
	}
	return foundNotNil(err, ret.Block())
}

// returned returns what a result comes from. What it refers to is recorded
// place by place, so that the caller can tell the fields of a value that was
// built here from each other.
func (f *family) returned(sum *Summary, i int, v ssa.Value, ret *ssa.Return) set {
	if isAggregate(v.Type()) {
		return f.returnedParts(sum, i, v, ret)
	}
	if !isReference(v.Type()) {
		return f.use(v, ret)
	}
	a := f.addressOf(v)
	if isError(v.Type()) {
		if isLocal(a.root) || isBuilt(a.root) {
			for _, c := range f.cells[a.root] {
				f.hold(sum, i, c)
			}
		}
		return f.use(v, ret) // what it says, beside what it holds
	}
	switch {
	case a.path != "":
		return f.get(v)
	case isLocal(a.root) || isBuilt(a.root) && len(f.cells[a.root]) > 0:
		for _, c := range f.cells[a.root] {
			f.hold(sum, i, c)
		}
		s := slices.Clone(f.vals[a.root])
		s.union(f.filledIn(v, a), &f.spent)
		return s.with(f.known(v, ret.Block()) & shown)
	}
	if p, ok := a.root.(*ssa.Parameter); ok {
		return f.vals[p] // what was stored behind it, Outs tell
	}
	return f.use(v, ret)
}

// filledIn returns what a call left in the variable that v is read from, which
// was made to hold what the address is: what Decode(&m) makes of an empty map.
func (f *family) filledIn(v ssa.Value, made address) (s set) {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	if variable, ok := load.X.(*ssa.Alloc); ok && ssa.Value(variable) != made.root {
		for _, c := range f.cells[variable] {
			if c.path == "" {
				s.union(c.values, &f.spent)
			}
		}
	}
	return s
}

// returnedParts returns what a struct or an array as a whole comes from, and
// records what its parts hold.
func (f *family) returnedParts(sum *Summary, i int, v ssa.Value, ret *ssa.Return) set {
	from := f.home(v)
	if from.path != "" || !isLocal(from.root) && !isBuilt(from.root) {
		return f.use(v, ret)
	}
	for _, c := range f.cells[from.root] {
		f.hold(sum, i, c)
	}
	if isLocal(from.root) {
		return nil
	}
	return f.vals[from.root]
}

// isBuilt reports whether what a root refers to is the result of a call.
func isBuilt(root ssa.Value) bool {
	if ex, ok := root.(*ssa.Extract); ok {
		root = ex.Tuple
	}
	_, ok := root.(*ssa.Call)
	return ok
}

// hold records what is stored at one place behind a result.
func (f *family) hold(sum *Summary, result int, c *cell) {
	j := slices.IndexFunc(sum.Held, func(h Held) bool { return h.Result == result && h.Path == c.path })
	if j < 0 {
		sum.Held = append(sum.Held, Held{Result: result, Path: c.path})
		j = len(sum.Held) - 1
	}
	have := set(sum.Held[j].Origin)
	if have.union(f.cleaned(f.function(sum.Func), c.values), &f.spent) {
		f.changed, f.outward = true, true
	}
	sum.Held[j].Origin = have
}

// decides reports whether a result of type t tells success from failure.
func decides(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Kind() == types.Bool
	case *types.Interface, *types.Pointer:
		return true
	}
	return false
}

// outcome is one result where a block returns.
type outcome struct {
	block  *ssa.BasicBlock
	result int
}

// conditions returns the conditions that decide an outcome: those of every
// branch with a way to its block and a way past it, unless the result is the
// same on all ways from there.
func (f *family) conditions(of outcome) []ssa.Value {
	if conds, ok := f.conds[of]; ok {
		return conds
	}
	var conds []ssa.Value
	for _, b := range of.block.Parent().Blocks {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || b == of.block {
			continue
		}
		if (reaches(b.Succs[0], of.block) != reaches(b.Succs[1], of.block) || b.Dominates(of.block)) && !settled(outcome{b, of.result}) {
			conds = append(conds, branch.Cond)
		}
	}
	f.conds[of] = conds
	return conds
}

// settled reports whether a result is the same constant wherever a block leads.
func settled(of outcome) bool {
	var same *ssa.Const
	seen := make([]bool, len(of.block.Parent().Blocks))
	var alike func(b *ssa.BasicBlock) bool
	alike = func(b *ssa.BasicBlock) bool {
		if seen[b.Index] {
			return true
		}
		seen[b.Index] = true
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			c, ok := ret.Results[of.result].(*ssa.Const)
			if !ok || same != nil && !equal(same, c) {
				return false
			}
			same = c
		}
		return !slices.ContainsFunc(b.Succs, func(s *ssa.BasicBlock) bool { return !alike(s) })
	}
	return alike(of.block)
}

// equal reports whether two constants of one type are the same.
func equal(a, b *ssa.Const) bool {
	if a.Value == nil || b.Value == nil {
		return a.Value == b.Value
	}
	return constant.Compare(a.Value, token.EQL, b.Value)
}

// reaches reports whether control can flow from a to b.
func reaches(a, b *ssa.BasicBlock) bool {
	seen := make([]bool, len(a.Parent().Blocks))
	var visit func(*ssa.BasicBlock) bool
	visit = func(x *ssa.BasicBlock) bool {
		if x == b {
			return true
		}
		seen[x.Index] = true
		return slices.ContainsFunc(x.Succs, func(s *ssa.BasicBlock) bool { return !seen[s.Index] && visit(s) })
	}
	return visit(a)
}

// interfaceSymbol returns what identifies an interface type over packages: its
// name, or, where it has none, what it asks for.
func interfaceSymbol(t types.Type) string {
	if name := models.TypeSymbol(t); name != "" {
		return name
	}
	if i, ok := types.Unalias(t).(*types.Interface); ok && i.NumMethods() > 0 {
		return i.String()
	}
	return ""
}

// convert records a conversion of a concrete first-party type to an interface.
func (f *family) convert(v *ssa.MakeInterface) {
	iface, ok := v.Type().Underlying().(*types.Interface)
	name := interfaceSymbol(v.Type())
	concrete := models.TypeName(v.X.Type())
	if !ok || name == "" || iface.NumMethods() == 0 || concrete == nil || concrete.Pkg() == nil {
		return
	}
	if !f.state.firstParty(concrete.Pkg().Path()) {
		if f.opensCall(v.Type()) {
			f.convertLibrary(v, iface, name)
		}
		return
	}
	if slices.ContainsFunc(f.converts, func(c Convert) bool { return c.Iface == name && c.Type == v.X.Type().String() }) {
		return
	}
	c := Convert{Iface: name, Type: v.X.Type().String(), At: f.conversionAt(v)}
	for i := range iface.NumMethods() {
		m := iface.Method(i)
		obj, _, _ := types.LookupFieldOrMethod(v.X.Type(), true, m.Pkg(), m.Name())
		if fn, ok := obj.(*types.Func); ok {
			c.Methods = append(c.Methods, Method{Name: m.Name(), Func: fn.Origin().FullName()})
			if fn.Pkg() != f.state.pass.Pkg {
				if sum := f.state.summaryOf(fn); sum != nil {
					f.state.foreign[sum.Func] = sum
				}
			}
		}
	}
	f.converts = append(f.converts, c)
}

// convertLibrary records a conversion of a library's type whose methods are
// sinks to an interface of the project.
func (f *family) convertLibrary(v *ssa.MakeInterface, iface *types.Interface, name string) {
	typ := v.X.Type().String()
	if slices.ContainsFunc(f.converts, func(c Convert) bool { return c.Iface == name && c.Type == typ }) {
		return
	}
	c := Convert{Iface: name, Type: typ, At: f.conversionAt(v)}
	for i := range iface.NumMethods() {
		m := iface.Method(i)
		obj, _, _ := types.LookupFieldOrMethod(v.X.Type(), true, m.Pkg(), m.Name())
		fn, ok := obj.(*types.Func)
		if !ok {
			continue
		}
		_, symbol := models.Symbol(fn)
		for _, sink := range f.state.models.Sinks(symbol) {
			if sink.Arg < 0 || sink.When != nil || sink.After != nil || sink.Writes || sink.Kind == model.BodyRead {
				continue
			}
			args := []int{sink.Arg}
			for j := sink.Arg + 1; sink.Rest && j < fn.Signature().Params().Len(); j++ {
				args = append(args, j)
			}
			c.Sinks = append(c.Sinks, Behind{Method: m.Name(), Sink: Sink{Kind: sink.Kind, Call: symbol, Text: sink.Text}, Args: args})
		}
	}
	if len(c.Sinks) > 0 {
		f.converts = append(f.converts, c)
	}
}

// handOn records that what implements one first-party interface is handed on as
// another.
func (f *family) handOn(v *ssa.ChangeInterface) {
	from, to := models.TypeSymbol(v.X.Type()), models.TypeSymbol(v.Type())
	if from == "" || to == "" || !f.opensCall(v.Type()) ||
		slices.ContainsFunc(f.converts, func(c Convert) bool { return c.Iface == to && c.From == from }) {
		return
	}
	f.converts = append(f.converts, Convert{Iface: to, From: from, At: f.state.position(v.Pos())})
}

// conversionAt returns where a conversion stands. An implicit one has no
// position: what is converted, or the function, stands for it.
func (f *family) conversionAt(v *ssa.MakeInterface) Position {
	if v.Pos().IsValid() {
		return f.state.position(v.Pos())
	}
	if call, ok := v.X.(*ssa.Call); ok {
		return f.state.at(call)
	}
	for _, pos := range []token.Pos{v.X.Pos(), v.Parent().Pos()} {
		if pos.IsValid() {
			return f.state.position(pos)
		}
	}
	return f.state.position(token.NoPos)
}

// mention records that fn refers to the function callee.
func (f *family) mention(fn, callee *ssa.Function) {
	pkg := callee.Pkg
	if o := callee.Origin(); o != nil {
		pkg = o.Pkg
	}
	if obj, ok := callee.Object().(*types.Func); ok && obj.Pkg() != nil {
		if !f.state.firstParty(obj.Pkg().Path()) {
			return
		}
	} else if pkg == nil || pkg != f.state.pkg {
		return
	}
	f.mentionID(fn, f.state.id(callee))
}

func (f *family) mentionID(fn *ssa.Function, id string) {
	if sum := f.sums[fn]; !slices.Contains(sum.Callees, id) {
		sum.Callees = append(sum.Callees, id)
	}
}

// mentionOperands records functions that an instruction calls or passes on.
func (f *family) mentionOperands(instr ssa.Instruction) {
	var buf [8]*ssa.Value
	for _, op := range instr.Operands(buf[:0]) {
		if fn, ok := (*op).(*ssa.Function); ok {
			f.mention(instr.Parent(), fn)
		}
	}
}

// reach records that a value with the origins reaches the sink.
func (f *family) reach(fn *ssa.Function, sink Sink, s set) {
	if f.isVouched(sink.Kind) {
		return
	}
	for _, o := range s {
		sum := f.sums[fn]
		if i := slices.IndexFunc(f.fns, func(g *ssa.Function) bool { return f.sums[g].closes(&o) }); i >= 0 {
			sum = f.sums[f.fns[i]]
		}
		i := slices.IndexFunc(sum.Flows, func(have Flow) bool {
			// That a parameter is logged somewhere is enough for callers.
			return (have.Sink.At == sink.At || sink.IsStore() || sink.Kind == model.Logged && o.Kind == Param) && have.Sink.Kind == sink.Kind && have.Sink.Call == sink.Call && have.Origin.same(&o)
		})
		if i >= 0 {
			before := sum.Flows[i].Origin.Flags
			merged := set{sum.Flows[i].Origin}
			merged.add(o, &f.spent)
			sum.Flows[i].Origin.Flags = merged[0].Flags
			if merged[0].Flags != before {
				f.changed, f.outward = true, true
			}
			continue
		}
		if len(sum.Flows) >= maxFlows {
			f.spent = true
			continue
		}
		sum.Flows = append(sum.Flows, Flow{sink, o})
		f.changed, f.outward = true, true
	}
}

// maxFlows and maxCalls bound one summary.
const (
	maxFlows = 1000
	maxCalls = 200
)

// Key returns what names a value that is used as a key, as in a context: "" if
// that is not known.
func Key(v ssa.Value) string { return constantKey(v) }

// constantKey returns the value of a constant string or the name of what else
// is used as a key, such as a package-level variable or a value of a key type.
func constantKey(v ssa.Value) string {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		if key := constantKey(mi.X); key != "" || isEmptyStruct(mi.X.Type()) {
			if b, ok := mi.X.Type().(*types.Basic); ok && b.Info()&types.IsString != 0 {
				return key
			}
			return fmt.Sprintf("%s(%s)", mi.X.Type(), key)
		}
		return ""
	}
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil {
			return ""
		}
		if v.Value.Kind() == constant.String {
			return constant.StringVal(v.Value)
		}
		return v.Value.ExactString()
	case *ssa.UnOp:
		if g, ok := v.X.(*ssa.Global); ok && g.Pkg != nil {
			return g.Pkg.Pkg.Path() + "." + g.Name()
		}
	case *ssa.Convert:
		return constantKey(v.X)
	case *ssa.ChangeType:
		return constantKey(v.X)
	case *ssa.Global:
		if v.Pkg != nil {
			return "&" + v.Pkg.Pkg.Path() + "." + v.Name()
		}
	}
	return ""
}

func isEmptyStruct(t types.Type) bool {
	st, ok := t.Underlying().(*types.Struct)
	return ok && st.NumFields() == 0
}

// canonical returns a header's name as it is sent.
func canonical(header string) string { return textproto.CanonicalMIMEHeaderKey(header) }

func indexFunc(s set, ok func(*Origin) bool) int {
	for i := range s {
		if ok(&s[i]) {
			return i
		}
	}
	return -1
}
