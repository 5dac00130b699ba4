package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// out records what a function leaves in what its parameter points to.
func (f *family) out(p *ssa.Parameter, field string, s set) {
	fn := p.Parent()
	sum := f.sums[fn]
	index := slices.Index(fn.Params, p)
	s = slices.DeleteFunc(slices.Clone(s), func(o Origin) bool { return o.stays(sum.Func, &Out{Param: index, Field: field}) })
	i := slices.IndexFunc(sum.Outs, func(o Out) bool { return o.Param == index && o.Field == field })
	if i < 0 {
		sum.Outs = append(sum.Outs, Out{Param: index, Field: field})
		i = len(sum.Outs) - 1
		f.tell()
	}
	have := set(sum.Outs[i].Origin)
	if have.union(f.cleaned(fn, s), &f.spent) {
		f.tell()
	}
	sum.Outs[i].Origin = have
}

// stays reports whether what a function leaves in a field of its parameter is what was
// there, or a part of it.
func (o *Origin) stays(fn string, out *Out) bool {
	return o.Kind == Param && o.Func == fn && o.Index == out.Param && o.Name == out.Field && out.Field != "" && strings.IndexByte(out.Field, '[') < 0 && o.Flags&^Deep == 0
}

// findReplaced records which of the places behind its parameters a function fills anew
// whichever way it takes.
func (f *family) findReplaced(fn *ssa.Function) {
	sum := f.sums[fn]
	for i := range sum.Outs {
		out := &sum.Outs[i]
		if out.Always || out.Field == "" {
			continue
		}
		if c := f.of(fn.Params[out.Param]).find(out.path()); c != nil && c.isOnePlace() && f.isAlways(fn, c) && indexFunc(c.values, func(o *Origin) bool { return o.stays(sum.Func, out) }) < 0 {
			out.Always = true
			f.tell()
		}
	}
}

// isAlways reports whether each way through a function is by a store in the cell that
// replaces what was there.
func (f *family) isAlways(fn *ssa.Function, c *cell) bool {
	var stores []ssa.Instruction
	for _, st := range c.stores {
		if c.replaces(st) && st.Parent() == fn {
			stores = append(stores, st)
		}
	}
	returns := false
	for _, b := range f.blocks[fn] {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			if !precede(stores, ret) {
				return false
			}
			returns = true
		}
	}
	return returns
}

// outParts records what a function stores at a path behind its parameter: of a struct
// that was built part by part, its parts, as far as places are told apart.
func (f *family) outParts(p *ssa.Parameter, path string, v ssa.Value, s set) {
	if lists := f.listsOf(v); f.isListOfStructs(v.Type()) && len(lists) > 1 {
		for _, list := range lists {
			f.outParts(p, path, list, f.get(list))
		}
		return
	}
	from := f.home(v)
	if path == "" || !isAggregate(v.Type()) && !f.isListOfStructs(v.Type()) || from.path != "" || !isLocal(from.root) && !isBuilt(from.root) {
		f.out(p, strings.TrimPrefix(path, "."), s)
		return
	}
	for _, c := range f.of(from.root).cells {
		held, ok := from.shows.seen(c.path)
		if !ok {
			continue
		}
		place := path
		if depthOf(path+held) <= maxPath {
			place += held
		}
		f.out(p, strings.TrimPrefix(place, "."), c.values)
	}
	if !isLocal(from.root) {
		f.out(p, strings.TrimPrefix(path, "."), f.of(from.root).values)
	}
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
		if opensConnections(v.Type()) {
			f.keepsClient(fn, sum.Func, v)
		}
		if f.takesText(v.Type()) {
			f.keepsFunctions(resultOf(sum.Func, i), v, f.state.position(ret.Pos()))
		}
		s := slices.Clone(f.cleaned(fn, f.returned(sum, i, v, ret)))
		if carriesText(v.Type()) && asksOfText(fn) {
			s = s.with(Weak)
		}
		if decides(v) {
			for _, cond := range f.conditions(outcome{ret.Block(), i}) {
				s.union(f.get(cond).with(Soft), &f.spent)
			}
		}
		have := set(sum.Results[i])
		if have.union(s, &f.spent) {
			f.tell()
		}
		sum.Results[i] = have
	}
}

// asksOfText reports whether a function is given another that it asks of texts or
// letters, and that answers yes or no: what it lets through is not known there.
func asksOfText(fn *ssa.Function) bool {
	return slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool {
		sig, ok := p.Type().Underlying().(*types.Signature)
		if !ok || sig.Results().Len() != 1 || !isBool(sig.Results().At(0).Type()) {
			return false
		}
		asks := false
		for of := range sig.Params().Variables() {
			t := of.Type()
			if list, ok := t.Underlying().(*types.Slice); ok {
				t = list.Elem()
			}
			asks = asks || isLetter(t) || carriesText(t)
		}
		return asks && slices.ContainsFunc(*p.Referrers(), func(ref ssa.Instruction) bool {
			call, ok := ref.(*ssa.Call)
			return ok && call.Call.Value == ssa.Value(p)
		})
	})
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
	if phi, ok := v.(*ssa.Phi); ok && f.isListOfStructs(v.Type()) {
		var s set
		for _, list := range f.listsOf(phi) {
			s.union(f.returned(sum, i, list, ret), &f.spent)
		}
		return s
	}
	a := f.addressOf(v)
	if isError(v.Type()) {
		if isLocal(a.root) || isBuilt(a.root) {
			f.holdAll(sum, i, a, ret)
		}
		return f.use(v, ret) // what it says, beside what it holds
	}
	switch {
	case a.path != "":
		return f.get(v)
	case isLocal(a.root) || isBuilt(a.root) && len(f.of(a.root).cells) > 0:
		f.holdAll(sum, i, a, ret)
		s := slices.Clone(f.of(a.root).values)
		s.union(f.filledIn(v, a), &f.spent)
		return s.with(f.known(v, ret.Block()) & shown)
	}
	if p, ok := a.root.(*ssa.Parameter); ok {
		return f.of(p).values // what was stored behind it, Outs tell
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
		for _, c := range f.of(variable).cells {
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
	given, isGiven := from.root.(*ssa.Parameter)
	if from.path != "" || !isLocal(from.root) && !isBuilt(from.root) && !isGiven {
		return f.use(v, ret)
	}
	f.holdAll(sum, i, from, ret)
	switch {
	case isLocal(from.root):
		return nil
	case isGiven && isReference(given.Type()):
		return f.of(given).values.with(Deep) // what is behind the pointer
	}
	return f.of(from.root).values
}

// isBuilt reports whether what a root refers to is the result of a call.
func isBuilt(root ssa.Value) bool {
	if ex, ok := root.(*ssa.Extract); ok {
		root = ex.Tuple
	}
	_, ok := root.(*ssa.Call)
	return ok
}

// holdAll records what is stored behind a result, place by place.
func (f *family) holdAll(sum *Summary, result int, a address, ret *ssa.Return) {
	for _, c := range f.of(a.root).cells {
		if path, ok := a.shows.seen(c.path); ok {
			f.hold(sum, result, path, f.heldAt(address{root: a.root, path: c.path}, f.left(a.root, c, c.path, ret), ret))
		}
	}
}

// hold records what is stored at one place behind a result.
func (f *family) hold(sum *Summary, result int, path string, values set) {
	j := slices.IndexFunc(sum.Held, func(h Held) bool { return h.Result == result && h.Path == path })
	if j < 0 {
		sum.Held = append(sum.Held, Held{Result: result, Path: path})
		j = len(sum.Held) - 1
		f.tell()
	}
	have := set(sum.Held[j].Origin)
	if have.union(f.cleaned(f.function(sum.Func), values), &f.spent) {
		f.tell()
	}
	sum.Held[j].Origin = have
}

// decides reports whether what is returned tells success from failure: beside
// results that do by their type, a number that is written there, as a status is,
// and a struct, which may hold any of these.
func decides(v ssa.Value) bool {
	if _, isStruct := v.Type().Underlying().(*types.Struct); isStruct {
		return true
	}
	_, written := v.(*ssa.Const)
	basic, ok := v.Type().Underlying().(*types.Basic)
	return written && ok && basic.Info()&types.IsInteger != 0 || tells(v.Type())
}

// tells reports whether a result of type t tells success from failure.
func tells(t types.Type) bool {
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
// same on all ways from there. One that both ways come from decides as well what
// is made there, unless that is a context.
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
		past := reaches(b.Succs[0], of.block) != reaches(b.Succs[1], of.block)
		if (past || b.Dominates(of.block) && !OnlyKeeps(b)) && !settled(outcome{b, of.result}) {
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
