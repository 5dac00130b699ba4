package routes

import (
	"cmp"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// A gate is a branch that ends a request on one side and lets it go on on the
// other. Gates guard together: where every way on passes one.

// gate is one branch that ends the request on one side, for a reason that has
// to do with who is asking.
type gate struct {
	branch  *ssa.If
	side    int // the rejecting successor
	role    model.Role
	guard   Guard
	forbids bool              // it answers with a 403
	admits  bool              // it rejects nobody: who does not go on here is checked further on
	lets    *Decision         // which requests the check lets by that a helper makes
	off     []Setting         // by which a helper that makes the check lets all by
	passed  []*ssa.BasicBlock // in a handler, work that others come to without the check
}

// accept returns the edge on which the request goes on.
func (g *gate) accept() edge { return edge{g.branch.Block(), g.branch.Block().Succs[1-g.side]} }

type edge struct{ from, to *ssa.BasicBlock }

// gates returns the checks of fn that can keep a request from the next handler
// or, where an outer guard has recognised the caller, let it by.
func (b *builder) gates(fn *ssa.Function, nexts []next) []gate {
	var gates []gate
	strangers := b.strangers(fn, nexts)
	open := b.reachable(fn.Blocks[0], nil)
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok || len(b.shut) > 0 && !open[block] || slices.ContainsFunc(strangers, func(s *ssa.BasicBlock) bool { return s.Dominates(block) }) {
			continue
		}
		for side := range 2 {
			if g, ok := b.gate(branch, side, nexts); ok {
				gates = append(gates, g)
			} else if g, ok := b.admission(branch, side, nexts); ok {
				gates = append(gates, g)
			}
		}
	}
	return gates
}

// strangers returns where the ways begin in a handler that only those take who are
// nobody yet: it turns away who is known already, as a way in does, and what it
// asks of the others is not who they are.
func (b *builder) strangers(fn *ssa.Function, nexts []next) (list []*ssa.BasicBlock) {
	if len(nexts) > 0 {
		return nil
	}
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		for side := range 2 {
			if !b.recognisesIn(branch.Cond) || !b.welcomes(branch.Cond, side) || len(block.Succs[1-side].Preds) != 1 {
				continue
			}
			rejected, _, ok := b.splits(&gate{branch: branch, side: side}, nil)
			if ok && b.forbids(rejected, 401, 403) {
				list = append(list, block.Succs[1-side])
			}
		}
	}
	return list
}

// recognisesIn reports whether a condition asks a method whether what is known of
// a caller is anybody.
func (b *builder) recognisesIn(cond ssa.Value) bool {
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		cond = not.X
	}
	call, ok := cond.(*ssa.Call)
	return ok && b.tells(call) != Undecided && slices.ContainsFunc(b.origins(cond), func(o flow.Origin) bool {
		return isCredential(&o) || o.Kind == flow.Source && o.Source == model.Context && o.Name != ""
	})
}

// admission judges a branch that goes on to the next handler on the one side,
// for those whom an outer guard has recognised, and to further checks on the
// other, given here as the rejecting one.
func (b *builder) admission(branch *ssa.If, side int, nexts []next) (gate, bool) {
	if len(nexts) == 0 || !b.admits(branch.Cond, 1-side) || b.asksPath(branch.Cond) || b.endsOneSide(branch, nexts) {
		return gate{}, false
	}
	origins := b.origins(branch.Cond)
	for _, o := range origins {
		guard := Guard{State: Required, Role: model.Auth}
		switch {
		case o.Kind == flow.Source && o.Source == model.Context && o.Name != "":
			for _, other := range origins {
				if other.Kind == flow.Source && other.Source == model.Context && other.Name != "" {
					guard.Needs = appendNew(guard.Needs, other.Name)
					if b.asksContent(branch.Cond, 0) {
						guard.Needs = appendNew(guard.Needs, other.Name+byContent)
					}
				}
			}
		case isCredential(&o) && o.Source != model.Session && !asksError(branch.Cond):
		case o.Source == model.Session && isCredential(&o) && !asksError(branch.Cond): // what it holds, the program has put there
		default:
			continue
		}
		guard.Evidence = append(o.Steps.List(), flow.Step{At: b.placeOf(branch), Text: "who is recognised already goes on here"})
		return gate{branch: branch, side: side, role: model.Auth, admits: true, guard: guard}, true
	}
	return gate{}, false
}

// asksSession reports whether a condition asks for what a session holds: the
// program has put it there.
func (b *builder) asksSession(cond ssa.Value) bool {
	return !asksError(cond) && slices.ContainsFunc(b.origins(cond), func(o flow.Origin) bool { return o.Source == model.Session && isCredential(&o) })
}

// asksError reports whether a condition asks whether something has failed.
func asksError(cond ssa.Value) bool {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		return cond.Op == token.NOT && asksError(cond.X)
	case *ssa.BinOp:
		return isError(cond.X.Type())
	case *ssa.Call:
		_, _, symbol, _ := flow.Callee(cond.Common())
		return symbol == "errors.Is" || symbol == "errors.As"
	}
	return false
}

// admits reports whether the successor on the given side is taken where a
// condition holds: a truth itself, or a value that is there.
func (b *builder) admits(cond ssa.Value, side int) bool {
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return b.admits(c.X, 1-side)
		}
	case *ssa.BinOp:
		return b.welcomes(cond, side)
	case *ssa.Call:
		if told := b.tells(c); told != Undecided {
			return told == Present == (side == 0)
		}
	}
	return side == 0
}

// guard puts the checks together: they guard if every way to the next handler
// passes one. A handler that hands nothing on is judged by what remains of it.
func (b *builder) guard(fn *ssa.Function, gates []gate, nexts []next) Guard {
	g := b.together(fn, gates, nexts)
	for i := range gates {
		if other := &gates[i].guard; other.Role == model.Auth && g.State > NoGuard {
			g.Reads = eitherReads(g.Reads, other.Reads)
		}
	}
	return g
}

func (b *builder) together(fn *ssa.Function, gates []gate, nexts []next) Guard {
	if len(nexts) == 0 {
		if best := strongest(b.unavoided(fn, gates)); best.State > NoGuard {
			return best
		}
		if must := b.insisted(fn, nil); must != nil {
			return *must
		}
		return Guard{}
	}
	nexts = slices.Clone(nexts)
	for i := range nexts {
		if by := nexts[i].by; b.assume && by != nil && by.Guard.On != nil {
			on := *by
			on.Guard = *by.Guard.On
			nexts[i].by = &on
		}
		if must := b.insisted(fn, nexts[i].at); must != nil && nexts[i].by == nil {
			nexts[i].by = &Handler{Guard: *must}
		}
	}
	// What a called function guards needs no check here.
	var guarded Guard
	if open := b.reachable(fn.Blocks[0], nil); len(b.shut) > 0 {
		nexts = slices.DeleteFunc(nexts, func(n next) bool { return !open[n.at.Block()] })
	}
	all := nexts
	nexts = slices.DeleteFunc(slices.Clone(nexts), func(n next) bool {
		if n.by != nil && n.by.Guard.State == Required && n.by.Guard.Role == model.Auth && n.by.Guard.Lets == nil {
			guarded = n.by.Guard
			return true
		}
		return false
	})
	if len(nexts) == 0 {
		return guarded
	}
	if guarded.State != Required && !slices.ContainsFunc(gates, func(g gate) bool { return !g.admits }) && !slices.ContainsFunc(nexts, func(n next) bool { return n.by == nil }) {
		least := nexts[0].by.Guard
		for _, n := range nexts[1:] {
			if n.by.Guard.State < least.State {
				least = n.by.Guard
			}
		}
		return least
	}
	gates = b.unskipped(gates)
	// The fewest assumptions first: checks of the request itself, then those
	// of what an outer guard left, then those that cannot be seen through.
	for _, level := range []func(*gate) bool{
		func(g *gate) bool {
			return g.role == model.Auth && g.guard.State == Required && len(g.guard.Needs) == 0
		},
		func(g *gate) bool { return g.role == model.Auth && g.guard.State == Required },
		func(g *gate) bool { return g.role == model.Auth },
		func(g *gate) bool { return g.role != model.Auth },
	} {
		var some []gate
		for i := range gates {
			if level(&gates[i]) {
				some = append(some, gates[i])
			}
		}
		if len(some) > 0 && b.closed(fn, some, nexts) {
			guard := weakestOf(some)
			guard.Needs = b.anyOf(fn, some, nexts, guard.Needs)
			if lets(some) {
				return b.byRequest(fn, some, all, guard)
			}
			return guard
		}
	}
	for i := range gates {
		if g := &gates[i]; g.role == model.Auth && !g.admits {
			if guard := b.admitting(fn, gates, all); guard.State > NoGuard {
				return guard
			}
			guard := g.guard
			if schemes, secured := b.securely(fn, gates, nexts); secured {
				guard.Secured, guard.Schemes = true, schemes
				return guard
			}
			return b.byRequest(fn, gates, all, guard)
		}
	}
	if guard := b.admitting(fn, gates, all); guard.State > NoGuard {
		return guard
	}
	if guarded.State == Required { // on some ways, what is called guards
		return b.byRequest(fn, nil, all, guarded)
	}
	return guarded
}

// anyOf returns what gates need of contexts, with the fields that those ask for of
// which each alone closes every way: whoever one of them refuses does not go on.
func (b *builder) anyOf(fn *ssa.Function, gates []gate, nexts []next, needs []string) []string {
	for i := range gates {
		if len(needs) > 0 && len(gates) > 1 && b.closed(fn, gates[i:i+1], nexts) {
			needs = alsoNeeds(needs, gates[i].guard.Needs)
		}
	}
	return needs
}

// alsoNeeds returns what a check needs of contexts with the fields that another asks
// for of what is under the same keys.
func alsoNeeds(needs, other []string) []string {
	for _, key := range other {
		if strings.Contains(key, byField) && slices.ContainsFunc(needs, func(have string) bool { return BareKey(have) == BareKey(key) }) {
			needs = appendNew(slices.Clip(needs), key)
		}
	}
	return needs
}

// closed reports whether every way from the start of fn to a next handler
// takes the accepting edge of one of the gates.
func (b *builder) closed(fn *ssa.Function, gates []gate, nexts []next) bool {
	cut := map[edge]bool{}
	for i := range gates {
		cut[gates[i].accept()] = true
	}
	open := b.unchecked(fn, cut)
	return !slices.ContainsFunc(nexts, func(n next) bool { return open[n.at.Block()] })
}

// strongest returns the guard that proves most, weakestOf that which asks for
// most: of gates that only together close a way, each has to hold.
func strongest(gates []gate) Guard {
	var best Guard
	for i := range gates {
		g := gates[i].guard
		switch {
		case g.State > best.State || g.State == best.State && len(best.Needs) > 0 && len(g.Needs) == 0:
			best = g
		case g.State == best.State && len(best.Needs) > 0:
			best.Needs = alsoNeeds(best.Needs, g.Needs)
		}
	}
	return best
}

func weakestOf(gates []gate) Guard {
	best := gates[0].guard
	for i := range gates {
		g := gates[i].guard
		if g.State < best.State || g.State == best.State && len(best.Needs) == 0 && len(g.Needs) > 0 {
			best = g
		}
	}
	if best.State == Unclear {
		best.By = allAsked(gates)
	}
	return best
}

// allAsked returns the functions that all unclear gates leave their checks to,
// none where one of them does not say to whom.
func allAsked(gates []gate) []Expr {
	var list []Expr
	for i := range gates {
		g := &gates[i].guard
		if g.State == Unclear && len(g.By) == 0 {
			return nil
		}
		for _, by := range g.By {
			if !slices.ContainsFunc(list, by.Equal) {
				list = append(list, by)
			}
		}
	}
	return list
}

// unskipped drops the gates that ask a function that somebody else chooses about
// the request, where there are others: whether it lets requests by is decided
// where it is known.
func (b *builder) unskipped(gates []gate) []gate {
	skips := func(g *gate) bool {
		if g.guard.State != Unclear || g.role != model.Auth {
			return false
		}
		cond, _ := truths{}.settled(g.branch.Cond)
		q, ok := b.asksFor(cond)
		return ok && q.Op == Answer && q.By == nil && q.Of.Kind == Called
	}
	some := slices.DeleteFunc(slices.Clone(gates), func(g gate) bool { return skips(&g) })
	if !slices.ContainsFunc(some, func(g gate) bool { return g.role == model.Auth && !g.admits }) {
		return gates
	}
	return some
}

// splits returns the blocks that are reached where a branch rejects, without the
// other side, and where it accepts, and reports whether the rejecting side ends
// the request: in a loop, once the other side is never taken.
func (b *builder) splits(g *gate, nexts []next) (rejected, accepted map[*ssa.BasicBlock]bool, ok bool) {
	block := g.branch.Block()
	reject, accept := block.Succs[g.side], block.Succs[1-g.side]
	if reject == accept {
		return nil, nil, false
	}
	rejected = b.reached(edge{block, reject}, map[edge]bool{g.accept(): true})
	accepted = b.reached(edge{block, accept}, nil)
	if len(nexts) == 0 {
		if accepted[reject] && forSeveral(reject) && b.forbids(rejected, 401, 403) {
			accepted = b.reached(edge{block, accept}, into(reject))
		}
		apart := !rejected[accept] && !accepted[reject]
		return rejected, accepted, apart && (b.inline(block, accept, rejected) || b.meets(block, accept, rejected))
	}
	leads := false
	for _, n := range nexts {
		if rejected[n.at.Block()] {
			return nil, nil, false
		}
		leads = leads || accepted[n.at.Block()]
	}
	return rejected, accepted, leads && b.ends(rejected)
}

// forSeveral reports whether a block is where several conditions lead that are asked one
// after another, and nothing else: if u == nil || u.id != id.
func forSeveral(block *ssa.BasicBlock) bool {
	return len(block.Preds) > 1 && !slices.ContainsFunc(block.Preds, func(from *ssa.BasicBlock) bool {
		_, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
		return !ok
	})
}

// into returns the edges to a block.
func into(block *ssa.BasicBlock) map[edge]bool {
	edges := map[edge]bool{}
	for _, from := range block.Preds {
		edges[edge{from, block}] = true
	}
	return edges
}

// gate judges one branch whose successor on the given side is the rejecting
// one.
func (b *builder) gate(branch *ssa.If, side int, nexts []next) (gate, bool) {
	// 1. The rejecting side must end the request.
	g := gate{branch: branch, side: side}
	if slices.ContainsFunc(nexts, func(n next) bool { return n.by != nil && asksOf(n.at, branch.Cond) }) {
		return gate{}, false // it has gone on already, or has not
	}
	if b.asksPath(branch.Cond) || b.welcomes(branch.Cond, side) || b.asksForm(branch.Cond) || b.asksAborted(branch.Cond) || b.asksHandler(branch.Cond) || b.complains(branch, branch.Block().Succs[side]) {
		return gate{}, false
	}
	rejected, accepted, ok := b.splits(&g, nexts)
	if !ok {
		return gate{}, false
	}
	if len(nexts) == 0 && onlyFails(accepted) {
		return gate{}, false // it asks what went wrong
	}
	// 2. What it rejects on must depend on a credential.
	on, ok := b.grounds(branch.Parent(), branch.Cond, 1-side, len(nexts) == 0)
	if !ok {
		return gate{}, false
	}
	// 3. How it rejects tells a login from a quota.
	g.role = b.rejection(branch.Block().Succs[side], rejected, accepted)
	if g.role == "" && len(nexts) > 0 && on.cond != nil && !b.admits(branch.Cond, side) && b.succeedsOnly(rejected, accepted) {
		g.role = model.Auth // what is wrong, the body says
	}
	if g.role == "" && on.cond != nil && b.forbids(rejected, 400, 422) && b.holdsSecret(branch.Cond) {
		g.role = model.Auth
	}
	if g.role == "" || len(nexts) == 0 && (g.role != model.Auth || b.writesBody(rejected, accepted)) {
		return gate{}, false
	}
	if on.cond != nil && mayChoose(on.cond) && !b.forbids(rejected, 401, 403) && (len(nexts) == 0 || len(b.codesIn(rejected, accepted)) > 0) {
		return gate{}, false // it says what is wanted, and there is no such thing
	}
	if len(nexts) == 0 && (b.answersOtherwise(rejected, accepted) || b.turnsAway(rejected, accepted)) {
		return gate{}, false // who is unknown is answered in another way
	}
	if len(nexts) == 0 && on.cond == nil && (on.context == nil || b.isWork(branch.Cond)) && !b.forbids(rejected, 401, 403) {
		return gate{}, false // handlers reject for many reasons
	}
	if slices.ContainsFunc(on.origins, func(o flow.Origin) bool {
		return o.Kind == flow.Source && o.Source != model.Context && has(tokens(o.Name), "csrf", "xsrf")
	}) {
		return gate{}, false // where a request comes from is not who sends it
	}
	g.forbids = b.forbids(rejected, 403) && !b.forbids(rejected, 401)
	place := b.placeOf(branch)
	if !b.weigh(&g, on, branch.Parent(), branch.Cond, 1-side, place) {
		return gate{}, false
	}
	if len(nexts) == 0 {
		g.passed = b.bypasses(branch.Block(), accepted, rejected, g.accept())
	}
	g.guard.Evidence = append(g.guard.Evidence, flow.Step{At: place, Text: "the request ends here unless the check passes"})
	return g, true
}

// grounds are what a condition has to do with who is asking.
type grounds struct {
	cond, context, unseen *flow.Origin // a credential, a part of a context, and what may be either
	keys                  []string     // of contexts, as guards need them
	told                  []Expr       // whom it leaves the answer to
	origins               []flow.Origin
}

// grounds returns what a condition asks of who is asking, where the request goes on on
// the given side; false where that is nothing. last says that it is not handed on.
func (b *builder) grounds(fn *ssa.Function, cond ssa.Value, side int, last bool) (on grounds, ok bool) {
	on.origins = b.origins(cond)
	for i := range on.origins {
		o := &on.origins[i]
		switch {
		case isCredential(o) && (on.cond == nil || mayChoose(on.cond) && !mayChoose(o)):
			on.cond = o
		case o.Kind == flow.Source && o.Source == model.Context && o.Name != "":
			on.context = cmp.Or(on.context, o)
			on.keys = appendNew(on.keys, o.Name)
			if asksType(cond) {
				on.keys = appendNew(on.keys, o.Name+byType)
			}
			if b.asksContent(cond, 0) {
				on.keys = appendNew(on.keys, o.Name+byContent)
			}
			if test := b.fieldAsked(cond, side); test != "" {
				on.keys = appendNew(on.keys, o.Name+test)
			}
		case b.fieldKey(o) != "":
			on.context = cmp.Or(on.context, o)
			on.keys = appendNew(on.keys, b.fieldKey(o))
		case on.unseen == nil && (o.Kind == flow.Param && o.Flags&flow.Weak != 0 && !isCarriage(o) && b.isRequest(fn, o) || isNameless(o)):
			on.unseen = o
		}
	}
	if on.cond != nil && b.isEchoed(fn, on.cond) {
		on.cond = nil
	}
	if on.cond == nil && b.comparesSecret(cond) {
		if n := slices.IndexFunc(on.origins, func(o flow.Origin) bool { return isSent(&o) }); n >= 0 {
			on.cond = &on.origins[n]
		}
	}
	if key := b.assertedField(cond); key != "" && on.cond == nil && on.context == nil {
		on.context = &flow.Origin{What: &flow.What{Kind: flow.Param}}
		on.keys = appendNew(on.keys, key)
	}
	if on.unseen != nil && (b.isParsing(cond) || last && !b.getsRequest(cond)) {
		on.unseen = nil
	}
	if on.cond == nil && on.unseen != nil {
		on.cond = b.denied(cond, side)
	}
	if on.cond == nil && on.unseen != nil {
		if found := b.callbacks(cond); found != nil && found.Source == model.Context {
			on.context = found
			on.keys = appendNew(on.keys, found.Name)
		} else {
			on.cond = found
		}
	}
	if on.cond == nil && on.context == nil {
		on.told = b.finders(fn, cond)
	}
	if on.cond == nil && on.context == nil && on.unseen == nil && !slices.ContainsFunc(on.told, func(e Expr) bool { return e.Kind != Func && e.Kind != Named }) {
		return grounds{}, false
	}
	return on, true
}

// weigh fills in what a check proves by what it rejects on, whose requests go on where
// the condition comes out on the given side; false where it turns strangers away for no
// reason of theirs.
func (b *builder) weigh(g *gate, on grounds, fn *ssa.Function, cond ssa.Value, side int, place flow.Position) bool {
	g.guard = Guard{State: Required, Role: g.role, Reads: readsOf(on.origins)}
	switch {
	case on.cond != nil:
		g.guard.Evidence = append(g.guard.Evidence, on.cond.Steps.List()...)
		if on.cond.Steps.Len() == 0 {
			g.guard.Evidence = append(g.guard.Evidence, flow.Step{At: place, Text: on.cond.Describe() + " is read"})
		}
	case on.context != nil:
		g.guard.Needs = on.keys
		g.guard.Evidence = append(g.guard.Evidence, on.context.Steps.List()...)
	default:
		g.guard.State = Unclear
		g.guard.By = on.told
	}
	asked := b.leniencyFor(cond, side)
	if asked.spares && g.role == model.Auth {
		return false
	}
	if asked.state == NoGuard && b.admitsNobody(cond, side) {
		asked.state = Optional
	}
	if asked.state != NoGuard && g.guard.State == Required {
		g.off = asked.off
		if b.assume && len(g.off) > 0 {
			g.lets = asked.on
		} else {
			g.guard.State, g.lets = asked.state, asked.lets
		}
	}
	if g.lets == nil {
		g.lets = b.exemptBy(fn, cond, side)
	}
	return true
}

// isWork reports whether a condition asks whether something failed that was done
// with more than the request, or whether it has found anything: who is calling is a
// part of what it was given.
func (b *builder) isWork(cond ssa.Value) bool {
	call := worked(cond)
	if call == nil {
		return false
	}
	args := call.Call.Args
	if !call.Call.IsInvoke() && call.Call.Signature().Recv() != nil {
		args = args[1:]
	}
	return slices.ContainsFunc(args, func(a ssa.Value) bool {
		_, isConst := unwrap(a).(*ssa.Const)
		symbol := models.TypeSymbol(a.Type())
		return !isConst && symbol != httpResponse && symbol != "context.Context" && !b.flow.IsRequest(a.Type())
	})
}

// worked returns the call whose error a condition asks for, or the truth that it
// returns beside something else: whether that is there.
func worked(cond ssa.Value) *ssa.Call {
	for {
		not, ok := cond.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			break
		}
		cond = not.X
	}
	asked := cond
	if op, ok := cond.(*ssa.BinOp); ok {
		if !isError(op.X.Type()) {
			return nil
		}
		asked = op.X
	}
	if x, ok := asked.(*ssa.Extract); ok {
		call, ok := x.Tuple.(*ssa.Call)
		if ok && (isError(x.Type()) || isBool(x.Type()) && x.Index > 0) {
			return call
		}
		return nil
	}
	call, ok := asked.(*ssa.Call)
	if !ok || !isError(asked.Type()) {
		return nil
	}
	return call
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// welcomes reports whether the successor on the given side is the one for those
// who have shown something: no error, a value that is not nil, text that is
// not empty. Ending a request there keeps nobody out.
func (b *builder) welcomes(cond ssa.Value, side int) bool {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		return cond.Op == token.NOT && b.welcomes(cond.X, 1-side)
	case *ssa.BinOp:
		c, ok := cond.Y.(*ssa.Const)
		if !ok || cond.Op != token.EQL && cond.Op != token.NEQ {
			return false
		}
		equal := side == 0 == (cond.Op == token.EQL)
		switch {
		case c.Value != nil:
			return !equal && c.Value.Kind() == constant.String && constant.StringVal(c.Value) == ""
		case isError(cond.X.Type()):
			return equal
		}
		return !equal && c.IsNil()
	case *ssa.Call:
		told := b.tells(cond)
		return told != Undecided && told == Present == (side == 0)
	case *ssa.Extract: // value, ok := held.(T)
		assert, ok := cond.Tuple.(*ssa.TypeAssert)
		return ok && cond.Index == 1 && side == 0 && !isFailure(assert.X.Type()) && !isFailure(assert.AssertedType)
	}
	return false
}

// isFailure reports whether values of a type say that something went wrong.
func isFailure(t types.Type) bool {
	return types.Implements(t, errorType)
}

// startOf returns the position of the first instruction of a block that has one.
func (b *builder) startOf(block *ssa.BasicBlock) flow.Position {
	for _, instr := range block.Instrs {
		if instr.Pos().IsValid() {
			return b.flow.Position(instr.Pos())
		}
	}
	return b.flow.Position(block.Parent().Pos())
}

// placeOf returns where a branch stands: the position of its condition, or of
// the first instruction around it that has one.
func (b *builder) placeOf(branch *ssa.If) flow.Position {
	if pos := branch.Cond.Pos(); pos.IsValid() {
		return b.flow.Position(pos)
	}
	instrs := branch.Block().Instrs
	for _, instr := range slices.Backward(instrs) {
		if instr.Pos().IsValid() {
			return b.flow.Position(instr.Pos())
		}
	}
	return b.flow.Position(branch.Parent().Pos())
}
