package handlers

import (
	"cmp"
	"slices"
	"strings"
)

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
		b := Body{Content: read.Content, Shape: shape, Any: read.Any, At: at, Unread: r.passedOver(def, "", "", v.Unread, 0)}
		i := slices.IndexFunc(r.out.Request.Bodies, func(have Body) bool { return have.Content == b.Content && sameShape(&have.Shape, &b.Shape) })
		if i < 0 {
			r.out.Request.Bodies = append(r.out.Request.Bodies, b)
			continue
		}
		have := &r.out.Request.Bodies[i]
		have.Unread = slices.DeleteFunc(have.Unread, func(name string) bool { return !slices.Contains(b.Unread, name) })
	}
}

// passedOver returns the names by which fields are sent that nobody looks at, those in
// objects by their path.
func (r *runner) passedOver(s *Shape, goPath, path string, unread []string, depth int) (names []string) {
	if len(unread) == 0 || depth > maxUses {
		return nil
	}
	for i := range s.Fields {
		f := &s.Fields[i]
		at, name := within(goPath, f.Go), within(path, f.Name)
		if slices.ContainsFunc(unread, func(path string) bool { return holds(path, at) }) {
			names = append(names, name)
			continue
		}
		inner := &f.Shape
		if inner.Kind == Named && r.Types[inner.Type] != nil {
			inner = r.Types[inner.Type]
		}
		if slices.ContainsFunc(unread, func(path string) bool { return holds(at, path) }) {
			names = append(names, r.passedOver(inner, at, name, unread, depth+1)...)
		}
	}
	return names
}

// settle sorts what was found.
