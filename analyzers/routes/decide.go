package routes

import (
	"go/constant"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
)

// Rows of tables and arguments often decide what is done with a route: a flag
// puts a guard before it, a verb chooses the call that registers it, what is nil
// is left out. Such a condition is decided where the row or the argument is
// known; until then it is a condition as any other.

// Given is a condition of an operation that can be decided: Cond holds, or, if Not
// is set, does not. When is the name that it has among the conditions.
type Given struct {
	Cond Expr
	Not  bool
	When string
}

// maxCond bounds a condition: what it asks of is a flag or a word.
const maxCond = 60

// Is kinds.
const (
	isSame  = ""      // Args[0] is Args[1]
	isEmpty = "empty" // Args[0] is a list without elements, or text without letters
)

// decided settles a comparison of two values, as far as they are known.
func (e Expr) decided() Expr {
	verdict := func(yes bool) Expr {
		if yes {
			return Expr{Kind: Const, Name: "true"}
		}
		return Expr{Kind: Const, Name: "false"}
	}
	if e.Name == isEmpty {
		switch x := e.Args[0]; x.Kind {
		case Nil:
			return verdict(true)
		case Const:
			return verdict(x.Name == "")
		case List:
			if !x.grows() {
				return verdict(len(x.Args) == 0)
			}
		}
		return e
	}
	x, y := e.Args[0], e.Args[1]
	switch {
	case y.Kind == Nil && x.Kind == Nil:
		return verdict(true)
	case y.Kind == Nil && x.exists():
		return verdict(false)
	case y.Kind == Const && x.Kind == Const:
		return verdict(x.Name == y.Name)
	case y.Kind == Const && x.Kind == Nil: // the zero value
		return verdict(y.Name == "" || y.Name == "false" || y.Name == "0")
	}
	return e
}

// exists reports whether the value is known not to be nil.
func (e *Expr) exists() bool {
	return slices.Contains([]Kind{Router, Func, Wrap, Object, List}, e.Kind)
}

// chosen returns the value that a decided condition chooses.
func (e Expr) chosen() Expr {
	if len(e.Args) != 3 || e.Args[0].Kind != Const {
		return e
	}
	if e.Args[0].Name == "true" {
		return e.Args[1]
	}
	return e.Args[2]
}

// Decide returns the operation without the conditions that are known to hold, and
// whether all others may.
func (op Op) Decide() (Op, bool) {
	var left []Given
	for _, given := range op.If {
		switch {
		case given.Cond.within(maxCond).Kind == Unknown:
		case given.Cond.Kind != Const:
			left = append(left, given)
		case (given.Cond.Name == "true") == given.Not:
			return op, false
		default:
			op.When = slices.DeleteFunc(slices.Clone(op.When), func(w string) bool { return w == given.When })
		}
	}
	op.If = left
	return op, true
}

// givens returns the conditions under which the block runs, as far as a caller or
// a table can decide them.
func (r *reader) givens(block *ssa.BasicBlock) []Given {
	if block == nil || block.Parent() != r.fn || block.Idom() == nil {
		return nil
	}
	if list, ok := r.decides[block]; ok {
		return list
	}
	above := block.Idom()
	list := r.givens(above)
	if side, ok := sideOf(above, block); ok {
		branch, isIf := above.Instrs[len(above.Instrs)-1].(*ssa.If)
		if isIf {
			r.b.fuel = maxFuel
			if cond, not, ok := r.b.condition(branch.Cond, 0); ok && cond.within(maxCond).Kind != Unknown {
				when := r.whenOf(block)
				given := Given{Cond: cond, Not: not != (side == 1)}
				if n := len(when); n > len(r.whenOf(above)) {
					given.When = when[n-1]
				}
				list = append(slices.Clip(list), given)
			}
		}
	}
	r.decides[block] = list
	return list
}

// condition returns a condition as a comparison that callers or tables decide,
// and whether it is the other way round.
func (b *builder) condition(cond ssa.Value, depth int) (e Expr, not, ok bool) {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			e, not, ok = b.condition(cond.X, depth)
			return e, !not, ok
		}
	case *ssa.BinOp:
		return b.against(cond, depth)
	}
	if !isBool(cond.Type()) {
		return Expr{}, false, false
	}
	e = b.read(cond, depth)
	if !e.symbolic() {
		return Expr{}, false, false
	}
	return Expr{Kind: Is, Args: []Expr{e, {Kind: Const, Name: "true"}}}.Settle(), false, true
}

func (b *builder) against(op *ssa.BinOp, depth int) (e Expr, not, ok bool) {
	c, isConst := op.Y.(*ssa.Const)
	if !isConst {
		return Expr{}, false, false
	}
	if call, ok := op.X.(*ssa.Call); ok && c.Value != nil && c.Value.Kind() == constant.Int && constant.Sign(c.Value) == 0 {
		builtin, ok := call.Call.Value.(*ssa.Builtin)
		if !ok || builtin.Name() != "len" {
			return Expr{}, false, false
		}
		x := b.read(call.Call.Args[0], depth)
		return Expr{Kind: Is, Name: isEmpty, Args: []Expr{x}}.Settle(), op.Op != token.EQL, x.symbolic() && slices.Contains([]token.Token{token.EQL, token.NEQ, token.GTR}, op.Op)
	}
	if op.Op != token.EQL && op.Op != token.NEQ || isError(op.X.Type()) {
		return Expr{}, false, false
	}
	if text, ok := firstLetter(op.X); ok && c.Value != nil {
		letter, _ := constant.Int64Val(c.Value)
		begins := Expr{Kind: Computed, Name: "strings.HasPrefix", Args: []Expr{b.read(text, depth), {Kind: Const, Name: string(rune(letter))}}}.Settle()
		return Expr{Kind: Is, Args: []Expr{begins, {Kind: Const, Name: "true"}}}.Settle(), op.Op == token.NEQ, begins.symbolic()
	}
	x, y := b.read(op.X, depth), b.read(c, depth)
	if !x.symbolic() || y.Kind != Const && y.Kind != Nil {
		return Expr{}, false, false
	}
	return Expr{Kind: Is, Args: []Expr{x, y}}.Settle(), op.Op == token.NEQ, true
}

// firstLetter returns the text whose first letter a value is.
func firstLetter(v ssa.Value) (ssa.Value, bool) {
	var of, at ssa.Value
	switch v := v.(type) {
	case *ssa.Index:
		of, at = v.X, v.Index
	case *ssa.Lookup:
		of, at = v.X, v.Index
	default:
		return nil, false
	}
	c, ok := at.(*ssa.Const)
	return of, ok && isString(of.Type()) && c.Value != nil && constant.Sign(c.Value) == 0
}

// symbolic reports whether the value is one that is known, or will be where its
// parameters and rows are.
func (e *Expr) symbolic() bool {
	switch e.Kind {
	case Const, Nil, Param, Row, Func, Router, Object, List, Wrap:
		return true
	case Select, Computed, Concat:
		return len(e.Args) > 0 && !slices.ContainsFunc(e.Args, func(a Expr) bool { return !a.symbolic() })
	}
	return false
}

// eitherWay returns the two values that a variable has on the sides of a branch.
func (b *builder) eitherWay(phi *ssa.Phi, depth int) (Expr, bool) {
	above := phi.Block().Idom()
	if len(phi.Edges) != 2 || above == nil || len(above.Instrs) == 0 {
		return Expr{}, false
	}
	branch, ok := above.Instrs[len(above.Instrs)-1].(*ssa.If)
	if !ok {
		return Expr{}, false
	}
	var sides [2]ssa.Value
	for i, edge := range phi.Edges {
		side := -1
		for s, succ := range above.Succs {
			pred := phi.Block().Preds[i]
			if pred == above && succ == phi.Block() || succ != phi.Block() && succ.Dominates(pred) && len(succ.Preds) == 1 {
				side = s
			}
		}
		if side < 0 || sides[side] != nil {
			return b.byWays(phi, above, depth, 0)
		}
		sides[side] = edge
	}
	if sides[0] == nil || sides[1] == nil {
		return Expr{}, false
	}
	return b.chosenBy(branch, b.isAnswering(phi.Type()), depth, func(side int) Expr { return b.read(sides[side], depth+2) }, b.flow.Position(phi.Pos()))
}

// chosenBy returns what is one thing on the one side of a branch, and another on the
// other, where callers, tables or settings decide which; settings only if they count.
func (b *builder) chosenBy(branch *ssa.If, settings bool, depth int, of func(side int) Expr, at flow.Position) (Expr, bool) {
	cond, not, ok := b.condition(branch.Cond, depth+1)
	is, set := Setting{}, false
	if settings {
		is, set = b.settled(branch.Cond)
	}
	if !ok && !set {
		return Expr{}, false
	}
	holds := 0
	if not {
		holds = 1
	}
	if set {
		if is.At, is.Params = b.placeOf(branch), nil; !not {
			is = is.Otherwise()
		}
		cond.Setting = &is
	}
	return Expr{Kind: Chosen, Args: []Expr{cond, of(holds), of(1 - holds)}, At: at}.Settle(), true
}

// maxConditions bounds the conditions that one text depends on.
const maxConditions = 4

// byWays returns the text that a variable has by which ways lead to it from a block,
// where each of the conditions between is one that callers or tables decide.
func (b *builder) byWays(phi *ssa.Phi, at *ssa.BasicBlock, depth, asked int) (Expr, bool) {
	if asked > maxConditions || !isString(phi.Type()) {
		return Expr{}, false
	}
	next := func(to *ssa.BasicBlock) (Expr, bool) {
		if to == phi.Block() {
			return b.read(phi.Edges[slices.Index(to.Preds, at)], depth+2), true
		}
		return b.byWays(phi, to, depth, asked+1)
	}
	switch last := at.Instrs[len(at.Instrs)-1].(type) {
	case *ssa.Jump:
		return next(at.Succs[0])
	case *ssa.If:
		cond, not, ok := b.condition(last.Cond, depth+1)
		if !ok {
			return Expr{}, false
		}
		yes, ok := next(at.Succs[0])
		if !ok {
			return Expr{}, false
		}
		no, ok := next(at.Succs[1])
		if not {
			yes, no = no, yes
		}
		return Expr{Kind: Chosen, Args: []Expr{cond, yes, no}, At: b.flow.Position(phi.Pos())}.Settle(), ok
	}
	return Expr{}, false
}

// computed returns the text that a function of texts makes, where these are
// known.
func (e Expr) computed() Expr {
	var texts []string
	for i, a := range e.Args {
		switch {
		case a.Kind == Const:
			texts = append(texts, a.Name)
		case a.Kind == Nil:
			texts = append(texts, "")
		case a.Kind == List && !a.grows() && i == 0 && e.Name == "strings.Join":
			var parts []Expr
			for _, part := range a.Args {
				if len(parts) > 0 {
					parts = append(parts, e.Args[1])
				}
				parts = append(parts, part)
			}
			return Expr{Kind: Concat, Args: parts, At: e.At}
		default:
			return e
		}
	}
	compute, ok := textFunctions[e.Name]
	if !ok || len(texts) != compute.args {
		return e
	}
	return Expr{Kind: Const, Name: compute.of(texts), At: e.At}
}

// textFunctions are the functions of the standard library that paths are made
// with, beside those that put parts together, and what is asked of them.
var textFunctions = map[string]struct {
	args int
	of   func([]string) string
}{
	"strings.TrimSuffix": {2, func(s []string) string { return strings.TrimSuffix(s[0], s[1]) }},
	"strings.TrimPrefix": {2, func(s []string) string { return strings.TrimPrefix(s[0], s[1]) }},
	"strings.TrimRight":  {2, func(s []string) string { return strings.TrimRight(s[0], s[1]) }},
	"strings.TrimLeft":   {2, func(s []string) string { return strings.TrimLeft(s[0], s[1]) }},
	"strings.Trim":       {2, func(s []string) string { return strings.Trim(s[0], s[1]) }},
	"strings.TrimSpace":  {1, func(s []string) string { return strings.TrimSpace(s[0]) }},
	"strings.ToLower":    {1, func(s []string) string { return strings.ToLower(s[0]) }},
	"strings.ToUpper":    {1, func(s []string) string { return strings.ToUpper(s[0]) }},
	"strings.ReplaceAll": {3, func(s []string) string { return strings.ReplaceAll(s[0], s[1], s[2]) }},
	"strings.Clone":      {1, func(s []string) string { return s[0] }},
	"strconv.Itoa":       {1, func(s []string) string { return s[0] }},
	"strings.HasPrefix":  {2, func(s []string) string { return strconv.FormatBool(strings.HasPrefix(s[0], s[1])) }},
	"strings.HasSuffix":  {2, func(s []string) string { return strconv.FormatBool(strings.HasSuffix(s[0], s[1])) }},
	"strings.Join":       {2, func(s []string) string { return s[0] }},
}
