package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// apply evaluates a call by the summary of the function called.
func (f *family) apply(instr ssa.CallInstruction, value *ssa.Call, sum *Summary, args []ssa.Value) {
	in := &instantiation{f: f, instr: instr, sum: sum, args: args, at: f.state.at(instr)}
	f.mentionID(instr.Parent(), sum.Func)
	unasked := in.isUnasked()
	for i, r := range sum.Results {
		if unasked {
			r = slices.DeleteFunc(slices.Clone(r), func(o Origin) bool { return o.IsRequest() })
		}
		if value != nil {
			r = in.handOn(address{root: f.resultOf(value, i)}, r)
		}
		s, given := in.all(r, ""), f.touches
		if len(sum.Results) == 1 {
			if value != nil {
				f.put(value, s)
			}
		} else if value != nil {
			f.tuple(value, i, s)
		}
		f.touches = given // no argument is made of what the call returns
	}
	if value != nil {
		for _, h := range sum.Held {
			a, given := address{root: f.resultOf(value, h.Result), path: h.Path}, f.touches
			f.write(a, in.all(in.handOn(a, h.Origin), ""), instr)
			f.touches = given
		}
	}
	// What is left in the arguments is what they held before: none of it is there yet.
	left := make([]set, len(sum.Outs))
	for i, out := range sum.Outs {
		if out.Param < len(args) {
			left[i] = in.all(out.Origin, "")
		}
	}
	for i, out := range sum.Outs {
		if out.Param < len(args) {
			in.leave(out, left[i])
		}
	}
	passed := ""
	if len(sum.Flows) > 0 || len(sum.Needs) > 0 {
		passed = "passed to " + Short(sum.Func)
	}
	for _, flow := range sum.Flows {
		if !flow.Origin.isCallers() || flow.Sink.IsStore() {
			continue // complete where it was found, or followed by the linker
		}
		from := in.all([]Origin{flow.Origin}, passed)
		if flow.Sink.Text {
			from = slices.DeleteFunc(slices.Clone(from), func(o Origin) bool { return o.Flags&Object != 0 })
		}
		if i := flow.Origin.Index; flow.Sink.Kind == model.Credential && flow.Origin.Kind == Param && i < len(args) {
			if c, ok := args[i].(*ssa.Const); ok {
				from = f.literal(c, instr, rules.Unproven)
			}
		}
		sink := in.sink(flow.Sink, &flow.Origin)
		f.reach(instr.Parent(), sink, sink.judged(f.filter(sink.Kind, from)))
	}
	for _, need := range sum.Needs {
		if need.Param < len(args) {
			var parts []Part
			if need.Name == "" {
				parts = f.parts(0, args[need.Param], instr)
			}
			f.pass(instr.Parent(), sum.Func, need, in.all([]Origin{need.origin(sum.Func)}, passed), parts)
		}
	}
	in.callbacks()
	for _, s := range sum.Sets {
		if s.By > 0 && s.By <= len(args) {
			f.setContext(instr.Parent(), args[s.By-1], in.all(s.Origin, ""))
			continue
		}
		f.setNamed(instr.Parent(), s.Key, 0, in.all(s.Origin, ""))
	}
}

// resultOf returns the value that stands for the i-th result of a call: the
// call, or the extraction from it.
func (f *family) resultOf(call *ssa.Call, i int) ssa.Value {
	if _, ok := call.Type().(*types.Tuple); !ok {
		return call
	}
	for _, ref := range *call.Referrers() {
		if ex, ok := ref.(*ssa.Extract); ok && ex.Index == i {
			return ex
		}
	}
	return call
}

// passedOn returns the argument that a call returns as it is, nil if it
// returns anything else: the methods of a builder return their receiver.
func (f *family) passedOn(call *ssa.Call) ssa.Value {
	c := call.Common()
	obj, _, _, _ := f.state.callee(c)
	if obj == nil || c.IsInvoke() || !isReference(call.Type()) {
		return nil
	}
	sum := f.state.summaryOf(obj)
	if sum == nil || len(sum.Results) != 1 || len(sum.Held) > 0 {
		return nil
	}
	i := indexFunc(sum.Results[0], func(o *Origin) bool { return o.Flags&Soft == 0 })
	if i < 0 || indexFunc(sum.Results[0][i+1:], func(o *Origin) bool { return o.Flags&Soft == 0 }) >= 0 {
		return nil
	}
	o := sum.Results[0][i]
	if o.Kind != Param || o.Func != sum.Func || o.Flags != 0 || o.Name != "" || o.Index >= len(c.Args) {
		return nil
	}
	return c.Args[o.Index]
}

func (f *family) filter(kind model.SinkKind, s set) set {
	return slices.DeleteFunc(slices.Clone(s), func(o Origin) bool { return !f.matters(kind, &o) })
}

// isOpen reports whether somebody else can say more about the origin.
func (o *Origin) isOpen() bool { return o.Kind == Param || o.Kind == Result }

// isCallers reports whether callers can: what a method of an interface returns is
// the same for each of them, and those who know what stands behind it are told where
// it was found.
func (o *Origin) isCallers() bool { return o.isOpen() && !o.isAnswered() }

// isAnswered reports whether the origin is what an open call returns.
func (o *Origin) isAnswered() bool {
	return o.Kind == Result && !strings.HasPrefix(o.Name, callbackPrefix)
}

// isIdle reports whether nothing comes of an origin in the argument of an open
// call: a value that carries no text, and one from elsewhere that was not put
// together with anything.
func isIdle(o Origin) bool {
	switch o.Kind {
	case Unknown, Field, Global:
		return o.Flags&Soft != 0 || o.Flags&Mixed == 0
	}
	return o.Flags&Soft != 0
}

// instantiation replaces the parameters in a summary by the arguments of one
// call.
type instantiation struct {
	f     *family
	instr ssa.Instruction
	sum   *Summary
	args  []ssa.Value
	at    Position
	// passed is the step that values take here, made on first use.
	passed *Trail
	known  map[Need]givenSet
	// calling are the callbacks whose results are being looked for.
	calling []string
}

// isUnasked reports whether the callee is given nil for each request that it takes:
// what it would read of one is not there.
func (in *instantiation) isUnasked() bool {
	for _, i := range in.sum.Request {
		if i >= len(in.args) || !nilConst(in.args[i]) {
			return false
		}
	}
	return len(in.sum.Request) > 0
}

// step returns the step that values take at the call.
func (in *instantiation) step(text string) *Trail {
	if in.passed == nil || in.passed.First().Text != text {
		in.passed = Trace(Step{in.at, text})
	}
	return in.passed
}

// all replaces each of the origins. text, if set, is the step that the values take at
// this call.
func (in *instantiation) all(origins []Origin, text string) set {
	var s set
	for _, o := range origins {
		in.replace(&s, o, text)
	}
	return s
}

// replace adds to a set what an origin is replaced by.
func (in *instantiation) replace(s *set, o Origin, text string) {
	if o.Kind == Result {
		if from, ok := in.calledBack(o); ok {
			s.union(from, &in.f.spent)
			return
		}
	}
	switch {
	case o.Kind == Source && o.Func == in.sum.Func && o.Index < len(in.args):
		s.add(in.named(o), &in.f.spent)
		return
	case o.Kind != Param || o.Func != in.sum.Func || o.Index >= len(in.args):
		s.add(o, &in.f.spent)
		return
	}
	from := in.given(o)
	in.f.work += len(from)
	if len(*s) == 0 && cap(*s) < len(from) {
		*s = make(set, 0, len(from))
	}
	for _, a := range from {
		if o.Flags&Deep != 0 && (a.Kind == Unknown || a.Kind == Field && o.Name == "") {
			continue // the callee has recorded the field itself
		}
		a = o.filled(a)
		if text != "" {
			a.Steps = a.Steps.Then(in.step(text))
		}
		a.Steps = a.Steps.Then(o.Steps)
		s.add(a, &in.f.spent)
	}
}

// given returns what the call passes for an origin that is a parameter. A summary
// asks for few of them many times, and mostly nothing changes in between.
func (in *instantiation) given(o Origin) set {
	key := Need{o.Index, o.Name}
	if o.Name == "" && o.Flags&Deep != 0 {
		key.Name = "*" // which no field is called
	}
	known, ok := in.known[key]
	if ok && known.touches == in.f.touches {
		return known.set
	}
	if in.known == nil {
		in.known = map[Need]givenSet{}
	}
	arg := in.args[o.Index]
	var from set
	switch {
	case o.Name != "":
		from = in.f.loadField(arg, o.Name, in.instr)
	case o.Flags&Deep != 0:
		from = in.f.use(arg, in.instr).with(Deep)
	default:
		from = in.f.use(arg, in.instr)
	}
	in.known[key] = givenSet{from, in.f.touches}
	return from
}

// givenSet is what was found to be given, when the family had changed so often.
type givenSet struct {
	set     set
	touches int
}

// handOn stores at a place behind a result, part by part, the structs that the
// callee was given and puts there as they are, and returns the other origins: of a
// struct with one field changed the others are still apart.
func (in *instantiation) handOn(to address, origins []Origin) []Origin {
	if to.path == "" && !isAggregate(to.root.Type()) {
		return origins
	}
	var rest []Origin
	for _, o := range origins {
		dest := to
		dest.hidden = o.Flags&Hidden != 0
		if o.Kind != Param || o.Func != in.sum.Func || o.Index >= len(in.args) || o.Flags&^(Hidden|Deep) != 0 || o.Name != "" || !in.copied(dest, in.args[o.Index], o.Flags&Deep != 0) {
			rest = append(rest, o)
		}
	}
	return rest
}

// copied stores a struct that the caller has built, or points to, and reports
// whether it is one. What was read from behind a pointer is the struct there where
// the types say so, and anything of it elsewhere.
func (in *instantiation) copied(to address, arg ssa.Value, read bool) bool {
	whole := isAggregate(arg.Type())
	switch p, ok := arg.Type().Underlying().(*types.Pointer); {
	case read:
		if !ok || to.path != "" || !types.Identical(p.Elem(), to.root.Type()) {
			return false
		}
	case !whole && (to.path == "" || !in.f.isOwnStruct(arg.Type())):
		return false
	}
	from := in.f.home(arg)
	if !isLocal(from.root) && (from.path != "" || !isBuilt(from.root)) || from.root == to.root {
		return false
	}
	if !in.f.copyParts(to, arg, in.instr) {
		in.f.write(to, in.f.of(from.root).values, in.instr)
	}
	return true
}

// named names a source whose key the callee was given.
func (in *instantiation) named(o Origin) Origin {
	arg := in.args[o.Index]
	o.What = &What{Kind: o.Kind, Name: o.Name, Source: o.Source}
	in.f.nameBy(&o, arg)
	if o.Name == "" || o.Name == computedName {
		return o
	}
	if name := passedKey(arg); name != "" {
		o = o.named(name)
	}
	if o.Source == model.Header {
		o = o.named(canonical(o.Name))
	}
	if list := o.Steps.List(); len(list) > 0 {
		list[0].Text = o.Describe() + " enters here"
		o.Steps = Trace(list...)
	}
	return o
}

// leave stores what the callee leaves behind a pointer argument.
func (in *instantiation) leave(out Out, s set) {
	f, arg := in.f, in.args[out.Param]
	s = slices.DeleteFunc(s, func(o Origin) bool {
		return o.Kind == Failure && o.Flags&Weak != 0 // it was told of an error, as a log is
	})
	a := f.addressOf(arg)
	a.path = bounded(a.path + a.shows.base(out.path()))
	a.shows = window{}
	if call, ok := in.instr.(*ssa.Call); ok && out.Always {
		f.replace(a, s, call)
	} else {
		f.write(a, s, in.instr)
	}
	if p, ok := a.root.(*ssa.Parameter); ok {
		f.out(p, strings.TrimPrefix(a.path, "."), s)
	}
}
