package contract

import (
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// Registration is the place where the route is registered, with what answers
// it.
func (o *Operation) Registration() spec.Related {
	message := "the route is registered here"
	if o.Handler != "" {
		message += " and answered by " + o.Handler
	}
	return spec.Related{Range: o.Range(), Message: message}
}

// Description is the place of the operation in the document.
func (p *Pair) Description() spec.Related {
	return spec.Related{Range: p.Documented.Node.KeyRange(), Message: "the operation is described here"}
}

// Causes collects problems of which one cause shows on many routes, and reports
// each once.
type Causes struct {
	order []*spec.Problem
	known map[any]*spec.Problem
	more  map[any]int
	keys  []any
}

// maxUses bounds the places that are named beside a problem.
const maxUses = 5

// Add records a problem of the cause that the key names. For a cause that is
// known only the use is added, and the stronger evidence counts.
func (c *Causes) Add(key any, problem spec.Problem, use ...spec.Related) {
	known := c.known[key]
	if known == nil {
		if c.known == nil {
			c.known, c.more = map[any]*spec.Problem{}, map[any]int{}
		}
		problem.Related = append(problem.Related, use...)
		c.known[key] = &problem
		c.order = append(c.order, &problem)
		c.keys = append(c.keys, key)
		return
	}
	known.Strength = min(known.Strength, problem.Strength)
	if c.more[key]++; c.more[key] < maxUses {
		known.Related = append(known.Related, use...)
	}
}

// Report hands the problems to the pass, in the order of their causes.
func (c *Causes) Report(p *Pass) {
	for i, problem := range c.order {
		if n := c.more[c.keys[i]]; n > 0 {
			problem.Message += ", and so with " + lint.Count(n, "other route")
		}
		p.Report(*problem)
	}
}
