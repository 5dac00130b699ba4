package flow

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// What a condition says of a value holds wherever the condition decided that
// control gets there. A value that was compared to constants and is used only
// where one of the comparisons held is one of them: an allow-list. Others say
// less: the host of an address is allowed, a file's name stays in its place.

// Facts that conditions show and that no origin carries.
const (
	Fixed  Flags = 1 << (63 - iota) // it is one of the program's own values
	single                          // it does not begin with two
	plain                           // nor with a slash and a backslash
)

// everything is what is known of a value that the program chose itself.
const everything = ^Flags(0)

// shown are the facts that the origins of a value keep.
const shown = safeFlags | Weak

// key names what conditions speak of: a value, or a place in memory that is
// loaded anew for every use.
type key struct {
	value ssa.Value // nil for a place
	root  ssa.Value
	path  string
	index ssa.Value // what the map at the place is asked for, where that is no constant
}

// proof says what is known of a value, block by block: the greatest solution
// of "on every way in" over the facts of the edges.
type proof struct {
	in     []Flags                      // on entry of the block with this index
	edges  map[[2]*ssa.BasicBlock]Flags // what the branch shows on the edge
	stores map[*ssa.BasicBlock][]change // to the place, in order
}

// change is a store to a place that is compared, or a call that may store there.
// Behind it is known what it shows, and what it keeps of what was known before.
type change struct {
	at           ssa.Instruction
	shows, keeps Flags
}

// behind returns what is known behind a change.
func (st *change) behind(known Flags) Flags { return st.shows | known&st.keeps }

// out returns what is known at the end of a block.
func (c *proof) out(b *ssa.BasicBlock) Flags {
	known := c.in[b.Index]
	for i := range c.stores[b] {
		known = c.stores[b][i].behind(known)
	}
	return known
}

// before returns what is known where an instruction runs.
func (c *proof) before(at ssa.Instruction) Flags {
	known := c.in[at.Block().Index]
	for _, st := range c.stores[at.Block()] {
		if st.at == at || dominates(at, st.at) {
			break
		}
		known = st.behind(known)
	}
	return known
}

// knownAt returns what conditions show of the place where an instruction runs.
func (f *family) knownAt(a address, at ssa.Instruction) Flags {
	if a.path == "" || !isOneElement(a.path) {
		return 0
	}
	c := f.proofIn(key{root: a.root, path: a.path}, nil, at.Parent())
	if c == nil {
		return 0
	}
	return normal(c.before(at))
}

// heldAt returns what the place holds of the values where an instruction runs: nothing
// of them, if by then it was compared to constants and holds one of those.
func (f *family) heldAt(a address, values set, at ssa.Instruction) set {
	if indexFunc(values, func(o *Origin) bool { return o.Flags&Soft == 0 }) < 0 {
		return values
	}
	known := f.knownAt(a, at)
	if known&Fixed != 0 {
		return nil
	}
	return values.with(known & shown)
}

// ofRead returns what is known at a block of what an instruction has read: what was
// known there, and what branches show until the place is changed.
func (c *proof) ofRead(read ssa.Instruction, block *ssa.BasicBlock) Flags {
	known := c.before(read)
	if read.Block() == block {
		return known
	}
	if len(c.edges) == 0 || known == everything {
		return known
	}
	type state struct {
		known   Flags
		changed bool // the place may be another by now: branches speak of that
		reached bool
	}
	in := make([]state, len(c.in))
	start := state{known, slices.ContainsFunc(c.stores[read.Block()], func(st change) bool { return dominates(read, st.at) }), true}
	for again := true; again; {
		again = false
		for _, b := range block.Parent().Blocks {
			out := in[b.Index]
			if b == read.Block() {
				out = start
			}
			if !out.reached {
				continue
			}
			out.changed = out.changed || b != read.Block() && len(c.stores[b]) > 0
			for _, to := range b.Succs {
				next, have := out, in[to.Index]
				if !out.changed {
					next.known |= c.edges[[2]*ssa.BasicBlock{b, to}]
				}
				if have.reached {
					next.known, next.changed = next.known&have.known, next.changed || have.changed
				}
				if next != have {
					in[to.Index], again = next, true
				}
			}
		}
	}
	return in[block.Index].known
}

// normal adds what facts mean together: a path on this host begins with one
// slash and no second, which to browsers a backslash is as well.
func normal(known Flags) Flags {
	if known&Rooted != 0 && known&single != 0 {
		known |= Hosted
		if known&plain != 0 {
			known |= Sited
		}
	}
	return known
}

// within reports whether k is the value of the other key or a part of it.
func (k key) within(whole key) bool {
	return k == whole || k.root != nil && k.root == whole.root && k.index == whole.index && within(k.path, whole.path)
}

func (f *family) keyOf(v ssa.Value) key {
	switch x := v.(type) {
	case *ssa.ChangeType:
		return f.keyOf(x.X)
	case *ssa.UnOp:
		if x.Op != token.MUL {
			break
		}
		if k, ok := f.firstOf(x.X); ok {
			return k
		}
		a := f.placeBehind(x.X)
		if strings.Contains(a.path, "[") {
			if root, path := f.inElement(x.X); root != nil {
				return key{root: root, path: path}
			}
			return key{value: v} // elements are not one value here
		}
		if alloc, ok := a.root.(*ssa.Alloc); ok && a.path == "" && isAggregate(x.Type()) {
			if p, ok := f.onlyStore(alloc).(*ssa.Parameter); ok {
				return key{value: p} // a struct that is given, and kept to take its fields
			}
		}
		return key{root: a.root, path: a.path}
	case *ssa.Call:
		// A part of a request is the same each time it is asked for.
		_, _, symbol, recv := f.state.callee(&x.Call)
		args := x.Call.Args
		if x.Call.IsInvoke() {
			args = append([]ssa.Value{x.Call.Value}, args...)
		}
		if src, ok := f.state.models.Source(symbol); ok && len(args) == 2 && shifted(src.Key, recv) == 1 {
			if isMap(args[0].Type()) {
				if k := f.underKeyOf(args[0], args[1]); k.root != nil {
					k.path += firstElement
					return k
				}
			} else if name := constantKey(args[1]); name != "" {
				return key{root: f.addressOf(args[0]).root, path: symbol + "(" + name + ")"}
			}
		}
	case *ssa.Lookup:
		if k := f.underKeyOf(x.X, x.Index); k.root != nil {
			return k
		}
	case *ssa.Extract:
		if lookup, ok := x.Tuple.(*ssa.Lookup); ok && x.Index == 0 {
			if k := f.underKeyOf(lookup.X, lookup.Index); k.root != nil {
				return k
			}
		}
	}
	return key{value: v}
}

// firstElement is the step to what a map of lists yields of the list under a key.
const firstElement = "[0]"

// firstOf returns the first element of a list under a key of a map, as the method Get
// of a request's values yields it; false for another address.
func (f *family) firstOf(v ssa.Value) (key, bool) {
	at, ok := v.(*ssa.IndexAddr)
	if !ok || !isInt(at.Index, 0) {
		return key{}, false
	}
	k := f.keyOf(at.X)
	if _, found := at.X.(*ssa.Lookup); !found || k.root == nil {
		return key{}, false
	}
	k.path += firstElement
	return k, true
}

// underKeyOf returns the place of what the map m holds under a key, the zero key where
// it is not one place.
func (f *family) underKeyOf(m, index ssa.Value) key {
	if !isMap(m.Type()) {
		return key{}
	}
	a := f.mapAt(m)
	if strings.Contains(a.path, "[") {
		return key{}
	}
	k := key{root: a.root, path: a.path + keyStep(m.Type(), index)}
	if strings.HasSuffix(k.path, "[]") {
		k.index = index
	}
	return k
}

// mapAt returns the place where a map is found: whoever reads it there has the same.
func (f *family) mapAt(m ssa.Value) address {
	switch x := m.(type) {
	case *ssa.ChangeType:
		return f.mapAt(x.X)
	case *ssa.UnOp:
		if x.Op == token.MUL {
			return f.placeBehind(x.X)
		}
	case *ssa.Call:
		// The parts of a request are the same each time they are asked for, unless they
		// are kept and others put among them.
		if _, _, symbol, _ := f.state.callee(&x.Call); len(x.Call.Args) == 1 && !x.Call.IsInvoke() && len(*x.Referrers()) == 1 {
			if _, ok := f.state.models.Source(symbol); ok {
				a := f.mapAt(x.Call.Args[0])
				a.path += "." + symbol
				return a
			}
		}
	}
	return f.addressOf(m)
}

// inElement returns the element of a list of pointers that a field's address leads
// through, and the path from there: nil if none. The element is the one that was read
// where it stands.
func (f *family) inElement(v ssa.Value) (element *ssa.UnOp, path string) {
	for {
		at, ok := v.(*ssa.FieldAddr)
		if !ok {
			break
		}
		v, path = at.X, f.state.member(fieldOf(at.X.Type(), at.Field)).path+path
	}
	if load, ok := v.(*ssa.UnOp); ok && path != "" && f.isElement(load) {
		return load, path
	}
	return nil, ""
}

// isElement reports whether v reads an element of a list that points to a struct.
func (f *family) isElement(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || !f.isOwnStruct(load.Type()) {
		return false
	}
	_, ok = load.X.(*ssa.IndexAddr)
	return ok
}

// placeBehind is addressOf, by way of pointers in fields of libraries' structs, as
// those of messages: each load of such a pointer is taken for the same place.
func (f *family) placeBehind(v ssa.Value) address {
	a := f.addressOf(v)
	for range maxPath {
		load, ok := a.root.(*ssa.UnOp)
		if !ok || load.Op != token.MUL || a.path == "" {
			break
		}
		if _, ok := load.X.(*ssa.FieldAddr); !ok {
			break
		}
		outer := f.addressOf(load.X)
		a.root, a.path = outer.root, outer.path+a.path
	}
	return a
}

// known returns what conditions show of v wherever block runs.
func (f *family) known(v ssa.Value, block *ssa.BasicBlock) Flags {
	if isLetter(v.Type()) {
		return f.lettersAt(v, nil, block)
	}
	whole := f.ofList(v, block)
	c := f.proofOf(v, block.Parent())
	if c == nil {
		return whole
	}
	if read := readIn(unchanged(v)); read != nil && len(c.stores) > 0 {
		if read.Parent() != block.Parent() {
			return 0
		}
		return normal(c.ofRead(read, block) | whole)
	}
	return normal(c.in[block.Index] | whole)
}

// readIn returns the instruction that reads v in memory, nil where v is none that is
// read.
func readIn(v ssa.Value) ssa.Instruction {
	switch x := v.(type) {
	case *ssa.UnOp:
		return x
	case *ssa.Lookup:
		return x
	case *ssa.Call:
		return x
	case *ssa.Extract:
		if lookup, ok := x.Tuple.(*ssa.Lookup); ok {
			return lookup
		}
	}
	return nil
}

// unchanged returns what v was before its type was changed.
func unchanged(v ssa.Value) ssa.Value {
	for {
		same, ok := v.(*ssa.ChangeType)
		if !ok {
			return v
		}
		v = same.X
	}
}

// knownOnEdge is known for a value that a phi takes from an edge.
func (f *family) knownOnEdge(v ssa.Value, from, to *ssa.BasicBlock) Flags {
	if isLetter(v.Type()) {
		return f.lettersAt(v, from, to)
	}
	c := f.proofOf(v, to.Parent())
	if c == nil {
		return 0
	}
	return normal(c.out(from) | c.edges[[2]*ssa.BasicBlock{from, to}])
}

// isJudged reports whether conditions can say anything of values of type t that
// matters to a sink.
func isJudged(t types.Type) bool {
	return carriesText(t) || isError(t) || models.TypeSymbol(t) == urlType
}

// proofOf returns what conditions show of v in the function fn, nil for nothing.
func (f *family) proofOf(v ssa.Value, fn *ssa.Function) *proof {
	if _, ok := v.(*ssa.Const); ok || v == nil || !isJudged(v.Type()) {
		return nil
	}
	return f.proofIn(f.keyOf(v), v, fn)
}

// about names what a proof is about, and where.
type about struct {
	key
	fn *ssa.Function
}

// proved is a proof, nil where nothing is known, and how many calls were found to store
// behind its root when it was made.
type proved struct {
	*proof
	filled int
}

func (f *family) proofIn(k key, v ssa.Value, fn *ssa.Function) *proof {
	if k.value != nil && k.value.Parent() != fn || k.index != nil && k.index.Parent() != fn {
		return nil // a value of another function of the family
	}
	n := f.nodes[k.root]
	if n != nil {
		f.state.note(&n.mark)
	}
	have, ok := f.proofs[about{k, fn}]
	if !ok || n != nil && have.filled != n.filled {
		c := f.prove(k, fn, f.captured(k, fn))
		if cut := f.cut(v); cut != 0 {
			if c == nil {
				c = &proof{in: make([]Flags, len(fn.Blocks))}
			}
			for i := range c.in {
				c.in[i] |= cut
			}
		}
		have = proved{proof: c}
		if n != nil {
			have.filled = n.filled
		}
		f.proofs[about{k, fn}] = have
	}
	return have.proof
}

// captured returns what is known of a variable wherever the literal fn begins,
// which captures it: what its parent knows where it makes the literal, if
// nothing is stored in the variable from then on.
func (f *family) captured(k key, fn *ssa.Function) Flags {
	alloc, ok := k.root.(*ssa.Alloc)
	parent := fn.Parent()
	if !ok || parent == nil || alloc.Parent() != parent {
		return 0
	}
	c := f.proofIn(k, nil, parent)
	if c == nil {
		return 0
	}
	known, made := everything, false
	for instr := range f.instructions() {
		switch x := instr.(type) {
		case *ssa.Store:
			if a := f.placeBehind(x.Addr); a.root == k.root && x.Parent() != parent {
				return 0
			}
		case *ssa.MapUpdate:
			if x.Parent() != parent && f.mapAt(x.Map).root == k.root {
				return 0
			}
		case *ssa.MakeClosure:
			if x.Fn != ssa.Value(fn) {
				continue
			}
			known, made = known&c.before(x), true
			for _, b := range parent.Blocks {
				for _, st := range c.stores[b] {
					if b == x.Block() && !dominates(st.at, x) || b != x.Block() && reaches(x.Block(), b) {
						return 0
					}
				}
			}
		}
	}
	if !made {
		return 0
	}
	return known
}

// prove solves, for every block of fn, what the branches on every way to it
// show of the key, where first is known at its beginning. It returns nil if nothing
// speaks of it.
func (f *family) prove(k key, fn *ssa.Function, first Flags) *proof {
	c := &proof{}
	calls := f.fillers(k)
	for _, b := range fn.Blocks {
		if k.root != nil {
			f.storesTo(k, b, calls, c)
		}
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		yes, no := f.shows(branch.Cond, k)
		if (yes|no)&Weak != 0 {
			by, not := f.turnedAway(branch, k)
			yes, no = yes|by, no|not
		}
		if yes|no != 0 {
			if c.edges == nil {
				c.edges = map[[2]*ssa.BasicBlock]Flags{}
			}
			c.edges[[2]*ssa.BasicBlock{b, b.Succs[0]}] |= yes
			c.edges[[2]*ssa.BasicBlock{b, b.Succs[1]}] |= no
		}
	}
	if len(c.edges) == 0 && first == 0 && !c.isShown() {
		return nil
	}
	// Greatest fixpoint. Where the value is made anew, nothing is known of it.
	c.in = slices.Repeat([]Flags{everything}, len(fn.Blocks))
	c.in[0] = first
	var made *ssa.BasicBlock
	if instr, ok := k.value.(ssa.Instruction); ok {
		made = instr.Block()
	} else if k.root != nil && f.isElement(k.root) {
		made = k.root.(*ssa.UnOp).Block()
	} else if index, ok := k.index.(ssa.Instruction); ok {
		made = index.Block()
	}
	if made != nil {
		c.in[made.Index] = 0
	}
	for changed := true; changed; {
		changed = false
		for _, b := range fn.Blocks[1:] {
			if c.in[b.Index] == 0 || b == made {
				continue
			}
			known := everything
			for _, p := range b.Preds {
				known &= c.out(p) | c.edges[[2]*ssa.BasicBlock{p, b}]
			}
			if len(b.Preds) == 0 {
				known = 0
			}
			if known != c.in[b.Index] {
				c.in[b.Index] = known
				changed = true
			}
		}
	}
	return c
}

// isShown reports whether a call or a copy shows anything of the place.
func (c *proof) isShown() bool {
	for _, list := range c.stores {
		if slices.ContainsFunc(list, func(st change) bool { return st.shows != 0 && !isConstant(st.at) }) {
			return true
		}
	}
	return false
}

// isConstant reports whether an instruction stores a constant.
func isConstant(at ssa.Instruction) bool {
	switch at := at.(type) {
	case *ssa.Store:
		_, ok := at.Val.(*ssa.Const)
		return ok
	case *ssa.MapUpdate:
		_, ok := at.Value.(*ssa.Const)
		return ok
	}
	return false
}

// storesTo records what a block stores to a place, by itself or by some of the calls.
func (f *family) storesTo(k key, b *ssa.BasicBlock, calls []*ssa.Call, c *proof) {
	var list []change
	for _, st := range f.stores[b] {
		a := f.placeBehind(st.Addr)
		if f.isElement(k.root) {
			if i := strings.LastIndexByte(a.path, ']'); i < 0 || !within(k.path, a.path[i+1:]) {
				continue // which element it is of is not known
			}
		} else if a.root != k.root || !within(k.path, a.path) {
			continue
		}
		to := f.changeTo(k, st, st.Val)
		if isAggregate(st.Val.Type()) && len(k.path) > len(a.path) && len(f.copying) < maxPath && !slices.Contains(f.copying, st) {
			from := f.home(st.Val)
			from.path += k.path[len(a.path):]
			f.copying = append(f.copying, st)
			to.shows = f.knownAt(from, st)
			f.copying = f.copying[:len(f.copying)-1]
		}
		list = append(list, to)
	}
	for _, up := range f.updates[b] {
		a := f.mapAt(up.Map)
		if a.root != k.root {
			continue
		}
		step := keyStep(up.Map.Type(), up.Key)
		if _, ok := behindPath(k.path, a.path+step); !ok {
			continue
		}
		st := f.changeTo(k, up, up.Value)
		if step == "[]" && up.Key != k.index || step != "[]" && k.index != nil {
			st.keeps = st.shows // it may be the place under another key
			st.shows = 0
		}
		list = append(list, st)
	}
	for _, call := range calls {
		if call.Block() == b {
			list = append(list, f.changeBy(k, call))
		}
	}
	if len(list) == 0 {
		return
	}
	slices.SortStableFunc(list, func(x, y change) int {
		switch {
		case x.at == y.at:
			return 0
		case dominates(x.at, y.at):
			return -1
		}
		return 1
	})
	if c.stores == nil {
		c.stores = map[*ssa.BasicBlock][]change{}
	}
	c.stores[b] = list
}

// changeTo returns what is known of the key behind an instruction that stores v there.
// What was one of the program's own is so in other letters.
func (f *family) changeTo(k key, at ssa.Instruction, v ssa.Value) change {
	if _, ok := v.(*ssa.Const); ok {
		return change{at: at, shows: everything}
	}
	if f.speaks(v, k)&Fixed != 0 {
		return change{at: at, keeps: Fixed}
	}
	return change{at: at}
}

// Callees remembers what Callee says of calls: what a condition asks of a call is
// asked for each value that it may speak of.
type Callees map[*ssa.CallCommon]callee

// callee is what Callee says of a call.
type callee struct {
	fn          *types.Func
	pkg, symbol string
	recv        bool
}

// Of is Callee, worked out once.
func (known Callees) Of(c *ssa.CallCommon) (fn *types.Func, pkg, symbol string, recv bool) {
	is, ok := known[c]
	if !ok {
		is.fn, is.pkg, is.symbol, is.recv = Callee(c)
		known[c] = is
	}
	return is.fn, is.pkg, is.symbol, is.recv
}

// callee is Callee, with the symbol that the call is of by what it is given.
func (s *state) callee(c *ssa.CallCommon) (fn *types.Func, pkg, symbol string, recv bool) {
	is, ok := s.callees[c]
	if !ok {
		is.fn, is.pkg, is.symbol, is.recv = Callee(c)
		is.symbol = Overloaded(s.models, c, is.symbol)
		s.callees[c] = is
	}
	return is.fn, is.pkg, is.symbol, is.recv
}

// Overloaded returns the symbol of the call that a call of the symbol is by what
// it is given, or the symbol itself.
func Overloaded(m *models.Index, c *ssa.CallCommon, symbol string) string {
	o, ok := m.Overload(symbol)
	if args := Arguments(c); ok && o.Arg+1 < len(args) {
		arg := args[o.Arg+1]
		if to, ok := arg.(*ssa.ChangeInterface); ok {
			arg = to.X
		}
		if load, ok := arg.(*ssa.UnOp); ok {
			if v, ok := load.X.(*ssa.Global); ok && v.Pkg != nil {
				if is := o.Calls[v.Pkg.Pkg.Path()+"."+v.Name()]; is != "" {
					return is
				}
			}
		}
	}
	return symbol
}

// Callee returns the declared function that a call resolves to, its model
// symbol, and whether it has a receiver; fn is nil for calls of values.
func Callee(c *ssa.CallCommon) (fn *types.Func, pkg, symbol string, recv bool) {
	if c.IsInvoke() {
		pkg, symbol = models.Symbol(c.Method)
		if pkg != "" {
			// An interface's methods are known by the interface they are
			// called through, as chi.Router.Get.
			if t := models.TypeSymbol(c.Value.Type()); t != "" {
				symbol = t + "." + c.Method.Name()
			}
		}
		return c.Method, pkg, symbol, true
	}
	callee := c.StaticCallee()
	if callee == nil {
		return nil, "", "", false
	}
	if o := callee.Origin(); o != nil {
		callee = o
	}
	obj, ok := callee.Object().(*types.Func)
	if !ok {
		return nil, "", "", false
	}
	pkg, symbol = models.Symbol(obj)
	return obj, pkg, symbol, obj.Signature().Recv() != nil
}
