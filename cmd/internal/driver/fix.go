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
	"github.com/apiward/apiward/cmd/internal/finding"
)

// fix writes the fixes of what was found in code. The packages that hold
// findings with fixes are parsed and type-checked once more, one after the
// other: to keep their syntax until the program is judged would double the
// memory of a run. It returns the packages that it came back to.
func (a *Analysis) fix(ctx context.Context, packages []*Package, found []link.Finding) (tried []*Package) {
	for _, p := range packages {
		var own []link.Finding
		var index []int
		for i, f := range found {
			if f.At.Package == p.Path && analyzers.Fixes(f.Rule) {
				own, index = append(own, f), append(index, i)
			}
		}
		if len(own) == 0 || ctx.Err() != nil {
			continue
		}
		tried = append(tried, p)
		pass, ok := p.again()
		if !ok {
			continue // it changed meanwhile: what is said of it stands, and is not rewritten
		}
		if err := analyzers.Fix(pass, own); err != nil {
			a.Failures = append(a.Failures, finding.Failure{Input: p.Path, Message: err.Error() + "; this is a fault of apiward, please report it"})
		}
		for i, f := range own {
			found[index[i]].Fix = f.Fix
		}
	}
	return tried
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
