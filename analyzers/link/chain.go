package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// applied is a middleware that was added to a router, on its way to the routes
// that it counts for.
type applied struct {
	placed
	order  model.Order
	layers []Layer
	sure   bool   // all of it is known
	below  string // the path that it is for
}

func (t *table) applied(use placed, prefix string) applied {
	a := applied{placed: use, order: use.Order, below: prefix}
	a.layers, a.sure = t.layers(use.Op)
	if path, whole := t.pathOf(use.Op); whole {
		a.below = join(prefix, path)
	}
	return a
}

// meets reports whether the middleware counts for what is registered at a place,
// and whether that is certain. Of what two functions do that nobody is seen to
// call, which comes first is not known.
func (a *applied) meets(at placed) (counts, certain bool) {
	switch {
	case a.order == model.Always, at.Rest && at.Flat && a.order == model.Before:
		return true, true
	case a.root != at.root:
		return true, false
	}
	return a.seq < at.seq, true
}

// inherited returns the middleware that counts for a router that is made out of
// another.
func inherited(list []applied, born placed) []applied {
	if born.Live {
		return list
	}
	var kept []applied
	for _, a := range list {
		if a.order == model.Before {
			counts, certain := a.meets(born)
			if !counts {
				continue
			}
			a = a.settled(certain)
		}
		kept = append(kept, a)
	}
	return kept
}

// settled returns the middleware as one that counts for all that follows.
func (a applied) settled(certain bool) applied {
	a.order = model.Always
	if !certain {
		a.layers = slices.Clone(a.layers)
		for i := range a.layers {
			a.layers[i].doubtful = true
		}
	}
	return a
}

// at returns the walk at one registration, its chain complete as far as the
// router goes.
func (w walk) at(op placed, path string, whole bool) walk {
	w = w.under(op)
	var layers []Layer
	for _, a := range w.pending {
		counts, certain := a.meets(op)
		if !counts || a.order == model.Stacked && !under(path, a.below) {
			continue
		}
		if a.Secured != nil {
			w.secured = a.Secured
		}
		for _, l := range a.settled(certain).layers {
			l.when = unmet(a.When, w.given)
			layers = append(layers, l)
		}
		w.partial, w.unsure = w.partial || !a.sure, w.unsure || !a.sure
	}
	w.add(layers...)
	if op.Secured != nil && (w.secured == nil || op.Secured.Kind != routes.Nil) {
		w.secured = op.Secured
	}
	w.pending = nil
	w.prefix = path
	w.partial = w.partial || !whole
	w.registered, w.framework, w.excused = op.At, cmp.Or(op.Framework, w.framework), op.Excused
	w.keyed = op.Keyed
	return w
}

// add puts layers behind those of the chain.
func (w *walk) add(layers ...Layer) {
	w.chain = slices.Concat(w.chain, layers) // of others, which share the chain so far, it is none
	for i := range layers {
		w.chain[len(w.chain)-1-i].cut = w.cut
	}
}

// under returns the walk at an operation that is done under some conditions.
func (w walk) under(op placed) walk {
	w.conditional = w.conditional || !met(op.When, w.given)
	w.given = append(slices.Clip(w.given), op.When...)
	return w
}

// under reports whether a path is the prefix or below it.
func under(path, prefix string) bool {
	prefix = strings.TrimSuffix(strings.TrimSuffix(prefix, "{path...}"), "/")
	rest, ok := strings.CutPrefix(path, prefix)
	return ok && (rest == "" || rest[0] == '/')
}

// around adds the middleware that a registration puts around its own handler.
func (t *table) around(w *walk, op placed) {
	list := []routes.Expr{*op.Around}
	if known, ok := t.listOf(*op.Around); ok {
		list = known.Args
	}
	for _, mw := range list {
		if mw.Kind == routes.Nil {
			continue
		}
		layers, sure := t.layers(&routes.Op{Handler: mw, At: op.At, Flat: op.Flat})
		w.add(layers...)
		w.partial, w.unsure = w.partial || !sure, w.unsure || !sure
	}
}

// handsOn returns a middleware of a flat chain with those that it hands the
// request to itself.
func (t *table) handsOn(e routes.Expr, info *routes.Handler, at Pos, depth int) (list []Layer, sure bool) {
	flat := info.Flat
	info = info.AsLayer()
	list, sure = []Layer{{Name: e.Name, At: info.At, Role: roleOf(info), info: info}}, true
	if flat == nil {
		return list, sure
	}
	for _, to := range flat.Runs {
		layers, known := t.beside(e.In(to), at, depth+1)
		list, sure = append(list, layers...), sure && known
	}
	var either [][]Layer
	for _, to := range flat.Either {
		layers, known := t.beside(e.In(to), at, depth+1)
		either, sure = append(either, layers), sure && known
	}
	if len(either) > 0 && flat.Skips {
		either = append(either, nil)
	}
	if len(either) > 0 {
		list = append(list, weakest(either)...)
	}
	return list, sure
}

// beside returns what a middleware of a flat chain, or a list of them, puts
// before a handler, and whether all of it is known.
func (t *table) beside(e routes.Expr, at Pos, depth int) ([]Layer, bool) {
	unknown := []Layer{{Name: cmp.Or(e.Name, "a function value"), At: at, Role: model.Unknown}}
	if depth > maxWalk {
		return unknown, false
	}
	e = t.head(e)
	switch e.Kind {
	case routes.Nil:
		return nil, true
	case routes.Func, routes.Object:
		info := t.infoOf(e)
		if info == nil {
			return unknown, false
		}
		if len(info.Returns) > 0 && info.Flat == nil { // of another shape, adapted
			return t.unwrap(routes.Expr{Kind: routes.Apply, Args: []routes.Expr{e, around}, At: at}, at, depth+1)
		}
		return t.handsOn(e, info, at, depth)
	case routes.Wrap:
		return []Layer{t.wrapped(e, at)}, true
	case routes.Apply:
		if applied, ok := t.apply(e); ok {
			return t.beside(applied, at, depth+1)
		}
	case routes.Each:
		unknown[0].Name = "a list of middleware"
	case routes.List:
		if known, ok := t.listOf(e); ok {
			e = known
		}
		var list []Layer
		sure := true
		for _, a := range e.Args {
			layers, known := t.beside(a, at, depth+1)
			list, sure = append(list, layers...), sure && known
		}
		return list, sure
	case routes.Field, routes.Global, routes.Choice:
		alternatives := e.Args
		if e.Kind != routes.Choice {
			alternatives = t.env[e.Name]
		}
		var all [][]Layer
		sure := len(alternatives) > 0
		for _, a := range alternatives {
			layers, known := t.beside(a, at, depth+1)
			all, sure = append(all, layers), sure && known
		}
		if len(all) > 0 {
			return t.least(all, e.Setting), sure
		}
	}
	return unknown, false
}
