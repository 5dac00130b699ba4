package routes

import (
	"cmp"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// Bodies is what a package does with bodies that came by a framework's context,
// and with messages: which routes lead there is not read.
type Bodies struct {
	Reads  []flow.Flow // of bodies by functions that are given such a context
	Called []string    // the functions that others hand their context to, sorted
	// Bounds reports that something in the package bounds bodies of requests.
	Bounds   bool
	Messages []Message
	// Accepts and Dials report that connections for messages are opened by
	// clients, or to servers; Limits that the size of messages is bounded.
	Accepts, Dials, Limits bool
}

// Message is a place where a message is read, whatever its length.
type Message struct {
	Sink flow.Sink
	// Accepted reports that a client was seen to open the connection.
	Accepted bool
}

// bodies reads what the functions of the package do with bodies and messages.
func (b *builder) bodies() Bodies {
	var bodies Bodies
	given := map[string]bool{} // functions that get a context
	for _, fn := range b.flow.Funcs {
		given[b.flow.ID(fn)] = b.hasContext(fn.Signature)
		for _, instr := range instructions(fn) {
			switch instr := instr.(type) {
			case ssa.CallInstruction:
				b.bodyCall(&bodies, instr)
			case *ssa.Store:
				bodies.Bounds = bodies.Bounds || b.boundsBody(instr)
			}
		}
	}
	for _, sum := range b.flow.Summaries {
		for _, f := range sum.Flows {
			if f.Sink.Kind == model.BodyRead && f.Origin.Kind == flow.Param && given[f.Origin.Func] {
				bodies.Reads = append(bodies.Reads, f)
			}
		}
	}
	slices.Sort(bodies.Called)
	bodies.Called = slices.Compact(bodies.Called)
	slices.SortStableFunc(bodies.Messages, func(x, y Message) int { return x.Sink.At.Compare(y.Sink.At) })
	slices.SortStableFunc(bodies.Reads, func(x, y flow.Flow) int {
		return cmp.Or(x.Sink.At.Compare(y.Sink.At), cmp.Compare(x.Origin.Func, y.Origin.Func))
	})
	return bodies
}

// hasContext reports whether a function with the signature is given a
// framework's request whose body nothing has bounded.
func (b *builder) hasContext(sig *types.Signature) bool {
	if recv := sig.Recv(); recv != nil && b.models.Unbounded(models.TypeSymbol(recv.Type())) {
		return true
	}
	for i := range sig.Params().Len() {
		if b.models.Unbounded(models.TypeSymbol(sig.Params().At(i).Type())) {
			return true
		}
	}
	return false
}

// bodyCall records what one call does with bodies or messages.
func (b *builder) bodyCall(bodies *Bodies, call ssa.CallInstruction) {
	c := call.Common()
	obj, pkg, symbol, _ := b.callee(c)
	if obj == nil {
		return
	}
	if !c.IsInvoke() && !b.models.Modelled(pkg) && b.hasContext(obj.Signature()) {
		bodies.Called = append(bodies.Called, obj.Origin().FullName())
	}
	if mw, ok := b.models.Middleware(symbol); ok && mw.Role == model.BodyLimit {
		bodies.Bounds = true
	}
	switch b.models.Socket(symbol) {
	case models.Accept:
		bodies.Accepts = true
	case models.Dial:
		bodies.Dials = true
	case models.LimitMessages:
		bodies.Limits = true
	case models.ReadMessage:
		b.message(bodies, call, symbol, c.Args[0])
	}
}

// boundsBody reports whether the store gives a request a body within a bound,
// which whoever reads it next relies on: a handler that bounds its own body
// bounds no other's.
func (b *builder) boundsBody(st *ssa.Store) bool {
	at, ok := st.Addr.(*ssa.FieldAddr)
	return ok && models.TypeSymbol(at.X.Type()) == "net/http.Request" && b.handsOn(st.Parent()) &&
		slices.ContainsFunc(b.flow.Origins(st.Val), func(o flow.Origin) bool { return o.Flags&flow.Limited != 0 })
}

// handsOn reports whether the function hands a request on to code that it does
// not know: the next handler.
func (b *builder) handsOn(fn *ssa.Function) bool {
	return anyInstruction(fn, func(instr ssa.Instruction) bool {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			return false
		}
		c := call.Common()
		obj, _, symbol, _ := b.callee(c)
		switch {
		case symbol == "net/http.Handler.ServeHTTP", symbol == "net/http.HandlerFunc.ServeHTTP":
			return true
		case obj != nil && obj.Name() == "Next" && obj.Signature().Params().Len() == 0:
			return true // of a framework's context
		}
		return obj == nil && slices.ContainsFunc(c.Args, func(a ssa.Value) bool {
			symbol := models.TypeSymbol(a.Type())
			return symbol == "net/http.Request" || b.models.Request(symbol)
		})
	})
}

// message records the read of a message, unless the connection is one to a
// server.
func (b *builder) message(bodies *Bodies, call ssa.CallInstruction, symbol string, conn ssa.Value) {
	origins := b.flow.Origins(conn)
	accepted := slices.ContainsFunc(origins, func(o flow.Origin) bool { return o.IsRequest() })
	elsewhere := func(o flow.Origin) bool { return o.Kind == flow.Unknown }
	if !accepted && len(origins) > 0 && !slices.ContainsFunc(origins, func(o flow.Origin) bool { return !elsewhere(o) }) {
		return
	}
	at := b.flow.At(call)
	sink := flow.Sink{Kind: model.BodyRead, At: at, Call: symbol, In: b.flow.ID(call.Parent()), Excused: b.flow.Excused(at)}
	bodies.Messages = append(bodies.Messages, Message{Sink: sink, Accepted: accepted})
}
