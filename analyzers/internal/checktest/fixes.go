package checktest

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/apiward/apiward/analyzers/edit"
	"github.com/apiward/apiward/analyzers/internal/check"
	"github.com/apiward/apiward/analyzers/link"
)

var updateFixes = flag.Bool("update-fixes", false, "write what the fixes make of corpora beside them")

// Fixes holds the fixes of a rule against the named folders: what they make of
// a file must be what stands beside it with .golden behind its name, which no
// file without a fix has. The folder with all fixes made must compile, and the
// rule must find there what it found before and did not fix, and nothing else.
func Fixes(t *testing.T, a *analysis.Analyzer, folders ...string) {
	t.Helper()
	corpus := Load(t, folders...)
	graph := corpus.Analyze(t, link.Collect, a)
	for _, folder := range folders {
		t.Run(folder, func(t *testing.T) {
			found := corpus.fixed(t, graph, a, folder)
			corpus.sameInDrivers(t, graph, a, folder, found)
			fixed := corpus.apply(t, folder, found)
			corpus.golden(t, folder, fixed)
			again := load(t, fixed, folder)
			var left, want []string
			for _, f := range again.found(t, again.Analyze(t, link.Collect, a), a, folder) {
				left = append(left, f.Symbol+": "+f.Message)
			}
			for _, f := range found {
				if f.Fix == nil {
					want = append(want, f.Symbol+": "+f.Message)
				}
			}
			slices.Sort(left)
			slices.Sort(want)
			if !slices.Equal(left, want) {
				t.Errorf("behind the fixes these are found:\n\t%s\nand these were left:\n\t%s", strings.Join(left, "\n\t"), strings.Join(want, "\n\t"))
			}
		})
	}
}

// found returns what the rule finds in a folder as a whole program.
func (c *Corpus) found(t *testing.T, graph *checker.Graph, a *analysis.Analyzer, folder string) []link.Finding {
	t.Helper()
	program := link.Link(link.Whole, c.Packages(graph, folder))
	found, err := a.Run(&analysis.Pass{Analyzer: a, ResultOf: map[*analysis.Analyzer]any{link.Analyzer: program}})
	if err != nil {
		t.Fatal(err)
	}
	return found.([]link.Finding)
}

// fixed returns what the rule finds, with fixes.
func (c *Corpus) fixed(t *testing.T, graph *checker.Graph, a *analysis.Analyzer, folder string) []link.Finding {
	t.Helper()
	found := c.found(t, graph, a, folder)
	for _, pkg := range c.packages {
		if !inFolder(pkg, folder) {
			continue
		}
		var own []link.Finding
		var index []int
		for i, f := range found {
			if f.At.Package == pkg.PkgPath {
				own, index = append(own, f), append(index, i)
			}
		}
		pass := &analysis.Pass{
			Analyzer: a, Fset: pkg.Fset, Files: pkg.Syntax, Pkg: pkg.Types, TypesInfo: pkg.TypesInfo, TypesSizes: pkg.TypesSizes,
			ReadFile: os.ReadFile, ResultOf: map[*analysis.Analyzer]any{check.Fixing: own},
		}
		if _, err := a.Run(pass); err != nil {
			t.Fatal(err)
		}
		for i, f := range own {
			found[index[i]].Fix = f.Fix
		}
	}
	return found
}

// sameInDrivers holds that what the rule reports package by package has the
// fixes that the whole program has in the same place.
func (c *Corpus) sameInDrivers(t *testing.T, graph *checker.Graph, a *analysis.Analyzer, folder string, found []link.Finding) {
	t.Helper()
	fixes := map[place]*link.Fix{}
	for _, f := range found {
		fixes[place{f.At.Package, f.At.File, f.At.Line}] = f.Fix
	}
	for _, act := range graph.Roots {
		if act.Analyzer != a || !inFolder(act.Package, folder) {
			continue
		}
		for _, d := range act.Diagnostics {
			p := act.Package.Fset.Position(d.Pos)
			fix, same := fixes[place{act.Package.PkgPath, filepath.Base(p.Filename), p.Line}]
			switch {
			case !same: // shown in another place than the whole program has it
			case fix == nil && len(d.SuggestedFixes) > 0, fix != nil && len(d.SuggestedFixes) != 1:
				t.Errorf("%v: a driver of single packages has %d fixes, and the whole program %v", p, len(d.SuggestedFixes), fix)
			case fix != nil && len(fix.Edits) != len(d.SuggestedFixes[0].TextEdits):
				t.Errorf("%v: a driver of single packages has another fix", p)
			}
		}
	}
}

// apply returns the text of every file that has a fix with all of them made.
func (c *Corpus) apply(t *testing.T, folder string, found []link.Finding) map[string][]byte {
	t.Helper()
	edits := map[string][]edit.Edit{}
	texts := map[string][]byte{}
	for _, f := range found {
		if f.Fix == nil {
			continue
		}
		name := c.file(t, f.At)
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = text
		for _, e := range f.Fix.Edits {
			if e.Start.File != f.At.File || e.End.File != f.At.File {
				t.Errorf("%v: the fix changes %s", f.At, e.Start.File)
			}
			edits[name] = append(edits[name], edit.Edit{Start: offset(text, e.Start), End: offset(text, e.End), New: e.New})
		}
	}
	for name, text := range texts {
		fixed, _, err := edit.Tidy(text, edits[name])
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		texts[name] = edit.Format(text, fixed)
	}
	return texts
}

func (c *Corpus) file(t *testing.T, at link.Pos) string {
	t.Helper()
	i := slices.IndexFunc(c.packages, func(p *packages.Package) bool { return p.PkgPath == at.Package })
	if i < 0 {
		t.Fatalf("there is no package %s", at.Package)
	}
	return filepath.Join(c.packages[i].Dir, at.File)
}

func offset(text []byte, at link.Pos) int {
	start := 0
	for line := 1; line < at.Line; line++ {
		start += bytes.IndexByte(text[start:], '\n') + 1
	}
	return start + at.Column - 1
}

// golden compares fixed files with those beside them.
func (c *Corpus) golden(t *testing.T, folder string, fixed map[string][]byte) {
	t.Helper()
	if len(fixed) == 0 {
		t.Error("nothing is fixed")
	}
	for _, name := range slices.Sorted(maps.Keys(fixed)) {
		if *updateFixes {
			if err := os.WriteFile(name+".golden", fixed[name], 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name + ".golden")
		if err != nil || !bytes.Equal(want, fixed[name]) {
			t.Errorf("%s is not what %s.golden says (%v); it is\n%s", name, filepath.Base(name), err, fixed[name])
		}
	}
	err := filepath.WalkDir(filepath.Join(c.Root, folder), func(name string, _ os.DirEntry, err error) error {
		if file, ok := strings.CutSuffix(name, ".golden"); ok && fixed[file] == nil {
			err = fmt.Errorf("%s has nothing that is fixed", file)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
