package link

import (
	"slices"

	"github.com/apiward/apiward/analyzers/routes"
)

// Programs keep functions that register routes in tables, and objects that do so
// behind interfaces, and go through them with the router in hand. What these
// register is known where all that they hold is.

// maxCalls bounds calls in calls.
const maxCalls = 6

// called returns the operations with what is called by way of fields, variables
// and interfaces put in the place of the calls. The functions that are called so
// do nothing by themselves.
func (t *table) called(ops []placed) []placed {
	done := map[string]bool{}
	var list []placed
	for _, op := range ops {
		list = append(list, t.calls(op, done, 0)...)
	}
	if len(done) == 0 {
		return ops
	}
	list = slices.DeleteFunc(list, func(op placed) bool { return done[op.root] })
	t.env, t.begins = map[string][]routes.Expr{}, map[string][]routes.Expr{}
	t.keep(list)
	return list
}

// calls returns what one operation comes to, and notes the functions that it calls.
func (t *table) calls(op placed, done map[string]bool, depth int) []placed {
	if op.Kind != routes.Call || depth == maxCalls {
		return []placed{op}
	}
	var list []placed
	for _, one := range op.Expand(func(row routes.Expr) (routes.Expr, bool) { return t.listOf(row.Args[0]) }) {
		one, ok := one.Decide()
		if !ok {
			continue
		}
		for _, fn := range t.held(one.Handler, 0) {
			sum := t.info[fn.Name]
			if fn.Kind != routes.Func || sum == nil || fn.Name == op.root {
				continue
			}
			done[fn.Name] = true
			one.Handler = fn
			for _, inner := range one.Calls(sum, op.root+"@"+op.At.String()) {
				list = append(list, t.calls(placed{Op: inner, pkg: op.pkg, root: op.root}, done, depth+1)...)
			}
		}
	}
	return list
}
