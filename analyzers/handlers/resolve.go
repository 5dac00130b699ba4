package handlers

import (
	"cmp"
	"slices"
	"strings"
)

// lookup returns what a parameter is in an environment.
func (e *env) lookup(fn string, index int) ([]Value, *env, bool) {
	for in := e; in != nil; in = in.outer {
		if in.fn == fn && index < len(in.args) && in.args[index] != nil {
			return in.args[index], in, true
		}
	}
	return nil, nil, false
}

// resolve returns values with parameters put in. Nobody may change them: others have
// the same.
func (r *runner) resolve(list []Value, e *env) (out []Value) {
	if len(list) == 1 { // as most are, for which none is made anew
		out = r.put(list, e)
	} else {
		for i := range list {
			out = append(out, r.put(list[i:i+1], e)...)
		}
	}
	if len(out) > maxValues {
		return []Value{{}}
	}
	return out
}

// put returns what the one value of a list is with parameters put in: the same list
// where it has none.
func (r *runner) put(one []Value, e *env) []Value {
	v, same := one[0], false
	switch v.Kind {
	case param:
		if given, _, ok := e.lookup(v.Func, v.Index); ok {
			return r.narrowed(given, v, e)
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
		return r.returned(v, e)
	default:
		same = true
	}
	if v.Shape != nil {
		v.Shape = r.bound(v.Shape, e)
	}
	if same && v.Shape == one[0].Shape {
		return one
	}
	return []Value{v}
}

// narrowed returns what is given for a parameter with the shape that the parameter
// has, unless that is open.
func (r *runner) narrowed(given []Value, v Value, e *env) []Value {
	if v.Shape == nil || v.Shape.Kind == argument || v.Shape.Kind == Any {
		return given
	}
	shape := r.bound(v.Shape, e)
	out := slices.Clone(given)
	for i, g := range given {
		if g.Shape == nil || !isLiteral(g.Shape) {
			out[i].Shape = shape
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
	out := slices.Clone(r.resolve(f.Returns, inner))
	for i := range out {
		out[i].Shape = v.Shape
	}
	return out
}

// bound returns a shape with type parameters and arguments put in: the same one where
// it has none.
func (r *runner) bound(s *Shape, e *env) *Shape {
	switch s.Kind {
	case parameter:
		if e != nil && s.Index < len(e.types) {
			t := e.types[s.Index]
			t.Nullable = t.Nullable || s.Nullable
			return &t
		}
		return &Shape{Kind: Unknown}
	case argument:
		given, in, ok := e.lookup(s.Type, s.Index)
		if !ok || in == nil {
			return &Shape{Kind: Any}
		}
		if shape, ok := joinShapes(given); ok && shape.Kind != argument {
			return &shape
		}
		return &Shape{Kind: Any}
	}
	elem, fields, changed := s.Elem, s.Fields, false
	if elem != nil {
		elem = r.bound(elem, e)
	}
	for i := range s.Fields {
		own := &s.Fields[i].Shape
		shape := r.bound(own, e)
		if shape == own {
			continue
		}
		if !changed {
			fields, changed = slices.Clone(fields), true
		}
		fields[i].Shape = *shape
	}
	if elem == s.Elem && !changed {
		return s
	}
	with := *s
	with.Elem, with.Fields = elem, fields
	return &with
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
