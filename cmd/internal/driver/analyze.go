package driver

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers"
	"github.com/apiward/apiward/analyzers/gosec"
	"github.com/apiward/apiward/analyzers/handlers"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/cache"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/checks"
	"github.com/apiward/apiward/spec/checks/invalid_document"
	"github.com/apiward/apiward/spec/conform"
	"github.com/apiward/apiward/spec/engine"
	"github.com/apiward/apiward/spec/lint"
)

// Analysis is what one run found, raw.
type Analysis struct {
	Findings  []finding.Finding // strength set, level not; neither sorted nor suppressed
	Inventory *link.Inventory
	Proof     *finding.Proof // the answer to Config.Why
	Ignores   []rules.Ignore // of Go files and documents
	Rules     []rules.Entry  // of the engines that ran
	Notices   []finding.Notice
	Failures  []finding.Failure
	Packages  int              // analysed Go packages
	Documents int              // analysed documents
	Kept      []*spec.Document // the documents, where Config.Keep asks for them
	Seen      finding.Seen
	// Tally says how far the house rules came to bear.
	Tally rules.Tally

	// Graph are the first-party packages of the run, by path.
	Graph []Node
	// Shard is what Config.Shards of another run takes, where it was asked for.
	Shard []byte `json:"-"`

	house    *house              // what rules on routes look at
	notes    []handlers.Note     // comments in the code that describe an API
	noted    handlers.Types      // what they speak of
	embedded []handlers.Embedded // documents in generated code
	own      []*spec.Document    // that the code makes, where there are no others
	texts    []readText          // that documents were read from
	fixed    []keptFiles         // packages whose fixes are among the findings
	bound    *aim                // of a run over documents alone
	counted  int                 // functions, where a notice counts them
	broken   int                 // of the failures are packages that cannot be analysed
}

// Catalog returns every rule of this build that judges code, documents or
// both. own are the rules of the caller's.
func Catalog(own ...rules.Entry) (*rules.Catalog, error) {
	return rules.NewCatalog(slices.Concat(analyzers.Rules, checks.Rules, gosec.Rules(), own)...)
}

// Analyze loads the packages and documents of cfg, judges each, the program
// that the packages make, and the documents against its routes. An input that
// fails is listed in the Analysis; the error is one of usage or environment,
// and says what to do.
func Analyze(ctx context.Context, cfg Config) (*Analysis, error) {
	if len(cfg.Shards) > 0 {
		return Merge(ctx, cfg)
	}
	analyzers.SetPolicy(cfg.Policy)
	a := &Analysis{Tally: rules.Tally{}}
	// 1. Documents and code know nothing of each other yet. Engines take long, so
	// that they begin before all else; without them it is the code that says
	// whether anything is left to do.
	var code *analysed
	var err error
	if !enginesOn(cfg) {
		if code, err = analyse(ctx, cfg); err != nil {
			return nil, err
		}
		recalled := cfg.Stats.phase("look for the whole run")
		whole := recallWhole(cfg, code)
		if recalled(); whole != nil {
			cfg.Stats.is(func(s *Stats) { s.Run = true })
			whole.Graph = code.graph()
			whole.Seen.Add(code.seen(cfg))
			return whole, ctx.Err()
		}
	}
	if code == nil {
		a.bound = aimDocuments()
	}
	read := cfg.Stats.phase("documents")
	documents, texts := a.loadDocuments(ctx, cfg, len(cfg.Patterns) > 0 || cfg.Keep)
	read()
	if cfg.Keep {
		a.Kept = documents
	}
	join := a.startEngines(ctx, cfg, texts)
	defer join()
	if enginesOn(cfg) {
		if code, err = analyse(ctx, cfg); err != nil {
			return nil, err
		}
	}
	program := &link.Program{}
	if code != nil {
		program = a.code(ctx, cfg, code, documents)
		a.Graph = code.graph()
	}
	// 2. The contract between them.
	a.conclude(cfg, program, documents)
	if ctx.Err() == nil {
		a.retainWhole(cfg, code)
	}
	a.Seen.Add(code.seen(cfg)) // behind what is kept: names of files are no part of what they say
	return a, ctx.Err()
}

// conclude holds the documents against the program, and tells what a reader must
// know of the whole.
func (a *Analysis) conclude(cfg Config, program *link.Program, documents []*spec.Document) {
	held := cfg.Stats.phase("contract")
	a.hold(documents, cfg)
	a.documented()
	a.routeRules(cfg)
	held()
	if n := len(program.Spent); n > 0 {
		a.counted = program.Functions
		a.Notices = append(a.Notices, finding.Notice{Message: fmt.Sprintf(
			"%d of %d functions are too large to follow to the end, and flows through them may be missing: %s", n, program.Functions, few(program.Spent))})
	}
	a.idle(cfg)
}

// few lists the first of many names.
func few(names []string) string {
	const most = 5
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}

// analysed are the packages of a run, not linked yet.
type analysed struct {
	loaded   *Program
	run      *run
	failures []finding.Failure // of loading
	key      cache.Key         // of what they make together
	exact    cache.Key         // and of the lines in which they say it
	keyed    bool              // both are set
}

// analyse analyses the packages of cfg, nil where it names none.
func analyse(ctx context.Context, cfg Config) (*analysed, error) {
	if len(cfg.Patterns) == 0 {
		return nil, nil
	}
	cfg.progress("load", 0, 0, "")
	loaded, failures, err := Load(ctx, cfg)
	if err != nil {
		return nil, err
	}
	analyzers.SetPolicy(located(cfg, loaded))
	roots := analysisRoots()
	if gosec.On(cfg.Policy) {
		roots = append(roots, gosec.Analyzer)
	}
	if err := analysis.Validate(roots); err != nil {
		return nil, err
	}
	c := &analysed{loaded: loaded, run: loaded.prepare(roots, roots), failures: failures}
	c.run.written = true
	size := c.run.sourceSize()
	c.run.aim(size)
	c.run.frugal = size >= largeSource
	err = c.run.all(ctx, func(done, total int, current string) { cfg.progress(c.run.stage(), done, total, current) })
	if c.key, c.keyed = c.run.wholeKey(cfg, failures); c.keyed {
		c.exact = c.run.exactKey(c.key)
	}
	return c, err
}

// code links packages that are analysed, or finds what they make together at
// hand.
func (a *Analysis) code(ctx context.Context, cfg Config, code *analysed, documents []*spec.Document) *link.Program {
	if program := a.recallProgram(ctx, cfg, code); program != nil {
		cfg.Stats.is(func(s *Stats) { s.Program = true })
		return program
	}
	before := *a
	collected := cfg.Stats.phase("read kept results")
	packages, failures := code.run.collect()
	collected()
	code.run.forget()
	broken := slices.Concat(code.failures, failures)
	a.Failures, a.broken = append(a.Failures, broken...), len(broken)
	a.vouched(cfg, code.loaded, packages)
	c := newConverter(cfg, packages)
	a.nowhere(cfg, c, packages)
	if code.run.frugal {
		code.run.release()
	}
	cfg.progress("link", 0, 0, "")
	linked := cfg.Stats.phase("link and judge")
	program, all := a.link(c, packages, code.run.absent())
	linked()
	if cfg.Why != nil {
		for _, m := range a.admitted(documents, cfg.Policy) {
			program.Routes[m.Operation].Admit()
		}
		a.why(*cfg.Why, program, c)
	}
	found, fixable := c.findings(all), fixables(all)
	if cfg.WantShard {
		var err error
		if a.Shard, err = writeShard(cfg, packages, slices.Concat(code.failures, failures)); err != nil {
			a.Failures = append(a.Failures, finding.Failure{Input: "the shard", Message: err.Error() + "; this is a fault of apiward, please report it"})
		}
	}
	if ctx.Err() == nil && len(a.Failures) == len(before.Failures)+len(broken) {
		a.retainProgram(code, program, keptProgram{Failures: broken, Findings: found, Ignores: a.Ignores[len(before.Ignores):], Notices: a.Notices[len(before.Notices):], Fixable: fixable})
	}
	program = &link.Program{Functions: program.Functions, Spent: program.Spent} // fixes are written in the memory of the rest
	code.run.finish()
	a.fix(ctx, cfg, code.run, fixable, found)
	a.Findings = append(a.Findings, found...)
	return program
}

// join links analysed packages and keeps what is found, without fixes.
func (a *Analysis) join(cfg Config, packages []*Package) {
	c := newConverter(cfg, packages)
	_, all := a.link(c, packages, nil)
	a.Findings = append(a.Findings, c.findings(all)...)
}

// link links analysed packages, and returns the program with what was found in
// them and in it. absent are the packages that cannot be analysed.
func (a *Analysis) link(c *converter, packages []*Package, absent []link.Package) (*link.Program, []link.Finding) {
	var parts []link.Package
	var all []link.Finding
	for _, p := range packages {
		for _, rule := range append(analysisRoots()[1:], gosec.Analyzer) {
			if found, ok := p.Results[rule].([]link.Finding); ok {
				all = append(all, found...)
			}
		}
		if part, ok := p.Results[link.Collect].(*link.Package); ok {
			parts = append(parts, *part)
			a.Ignores = append(a.Ignores, c.ignores(p, part.Ignores)...)
			a.Packages++
		}
	}
	program := link.Link(link.Whole, append(parts, absent...))
	found, err := analyzers.Judge(program)
	if err != nil {
		a.Failures = append(a.Failures, finding.Failure{Input: "the linked program", Message: err.Error() + "; this is a fault of apiward, please report it"})
	}
	a.Inventory = program.Inventory(c.file)
	a.inputs(c, program, packages)
	return program, append(all, found...)
}

// loadDocuments loads and lints the documents, several at a time, and returns
// them where they are to be kept. They are most of the memory of a run without
// code, and what is left of them once they are judged is small: a thousand need
// no more than the few that are judged at a time. Where engines are to judge
// them too, their texts are returned beside them, in any case.
func (a *Analysis) loadDocuments(ctx context.Context, cfg Config, keep bool) (documents []*spec.Document, texts []engine.Document) {
	root, err := os.OpenRoot(cmp.Or(cfg.Root, cfg.Dir, "."))
	if err != nil {
		a.Failures = append(a.Failures, finding.Failure{Input: cfg.Root, Message: fmt.Sprintf("the project's root cannot be opened: %v", err)})
		return nil, nil
	}
	defer root.Close()
	outcomes := make([]outcome, len(cfg.Documents))
	lent := newLent(cfg)
	var wait sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	each := func(i int, pointers []string) {
		slots <- struct{}{} // before there is a stack for it
		wait.Go(func() {
			defer func() { <-slots }()
			outcomes[i] = judgeDocument(ctx, cfg, root, cfg.Documents[i], pointers, keep, lent)
		})
	}
	for i := range cfg.Documents {
		each(i, nil)
	}
	wait.Wait()
	for i, name := range cfg.Documents {
		if pointers := lent.of(name); len(pointers) > 0 {
			each(i, pointers)
		}
	}
	wait.Wait()
	var seen finding.Seen
	count := 0
	for _, o := range outcomes {
		count += len(o.findings)
	}
	a.Findings = slices.Grow(a.Findings, count)
	for i, o := range outcomes {
		outcomes[i] = outcome{}
		if o.err != nil {
			a.Failures = append(a.Failures, documentFailure(cfg.Documents[i], o.err))
			continue
		}
		if o.doc != nil {
			documents = append(documents, o.doc)
		}
		if len(o.text.Files) > 0 {
			texts = append(texts, o.text)
		}
		a.Documents++
		a.texts = append(a.texts, o.texts...)
		a.Ignores = append(a.Ignores, o.ignores...)
		a.Tally.Add(o.tally)
		seen.Files = append(seen.Files, o.seen.Files...)
		seen.Documents = append(seen.Documents, o.seen.Documents...)
		seen.Operations = append(seen.Operations, o.seen.Operations...)
		seen.Names = append(seen.Names, o.seen.Names...)
		a.Findings = append(a.Findings, o.findings...)
		for _, u := range o.unread {
			a.Failures = append(a.Failures, finding.Failure{
				Input: cfg.Documents[i], At: finding.Range{File: u.File, Line: u.Line, Column: u.Column},
				Message: u.Message,
			})
		}
	}
	a.Seen.Add(seen)
	return documents, texts
}

// outcome is what a run keeps of a document.
type outcome struct {
	doc      *spec.Document // nil where nobody asks for it again
	text     engine.Document
	unread   []spec.Unread
	ignores  []rules.Ignore
	seen     finding.Seen
	findings []finding.Finding
	tally    rules.Tally // of the house rules
	texts    []readText
	err      error
}

// judgeDocument loads and lints a document of which others refer to what stands at the
// pointers, and notes what it refers to itself.
func judgeDocument(ctx context.Context, cfg Config, root *os.Root, name string, pointers []string, keep bool, lent *lent) outcome {
	if ctx.Err() != nil {
		return outcome{err: ctx.Err()}
	}
	opts := documentOptions(ctx, cfg, root)
	opts.Lent = pointers
	doc, err := loadDocument(cfg, name, opts)
	if err != nil {
		return outcome{err: err}
	}
	out := outcome{
		texts: textsOf(doc), unread: doc.Unread, ignores: doc.Ignores(), seen: seenIn(doc, cfg.Policy),
		tally: rules.Tally{},
	}
	lent.add(doc.References())
	problems := judge(doc, cfg, out.tally)
	sum := proveFixes(doc, problems, cfg.Policy, opts)
	out.findings = documentFindings(name, problems, sum)
	if keep {
		out.doc = doc
	}
	if enginesOn(cfg) {
		out.text = textOf(doc)
	}
	return out
}

// lent is what documents of the run refer to in others of them, each pointer once,
// however many do: it is judged where it is referred to, and the others once more
// without it. A document that the policy names is an API of its own all the same, and
// keeps its paths.
type lent struct {
	mu       sync.Mutex
	pointers map[string]map[string]bool // by the names of the run's documents
	own      map[string]bool            // that the policy names
}

func newLent(cfg Config) *lent {
	l := &lent{pointers: map[string]map[string]bool{}, own: map[string]bool{}}
	for _, name := range cfg.Documents {
		l.pointers[path.Clean(name)] = map[string]bool{}
	}
	if cfg.Policy != nil {
		for _, d := range cfg.Policy.Documents {
			l.own[path.Clean(d.File)] = true
		}
	}
	return l
}

// add notes what one document refers to.
func (l *lent) add(refers map[string][]string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for name, pointers := range refers {
		known := l.pointers[name]
		for _, p := range pointers {
			if known != nil && (!l.own[name] || !strings.HasPrefix(p, "/paths/") && !strings.HasPrefix(p, "/webhooks/")) {
				known[p] = true
			}
		}
	}
}

// of returns the pointers of what others refer to in a document, sorted.
func (l *lent) of(name string) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Sorted(maps.Keys(l.pointers[path.Clean(name)]))
}

// documentFindings returns what was found in a document, whose own file has the sum.
func documentFindings(name string, problems []spec.Problem, sum [sha256.Size]byte) []finding.Finding {
	findings := make([]finding.Finding, len(problems))
	for i, p := range problems {
		findings[i] = problem(p)
		findings[i].Fix, findings[i].Document = documentFix(p, sum), name
	}
	return findings
}

// judge runs the rules over a document and, beside them, holds it against the
// specification. What the house rules came to bear on goes to the tally.
func judge(doc *spec.Document, cfg Config, tally rules.Tally) []spec.Problem {
	all := slices.Concat(checks.Documents, houseChecks(cfg, tally))
	rule := invalid_document.Rule.Rule
	here := cfg.Policy.In(rules.Where{File: doc.Name, Document: doc.Name})
	if !cfg.Conform || !here.On(rule) || !rules.Value[bool](here, rule, "conform") {
		return lint.Run(doc, all, cfg.Policy)
	}
	var more []spec.Problem
	var wait sync.WaitGroup
	wait.Go(func() { more = conform.Check(doc) })
	problems := lint.Run(doc, all, cfg.Policy)
	wait.Wait()
	return append(problems, more...)
}

// loadDocument loads the document of that name, or the text in its place.
func loadDocument(cfg Config, name string, opts spec.Options) (*spec.Document, error) {
	if text := cfg.overlay[documentPath(cfg, name)]; text != nil {
		return spec.Load(name, text, opts)
	}
	return spec.Open(name, opts)
}

// documentOptions returns what a document may be and read.
func documentOptions(ctx context.Context, cfg Config, root *os.Root) spec.Options {
	opts := spec.Options{Root: root}
	if cfg.Fetch != nil {
		opts.Fetch = func(url string, limit int) ([]byte, error) { return cfg.Fetch(ctx, url, limit) }
	}
	return opts
}

func documentFailure(name string, err error) finding.Failure {
	f := finding.Failure{Input: name, Message: err.Error(), At: finding.Range{File: name}}
	if e, ok := errors.AsType[*spec.Error](err); ok {
		f.Message = e.Message
		f.At = finding.Range{File: e.File, Line: e.Line, Column: e.Column}
	}
	return f
}

// converter turns what the analyses found into findings: the one place where
// positions of packages become files of the project.
type converter struct {
	dirs map[string]string                       // package path to its directory, relative to the root
	sums map[string]map[string][sha256.Size]byte // package path to the sums of its files by base name
}

func newConverter(cfg Config, packages []*Package) *converter {
	root := cmp.Or(cfg.Root, cfg.Dir)
	if abs, err := filepath.Abs(root); err == nil {
		root = abs
	}
	c := &converter{dirs: map[string]string{}, sums: map[string]map[string][sha256.Size]byte{}}
	for _, p := range packages {
		c.sums[p.Path] = p.sumsByName()
		if rel, err := filepath.Rel(root, p.Dir); err == nil {
			c.dirs[p.Path] = filepath.ToSlash(rel)
		}
	}
	return c
}

// file returns the slash path of a position's file relative to the root, "" for
// one of another module, which has no place in the project.
func (c *converter) file(at link.Pos) string {
	dir, own := c.dirs[at.Package]
	if at.File == "" || !own {
		return ""
	}
	return path.Join(dir, at.File)
}

func (c *converter) place(at link.Pos) finding.Range {
	r := finding.Range{File: c.file(at), Line: at.Line, Column: at.Column}
	if at.Width > 0 {
		r.EndLine, r.EndColumn = at.Line, at.Column+at.Width
	}
	return r
}

func (c *converter) notes(steps []link.Step) []finding.Note {
	var notes []finding.Note
	for _, s := range steps {
		if c.file(s.At) != "" {
			notes = append(notes, finding.Note{Range: c.place(s.At), Message: s.Text})
		}
	}
	return notes
}

func (c *converter) findings(found []link.Finding) []finding.Finding {
	list := make([]finding.Finding, 0, len(found))
	for _, f := range found {
		out := finding.Finding{
			Rule: f.Rule, Origin: rules.Origin(f.Rule), Strength: f.Strength, Message: f.Message, At: c.place(f.At), Help: f.Help,
			Related: c.notes(f.Related), Trace: c.notes(f.Trace), Symbol: f.Symbol, Fix: c.fix(f.Fix),
		}
		if out.At.File == "" && len(out.Related) > 0 {
			// A router that another module serves: the first place of our own stands for it.
			out.At, out.Related = out.Related[0].Range, out.Related[1:]
		}
		if f.Suppressed != "" {
			out.Suppressed = &finding.Suppression{Kind: "nosec", Reason: f.Suppressed, At: out.At}
		}
		for _, at := range f.Hidden {
			out.Hidden = append(out.Hidden, c.place(at))
		}
		if e := f.Endpoint; e != nil {
			out.Route = &finding.Route{Service: e.Service, Method: e.Method, Path: e.Path}
			out.Symbol = ""
		}
		list = append(list, out)
	}
	return list
}

func (c *converter) ignores(p *Package, found []rules.Ignore) []rules.Ignore {
	list := slices.Clone(found)
	for i := range list {
		list[i].At.File = path.Join(c.dirs[p.Path], list[i].At.File)
	}
	return list
}

// problem converts what a document linter or the contract check found.
func problem(p spec.Problem) finding.Finding {
	f := finding.Finding{
		Rule: p.RuleID, Strength: p.Strength, Message: p.Message, Help: p.Help, Pointer: p.Pointer, Answered: p.Answered,
		At: finding.Range(p.Range),
	}
	if p.Path != "" {
		f.Operation = p.Method + " " + p.Path
	}
	for _, r := range p.Related {
		f.Related = append(f.Related, finding.Note{Range: finding.Range(r.Range), Message: r.Message})
	}
	for _, r := range p.Hidden {
		f.Hidden = append(f.Hidden, finding.Range(r))
	}
	return f
}
