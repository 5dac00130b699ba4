// Package routes reads, one package at a time, which routes a function
// registers, what it wraps around them, and what every middleware proves.
//
// It builds no table: a package sees only its own part of one. What it records
// is symbolic in the parameters of each function, and package link puts the
// parts together where a router is served.
package routes

import (
	"cmp"
	"go/token"
	"go/types"
	"maps"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/analyzers/internal/told"
)

// Analyzer yields a *[Record] and exports the summaries of exported functions.
var Analyzer = &analysis.Analyzer{
	Name:       "apiward_routes",
	Doc:        "read which routes a package registers and what guards them",
	URL:        "https://pkg.go.dev/github.com/apiward/apiward/analyzers",
	Requires:   []*analysis.Analyzer{flow.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[*Record](),
	FactTypes:  []analysis.Fact{(*Fact)(nil)},
}

func run(pass *analysis.Pass) (any, error) {
	rec := &Record{Package: pass.Pkg.Path(), Main: pass.Pkg.Name() == "main", Testing: importsTesting(pass)}
	if !flow.Summarised(pass) {
		return rec, nil
	}
	b := &builder{
		pass: pass, flow: pass.ResultOf[flow.Analyzer].(*flow.Package),
		done: map[*ssa.Function]*Summary{}, busy: map[*ssa.Function]bool{}, inlined: map[string]bool{}, learnt: map[string]*Summary{},
		below: told.NewReader(pass, readFact), imported: map[*types.Func]*Summary{}, met: map[string]*Summary{}, stores: map[*ssa.Alloc][]*ssa.Store{}, bindings: map[*ssa.FreeVar]ssa.Value{},
		sums: map[string]*flow.Summary{}, byID: map[string]*ssa.Function{}, options: map[string][]*ssa.Call{}, repliers: map[string]bool{}, standIns: map[string]standIn{},
		makers: map[string]ssa.Instruction{}, flags: map[*ssa.Function][]*ssa.Phi{}, texts: map[*ssa.Global]ssa.Value{}, begins: map[*ssa.Global]ssa.Value{}, happened: map[ssa.Value][]event{}, placed: map[*ssa.Function]map[ssa.Instruction]int{}, open: map[ssa.Value]bool{},
		callees: flow.Callees{}, routers: map[types.Type]standIn{}, holding: map[types.Type]bool{}, mentions: map[*Summary]map[int]bool{},
	}
	b.models, b.own = b.flow.Models(), flow.FirstParty(pass)
	b.serviceTypes, b.remote = map[types.Type]bool{}, b.servesCalls()
	b.settings = b.readsSettings()
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
	book := told.NewBook[*Summary](pass.Pkg)
	for _, fn := range b.flow.Funcs {
		sum := b.done[fn]
		if sum.trivial() {
			continue
		}
		rec.Summaries = append(rec.Summaries, sum)
		if obj, ok := fn.Object().(*types.Func); ok && !rec.Main && book.Asks(obj) {
			out := exported(sum, fn.Signature.Results())
			if !b.own {
				out = out.outside()
			}
			if !out.trivial() {
				book.Add(obj, &out)
			}
		}
	}
	for of, funcs := range book.All {
		if len(funcs) > 0 {
			told.Export(pass, of, &Fact{funcs})
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
		rec.Answers = append(rec.Answers, &Summary{Func: id, At: b.learnt[id].At, Info: b.learnt[id].Info, Ops: b.learnt[id].Ops, Outside: b.learnt[id].Outside})
	}
	rec.Bodies = b.bodies()
	rec.Left = b.left()
	rec.Writes = b.writes()
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
	for i, op := range out.Ops {
		if done := op.Kind == Serve && !op.Handler.open(); done != op.Done {
			told := *op
			told.Done = done
			out.Ops[i] = &told
		}
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
	initials     map[*ssa.Global]*ssa.Store // by which variables of the package are made; nil until asked for
	learnt       map[string]*Summary        // methods of other packages that are put behind interfaces here
	below        *told.Reader[*Summary]
	imported     map[*types.Func]*Summary
	met          map[string]*Summary // of those that are imported, by name
	stores       map[*ssa.Alloc][]*ssa.Store
	bindings     map[*ssa.FreeVar]ssa.Value
	dead         map[*ssa.BasicBlock]bool   // of the function at hand, those that abort its chain
	own          bool                       // the package is the user's
	options      map[string][]*ssa.Call     // calls of options by which guards let requests by
	standIns     map[string]standIn         // by interface, the router that it stands for
	repliers     map[string]bool            // by interface, whether its methods can answer requests
	makers       map[string]ssa.Instruction // of routers, by place
	texts        map[*ssa.Global]ssa.Value  // what variables are made as that hold text and nothing else
	begins       map[*ssa.Global]ssa.Value  // what they are made as, whatever becomes of them
	happened     map[ssa.Value][]event
	placed       map[*ssa.Function]map[ssa.Instruction]int
	here         ssa.Instruction    // what is being read: structs are read as they are there
	open         map[ssa.Value]bool // structs that are being read
	callees      flow.Callees
	routers      map[types.Type]standIn // what types are, or stand for
	holding      map[types.Type]bool
	mentions     map[*Summary]map[int]bool
	worth        map[underKey]Worth
	flags        map[*ssa.Function][]*ssa.Phi
	shut         map[edge]bool            // of the function at hand, those that the case at hand does not take
	assume       bool                     // settings of called functions do not switch off what these check
	serviceTypes map[types.Type]bool      // interfaces of services, and others
	settings     bool                     // the package has to do with libraries that read configurations
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
					if alloc, ok := b.captured(st.Addr).(*ssa.Alloc); ok && !b.leavesAsIs(st, alloc) {
						b.stores[alloc] = append(b.stores[alloc], st)
					}
				}
				b.noteHanded(instr)
				b.noteOption(instr)
			}
		}
	}
}

// leavesAsIs reports whether a store leaves a variable as it is: a result that has a name
// is stored in itself where it is returned.
func (b *builder) leavesAsIs(st *ssa.Store, v *ssa.Alloc) bool {
	load, ok := st.Val.(*ssa.UnOp)
	return ok && load.Op == token.MUL && b.captured(load.X) == ssa.Value(v)
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
	if b.isInsideRouter(fn) {
		b.done[fn] = sum
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

// isInsideRouter reports whether a function is a part of a router that the policy
// knows: what its methods mean is said there, and how they do it is not read.
func (b *builder) isInsideRouter(fn *ssa.Function) bool {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	recv := fn.Signature.Recv()
	if recv == nil {
		return false
	}
	m, _, ok := b.models.Router(models.TypeSymbol(recv.Type()))
	return ok && m.House
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
		if sum = b.below.Of(obj); sum != nil {
			b.met[sum.Func] = sum
		}
		b.imported[obj] = sum
	}
	return sum
}

// callee is [flow.Callee], worked out once.
func (b *builder) callee(c *ssa.CallCommon) (fn *types.Func, pkg, symbol string, recv bool) {
	return b.callees.Of(c)
}
