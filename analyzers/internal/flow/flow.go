// Package flow computes where values come from. It summarises one function at
// a time, callees before callers, symbolic in the parameters, so that a
// caller in another package, or another process, needs the summary alone.
//
// It knows requests, sinks and limits by their models and has never heard of
// a route: which function answers which request is the business of package
// routes, and what a whole program does that of package link.
//
// The method is the functional approach to interprocedural analysis (Sharir
// and Pnueli, 1981) with sets of origins as the abstract values.
package flow

import (
	"cmp"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/directives"
	"github.com/apiward/apiward/analyzers/internal/lazyssa"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/analyzers/internal/options"
	"github.com/apiward/apiward/analyzers/internal/sources"
	"github.com/apiward/apiward/analyzers/internal/told"
	"github.com/apiward/apiward/rules"
)

// Analyzer yields a *[Package] and exports the summaries of exported functions.
var Analyzer = &analysis.Analyzer{
	Name:       "apiward_flow",
	Doc:        "summarise where the values of each function come from and go to",
	URL:        "https://pkg.go.dev/github.com/apiward/apiward/analyzers",
	Requires:   []*analysis.Analyzer{lazyssa.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[*Package](),
	FactTypes:  []analysis.Fact{(*Fact)(nil)},
}

// FirstParty reports whether the package of the pass is the user's own code:
// a package of a module that has no version. It is the one predicate for what
// is analysed, in every driver.
func FirstParty(pass *analysis.Pass) bool {
	return pass.Module != nil && pass.Module.Path != "" && pass.Module.Path != "std" && pass.Module.Version == "" &&
		!models.Shipped().Modelled(pass.Pkg.Path())
}

// Package is the analysis of one package: the Record that is kept, and the
// sets of single values for as long as the package's passes run.
type Package struct {
	Record
	SSA   *ssa.Package
	Funcs []*ssa.Function
	state *state
	mu    sync.Mutex // passes ask at the same time, and answers are kept
}

// Origins returns what the value v of the package can come from.
func (p *Package) Origins(v ssa.Value) []Origin {
	p.mu.Lock()
	defer p.mu.Unlock()
	if v.Parent() == nil {
		return nil // a constant, as the condition that a build decides
	}
	return p.state.familyOf(v.Parent()).get(v)
}

// Body returns what the body of the request v, or of the one that a framework's
// context holds, can come from where instruction at runs.
func (p *Package) Body(v ssa.Value, at ssa.Instruction) []Origin {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state.familyOf(at.Parent()).body(v, at)
}

// Models returns what is known of libraries, and of what the policy vouches for.
func (p *Package) Models() *models.Index { return p.state.models }

// Own reports whether the package with the path belongs to the project, as far as
// one package can tell.
func (p *Package) Own(path string) bool { return p.state.firstParty(path) }

// IsRequest reports whether values of type t are a request that came in, as far
// as a type can tell.
func (p *Package) IsRequest(t types.Type) bool { return p.state.isRequest(t) }

// Summary returns the summary of a function, of this package or of another;
// nil where none is known.
func (p *Package) Summary(fn *ssa.Function) *Summary {
	p.mu.Lock()
	defer p.mu.Unlock()
	if fn.Blocks != nil && fn.Pkg == p.SSA {
		if f := p.state.familyOf(fn); f != nil {
			return f.sums[fn]
		}
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		return p.state.summaryOf(obj)
	}
	return nil
}

// Position returns the place of pos in the terms that facts use.
func (p *Package) Position(pos token.Pos) Position { return p.state.position(pos) }

// At returns the place of an instruction, of a call that of the called name.
func (p *Package) At(instr ssa.Instruction) Position { return p.state.at(instr) }

// Excused returns the rules that directives excuse at a place of the package.
func (p *Package) Excused(at Position) []string { return p.state.excused(at) }

// ID returns the name of fn in summaries, as the function of that name does.
// Names are asked for by every instruction that mentions a function, and take
// their time to put together.
func (p *Package) ID(fn *ssa.Function) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.state == nil {
		return ID(fn)
	}
	return p.state.id(fn)
}

func (s *state) id(fn *ssa.Function) string {
	id, ok := s.ids[fn]
	if !ok {
		id = ID(fn)
		s.ids[fn] = id
	}
	return id
}

func (s *state) excused(at Position) []string { return rules.Excused(s.ignores, at.File, at.Line) }

// ID returns the name of fn in summaries: the full name of a declared
// function, its parent's with a number for a function literal. A package can
// declare several functions init, beside the one that sets its variables.
func ID(fn *ssa.Function) string {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if parent := fn.Parent(); parent != nil {
		return ID(parent) + fn.Name()[strings.LastIndexByte(fn.Name(), '$'):]
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		if _, number, several := strings.Cut(fn.Name(), "#"); several {
			return obj.FullName() + "+" + number
		}
		return obj.Origin().FullName()
	}
	if fn.Pkg != nil {
		return fn.Pkg.Pkg.Path() + "." + fn.Name()
	}
	return fn.String()
}

func run(pass *analysis.Pass) (any, error) {
	if !Summarised(pass) {
		return &Package{Record: Record{Package: pass.Pkg.Path()}}, nil
	}
	s := &state{
		pass: pass, models: models.Shipped().With(options.Current()),
		families: map[*ssa.Function]*family{},
		told:     told.NewReader(pass, readFact), imported: map[*types.Func]*Summary{}, standsFor: map[*types.Func]string{}, foreign: map[string]*Summary{}, ids: map[*ssa.Function]string{}, summaries: map[string]*Summary{}, hoisted: map[string]leftOpen{}, used: map[string]use{},
		members: map[fieldIn]*member{}, callees: Callees{}, carrying: map[types.Type]bool{},
		ignores: directives.Of(pass.Fset, pass.Files),
	}
	lazy := pass.ResultOf[lazyssa.Analyzer].(*lazyssa.Package)
	pkg, funcs := lazy.Build(s.models.NoReturn)
	s.pkg = pkg
	s.inputs, s.sent = s.bindings(funcs), s.sentOnly(funcs)

	// 1. Group function literals with the function they stand in.
	var tops []*ssa.Function
	for _, fn := range funcs {
		if fn.Parent() == nil {
			tops = append(tops, fn)
			f := newFamily(s, fn)
			s.families[fn] = f
			for _, sum := range f.sums {
				s.summaries[sum.Func] = sum
			}
		}
	}
	// 2. Summarise callees before callers, cycles until nothing changes.
	for _, component := range s.components(tops) {
		s.solve(component)
		for _, fn := range component {
			f := s.families[fn]
			if f.given {
				f.doubt()
			}
			for _, lit := range slices.Backward(f.fns) {
				s.hoisted[f.sums[lit].Func] = s.hoist(f.sums[lit])
			}
		}
	}
	// 3. Keep what a program is linked from, export what other packages need.
	p := &Package{SSA: pkg, Funcs: funcs, state: s}
	p.Record = s.record(tops)
	if p.Main || !FirstParty(pass) {
		return p, nil // nobody imports it, or it is for the routes pass alone
	}
	s.export(tops, s.pending(p.Summaries, p.Converts))
	return p, nil
}

// leftOpen is what a function leaves to those who know what stands behind interfaces.
type leftOpen struct {
	calls []Call
	flows []Flow // of what they return
}

// hoist returns the open calls of a function together with those of the
// functions it calls, in terms of its own parameters, and what becomes of their
// results: whoever knows it by its fact does not see the others. Callees come first;
// what calls itself around a cycle is seen once.
func (s *state) hoist(sum *Summary) leftOpen {
	calls, flows := slices.Clone(sum.Calls), sum.answers()
	var callees []string
	for _, p := range sum.Passes {
		if !slices.Contains(callees, p.Func) && p.Func != sum.Func {
			callees = append(callees, p.Func)
		}
	}
	var below []leftOpen
	for _, callee := range callees {
		open, ok := s.hoisted[callee]
		if of := s.summaries[callee]; !ok && of != nil {
			open = leftOpen{of.Calls, of.answers()}
		}
		below = append(below, open)
		for _, c := range open.calls {
			if len(calls) < maxCalls {
				calls = addHoisted(calls, c, sum, callee)
			}
		}
	}
	keys := map[string]bool{}
	for i := range calls {
		keys[calls[i].Key] = true
	}
	for _, open := range below {
		for _, f := range open.flows {
			if keys[f.Origin.Name] && !f.Sink.IsStore() && len(flows) < maxFlows && !slices.ContainsFunc(flows, f.is) {
				flows = append(flows, f)
			}
		}
	}
	return leftOpen{calls, flows}
}

// is reports whether two flows are of one value into one sink.
func (f *Flow) is(other Flow) bool {
	return f.Sink.At == other.Sink.At && f.Sink.Kind == other.Sink.Kind && f.Sink.Call == other.Sink.Call && f.Origin.same(&other.Origin)
}

// answers returns the flows of what open calls return.
func (s *Summary) answers() []Flow {
	var list []Flow
	for _, f := range s.Flows {
		if f.Origin.isAnswered() {
			list = append(list, f)
		}
	}
	return list
}

// addHoisted adds an open call of a callee in terms of the function's own
// parameters, if anything that it passes goes there.
func addHoisted(calls []Call, c Call, sum *Summary, callee string) []Call {
	up := Call{Key: c.Key, Iface: c.Iface, Method: c.Method, At: c.At, In: c.In, Args: make([][]Origin, len(c.Args))}
	matters := false
	args := slices.Clone(c.Args)
	for _, p := range c.Parts {
		up.Parts = append(up.Parts, Part{Arg: p.Arg, Path: p.Path})
		args = append(args, p.Origin)
	}
	for i, a := range args {
		for _, o := range a {
			if o.Kind != Param || o.Func != callee {
				continue
			}
			for _, p := range sum.Passes {
				if p.Func != callee || p.Need != (Need{o.Index, o.Name}) {
					continue
				}
				for _, from := range p.Origin {
					if isIdle(from) || o.Flags&Deep != 0 && from.Kind == Unknown {
						continue
					}
					from = o.filled(from)
					from.Steps = from.Steps.Then(o.Steps)
					if i < len(up.Args) {
						up.Args[i] = Merge(up.Args[i], from)
					} else {
						part := &up.Parts[i-len(up.Args)]
						part.Origin = Merge(part.Origin, from)
					}
					matters = true
				}
			}
		}
	}
	if !matters {
		return calls
	}
	for i := range calls {
		if calls[i].Key == up.Key {
			merged := calls[i]
			merged.Args = slices.Clone(merged.Args)
			for j, a := range up.Args {
				merged.Args[j] = slices.Clone(merged.Args[j])
				for _, o := range a {
					merged.Args[j] = Merge(merged.Args[j], o)
				}
			}
			calls[i] = merged
			return calls
		}
	}
	return append(calls, up)
}

// state is the analysis of one package while it runs.
type state struct {
	pass      *analysis.Pass
	models    *models.Index
	pkg       *ssa.Package
	families  map[*ssa.Function]*family // by top-level function
	told      *told.Reader[*Summary]
	imported  map[*types.Func]*Summary
	standsFor map[*types.Func]string // interface methods and the library's methods that they stand for
	ignores   []rules.Ignore
	foreign   map[string]*Summary     // of converted types of other packages, by function
	inputs    map[*ssa.Function][]int // parameters that are decoded requests
	sent      map[*ssa.Parameter]bool // parameters that are requests which go out
	ids       map[*ssa.Function]string
	summaries map[string]*Summary // by function, of this package and those it calls
	hoisted   map[string]leftOpen // by function, with what its callees leave open
	used      map[string]use      // constant texts, as passwords
	members   map[fieldIn]*member
	callees   Callees
	carrying  map[types.Type]bool   // types that are asked whether they are a request
	constants map[string][]Position // where constant texts are spelled, found on first use

	clock   uint32 // counts jobs
	current *job   // the one that is done, nil where nobody asks what it reads

	principals map[string]bool // keys of contexts under which the policy says who is calling stands, found on first use
}

func (s *state) familyOf(fn *ssa.Function) *family {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return s.families[fn]
}

// at returns the place of an instruction. A call stands where the name that it
// calls does: what SSA keeps is the parenthesis behind it.
func (s *state) at(instr ssa.Instruction) Position {
	p := s.position(instr.Pos())
	call, ok := instr.(ssa.CallInstruction)
	if !ok || p.IsZero() {
		return p
	}
	name := ""
	if c := call.Common(); c.IsInvoke() {
		name = c.Method.Name()
	} else if fn := c.StaticCallee(); fn != nil && fn.Parent() == nil && len(fn.TypeArgs()) == 0 {
		name = fn.Name()
	}
	if n := len(name); n > 0 && n < p.Column {
		p.Column -= n
		p.Width = n
	}
	return p
}

func (s *state) position(pos token.Pos) Position {
	if !pos.IsValid() {
		return Position{Package: s.pass.Pkg.Path()}
	}
	p := s.pass.Fset.Position(pos)
	return Position{Package: s.pass.Pkg.Path(), File: filepath.Base(p.Filename), Line: p.Line, Column: p.Column}
}

// components returns the top-level functions as the strongly connected
// components of the static call graph, callees first (Tarjan, 1972). In a component
// as well, as far as its cycles let them: it takes as many rounds as calls lead
// against the order.
func (s *state) components(tops []*ssa.Function) [][]*ssa.Function {
	var (
		components [][]*ssa.Function
		stack      []*ssa.Function
		index, low = map[*ssa.Function]int{}, map[*ssa.Function]int{}
		left       = map[*ssa.Function]int{} // when the search had seen all that it calls
		onStack    = map[*ssa.Function]bool{}
		visit      func(*ssa.Function)
		calleesOf  = func(fn *ssa.Function) []*ssa.Function { return s.families[fn].callees() }
		popUntil   = func(fn *ssa.Function) (component []*ssa.Function) {
			for {
				top := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				onStack[top] = false
				component = append(component, top)
				if top == fn {
					slices.SortFunc(component, func(a, b *ssa.Function) int { return left[a] - left[b] })
					return component
				}
			}
		}
	)
	visit = func(fn *ssa.Function) {
		index[fn] = len(index) + 1
		low[fn] = index[fn]
		stack = append(stack, fn)
		onStack[fn] = true
		for _, callee := range calleesOf(fn) {
			if index[callee] == 0 {
				visit(callee)
				low[fn] = min(low[fn], low[callee])
			} else if onStack[callee] {
				low[fn] = min(low[fn], index[callee])
			}
		}
		left[fn] = len(left)
		if low[fn] == index[fn] {
			components = append(components, popUntil(fn))
		}
	}
	for _, fn := range tops {
		if index[fn] == 0 {
			visit(fn)
		}
	}
	return components
}

// summaryOf returns the summary of the function that obj declares, nil where
// none is known.
func (s *state) summaryOf(obj *types.Func) *Summary {
	obj = obj.Origin()
	if obj.Pkg() == s.pass.Pkg {
		if fn := s.pkg.Prog.FuncValue(obj); fn != nil && s.families[fn] != nil {
			f := s.families[fn]
			s.note(&f.told)
			return f.sums[fn]
		}
		return nil
	}
	sum, ok := s.imported[obj]
	if !ok {
		if sum = s.told.Of(obj); sum != nil {
			s.summaries[sum.Func] = sum
		}
		s.imported[obj] = sum
	}
	return sum
}

// firstParty reports whether the package with the path belongs to the module
// of the pass. It decides which interfaces are followed and which fields are
// tracked by name, never what is analysed.
func (s *state) firstParty(path string) bool {
	mod := s.pass.Module.Path
	return path == mod || strings.HasPrefix(path, mod+"/") || path == s.pass.Pkg.Path()
}

func (s *state) record(tops []*ssa.Function) Record {
	r := Record{Package: s.pass.Pkg.Path(), Main: s.pass.Pkg.Name() == "main"}
	for _, imp := range sources.Imports(s.pass) {
		if s.firstParty(imp.Path()) {
			r.Imports = append(r.Imports, imp.Path())
		}
	}
	slices.Sort(r.Imports)
	for _, top := range tops {
		f := s.families[top]
		for _, fn := range f.fns {
			r.Summaries = append(r.Summaries, f.sums[fn])
		}
		r.Converts = append(r.Converts, f.converts...)
		r.Quiet = append(r.Quiet, f.quietSinks()...)
		if f.spent {
			r.Spent = append(r.Spent, s.id(top))
		}
	}
	slices.SortStableFunc(r.Summaries, func(a, b *Summary) int { return cmp.Compare(a.Func, b.Func) })
	slices.SortStableFunc(r.Converts, func(a, b Convert) int {
		return cmp.Or(cmp.Compare(a.Iface, b.Iface), cmp.Compare(a.Type, b.Type), cmp.Compare(a.From, b.From), a.At.Compare(b.At))
	})
	r.Converts = slices.CompactFunc(r.Converts, func(a, b Convert) bool { return a.Iface == b.Iface && a.Type == b.Type && a.From == b.From })
	slices.Sort(r.Spent)
	for _, id := range slices.Sorted(maps.Keys(s.foreign)) {
		r.Foreign = append(r.Foreign, s.foreign[id])
	}
	r.Pending = s.received()
	return r
}
