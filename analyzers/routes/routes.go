// Package routes reads, one package at a time, which routes a function
// registers, what it wraps around them, and what every middleware proves.
//
// It builds no table: a package sees only its own part of one. What it records
// is symbolic in the parameters of each function, and package link puts the
// parts together where a router is served.
package routes

import (
	"cmp"
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// Analyzer yields a *[Record] and exports the summaries of exported functions.
var Analyzer = &analysis.Analyzer{
	Name:       "apiward_routes",
	Doc:        "read which routes a package registers and what guards them",
	URL:        "https://pkg.go.dev/github.com/apiward/apiward/analyzers",
	Requires:   []*analysis.Analyzer{flow.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[*Record](),
	FactTypes:  []analysis.Fact{(*FuncFact)(nil)},
}

func run(pass *analysis.Pass) (any, error) {
	rec := &Record{Package: pass.Pkg.Path(), Main: pass.Pkg.Name() == "main", Testing: importsTesting(pass.Pkg)}
	if !flow.Summarised(pass) {
		return rec, nil
	}
	b := &builder{
		pass: pass, flow: pass.ResultOf[flow.Analyzer].(*flow.Package),
		done: map[*ssa.Function]*Summary{}, busy: map[*ssa.Function]bool{}, inlined: map[string]bool{}, learnt: map[string]*Summary{},
		imported: map[*types.Func]*Summary{}, stores: map[*ssa.Alloc][]*ssa.Store{}, bindings: map[*ssa.FreeVar]ssa.Value{},
		sums: map[string]*flow.Summary{}, byID: map[string]*ssa.Function{}, options: map[string][]*ssa.Call{}, repliers: map[string]bool{}, standIns: map[string]standIn{},
		makers: map[string]ssa.Instruction{}, texts: map[*ssa.Global]ssa.Value{}, happened: map[ssa.Value][]event{}, placed: map[*ssa.Function]map[ssa.Instruction]int{}, open: map[ssa.Value]bool{},
		holding: map[types.Type]bool{}, mentions: map[*Summary]map[int]bool{},
	}
	b.models, b.own = b.flow.Models(), flow.FirstParty(pass)
	b.serviceTypes, b.remote = map[types.Type]bool{}, b.servesCalls()
	b.loading = map[ssa.Instruction]bool{}
	for _, fn := range b.flow.Funcs {
		b.byID[b.flow.ID(fn)] = fn
	}
	for _, s := range b.flow.Summaries {
		b.sums[s.Func] = s
	}
	b.index()
	b.readEmbeds()
	for _, fn := range b.flow.Funcs {
		b.summary(fn)
	}
	for _, fn := range b.flow.Funcs {
		sum := b.done[fn]
		if sum.trivial() {
			continue
		}
		rec.Summaries = append(rec.Summaries, sum)
		if obj, ok := fn.Object().(*types.Func); ok && obj.Exported() && !rec.Main {
			out := exported(sum, fn.Signature.Results())
			if !b.own {
				out = out.outside()
			}
			if !out.trivial() {
				pass.ExportObjectFact(obj, &FuncFact{out})
			}
		}
	}
	if !b.own {
		return &Record{Package: rec.Package}, nil
	}
	slices.SortStableFunc(rec.Summaries, func(x, y *Summary) int { return cmp.Compare(x.Func, y.Func) })
	for id := range b.inlined {
		rec.Inlined = append(rec.Inlined, id)
	}
	slices.Sort(rec.Inlined)
	for _, id := range slices.Sorted(maps.Keys(b.learnt)) {
		rec.Answers = append(rec.Answers, &Summary{Func: id, At: b.learnt[id].At, Info: b.learnt[id].Info})
	}
	rec.Bodies = b.bodies()
	return rec, nil
}

// exported returns the summary as other packages see it: what is complete in
// this package is marked, since it is reported here.
func exported(sum *Summary, results *types.Tuple) Summary {
	out := *sum
	out.Results = slices.Clone(sum.Results)
	for i := range out.Results {
		if i < results.Len() && !canRoute(results.At(i).Type()) {
			out.Results[i] = Expr{}
		}
	}
	out.Ops = slices.Clone(sum.Ops)
	for i := range out.Ops {
		op := &out.Ops[i]
		op.Done = op.Kind == Serve && !op.Handler.open()
	}
	return out
}

// canRoute reports whether a value of type t can be a handler, a middleware, a
// router, a path, or hold one.
func canRoute(t types.Type) bool {
	if b, ok := t.Underlying().(*types.Basic); ok {
		return b.Info()&types.IsString != 0
	}
	return !types.Identical(t, types.Universe.Lookup("error").Type())
}

// builder reads one package.
type builder struct {
	pass         *analysis.Pass
	models       *models.Index
	flow         *flow.Package
	sums         map[string]*flow.Summary
	done         map[*ssa.Function]*Summary
	busy         map[*ssa.Function]bool
	byID         map[string]*ssa.Function
	embeds       map[types.Object]bool // variables that hold files
	inlined      map[string]bool
	learnt       map[string]*Summary // methods of other packages that are put behind interfaces here
	imported     map[*types.Func]*Summary
	stores       map[*ssa.Alloc][]*ssa.Store
	bindings     map[*ssa.FreeVar]ssa.Value
	dead         map[*ssa.BasicBlock]bool   // of the function at hand, those that abort its chain
	own          bool                       // the package is the user's
	options      map[string][]*ssa.Call     // calls of options by which guards let requests by
	standIns     map[string]standIn         // by interface, the router that it stands for
	repliers     map[string]bool            // by interface, whether its methods can answer requests
	makers       map[string]ssa.Instruction // of routers, by place
	texts        map[*ssa.Global]ssa.Value  // what variables are made as that hold text and nothing else
	happened     map[ssa.Value][]event
	placed       map[*ssa.Function]map[ssa.Instruction]int
	here         ssa.Instruction    // what is being read: structs are read as they are there
	open         map[ssa.Value]bool // structs that are being read
	holding      map[types.Type]bool
	mentions     map[*Summary]map[int]bool
	shut         map[edge]bool            // of the function at hand, those that the case at hand does not take
	serviceTypes map[types.Type]bool      // interfaces of services, and others
	remote       bool                     // the package has to do with calls of methods
	loading      map[ssa.Instruction]bool // those of variables that are being read: one can be made of itself
	fuel         int                      // values that may still be read for the current expression
}

// index records what captured variables are bound to and what variables hold.
func (b *builder) index() {
	for _, fn := range b.flow.Funcs {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				if mc, ok := instr.(*ssa.MakeClosure); ok {
					for i, v := range mc.Bindings {
						b.bindings[mc.Fn.(*ssa.Function).FreeVars[i]] = v
					}
				}
			}
		}
	}
	for _, fn := range b.flow.Funcs {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				if st, ok := instr.(*ssa.Store); ok {
					b.noteText(st)
					if alloc, ok := b.captured(st.Addr).(*ssa.Alloc); ok {
						b.stores[alloc] = append(b.stores[alloc], st)
					}
				}
				b.noteOption(instr)
			}
		}
	}
}

// captured returns the variable that a captured one is.
func (b *builder) captured(v ssa.Value) ssa.Value {
	for {
		fv, ok := v.(*ssa.FreeVar)
		if !ok || b.bindings[fv] == nil {
			return v
		}
		v = b.bindings[fv]
	}
}

// summary returns the summary of fn, made on first use so that callees come
// before callers. A function that is being summarised is empty to itself.
func (b *builder) summary(fn *ssa.Function) *Summary {
	if sum := b.done[fn]; sum != nil {
		return sum
	}
	sum := &Summary{Func: b.flow.ID(fn), At: b.flow.Position(fn.Pos())}
	if b.busy[fn] {
		return sum
	}
	b.busy[fn] = true
	defer func(at ssa.Instruction, fuel int) { b.here, b.fuel = at, fuel }(b.here, b.fuel)
	r := &reader{b: b, fn: fn, sum: sum, when: map[*ssa.BasicBlock][]string{}, decides: map[*ssa.BasicBlock][]Given{}, stored: map[string][]int{}}
	r.read()
	b.busy[fn] = false
	b.done[fn] = sum
	return sum
}

// summaryOf returns the summary of a declared function, nil if there is none.
func (b *builder) summaryOf(obj *types.Func) *Summary {
	obj = obj.Origin()
	if obj.Pkg() == b.pass.Pkg {
		if fn := b.flow.SSA.Prog.FuncValue(obj); fn != nil && fn.Blocks != nil {
			return b.summary(fn)
		}
		return nil
	}
	sum, ok := b.imported[obj]
	if !ok {
		if fact := new(FuncFact); b.pass.ImportObjectFact(obj, fact) {
			sum = &fact.Summary
		}
		b.imported[obj] = sum
	}
	return sum
}

// reader reads one function.
type reader struct {
	b        *builder
	fn       *ssa.Function
	sum      *Summary
	consumed map[ssa.Value]bool // function literals that a modelled call takes
	when     map[*ssa.BasicBlock][]string
	decides  map[*ssa.BasicBlock][]Given
	stored   map[string][]int  // by field or variable, the operations that store in it
	ops      []Op              // as they stand, in loops
	at       []ssa.Instruction // of each, in this function
}

func (r *reader) read() {
	if _, generated := r.b.makesService(r.fn.Signature); generated {
		return // what it does, its callers are told by its type
	}
	if r.b.remote && r.b.fillsGateway(r.fn.Signature) {
		return
	}
	if _, generated := r.b.registersService(r.fn.Signature); generated {
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
	asked := r.b.lenient(r.fn)
	if asked.spares || asked.state != NoGuard {
		r.info().Spares, r.info().Lenient, r.info().Lets = asked.spares, asked.state, asked.lets
	}
	if (asked == leniency{} || asked.empty) && r.b.finds(r.fn) {
		r.info().Finds = true
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
	if says := r.b.says(r.fn); says != nil {
		r.info().Says = says
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
	if fn, _, _, _ := flow.Callee(c); fn != nil && !c.IsInvoke() && r.b.summaryOf(fn) != nil {
		for _, a := range c.Args {
			if _, ok := a.Type().Underlying().(*types.Signature); ok {
				r.consumed[unwrap(a)] = true
			}
		}
	}
}

// unwrap strips conversions that keep a value what it is.
func unwrap(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.ChangeType:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		default:
			return v
		}
	}
}

// argument returns the i-th argument of a call, the receiver not counted.
func argument(c *ssa.CallCommon, i int, recv bool) ssa.Value {
	if i < 0 {
		return nil
	}
	if recv && !c.IsInvoke() {
		i++
	}
	args := flow.Arguments(c)
	if i >= len(args) {
		return nil
	}
	return args[i]
}

// router returns the router model that a call belongs to, the expression it is
// called on, its library, and the called name.
func (r *reader) router(c *ssa.CallCommon) (recv ssa.Value, m *model.Router, path, name string) {
	fn, _, symbol, isMethod := flow.Callee(c)
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
	fn, pkg, symbol, isMethod := flow.Callee(c)
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
	case fn != nil && !c.IsInvoke():
		// What calls itself is no part of another. Initializers share a name.
		if sum := r.b.summaryOf(fn); sum != nil && sum.Func != r.sum.Func {
			r.b.inlined[sum.Func] = true
			r.b.fuel = maxFuel
			r.inline(sum, r.b.args(sum, flow.Arguments(c), 0), site, instr)
		}
	case fn == nil && !c.IsInvoke():
		if _, ok := c.Value.(*ssa.Builtin); ok {
			return
		}
		r.invoke(r.b.expr(c.Value), r.b.exprs(c.Args), instr)
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
		op.Handler = Expr{Kind: Wrap, Name: name, Role: mw.Role, At: op.At}
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
	switch fn.Kind {
	case Func:
		if sum := r.b.find(fn.Name); sum != nil {
			r.b.inlined[sum.Func] = true
			bound := make([]Op, 0, len(sum.Ops))
			for _, op := range sum.Ops {
				bound = append(bound, op.mapped(fn.In))
			}
			if receiver, ok := fn.receiver(); ok {
				args = slices.Concat([]Expr{receiver}, args)
			}
			r.inline(&Summary{Func: sum.Func, Ops: bound}, args, r.site(instr), instr)
		}
	case Param:
		op := r.op(Call, instr)
		op.Handler, op.Args = fn, args
		if slices.ContainsFunc(args, func(e Expr) bool { return e.Kind != Unknown }) {
			r.add(op, instr)
		}
	case Choice:
		for _, alternative := range fn.Args {
			r.invoke(alternative, args, instr)
		}
	}
}

// find returns the summary of the function with the ID, of this package or of
// an imported one whose value was met here.
func (b *builder) find(id string) *Summary {
	if fn := b.byID[id]; fn != nil {
		return b.summary(fn)
	}
	for obj, sum := range b.imported {
		if sum != nil && obj.FullName() == id {
			return sum
		}
	}
	return nil
}

// mapped returns the operation with f applied to every expression in it.
func (op Op) mapped(f func(Expr) Expr) Op {
	for _, part := range []**Expr{&op.Around, &op.Secured} {
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
	args := make([]Expr, len(op.Args))
	for i, a := range op.Args {
		args[i] = f(a)
	}
	op.Args = args
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
	if len(sum.Ops) == 0 {
		return
	}
	when, tests := r.whenOf(instr.Block()), r.givens(instr.Block())
	filled := r.b.emptyAt(instr.Block())
	for _, op := range sum.Ops {
		// A route is registered where its path is known: a function that is handed
		// the path registers for those that call it.
		handed := op.Kind == Register && op.Path.Kind == Param && op.Path.Func == sum.Func
		op = op.mapped(func(e Expr) Expr { return e.Subst(sum.Func, args, site).bounded() })
		if sum.Outside || handed && op.Path.Kind != Param {
			op.At = r.b.flow.At(instr)
			op.Excused = r.b.flow.Excused(op.At)
		}
		op.When, op.If = slices.Concat(when, op.When), slices.Concat(tests, op.If)
		op, ok := op.Decide()
		if !ok {
			continue
		}
		if op.Kind == Store && op.Router.Kind == Field && slices.Contains(filled, op.Router.Name) {
			op.Spare = Filling
		}
		if op.Kind == Call && op.Handler.Kind != Param {
			r.invoke(op.Handler, op.Args, instr)
			continue
		}
		r.add(op, instr)
	}
}

// maxOps bounds a summary. A function that does more is listed as unresolved.
const maxOps = 4000

func (r *reader) add(op Op, at ssa.Instruction) {
	if op.Kind == Store {
		// What can be in a field is asked of it, and not when it gets there.
		op.When, op.If = nil, nil
		for _, i := range r.stored[op.Router.Name] {
			if r.ops[i].Handler.Equal(op.Handler) {
				return
			}
		}
		r.stored[op.Router.Name] = append(r.stored[op.Router.Name], len(r.ops))
	}
	r.ops = append(r.ops, op)
	r.at = append(r.at, at)
}

// finish makes the operations that were read the function's.
func (r *reader) finish() {
	r.correlate()
	for _, op := range r.ops {
		for _, op := range op.Expand(r.table) {
			op, ok := op.Decide()
			if !ok {
				continue
			}
			if len(r.sum.Ops) == maxOps {
				r.sum.Cut = true
				return
			}
			r.sum.Ops = append(r.sum.Ops, op)
		}
	}
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
	return Op{Kind: kind, At: at, When: r.whenOf(instr.Block()), If: r.givens(instr.Block()), Excused: r.b.flow.Excused(at)}
}

// routerCall reads a call of a router's method, or of a function that takes the
// router, and reports whether the model has a meaning for it.
func (r *reader) routerCall(instr ssa.CallInstruction, recv ssa.Value, m *model.Router, path, name string) bool {
	c := instr.Common()
	_, _, _, isMethod := flow.Callee(c)
	on := Expr{Kind: Global, Name: path + "." + m.Default}
	if recv != nil {
		on = r.b.expr(recv)
	}
	op := r.op(0, instr)
	op.Router, op.Framework, op.Syntax, op.Order, op.Flat, op.Cuts, op.Through = on, path, m.Syntax, m.Order, m.Flat, m.Cuts, m.Through
	for _, reg := range m.Register {
		if reg.Name == name {
			r.register(instr, op, reg, isMethod)
			return true
		}
	}
	for _, refine := range m.Refine {
		if refine.Name == name {
			r.refine(instr, op, refine, isMethod)
			return true
		}
	}
	for _, use := range m.Use {
		if use.Name == name {
			r.use(instr, op, use, isMethod)
			return true
		}
	}
	for _, mount := range m.Mount {
		if mount.Name == name {
			r.mount(instr, op, mount, isMethod)
			return true
		}
	}
	return false
}

// register reads a call that binds a handler.
func (r *reader) register(instr ssa.CallInstruction, op Op, reg model.Register, isMethod bool) {
	c := instr.Common()
	op.Kind, op.Method, op.Files, op.Rest = Register, reg.Method, reg.Files, reg.Rest
	if path := argument(c, reg.Path, isMethod); path != nil {
		op.Path = r.b.expr(path)
	} else {
		op.Path = Expr{Kind: Const}
	}
	if reg.Described != nil || reg.Changed > 0 {
		r.describe(c, &op, reg)
	}
	handler := argument(c, reg.Handler, isMethod)
	switch {
	case handler == nil:
		fn, _, symbol, _ := flow.Callee(c)
		op.Handler = Expr{Kind: Wrap, Name: symbol, Role: model.Other, At: op.At}
		if fn == nil {
			op.Handler = Expr{At: op.At}
		}
	case reg.List:
		op.Handler = r.b.listFrom(c, reg.Handler, isMethod)
	default:
		op.Handler = r.b.expr(handler)
	}
	if around := argument(c, reg.Around, isMethod); reg.Around > 0 && around != nil {
		list := r.b.expr(around)
		op.Around = &list
	}
	if method := argument(c, reg.MethodArg, isMethod); method != nil {
		op.Args = []Expr{r.b.expr(method)}
	}
	r.add(op, instr)
}

// use reads a call that adds middleware.
func (r *reader) use(instr ssa.CallInstruction, op Op, use model.Use, isMethod bool) {
	switch {
	case use.Mixed:
		r.mixed(instr, op, use, isMethod)
		return
	case use.Changes:
		r.changes(instr, op, use, isMethod)
		return
	}
	r.adds(instr, op, r.b.variadic(instr.Common(), use.Arg, isMethod))
}

// adds adds middleware to a router.
func (r *reader) adds(instr ssa.CallInstruction, op Op, mws []Expr) {
	for _, mw := range mws {
		op.Kind, op.Path, op.Handler = Use, Expr{}, mw
		if h, ok := r.b.answering(mw); ok {
			op.Kind, op.Path, op.Handler = Mount, Expr{Kind: Const}, h
		}
		r.add(op, instr)
	}
}

// listFrom returns the arguments of a call from index i on as one list, the
// variadic one spread out.
func (b *builder) listFrom(c *ssa.CallCommon, i int, isMethod bool) Expr {
	e := Expr{Kind: List, At: b.flow.Position(c.Pos())}
	for arg := argument(c, i, isMethod); arg != nil; arg = argument(c, i, isMethod) {
		part := b.expr(arg)
		if _, ok := arg.Type().Underlying().(*types.Slice); ok {
			part = part.Spread()
		}
		e.Args = append(e.Args, part)
		i++
	}
	return e.Settle()
}

// mount reads a call that attaches or makes a router.
func (r *reader) mount(instr ssa.CallInstruction, op Op, mount model.Mount, isMethod bool) {
	c := instr.Common()
	if prefix := argument(c, mount.Prefix, isMethod); prefix != nil {
		op.Path = r.b.expr(prefix)
	} else if mount.Kind == model.MountHandler || mount.Kind == model.MountFunc {
		op.Path = Expr{Kind: Const}
	}
	child := r.b.fresh(instr)
	switch mount.Kind {
	case model.MountHandler:
		op.Kind, op.Handler = Mount, r.b.expr(argument(c, mount.Arg, isMethod))
		r.add(op, instr)
	case model.MountFunc:
		op.Kind, op.Handler = Mount, child
		r.add(op, instr)
		r.invoke(r.b.expr(argument(c, mount.Arg, isMethod)), []Expr{child}, instr)
	case model.GroupFunc:
		op.Kind, op.Handler = Derive, child
		r.add(op, instr)
		r.invoke(r.b.expr(argument(c, mount.Arg, isMethod)), []Expr{child}, instr)
	case model.MountAsks:
		r.asks(instr, op, mount, argument(c, mount.Arg, isMethod))
	case model.MethodsFunc:
		r.methods(instr, op.Router, argument(c, mount.Arg, isMethod), mount.Named)
	case model.Chain:
		op.Kind, op.Handler, op.Live = Derive, child, mount.Live
		if mount.On > 0 {
			op.Router = r.b.expr(argument(c, mount.On-1, isMethod))
		}
		for _, prefix := range prefixes(op.Path) {
			op.Path = prefix
			r.add(op, instr)
		}
		op.Router = child
		r.adds(instr, op, r.b.variadic(c, mount.Arg, isMethod))
	}
}

// fresh returns the router that a call makes.
func (b *builder) fresh(instr ssa.Instruction) Expr {
	at := b.flow.Position(instr.Pos())
	fn := b.flow.ID(instr.Parent())
	e := Expr{Kind: Router, Name: fmt.Sprintf("%s@%s:%d:%d", fn, at.File, at.Line, at.Column), Func: fn, At: at}
	b.makers[e.Name] = instr
	if v, ok := instr.(ssa.Value); ok && b.isRouter(v.Type()) {
		e.Type = models.TypeSymbol(v.Type())
	}
	return e
}

// store reads a store of a handler or router into a field or a package-level
// variable, and of a handler into a server.
func (r *reader) store(st *ssa.Store) {
	if t := st.Val.Type(); r.embedded(st) || !r.b.routable(t) && !isRequirement(t) && !r.b.dispatches(t) && !r.b.isNames(t) && !r.isText(st) {
		return
	}
	switch addr := r.b.captured(st.Addr).(type) {
	case *ssa.Global:
		op := r.op(Store, st)
		op.Router = Expr{Kind: Global, Name: globalName(addr)}
		op.Handler = r.b.stored(st).bounded()
		r.add(op, st)
	case *ssa.FieldAddr:
		owner, field := fieldOf(addr)
		if r.listed(st, addr, owner, field) {
			return
		}
		if serve, ok := r.b.models.Serve(owner); ok && serve.Field == field {
			op := r.op(Serve, st)
			op.Handler = r.b.expr(st.Val)
			op.Path = r.b.fieldOf(addr.X, serve.AddrField, 0)
			if op.Path.Kind == Unknown {
				op.Path = r.b.addressOf(addr.X)
			}
			wraps := op.Handler.holds(Select, field)
			if op.Handler.Kind != Nil && !wraps && !replaced(st, addr) {
				r.add(op, st)
			}
			return
		}
		if owner != "" {
			op := r.op(Store, st)
			op.Router = Expr{Kind: Field, Name: owner + "." + field}
			op.Handler = r.b.stored(st).bounded()
			op.Spare = r.b.spare(st, addr)
			if r.b.isNames(st.Val.Type()) {
				op.Handler = op.Handler.names()
				r.add(op, st)
			} else if op.Handler.Kind != Unknown && op.Handler.Kind != Nil {
				r.add(op, st)
			}
		}
	}
}

// listed reads a store of a list of middleware into the field that a router
// keeps its own in: what is appended there is added.
func (r *reader) listed(st *ssa.Store, addr *ssa.FieldAddr, owner, field string) bool {
	m, path, ok := r.b.models.Router(owner)
	if !ok || m.List != field {
		return false
	}
	list := r.b.expr(st.Val)
	if list.Kind != List {
		list = Expr{Kind: List, Args: []Expr{list}}
	}
	op := r.op(Use, st)
	op.Router, op.Framework, op.Syntax, op.Order, op.Flat, op.Cuts = r.b.expr(addr.X), path, m.Syntax, m.Order, m.Flat, m.Cuts
	for _, op.Handler = range list.Args {
		if !op.Handler.holds(Field, owner+"."+field) {
			r.add(op, st)
		}
	}
	return true
}

// isText reports whether a variable that other packages can read is made as a text.
func (r *reader) isText(st *ssa.Store) bool {
	g, ok := st.Addr.(*ssa.Global)
	return ok && isString(st.Val.Type()) && token.IsExported(g.Name()) && r.b.texts[g] != nil
}

// replaced reports whether another value is stored in the same field of the
// same struct whenever this one is, and later.
func replaced(st *ssa.Store, addr *ssa.FieldAddr) bool {
	for _, ref := range *addr.X.Referrers() {
		other, ok := ref.(*ssa.FieldAddr)
		if !ok || other.Field != addr.Field {
			continue
		}
		for _, ref := range *other.Referrers() {
			if later, ok := ref.(*ssa.Store); ok && later != st && later.Addr == ssa.Value(other) && before(st, later) && last(later.Block()) {
				return true
			}
		}
	}
	return false
}

// interesting reports whether values of type t can be handlers, routers or
// middleware.
func (b *builder) interesting(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Signature:
		return true
	case *types.Interface:
		return u.NumMethods() > 0
	case *types.Pointer:
		return true
	}
	return b.isList(t) || b.isFinder(t) || b.remote && b.isNames(t)
}

// routable reports whether values of type t are worth following through fields
// and variables: handlers, routers, functions, and lists of them. The fields
// of other structs are known by their types.
func (b *builder) routable(t types.Type) bool {
	if sig, ok := t.Underlying().(*types.Signature); ok {
		return b.serves(sig)
	}
	if b.isHandler(t) || b.isPart(t) || b.isService(t) || b.remote && b.isNames(t) {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return b.isTable(u.Elem())
	case *types.Array:
		return b.isTable(u.Elem())
	case *types.Map:
		return b.isTable(u.Elem()) || b.isTable(u.Key())
	}
	if b.isRouter(t) {
		return true
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "ServeHTTP")
	_, ok := obj.(*types.Func)
	return ok
}

// isTable reports whether a list of values of type t can be a table of routes:
// of handlers, or of structs that hold one.
func (b *builder) isTable(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		_, list := t.Underlying().(*types.Slice)
		return !list && b.routable(t)
	}
	for i := range st.NumFields() {
		switch ft := st.Field(i).Type(); u := ft.Underlying().(type) {
		case *types.Signature:
			if b.serves(u) {
				return true
			}
		case *types.Interface:
			if b.isHandler(ft) {
				return true
			}
		}
	}
	return false
}

// serves reports whether a function has to do with routes: it takes or returns
// a handler, a router, or what a handler is called with.
func (b *builder) serves(sig *types.Signature) bool {
	for _, list := range []*types.Tuple{sig.Params(), sig.Results()} {
		for i := range list.Len() {
			t := list.At(i).Type()
			symbol := models.TypeSymbol(t)
			if _, _, ok := b.models.Router(symbol); ok || b.isHandling(t) || b.isMiddleware(t) || symbol == httpResponse || b.flow.IsRequest(t) || b.models.Doubts(symbol) {
				return true
			}
		}
	}
	return false
}

func (r *reader) results(ret *ssa.Return) {
	for i, v := range ret.Results {
		for len(r.sum.Results) <= i {
			r.sum.Results = append(r.sum.Results, Expr{})
		}
		names := r.b.isNames(v.Type())
		if !r.b.readable(v.Type()) && !r.b.holds(v.Type(), 0) && !names {
			continue
		}
		e := r.b.expr(v).bounded()
		if names && !r.b.readable(v.Type()) && e.Kind != List {
			continue
		}
		if e.Kind == Object && e.Name == "" && !r.b.holds(v.Type(), 0) {
			continue // nothing that has to do with routes
		}
		if e.Kind == Nil && !isRequirement(v.Type()) {
			continue // the failing way out of a constructor
		}
		have := r.sum.Results[i]
		if have.Kind == Unknown && have.Name == "" {
			r.sum.Results[i] = e
		} else if !reflect.DeepEqual(have, e) {
			r.sum.Results[i] = Expr{Kind: Choice, Args: append(slices.Clone(alternatives(have)), alternatives(e)...), At: e.At}
		}
	}
}

func alternatives(e Expr) []Expr {
	if e.Kind == Choice {
		return e.Args
	}
	return []Expr{e}
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func globalName(g *ssa.Global) string {
	if g.Pkg == nil {
		return g.Name()
	}
	return g.Pkg.Pkg.Path() + "." + g.Name()
}

// fieldOf returns the symbol of the struct and the name of the field.
func fieldOf(addr *ssa.FieldAddr) (owner, field string) {
	t := addr.X.Type().Underlying().(*types.Pointer).Elem()
	return models.TypeSymbol(t), t.Underlying().(*types.Struct).Field(addr.Field).Name()
}

// fieldName returns the name of the i-th field of the struct that t is or
// points to.
func fieldName(t types.Type, i int) string {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	return t.Underlying().(*types.Struct).Field(i).Name()
}

// fieldOf returns what the named field of the local struct at base is set to.
func (b *builder) fieldOf(base ssa.Value, name string, depth int) Expr {
	obj := b.after(base, Expr{Kind: Object}, name, depth)
	for _, field := range obj.Env {
		if field.Func == name {
			return field.Value
		}
	}
	return Expr{}
}

// variadic returns the arguments of a call from index i on, a list that is
// known here spread out. One that is not stands for whatever it will be.
func (b *builder) variadic(c *ssa.CallCommon, i int, recv bool) []Expr {
	arg := argument(c, i, recv)
	if arg == nil {
		return nil
	}
	e := b.expr(arg)
	if _, list := arg.Type().Underlying().(*types.Slice); !list {
		return []Expr{e}
	}
	switch e.Kind {
	case Nil:
		return nil
	case List:
		return e.Args
	case Unknown:
		return []Expr{{Kind: Unknown, Name: "a list of middleware that is built elsewhere", At: b.flow.Position(c.Pos())}}
	}
	at := b.flow.Position(c.Pos())
	return []Expr{{Kind: Row, Name: "..." + at.String(), At: at, Args: []Expr{e}}}
}

// elements returns what is stored in the elements of a local array, in order:
// a value, or the place of an element whose fields are set one by one. They
// are not known where one is stored under an index that is computed.
func elements(array ssa.Value) (list []ssa.Value, known bool) {
	byIndex := map[int64]ssa.Value{}
	for _, ref := range *array.Referrers() {
		at, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		index, fixed := at.Index.(*ssa.Const)
		for _, ref := range *at.Referrers() {
			var v ssa.Value
			switch ref := ref.(type) {
			case *ssa.Store:
				if ref.Addr == at {
					v = ref.Val
				}
			case *ssa.FieldAddr:
				v = at
			}
			if v == nil {
				continue
			}
			if !fixed {
				if v == ssa.Value(at) {
					continue // fields of any element are read or set
				}
				return nil, false
			}
			n, _ := constant.Int64Val(index.Value)
			byIndex[n] = v
		}
	}
	for _, n := range slices.Sorted(maps.Keys(byIndex)) {
		list = append(list, byIndex[n])
	}
	return list, true
}

func (b *builder) exprs(values []ssa.Value) []Expr {
	list := make([]Expr, len(values))
	for i, v := range values {
		if b.readable(v.Type()) {
			list[i] = b.expr(v)
		}
	}
	return list
}

// expr returns what v stands for.
func (b *builder) expr(v ssa.Value) Expr {
	if v == nil {
		return Expr{}
	}
	b.fuel = maxFuel
	return b.read(v, 0)
}

// maxFuel bounds the values read for one expression: a value of many branches
// is not a route that anyone wrote.
const maxFuel = 1000

// isLeaf reports whether a value is read at once.
func isLeaf(v ssa.Value) bool {
	switch unwrap(v).(type) {
	case *ssa.Const, *ssa.Function, *ssa.Global, *ssa.Parameter:
		return true
	}
	return false
}

func (b *builder) unknown(v ssa.Value, why string) Expr {
	return Expr{Kind: Unknown, Name: why, At: b.flow.Position(v.Pos())}
}

// read returns what v stands for, a struct with what has been done to it so far.
func (b *builder) read(v ssa.Value, depth int) Expr {
	e := b.value(v, depth)
	switch v.(type) {
	case *ssa.Parameter, *ssa.Call, *ssa.Extract:
		if pointsToStruct(v) && b.holds(v.Type(), 0) && !b.isRouter(v.Type()) && len(b.events(v)) > 0 {
			return b.after(v, e, "", depth)
		}
	}
	return e
}

func (b *builder) value(v ssa.Value, depth int) Expr {
	b.fuel--
	if (depth > maxDepth || b.fuel < 0) && !isLeaf(v) {
		return b.unknown(v, "it is nested too deeply")
	}
	depth++
	if b.remote {
		if e, ok := b.procedure(v); ok {
			return e
		}
	}
	switch v := v.(type) {
	case *ssa.Const:
		if _, ok := v.Type().Underlying().(*types.Struct); ok {
			return Expr{Kind: Object, Type: typeName(v.Type()), Index: 1}
		}
		if v.Value == nil {
			return Expr{Kind: Nil}
		}
		if e, ok := truth(v); ok {
			return e
		}
		if v.Value.Kind() == constant.Int {
			return Expr{Kind: Const, Name: v.Value.ExactString()}
		}
		if v.Value.Kind() == constant.String {
			return Expr{Kind: Const, Name: constant.StringVal(v.Value)}
		}
		return b.unknown(v, "it is not text")
	case *ssa.Function:
		return b.function(v)
	case *ssa.MakeClosure:
		return b.closure(v, depth)
	case *ssa.ChangeType:
		return b.read(v.X, depth)
	case *ssa.ChangeInterface:
		return b.read(v.X, depth)
	case *ssa.TypeAssert:
		return b.read(v.X, depth)
	case *ssa.Convert:
		return b.read(v.X, depth)
	case *ssa.MakeInterface:
		return b.boxed(v, depth)
	case *ssa.Parameter:
		return Expr{Kind: Param, Func: b.flow.ID(v.Parent()), Index: slices.Index(v.Parent().Params, v), At: b.flow.Position(v.Pos())}
	case *ssa.FreeVar:
		if bound := b.captured(v); bound != v {
			return b.read(bound, depth)
		}
	case *ssa.Alloc:
		if e, ok := b.tlsConfig(v); ok {
			return e
		}
		if _, _, ok := b.models.Router(models.TypeSymbol(v.Type())); ok {
			return b.fresh(v)
		}
		if pointsToStruct(v) {
			return b.made(v, depth)
		}
		return b.unknown(v, "it is computed at run time")
	case *ssa.Global:
		return Expr{Kind: Global, Name: globalName(v)}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return b.load(v, depth)
		}
	case *ssa.FieldAddr:
		if b.isRouter(v.X.Type()) && b.isRouter(v.Type()) {
			return b.read(v.X, depth) // a router within a router is the same
		}
		return b.selectOf(v, b.read(v.X, depth))
	case *ssa.Slice:
		if alloc, ok := v.X.(*ssa.Alloc); ok && v.Low == nil && v.High == nil {
			return b.list(alloc, depth)
		}
		if isWhole(v) {
			return b.read(v.X, depth)
		}
	case *ssa.MakeSlice:
		return b.filled(v, depth)
	case *ssa.MakeMap:
		return b.pairs(v, depth)
	case *ssa.Field:
		if row, ok := b.current(v.X, depth); ok {
			return b.selection(v.X.Type(), v.Field, row, row.At)
		}
		return b.selection(v.X.Type(), v.Field, b.read(v.X, depth), b.flow.Position(v.Pos()))
	case *ssa.Phi:
		if b.open[v] {
			return b.unknown(v, "it is made in a loop")
		}
		b.open[v] = true
		defer delete(b.open, v)
		if grown, ok := b.addedTo(v, depth); ok {
			return grown
		}
		edges := incoming(v)
		if folded, ok := b.fold(v, edges, depth); ok {
			return folded
		}
		if list, ok := b.gathered(v, edges, depth); ok {
			return list
		}
		if either, ok := b.eitherWay(v, depth); ok {
			return either
		}
		if either, ok := b.orElse(v, depth); ok {
			return either
		}
		either := Expr{Kind: Choice, At: b.flow.Position(v.Pos())}
		for _, edge := range edges {
			either.Args = either.with(b.read(edge, depth+3))
		}
		if len(either.Args) == 1 {
			return either.Args[0]
		}
		return either
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return b.result(call, v.Index, depth)
		}
		if row, ok := b.current(v, depth); ok {
			return row
		}
		if router, ok := b.kept(v.Tuple); ok && v.Index == 0 {
			return router
		}
	case *ssa.Lookup:
		if router, ok := b.kept(v); ok {
			return router
		}
	case *ssa.Call:
		return b.result(v, 0, depth)
	case *ssa.BinOp:
		if v.Op == token.ADD {
			return Expr{Kind: Concat, Args: []Expr{b.read(v.X, depth), b.read(v.Y, depth)}}
		}
	}
	return b.unknown(v, "it is computed at run time")
}

// function returns a declared function or a literal without captured
// variables as a value.
func (b *builder) function(fn *ssa.Function) Expr {
	if obj, ok := fn.Object().(*types.Func); ok {
		_, symbol := models.Symbol(obj)
		if mw, ok := b.models.Middleware(symbol); ok {
			return Expr{Kind: Wrap, Name: symbol, Role: mw.Role, Sets: mw.Sets, House: mw.House}
		}
	}
	e := Expr{Kind: Func, Name: b.flow.ID(fn)}
	if fn.Pkg == b.flow.SSA {
		e.At = b.flow.Position(fn.Pos()) // another package's files are not this one's
	}
	if fn.Blocks != nil && fn.Pkg == b.flow.SSA && fn.Synthetic == "" {
		e.Info = b.summary(fn).Info
	} else if obj, ok := fn.Object().(*types.Func); ok {
		if sum := b.summaryOf(obj); sum != nil {
			e.Info, e.At = sum.Info, sum.At
		}
	}
	if obj, ok := fn.Object().(*types.Func); ok && e.Info == nil {
		_, symbol := models.Symbol(obj)
		e.Info = b.findsIt(symbol, e.At)
	}
	return e
}

// closure returns a function literal, or a method bound to its receiver.
func (b *builder) closure(mc *ssa.MakeClosure, depth int) Expr {
	fn := mc.Fn.(*ssa.Function)
	obj, ok := fn.Object().(*types.Func)
	if !ok || fn.Synthetic == "" {
		return b.rounds(b.function(fn), fn, depth)
	}
	_, symbol := models.Symbol(obj)
	if len(mc.Bindings) == 1 && b.yields(obj.Signature()) {
		if m, ok := b.behind(mc.Bindings[0], obj.Name(), depth); ok {
			m.At = b.flow.Position(mc.Pos())
			return m
		}
	}
	if (obj.Name() == "ServeHTTP" || b.models.Entry(symbol)) && len(mc.Bindings) == 1 && b.summaryOf(obj) == nil {
		return b.read(mc.Bindings[0], depth) // h.ServeHTTP is h
	}
	if mw, ok := b.models.Middleware(symbol); ok {
		e := Expr{Kind: Wrap, Name: symbol, Role: mw.Role, Sets: mw.Sets, House: mw.House, At: b.flow.Position(mc.Pos())}
		b.skip(&e, mc.Bindings, mw)
		return e
	}
	e := Expr{Kind: Func, Name: obj.Origin().FullName(), At: b.flow.Position(mc.Pos())}
	if sum := b.summaryOf(obj); sum != nil {
		e.Info, e.At = sum.Info, sum.At
	}
	if len(mc.Bindings) == 1 {
		e.Env = []Binding{{Func: e.Name, Index: 0}}
		if sum := b.summaryOf(obj); sum != nil && b.used(sum)[0] {
			e.Env[0].Value = b.read(mc.Bindings[0], depth)
		}
	}
	return e
}

// boxed returns a value that is converted to an interface: one whose type has
// a handler's method becomes an object.
func (b *builder) boxed(v *ssa.MakeInterface, depth int) Expr {
	e := b.read(v.X, depth)
	if o, ok := b.methods(v, e); ok {
		return o
	}
	if _, isFunc := v.X.Type().Underlying().(*types.Signature); isFunc {
		if o := b.object(v.X, v.X.Type(), depth); o.Kind == Object && o.Info != nil {
			o.Env = []Binding{{Func: o.Name, Index: 0, Value: e}}
			return o
		}
		return e
	}
	if b.isRouter(v.X.Type()) || e.Kind == Router || e.Kind == Func || e.Kind == Wrap || e.Kind == Const {
		return e
	}
	if o := b.object(v.X, v.X.Type(), depth); o.Kind != Unknown {
		return o
	}
	return b.concrete(v, e)
}

// object returns the struct value v as a handler, if its type is one.
func (b *builder) object(v ssa.Value, t types.Type, depth int) Expr {
	obj, path, _ := types.LookupFieldOrMethod(t, true, nil, "ServeHTTP")
	method, ok := obj.(*types.Func)
	if !ok {
		return b.unknown(v, "it is no handler")
	}
	e := b.read(v, depth)
	if len(path) > 1 && b.summaryOf(method) == nil {
		return b.promoted(t, path[:len(path)-1], e, b.flow.Position(v.Pos()))
	}
	if e.Kind == Object && e.Name != "" {
		return e
	}
	o := Expr{Kind: Object, Type: typeName(t), At: b.flow.Position(v.Pos())}
	if e.Kind != Unknown {
		o.Args = []Expr{e}
	}
	return b.handling(o, t)
}

// promoted returns the field of a struct that a method is promoted from.
func (b *builder) promoted(t types.Type, path []int, e Expr, at flow.Position) Expr {
	for _, i := range path {
		st, ok := structOf(t)
		if !ok {
			return Expr{Kind: Unknown, Name: "it is computed at run time", At: at}
		}
		e = b.selection(t, i, e, at)
		t = st.Field(i).Type()
	}
	return e
}

// load returns what a variable or field holds.
func (b *builder) load(v *ssa.UnOp, depth int) Expr {
	switch addr := b.captured(v.X).(type) {
	case *ssa.Alloc:
		return b.held(addr, v, depth)
	case *ssa.FieldAddr:
		if row, ok := b.current(addr.X, depth); ok {
			return b.selection(addr.X.Type(), addr.Field, row, row.At)
		}
		defer func(at ssa.Instruction) { b.here = at }(b.here)
		b.here = v
		return b.fieldAt(addr, depth)
	case *ssa.IndexAddr:
		if row, ok := b.current(addr, depth); ok {
			return row
		}
	case *ssa.Global:
		if text := b.texts[addr]; text != nil && !b.open[addr] {
			b.open[addr] = true
			defer delete(b.open, addr)
			return b.read(text, depth)
		}
		return Expr{Kind: Global, Name: globalName(addr)}
	}
	return b.unknown(v, "it is computed at run time")
}

// held returns what a local variable holds at an instruction.
func (b *builder) held(v *ssa.Alloc, at ssa.Instruction, depth int) Expr {
	if pointsToStruct(v) && !b.isRouter(v.Type()) {
		return b.made(v, depth).whole()
	}
	if folded, ok := b.fold(v, values(b.stores[v]), depth); ok {
		return folded
	}
	if b.loading[at] {
		return Expr{Kind: Unknown, Name: "it is made of what it was before", At: b.flow.Position(v.Pos())}
	}
	b.loading[at] = true
	defer delete(b.loading, at)
	either := Expr{Kind: Choice, At: b.flow.Position(v.Pos())}
	for _, st := range b.live(v, at) {
		either.Args = either.with(b.read(st.Val, depth))
	}
	switch {
	case len(either.Args) == 1:
		return either.Args[0]
	case len(either.Args) > 1:
		return either
	case b.isRouter(v.Type()):
		return b.fresh(v)
	}
	return b.unknown(v, "it is computed at run time")
}

// fieldAt returns what a field holds where it is read.
func (b *builder) fieldAt(addr *ssa.FieldAddr, depth int) Expr {
	if b.isRouter(addr.X.Type()) {
		return b.read(addr, depth)
	}
	name := fieldName(addr.X.Type(), addr.Field)
	switch base := addr.X.(type) {
	case *ssa.Alloc:
		if len(b.stores[base]) > 0 {
			break
		}
		return b.selectOf(addr, b.after(base, b.zero(base, base.Type()), name, depth))
	case *ssa.Parameter, *ssa.Call, *ssa.Extract:
		return b.selectOf(addr, b.after(base, b.value(base, depth), name, depth))
	}
	return b.read(addr, depth)
}

// result returns the i-th result of a call.
func (b *builder) result(call *ssa.Call, i int, depth int) Expr {
	c := call.Common()
	at := b.flow.At(call)
	fn, _, symbol, recv := flow.Callee(c)
	if fn == nil {
		if builtin, ok := c.Value.(*ssa.Builtin); ok {
			if builtin.Name() == "append" && b.isList(call.Type()) && len(c.Args) == 2 {
				return Expr{Kind: List, Args: []Expr{b.read(c.Args[0], depth+1).Spread(), b.read(c.Args[1], depth).Spread()}, At: at}.Settle()
			}
			return b.unknown(call, "it is computed at run time")
		}
		return b.called(b.read(c.Value, depth), c.Args, at, depth)
	}
	if e, ok := b.rpcResult(call, i, symbol, depth); ok {
		return e
	}
	if m, _, ok := b.models.NewRouter(symbol); ok {
		made := b.fresh(call)
		if m.Once {
			made.Func = "" // the caller's is the same
		}
		return made
	}
	if on := b.same(c, fn, symbol); on != nil {
		return b.read(on, depth)
	}
	if e, ok := b.composed(c, symbol, depth); ok {
		return e
	}
	if m, path, ok := b.ownerOf(c, fn, symbol); ok && path != "" {
		if slices.ContainsFunc(m.Refine, func(x model.Refine) bool { return x.New && x.Name == fn.Name() }) {
			return b.fresh(call)
		}
		for _, mount := range m.Mount {
			if mount.Name == fn.Name() && mount.Kind != model.MountHandler && mount.Kind != model.MethodsFunc {
				return b.fresh(call)
			}
		}
	}
	if chain, ok := b.models.Chain(symbol); ok {
		list := b.read(listOf(c, chain, recv), depth)
		if chain.Self {
			around := Expr{Kind: List, Args: []Expr{list}, At: at}.Settle()
			return Expr{Kind: Fold, Args: []Expr{around, b.read(flow.Arguments(c)[0], depth)}, At: at}.Settle()
		}
		if chain.Onto {
			list = Expr{Kind: List, Args: []Expr{b.read(c.Args[0], depth), list}, At: at}.Settle()
		}
		if chain.Handler < 0 {
			return list
		}
		return Expr{Kind: Fold, Name: "last first", Args: []Expr{list, b.read(argument(c, chain.Handler, recv), depth)}, At: at}.Settle()
	}
	if mw, ok := b.models.Middleware(symbol); ok {
		if e, ok := b.asking(c, mw, symbol, recv, at, depth); ok {
			return e
		}
		if mw.Adapts > 0 {
			return b.read(argument(c, mw.Adapts-1, recv), depth)
		}
		if mw.House {
			return b.house(c, mw, depth)
		}
		e := Expr{Kind: Wrap, Name: symbol, Role: mw.Role, Sets: mw.Sets, Files: mw.Files, At: at}
		b.skip(&e, flow.Arguments(c), mw)
		if mw.Trusts != nil {
			by := b.nested(argument(c, mw.Trusts.Arg, recv), mw.Trusts.Field, depth)
			e.By = &by
		}
		if h := argument(c, mw.Handler, recv); h != nil {
			e.Args = []Expr{b.read(h, depth)}
		} else if len(c.Args) == 1 && b.isHandler(c.Args[0].Type()) {
			e.Args = []Expr{b.read(c.Args[0], depth)} // the middleware itself, called
		}
		if strip := argument(c, mw.Strip, recv); strip != nil {
			x := b.read(strip, depth)
			e.Strip = &x
		}
		return e
	}
	if c.IsInvoke() {
		if m, ok := b.behind(c.Value, fn.Name(), depth); ok && i == 0 && b.yields(c.Signature()) {
			m.At = at
			return b.called(m, c.Args, at, depth)
		}
		return b.unknown(call, fmt.Sprintf("%s.%s is called through an interface", flow.Short(c.Value.Type().String()), fn.Name()))
	}
	if sum := b.summaryOf(fn); sum != nil && i < len(sum.Results) {
		defer func(at ssa.Instruction) { b.here = at }(b.here)
		b.here = call
		args := b.args(sum, flow.Arguments(c), depth)
		site := b.siteOf(call)
		return sum.Results[i].Subst(sum.Func, args, site)
	}
	return b.foreign(c, fn, symbol, at, depth)
}

// house returns what a call of a function yields that the policy vouches for: a
// wrapper around its handler argument, or else the middleware itself.
func (b *builder) house(c *ssa.CallCommon, mw model.Middleware, depth int) Expr {
	e := Expr{Kind: Wrap, Name: mw.Symbol, Role: mw.Role, House: true, At: b.flow.Position(c.Pos())}
	for _, a := range c.Args {
		if b.isHandling(a.Type()) {
			e.Args = []Expr{b.read(a, depth)}
			break
		}
	}
	return e
}

// same returns the router that a call of the symbol returns in another form, nil
// if it is no such call: calls that register can be chained.
func (b *builder) same(c *ssa.CallCommon, fn *types.Func, symbol string) ssa.Value {
	on := c.Value
	if !c.IsInvoke() {
		args := flow.Arguments(c)
		if len(args) == 0 {
			return nil
		}
		on = args[0]
	}
	if b.models.SameRouter(symbol) {
		return on
	}
	m, _, ok := b.ownerOf(c, fn, symbol)
	if !ok || fn.Signature().Results().Len() != 1 || !b.isRouter(fn.Signature().Results().At(0).Type()) {
		return nil
	}
	if slices.ContainsFunc(m.Register, func(r model.Register) bool { return r.Name == fn.Name() }) ||
		slices.ContainsFunc(m.Use, func(u model.Use) bool { return u.Name == fn.Name() }) ||
		slices.ContainsFunc(m.Refine, func(x model.Refine) bool { return !x.New && x.Name == fn.Name() }) {
		return on
	}
	return nil
}

// isRouter reports whether t is a type that routes are registered on.
func (b *builder) isRouter(t types.Type) bool {
	_, _, ok := b.routerOf(t)
	return ok
}

// listOf returns the list that a modelled chain is made of.
func listOf(c *ssa.CallCommon, chain model.ChainOf, recv bool) ssa.Value {
	if chain.List < 0 {
		return c.Args[0]
	}
	return argument(c, chain.List, recv)
}

// called returns what a call of a function value yields.
func (b *builder) called(fn Expr, args []ssa.Value, at flow.Position, depth int) Expr {
	list := []Expr{fn}
	for _, a := range args {
		list = append(list, b.read(a, depth))
	}
	return Expr{Kind: Apply, Args: list, At: at}
}

// joined returns the path that path.Join makes of its arguments.
func (b *builder) joined(list ssa.Value, depth int) Expr {
	at := b.flow.Position(list.Pos())
	parts := b.read(list, depth)
	if parts.Kind != List {
		return Expr{Kind: Unknown, Name: "a path of parts that are listed elsewhere", At: at}
	}
	return Expr{Kind: Concat, Name: "/", Args: parts.Args, At: at}
}

// foreign returns what a call of code outside the project yields: a wrapper
// around its handler argument, or a middleware that nothing is known of.
func (b *builder) foreign(c *ssa.CallCommon, fn *types.Func, symbol string, at flow.Position, depth int) Expr {
	results := fn.Signature().Results()
	if results.Len() == 0 || symbol == "" {
		return Expr{Kind: Unknown, Name: "it is computed at run time", At: at}
	}
	e := Expr{Kind: Wrap, Name: symbol, Role: model.Unknown, At: at}
	for _, a := range c.Args {
		if b.isHandler(a.Type()) {
			e.Args = []Expr{b.read(a, depth)}
			return e
		}
	}
	if b.isMiddleware(results.At(0).Type()) || b.isHandler(results.At(0).Type()) || b.isPart(results.At(0).Type()) {
		return e
	}
	return Expr{Kind: Unknown, Name: "it is the result of " + flow.Short(symbol), At: at}
}
