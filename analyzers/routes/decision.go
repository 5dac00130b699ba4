package routes

import (
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// A guard can go by the request's path or method: it lets the way in by, or is
// there for a part of the service alone. Which routes these are is known where
// the routes are, so a function is kept as the questions that it asks of the
// request and what follows from the answers. What else it asks may come out
// either way.

// Decision is what a function does, as far as the path and the method of a
// request decide it. It begins with the first turn.
type Decision struct{ Turns []Turn }

// Turn is one question and where the answers lead.
type Turn struct {
	Ask     Question
	Yes, No Way
	At      flow.Position
}

// Way is where an answer leads: the index of another turn, or an end.
type Way int

// The ends of a decision.
const (
	Stop Way = -1 - iota // the request ends
	Yes                  // a guard lets the request by, or the answer is yes
	No                   // a guard has checked the request, or the answer is no
)

// maxDecision bounds the turns of one decision: what is larger is not known.
const maxDecision = 150

// Map returns the decision with f applied to all that it asks about.
func (d *Decision) Map(f func(Expr) Expr) *Decision {
	if d == nil {
		return nil
	}
	out := &Decision{Turns: slices.Clone(d.Turns)}
	for i := range out.Turns {
		out.Turns[i].Ask = out.Turns[i].Ask.Map(f)
	}
	return out
}

// Map returns the question with f applied to what it is about.
func (q Question) Map(f func(Expr) Expr) Question {
	q.Of, q.To, q.By = f(q.Of), f(q.To), q.By.Map(f)
	return q
}

// Asks reports whether a question is about a kind of expression.
func (q *Question) Asks(kind Kind) bool {
	if q.Of.contains(kind) || q.To.contains(kind) {
		return true
	}
	return q.By != nil && slices.ContainsFunc(q.By.Turns, func(t Turn) bool { return t.Ask.Asks(kind) })
}

// Recognises reports whether the decision goes by who is calling as well.
func (d *Decision) Recognises() bool {
	return d != nil && slices.ContainsFunc(d.Turns, func(t Turn) bool { return t.Ask.Op == Knows || t.Ask.By.Recognises() })
}

func (e *Expr) contains(kind Kind) bool {
	return e.Kind == kind || slices.ContainsFunc(e.Args, func(a Expr) bool { return a.contains(kind) })
}

// asks reports whether any turn of the decision has to do with the request.
func (d *Decision) asks() bool {
	return d != nil && slices.ContainsFunc(d.Turns, func(s Turn) bool { return s.Ask.Op > Knows && s.Ask.Op != Rows })
}

// others reports whether any turn of the decision has to do with something else than
// the request.
func (d *Decision) others() bool {
	return d != nil && slices.ContainsFunc(d.Turns, func(s Turn) bool {
		switch s.Ask.Op {
		case Knows, Unread, Rows:
			return false
		case Answer:
			return s.Ask.By.others()
		}
		return !s.Ask.Of.read() && !s.Ask.To.read()
	})
}

// ofRequest reports whether a decision goes by what a request asks for, or may do
// so by what the function fn is given: whose name is on a list is another question.
func (d *Decision) ofRequest(fn string) bool {
	return d != nil && slices.ContainsFunc(d.Turns, func(s Turn) bool {
		of := func(e *Expr) bool { return e.read() || e.given(fn) }
		return s.Ask.Op == Unread || of(&s.Ask.Of) || of(&s.Ask.To) || s.Ask.By.ofRequest(fn)
	})
}

// given reports whether an expression is made of a parameter of a function.
func (e *Expr) given(fn string) bool {
	return e.Kind == Param && e.Func == fn || slices.ContainsFunc(e.Args, func(a Expr) bool { return a.given(fn) }) ||
		slices.ContainsFunc(e.Env, func(b Binding) bool { return b.Value.given(fn) })
}

// Place returns the expression with a row in the place of what a loop is at.
func (e Expr) Place(row string, item Expr) Expr { return e.place(row, 0, item, 0) }

// decider reads the ways of one function.
type decider struct {
	b     *builder
	fn    *ssa.Function
	leaf  func(*ssa.BasicBlock, truths) (Way, *Decision, bool) // what a block comes to, if it decides
	gates map[*ssa.BasicBlock]*gate                            // where strangers are told apart
	hands map[*ssa.BasicBlock]handing                          // where a called function hands some on
	knows bool                                                 // what asks for a credential tells them apart as well
	holds func(cond ssa.Value, side int) bool                  // that a credential holds, on a side that is not followed
	turns []Turn
	known map[string]Way
	bools map[*ssa.Phi]bool
	full  bool
}

// truths are what variables are known to be on a way.
type truths map[*ssa.Phi]ssa.Value

func (t truths) key(block *ssa.BasicBlock) string {
	var b strings.Builder
	b.WriteString(block.String())
	for _, phi := range slices.SortedFunc(maps.Keys(t), func(x, y *ssa.Phi) int { return strings.Compare(x.Name(), y.Name()) }) {
		b.WriteString(" " + phi.Name() + "=" + t[phi].Name())
	}
	return b.String()
}

// decide returns the decision that fn is, nil where it asks nothing of the path
// or the method, and false where it asks too much.
func (d *decider) decide() (*Decision, bool) {
	d.known, d.bools = map[string]Way{}, deciding(d.fn)
	first := d.block(d.fn.Blocks[0], truths{})
	if d.full {
		return nil, false
	}
	out := trimmed(d.turns, first)
	if !out.asks() {
		return nil, true
	}
	return out, true
}

// deciding returns the variables that the branches and the answers of fn are
// made of.
func deciding(fn *ssa.Function) map[*ssa.Phi]bool {
	found := map[*ssa.Phi]bool{}
	var visit func(v ssa.Value)
	visit = func(v ssa.Value) {
		switch v := v.(type) {
		case *ssa.UnOp:
			if v.Op == token.NOT {
				visit(v.X)
			}
		case *ssa.Phi:
			if !found[v] && isBool(v.Type()) {
				found[v] = true
				for _, e := range v.Edges {
					visit(e)
				}
			}
		}
	}
	for _, block := range fn.Blocks {
		switch last := block.Instrs[len(block.Instrs)-1].(type) {
		case *ssa.If:
			visit(last.Cond)
		case *ssa.Return:
			for _, r := range last.Results {
				visit(r)
			}
		}
	}
	return found
}

// settled returns a value as what is known of it on a way, without negations.
func (t truths) settled(v ssa.Value) (_ ssa.Value, not bool) {
	for {
		switch x := v.(type) {
		case *ssa.UnOp:
			if x.Op != token.NOT {
				return v, not
			}
			v, not = x.X, !not
			continue
		case *ssa.Phi:
			if known, ok := t[x]; ok && known != v {
				v = known
				continue
			}
		}
		return v, not
	}
}

// follow goes from one block to the next.
func (d *decider) follow(from, to *ssa.BasicBlock, t truths) Way {
	if only := settledBy(edge{from, to}); only != nil && d.gates[to] != nil { // the check is not asked
		key := "by " + from.String() + " to " + t.key(to)
		if _, ok := d.known[key]; !ok {
			d.known[key] = Stop // round and round
			d.known[key] = d.follow(to, only, t)
		}
		return d.known[key]
	}
	i := slices.Index(to.Preds, from)
	next := t
	for _, instr := range to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		if !d.bools[phi] {
			continue
		}
		v, not := t.settled(phi.Edges[i])
		if _, isConst := v.(*ssa.Const); not && !isConst {
			v = phi.Edges[i] // the negation itself is what is known
		} else if not {
			v = ssa.NewConst(constant.MakeBool(!isTrue(v)), v.Type())
		}
		if len(next) == len(t) {
			next = maps.Clone(t)
		}
		next[phi] = v
	}
	return d.block(to, next)
}

func isTrue(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Value.Kind() == constant.Bool && constant.BoolVal(c.Value)
}

// add makes a turn.
func (d *decider) add(s Turn) Way {
	if len(d.turns) >= maxDecision {
		d.full = true
		return Stop
	}
	d.turns = append(d.turns, s)
	return Way(len(d.turns) - 1)
}

// block returns where control leads from the start of a block.
func (d *decider) block(block *ssa.BasicBlock, t truths) Way {
	if d.full {
		return Stop
	}
	key := t.key(block)
	if way, ok := d.known[key]; ok {
		return way
	}
	if way, by, ok := d.leaf(block, t); ok {
		if by != nil {
			way = d.add(Turn{Ask: Question{Op: Answer, By: by}, Yes: Yes, No: No})
		}
		d.known[key] = way
		return way
	}
	if by, ok := d.hands[block]; ok {
		return d.handed(block, key, t, by)
	}
	return d.from(block, key, t)
}

// handing is what a called function hands on: the requests that lets says, and of
// those whom it knows, where knows is set. It comes back with the others.
type handing struct {
	call  ssa.Instruction
	lets  *Decision
	knows bool
}

// asksOf reports whether a condition asks for a truth that a call returns.
func asksOf(at ssa.Instruction, cond ssa.Value) bool {
	cond, _ = truths{}.settled(cond)
	if x, ok := cond.(*ssa.Extract); ok {
		cond = x.Tuple
	}
	call, ok := cond.(*ssa.Call)
	return ok && ssa.Instruction(call) == at
}

// handed returns where control leads from a block on in which a called function hands
// some requests on.
func (d *decider) handed(block *ssa.BasicBlock, key string, t truths, by handing) Way {
	first, last := Stop, Stop
	turn := func(ask Question, yes Way) {
		i := d.add(Turn{Ask: ask, Yes: yes, At: d.b.startOf(block)})
		if last >= 0 {
			d.turns[last].No = i
		} else {
			first = i
		}
		last = i
	}
	if by.lets != nil {
		turn(Question{Op: Answer, By: by.lets}, Yes)
	}
	if by.knows {
		turn(Question{Op: Knows}, No)
	}
	d.known[key] = first
	rest := d.from(block, key, t)
	d.known[key] = first
	if last >= 0 && !d.full {
		d.turns[last].No = rest
	}
	return first
}

// from returns where control leads from what ends a block.
func (d *decider) from(block *ssa.BasicBlock, key string, t truths) Way {
	if d.b.dead[block] {
		return Stop
	}
	branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
	if !ok {
		if len(block.Succs) != 1 {
			return Stop
		}
		d.known[key] = Stop // a loop without an end
		way := d.follow(block, block.Succs[0], t)
		d.known[key] = way
		return way
	}
	if g := d.gates[block]; g != nil {
		i := d.add(Turn{Ask: Question{Op: Knows}, Yes: No, At: d.b.placeOf(branch)})
		d.known[key] = i
		if g.lets != nil {
			d.known[key] = d.add(Turn{Ask: Question{Op: Answer, By: g.lets}, Yes: Yes, No: i})
		}
		stranger := d.follow(block, block.Succs[g.side], t)
		if i >= 0 {
			d.turns[i].No = stranger
		}
		return d.known[key]
	}
	for side, s := range block.Succs {
		if other := block.Succs[1-side]; d.b.shut[edge{block, s}] && other != s {
			d.known[key] = Stop
			way := d.follow(block, other, t)
			d.known[key] = way
			return way
		}
	}
	cond, not := t.settled(branch.Cond)
	yes, no := block.Succs[0], block.Succs[1]
	if not {
		yes, no = no, yes
	}
	if _, isConst := cond.(*ssa.Const); isConst {
		d.known[key] = Stop
		to := no
		if isTrue(cond) {
			to = yes
		}
		way := d.follow(block, to, t)
		d.known[key] = way
		return way
	}
	for side, other := range []*ssa.BasicBlock{no, yes} {
		if d.holds != nil && d.holds(cond, side) {
			d.known[key] = Stop
			way := d.follow(block, other, t)
			d.known[key] = way
			return way
		}
	}
	ask := d.b.question(cond)
	if by, ok := d.hands[block]; ok && asksOf(by.call, cond) {
		ask = Question{Op: Either} // of the others, whether it has answered them
	}
	if d.knows && ask.Op == Either {
		if known, ok := d.b.tellsApart(cond); ok {
			ask.Op = Knows
			if !known {
				yes, no = no, yes
			}
		}
	}
	i := d.add(Turn{Ask: ask, At: d.b.placeOf(branch)})
	d.known[key] = i
	onYes := d.follow(block, yes, t)
	onNo := d.follow(block, no, t)
	if i >= 0 {
		d.turns[i].Yes, d.turns[i].No = onYes, onNo
	}
	return i
}

// trimmed returns the turns that matter: one that leads to the same place
// whatever the answer is none.
func trimmed(turns []Turn, first Way) *Decision {
	alias := make([]Way, len(turns))
	for i := range alias {
		alias[i] = Way(i)
	}
	resolve := func(w Way) Way {
		for range len(turns) {
			if w < 0 || alias[w] == w {
				return w
			}
			w = alias[w]
		}
		return Stop // round and round
	}
	for changed := true; changed; {
		changed = false
		for i := range turns {
			if alias[i] != Way(i) {
				continue
			}
			yes, no := resolve(turns[i].Yes), resolve(turns[i].No)
			switch self := Way(i); {
			case yes == no:
				alias[i], changed = yes, true
			case yes == self:
				alias[i], changed = no, true
			case no == self:
				alias[i], changed = yes, true
			case turns[i].Ask.Op == Either && yes == Stop: // with those that end here, nothing is decided
				alias[i], changed = no, true
			case turns[i].Ask.Op == Either && no == Stop:
				alias[i], changed = yes, true
			}
		}
	}
	out := &Decision{}
	place := map[Way]Way{}
	var move func(w Way) Way
	move = func(w Way) Way {
		w = resolve(w)
		if w < 0 {
			return w
		}
		if at, ok := place[w]; ok {
			return at
		}
		at := Way(len(out.Turns))
		place[w] = at
		out.Turns = append(out.Turns, turns[w])
		yes := move(turns[w].Yes)
		no := move(turns[w].No)
		out.Turns[at].Yes, out.Turns[at].No = yes, no
		return at
	}
	if end := move(first); end < 0 {
		return nil
	}
	return out
}

// byRequest returns the guard of a function that lets some requests by without a
// check: which these are, their path or method decides, or it lets any by.
func (b *builder) byRequest(fn *ssa.Function, gates []gate, nexts []next, first Guard) Guard {
	auth := slices.DeleteFunc(slices.Clone(gates), func(g gate) bool { return g.role != model.Auth || g.guard.State == Optional })
	lets, known := b.exempting(fn, auth, nexts)
	switch {
	case !known:
		first.State = Unclear
		return first
	case lets == nil:
		if first.State == Required {
			first.State = Optional
		}
		return first
	}
	if len(auth) == 0 {
		first.Lets = lets
		return first
	}
	// The fewest assumptions that come to the same.
	for _, level := range []func(*gate) bool{
		func(g *gate) bool { return g.guard.State == Required && len(g.guard.Needs) == 0 },
		func(g *gate) bool { return g.guard.State == Required },
		func(g *gate) bool { return true },
	} {
		var some []gate
		for i := range auth {
			if level(&auth[i]) {
				some = append(some, auth[i])
			}
		}
		if len(some) == 0 {
			continue
		}
		if same, _ := b.exempting(fn, some, nexts); len(some) == len(auth) || reflect.DeepEqual(same, lets) {
			guard := weakestOf(some)
			guard.Lets = lets
			return guard
		}
	}
	return first
}

// admitting returns the guard of a function that lets go on who is known, and of
// the others those with some requests.
func (b *builder) admitting(fn *ssa.Function, gates []gate, nexts []next) Guard {
	if !slices.ContainsFunc(gates, func(g gate) bool { return g.admits }) {
		return Guard{}
	}
	if guard := b.byRequest(fn, gates, nexts, Guard{}); guard.Lets != nil && guard.Lets.closes() {
		return guard
	}
	return Guard{}
}

// closes reports whether there are requests that no stranger gets by with.
func (d *Decision) closes() bool {
	known := map[Way]bool{}
	var closes func(w Way) bool
	closes = func(w Way) bool {
		if w < 0 {
			return w != Yes
		}
		if closed, ok := known[w]; ok {
			return closed
		}
		known[w] = true // round it goes
		turn := &d.Turns[w]
		switch turn.Ask.Op {
		case Either, Rows:
			known[w] = closes(turn.Yes) && closes(turn.No)
		case Knows:
			known[w] = closes(turn.No)
		default:
			known[w] = closes(turn.Yes) || closes(turn.No)
		}
		return known[w]
	}
	return closes(0)
}

// exempting returns which requests get by the gates without a check, as far as
// the request's path and method decide it. known is false where they do in a way
// that cannot be read.
func (b *builder) exempting(fn *ssa.Function, gates []gate, nexts []next) (_ *Decision, known bool) {
	d := &decider{b: b, fn: fn, gates: map[*ssa.BasicBlock]*gate{}}
	for i := range gates {
		d.gates[gates[i].branch.Block()] = &gates[i]
	}
	d.hands = map[*ssa.BasicBlock]handing{}
	for _, n := range nexts {
		if n.by == nil {
			continue
		}
		if guards := n.by.Guard.State == Required && n.by.Guard.Role == model.Auth; guards || n.by.Hands != nil {
			by := handing{n.at, n.by.Hands, guards}
			if guards {
				by.lets = n.by.Guard.Lets
			}
			d.hands[n.at.Block()] = by
		}
	}
	d.leaf = func(block *ssa.BasicBlock, _ truths) (Way, *Decision, bool) {
		_, comesBack := d.hands[block]
		return Yes, nil, !comesBack && slices.ContainsFunc(nexts, func(n next) bool { return n.at.Block() == block })
	}
	return d.decide()
}

// ways returns which requests get to each of several next handlers.
func (b *builder) ways(fn *ssa.Function, nexts []next) []*Decision {
	list := make([]*Decision, len(nexts))
	some := false
	for i, n := range nexts {
		others := slices.ContainsFunc(nexts, func(o next) bool { return !o.to.Same(n.to) })
		if !others {
			return nil
		}
		d := &decider{b: b, fn: fn}
		d.leaf = func(block *ssa.BasicBlock, _ truths) (Way, *Decision, bool) {
			return Yes, nil, slices.ContainsFunc(nexts, func(o next) bool { return o.at.Block() == block && o.to.Same(n.to) })
		}
		list[i], _ = d.decide()
		some = some || list[i] != nil
	}
	if !some {
		return nil
	}
	return list
}

// handsSome returns which requests fn hands on, where it does so for some, without a
// check, and comes back with the others; nil where that is not decided by what they ask
// for.
func (b *builder) handsSome(fn *ssa.Function, nexts []next) *Decision {
	if len(nexts) == 0 || slices.ContainsFunc(nexts, func(n next) bool { return n.by != nil }) {
		return nil
	}
	d := &decider{b: b, fn: fn}
	d.leaf = func(block *ssa.BasicBlock, _ truths) (Way, *Decision, bool) {
		if slices.ContainsFunc(nexts, func(n next) bool { return n.at.Block() == block }) {
			return Yes, nil, true
		}
		_, comesBack := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		return No, nil, comesBack
	}
	list, _ := d.decide()
	return list
}

// Way returns which requests get to one of the next handlers, nil where any may.
func (h *Handler) Way(next Expr) *Decision {
	for i := range h.Ways {
		if h.Next[i].Same(next) {
			return h.Ways[i]
		}
	}
	return nil
}

// Same reports whether two expressions are one handler.
func (e *Expr) Same(o Expr) bool {
	return e.Kind == o.Kind && e.Name == o.Name && e.Func == o.Func && e.Index == o.Index && len(e.Args) == len(o.Args)
}

// says returns what fn answers by a truth, nil where that has nothing to do with
// what it is given.
func (b *builder) says(fn *ssa.Function) *Decision {
	if !b.answers(fn.Signature) || fn.Blocks == nil || fn.Synthetic != "" || len(fn.Blocks) > maxDecision {
		return nil
	}
	d := &decider{b: b, fn: fn, knows: true}
	return d.says()
}

// saysOfStrangers is as says, of those alone who do not show a credential that holds.
func (b *builder) saysOfStrangers(fn *ssa.Function) *Decision {
	if fn.Blocks == nil || len(fn.Blocks) > maxDecision {
		return nil
	}
	d := &decider{b: b, fn: fn, holds: b.holdsFor}
	return d.says()
}

// holdsFor reports whether a condition is, on a side, that a credential holds, and not
// only that there is one.
func (b *builder) holdsFor(cond ssa.Value, side int) bool {
	switch of := cond.(type) {
	case *ssa.Call, *ssa.Extract:
		call, ok := of.(*ssa.Call)
		if x, isPart := of.(*ssa.Extract); isPart {
			call, ok = x.Tuple.(*ssa.Call)
		}
		if !ok || b.helper(call) == nil && !b.comparesSecret(cond) {
			return false // what a library asks is most often the form
		}
	case *ssa.BinOp:
		if asksPresence(cond) && !b.comparesSecret(cond) {
			return false
		}
	default:
		return false
	}
	if b.asksPath(cond) || b.asksForm(cond) || b.welcomes(cond, 1-side) {
		return false
	}
	on, ok := b.grounds(cond.Parent(), cond, side, false)
	g := gate{role: model.Auth}
	return ok && b.weigh(&g, on, cond.Parent(), cond, side, flow.Position{}) &&
		g.guard.State == Required && len(g.guard.Needs) == 0 && g.lets == nil && len(g.off) == 0
}

// says returns what the function answers by its first truth.
func (d *decider) says() *Decision {
	b := d.b
	d.leaf = func(block *ssa.BasicBlock, t truths) (Way, *Decision, bool) {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) == 0 {
			return 0, nil, false
		}
		v, not := t.settled(ret.Results[0])
		if d.holds != nil && (d.holds(v, 0) && !not || d.holds(v, 1) && not) {
			return No, nil, true
		}
		if _, isConst := v.(*ssa.Const); isConst {
			if isTrue(v) != not {
				return Yes, nil, true
			}
			return No, nil, true
		}
		s := Turn{Ask: b.question(v), Yes: Yes, No: No, At: b.flow.Position(ret.Pos())}
		if known, ok := b.tellsApart(v); ok && s.Ask.Op == Either {
			s.Ask.Op = Knows
			not = not != !known
		}
		if not {
			s.Yes, s.No = s.No, s.Yes
		}
		return d.add(s), nil, true
	}
	out, _ := d.decide()
	return out
}

// Lending returns the function with f applied to what its guards go by.
func (h *Handler) Lending(f func(Expr) Expr) *Handler {
	flat := h.Flat != nil && (h.Flat.Guard.Lets != nil || len(h.Flat.Guard.By) > 0 || h.Flat.Guard.On != nil)
	if h.Hands == nil && h.Guard.Lets == nil && len(h.Guard.By) == 0 && h.Guard.On == nil && !flat && len(h.Ways) == 0 {
		return h
	}
	out := *h
	out.Hands = h.Hands.Map(f)
	out.Ways = make([]*Decision, len(h.Ways))
	for i, way := range h.Ways {
		out.Ways[i] = way.Map(f)
	}
	out.Guard = out.Guard.lending(f)
	if flat {
		layer := *h.Flat
		layer.Guard = layer.Guard.lending(f)
		out.Flat = &layer
	}
	return &out
}

// lending returns the guard with what it asks of others as f says.
func (g Guard) lending(f func(Expr) Expr) Guard {
	g.Lets = g.Lets.Map(f)
	by := make([]Expr, len(g.By))
	for i, e := range g.By {
		by[i] = f(e)
	}
	g.By = by
	if g.On != nil {
		on := g.On.lending(f)
		g.On = &on
	}
	return g
}

// tellsApart reports whether a condition asks for a credential, and whether it holds for
// those who bring one.
func (b *builder) tellsApart(cond ssa.Value) (holds, ok bool) {
	if !slices.ContainsFunc(b.origins(cond), func(o flow.Origin) bool {
		return isCredential(&o) || o.Kind == flow.Source && o.Source == model.Context && o.Name != ""
	}) {
		return false, false
	}
	if op, ok := cond.(*ssa.BinOp); ok {
		if _, isConst := op.Y.(*ssa.Const); !isConst {
			return op.Op == token.EQL, op.Op == token.EQL || op.Op == token.NEQ
		}
	}
	return b.admits(cond, 0), true
}

// asksPath reports whether a condition asks for the path or the method of the
// request, and nothing else.
func (b *builder) asksPath(cond ssa.Value) bool {
	cond, _ = truths{}.settled(cond)
	q, ok := b.asksFor(cond)
	return ok && q.Op != Answer && q.Op != Rows && q.Of.read()
}

// exemptBy returns which requests a check takes for known, by what they ask for,
// that is left to a function: those for which the side is taken.
func (b *builder) exemptBy(fn *ssa.Function, cond ssa.Value, side int) *Decision {
	cond, not := truths{}.settled(cond)
	q, ok := b.asksFor(cond)
	if !ok || q.Op != Answer || !q.By.asks() || !q.By.ofRequest(b.flow.ID(fn)) {
		return nil
	}
	q.Not = q.Not != not != (side == 1)
	return &Decision{Turns: []Turn{{Ask: q, Yes: Yes, No: No}}}
}

// answers reports whether a function answers a question about a request, or about
// a text, by a truth.
func (b *builder) answers(sig *types.Signature) bool {
	if sig.Results().Len() == 0 || !isBool(sig.Results().At(0).Type()) {
		return false
	}
	if b.remote && sig.Params().Len() > 0 && sig.Params().Len() <= 3 {
		return true // what is known of a call of a method
	}
	for p := range sig.Params().Variables() {
		if isString(p.Type()) || b.flow.IsRequest(p.Type()) || models.TypeSymbol(p.Type()) == httpRequest {
			return true
		}
	}
	return false
}
