package flow

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules"
)

// step evaluates one instruction.
func (f *family) step(instr ssa.Instruction) {
	switch v := instr.(type) {
	case *ssa.BinOp:
		s := slices.Clone(f.use(v.X, v))
		if v.Op == token.ADD {
			s.union(after(pieces(v.X), v.Y, f.use(v.Y, v)), &f.spent)
			s = s.with(Mixed)
		} else {
			s.union(f.use(v.Y, v), &f.spent)
		}
		f.put(v, s)
	case *ssa.Phi:
		for i, edge := range v.Edges {
			if !f.isTaken(v.Block().Preds[i], v.Block()) {
				continue
			}
			if c, ok := edge.(*ssa.Const); ok {
				f.put(v, f.literal(c, v, rules.Proven))
				continue
			}
			f.put(v, f.onEdge(edge, v.Block().Preds[i], v.Block()))
		}
	case *ssa.UnOp:
		switch v.Op {
		case token.MUL:
			s, ok := f.definitions(v)
			if !ok {
				s = f.load(f.addressOf(v.X), v)
			}
			if isLabel(v) {
				s = s.with(Masked)
			}
			f.put(v, s)
		default: // channel receive, negation
			s := f.received(v.X, v)
			if s = s.with(Keyed); v.CommaOk {
				f.tuple(v, 0, s)
			} else {
				f.put(v, s)
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
		if t := f.of(v.Tuple).tuple; v.Index < len(t) {
			s := t[v.Index]
			if isLabel(v) {
				s = s.with(Masked)
			}
			f.put(v, s)
		}
	case *ssa.Field:
		f.put(v, f.fieldOfValue(v))
	case *ssa.Index:
		if a := f.home(v.X); isLocal(a.root) && !isText(v.X.Type()) {
			f.put(v, f.load(a.element(v.X.Type(), v.Index), v))
		} else {
			f.put(v, f.get(v.X).without(Rooted))
		}
	case *ssa.Lookup:
		s := f.underKey(f.partOf(v.X, keyStep(v.X.Type(), v.Index), v), v.Index)
		if v.CommaOk {
			f.tuple(v, 0, s)
			f.tuple(v, 1, slices.Concat(s, f.get(v.Index)).with(Soft))
		} else {
			f.put(v, s)
			f.put(v, f.get(v.Index).with(Soft)) // the key decided which value
		}
	case *ssa.Range:
		f.put(v, f.get(v.X).without(Rooted))
	case *ssa.Next:
		over := v.Iter.(*ssa.Range).X
		f.tuple(v, 1, f.partOf(over, keysOf, v).where((*Origin).isHeaders, Masked)) // what a header is called is no secret
		f.tuple(v, 2, f.partOf(over, "[]", v))
	case *ssa.Slice:
		s := f.get(v.X)
		if isReference(v.X.Type()) && !isPlace(v.X) {
			s = f.of(v.X).values // what it shows is found where it stands
		}
		if isGlimpse(v) {
			s = s.with(Masked)
		}
		if isText(v.X.Type()) {
			s = s.without(Unquoted) // it may be cut between two quotes
		}
		if v.Low != nil {
			s = s.without(Rooted)
			// Behind its root a cleaned path is a path below where it is opened.
			s = s.where(func(o *Origin) bool { return o.Flags&Undotted != 0 }, Confined)
		}
		f.put(v, s)
	case *ssa.MapUpdate:
		f.update(v)
		if f.takesText(v.Value.Type()) {
			if holder := f.keptIn(v.Map); holder != "" {
				f.keepsFunctions(holder, v.Value, f.state.position(v.Pos()))
			}
		}
		if name := constantKey(v.Key); name != "" {
			f.fieldSinks(v, models.TypeSymbol(v.Map.Type())+"["+name+"]", v.Value)
		}
	case *ssa.Send:
		f.send(v.Chan, v.X, v)
	case *ssa.Select:
		for i, st := range v.States {
			if st.Dir == types.SendOnly {
				f.send(st.Chan, st.Send, v)
			} else {
				f.tuple(v, 2+receiveIndex(v, i), f.received(st.Chan, v).with(Keyed))
			}
		}
	case *ssa.Store:
		f.store(v)
	case *ssa.Return:
		f.result(v)
	case *ssa.MakeClosure:
		if fn, ok := v.Fn.(*ssa.Function); ok {
			f.mention(v.Parent(), fn)
			f.put(v, f.standsFor(fn))
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

// send evaluates that v is sent over a channel. To one that the function was given
// it is left there for whoever gave it.
func (f *family) send(ch, v ssa.Value, at ssa.Instruction) {
	a, s := f.addressOf(ch).anyElement(), f.use(v, at)
	if !isAggregate(v.Type()) || !f.copyParts(a, v, at) {
		f.write(a, s, at)
	}
	if p, ok := a.root.(*ssa.Parameter); ok {
		f.outParts(p, a.path, v, s)
	}
}

// update evaluates what is put into a map, which is left there for whoever gave it.
func (f *family) update(v *ssa.MapUpdate) {
	a := f.addressOf(v.Map)
	keys, value, key := a.under(keysOf), f.use(v.Value, v), f.use(v.Key, v)
	a = a.under(keyStep(v.Map.Type(), v.Key))
	f.write(a, value, v)
	f.write(keys, key, v)
	if p, ok := a.root.(*ssa.Parameter); ok {
		f.outParts(p, a.path, v.Value, value)
		f.out(p, strings.TrimPrefix(keys.path, "."), key)
	}
}

// received returns what a receive from the channel, or an operation that the channel
// is the operand of, yields.
func (f *family) received(ch ssa.Value, at ssa.Instruction) set {
	if t, ok := ch.Type().Underlying().(*types.Chan); ok && isAggregate(t.Elem()) {
		return f.load(f.addressOf(ch).anyElement(), at)
	}
	return f.get(ch)
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
	n := f.node(v)
	for len(n.tuple) <= i {
		n.tuple = append(n.tuple, nil)
	}
	if tt, ok := v.Type().(*types.Tuple); ok && i < tt.Len() && f.isSoft(tt.At(i).Type()) {
		s = s.with(Soft)
	}
	if n.tuple[i].union(s, &f.spent) {
		f.touch(n)
	}
}

// fieldOfValue returns what a field of a struct value can come from.
func (f *family) fieldOfValue(v *ssa.Field) set {
	// A struct that was just loaded: ask for the field alone.
	if load, ok := v.X.(*ssa.UnOp); ok && load.Op == token.MUL {
		owner, field := fieldOf(v.X.Type(), v.Field)
		return f.load(f.state.step(f.addressOf(load.X), owner, field), load)
	}
	owner, field := fieldOf(v.X.Type(), v.Field)
	a := f.state.step(address{root: v.X}, owner, field)
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
	case f.isOwnStruct(st.Val.Type()) && a.path != "" && len(f.of(f.addressOf(st.Val).root).cells) > 0:
		if !f.copyParts(a, st.Val, st) {
			f.write(a, f.of(st.Val).values, st)
		}
	case f.isListOfStructs(st.Val.Type()) && a.path != "":
		f.write(a, f.copyList(a, st.Val, st), st)
	case isMap(st.Val.Type()) && isLocal(f.addressOf(st.Val).root) && f.copyParts(a, st.Val, st):
	case !isAggregate(st.Val.Type()):
		f.write(a, s, st)
	case !f.copyParts(a, st.Val, st):
		from := f.filledElsewhere(f.home(st.Val), st)
		if receivedFrom(st.Val) != nil {
			from = from.with(Keyed)
		}
		f.write(a, from, st)
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
	switch t := st.Val.Type(); {
	case opensConnections(t):
		if holder := f.holderOf(st.Addr); holder != "" {
			f.keepsClient(st.Parent(), holder, st.Val)
		}
	case f.holdsFunctions(t):
		if holder := f.holderOf(st.Addr); holder != "" {
			f.keepsFunctions(holder, st.Val, f.state.position(st.Pos()))
		}
	}
	sum := f.sums[st.Parent()]
	if p, ok := a.root.(*ssa.Parameter); ok {
		f.outParts(p, a.path, st.Val, s)
	}
	if a.field != "" && f.state.models.Unless(a.field) && !slices.Contains(sum.Stored, a.field) {
		sum.Stored = append(sum.Stored, a.field)
		f.tell()
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
		f.tell()
	}
	s = f.filter(store, s)
	if text, ok := st.Val.Type().Underlying().(*types.Basic); !ok || text.Info()&types.IsString == 0 {
		s = s.with(Weak) // what is read of a list or a map is one of many
	}
	f.reach(st.Parent(), &Sink{Kind: store, At: f.state.position(st.Pos()), Call: symbol, In: sum.Func}, s)
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
