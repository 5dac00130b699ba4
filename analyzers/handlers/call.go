package handlers

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// called returns what a call returns as its result of that index.
func (r *valuer) called(call *ssa.Call, index int, v ssa.Value) []Value {
	c := &call.Call
	fn, _, symbol, recv := flow.Callee(c)
	symbol = flow.Overloaded(r.models, c, symbol)
	args := argumentsOf(c, recv)
	if symbol != "" {
		if reply, ok := r.models.Reply(symbol); ok {
			switch {
			case reply.Kind == model.Raises:
				return []Value{{Kind: raised, Content: Content(reply.Content), Args: r.statusOf(reply, args), At: placeOf(r.flow.At(call))}}
			case isError(v.Type()):
				return []Value{{Kind: nothing}} // a client that cannot be written to reads nothing
			}
		}
		if d, ok := r.models.Decode(symbol); ok && isError(v.Type()) && d.Refuses > 0 && !d.Answers {
			return []Value{{Kind: raised, Content: JSON, Args: []Value{{Kind: number, Int: d.Refuses}}, At: placeOf(r.flow.At(call))}}
		}
		if strings.HasSuffix(symbol, ".Marshal") || strings.HasSuffix(symbol, ".MarshalIndent") {
			if content, ok := marshals(symbol); ok && index == 0 && len(args) > 0 {
				return []Value{{Kind: encoded, Content: content, Args: r.values(args[0])}}
			}
		}
		if recv && symbol == "bytes.Buffer.Bytes" || symbol == "bytes.Buffer.String" {
			if list := r.buffered(receiverOf(c)); list != nil {
				return list
			}
		}
		if recv && len(c.Args) > 0 && isRaised(c.Args[0].Type(), r.models) {
			return r.values(c.Args[0]) // an error with more said of its cause
		}
	}
	if r.owns(fn) && call.Call.StaticCallee() != nil && (isError(v.Type()) || isInt(v.Type())) {
		return []Value{{Kind: result, Index: index, Call: r.callOf(call), Shape: r.typed(v).Shape}}
	}
	return []Value{r.typed(v)}
}

// marshals returns the form into which a function encodes its argument.
func marshals(symbol string) (Content, bool) {
	switch symbol[:strings.LastIndexByte(symbol, '.')] {
	case "encoding/json", "github.com/json-iterator/go", "github.com/goccy/go-json", "github.com/bytedance/sonic", "github.com/json-iterator/go.API", "github.com/bytedance/sonic.API":
		return JSON, true
	case "encoding/xml":
		return XML, true
	case "gopkg.in/yaml.v3", "gopkg.in/yaml.v2", "github.com/goccy/go-yaml":
		return YAML, true
	}
	return "", false
}

// buffered returns what is encoded into a buffer of the function, nil where that
// cannot be seen.
func (r *valuer) buffered(buf ssa.Value) (list []Value) {
	alloc, ok := buf.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var visit func(v ssa.Value, depth int)
	visit = func(v ssa.Value, depth int) {
		if depth > maxDepth || v.Referrers() == nil {
			return
		}
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.MakeInterface:
				visit(ref, depth+1)
			case *ssa.Call:
				_, _, symbol, recv := flow.Callee(&ref.Call)
				if _, ok := r.models.Writer(symbol); ok {
					visit(ref, depth+1)
				}
				if reply, ok := r.models.Reply(symbol); ok && reply.Writes && reply.Value >= 0 && recv && receiverOf(&ref.Call) == v {
					if args := argumentsOf(&ref.Call, recv); reply.Value < len(args) {
						list = append(list, Value{Kind: encoded, Content: Content(reply.Content), Args: r.values(args[reply.Value])})
					}
				}
			}
		}
	}
	visit(alloc, 0)
	return list
}

// isRaised reports whether values of t are errors that are answers.
func isRaised(t types.Type, x *models.Index) bool {
	symbol := models.TypeSymbol(t)
	return strings.HasSuffix(symbol, ".HTTPError") && strings.HasPrefix(symbol, "github.com/labstack/echo/") ||
		strings.HasPrefix(symbol, "github.com/gofiber/fiber/") && strings.HasSuffix(symbol, ".Error")
}

// statusOf returns the status that a reply has.
func (r *valuer) statusOf(reply model.Reply, args []ssa.Value) []Value {
	if reply.Status >= 0 && reply.Status < len(args) {
		list := r.values(args[reply.Status])
		if _, variadic := args[reply.Status].Type().Underlying().(*types.Slice); variadic {
			if isNil(args[reply.Status]) {
				return []Value{{Kind: number, Int: reply.Code}}
			}
			return r.elements(args[reply.Status])
		}
		return list
	}
	if reply.Code > 0 {
		return []Value{{Kind: number, Int: reply.Code}}
	}
	return nil
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}

// argumentsOf returns the arguments of a call without its receiver.
func argumentsOf(c *ssa.CallCommon, recv bool) []ssa.Value {
	args := flow.Arguments(c)
	if recv && !c.IsInvoke() && len(args) > 0 {
		args = args[1:]
	}
	return args
}

// receiverOf returns the receiver of a method's call.
func receiverOf(c *ssa.CallCommon) ssa.Value {
	if c.IsInvoke() {
		return c.Value
	}
	if args := flow.Arguments(c); len(args) > 0 {
		return args[0]
	}
	return nil
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

func isInt(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// owns reports whether a function is declared in the project, as far as one
// package can tell.
func (r *valuer) owns(fn *types.Func) bool {
	return fn != nil && fn.Pkg() != nil && r.flow.Own(fn.Pkg().Path())
}

// callOf returns the call of a function that is known.
func (r *valuer) callOf(instr ssa.CallInstruction) *Call {
	c := instr.Common()
	callee := c.StaticCallee()
	call := &Call{Func: r.flow.ID(callee), Package: packageOf(callee), At: placeOf(r.flow.At(instr))}
	for _, t := range callee.TypeArgs() {
		call.Types = append(call.Types, r.of(t))
	}
	for _, a := range flow.Arguments(c) {
		call.Args = append(call.Args, r.reading(a))
	}
	return call
}

func packageOf(fn *ssa.Function) string {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if obj := fn.Object(); obj != nil && obj.Pkg() != nil {
		return obj.Pkg().Path()
	}
	return ""
}
