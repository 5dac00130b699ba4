package routes

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// What an interceptor asks of the called method's name is read as questions, so
// that where the routes are known each gets its own answer.

// isNames reports whether values of t can be a list of methods' names.
func (b *builder) isNames(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return isString(u.Elem())
	case *types.Map:
		if !isString(u.Key()) {
			return false
		}
		switch elem := u.Elem().Underlying().(type) {
		case *types.Basic:
			return true
		case *types.Struct:
			return elem.NumFields() == 0
		case *types.Slice:
			return isString(elem.Elem())
		}
	}
	return false
}

// test is a question that a branch asks.
type test struct {
	test Test
	at   *ssa.If
	yes  int   // the successor where the answer is yes
	out  *edge // out of the loop that asks it of each of a list
}

// group is tests that lead to one place if any has a yes.
type group struct {
	test  Test
	tests []test
}

// groups returns the tests of fn on the name of the method that is called.
func (b *builder) groups(fn *ssa.Function) []group {
	var groups []group
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		t, ok := b.testOf(branch.Cond)
		if !ok {
			if !b.looksAtProcedure(branch.Cond) {
				continue
			}
			groups = append(groups, group{tests: []test{{at: branch}}})
			continue
		}
		one := test{test: t, at: branch}
		if t.Not {
			one.yes, one.test.Not = 1, false
		}
		one.out = b.loopExit(block)
		target := block.Succs[one.yes]
		i := slices.IndexFunc(groups, func(g group) bool {
			last := g.tests[len(g.tests)-1]
			return len(g.test.Any) > 0 && last.at.Block().Succs[last.yes] == target && last.at.Block().Succs[1-last.yes] == block
		})
		if i < 0 {
			groups = append(groups, group{test: one.test, tests: []test{one}})
			continue
		}
		g := &groups[i]
		g.test.Any = append(slices.Clone(g.test.Any), one.test.Any...)
		g.tests = append(g.tests, one)
	}
	return groups
}

// shutBy returns the edges that are not taken where the tests come out so. A test
// that cannot be read may come out either way.
func shutBy(groups []group, when []bool) map[edge]bool {
	shut := map[edge]bool{}
	for i, g := range groups {
		for j, t := range g.tests {
			block := t.at.Block()
			switch {
			case !when[i]:
				shut[edge{block, block.Succs[t.yes]}] = true
			case t.out != nil:
				shut[*t.out] = true
			case j == len(g.tests)-1:
				shut[edge{block, block.Succs[1-t.yes]}] = true
			}
		}
	}
	return shut
}

// loopExit returns the edge by which a loop ends that the block is in, nil if it
// is in none.
func (b *builder) loopExit(block *ssa.BasicBlock) *edge {
	for head := block.Idom(); head != nil; head = head.Idom() {
		if _, ok := head.Instrs[len(head.Instrs)-1].(*ssa.If); !ok || !b.reachable(block, nil)[head] {
			continue
		}
		for _, s := range head.Succs {
			if !b.reachable(s, nil)[block] {
				return &edge{head, s}
			}
		}
	}
	return nil
}

// looksAtProcedure reports whether a condition is made of the name of the method
// that is called, in whatever way.
func (b *builder) looksAtProcedure(cond ssa.Value) bool {
	seen := map[ssa.Value]bool{}
	var looks func(v ssa.Value) bool
	looks = func(v ssa.Value) bool {
		if v == nil || seen[v] || len(seen) > maxOrigins {
			return false
		}
		seen[v] = true
		if _, ok := b.procedure(v); ok {
			return true
		}
		instr, ok := b.captured(v).(ssa.Instruction)
		if !ok {
			return false
		}
		var buf [8]*ssa.Value
		return slices.ContainsFunc(instr.Operands(buf[:0]), func(op *ssa.Value) bool { return looks(*op) })
	}
	return looks(cond)
}

// procedure returns which part of the called method's name a value is, where it
// is read from where a library keeps that.
func (b *builder) procedure(v ssa.Value) (Expr, bool) {
	if !isString(v.Type()) {
		return Expr{}, false
	}
	symbol := ""
	switch v := v.(type) {
	case *ssa.UnOp:
		if at, ok := v.X.(*ssa.FieldAddr); ok {
			owner, field := fieldOf(at)
			symbol = owner + "." + field
		}
	case *ssa.Field:
		symbol = models.TypeSymbol(v.X.Type()) + "." + fieldName(v.X.Type(), v.Field)
	default:
		if call := callOf(v); call != nil {
			_, _, symbol, _ = b.callee(call.Common())
		}
	}
	part, ok := b.models.Procedure(symbol)
	return Expr{Kind: Procedure, Index: int(part)}, ok
}

// testOf reads a condition as a test of a method's name.
func (b *builder) testOf(cond ssa.Value) (Test, bool) {
	switch v := cond.(type) {
	case *ssa.UnOp:
		if v.Op == token.NOT {
			t, ok := b.testOf(v.X)
			t.Not = !t.Not
			return t, ok
		}
	case *ssa.Phi:
		return b.either(v)
	}
	q, ok := b.asksFor(cond)
	if !ok || q.Op == Rows {
		return Test{}, false
	}
	t := Test{Not: q.Not, Any: []Question{q}}
	t.Any[0].Not = false
	return t, true
}

// Map returns the test with f applied to what it asks.
func (t *Test) Map(f func(Expr) Expr) Test {
	out := Test{Not: t.Not, Any: make([]Question, len(t.Any))}
	for i, q := range t.Any {
		out.Any[i] = q.Map(f)
	}
	return out
}

// either reads a truth that one of several tests decides.
func (b *builder) either(phi *ssa.Phi) (Test, bool) {
	var all Test
	for i, e := range phi.Edges {
		v := e
		if c, ok := e.(*ssa.Const); ok {
			pred := phi.Block().Preds[i]
			branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
			if !ok || c.Value == nil || !constant.BoolVal(c.Value) || pred.Succs[0] != phi.Block() {
				return Test{}, false
			}
			v = branch.Cond
		}
		t, ok := b.testOf(v)
		if !ok || t.Not {
			return Test{}, false
		}
		all.Any = append(all.Any, t.Any...)
	}
	return all, true
}
