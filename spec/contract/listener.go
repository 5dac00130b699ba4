package contract

import (
	"slices"

	"github.com/apiward/apiward/spec/lint"
)

// listener is one address of a service as a document describes it.
type listener struct {
	api  *lint.API
	name string
}

// onListener takes away pairs of an operation with what another address of the service
// answers on its path, as where metrics and probes have one of their own: a document
// describes the address that it has most of. What the same handler answers on several
// is the same.
func onListener(pairs []Pair) []Pair {
	most := map[listener]int{}
	of := map[*lint.Operation][]Pair{}
	several := false
	for _, p := range pairs {
		most[listener{p.API, p.Route.Listener}]++
		of[p.Documented] = append(of[p.Documented], p)
		several = several || p.Route.Listener != pairs[0].Route.Listener
	}
	if !several {
		return pairs
	}
	return slices.DeleteFunc(pairs, func(p Pair) bool {
		return slices.ContainsFunc(of[p.Documented], func(q Pair) bool {
			return q.Route.Listener != p.Route.Listener && q.Route.Handler != p.Route.Handler &&
				most[listener{q.API, q.Route.Listener}] > most[listener{p.API, p.Route.Listener}]
		})
	})
}
