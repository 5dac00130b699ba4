package contract

import (
	"strings"

	"github.com/apiward/apiward/spec/lint"
)

// table is a document's operations by the paths that a service would answer
// them on.
type table struct {
	api    *lint.API
	byPath map[string][]*lint.Operation // by template.key
	all    []entry
	paths  map[*lint.Operation][]template
	bases  []template // the base paths in use
}

type entry struct {
	op   *lint.Operation
	path template
}

// bestTable returns the document's operations with the base path under which
// the most routes fit: a service may have the path of the document's servers in
// its routes, or a proxy in front of it may take it off. The policy's base path
// is always in the routes.
func bestTable(v documentView, routes []route) *table {
	with, without := newTable(v, true), newTable(v, false)
	if without.score(routes) > with.score(routes) {
		return without
	}
	return with
}

// newTable returns the operations with or without the path of their servers.
func newTable(v documentView, servers bool) *table {
	t := &table{api: v.api, byPath: map[string][]*lint.Operation{}, paths: map[*lint.Operation][]template{}}
	known := map[string]bool{}
	paths := map[**lint.Server][]string{} // by list: most operations share one
	for _, op := range v.api.Operations {
		if op.Surface != lint.Path {
			continue
		}
		seen := map[string]bool{}
		bases := []string{""}
		if servers && len(op.Servers) > 0 {
			list := &op.Servers[0]
			if paths[list] == nil {
				paths[list] = basePaths(op.Servers)
			}
			bases = paths[list]
		}
		for _, base := range bases {
			base = v.use.BasePath + base
			p := parse(base + "/" + documentedPath(op.Path))
			key := p.key()
			if seen[key] {
				continue
			}
			seen[key] = true
			t.byPath[key] = append(t.byPath[key], op)
			t.all = append(t.all, entry{op, p})
			t.paths[op] = append(t.paths[op], p)
			if !known[base] {
				known[base] = true
				t.bases = append(t.bases, parse(base))
			}
		}
	}
	return t
}

// documentedPath returns the path of an operation without the query and the
// fragment by which some documents tell operations of one path apart.
func documentedPath(path string) string {
	if end := strings.IndexAny(path, "?#"); end >= 0 {
		return path[:end]
	}
	return path
}

// basePaths returns the paths of the servers, each once.
func basePaths(servers []*lint.Server) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range servers {
		if base := s.BasePath(); !seen[base] {
			seen[base] = true
			out = append(out, base)
		}
	}
	return out
}

// score counts the routes that the table has.
func (t *table) score(routes []route) int {
	n := 0
	for _, r := range routes {
		if len(t.find(r, false, nil)) > 0 {
			n++
		}
	}
	return n
}

// find returns the operations that describe a route: on the same path or, for
// wider ones, on paths that the route's parameters and catch-alls stand for and
// that no route has of its own.
func (t *table) find(r route, wider bool, taken map[*lint.Operation]bool) []*lint.Operation {
	var out []*lint.Operation
	if !wider {
		for _, op := range t.byPath[r.path.key()] {
			if answers(r.Method, op.Method) {
				out = append(out, op)
			}
		}
		return out
	}
	if r.path.fixed() {
		return nil
	}
	everything := len(r.path) == 1 && r.path[0].rest
	for _, e := range t.all {
		if everything && len(e.path) > 0 {
			continue // what is left over describes nothing, but for the root itself
		}
		if !taken[e.op] && answers(r.Method, e.op.Method) && compare(r.path, e.path) == covered {
			out = append(out, e.op)
		}
	}
	return out
}

// covering returns the first operation whose path covers that of a route by a
// parameter: the document does not tell the two apart.
func (t *table) covering(r route) *lint.Operation {
	for _, e := range t.all {
		if answers(r.Method, e.op.Method) && compare(e.path, r.path) == covered {
			return e.op
		}
	}
	return nil
}

// inside reports whether a route is below one of the base paths.
func (t *table) inside(p template) bool {
	for _, base := range t.bases {
		if p.has(base) {
			return true
		}
	}
	return len(t.bases) == 0
}

// answers reports whether a route of the method answers the documented one.
// Whoever documents GET has documented HEAD.
func answers(route, documented string) bool {
	return route == documented || route == "ANY" || route == "HEAD" && documented == "GET"
}
