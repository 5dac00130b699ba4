package flow

import (
	"go/ast"
	"go/constant"
	"go/token"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/sources"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/secret"
)

// literal returns the origin of a constant text where it can be a secret: with
// Proven only what nobody writes for another reason, with Unproven all that is
// no stand-in, as where it is used as one. What it says is nowhere in it.
func (f *family) literal(c *ssa.Const, at ssa.Instruction, least rules.Strength) set {
	if c.Value == nil || c.Value.Kind() != constant.String {
		return nil
	}
	value := constant.StringVal(c.Value)
	if len(value) < 4 || least == rules.Proven && (len(value) < 8 || strings.ContainsAny(value, " \n\t")) {
		return nil // a sentence, a statement, a word: most constants, and no password
	}
	m, ok := f.state.used[value]
	if !ok {
		found, is := secret.Used(value)
		if _, shaped := secret.Find(value); shaped {
			is = false // told by its shape, wherever it goes
		}
		m = use{found.Strength, is && secret.Judge(value) == secret.Strong, is}
		f.state.used[value] = m
	}
	if !m.is || least == rules.Proven && !m.strong {
		return nil
	}
	name := "a constant"
	if m.strength != rules.Proven {
		name = "a simple constant"
	}
	o := From(What{Kind: Literal, Name: name})
	o.Steps = Trace(Step{f.state.spelled(value, at.Pos()), "it is written here"})
	return set{o}
}

// use says what a text would be in the place of a password.
type use struct {
	strength   rules.Strength
	strong, is bool
}

// spelled returns where the package spells the constant text that is used at
// pos: on the same line, or else where it is spelled first. Without it, as for a
// constant of another package, it is where the text is used.
func (s *state) spelled(value string, pos token.Pos) Position {
	if s.constants == nil {
		s.constants = s.findConstants()
	}
	at := s.position(pos)
	places := s.constants[value]
	for _, p := range places {
		if p.File == at.File && p.Line == at.Line {
			return p
		}
	}
	if len(places) > 0 {
		return places[0]
	}
	return at
}

// findConstants finds where the package spells constant texts.
func (s *state) findConstants() map[string][]Position {
	found := map[string][]Position{}
	for _, file := range sources.Files(s.pass) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n.(type) {
			case *ast.Ident:
				return false // where it is declared the text is spelled
			case *ast.SelectorExpr:
				return true
			}
			e, ok := n.(ast.Expr)
			if !ok {
				return true
			}
			value := s.pass.TypesInfo.Types[e].Value
			if value == nil || value.Kind() != constant.String {
				return true
			}
			if _, isName := ast.Unparen(e).(*ast.Ident); isName {
				return false
			}
			if _, isMember := ast.Unparen(e).(*ast.SelectorExpr); isMember {
				return false
			}
			p := s.pass.Fset.Position(e.Pos())
			width := int(e.End() - e.Pos())
			if end := s.pass.Fset.Position(e.End()); end.Line != p.Line {
				width = 0
			}
			text := constant.StringVal(value)
			found[text] = append(found[text], Position{Package: s.pass.Pkg.Path(), File: filepath.Base(p.Filename), Line: p.Line, Column: p.Column, Width: width})
			return false
		})
	}
	return found
}
