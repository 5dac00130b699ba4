package main

import (
	"go/types"
	"slices"

	"github.com/apiward/apiward/analyzers"
	"github.com/apiward/apiward/rules/model"
)

// knowledge is what is known of libraries, by symbol.
type knowledge struct {
	sources    map[string]model.Source
	sinks      map[string][]model.Sink
	limiters   map[string]model.Limiter
	ordered    map[string]model.Router // types of routers on which the order of middleware counts
	sanitizers map[string]bool         // for the text of statements
	pure       map[string]bool         // symbols, and packages as "path.*"
	requests   map[string]bool         // types
	told       map[string]bool         // errors that say nothing of the inside, as pure
}

func newKnowledge() *knowledge {
	k := &knowledge{
		sources: map[string]model.Source{}, sinks: map[string][]model.Sink{}, limiters: map[string]model.Limiter{},
		ordered: map[string]model.Router{}, sanitizers: map[string]bool{}, pure: map[string]bool{}, requests: map[string]bool{}, told: map[string]bool{},
	}
	for _, l := range analyzers.Libraries() {
		at := func(symbol string) string { return l.Path + "." + symbol }
		for _, s := range l.Sources {
			k.sources[at(s.Symbol)] = s
			k.told[at(s.Symbol)] = true // it says what is wrong with the request
		}
		for _, s := range l.Sinks {
			k.sinks[at(s.Symbol)] = append(k.sinks[at(s.Symbol)], s)
			if s.Kind == model.BodyRead {
				k.told[at(s.Symbol)] = true
			}
		}
		for _, s := range l.Limiters {
			k.limiters[at(s.Symbol)] = s
		}
		for _, s := range l.Sanitizers {
			if len(s.For) == 0 || slices.Contains(s.For, model.SQL) {
				k.sanitizers[at(s.Symbol)] = true
			}
		}
		for _, r := range l.Routers {
			for _, name := range r.Types {
				if r.Order != model.Always {
					k.ordered[at(name)] = r
				}
			}
		}
		for _, s := range l.Requests {
			k.requests[at(s)] = true
		}
		for _, s := range l.Pure {
			k.pure[at(s)] = true
		}
		for _, s := range slices.Concat(l.PublicErrors, l.ReadErrors) {
			k.told[at(s)] = true
		}
	}
	return k
}

// sink returns the sink of a kind that a call of fn is.
func (k *knowledge) sink(fn *types.Func, kind model.SinkKind) (model.Sink, bool) {
	if fn == nil {
		return model.Sink{}, false
	}
	_, symbol := analyzers.Symbol(fn)
	for _, s := range k.sinks[symbol] {
		if s.Kind == kind {
			return s, true
		}
	}
	return model.Sink{}, false
}

// limiter returns what a call of fn limits.
func (k *knowledge) limiter(fn *types.Func) (model.Limiter, bool) {
	if fn == nil {
		return model.Limiter{}, false
	}
	_, symbol := analyzers.Symbol(fn)
	l, ok := k.limiters[symbol]
	return l, ok
}

// source returns the part of a request that a call of fn yields.
func (k *knowledge) source(fn *types.Func) (model.Source, bool) {
	_, symbol := analyzers.Symbol(fn)
	s, ok := k.sources[symbol]
	return s, ok
}

// isPure reports whether the results of fn hold nothing but its arguments.
func (k *knowledge) isPure(fn *types.Func) bool {
	pkg, symbol := analyzers.Symbol(fn)
	return (k.pure[symbol] || k.pure[pkg+".*"]) && !k.sanitizers[symbol]
}

// tells reports whether an error of fn says what is wrong with what a caller
// sent, rather than what goes on inside.
func (k *knowledge) tells(fn *types.Func) bool {
	pkg, symbol := analyzers.Symbol(fn)
	return k.told[symbol] || k.told[pkg+".*"]
}

// fieldSource returns the part of a request that a field holds.
func (k *knowledge) fieldSource(typ types.Type, field string) (model.Source, bool) {
	if p, ok := types.Unalias(typ).(*types.Pointer); ok {
		typ = p.Elem()
	}
	n, ok := types.Unalias(typ).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return model.Source{}, false
	}
	s, ok := k.sources[n.Obj().Pkg().Path()+"."+n.Obj().Name()+"."+field]
	return s, ok
}

// isSent reports whether a part of a request is text of the client's choice.
func isSent(kind model.SourceKind) bool {
	switch kind {
	case model.Body, model.Query, model.Form, model.Path, model.Header, model.URL:
		return true
	}
	return false
}
