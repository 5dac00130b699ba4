package handlers

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Program is what the functions of a whole program do, joined by their names.
type Program struct {
	Types Types

	funcs    map[string]*Func
	pkgs     map[string]bool // packages that are recorded
	notes    []Note
	embedded []Embedded
	done     map[string]*Handler
	file     locator
	used     map[string]bool // types that published handlers speak of
}

// Join joins the records of all packages. file turns a place's file into a slash
// path relative to the project's root, "" for what is elsewhere. It is a pure
// function: the order of the records does not matter.
func Join(records []*Record, file func(Place) string) *Program {
	records = slices.Clone(records)
	slices.SortStableFunc(records, func(a, b *Record) int { return cmp.Compare(a.Package, b.Package) })
	p := &Program{Types: Types{}, funcs: map[string]*Func{}, pkgs: map[string]bool{}, done: map[string]*Handler{}, file: file, used: map[string]bool{}}
	for _, rec := range records {
		p.pkgs[rec.Package] = true
		for i := range rec.Funcs {
			p.funcs[rec.Funcs[i].Name] = &rec.Funcs[i]
		}
		p.notes = append(p.notes, rec.Notes...)
		p.embedded = append(p.embedded, rec.Embedded...)
		for name, t := range rec.Types {
			if have := p.Types[name]; have == nil || have.At.Line == 0 {
				p.Types[name] = t
			}
		}
	}
	return p
}

// locator puts places into the terms of the project.
type locator func(Place) string

func (l locator) place(at *Place) {
	if at.Line == 0 {
		return
	}
	if name := l(*at); name != "" {
		at.File = name
		return
	}
	*at = Place{}
}

// shape places a shape and what it is made of, as a copy.
func (l locator) shape(s *Shape) {
	l.place(&s.At)
	if s.Elem != nil {
		elem := *s.Elem
		l.shape(&elem)
		s.Elem = &elem
	}
	s.Fields = slices.Clone(s.Fields)
	for i := range s.Fields {
		l.place(&s.Fields[i].At)
		l.shape(&s.Fields[i].Shape)
	}
	s.Tagged = slices.Clone(s.Tagged)
	for i := range s.Tagged {
		l.place(&s.Tagged[i].At)
		l.shape(&s.Tagged[i].Shape)
	}
}

// Given is a function that the parameter Index of the function Func is, around a
// literal.
type Given struct {
	Func  string
	Index int
	Is    string
}

// Of returns what the function with the name does as a handler of a framework, nil
// where nothing is known of it. with are functions that it was made with, where it
// is a literal. It is shared by all who ask.
func (p *Program) Of(name, framework string, with ...Given) *Handler {
	key := fmt.Sprint(framework, " ", name, with)
	if h, ok := p.done[key]; ok {
		return h
	}
	var h *Handler
	if f := p.funcs[name]; f != nil && (f.Takes || f.Input != nil && framework == huma) {
		h = p.handler(f, framework, with)
		p.file.handler(h)
		p.use(h)
	}
	p.done[key] = h
	return h
}

func (l locator) handler(h *Handler) {
	for i := range h.Request.Parameters {
		l.place(&h.Request.Parameters[i].At)
		l.shape(&h.Request.Parameters[i].Shape)
	}
	for i := range h.Request.Bodies {
		l.place(&h.Request.Bodies[i].At)
		l.shape(&h.Request.Bodies[i].Shape)
	}
	for i := range h.Response.Answers {
		l.place(&h.Response.Answers[i].At)
		l.shape(&h.Response.Answers[i].Shape)
	}
}

// For returns the handler as one of routes with the method: what the request says
// it is, is not read where it has no body.
func (h *Handler) For(method string) *Handler {
	if method != http.MethodGet && method != http.MethodHead {
		return h
	}
	out := *h
	out.Request.Bodies = slices.DeleteFunc(slices.Clone(h.Request.Bodies), func(b Body) bool { return b.Any })
	out.Request.Parameters = []Param{}
	for _, p := range h.Request.Parameters {
		if p.In == InForm && p.OrQuery {
			p.In, p.OrQuery = InQuery, false
		}
		out.Request.add(p)
	}
	out.Request.sort()
	return &out
}

// use notes the types that a handler speaks of.
func (p *Program) use(h *Handler) {
	for i := range h.Request.Parameters {
		p.mention(&h.Request.Parameters[i].Shape)
	}
	for i := range h.Request.Bodies {
		p.mention(&h.Request.Bodies[i].Shape)
	}
	for i := range h.Response.Answers {
		p.mention(&h.Response.Answers[i].Shape)
	}
}

func (p *Program) mention(s *Shape) {
	if s == nil {
		return
	}
	if s.Kind == Named && !p.used[s.Type] {
		p.used[s.Type] = true
		p.mention(p.Types[s.Type])
	}
	p.mention(s.Elem)
	for i := range s.Fields {
		p.mention(&s.Fields[i].Shape)
	}
}

// Published returns the types that the handlers speak of which have been asked for.
func (p *Program) Published() Types {
	out := Types{}
	for name := range p.used {
		if t := p.Types[name]; t != nil {
			def := *t
			p.file.shape(&def)
			out[name] = &def
		}
	}
	return out
}

// handler runs a function as one that answers a route.
func (p *Program) handler(f *Func, framework string, with []Given) *Handler {
	r := &runner{Program: p, out: &Handler{Request: Request{Parameters: []Param{}, Bodies: []Body{}}, Response: Response{Answers: []Answer{}}}}
	begin := states{{}: true}
	r.finish(f, r.run(f, &env{fn: f.Name, outer: around(with)}, begin, Place{}))
	if f.Input != nil && framework == huma {
		r.typed(f)
	}
	r.settle()
	return r.out
}

// around returns the environment that the functions make.
func around(with []Given) (e *env) {
	for _, g := range with {
		in := &env{fn: g.Func, args: make([][]Value, g.Index+1), outer: e}
		in.args[g.Index] = []Value{{Kind: function, Func: g.Is}}
		e = in
	}
	return e
}

// env is what the parameters of a function are, and those of the functions around
// it.
type env struct {
	fn    string
	args  [][]Value
	types []Shape
	outer *env
}

// state is how far an answer has come.
type state struct {
	status  int // 0: nothing has been said of it, -1: what is not known
	content Content
	sent    bool
	touched bool // what is not followed may have answered
	at      Place
}

type states map[state]bool

// outcome is how far answers have come where a function returns certain results.
type outcome struct {
	results []Truth
	states  states
}

// on returns how far answers have come where the results are what an edge asks for.
func on(list []outcome, e Edge) states {
	out := states{}
	for _, o := range list {
		if e.Is != either && e.Result < len(o.results) && o.results[e.Result] == e.Is.not() {
			continue
		}
		maps.Copy(out, o.states)
	}
	return out
}

// runner follows one handler.
type runner struct {
	*Program
	out   *Handler
	steps int
	stack []string
}

// maxSteps bounds the calls that are followed for one handler, and maxStack how deep
// they go.
const (
	maxSteps = 1500
	maxStack = 24
)

// run follows the events of a function, and returns how far answers have come when
// it returns. at is where the handler calls it, zero for the handler itself.
func (r *runner) run(f *Func, e *env, begin states, at Place) []outcome {
	r.steps++
	if r.steps > maxSteps || len(r.stack) > maxStack || slices.Contains(r.stack, f.Name) {
		r.out.Response.Open = r.out.Response.Open || r.steps > maxSteps
		return []outcome{{states: begin}}
	}
	r.stack = append(r.stack, f.Name)
	defer func() { r.stack = r.stack[:len(r.stack)-1] }()

	for i := range f.Reads {
		r.read(&f.Reads[i], e, at)
	}
	after := make([][]outcome, len(f.Events))
	reach := func(edge Edge) states {
		if edge.If != nil && !r.holds(edge.If, e) {
			return nil
		}
		if edge.Event < 0 {
			return begin
		}
		return on(after[edge.Event], edge)
	}
	seen := make([]int, len(f.Events))
	for changed, rounds := true, 0; changed && rounds < 4; rounds++ {
		changed = false
		for i := range f.Events {
			in := states{}
			for _, edge := range f.Events[i].Before {
				maps.Copy(in, reach(edge))
			}
			if len(in) == 0 || rounds > 0 && len(in) == seen[i] {
				continue
			}
			seen[i] = len(in)
			after[i] = r.step(&f.Events[i], e, in, at)
			changed = true
		}
	}
	var out []outcome
	for _, exit := range f.Exits {
		out = append(out, outcome{exit.Results, reach(exit.Edge)})
	}
	return out
}

// holds reports whether a condition on a parameter can hold.
func (r *runner) holds(c *Condition, e *env) bool {
	given, _, ok := e.lookup(c.Func, c.Index)
	if !ok || len(given) == 0 {
		return true
	}
	for _, v := range given {
		var is string
		switch {
		case v.Kind == number:
			is = strconv.Itoa(v.Int)
		case v.Kind == text:
			is = strconv.Quote(v.Text)
		case v.Kind == nothing:
			is = "nil"
		case c.Text == "nil" && (v.Kind == function || isLiteralValue(v.Shape)):
			is = "something"
		default:
			return true
		}
		if (is == c.Text) == c.Is {
			return true
		}
	}
	return false
}

// isLiteralValue reports whether a shape is one of values that are never nil.
func isLiteralValue(s *Shape) bool {
	return s != nil && !s.Nullable && (s.Kind == Named || s.Kind == Object && s.Type == "" && len(s.Fields) > 0)
}

// step returns how far answers have come behind an event.
func (r *runner) step(ev *Event, e *env, in states, at Place) []outcome {
	if at.Line == 0 {
		at = ev.At
	}
	out := states{}
	switch ev.Kind {
	case heads:
		for _, code := range r.statuses(ev.Status, e) {
			for s := range in {
				if !s.sent {
					s.status, s.at = code, at
				}
				out[s] = true
			}
		}
	case kinds:
		for s := range in {
			if !s.sent {
				s.content = r.contentType(ev.Value, e)
			}
			out[s] = true
		}
	case sends:
		if len(ev.Dest) > 0 && !r.isWriter(ev.Dest, e) {
			return []outcome{{states: in}}
		}
		r.out.Response.Open = r.out.Response.Open || ev.Open
		for s := range in {
			if !s.sent {
				r.send(ev, e, s, at)
			}
		}
		out = gone(in)
	case escapes:
		r.escape()
		out = touched(in)
	case refuses:
		for s := range in {
			if !s.sent {
				r.send(ev, e, s, at)
			}
		}
		return []outcome{{[]Truth{yes}, gone(in)}, {[]Truth{no}, in}}
	case calls:
		list := r.call(ev.Call, e, in, at)
		if ev.Maybe {
			list = append(list, outcome{states: in})
		}
		return list
	}
	if ev.Maybe {
		maps.Copy(out, in)
	}
	return []outcome{{states: out}}
}

// call follows a call.
func (r *runner) call(c *Call, e *env, in states, at Place) (out []outcome) {
	args := make([][]Value, len(c.Args))
	for i, a := range c.Args {
		args[i] = r.resolve(a, e)
	}
	targets := []Value{{Kind: function, Func: c.Func, env: e}}
	if c.Func == "" {
		targets = r.resolve(c.Value, e)
	}
	for _, t := range targets {
		f := r.funcs[t.Func]
		switch {
		case t.Kind == nothing:
			continue
		case t.Kind == function && f != nil:
			inner := &env{fn: t.Func, args: args, outer: t.env}
			if t.Index == 1 && c.Func == "" { // a method value brings its receiver
				inner.args = append([][]Value{t.Args}, args...)
			}
			for _, s := range c.Types {
				inner.types = append(inner.types, r.bound(s, e))
			}
			out = append(out, r.run(f, inner, in, at)...)
		case gives(args):
			r.escape()
			out = append(out, outcome{states: touched(in)})
		default: // what a package that is recorded has no record of does nothing
			r.out.Request.Open = r.out.Request.Open || c.Gives && !r.pkgs[c.Package]
			out = append(out, outcome{states: in})
		}
	}
	if len(out) == 0 {
		return []outcome{{states: in}}
	}
	return out
}

// gives reports whether a response is among the arguments.
func gives(args [][]Value) bool {
	return slices.ContainsFunc(args, func(a []Value) bool {
		return slices.ContainsFunc(a, func(v Value) bool { return v.Kind == writer })
	})
}

// escape records that a call is not followed.
func (r *runner) escape() {
	r.out.Request.Open = true
	r.out.Response.Open = true
}

func gone(in states) states {
	out := states{}
	for s := range in {
		s.sent, s.status, s.content, s.at = true, 0, "", Place{}
		out[s] = true
	}
	return out
}

func touched(in states) states {
	out := states{}
	for s := range in {
		s.touched = true
		out[s] = true
	}
	return out
}

// lookup returns what a parameter is in an environment.
func (e *env) lookup(fn string, index int) ([]Value, *env, bool) {
	for in := e; in != nil; in = in.outer {
		if in.fn == fn && index < len(in.args) && in.args[index] != nil {
			return in.args[index], in, true
		}
	}
	return nil, nil, false
}

// resolve returns values with parameters put in.
func (r *runner) resolve(list []Value, e *env) []Value {
	var out []Value
	for _, v := range list {
		switch v.Kind {
		case param:
			if given, _, ok := e.lookup(v.Func, v.Index); ok {
				out = append(out, r.narrowed(given, v, e)...)
				continue
			}
			v.Kind = unseen
		case function:
			if v.env == nil {
				v.env = e
			}
			v.Args = r.resolve(v.Args, e)
		case encoded, raised:
			v.Args = r.resolve(v.Args, e)
		case result:
			out = append(out, r.returned(v, e)...)
			continue
		}
		if v.Shape != nil {
			s := r.bound(*v.Shape, e)
			v.Shape = &s
		}
		out = append(out, v)
	}
	if len(out) > maxValues {
		return []Value{{}}
	}
	return out
}

// narrowed returns what is given for a parameter with the shape that the parameter
// has, unless that is open.
func (r *runner) narrowed(given []Value, v Value, e *env) []Value {
	if v.Shape == nil || v.Shape.Kind == argument || v.Shape.Kind == Any {
		return given
	}
	shape := r.bound(*v.Shape, e)
	out := make([]Value, len(given))
	for i, g := range given {
		out[i] = g
		if g.Shape == nil || !isLiteral(g.Shape) {
			out[i].Shape = &shape
		}
	}
	return out
}

// returned returns what a call returns, as far as that is an error that is an
// answer, or a number.
func (r *runner) returned(v Value, e *env) []Value {
	f := r.funcs[v.Call.Func]
	if f == nil || len(f.Returns) == 0 || v.Index != f.Results-1 || len(r.stack) > maxStack || slices.Contains(r.stack, "="+f.Name) {
		return []Value{{Shape: v.Shape}}
	}
	r.stack = append(r.stack, "="+f.Name)
	defer func() { r.stack = r.stack[:len(r.stack)-1] }()
	inner := &env{fn: f.Name, outer: e}
	for _, a := range v.Call.Args {
		inner.args = append(inner.args, r.resolve(a, e))
	}
	out := r.resolve(f.Returns, inner)
	for i := range out {
		out[i].Shape = v.Shape
	}
	return out
}

// bound returns a shape with type parameters and arguments put in.
func (r *runner) bound(s Shape, e *env) Shape {
	switch s.Kind {
	case parameter:
		if e != nil && s.Index < len(e.types) {
			t := e.types[s.Index]
			t.Nullable = t.Nullable || s.Nullable
			return t
		}
		return Shape{Kind: Unknown}
	case argument:
		given, in, ok := e.lookup(s.Type, s.Index)
		if !ok || in == nil {
			return Shape{Kind: Any}
		}
		if shape, ok := joinShapes(given); ok {
			if shape.Kind == argument {
				return Shape{Kind: Any}
			}
			return shape
		}
		return Shape{Kind: Any}
	}
	if s.Elem != nil {
		elem := r.bound(*s.Elem, e)
		s.Elem = &elem
	}
	if len(s.Fields) > 0 {
		s.Fields = slices.Clone(s.Fields)
		for i := range s.Fields {
			s.Fields[i].Shape = r.bound(s.Fields[i].Shape, e)
		}
	}
	return s
}

// statuses returns the statuses that values are, -1 for what is not known.
func (r *runner) statuses(list []Value, e *env) []int {
	var codes []int
	for _, v := range r.resolve(list, e) {
		code := -1
		if v.Kind == number && v.Int >= 100 && v.Int < 1000 {
			code = v.Int
		}
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	if len(codes) == 0 {
		return []int{-1}
	}
	return codes
}

// contentType returns the form that a content type names.
func (r *runner) contentType(list []Value, e *env) Content {
	found := Content("")
	for _, v := range r.resolve(list, e) {
		c := OfUnknown
		if v.Kind == text {
			c = contentOf(v.Text)
		}
		if found != "" && found != c {
			return OfUnknown
		}
		found = c
	}
	return cmp.Or(found, OfUnknown)
}

// contentOf returns the form that a media type names.
func contentOf(media string) Content {
	media, _, _ = strings.Cut(strings.ToLower(media), ";")
	media = strings.TrimSpace(media)
	switch {
	case strings.HasSuffix(media, "/json") || strings.HasSuffix(media, "+json"):
		return JSON
	case media == "text/html" || media == "application/xhtml+xml":
		return HTML
	case strings.HasSuffix(media, "/xml") || strings.HasSuffix(media, "+xml"):
		return XML
	case strings.HasSuffix(media, "yaml"):
		return YAML
	case strings.HasPrefix(media, "text/"):
		return Text
	}
	return Binary
}

func (r *runner) isWriter(list []Value, e *env) bool {
	return slices.ContainsFunc(r.resolve(list, e), func(v Value) bool { return v.Kind == writer })
}

// send records an answer.
func (r *runner) send(ev *Event, e *env, s state, at Place) {
	codes := []int{cmp.Or(s.status, http.StatusOK)}
	if len(ev.Status) > 0 {
		codes = r.statuses(ev.Status, e)
	} else if s.at.Line != 0 {
		at = s.at
	}
	values := r.resolve(ev.Value, e)
	for _, code := range codes {
		if ev.Content == None || ev.Content != OfUnknown && len(values) == 0 {
			r.answer(Answer{Status: code, Content: ev.Content, Shape: shapeOfContent(ev.Content), At: at})
			continue
		}
		if len(values) == 0 {
			r.answer(Answer{Status: code, Content: cmp.Or(s.content, OfUnknown), Shape: Shape{Kind: Unknown}, At: at})
		}
		for _, v := range values {
			r.answer(r.answered(v, code, ev.Content, s.content, at))
		}
	}
}

// shapeOfContent returns the shape of what is sent where nothing but its form is
// known.
func shapeOfContent(c Content) Shape {
	switch c {
	case None:
		return Shape{Kind: Null}
	case HTML, Text:
		return Shape{Kind: String}
	}
	return Shape{Kind: Unknown}
}

// answered returns the answer that a value is.
func (r *runner) answered(v Value, code int, content, typed Content, at Place) Answer {
	a := Answer{Status: code, Content: content, Shape: Shape{Kind: Unknown}, At: at}
	switch {
	case content == OfUnknown && v.Kind == encoded:
		a.Content = v.Content
		if shape, ok := joinShapes(v.Args); ok && v.Content == JSON {
			a.Shape = shape
		}
	case content == OfUnknown && typed != "":
		a.Content, a.Shape = typed, shapeOfContent(typed)
	case content == OfUnknown && v.Kind == text:
		a.Content, a.Shape = Text, Shape{Kind: String}
	case content == JSON && v.Shape != nil:
		a.Shape = *v.Shape
	case content != JSON:
		a.Shape = shapeOfContent(content)
	}
	a.Shape.Nullable = false // a pointer that is sent is one to something
	if a.Shape.Kind == argument || a.Shape.Kind == parameter {
		a.Shape = Shape{Kind: Any}
	}
	return a
}

func (r *runner) answer(a Answer) {
	if a.Status < 0 {
		a.Status = 0
		r.out.Response.Open = true
	}
	for i := range r.out.Response.Answers {
		have := &r.out.Response.Answers[i]
		if have.Status == a.Status && have.Content == a.Content && sameShape(&have.Shape, &a.Shape) {
			if comparePlaces(a.At, have.At) < 0 {
				have.At = a.At
			}
			return
		}
	}
	r.out.Response.Answers = append(r.out.Response.Answers, a)
}

// finish records what is answered by returning.
func (r *runner) finish(f *Func, end []outcome) {
	if f.Fails && (f.Context != "" || f.Input != nil) {
		r.raise(f)
	} else if f.Results > 0 { // whoever calls it makes an answer of what it returns
		r.out.Response.Open = true
		r.out.Request.Open = r.out.Request.Open || f.Results > 1
	}
	if f.Input != nil {
		r.out.Response.Open, r.out.Request.Open = true, true
		return
	}
	for _, o := range end {
		silent := f.Results == 0 || f.Fails && f.Context != "" && len(o.results) > 0 && o.results[len(o.results)-1] == no
		for s := range o.states {
			switch {
			case s.sent:
			case s.status != 0:
				r.answer(Answer{Status: s.status, Content: None, Shape: Shape{Kind: Null}, At: s.at})
			case s.touched: // whoever it was handed to may have answered
			case silent:
				r.answer(Answer{Status: http.StatusOK, Content: None, Shape: Shape{Kind: Null}, At: f.At})
			}
		}
	}
}

// raise records the answers that are errors which the handler returns.
func (r *runner) raise(f *Func) {
	for _, v := range r.resolve(f.Returns, &env{fn: f.Name}) {
		switch v.Kind {
		case raised:
			for _, code := range r.statuses(v.Args, nil) {
				r.answer(Answer{Status: code, Content: v.Content, Shape: shapeOfContent(v.Content), At: v.At})
			}
		case nothing:
		default:
			r.out.Response.Open = true
		}
	}
}

// read records what is read.
func (r *runner) read(read *Read, e *env, at Place) {
	if at.Line == 0 {
		at = read.At
	}
	if read.Unseen {
		r.out.Request.Open = true
		return
	}
	if read.Body {
		r.body(read, e, at)
		return
	}
	parts := []In{read.In}
	if len(read.Of) > 0 {
		parts = nil
		for _, v := range r.resolve(read.Of, e) {
			if v.Kind == part && !slices.Contains(parts, v.In) {
				parts = append(parts, v.In)
			}
		}
	}
	shape := read.Shape
	if shape.Kind == String && shape.Format == "" {
		for i := range read.Parsed {
			if s, ok := r.parsing(&read.Parsed[i], 0); ok {
				shape = s
			}
		}
	}
	for _, in := range parts {
		for _, name := range r.resolve(read.Name, e) {
			if name.Kind != text {
				r.out.Request.Open = true
				continue
			}
			r.out.Request.add(Param{Name: name.Text, In: in, OrQuery: read.OrQuery, File: read.File, Shape: shape, At: at})
		}
	}
}

// parsing returns what a function parses a text as that it is given.
func (r *runner) parsing(c *Call, depth int) (Shape, bool) {
	f := r.funcs[c.Func]
	if f == nil || depth > 3 || len(c.Args) >= len(f.Parses) {
		return Shape{}, false
	}
	s := f.Parses[len(c.Args)]
	return s, s.Kind != ""
}

// add adds a parameter, or joins it with the one of its name.
func (r *Request) add(p Param) {
	if name, ok := strings.CutPrefix(p.Name, ":"); ok && p.In == InQuery { // where older routers put what a path holds
		p.In, p.Name = InPath, name
	}
	p.Required = p.Required || p.In == InPath
	for i := range r.Parameters {
		have := &r.Parameters[i]
		if have.Name == p.Name && have.In == p.In {
			if have.Shape.Kind == String && have.Shape.Format == "" {
				have.Shape = p.Shape
			}
			have.OrQuery, have.File, have.Required = have.OrQuery || p.OrQuery, have.File || p.File, have.Required || p.Required
			if comparePlaces(p.At, have.At) < 0 {
				have.At = p.At
			}
			return
		}
	}
	r.Parameters = append(r.Parameters, p)
}

func (r *Request) sort() {
	slices.SortFunc(r.Parameters, func(a, b Param) int { return cmp.Or(cmp.Compare(a.In, b.In), cmp.Compare(a.Name, b.Name)) })
}

// body records that a body, or other parts of a request by what tags say, are
// decoded into a value.
func (r *runner) body(read *Read, e *env, at Place) {
	if len(read.From) > 0 {
		from := r.resolve(read.From, e)
		if !slices.ContainsFunc(from, func(v Value) bool { return v.Kind == body || v.Kind == part }) {
			return
		}
	}
	for _, v := range r.resolve(read.Into, e) {
		shape := Shape{Kind: Unknown}
		if v.Shape != nil {
			shape = *v.Shape
		}
		shape.Nullable = false
		def := &shape
		if shape.Kind == Named && r.Types[shape.Type] != nil {
			def = r.Types[shape.Type]
		}
		for _, t := range def.Tagged {
			for _, k := range read.Keys {
				if k.Key == t.Key {
					r.out.Request.add(Param{Name: t.Name, In: k.In, OrQuery: k.In == InForm && read.Any, Shape: t.Shape, Required: t.Required, At: at})
				}
			}
		}
		if read.Content == "" {
			continue
		}
		if read.Content != JSON {
			shape = Shape{Kind: Unknown, Type: shape.Type}
		}
		b := Body{Content: read.Content, Shape: shape, Any: read.Any, At: at}
		if !slices.ContainsFunc(r.out.Request.Bodies, func(have Body) bool {
			return have.Content == b.Content && sameShape(&have.Shape, &b.Shape)
		}) {
			r.out.Request.Bodies = append(r.out.Request.Bodies, b)
		}
	}
}

// settle sorts what was found.
func (r *runner) settle() {
	r.out.Request.sort()
	slices.SortFunc(r.out.Request.Bodies, func(a, b Body) int {
		return cmp.Or(comparePlaces(a.At, b.At), cmp.Compare(a.Content, b.Content), cmp.Compare(a.Shape.Type, b.Shape.Type))
	})
	slices.SortFunc(r.out.Response.Answers, func(a, b Answer) int {
		return cmp.Or(cmp.Compare(a.Status, b.Status), comparePlaces(a.At, b.At), cmp.Compare(a.Content, b.Content), cmp.Compare(a.Shape.Type, b.Shape.Type), compareShapes(&a.Shape, &b.Shape))
	})
}

func comparePlaces(a, b Place) int {
	return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// sameShape reports whether two shapes are alike, wherever they stand.
func sameShape(a, b *Shape) bool { return compareShapes(a, b) == 0 }

func compareShapes(a, b *Shape) int {
	if a == b {
		return 0
	}
	if a == nil || b == nil {
		return compareBool(a != nil, b != nil)
	}
	if c := cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Format, b.Format), cmp.Compare(a.Type, b.Type), compareBool(a.Nullable, b.Nullable),
		compareBool(a.Open, b.Open), cmp.Compare(a.Index, b.Index), cmp.Compare(len(a.Fields), len(b.Fields)), compareShapes(a.Elem, b.Elem)); c != 0 {
		return c
	}
	for i := range a.Fields {
		x, y := &a.Fields[i], &b.Fields[i]
		if c := cmp.Or(cmp.Compare(x.Name, y.Name), compareBool(x.Optional, y.Optional), compareShapes(&x.Shape, &y.Shape)); c != 0 {
			return c
		}
	}
	return 0
}
