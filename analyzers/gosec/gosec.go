package gosec

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"io"
	"log"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/securego/gosec/v2"
	gosecanalyzers "github.com/securego/gosec/v2/analyzers"
	"github.com/securego/gosec/v2/issue"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/buildssa"
	"golang.org/x/tools/go/packages"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/lazyssa"
	"github.com/apiward/apiward/analyzers/internal/options"
	"github.com/apiward/apiward/analyzers/link"
	"github.com/apiward/apiward/rules"
)

// Analyzer runs the rules that the policy turns on. Its result is a
// []link.Finding; it reports no diagnostics, since no driver but ours runs it.
//
// It requires the flow pass, which builds the SSA form before any other may.
var Analyzer = &analysis.Analyzer{
	Name:       "gosec",
	Doc:        "run chosen rules of gosec",
	URL:        "https://pkg.go.dev/github.com/apiward/apiward/analyzers/gosec",
	Requires:   []*analysis.Analyzer{options.Analyzer, flow.Analyzer, lazyssa.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[[]link.Finding](),
}

// On reports whether the policy turns any of the rules on.
func On(p *rules.Policy) bool { return len(on(p)) > 0 }

// on returns gosec's names of the rules that the policy turns on, sorted.
func on(p *rules.Policy) (names []string) {
	for _, c := range chosen {
		if p.On(c.rule()) {
			names = append(names, c.id)
		}
	}
	return names
}

func run(pass *analysis.Pass) (any, error) {
	names := on(options.Current())
	if len(names) == 0 {
		return []link.Finding(nil), nil
	}
	// One for each package: it gathers what it finds, and ours run in parallel.
	g := gosec.NewAnalyzer(gosec.NewConfig(), true, true, true, 1, log.New(io.Discard, "", 0)) //nolint:forbidigo // gosec asks for a logger, and what it says is thrown away
	g.LoadRules(builders(names), nil)
	own := gosecanalyzers.Generate(false, gosecanalyzers.NewAnalyzerFilter(false, names...))
	g.LoadAnalyzers(own.AnalyzersInfo())

	pkg := shown(pass)
	g.CheckRules(pkg)
	if len(own.Analyzers) > 0 {
		lazy := pass.ResultOf[lazyssa.Analyzer].(*lazyssa.Package)
		form, funcs := lazy.Build(func(*types.Func) bool { return false })
		g.CheckAnalyzersWithSSA(pkg, &buildssa.SSA{Pkg: form, SrcFuncs: funcs})
	}
	issues, _, _ := g.Report()
	return findings(pass, issues), nil
}

// shown returns the package of the pass as gosec takes it.
func shown(pass *analysis.Pass) *packages.Package {
	pkg := &packages.Package{
		ID: pass.Pkg.Path(), Name: pass.Pkg.Name(), PkgPath: pass.Pkg.Path(),
		Fset: pass.Fset, Syntax: pass.Files, Types: pass.Pkg, TypesInfo: pass.TypesInfo, TypesSizes: pass.TypesSizes,
	}
	for _, f := range pass.Files {
		pkg.CompiledGoFiles = append(pkg.CompiledGoFiles, pass.Fset.File(f.FileStart).Name())
	}
	return pkg
}

// findings converts what gosec found, in the order of places.
func findings(pass *analysis.Pass, issues []*issue.Issue) []link.Finding {
	files := map[string]*ast.File{}
	for _, f := range pass.Files {
		files[pass.Fset.File(f.FileStart).Name()] = f
	}
	var list []link.Finding
	for _, i := range issues {
		c, known := lookup(i.RuleID)
		file := files[i.File]
		if !known || file == nil {
			continue // one that it could not place
		}
		list = append(list, finding(pass, c, i, file))
	}
	slices.SortFunc(list, func(a, b link.Finding) int {
		return cmp.Or(cmp.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Line, b.At.Line),
			cmp.Compare(a.At.Column, b.At.Column), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message))
	})
	return list
}

func finding(pass *analysis.Pass, c choice, i *issue.Issue, file *ast.File) link.Finding {
	first, _, _ := strings.Cut(i.Line, "-") // "3-5" where it goes over several lines
	line, _ := strconv.Atoi(first)
	column, _ := strconv.Atoi(i.Col)
	f := link.Finding{
		Rule: ID(c.id), Strength: c.strength(i), Message: sentence(i.What), Help: c.help,
		At: link.Pos{Package: pass.Pkg.Path(), File: filepath.Base(i.File), Line: max(1, line), Column: max(1, column)},
	}
	if len(i.Suppressions) > 0 {
		f.Suppressed = cmp.Or(i.Suppressions[0].Justification, "a comment of gosec's says so, without a reason")
	}
	tf := pass.Fset.File(file.FileStart)
	if line < 1 || line > tf.LineCount() {
		return f
	}
	at := tf.LineStart(line) + token.Pos(max(0, column-1))
	f.At.Width = width(pass.Fset, file, at)
	f.Symbol = symbol(pass, file, at)
	return f
}

// width returns how much of the line the expression at a place takes: that of
// the name that it begins with, which is what a reader looks for.
func width(fset *token.FileSet, file *ast.File, at token.Pos) (n int) {
	ast.Inspect(file, func(node ast.Node) bool {
		if node == nil || node.End() <= at || node.Pos() > at {
			return false
		}
		switch node.(type) {
		case *ast.SelectorExpr, *ast.Ident, *ast.BasicLit:
			if node.Pos() == at && fset.Position(node.End()).Line == fset.Position(at).Line {
				n = max(n, int(node.End()-at))
			}
		}
		return true
	})
	return n
}

// symbol returns the function that a place is in, "" for none.
func symbol(pass *analysis.Pass, file *ast.File, at token.Pos) string {
	for _, decl := range file.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || at < fn.Pos() || at >= fn.End() {
			continue
		}
		if obj, ok := pass.TypesInfo.Defs[fn.Name].(*types.Func); ok {
			return obj.FullName()
		}
	}
	return ""
}

// strength returns how far gosec trusts a finding, and how far it falls behind
// the worst of its rule.
func (c choice) strength(i *issue.Issue) rules.Strength {
	steps := int(issue.High-i.Confidence) + max(0, int(c.gosec-i.Severity))
	return rules.Strength(min(steps, int(rules.Hint)))
}

// sentence returns one of gosec's messages as ours are written: without a full
// stop, and with a small letter first where it begins with a word and no name.
func sentence(what string) string {
	what = strings.TrimSuffix(strings.Join(strings.Fields(what), " "), ".")
	word, _, _ := strings.Cut(what, " ")
	if word == "" || strings.ToLower(word[1:]) != word[1:] {
		return what
	}
	return strings.ToLower(what[:1]) + what[1:]
}

// ID returns the ID of one of gosec's rules, which it calls by name.
func ID(name string) string { return fmt.Sprintf("gosec/%s", name) }
