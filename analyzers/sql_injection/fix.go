package sql_injection

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/check"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules"
)

// fix passes the values in a statement's text as arguments of the query. It is
// certain where the call takes such arguments, the text is put together in one
// expression, every part that is not fixed or a number is a whole value in the
// place of one, and it is known how the database marks parameters.
func fix(r *check.Rewrite) (string, bool) {
	q, ok := queryOf(r)
	if !ok {
		return "", false
	}
	s, ok := read(r, q.text)
	if !ok {
		return "", false
	}
	found, ok := scan(s.parts)
	if !ok || !takesParameters(found.first, q.style) {
		return "", false
	}
	style, ok := q.styleOf(found)
	if !ok {
		return "", false
	}
	w := &writer{query: q, statement: s, scanned: found, style: style, next: found.number + 1}
	if !w.write() {
		return "", false
	}
	return "pass the value as an argument of the query", true
}

// query is a call that runs SQL text with arguments.
type query struct {
	*check.Rewrite
	call  *ast.CallExpr
	index int      // of the text among the call's arguments
	text  ast.Expr // where it is put together: the argument, or the only value of its variable
	style string   // of the library, "" where the database decides
}

// queryOf returns the call that the finding stands at, if it takes a text and
// then any values.
func queryOf(r *check.Rewrite) (*query, bool) {
	call := r.Call()
	if call == nil || call.Ellipsis.IsValid() {
		return nil, false
	}
	fn := r.Callee(call)
	if fn == nil {
		return nil, false
	}
	params := fn.Signature().Params()
	q := &query{Rewrite: r, call: call, index: params.Len() - 2}
	if !fn.Signature().Variadic() || q.index < 0 || q.index >= len(call.Args) || !isAny(params.At(q.index+1).Type()) {
		return nil, false
	}
	if t := params.At(q.index).Type(); !isString(t) && !types.IsInterface(t) {
		return nil, false
	}
	q.style = libraryStyle(fn)
	q.text = call.Args[q.index]
	if id, ok := ast.Unparen(q.text).(*ast.Ident); ok {
		v, isVar := r.Info.Uses[id].(*types.Var)
		if !isVar || r.UsesOf(v) != 1 {
			return nil, false
		}
		values, all := r.ValuesOf(v)
		if !all || len(values) != 1 {
			return nil, false
		}
		q.text = values[0]
	}
	return q, true
}

func isAny(t types.Type) bool {
	slice, ok := t.(*types.Slice)
	if !ok {
		return false
	}
	iface, ok := slice.Elem().Underlying().(*types.Interface)
	return ok && iface.Empty()
}

func isString(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}

// constantText returns the text of a constant expression.
func constantText(info *types.Info, e ast.Expr) (string, bool) {
	v := info.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(v), true
}

// libraryStyle returns how the library of a function marks parameters, or that
// of what the function returns: an interface of the program's own stands for
// the library that its methods speak of.
func libraryStyle(fn *types.Func) string {
	index := models.Shipped()
	if fn.Pkg() != nil {
		if style := index.Placeholders(fn.Pkg().Path()); style != "" {
			return style
		}
	}
	results := fn.Signature().Results()
	for i := range results.Len() {
		if name := models.TypeName(results.At(i).Type()); name != nil && name.Pkg() != nil {
			if style := index.Placeholders(name.Pkg().Path()); style != "" {
				return style
			}
		}
	}
	return ""
}

// takesParameters reports whether a statement that begins with the word does
// in every database. A library with marks of its own takes parts of statements
// too, which begin with anything but the words of other statements.
func takesParameters(first, style string) bool {
	if style == "?" {
		return !slices.Contains(withoutParameters, first)
	}
	return slices.Contains([]string{"SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "REPLACE"}, first)
}

var withoutParameters = []string{
	"ALTER", "ANALYZE", "ATTACH", "BEGIN", "CALL", "COMMENT", "COPY", "CREATE", "DECLARE", "DO", "DROP", "EXEC", "EXECUTE", "EXPLAIN",
	"GRANT", "LOCK", "PRAGMA", "REVOKE", "SET", "SHOW", "TRUNCATE", "USE", "VACUUM",
}

// styleOf returns how parameters are marked in the text: as the library does,
// as the text does already, or as the policy says of the database.
func (q *query) styleOf(s *scanned) (string, bool) {
	given := len(q.call.Args) - q.index - 1
	if given != s.marks || s.style != "" && s.style != "?" && s.number != s.marks {
		return "", false // options among the arguments, or one that is used twice
	}
	style := q.style
	if style == "" {
		style = s.style
	}
	if style == "" {
		style = styles[rules.Value[string](q.Policy, Rule.Rule, "dialect")]
	}
	return style, style != "" && (s.style == "" || s.style == style)
}

// styles are the marks of parameters by the names of databases, as the option
// dialect has them.
var styles = map[string]string{
	"postgres": "$", "mysql": "?", "sqlite": "?", "sqlserver": "@p",
}

// writer rewrites one statement.
type writer struct {
	*query
	*statement
	*scanned
	style string
	next  int // the number of the next placeholder

	added  map[int][]string // arguments by how many of the given ones stand before them
	passed []int            // arguments of the format that are passed on
}

// write makes the edits.
func (w *writer) write() bool {
	w.added = map[int][]string{}
	for _, p := range w.holes {
		hole := &w.parts[p.part]
		switch {
		case !p.quoted && w.isHarmless(hole.hole):
			continue // a number is no text, wherever it stands
		case !p.value || !w.pass(&p, hole):
			return false
		}
	}
	if len(w.added) == 0 {
		return false
	}
	w.arguments()
	if w.format != nil {
		w.unwrap()
	}
	return true
}

// isHarmless reports whether an expression is constant or a number.
func (w *writer) isHarmless(e ast.Expr) bool {
	tv := w.Info.Types[e]
	if tv.Value != nil {
		return true
	}
	if basic, ok := types.Unalias(tv.Type).(*types.Basic); ok && basic.Info()&(types.IsNumeric|types.IsBoolean) != 0 {
		return true
	}
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := w.Callee(call)
	return fn != nil && slices.Contains([]string{"strconv.Itoa", "strconv.FormatInt", "strconv.FormatUint", "strconv.FormatBool"}, fn.FullName())
}

// pass puts a placeholder where a hole is, and the value among the arguments.
func (w *writer) pass(p *place, hole *part) bool {
	if !w.isValue(hole, p.quoted) {
		return false
	}
	value := w.Text(hole.hole)
	mark := w.style
	if mark != "?" {
		mark += strconv.Itoa(w.next)
		w.next++
	}
	if p.quoted {
		before, behind := &w.parts[p.part-1], &w.parts[p.part+1]
		head, tail := before.text[p.open+1:], behind.text[:p.shut]
		if _, binary := hole.hole.(*ast.BinaryExpr); binary && head+tail != "" {
			value = "(" + value + ")"
		}
		if head != "" {
			value = strconv.Quote(head) + "+" + value
		}
		if tail != "" {
			value += "+" + strconv.Quote(tail)
		}
		if before.lit.Value[0] != behind.lit.Value[0] {
			return false
		}
		w.Replace(before.at(p.open), behind.at(p.shut+1), mark)
	} else if !w.mark(p.part, hole, mark) {
		return false
	}
	if hole.verb != 0 {
		w.passed = append(w.passed, hole.arg)
	}
	index := len(w.call.Args) - w.index - 1
	if mark == "?" {
		index = p.marks
	}
	w.added[index] = append(w.added[index], value)
	return true
}

// mark puts a placeholder in the place of a hole that stands in no string.
func (w *writer) mark(i int, hole *part, mark string) bool {
	if hole.verb != 0 {
		w.Replace(hole.at(0), hole.at(1), mark)
		return true
	}
	if i == 0 || w.parts[i-1].lit == nil {
		return false
	}
	left := w.parts[i-1].lit
	if i+1 < len(w.parts) {
		if right := w.parts[i+1].lit; right != nil && right.Value[0] == left.Value[0] {
			w.Replace(left.End()-1, right.Pos()+1, mark)
			return true
		}
	}
	w.Replace(left.End()-1, hole.hole.End(), mark+left.Value[:1])
	return true
}

// isValue reports whether a hole holds a value that the database takes as it
// is, whose text nobody has prepared for the statement, and that is the same
// where the query runs.
func (w *writer) isValue(hole *part, quoted bool) bool {
	t := w.Info.TypeOf(hole.hole)
	if t == nil || !isPlain(t) || !isString(t) && (quoted || hole.verb == 's') || isString(t) && hole.verb == 'd' {
		return false
	}
	return w.isWhole(hole.hole, 0) && w.isSteady(hole.hole)
}

// isPlain reports whether the driver and fmt see the same in a value of the
// type: a method may make them differ, which both can see only if it is exported.
func isPlain(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	if !ok || basic.Info()&(types.IsString|types.IsInteger) == 0 {
		return false
	}
	for m := range types.NewMethodSet(types.NewPointer(t)).Methods() {
		if m.Obj().Exported() {
			return false
		}
	}
	return true
}

// maxHops bounds how many variables a value is followed through.
const maxHops = 4

// isWhole reports whether an expression is a value as it came: a function that
// is not known may have quoted it, and it must not be quoted twice.
func (w *writer) isWhole(e ast.Expr, hops int) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v, ok := w.Info.Uses[e].(*types.Var)
		if !ok || hops > maxHops {
			return false
		}
		values, all := w.ValuesOf(v)
		return all && !slices.ContainsFunc(values, func(value ast.Expr) bool { return !w.isWhole(value, hops+1) })
	case *ast.SelectorExpr:
		return true
	case *ast.BasicLit:
		return true
	case *ast.IndexExpr:
		return w.isWhole(e.X, hops)
	case *ast.CallExpr:
		if w.Info.Types[e.Fun].IsType() {
			return len(e.Args) == 1 && w.isWhole(e.Args[0], hops)
		}
		fn := w.Callee(e)
		if fn == nil {
			return false
		}
		_, symbol := models.Symbol(fn)
		if _, ok := models.Shipped().Source(symbol); ok {
			return true
		}
		return slices.Contains(keeping, symbol) && w.isWhole(e.Args[0], hops)
	}
	return false
}

// keeping are functions whose result is a part of their first argument.
var keeping = []string{
	"strings.TrimSpace", "strings.Trim", "strings.TrimLeft", "strings.TrimRight", "strings.TrimPrefix", "strings.TrimSuffix",
	"strings.ToLower", "strings.ToUpper",
}

// isSteady reports whether an expression has the same value at the call as
// where the text is put together.
func (w *writer) isSteady(e ast.Expr) bool {
	if w.call.Pos() <= e.Pos() && e.End() <= w.call.End() {
		return true
	}
	scope := w.Pkg.Scope().Innermost(w.call.Pos())
	steady := true
	ast.Inspect(e, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return steady
		}
		obj := w.Info.Uses[id]
		if obj == nil || obj.Parent() == nil {
			return steady // a field or a method
		}
		if _, found := scope.LookupParent(id.Name, w.call.Pos()); found != obj {
			steady = false
		}
		if v, ok := obj.(*types.Var); ok && w.SetBehind(v, e.End()) {
			steady = false
		}
		return steady
	})
	return steady
}

// arguments adds the values to the call.
func (w *writer) arguments() {
	for index, values := range w.added {
		w.Insert(w.call.Args[w.index+index].End(), ", "+strings.Join(values, ", "))
	}
}

// unwrap takes what is passed on out of the format's arguments, and the format
// out of its call where nothing is left for it to do.
func (w *writer) unwrap() {
	args := w.format.Args
	if len(w.passed) < len(args)-1 {
		for _, i := range w.passed {
			w.Replace(args[i-1].End(), args[i].End(), "")
		}
		return
	}
	lit := args[0]
	w.Replace(w.format.Pos(), lit.Pos(), "")
	w.Replace(lit.End(), w.format.End(), "")
	w.percents()
}

// percents writes what a format calls %% as what it stands for.
func (w *writer) percents() {
	for i := range w.parts {
		p := &w.parts[i]
		if p.hole != nil {
			continue
		}
		from, to := 0, len(p.text)
		for _, h := range w.holes {
			if h.quoted && h.part == i+1 {
				to = h.open
			}
			if h.quoted && h.part == i-1 {
				from = h.shut + 1
			}
		}
		for j := from; j < to; j++ {
			if p.text[j] == '%' {
				w.Replace(p.at(j), p.at(j)+token.Pos(2), "%")
			}
		}
	}
}
