package error_leak

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strconv"

	"github.com/apiward/apiward/analyzers/internal/check"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// generic is what a client is told where no status says it.
const generic = "internal error"

// fix tells the client the text of the status, and the log the error. It is
// certain where the call that answers spells the error out itself, and it is
// clear where the service logs.
func fix(r *check.Rewrite) (string, bool) {
	a := answer{Rewrite: r, call: r.Call()}
	if a.call == nil {
		return "", false
	}
	if a.stmt = r.Statement(a.call); a.stmt == nil || !a.spelled() {
		return "", false
	}
	text, ok := a.text()
	if !ok {
		return "", false
	}
	for _, e := range a.leaks {
		r.Replace(e.Pos(), e.End(), text)
	}
	if a.isLogged() {
		return "answer with a constant text", true
	}
	if !a.log() {
		return "", false
	}
	return "log the error and answer with a constant text", true
}

// answer is a call that sends an error to a client.
type answer struct {
	*check.Rewrite
	call  *ast.CallExpr
	stmt  ast.Stmt
	err   *types.Var // the variable that holds the error
	leaks []ast.Expr // what spells it out
}

// spelled finds what spells the error out among the arguments: all of the text
// for http.Error, else the calls of its method Error, and the error itself
// where it is one of any values that are printed. It reports false for several
// errors, and for an error that goes another way as well.
func (a *answer) spelled() bool {
	if a.isHTTPError() {
		a.leaks = []ast.Expr{a.call.Args[1]}
		return a.mentions(a.call.Args[1]) > 0 && a.isPure(a.call.Args[1])
	}
	mentioned := 0
	for i, arg := range a.call.Args {
		n := a.mentions(arg)
		if n < 0 {
			return false
		}
		mentioned += n
		if a.isPrinted(i) && a.errorVar(arg) != nil {
			a.leaks = append(a.leaks, arg)
			continue
		}
		ast.Inspect(arg, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if ok && a.isText(call) {
				a.leaks = append(a.leaks, call)
			}
			return true
		})
	}
	return mentioned > 0 && len(a.leaks) == mentioned
}

// mentions counts how often the one variable of type error is mentioned in an
// expression, and returns -1 where it is not the only one.
func (a *answer) mentions(e ast.Expr) (n int) {
	ast.Inspect(e, func(node ast.Node) bool {
		id, ok := node.(*ast.Ident)
		if !ok || n < 0 {
			return n >= 0
		}
		switch v := a.errorVar(id); {
		case v == nil:
		case a.err == nil || a.err == v:
			a.err = v
			n++
		default:
			n = -1
		}
		return true
	})
	return n
}

// errorVar returns the variable of type error that an expression is, or nil.
func (a *answer) errorVar(e ast.Expr) *types.Var {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := a.Info.Uses[id].(*types.Var)
	if !ok || v.IsField() || !types.Identical(v.Type(), types.Universe.Lookup("error").Type()) {
		return nil
	}
	return v
}

// isText reports whether a call is that of the method Error of an error.
func (a *answer) isText(call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Error" && len(call.Args) == 0 && a.errorVar(sel.X) != nil
}

// isPrinted reports whether the argument is one of any values.
func (a *answer) isPrinted(i int) bool {
	fn := a.Callee(a.call)
	if fn == nil || !fn.Signature().Variadic() || a.call.Ellipsis.IsValid() {
		return false
	}
	last := fn.Signature().Params().Len() - 1
	slice, ok := fn.Signature().Params().At(last).Type().(*types.Slice)
	return ok && i >= last && types.IsInterface(slice.Elem())
}

func (a *answer) isHTTPError() bool {
	fn := a.Callee(a.call)
	return fn != nil && fn.FullName() == "net/http.Error"
}

// isPure reports whether an expression does nothing but put a text together.
func (a *answer) isPure(e ast.Expr) bool {
	pure := true
	ast.Inspect(e, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || a.isText(call) || a.Info.Types[call.Fun].IsType() {
			return pure
		}
		fn := a.Callee(call)
		pure = pure && fn != nil && slices.Contains([]string{"fmt.Sprintf", "fmt.Sprint", "fmt.Sprintln", "strings.TrimSpace"}, fn.FullName())
		return pure
	})
	return pure
}

// text returns the expression that the client is answered with: the text of the
// status, where the call says which.
func (a *answer) text() (string, bool) {
	for _, arg := range a.call.Args {
		code := a.Info.Types[arg]
		switch {
		case code.Value == nil:
			if basic, ok := code.Type.Underlying().(*types.Basic); !a.isHTTPError() || !ok || basic.Info()&types.IsInteger == 0 || !isName(arg) {
				continue
			}
		case code.Value.Kind() != constant.Int:
			continue
		default:
			if n, ok := constant.Int64Val(code.Value); !ok || n < 400 || n > 599 {
				continue
			}
		}
		if !a.isHTTPError() && !a.imports("net/http") {
			break // for one text alone it is not worth it
		}
		pkg, ok := a.Import("net/http", a.call.Pos())
		return pkg + ".StatusText(" + a.Text(arg) + ")", ok
	}
	return strconv.Quote(generic), true
}

// isName reports whether an expression only names a value.
func isName(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return isName(e.X)
	}
	return false
}

func (a *answer) imports(path string) bool {
	return slices.ContainsFunc(a.File.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == strconv.Quote(path) })
}

// isLogged reports whether a statement before the answer in the same list logs
// the error.
func (a *answer) isLogged() bool {
	return slices.ContainsFunc(a.Earlier(a.stmt), func(s ast.Stmt) bool {
		logs, mentioned := false, false
		ast.Inspect(s, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				logs = logs || isLogger(a.Callee(n))
			case *ast.Ident:
				mentioned = mentioned || a.Info.Uses[n] == a.err
			}
			return true
		})
		return logs && mentioned
	})
}

// isLogger reports whether a function writes to a log.
func isLogger(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	_, symbol := models.Symbol(fn)
	return slices.ContainsFunc(models.Shipped().Sinks(symbol), func(s model.Sink) bool { return s.Kind == model.Logged })
}

// log writes the line that logs the error, with the package of the standard
// library that the file logs with, or else its package. One that logs in
// another way, or not at all, leaves open how.
func (a *answer) log() bool {
	path := a.logger()
	if path == "" {
		return false
	}
	at := a.LineBefore(a.stmt)
	pkg, ok := a.Import(path, a.stmt.Pos())
	if scope := a.Pkg.Scope().Innermost(a.stmt.Pos()); ok && scope != nil {
		_, found := scope.LookupParent(a.err.Name(), a.stmt.Pos())
		ok = found == a.err
	}
	if !ok {
		return false
	}
	line := pkg + `.Printf("request failed: %v", ` + a.err.Name() + ")"
	if path == "log/slog" {
		line = pkg + `.Error("request failed", "error", ` + a.err.Name() + ")"
	}
	a.Insert(at, line+"\n"+a.Indent(at))
	return true
}

// logger returns the package of the standard library that this one logs with.
func (a *answer) logger() string {
	known := slices.DeleteFunc(slices.Clone(loggers), func(path string) bool { return !a.knows(path) })
	if len(known) == 0 {
		return ""
	}
	used := map[string]bool{}
	for id, obj := range a.Info.Uses {
		fn, ok := obj.(*types.Func)
		if !ok || fn.Pkg() == nil || !slices.Contains(known, fn.Pkg().Path()) || fn.Signature().Recv() != nil || !isLogger(fn) {
			continue
		}
		used[fn.Pkg().Path()] = true
		if a.File.FileStart <= id.Pos() && id.Pos() < a.File.FileEnd {
			used["here "+fn.Pkg().Path()] = true
		}
	}
	for _, path := range known {
		if used["here "+path] {
			return path
		}
	}
	for _, path := range slices.Backward(known) {
		if used[path] {
			return path
		}
	}
	return ""
}

// knows reports whether a file of the package imports another.
func (a *answer) knows(path string) bool {
	return slices.ContainsFunc(a.Pkg.Imports(), func(p *types.Package) bool { return p.Path() == path })
}

// loggers are the packages of the standard library that log. A file that does
// with both logs with the first, a package with the last.
var loggers = []string{"log/slog", "log"}
