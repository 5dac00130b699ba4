package driver

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers"
	"github.com/apiward/apiward/analyzers/handlers"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/finding"
	"github.com/apiward/apiward/spec"
)

// Baseline is an analysis that can be repeated with other texts of single
// files, for a small part of its cost: what a text does not reach is not looked
// at again. It keeps the facts and results of all packages.
type Baseline struct {
	Analysis *Analysis  // of the files as they are
	Packages []*Package // sorted by path

	cfg       Config
	run       *run
	facts     map[*unit][]byte  // of the files as they are, encoded
	code      []finding.Finding // in code
	lint      []finding.Finding // in documents alone
	documents []*spec.Document
}

// NewBaseline analyses what cfg names, without fixes.
func NewBaseline(ctx context.Context, cfg Config) (*Baseline, error) {
	analyzers.SetPolicy(cfg.Policy)
	cfg.Cache = nil // what is repeated must be at hand
	loaded, failures, err := Load(ctx, cfg)
	if err != nil {
		return nil, err
	}
	b := &Baseline{Analysis: &Analysis{Failures: failures}, cfg: cfg, facts: map[*unit][]byte{}}
	roots := analysisRoots()
	b.run = loaded.prepare(roots, roots)
	if err := b.run.all(ctx, func(done, total int, current string) { cfg.progress("analyse", done, total, current) }); err != nil {
		return nil, err
	}
	for u, s := range b.run.states {
		if b.facts[u], _, err = b.run.codec.encode(s.facts, nil); err != nil {
			return nil, err
		}
	}
	b.Packages, failures = b.run.collect()
	b.Analysis.Failures = append(b.Analysis.Failures, failures...)
	b.Analysis.join(cfg, b.Packages)
	b.code = slices.Clip(b.Analysis.Findings)
	b.documents, _ = b.Analysis.loadDocuments(ctx, cfg, true)
	b.lint = slices.Clip(b.Analysis.Findings[len(b.code):])
	b.Analysis.hold(b.documents, cfg)
	return b, nil
}

// Syntax parses and type-checks the package once more. It reports false where
// its files are not those that were analysed.
func (p *Package) Syntax() (*analysis.Pass, bool) { return p.again() }

// ErrBroken is the error of a text with which a package does not compile.
var ErrBroken = errors.New("it does not compile")

// Vary analyses the program with other texts in the place of some files, which
// texts names by absolute path. No text may change what a package declares: its
// importers keep the types that they were checked with.
func (b *Baseline) Vary(ctx context.Context, texts map[string][]byte) (*Analysis, error) {
	cfg := b.cfg
	cfg.overlay = texts
	a := &Analysis{Findings: b.code, Inventory: unmatched(b.Analysis.Inventory)}
	varied, err := b.vary(ctx, texts)
	if err != nil {
		return nil, err
	}
	if varied != nil {
		packages, failures := varied.collect()
		a.Findings, a.Failures = nil, failures
		a.join(cfg, packages)
	}
	documents := b.documents
	if slices.ContainsFunc(cfg.Documents, func(name string) bool { return texts[documentPath(cfg, name)] != nil }) {
		documents, _ = a.loadDocuments(ctx, cfg, true)
	} else {
		a.Findings = append(a.Findings, b.lint...)
	}
	a.hold(documents, cfg)
	a.routeRules(cfg)
	return a, ctx.Err()
}

// unmatched returns a copy of an inventory that no document was held against.
func unmatched(inventory *link.Inventory) *link.Inventory {
	out := *inventory
	out.Routes = slices.Clone(inventory.Routes)
	for i := range out.Routes {
		out.Routes[i].Operation = nil
		if auth := &out.Routes[i].Auth; auth.Described && auth.State == "optional" { // as the document had it
			auth.State, auth.Evidence = "required", auth.Evidence[:len(auth.Evidence)-1:len(auth.Evidence)-1]
		}
	}
	return &out
}

// vary returns a run over the changed packages and those that their facts
// reach, with all others as they were; nil where no package has one of the files.
func (b *Baseline) vary(ctx context.Context, texts map[string][]byte) (*run, error) {
	v := *b.run
	v.texts, v.states = texts, maps.Clone(b.run.states)
	changed, reached := map[*unit]bool{}, map[*unit]bool{}
	again := 0
	for _, u := range v.units { // dependencies first
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, dep := range u.deps {
			reached[u] = reached[u] || changed[dep] || reached[dep]
		}
		written := slices.ContainsFunc(u.sources(), func(name string) bool { return texts[name] != nil })
		if !written && !reached[u] || !u.firstParty || b.run.states[u].failure != nil {
			continue
		}
		again++
		facts, err := v.repeat(u, b.run.states[u])
		if err != nil {
			return nil, err
		}
		changed[u] = !bytes.Equal(facts, b.facts[u])
	}
	if again == 0 {
		return nil, nil
	}
	return &v, nil
}

// repeat checks and analyses one unit again and returns its facts, encoded. The
// unit keeps the types of before, in terms of which its importers were checked,
// and its new facts are about those.
func (r *run) repeat(u *unit, before *state) ([]byte, error) {
	s := &state{shown: before.shown}
	s.check(r, u)
	if s.failure != nil {
		return nil, fmt.Errorf("%w: %s", ErrBroken, s.failure.Message)
	}
	r.states[u] = s
	r.analyse(u)
	facts, _, err := r.codec.encode(s.facts, nil)
	return facts, err
}

// text returns the text of a file, be it another than the one on the disk.
func (r *run) text(name string) ([]byte, error) {
	if text := r.texts[name]; text != nil {
		return text, nil
	}
	return os.ReadFile(name)
}

// documentPath returns the absolute path of a document of cfg.
func documentPath(cfg Config, name string) string {
	root := cfg.Root
	if root == "" {
		root = cfg.Dir
	}
	if abs, err := filepath.Abs(root); err == nil {
		root = abs
	}
	return filepath.Join(root, filepath.FromSlash(name))
}

// analysisRoots are the analyzers that judge one package, what is linked first.
func analysisRoots() []*analysis.Analyzer {
	roots := []*analysis.Analyzer{link.Collect, handlers.Analyzer}
	for _, rule := range analyzers.Suite() {
		if !analyzers.Linked(rule) {
			roots = append(roots, rule)
		}
	}
	return roots
}
