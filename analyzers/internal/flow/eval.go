package flow

import (
	"go/ast"
	"go/types"
	"net/textproto"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// family is a top-level function with the function literals in it. They are
// evaluated together, because a literal shares its parent's variables.
type family struct {
	state     *state
	fns       []*ssa.Function                     // the top-level function first
	blocks    map[*ssa.Function][]*ssa.BasicBlock // in the order of evaluation
	dead      map[*ssa.BasicBlock]bool            // those that control never comes to
	sums      map[*ssa.Function]*Summary
	bindings  map[*ssa.FreeVar]ssa.Value     // what each captured variable is bound to
	receivers map[*ssa.CallCommon][]receiver // of interfaces' methods, where they are known
	single    map[*ssa.Alloc]ssa.Value       // variables with exactly one store
	stores    map[*ssa.BasicBlock][]*ssa.Store
	updates   map[*ssa.BasicBlock][]*ssa.MapUpdate
	debugged  map[*ssa.BasicBlock]*ssa.BasicBlock // where a block leads only while the program is developed
	nodes     map[ssa.Value]*node
	converts  []Convert
	proofs    map[about]proved
	letters   map[letterUse]Flags
	strict    bool // no list that is given is taken for the program's own, but this one
	assumed   *ssa.Parameter
	copying   []*ssa.Store    // structs that are being asked what is known of their parts
	asking    []*ssa.Function // function literals whose yes is being looked into
	doubted   *ssa.Parameter  // none of its fields is taken for the program's own
	conds     map[outcome][]ssa.Value
	merging   map[*ssa.Phi]bool // phis whose edges are being resolved
	lengths   map[ssa.Value]length
	tests     bool                // it is there for tests
	clean     Flags               // what the top-level function is said to make of values
	quiet     map[quietKey]*Quiet // nil for a sink that is none any more

	// straight reports that every instruction comes behind all whose results it
	// uses: there is one function, it has no loop and does not call itself. One
	// round is all then.
	straight bool

	operands  []*ssa.Value // of the instruction at hand, in memory that the next one has as well
	jobs      []job
	flows     map[flowKey][]int32 // where in a summary the flows are
	evaluated bool                // once at least: what never changes is recorded
	spent     bool                // a bound was hit
	given     bool                // it was given up: much may have been missed
	changed   bool                // in the current round
	touches   int                 // how often anything changed that calls can be given
	work      int                 // how many values calls were given, with each that is asked for again
	outward   bool                // a summary changed in the current evaluation
	told      mark                // the summaries
	called    mark                // which parameters they say are called
}

// isLoopBody reports whether fn is the body of a loop over an iterator.
func isLoopBody(fn *ssa.Function) bool {
	_, ok := fn.Syntax().(*ast.RangeStmt)
	return ok
}

func newFamily(s *state, top *ssa.Function) *family {
	f := &family{
		state: s, blocks: map[*ssa.Function][]*ssa.BasicBlock{}, dead: map[*ssa.BasicBlock]bool{}, sums: map[*ssa.Function]*Summary{}, bindings: map[*ssa.FreeVar]ssa.Value{}, single: map[*ssa.Alloc]ssa.Value{},
		stores: map[*ssa.BasicBlock][]*ssa.Store{},
		nodes:  map[ssa.Value]*node{}, proofs: map[about]proved{}, letters: map[letterUse]Flags{}, conds: map[outcome][]ssa.Value{}, merging: map[*ssa.Phi]bool{},
	}
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		f.fns = append(f.fns, fn)
		f.blocks[fn] = inOrder(fn)
		if len(f.blocks[fn]) < len(fn.Blocks) {
			for _, b := range fn.Blocks {
				f.dead[b] = !slices.Contains(f.blocks[fn], b)
			}
		}
		f.sums[fn] = &Summary{Func: s.id(fn), At: s.position(fn.Pos()), Request: s.requests(fn)}
		for i, p := range fn.Params {
			if isLoopBody(fn) {
				break // the iterator alone calls it, and says what it hands over
			}
			_, basic := p.Type().Underlying().(*types.Basic)
			o := From(What{Kind: Param, Basic: basic, Func: s.id(fn), Index: i})
			if f.isSoft(p.Type()) {
				o.Flags = Soft
			}
			f.of(p).values = set{o}
			if s.isDecoded(fn, i) {
				src := From(What{Kind: Source, Source: model.Body})
				src.Steps = Trace(Step{f.sums[fn].At, "the request is decoded for this function"})
				f.of(p).values = set{o, src}
			}
		}
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	add(top)
	f.clean, f.tests = s.cleansedBy(top), isOfTests(top)
	if takesOutQuotes(top) {
		f.clean |= Unquoted
	}
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
		if branch, ok := instr.(*ssa.If); ok {
			f.findDebugged(branch)
		}
		if up, ok := instr.(*ssa.MapUpdate); ok && carriesText(up.Map.Type()) {
			if f.updates == nil {
				f.updates = map[*ssa.BasicBlock][]*ssa.MapUpdate{}
			}
			f.updates[up.Block()] = append(f.updates[up.Block()], up)
		}
		if st, ok := instr.(*ssa.Store); ok {
			f.stores[st.Block()] = append(f.stores[st.Block()], st)
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
// sets, which only grow, need not hold what was true of one alone. Those that control
// never comes to are left out.
func inOrder(fn *ssa.Function) []*ssa.BasicBlock {
	var post []*ssa.BasicBlock
	seen := make([]bool, len(fn.Blocks))
	var visit func(*ssa.BasicBlock)
	visit = func(b *ssa.BasicBlock) {
		if !seen[b.Index] {
			seen[b.Index] = true
			for _, s := range slices.Backward(ways(b)) {
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

// isStraight reports whether the family is one function that has no loop, does not
// call itself, and starts nothing that reads later what is stored behind the start.
func (f *family) isStraight() bool {
	if len(f.fns) != 1 || slices.Contains(f.callees(), f.fns[0]) || !isAcyclic(f.blocks[f.fns[0]]) {
		return false
	}
	for instr := range f.instructions() {
		if _, ok := instr.(*ssa.Go); ok {
			return false
		}
	}
	return true
}

// isAcyclic reports whether no block leads back to one before it. The blocks are
// in order.
func isAcyclic(blocks []*ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{}
	for _, b := range blocks {
		seen[b] = true
		if slices.ContainsFunc(ways(b), func(s *ssa.BasicBlock) bool { return seen[s] }) {
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
	if f.receivers == nil {
		f.findReceivers()
	}
	for instr := range f.instructions() {
		if call, ok := instr.(ssa.CallInstruction); ok {
			for _, r := range f.receivers[call.Common()] {
				if r.method.Pkg() == f.state.pass.Pkg {
					add(f.state.pkg.Prog.FuncValue(r.method.Origin()))
				}
			}
		}
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
			if obj := f.state.extracting(mi); obj != nil && obj.Pkg() == f.state.pass.Pkg {
				add(f.state.pkg.Prog.FuncValue(obj.Origin()))
			}
		}
	}
	return fns
}

// get returns what v can come from: the value itself and, where it refers to
// memory, what the family put there.
func (f *family) get(v ssa.Value) set { return f.getAt(v, nil) }

// getAt is as get, without what is replaced in memory on every way to the instruction.
func (f *family) getAt(v ssa.Value, at ssa.Instruction) set {
	switch v := v.(type) {
	case *ssa.Const, *ssa.Function, *ssa.Builtin, nil:
		return nil
	case *ssa.Global:
		return set{f.global(v)}
	case *ssa.FreeVar:
		if b := f.bindings[v]; b != nil {
			return f.getAt(b, at)
		}
		return nil
	}
	if at, ok := v.(ssa.Instruction); ok && isPlace(v) {
		return f.load(f.addressOf(v), at)
	}
	s := f.of(v).values
	if isAggregate(v.Type()) && isBuilt(v) {
		s = slices.Clone(s)
		s.union(f.contents(address{root: v}), &f.spent)
		return s
	}
	if isReference(v.Type()) && !isError(v.Type()) {
		if held := f.held(f.addressOf(v), at); len(s) == 0 {
			s = held
		} else if len(held) > 0 {
			s = slices.Clone(s)
			s.union(held, &f.spent)
		}
	}
	if mi, ok := v.(*ssa.MakeInterface); ok && !mayBeText(mi) {
		s = s.with(Object) // what it refers to is no text for that
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
	return f.of(x).values
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
	return f.judged(v, known, at)
}

// judged returns what v can come from where the facts are known of it.
func (f *family) judged(v ssa.Value, known Flags, at ssa.Instruction) set {
	if known&Fixed != 0 {
		return nil
	}
	if f.isDebugged(at.Block()) {
		known |= Debugged
	}
	return f.getAt(v, at).with(known & shown)
}

// onEdge returns what v can come from where control goes from one block to another.
func (f *family) onEdge(v ssa.Value, from, to *ssa.BasicBlock) set {
	s := f.judged(v, f.knownOnEdge(v, from, to), from.Instrs[len(from.Instrs)-1])
	if f.debugged[from] == to && to != nil {
		s = s.with(Debugged)
	}
	return s
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

// isLetterOf reports whether v is one letter of a text, whose type is called as that
// of a number is.
func isLetterOf(v ssa.Value) bool {
	letter, ok := v.(*ssa.Index)
	return ok && isText(letter.X.Type())
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
	if f.isSoft(v.Type()) && !isLetterOf(v) {
		s = s.with(Soft)
	}
	if b, ok := v.Type().(*types.Basic); ok && b.Info()&types.IsString != 0 {
		s = s.without(Scalar | Object) // of a text as such they say nothing
	}
	if len(s) == 0 {
		return
	}
	if n := f.node(v); n.values.union(s, &f.spent) {
		f.touch(n)
	}
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
