package linttest

import (
	"go/ast"
	"go/token"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/apiward/apiward/spec/contract"
)

// example reads the handlers of an example by their text: calls of net/http and
// encoding/json as they are commonly written, on types of the same file. What it
// does not know it passes over.
type example struct {
	name   string
	fset   *token.FileSet
	types  map[string]*ast.TypeSpec
	funcs  map[string]*ast.FuncDecl
	opaque map[string]bool // types with a marshaler of their own
	shapes map[string]*contract.Shape
}

func newExample(name string, fset *token.FileSet, file *ast.File) *example {
	e := &example{
		name: name, fset: fset, types: map[string]*ast.TypeSpec{}, funcs: map[string]*ast.FuncDecl{},
		opaque: map[string]bool{}, shapes: map[string]*contract.Shape{},
	}
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				e.funcs[d.Name.Name] = d
			} else if name, ok := ast.Unparen(d.Recv.List[0].Type).(*ast.Ident); ok && d.Name.Name == "MarshalJSON" {
				e.opaque[name.Name] = true
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				if t, ok := s.(*ast.TypeSpec); ok {
					e.types[t.Name.Name] = t
				}
			}
		}
	}
	return e
}

func (e *example) at(n ast.Node) contract.Source {
	at := e.fset.Position(n.Pos())
	return contract.Source{File: e.name, Line: at.Line, Column: at.Column}
}

// traffic returns what a handler of the file does, nil where it is not there or
// its body is empty: then nothing is known of it.
func (e *example) traffic(handler ast.Expr) *contract.Traffic {
	if call, ok := handler.(*ast.CallExpr); ok && len(call.Args) == 1 {
		handler = call.Args[0]
	}
	name, _ := handler.(*ast.Ident)
	if name == nil || e.funcs[name.Name] == nil || len(e.funcs[name.Name].Body.List) == 0 {
		return nil
	}
	h := &handlerReader{example: e, vars: map[string]ast.Expr{}, status: http.StatusOK, out: &contract.Traffic{}}
	ast.Inspect(e.funcs[name.Name].Body, h.visit)
	if h.pending != nil {
		h.out.Answers = append(h.out.Answers, contract.Answer{Status: h.status, Content: "none", Shape: unknown, At: e.at(h.pending)})
	}
	return h.out
}

// handlerReader reads the body of one handler, from the top to the bottom.
type handlerReader struct {
	*example
	vars    map[string]ast.Expr // their types
	kind    contract.Kind       // that a parameter is parsed as
	status  int
	pending ast.Node // a status that is written, without a body so far
	out     *contract.Traffic
}

var unknown = &contract.Shape{Kind: contract.Unknown}

func (h *handlerReader) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ValueSpec:
		for _, name := range n.Names {
			h.vars[name.Name] = n.Type
		}
	case *ast.AssignStmt:
		for i, to := range n.Lhs {
			name, _ := to.(*ast.Ident)
			if name == nil || i >= len(n.Rhs) {
				continue
			}
			if lit, ok := n.Rhs[i].(*ast.CompositeLit); ok {
				h.vars[name.Name] = lit.Type
			}
		}
	case *ast.CallExpr:
		h.call(n)
	}
	return true
}

func (h *handlerReader) call(call *ast.CallExpr) {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return
	}
	base := text(sel.X)
	parameter := func(in string) {
		shape := &contract.Shape{Kind: contract.String}
		if h.kind != "" {
			shape = &contract.Shape{Kind: h.kind}
			h.kind = ""
		}
		name, _ := strconv.Unquote(call.Args[0].(*ast.BasicLit).Value)
		h.out.Parameters = append(h.out.Parameters, contract.Parameter{In: in, OrQuery: in == "form", Name: name, Shape: shape, At: h.at(call)})
	}
	switch base + "." + sel.Sel.Name {
	case "strconv.Atoi", "strconv.ParseInt":
		h.kind = contract.Integer
	case "strconv.ParseFloat":
		h.kind = contract.Number
	case "strconv.ParseBool":
		h.kind = contract.Boolean
	case "r.URL.Query().Get":
		parameter("query")
	case "r.Header.Get":
		parameter("header")
	case "r.PathValue":
		parameter("path")
	case "r.FormValue":
		parameter("form")
	case "r.Cookie":
		parameter("cookie")
	case "r.URL.Query().Encode", "r.Clone":
		h.out.ReadsMore = true
	case "h.ServeHTTP":
		h.out.ReadsMore, h.out.AnswersMore = true, true
	case "json.NewDecoder(r.Body).Decode":
		h.out.Bodies = append(h.out.Bodies, contract.Body{Content: "json", Shape: h.valueShape(call.Args[0]), At: h.at(call)})
	case "json.NewEncoder(w).Encode":
		h.out.Answers = append(h.out.Answers, contract.Answer{Status: h.status, Content: "json", Shape: h.valueShape(call.Args[0]), At: h.at(call)})
		h.pending, h.status = nil, http.StatusOK
	case "w.WriteHeader":
		h.status, h.pending = h.statusOf(call.Args[0]), call
	case "http.Error":
		h.out.Answers = append(h.out.Answers, contract.Answer{Status: h.statusOf(call.Args[2]), Content: "text", Shape: unknown, At: h.at(call)})
	case "http.NotFound":
		h.out.Answers = append(h.out.Answers, contract.Answer{Status: http.StatusNotFound, Content: "text", Shape: unknown, At: h.at(call)})
	}
}

func text(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return text(x.X) + "." + x.Sel.Name
	case *ast.CallExpr:
		var args []string
		for _, a := range x.Args {
			args = append(args, text(a))
		}
		return text(x.Fun) + "(" + strings.Join(args, ", ") + ")"
	}
	return ""
}

var statuses = map[string]int{
	"StatusOK": 200, "StatusCreated": 201, "StatusAccepted": 202, "StatusNoContent": 204, "StatusFound": 302, "StatusBadRequest": 400,
	"StatusUnauthorized": 401, "StatusForbidden": 403, "StatusNotFound": 404, "StatusConflict": 409, "StatusTeapot": 418, "StatusInternalServerError": 500,
}

func (h *handlerReader) statusOf(x ast.Expr) int {
	switch x := x.(type) {
	case *ast.BasicLit:
		n, _ := strconv.Atoi(x.Value)
		return n
	case *ast.SelectorExpr:
		return statuses[x.Sel.Name]
	}
	return 0
}

// valueShape returns the shape of an expression.
func (h *handlerReader) valueShape(x ast.Expr) *contract.Shape {
	switch x := x.(type) {
	case *ast.UnaryExpr:
		return h.valueShape(x.X)
	case *ast.CompositeLit:
		return h.shape(x.Type, nil)
	case *ast.Ident:
		return h.shape(h.vars[x.Name], nil)
	case *ast.CallExpr:
		if name, ok := x.Fun.(*ast.Ident); ok && h.funcs[name.Name] != nil {
			return h.shape(h.funcs[name.Name].Type.Results.List[0].Type, nil)
		}
	}
	return unknown
}

// shape returns the shape of a type; arguments stand for type parameters.
func (e *example) shape(x ast.Expr, arguments map[string]ast.Expr) *contract.Shape {
	switch x := x.(type) {
	case *ast.StarExpr:
		s := *e.shape(x.X, arguments)
		s.Nullable = true
		return &s
	case *ast.ArrayType:
		if text(x.Elt) == "byte" {
			return &contract.Shape{Kind: contract.String, Format: "byte"}
		}
		return &contract.Shape{Kind: contract.Array, Elem: e.shape(x.Elt, arguments)}
	case *ast.MapType:
		return &contract.Shape{Kind: contract.Map, Elem: e.shape(x.Value, arguments)}
	case *ast.InterfaceType:
		return &contract.Shape{Kind: contract.Any}
	case *ast.StructType:
		return e.structShape(x, arguments, &contract.Shape{Kind: contract.Object, At: e.at(x)})
	case *ast.IndexExpr:
		if t := e.types[text(x.X)]; t != nil && t.TypeParams != nil {
			return e.shape(t.Type, map[string]ast.Expr{t.TypeParams.List[0].Names[0].Name: x.Index})
		}
	case *ast.SelectorExpr:
		if text(x) == "time.Time" {
			return &contract.Shape{Kind: contract.String, Format: "date-time"}
		}
	case *ast.Ident:
		return e.named(x.Name, arguments)
	}
	return unknown
}

var basic = map[string]contract.Kind{
	"string": contract.String, "bool": contract.Boolean, "float32": contract.Number, "float64": contract.Number, "any": contract.Any,
	"int": contract.Integer, "int8": contract.Integer, "int16": contract.Integer, "int32": contract.Integer, "int64": contract.Integer,
	"uint": contract.Integer, "uint8": contract.Integer, "uint16": contract.Integer, "uint32": contract.Integer, "uint64": contract.Integer,
}

func (e *example) named(name string, arguments map[string]ast.Expr) *contract.Shape {
	switch {
	case arguments[name] != nil:
		return e.shape(arguments[name], nil)
	case e.shapes[name] != nil:
		return e.shapes[name]
	case e.opaque[name]:
		return unknown
	case e.types[name] != nil:
		s := &contract.Shape{}
		e.shapes[name] = s
		*s = *e.shape(e.types[name].Type, nil)
		s.Type, s.At = "acme.dev/orders."+name, e.at(e.types[name])
		return s
	case basic[name] != "":
		return &contract.Shape{Kind: basic[name]}
	}
	return unknown
}

func (e *example) structShape(x *ast.StructType, arguments map[string]ast.Expr, out *contract.Shape) *contract.Shape {
	for _, f := range x.Fields.List {
		tag := ""
		if f.Tag != nil {
			tag, _ = strconv.Unquote(f.Tag.Value)
		}
		name, options, _ := strings.Cut(reflect.StructTag(tag).Get("json"), ",")
		if len(f.Names) == 0 && name == "" {
			out.Fields = append(out.Fields, e.shape(f.Type, arguments).Fields...)
		}
		for _, n := range f.Names {
			if name == "-" || !n.IsExported() {
				continue
			}
			out.Fields = append(out.Fields, contract.Field{
				Name: nonEmpty(name, n.Name), Symbol: n.Name, Shape: e.shape(f.Type, arguments), At: e.at(n),
				Optional: strings.Contains(options, "omitempty"), Required: strings.Contains(tag, `validate:"required`),
			})
		}
	}
	return out
}

func nonEmpty(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
