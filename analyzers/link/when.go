package link

import (
	"reflect"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/routes"
)

// met reports whether conditions hold wherever the given ones do.
func met(when, given []string) bool { return len(unmet(when, given)) == 0 }

// unmet returns the conditions that are not among the given ones.
func unmet(when, given []string) []string {
	return slices.DeleteFunc(slices.Clone(when), func(c string) bool { return slices.Contains(given, c) })
}

// shared returns the conditions that are in every list.
func shared(lists [][]string) []string {
	if len(lists) == 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(lists[0]), func(c string) bool {
		return slices.ContainsFunc(lists[1:], func(l []string) bool { return !slices.Contains(l, c) })
	})
}

// exhaustive reports whether one of the lists of conditions holds in any case:
// what both sides of a branch do is done.
func exhaustive(lists [][]string) bool {
	branch := ""
	for _, list := range lists {
		if len(list) == 0 {
			return true
		}
		for _, side := range sides {
			if at, ok := strings.CutSuffix(list[0], side); ok && branch == "" {
				branch = at
			}
		}
	}
	if branch == "" || len(lists) > maxSides {
		return false
	}
	for _, other := range sides {
		var rest [][]string
		for _, list := range lists {
			if !slices.Contains(list, branch+other) {
				rest = append(rest, unmet(list, []string{branch + sides[0], branch + sides[1]}))
			}
		}
		if !exhaustive(rest) {
			return false
		}
	}
	return true
}

// sides end the names of the conditions that one branch decides.
var sides = [2]string{"/0", "/1"}

// maxSides bounds how many lists of conditions are put together.
const maxSides = 12

// givenAt returns the conditions under which all that the function of a serving
// call serves is served, and whether this handler is served in all those cases.
func (t *table) givenAt(op placed) (given []string, always bool) {
	var all, same [][]string
	for _, other := range t.served[op.root] {
		all = append(all, other.When)
	}
	given = shared(all)
	for _, other := range t.served[op.root] {
		if reflect.DeepEqual(other.Handler, op.Handler) && reflect.DeepEqual(other.Router, op.Router) {
			same = append(same, unmet(other.When, given))
		}
	}
	// Of several listeners for one handler, one is meant to be there.
	return append(slices.Clip(given), op.When...), len(same) > 1 || exhaustive(same)
}

// together returns the conditions that all that is done to a router have in
// common: those under which it is there at all.
func together(n *node) []string {
	var lists [][]string
	for _, op := range slices.Concat(n.routes, n.mounts) {
		lists = append(lists, op.When)
	}
	for _, child := range n.children {
		lists = append(lists, child.born.When)
	}
	return shared(lists)
}

func serving(ops []placed) map[string][]placed {
	byRoot := map[string][]placed{}
	for _, op := range ops {
		if op.Kind == routes.Serve {
			byRoot[op.root] = append(byRoot[op.root], op)
		}
	}
	return byRoot
}
