package flow

import (
	"cmp"
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/compact"
	"github.com/apiward/apiward/analyzers/internal/sources"
	"github.com/apiward/apiward/analyzers/internal/told"
)

// Fact is what packages above need to know of functions: of the methods of a type,
// or of the functions of a package. Its fields are unexported for gob's sake, which
// would describe the types of all that is in exported ones in each of its streams.
type Fact struct{ told plainFact }

type plainFact struct {
	Funcs []*Summary // those of which there is something to tell, in source order
	// Pending, of a package, is what it and those below it left open.
	Pending []*Summary
}

// AFact marks the type as a fact.
func (*Fact) AFact() {}

// Plain returns what the fact tells, as what is written.
func (f *Fact) Plain() any {
	if f == nil {
		return plainFact{}
	}
	return f.told
}

// SetPlain reads what Plain returned.
func (f *Fact) SetPlain(v any) { f.told = v.(plainFact) }

// GobEncode writes the fact as compact data.
func (f *Fact) GobEncode() ([]byte, error) { return compact.Marshal(&f.told) }

// GobDecode reads what GobEncode wrote.
func (f *Fact) GobDecode(data []byte) error { return compact.Unmarshal(data, &f.told) }

// String returns what tests compare.
func (f *Fact) String() string {
	return fmt.Sprintf("flow(%d functions, %d pending)", len(f.told.Funcs), len(f.told.Pending))
}

// readFact returns what a fact tells, by function.
func readFact(load func(analysis.Fact) bool) map[string]*Summary {
	fact, told := new(Fact), map[string]*Summary{}
	if load(fact) {
		for _, sum := range fact.told.Funcs {
			told[sum.Func] = sum
		}
	}
	return told
}

// export exports what packages above need to know, and what is left open.
func (s *state) export(tops []*ssa.Function, pending []*Summary) {
	book := told.NewBook[*Summary](s.pass.Pkg)
	for _, fn := range tops {
		obj, ok := fn.Object().(*types.Func)
		if !ok || !book.Asks(obj) {
			continue
		}
		sum := s.families[fn].sums[fn]
		if out := sum.abroad(s.hoisted[sum.Func]); !out.trivial() {
			book.Add(obj, &out)
		}
	}
	for of, funcs := range book.All {
		tell := plainFact{Funcs: funcs}
		if of == nil {
			tell.Pending = pending
		}
		if len(tell.Funcs)+len(tell.Pending) > 0 {
			told.Export(s.pass, of, &Fact{tell})
		}
	}
}

// abroad returns the part of a summary that another package asks for, with the
// open calls of the functions that it does not see: what is complete is told
// here, and what is stored is followed by the needs.
func (s *Summary) abroad(open leftOpen) Summary {
	out := *s
	out.Calls = nil
	keys := map[string]bool{}
	for _, c := range open.calls {
		c = c.only((*Origin).isOpen) // what is complete is left to those who see it as pending
		if slices.ContainsFunc(c.Args, func(a []Origin) bool { return len(a) > 0 }) || s.follows(c.Key) ||
			slices.ContainsFunc(open.flows, func(f Flow) bool { return f.Origin.Name == c.Key }) {
			out.Calls = append(out.Calls, c)
			keys[c.Key] = true
		}
	}
	out.At, out.Stored, out.Asking, out.Passes, out.Callees = Position{}, nil, nil, nil, nil
	out.Flows = nil
	for _, f := range s.Flows {
		if !f.Sink.IsStore() && f.Origin.isCallers() {
			out.Flows = append(out.Flows, f)
		}
	}
	for _, f := range open.flows {
		if !f.Sink.IsStore() && keys[f.Origin.Name] {
			out.Flows = append(out.Flows, f)
		}
	}
	return out
}

// follows reports whether what an open call returns goes on to where callers
// see it.
func (s *Summary) follows(key string) bool {
	uses := func(o Origin) bool { return o.Kind == Result && o.Name == key }
	return slices.ContainsFunc(s.Results, func(r []Origin) bool { return slices.ContainsFunc(r, uses) }) ||
		slices.ContainsFunc(s.Held, func(h Held) bool { return slices.ContainsFunc(h.Origin, uses) }) ||
		slices.ContainsFunc(s.Outs, func(o Out) bool { return slices.ContainsFunc(o.Origin, uses) })
}

// pending returns the open calls that take request data, and notes their keys.
func (s *Summary) pending(closed, keys map[string]bool) []Call {
	var calls []Call
	carried := func(o *Origin) bool { return o.Flags&Soft == 0 && (o.IsRequest() || o.Kind == Result) }
	for _, c := range s.Calls {
		if closed[c.Iface] {
			continue
		}
		c = c.only(carried)
		if slices.ContainsFunc(c.Args, func(a []Origin) bool { return slices.ContainsFunc(a, func(o Origin) bool { return o.IsRequest() }) }) {
			calls = append(calls, c)
			keys[c.Key] = true
		}
	}
	return calls
}

// only returns the call with those origins of its arguments that are asked for.
func (c Call) only(asked func(*Origin) bool) Call {
	pick := func(list []Origin) []Origin {
		return slices.DeleteFunc(slices.Clone(list), func(o Origin) bool { return !asked(&o) })
	}
	c.Args, c.Parts = slices.Clone(c.Args), slices.Clone(c.Parts)
	for i := range c.Args {
		c.Args[i] = pick(c.Args[i])
	}
	for i := range c.Parts {
		c.Parts[i].Origin = pick(c.Parts[i].Origin)
	}
	return c
}

// pending returns what another package can complete, of what this package and those
// it imports leave open: calls through interfaces that take request data, but for
// those that this package's conversions close, and what becomes of their results.
func (s *state) pending(own []*Summary, converts []Convert) []*Summary {
	closed := map[string]bool{}
	for _, c := range converts {
		if c.From == "" {
			closed[c.Iface] = true
		}
	}
	all := slices.Clone(own)
	for i, sum := range own {
		all[i] = &Summary{Func: sum.Func, At: sum.At, Calls: s.hoisted[sum.Func].calls, Flows: s.hoisted[sum.Func].flows}
	}
	var list []*Summary
	seen, keys := map[string]bool{}, map[string]bool{}
	for _, sum := range append(all, s.received()...) {
		if !seen[sum.Func] {
			seen[sum.Func] = true
			list = append(list, &Summary{Func: sum.Func, At: sum.At, Calls: sum.pending(closed, keys), Flows: sum.Flows})
		}
	}
	told := map[flowKey][]Flow{}
	for _, sum := range list {
		flows := sum.Flows
		sum.Flows = nil
		for _, f := range flows {
			if key := keyOfFlow(nil, f.Sink, &f.Origin); keys[f.Origin.Name] && !slices.ContainsFunc(told[key], f.is) {
				sum.Flows, told[key] = append(sum.Flows, f), append(told[key], f)
			}
		}
	}
	return slices.DeleteFunc(list, func(sum *Summary) bool { return len(sum.Calls)+len(sum.Flows) == 0 })
}

// received returns what the imported packages left open, each function once.
func (s *state) received() []*Summary {
	var list []*Summary
	seen := map[string]bool{}
	for _, imp := range sources.Imports(s.pass) {
		fact := new(Fact)
		if !s.pass.ImportPackageFact(imp, fact) {
			continue
		}
		for _, sum := range fact.told.Pending {
			if !seen[sum.Func] {
				seen[sum.Func] = true
				list = append(list, sum)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b *Summary) int { return cmp.Compare(a.Func, b.Func) })
	return list
}
