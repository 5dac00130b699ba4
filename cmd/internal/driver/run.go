package driver

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"go/types"
	"maps"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/cache"
	"github.com/apiward/apiward/cmd/internal/finding"
)

// Package is what the analyzers made of one first-party package. With tests on
// it stands for the package together with its test files, and the external
// test package, path_test, is one of its own.
type Package struct {
	Path, Name string
	Dir        string           // absolute
	Module     *analysis.Module // Version is "" for every module that is read from a directory
	Matched    bool             // false where only an import brought it in
	Tested     bool             // test files are part of it
	// Results holds the results of the analyzers that the caller keeps. One
	// that failed here, or that needs one that failed, is missing.
	Results     map[*analysis.Analyzer]any
	Diagnostics []Diagnostic // by file, line, column, analyzer and message
	// FactBytes is the size of the package's own facts, encoded, by fact type:
	// what every cache keeps of it and every importer reads.
	FactBytes map[string]int

	// What it takes to come back to its syntax.
	run  *run
	unit *unit
	sums map[string][sha256.Size]byte
}

// Diagnostic is what an analyzer reported. Its positions are in Program.Fset.
type Diagnostic struct {
	Analyzer *analysis.Analyzer
	analysis.Diagnostic
}

// run is one run over a program. Each state belongs to one task at a time, but for
// what it shows to importers.
type run struct {
	*Program
	// looking is held by who looks at types and at states, and by who adds to them as
	// one that writes.
	looking *sync.RWMutex
	order   []*analysis.Analyzer // roots and all they require, requirements first
	keep    map[*analysis.Analyzer]bool
	codec   factCodec
	states  map[*unit]*state
	texts   map[string][]byte // of files that stand in the place of those on the disk
	salt    cache.Key         // what the results of all units depend on
	reused  int               // units whose results were at hand

	// torn says that a file was not what it was when the run began: what is found out
	// from then on belongs to no state of the files, and is not kept.
	torn *atomic.Bool

	bound aim // of memory

	// frugal says that types are let go before packages are linked.
	frugal bool

	// written says that results are written down even where no cache wants them.
	written bool
}

// state is what a run knows of one unit.
type state struct {
	*checked
	// facts are the unit's own. They went through their encoding, and are never
	// written again.
	facts   factSet
	encoded map[string]int // bytes of facts, by type

	results     map[*analysis.Analyzer]any
	diagnostics []Diagnostic
	failures    []finding.Failure // of passes

	reuse

	// What importers see. The lock is held while that is made, and while that of
	// the units below is.
	lock    sync.Mutex
	shown   *types.Package
	visible map[*types.Package]factSet // of the unit and those behind its imports
}

// Run type-checks every package of the program and runs the roots, and all
// they require, over those that are first-party, as parallel as imports allow.
// It returns the packages by path, with the results of the analyzers in keep.
//
// A package's syntax is dropped as soon as its passes are done, so that the
// peak does not grow with the program, and a result as soon as no other pass
// of its package needs it, unless it is kept. The error is the context's, or
// says that the analyzers do not fit together.
func (p *Program) Run(ctx context.Context, roots, keep []*analysis.Analyzer, progress func(done, total int, current string)) ([]*Package, []finding.Failure, error) {
	if err := analysis.Validate(roots); err != nil {
		return nil, nil, err
	}
	r := p.prepare(roots, keep)
	if err := r.all(ctx, progress); err != nil {
		return nil, nil, err
	}
	packages, failures := r.collect()
	r.forget()
	return packages, failures, nil
}

// forget drops the facts: a run stays at hand for its types alone.
func (r *run) forget() {
	for _, s := range r.states {
		s.facts, s.visible = nil, nil
	}
}

// release lets go of all types: linking asks for none, and takes most of the memory
// of a large run. Whoever comes back to a package, to write fixes, has read again what
// that package imports.
func (r *run) release() {
	r.exported, r.released = map[string]*types.Package{}, true
	for _, s := range r.states {
		s.types, s.shown = nil, nil
	}
}

// finish drops the results, once nobody asks for them again.
func (r *run) finish() {
	for _, s := range r.states {
		s.results = nil
	}
}

// prepare returns a run in which nothing is done yet.
func (p *Program) prepare(roots, keep []*analysis.Analyzer) *run {
	r := &run{
		Program: p,
		order:   required(roots),
		keep:    map[*analysis.Analyzer]bool{},
		states:  make(map[*unit]*state, len(p.units)),
		texts:   p.texts,
		torn:    new(atomic.Bool),
		looking: new(sync.RWMutex),
	}
	r.codec = newFactCodec(r.order)
	for _, a := range keep {
		r.keep[a] = true
	}
	for _, u := range p.units {
		r.states[u] = &state{checked: &checked{}}
	}
	r.salt = r.newSalt(keep)
	return r
}

// required returns the roots and all that they require, requirements first.
func required(roots []*analysis.Analyzer) []*analysis.Analyzer {
	var order []*analysis.Analyzer
	seen := map[*analysis.Analyzer]bool{}
	var visit func(*analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if seen[a] {
			return
		}
		seen[a] = true
		for _, req := range a.Requires {
			visit(req)
		}
		order = append(order, a)
	}
	for _, a := range roots {
		visit(a)
	}
	return order
}

// task is one of the two steps that every unit takes. Both wait for the same
// step of the unit's imports, and the second for the first.
type task struct {
	unit    *unit
	analyse bool // else check
}

// asked returns the outsiders: none where no pass asks for their facts.
func (r *run) asked() map[string]*unit {
	if !slices.Contains(r.order, analyzers.Guards) {
		return nil
	}
	return r.outsiders
}

// outside returns the packages of other modules whose facts the unit needs.
func (r *run) outside(u *unit) (list []*unit) {
	outsiders := r.asked()
	for _, id := range u.Imports {
		if o := outsiders[id]; o != nil && u.firstParty {
			list = append(list, o)
		}
	}
	return list
}

// all carries out the tasks of all units whose results are not at hand.
func (r *run) all(ctx context.Context, progress func(done, total int, current string)) error {
	settled := r.cfg.Stats.phase("look for kept results")
	left := r.settle()
	settled()
	finished := len(r.units) - len(left)
	r.reused = finished
	if r.cfg.Cache == nil {
		r.reused = 0
	}
	defer func() {
		r.cfg.Stats.is(func(s *Stats) { s.Units, s.Reused = len(r.units), r.reused })
	}()
	if len(left) == 0 {
		return ctx.Err()
	}
	r.readExports(slices.DeleteFunc(slices.Clone(left), func(u *unit) bool { return r.states[u].maybe })...)
	defer r.cfg.Stats.phase("packages")()
	r.freshOutsiders()
	waiting, followers, ready := r.plan(left)
	total := len(waiting)
	work, done := make(chan task), make(chan task)
	defer close(work)
	for range r.cfg.Stats.workers() {
		go func() {
			for t := range work {
				r.do(t)
				done <- t
			}
		}()
	}
	for left, busy := total, 0; left > 0; {
		next, give := ready.top(), work
		if next.unit == nil || ctx.Err() != nil {
			if busy == 0 {
				return ctx.Err()
			}
			give = nil
		}
		select {
		case give <- next:
			ready.pop()
			busy++
		case t := <-done:
			busy--
			left--
			for _, f := range followers[t] {
				if waiting[f]--; waiting[f] == 0 {
					ready.push(f)
				}
			}
			if t.analyse && !t.unit.outsider {
				finished++
				if r.isReused(t.unit) {
					r.reused++
				}
				if progress != nil {
					progress(finished, len(r.units), t.unit.path)
				}
			}
		}
	}
	return ctx.Err()
}

// stage says what the run is at, and how much of it was at hand.
func (r *run) stage() string {
	if r.reused == 0 {
		return "analyse"
	}
	return fmt.Sprintf("analyse (%d cached)", r.reused)
}

// plan returns how many tasks each task waits for, which wait for it, and those
// that wait for none. A unit that may turn out to be at hand, once those that it
// imports are done, has a single task: it is checked only if need be, and those
// that import it can tell only then whether it is broken.
func (r *run) plan(left []*unit) (waiting map[task]int, followers map[task][]task, ready stack) {
	waiting, followers = map[task]int{}, map[task][]task{}
	follow := func(t, before task) {
		waiting[t]++
		followers[before] = append(followers[before], t)
	}
	outsiders := r.asked()
	for _, id := range slices.Backward(slices.Sorted(maps.Keys(outsiders))) {
		t := task{outsiders[id], true}
		waiting[t] = 0
		ready.push(t)
	}
	open := map[*unit]bool{}
	for _, u := range left {
		open[u] = true
	}
	for _, u := range slices.Backward(left) {
		check, analyse := task{u, false}, task{u, true}
		waiting[analyse] += 0
		if !r.states[u].maybe {
			waiting[check] += 0
			follow(analyse, check)
		}
		for _, o := range r.outside(u) {
			follow(analyse, task{o, true})
		}
		for _, dep := range u.deps {
			if !open[dep] {
				continue
			}
			follow(analyse, task{dep, true})
			if !r.states[u].maybe {
				follow(check, task{dep, r.states[dep].maybe})
			}
		}
	}
	for _, u := range slices.Backward(left) {
		for _, t := range []task{{u, true}, {u, false}} {
			if n, ok := waiting[t]; ok && n == 0 {
				ready.push(t)
			}
		}
	}
	return waiting, followers, ready
}

// stack holds the tasks that may begin, the newest on top. Analyses go before
// checks, because they are what gives memory back.
type stack struct{ checks, analyses []task }

func (s *stack) push(t task) {
	if t.analyse {
		s.analyses = append(s.analyses, t)
	} else {
		s.checks = append(s.checks, t)
	}
}

// top returns the next task, the zero one where there is none.
func (s *stack) top() task {
	switch {
	case len(s.analyses) > 0:
		return s.analyses[len(s.analyses)-1]
	case len(s.checks) > 0:
		return s.checks[len(s.checks)-1]
	}
	return task{}
}

func (s *stack) pop() {
	if n := len(s.analyses); n > 0 {
		s.analyses = s.analyses[:n-1]
	} else {
		s.checks = s.checks[:len(s.checks)-1]
	}
}

func (r *run) do(t task) {
	defer r.cfg.Stats.unit(t.unit)()
	r.looking.RLock()
	defer r.looking.RUnlock()
	s := r.states[t.unit]
	switch {
	case t.unit.outsider:
		r.readOutsider(t.unit)
	case !t.analyse:
		s.check(r, t.unit)
	case s.maybe && r.recall(t.unit):
	default:
		if s.maybe {
			r.readFor(t.unit)
			s.check(r, t.unit)
		}
		r.analyse(t.unit)
	}
}

// readFor reads what a unit takes its types from, of which it turned out only now that
// it is analysed. Who calls it looks at types, and does not meanwhile.
func (r *run) readFor(u *unit) {
	if r.behind[u] {
		return
	}
	r.looking.RUnlock()
	defer r.looking.RLock()
	r.looking.Lock()
	defer r.looking.Unlock()
	r.readExports(u)
	for _, o := range r.freshOutsiders() {
		r.readOutsider(o)
	}
}

// freshOutsiders returns the outsiders that nobody has looked at, in order, which from
// now on the run knows.
func (r *run) freshOutsiders() (list []*unit) {
	outsiders := r.asked()
	for _, id := range slices.Sorted(maps.Keys(outsiders)) {
		if o := outsiders[id]; r.states[o] == nil {
			r.states[o] = &state{checked: &checked{}}
			list = append(list, o)
		}
	}
	return list
}

func (r *run) isReused(u *unit) bool {
	r.looking.RLock()
	defer r.looking.RUnlock()
	return r.states[u].reused
}

// analyse runs the passes over a unit and leaves its facts for its importers.
func (r *run) analyse(u *unit) {
	s := r.states[u]
	if u.firstParty && s.failure == nil {
		r.passes(u, s)
	}
	r.retain(u)
	s.files, s.info = nil, nil
}

// below returns the facts of the units behind the imports of u.
func (r *run) below(u *unit) map[*types.Package]factSet {
	visible := map[*types.Package]factSet{}
	for _, dep := range u.deps {
		maps.Copy(visible, r.visibleOf(dep))
	}
	for _, o := range r.outside(u) {
		if facts := r.states[o].facts; len(facts) > 0 {
			visible[r.exported[o.ImportPath]] = facts
		}
	}
	return visible
}

// visibleOf returns the facts that importers of u see: its own, and those of the
// units behind its imports.
func (r *run) visibleOf(u *unit) map[*types.Package]factSet {
	types := r.typesOf(u)
	s := r.states[u]
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.visible == nil {
		s.visible = r.below(u)
		if s.facts == nil && s.kept != nil {
			s.facts, _ = r.codec.decode(types, s.kept.Facts, r.linesFor(u)) // they were decoded once before they were kept
		}
		if len(s.facts) > 0 {
			s.visible[types] = s.facts
		}
	}
	return s.visible
}

// passes runs the analyzers over one unit, one after the other: packages are
// what runs in parallel.
func (r *run) passes(u *unit, s *state) {
	p := &passes{run: r, unit: u, state: s,
		facts:  &passFacts{pkg: s.types, deps: r.below(u), own: factSet{}},
		live:   map[*analysis.Analyzer]any{},
		failed: map[*analysis.Analyzer]error{},
		echoes: map[*analysis.Analyzer]int{},
	}
	s.results = map[*analysis.Analyzer]any{}
	needed := map[*analysis.Analyzer]int{}
	order, of := r.order, s.shown
	if u.outsider {
		order, of = required([]*analysis.Analyzer{analyzers.Guards}), r.exported[u.ImportPath]
	}
	for _, a := range order {
		for _, req := range a.Requires {
			needed[req]++
		}
	}
	for _, a := range order {
		p.step(a)
		for _, req := range a.Requires {
			if needed[req]--; needed[req] == 0 {
				delete(p.live, req)
			}
		}
		if needed[a] == 0 {
			delete(p.live, a)
		}
	}
	s.failures = p.failures()
	data, sizes, err := r.codec.encode(p.facts.own, r.linesFor(u))
	s.encoded, s.bytes = sizes, data
	if err == nil {
		s.facts, err = r.codec.decode(of, data, r.linesFor(u))
	}
	if err != nil {
		s.failures = append(s.failures, finding.Failure{Input: u.ImportPath,
			Message: err.Error() + ": packages that import this one were analysed without its facts; this is a fault of apiward, please report it"})
	}
	r.sort(s.diagnostics)
}

// passes is one unit with its passes under way.
type passes struct {
	*run
	*unit
	*state
	facts  *passFacts
	live   map[*analysis.Analyzer]any   // results that a pass still needs
	failed map[*analysis.Analyzer]error // a *requirement where another failed
	echoes map[*analysis.Analyzer]int   // how many could not run for the one that failed
}

// requirement is the error of a pass that did not run because of another.
type requirement struct{ cause *analysis.Analyzer }

// Error names the pass that failed.
func (e *requirement) Error() string { return "it needs " + e.cause.Name + ", which failed" }

// step runs one analyzer, if those that it requires did their part.
func (p *passes) step(a *analysis.Analyzer) {
	var found []Diagnostic
	done := p.cfg.Stats.pass(a.Name)
	result, err := p.pass(a, &found)
	done()
	if err != nil {
		p.failed[a] = err
		p.facts.forget(a)
		if req, ok := errors.AsType[*requirement](err); ok {
			p.echoes[req.cause]++
		}
		return
	}
	p.live[a] = result
	if p.keep[a] {
		p.results[a] = result
	}
	p.diagnostics = append(p.diagnostics, found...)
}

// pass runs one analyzer and returns its result. What it reports is appended
// to found.
func (p *passes) pass(a *analysis.Analyzer, found *[]Diagnostic) (result any, err error) {
	inputs := make(map[*analysis.Analyzer]any, len(a.Requires))
	for _, req := range a.Requires {
		if err := p.failed[req]; err != nil {
			if behind, ok := errors.AsType[*requirement](err); ok {
				return nil, behind
			}
			return nil, &requirement{req}
		}
		inputs[req] = p.live[req]
	}
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v, in %s", v, panicked())
		}
	}()
	result, err = a.Run(&analysis.Pass{
		Analyzer:     a,
		Fset:         p.Fset,
		Files:        p.files,
		OtherFiles:   p.absolutes(p.CFiles, p.CXXFiles, p.HFiles, p.SFiles),
		IgnoredFiles: p.absolutes(p.IgnoredGoFiles, p.IgnoredOtherFiles),
		Pkg:          p.types,
		TypesInfo:    p.info,
		TypesSizes:   p.sizes,
		Module:       p.module,
		ResultOf:     inputs,
		Report:       func(d analysis.Diagnostic) { *found = append(*found, Diagnostic{a, d}) },
		// What a pass reads must be part of its input, or no cache could ever
		// tell that its answer is stale.
		ReadFile:          func(name string) ([]byte, error) { return nil, fmt.Errorf("%s: passes read no files", name) },
		ImportObjectFact:  p.facts.importObject,
		ImportPackageFact: p.facts.importPackage,
		ExportObjectFact:  func(obj types.Object, fact analysis.Fact) { p.facts.exportObject(a, obj, fact) },
		ExportPackageFact: func(fact analysis.Fact) { p.facts.export(a, factKey{typ: reflect.TypeOf(fact)}, fact) },
		AllObjectFacts:    func() []analysis.ObjectFact { return p.facts.objects(a) },
		AllPackageFacts:   func() []analysis.PackageFact { return p.facts.packages(a) },
	})
	if got := reflect.TypeOf(result); err == nil && got != a.ResultType {
		return nil, fmt.Errorf("its result is of type %v, and it declares %v", got, a.ResultType)
	}
	return result, err
}

// panicked names the function that the panic being recovered came from.
func panicked() string {
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)]) // behind Callers, panicked and the deferred call
	for {
		frame, more := frames.Next()
		if !strings.HasPrefix(frame.Function, "runtime.") || !more {
			return fmt.Sprintf("%s (%s:%d)", frame.Function, filepath.Base(frame.File), frame.Line)
		}
	}
}

// failures lists the passes that failed by themselves, in the order they ran.
func (p *passes) failures() []finding.Failure {
	var failures []finding.Failure
	for _, a := range p.order {
		err := p.failed[a]
		if _, echo := errors.AsType[*requirement](err); err == nil || echo {
			continue
		}
		message := fmt.Sprintf("analyzer %s failed: %s", a.Name, oneLine(err.Error()))
		if n := p.echoes[a]; n > 0 {
			message += fmt.Sprintf("; %d more that need it did not run", n)
		}
		failures = append(failures, finding.Failure{Input: p.ImportPath,
			Message: message + ": this is a fault of apiward, please report it"})
	}
	return failures
}

// sort puts diagnostics into the order of their places.
func (r *run) sort(diagnostics []Diagnostic) {
	slices.SortStableFunc(diagnostics, func(a, b Diagnostic) int {
		x, y := r.Fset.Position(a.Pos), r.Fset.Position(b.Pos)
		return cmp.Or(cmp.Compare(x.Filename, y.Filename), cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column),
			cmp.Compare(a.Analyzer.Name, b.Analyzer.Name), cmp.Compare(a.Message, b.Message))
	})
}

// stands reports whether what was found in a unit counts: of a package and its
// variant with tests, the one that has more.
func (r *run) stands(u *unit) bool {
	return u.firstParty && !u.hidden && r.states[u].failure == nil && (u.variant == nil || r.states[u.variant].failure != nil)
}

// collect returns the packages and failures of a finished run.
func (r *run) collect() ([]*Package, []finding.Failure) {
	r.recallResults()
	var failures []finding.Failure
	for _, u := range r.units {
		s := r.states[u]
		// A broken package breaks its variant too: once is enough.
		if u.firstParty && !u.hidden && s.failure != nil && (u.plain == nil || r.states[u.plain].failure == nil) {
			failures = append(failures, *s.failure)
		}
		if r.stands(u) {
			failures = append(failures, s.failures...)
		}
	}
	sortFailures(failures)
	return r.packages(), failures
}

// absent returns what go list says of the packages that cannot be analysed: which
// commands a package is for is known though they do not compile.
func (r *run) absent() (list []link.Package) {
	add := func(l *listed) {
		var imports []string
		for _, imp := range l.Imports {
			if dep := r.listed[imp]; dep != nil && firstParty(dep) {
				imports = append(imports, imp)
			}
		}
		slices.Sort(imports)
		list = append(list, link.Absentee(l.ImportPath, l.Name == "main", slices.Compact(imports)))
	}
	for _, u := range r.units {
		if u.firstParty && !u.outsider && u.ForTest == "" && r.states[u].failure != nil {
			add(u.listed)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.rejected)) {
		if l := r.listed[id]; l != nil && l.ForTest == "" {
			add(l)
		}
	}
	return list
}

// packages returns the packages of a finished run, with as much of their results as
// was read.
func (r *run) packages() (packages []*Package) {
	for _, u := range r.units {
		if !r.stands(u) {
			continue
		}
		s := r.states[u]
		packages = append(packages, &Package{
			Path:        u.path,
			Name:        u.Name,
			Dir:         u.Dir,
			Module:      u.module,
			Matched:     !u.DepOnly,
			Tested:      u.ForTest != "",
			Results:     s.results,
			Diagnostics: s.diagnostics,
			run:         r,
			unit:        u,
			sums:        s.sums,
			FactBytes:   s.encoded,
		})
	}
	slices.SortFunc(packages, func(a, b *Package) int { return cmp.Compare(a.Path, b.Path) })
	return packages
}
