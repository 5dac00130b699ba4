package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/routes"
	"github.com/apiward/apiward/rules/model"
)

// refined returns the walk with all that is told of a route, or of the route that
// a router is made of.
func (t *table) refined(w walk, n *node) walk {
	for _, op := range n.refines {
		if path, whole := t.pathOf(op.Op); path != "" {
			w.prefix = join(w.prefix, path)
			w.partial = w.partial || !whole
			w.below = w.below || op.Below
		}
		if len(op.Args) == 0 {
			continue
		}
		methods, _, whole := t.routeOf(op.Op)
		w.verbs = methods
		w.partial = w.partial || !whole
	}
	return w
}

// allowed returns which of the verbs of a registration get to it.
func (w *walk) allowed(methods []string) []string {
	if len(w.verbs) == 0 || len(methods) == 1 && w.verbs[0] == "ANY" {
		return methods
	}
	if len(methods) == 1 && methods[0] == "ANY" {
		return w.verbs
	}
	return methods
}

// below returns the pattern for all that is below a path.
func below(path string) string {
	if strings.HasSuffix(path, "...}") {
		return path
	}
	return join(path, "/{path...}")
}

// through returns the walk behind a list of middleware, which stands for what
// it leads to: the route is that which led here, if one did.
func (w walk) through(op placed) walk {
	v := w.at(op, w.prefix, true)
	if w.framework != "" {
		v.registered, v.framework, v.excused = w.registered, w.framework, w.excused
	}
	v.method = cmp.Or(w.method, "ANY")
	return v
}

// detached returns the walk at a router that is served by itself, though it was
// made of another: it keeps the paths and verbs that it was made for. Middleware
// of the other is before it where that is a list of middleware itself.
func (t *table) detached(n *node, w walk) walk {
	var line []*node
	for at := n; at.parent != nil && len(line) < maxWalk; at = at.parent {
		at.parent.reached = true
		line = append(line, at)
	}
	for _, at := range slices.Backward(line) {
		w = t.refined(w, at.parent)
		if n.through {
			for _, use := range at.parent.uses {
				w.pending = append(w.pending, t.applied(use, w.prefix))
			}
			w.pending = inherited(w.pending, at.born)
		}
		if !pathless(at.born) {
			path, whole := t.pathOf(at.born.Op)
			w.prefix = join(w.prefix, path)
			w.partial = w.partial || !whole
		}
	}
	return w
}

// pathless reports whether an inline router is made without a path.
func pathless(born placed) bool {
	return born.Path.Kind == routes.Unknown && born.Path.Name == ""
}

// routing returns the node, or, where it routes nothing, the router that is
// behind it.
func (t *table) routing(n *node, depth int) *node {
	if n == nil || !n.through {
		return n
	}
	for _, op := range n.mounts {
		if behind := t.routerBehind(op.Handler, depth+1); behind != nil {
			return behind
		}
	}
	return nil
}

// add adds the middleware of a router to what is pending. Where its order is
// that of the program, whichever part of a router adds it, that of all parts
// comes at once.
func (t *table) add(w *walk, n *node) {
	if w.gathered {
		return
	}
	list := t.stack(n, w.prefix)
	if len(list) == len(n.uses) && !slices.ContainsFunc(list, stacked) {
		w.pending = append(w.pending, list...)
		return
	}
	slices.SortStableFunc(list, func(a, b applied) int { return cmp.Compare(a.seq, b.seq) })
	w.pending = append(w.pending, list...)
	w.gathered = true
}

func stacked(a applied) bool { return a.order == model.Stacked }

// stack returns the middleware of a router and, as far as it is stacked, of its
// inline routers.
func (t *table) stack(n *node, prefix string) []applied {
	var list []applied
	for _, use := range n.uses {
		list = append(list, t.applied(use, prefix))
	}
	for _, child := range n.children {
		if child.born.Order != model.Stacked {
			continue
		}
		path := ""
		if !pathless(child.born) {
			path, _ = t.pathOf(child.born.Op)
		}
		list = append(list, t.stack(child, join(prefix, path))...)
	}
	return list
}

// last lists a middleware that ends every request which gets to it as what it
// is: the handler of all that is below its path.
func (t *table) last(use placed, w walk) {
	if !use.Flat || use.Path.Kind != routes.Const || strings.Trim(use.Path.Name, "/*") == "" {
		return
	}
	if !t.ends(use.Handler) {
		return
	}
	path, whole := t.pathOf(use.Op)
	v := w.at(use, below(join(w.prefix, path)), whole)
	v.method, v.files = "ANY", use.Handler.Known().Files
	t.enter(use.Handler, v)
}

// ends reports whether a middleware hands no request on, or answers with files.
func (t *table) ends(e routes.Expr) bool {
	if e.Kind == routes.Wrap {
		of := e.Known()
		return of.Files || len(e.Args) == 1 && of.Role == model.Other
	}
	info := t.infoOf(e)
	return info != nil && info.Flat != nil && info.Flat.Ends
}
