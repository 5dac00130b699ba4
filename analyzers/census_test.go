package analyzers

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"text/tabwriter"
)

// How many labelled cases the corpora must hold in all, and how many of each
// kind a rule must have of its own.
const (
	minCases, minCrossing = 300, 60
	minFound, minSilent   = 2, 2
)

// census counts the labelled cases of corpora.
type census struct {
	found     int // lines with an expectation
	silent    int // functions that nothing is expected in, and that no other function of their scenario calls
	crossing  int // those of both that stand in a scenario of several packages
	scenarios int // scenarios of several packages
}

// Each rule is held against what must be found and against what must stay
// silent, within a package and across packages.
func TestCensus(t *testing.T) {
	var all census
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(name string, c census) {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t\n", name, c.found, c.silent, c.crossing, c.scenarios)
	}
	fmt.Fprintf(w, "rule\tfound\tsilent\tcross-package\tscenarios\t\n")
	for _, a := range All {
		c := countRule(t, a.Name)
		row(a.Name, c)
		all.add(c)
		if c.found < minFound || c.silent < minSilent || c.scenarios == 0 {
			t.Errorf("%s has %d cases that must be found, %d that must stay silent and %d scenarios of several packages; want at least %d, %d and 1",
				a.Name, c.found, c.silent, c.scenarios, minFound, minSilent)
		}
	}
	row("all", all)
	w.Flush()
	t.Logf("labelled cases:\n%s", table.String())
	if n := all.found + all.silent; n < minCases || 3*all.silent < n || all.crossing < minCrossing {
		t.Errorf("%d cases, %d of them silent and %d across packages; want at least %d, a third of them silent, and %d", n, all.silent, all.crossing, minCases, minCrossing)
	}
}

func (c *census) add(o census) {
	c.found += o.found
	c.silent += o.silent
	c.crossing += o.crossing
	c.scenarios += o.scenarios
}

// countRule counts the cases in the scenarios of a rule.
func countRule(t *testing.T, rule string) (c census) {
	t.Helper()
	src := filepath.Join(rule, "testdata", "src")
	scenarios, err := os.ReadDir(src)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scenarios {
		if s.IsDir() {
			c.add(countScenario(t, filepath.Join(src, s.Name())))
		}
	}
	return c
}

// countScenario counts the cases in one folder with all packages in it.
func countScenario(t *testing.T, dir string) (c census) {
	t.Helper()
	fset := token.NewFileSet()
	packages := map[string]bool{}
	var files []*ast.File
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(name) != ".go" {
			return err
		}
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		packages[filepath.Dir(name)] = true
		files = append(files, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	called := map[string]bool{}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				called[calleeName(call.Fun)] = true
			}
			return true
		})
	}
	for _, f := range files {
		wants := wantsOf(f)
		c.found += len(wants)
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && isCase(fn, called) && !within(fn, wants) {
				c.silent++
			}
		}
	}
	if len(packages) > 1 {
		c.crossing, c.scenarios = c.found+c.silent, 1
	}
	return c
}

// wantsOf returns where a file expects a finding.
func wantsOf(f *ast.File) (wants []token.Pos) {
	for _, group := range f.Comments {
		for _, c := range group.List {
			if text := strings.TrimLeft(c.Text, "/ "); strings.HasPrefix(text, "want \"") || strings.HasPrefix(text, "want `") {
				wants = append(wants, c.Pos())
			}
		}
	}
	return wants
}

// isCase reports whether a function that nothing is expected in is a case of
// its own, and no piece of one or what starts the program.
func isCase(fn *ast.FuncDecl, called map[string]bool) bool {
	return fn.Body != nil && len(fn.Body.List) > 0 && fn.Name.Name != "main" && !called[fn.Name.Name]
}

// calleeName returns the last name of what is called, "" for a literal.
func calleeName(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.IndexExpr:
		return calleeName(e.X)
	}
	return ""
}

func within(n ast.Node, wants []token.Pos) bool {
	for _, p := range wants {
		if n.Pos() <= p && p <= n.End()+1 {
			return true
		}
	}
	return false
}
