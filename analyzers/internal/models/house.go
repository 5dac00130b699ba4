package models

import (
	"cmp"
	"maps"
	"slices"
	"sync/atomic"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// With returns the index extended by what a policy knows of libraries, by what it
// vouches for, and by the ends of its own flows. None of it makes a library of the
// package that it is about, which is analysed as before. Where the policy says
// nothing it is the index itself.
func (x *Index) With(p *rules.Policy) *Index {
	flows := p.Flows()
	if len(p.Sanitizers)+len(p.Guards)+len(flows) == 0 && p.House.IsZero() {
		return x
	}
	if last := extended.Load(); last != nil && last.policy == p && last.base == x {
		return last.index
	}
	with := *x
	if !p.House.IsZero() {
		with = *NewIndex(slices.Concat(Known(), p.House.Libraries))
		with.libraries = x.libraries
	}
	with.sources, with.sinks = maps.Clone(with.sources), maps.Clone(with.sinks)
	with.sanitize, with.mws = maps.Clone(with.sanitize), maps.Clone(with.mws)
	with.principals, with.house = p.House.Principals, map[string]int{}
	for _, symbol := range p.House.Principals {
		with.sources[symbol] = model.Source{Symbol: symbol, Kind: model.Identity, Key: -1} // where it is a function or a field
	}
	for _, g := range p.Guards {
		with.vouch(g)
	}
	for i := range flows {
		with.follow(&flows[i])
	}
	for _, s := range p.Sanitizers {
		with.cleanse(s, flows)
	}
	extended.Store(&extension{x, p, &with})
	return &with
}

// extended is the index that was extended last: every package of a run asks for
// the same. A policy is never changed once it is in force.
var extended atomic.Pointer[extension]

type extension struct {
	base   *Index
	policy *rules.Policy
	index  *Index
}

// vouch adds a guard.
func (x *Index) vouch(g rules.Guard) {
	role := cmp.Or(model.Role(g.Role), model.Auth)
	x.mws[g.Symbol] = model.Middleware{Symbol: g.Symbol, Role: role, Handler: -1, Strip: -1, House: true}
	if role == model.Auth {
		x.sources[g.Symbol] = model.Source{Symbol: g.Symbol, Kind: model.Identity, Key: -1}
	}
}

// cleanse adds a sanitizer. One that names no kind makes safe for the policy's
// flows as well.
func (x *Index) cleanse(s rules.Sanitizer, flows []rules.HouseFlow) {
	kinds := model.Sanitized()
	if len(s.For) > 0 {
		kinds = slices.DeleteFunc(kinds, func(k model.SinkKind) bool { return !slices.Contains(s.For, string(k)) })
	} else {
		for _, f := range flows {
			kinds = append(kinds, model.HouseSink(f.Number))
		}
	}
	if _, all := x.Sanitizer(s.Symbol); !all {
		x.sanitize[s.Symbol] = slices.Concat(x.sanitize[s.Symbol], kinds)
	}
}

// follow adds the ends of a flow of the policy's own. A kind of sink stands for
// all that are known of it.
func (x *Index) follow(f *rules.HouseFlow) {
	kind := model.HouseSink(f.Number)
	for _, from := range f.From {
		if !rules.IsSourceKind(from) {
			x.house[from] |= 1 << f.Number
		}
	}
	for _, to := range f.To {
		if !rules.IsSinkKind(to) {
			sink := model.Sink{Symbol: to, Kind: kind, Rest: true}
			if f.Argument != nil {
				sink.Arg, sink.Rest = *f.Argument, false
			}
			x.sinks[to] = append(slices.Clip(x.sinks[to]), sink)
			continue
		}
		for symbol, sinks := range x.sinks {
			for _, sink := range sinks {
				if string(sink.Kind) == to {
					sink.Kind = kind
					x.sinks[symbol] = append(slices.Clip(x.sinks[symbol]), sink)
				}
			}
		}
	}
	for _, unless := range f.Unless {
		if _, all := x.Sanitizer(unless); !all && !rules.IsSinkKind(unless) {
			x.sanitize[unless] = append(slices.Clip(x.sanitize[unless]), kind)
		}
	}
}

// HouseSource returns which flows of the policy's own begin with what a call of
// the symbol returns, or with the field: a bit for each number.
func (x *Index) HouseSource(symbol string) int { return x.house[symbol] }

// HasHouseSources reports whether any flow of the policy's own begins with a symbol.
func (x *Index) HasHouseSources() bool { return len(x.house) > 0 }

// Principals returns the symbols of the policy by which keys of contexts are
// written under which who is calling stands.
func (x *Index) Principals() []string { return x.principals }
