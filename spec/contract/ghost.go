package contract

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/spec/lint"
)

// answeredBy returns the operations of the documents that any service has.
func answeredBy(list []*Comparison) map[*lint.Operation]bool {
	answered := map[*lint.Operation]bool{}
	for _, c := range list {
		for _, p := range c.Pairs {
			answered[p.Documented] = true
		}
	}
	return answered
}

// haunt finds the operations of the documents that no route answers. A document
// that describes no service at hand has none: its service is elsewhere.
func haunt(list []*Comparison, views []documentView, code Code, answered map[*lint.Operation]bool) {
	parts := partsOf(list)
	for _, v := range views {
		best := described(list, parts, v.api)
		if best == nil {
			continue
		}
		total, ghosts := 0, []Ghost(nil)
		for _, op := range v.api.Operations {
			if op.Surface != lint.Path {
				continue
			}
			total++
			if !answered[op] {
				ghosts = append(ghosts, Ghost{Documented: op, API: v.api, Doubt: elsewhere(op)})
			}
		}
		foreign := 0 // operations on paths of which nothing is here
		for i := range ghosts {
			for _, c := range list {
				c.look(&ghosts[i])
			}
			if len(ghosts[i].SamePath) == 0 && !ghosts[i].likely {
				foreign++
			}
		}
		ghosts = slices.DeleteFunc(ghosts, func(g Ghost) bool { return g.likely })
		for i := range ghosts {
			switch g := &ghosts[i]; {
			case g.Doubt != "":
			case code.Unresolved > 0:
				g.Doubt = lint.Count(code.Unresolved, "registration") + " could not be read, and one of them may be it"
			case len(v.use.Serves) == 0 && len(g.SamePath) == 0 && 4*foreign > 3*total:
				g.Doubt = fmt.Sprintf("only %d of the document's %d operations are answered here, and another service may have the others", total-len(ghosts), total)
			}
		}
		for i := range ghosts {
			ghosts[i].Near = best.near(&ghosts[i])
		}
		best.Ghosts = append(best.Ghosts, ghosts...)
	}
}

// described returns the comparison with the most of a document, nil where none
// has anything of it that not every service has.
func described(list []*Comparison, parts []map[*lint.API]part, api *lint.API) (best *Comparison) {
	var most part
	for i, c := range list {
		if p := parts[i][api]; p.compare(most) > 0 {
			best, most = c, p
		}
	}
	return best
}

// near returns the first of the routes that share the most first segments with an
// operation, nil where the service has none whose path is known.
func (c *Comparison) near(g *Ghost) (near *Operation) {
	most := -1
	for _, t := range c.tables {
		for _, path := range t.paths[g.Documented] {
			for _, r := range c.routes {
				n := 0
				for n < min(len(path), len(r.path)) && path[n] == r.path[n] {
					n++
				}
				if n > most && !r.Implied {
					near, most = r.Operation, n
				}
			}
		}
	}
	return near
}

// elsewhere says why an operation may be answered by something that is no route.
func elsewhere(op *lint.Operation) string {
	switch {
	case len(op.Servers) > 0 && (op.Servers[0].Origin == lint.AtOperation || op.Servers[0].Origin == lint.AtPath):
		return "it has a server of its own"
	case op.Gateway:
		return "the document has settings of a gateway, which may answer it"
	case op.Node.Field("x-internal").True() || op.Item.Field("x-internal").True():
		return "it is marked as internal"
	}
	return ""
}

// look adds what a service has that may be the operation after all, and the
// routes on its path.
func (c *Comparison) look(g *Ghost) {
	for _, t := range c.tables {
		if t.api != g.API {
			continue
		}
		for _, path := range t.paths[g.Documented] {
			c.lookAt(g, path)
		}
	}
}

func (c *Comparison) lookAt(g *Ghost, path template) {
	key := path.key()
	for _, r := range c.routes {
		switch fits := compare(r.path, path) != apart; {
		case r.path.key() == key && !r.Implied && r.Method != "OPTIONS":
			g.SamePath = append(g.SamePath, r.Operation)
		case g.Doubt != "" || !fits && !r.Partial:
		case fits && r.Method == "ANY":
			g.Doubt = r.Operation.String() + " takes requests for it"
		case r.Partial && answers(r.Method, g.Documented.Method) && len(r.path) > 0 && path.ends(r.path):
			g.Doubt = "what stands before the path of " + r.Operation.String() + " is not wholly known"
		}
	}
	for _, op := range c.unclear {
		if prefix, rest, ok := strings.Cut(op.Path, unresolved); ok && prefix == "" && op.Method == g.Documented.Method && parse(rest).key() == key {
			g.likely = true // it is all there, behind a base path that may be none
		}
		if g.Doubt == "" && answers(op.Method, g.Documented.Method) && mayBe(op.Path, path) {
			g.Doubt = "the path of " + op.String() + " is not wholly known"
		}
	}
}

// ends reports whether t ends as the other path does.
func (t template) ends(end template) bool {
	return len(end) <= len(t) && t[len(t)-len(end):].has(end)
}

// mayBe reports whether a path with unresolved pieces can be the documented one:
// what is known of it is there, in order, from the beginning to the end.
func mayBe(open string, documented template) bool {
	rest := documented.key() + "/"
	pieces := strings.Split(open, unresolved)
	for i, piece := range pieces {
		known := ""
		for _, s := range parse(piece) {
			known += "/" + s.text
		}
		if !strings.HasPrefix(piece, "/") {
			known = strings.TrimPrefix(known, "/")
		}
		switch {
		case i == 0:
			var ok bool
			if rest, ok = strings.CutPrefix(rest, known); !ok {
				return false
			}
		case i == len(pieces)-1:
			return strings.HasSuffix(rest, known+"/")
		default:
			_, after, ok := strings.Cut(rest, known)
			if !ok {
				return false
			}
			rest = after
		}
	}
	return true
}
