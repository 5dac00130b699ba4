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

// handler returns what fn does with a request, nil if it is not handler-shaped.
func (b *builder) handler(fn *ssa.Function) *Handler {
	req := b.requestOf(fn)
	if req == nil || fn.Blocks == nil {
		return nil
	}
	h := &Handler{Func: b.flow.ID(fn), At: b.flow.Position(fn.Pos()), Inner: !b.isHandler(fn.Signature)}
	nexts := b.nexts(fn)
	for _, n := range nexts {
		h.Next = append(h.Next, n.to)
	}
	h.Ways = b.ways(fn, nexts)
	sum := b.sums[h.Func]
	if sum != nil {
		index := slices.Index(fn.Params, req)
		for _, f := range sum.Flows {
			if f.Sink.Kind == model.BodyRead && f.Origin.Index == index && f.Origin.Func == h.Func && b.isUnbounded(req.Type()) {
				h.Reads = append(h.Reads, f)
			}
		}
		for _, s := range sum.Sets {
			if s.Key != "" && slices.ContainsFunc(s.Origin, func(o flow.Origin) bool { return isCredential(&o) }) {
				h.Sets = append(h.Sets, s.Key)
			}
		}
	}
	leaves, known := b.ownFields(fn)
	h.Leaves = leaves
	for _, key := range known {
		h.Sets = appendNew(h.Sets, key)
	}
	if len(nexts) > 0 {
		h.Limits = b.limits(nexts)
	}
	ahead := b.ahead(nexts)
	gates := b.gates(fn, ahead)
	h.Guard = b.guard(fn, gates, ahead)
	if len(nexts) == 0 && h.Guard.State == NoGuard {
		h.Guard = b.inner(fn)
	}
	h.Guard = b.doubted(h.Guard, fn, nexts)
	h.Branches, h.Others = b.branches(fn, nexts)
	if symbol := b.requestSymbol(req.Type()); b.isContext(req.Type()) && strings.Contains(symbol, ".") {
		h.Framework = symbol[:strings.LastIndexByte(symbol, '.')]
	}
	h.Controls = b.controls(fn, gates, nexts)
	if len(h.Reads) > 0 { // a bound on some ways is none
		h.Controls = slices.DeleteFunc(h.Controls, func(c Control) bool { return c.Role == model.BodyLimit })
	}
	h.Bounded = b.isContext(req.Type()) && !b.isUnbounded(req.Type()) && !b.isCall(req.Type())
	if implicit, ok := b.models.Flat(b.requestSymbol(req.Type())); ok {
		var more []gate
		h.Flat, nexts, more = b.flat(fn, req, implicit, nexts)
		gates = append(gates, more...)
	}
	for _, n := range nexts {
		if n.by != nil {
			for _, key := range n.by.Sets {
				if !slices.Contains(h.Sets, key) {
					h.Sets = append(h.Sets, key)
				}
			}
		}
	}
	contents, shared := b.contents(fn)
	for _, key := range slices.Concat(b.setBehind(fn, gates), b.setByParts(fn), contents) {
		if !slices.Contains(h.Sets, key) {
			h.Sets = append(h.Sets, key)
		}
	}
	h.Redirects = len(h.Next) == 0 && b.redirects(fn)
	if len(h.Next) == 0 {
		h.Content = b.content(fn)
		h.Unseen = b.unseen(fn)
		h.Refuses = h.Content == Nothing
	}
	b.knows(h, fn)
	h.Sets = slices.DeleteFunc(h.Sets, func(key string) bool { return slices.Contains(shared, key) })
	if h.Guard.State == NoGuard && h.Flat == nil {
		h.Idle, h.Rejects = b.idle(fn, nexts)
	}
	h.Told = b.told(fn)
	h.Marks = b.marks(fn)
	h.Enters = len(h.Next) == 0 && h.Guard.State == NoGuard && b.enters(fn)
	return h
}

// inner returns the guard of the one handler that fn leaves its requests to,
// by name, whatever way it takes.
func (b *builder) inner(fn *ssa.Function) Guard {
	var guard Guard
	for _, instr := range instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		callee, _, _, _ := flow.Callee(call.Common())
		if callee == nil || call.Call.IsInvoke() || !b.isHandler(callee.Signature()) {
			continue
		}
		sum := b.summaryOf(callee)
		if sum == nil || sum.Info == nil || guard.State > NoGuard || !last(call.Block()) {
			return Guard{} // it leaves some requests to others
		}
		guard = sum.Info.Guard
	}
	return guard
}

// last reports whether every way out of the function leads through the block.
func last(block *ssa.BasicBlock) bool {
	for _, b := range block.Parent().Blocks {
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && b != block.Parent().Recover && !block.Dominates(b) {
			return false
		}
	}
	return true
}

// redirects reports whether all that a handler has to say is where to go, and
// it asks nothing else of the program.
func (b *builder) redirects(fn *ssa.Function) bool {
	sends := false
	for _, block := range fn.Blocks {
		if b.callsStore(block) {
			return false
		}
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.ChangeInterface:
				if models.TypeSymbol(instr.X.Type()) == httpResponse {
					return false // written to
				}
			case ssa.CallInstruction:
				c := instr.Common()
				if c.IsInvoke() && c.Method.Name() == "Write" {
					return false
				}
				_, _, symbol, _ := flow.Callee(c)
				answers := b.models.Sinks(symbol)
				switch {
				case slices.ContainsFunc(answers, func(s model.Sink) bool { return s.Kind == model.Redirect }):
					sends = true
				case slices.ContainsFunc(answers, func(s model.Sink) bool { return s.Kind == model.Response }):
					return false
				}
			}
		}
	}
	return sends
}

// knows fills in whom a function recognises.
func (b *builder) knows(h *Handler, fn *ssa.Function) {
	keys, anyone, recognises := b.recognises(fn)
	h.Recognises = recognises
	h.Sets = slices.DeleteFunc(h.Sets, func(key string) bool { return slices.Contains(anyone, key) })
	for _, key := range keys {
		h.Sets = appendNew(h.Sets, key)
	}
}

// recognises reports whether fn fills a context only where something that was
// made of a credential, as a session or an error, says so, and which keys it
// fills where that is in order, and nowhere else; anyone are those that say
// something of strangers as well. To carry a header or a cookie on is to
// recognise nobody.
func (b *builder) recognises(fn *ssa.Function) (keys, anyone []string, recognises bool) {
	var told, welcome []*ssa.BasicBlock // reached only on one side of such a check, and on the good one
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok || !b.verifies(branch.Cond) && !b.asksSession(branch.Cond) || !slices.ContainsFunc(b.origins(branch.Cond), func(o flow.Origin) bool { return isCredential(&o) }) {
			continue
		}
		for side, s := range block.Succs {
			if len(s.Preds) != 1 {
				continue
			}
			told = append(told, s)
			if admits(branch.Cond, side) {
				welcome = append(welcome, s)
			}
		}
	}
	var others []string
	known, strange := map[string][]string{}, map[string][]string{} // by key, the types of what is put there
	for _, instr := range instructions(fn) {
		p, ok := b.put(instr)
		if !ok {
			continue
		}
		behind := func(t *ssa.BasicBlock) bool { return t.Dominates(instr.Block()) }
		recognises = recognises || slices.ContainsFunc(told, behind)
		switch {
		case p.key == "":
		case slices.ContainsFunc(welcome, behind):
			keys = append(keys, p.key)
			known[p.key] = append(known[p.key], p.typ)
		default:
			others = append(others, p.key)
			strange[p.key] = append(strange[p.key], p.typ)
			if p.same {
				anyone = append(anyone, p.key)
			}
		}
	}
	for i, key := range keys {
		same := func(t string) bool { return t == "" || slices.Contains(strange[key], t) }
		if len(strange[key]) > 0 && !slices.Contains(strange[key], "") && !slices.ContainsFunc(known[key], same) {
			keys[i] = key + byType
		}
	}
	keys = slices.DeleteFunc(keys, func(key string) bool { return key == "" || slices.Contains(others, key) })
	return keys, anyone, recognises
}

// byType ends a key under which known callers and strangers leave something,
// each of a type of their own: what type it is says who is calling.
const byType = ", by its type"

// typePut returns the type of what a call leaves under a key, "" if it is not
// known.
func typePut(call *ssa.Call, key ssa.Value) string {
	args := call.Call.Args
	boxed, ok := args[len(args)-1].(*ssa.MakeInterface)
	if !ok || args[len(args)-1] == key {
		return ""
	}
	return boxed.X.Type().String()
}

// asksType reports whether a condition asks for the type of a value.
func asksType(cond ssa.Value) bool {
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		cond = not.X
	}
	x, ok := cond.(*ssa.Extract)
	if !ok || x.Index != 1 {
		return false
	}
	_, ok = x.Tuple.(*ssa.TypeAssert)
	return ok
}

// putsConstant reports whether what a call leaves under a key is the same for
// everybody, and not nothing.
func putsConstant(call *ssa.Call, key ssa.Value) bool {
	return slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool {
		c, ok := unwrap(a).(*ssa.Const)
		return ok && a != key && telling(c)
	})
}

// telling reports whether a constant is something, and not nothing.
func telling(c *ssa.Const) bool {
	return c.Value != nil && !slices.Contains([]string{"false", "0", `""`}, c.Value.ExactString())
}

// verifies reports whether a condition asks for the outcome of a call, other
// than one that reads the request.
func (b *builder) verifies(cond ssa.Value) bool {
	seen := map[ssa.Value]bool{} // a loop's counter is made of itself
	var asks func(ssa.Value) bool
	asks = func(v ssa.Value) bool {
		if seen[v] {
			return false
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.UnOp:
			return v.Op == token.NOT && asks(v.X)
		case *ssa.BinOp:
			if isString(v.X.Type()) { // two texts that are computed: a secret
				_, x := v.X.(*ssa.Const)
				_, y := v.Y.(*ssa.Const)
				return !x && !y
			}
			return asks(v.X) || asks(v.Y)
		case *ssa.Extract:
			return asks(v.Tuple)
		case *ssa.Phi:
			return slices.ContainsFunc(v.Edges, asks)
		case *ssa.Lookup:
			return v.CommaOk // what is known under a key, and whether anything is
		case *ssa.Call:
			_, _, symbol, _ := flow.Callee(v.Common())
			_, reads := b.models.Source(symbol)
			return symbol != "" && !reads
		}
		return false
	}
	return asks(cond)
}

// fillsContext reports whether a call puts a value into a context, itself or by
// what it calls.
func (b *builder) fillsContext(call *ssa.Call) bool {
	if key, _ := b.keyPut(call); key != nil {
		return true
	}
	fn := call.Call.StaticCallee()
	if fn == nil {
		return false
	}
	sum := b.flow.Summary(fn)
	return sum != nil && len(sum.Sets) > 0
}

// setBehind returns the context keys that fn fills only where a check of a
// credential has passed: what it puts there, be it a bare true, says so.
func (b *builder) setBehind(fn *ssa.Function, gates []gate) []string {
	cut := map[edge]bool{}
	for i := range gates {
		if g := &gates[i]; g.role == model.Auth && g.guard.State == Required && len(g.guard.Needs) == 0 {
			cut[g.accept()] = true
		}
	}
	if len(cut) == 0 {
		return nil
	}
	open := b.reachable(fn.Blocks[0], cut)
	var keys []string
	for _, instr := range instructions(fn) {
		if p, ok := b.put(instr); ok && !open[instr.Block()] && p.key != "" {
			keys = append(keys, p.key)
		}
	}
	return keys
}

// setByParts returns the context keys that functions fill which fn hands, with
// the request, to one that tries them: first(r, byCookie, byHeader()).
func (b *builder) setByParts(fn *ssa.Function) []string {
	var keys []string
	var parts func(e Expr)
	parts = func(e Expr) {
		if e.Kind == Func && e.Info != nil {
			keys = append(keys, e.Info.Sets...)
		}
		if e.Kind == List {
			for _, part := range e.Args {
				parts(part)
			}
		}
	}
	for _, instr := range instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || call.Call.StaticCallee() == nil || b.requestIn(call.Call.Args) == nil {
			continue
		}
		for _, arg := range call.Call.Args {
			if b.interesting(arg.Type()) && !b.flow.IsRequest(arg.Type()) {
				parts(b.expr(arg))
			}
		}
	}
	return keys
}

// keyPut returns the key under which a call leaves a value in a context.
func (b *builder) keyPut(call *ssa.Call) (ssa.Value, bool) {
	_, _, symbol, isMethod := flow.Callee(call.Common())
	if symbol == "context.WithValue" {
		return call.Call.Args[1], true
	}
	put, ok := b.models.Put(symbol)
	if !ok {
		return b.keyPassed(call)
	}
	value := argument(call.Common(), put.Value, isMethod)
	if c, isConst := value.(*ssa.Const); value == nil || isConst && c.IsNil() {
		return nil, false // it reads
	}
	return argument(call.Common(), put.Key, isMethod), true
}

// keyPassed returns the key that a call hands to a function which leaves a value
// in a context under it.
func (b *builder) keyPassed(call *ssa.Call) (ssa.Value, bool) {
	fn := call.Call.StaticCallee()
	if fn == nil {
		return nil, false
	}
	sum := b.flow.Summary(fn)
	if sum == nil {
		return nil, false
	}
	i := slices.IndexFunc(sum.Sets, func(s flow.Set) bool { return s.By > 0 && s.By <= len(call.Call.Args) })
	if i < 0 || slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool {
		c, isConst := a.(*ssa.Const)
		return isConst && c.IsNil()
	}) {
		return nil, false
	}
	return call.Call.Args[sum.Sets[i].By-1], true
}

// next is one call that hands the request to another handler.
type next struct {
	at  ssa.Instruction // in the handler: the call, or where the literal that calls is made
	to  Expr
	req ssa.Value
	by  *Handler // the function that hands it on for this one, nil where it does so itself
}

// nexts returns the calls in fn that hand the request to a handler that is not
// known here: by its ServeHTTP method, or as a function value. A literal in fn
// that is no handler itself, as what is handed to a timer or deferred, calls
// on fn's behalf.
func (b *builder) nexts(fn *ssa.Function) []next {
	var list []next
	var before []Expr // handlers that are run one by one before
	for _, instr := range instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			if row, stops, ok := b.listed(call); ok {
				if stops {
					before = append(before, row)
				}
			} else if n, ok := b.next(call); ok {
				list = append(list, n)
			} else {
				list = append(list, b.delegated(call)...)
			}
		}
		for _, lit := range literals(instr) {
			if lit.Parent() == fn && b.requestOf(lit) == nil {
				for _, n := range b.nexts(lit) {
					n.at = instr
					list = append(list, n)
				}
			}
		}
	}
	if len(list) == 0 {
		if n, ok := b.dispatched(fn); ok {
			list = append(list, n)
		}
	}
	for i := range list {
		if len(before) > 0 {
			list[i].to = Expr{Kind: List, Args: append(slices.Clone(before), list[i].to), At: list[i].to.At}
		}
	}
	return list
}

// delegated returns the handlers that a called function hands the request to
// on the caller's behalf.
func (b *builder) delegated(call ssa.CallInstruction) []next {
	c := call.Common()
	fn, _, _, _ := flow.Callee(c)
	if fn == nil || c.IsInvoke() {
		return nil
	}
	sum := b.summaryOf(fn)
	if sum == nil || sum.Info == nil || len(sum.Info.Next) == 0 {
		return nil
	}
	req := b.requestIn(c.Args)
	if req == nil {
		return nil
	}
	args := b.exprs(flow.Arguments(c))
	by := sum.Info.Lending(func(e Expr) Expr { return e.Subst(sum.Func, args, "") })
	var list []next
	for _, to := range sum.Info.Next {
		list = append(list, next{at: call, to: to.Subst(sum.Func, args, ""), req: req, by: by})
	}
	return list
}

// literals returns the function literals that an instruction makes or uses.
func literals(instr ssa.Instruction) []*ssa.Function {
	var list []*ssa.Function
	var buf [8]*ssa.Value
	for _, op := range instr.Operands(buf[:0]) {
		if fn, ok := (*op).(*ssa.Function); ok && fn.Parent() != nil {
			list = append(list, fn)
		}
	}
	return list
}

// next reads one call as one of a next handler.
func (b *builder) next(call ssa.CallInstruction) (next, bool) {
	c := call.Common()
	var target ssa.Value
	args := c.Args
	switch callee := c.StaticCallee(); {
	case c.IsInvoke() && c.Method.Name() == "ServeHTTP":
		target = c.Value
	case !c.IsInvoke() && callee == nil && b.isHandlerFunc(c.Value.Type()) && !isFailing(c.Value.Type()) && !isTelling(c.Value.Type()):
		target = c.Value
	case callee != nil && callee.Name() == "ServeHTTP" && len(args) == 3:
		// (http.HandlerFunc).ServeHTTP(f, w, r), or a concrete handler.
		if obj := callee.Object(); obj == nil || obj.Pkg() == nil || b.known(callee) {
			return next{}, false
		}
		target, args = args[0], args[1:]
	default:
		return next{}, false
	}
	if req := b.requestIn(args); req != nil {
		return next{at: call, to: b.expr(target), req: req}, true
	}
	return next{}, false
}

// isTelling reports whether a function tells something of a request, as a part of
// its path, and answers nobody.
func isTelling(t types.Type) bool {
	results := t.Underlying().(*types.Signature).Results()
	if results.Len() != 1 {
		return false
	}
	switch t := results.At(0).Type().Underlying().(type) {
	case *types.Basic:
		return t.Info()&(types.IsString|types.IsBoolean) != 0
	case *types.Slice:
		return types.Identical(t.Elem(), types.Typ[types.Byte])
	}
	return false
}

// known reports whether the function is one that is read itself.
func (b *builder) known(fn *ssa.Function) bool {
	obj, ok := fn.Object().(*types.Func)
	return ok && b.summaryOf(obj) != nil
}

// limits reports whether the body of every request that is handed on is
// bounded.
func (b *builder) limits(nexts []next) bool {
	for _, n := range nexts {
		if n.by != nil && n.by.Limits {
			continue
		}
		body := b.flow.Body(n.req, n.at)
		if len(body) == 0 {
			return false
		}
		for _, o := range body {
			if o.Flags&flow.Limited == 0 {
				return false
			}
		}
	}
	return true
}

// gate is one branch that ends the request on one side, for a reason that has
// to do with who is asking.
type gate struct {
	branch  *ssa.If
	side    int // the rejecting successor
	role    model.Role
	guard   Guard
	forbids bool      // it answers with a 403
	admits  bool      // it rejects nobody: who does not go on here is checked further on
	lets    *Decision // which requests the check lets by that a helper makes
}

// accept returns the edge on which the request goes on.
func (g *gate) accept() edge { return edge{g.branch.Block(), g.branch.Block().Succs[1-g.side]} }

type edge struct{ from, to *ssa.BasicBlock }

// gates returns the checks of fn that can keep a request from the next handler
// or, where an outer guard has recognised the caller, let it by.
func (b *builder) gates(fn *ssa.Function, nexts []next) []gate {
	var gates []gate
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
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

// admission judges a branch that goes on to the next handler on the one side,
// for those whom an outer guard has recognised, and to further checks on the
// other, given here as the rejecting one.
func (b *builder) admission(branch *ssa.If, side int, nexts []next) (gate, bool) {
	if len(nexts) == 0 || !admits(branch.Cond, 1-side) || b.asksPath(branch.Cond) || b.endsOneSide(branch, nexts) {
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
	op, ok := cond.(*ssa.BinOp)
	return ok && isError(op.X.Type())
}

// admits reports whether the successor on the given side is taken where a
// condition holds: a truth itself, or a value that is there.
func admits(cond ssa.Value, side int) bool {
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return admits(c.X, 1-side)
		}
	case *ssa.BinOp:
		return welcomes(cond, side)
	}
	return side == 0
}

// guard puts the checks together: they guard if every way to the next handler
// passes one. A handler that hands nothing on is judged by what remains of it.
func (b *builder) guard(fn *ssa.Function, gates []gate, nexts []next) Guard {
	if len(nexts) == 0 {
		return strongest(gates)
	}
	// What a called function guards needs no check here.
	var guarded Guard
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
	if !slices.ContainsFunc(gates, func(g gate) bool { return !g.admits }) && !slices.ContainsFunc(nexts, func(n next) bool { return n.by == nil }) {
		least := nexts[0].by.Guard
		for _, n := range nexts[1:] {
			if n.by.Guard.State < least.State {
				least = n.by.Guard
			}
		}
		return least
	}
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
			if lets(some) {
				return b.byRequest(fn, some, all, weakestOf(some))
			}
			return weakestOf(some)
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

// closed reports whether every way from the start of fn to a next handler
// takes the accepting edge of one of the gates.
func (b *builder) closed(fn *ssa.Function, gates []gate, nexts []next) bool {
	cut := map[edge]bool{}
	for i := range gates {
		cut[gates[i].accept()] = true
	}
	open := b.reachable(fn.Blocks[0], cut)
	return !slices.ContainsFunc(nexts, func(n next) bool { return open[n.at.Block()] })
}

// strongest returns the guard that proves most, weakestOf that which asks for
// most: of gates that only together close a way, each has to hold.
func strongest(gates []gate) Guard {
	var best Guard
	for i := range gates {
		g := gates[i].guard
		if g.State > best.State || g.State == best.State && len(best.Needs) > 0 && len(g.Needs) == 0 {
			best = g
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
	return best
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
	rejected = b.reachable(reject, map[edge]bool{g.accept(): true})
	accepted = b.reachable(accept, nil)
	if len(nexts) == 0 {
		return rejected, accepted, !rejected[accept] && !accepted[reject] && b.inline(block, accept, rejected)
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

// gate judges one branch whose successor on the given side is the rejecting
// one.
func (b *builder) gate(branch *ssa.If, side int, nexts []next) (gate, bool) {
	// 1. The rejecting side must end the request.
	g := gate{branch: branch, side: side}
	if b.asksPath(branch.Cond) || welcomes(branch.Cond, side) || b.asksForm(branch.Cond) || b.asksAborted(branch.Cond) || b.complains(branch, branch.Block().Succs[side]) {
		return gate{}, false
	}
	rejected, accepted, ok := b.splits(&g, nexts)
	if !ok {
		return gate{}, false
	}
	// 2. What it rejects on must depend on a credential.
	var cond, context, unseen *flow.Origin
	var keys []string
	origins := b.origins(branch.Cond)
	for i := range origins {
		o := &origins[i]
		switch {
		case isCredential(o) && cond == nil:
			cond = o
		case o.Kind == flow.Source && o.Source == model.Context && o.Name != "":
			context = cmp.Or(context, o)
			keys = appendNew(keys, o.Name)
			if asksType(branch.Cond) {
				keys = appendNew(keys, o.Name+byType)
			}
			if b.asksContent(branch.Cond, 0) {
				keys = appendNew(keys, o.Name+byContent)
			}
		case b.fieldKey(o) != "":
			context = cmp.Or(context, o)
			keys = appendNew(keys, b.fieldKey(o))
		case unseen == nil && (o.Kind == flow.Param && o.Flags&flow.Weak != 0 && !isCarriage(o) && b.isRequest(branch.Parent(), o) || isNameless(o)):
			unseen = o
		}
	}
	if cond == nil && b.comparesSecret(branch.Cond) {
		if n := slices.IndexFunc(origins, func(o flow.Origin) bool { return isSent(&o) }); n >= 0 {
			cond = &origins[n]
		}
	}
	if unseen != nil && (b.isParsing(branch.Cond) || len(nexts) == 0 && !b.getsRequest(branch.Cond)) {
		unseen = nil
	}
	if cond == nil && unseen != nil {
		if found := b.callbacks(branch.Cond); found != nil && found.Source == model.Context {
			context = found
			keys = appendNew(keys, found.Name)
		} else {
			cond = found
		}
	}
	var told []Expr
	if cond == nil && context == nil {
		told = b.finders(branch.Parent(), branch.Cond)
	}
	if cond == nil && context == nil && unseen == nil && len(told) == 0 {
		return gate{}, false
	}
	// 3. How it rejects tells a login from a quota.
	g.role = b.rejection(branch.Block().Succs[side], rejected, accepted)
	if g.role == "" || len(nexts) == 0 && (g.role != model.Auth || answers(rejected, accepted)) {
		return gate{}, false
	}
	if len(nexts) == 0 && b.answersOtherwise(rejected, accepted) {
		return gate{}, false // who is unknown is answered in another way
	}
	if len(nexts) == 0 && cond == nil && (context == nil || b.isWork(branch.Cond)) && !b.forbids(rejected, 401, 403) {
		return gate{}, false // handlers reject for many reasons
	}
	if slices.ContainsFunc(origins, func(o flow.Origin) bool {
		return o.Kind == flow.Source && o.Source != model.Context && has(tokens(o.Name), "csrf", "xsrf")
	}) {
		return gate{}, false // where a request comes from is not who sends it
	}
	g.forbids = b.forbids(rejected, 403) && !b.forbids(rejected, 401)
	g.guard = Guard{State: Required, Role: g.role}
	place := b.placeOf(branch)
	switch {
	case cond != nil:
		g.guard.Evidence = append(g.guard.Evidence, cond.Steps.List()...)
		if cond.Steps.Len() == 0 {
			g.guard.Evidence = append(g.guard.Evidence, flow.Step{At: place, Text: cond.Describe() + " is read"})
		}
	case context != nil:
		g.guard.Needs = keys
		g.guard.Evidence = append(g.guard.Evidence, context.Steps.List()...)
	default:
		g.guard.State = Unclear
		g.guard.By = told
	}
	asked := b.leniencyOf(branch.Cond)
	if asked.spares {
		return gate{}, false
	}
	if asked.state != NoGuard && g.guard.State == Required {
		g.guard.State, g.lets = asked.state, asked.lets
	}
	if g.lets == nil {
		g.lets = b.exemptBy(branch.Cond, 1-side)
	}
	g.guard.Evidence = append(g.guard.Evidence, flow.Step{At: place, Text: "the request ends here unless the check passes"})
	return g, true
}

// isWork reports whether a condition asks whether something failed that was done
// with more than the request: who is calling is a part of what it was given.
func (b *builder) isWork(cond ssa.Value) bool {
	op, ok := cond.(*ssa.BinOp)
	if !ok || !isError(op.X.Type()) {
		return false
	}
	failed := op.X
	if x, ok := failed.(*ssa.Extract); ok {
		failed = x.Tuple
	}
	call, ok := failed.(*ssa.Call)
	if !ok {
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

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// welcomes reports whether the successor on the given side is the one for those
// who have shown something: no error, a value that is not nil, text that is
// not empty. Ending a request there keeps nobody out.
func welcomes(cond ssa.Value, side int) bool {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		return cond.Op == token.NOT && welcomes(cond.X, 1-side)
	case *ssa.BinOp:
		c, ok := cond.Y.(*ssa.Const)
		if !ok || cond.Op != token.EQL && cond.Op != token.NEQ {
			return false
		}
		equal := side == 0 == (cond.Op == token.EQL)
		switch {
		case c.Value != nil:
			return !equal && c.Value.Kind() == constant.String && constant.StringVal(c.Value) == ""
		case types.Identical(cond.X.Type(), types.Universe.Lookup("error").Type()):
			return equal
		}
		return !equal && c.IsNil()
	case *ssa.Extract: // value, ok := held.(T)
		assert, ok := cond.Tuple.(*ssa.TypeAssert)
		return ok && cond.Index == 1 && side == 0 && !isFailure(assert.X.Type()) && !isFailure(assert.AssertedType)
	}
	return false
}

// isFailure reports whether values of a type say that something went wrong.
func isFailure(t types.Type) bool {
	return types.Implements(t, types.Universe.Lookup("error").Type().Underlying().(*types.Interface))
}

// origins returns what decides a condition. What an interface's method answers
// is decided by what it is asked with.
func (b *builder) origins(cond ssa.Value) []flow.Origin {
	list := b.asked(b.flow.Origins(cond), cond.Parent())
	if slices.ContainsFunc(list, func(o flow.Origin) bool { return isCredential(&o) }) {
		return list
	}
	return slices.Concat(list, b.lookedUp(cond), b.decoded(list, cond))
}

// lookedUp returns the credentials that the calls are given whose outcome a
// condition asks for: what a database holds does not come from the request, but
// which of its rows is found does.
func (b *builder) lookedUp(cond ssa.Value) (found []flow.Origin) {
	seen := map[ssa.Value]bool{}
	var visit func(ssa.Value)
	visit = func(v ssa.Value) {
		if v == nil || seen[v] || len(seen) > maxOrigins {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Call:
			for _, arg := range v.Call.Args {
				for _, o := range b.flow.Origins(arg) {
					if isCredential(&o) {
						found = append(found, o)
					}
				}
			}
		case *ssa.UnOp:
			visit(v.X)
		case *ssa.BinOp:
			visit(v.X)
			visit(v.Y)
		case *ssa.Extract:
			visit(v.Tuple)
		case *ssa.FieldAddr:
			visit(v.X)
		case *ssa.Field:
			visit(v.X)
		case *ssa.TypeAssert:
			visit(v.X)
		case *ssa.Phi:
			for _, e := range v.Edges {
				visit(e)
			}
		}
	}
	visit(cond)
	return found
}

// comparesSecret reports whether a condition asks one of the functions that
// compare secrets: what is held against one is a credential, whatever its name.
func (b *builder) comparesSecret(cond ssa.Value) bool {
	if op, ok := cond.(*ssa.BinOp); ok {
		cond = op.X
	}
	if not, ok := cond.(*ssa.UnOp); ok {
		cond = not.X
	}
	call, ok := cond.(*ssa.Call)
	if !ok {
		return false
	}
	_, _, symbol, _ := flow.Callee(call.Common())
	return slices.Contains([]string{"crypto/subtle.ConstantTimeCompare", "crypto/hmac.Equal"}, symbol)
}

// isParsing reports whether a condition asks whether the standard library could
// read a request: its form, its body.
func (b *builder) isParsing(cond ssa.Value) bool {
	if op, ok := cond.(*ssa.BinOp); ok {
		cond = op.X
	}
	if x, ok := cond.(*ssa.Extract); ok {
		cond = x.Tuple
	}
	call, ok := cond.(*ssa.Call)
	if !ok {
		return false
	}
	fn, pkg, _, _ := flow.Callee(call.Common())
	first, _, _ := strings.Cut(pkg, "/")
	module := b.pass.Module.Path
	return fn != nil && pkg != "" && !strings.Contains(first, ".") && pkg != module && !strings.HasPrefix(pkg, module+"/")
}

// getsRequest reports whether the code that decides a condition is given the
// request itself. To be given its context, to be stopped by, says nothing.
func (b *builder) getsRequest(cond ssa.Value) bool {
	seen := map[ssa.Value]bool{}
	var given func(v ssa.Value) bool
	given = func(v ssa.Value) bool {
		if v == nil || seen[v] || len(seen) > maxOrigins {
			return false
		}
		seen[v] = true
		if models.TypeSymbol(v.Type()) == "context.Context" {
			return false
		}
		if b.flow.IsRequest(v.Type()) {
			return true
		}
		if load, ok := v.(*ssa.UnOp); ok {
			if alloc, ok := b.captured(load.X).(*ssa.Alloc); ok && slices.ContainsFunc(values(b.stores[alloc]), given) {
				return true
			}
		}
		instr, ok := v.(ssa.Instruction)
		if !ok {
			return false
		}
		var buf [8]*ssa.Value
		return slices.ContainsFunc(instr.Operands(buf[:0]), func(op *ssa.Value) bool { return given(*op) })
	}
	return given(cond)
}

// callbacks returns a credential that decides a condition by way of a function
// that is handed to what it calls: who(r, fromHeader, fromCookie).
func (b *builder) callbacks(cond ssa.Value) *flow.Origin {
	var found *flow.Origin
	seen := map[ssa.Value]bool{}
	var visit func(v ssa.Value)
	visit = func(v ssa.Value) {
		if v == nil || seen[v] || found != nil || len(seen) > maxOrigins {
			return
		}
		seen[v] = true
		instr, ok := v.(ssa.Instruction)
		if !ok {
			return
		}
		var buf [8]*ssa.Value
		for _, op := range instr.Operands(buf[:0]) {
			visit(*op)
		}
		if call, ok := v.(*ssa.Call); ok {
			for _, arg := range call.Call.Args {
				found = cmp.Or(found, b.decidedBy(arg))
			}
		}
	}
	visit(cond)
	return found
}

// decidedBy returns the credential that a function value, or one of a list of
// them, returns or decides by, or else what it asks of the request's context.
func (b *builder) decidedBy(v ssa.Value) *flow.Origin {
	switch v := unwrap(v).(type) {
	case *ssa.Slice:
		if alloc, ok := v.X.(*ssa.Alloc); ok {
			var found *flow.Origin
			list, _ := elements(alloc)
			for _, e := range list {
				if o := b.decidedBy(e); o != nil && (found == nil || found.Source == model.Context) {
					found = o
				}
			}
			return found
		}
	case *ssa.MakeClosure:
		return b.decidedBy(v.Fn)
	case *ssa.Function:
		sum := b.flow.Summary(v)
		if sum == nil {
			return nil
		}
		var context *flow.Origin
		for _, result := range sum.Results {
			for i := range result {
				switch o := &result[i]; {
				case isCredential(o):
					return o
				case o.Kind == flow.Source && o.Source == model.Context && o.Name != "" && context == nil:
					context = o
				}
			}
		}
		return context
	}
	return nil
}

// maxOrigins bounds how far back open calls are asked what they were called
// with.
const maxOrigins = 200

// isRequest reports whether the origin is the request that fn or a function
// around it is called with.
func (b *builder) isRequest(fn *ssa.Function, o *flow.Origin) bool {
	sum := b.sums[o.Func]
	return sum != nil && inside(b.flow.ID(fn), o.Func) && (slices.Contains(sum.Request, o.Index) || b.isCaller(o))
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

// reachable returns the blocks that control can reach from one without taking
// one of the cut edges. Behind a block that aborts the chain nothing counts.
func (b *builder) reachable(from *ssa.BasicBlock, cut map[edge]bool) map[*ssa.BasicBlock]bool {
	seen := map[*ssa.BasicBlock]bool{}
	var visit func(*ssa.BasicBlock)
	visit = func(x *ssa.BasicBlock) {
		if !seen[x] {
			seen[x] = true
			if b.dead[x] {
				return
			}
			for _, s := range x.Succs {
				if at := (edge{x, s}); !cut[at] && !b.shut[at] {
					visit(s)
				}
			}
		}
	}
	visit(from)
	return seen
}

// ends reports whether control leaves the function from one of the blocks: a
// loop's body that only leads back into the loop rejects nobody.
func (b *builder) ends(blocks map[*ssa.BasicBlock]bool) bool {
	for block := range blocks {
		if len(block.Succs) == 0 || b.dead[block] {
			return true
		}
	}
	return false
}

// inline reports whether a check in a handler stands before its work: whatever
// is not behind the check comes before it or ends the request.
func (b *builder) inline(check, accept *ssa.BasicBlock, rejected map[*ssa.BasicBlock]bool) bool {
	if len(accept.Preds) != 1 {
		return false
	}
	for _, block := range check.Parent().Blocks {
		if block == check.Parent().Recover || rejected[block] || accept.Dominates(block) || block.Dominates(check) {
			continue
		}
		// A block beside the check: it must lead to it or end the request as
		// well, without another way to the work.
		for to := range b.reachable(block, map[edge]bool{{check, accept}: true}) {
			if accept.Dominates(to) {
				return false
			}
		}
		if b.callsStore(block) {
			return false
		}
	}
	return true
}

// callsStore reports whether the block calls an interface's method other than
// the response writer's: work that a check should have come before.
func (b *builder) callsStore(block *ssa.BasicBlock) bool {
	return slices.ContainsFunc(block.Instrs, func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		return ok && call.Call.IsInvoke() && models.TypeSymbol(call.Call.Value.Type()) != httpResponse && !b.flow.IsRequest(call.Call.Value.Type())
	})
}

// rejection returns what a rejecting branch is for, by the status codes that it
// writes: Auth where it says so or says nothing, "" where it rejects for
// another reason, or does not reject at all. What the accepting side comes to
// as well says nothing, unless the branch leads there alone.
func (b *builder) rejection(from *ssa.BasicBlock, rejected, accepted map[*ssa.BasicBlock]bool) model.Role {
	var codes []int64
	for _, block := range from.Parent().Blocks {
		if !rejected[block] || accepted[block] && !from.Dominates(block) {
			continue
		}
		codes = append(codes, b.codesOf(block)...)
	}
	if len(codes) == 0 {
		return model.Auth
	}
	role := model.Role("")
	for _, code := range codes {
		switch code {
		case 401, 403, 302, 303, 307, 404: // 404 hides what exists from strangers
			return model.Auth
		case 429:
			role = model.RateLimit
		}
	}
	return role
}

// answers reports whether what a handler does on one side of a check writes a
// body itself without a status: that is an answer as good as any other.
func answers(rejected, accepted map[*ssa.BasicBlock]bool) bool {
	wrote, status := false, false
	for block := range rejected {
		if accepted[block] {
			continue
		}
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.ChangeInterface: // to io.Writer
				wrote = wrote || models.TypeSymbol(instr.X.Type()) == httpResponse
			case ssa.CallInstruction:
				c := instr.Common()
				status = status || len(statusesOf(c)) > 0
				wrote = wrote || c.IsInvoke() && c.Method.Name() == "Write" && models.TypeSymbol(c.Value.Type()) == httpResponse
			}
		}
	}
	return wrote && !status
}

// answersOtherwise reports whether what a handler does on one side of a check
// alone, without a word of refusal, is work: it asks a store, or hands the
// request to a function of the program that does or calls one back.
func (b *builder) answersOtherwise(rejected, accepted map[*ssa.BasicBlock]bool) bool {
	works := false
	for block := range rejected {
		if accepted[block] {
			continue
		}
		if len(b.codesOf(block)) > 0 {
			return false
		}
		works = works || b.callsStore(block) || slices.ContainsFunc(block.Instrs, func(instr ssa.Instruction) bool {
			call, ok := instr.(*ssa.Call)
			return ok && b.requestIn(call.Call.Args) != nil && b.works(call.Call.StaticCallee())
		})
	}
	return works
}

// works reports whether a function of the package asks a store, or calls back.
func (b *builder) works(fn *ssa.Function) bool {
	if fn == nil || fn.Pkg != b.flow.SSA {
		return false
	}
	return slices.ContainsFunc(fn.Blocks, func(block *ssa.BasicBlock) bool {
		return b.callsStore(block) || slices.ContainsFunc(block.Instrs, func(instr ssa.Instruction) bool {
			call, ok := instr.(*ssa.Call)
			if !ok || call.Call.IsInvoke() || call.Call.StaticCallee() != nil {
				return false
			}
			_, builtin := call.Call.Value.(*ssa.Builtin)
			return !builtin
		})
	})
}

// forbids reports whether one of the blocks says one of the status codes.
func (b *builder) forbids(blocks map[*ssa.BasicBlock]bool, codes ...int64) bool {
	for block := range blocks {
		if slices.ContainsFunc(b.codesOf(block), func(n int64) bool { return slices.Contains(codes, n) }) {
			return true
		}
	}
	return false
}
