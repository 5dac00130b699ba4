package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// httpRequest is what every framework's context holds in the end.
const httpRequest = "net/http.Request"

// requestPart is the name of the field or method by which a framework's context
// hands out its *http.Request.
const requestPart = "Request"

// isRequest reports whether values of type t are a request that came in, as far
// as a type can tell.
func (s *state) isRequest(t types.Type) bool {
	is, ok := s.carrying[t]
	if !ok {
		is = s.findRequest(t)
		s.carrying[t] = is
	}
	return is
}

func (s *state) findRequest(t types.Type) bool {
	symbol := models.TypeSymbol(t)
	if symbol == httpRequest || s.models.Request(symbol) {
		return true
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	// A controller embeds the framework's, a helper the request.
	st, ok := t.Underlying().(*types.Struct)
	if !ok || st.NumFields() == 0 || !st.Field(0).Embedded() {
		return false
	}
	embedded := models.TypeSymbol(st.Field(0).Type())
	return embedded == httpRequest || s.models.Request(embedded)
}

// requests returns the parameters of fn that are an incoming request. A round
// tripper's request is one that goes out.
func (s *state) requests(fn *ssa.Function) []int {
	results := fn.Signature.Results()
	for i := range results.Len() {
		if models.TypeSymbol(results.At(i).Type()) == "net/http.Response" {
			return nil
		}
	}
	var list []int
	for i, p := range fn.Params {
		if s.isRequest(p.Type()) && !s.sent[p] {
			list = append(list, i)
		}
	}
	return list
}

// incoming reports whether o is a parameter that is an incoming request.
func (f *family) incoming(o Origin) bool {
	fn := f.function(o.Func)
	return fn != nil && slices.Contains(f.sums[fn].Request, o.Index)
}

// goesOut reports whether o is a parameter that is a request which goes out.
func (f *family) goesOut(o *Origin) bool {
	fn := f.function(o.Func)
	return fn != nil && o.Index < len(fn.Params) && f.state.sent[fn.Params[o.Index]]
}

// isHTTP reports whether o is a parameter that is an *http.Request itself.
func (f *family) isHTTP(o *Origin) bool {
	fn := f.function(o.Func)
	return fn != nil && models.TypeSymbol(fn.Params[o.Index].Type()) == httpRequest
}

// function returns the function of the family with the ID, nil if there is none.
func (f *family) function(id string) *ssa.Function {
	for _, fn := range f.fns {
		if f.sums[fn].Func == id {
			return fn
		}
	}
	return nil
}

// body returns what the body of the request v can come from where instruction
// at runs.
func (f *family) body(v ssa.Value, at ssa.Instruction) set {
	if models.TypeSymbol(v.Type()) == httpRequest {
		return f.loadField(v, "Body", at)
	}
	a := f.addressOf(v)
	a.path += "." + requestPart + ".Body"
	a.field = httpRequest + ".Body"
	return f.load(a, at)
}

// requestOf returns the framework context whose *http.Request a call returns,
// nil if it is no such call.
func (s *state) requestOf(call *ssa.Call) ssa.Value {
	if models.TypeSymbol(call.Type()) != httpRequest {
		return nil
	}
	c := call.Common()
	obj, _, _, recv := s.callee(c)
	if obj == nil || !recv || obj.Name() != requestPart {
		return nil
	}
	on := c.Value
	if !c.IsInvoke() {
		on = c.Args[0]
	}
	if !s.models.Request(models.TypeSymbol(on.Type())) {
		return nil
	}
	return on
}

// requestField returns the framework context whose field v reads its
// *http.Request from, nil if it is no such read.
func (s *state) requestField(v *ssa.UnOp) ssa.Value {
	if models.TypeSymbol(v.Type()) != httpRequest {
		return nil
	}
	at, ok := v.X.(*ssa.FieldAddr)
	if !ok || !s.isRequest(at.X.Type()) {
		return nil
	}
	if _, field := fieldOf(at.X.Type(), at.Field); field.Name() != requestPart {
		return nil
	}
	return at.X
}

// isDecoded reports whether the i-th parameter of fn is a request that was
// decoded before fn is called: a function that is bound as a handler by a
// modelled call, or a method that stands in for one of a generated gRPC server.
func (s *state) isDecoded(fn *ssa.Function, i int) bool {
	return slices.Contains(s.inputs[fn], i) || i == 2 && isServiceMethod(fn) && !s.isPrivate()
}

// isPrivate reports whether the package serves the process that has started it, and
// nobody else: it calls what does, and is that process.
func (s *state) isPrivate() bool {
	if s.pass.Pkg.Name() != "main" {
		return false
	}
	for _, obj := range s.pass.TypesInfo.Uses {
		if fn, ok := obj.(*types.Func); ok && s.models.Private(fn) {
			return true
		}
	}
	return false
}

// bindings finds the functions of the package that are bound as handlers of
// decoded requests.
func (s *state) bindings(funcs []*ssa.Function) map[*ssa.Function][]int {
	found := map[*ssa.Function][]int{}
	for _, fn := range funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				_, _, symbol, recv := s.callee(call.Common())
				in, ok := s.models.Input(symbol)
				args := call.Common().Args
				if call.Common().IsInvoke() {
					recv = false // the receiver is not among the arguments
				}
				if i := shifted(in.Arg, recv); ok && i < len(args) {
					handler, shift := boundFunction(args[i])
					found[handler] = append(found[handler], in.Param+shift)
				}
			}
		}
	}
	return found
}

// boundFunction returns the function that a function value is, and how many
// parameters stand before its own: one for a method value.
func boundFunction(v ssa.Value) (*ssa.Function, int) {
	for {
		switch x := v.(type) {
		case *ssa.ChangeType:
			v = x.X
			continue
		case *ssa.MakeInterface:
			v = x.X
			continue
		case *ssa.MakeClosure:
			fn, _ := x.Fn.(*ssa.Function)
			if fn != nil && fn.Synthetic != "" && fn.Object() != nil {
				if obj, ok := fn.Object().(*types.Func); ok && fn.Prog != nil {
					return fn.Prog.FuncValue(obj), 1
				}
			}
			return fn, 0
		case *ssa.Function:
			return x, 0
		}
		return nil, 0
	}
}

// isServiceMethod reports whether fn is the method of a gRPC service: its
// receiver embeds the generated type that answers the same method with
// "unimplemented", which is how a server stays compatible.
func isServiceMethod(fn *ssa.Function) bool {
	sig := fn.Signature
	if sig.Recv() == nil || sig.Params().Len() != 2 || sig.Results().Len() != 2 || models.TypeSymbol(sig.Params().At(0).Type()) != "context.Context" {
		return false
	}
	recv := sig.Recv().Type()
	if p, ok := recv.Underlying().(*types.Pointer); ok {
		recv = p.Elem()
	}
	st, ok := recv.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range st.NumFields() {
		field := st.Field(i)
		owner := models.TypeName(field.Type())
		if !field.Embedded() || owner == nil || owner.Pkg() == nil || !servesRPC(owner.Pkg()) {
			continue
		}
		obj, _, _ := types.LookupFieldOrMethod(field.Type(), true, owner.Pkg(), fn.Name())
		if m, ok := obj.(*types.Func); ok && types.Identical(m.Signature().Params(), sig.Params()) {
			return true
		}
	}
	return false
}

// servesRPC reports whether the package is generated for a gRPC or connect
// server: it is what imports their runtime.
func servesRPC(pkg *types.Package) bool {
	return slices.ContainsFunc(pkg.Imports(), func(p *types.Package) bool {
		return p.Path() == "google.golang.org/grpc" || p.Path() == "connectrpc.com/connect"
	})
}

// uses reports whether the package mentions one of the functions. What other
// packages do with the same router is not seen.
func (s *state) uses(symbols []string) bool {
	for _, obj := range s.pass.TypesInfo.Uses {
		if fn, ok := obj.(*types.Func); ok {
			if _, symbol := models.Symbol(fn); slices.Contains(symbols, symbol) {
				return true
			}
		}
	}
	return false
}
