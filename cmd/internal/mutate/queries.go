package main

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/apiward/apiward/rules/model"
)

// queryPoints returns the calls of a file in which a parameter of a constant
// statement is text that a client sent: it can be put into the statement.
func (f *source) queryPoints() []*mutant {
	var list []*mutant
	for c := range f.root.Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		sink, ok := f.model.sink(f.callee(call), model.SQL)
		if !ok || sink.Arg < 0 || sink.Arg+1 >= len(call.Args) || call.Ellipsis.IsValid() {
			continue
		}
		query, ok := f.constant(call.Args[sink.Arg], c)
		if !ok {
			continue
		}
		args := call.Args[sink.Arg+1:]
		for i, a := range args {
			if t := f.TypesInfo.TypeOf(a); t == nil || !types.Identical(types.Unalias(t), types.Typ[types.String]) || f.TypesInfo.Types[a].Value != nil {
				continue
			}
			format, ok := inlined(query, i, len(args))
			if !ok {
				continue
			}
			if m := f.inline(call, sink.Arg, i, format); m != nil {
				m.needs, m.targets = f.refs(a, c), func(k key) bool { return k == fromRequest }
				list = append(list, m)
			}
		}
	}
	return list
}

// inline returns the mutant of a call whose statement is made of a format and
// its parameter i.
func (f *source) inline(call *ast.CallExpr, text, i int, format string) *mutant {
	name, edits, ok := f.imported("fmt", "fmt", call.Pos())
	if !ok {
		return nil
	}
	a := call.Args[text+1+i]
	edits = append(edits,
		f.replace(call.Args[text], name+".Sprintf("+strconv.Quote(format)+", "+f.code(a)+")"),
		edit{f.offset(call.Args[text+i].End()), f.offset(a.End()), ""})
	if i == 0 {
		edits = edits[:len(edits)-2]
		edits = append(edits, edit{f.offset(call.Args[text].Pos()), f.offset(a.End()), name + ".Sprintf(" + strconv.Quote(format) + ", " + f.code(a) + ")"})
	}
	return f.mutant(sprintf, call, oneLine(f.code(a))+" in the text of "+oneLine(f.code(call.Fun)), edits...)
}

// constant returns the text of an expression that is constant, be it by way of
// a variable that is assigned once.
func (f *source) constant(e ast.Expr, c inspector.Cursor) (string, bool) {
	if v := f.TypesInfo.Types[e].Value; v != nil && v.Kind() == constant.String {
		return constant.StringVal(v), true
	}
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return "", false
	}
	obj, ok := f.TypesInfo.Uses[id].(*types.Var)
	if !ok || obj.Parent() == f.Pkg.Scope() {
		return "", false
	}
	text, found, times := "", false, 0
	for outer := range c.Enclosing((*ast.FuncDecl)(nil)) {
		for a := range outer.Preorder((*ast.AssignStmt)(nil)) {
			assign := a.Node().(*ast.AssignStmt)
			for i, l := range assign.Lhs {
				if l, ok := l.(*ast.Ident); !ok || f.TypesInfo.ObjectOf(l) != obj {
					continue
				}
				times++
				if v := f.TypesInfo.Types[assign.Rhs[min(i, len(assign.Rhs)-1)]].Value; v != nil && v.Kind() == constant.String && assign.Tok != token.ADD_ASSIGN {
					text, found = constant.StringVal(v), true
				}
			}
		}
	}
	return text, found && times == 1
}

// inlined returns a statement as a format with parameter i, of n, as text. The
// parameters behind it move up by one. It reports false where the statement
// marks them in another way, or twice.
func inlined(query string, i, n int) (string, bool) {
	marks := placeholders(query)
	if len(marks) == 0 {
		return "", false
	}
	numbered := query[marks[0].start] == '$'
	if !numbered && len(marks) != n {
		return "", false
	}
	var out strings.Builder
	at, hits := 0, 0
	for k, m := range marks {
		if (query[m.start] == '$') != numbered {
			return "", false
		}
		number := k
		if numbered {
			number, _ = strconv.Atoi(query[m.start+1 : m.end])
			number--
		}
		out.WriteString(strings.ReplaceAll(query[at:m.start], "%", "%%"))
		switch {
		case number == i:
			out.WriteString("'%s'")
			hits++
		case numbered && number > i:
			out.WriteString("$" + strconv.Itoa(number))
		default:
			out.WriteString(query[m.start:m.end])
		}
		at = m.end
	}
	out.WriteString(strings.ReplaceAll(query[at:], "%", "%%"))
	return out.String(), hits == 1
}

// span is a part of a text.
type span struct{ start, end int }

// placeholders returns where a statement marks its parameters: "?", or "$" and
// a number, outside of quotes.
func placeholders(query string) []span {
	var list []span
	var quote byte
	for i := 0; i < len(query); i++ {
		c := query[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"' || c == '`':
			quote = c
		case c == '?':
			list = append(list, span{i, i + 1})
		case c == '$':
			end := i + 1
			for end < len(query) && '0' <= query[end] && query[end] <= '9' {
				end++
			}
			if end > i+1 {
				list = append(list, span{i, end})
			}
		}
	}
	return slices.Clip(list)
}
