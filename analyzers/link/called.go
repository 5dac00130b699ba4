package link

import (
	"slices"

	"github.com/apiward/apiward/analyzers/routes"
)

// Programs keep functions that register routes in tables, and objects that do so
// behind interfaces, and go through them with the router in hand. What these
// register is known where all that they hold is.

// The bounds of calls in calls, and of how many there are: large programs have some
// hundreds.
const (
	maxCalls  = 6
	maxCalled = 5000
)

// called returns the operations with what is called by way of fields, variables
// and interfaces put in the place of the calls. The functions that are called so
// do nothing by themselves, and nothing to routers that they are not given.
func (t *table) called(ops []placed) []placed {
	c := caller{table: t, list: make([]placed, 0, len(ops)), done: map[string]bool{}}
	for _, op := range ops {
		c.call(op, 0)
	}
	if len(c.done) == 0 {
		return ops
	}
	list := slices.DeleteFunc(c.list, func(op placed) bool {
		return c.done[op.root] || op.Router.Kind == routes.Param && c.done[op.Router.Func]
	})
	t.env, t.begins = map[string][]routes.Expr{}, map[string][]routes.Expr{}
	t.keep(list)
	return list
}

// caller gathers operations, and the functions that they call.
type caller struct {
	*table
	list  []placed
	done  map[string]bool
	under []string // the functions that are being called
	calls int
	cut   bool
}

// tooMany says once that some calls are not followed.
func (c *caller) tooMany(op placed) {
	if !c.cut {
		c.problem(op.At, "functions that tables hold call more than is followed: routes may be missing")
	}
	c.cut = true
}

// call adds what one operation comes to.
func (c *caller) call(op placed, depth int) {
	if op.Kind != routes.Call || depth == maxCalls {
		c.list = append(c.list, op)
		return
	}
	for one := range op.Expand(func(row routes.Expr) (routes.Expr, bool) { return c.listOf(row.Args[0]) }) {
		one, ok := one.Decide()
		if !ok {
			continue
		}
		if one.Handler.Kind == routes.Apply {
			if made, ok := c.returned(one.Handler); ok {
				one.Handler = made
			}
		}
		for _, fn := range c.held(one.Handler, 0) {
			sum := c.info[fn.Name]
			if fn.Kind != routes.Func || sum == nil || fn.Name == op.root || slices.Contains(c.under, fn.Name) {
				continue
			}
			if c.calls++; c.calls > maxCalled {
				c.tooMany(op)
				return
			}
			c.done[fn.Name] = true
			one.Handler = fn
			c.under = append(c.under, fn.Name)
			for _, inner := range one.Calls(sum, op.root+"@"+op.At.String()) {
				c.call(placed{Op: &inner, pkg: op.pkg, root: op.root}, depth+1)
			}
			c.under = c.under[:len(c.under)-1]
		}
	}
}
