package link

import (
	"slices"

	"github.com/apiward/apiward/analyzers/routes"
)

// Texts and lists that the code puts together are put together again here.

// unrolled returns what is done to routers, with what is done to the rows of tables
// that fields and variables hold repeated for each row. What is stored has been noted.
func (t *table) unrolled(ops []placed) []placed {
	var list []placed
	for _, op := range ops {
		if op.Kind == routes.Store {
			continue
		}
		for one := range op.Expand(func(row routes.Expr) (routes.Expr, bool) { return t.listOf(row.Args[0]) }) {
			one.Path = t.textual(one.Path, 0)
			if one, ok := one.Decide(); ok {
				list = append(list, placed{&one, op.pkg, op.root, len(list)})
			}
		}
	}
	return list
}

// textual returns a path with the texts that fields and variables hold put in.
func (t *table) textual(e routes.Expr, depth int) routes.Expr {
	if depth > maxDepth {
		return e
	}
	e = t.head(e)
	switch e.Kind {
	case routes.Global, routes.Field:
		if held := t.env[e.Name]; len(held) == 1 {
			switch text := t.textual(held[0], depth+1); text.Kind {
			case routes.Const, routes.Concat, routes.Choice:
				return text
			}
		}
	case routes.Concat, routes.Computed, routes.Choice:
		args := make([]routes.Expr, len(e.Args))
		for i, a := range e.Args {
			args[i] = t.textual(a, depth+1)
		}
		e.Args = args
		return eitherText(e).Settle()
	}
	return e
}

// eitherText returns a text that is computed of one which may be several as the
// choice between what is computed of each.
func eitherText(e routes.Expr) routes.Expr {
	i := slices.IndexFunc(e.Args, func(a routes.Expr) bool { return a.Kind == routes.Choice })
	if e.Kind != routes.Computed || i < 0 || slices.ContainsFunc(e.Args[i+1:], func(a routes.Expr) bool { return a.Kind == routes.Choice }) {
		return e
	}
	either := routes.Expr{Kind: routes.Choice, At: e.At}
	for _, one := range e.Args[i].Args {
		of := e
		of.Args = slices.Clone(e.Args)
		of.Args[i] = one
		either.Args = append(either.Args, of.Settle())
	}
	return either
}

// maxDepth bounds how far a text is put together of others.
const maxDepth = 12

// listOf returns the list that an expression is, by way of the one field or
// variable that holds it.
func (t *table) listOf(e routes.Expr) (routes.Expr, bool) { return t.read(e, 0) }

func (t *table) read(e routes.Expr, depth int) (routes.Expr, bool) {
	if depth > maxWalk {
		return e, false
	}
	e = t.head(e)
	switch e.Kind {
	case routes.Field, routes.Global:
		return t.kept(e, depth)
	case routes.List:
		parts := slices.Clone(e.Args)
		for i, part := range parts {
			if part.Kind != routes.Each {
				continue
			}
			rows, ok := t.read(part.Args[0], depth+1)
			if !ok {
				return e, false
			}
			part.Args = []routes.Expr{rows, part.Args[1]}
			if parts[i], ok = t.read(part.Settle(), depth+1); !ok {
				return e, false
			}
		}
		e.Args = parts
		e = e.Settle()
	case routes.Each:
		rows, ok := t.read(e.Args[0], depth+1)
		if ok {
			e.Args = []routes.Expr{rows, e.Args[1]}
			return t.read(e.Settle(), depth+1)
		}
	}
	return routes.Known(e)
}

// rowsIn returns what is known of the rows of a list of which not all is: in each of
// those that it may be.
func (t *table) rowsIn(e routes.Expr, depth int) (rows []routes.Expr) {
	if depth > maxDepth {
		return nil
	}
	e = t.head(e)
	of := e.Args
	switch e.Kind {
	case routes.Field, routes.Global:
		of = t.env[e.Name]
	case routes.Choice:
	case routes.List:
		for _, a := range e.Args {
			if a.Kind == routes.Each {
				rows = append(rows, t.rowsIn(a.Args[0], depth+1)...)
			} else if a.Kind != routes.Unknown {
				rows = append(rows, a)
			}
		}
		return rows
	default:
		return nil
	}
	for _, a := range of {
		rows = append(rows, t.rowsIn(a, depth+1)...)
	}
	return rows
}

// kept returns the list that a field or variable holds: what it is made as, and
// what is appended to it wherever that is.
func (t *table) kept(at routes.Expr, depth int) (routes.Expr, bool) {
	var first []routes.Expr
	list := routes.Expr{Kind: routes.List, At: at.At}
	for _, held := range t.env[at.Name] {
		if held.Kind == routes.Nil {
			continue
		}
		rest, grows := appended(held, at)
		if !grows {
			first = append(first, held)
			continue
		}
		more, ok := t.read(rest, depth+1)
		if !ok {
			return at, false
		}
		list.Args = append(list.Args, more.Args...)
	}
	switch len(first) {
	case 0:
		return list, len(list.Args) > 0
	case 1:
		made, ok := t.read(first[0], depth+1)
		if !ok {
			return at, false
		}
		list.Args = append(slices.Clone(made.Args), list.Args...)
		return list, true
	}
	return at, false
}

// appended returns what a value adds to what a field or variable held before.
func appended(held, at routes.Expr) (routes.Expr, bool) {
	if held.Kind != routes.List || len(held.Args) == 0 || held.Args[0].Kind != routes.Each {
		return held, false
	}
	self := held.Args[0].Args[0]
	if self.IsField() {
		self = self.Anywhere()
	}
	if self.Kind != at.Kind || self.Name != at.Name {
		return held, false
	}
	held.Args = held.Args[1:]
	return held, true
}

func isList(e routes.Expr) bool { return e.Kind == routes.List }

// ground returns a field of a struct as what it holds, or, where nobody is seen to
// make the struct, as any field of that type.
func (t *table) ground(e routes.Expr) routes.Expr {
	if e.Kind != routes.Select || len(e.Args) != 1 {
		return e
	}
	base := t.head(e.Args[0])
	for range maxWalk {
		if base.Kind != routes.Field && base.Kind != routes.Global || len(t.env[base.Name]) != 1 {
			break
		}
		base = t.head(t.env[base.Name][0])
	}
	if base.Kind == routes.Row || base.Kind == routes.Select && !base.IsField() {
		return e
	}
	e.Args = []routes.Expr{base}
	if e = e.Settle(); e.Kind == routes.Select && e.IsField() {
		return e.Anywhere()
	}
	return e
}
