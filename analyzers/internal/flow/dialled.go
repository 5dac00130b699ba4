package flow

import (
	"fmt"
	"go/token"
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

// askedAtDialling returns whether an outgoing call, or the request that is made here
// for one, is by a client that asks somebody about the machine it comes to, and where
// that is not seen, the fields, variables, parameters and functions that it is had from:
// the program knows what they hold.
func (f *family) askedAtDialling(instr ssa.CallInstruction, symbol string, args []ssa.Value) (asked bool, holders []string) {
	const client = "net/http.Client."
	switch symbol {
	case client + "Get", client + "Post", client + "PostForm", client + "Head", client + "Do":
		return f.asksAtDialling(args[0], 0)
	case "net/http.NewRequest", "net/http.NewRequestWithContext":
		value, ok := instr.(*ssa.Call)
		if !ok {
			return false, nil
		}
		senders := sendersOf(f.resultOf(value, 0))
		for i, c := range senders {
			asks, from := f.asksAtDialling(c, 0)
			if asks {
				asked = true
				continue
			}
			if i > 0 && (asked || !slices.Equal(holders, from)) || len(from) == 0 {
				return false, nil // one of them may not ask
			}
			holders = from
		}
		if asked && len(holders) > 0 {
			return false, nil
		}
		return asked, holders
	}
	return false, nil
}

// sendersOf returns the clients that send the request v in the function that makes
// it, or a literal in it.
func sendersOf(v ssa.Value) []ssa.Value {
	var clients []ssa.Value
	for _, ref := range *v.Referrers() {
		switch x := ref.(type) {
		case *ssa.Call:
			switch {
			case calls(x, "net/http.Client.Do") && len(x.Call.Args) == 2 && x.Call.Args[1] == v:
				clients = append(clients, x.Call.Args[0])
			case calls(x, httpRequest+".WithContext") || calls(x, httpRequest+".Clone"):
				clients = append(clients, sendersOf(x)...)
			}
		case *ssa.Phi:
			if len(x.Edges) == 1 {
				clients = append(clients, sendersOf(x)...)
			}
		}
	}
	return clients
}

// maxHolders bounds where a client can be had from, and maxHolding the way there: a
// client that is copied, whose transport is one or another, which a call has returned.
const (
	maxHolders = 4
	maxHolding = 8
)

// asksAtDialling returns whether a client, or its transport, opens its connections by
// a function that can refuse them, and where that is not seen, what it is had from.
// Of several that it can be, one is enough.
func (f *family) asksAtDialling(v ssa.Value, depth int) (asks bool, holders []string) {
	if depth > maxHolding {
		return false, nil
	}
	ask := func(v ssa.Value) {
		a, from := f.asksAtDialling(v, depth+1)
		asks, holders = asks || a, append(holders, from...)
	}
	for _, name := range dialers {
		asks = asks || slices.ContainsFunc(f.fieldStores(v, name), f.mayRefuse)
	}
	for _, transport := range f.fieldStores(v, "Transport") {
		ask(transport)
	}
	switch x := v.(type) {
	case *ssa.MakeInterface:
		ask(x.X)
	case *ssa.ChangeInterface:
		ask(x.X)
	case *ssa.TypeAssert:
		ask(x.X)
	case *ssa.FreeVar:
		if b := f.bindings[x]; b != nil {
			ask(b)
		}
	case *ssa.Alloc:
		if whole := f.onlyStore(x); whole != nil {
			ask(whole)
		}
	case *ssa.Phi:
		for _, edge := range x.Edges {
			ask(edge)
		}
	case *ssa.FieldAddr:
		if holder := f.holderOf(x); holder != "" {
			holders = append(holders, holder)
		}
	case *ssa.UnOp:
		if holder := f.holderOf(x.X); holder != "" {
			holders = append(holders, holder)
		} else if alloc, ok := f.addressOf(x.X).root.(*ssa.Alloc); ok && x.Op == token.MUL {
			ask(alloc)
		}
	case *ssa.Parameter:
		if fn := x.Parent(); f.sums[fn] != nil {
			holders = append(holders, parameterOf(f.sums[fn].Func, slices.Index(fn.Params, x)))
		}
	case *ssa.Extract:
		ask(x.Tuple)
	case *ssa.Call:
		if obj, pkg, _, _ := Callee(&x.Call); obj != nil && f.state.firstParty(pkg) && !x.Call.IsInvoke() {
			holders = append(holders, obj.Origin().FullName())
		}
	}
	slices.Sort(holders)
	holders = slices.Compact(holders)
	return asks, holders[:min(len(holders), maxHolders)]
}

// parameterOf names the i-th parameter of a function as what a client is had from.
func parameterOf(fn string, i int) string { return fmt.Sprintf("%s@%d", fn, i) }

// holderOf returns the symbol of the project's field or variable that the place v is,
// or is in; "" if it is in none.
func (f *family) holderOf(v ssa.Value) string {
	switch x := v.(type) {
	case *ssa.Global:
		if o := f.global(x); o.Kind == Global {
			return o.Name
		}
	case *ssa.FieldAddr:
		owner, field := fieldOf(x.X.Type(), x.Field)
		if symbol := models.TypeSymbol(owner); symbol != "" && f.tracked(owner) {
			return symbol + "." + field.Name()
		}
		if load, ok := x.X.(*ssa.UnOp); ok {
			return f.holderOf(load.X)
		}
		return f.holderOf(x.X)
	}
	return ""
}

// Asking says that a client which asks where it dials is put into a field or a
// variable, passed as a parameter or returned by a function: by itself, or if what it
// is had from holds such a one.
type Asking struct {
	Holder string
	From   string // "" for a client that does
}

// opensConnections reports whether values of type t are, or hold, what opens the
// connections of outgoing calls.
func opensConnections(t types.Type) bool {
	n := models.TypeName(t)
	if n == nil || n.Pkg() == nil || n.Pkg().Path() != "net/http" {
		return false
	}
	return n.Name() == "Client" || n.Name() == "Transport" || n.Name() == "RoundTripper"
}

// keepsClient records that a client is put where others have it from.
func (f *family) keepsClient(fn *ssa.Function, holder string, client ssa.Value) {
	asks, holders := f.asksAtDialling(client, 0)
	if asks {
		holders = []string{""}
	}
	sum := f.sums[fn]
	for _, from := range holders {
		if a := (Asking{Holder: holder, From: from}); from != holder && !slices.Contains(sum.Asking, a) {
			sum.Asking = append(sum.Asking, a)
		}
	}
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
