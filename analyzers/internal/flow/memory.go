package flow

import (
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// address is a place in memory as far as one family of functions can tell it
// apart: a root value, and the fields and elements that lead from it.
type address struct {
	root   ssa.Value
	path   string
	shows  window // of the list that is there
	field  string // the symbol of the last field, "" where the last step is none
	owner  types.Type
	outer  types.Type // the struct that the owner of the last field is embedded in, nil if none
	embeds bool       // the last field is embedded
	text   bool       // the last field holds text
	fails  bool       // the last field is an error
	behind bool       // the way to it leads through a pointer of the project's
	// hidden reports that no encoder shows what the last field holds.
	hidden bool
	// listed is the tag that says what values the last field can have, "" if
	// none does.
	listed string
}

// maxPath bounds how deep fields are told apart. Below it, a place stands for
// everything in it.
const maxPath = 4

// embedded ends a step to a struct that is embedded in another: its fields are told
// apart as those of the other are.
const embedded = "^"

// depthOf returns how deep the place at a path is. Of structs that are embedded in one
// another some count: one can be embedded in itself.
func depthOf(path string) int {
	return strings.Count(path, ".") - min(strings.Count(path, embedded), maxPath)
}

// bounded returns the place that the place at a path is a part of, as deep as fields
// are told apart.
func bounded(path string) string {
	for depthOf(path) > maxPath {
		path = path[:strings.LastIndexByte(path, '.')]
	}
	return path
}

// cell is what was stored at one path under a root.
type cell struct {
	path   string
	values set
	stores []ssa.Instruction
	each   []set             // what each of the stores left, nil while there is one
	calls  []ssa.Instruction // those of the stores that are calls which replace what was there
}

// addressOf returns the place that the pointer, slice, map or channel v refers
// to.
func (f *family) addressOf(v ssa.Value) address { return f.resolve(v, 0) }

// maxResolve bounds the way from a value to its root; a longer one is treated
// as a root of its own.
const maxResolve = 24

func (f *family) resolve(v ssa.Value, depth int) address {
	if depth > maxResolve {
		return address{root: v}
	}
	switch v := v.(type) {
	case *ssa.FieldAddr:
		owner, field := fieldOf(v.X.Type(), v.Field)
		return f.state.step(f.resolve(v.X, depth+1), owner, field)
	case *ssa.IndexAddr:
		return f.resolve(v.X, depth+1).element(v.X.Type(), v.Index)
	case *ssa.Slice:
		a := f.resolve(v.X, depth+1)
		a.shows = a.shows.sliced(v.Low, v.High)
		return a
	case *ssa.ChangeType:
		return f.resolve(v.X, depth+1)
	case *ssa.MakeInterface:
		return f.resolve(v.X, depth+1)
	case *ssa.ChangeInterface:
		return f.resolve(v.X, depth+1)
	case *ssa.TypeAssert:
		if f.found(v) {
			break
		}
		return f.resolve(v.X, depth+1)
	case *ssa.Extract:
		if is, ok := v.Tuple.(*ssa.TypeAssert); ok && v.Index == 0 && isReference(v.Type()) && !f.found(is) {
			return f.resolve(is.X, depth+1)
		}
	case *ssa.FreeVar:
		if b := f.bindings[v]; b != nil {
			return f.resolve(b, depth+1)
		}
	case *ssa.Field:
		if load, ok := v.X.(*ssa.UnOp); ok && load.Op == token.MUL && f.isOwnStruct(v.Type()) && f.tracked(v.X.Type()) {
			owner, field := fieldOf(v.X.Type(), v.Field)
			a := f.state.step(f.resolve(load.X, depth+1), owner, field)
			a.behind = true
			return a
		}
	case *ssa.Phi:
		if a, ok := f.sameRoot(v, depth); ok {
			return a
		}
	case *ssa.Call:
		if ctx := f.state.requestOf(v); ctx != nil {
			a := f.resolve(ctx, depth+1)
			a.path += "." + requestPart
			a.field, a.owner = "", nil
			return a
		}
		if arg := f.passedOn(v); arg != nil {
			a := f.resolve(arg, depth+1)
			if _, ok := v.Type().Underlying().(*types.Slice); ok {
				a.shows.loose, a.shows.high = true, 0 // it may hand back a part of the list
			}
			return a
		}
	case *ssa.UnOp:
		if ctx := f.state.requestField(v); ctx != nil {
			a := f.resolve(ctx, depth+1)
			a.path += "." + requestPart
			a.field, a.owner = "", nil
			return a
		}
		if f.isOwnPart(v) {
			a := f.resolve(v.X, depth+1)
			a.behind = true
			return a
		}
		// A variable that lives in memory because a closure captures it, and
		// that is set once, is what it was set to.
		if alloc, ok := f.resolve(v.X, depth+1).root.(*ssa.Alloc); ok && v.X.Type() != nil {
			if stored := f.onlyStore(alloc); stored != nil && isReference(stored.Type()) && f.resolve(v.X, depth+1).path == "" {
				return f.resolve(stored, depth+1)
			}
		}
	}
	return address{root: v}
}

// isOwnPart reports whether v is a struct of the project that is read by the pointer
// in a field of another or in a list, or a list or a map in a field: it is told apart
// as if it stood there itself.
func (f *family) isOwnPart(v *ssa.UnOp) bool {
	if v.Op != token.MUL {
		return false
	}
	switch at := v.X.(type) {
	case *ssa.IndexAddr:
		return f.isOwnStruct(v.Type())
	case *ssa.FieldAddr:
		owner, _ := fieldOf(at.X.Type(), at.Field)
		return f.tracked(owner) && (f.isOwnStruct(v.Type()) || isListOrMap(v.Type()))
	}
	return false
}

// isOwnStruct reports whether values of type t point to a struct of the project.
func (f *family) isOwnStruct(t types.Type) bool {
	p, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	_, ok = p.Elem().Underlying().(*types.Struct)
	return ok && f.tracked(p.Elem())
}

// sameRoot returns the place that every way into a phi refers to, if it is one
// and the same: a builder that some branches hand back.
func (f *family) sameRoot(phi *ssa.Phi, depth int) (address, bool) {
	if !isReference(phi.Type()) || f.merging[phi] {
		return address{}, false
	}
	f.merging[phi] = true
	defer delete(f.merging, phi)
	var same address
	moves := false
	for _, edge := range phi.Edges {
		a := f.resolve(edge, depth+1)
		switch {
		case a.root == ssa.Value(phi) && a.path == "": // around a loop
			moves = moves || a.shows != window{}
		case same.root == nil:
			same = a
		case same.root != a.root || same.path != a.path || same.shows != a.shows:
			return address{}, false
		}
	}
	if moves {
		same.shows.loose, same.shows.high = true, 0
	}
	return same, same.root != nil
}

// step returns the place of a field of the struct at a place.
func (s *state) step(a address, owner types.Type, field *types.Var) address {
	switch {
	case a.owner == nil || !a.embeds:
		a.outer = nil
	case a.outer == nil:
		a.outer = a.owner
	}
	is := s.member(owner, field)
	a.owner, a.embeds = owner, field.Embedded()
	a.field, a.text, a.hidden, a.listed, a.fails = is.symbol, is.text, is.hidden, is.listed, is.fails
	if depthOf(a.path+is.path) <= maxPath {
		a.path += is.path
	}
	a.shows = window{}
	return a
}

// member is what a struct's type says of a field of it.
type member struct {
	path, symbol        string // ".field", of a struct that is embedded ".field^"; "path.Type.field"
	listed              string
	text, hidden, fails bool
}

// embeds reports whether a struct of the project embeds another in a field, whose
// fields are then its own. A request stays what it is.
func (s *state) embeds(owner types.Type, field *types.Var) bool {
	n := models.TypeName(owner)
	return n != nil && n.Pkg() != nil && s.firstParty(n.Pkg().Path()) && bringsFields(field) && !s.isRequest(field.Type())
}

// bringsFields reports whether a field is a struct that is embedded, or points to one.
func bringsFields(field *types.Var) bool {
	t := field.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	_, ok := t.Underlying().(*types.Struct)
	return ok && field.Embedded()
}

// fieldIn names a field and the type that it is a field of.
type fieldIn struct {
	owner types.Type
	field *types.Var
}

// member returns what is known of a field, worked out once: each place in memory is
// asked for many times.
func (s *state) member(owner types.Type, field *types.Var) *member {
	is := s.members[fieldIn{owner, field}]
	if is == nil {
		is = &member{
			path: "." + field.Name(), listed: listedBy(owner, field),
			text: carriesText(field.Type()), hidden: isHidden(owner, field), fails: isError(field.Type()),
		}
		if symbol := models.TypeSymbol(owner); symbol != "" {
			is.symbol = symbol + is.path
		}
		if s.embeds(owner, field) {
			is.path += embedded
		}
		s.members[fieldIn{owner, field}] = is
	}
	return is
}

// isElsewhere reports whether a place behind a pointer can be in a struct that the
// family has not built, or that it fills by another way.
func (f *family) isElsewhere(a address) bool {
	filled := false
	for _, c := range f.of(a.root).cells {
		if _, ok := behindPath(c.path, a.path); ok {
			filled = true
		} else if _, ok := behindPath(a.path, c.path); ok && indexFunc(c.values, func(o *Origin) bool { return o.Kind != Source }) >= 0 {
			return true
		}
	}
	return !filled
}

// isHidden reports whether encoders leave the field of a struct out: it is not
// exported and brings no fields of its own along, is an error, which encodes to
// nothing, or its tag says so.
func isHidden(owner types.Type, field *types.Var) bool {
	if !field.Exported() && !bringsFields(field) || isError(field.Type()) {
		return true
	}
	st, ok := owner.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range st.NumFields() {
		if st.Field(i) == field {
			return reflect.StructTag(st.Tag(i)).Get("json") == "-"
		}
	}
	return false
}

// element is the place of an element of a list that v, of type t, is or points to:
// the one of a constant index, or any.
func (a address) element(t types.Type, index ssa.Value) address {
	return a.under(a.shows.element(t, index))
}

// anyElement is the place of what a list, a map or a channel holds, whichever.
func (a address) anyElement() address { return a.under(a.shows.base("[]")) }

// under is the place that a step leads to in a list or a map.
func (a address) under(step string) address {
	switch {
	case strings.HasSuffix(a.path, "[]") && step == "[]" || isNested(a.path):
	default:
		a.path += step
	}
	a.shows = window{}
	a.field, a.owner, a.hidden, a.fails, a.listed = "", nil, false, false, ""
	return a
}

// isNested reports whether a path ends in a list of lists that are told apart no
// deeper.
func isNested(path string) bool {
	for range maxNested {
		if !strings.HasSuffix(path, "]") {
			return false
		}
		path = path[:strings.LastIndexByte(path, '[')]
	}
	return true
}

// partOf returns what stands at a place in the map v, its keys or what it holds under
// some: what was put there, and where v itself comes from.
func (f *family) partOf(v ssa.Value, step string, at ssa.Instruction) set {
	if _, ok := v.Type().Underlying().(*types.Map); !ok {
		return f.get(v)
	}
	if phi, ok := v.(*ssa.Phi); ok && !f.merging[phi] && f.addressOf(v).root == v {
		f.merging[phi] = true
		defer delete(f.merging, phi)
		var s set
		for _, edge := range phi.Edges {
			s.union(f.partOf(edge, step, at), &f.spent)
		}
		return s
	}
	a := f.addressOf(v).under(step)
	if read, ok := v.(*ssa.UnOp); ok && f.isOwnPart(read) {
		return f.load(a, at)
	}
	if c := f.of(a.root).find(a.path); c != nil && isOneElement(a.path) && precede(c.placed(), at) {
		return f.contentsAt(a, at) // put there on every way
	}
	from := v
	if _, read := v.(*ssa.UnOp); !read && isLocal(a.root) {
		from = a.root // what v can be as a whole holds what is under other keys
	}
	s := underStep(f.of(from).values, v, step)
	if g, ok := v.(*ssa.Global); ok {
		s.add(f.global(g), &f.spent)
	}
	s.union(f.contentsAt(a, at), &f.spent)
	return s
}

// underStep returns what stands under a key in the map v, which values are told of: a
// parameter is told by the key, if it is a constant and the map holds texts, or by its keys.
func underStep(values set, v ssa.Value, step string) set {
	values = slices.Clone(values)
	m, ok := v.Type().Underlying().(*types.Map)
	if !ok || !isText(m.Elem()) || !isKeyStep(step) && step != keysOf {
		return values
	}
	for i := range values {
		if o := &values[i]; o.Kind == Param && o.Name == "" {
			*o = o.named(step)
			o.Flags |= Deep
		}
	}
	return values
}

// isKeyStep reports whether a path begins with a constant key of a map.
func isKeyStep(path string) bool { return strings.HasPrefix(path, `["`) }

// fieldOf returns the struct type that t is or points to, and its i-th field.
func fieldOf(t types.Type, i int) (types.Type, *types.Var) {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	return t, t.Underlying().(*types.Struct).Field(i)
}

// isReference reports whether a value of type t refers to memory.
func isReference(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Interface:
		return true
	}
	return false
}

// isLocal reports whether everything that is stored under the root is stored
// by the family itself or through pointers that it hands out.
func isLocal(root ssa.Value) bool {
	switch root.(type) {
	case *ssa.Alloc, *ssa.MakeSlice, *ssa.MakeMap, *ssa.MakeChan:
		return true
	}
	return false
}

// find returns the cell at a path under the value, nil if there is none.
func (n *node) find(path string) *cell {
	if n.byPath != nil {
		return n.byPath[path]
	}
	for _, c := range n.cells {
		if c.path == path {
			return c
		}
	}
	return nil
}

// manyCells is how many cells of one value are looked through one after the other.
const manyCells = 16

// cellAt returns the cell at a path under the value, made on first use.
func (n *node) cellAt(path string) *cell {
	if c := n.find(path); c != nil {
		return c
	}
	c := &cell{path: path}
	n.cells = append(n.cells, c)
	if len(n.cells) > manyCells {
		if n.byPath == nil {
			n.byPath = make(map[string]*cell, 2*len(n.cells))
			for _, c := range n.cells {
				n.byPath[c.path] = c
			}
		}
		n.byPath[path] = c
	}
	return c
}

// write stores values at the address.
func (f *family) write(a address, values set, at ssa.Instruction) {
	if a.hidden {
		values = values.with(Hidden)
	}
	n := f.node(a.root)
	if len(n.cells) >= maxKeys && n.find(a.path) == nil {
		a.path = anyElement(a.path)
	}
	c := n.cellAt(a.path)
	i := slices.Index(c.stores, at)
	if i < 0 {
		i = len(c.stores)
		c.stores = append(c.stores, at)
		if _, ok := at.(ssa.CallInstruction); ok {
			n.filled++
		}
		switch i {
		case 0:
		case 1:
			c.each = []set{slices.Clone(c.values), nil} // what is added to either stays there
		default:
			c.each = append(c.each, nil)
		}
		f.touch(n)
	}
	changed := c.values.union(values, &f.spent)
	if c.each != nil && c.each[i].union(values, &f.spent) {
		changed = true
	}
	if changed {
		f.touch(n)
	}
}

// replace stores values at the address by a call that leaves nothing of what was
// there before.
func (f *family) replace(a address, values set, at *ssa.Call) {
	f.write(a, values, at)
	n := f.node(a.root)
	if c := n.cellAt(a.path); !slices.Contains(c.calls, ssa.Instruction(at)) {
		c.calls = append(c.calls, at)
		f.touch(n)
	}
}

// contents returns what the family stored at the address: exactly there, in
// something that holds it, or in parts of it.
func (f *family) contents(a address) set { return f.held(a, nil) }

// contentsAt is as contents, without what a variable of the function is only
// given behind the instruction, and what is replaced on every way to it.
func (f *family) contentsAt(a address, at ssa.Instruction) set {
	variable, _ := a.root.(*ssa.Alloc)
	return f.contentsBut(a, at, variable)
}

// held is as contents, without what is replaced on every way to the instruction.
func (f *family) held(a address, at ssa.Instruction) set { return f.contentsBut(a, at, nil) }

func (f *family) contentsBut(a address, at ssa.Instruction, variable *ssa.Alloc) set {
	var all gathered
	for _, c := range f.of(a.root).cells {
		if at != nil && variable != nil && c.behind(at, variable) {
			continue
		}
		if rest, ok := behindPath(c.path, a.path); ok {
			if _, ok := a.shows.seen(rest); ok {
				all.union(f.left(a.root, c, c.path, at), &f.spent)
			}
		} else if rest, ok := behindPath(a.path, c.path); ok {
			all.union(part(f.left(a.root, c, a.path, at), rest, f.ownsField(a)), &f.spent)
		}
	}
	return all.set
}

// left returns what of the contents of a cell the place at a path can still hold at
// an instruction: what was stored there is gone where each way leads by a store that
// replaces it.
func (f *family) left(root ssa.Value, c *cell, path string, at ssa.Instruction) set {
	if at == nil || len(c.values) == 0 {
		return c.values
	}
	over := f.over(root, path)
	gone := func(st ssa.Instruction) bool { return isReplaced(over, st, at) }
	first := slices.IndexFunc(c.stores, gone)
	if first < 0 {
		return c.values
	}
	var rest gathered
	for i, left := range c.each { // of one store alone nothing is left
		if i < first || i > first && !gone(c.stores[i]) {
			rest.union(left, &f.spent)
		}
	}
	return rest.set
}

// over returns the cells of the places that hold the place at a path whole: what is
// stored there replaces what it held.
func (f *family) over(root ssa.Value, path string) (list []*cell) {
	n := f.of(root)
	for i := range len(path) + 1 {
		if i < len(path) && path[i] != '.' && path[i] != '[' {
			continue
		}
		if c := n.find(path[:i]); c != nil && c.isOnePlace() {
			list = append(list, c)
		}
	}
	return list
}

// isReplaced reports whether what an instruction stores is replaced by a store in one
// of the cells on every way from there to another.
func isReplaced(over []*cell, st, at ssa.Instruction) bool {
	return st.Parent() == at.Parent() && slices.ContainsFunc(over, func(c *cell) bool { return !c.isMissed(st, at) })
}

// isOnePlace reports whether the cell is a single place in memory: not any element of
// a list, and none of those below which places are not told apart.
func (c *cell) isOnePlace() bool {
	return isOneElement(c.path) && depthOf(c.path) < maxPath
}

// behind reports whether all that is stored in the cell of a variable is stored
// behind an instruction: no way leads from there to it, but by way of where the
// variable is made anew, as that of a loop is in each round.
func (c *cell) behind(at ssa.Instruction, variable *ssa.Alloc) bool {
	blocks, fresh := at.Parent().Blocks, variable.Block()
	for _, st := range c.stores {
		if st.Parent() != at.Parent() || st.Block() == at.Block() && dominates(st, at) {
			return false
		}
		seen := make([]bool, len(blocks))
		if fresh.Parent() == at.Parent() {
			seen[fresh.Index] = true
		}
		var leads func(b *ssa.BasicBlock) bool
		leads = func(b *ssa.BasicBlock) bool {
			if seen[b.Index] {
				return false
			}
			seen[b.Index] = true
			return b == at.Block() || slices.ContainsFunc(b.Succs, leads)
		}
		if slices.ContainsFunc(st.Block().Succs, leads) {
			return false
		}
	}
	return len(c.stores) > 0
}

// covers reports whether each way from one of the stores to the instruction is by
// a store in the cell.
func (c *cell) covers(stores []ssa.Instruction, at ssa.Instruction) bool {
	for _, from := range stores {
		if from.Parent() != at.Parent() || c.isMissed(from, at) {
			return false
		}
	}
	return true
}

// replaces reports whether one of the stores in the cell leaves nothing of what was
// there before.
func (c *cell) replaces(st ssa.Instruction) bool {
	switch st.(type) {
	case *ssa.Store, *ssa.MapUpdate:
		return true
	}
	return slices.Contains(c.calls, st)
}

// placed returns the stores that put something exactly there: what is copied from one
// list to another may stand at another index there.
func (c *cell) placed() []ssa.Instruction {
	if strings.IndexByte(c.path, '[') < 0 {
		return c.stores
	}
	return slices.DeleteFunc(slices.Clone(c.stores), func(st ssa.Instruction) bool { return !c.replaces(st) })
}

// isMissed reports whether a way leads from one instruction to another and by no
// store in the cell.
func (c *cell) isMissed(from, at ssa.Instruction) bool {
	stops := func(b *ssa.BasicBlock, behind, before ssa.Instruction) bool {
		return slices.ContainsFunc(c.stores, func(st ssa.Instruction) bool {
			return c.replaces(st) && st.Block() == b && (behind == nil || st != behind && dominates(behind, st)) && (before == nil || st != before && dominates(st, before))
		})
	}
	if from.Block() == at.Block() && dominates(from, at) {
		return !stops(at.Block(), from, at)
	}
	if stops(from.Block(), from, nil) {
		return false
	}
	seen := make([]bool, len(from.Parent().Blocks))
	var leads func(b *ssa.BasicBlock) bool
	leads = func(b *ssa.BasicBlock) bool {
		if seen[b.Index] {
			return false
		}
		seen[b.Index] = true
		if b == at.Block() && !stops(b, nil, at) {
			return true
		}
		return !stops(b, nil, nil) && slices.ContainsFunc(b.Succs, leads)
	}
	return slices.ContainsFunc(from.Block().Succs, leads)
}

// within reports whether the place at a path is, or is a part of, the place at
// the path whole.
func within(path, whole string) bool {
	return strings.HasPrefix(path, whole) && (len(path) == len(whole) || path[len(whole)] == '.' || path[len(whole)] == '[')
}

// home returns the place whose parts are those of the struct or array that v is or
// points to: where it was loaded or received from, or the value itself.
func (f *family) home(v ssa.Value) address {
	if _, any := types.Unalias(v.Type()).(*types.TypeParam); isReference(v.Type()) && !any {
		return f.addressOf(v)
	}
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		return f.addressOf(load.X)
	}
	if ch := receivedFrom(v); ch != nil {
		return f.addressOf(ch).anyElement()
	}
	return address{root: v}
}

// receivedFrom returns the channel that v was received from, nil if from none.
func receivedFrom(v ssa.Value) ssa.Value {
	if part, ok := v.(*ssa.Extract); ok {
		if sel, ok := part.Tuple.(*ssa.Select); ok {
			return selectedFrom(sel, part.Index)
		}
		if part.Index == 0 {
			v = part.Tuple
		}
	}
	if receive, ok := v.(*ssa.UnOp); ok && receive.Op == token.ARROW {
		return receive.X
	}
	return nil
}

// selectedFrom returns the channel that the i-th value of a select is received
// from, nil for the values that are none.
func selectedFrom(sel *ssa.Select, i int) ssa.Value {
	for at, st := range sel.States {
		if st.Dir == types.RecvOnly && 2+receiveIndex(sel, at) == i {
			return st.Chan
		}
	}
	return nil
}

// isAggregate reports whether values of type t have parts of their own.
func isAggregate(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Struct, *types.Array:
		return true
	}
	return false
}

// copyParts stores the struct or array v at the address, part by part, and
// reports whether that is all there is to it.
func (f *family) copyParts(to address, v ssa.Value, at ssa.Instruction) bool {
	from := f.home(v)
	for _, c := range slices.Clone(f.of(from.root).cells) {
		dest := to
		if rest, ok := behindPath(c.path, from.path); ok {
			if rest, ok = from.shows.seen(rest); !ok {
				continue
			}
			if rest = to.shows.base(rest); depthOf(to.path+rest) <= maxPath {
				dest.path += rest
			}
			f.write(dest, f.left(from.root, c, c.path, at), at)
		} else if rest, ok := behindPath(from.path, c.path); ok {
			f.write(dest, part(c.values, rest, false), at)
		}
	}
	return isLocal(from.root)
}

// tracked reports whether stores to fields of the struct type are recorded
// wherever they happen.
func (f *family) tracked(owner types.Type) bool {
	n := models.TypeName(owner)
	return n != nil && n.Pkg() != nil && f.state.firstParty(n.Pkg().Path())
}

// ownsField reports whether the last field of a place is one of a struct of the
// project, as are those of a library's struct that such a struct embeds: they are
// told apart as its own are.
func (f *family) ownsField(a address) bool {
	return a.owner != nil && (f.tracked(a.owner) || a.outer != nil && f.tracked(a.outer))
}

func (f *family) global(g *ssa.Global) Origin {
	if g.Pkg == nil || !f.state.firstParty(g.Pkg.Pkg.Path()) {
		return From(What{Kind: Unknown, Name: g.RelString(nil)})
	}
	return From(What{Kind: Global, Name: g.Pkg.Pkg.Path() + "." + g.Name()})
}

// precede reports whether one of the instructions runs on every way to at.
func precede(instrs []ssa.Instruction, at ssa.Instruction) bool {
	stop := map[*ssa.BasicBlock]bool{}
	for _, i := range instrs {
		switch {
		case i.Parent() != at.Parent():
		case dominates(i, at):
			return true
		case i.Block() != at.Block():
			stop[i.Block()] = true
		}
	}
	if len(stop) < 2 {
		return false
	}
	seen := make([]bool, len(at.Parent().Blocks))
	var passes func(*ssa.BasicBlock) bool
	passes = func(b *ssa.BasicBlock) bool {
		if stop[b] || seen[b.Index] {
			return false
		}
		seen[b.Index] = true
		return b == at.Block() || slices.ContainsFunc(b.Succs, passes)
	}
	return !passes(at.Parent().Blocks[0])
}

// dominates reports whether instruction a of the same function runs on every
// way to b.
func dominates(a, b ssa.Instruction) bool {
	if a.Block() != b.Block() {
		return a.Block().Dominates(b.Block())
	}
	for _, i := range a.Block().Instrs {
		switch i {
		case b:
			return false
		case a:
			return true
		}
	}
	return false
}

// onlyStore returns the value of the one store to the variable, nil where
// there are several or none.
func (f *family) onlyStore(alloc *ssa.Alloc) ssa.Value { return f.single[alloc] }

// sourceOfCall returns the request data that a call of the symbol yields.
func (f *family) sourceOfCall(symbol string, hasRecv bool, args []ssa.Value, at ssa.Instruction) (Origin, bool) {
	src, ok := f.state.models.Source(symbol)
	if !ok {
		return Origin{}, false
	}
	o := From(What{Kind: Source, Source: src.Kind, Name: src.Name})
	if src.Tidied && !f.state.uses(src.Untidy) {
		o.Flags |= Tidied
	}
	shift := 0
	if hasRecv {
		shift = 1
	}
	if src.Refine {
		whole := f.get(args[0])
		i := indexFunc(whole, func(o *Origin) bool { return o.IsRequest() })
		if i < 0 || f.isOwnText(args[0], src.Of, at) {
			return Origin{}, false
		}
		// Values.Get narrows a query as well as a form; what it is was
		// decided where the values came from.
		if from := whole[i]; symbol == "net/url.Values.Get" && from.Source != model.URL {
			o.What = &What{Kind: o.Kind, Name: o.Name, Source: from.Source}
		}
	}
	if src.Key >= 0 && src.Key+shift < len(args) {
		f.nameBy(&o, args[src.Key+shift])
	}
	if src.Kind == model.Context && f.state.principal(o.Name) {
		o.What = &What{Kind: Source, Source: model.Identity, Name: o.Name}
	}
	return o, true
}

// isOwnText reports whether a field of the struct that v points to is empty or a
// constant of the program where the instruction runs: what an address is asked for that
// was made of a request's, with another query.
func (f *family) isOwnText(v ssa.Value, field string, at ssa.Instruction) bool {
	p, ok := v.Type().Underlying().(*types.Pointer)
	if !ok || field == "" {
		return false
	}
	st, ok := p.Elem().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	a, _, ok := f.state.down(f.addressOf(v), p.Elem(), st, field)
	return ok && isLocal(a.root) && !f.of(a.root).escaped && len(f.contentsAt(a, at)) == 0
}

func isMap(t types.Type) bool {
	_, ok := t.Underlying().(*types.Map)
	return ok
}

func isListOrMap(t types.Type) bool {
	_, ok := t.Underlying().(*types.Slice)
	return ok || isMap(t)
}
