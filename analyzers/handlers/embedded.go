package handlers

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/base64"
	"go/ast"
	"go/constant"
	"io"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Embedded is a document that a generator has put into code.
type Embedded struct {
	Text []byte
	At   Place // of the variable that holds it
}

// maxEmbedded bounds what a document unpacks to.
const maxEmbedded = 40 << 20

// embedded reads the documents that generators put into what they generate: those of
// oapi-codegen are in a variable swaggerSpec, the pieces of a compressed text.
func (s *shaper) embedded(pass *analysis.Pass) (list []Embedded) {
	for _, file := range pass.Files {
		if !ast.IsGenerated(file) {
			continue
		}
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				list = append(list, s.assigned(pass, f)...)
			}
			d, ok := decl.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range d.Specs {
				v, ok := spec.(*ast.ValueSpec)
				if !ok || len(v.Names) != 1 || v.Names[0].Name != "swaggerSpec" || len(v.Values) != 1 {
					continue
				}
				obj := pass.TypesInfo.Defs[v.Names[0]]
				if text := unpack(pieces(pass, v.Values[0])); text != nil && obj != nil {
					list = append(list, Embedded{Text: text, At: s.at(obj)})
				}
			}
		}
	}
	return list
}

// assigned reads the document that go-swagger puts into what it generates: a text that
// is assigned to a variable SwaggerJSON.
func (s *shaper) assigned(pass *analysis.Pass, init *ast.FuncDecl) (list []Embedded) {
	for _, stmt := range init.Body.List {
		a, ok := stmt.(*ast.AssignStmt)
		if !ok || len(a.Lhs) != 1 || len(a.Rhs) != 1 {
			continue
		}
		name, ok := a.Lhs[0].(*ast.Ident)
		if !ok || name.Name != "SwaggerJSON" {
			continue
		}
		obj := pass.TypesInfo.Uses[name]
		if text := converted(pass, a.Rhs[0]); text != "" && len(text) <= maxEmbedded && obj != nil {
			list = append(list, Embedded{Text: []byte(text), At: s.at(obj)})
		}
	}
	return list
}

// converted returns the constant text that conversions are made of.
func converted(pass *analysis.Pass, x ast.Expr) string {
	for {
		call, ok := x.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 || !pass.TypesInfo.Types[call.Fun].IsType() {
			return pieces(pass, x)
		}
		x = call.Args[0]
	}
}

// pieces returns the constant text of an expression, or that of the items of a list.
func pieces(pass *analysis.Pass, x ast.Expr) string {
	if tv := pass.TypesInfo.Types[x]; tv.Value != nil && tv.Value.Kind() == constant.String {
		return constant.StringVal(tv.Value)
	}
	lit, ok := x.(*ast.CompositeLit)
	if !ok {
		return ""
	}
	var b strings.Builder
	for _, e := range lit.Elts {
		if tv := pass.TypesInfo.Types[e]; tv.Value != nil && tv.Value.Kind() == constant.String {
			b.WriteString(constant.StringVal(tv.Value))
		}
	}
	return b.String()
}

// unpack returns what is compressed in a text, nil where it is something else.
func unpack(text string) []byte {
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(data) == 0 {
		return nil
	}
	var r io.Reader = flate.NewReader(bytes.NewReader(data))
	if zipped, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
		r = zipped
	}
	out, err := io.ReadAll(io.LimitReader(r, maxEmbedded+1))
	if err != nil || len(out) > maxEmbedded {
		return nil
	}
	return out
}

// Embedded returns the documents in the code of all packages, in order.
func (p *Program) Embedded() []Embedded {
	var list []Embedded
	for _, e := range p.embedded {
		p.file.place(&e.At)
		if e.At.File != "" {
			list = append(list, e)
		}
	}
	return list
}
