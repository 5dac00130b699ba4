package linttest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/contract"
)

// Contract holds the routes of the Go file testdata/name against the document
// testdata/openapi.yaml, and the findings in both against their wants.
func Contract(t *testing.T, check *contract.Check, name string) {
	t.Helper()
	doc := Load(t, "testdata", "openapi.yaml")
	problems, _ := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: Routes(t, "testdata", name)}, []*contract.Check{check}, nil)
	var plain []spec.Problem
	for _, p := range problems {
		plain = append(plain, p.Problem)
	}
	Compare(t, "testdata", name, plain)
	Compare(t, "testdata", doc.Name, plain)
}

// Routes reads the routes of an example by its text alone: calls of Handle and
// HandleFunc with a constant "METHOD /path". A handler in a call of requireUser
// is guarded, in one of acceptUser optionally. What its handlers do is read from
// their bodies, where they have some.
func Routes(t *testing.T, dir, name string) []contract.Operation {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, 0)
	if err != nil {
		t.Fatal(err)
	}
	example := newExample(name, fset, file)
	var routes []contract.Operation
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) != 2 {
			return true
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		pattern, isText := call.Args[0].(*ast.BasicLit)
		if !ok || !isText || !strings.HasPrefix(sel.Sel.Name, "Handle") {
			return true
		}
		text, _ := strconv.Unquote(pattern.Value)
		method, path, _ := strings.Cut(text, " ")
		at := fset.Position(call.Pos())
		routes = append(routes, contract.Operation{
			Service: "acme.dev/orders",
			Method:  method,
			Path:    path,
			Auth:    auth(call.Args[1]),
			Traffic: example.traffic(call.Args[1]),
			Source:  contract.Source{File: name, Line: at.Line, Column: at.Column},
		})
		return true
	})
	if len(routes) == 0 {
		t.Fatalf("%s has no routes", name)
	}
	return routes
}

func auth(handler ast.Expr) string {
	if call, ok := handler.(*ast.CallExpr); ok {
		switch name, _ := call.Fun.(*ast.Ident); {
		case name != nil && name.Name == "requireUser":
			return "required"
		case name != nil && name.Name == "acceptUser":
			return "optional"
		}
	}
	return "none"
}

// Versions are the heads of documents of every version.
var Versions = []string{"swagger: '2.0'", "openapi: 3.0.3", "openapi: 3.1.0", "openapi: 3.2.0"}

// Drift holds operations of a service against a document, and returns what
// is found in the words of wants: "proven: the document asks …".
func Drift(t *testing.T, check *contract.Check, document string, ops ...contract.Operation) []string {
	t.Helper()
	doc, err := spec.Load("openapi.yaml", []byte(document), spec.Options{})
	if err != nil {
		t.Fatalf("%v in:\n%s", err, document)
	}
	problems, matches := contract.Compare([]*spec.Document{doc}, contract.Code{Operations: ops}, []*contract.Check{check}, nil)
	if len(matches) != len(ops) {
		t.Fatalf("of %v some are not in the document:\n%s", ops, document)
	}
	var found []string
	for _, p := range problems {
		found = append(found, strengths[p.Strength]+": "+p.Message)
	}
	return found
}
