package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// rule is what gen needs to know of one rule.
type rule struct {
	dir   string // slash path relative to the module's root; its last element is the ID
	maker string // the function that joins the rule to its judgement, "check.New"; "" where a driver does
	title string
	kind  string // code, document, contract
	owasp string // "" where none
	cwe   string // "" where none
	level string

	maturity string // "" for a stable rule
}

func (r rule) id() string { return path.Base(r.dir) }

// readRules returns the rules in the folders directly below parent, sorted by
// ID. A folder is a rule's where it declares var Rule; infrastructure passes
// and helpers do not. Every rule there must be made by one of the makers, or
// it would be in no list.
func readRules(root, parent string, makers ...string) ([]rule, error) {
	entries, err := os.ReadDir(filepath.Join(root, parent))
	if err != nil {
		return nil, err
	}
	var out []rule
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		r, found, err := readRule(root, path.Join(parent, e.Name()))
		if err != nil {
			return nil, err
		}
		if !found {
			continue
		}
		if !slices.Contains(makers, r.maker) {
			return nil, fmt.Errorf("%s declares var Rule, but no var Analyzer or Check that calls %s(Rule, …)", r.dir, strings.Join(makers, " or "))
		}
		out = append(out, r)
	}
	return out, nil
}

// readRule reads one folder.
func readRule(root, dir string) (r rule, found bool, err error) {
	names, err := filepath.Glob(filepath.Join(root, dir, "*.go"))
	if err != nil {
		return rule{}, false, err
	}
	r = rule{dir: dir}
	fset := token.NewFileSet()
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		syntax, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return rule{}, false, err
		}
		for name, value := range variables(syntax) {
			switch name {
			case "Rule":
				found = true
				err = r.readFacts(fset, value)
			case "Analyzer", "Check":
				r.maker = made(value)
			}
			if err != nil {
				return rule{}, false, err
			}
		}
	}
	return r, found, nil
}

// variables yields the package-level variables of a file with their values.
func variables(syntax *ast.File) func(yield func(string, ast.Expr) bool) {
	return func(yield func(string, ast.Expr) bool) {
		for _, d := range syntax.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.VAR {
				continue
			}
			for _, s := range decl.Specs {
				spec := s.(*ast.ValueSpec)
				if len(spec.Names) == 1 && len(spec.Values) == 1 && !yield(spec.Names[0].Name, spec.Values[0]) {
					return
				}
			}
		}
	}
}

// made returns the function whose call gives the value, as "check.New", or "".
func made(value ast.Expr) string {
	call, ok := value.(*ast.CallExpr)
	if !ok {
		return ""
	}
	fn, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	pkg, ok := fn.X.(*ast.Ident)
	if !ok {
		return ""
	}
	return pkg.Name + "." + fn.Sel.Name
}

// readFacts takes the facts from the rules.Rule literal within value. A fact
// that is no literal cannot be read from syntax, and is told.
func (r *rule) readFacts(fset *token.FileSet, value ast.Expr) error {
	literal := ruleLiteral(value)
	if literal == nil {
		return fmt.Errorf("%s: var Rule holds no &rules.Rule{…} literal to read", fset.Position(value.Pos()))
	}
	fields := map[string]*string{"Title": &r.title, "Kind": &r.kind, "OWASP": &r.owasp, "CWE": &r.cwe, "Default": &r.level, "Maturity": &r.maturity}
	var id string
	fields["ID"] = &id
	for _, e := range literal.Elts {
		pair, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return fmt.Errorf("%s: write the field's name before its value", fset.Position(e.Pos()))
		}
		field, ok := fields[pair.Key.(*ast.Ident).Name]
		if !ok {
			continue
		}
		if *field, ok = literalText(pair.Value); !ok {
			if field == &id {
				id = r.id() // a constant of another package: taken at its word here, and held by the catalog's tests
				continue
			}
			return fmt.Errorf("%s: write %s as a literal, so that it can be read without compiling", fset.Position(pair.Value.Pos()), pair.Key)
		}
	}
	if id != r.id() {
		return fmt.Errorf("%s: the rule in %s has the ID %q; folder and ID must be equal", fset.Position(literal.Pos()), r.dir, id)
	}
	return nil
}

// ruleLiteral finds the rules.Rule literal in the value of var Rule.
func ruleLiteral(value ast.Expr) (found *ast.CompositeLit) {
	ast.Inspect(value, func(n ast.Node) bool {
		if lit, ok := n.(*ast.CompositeLit); ok && found == nil {
			if sel, ok := lit.Type.(*ast.SelectorExpr); ok && sel.Sel.Name == "Rule" {
				found = lit
			}
		}
		return found == nil
	})
	return found
}

// literalText returns the text of a string or number, or the name of a
// constant of package rules as reports write it: rules.Error is "error".
func literalText(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return e.Value, true
		}
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.SelectorExpr:
		if pkg, ok := e.X.(*ast.Ident); ok && pkg.Name == "rules" {
			return strings.ToLower(e.Sel.Name), true
		}
	}
	return "", false
}

// madeBy returns the rules that one function made.
func madeBy(all []rule, maker string) []rule {
	return slices.DeleteFunc(slices.Clone(all), func(r rule) bool { return r.maker != maker })
}
