package link

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/routes"
)

// head returns e with what the program knows by now put in where it begins: the
// method that stands behind an interface, the value that another one takes the
// place of where it is nil, a field of a struct that was built elsewhere.
func (t *table) head(e routes.Expr) routes.Expr {
	for range maxWalk {
		var next routes.Expr
		switch e.Kind {
		case routes.Select:
			next = t.ground(e)
		case routes.Else:
			next = t.otherwise(e)
		case routes.Chosen:
			next = routes.Expr{Kind: routes.Choice, Args: e.Args[1:], Setting: e.Args[0].Setting, At: e.At}
		case routes.Method:
			next = t.method(e)
		default:
			return e
		}
		if next.Kind == e.Kind {
			return next
		}
		e = next
	}
	return e
}

// otherwise decides between a value and what stands in for it: nothing that is
// stored is nil.
func (t *table) otherwise(e routes.Expr) routes.Expr {
	given := t.head(e.Args[0])
	switch given.Kind {
	case routes.Nil:
		return t.head(e.Args[1])
	case routes.Field, routes.Global:
		if len(t.env[given.Name]) == 0 && t.nodes[given.Name] == nil {
			return t.head(e.Args[1])
		}
	}
	return given
}

// method returns the function that a method of an interface is, or the choice
// between those that it can be; e itself where none is known.
func (t *table) method(e routes.Expr) routes.Expr {
	var found []routes.Expr
	for _, on := range t.held(e.Args[0], 0) {
		if fn, ok := t.implementation(e, on); ok && !slices.ContainsFunc(found, func(have routes.Expr) bool { return have.Kind == fn.Kind && have.Name == fn.Name }) {
			found = append(found, fn)
		}
	}
	if len(found) == 0 {
		// Where one type alone is put behind the interface, it is that.
		if list := t.values.converted(e.Func); len(list) == 1 {
			if fn, ok := t.implementation(e, routes.Expr{Kind: routes.Object, Type: list[0].Type}); ok {
				found = append(found, fn)
			}
		}
	}
	switch len(found) {
	case 0:
		return e
	case 1:
		return found[0]
	}
	return routes.Expr{Kind: routes.Choice, Args: found, At: e.At}
}

// held returns the values that an expression can be, by way of the fields and
// variables that hold them.
func (t *table) held(e routes.Expr, depth int) []routes.Expr {
	e = t.head(e)
	if depth > maxWalk {
		return nil
	}
	var list []routes.Expr
	switch e.Kind {
	case routes.Field, routes.Global:
		values := t.env[e.Name]
		if begins := t.begins[e.Name]; len(begins) < len(values) {
			values = slices.DeleteFunc(slices.Clone(values), func(v routes.Expr) bool { return slices.ContainsFunc(begins, v.Equal) })
		}
		for _, v := range values {
			list = append(list, t.held(v, depth+1)...)
		}
	case routes.Choice:
		for _, v := range e.Args {
			list = append(list, t.held(v, depth+1)...)
		}
	default:
		list = []routes.Expr{e}
	}
	return list
}

// implementation returns the function that answers a call of the method e on a
// value.
func (t *table) implementation(e, on routes.Expr) (routes.Expr, bool) {
	switch on.Kind {
	case routes.Func, routes.Wrap:
		return on, true // a function with a method that calls it
	case routes.Object:
		for _, conv := range t.values.converted(e.Func) {
			if conv.Type != on.Type {
				continue
			}
			name := implements(conv, e.Name)
			if name == "" {
				return routes.Expr{}, false
			}
			fn := routes.Expr{Kind: routes.Func, Name: name, At: on.At, Env: []routes.Binding{{Func: name, Value: on}}}
			if sum := t.info[name]; sum != nil {
				fn.Info, fn.At = sum.Info, sum.At
			} else if sum := t.values.byFunc[name]; sum != nil {
				fn.At = sum.At
			}
			if fn.Info == nil && t.view == Local {
				t.beyond[name] = true
			}
			return fn, true
		}
	}
	return routes.Expr{}, false
}

// leaves reports whether a handler leaves the answer to a method of an
// interface, and whether it is known what stands behind that.
func (t *table) leaves(e routes.Expr, info *routes.Handler) (leaves, known bool) {
	if len(info.Next) != 1 {
		return false, false
	}
	next := info.Next[0]
	if next.Kind == routes.List && len(next.Args) > 0 {
		next = next.Args[len(next.Args)-1]
	}
	if next.Kind != routes.Method {
		return false, false
	}
	return true, t.head(e.In(next)).Kind != routes.Method
}

// outermost returns the declared function that a literal stands in.
func outermost(fn string) string {
	name, _, _ := strings.Cut(fn, "$")
	return name
}

// keep notes what fields and variables hold. What is stored only where there is
// nothing counts where nothing else is.
func (t *table) keep(ops []placed) {
	said := map[string][]routes.Expr{} // as it was stored: several programs can come to one store
	for _, spare := range []bool{false, true} {
		filled := map[string]bool{}
		for name := range t.env {
			filled[name] = true
		}
		for _, op := range ops {
			if op.Kind != routes.Store || (op.Spare == routes.Filling) != spare || spare && filled[op.Router.Name] {
				continue
			}
			if slices.ContainsFunc(t.env[op.Router.Name], op.Handler.Equal) || op.Router.Kind == routes.Global && slices.ContainsFunc(said[op.Router.Name], op.Handler.Equal) {
				continue
			}
			said[op.Router.Name] = append(said[op.Router.Name], op.Handler)
			if was := t.env[op.Router.Name]; len(was) > 0 && op.Router.Kind == routes.Global && op.Handler.Kind != routes.List {
				one := was[0]
				if len(was) > 1 {
					one = routes.Expr{Kind: routes.Choice, Args: was, At: op.At}
				}
				if around, ok := op.Handler.Before(op.Router, one); ok { // as it was, with something around
					t.env[op.Router.Name] = []routes.Expr{around}
					continue
				}
			}
			t.env[op.Router.Name] = append(t.env[op.Router.Name], op.Handler)
			if op.Spare == routes.Begins {
				t.begins[op.Router.Name] = append(t.begins[op.Router.Name], op.Handler)
			}
		}
	}
}

// possible returns the alternatives that can be: a function that nothing is seen
// to be stored for is never called, where the program is whole.
func (t *table) possible(list []routes.Expr) []routes.Expr {
	if t.view != Whole {
		return list
	}
	left := slices.DeleteFunc(slices.Clone(list), func(e routes.Expr) bool {
		if e.Kind != routes.Apply {
			return false
		}
		fn := t.head(e.Args[0])
		return fn.Kind == routes.Nil || fn.Kind == routes.Field && len(t.env[fn.Name]) == 0
	})
	if len(left) == 0 {
		return list
	}
	return left
}

// word returns the one text that an expression can be, by way of the fields and
// variables that hold it.
func (t *table) word(e routes.Expr) routes.Expr {
	var words []routes.Expr
	for _, v := range t.held(e, 0) {
		if v.Kind != routes.Nil && v.Kind != routes.Param && !slices.ContainsFunc(words, v.Equal) {
			words = append(words, v)
		}
	}
	switch {
	case len(words) == 1 && words[0].Kind == routes.Const:
		return words[0]
	case len(words) == 0 && e.IsField():
		return t.word(e.Anywhere())
	case len(words) > 1:
		return routes.Expr{Kind: routes.Choice, Args: words, At: e.At}
	}
	return e
}

// either goes from one of several handlers to what it leads to. What only some of
// them lead to is conditional.
func (t *table) either(list []routes.Expr, by *routes.Setting, w walk) {
	type key struct {
		service, method, path string
		registered            Pos
	}
	of := func(e *Endpoint) key { return key{e.Service, e.Method, e.Path, e.Registered} }
	first, outer := len(t.list), w.by
	in := map[key]int{} // how many of them lead there
	for i, e := range list {
		from := len(t.list)
		if w.by = nil; by != nil && len(list) == 2 {
			off := *by
			if i == 1 {
				off = off.Otherwise()
			}
			if told, ok := t.lasting([]routes.Setting{off}); ok {
				w.by = &told[0]
			}
		}
		t.descend(e, w)
		seen := map[key]bool{}
		for i := range t.list[from:] {
			if k := of(&t.list[from+i]); !seen[k] {
				seen[k] = true
				in[k]++
			}
		}
	}
	for i := range t.list[first:] {
		if e := &t.list[first+i]; in[of(e)] < len(list) {
			e.Conditional = true
		}
	}
	if outer == nil {
		return
	}
	// What stands around is chosen by another setting, whatever comes of this one.
	slices.SortStableFunc(t.list[first:], inOrder)
	t.list = append(t.list[:first], joined(t.list[first:])...)
	for i := range t.list[first:] {
		t.list[first+i].by = outer
	}
}
