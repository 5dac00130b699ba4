package routes

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// A guard is often told how to find out who is calling: by a function in its
// options, or by a list of them. What it proves is known where they are.

// Told is what a function does where all that it asks find a credential.
type Told struct {
	Key string // the context key that it fills; "" for its check
	By  []Expr // the functions that it asks, or lists of them
}

// finds reports whether fn is given a request and answers with a credential of
// it, or by one.
func (b *builder) finds(fn *ssa.Function) bool {
	if fn.Signature.Results().Len() == 0 || b.requestAmong(fn.Params) == nil {
		return false
	}
	sum := b.flow.Summary(fn)
	if sum == nil {
		return false
	}
	for i, result := range sum.Results {
		if b.judges(fn) && i < len(sum.Results)-1 {
			continue
		}
		for _, o := range b.asked(result, fn) {
			if isCredential(&o) || b.leftHere(sum, &o) {
				return true
			}
		}
	}
	return b.judges(fn) && b.refusesStrangers(fn)
}

// leftHere reports whether an origin is what a function reads from a context under
// a key that it has itself left a credential under.
func (b *builder) leftHere(sum *flow.Summary, o *flow.Origin) bool {
	return o.Kind == flow.Source && o.Source == model.Context && o.Name != "" && slices.ContainsFunc(sum.Sets, func(s flow.Set) bool {
		return s.Key == o.Name && slices.ContainsFunc(s.Origin, func(o flow.Origin) bool { return isCredential(&o) })
	})
}

// judges reports whether all that fn says of a request is an error: what else it
// returns goes on with the request.
func (b *builder) judges(fn *ssa.Function) bool {
	results := fn.Signature.Results()
	last := results.Len() - 1
	for i := range results.Len() {
		if i < last && !isCarrier(results.At(i).Type()) {
			return false
		}
	}
	return last > 0 && isError(results.At(last).Type())
}

// refusesStrangers reports whether every way on which fn says that nothing is
// wrong passes a check of a credential.
func (b *builder) refusesStrangers(fn *ssa.Function) bool {
	passes := b.passes(fn, succeeds)
	gates := slices.DeleteFunc(b.gates(fn, passes), func(g gate) bool {
		return g.role != model.Auth || g.admits || g.guard.State != Required || len(g.guard.Needs) > 0
	})
	return len(passes) > 0 && len(gates) > 0 && b.closed(fn, gates, passes)
}

// findsIt is what is known of a library's function that finds a credential.
func (b *builder) findsIt(symbol string, at flow.Position) *Handler {
	src, ok := b.models.Source(symbol)
	origin := flow.From(flow.What{Kind: flow.Source, Source: src.Kind, Name: src.Name})
	if ok && isCredential(&origin) {
		return &Handler{Func: symbol, At: at, Inner: true, Finds: true}
	}
	return nil
}

// finders returns the functions that are handed the request of fn on the way to
// a value, and are not known here. With no value, those that fn asks at all.
func (b *builder) finders(fn *ssa.Function, of ssa.Value) []Expr {
	var list []Expr
	add := func(v ssa.Value, kinds ...Kind) {
		e := b.expr(v)
		if e.Kind == Row {
			e = e.Args[0] // one of a list after the other
		}
		if (e.Kind == Param || e.Kind == Field || e.Kind == Select || slices.Contains(kinds, e.Kind)) && !slices.ContainsFunc(list, e.Equal) {
			list = append(list, e)
		}
	}
	ask := func(c *ssa.CallCommon) {
		if part, ok := b.namedPart(c); ok && !slices.ContainsFunc(list, part.Equal) {
			list = append(list, part)
		}
		if b.requestIn(c.Args) == nil {
			return
		}
		if c.IsInvoke() {
			if iface := models.TypeSymbol(c.Value.Type()); iface != "" && c.Signature().Results().Len() > 0 && !b.flow.IsRequest(c.Value.Type()) {
				method := Expr{Kind: Behind, Name: c.Method.Name(), Func: iface}
				if !slices.ContainsFunc(list, func(have Expr) bool {
					return have.Kind == Behind && have.Name == method.Name && have.Func == method.Func
				}) {
					list = append(list, method)
				}
			}
			return
		}
		if c.StaticCallee() == nil && b.isFinder(c.Value.Type()) {
			add(c.Value, Func) // a literal that another function has made
		}
		for _, a := range c.Args {
			if b.isFinder(a.Type()) {
				add(a)
			}
		}
	}
	if of == nil {
		for _, instr := range instructions(fn) {
			if call, ok := instr.(*ssa.Call); ok {
				ask(call.Common())
			}
		}
		return list
	}
	seen := map[ssa.Value]bool{}
	var visit func(ssa.Value)
	visit = func(v ssa.Value) {
		instr, ok := v.(ssa.Instruction)
		if !ok || seen[v] || len(seen) > maxOrigins {
			return
		}
		seen[v] = true
		if call, ok := v.(*ssa.Call); ok {
			ask(call.Common())
		}
		var buf [8]*ssa.Value
		for _, op := range instr.Operands(buf[:0]) {
			if *op != nil {
				visit(*op)
			}
		}
	}
	visit(of)
	return list
}

// namedPart returns the part of a request that a call reads under a name that is
// no constant here: a header that the guard is told the name of.
func (b *builder) namedPart(c *ssa.CallCommon) (Expr, bool) {
	_, _, symbol, recv := b.callee(c)
	src, ok := b.models.Source(symbol)
	if !ok || src.Key < 0 || src.Name != "" {
		return Expr{}, false
	}
	name := argument(c, src.Key, recv)
	if name == nil || !isString(name.Type()) {
		return Expr{}, false
	}
	if _, known := name.(*ssa.Const); known {
		return Expr{}, false
	}
	return Expr{Kind: Named, Name: string(src.Kind), Args: []Expr{b.expr(name)}}, true
}

// namedParts returns the parts of a request that decide what fn answers, and are
// read under names that are no constants here.
func (b *builder) namedParts(fn *ssa.Function) []Expr {
	sum := b.flow.Summary(fn)
	if sum == nil || fn.Signature.Results().Len() == 0 || b.requestAmong(fn.Params) == nil {
		return nil
	}
	if !slices.ContainsFunc(sum.Results, func(result []flow.Origin) bool {
		return slices.ContainsFunc(result, func(o flow.Origin) bool { return isNameless(&o) })
	}) {
		return nil
	}
	var list []Expr
	for _, instr := range instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		if part, ok := b.namedPart(call.Common()); ok && !slices.ContainsFunc(list, part.Equal) {
			list = append(list, part)
		}
	}
	return list
}

// IsCredential reports whether a part of a request that has a name says who
// sends it.
func IsCredential(kind model.SourceKind, name string) bool {
	origin := flow.From(flow.What{Kind: flow.Source, Source: kind, Name: name})
	return isCredential(&origin)
}

// isFinder reports whether t is a function that is given a request and answers,
// or a list of them.
func (b *builder) isFinder(t types.Type) bool {
	if list, ok := t.Underlying().(*types.Slice); ok {
		t = list.Elem()
	}
	sig, ok := t.Underlying().(*types.Signature)
	if !ok || sig.Results().Len() == 0 || b.isMiddleware(t) {
		return false
	}
	for p := range sig.Params().Variables() {
		if models.TypeSymbol(p.Type()) == httpRequest || b.flow.IsRequest(p.Type()) {
			return true
		}
	}
	return false
}

// told returns the context keys that fn fills with what the functions it asks
// have found.
func (b *builder) told(fn *ssa.Function) []Told {
	sum := b.sums[b.flow.ID(fn)]
	if sum == nil {
		return nil
	}
	var list []Told
	for _, s := range sum.Sets {
		if s.Key == "" || slices.ContainsFunc(s.Origin, func(o flow.Origin) bool { return isCredential(&o) }) ||
			!slices.ContainsFunc(s.Origin, func(o flow.Origin) bool { return o.Kind == flow.Result || o.Kind == flow.Param && b.isRequest(fn, &o) }) {
			continue
		}
		if by := b.finders(fn, nil); len(by) > 0 {
			list = append(list, Told{Key: s.Key, By: by})
		}
	}
	return list
}

// Asked says what a check proves that goes by the function alone; false where
// that is not known.
func (h *Handler) Asked() (GuardState, bool) {
	switch {
	case h.Finds:
		return Required, true
	case h.Spares || h.Heedless:
		return NoGuard, true
	case h.Lenient == Optional:
		return Optional, true
	}
	return NoGuard, false
}

// Settle returns the function as it is where it is known what those prove that
// it asks: all of them the same.
func (h *Handler) Settle(asked func(Expr) (GuardState, bool)) *Handler {
	settle := func(list []Expr) (state GuardState, known bool) {
		for i, by := range list {
			one, ok := asked(by)
			if !ok || i > 0 && one != state {
				return NoGuard, false
			}
			state = one
		}
		return state, len(list) > 0
	}
	settled := func(g *Guard) (GuardState, bool) {
		if g.State != Unclear {
			return NoGuard, false
		}
		return settle(g.By)
	}
	finds := func(t Told) bool {
		state, known := settle(t.By)
		return known && state == Required
	}
	own, known := settled(&h.Guard)
	var flat GuardState
	var flatly bool
	if h.Flat != nil {
		flat, flatly = settled(&h.Flat.Guard)
	}
	if !known && !flatly && !slices.ContainsFunc(h.Told, finds) {
		return h
	}
	out := *h
	if known {
		out.Guard = out.Guard.as(own)
	}
	if flatly {
		layer := *h.Flat
		layer.Guard = layer.Guard.as(flat)
		out.Flat = &layer
	}
	for _, t := range h.Told {
		if finds(t) {
			out.Sets = append(slices.Clone(out.Sets), t.Key)
			out.Recognises = true
		}
	}
	return &out
}

// as returns the guard with the state that it turned out to have.
func (g Guard) as(state GuardState) Guard {
	if state == NoGuard {
		return Guard{}
	}
	g.State = state
	return g
}

// heedless reports whether fn is asked about requests and goes by nothing that
// may say who sends them: no credential, no context and no code that cannot be
// seen decides what it answers.
func (b *builder) heedless(fn *ssa.Function) bool {
	if fn.Blocks == nil || b.requestAmong(fn.Params) == nil || !b.isFinder(fn.Signature) || slices.Contains(b.flow.Spent, b.flow.ID(fn)) {
		return false
	}
	if b.judges(fn) && len(b.refusals(fn)) == 0 {
		return true // whatever it looks at
	}
	heeds := func(v ssa.Value) bool {
		return slices.ContainsFunc(b.origins(v), func(o flow.Origin) bool { return b.maySay(fn, &o) }) || b.comparesSecret(v) || len(b.finders(fn, v)) > 0
	}
	for _, block := range fn.Blocks {
		switch last := block.Instrs[len(block.Instrs)-1].(type) {
		case *ssa.If:
			if !flow.OnlyKeeps(block) && heeds(last.Cond) {
				return false
			}
		case *ssa.Return:
			if block != fn.Recover && slices.ContainsFunc(last.Results, func(v ssa.Value) bool { return !isCarrier(v.Type()) && heeds(v) }) {
				return false
			}
		}
	}
	return true
}

// isCarrier reports whether values of t are what goes on with a request, and do
// not say whether it does.
func isCarrier(t types.Type) bool {
	symbol := models.TypeSymbol(t)
	return symbol == httpRequest || symbol == "context.Context"
}

// maySay reports whether an origin in fn may say who sends the request.
func (b *builder) maySay(fn *ssa.Function, o *flow.Origin) bool {
	return isCredential(o) || isNameless(o) || o.Kind == flow.Source && o.Source == model.Context || b.fieldKey(o) != "" ||
		o.Kind == flow.Param && b.isRequest(fn, o) && !isCarriage(o) && !isAddress(o)
}

// ahead returns those of the handlers that a middleware was put around: others
// that it hands requests to, as a page for strangers, answer for themselves.
func (b *builder) ahead(nexts []next) []next {
	for _, is := range []func(Expr) bool{
		func(e Expr) bool {
			fn := b.byID[e.Func]
			return e.Kind == Param && fn != nil && b.isMiddleware(fn.Signature)
		},
		func(e Expr) bool { return e.Kind == Param },
	} {
		var list []next
		for _, n := range nexts {
			if n.to.Kind == 0 || is(n.to) {
				list = append(list, n)
			}
		}
		if slices.ContainsFunc(list, func(n next) bool { return n.to.Kind != 0 }) {
			return list
		}
	}
	return nexts
}

// isFailing reports whether a function is given an error: it tells what went
// wrong, and is no handler that a request goes on to.
func isFailing(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	if !ok {
		return false
	}
	for p := range sig.Params().Variables() {
		if isError(p.Type()) {
			return true
		}
	}
	return false
}

// asked returns the origins with what the interface methods among them were
// asked with, as fn or a function around it did.
func (b *builder) asked(origins []flow.Origin, fn *ssa.Function) []flow.Origin {
	list := slices.Clone(origins)
	for i := 0; i < len(list) && len(list) < maxOrigins; i++ {
		if list[i].Kind != flow.Result {
			continue
		}
		for at := fn; at != nil; at = at.Parent() {
			sum := b.sums[b.flow.ID(at)]
			if sum == nil {
				continue
			}
			for _, c := range sum.Calls {
				if c.Key != list[i].Name {
					continue
				}
				for _, arg := range c.Args {
					for _, o := range arg {
						if !slices.ContainsFunc(list, func(have flow.Origin) bool { return same(&have, &o) }) {
							list = append(list, o)
						}
					}
				}
			}
		}
	}
	return list
}

func same(a, b *flow.Origin) bool {
	return a.Kind == b.Kind && a.Name == b.Name && a.Source == b.Source && a.Func == b.Func && a.Index == b.Index
}
