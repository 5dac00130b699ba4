package literals

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
	"github.com/apiward/apiward/rules/secret"
)

// uses finds constants in the places of credentials: arguments and fields that
// models name, and what is compared to a credential of a request. A variable
// stands for all that its package assigns to it.
type uses struct {
	*walker
	models *models.Index
	values map[types.Object][]ast.Expr   // what variables and constants are set to
	parts  map[types.Object][]resultOf   // what variables are set to, where that is one result of several
	spent  map[any]bool                  // constants that were told, by expression, or by object where another package declares it
	known  map[types.Object]ast.Expr     // where the package declares its constants
	bodies map[*types.Func]*ast.FuncDecl // of the package
	inner  map[ast.Expr]bool             // parts of texts that were looked at as a whole
}

// resultOf is one result of a call.
type resultOf struct {
	call  *ast.CallExpr
	index int
}

// maxHops bounds how many variables a value is followed through.
const maxHops = 4

func newUses(w *walker) *uses {
	u := &uses{
		walker: w, models: models.Shipped(), values: map[types.Object][]ast.Expr{}, parts: map[types.Object][]resultOf{},
		spent: map[any]bool{}, known: map[types.Object]ast.Expr{},
		bodies: map[*types.Func]*ast.FuncDecl{}, inner: map[ast.Expr]bool{},
	}
	for _, file := range w.pass.Files {
		if !w.isTest(file) {
			ast.Inspect(file, u.assignments)
		}
	}
	return u
}

// assignments keeps what is assigned to variables.
func (u *uses) assignments(n ast.Node) bool {
	var left, right []ast.Expr
	switch n := n.(type) {
	case *ast.FuncDecl:
		if fn, ok := u.pass.TypesInfo.Defs[n.Name].(*types.Func); ok && n.Body != nil {
			u.bodies[fn] = n
		}
	case *ast.AssignStmt:
		left, right = n.Lhs, n.Rhs
	case *ast.ValueSpec:
		for _, name := range n.Names {
			left = append(left, name)
		}
		right = n.Values
	}
	for i, l := range left {
		id, ok := ast.Unparen(l).(*ast.Ident)
		if !ok {
			continue
		}
		obj := u.pass.TypesInfo.ObjectOf(id)
		switch {
		case obj == nil:
		case len(left) == len(right):
			u.values[obj] = append(u.values[obj], right[i])
			if _, is := obj.(*types.Const); is {
				u.known[obj] = right[i]
			}
		case len(right) == 1:
			if call, ok := ast.Unparen(right[0]).(*ast.CallExpr); ok {
				u.parts[obj] = append(u.parts[obj], resultOf{call, i})
			}
		}
	}
	return true
}

func (u *uses) file(file *ast.File) {
	for _, decl := range file.Decls {
		u.symbol = u.pass.Pkg.Path()
		if fn, ok := decl.(*ast.FuncDecl); ok {
			if obj, ok := u.pass.TypesInfo.Defs[fn.Name].(*types.Func); ok {
				u.symbol = obj.FullName()
			}
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				u.call(n)
				if u.callee(n) == "fmt.Sprintf" {
					u.joined(n)
				}
			case *ast.CompositeLit:
				u.fields(n)
			case *ast.AssignStmt:
				u.setField(n)
			case *ast.BinaryExpr:
				if n.Op == token.ADD && isText(u.pass.TypesInfo.TypeOf(n)) {
					u.joined(n)
				}
				if n.Op == token.EQL || n.Op == token.NEQ {
					u.compared(n.X, n.Y)
					u.compared(n.Y, n.X)
				}
			}
			return true
		})
	}
}

func isText(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// call looks at the arguments that the called function takes for credentials.
func (u *uses) call(call *ast.CallExpr) {
	symbol := u.callee(call)
	for _, sink := range u.models.Sinks(symbol) {
		if sink.Kind != model.Credential || sink.Hashes || !u.holds(sink.When, call) {
			continue
		}
		last := sink.Arg + 1
		if sink.Rest {
			last = len(call.Args)
		}
		for _, arg := range call.Args[min(max(sink.Arg, 0), len(call.Args)):min(last, len(call.Args))] {
			if sink.Returned {
				u.returned(arg, symbol)
				continue
			}
			u.follow(arg, symbol, arg.Pos(), maxHops)
		}
	}
}

// callee returns the symbol of the function that is called, "" for a value.
func (u *uses) callee(call *ast.CallExpr) string {
	fn := u.function(call)
	if fn == nil {
		return ""
	}
	_, symbol := models.Symbol(fn)
	return symbol
}

// function returns the function that is called, nil for a value.
func (u *uses) function(call *ast.CallExpr) *types.Func {
	fun := ast.Unparen(call.Fun)
	var id *ast.Ident
	switch f := fun.(type) {
	case *ast.Ident:
		id = f
	case *ast.SelectorExpr:
		id = f.Sel
	default:
		return nil
	}
	fn, _ := u.pass.TypesInfo.Uses[id].(*types.Func)
	return fn
}

func (u *uses) holds(c *model.Condition, call *ast.CallExpr) bool {
	if c == nil {
		return true
	}
	if c.Arg >= len(call.Args) {
		return false
	}
	name, ok := u.text(call.Args[c.Arg])
	return ok && slices.Contains(c.Values, name)
}

// text returns the constant string that an expression is.
func (u *uses) text(e ast.Expr) (string, bool) {
	v := u.pass.TypesInfo.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(v), true
}

// returned looks at what a function literal returns first.
func (u *uses) returned(arg ast.Expr, taker string) {
	lit, ok := ast.Unparen(arg).(*ast.FuncLit)
	if !ok {
		return
	}
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) > 0 {
				u.follow(n.Results[0], taker, n.Pos(), maxHops)
			}
		}
		return true
	})
}

// fields looks at the fields of a struct that are credentials.
func (u *uses) fields(lit *ast.CompositeLit) {
	typ := u.pass.TypesInfo.TypeOf(lit)
	if typ == nil {
		return
	}
	s, ok := typ.Underlying().(*types.Struct)
	name := models.TypeSymbol(typ)
	if !ok || name == "" {
		return
	}
	for i, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if key, ok := kv.Key.(*ast.Ident); ok {
				u.field(name+"."+key.Name, kv.Value)
			}
		} else if i < s.NumFields() {
			u.field(name+"."+s.Field(i).Name(), e)
		}
	}
}

// setField looks at assignments to fields that are credentials.
func (u *uses) setField(n *ast.AssignStmt) {
	if len(n.Lhs) != len(n.Rhs) {
		return
	}
	for i, l := range n.Lhs {
		sel, ok := ast.Unparen(l).(*ast.SelectorExpr)
		if !ok {
			continue
		}
		if s := u.pass.TypesInfo.Selections[sel]; s != nil && s.Kind() == types.FieldVal && len(s.Index()) == 1 {
			u.field(models.TypeSymbol(s.Recv())+"."+sel.Sel.Name, n.Rhs[i])
		}
	}
}

func (u *uses) field(symbol string, value ast.Expr) {
	if slices.ContainsFunc(u.models.Sinks(symbol), func(s model.Sink) bool { return s.Kind == model.Credential }) {
		u.follow(value, symbol, value.Pos(), maxHops)
	}
}

// compared looks at a constant that a credential of a request is held against.
func (u *uses) compared(a, b ast.Expr) {
	if _, ok := u.text(b); ok && u.presented(a, maxHops) {
		u.follow(b, "a comparison with what a request presents", b.Pos(), maxHops)
	}
}

// presented reports whether an expression is the password or the token that a
// request was sent with.
func (u *uses) presented(e ast.Expr, hops int) bool {
	e = ast.Unparen(e)
	switch e := e.(type) {
	case *ast.CallExpr:
		symbol := u.callee(e)
		s, ok := u.models.Source(symbol)
		if !ok || s.Kind != model.Header || s.Key < 0 || s.Key >= len(e.Args) {
			return false
		}
		name, _ := u.text(e.Args[s.Key])
		return slices.Contains([]string{"authorization", "x-api-key", "x-auth-token", "proxy-authorization"}, strings.ToLower(name))
	case *ast.Ident:
		obj := u.pass.TypesInfo.ObjectOf(e)
		if obj == nil || hops == 0 {
			return false
		}
		for _, p := range u.parts[obj] {
			if p.index == 1 && u.callee(p.call) == "net/http.Request.BasicAuth" {
				return true
			}
		}
		return slices.ContainsFunc(u.values[obj], func(v ast.Expr) bool { return u.presented(v, hops-1) })
	}
	return false
}

// follow tells the constants that an expression can be.
func (u *uses) follow(e ast.Expr, taker string, at token.Pos, hops int) {
	e = ast.Unparen(e)
	if text, ok := u.text(e); ok {
		if m, ok := secret.Used(text); ok {
			u.tell(e, m, taker, at)
		}
		return
	}
	switch e := e.(type) {
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			u.follow(e.X, taker, at, hops)
		}
	case *ast.CallExpr:
		switch {
		case len(e.Args) == 1 && u.pass.TypesInfo.Types[e.Fun].IsType():
			u.follow(e.Args[0], taker, at, hops)
		case u.callee(e) == "cmp.Or":
			for _, arg := range e.Args {
				u.follow(arg, taker, at, hops)
			}
		default:
			u.result(e, taker, at, hops)
		}
	case *ast.CompositeLit:
		u.listed(e, taker, at, hops)
	case *ast.StarExpr:
		u.follow(e.X, taker, at, hops)
	case *ast.Ident:
		obj, ok := u.pass.TypesInfo.ObjectOf(e).(*types.Var)
		if !ok || hops == 0 {
			return
		}
		for _, v := range u.values[obj] {
			if call, ok := ast.Unparen(v).(*ast.CallExpr); ok && u.callee(call) == "flag.String" && len(call.Args) == 3 {
				v = call.Args[1] // what stands where no flag does
			}
			u.follow(v, taker, at, hops-1)
		}
	}
}

// result follows what a function of the package returns first: a constant, or
// what its caller gave it to fall back on.
func (u *uses) result(call *ast.CallExpr, taker string, at token.Pos, hops int) {
	fn := u.function(call)
	decl := u.bodies[fn]
	if fn == nil || decl == nil || hops == 0 {
		return
	}
	params := fn.Signature().Params()
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) == 0 {
				return true
			}
			if id, ok := ast.Unparen(n.Results[0]).(*ast.Ident); ok {
				for i := range min(params.Len(), len(call.Args)) {
					if params.At(i) == u.pass.TypesInfo.Uses[id] {
						u.follow(call.Args[i], taker, at, hops-1)
						return true
					}
				}
			}
			u.follow(n.Results[0], taker, at, hops-1)
		}
		return true
	})
}

// listed tells a key that is written byte by byte, and the values of a map.
func (u *uses) listed(lit *ast.CompositeLit, taker string, at token.Pos, hops int) {
	typ := u.pass.TypesInfo.TypeOf(lit).Underlying()
	if _, ok := typ.(*types.Map); ok {
		for _, e := range lit.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				u.follow(kv.Value, taker, at, hops)
			}
		}
		return
	}
	var key []byte
	for _, e := range lit.Elts {
		v := u.pass.TypesInfo.Types[e].Value
		if v == nil || v.Kind() != constant.Int {
			return
		}
		n, ok := constant.Int64Val(v)
		if !ok || n < 0 || n > 255 {
			return
		}
		key = append(key, byte(n))
	}
	if m, ok := secret.UsedBytes(string(key)); ok {
		u.tell(lit, m, taker, at)
	}
}

// tell adds a constant that a taker takes for a credential, once, unless its
// shape was told already.
func (u *uses) tell(e ast.Expr, m secret.Match, taker string, at token.Pos) {
	var key any
	if obj := u.constant(e); obj != nil {
		key = obj
		if declared := u.known[obj]; declared != nil {
			e = declared // told where it is declared
		}
	}
	if key == nil {
		key = e
	}
	text, _ := u.text(e)
	if _, shaped := secret.Find(text); shaped || u.spent[key] {
		return
	}
	u.spent[key] = true
	covers := u.spelled(e)
	if lit, ok := e.(*ast.CompositeLit); ok {
		covers = u.cover(lit)
	}
	place := u.position(e.Pos(), int(e.End()-e.Pos()))
	if len(covers) > 0 {
		place = covers[0]
	}
	u.record = append(u.record, Literal{
		At: place, Covers: covers, Match: m, Symbol: u.symbol,
		Taker: u.name(taker), Taken: u.position(at, 0),
	})
}

// name returns a symbol as code writes it, by the name of its package.
func (u *uses) name(symbol string) string {
	for _, imp := range u.pass.Pkg.Imports() {
		if rest, ok := strings.CutPrefix(symbol, imp.Path()+"."); ok {
			return imp.Name() + "." + rest
		}
	}
	return symbol[strings.LastIndexByte(symbol, '/')+1:]
}

// constant returns the constant that an expression names, nil if none.
func (u *uses) constant(e ast.Expr) types.Object {
	var id *ast.Ident
	switch e := e.(type) {
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return nil
	}
	if c, ok := u.pass.TypesInfo.Uses[id].(*types.Const); ok {
		return c
	}
	return nil
}

// cover returns the places of an expression, one for each line.
func (u *uses) cover(e ast.Expr) (places []flow.Position) {
	file := u.pass.Fset.File(e.Pos())
	for pos := e.Pos(); ; {
		line := file.Line(pos)
		if line == file.Line(e.End()) {
			return append(places, u.position(pos, int(e.End()-pos)))
		}
		next := file.LineStart(line + 1)
		places = append(places, u.position(pos, int(next-pos)-1))
		pos = next
	}
}
