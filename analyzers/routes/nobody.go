package routes

import (
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// A helper that is told who is calling, and sees no request, can let by whom it is
// told nothing of: a token that is empty needs no check, a post that is no draft is
// there for all. A check of what it answers keeps no stranger out.

// Admission says that a function may answer as the verdict wants where all of some
// parameters are empty: there is a way to that answer on which nothing is held
// against them.
type Admission struct {
	Verdict Verdict
	Params  uint64 // a bit for each, the receiver first
}

// maxAsked bounds the parameters of a function that are told apart, maxWays the
// blocks of one that is followed.
const (
	maxAsked = 5
	maxWays  = 100
)

// admissions returns what fn may answer for nobody.
func (b *builder) admissions(fn *ssa.Function) (list []Admission) {
	if len(fn.Blocks) < 2 || len(fn.Blocks) > maxWays || fn.Parent() != nil || fn.Synthetic != "" {
		return nil
	}
	var params []int
	for i, p := range fn.Params {
		if (i > 0 || fn.Signature.Recv() == nil) && b.tellsWho(p.Type()) {
			params = append(params, i)
		}
	}
	if len(params) == 0 || len(params) > maxAsked {
		return nil
	}
	var all uint64
	for _, i := range params {
		all |= 1 << i
	}
	whole := b.asNobody(fn, all)
	if !slices.ContainsFunc(fn.Blocks, func(block *ssa.BasicBlock) bool {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		return ok && whole.asks(branch.Cond) || slices.ContainsFunc(returned(block), whole.asks)
	}) {
		return nil
	}
	for _, v := range wantedOf(fn.Signature.Results()) {
		if whole.passes(v) {
			list = append(list, Admission{v, all})
			continue
		}
		for n, i := range params {
			one := uint64(1) << i
			for _, k := range params[n+1:] {
				if two := one | 1<<k; b.asNobody(fn, two).passes(v) {
					list = append(list, Admission{v, two})
				}
			}
			if !slices.ContainsFunc(list, func(a Admission) bool { return a.Verdict == v && a.Params&one != 0 }) && b.asNobody(fn, one).passes(v) {
				list = append(list, Admission{v, one})
			}
		}
	}
	return list
}

// returned returns what a block returns.
func returned(block *ssa.BasicBlock) []ssa.Value {
	if ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ok {
		return ret.Results
	}
	return nil
}

// tellsWho reports whether a parameter of type t may say who is calling, or what he
// has shown.
func (b *builder) tellsWho(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsString|types.IsBoolean|types.IsInteger) != 0
	case *types.Slice:
		return types.Identical(u.Elem(), types.Typ[types.Byte])
	case *types.Pointer:
		_, isStruct := u.Elem().Underlying().(*types.Struct)
		return isStruct && !b.flow.IsRequest(t)
	}
	return false
}

// wantedOf returns by which of its results a function may be asked whether all is well.
func wantedOf(results *types.Tuple) (list []Verdict) {
	for i := range results.Len() {
		switch t := results.At(i).Type(); t.Underlying().(type) {
		case *types.Basic:
			if isBool(t) {
				list = append(list, Verdict{Result: i, Value: "true"}, Verdict{Result: i, Value: "false"})
			}
		case *types.Pointer, *types.Interface:
			list = append(list, Verdict{Result: i, Value: isNil, Not: !isError(t)})
		}
	}
	return list
}

// nobody follows a function as it is called where some parameters are empty.
type nobody struct {
	b       *builder
	fn      *ssa.Function
	params  uint64
	settled bool // how conditions come out that settings decide
	asked   map[ssa.Value]bool

	headers *ssa.Parameter // those of whoever calls, without the one named header
	header  string
}

func (b *builder) asNobody(fn *ssa.Function, params uint64) *nobody {
	return &nobody{b: b, fn: fn, params: params, asked: map[ssa.Value]bool{}}
}

// is reports whether a value is one of the parameters, as it came.
func (n *nobody) is(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Parameter:
		return n.params&(1<<slices.Index(n.fn.Params, v)) != 0
	case *ssa.ChangeType:
		return n.is(v.X)
	case *ssa.Convert:
		return n.is(v.X)
	case *ssa.Call:
		_, _, symbol, _ := flow.Callee(v.Common())
		switch symbol {
		case "strings.TrimSpace", "strings.TrimPrefix", "strings.ToLower":
			return n.is(v.Call.Args[0])
		}
		return n.headers != nil && n.b.headerRead(v, n.headers) == n.header
	case *ssa.Lookup:
		return n.is(v.Index) && !v.CommaOk && isMap(v.X.Type())
	case *ssa.Extract:
		if look, ok := v.Tuple.(*ssa.Lookup); ok {
			return v.Index == 0 && n.is(look.Index)
		}
		of, _ := cutPrefix(v, 0)
		return of != nil && n.is(of)
	}
	return false
}

func isMap(t types.Type) bool {
	_, ok := t.Underlying().(*types.Map)
	return ok
}

// asks reports whether a value has to do with one of the parameters, or with the
// request where the function is given that as well.
func (n *nobody) asks(v ssa.Value) bool {
	if is, ok := n.asked[v]; ok {
		return is
	}
	n.asked[v] = false // it comes back here
	is := n.made(v)
	n.asked[v] = is
	return is
}

func (n *nobody) made(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const, *ssa.Global, *ssa.Function, *ssa.Builtin:
		return false
	case *ssa.Parameter:
		return n.is(v) || n.b.flow.IsRequest(v.Type()) && models.TypeSymbol(v.Type()) != "context.Context"
	case *ssa.FreeVar:
		return true
	case *ssa.Alloc:
		return n.filled(v, v)
	case *ssa.Phi:
		if n.chosen(v.Block()) {
			return true
		}
	case *ssa.Call:
		if n.is(v) {
			return true
		}
		if v.Call.IsInvoke() && v.Call.Method.FullName() == "(context.Context).Value" {
			return true // what the context holds
		}
	}
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return true
	}
	var buf [8]*ssa.Value
	return slices.ContainsFunc(instr.Operands(buf[:0]), func(op *ssa.Value) bool { return *op != nil && n.asks(*op) })
}

// filled reports whether what is stored in a variable, or in a part of it, has to do
// with them.
func (n *nobody) filled(of *ssa.Alloc, at ssa.Value) bool {
	return slices.ContainsFunc(*at.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.Store:
			return ref.Addr == at && n.asks(ref.Val)
		case *ssa.FieldAddr:
			return n.filled(of, ref)
		case *ssa.IndexAddr:
			return n.filled(of, ref)
		case *ssa.Call:
			return slices.ContainsFunc(ref.Call.Args, func(a ssa.Value) bool { return a != at && n.asks(a) })
		case *ssa.MakeClosure:
			return true
		}
		return false
	})
}

// chosen reports whether they decide by which way a block is come to.
func (n *nobody) chosen(block *ssa.BasicBlock) bool {
	from := block.Idom()
	return slices.ContainsFunc(n.fn.Blocks, func(above *ssa.BasicBlock) bool {
		branch, ok := above.Instrs[len(above.Instrs)-1].(*ssa.If)
		return ok && above != block && (from == nil || from.Dominates(above)) && !block.Dominates(above) && n.asks(branch.Cond)
	})
}

// side returns the side of a condition that is taken for nobody, where that is plain.
func (n *nobody) side(cond ssa.Value) (side int, known bool) {
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			side, known = n.side(c.X)
			return 1 - side, known
		}
	case *ssa.Const:
		return truthSide(isTrue(c)), true
	case *ssa.Parameter:
		return 1, n.is(c)
	case *ssa.Call:
		_, _, symbol, _ := flow.Callee(c.Common())
		if symbol == "strings.HasPrefix" && n.is(c.Call.Args[0]) {
			with, ok := c.Call.Args[1].(*ssa.Const)
			return 1, ok && telling(with)
		}
	case *ssa.Extract:
		if look, ok := c.Tuple.(*ssa.Lookup); ok && c.Index == 1 {
			return 1, n.is(look.Index)
		}
		if of, prefix := cutPrefix(c, 1); of != nil {
			return 1, prefix != nil && telling(prefix) && n.is(of)
		}
		return 1, n.failing(c)
	case *ssa.BinOp:
		if with, ok := c.Y.(*ssa.Const); ok && with.IsNil() && n.failing(c.X) {
			return truthSide(isError(c.X.Type()) == (c.Op == token.NEQ)), true
		}
		return n.compared(c)
	}
	return 0, false
}

// failing reports whether a value says how a call came out that was given a credential
// of the headers: an error, a truth beside something else, or what it has found.
func (n *nobody) failing(v ssa.Value) bool {
	call, _ := v.(*ssa.Call)
	x, isPart := v.(*ssa.Extract)
	if isPart {
		call, _ = x.Tuple.(*ssa.Call)
	}
	if n.headers == nil || call == nil || !slices.ContainsFunc(call.Call.Args, n.asks) {
		return false
	}
	_, isPointer := v.Type().Underlying().(*types.Pointer)
	return isError(v.Type()) || isPointer || isPart && isBool(v.Type()) && x.Index > 0
}

func truthSide(holds bool) int {
	if holds {
		return 0
	}
	return 1
}

// compared is as side for a comparison: nobody is not who is expected.
func (n *nobody) compared(c *ssa.BinOp) (side int, known bool) {
	x, y := c.X, c.Y
	if _, isConst := x.(*ssa.Const); isConst || n.is(y) {
		x, y = y, x
	}
	if call, ok := x.(*ssa.Call); ok && !n.is(x) {
		builtin, isBuiltin := call.Call.Value.(*ssa.Builtin)
		with, isConst := c.Y.(*ssa.Const)
		if !isBuiltin || builtin.Name() != "len" || !n.is(call.Call.Args[0]) || !isConst || x != c.X {
			return 0, false
		}
		return truthSide(constant.Compare(constant.MakeInt64(0), c.Op, with.Value)), true
	}
	if !n.is(x) || c.Op != token.EQL && c.Op != token.NEQ {
		return 0, false
	}
	with, isConst := y.(*ssa.Const)
	if !isConst && n.asks(y) {
		return 0, false
	}
	same := isConst && (with.IsNil() || !telling(with))
	return truthSide(same == (c.Op == token.EQL)), true
}

// passes reports whether there is a way to the answer that is wanted, whatever
// settings say.
func (n *nobody) passes(v Verdict) bool {
	for _, n.settled = range []bool{false, true} {
		if !n.reaches(v) {
			return false
		}
	}
	return true
}

func (n *nobody) reaches(v Verdict) bool {
	seen := map[string]bool{}
	var walk func(by edge, t truths) bool
	walk = func(by edge, t truths) bool {
		t = t.comingBy(by)
		key := t.key(by.to)
		if seen[key] || len(seen) > maxDecision {
			return false
		}
		seen[key] = true
		switch last := by.to.Instrs[len(by.to.Instrs)-1].(type) {
		case *ssa.Return:
			return by.to != n.fn.Recover && n.gives(last, t, v)
		case *ssa.If:
			cond := t.of(last.Cond)
			if side, known := n.side(cond); known {
				return walk(edge{by.to, by.to.Succs[side]}, t)
			}
			if n.asks(cond) {
				return false
			}
			if is, ok := n.b.settled(cond); ok && len(is.Params) == 0 {
				return walk(edge{by.to, by.to.Succs[truthSide(n.settled)]}, t)
			}
		}
		return slices.ContainsFunc(by.to.Succs, func(to *ssa.BasicBlock) bool { return walk(edge{by.to, to}, t) })
	}
	return walk(edge{to: n.fn.Blocks[0]}, truths{})
}

// comingBy returns what is known behind an edge: what each variable is given there.
func (t truths) comingBy(by edge) truths {
	i := slices.Index(by.to.Preds, by.from)
	if _, ok := by.to.Instrs[0].(*ssa.Phi); !ok || i < 0 {
		return t
	}
	out := maps.Clone(t)
	for _, instr := range by.to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		out[phi] = t.of(phi.Edges[i])
	}
	return out
}

// of returns what a variable is on the way.
func (t truths) of(v ssa.Value) ssa.Value {
	if phi, ok := v.(*ssa.Phi); ok && t[phi] != nil {
		return t[phi]
	}
	return v
}

// gives reports whether a return may give what is wanted without a look at them.
func (n *nobody) gives(ret *ssa.Return, t truths, v Verdict) bool {
	if v.Result >= len(ret.Results) {
		return false
	}
	of := t.of(ret.Results[v.Result])
	if load, ok := of.(*ssa.UnOp); ok && load.Op == token.MUL {
		if _, local := load.X.(*ssa.Alloc); local {
			if of = lastStored(load); of == nil {
				return false
			}
		}
	}
	if value, known := exact(of); known {
		return (value == v.Value) != v.Not
	}
	if foundNotNil(of, ret.Block()) {
		return v.Value == isNil && v.Not
	}
	if isErrorMade(of) {
		return v.Value != isNil || v.Not
	}
	if isBool(of.Type()) {
		if side, known := n.side(of); known {
			return side == truthSide(v.Value == "true")
		}
	}
	return !n.asks(of)
}

// namesRoute reports whether a value may say which route or method a request is for.
func (b *builder) namesRoute(v ssa.Value) bool {
	return isString(v.Type()) && slices.ContainsFunc(b.origins(v), func(o flow.Origin) bool {
		return o.Kind == flow.Source && o.Source == model.URL || o.Kind == flow.Param && b.isRequest(v.Parent(), &o)
	})
}

// admitsNobody reports whether a condition asks a function what it answers, where the
// request goes on on the given side, that answers so for strangers as well: nothing is
// held against what it is told of them.
func (b *builder) admitsNobody(cond ssa.Value, side int) bool {
	call, v, ok := b.answerAsked(cond, side)
	if !ok {
		return false
	}
	sum := b.helper(call)
	if sum == nil || len(sum.Info.Admits) == 0 {
		return false
	}
	var told uint64
	for i, a := range call.Call.Args {
		switch _, isConst := unwrap(a).(*ssa.Const); {
		case i == 0 && call.Call.Signature().Recv() != nil:
		case isConst:
			return false // it is asked for this alone
		case !b.flow.IsRequest(a.Type()) && slices.ContainsFunc(b.origins(a), func(o flow.Origin) bool {
			return isCredential(&o) || o.Kind == flow.Source && o.Source == model.Context && o.Name != "" || b.fieldKey(&o) != ""
		}):
			told |= 1 << i
		case b.namesRoute(a):
			return false // what is asked for may decide
		}
	}
	return told != 0 && slices.ContainsFunc(sum.Info.Admits, func(a Admission) bool { return a.Verdict == v && told&^a.Params == 0 })
}
