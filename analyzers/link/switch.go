package link

import (
	"strings"

	"github.com/apiward/apiward/analyzers/routes"
)

// anything reports whether requests get here whatever follows the prefix.
func (w *walk) anything() bool {
	return w.framework == "" && w.prefix == "" || strings.HasSuffix(w.prefix, "{path...}")
}

// branch lists what a handler answers that is a router of its own: it sees the
// path as it is behind what was stripped of it.
func (t *table) branch(e routes.Expr, info *routes.Handler, w walk) {
	within := strings.TrimSuffix(w.prefix, "{path...}")
	for _, b := range info.Branches {
		path := join(w.cut, b.Path)
		if !under(path, within) {
			continue
		}
		v := w
		v.prefix, v.registered = path, b.At
		v.verbs, v.below = nil, false
		if b.Below {
			v.prefix = below(path)
		}
		if b.To.Kind == routes.Unknown {
			t.emit(Layer{Name: e.Name, At: info.At, info: info}, v)
			continue
		}
		v.add(Layer{Name: e.Name, At: info.At, Role: roleOf(info), info: info})
		to := e.In(b.To)
		if t.leadsToRouter(to, 0) {
			v.prefix = w.cut
		}
		t.descend(to, v)
	}
}
