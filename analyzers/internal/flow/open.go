package flow

import (
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// open records a call through a first-party interface.
func (f *family) open(instr ssa.CallInstruction, value *ssa.Call, iface, method string, args []ssa.Value) {
	at := f.state.at(instr)
	key := fmt.Sprintf("%s.%s@%s/%s", shortSymbol(iface), method, at.Package, at)
	c := Call{Key: key, Iface: iface, Method: method, At: at, In: f.sums[instr.Parent()].Func, Args: make([][]Origin, len(args))}
	var asked set // what the answer depends on
	for i, a := range args {
		c.Parts = append(c.Parts, f.parts(i, a, instr)...)
		s := f.use(a, instr)
		c.Args[i] = f.filter(store, s)
		f.needed(c.Args[i])
		if f.state.isRequest(a.Type()) {
			s = s.with(Weak) // what of it is asked for is not seen
		}
		asked.union(s.with(Soft), &f.spent)
	}
	f.addCall(instr.Parent(), c)
	if value == nil {
		return
	}
	results := value.Call.Signature().Results()
	clean := f.state.cleansed(iface+"."+method, instr.Common().Method)
	for i := range results.Len() {
		s := set{From(What{Kind: Result, Name: key, Index: i})}.with(clean)
		if tells(results.At(i).Type()) {
			s = append(slices.Clone(asked), s...)
		}
		f.resultAt(value, i, s)
	}
	// What the implementation leaves behind its pointer arguments.
	for _, a := range args {
		if _, ok := a.Type().Underlying().(*types.Pointer); ok {
			f.fill(a, set{From(What{Kind: Unknown, Name: "what " + shortSymbol(iface) + "." + method + " fills in"})}, instr)
		}
	}
}

// escape notes that functions that are not known get to the variables behind
// the arguments, as options get to what they set.
func (f *family) escape(args []ssa.Value) {
	for _, a := range args {
		if _, ok := a.Type().Underlying().(*types.Pointer); !ok {
			continue
		}
		if root := f.addressOf(a).root; isLocal(root) && !f.of(root).escaped {
			n := f.node(root)
			n.escaped = true
			f.touch(n)
		}
	}
}

// parts returns what the fields of an argument hold that is a struct, points to one,
// or lists some, and is built by the function; nothing if any of it comes from
// elsewhere.
func (f *family) parts(i int, v ssa.Value, at ssa.Instruction) []Part {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	t, whole := v.Type(), ""
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	m, isMap := t.Underlying().(*types.Map)
	if f.isListOfStructs(t) && t == v.Type() || isMap && isText(m.Elem()) {
		whole = "[]"
	} else if _, ok := t.Underlying().(*types.Struct); !ok {
		return nil
	}
	a := f.addressOf(v)
	if isAggregate(v.Type()) {
		a = f.home(v)
	}
	text := func(o *Origin) bool { return o.Flags&Soft == 0 }
	if a.path != "" {
		return nil
	}
	apart := func() []Part {
		if whole != "" {
			return nil
		}
		return f.partsApart(i, a, t, at)
	}
	if !isLocal(a.root) && indexFunc(f.of(a.root).values, text) >= 0 {
		return apart()
	}
	list := []Part{{Arg: i}}
	for _, c := range f.of(a.root).cells {
		path, ok := a.shows.seen(c.path)
		if !ok {
			continue
		}
		name := path
		if !isKeyStep(path) {
			name = firstSteps(anyElement(path))
		}
		from := f.filter(store, f.heldAt(address{root: a.root, path: c.path}, f.left(a.root, c, c.path, at), at))
		f.needed(from)
		if name == "" || name == whole {
			if len(from) == 0 {
				continue
			}
			return apart() // filled as a whole, as by a decoder
		}
		k := slices.IndexFunc(list, func(p Part) bool { return p.Path == name })
		if k < 0 {
			list = append(list, Part{Arg: i, Path: name})
			k = len(list) - 1
		}
		have := set(list[k].Origin)
		have.union(from, &f.spent)
		list[k].Origin = have
	}
	return list
}

// maxApart is how many fields a struct can have whose parts are told one by one
// though it was filled as a whole.
const maxApart = 64

// partsApart is parts for a struct that comes from elsewhere as a whole, and of
// which some fields are known by themselves: each of its fields, nothing if none is.
func (f *family) partsApart(i int, a address, t types.Type, at ssa.Instruction) []Part {
	st := t.Underlying().(*types.Struct)
	if st.NumFields() > maxApart || !f.isApart(a.root, at) {
		return nil
	}
	list := []Part{{Arg: i}}
	for field := range st.Fields() {
		held := f.state.step(a, t, field)
		from := f.filter(store, f.heldAt(held, f.load(held, at), at))
		f.needed(from)
		if len(from) > 0 {
			list = append(list, Part{Arg: i, Path: field.Name(), Origin: from})
		}
	}
	return list
}

// isApart reports whether a field of a variable is set anew since the whole was
// filled, or one of a result is told by the function called.
func (f *family) isApart(root ssa.Value, at ssa.Instruction) bool {
	cells := f.of(root).cells
	if isBuilt(root) {
		return slices.ContainsFunc(cells, func(c *cell) bool { return c.path != "" })
	}
	if _, ok := root.(*ssa.Alloc); !ok {
		return false
	}
	whole := slices.IndexFunc(cells, func(c *cell) bool { return c.path == "" })
	return whole >= 0 && slices.ContainsFunc(cells, func(c *cell) bool {
		return c.path != "" && c.isOnePlace() && c.covers(cells[whole].stores, at)
	})
}

// addCall adds an open call to the summary of fn, or merges it with the same
// call found before.
func (f *family) addCall(fn *ssa.Function, c Call) {
	sum := f.sums[fn]
	i := slices.IndexFunc(sum.Calls, func(have Call) bool { return have.Key == c.Key })
	if i < 0 {
		if len(sum.Calls) >= maxCalls {
			f.spent = true
			return
		}
		sum.Calls = append(sum.Calls, c)
		f.tell()
		return
	}
	for j := range c.Args {
		have := set(sum.Calls[i].Args[j])
		if have.union(c.Args[j], &f.spent) {
			f.tell()
		}
		sum.Calls[i].Args[j] = have
	}
	if countParts(c.Parts) != countParts(sum.Calls[i].Parts) {
		sum.Calls[i].Parts = c.Parts
		f.tell()
	}
}

// mergeParts returns what is known of the fields where one call or another
// passes them: what both know.
func mergeParts(a, b []Part) []Part {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	for _, p := range b {
		i := slices.IndexFunc(a, func(have Part) bool { return have.Arg == p.Arg && have.Path == p.Path })
		if i < 0 {
			a = append(a, p)
			continue
		}
		for _, o := range p.Origin {
			a[i].Origin = Merge(slices.Clip(a[i].Origin), o)
		}
	}
	return a
}

// countParts counts what is known of the fields of arguments, which only grows.
func countParts(parts []Part) int {
	n := 0
	for i := range parts {
		n += 1 + len(parts[i].Origin)
	}
	return n
}

// pass records what a call passes where the function called needs to know, and
// that this is needed of the caller's own parameters.
func (f *family) pass(fn *ssa.Function, callee string, need Need, from set, parts []Part) {
	from = f.filter(store, from)
	if len(from) == 0 {
		return
	}
	sum := f.sums[fn]
	i := slices.IndexFunc(sum.Passes, func(p Pass) bool { return p.Func == callee && p.Need == need })
	if i < 0 {
		sum.Passes = append(sum.Passes, Pass{Func: callee, Need: need, Parts: parts})
		i = len(sum.Passes) - 1
	} else {
		sum.Passes[i].Parts = mergeParts(sum.Passes[i].Parts, parts)
	}
	have := set(sum.Passes[i].Origin)
	if have.union(from, &f.spent) {
		f.tell()
	}
	sum.Passes[i].Origin = have
	f.needed(from)
}

// needed records that what the parameters among the origins are must be told by
// callers.
func (f *family) needed(from []Origin) {
	for i := range from {
		o := &from[i]
		if o.Kind != Param || o.Flags&Soft != 0 {
			continue
		}
		fn := f.function(o.Func)
		if fn == nil {
			continue
		}
		sum := f.sums[fn]
		if need := (Need{o.Index, o.Name}); !slices.Contains(sum.Needs, need) {
			sum.Needs = append(sum.Needs, need)
			f.tell()
		}
	}
}

// origin returns the need as the parameter of the function.
func (n Need) origin(fn string) Origin {
	o := From(What{Kind: Param, Func: fn, Index: n.Param, Name: n.Name})
	if n.Name != "" {
		o.Flags = Deep
	}
	return o
}
