package routes

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// A handler can be a router of its own: it compares the path of the request with
// constants, and does something else for each.

// Branch is what a handler does for one path.
type Branch struct {
	Path  string
	Below bool // for all that begins with it
	To    Expr // who answers, nothing if the handler does itself
	At    flow.Position
}

// minBranches is how many paths make a router. One is as often the exception of a
// handler for many.
const minBranches = 2

// branches returns the paths that fn answers apart, in the order in which it asks
// for them, and whether it answers others as well. What hands some requests on
// without asking for their path is a middleware with exceptions, and no router.
func (b *builder) branches(fn *ssa.Function, nexts []next) (list []Branch, others bool) {
	cut := map[edge]bool{}
	for _, block := range inOrder(fn) {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		path, below, side := b.comparison(branch.Cond)
		if path == "" {
			continue
		}
		to := block.Succs[side]
		cut[edge{block, to}] = true
		list = append(list, Branch{Path: path, Below: below, To: b.answerer(to, nexts), At: b.placeOf(branch)})
	}
	if len(list) < minBranches {
		return nil, true
	}
	rest := b.reachable(fn.Blocks[0], cut)
	if slices.ContainsFunc(nexts, func(n next) bool { return rest[n.at.Block()] }) {
		return nil, true
	}
	return list, !b.forbids(rest, 404, 405) && !b.calls(rest, "net/http.NotFound")
}

// calls reports whether one of the blocks calls the function.
func (b *builder) calls(blocks map[*ssa.BasicBlock]bool, symbol string) bool {
	for block := range blocks {
		for _, instr := range block.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				if _, _, called, _ := b.callee(call.Common()); called == symbol {
					return true
				}
			}
		}
	}
	return false
}

// answerer returns the handler that the request is left to from a block on, one
// of several where more than its path decides; nothing if there are none.
func (b *builder) answerer(from *ssa.BasicBlock, nexts []next) Expr {
	var found []Expr
	for _, n := range nexts {
		if from.Dominates(n.at.Block()) {
			found = append(found, n.to)
		}
	}
	for _, block := range from.Parent().Blocks {
		if !from.Dominates(block) {
			continue
		}
		for _, instr := range block.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			callee := call.Call.StaticCallee()
			if callee == nil || b.requestIn(call.Call.Args) == nil || !b.isHandler(handled(callee)) || !b.known(callee) {
				continue
			}
			e := b.function(callee)
			if callee.Signature.Recv() != nil {
				e.Env = []Binding{{Func: e.Name, Value: b.expr(call.Call.Args[0])}}
			}
			found = append(found, e)
		}
	}
	either := Expr{Kind: Choice}
	for _, e := range found {
		either.Args = either.with(e)
	}
	switch len(either.Args) {
	case 0:
		return Expr{}
	case 1:
		return either.Args[0]
	}
	return either
}

// handled returns the type of a function as a value, without its receiver.
func handled(fn *ssa.Function) types.Type {
	sig := fn.Signature
	return types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), sig.Variadic())
}

// comparison returns the constant that a condition holds the path of the request
// against, whether that is where the path begins, and on which side it does.
func (b *builder) comparison(cond ssa.Value) (path string, below bool, side int) {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			path, below, side = b.comparison(cond.X)
			return path, below, 1 - side
		}
	case *ssa.BinOp:
		if cond.Op != token.EQL && cond.Op != token.NEQ {
			return "", false, 0
		}
		if cond.Op == token.NEQ {
			side = 1
		}
		if path = rooted(cond.Y); path != "" && b.isPath(cond.X) {
			return path, false, side
		}
		if path = rooted(cond.X); path != "" && b.isPath(cond.Y) {
			return path, false, side
		}
	case *ssa.Call:
		if _, _, symbol, _ := b.callee(cond.Common()); symbol == "strings.HasPrefix" {
			if path = rooted(cond.Call.Args[1]); path != "" && b.isPath(cond.Call.Args[0]) {
				return path, true, 0
			}
		}
	}
	return "", false, 0
}

// rooted returns a constant that is a path.
func rooted(v ssa.Value) string {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String || !strings.HasPrefix(constant.StringVal(c.Value), "/") {
		return ""
	}
	return constant.StringVal(c.Value)
}

// isPath reports whether a value is the path of the request.
func (b *builder) isPath(v ssa.Value) bool {
	for {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
		case *ssa.Call:
			_, _, symbol, _ := b.callee(x.Common())
			src, ok := b.models.Source(symbol)
			return ok && src.Kind == model.URL && strings.HasSuffix(symbol, ".Path")
		case *ssa.UnOp:
			addr, ok := x.X.(*ssa.FieldAddr)
			if !ok || x.Op != token.MUL {
				return false
			}
			owner, field := fieldOf(addr)
			return owner == "net/url.URL" && field == "Path"
		default:
			return false
		}
	}
}
