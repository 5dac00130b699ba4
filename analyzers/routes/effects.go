package routes

import (
	"golang.org/x/tools/go/ssa"
)

// What a function does to its parameters is told to its callers, and of their
// arguments they read only those that the function says something of.

// effects returns the fields of its parameters that fn sets.
func (b *builder) effects(fn *ssa.Function) []Binding {
	var list []Binding
	id := b.flow.ID(fn)
	for i, p := range fn.Params {
		if !pointsToStruct(p) || !b.holds(p.Type(), 0) || b.isRouter(p.Type()) || len(b.events(p)) == 0 {
			continue
		}
		b.here, b.fuel = nil, maxFuel
		obj := b.after(p, Expr{Kind: Param, Func: id, Index: i}, "", 0)
		if obj.Kind != Object {
			continue
		}
		for _, field := range obj.Env {
			if !b.lasting(p.Type(), field.Func) {
				continue
			}
			list = append(list, Binding{Func: field.Func, Index: i, Value: field.Value.bounded()})
		}
	}
	return list
}

// args returns the arguments of a call that the summary of the called function
// says something of.
func (b *builder) args(sum *Summary, values []ssa.Value, depth int) []Expr {
	return b.argsBut(-1, sum, values, depth)
}

// argsBut is as args without the one at an index, which the list has place for.
func (b *builder) argsBut(known int, sum *Summary, values []ssa.Value, depth int) []Expr {
	used := b.used(sum)
	list := make([]Expr, max(len(values), known+1))
	for i, v := range values {
		if used[i] && i != known {
			list[i] = b.read(v, depth).bounded()
		}
	}
	return list
}

// used returns the parameters of a function that its summary mentions.
func (b *builder) used(sum *Summary) map[int]bool {
	used, ok := b.mentions[sum]
	if ok {
		return used
	}
	used = map[int]bool{}
	mark := func(e *Expr) { e.mention(sum.Func, used, 0) }
	for i := range sum.Results {
		mark(&sum.Results[i])
	}
	for _, op := range sum.Ops {
		mark(&op.Router)
		mark(&op.Path)
		mark(&op.Handler)
		for j := range op.Args {
			mark(&op.Args[j])
		}
		for _, part := range []*Expr{op.Around, op.Secured, op.Asked, op.Schemes} {
			if part != nil {
				mark(part)
			}
		}
	}
	if sum.Info != nil {
		for i := range sum.Info.Next {
			mark(&sum.Info.Next[i])
		}
		for i := range sum.Info.Effects {
			mark(&sum.Info.Effects[i].Value)
		}
	}
	if !b.busy[b.byID[sum.Func]] {
		b.mentions[sum] = used
	}
	return used
}

// mention marks the parameters of fn that the expression, or a function in it,
// says something of.
func (e *Expr) mention(fn string, used map[int]bool, depth int) {
	if depth > maxDepth {
		return
	}
	switch e.Kind {
	case Param:
		if e.Func == fn {
			used[e.Index] = true
		}
	case Func:
		if inside(e.Name, fn) && e.Name != fn {
			// A literal may use any of them, be it when it is called.
			for i := range maxDepth {
				used[i] = true
			}
			return
		}
	}
	for i := range e.Args {
		e.Args[i].mention(fn, used, depth+1)
	}
	for i := range e.Env {
		e.Env[i].Value.mention(fn, used, depth+1)
	}
	if e.Library != nil {
		for _, part := range e.Library.parts() {
			if *part != nil {
				(*part).mention(fn, used, depth+1)
			}
		}
	}
}
