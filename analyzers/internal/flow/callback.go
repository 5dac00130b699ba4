package flow

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Callback says that a function calls one of its parameters, and with what. It
// is closed where the function is called, since that is where the parameter is
// a function.
type Callback struct {
	Param int
	Args  [][]Origin // of all its calls together
}

// callbackKey names the results of a callback, as those of an open call.
func callbackKey(fn string, param int) string {
	return fmt.Sprintf(callbackPrefix+"%s@%d", Short(fn), param)
}

// callbackPrefix begins the name of no open call: an interface's has no blank.
const callbackPrefix = "a callback of "

// functionOf returns the function, or the parameter that stands for one, that
// the value v is; v itself if that cannot be told.
func (f *family) functionOf(v ssa.Value) ssa.Value {
	for range maxResolve {
		switch x := v.(type) {
		case *ssa.ChangeType:
			v = x.X
			continue
		case *ssa.MakeClosure:
			v = x.Fn
			continue
		case *ssa.FreeVar:
			if b := f.bindings[x]; b != nil {
				v = b
				continue
			}
		case *ssa.UnOp:
			if a := f.addressOf(x.X); x.Op == token.MUL && a.path == "" {
				if alloc, ok := a.root.(*ssa.Alloc); ok && f.single[alloc] != nil {
					v = f.single[alloc]
					continue
				}
			}
		}
		return v
	}
	return v
}

// callback records a call of a parameter, and reports whether it was one. What
// comes back is what the function returns that stands behind it; that the
// arguments decide it is known already.
func (f *family) callback(instr ssa.CallInstruction, value *ssa.Call) bool {
	c := instr.Common()
	p, ok := f.functionOf(c.Value).(*ssa.Parameter)
	if c.IsInvoke() || !ok || f.sums[p.Parent()] == nil {
		return false
	}
	args := make([][]Origin, len(c.Args))
	var decided set
	for i, a := range c.Args {
		s := f.use(a, instr)
		args[i] = s
		decided.union(s.with(Soft), &f.spent)
	}
	fn := p.Parent()
	index := slices.Index(fn.Params, p)
	f.addCallback(fn, index, args)
	if value != nil {
		key := callbackKey(f.sums[fn].Func, index)
		for i := range c.Signature().Results().Len() {
			s := slices.Clone(decided)
			s.add(From(What{Kind: Result, Name: key, Index: i}), &f.spent)
			f.resultAt(value, i, s)
		}
	}
	return true
}

// standsFor returns what a function literal of the family stands for wherever its
// value goes: what calling it returns, whoever calls it, and of an iterator what it
// hands to the loop over it.
func (f *family) standsFor(fn *ssa.Function) set {
	sum := f.sums[fn]
	if sum == nil {
		return nil
	}
	var s set
	if isIterator(fn.Signature) {
		f.state.note(&f.called)
		for _, c := range sum.Callbacks {
			for _, a := range c.Args {
				s.union(a, &f.spent)
			}
		}
		return s
	}
	f.state.note(&f.told)
	for i := range sum.Results {
		if !isHanded(fn.Signature.Results().At(i).Type()) {
			continue
		}
		for _, o := range sum.Results[i] {
			if !sum.closes(&o) {
				s.add(o, &f.spent)
			}
		}
	}
	return s
}

// isHanded reports whether a result of type t is followed by way of the function that
// returns it: a text, what can hold one, and a function that may return one.
func isHanded(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Signature:
		return true
	case *types.Interface:
		return u.NumMethods() == 0
	}
	return carriesText(t)
}

// callsValue adds to the results of a call of a function that is a value what that
// stands for.
func (f *family) callsValue(value *ssa.Call) {
	if value == nil {
		return
	}
	s := f.get(value.Call.Value)
	results := value.Call.Signature().Results()
	for i := range results.Len() {
		if isHanded(results.At(i).Type()) {
			f.resultAt(value, i, s)
		}
	}
}

// isIterator reports whether functions of the signature are ranged over.
func isIterator(sig *types.Signature) bool {
	if sig.Recv() != nil || sig.Params().Len() != 1 || sig.Results().Len() > 0 {
		return false
	}
	yield, ok := sig.Params().At(0).Type().Underlying().(*types.Signature)
	return ok && yield.Params().Len() <= 2 && yield.Results().Len() == 1 && isBool(yield.Results().At(0).Type())
}

// iterate evaluates a loop over an iterator that is a value: what it stands for is
// what the loop's body is handed.
func (f *family) iterate(instr ssa.CallInstruction) bool {
	c := instr.Common()
	sig, ok := c.Value.Type().Underlying().(*types.Signature)
	if c.IsInvoke() || !ok || !isIterator(sig) {
		return false
	}
	body, ok := f.functionOf(c.Args[0]).(*ssa.Function)
	if !ok || f.sums[body] == nil {
		return false
	}
	s := f.use(c.Value, instr)
	for _, p := range body.Params {
		f.put(p, s)
	}
	return true
}

// closes reports whether it is the function's callers who say what the origin is:
// its parameter, or the result of a function that it is handed.
func (s *Summary) closes(o *Origin) bool {
	switch o.Kind {
	case Param:
		return s.Func == o.Func
	case Result:
		return slices.ContainsFunc(s.Callbacks, func(c Callback) bool { return callbackKey(s.Func, c.Param) == o.Name })
	}
	return false
}

// resultAt makes the origins part of the i-th result of a call.
func (f *family) resultAt(value *ssa.Call, i int, s set) {
	if value.Call.Signature().Results().Len() == 1 {
		f.put(value, s)
	} else {
		f.tuple(value, i, s)
	}
}

func (f *family) addCallback(fn *ssa.Function, param int, args [][]Origin) {
	sum := f.sums[fn]
	i := slices.IndexFunc(sum.Callbacks, func(c Callback) bool { return c.Param == param })
	if i < 0 {
		sum.Callbacks = append(sum.Callbacks, Callback{Param: param, Args: make([][]Origin, len(args))})
		i = len(sum.Callbacks) - 1
		f.tell()
		f.called.changed = f.state.clock
	}
	for j := range min(len(args), len(sum.Callbacks[i].Args)) {
		have := set(sum.Callbacks[i].Args[j])
		if have.union(args[j], &f.spent) {
			f.tell()
		}
		sum.Callbacks[i].Args[j] = have
	}
}

// callbacks closes the callbacks of the function called with the functions
// that this call hands over.
func (in *instantiation) callbacks() {
	f := in.f
	for _, c := range in.sum.Callbacks {
		if c.Param >= len(in.args) {
			continue
		}
		args := make([][]Origin, len(c.Args))
		for i, a := range c.Args {
			args[i] = in.all(a, "passed to "+Short(in.sum.Func))
		}
		switch fn := f.functionOf(in.args[c.Param]).(type) {
		case *ssa.Parameter:
			if f.sums[fn.Parent()] != nil {
				f.addCallback(fn.Parent(), slices.Index(fn.Parent().Params, fn), args)
			}
		case *ssa.Function:
			if f.sums[fn] != nil && fn.Parent() != nil {
				// A literal of this family: what it is handed is what its
				// parameters are.
				for i, p := range fn.Params[:min(len(fn.Params), len(args))] {
					f.put(p, args[i])
				}
			} else if sum := f.state.summaryOfFunc(fn); sum != nil {
				for _, flow := range sum.Flows {
					if !flow.Sink.IsStore() {
						f.reach(in.instr.Parent(), flow.Sink, f.filter(flow.Sink.Kind, bound(sum, args, flow.Origin)))
					}
				}
				for _, need := range sum.Needs {
					f.pass(in.instr.Parent(), sum.Func, need, bound(sum, args, need.origin(sum.Func)), nil)
				}
			}
		}
	}
}

// methodsOf returns the methods of the project's own function type that v is
// converted to, as type Handler func(…) error with ServeHTTP.
func (f *family) methodsOf(v *ssa.ChangeType) []*types.Func {
	named, ok := types.Unalias(v.Type()).(*types.Named)
	if _, isFunc := v.Type().Underlying().(*types.Signature); !ok || !isFunc || named.Obj().Pkg() == nil || !f.state.firstParty(named.Obj().Pkg().Path()) {
		return nil
	}
	var methods []*types.Func
	for i := range named.NumMethods() {
		methods = append(methods, named.Method(i))
	}
	return methods
}

// adapt closes what the methods of a function type do with what the function
// returns, where a function becomes a value of the type.
func (f *family) adapt(v *ssa.ChangeType) {
	for _, method := range f.methodsOf(v) {
		sum := f.state.summaryOf(method)
		if sum == nil {
			continue
		}
		in := &instantiation{f: f, instr: v, sum: sum, args: []ssa.Value{v.X}, at: f.state.position(v.Pos())}
		for _, flow := range sum.Flows {
			if flow.Origin.Kind != Result || flow.Origin.Name != callbackKey(sum.Func, 0) {
				continue
			}
			if s, ok := in.calledBack(flow.Origin); ok {
				f.reach(v.Parent(), flow.Sink, f.filter(flow.Sink.Kind, s))
			}
		}
	}
}

// bound returns an origin in a function that is called back in terms of what it
// is handed; nothing for what is complete in that function.
func bound(sum *Summary, args [][]Origin, o Origin) set {
	if o.Kind != Param || o.Func != sum.Func || o.Index >= len(args) {
		return nil
	}
	s := slices.Clone(set(args[o.Index]))
	for i := range s {
		s[i].Flags = s[i].Flags.Then(o.Flags)
		s[i].Steps = s[i].Steps.Then(o.Steps)
	}
	return s
}

// summaryOfFunc returns the summary of a declared function.
func (s *state) summaryOfFunc(fn *ssa.Function) *Summary {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if f := s.families[fn]; f != nil {
		s.note(&f.told)
		return f.sums[fn]
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		return s.summaryOf(obj)
	}
	return nil
}

// calledBack returns what the i-th result of a callback is, where this call
// hands over the function.
func (in *instantiation) calledBack(o Origin) (set, bool) {
	f := in.f
	if slices.Contains(in.calling, o.Name) {
		return nil, true // handed what it returned before: nothing new comes of it
	}
	in.calling = append(in.calling, o.Name)
	defer func() { in.calling = in.calling[:len(in.calling)-1] }()
	for _, c := range in.sum.Callbacks {
		if o.Name != callbackKey(in.sum.Func, c.Param) || c.Param >= len(in.args) {
			continue
		}
		var sum *Summary
		var clean Flags
		switch fn := f.functionOf(in.args[c.Param]).(type) {
		case *ssa.Parameter:
			if parent := f.sums[fn.Parent()]; parent != nil {
				o = o.named(callbackKey(parent.Func, slices.Index(fn.Parent().Params, fn)))
				return set{o}, true
			}
		case *ssa.Function:
			f.state.note(&f.told)
			if sum = f.sums[fn]; sum == nil {
				sum, clean = f.state.summaryOfFunc(fn), f.state.cleansedBy(fn)
			}
		}
		var s set
		if sum == nil {
			for _, a := range c.Args { // code that is not seen
				s.union(in.all(a, "").with(Weak|clean), &f.spent)
			}
			return s.with(o.Flags), true
		}
		if o.Index >= len(sum.Results) {
			return nil, true // not evaluated yet, or it never returns
		}
		for _, r := range sum.Returned(o.Index, o.Func) {
			if r.Kind == Param && r.Func == sum.Func {
				args := make([][]Origin, len(c.Args))
				for i, a := range c.Args {
					args[i] = in.all(a, "")
				}
				s.union(bound(sum, args, r), &f.spent)
			} else {
				s.add(r, &f.spent)
			}
		}
		return s.with(o.Flags), true
	}
	return nil, false
}
