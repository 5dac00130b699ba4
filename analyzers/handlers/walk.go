package handlers

import (
	"cmp"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// Analyzer yields a *[Record]. Only a driver that joins a whole program asks for it.
var Analyzer = &analysis.Analyzer{
	Name:       "apiward_handlers",
	Doc:        "read what functions take from requests and answer with",
	URL:        "https://pkg.go.dev/github.com/apiward/apiward/analyzers/handlers",
	Requires:   []*analysis.Analyzer{flow.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[*Record](),
}

func run(pass *analysis.Pass) (any, error) {
	rec := &Record{Package: pass.Pkg.Path(), Types: Types{}}
	if !flow.FirstParty(pass) {
		return rec, nil
	}
	p := pass.ResultOf[flow.Analyzer].(*flow.Package)
	w := &walker{valuer: &valuer{
		shaper: newShaper(pass.Fset), flow: p, models: p.Models(),
		responses: map[types.Type]bool{}, carrying: map[types.Type]bool{}, seen: map[ssa.Value][]Value{}, whole: map[ssa.Value][]Value{},
	}}
	w.response = responseWriter(pass.Pkg.Imports(), map[*types.Package]bool{})
	w.raises = w.raising(pass.Pkg.Imports())
	for _, fn := range p.Funcs {
		if fn.Name() == "init" && fn.Parent() == nil {
			continue
		}
		if f := w.function(fn); f != nil {
			rec.Funcs = append(rec.Funcs, *f)
		}
	}
	slices.SortStableFunc(rec.Funcs, func(a, b Func) int { return cmp.Compare(a.Name, b.Name) })
	rec.Notes, rec.Embedded = w.notes(pass), w.embedded(pass)
	rec.prune(w.types)
	return rec, nil
}

// walker reads the functions of one package.
type walker struct {
	*valuer
	raises   bool // errors that are answers can be made in the package
	fn       *ssa.Function
	f        *Func
	blocks   [][]int           // the events of each block
	happened map[ssa.Value]int // the event that a call is
	// conditions are those of the function on its parameters.
	conditions map[decision]*Condition
}

// function returns what a function does, nil where that is nothing.
func (w *walker) function(fn *ssa.Function) *Func {
	if fn.Blocks == nil || fn.Synthetic != "" && fn.Parent() == nil {
		return nil
	}
	w.fn, w.f = fn, &Func{Name: w.flow.ID(fn), At: w.posAt(fn), Results: fn.Signature.Results().Len()}
	w.blocks, w.happened, w.conditions = make([][]int, len(fn.Blocks)), map[ssa.Value]int{}, map[decision]*Condition{}
	for i, block := range fn.Blocks {
		begin := len(w.f.Events)
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				w.call(instr, false)
			case *ssa.Defer:
				w.call(instr, true)
			case *ssa.Lookup:
				w.lookup(instr)
			}
		}
		for e := begin; e < len(w.f.Events); e++ {
			w.blocks[i] = append(w.blocks[i], e)
		}
	}
	w.order()
	w.results()
	w.typedHandler()
	w.parses()
	w.f.Takes = w.answers()
	return w.f
}

// answers reports whether the function is one that answers, by its parameters.
func (w *walker) answers() bool {
	return slices.ContainsFunc(w.fn.Params, func(p *ssa.Parameter) bool {
		if w.flow.IsRequest(p.Type()) {
			if n := models.TypeName(p.Type()); n != nil && n.Pkg() != nil && w.models.Modelled(n.Pkg().Path()) && n.Pkg().Path() != "net/http" {
				w.f.Context = n.Pkg().Path()
			}
			return true
		}
		return w.isClient(p.Type())
	})
}

// results reads what the function returns, where that can be an answer or its
// status.
func (w *walker) results() {
	sig := w.fn.Signature.Results()
	if sig.Len() == 0 {
		return
	}
	t := sig.At(sig.Len() - 1).Type()
	w.f.Fails = isError(t) || isRaised(t, w.models)
	if w.f.Fails && !w.raises || !w.f.Fails && (sig.Len() > 1 || !isInt(t)) {
		return
	}
	var list []Value
	for _, block := range w.fn.Blocks {
		if ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ok && len(ret.Results) > 0 {
			list = add(list, w.values(ret.Results[len(ret.Results)-1])...)
		}
	}
	matters := func(v Value) bool {
		return v.Kind == raised || v.Kind == result || v.Kind == number && v.Int >= 100 && v.Int < 600
	}
	if w.f.Fails && (w.answers() || w.isTyped()) || slices.ContainsFunc(list, matters) {
		for i := range list {
			list[i].Shape = nil
		}
		w.f.Returns = list
	}
}

// parses reads what the function parses texts as that it is given.
func (w *walker) parses() {
	var list []Shape
	found := false
	for _, p := range w.fn.Params {
		shape := Shape{}
		if b, ok := p.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
			if s, _ := w.parsed(p); s.Kind != String || s.Format != "" {
				shape, found = s, true
			}
		}
		list = append(list, shape)
	}
	if found {
		w.f.Parses = list
	}
}

// isTyped reports whether the function is given a context and a struct, and returns
// a struct or an error.
func (w *walker) isTyped() bool {
	sig := w.fn.Signature
	return w.raises && sig.Params().Len() == 2 && sig.Results().Len() == 2 && isError(sig.Results().At(1).Type()) &&
		models.TypeSymbol(sig.Params().At(0).Type()) == "context.Context" &&
		isStruct(sig.Params().At(1).Type()) && isStruct(sig.Results().At(0).Type())
}

// typedHandler reads the types of a function that is given a decoded request and
// returns an answer.
func (w *walker) typedHandler() {
	if !w.isTyped() {
		return
	}
	sig := w.fn.Signature
	in, out := w.of(sig.Params().At(1).Type()), w.of(sig.Results().At(0).Type())
	w.f.Input, w.f.Output = &in, &out
}

func (w *walker) event(e Event, instr ssa.CallInstruction) {
	e.At = placeOf(w.flow.At(instr))
	if v, ok := instr.(ssa.Value); ok && (e.Kind == calls || e.Kind == refuses) {
		w.happened[v] = len(w.f.Events)
	}
	w.f.Events = append(w.f.Events, e)
}

// call reads one call.
func (w *walker) call(instr ssa.CallInstruction, deferred bool) {
	c := instr.Common()
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return
	}
	fn, _, symbol, recv := flow.Callee(c)
	symbol = flow.Overloaded(w.models, c, symbol)
	args := argumentsOf(c, recv)
	if recv {
		symbol = w.asResponse(c, symbol)
	}
	if symbol != "" {
		reply, ok := w.models.Reply(symbol)
		if ok {
			w.reply(instr, reply, args)
		}
		d, decodes := w.models.Decode(symbol)
		if decodes {
			w.decode(instr, d, args)
		}
		src, reads := w.models.Source(symbol)
		if reads && !decodes {
			w.source(instr, src, args)
		}
		if ok || decodes || reads && !slices.ContainsFunc(args, func(a ssa.Value) bool { return w.isClient(a.Type()) }) || w.byName(instr, symbol, args) {
			return
		}
	}
	w.follow(instr, fn, symbol, deferred)
}

// asResponse returns the symbol of net/http for methods of what stands in for its
// response writer.
func (w *walker) asResponse(c *ssa.CallCommon, symbol string) string {
	recv := receiverOf(c)
	if recv == nil || symbol == "" || !w.isClient(recv.Type()) || w.response == nil || !types.Implements(recv.Type(), w.response) {
		return symbol
	}
	switch name := symbol[strings.LastIndexByte(symbol, '.')+1:]; name {
	case "WriteHeader", "Write", "Header":
		return "net/http.ResponseWriter." + name
	case "WriteString":
		return "net/http.ResponseWriter.Write"
	}
	return symbol
}

// reply reads a call that answers.
func (w *walker) reply(instr ssa.CallInstruction, reply model.Reply, args []ssa.Value) {
	e := Event{Kind: sends, Content: Content(cmp.Or(reply.Content, string(OfUnknown))), Open: reply.Open}
	if reply.Writes {
		dest := receiverOf(instr.Common())
		if reply.Dest >= 0 && reply.Dest < len(args) {
			dest = args[reply.Dest]
		}
		e.Dest = w.destination(dest)
		if !slices.ContainsFunc(e.Dest, func(v Value) bool { return v.Kind == writer || v.Kind == param }) {
			return
		}
	}
	switch reply.Kind {
	case model.Heads:
		e.Kind = heads
	case model.Types:
		e.Kind = kinds
	case model.Raises, model.Quiet:
		return
	}
	e.Status = w.statusOf(reply, args)
	if n := reply.Context; n > 0 && n <= len(args) {
		e.Status = w.statusIn(args[n-1], reply.Key)
	}
	if reply.Value >= 0 && reply.Value < len(args) {
		e.Value = w.values(args[reply.Value])
	}
	w.event(e, instr)
}

// statusIn returns the status that the context of a request holds under a key of
// its library, nothing where it is the request that came in.
func (w *walker) statusIn(request ssa.Value, key string) []Value {
	with, ok := request.(*ssa.Call)
	if !ok {
		return nil
	}
	if _, _, symbol, _ := flow.Callee(&with.Call); symbol != "net/http.Request.WithContext" {
		return []Value{{}}
	}
	held, ok := with.Call.Args[1].(*ssa.Call)
	if !ok {
		return []Value{{}}
	}
	_, _, symbol, _ := flow.Callee(&held.Call)
	if symbol != "context.WithValue" || len(held.Call.Args) != 3 {
		return []Value{{}}
	}
	if box, ok := held.Call.Args[1].(*ssa.MakeInterface); ok {
		if load, ok := box.X.(*ssa.UnOp); ok {
			if g, ok := load.X.(*ssa.Global); ok && g.Name() == key {
				return w.values(held.Call.Args[2])
			}
		}
	}
	return []Value{{}}
}

// destination returns what a writer, or what encodes into one, writes to.
func (w *walker) destination(v ssa.Value) []Value {
	if v == nil {
		return nil
	}
	switch x := v.(type) {
	case *ssa.Call:
		_, _, symbol, recv := flow.Callee(&x.Call)
		if wr, ok := w.models.Writer(symbol); ok {
			if args := argumentsOf(&x.Call, recv); wr.Arg < len(args) {
				return w.destination(args[wr.Arg])
			}
		}
	case *ssa.MakeInterface:
		return w.destination(x.X)
	case *ssa.ChangeInterface:
		return w.destination(x.X)
	case *ssa.Extract:
		return w.destination(x.Tuple)
	case *ssa.UnOp:
		if alloc, ok := x.X.(*ssa.Alloc); ok {
			stores, _ := storesTo(alloc)
			var list []Value
			for _, st := range stores {
				if _, again := st.Val.(*ssa.UnOp); !again {
					list = add(list, w.destination(st.Val)...)
				}
			}
			return list
		}
	}
	return w.values(v)
}

// decode reads a call that decodes.
func (w *walker) decode(instr ssa.CallInstruction, d model.Decode, args []ssa.Value) {
	if d.Into >= len(args) {
		return
	}
	read := Read{At: placeOf(w.flow.At(instr)), Content: Content(d.Content), Any: d.Content == "any", Into: w.target(args[d.Into])}
	switch {
	case d.From == -1:
		read.From = w.reading(receiverOf(instr.Common()))
	case d.From >= 0 && d.From < len(args):
		read.From = w.reading(args[d.From])
	}
	if d.From != model.FromRequest && !slices.ContainsFunc(read.From, func(v Value) bool { return v.Kind == body || v.Kind == part || v.Kind == param }) {
		return
	}
	if read.Any {
		read.Content = JSON
	}
	for _, tag := range d.Tags {
		read.Keys = append(read.Keys, Key{tag.Key, inOf(tag.In)})
	}
	read.Body = true
	w.f.Reads = append(w.f.Reads, read)
	if d.Refuses > 0 && d.Answers {
		w.event(Event{Kind: refuses, Status: []Value{{Kind: number, Int: d.Refuses}}, Content: OfUnknown}, instr)
	}
}

// target returns what a call decodes into: the variable behind a pointer.
func (w *walker) target(v ssa.Value) []Value {
	list := slices.Clone(w.values(v))
	for i := range list {
		if s := list[i].Shape; s != nil && s.Nullable && s.Kind != argument {
			shape := *s
			shape.Nullable = false
			list[i].Shape = &shape
		}
	}
	return list
}

// follow reads a call of what is not a library's, or not known to be one.
func (w *walker) follow(instr ssa.CallInstruction, fn *types.Func, symbol string, deferred bool) {
	c := instr.Common()
	all := flow.Arguments(c)
	callee := c.StaticCallee()
	if fn != nil && (fn.Pkg() == nil || quiet[fn.Pkg().Path()]) {
		return
	}
	if v, ok := instr.(ssa.Value); ok && w.isClient(v.Type()) {
		return // it stands around a response
	}
	if w.isForeign(fn) && slices.ContainsFunc(all, w.holdsParts) {
		w.f.Reads = append(w.f.Reads, Read{At: placeOf(w.flow.At(instr)), Unseen: true})
	}
	gives := slices.ContainsFunc(all, func(a ssa.Value) bool {
		return w.carries(a.Type(), 0) || isBoxedClient(a, w.valuer) || isLiteralFunc(a)
	})
	own := callee != nil && (callee.Parent() != nil || w.owns(fn))
	switch {
	case own && (gives || callee.Parent() != nil || w.givesRead(all)):
		call := w.callOf(instr)
		call.Gives = gives
		w.event(Event{Kind: calls, Call: call, Maybe: deferred}, instr)
	case callee == nil && !c.IsInvoke() && (gives || isGiven(c.Value)):
		call := &Call{Value: w.values(c.Value), Gives: gives, At: placeOf(w.flow.At(instr))}
		for _, a := range all {
			call.Args = append(call.Args, w.reading(a))
		}
		w.event(Event{Kind: calls, Call: call, Maybe: deferred}, instr)
	case slices.ContainsFunc(all, func(a ssa.Value) bool { return w.isClient(a.Type()) || isBoxedClient(a, w.valuer) }):
		w.event(Event{Kind: escapes, Maybe: deferred}, instr)
	case !own && slices.ContainsFunc(all, isLiteralFunc):
		for _, a := range all {
			if isLiteralFunc(a) { // it is called, as far as anyone can tell
				w.event(Event{Kind: calls, Call: &Call{Value: w.values(a), At: placeOf(w.flow.At(instr))}, Maybe: true}, instr)
			}
		}
	case c.IsInvoke() && gives && slices.ContainsFunc(all, func(a ssa.Value) bool { return w.isContext(a.Type()) }):
		w.event(Event{Kind: escapes, Maybe: deferred}, instr)
	}
}

// isLiteralFunc reports whether v is a function literal that captures something.
func isLiteralFunc(v ssa.Value) bool {
	closure, ok := v.(*ssa.MakeClosure)
	return ok && closure.Fn.(*ssa.Function).Parent() != nil
}

// isGiven reports whether a function that is called is a parameter, be it one of a
// function around.
func isGiven(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Parameter:
		return true
	case *ssa.FreeVar:
		return true
	case *ssa.UnOp:
		_, free := v.X.(*ssa.FreeVar)
		alloc, local := v.X.(*ssa.Alloc)
		return free || local && alloc.Heap
	}
	return false
}

// isForeign reports whether a function is a library's that no model knows.
func (w *walker) isForeign(fn *types.Func) bool {
	if fn == nil || w.owns(fn) || w.models.Modelled(fn.Pkg().Path()) {
		return false
	}
	first, _, _ := strings.Cut(fn.Pkg().Path(), "/")
	return strings.Contains(first, ".")
}

// quiet are the packages whose calls are known: what is not said to be an answer is
// none.
var quiet = map[string]bool{
	"io": true, "fmt": true, "encoding/json": true, "encoding/xml": true, "bufio": true, "compress/gzip": true, "bytes": true,
	"github.com/gin-gonic/gin": true, "github.com/labstack/echo/v4": true, "github.com/labstack/echo/v5": true,
	"github.com/gofiber/fiber/v2": true, "github.com/gofiber/fiber/v3": true, "github.com/valyala/fasthttp": true,
	"github.com/go-chi/render": true, "github.com/go-chi/chi/v5": true, "github.com/gorilla/mux": true,
	"html/template": true, "text/template": true, "github.com/gorilla/sessions": true, "context": true, "errors": true,
}
