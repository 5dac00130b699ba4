package handlers

import (
	"cmp"
	"go/constant"
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

// raising reports whether one of the packages makes errors that are answers.
func (w *walker) raising(imports []*types.Package) bool {
	return slices.ContainsFunc(imports, func(imp *types.Package) bool { return w.models.Raises(imp.Path()) })
}

// responseWriter returns the interface of net/http, nil where no import leads to it.
func responseWriter(imports []*types.Package, seen map[*types.Package]bool) *types.Interface {
	for _, imp := range imports {
		if imp.Path() == "net/http" {
			if obj := imp.Scope().Lookup("ResponseWriter"); obj != nil {
				iface, _ := obj.Type().Underlying().(*types.Interface)
				return iface
			}
		}
	}
	for _, imp := range imports {
		if !seen[imp] {
			seen[imp] = true
			if iface := responseWriter(imp.Imports(), seen); iface != nil {
				return iface
			}
		}
	}
	return nil
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

// isClient reports whether values of t write to a client.
func (r *valuer) isClient(t types.Type) bool {
	is, ok := r.responses[t]
	if !ok {
		is = r.models.Response(models.TypeSymbol(t)) || r.response != nil && types.Implements(t, r.response) && models.TypeSymbol(t) != "net/http/httptest.ResponseRecorder"
		r.responses[t] = is
	}
	return is
}

// carries reports whether values of t lead to a request or its answer: one of
// these, or a struct that holds one.
func (r *valuer) carries(t types.Type, depth int) bool {
	if depth > 0 {
		return r.carry(t, depth)
	}
	is, ok := r.carrying[t]
	if !ok {
		is = r.carry(t, 0)
		r.carrying[t] = is
	}
	return is
}

func (r *valuer) carry(t types.Type, depth int) bool {
	if r.isClient(t) || r.flow.IsRequest(t) || models.TypeSymbol(t) == "net/http.Request" {
		return true
	}
	if symbol := models.TypeSymbol(t); symbol == "net/url.Values" || symbol == "net/http.Header" {
		return true
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || depth > 1 {
		return false
	}
	for f := range st.Fields() {
		if r.carries(f.Type(), depth+1) {
			return true
		}
	}
	return false
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

// holdsParts reports whether v is a request, or holds its parameters by name.
func (w *walker) holdsParts(v ssa.Value) bool {
	if models.TypeSymbol(v.Type()) == "net/http.Request" {
		return true
	}
	return models.TypeSymbol(v.Type()) == "net/url.Values" && len(w.parts(v)) > 0
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

// isContext reports whether t is a framework's request, which answers as well.
func (w *walker) isContext(t types.Type) bool {
	return w.flow.IsRequest(t) && models.TypeSymbol(t) != "net/http.Request"
}

func isBoxedClient(v ssa.Value, r *valuer) bool {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return r.isClient(v.X.Type())
	case *ssa.ChangeInterface:
		return r.isClient(v.X.Type())
	}
	return false
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
