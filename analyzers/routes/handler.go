package routes

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// handler returns what fn does with a request, nil if it is not handler-shaped.
func (b *builder) handler(fn *ssa.Function) *Handler {
	req := requestOf(fn)
	if req == nil || fn.Blocks == nil {
		return nil
	}
	h := &Handler{Func: flow.ID(fn), At: b.flow.Position(fn.Pos())}
	nexts := b.nexts(fn)
	for _, n := range nexts {
		h.Next = append(h.Next, n.to)
	}
	sum := b.sums[h.Func]
	if sum != nil {
		index := slices.Index(fn.Params, req)
		for _, f := range sum.Flows {
			if f.Sink.Kind == model.BodyRead && f.Origin.Index == index && f.Origin.Func == h.Func {
				h.Reads = append(h.Reads, f)
			}
		}
		for _, s := range sum.Sets {
			if s.Key != "" && slices.ContainsFunc(s.Origin, func(o flow.Origin) bool { return isCredential(&o) }) {
				h.Sets = append(h.Sets, s.Key)
			}
		}
	}
	if len(nexts) > 0 {
		h.Limits = b.limits(nexts)
	}
	h.Guard = b.guard(fn, nexts)
	return h
}

// requestOf returns the request parameter of a function whose parameters are,
// behind a receiver, a response writer and a request.
func requestOf(fn *ssa.Function) *ssa.Parameter {
	params := fn.Params
	if fn.Signature.Recv() != nil && len(params) > 0 {
		params = params[1:]
	}
	if len(params) != 2 || fn.Signature.Params().Len() != 2 || !isWriterAndRequest(fn.Signature) {
		return nil
	}
	return params[1]
}

// next is one call that hands the request to another handler.
type next struct {
	call ssa.CallInstruction
	to   Expr
	req  ssa.Value
}

// nexts returns the calls in fn that hand the request to a handler that is not
// known here: by its ServeHTTP method, or as a function value.
func (b *builder) nexts(fn *ssa.Function) []next {
	var list []next
	for _, instr := range instructions(fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		c := call.Common()
		var target ssa.Value
		args := c.Args
		switch {
		case c.IsInvoke() && c.Method.Name() == "ServeHTTP":
			target = c.Value
		case !c.IsInvoke() && c.StaticCallee() == nil && isHandler(c.Value.Type()):
			target = c.Value
		case !c.IsInvoke() && c.StaticCallee() != nil && c.StaticCallee().Name() == "ServeHTTP" && len(args) == 3:
			// (http.HandlerFunc).ServeHTTP(f, w, r), or a concrete handler.
			if obj := c.StaticCallee().Object(); obj == nil || obj.Pkg() == nil || b.known(c.StaticCallee()) {
				continue
			}
			target, args = args[0], args[1:]
		default:
			continue
		}
		if len(args) == 2 {
			list = append(list, next{call, b.expr(target), args[1]})
		}
	}
	return list
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
		body := b.flow.Field(n.req, "Body", n.call)
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

// guard looks for the check that every way to the next handler passes. A
// handler that hands nothing on is judged by what remains of it.
func (b *builder) guard(fn *ssa.Function, nexts []next) Guard {
	var best Guard
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		for side := range 2 {
			g, ok := b.check(branch, side, nexts)
			if ok && (g.State > best.State || g.State == best.State && best.Needs != "" && g.Needs == "") {
				best = g
			}
		}
	}
	return best
}

// check judges one branch whose successor on the given side is the rejecting
// one.
func (b *builder) check(branch *ssa.If, side int, nexts []next) (Guard, bool) {
	block := branch.Block()
	reject, accept := block.Succs[side], block.Succs[1-side]
	rejected := reachable(reject)
	if rejected[accept] || reject == accept {
		return Guard{}, false // both sides go on
	}
	// 1. The rejecting side must end the request.
	guarded, missed := 0, 0
	for _, n := range nexts {
		at := n.call.Block()
		switch {
		case rejected[at]:
			return Guard{}, false
		case accept.Dominates(at) && len(accept.Preds) == 1 || block.Dominates(at):
			guarded++
		default:
			missed++
		}
	}
	if len(nexts) == 0 && (reachable(accept)[reject] || !b.inline(block, accept, rejected)) {
		return Guard{}, false
	}
	if len(nexts) > 0 && guarded == 0 {
		return Guard{}, false
	}
	// 2. What it rejects on must depend on a credential.
	var cond, context, unseen *flow.Origin
	origins := b.flow.Origins(branch.Cond)
	for i := range origins {
		o := &origins[i]
		switch {
		case isCredential(o) && cond == nil:
			cond = o
		case o.Kind == flow.Source && o.Source == model.Context && o.Name != "" && context == nil:
			context = o
		case o.Kind == flow.Param && o.Flags&flow.Weak != 0 && unseen == nil && b.isRequest(branch.Parent(), o):
			unseen = o
		}
	}
	if cond == nil && context == nil && unseen == nil {
		return Guard{}, false
	}
	// 3. How it rejects tells a login from a quota.
	role := rejection(reject, rejected)
	if role == "" {
		return Guard{}, false
	}
	if len(nexts) == 0 && role != model.Auth {
		return Guard{}, false
	}
	g := Guard{State: Required, Role: role}
	if missed > 0 {
		g.State = Optional
	}
	place := b.placeOf(branch)
	switch {
	case cond != nil:
		g.Evidence = append(g.Evidence, cond.Steps...)
		if len(cond.Steps) == 0 {
			g.Evidence = append(g.Evidence, flow.Step{At: place, Text: cond.Describe() + " is read"})
		}
	case context != nil:
		g.Needs = context.Name
		g.Evidence = append(g.Evidence, context.Steps...)
	default:
		g.State = Unclear
	}
	g.Evidence = append(g.Evidence, flow.Step{At: place, Text: "the request ends here unless the check passes"})
	return g, true
}

// isRequest reports whether the origin is the request that fn or a function
// around it is called with.
func (b *builder) isRequest(fn *ssa.Function, o *flow.Origin) bool {
	sum := b.sums[o.Func]
	return sum != nil && inside(flow.ID(fn), o.Func) && slices.Contains(sum.Request, o.Index)
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

// reachable returns the blocks that control can reach from b.
func reachable(b *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	seen := map[*ssa.BasicBlock]bool{}
	var visit func(*ssa.BasicBlock)
	visit = func(x *ssa.BasicBlock) {
		if !seen[x] {
			seen[x] = true
			for _, s := range x.Succs {
				visit(s)
			}
		}
	}
	visit(b)
	return seen
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
		// A block beside the check: it must end the request as well, without
		// a way to the work.
		for to := range reachable(block) {
			if accept.Dominates(to) {
				return false
			}
		}
		if callsStore(block) {
			return false
		}
	}
	return true
}

// callsStore reports whether the block calls an interface's method other than
// the response writer's: work that a check should have come before.
func callsStore(block *ssa.BasicBlock) bool {
	return slices.ContainsFunc(block.Instrs, func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		return ok && call.Call.IsInvoke() && models.TypeSymbol(call.Call.Value.Type()) != "net/http.ResponseWriter"
	})
}

// rejection returns what a rejecting branch is for, by the status codes that it
// writes: Auth where it says so or says nothing, "" where it rejects for
// another reason.
func rejection(from *ssa.BasicBlock, blocks map[*ssa.BasicBlock]bool) model.Role {
	var codes []int64
	for _, block := range from.Parent().Blocks {
		if !blocks[block] || !from.Dominates(block) {
			continue
		}
		for _, instr := range block.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			for _, arg := range call.Common().Args {
				if mi, ok := arg.(*ssa.MakeInterface); ok {
					arg = mi.X
				}
				if c, ok := arg.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.Int {
					if n, exact := constant.Int64Val(c.Value); exact && n >= 300 && n < 600 {
						codes = append(codes, n)
					}
				}
			}
		}
	}
	if len(codes) == 0 {
		return model.Auth
	}
	for _, code := range codes {
		switch code {
		case 401, 403, 302, 303, 307:
			return model.Auth
		case 429:
			return model.RateLimit
		case 404: // hiding what exists from strangers
			return model.Auth
		}
	}
	return ""
}
