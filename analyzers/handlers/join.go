package handlers

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
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
