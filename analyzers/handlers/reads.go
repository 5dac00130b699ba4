package handlers

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// What a handler takes from a request by name, and what it parses that as.

// source reads a call that yields a part of a request.
func (w *walker) source(instr ssa.CallInstruction, src model.Source, args []ssa.Value) {
	in := inOf(src.Kind)
	if in == "" {
		return
	}
	read := Read{At: placeOf(w.flow.At(instr)), In: in, Shape: Shape{Kind: String}}
	_, _, symbol, recv := flow.Callee(instr.Common())
	switch {
	case src.Key >= 0 && src.Key < len(args):
		read.Name = w.values(args[src.Key])
	case src.Name != "":
		return // what servers and proxies say of every request
	default:
		return
	}
	if src.Refine && recv {
		if read.Of = w.parts(receiverOf(instr.Common())); len(read.Of) == 0 {
			return
		}
	}
	name := symbol[strings.LastIndexByte(symbol, '.')+1:]
	read.OrQuery = in == InForm && name == "FormValue" && !strings.Contains(symbol, "gofiber/fiber/v2")
	read.File = name == "FormFile"
	if v, ok := instr.(ssa.Value); ok {
		read.Shape, read.Parsed = w.parsed(v)
	}
	w.f.Reads = append(w.f.Reads, read)
}

// lookup reads a parameter out of a map that holds them by name.
func (w *walker) lookup(v *ssa.Lookup) {
	if !isParts(v.X.Type()) {
		return
	}
	of := w.parts(v.X)
	if len(of) == 0 {
		return
	}
	read := Read{At: placeOf(w.flow.Position(v.Pos())), Of: of, Name: w.values(v.Index)}
	read.Shape, read.Parsed = w.parsed(v)
	w.f.Reads = append(w.f.Reads, read)
}

// parts returns the parts of a request that v holds parameters of: those that it
// was read from, or a parameter of the function.
func (w *walker) parts(v ssa.Value) (list []Value) {
	for _, value := range w.reading(v) {
		if value.Kind == part || value.Kind == param {
			list = append(list, value)
		}
	}
	return list
}

// byName reads calls on maps that hold parameters by name, and headers that are
// set; it reports whether the call is one of these.
func (w *walker) byName(instr ssa.CallInstruction, symbol string, args []ssa.Value) bool {
	switch symbol {
	case "net/url.Values.Get", "net/url.Values.Has":
		if of := w.parts(receiverOf(instr.Common())); len(of) > 0 && len(args) == 1 {
			read := Read{At: placeOf(w.flow.At(instr)), Of: of, Name: w.values(args[0]), Shape: Shape{Kind: String}}
			if v, ok := instr.(ssa.Value); ok && strings.HasSuffix(symbol, "Get") {
				read.Shape, read.Parsed = w.parsed(v)
			}
			w.f.Reads = append(w.f.Reads, read)
		}
	case "net/http.Header.Set", "net/http.Header.Add":
		if len(args) == 2 && isText(args[0], "Content-Type") && w.isAnswerHeader(receiverOf(instr.Common())) {
			w.event(Event{Kind: kinds, Value: w.values(args[1])}, instr)
		}
	case "github.com/gin-gonic/gin.Context.Header", "github.com/gofiber/fiber/v2.Ctx.Set", "github.com/gofiber/fiber/v3.Ctx.Set":
		if len(args) == 2 && isText(args[0], "Content-Type") {
			w.event(Event{Kind: kinds, Value: w.values(args[1])}, instr)
		}
	default:
		return false
	}
	return true
}

func isText(v ssa.Value, text string) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.String && strings.EqualFold(constant.StringVal(c.Value), text)
}

// isAnswerHeader reports whether v is the header of an answer.
func (w *walker) isAnswerHeader(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	recv := receiverOf(&call.Call)
	return recv != nil && w.isClient(recv.Type())
}

// holdsParts reports whether v is a request, or holds its parameters by name.
func (w *walker) holdsParts(v ssa.Value) bool {
	if models.TypeSymbol(v.Type()) == "net/http.Request" {
		return true
	}
	return models.TypeSymbol(v.Type()) == "net/url.Values" && len(w.parts(v)) > 0
}

// givesRead reports whether a call is given what was read of a body.
func (w *walker) givesRead(all []ssa.Value) bool {
	return slices.ContainsFunc(all, func(a ssa.Value) bool {
		if !readable(a.Type()) {
			return false
		}
		if _, isString := a.Type().Underlying().(*types.Basic); isString {
			return false
		}
		return slices.ContainsFunc(w.flow.Origins(a), func(o flow.Origin) bool { return o.Kind == flow.Source && o.Source == model.Body })
	})
}

// parsed returns what a parameter is parsed as, and the calls of the project that
// are given it.
func (w *walker) parsed(v ssa.Value) (Shape, []Call) {
	found := map[string]Shape{}
	var given []Call
	seen := map[ssa.Value]bool{}
	repeated := false
	if s, ok := v.Type().Underlying().(*types.Slice); ok && !isByte(s.Elem()) {
		repeated = true
	}
	var visit func(v ssa.Value, depth int)
	visit = func(v ssa.Value, depth int) {
		if seen[v] || depth > maxDepth || v.Referrers() == nil {
			return
		}
		seen[v] = true
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Extract:
				if ref.Index == 0 {
					visit(ref, depth+1)
				}
			case *ssa.Phi:
				visit(ref, depth+1)
			case *ssa.Store:
				if alloc, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v {
					for _, use := range *alloc.Referrers() {
						if load, ok := use.(*ssa.UnOp); ok {
							visit(load, depth+1)
						}
					}
				}
			case *ssa.IndexAddr, *ssa.Index:
				visit(ref.(ssa.Value), depth+1)
			case *ssa.UnOp:
				visit(ref, depth+1)
			case *ssa.Call:
				fn, _, symbol, recv := flow.Callee(&ref.Call)
				if shape, ok := parsers[symbol]; ok {
					found[symbol] = shape
				}
				if symbol == "strings.TrimSpace" || symbol == "strings.ToLower" || symbol == "net/url.PathUnescape" || symbol == "net/url.QueryUnescape" {
					visit(ref, depth+1)
				}
				if ref.Call.StaticCallee() != nil && w.owns(fn) && len(given) < maxValues {
					for i, a := range flow.Arguments(&ref.Call) {
						if a == v && !recv || a == v && i > 0 {
							given = append(given, Call{Func: w.flow.ID(ref.Call.StaticCallee()), Args: make([][]Value, i)})
						}
					}
				}
			}
		}
	}
	visit(v, 0)
	shape := Shape{Kind: String}
	if s, ok := oneOf(found); ok {
		shape = s
	}
	if repeated {
		elem := shape
		shape = Shape{Kind: Array, Elem: &elem}
	}
	return shape, given
}

// oneOf returns the shape that all parsers agree on, or the kind alone where they
// agree on that.
func oneOf(found map[string]Shape) (Shape, bool) {
	var out *Shape
	for _, s := range found {
		switch {
		case out == nil:
			out = &s
		case out.Kind != s.Kind:
			return Shape{}, false
		case !sameShape(out, &s):
			out = &Shape{Kind: s.Kind}
		}
	}
	if out == nil {
		return Shape{}, false
	}
	return *out, true
}

// parsers are the functions that make a value of a text.
var parsers = map[string]Shape{
	"strconv.Atoi":                         {Kind: Integer, Format: "int64"},
	"strconv.ParseInt":                     {Kind: Integer, Format: "int64"},
	"strconv.ParseUint":                    {Kind: Integer, Format: "int64"},
	"strconv.ParseBool":                    {Kind: Boolean},
	"strconv.ParseFloat":                   {Kind: Number, Format: "double"},
	"time.Parse":                           {Kind: String},
	"github.com/google/uuid.Parse":         {Kind: String, Format: "uuid"},
	"github.com/google/uuid.MustParse":     {Kind: String, Format: "uuid"},
	"github.com/gofrs/uuid.FromString":     {Kind: String, Format: "uuid"},
	"github.com/gofrs/uuid/v5.FromString":  {Kind: String, Format: "uuid"},
	"github.com/satori/go.uuid.FromString": {Kind: String, Format: "uuid"},
	"go.mongodb.org/mongo-driver/bson/primitive.ObjectIDFromHex": {Kind: String},
}
