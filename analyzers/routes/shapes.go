package routes

import (
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// What a function is to a router, its type says: a handler takes a request, be
// it net/http's pair or a framework's context, and a middleware takes a handler
// and returns one.

const (
	httpRequest  = "net/http.Request"
	httpResponse = "net/http.ResponseWriter"
)

// isHandler reports whether t is http.Handler, or a function that a router can
// call: it takes a request and nothing else, and returns an error at most.
func (b *builder) isHandler(t types.Type) bool {
	if symbol := models.TypeSymbol(t); symbol == "net/http.Handler" || symbol == "net/http.HandlerFunc" {
		return true
	}
	sig, ok := t.Underlying().(*types.Signature)
	if !ok || !b.isHandlerFunc(t) || sig.Results().Len() > 1 || sig.Results().Len() == 1 && !isError(sig.Results().At(0).Type()) {
		return false
	}
	for p := range sig.Params().Variables() {
		if models.TypeSymbol(p.Type()) != httpResponse && !b.flow.IsRequest(p.Type()) {
			return false
		}
	}
	return true
}

// isHandlerFunc reports whether t is a function that takes a request with a way
// to answer it, whatever else it takes and returns: what adapters call.
func (b *builder) isHandlerFunc(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	if !ok {
		return false
	}
	writer, request := false, false
	for p := range sig.Params().Variables() {
		switch symbol := models.TypeSymbol(p.Type()); {
		case symbol == httpResponse:
			writer = true
		case symbol == httpRequest:
			request = true
		case b.isContext(p.Type()):
			return true
		}
	}
	return writer && request
}

// isContext reports whether t is a request with all that a framework hands to a
// handler.
func (b *builder) isContext(t types.Type) bool {
	return models.TypeSymbol(t) != httpRequest && b.flow.IsRequest(t)
}

// isUnbounded reports whether the body of a request of type t has no bound yet
// when a handler is called.
func (b *builder) isUnbounded(t types.Type) bool {
	symbol := b.requestSymbol(t)
	return symbol == httpRequest || b.models.Unbounded(symbol)
}

// isCall reports whether a request of type t is one for a method of a service:
// it is in memory when the method is called, and whether a limit holds for it is a
// question of what serves the method.
func (b *builder) isCall(t types.Type) bool {
	name := models.TypeName(t)
	return name != nil && name.Pkg() != nil && b.models.CallsMethods(name.Pkg().Path())
}

// requestSymbol returns the name of the library's type that a request of type t
// is, be it by embedding that.
func (b *builder) requestSymbol(t types.Type) string {
	symbol := models.TypeSymbol(t)
	if symbol == httpRequest || b.models.Request(symbol) {
		return symbol
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if st, ok := t.Underlying().(*types.Struct); ok && st.NumFields() > 0 {
		return models.TypeSymbol(st.Field(0).Type())
	}
	return symbol
}

// isHandling reports whether values of t can answer requests.
func (b *builder) isHandling(t types.Type) bool {
	return b.isHandler(t) || b.isHandlerFunc(t) || b.isServing(t)
}

// isServing reports whether t is what http.Handler is, for handlers of another
// shape: an interface of one method, ServeHTTP.
func (b *builder) isServing(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	return ok && iface.NumMethods() == 1 && iface.Method(0).Name() == "ServeHTTP" && b.isHandlerFunc(iface.Method(0).Type())
}

// isMiddleware reports whether t is func(http.Handler) http.Handler, or the
// same for handlers of another shape, be it with a name or options beside.
func (b *builder) isMiddleware(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	return ok && sig.Params().Len() > 0 && sig.Results().Len() == 1 && b.isHandling(sig.Params().At(0).Type()) && b.isHandling(sig.Results().At(0).Type())
}

// requestOf returns the parameter of a handler that is its request, nil where fn
// is none.
func (b *builder) requestOf(fn *ssa.Function) *ssa.Parameter {
	if !b.isHandlerFunc(fn.Signature) {
		return nil
	}
	return b.requestAmong(fn.Params)
}

func (b *builder) requestAmong(params []*ssa.Parameter) *ssa.Parameter {
	var found *ssa.Parameter
	for _, p := range params {
		if models.TypeSymbol(p.Type()) == httpRequest {
			return p
		}
		if found == nil && b.flow.IsRequest(p.Type()) {
			found = p
		}
	}
	return found
}

// requestIn returns the argument of a call that is a request, nil if none is.
func (b *builder) requestIn(args []ssa.Value) ssa.Value {
	var found ssa.Value
	for _, a := range args {
		if models.TypeSymbol(a.Type()) == httpRequest {
			return a
		}
		if found == nil && b.flow.IsRequest(a.Type()) {
			found = a
		}
	}
	return found
}

// isError reports whether values of t are errors, of which nil is none: the interface,
// one with more to say, or a pointer to one of the program's own.
func isError(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Interface, *types.Pointer:
		return isFailure(t)
	}
	return false
}

// instructions yields the instructions of fn, numbered, in the order in which they
// run, as far as there is one: the body of a loop before what follows it.
func instructions(fn *ssa.Function) iter.Seq2[int, ssa.Instruction] {
	return func(yield func(int, ssa.Instruction) bool) {
		n := 0
		for _, block := range inOrder(fn) {
			for _, instr := range block.Instrs {
				if !yield(n, instr) {
					return
				}
				n++
			}
		}
	}
}

// anyInstruction reports whether something holds of an instruction of fn.
func anyInstruction(fn *ssa.Function, holds func(ssa.Instruction) bool) bool {
	return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool { return slices.ContainsFunc(b.Instrs, holds) })
}

// inOrder returns the blocks of fn in reverse postorder, those that cannot be
// reached behind the others.
func inOrder(fn *ssa.Function) []*ssa.BasicBlock {
	if len(fn.Blocks) < 3 {
		return fn.Blocks
	}
	seen := make([]bool, len(fn.Blocks))
	order := make([]*ssa.BasicBlock, len(fn.Blocks))
	free := len(order)
	var visit func(*ssa.BasicBlock)
	visit = func(b *ssa.BasicBlock) {
		seen[b.Index] = true
		for i := len(b.Succs) - 1; i >= 0; i-- {
			if s := b.Succs[i]; !seen[s.Index] {
				visit(s)
			}
		}
		free--
		order[free] = b
	}
	visit(fn.Blocks[0])
	order = order[free:]
	for _, b := range fn.Blocks {
		if !seen[b.Index] {
			order = append(order, b)
		}
	}
	return order
}

// interesting reports whether values of type t can be handlers, routers or
// middleware.
func (b *builder) interesting(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Signature:
		return true
	case *types.Interface:
		return u.NumMethods() > 0
	case *types.Pointer:
		return true
	}
	return b.isList(t) || b.isFinder(t) || b.remote && b.isNames(t)
}

// routable reports whether values of type t are worth following through fields
// and variables: handlers, routers, functions, and lists of them. The fields
// of other structs are known by their types.
func (b *builder) routable(t types.Type) bool {
	if sig, ok := t.Underlying().(*types.Signature); ok {
		return b.serves(sig)
	}
	if b.isHandler(t) || b.isPart(t) || b.isService(t) || b.remote && b.isNames(t) {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return b.isTable(u.Elem())
	case *types.Array:
		return b.isTable(u.Elem())
	case *types.Map:
		return b.isTable(u.Elem()) || b.isTable(u.Key())
	}
	if b.isRouter(t) {
		return true
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "ServeHTTP")
	_, ok := obj.(*types.Func)
	return ok
}

// isTable reports whether a list of values of type t can be a table of routes:
// of handlers, or of structs that hold one.
func (b *builder) isTable(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		_, list := t.Underlying().(*types.Slice)
		return !list && (b.routable(t) || b.dispatches(t))
	}
	for i := range st.NumFields() {
		switch ft := st.Field(i).Type(); u := ft.Underlying().(type) {
		case *types.Signature:
			if b.serves(u) {
				return true
			}
		case *types.Interface:
			if b.isHandler(ft) {
				return true
			}
		}
	}
	return false
}

// serves reports whether a function has to do with routes: it takes or returns
// a handler, a router, or what a handler is called with.
func (b *builder) serves(sig *types.Signature) bool {
	for _, list := range []*types.Tuple{sig.Params(), sig.Results()} {
		for i := range list.Len() {
			t := list.At(i).Type()
			symbol := models.TypeSymbol(t)
			if _, _, ok := b.models.Router(symbol); ok || b.isHandling(t) || b.isMiddleware(t) || symbol == httpResponse || b.flow.IsRequest(t) || b.models.Doubts(symbol) {
				return true
			}
		}
	}
	return false
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}
