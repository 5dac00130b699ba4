package routes

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// What a function does with routers is read instruction by instruction, into
// operations that whoever calls it can take over.

// reader reads one function.
type reader struct {
	b        *builder
	fn       *ssa.Function
	sum      *Summary
	consumed map[ssa.Value]bool // function literals that a modelled call takes
	when     map[*ssa.BasicBlock][]string
	decides  map[*ssa.BasicBlock][]Given
	stored   map[string][]int  // by field or variable, the operations that store in it
	ops      []*Op             // as they stand, in loops
	at       []ssa.Instruction // of each, in this function
	returned *ssa.Return       // the first that says something
}

// read summarises the function, unless generated code says by its type what it
// does.
func (r *reader) read() {
	if _, generated := r.b.makesService(r.fn.Signature); generated {
		return // what it does, its callers are told by its type
	}
	_, generated := r.b.registersService(r.fn.Signature)
	if generated || r.b.remote && r.b.fillsGateway(r.fn.Signature) && r.b.wasGenerated(r.fn) {
		r.b.inlined[r.sum.Func] = true // without a caller there is no service
	}
	r.consumed = map[ssa.Value]bool{}
	for _, instr := range instructions(r.fn) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			r.consume(call)
		}
	}
	for _, instr := range instructions(r.fn) {
		r.b.here = instr
		switch instr := instr.(type) {
		case ssa.CallInstruction:
			r.call(instr)
		case *ssa.MapUpdate:
			r.keep(instr)
			r.enter(instr)
			r.declares(instr)
		case *ssa.Alloc:
			if r.b.settings {
				r.flagged(instr)
			}
		case *ssa.Store:
			r.store(instr)
		case *ssa.MakeClosure:
			// A literal that is handed to code we do not see, as a command's
			// Run or a goroutine, runs at some time: what it does counts.
			if lit, ok := instr.Fn.(*ssa.Function); ok && !r.consumed[instr] && lit.Parent() == r.fn {
				r.inline(r.b.summary(lit), nil, "", instr)
			}
		case *ssa.Return:
			r.results(instr)
		}
	}
	// Literals without captured variables are plain operands.
	for _, lit := range r.fn.AnonFuncs {
		if len(lit.FreeVars) == 0 && !r.consumed[lit] {
			r.inline(r.b.summary(lit), nil, "", lit.Blocks[0].Instrs[0])
		}
	}
	r.finish()
	r.b.here = nil
	r.sum.Info = r.b.interceptor(r.fn, r.b.handler(r.fn))
	if r.sum.Info != nil {
		r.sum.Info.Variants = r.b.variants(r.fn)
	}
	if r.sum.Info == nil && len(r.sum.Results) > 0 && (r.b.wraps(r.fn.Signature) || r.composes()) {
		r.sum.Info = &Handler{Func: r.sum.Func, At: r.sum.At, Returns: r.sum.Results}
	}
	if r.sum.Info == nil && r.b.isDoubting(r.fn.Signature) {
		r.sum.Info = r.b.doubting(r.fn)
	}
	if r.sum.Info == nil {
		r.sum.Info = r.b.replying(r.fn)
	}
	if r.sum.Info == nil {
		r.sum.Info = r.b.denial(r.fn)
	}
	if aborts := r.b.aborting(r.fn); aborts != nil {
		r.info().Flat = aborts
	}
	asked := r.b.lenient(r.fn, succeeds)
	if asked.spares || asked.state != NoGuard {
		r.info().Spares, r.info().Lenient, r.info().Lets = asked.spares, asked.state, asked.lets
		r.info().Off, r.info().On = asked.off, asked.on
	}
	if outcomes := r.b.outcomes(r.fn); len(outcomes) > 0 {
		r.info().Outcomes = outcomes
	}
	if r.b.counts(r.fn) {
		r.info().Spares, r.info().Heedless = true, true
	} else if (asked.none() || asked.empty) && r.b.finds(r.fn) {
		r.info().Finds = true
	} else if parts := r.b.namedParts(r.fn); len(parts) > 0 {
		r.info().Parts = parts
	} else if r.b.heedless(r.fn) {
		r.info().Heedless = true
	}
	if r.b.compares(r.fn) {
		r.info().Compares = true
	}
	if setting := r.b.tellsSetting(r.fn); setting != nil {
		r.info().Setting = setting
	}
	if codes := r.b.answersWith(r.fn); len(codes) > 0 {
		r.info().Answers = codes
	}
	if r.b.looks(r.fn) {
		r.info().Looks = true
	}
	if r.b.holdsIt(r.fn) {
		r.info().Holds = true
	}
	if told := r.b.presence(r.fn); told != Undecided {
		r.info().Tells = told
	}
	if field := r.b.asksField(r.fn); field != "" {
		r.info().Field = field
	}
	if must := r.b.must(r.fn); must != nil {
		r.info().Must = must
	}
	if says := r.b.says(r.fn); says != nil {
		r.info().Says = says
	}
	if admits := r.b.admissions(r.fn); len(admits) > 0 {
		r.info().Admits = admits
	}
	if denies := r.b.denials(r.fn); len(denies) > 0 {
		r.info().Denies = denies
	}
	if r.b.enrols(r.fn) {
		r.info().Enrols = true
	}
	if effects := r.b.effects(r.fn); len(effects) > 0 {
		r.info().Effects = effects
	}
}

// info returns what the function does with a request, which is to help others if
// it is nothing else.
func (r *reader) info() *Handler {
	if r.sum.Info == nil {
		r.sum.Info = &Handler{Func: r.sum.Func, At: r.sum.At, Inner: true}
	}
	return r.sum.Info
}

// wraps reports whether a function returns a handler or a middleware.
func (b *builder) wraps(sig *types.Signature) bool {
	t := sig.Results().At(0).Type()
	return b.isHandling(t) || b.isMiddleware(t) || b.isPart(t)
}

// composes reports whether a literal puts text together: what it returns goes
// where the literal goes.
func (r *reader) composes() bool {
	return r.fn.Parent() != nil && len(r.sum.Results) == 1 && r.sum.Results[0].Kind == Concat
}

// consume marks function literals whose operations are taken over where they
// are called.
func (r *reader) consume(instr ssa.CallInstruction) {
	c := instr.Common()
	if !c.IsInvoke() {
		r.consumed[c.Value] = true
	}
	if _, router, _, name := r.router(c); router != nil {
		for _, m := range router.Mount {
			if m.Name == name && (m.Kind == model.MountFunc || m.Kind == model.GroupFunc) {
				if arg := argument(c, m.Arg, true); arg != nil {
					r.consumed[unwrap(arg)] = true
				}
			}
		}
	}
	if fn, _, _, _ := r.b.callee(c); fn != nil && !c.IsInvoke() && r.b.summaryOf(fn) != nil {
		for _, a := range c.Args {
			if _, ok := a.Type().Underlying().(*types.Signature); ok {
				r.consumed[unwrap(a)] = true
			}
		}
	}
}

// router returns the router model that a call belongs to, the expression it is
// called on, its library, and the called name.
func (r *reader) router(c *ssa.CallCommon) (recv ssa.Value, m *model.Router, path, name string) {
	fn, _, symbol, isMethod := r.b.callee(c)
	if fn == nil || symbol == "" {
		return nil, nil, "", ""
	}
	m, path, ok := r.b.ownerOf(c, fn, symbol)
	if !ok {
		return nil, nil, "", ""
	}
	switch {
	case isMethod && c.IsInvoke():
		recv = c.Value
	case isMethod, m.Default == "" && len(c.Args) > 0:
		recv = flow.Arguments(c)[0]
	}
	return recv, m, path, fn.Name()
}

// ownerOf returns the model of the router that a called method, or a function of
// the router's package, belongs to, and the path of the library.
func (b *builder) ownerOf(c *ssa.CallCommon, fn *types.Func, symbol string) (*model.Router, string, bool) {
	owner := strings.TrimSuffix(symbol, fn.Name())
	if fn.Signature().Recv() != nil {
		owner = strings.TrimSuffix(owner, ".")
	}
	m, path, ok := b.models.Router(owner)
	if !ok && c.IsInvoke() {
		return b.routerOf(c.Value.Type())
	}
	return m, path, ok
}

// call reads one call.
func (r *reader) call(instr ssa.CallInstruction) {
	c := instr.Common()
	if r.rpc(instr) {
		return
	}
	if recv, m, path, name := r.router(c); m != nil {
		if r.routerCall(instr, recv, m, path, name) {
			return
		}
	}
	if r.b.settings {
		r.configures(instr)
	}
	fn, pkg, symbol, isMethod := r.b.callee(c)
	if made, ok := instr.(*ssa.Call); ok {
		r.brings(made, symbol)
	}
	if fn != nil {
		r.construct(instr, fn, symbol)
		if serve, ok := r.b.models.Serve(symbol); ok && serve.Field == "" {
			op := r.op(Serve, instr)
			if serve.Default != "" {
				op.Router = Expr{Kind: Global, Name: pkg + "." + serve.Default}
			}
			switch {
			case serve.Handler >= 0:
				op.Handler = r.b.expr(argument(c, serve.Handler, isMethod))
			case c.IsInvoke():
				op.Handler = r.b.expr(c.Value)
			default:
				op.Handler = r.b.expr(flow.Arguments(c)[0])
			}
			op.Own = serve.Own
			if addr := argument(c, serve.Addr, isMethod); addr != nil {
				op.Path = r.b.expr(addr)
				if op.Path.Kind == List && len(op.Path.Args) > 0 {
					op.Path = op.Path.Args[0]
				}
			}
			r.add(op, instr)
			return
		}
	}
	site := r.site(instr)
	switch {
	case fn != nil && !c.IsInvoke() && r.b.takesRoutes(c.Signature()) && isOfInterface(c.Value):
		r.b.fuel = maxFuel
		r.invoke(r.b.expr(c.Value), r.b.exprs(c.Args), instr)
	case fn != nil && !c.IsInvoke():
		// What calls itself is no part of another. Initializers share a name.
		if sum := r.b.summaryOf(fn); sum != nil && sum.Func != r.sum.Func {
			r.b.inlined[sum.Func] = true
			if len(sum.Ops) > 0 { // else nobody asks what it is given
				r.b.fuel = maxFuel
				r.inline(sum, r.b.args(sum, flow.Arguments(c), 0), site, instr)
			}
		}
	case fn == nil && !c.IsInvoke():
		if _, ok := c.Value.(*ssa.Builtin); ok {
			return
		}
		called := r.b.expr(c.Value)
		if called.Kind == Param || called.Kind == Func || called.Kind == Choice || r.b.fills(c.Signature()) || r.b.takesRoutes(c.Signature()) {
			r.invoke(called, r.b.exprs(c.Args), instr)
		}
	case c.IsInvoke() && (r.b.fills(c.Signature()) || r.b.takesRoutes(c.Signature())):
		r.b.fuel = maxFuel
		if called, ok := r.b.behind(c.Value, c.Method.Name(), 0); ok {
			r.invoke(called, r.b.exprs(c.Args), instr)
		}
	}
}

// brings adds the middleware that a router has from the start.
func (r *reader) brings(made *ssa.Call, symbol string) {
	names := r.b.models.Brings(symbol)
	if len(names) == 0 {
		return
	}
	m, path, _ := r.b.models.NewRouter(symbol)
	for _, name := range names {
		op := r.op(Use, made)
		op.Router, op.Framework, op.Syntax, op.Order, op.Flat, op.Cuts = r.b.fresh(made), path, m.Syntax, m.Order, m.Flat, m.Cuts
		mw, _ := r.b.models.Middleware(name)
		op.Handler = Expr{Kind: Wrap, Name: name, Library: &Library{Role: mw.Role}, At: op.At}
		r.add(op, made)
	}
}

func (r *reader) site(instr ssa.Instruction) string { return r.b.siteOf(instr) }

// siteOf names a call among all: the function that it stands in, and where.
func (b *builder) siteOf(call ssa.Instruction) string {
	site := b.flow.ID(call.Parent()) + "@" + b.flow.At(call).String()
	b.makers[site] = call
	return site
}

// invoke reads a call of a function value: of a literal known here, or, as an
// operation that a caller can complete, of a parameter.
func (r *reader) invoke(fn Expr, args []Expr, instr ssa.Instruction) {
	r.invokeAt(fn, args, instr, r.op(Call, instr))
}

// invokeAt reads a call that stands where the operation says, in this function or
// in one that it calls: a router's method registers there.
func (r *reader) invokeAt(fn Expr, args []Expr, instr ssa.Instruction, by Op) {
	switch fn.Kind {
	case Func:
		if sum := r.b.find(fn.Name); sum != nil {
			r.b.inlined[sum.Func] = true
			bound := make([]*Op, 0, len(sum.Ops))
			for _, op := range sum.Ops {
				inside := op.mapped(fn.In)
				bound = append(bound, &inside)
			}
			if receiver, ok := fn.Receiver(); ok {
				args = slices.Concat([]Expr{receiver}, args)
			}
			r.inlineAt(&Summary{Func: sum.Func, Ops: bound, Outside: sum.Outside}, args, r.site(instr), instr, by)
		}
	case Param, Row, Select, Field, Global, Method, Apply:
		op := r.op(Call, instr)
		op.Handler, op.Args = fn, args
		if slices.ContainsFunc(args, func(e Expr) bool { return e.Kind != Unknown }) {
			r.add(op, instr)
		}
	case Choice:
		for _, alternative := range fn.Args {
			r.invokeAt(alternative, args, instr, by)
		}
	}
}

// isOfInterface reports whether a function value is a method that is bound to a value
// of an interface.
func isOfInterface(v ssa.Value) bool {
	mc, ok := v.(*ssa.MakeClosure)
	return ok && len(mc.Bindings) == 1 && mc.Fn.(*ssa.Function).Synthetic != "" && types.IsInterface(mc.Bindings[0].Type())
}

// fills reports whether a function is given a router, to register routes there.
func (b *builder) fills(sig *types.Signature) bool {
	for p := range sig.Params().Variables() {
		if b.isRouter(p.Type()) {
			return true
		}
	}
	return false
}

// find returns the summary of the function with the ID, of this package or of
// an imported one whose value was met here.
func (b *builder) find(id string) *Summary {
	if fn := b.byID[id]; fn != nil {
		return b.summary(fn)
	}
	return b.met[id]
}

// mapped returns the operation with f applied to every expression in it.
func (op Op) mapped(f func(Expr) Expr) Op {
	for _, part := range []**Expr{&op.Around, &op.Secured, &op.Asked, &op.Schemes} {
		if *part != nil {
			changed := f(**part)
			*part = &changed
		}
	}
	if len(op.Over) > 0 {
		over := make([]Expr, len(op.Over))
		for i, e := range op.Over {
			over[i] = f(e)
		}
		op.Over = over
	}
	op.Router, op.Path, op.Handler = f(op.Router), f(op.Path), f(op.Handler)
	if len(op.Args) > 0 {
		args := make([]Expr, len(op.Args))
		for i, a := range op.Args {
			args[i] = f(a)
		}
		op.Args = args
	}
	if len(op.If) > 0 {
		op.If = slices.Clone(op.If)
		for i := range op.If {
			op.If[i].Cond = f(op.If[i].Cond)
		}
	}
	return op
}

// inline adds the operations of a called function to the caller's.
func (r *reader) inline(sum *Summary, args []Expr, site string, instr ssa.Instruction) {
	if len(sum.Ops) > 0 {
		r.inlineAt(sum, args, site, instr, r.op(Call, instr))
	}
}

// inlineAt adds them where the call stands in a function that this one calls: what
// is registered by the call alone is registered there.
func (r *reader) inlineAt(sum *Summary, args []Expr, site string, instr ssa.Instruction, by Op) {
	when, tests := r.whenOf(instr.Block()), r.givens(instr.Block())
	filled := r.b.emptyAt(instr.Block())
	r.ops, r.at = slices.Grow(r.ops, len(sum.Ops)), slices.Grow(r.at, len(sum.Ops))
	call := substitution{fn: sum.Func, args: args, site: site}.all()
	_, runs := Op{If: tests}.Decide()
	for _, before := range sum.Ops {
		if before.Kind == Store && runs && !sum.Outside && !call.concerns(&before.Router) && !call.concerns(&before.Handler) && !slices.Contains(filled, before.Router.Name) {
			r.keepStore(before, instr) // it is the same whoever calls
			continue
		}
		// A route is registered where its path is known: a function that is handed
		// the path registers for those that call it.
		op := before.mapped(func(e Expr) Expr { return call.bounded(call.of(e)) })
		if sum.Outside || op.Generated != "" && op.Generated == sum.At.Package || op.tellsPath(before, sum.Func) {
			op.At, op.Excused = by.At, by.Excused
		}
		op.When, op.If = slices.Concat(when, op.When), slices.Concat(tests, op.If)
		op.reachedBy(r.b.flow.At(instr))
		op, ok := op.Decide()
		if !ok {
			continue
		}
		if op.Kind == Store && op.Router.Kind == Field && slices.Contains(filled, op.Router.Name) {
			op.Spare = Filling
		}
		if op.Kind == Call && (op.Handler.Kind == Func || op.Handler.Kind == Choice) {
			r.invokeAt(op.Handler, op.Args, instr, op)
			continue
		}
		r.add(op, instr)
	}
}

// tellsPath reports whether the path of an operation is one that the function fn
// was handed, and is known by now.
func (op *Op) tellsPath(before *Op, fn string) bool {
	handed := func(e Expr) bool { return e.Kind == Param && e.Func == fn }
	switch op.Kind {
	case Register:
		return handed(before.Path) && op.Path.Kind != Param
	case Call:
		for i, arg := range before.Args {
			if handed(arg) && (op.Args[i].Kind == Const || op.Args[i].Kind == Concat) {
				return true
			}
		}
	}
	return false
}

// maxOps bounds a summary. A function that does more is listed as unresolved.
const maxOps = 4000

func (r *reader) add(op Op, at ssa.Instruction) {
	if op.Kind == Store {
		// What can be in a field is asked of it, and not when it gets there.
		op.When, op.If = nil, nil
		r.keepStore(&op, at)
		return
	}
	r.append(&op, at)
}

// keepStore adds a store, unless it is there.
func (r *reader) keepStore(op *Op, at ssa.Instruction) {
	for _, i := range r.stored[op.Router.Name] {
		if r.ops[i].Handler.Equal(op.Handler) {
			return
		}
	}
	r.stored[op.Router.Name] = append(r.stored[op.Router.Name], len(r.ops))
	r.append(op, at)
}

func (r *reader) append(op *Op, at ssa.Instruction) {
	r.ops = append(r.ops, op)
	r.at = append(r.at, at)
}

// finish makes the operations that were read the function's.
func (r *reader) finish() {
	r.correlate()
	r.sum.Ops = slices.Grow(r.sum.Ops, min(len(r.ops), maxOps))
	for i, op := range r.ops {
		r.unroll(op, r.at[i], 0)
	}
}

// maxCalls bounds functions that are called by way of tables, and call others so.
const maxCalls = 5

// unroll adds the operations that one comes to, with the rows of tables put in,
// and with what the functions do that are called for a row.
func (r *reader) unroll(op *Op, at ssa.Instruction, depth int) {
	if op.isOne(r.table) {
		r.take(op, at, depth)
		return
	}
	for one := range op.Expand(r.table) {
		if one, ok := one.Decide(); ok {
			r.take(&one, at, depth)
		}
	}
}

// take adds one operation to those of the function, or what it calls.
func (r *reader) take(op *Op, at ssa.Instruction, depth int) {
	switch {
	case r.isForNobody(op):
	case len(r.sum.Ops) == maxOps:
		r.sum.Cut = true
	case op.Kind != Call || op.Handler.Kind != Func && op.Handler.Kind != Choice || depth == maxCalls:
		r.sum.Ops = append(r.sum.Ops, op)
	default:
		for _, inner := range r.calling(*op, at) {
			r.unroll(inner, at, depth+1)
		}
	}
}

// isForNobody reports whether an operation calls what a literal of another function is
// given, as an iterator does with the body of a loop: who calls the literal has its
// operations from the literal itself, and whoever calls this function cannot say more.
func (r *reader) isForNobody(op *Op) bool {
	of := op.Handler.Func
	return op.Kind == Call && op.Handler.Kind == Param && of != r.sum.Func && !inside(of, r.sum.Func) && !inside(r.sum.Func, of)
}

// calling returns the operations of the function that a call is of.
func (r *reader) calling(op Op, at ssa.Instruction) []*Op {
	before := *r
	r.ops, r.at, r.stored = nil, nil, map[string][]int{}
	r.invokeAt(op.Handler, op.Args, at, op)
	found := r.ops
	*r = before
	here := len(r.whenOf(at.Block()))
	for i, inner := range found {
		under := *inner
		under.When = slices.Concat(op.When, inner.When[min(here, len(inner.When)):])
		found[i] = &under
	}
	return found
}

// table returns the list that a row is of. Of a loop around this function, the one
// that has it decides.
func (r *reader) table(row Expr) (Expr, bool) {
	loop, _, _ := strings.Cut(row.Name, "@")
	if loop != r.sum.Func && inside(r.sum.Func, loop) {
		return row, false
	}
	return Known(row.Args[0])
}

func (r *reader) op(kind OpKind, instr ssa.Instruction) Op {
	at := r.b.flow.At(instr)
	return Op{Kind: kind, At: at, When: r.whenOf(instr.Block()), By: r.switchesOf(instr.Block()), If: r.givens(instr.Block()), Excused: r.b.flow.Excused(at)}
}
