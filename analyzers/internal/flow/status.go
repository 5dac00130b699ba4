package flow

import (
	"go/constant"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/rules/model"
)

// An answer that refuses a request, by a status from 400 to 499, says what is
// wrong with what the client sent. What a decoder says of it is about the
// client's own input, and shows no more than the names of the types that it was
// to fill; what a driver says shows the inside all the same.

// says records with which status an answer is sent, where the call or one before
// it in the same block says so.
func (f *family) says(to *Sink, answer ssa.CallInstruction) {
	status := f.status(answer)
	before := answer.Block().Instrs
	for _, instr := range slices.Backward(before[:slices.Index(before, ssa.Instruction(answer))]) {
		if status != nil {
			break
		}
		if call, ok := instr.(ssa.CallInstruction); ok {
			status = f.status(call)
		}
	}
	to.by(answer.Parent(), status)
}

// by records that the value, in the function, is the status of the answer.
func (s *Sink) by(fn *ssa.Function, status ssa.Value) {
	s.Status = 0
	switch v := status.(type) {
	case *ssa.Const:
		n, ok := constant.Int64Val(constant.ToInt(v.Value))
		s.Refuses = ok && n >= 400 && n < 500
	case *ssa.Parameter:
		s.Status = 1 + slices.Index(fn.Params, v)
	}
}

// status returns the argument of a call that is an answer's status, nil if there
// is none.
func (f *family) status(call ssa.CallInstruction) ssa.Value {
	_, _, symbol, recv := f.state.callee(call.Common())
	says, ok := f.state.models.Status(symbol)
	if !ok {
		return nil
	}
	i := says.Arg
	if !call.Common().IsInvoke() {
		i = shifted(i, recv)
	}
	if args := call.Common().Args; i < len(args) {
		return args[i]
	}
	return nil
}

// sink returns the sink of a function's summary as it is for what the origin says
// of an argument, where the function is called.
func (in *instantiation) sink(of *Sink, o *Origin) *Sink {
	by, i := in.instr.Parent(), of.Status-1
	says := i >= 0 && i < len(in.args)
	handed := of.Kind == model.Response && o.Kind == Param && o.Func == in.sum.Func && o.Index < len(in.args) && !isError(in.args[o.Index].Type())
	if !says && !handed {
		return of
	}
	s := *of
	if says {
		s.by(by, in.args[i])
	}
	if handed {
		s.Handing = &Handing{At: in.at, To: Short(in.sum.Func), In: in.f.sums[by].Func, Excused: in.f.state.excused(in.at)}
	}
	return &s
}

// Judge returns what an origin is in the sink: a reader's error in an answer that
// refuses a request is the client's own input, or very nearly so.
func (s *Sink) Judge(o Origin) Origin {
	if s.Kind == model.Response && s.Refuses && o.Flags&Reading != 0 {
		o.Flags |= Weak
	}
	return o
}

// judged returns what the origins are in the sink.
func (s *Sink) judged(from set) set {
	if !s.Refuses || indexFunc(from, func(o *Origin) bool { return o.Flags&Reading != 0 }) < 0 {
		return from
	}
	from = slices.Clone(from)
	for i := range from {
		from[i] = s.Judge(from[i])
	}
	return from
}

// reads reports whether errors of the symbol say what is wrong with what was
// read: those of decoders, and of calls that fill a variable from a request or
// read its body.
func (f *family) reads(pkg, symbol string) bool {
	m := f.state.models
	return m.ReadError(pkg, symbol) || len(m.Fills(symbol)) > 0 ||
		slices.ContainsFunc(m.Sinks(symbol), func(s model.Sink) bool { return s.Kind == model.BodyRead })
}
