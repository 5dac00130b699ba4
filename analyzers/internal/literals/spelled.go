package literals

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/apiward/apiward/analyzers/internal/flow"
)

// Spelled returns the credentials that the syntax of a pass shows by itself: of
// those that [Analyzer] finds by their shape the ones that are written as
// literals alone. The pass needs no types, and a package for its path.
func Spelled(pass *analysis.Pass) Record {
	if !flow.FirstParty(pass) {
		return nil
	}
	folded := *pass
	folded.TypesInfo = &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	w := walker{pass: &folded}
	f := folding{values: folded.TypesInfo.Types, part: map[ast.Expr]bool{}}
	for _, file := range pass.Files {
		if !w.isTest(file) {
			ast.Inspect(file, f.visit)
			w.file(file)
		}
	}
	return w.record
}

// folding records the values of literals, and of sums of literals. A literal in a
// sum with anything else has none: the rest may be constant too, and then only
// those who know its value can judge what they are together.
type folding struct {
	values map[ast.Expr]types.TypeAndValue
	part   map[ast.Expr]bool // of a sum with anything else
}

func (f folding) visit(n ast.Node) bool {
	switch e := n.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING && !f.part[e] {
			f.keep(e, textOf(e))
		}
	case *ast.BinaryExpr:
		return e.Op != token.ADD || f.part[e] || !f.sum(e)
	case *ast.CallExpr:
		if f.part[e] && len(e.Args) == 1 {
			f.sunder(e.Args[0]) // the call may be a conversion
		}
	}
	return true
}

// sum records the value of a sum, and reports whether it has one.
func (f folding) sum(e ast.Expr) bool {
	var text strings.Builder
	leaves, _ := summands(e)
	for _, leaf := range leaves {
		lit, ok := leaf.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			f.sunder(e)
			return false
		}
		text.WriteString(textOf(lit))
	}
	for _, leaf := range leaves {
		f.keep(leaf, textOf(leaf.(*ast.BasicLit)))
	}
	f.keep(e, text.String())
	return true
}

// sunder marks an expression and the sums and summands that it is made of.
func (f folding) sunder(e ast.Expr) {
	leaves, sums := summands(e)
	for _, part := range append(leaves, sums...) {
		f.part[part] = true
	}
}

func (f folding) keep(e ast.Expr, text string) {
	f.values[e] = types.TypeAndValue{Value: constant.MakeString(text)}
}

// summands returns what an expression is the sum of, in order, and the sums on
// the way there, without recursion: generated code has sums of thousands.
func summands(e ast.Expr) (leaves, sums []ast.Expr) {
	for stack := []ast.Expr{e}; len(stack) > 0; {
		top := ast.Unparen(stack[len(stack)-1])
		stack = stack[:len(stack)-1]
		if sum, ok := top.(*ast.BinaryExpr); ok && sum.Op == token.ADD {
			sums = append(sums, sum)
			stack = append(stack, sum.Y, sum.X)
			continue
		}
		leaves = append(leaves, top)
	}
	return leaves, sums
}

// textOf returns what a literal of a text says, "" for a broken one.
func textOf(lit *ast.BasicLit) string {
	text, err := strconv.Unquote(lit.Value)
	if err != nil {
		return ""
	}
	return text
}
