package house

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/analyzers/internal/sources"
	"github.com/apiward/apiward/rules"
)

// walk reads the package's files once.
func (h *house) walk() {
	for _, file := range sources.Files(h.pass) {
		h.checkImports(file)
		w := &walker{house: h, called: map[*ast.Ident]bool{}}
		ast.PreorderStack(file, nil, func(n ast.Node, stack []ast.Node) bool {
			w.visit(n, stack)
			return true
		})
	}
}

// walker reads one file.
type walker struct {
	*house
	called map[*ast.Ident]bool // names that are the function of a call
}

func (w *walker) visit(n ast.Node, stack []ast.Node) {
	switch n := n.(type) {
	case *ast.CallExpr:
		w.call(n, stack)
	case *ast.Ident:
		w.mention(n, stack)
	case *ast.CompositeLit:
		w.literal(n, stack)
	case *ast.AssignStmt:
		w.assign(n, stack)
	case *ast.TypeSpec:
		if st, ok := n.Type.(*ast.StructType); ok && len(w.tags) > 0 {
			w.structTags(n.Name.Name, st)
		}
	}
}

// checkImports reads what a file imports.
func (h *house) checkImports(file *ast.File) {
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		for _, b := range h.imports {
			for _, glob := range b.Imports {
				if glob.Match(path) {
					h.report(b.rule, h.at(spec.Path.Pos(), len(spec.Path.Value)), "", path, path+" is imported, which the policy forbids")
					break
				}
			}
		}
	}
}

// call reads a call of a forbidden function.
func (w *walker) call(call *ast.CallExpr, stack []ast.Node) {
	name := nameOf(call.Fun)
	if name == nil {
		return
	}
	w.called[name] = true
	obj := origin(w.pass.TypesInfo.Uses[name])
	for _, b := range w.calls[obj] {
		if w.isMeant(b.Arguments, call) {
			it := shortOf(obj)
			w.report(b.rule, w.at(name.Pos(), len(name.Name)), w.function(stack), it, it+" is called"+b.how()+", which the policy forbids")
		}
	}
}

// how says what of a call makes it forbidden.
func (b ban) how() string {
	var how strings.Builder
	for i := range b.Arguments {
		a := &b.Arguments[i]
		if i > 0 {
			how.WriteString(" and")
		} else {
			how.WriteString(" with")
		}
		what := "an argument"
		if a.Index >= 0 {
			what = fmt.Sprintf("argument %d", a.Index)
		}
		how.WriteString(" " + what + described(&a.Operand))
	}
	return how.String()
}

// described says what an operand asks for, behind the name of what it asks it of.
func described(o *rules.Operand) string {
	switch {
	case o.Constant != nil && !*o.Constant:
		return " computed"
	case len(o.Equals) > 0:
		texts := make([]string, len(o.Equals))
		for i, want := range o.Equals {
			texts[i] = fmt.Sprintf("%#v", want)
			if want == nil {
				texts[i] = "nil"
			}
		}
		return " " + strings.Join(texts, " or ")
	case o.Matches != "":
		return " that matches " + o.Matches
	case o.Type != "":
		return " of the type " + short(o.Type)
	}
	return " constant"
}

// nameOf returns the name of the function that is called, nil where it has none.
func nameOf(fun ast.Expr) *ast.Ident {
	switch fun := ast.Unparen(fun).(type) {
	case *ast.Ident:
		return fun
	case *ast.SelectorExpr:
		return fun.Sel
	case *ast.IndexExpr:
		return nameOf(fun.X)
	case *ast.IndexListExpr:
		return nameOf(fun.X)
	}
	return nil
}

// isMeant reports whether the arguments of a call are those that a rule is about.
func (w *walker) isMeant(conditions []rules.Argument, call *ast.CallExpr) bool {
	for i := range conditions {
		c := &conditions[i]
		met := false
		for j, arg := range call.Args {
			spread := call.Ellipsis.IsValid() && j == len(call.Args)-1
			if (c.Index < 0 || c.Index == j) && !spread && w.holds(&c.Operand, arg) {
				met = true
				break
			}
		}
		if !met {
			return false
		}
	}
	return true
}

// holds reports whether an expression is, or can be, what an operand asks for.
func (w *walker) holds(o *rules.Operand, e ast.Expr) bool {
	tv, ok := w.pass.TypesInfo.Types[e]
	if !ok || o.Type != "" && !isType(tv.Type, o.Type) {
		return false
	}
	if o.Constant == nil && o.Matches == "" && len(o.Equals) == 0 {
		return true
	}
	values, all := w.valuesOf(e, maxDepth)
	if o.Constant != nil && *o.Constant != all {
		return false
	}
	if o.Matches == "" && len(o.Equals) == 0 {
		return true
	}
	return slices.ContainsFunc(values, func(tv types.TypeAndValue) bool {
		return (o.Matches == "" || tv.Value != nil && w.matches(o.Matches, text(tv.Value))) &&
			(len(o.Equals) == 0 || equalsAny(tv, o.Equals))
	})
}

// maxDepth bounds how far variables that are given variables are followed.
const maxDepth = 4

// isType reports whether t, or what it points to, has the name.
func isType(t types.Type, name string) bool {
	if t == nil {
		return false
	}
	return models.TypeSymbol(t) == name || types.TypeString(t, nil) == name || types.TypeString(types.Default(t), nil) == name
}

// text returns a constant as a rule's expression sees it.
func text(v constant.Value) string {
	if v.Kind() == constant.String {
		return constant.StringVal(v)
	}
	return v.ExactString()
}

// equalsAny reports whether an expression is one of some constants.
func equalsAny(tv types.TypeAndValue, any []any) bool {
	for _, want := range any {
		var w constant.Value
		switch want := want.(type) {
		case nil:
			if tv.IsNil() {
				return true
			}
			continue
		case bool:
			w = constant.MakeBool(want)
		case string:
			w = constant.MakeString(want)
		case float64:
			w = constant.MakeFloat64(want)
		default:
			continue
		}
		if v := tv.Value; v != nil && (v.Kind() == w.Kind() || isNumber(v) && isNumber(w)) && constant.Compare(v, token.EQL, w) {
			return true
		}
	}
	return false
}

func isNumber(v constant.Value) bool {
	return v.Kind() == constant.Int || v.Kind() == constant.Float
}

// mention reads a name: that of a forbidden type, or of a forbidden function that
// is handed on as a value. Of such a one the arguments are not known.
func (w *walker) mention(id *ast.Ident, stack []ast.Node) {
	obj := origin(w.pass.TypesInfo.Uses[id])
	if obj == nil {
		return
	}
	for _, b := range w.names[obj] {
		if obj.Pkg() == w.pass.Pkg {
			break // where it is declared it has to be named
		}
		it := shortOf(obj)
		w.report(b.rule, w.at(id.Pos(), len(id.Name)), w.function(stack), it, it+" is used, which the policy forbids")
	}
	if w.called[id] {
		return
	}
	for _, b := range w.calls[obj] {
		if len(b.Arguments) == 0 {
			it := shortOf(obj)
			w.report(b.rule, w.at(id.Pos(), len(id.Name)), w.function(stack), it, it+" is handed on as a value, and the policy forbids to call it")
		}
	}
}

// literal reads the fields of a struct literal: those that are forbidden, and those
// that are missing.
func (w *walker) literal(lit *ast.CompositeLit, stack []ast.Node) {
	if len(w.fields)+len(w.must) == 0 {
		return
	}
	t := w.pass.TypesInfo.TypeOf(lit)
	if t == nil {
		return
	}
	if p, ok := t.Underlying().(*types.Pointer); ok { // an element of a list of pointers
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	set := map[types.Object]bool{}
	for i, e := range lit.Elts {
		var field types.Object
		value, at := e, e.Pos()
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			key, _ := kv.Key.(*ast.Ident)
			if key == nil {
				continue
			}
			field, value, at = w.pass.TypesInfo.Uses[key], kv.Value, key.Pos()
		} else if i < st.NumFields() {
			field = st.Field(i)
		}
		field = origin(field)
		set[field] = true
		w.sets(field, value, at, stack)
	}
	name := models.TypeName(t)
	if name == nil || len(w.must) == 0 {
		return
	}
	for _, d := range w.must[name] {
		if !set[origin(d.field)] && !w.setBehind(d.field, lit, stack) {
			it := shortName(name) + "." + d.field.Name()
			w.report(d.rule, w.at(lit.Pos(), 0), w.function(stack), it, it+" is not set, and the policy asks for it")
		}
	}
}

// sets reads what a field is set to.
func (w *walker) sets(field types.Object, value ast.Expr, at token.Pos, stack []ast.Node) {
	for _, b := range w.fields[field] {
		if b.Value == nil || w.holds(b.Value, value) {
			it := w.fieldName(b, field)
			w.report(b.rule, w.at(at, 0), w.function(stack), it, it+" is set to "+types.ExprString(value)+", which the policy forbids")
		}
	}
}

// fieldName returns a field as the rule that forbids it names it.
func (w *walker) fieldName(b ban, field types.Object) string {
	for _, symbol := range b.Fields {
		for _, obj := range w.objects(symbol) {
			if obj == field {
				return short(symbol)
			}
		}
	}
	return field.Name()
}

// assign reads what fields are set to by an assignment.
func (w *walker) assign(stmt *ast.AssignStmt, stack []ast.Node) {
	if len(w.fields) == 0 {
		return
	}
	for i, left := range stmt.Lhs {
		sel, ok := ast.Unparen(left).(*ast.SelectorExpr)
		if !ok || stmt.Tok != token.ASSIGN {
			continue
		}
		value := stmt.Rhs[0]
		if len(stmt.Lhs) == len(stmt.Rhs) {
			value = stmt.Rhs[i]
		}
		w.sets(origin(w.pass.TypesInfo.Uses[sel.Sel]), value, sel.Sel.Pos(), append(stack, stmt))
	}
}

// setBehind reports whether the function that a literal stands in sets the field
// of such a value somewhere behind it.
func (w *walker) setBehind(field *types.Var, lit *ast.CompositeLit, stack []ast.Node) bool {
	body := enclosing(stack)
	if body == nil {
		return false
	}
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		stmt, ok := n.(*ast.AssignStmt)
		if !ok || stmt.Pos() < lit.Pos() {
			return !found
		}
		for _, left := range stmt.Lhs {
			if sel, ok := ast.Unparen(left).(*ast.SelectorExpr); ok && origin(w.pass.TypesInfo.Uses[sel.Sel]) == origin(field) {
				found = true
			}
		}
		return !found
	})
	return found
}

// enclosing returns the function declaration or literal around a node, nil outside
// of any.
func enclosing(stack []ast.Node) ast.Node {
	for i := len(stack) - 1; i >= 0; i-- {
		switch stack[i].(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return stack[i]
		}
	}
	return nil
}

// function returns the name of the declared function around a node, "" outside of
// any.
func (w *walker) function(stack []ast.Node) string {
	for _, n := range stack {
		if decl, ok := n.(*ast.FuncDecl); ok {
			if fn, ok := w.pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
				return fn.FullName()
			}
		}
	}
	return ""
}

// structTags reads the tags of a struct's exported fields: no encoder sees others.
func (w *walker) structTags(name string, st *ast.StructType) {
	for _, field := range st.Fields.List {
		tag := ""
		if field.Tag != nil {
			tag, _ = strconv.Unquote(field.Tag.Value)
		}
		for _, id := range field.Names {
			if !id.IsExported() {
				continue
			}
			for _, b := range w.tags {
				value, has := reflect.StructTag(tag).Lookup(b.Tag.Key)
				if w.tagMeant(b.Tag, name, id, value, has) {
					it := name + "." + id.Name
					problem := fmt.Sprintf("%s has the tag %s:%q, which the policy forbids", it, b.Tag.Key, value)
					if !has {
						problem = fmt.Sprintf("%s has no tag %s, and the policy asks for one", it, b.Tag.Key)
					}
					w.report(b.rule, w.at(id.Pos(), len(id.Name)), "", it, problem)
				}
			}
		}
		if inner := structIn(field.Type); inner != nil {
			w.structTags(name, inner)
		}
	}
}

// structIn returns the struct that is written out in a field's type, be it that of
// the items of a list.
func structIn(e ast.Expr) *ast.StructType {
	switch e := e.(type) {
	case *ast.StructType:
		return e
	case *ast.StarExpr:
		return structIn(e.X)
	case *ast.ArrayType:
		return structIn(e.Elt)
	case *ast.MapType:
		return structIn(e.Value)
	}
	return nil
}

// tagMeant reports whether a rule is about a field with such a tag.
func (w *walker) tagMeant(t *rules.TagOf, name string, field *ast.Ident, value string, has bool) bool {
	switch {
	case t.Missing == has,
		t.Matches != "" && !w.matches(t.Matches, value),
		t.Unless != "" && w.matches(t.Unless, value),
		t.Structs != "" && !w.matches(t.Structs, name),
		t.Names != "" && !w.matches(t.Names, field.Name):
		return false
	}
	if len(t.Types) == 0 {
		return true
	}
	typ := w.pass.TypesInfo.TypeOf(field)
	for _, want := range t.Types {
		if isType(typ, want) {
			return true
		}
	}
	return false
}
