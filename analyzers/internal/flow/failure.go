package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// An error is followed as the text that it says. What code outside the project
// returns as an error is an origin of its own; a constant text made here is
// none; an error type of the project says what its method Error does.

// isError reports whether t is the type error.
func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// failure returns the origin of what a symbol made of the inside.
func failure(symbol string, at Step) Origin {
	o := From(What{Kind: Failure, Name: symbol})
	o.Steps = Trace(at)
	return o
}

// failures makes errors that the called code made the origins of its results,
// and reports whether it makes errors of its own. Those that are for everybody
// have no origin; what only makes an error makes it of its arguments.
func (f *family) failures(value *ssa.Call, pkg, symbol string) bool {
	if value == nil || symbol == "" {
		return false
	}
	sig := value.Call.Signature()
	if slices.ContainsFunc(value.Call.Args, func(a ssa.Value) bool { return isError(a.Type()) }) {
		return false // it says what it was given, as errors.Wrap does
	}
	if f.state.models.PublicError(pkg, symbol) {
		return sig.Results().Len() > 1
	}
	from := set{failure(symbol, Step{f.state.at(value), "the error of " + shortSymbol(symbol)})}
	if s, ok := f.waitedFor(value, symbol); ok {
		from = s
	}
	if f.reads(pkg, symbol) {
		from = from.with(Reading)
	}
	for i := range sig.Results().Len() {
		if isError(sig.Results().At(i).Type()) {
			f.resultAt(value, i, from)
		}
	}
	return true
}

// waitedFor returns the errors of the functions that a group has started, where a call
// waits for it: it has none of its own. False if some of them are not known.
func (f *family) waitedFor(value *ssa.Call, symbol string) (s set, ok bool) {
	const group = "golang.org/x/sync/errgroup.Group."
	if symbol != group+"Wait" {
		return nil, false
	}
	of := f.addressOf(value.Call.Args[0]).root
	for instr := range f.instructions() {
		call, isCall := instr.(*ssa.Call)
		if !isCall {
			continue
		}
		_, _, symbol, _ := f.state.callee(&call.Call)
		if symbol != group+"Go" && symbol != group+"TryGo" || f.addressOf(call.Call.Args[0]).root != of {
			continue
		}
		fn, isFn := f.functionOf(call.Call.Args[1]).(*ssa.Function)
		if !isFn || f.sums[fn] == nil {
			return nil, false
		}
		ok = true
		f.state.note(&f.told)
		for _, r := range f.sums[fn].Results {
			s.union(r, &f.spent)
		}
	}
	return s, ok
}

// returnsFailure makes the origins part of the results of a call that makes
// errors of its own: those tell what it was called with only by whether they
// are there.
func (f *family) returnsFailure(value *ssa.Call, s set) {
	results := value.Call.Signature().Results()
	for i := range results.Len() {
		if isError(results.At(i).Type()) {
			f.resultAt(value, i, s.with(Soft))
		} else {
			f.resultAt(value, i, s)
		}
	}
}

// opens makes the origins part of what a call returns that opens a session.
// Everybody is given one, and that it went wrong says nothing of who is calling.
func (f *family) opens(value *ssa.Call, s set) {
	results := value.Call.Signature().Results()
	for i := range results.Len() {
		if !isError(results.At(i).Type()) {
			f.resultAt(value, i, s)
		}
	}
}

// internals makes what shows the inside of a program an origin: a stack trace.
func (f *family) internals(instr ssa.CallInstruction, value *ssa.Call, symbol string, args []ssa.Value) bool {
	if !f.state.models.Internal(symbol) {
		return false
	}
	from := set{failure(symbol, Step{f.state.at(instr), "the output of " + shortSymbol(symbol)})}
	f.results(value, from)
	for _, a := range args {
		if carriesText(a.Type()) && isReference(a.Type()) {
			f.write(f.addressOf(a), from, instr)
		}
	}
	return true
}

// saying returns the method Error of the project's own type that is converted
// to an error, nil if the conversion is another.
func saying(mi *ssa.MakeInterface) *types.Func {
	if !isError(mi.Type()) {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(mi.X.Type(), true, nil, "Error")
	fn, _ := obj.(*types.Func)
	return fn
}

// said returns what an error type of the project says, where v converts a value
// of one to an error.
func (f *family) said(v *ssa.MakeInterface) (set, bool) {
	method := saying(v)
	if method == nil || method.Pkg() == nil || !f.state.firstParty(method.Pkg().Path()) {
		return nil, false
	}
	sum := f.state.summaryOf(method)
	if sum == nil || len(sum.Results) != 1 {
		return nil, sum == nil // a constant text, or it is still to be evaluated
	}
	in := &instantiation{f: f, instr: v, sum: sum, args: []ssa.Value{v.X}, at: f.state.position(v.Pos())}
	return in.all(sum.Results[0], ""), true
}

// answer records that a handler's error is what the client gets, where the
// framework sends it.
func (f *family) answer(ret *ssa.Return) {
	fn := ret.Parent()
	if len(ret.Results) == 0 || !ret.Pos().IsValid() || !isError(ret.Results[len(ret.Results)-1].Type()) {
		return
	}
	by, unless := "", ""
	for _, p := range fn.Params {
		symbol := models.TypeSymbol(p.Type())
		if field, ok := f.state.models.Returned(symbol); ok && len(ret.Results) == 1 {
			by, unless = symbol, field
		}
	}
	if isServiceMethod(fn) && !f.state.isPrivate() {
		by = "google.golang.org/grpc.Server"
	}
	v := ret.Results[len(ret.Results)-1]
	if by == "" || f.answersItself(v, by) {
		return
	}
	at := f.state.position(ret.Pos())
	sink := Sink{Kind: model.Response, At: at, Call: by, In: f.sums[fn].Func, Excused: f.state.excused(at), Unless: unless}
	// What the answer's own call failed with is nothing that it sends.
	sent := slices.DeleteFunc(f.filter(model.Response, f.use(v, ret)), func(o Origin) bool {
		return o.Kind == Failure && (strings.HasPrefix(o.Name, by+".") || f.sends(o.Name))
	})
	f.reach(fn, &sink, sent)
}

// answersItself reports whether v is the error of a call that is told by itself:
// of a function that is such a handler too, of the context's own method, or of
// one that makes an answer of an error.
func (f *family) answersItself(v ssa.Value, by string) bool {
	switch x := v.(type) {
	case *ssa.Extract:
		return f.answersItself(x.Tuple, by)
	case *ssa.MakeInterface:
		return f.answersItself(x.X, by)
	case *ssa.Call:
		_, _, symbol, _ := f.state.callee(&x.Call)
		is := func(a ssa.Value) bool { return models.TypeSymbol(a.Type()) == by }
		return slices.ContainsFunc(x.Call.Args, is) || x.Call.IsInvoke() && is(x.Call.Value) ||
			slices.ContainsFunc(f.state.models.Sinks(symbol), func(s model.Sink) bool { return s.Kind == model.Response })
	}
	return false
}

// comparesError reports whether a call tells that the error of the key is one
// of the project's own: errors.Is with a declared error, errors.As to a type of
// the project or to one whose text is for everyone.
func (f *family) comparesError(call *ssa.Call, symbol string, k key) bool {
	args := call.Call.Args
	switch symbol {
	case "errors.Is":
		_, declared := declaredError(args[1])
		return declared && f.keyOf(args[0]) == k
	case "errors.As":
		return f.isPublicTarget(args[1]) && f.keyOf(args[0]) == k
	}
	return false
}

// findsPublic reports whether a call tells, by its second result, that the error of the
// key was made for whoever it is sent to: status.FromError. What was put into it is
// followed to where it was made.
func (f *family) findsPublic(call *ssa.Call, k key) bool {
	obj, pkg, symbol, recv := f.state.callee(&call.Call)
	args := call.Call.Args
	if obj == nil || recv || len(args) != 1 || !isError(args[0].Type()) || !f.state.models.PublicError(pkg, symbol) {
		return false
	}
	results := obj.Signature().Results()
	return results.Len() == 2 && isBool(results.At(1).Type()) && f.keyOf(args[0]) == k
}

// declaredError returns the package-level variable that holds the error v.
func declaredError(v ssa.Value) (*ssa.Global, bool) {
	load, ok := v.(*ssa.UnOp)
	if !ok || !isError(v.Type()) {
		return nil, false
	}
	g, ok := load.X.(*ssa.Global)
	return g, ok
}

// isPublicTarget reports whether what errors.As fills in is an error type whose
// text is known: one of the project, or one that a model says is public.
func (f *family) isPublicTarget(target ssa.Value) bool {
	if mi, ok := target.(*ssa.MakeInterface); ok {
		target = mi.X
	}
	p, ok := target.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	return f.isPublicType(p.Elem())
}

// found reports whether an assertion finds an error to be one whose text is
// known: what its fields hold is what was stored in them, and whatever else the
// error may have been is gone.
func (f *family) found(v *ssa.TypeAssert) bool {
	return isError(v.X.Type()) && f.isPublicType(v.AssertedType)
}

// isPublicType reports whether t is an error type whose text is known.
func (f *family) isPublicType(t types.Type) bool {
	n := models.TypeName(t)
	return n != nil && n.Pkg() != nil && (f.state.firstParty(n.Pkg().Path()) || f.state.models.PublicError(n.Pkg().Path(), n.Pkg().Path()+"."+n.Name()))
}
