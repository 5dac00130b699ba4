package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// An address that a request chose can be refused where it is dialled, once it is
// known which machine it stands for: by a function that a client's transport opens
// its connections with, or that its dialer asks before. What such a function lets
// through is not followed, so that calls of the client are doubtful and no more.

// dialers are the fields of a transport by which it opens connections, and controls
// those of a dialer that it asks about the address it came to.
var (
	dialers  = []string{"DialContext", "Dial", "DialTLSContext", "DialTLS"}
	controls = []string{"Control", "ControlContext"}
)

// isAskedAtDialling reports whether an outgoing call, or the request that is made
// here for one, is by a client that asks somebody about the machine it comes to.
func (f *family) isAskedAtDialling(instr ssa.CallInstruction, symbol string, args []ssa.Value) bool {
	const client = "net/http.Client."
	switch symbol {
	case client + "Get", client + "Post", client + "PostForm", client + "Head", client + "Do":
		return f.asksAtDialling(args[0])
	case "net/http.NewRequest", "net/http.NewRequestWithContext":
		value, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		senders := sendersOf(f.resultOf(value, 0))
		return len(senders) > 0 && !slices.ContainsFunc(senders, func(c ssa.Value) bool { return !f.asksAtDialling(c) })
	}
	return false
}

// sendersOf returns the clients that send the request v in the function that makes
// it.
func sendersOf(v ssa.Value) []ssa.Value {
	var clients []ssa.Value
	for _, ref := range *v.Referrers() {
		call, ok := ref.(*ssa.Call)
		if ok && calls(call, "net/http.Client.Do") && len(call.Call.Args) == 2 && call.Call.Args[1] == v {
			clients = append(clients, call.Call.Args[0])
		}
	}
	return clients
}

// asksAtDialling reports whether a client's transport opens its connections by a
// function that can refuse them.
func (f *family) asksAtDialling(client ssa.Value) bool {
	for _, transport := range f.fieldStores(client, "Transport") {
		for _, name := range dialers {
			if slices.ContainsFunc(f.fieldStores(transport, name), f.mayRefuse) {
				return true
			}
		}
	}
	return false
}

// fieldStores returns what the family stores in a field of the struct that v points
// to.
func (f *family) fieldStores(v ssa.Value, field string) []ssa.Value {
	a := f.addressOf(v)
	var values []ssa.Value
	for _, c := range f.of(a.root).cells {
		if c.path != a.path+"."+field {
			continue
		}
		for _, at := range c.stores {
			if st, ok := at.(*ssa.Store); ok {
				values = append(values, st.Val)
			}
		}
	}
	return values
}

// isSet reports whether a field of the struct that v points to is set, here or by
// the function that made it.
func (f *family) isSet(v ssa.Value, fields []string) bool {
	a := f.addressOf(v)
	return slices.ContainsFunc(f.of(a.root).cells, func(c *cell) bool {
		return slices.ContainsFunc(fields, func(field string) bool { return c.path == a.path+"."+field })
	})
}

// mayRefuse reports whether a function that opens connections can refuse to: it is
// that of a dialer which asks, or has an error of its own to return.
func (f *family) mayRefuse(dial ssa.Value) bool {
	if closure, ok := dial.(*ssa.MakeClosure); ok {
		if fn, ok := closure.Fn.(*ssa.Function); ok && fn.Synthetic != "" && len(closure.Bindings) == 1 {
			method, _ := fn.Object().(*types.Func)
			return method != nil && models.TypeSymbol(method.Signature().Recv().Type()) == "net.Dialer" && f.isSet(closure.Bindings[0], controls)
		}
	}
	fn, ok := f.functionOf(dial).(*ssa.Function)
	if !ok {
		return false
	}
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && makesError(ret) {
			return true
		}
	}
	return false
}

// makesError reports whether a return hands back an error that is made there, or
// that stands in a variable of the program.
func makesError(ret *ssa.Return) bool {
	if len(ret.Results) == 0 {
		return false
	}
	switch v := ret.Results[len(ret.Results)-1].(type) {
	case *ssa.MakeInterface:
		return isError(v.Type())
	case *ssa.UnOp:
		_, ok := v.X.(*ssa.Global)
		return ok && isError(v.Type())
	case *ssa.Call:
		return calls(v, "errors.New") || calls(v, "fmt.Errorf") && !slices.ContainsFunc(elements(v.Call.Args[1]), passesError)
	}
	return false
}

// passesError reports whether v is an error that came from somewhere else.
func passesError(v ssa.Value) bool {
	if to, ok := v.(*ssa.ChangeInterface); ok {
		v = to.X
	}
	return isError(v.Type())
}
