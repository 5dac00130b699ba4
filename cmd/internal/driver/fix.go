package driver

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/cmd/internal/cache"
	"github.com/apiward/apiward/cmd/internal/finding"
)

// fixable is a finding of a rule that writes fixes, and which of all findings it is.
type fixable struct {
	Index   int
	Finding link.Finding
}

// fixables returns the findings of rules that write fixes.
func fixables(found []link.Finding) (list []fixable) {
	for i, f := range found {
		if analyzers.Fixes(f.Rule) {
			list = append(list, fixable{i, f})
		}
	}
	return list
}

// fix writes the fixes of what was found in code. The packages that hold
// findings with fixes are parsed and type-checked once more, one after the
// other: to keep their syntax until the program is judged would double the
// memory of a run. A package that is what it was, with the same findings, has the
// fixes that it had.
func (a *Analysis) fix(ctx context.Context, cfg Config, r *run, list []fixable, found []finding.Finding) {
	if len(list) == 0 {
		return
	}
	cfg.progress("fix", 0, 0, "")
	defer cfg.Stats.phase("fixes")()
	packages := r.packages()
	c := newConverter(cfg, packages)
	for _, p := range packages {
		var own []link.Finding
		var index []int
		for _, f := range list {
			if f.Finding.At.Package == p.Path {
				own, index = append(own, f.Finding), append(index, f.Index)
			}
		}
		if len(own) == 0 || ctx.Err() != nil {
			continue
		}
		a.fixed = append(a.fixed, keptFiles{p.unit.ImportPath, r.states[p.unit].own})
		fixes, err := p.fixes(own)
		if err != nil {
			a.Failures = append(a.Failures, finding.Failure{Input: p.Path, Message: err.Error() + "; this is a fault of apiward, please report it"})
		}
		for i, f := range fixes {
			found[index[i]].Fix = c.fix(f)
		}
	}
}

// fixes returns the fixes of findings in the package, nil for those that have none.
func (p *Package) fixes(found []link.Finding) (fixes []*link.Fix, err error) {
	key, keyed := p.fixesKey(found)
	if keyed {
		if data, ok := p.run.cfg.Cache.Get(key); ok && analyzers.Unmarshal(data, &fixes) == nil && len(fixes) == len(found) {
			return fixes, nil
		}
	}
	pass, ok := p.again()
	if !ok {
		return nil, nil // it changed meanwhile: what is said of it stands, and is not rewritten
	}
	if err := analyzers.Fix(pass, found); err != nil {
		return nil, err
	}
	fixes = nil
	for _, f := range found {
		fixes = append(fixes, f.Fix)
	}
	if data, err := analyzers.Marshal(&fixes); err == nil && keyed && !p.run.torn.Load() {
		p.run.cfg.Cache.Put(key, data)
	}
	return fixes, nil
}

// fixesKey returns the key of the fixes of findings in the package: of what its
// results are found out from, and of the findings.
func (p *Package) fixesKey(found []link.Finding) (none cache.Key, ok bool) {
	of, ok := p.run.key(p.unit)
	if !ok {
		return none, false
	}
	sum, err := analyzers.Sum(&found, nil)
	if err != nil {
		return none, false
	}
	h := cache.NewHash("fixes")
	h.Bytes(of[:])
	h.Bytes(sum[:])
	return h.Key(), true
}

// again parses and type-checks the package once more. It reports false where
// its files are not those that were analysed.
func (p *Package) again() (*analysis.Pass, bool) {
	c := p.run.check(p.unit, true)
	if c.failure != nil || len(c.sums) != len(p.sums) {
		return nil, false
	}
	for name, sum := range p.sums {
		if c.sums[name] != sum {
			return nil, false
		}
	}
	return &analysis.Pass{
		Fset: p.run.Fset, Files: c.files, Pkg: c.types, TypesInfo: c.info, TypesSizes: p.run.sizes, Module: p.Module,
		ReadFile: p.read,
	}, true
}

// read returns the text of a file of the package, as it was analysed.
func (p *Package) read(name string) ([]byte, error) {
	text, err := os.ReadFile(name)
	if err == nil && sha256.Sum256(text) != p.sums[name] {
		err = fmt.Errorf("%s changed since it was analysed", name)
	}
	return text, err
}

// fix returns a fix as reports and those who apply it know it.
func (c *converter) fix(f *link.Fix) *finding.Fix {
	if f == nil || len(f.Edits) == 0 {
		return nil
	}
	at := f.Edits[0].Start
	out := &finding.Fix{Message: f.Message, Sum: c.sums[at.Package][at.File]}
	for _, e := range f.Edits {
		r := c.place(e.Start)
		r.EndLine, r.EndColumn = e.End.Line, e.End.Column
		out.Edits = append(out.Edits, finding.Edit{Range: r, Text: e.New})
	}
	return out
}

// sumsByName returns the sums of a package's files by their base names.
func (p *Package) sumsByName() map[string][sha256.Size]byte {
	sums := make(map[string][sha256.Size]byte, len(p.sums))
	for name, sum := range p.sums {
		sums[filepath.Base(name)] = sum
	}
	return sums
}
