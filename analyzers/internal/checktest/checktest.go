package checktest

import (
	"fmt"
	"go/ast"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/apiward/apiward/analyzers/internal/options"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
)

// Run holds the findings of a rule that judges linked programs against the
// comments in the named folders of testdata/src, both ways. It runs every
// folder if none is named.
func Run(t *testing.T, a *analysis.Analyzer, folders ...string) {
	t.Helper()
	takePreviews()
	corpus := Load(t, folders...)
	if len(folders) == 0 {
		folders = corpus.folders()
	}
	graph := corpus.Analyze(t, link.Collect, a)
	for _, folder := range folders {
		t.Run(folder, func(t *testing.T) {
			wants, vets := corpus.wants(t, folder)
			program := link.Link(link.Whole, corpus.Packages(graph, folder))
			compare(t, wants, judge(t, a, program))
			if len(vets) > 0 {
				compare(t, vets, corpus.diagnostics(graph, a, folder))
			}
		})
	}
}

// takePreviews has rules in preview report as they will when they are stable: a
// corpus shows what a rule finds, and a note is no diagnostic.
func takePreviews() {
	if policy := *options.Current(); !policy.Preview {
		policy.Preview = true
		options.Set(&policy)
	}
}

// RunEach is Run for an analyzer that judges single packages: all that it finds, if
// its result says so, is held against the comments for the whole, and all that it
// reports.
func RunEach(t *testing.T, a *analysis.Analyzer, folders ...string) {
	t.Helper()
	corpus := Load(t, folders...)
	graph := corpus.Analyze(t, a)
	for _, folder := range folders {
		t.Run(folder, func(t *testing.T) {
			wants, _ := corpus.wants(t, folder)
			if a.ResultType == reflect.TypeFor[[]link.Finding]() {
				compare(t, wants, corpus.results(graph, a, folder))
			}
			compare(t, wants, corpus.diagnostics(graph, a, folder))
		})
	}
}

// Silent holds that an analyzer of single packages reports nothing in the folders,
// whatever comments expect.
func Silent(t *testing.T, a *analysis.Analyzer, folders ...string) {
	t.Helper()
	corpus := Load(t, folders...)
	graph := corpus.Analyze(t, a)
	for _, folder := range folders {
		compare(t, nil, corpus.results(graph, a, folder))
		compare(t, nil, corpus.diagnostics(graph, a, folder))
	}
}

// results returns what an analyzer found package by package.
func (c *Corpus) results(graph *checker.Graph, a *analysis.Analyzer, folder string) []result {
	var list []result
	for _, act := range graph.Roots {
		if act.Analyzer != a || !inFolder(act.Package, folder) {
			continue
		}
		for _, f := range act.Result.([]link.Finding) {
			list = append(list, result{place{f.At.Package, f.At.File, f.At.Line}, f.Message})
		}
	}
	return list
}

// result is a finding or a diagnostic as a comment describes it.
type result struct {
	at   place
	text string
}

// place is a line of a file of a package.
type place struct {
	pkg, file string
	line      int
}

func (p place) String() string { return fmt.Sprintf("%s/%s:%d", p.pkg, p.file, p.line) }

var strengths = [...]string{rules.Proven: "proven", rules.Unproven: "unproven", rules.Hint: "hint"}

// judge runs the rule on the linked program and returns what it finds.
func judge(t *testing.T, a *analysis.Analyzer, program *link.Program) []result {
	t.Helper()
	found, err := a.Run(&analysis.Pass{Analyzer: a, ResultOf: map[*analysis.Analyzer]any{link.Analyzer: program}})
	if err != nil {
		t.Fatal(err)
	}
	var list []result
	for _, f := range found.([]link.Finding) {
		list = append(list, result{place{f.At.Package, f.At.File, f.At.Line}, strengths[f.Strength] + ": " + f.Message})
	}
	return list
}

// diagnostics returns what the rule reports package by package.
func (c *Corpus) diagnostics(graph *checker.Graph, a *analysis.Analyzer, folder string) []result {
	var list []result
	for _, act := range graph.Roots {
		if act.Analyzer != a || !inFolder(act.Package, folder) {
			continue
		}
		for _, d := range act.Diagnostics {
			p := act.Package.Fset.Position(d.Pos)
			list = append(list, result{place{act.Package.PkgPath, filepath.Base(p.Filename), p.Line}, d.Message})
		}
	}
	return list
}

// want is one expectation of a comment.
type want struct {
	at      place
	pattern *regexp.Regexp
}

// wants returns what the comments of a folder expect of the whole scenario and
// of its single packages.
func (c *Corpus) wants(t *testing.T, folder string) (whole, vet []want) {
	t.Helper()
	for _, pkg := range c.packages {
		if !inFolder(pkg, folder) {
			continue
		}
		for _, file := range pkg.Syntax {
			for _, group := range file.Comments {
				for _, comment := range group.List {
					w, v := parseWants(t, pkg, comment)
					whole, vet = append(whole, w...), append(vet, v...)
				}
			}
		}
	}
	return whole, vet
}

var (
	mark    = regexp.MustCompile(`^// *(?:want|want:vet) `)
	pattern = regexp.MustCompile("^(?:\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`)")
)

// parseWants reads one comment, as // want "…" or // want "…" want:vet "…". A
// comment that begins as an expectation and is none fails t, since nothing
// would notice what it was meant to hold.
func parseWants(t *testing.T, pkg *packages.Package, comment *ast.Comment) (whole, vet []want) {
	t.Helper()
	if !mark.MatchString(comment.Text) {
		return nil, nil
	}
	at := positionOf(pkg, comment.Pos())
	list := &whole
	for rest := strings.TrimLeft(comment.Text, "/ "); rest != ""; rest = strings.TrimSpace(rest) {
		if after, ok := strings.CutPrefix(rest, "want:vet "); ok {
			list, rest = &vet, after
			continue
		}
		if after, ok := strings.CutPrefix(rest, "want "); ok {
			list, rest = &whole, after
			continue
		}
		quoted := pattern.FindString(rest)
		text, err := strconv.Unquote(quoted)
		if err != nil {
			t.Fatalf("%v: want is followed by %s: write regular expressions in double quotes or backquotes", at, rest)
		}
		if strings.HasPrefix(text, "proven") {
			text = "^" + text // which unproven is not
		}
		re, err := regexp.Compile(text)
		if err != nil {
			t.Fatalf("%v: %v", at, err)
		}
		*list = append(*list, want{at, re})
		rest = rest[len(quoted):]
	}
	return whole, vet
}

func positionOf(pkg *packages.Package, pos token.Pos) place {
	p := pkg.Fset.Position(pos)
	return place{pkg.PkgPath, filepath.Base(p.Filename), p.Line}
}

// compare pairs expectations with results and reports what is left on either
// side.
func compare(t *testing.T, wants []want, results []result) {
	t.Helper()
	for _, w := range wants {
		i := slices.IndexFunc(results, func(r result) bool { return r.at == w.at && w.pattern.MatchString(r.text) })
		if i < 0 {
			t.Errorf("%v: nothing found that matches %q", w.at, w.pattern)
			continue
		}
		results = slices.Delete(results, i, i+1)
	}
	for _, r := range results {
		t.Errorf("%v: found, though nothing was to be: %s", r.at, r.text)
	}
}
