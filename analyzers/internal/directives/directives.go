// Package directives finds the comments in Go files that excuse findings.
package directives

import (
	"go/ast"
	"go/token"
	"path/filepath"
	"strings"

	"github.com/apiward/apiward/rules"
)

// Of returns the directives in files, in order. Their places name files by base
// name, as positions in facts do.
func Of(fset *token.FileSet, files []*ast.File) []rules.Ignore {
	var list []rules.Ignore
	for _, file := range files {
		for _, group := range file.Comments {
			for _, c := range group.List {
				text, ok := strings.CutPrefix(c.Text, "//")
				if !ok {
					continue
				}
				d, ok := rules.ParseDirective(text)
				if !ok {
					continue
				}
				at := fset.Position(c.Pos())
				line := at.Line
				if alone(fset, file, c) {
					line++
				}
				list = append(list, rules.Ignore{
					Directive: d, Line: line,
					At: rules.Place{File: filepath.Base(at.Filename), Line: at.Line, Column: at.Column},
				})
			}
		}
	}
	return list
}

// alone reports whether nothing but the comment stands on its line.
func alone(fset *token.FileSet, file *ast.File, c *ast.Comment) bool {
	line := fset.Position(c.Pos()).Line
	found := false
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || found {
			return false
		}
		if _, ok := n.(*ast.CommentGroup); ok {
			return false
		}
		start, end := fset.Position(n.Pos()).Line, fset.Position(n.End()).Line
		if start == line && n.Pos() < c.Pos() || end == line && n.End() <= c.Pos() {
			found = true
		}
		return start <= line && line <= end
	})
	return !found
}
