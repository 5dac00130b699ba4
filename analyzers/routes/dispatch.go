package routes

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
)

// Generated servers leave the answer to a method of an interface: what they are
// themselves is a middleware that reads parameters. Who answers is known where
// a type is put behind the interface.

// dispatched returns the call in fn of the method that answers in its place. It
// must come on every way through fn that does not fail, and what it returns must
// be all that fn has to say.
func (b *builder) dispatched(fn *ssa.Function) (next, bool) {
	var found *ssa.Call
	for _, instr := range instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || !call.Call.IsInvoke() || !b.answersFor(call) {
			continue
		}
		if found != nil {
			return next{}, false
		}
		found = call
	}
	if found == nil || !b.always(found) {
		return next{}, false
	}
	c := &found.Call
	to := Expr{
		Kind: Method, Name: c.Method.Name(), Func: models.TypeSymbol(c.Value.Type()),
		Args: []Expr{b.expr(c.Value)}, At: b.flow.At(found),
	}
	req := b.requestIn(c.Args) // a literal may have it from around it
	if p := b.requestAmong(fn.Params); p != nil {
		req = p
	}
	return next{at: found, to: to, req: req}, true
}

// behind returns the method of whatever stands behind an interface of the
// program's own, on the value v.
func (b *builder) behind(v ssa.Value, method string, depth int) (Expr, bool) {
	iface := models.TypeName(v.Type())
	if iface == nil || iface.Pkg() == nil || !types.IsInterface(v.Type()) || b.models.Modelled(iface.Pkg().Path()) {
		return Expr{}, false
	}
	return Expr{Kind: Method, Name: method, Func: models.TypeSymbol(v.Type()), Args: []Expr{b.read(v, depth)}}, true
}

// yields reports whether a method returns a handler or a middleware.
func (b *builder) yields(sig *types.Signature) bool {
	return sig.Results().Len() > 0 && b.wraps(sig)
}

// answersFor reports whether a call of an interface's method is one that answers
// in place of the function it stands in: it is given the request with a way to
// answer and is the last thing that happens, or it returns an answer.
func (b *builder) answersFor(call *ssa.Call) bool {
	sig := call.Call.Signature()
	behind := models.TypeName(call.Call.Value.Type())
	if behind == nil || behind.Pkg() == nil || isFailing(sig) || b.models.Modelled(behind.Pkg().Path()) {
		return false // of a library's interfaces it is known what they do
	}
	if results := sig.Results(); results.Len() > 0 && b.isAnswer(results.At(0).Type()) {
		return true
	}
	return b.isHandlerFunc(sig) && isTail(call)
}

// dispatches reports whether a method of the interface t can answer for another
// handler, or register routes.
func (b *builder) dispatches(t types.Type) bool {
	symbol := models.TypeSymbol(t)
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || symbol == "" || b.isRouter(t) || b.models.Modelled(models.TypeName(t).Pkg().Path()) {
		return false
	}
	if known, ok := b.repliers[symbol]; ok {
		return known
	}
	b.repliers[symbol] = false
	for m := range iface.Methods() {
		sig := m.Signature()
		if b.fills(sig) || b.takesRoutes(sig) || !isFailing(sig) && (b.isHandlerFunc(sig) || sig.Results().Len() > 0 && b.isAnswer(sig.Results().At(0).Type())) {
			b.repliers[symbol] = true
			break
		}
	}
	return b.repliers[symbol]
}

// isAnswer reports whether values of the interface t write themselves to a
// client.
func (b *builder) isAnswer(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for m := range iface.Methods() {
		for p := range m.Signature().Params().Variables() {
			if models.TypeSymbol(p.Type()) == httpResponse || b.isContext(p.Type()) {
				return !isFailing(m.Type())
			}
		}
	}
	return false
}

// isTail reports whether nothing happens behind a call but that its results are
// returned.
func isTail(call *ssa.Call) bool {
	instrs := call.Block().Instrs
	for _, instr := range instrs[slices.Index(instrs, ssa.Instruction(call))+1:] {
		switch instr := instr.(type) {
		case *ssa.Return, *ssa.Extract, *ssa.RunDefers, *ssa.DebugRef:
		case *ssa.Store: // of the result that a function has a name for
			if instr.Val != ssa.Value(call) {
				return false
			}
		case *ssa.UnOp:
		default:
			return false
		}
	}
	return len(call.Block().Succs) == 0
}

// always reports whether a call comes on every way through its function on which
// nothing has failed, and no chain was aborted.
func (b *builder) always(call *ssa.Call) bool {
	fn := call.Parent()
	for _, block := range fn.Blocks {
		_, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if ok && block != fn.Recover && !call.Block().Dominates(block) && !failing(block) && !b.fails(block) && !b.aborted(block) {
			return false
		}
	}
	return true
}

// fails reports whether a block hands an error to what answers with it.
func (b *builder) fails(block *ssa.BasicBlock) bool {
	return slices.ContainsFunc(block.Instrs, func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		for _, arg := range flow.Arguments(&call.Call) {
			if v := unwrap(arg); isErrorValue(v) {
				return true
			}
		}
		return false
	})
}

// complains reports whether a branch only asks whether a part of the request is
// there, and where it is not, leaves that to a function that is given as a value:
// what is missing is a parameter, whatever it is called.
func (b *builder) complains(branch *ssa.If, reject *ssa.BasicBlock) bool {
	if !asksPresence(branch.Cond) {
		return false
	}
	return slices.ContainsFunc(reject.Instrs, func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		return ok && !call.Call.IsInvoke() && call.Call.StaticCallee() == nil && isFailing(call.Call.Signature()) && len(statusesOf(&call.Call)) == 0
	})
}

// asksForm reports whether a condition asks if a part of the request could be
// read: who sends it does not matter to that.
func (b *builder) asksForm(cond ssa.Value) bool {
	op, ok := cond.(*ssa.BinOp)
	if !ok || !isError(op.X.Type()) {
		return false
	}
	call, ok := op.X.(*ssa.Call)
	if !ok {
		return false
	}
	_, pkg, symbol, _ := b.callee(&call.Call)
	return b.models.ReadError(pkg, symbol) && len(b.models.Sinks(symbol)) == 0
}

// asksPresence reports whether a condition asks if a value is there, and not
// which one.
func asksPresence(cond ssa.Value) bool {
	switch cond := cond.(type) {
	case *ssa.Extract:
		_, ok := cond.Tuple.(*ssa.Lookup)
		return ok
	case *ssa.BinOp:
		c, ok := cond.Y.(*ssa.Const)
		if !ok || cond.Op != token.EQL && cond.Op != token.NEQ {
			return false
		}
		if c.IsNil() { // http.ErrNoCookie
			x, ok := cond.X.(*ssa.Extract)
			if !ok {
				return false
			}
			call, ok := x.Tuple.(*ssa.Call)
			if !ok {
				return false
			}
			_, _, symbol, _ := flow.Callee(&call.Call)
			return symbol == "net/http.Request.Cookie"
		}
		return isString(cond.X.Type()) && constant.StringVal(c.Value) == "" || !isString(cond.X.Type())
	}
	return false
}

// isErrorValue reports whether v is an error that is there.
func isErrorValue(v ssa.Value) bool {
	if c, ok := v.(*ssa.Const); ok && c.IsNil() {
		return false
	}
	_, iface := v.Type().Underlying().(*types.Interface)
	return isError(v.Type()) || !iface && isFailure(v.Type())
}

// aborted reports whether a block is only reached where a flat chain has been
// aborted.
func (b *builder) aborted(block *ssa.BasicBlock) bool {
	for d := block; d != nil && d.Idom() != nil; d = d.Idom() {
		above := d.Idom()
		branch, ok := above.Instrs[len(above.Instrs)-1].(*ssa.If)
		if !ok || len(d.Preds) != 1 || above.Succs[0] != d {
			continue
		}
		if b.asksAborted(branch.Cond) {
			return true
		}
	}
	return false
}

// asksAborted reports whether a condition asks if a flat chain has been aborted.
func (b *builder) asksAborted(cond ssa.Value) bool {
	call, ok := cond.(*ssa.Call)
	if !ok {
		return false
	}
	_, _, symbol, _ := b.callee(&call.Call)
	return b.models.Aborted(symbol)
}

// asksHandler reports whether a condition asks if there is a handler at all: it
// was given when the chain was put together, whoever sends the request.
func (b *builder) asksHandler(cond ssa.Value) bool {
	op, ok := cond.(*ssa.BinOp)
	return ok && b.isHandler(op.X.Type()) && !isDecided(op.X)
}

// isDecided reports whether a value is chosen between here, or returned by a
// call: that can depend on the request.
func isDecided(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Phi, *ssa.Call, *ssa.Extract, *ssa.Lookup:
		return true
	}
	return false
}

// listed returns the list of handlers that fn runs one by one before it goes on
// itself, as long as none of them has aborted the chain. Where that is not
// asked, they keep nobody out.
func (b *builder) listed(call ssa.CallInstruction) (list Expr, stops, ok bool) {
	b.fuel = maxFuel
	c := call.Common()
	if c.IsInvoke() || c.StaticCallee() != nil || !b.isHandler(c.Value.Type()) {
		return Expr{}, false, false
	}
	row, ok := b.current(c.Value, 0)
	if !ok || row.Kind != Row {
		return Expr{}, false, false
	}
	block := call.Block()
	branch, asked := block.Instrs[len(block.Instrs)-1].(*ssa.If)
	return row.Args[0], asked && b.asksAborted(branch.Cond) && !b.inLoopOf(block.Succs[0], block), true
}

// inLoopOf reports whether a block leads back to another.
func (b *builder) inLoopOf(block, to *ssa.BasicBlock) bool { return b.reachable(block, nil)[to] }

// concrete returns a value that is put behind an interface as one whose type is
// known, for who calls its methods.
func (b *builder) concrete(v *ssa.MakeInterface, e Expr) Expr {
	if !b.dispatches(v.Type()) && !b.isRouting(v.Type()) {
		return e
	}
	b.learn(v)
	switch e.Kind {
	case Object:
		if e.Type == "" || b.dispatches(v.Type()) {
			e.Type = v.X.Type().String()
		}
		return e
	case Unknown, Nil:
		return Expr{Kind: Object, Type: v.X.Type().String(), At: e.At}
	case Param, Field, Global, Select, Apply, Row, Choice, Else, Done:
		return Expr{Kind: Object, Type: v.X.Type().String(), Args: []Expr{e}, At: e.At}
	}
	return e
}

// learn notes what the methods do that a value of another package has for an
// interface it is put behind: who is run for one package at a time learns of them
// here.
func (b *builder) learn(v *ssa.MakeInterface) {
	iface, ok := v.Type().Underlying().(*types.Interface)
	if !ok {
		return
	}
	for m := range iface.Methods() {
		obj, _, _ := types.LookupFieldOrMethod(v.X.Type(), true, m.Pkg(), m.Name())
		fn, ok := obj.(*types.Func)
		if !ok || fn.Pkg() == b.pass.Pkg {
			continue
		}
		if sum := b.summaryOf(fn); sum != nil && (sum.Info != nil || len(sum.Ops) > 0) {
			b.learnt[sum.Func] = sum
		}
	}
}
