package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// Middleware that is made by functions, taken from lists or chosen by settings is
// one layer of a chain for each function that requests pass.

// layers returns what a middleware puts around a handler, outermost first, and
// whether all of it is known.
func (t *table) layers(use *routes.Op) (list []Layer, sure bool) {
	mw := use.Handler
	if mw.Kind == routes.Row && strings.HasPrefix(mw.Name, "...") {
		mw = mw.Args[0] // a list, one of several
	}
	switch {
	case use.Flat:
		list, sure = t.beside(mw, use.At, 0)
	case mw.Kind == routes.Choice && slices.ContainsFunc(mw.Args, isList):
		list, sure = t.unwrap(routes.Expr{Kind: routes.Fold, Name: "last first", Args: []routes.Expr{mw, around}, At: use.At}.Settle(), use.At, 0)
	default:
		args := make([]routes.Expr, use.Handed+2)
		args[0], args[use.Handed+1] = mw, around
		list, sure = t.unwrap(routes.Expr{Kind: routes.Apply, Args: args, At: use.At}, use.At, 0)
	}
	for i := range list {
		list[i].put = use.At
	}
	return list, sure
}

func (t *table) unwrap(e routes.Expr, at Pos, depth int) ([]Layer, bool) {
	unknown := []Layer{{Name: cmp.Or(e.Name, "a function value"), At: at, Role: model.Unknown}}
	if depth > maxWalk {
		return unknown, false
	}
	e = t.head(e)
	switch e.Kind {
	case routes.Const:
		return nil, true
	case routes.Apply:
		if use := t.head(e.Args[0]); use.Kind == routes.Choice {
			return t.choose(use, e, depth)
		}
		if applied, ok := t.apply(e); ok {
			return t.unwrap(applied, at, depth+1)
		}
		unknown[0].Name = cmp.Or(e.Args[0].Name, unknown[0].Name)
		return unknown, false
	case routes.Fold:
		if list, ok := t.listOf(e.Args[0]); ok {
			e.Args = slices.Concat([]routes.Expr{list}, e.Args[1:])
			return t.unwrap(e.Settle(), at, depth+1)
		}
		unknown[0].Name = "a list of middleware"
		inner, _ := t.unwrap(e.Args[1], at, depth+1)
		return append(unknown, inner...), false
	case routes.Choice:
		var alternatives [][]Layer
		for _, a := range e.Args {
			layers, _ := t.unwrap(a, at, depth+1)
			alternatives = append(alternatives, layers)
		}
		return t.least(alternatives, e.Setting), true
	case routes.Wrap:
		if len(e.Args) == 0 {
			return unknown, false
		}
		inner, sure := t.unwrap(e.Args[0], at, depth+1)
		return append([]Layer{t.wrapped(e, at)}, inner...), sure
	case routes.Asked:
		layers, sure := t.asking(e, call{at: at}, cmp.Or(e.At, at), depth+1)
		if len(e.Args) < 2 {
			return layers, false
		}
		inner, known := t.unwrap(e.Args[1], at, depth+1)
		return append(layers, inner...), sure && known
	case routes.Func, routes.Object:
		info := t.infoOf(e)
		if info == nil {
			return unknown, false
		}
		layer := []Layer{{Name: e.Name, At: info.At, Role: roleOf(info), info: info, env: e.Env}}
		if len(info.Next) == 0 {
			return layer, true
		}
		// A middleware can answer some requests by a handler of its own, and hand on
		// others by more than one way. Those count that lead on to what it was put
		// around.
		var ways []way
		var inner []Layer
		for _, next := range distinct(info.Next) {
			taken := info.Way(next)
			next = e.In(next)
			layers, known := t.unwrap(next, at, depth+1)
			if known && leadsOn(&next) {
				ways = append(ways, way{taken, layers})
			} else if known && inner == nil {
				inner = layers
			}
		}
		switch {
		case len(ways) == 1:
			return append(layer, ways[0].layers...), true
		case len(ways) > 0:
			return append(layer, between(ways)), true
		case inner != nil:
			return append(layer, inner...), true
		}
		first, _ := t.unwrap(e.In(info.Next[0]), at, depth+1)
		return append(layer, first...), false
	}
	return unknown, false
}

// around stands for the handler that a middleware is put around.
var around = routes.Expr{Kind: routes.Const, Name: "\x00hole"}

// leadsOn reports whether an expression leads to the handler that a middleware is
// put around.
func leadsOn(e *routes.Expr) bool {
	if e.Kind == around.Kind && e.Name == around.Name {
		return true
	}
	return slices.ContainsFunc(e.Args, func(a routes.Expr) bool { return leadsOn(&a) }) ||
		slices.ContainsFunc(e.Env, func(b routes.Binding) bool { return leadsOn(&b.Value) })
}

// choose returns the layers of a middleware that is one of several.
func (t *table) choose(use, e routes.Expr, depth int) ([]Layer, bool) {
	var alternatives [][]Layer
	for _, mw := range use.Args {
		args := append([]routes.Expr{mw}, e.Args[1:]...)
		layers, _ := t.unwrap(routes.Expr{Kind: routes.Apply, Args: args, At: e.At}, e.At, depth+1)
		alternatives = append(alternatives, layers)
	}
	return t.least(alternatives, use.Setting), true
}

// weakest returns the alternative that proves least: what a configuration can
// switch off does not guard. A guard that another alternative has is kept as
// one that is not always there, and so is what is not known.
func weakest(alternatives [][]Layer) []Layer { return weakestBy(worth, alternatives) }

// weakestBy is as weakest, where what alternatives are worth is known better.
func weakestBy(worth func([]Layer) int, alternatives [][]Layer) []Layer {
	var best, most []Layer
	for i, layers := range alternatives {
		if i == 0 || cmp.Or(cmp.Compare(worth(layers), worth(best)), cmp.Compare(guards(layers), guards(best))) < 0 {
			best = layers
		}
		if guards(layers) > guards(most) {
			most = layers
		}
	}
	if guards(best) > 0 {
		return best
	}
	best = slices.Clone(best)
	for _, l := range most {
		switch l.Role {
		case model.Auth:
			best = append(best, l.sometimes())
		case model.Unknown:
			best = append(best, l)
		}
	}
	return best
}

// worth says how much one of several alternatives asks of strangers, by the best of its
// guards.
func worth(layers []Layer) int {
	const nothing, something, unread, switched, exempting, all = 0, 1, 2, 3, 4, 5
	most := nothing
	for i := range layers {
		l := &layers[i]
		is := nothing
		switch {
		case l.ways != nil:
			var inner [][]Layer
			for _, w := range l.ways {
				inner = append(inner, w.layers)
			}
			is = worth(weakest(inner))
		case l.Role == model.Unknown:
			is = unread
		case l.Role != model.Auth:
		case l.info == nil && !l.some:
			is = all
		case l.info == nil:
			is = something
		default:
			switch g := &l.info.Guard; {
			case g.State == routes.Required && g.Lets == nil:
				is = all
			case g.State == routes.Required:
				is = exempting
			case l.on != nil || g.On != nil:
				is = switched
			case g.State == routes.Unclear:
				is = unread
			case g.State == routes.Optional || g.Lets != nil:
				is = something
			}
		}
		most = max(most, is)
	}
	return most
}

// exempts reports whether one of the layers lets some routes by.
func exempts(layers []Layer) bool {
	return slices.ContainsFunc(layers, func(l Layer) bool { return l.info != nil && l.info.Guard.Lets != nil })
}

func guards(layers []Layer) int {
	n := 0
	for _, l := range layers {
		switch l.Role {
		case model.Auth:
			n += 2
		case model.Unknown:
			n++
		}
	}
	return n
}
