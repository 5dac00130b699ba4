package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
)

// key names something that a value can come from: a function ("f:" and its
// published name), one of its results, a variable or a function literal by its
// place, or one of the two ends below. Keys mean the same in every package.
type key string

const (
	fromRequest key = "request" // what a client sent
	fromOutside key = "outside" // an error that was not made in the project
)

// origins says of what values can be made, over all packages: an edge leads
// from what holds a value to what was put there. It is coarse on purpose, and
// independent of the analysis that it helps to judge: no order, no conditions.
type origins struct {
	fset  *token.FileSet // of all packages
	own   []string       // the paths of the project's modules
	edges map[key][]key
	// methods are the functions behind a method of an interface, by name and
	// signature.
	methods map[string][]*types.Func
	calls   []interfaceCall
	// vetted are variables that a condition asks a function about: what they
	// hold may be harmless from there on.
	vetted map[key]bool
}

// interfaceCall is a call whose function is not known until all packages are.
type interfaceCall struct {
	method  string
	args    [][]key
	results []key
}

func newOrigins() *origins {
	return &origins{edges: map[key][]key{}, methods: map[string][]*types.Func{}, vetted: map[key]bool{}}
}

// isOwn reports whether a function is the project's.
func (o *origins) isOwn(fn *types.Func) bool {
	return fn.Pkg() != nil && slices.ContainsFunc(o.own, func(module string) bool {
		rest, ok := strings.CutPrefix(fn.Pkg().Path(), module)
		return ok && (rest == "" || rest[0] == '/')
	})
}

func (o *origins) add(to key, from ...key) { o.edges[to] = append(o.edges[to], from...) }

// close joins the calls of interface methods with what can stand behind them.
func (o *origins) close() {
	for _, c := range o.calls {
		for _, fn := range o.methods[c.method] {
			params := fn.Signature().Params()
			for i, arg := range c.args {
				if i < params.Len() {
					o.add(o.keyOf(params.At(i)), arg...)
				}
			}
			for i, result := range c.results {
				o.add(result, resultKey(fn, i))
			}
		}
	}
	o.calls = nil
}

// reaches reports whether one of the keys leads to a target. A field of a value
// leads to what was put into it, and to the same field of what the value can be.
func (o *origins) reaches(from []key, target func(key) bool) bool {
	const most = 10_000 // a chain of fields can go in circles
	seen := map[key]bool{}
	for len(from) > 0 && len(seen) < most {
		k := from[len(from)-1]
		from = from[:len(from)-1]
		if seen[k] {
			continue
		}
		seen[k] = true
		if target(k) {
			return true
		}
		if target(fromRequest) && o.vetted[k] {
			continue
		}
		from = append(from[:len(from):len(from)], o.edges[k]...)
		if whole, field, ok := cutField(k); ok {
			for _, next := range o.edges[whole] {
				from = append(from, fieldOf(next, field))
			}
		}
	}
	return false
}

// fieldOf returns the key of a field of a value. Of what a client sent, all
// fields are what a client sent.
func fieldOf(k key, field string) key {
	if k == fromRequest || k == fromOutside {
		return k
	}
	return k + "." + key(field)
}

// cutField splits the last field off a key.
func cutField(k key) (whole key, field string, ok bool) {
	i := strings.LastIndexAny(string(k), ".:#/)")
	if i < 0 || k[i] != '.' || k[0] == 'f' {
		return k, "", false
	}
	return k[:i], string(k[i+1:]), true
}

// noKey names nothing.
const noKey key = ""

// keyOf returns the key of a variable or field.
func (o *origins) keyOf(v *types.Var) key {
	p := o.fset.PositionFor(v.Pos(), false)
	return key(fmt.Sprintf("v:%s:%d:%d", p.Filename, p.Line, p.Column))
}

func funcKey(fn *types.Func) key           { return key("f:" + published(fn)) }
func resultKey(fn *types.Func, i int) key  { return key(fmt.Sprintf("r:%s#%d", published(fn), i)) }
func literalKey(file string, line int) key { return key(fmt.Sprintf("l:%s:%d", file, line)) }
func methodName(fn *types.Func) string {
	return fn.Name() + types.TypeString(fn.Signature(), func(p *types.Package) string { return p.Path() })
}

// published returns the name that an inventory has for a function.
func published(fn *types.Func) string {
	fn = fn.Origin()
	if fn.Pkg() == nil {
		return fn.Name()
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return fn.Pkg().Path() + "." + fn.Name()
	}
	typ, star := recv.Type(), ""
	if p, ok := types.Unalias(typ).(*types.Pointer); ok {
		typ, star = p.Elem(), "*"
	}
	name := "?"
	if n, ok := types.Unalias(typ).(*types.Named); ok {
		name = n.Obj().Name()
	}
	return fn.Pkg().Path() + ".(" + star + name + ")." + fn.Name()
}

// collect adds what one file says.
func (f *source) collect() {
	for c := range f.root.Preorder((*ast.FuncDecl)(nil), (*ast.ReturnStmt)(nil), (*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil),
		(*ast.CompositeLit)(nil), (*ast.CallExpr)(nil), (*ast.RangeStmt)(nil), (*ast.IfStmt)(nil)) {
		switch n := c.Node().(type) {
		case *ast.FuncDecl:
			if fn, ok := f.TypesInfo.Defs[n.Name].(*types.Func); ok && n.Recv != nil {
				f.origin.methods[methodName(fn)] = append(f.origin.methods[methodName(fn)], fn)
			}
		case *ast.ReturnStmt:
			f.collectReturn(c, n)
		case *ast.AssignStmt:
			f.store(n.Lhs, n.Rhs, c)
		case *ast.ValueSpec:
			var names []ast.Expr
			for _, name := range n.Names {
				names = append(names, name)
			}
			f.store(names, n.Values, c)
		case *ast.CompositeLit:
			f.collectFields(c, n)
		case *ast.CallExpr:
			f.collectCall(c, n)
		case *ast.IfStmt:
			f.collectVetted(n)
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{n.Key, n.Value} {
				if k := f.holder(e); k != noKey {
					f.origin.add(k, f.refs(n.X, c)...)
				}
			}
		}
	}
}

// collectVetted adds what a condition asks about: by a function that answers
// yes or no, other than those that look for text, or by looking it up.
func (f *source) collectVetted(n *ast.IfStmt) {
	vet := func(node ast.Node) {
		ast.Inspect(node, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.CallExpr:
				fn := f.callee(n)
				if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() == "strings" || !types.Identical(f.TypesInfo.TypeOf(n), types.Typ[types.Bool]) {
					return true
				}
				for _, a := range n.Args {
					f.origin.vetted[f.holder(a)] = true
				}
			case *ast.IndexExpr:
				f.origin.vetted[f.holder(n.Index)] = true
			}
			return true
		})
	}
	vet(n.Cond)
	if n.Init != nil {
		vet(n.Init)
	}
}

func (f *source) collectReturn(c inspector.Cursor, n *ast.ReturnStmt) {
	for outer := range c.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		var name func(i int) key
		switch fn := outer.Node().(type) {
		case *ast.FuncLit:
			if len(n.Results) == 1 && f.isHandlerLike(n.Results[0]) {
				f.origin.add(f.refs(fn, c)[0], f.refs(n.Results[0], c)...) // a middleware is what it returns
			}
			return
		case *ast.FuncDecl:
			obj, ok := f.TypesInfo.Defs[fn.Name].(*types.Func)
			if !ok {
				return
			}
			name = func(i int) key { return resultKey(obj, i) }
			if len(n.Results) == 0 {
				for i := range obj.Signature().Results().Len() {
					f.origin.add(name(i), f.origin.keyOf(obj.Signature().Results().At(i)))
				}
			}
			if len(n.Results) == 1 && f.isHandlerLike(n.Results[0]) {
				f.origin.add(funcKey(obj), f.refs(n.Results[0], c)...)
			}
		}
		if call, ok := oneCall(n.Results); ok {
			if t, tuple := f.TypesInfo.TypeOf(call).(*types.Tuple); tuple {
				for i := range t.Len() {
					f.origin.add(name(i), f.callRefs(call, i, c)...)
				}
				return
			}
		}
		for i, r := range n.Results {
			f.origin.add(name(i), f.refs(r, c)...)
		}
		return
	}
}

func oneCall(list []ast.Expr) (*ast.CallExpr, bool) {
	if len(list) != 1 {
		return nil, false
	}
	call, ok := ast.Unparen(list[0]).(*ast.CallExpr)
	return call, ok
}

// store adds an assignment.
func (f *source) store(left, right []ast.Expr, c inspector.Cursor) {
	for i, l := range left {
		k := f.holder(l)
		if sel, ok := l.(*ast.SelectorExpr); ok && len(left) == len(right) {
			if v, ok := f.TypesInfo.Uses[sel.Sel].(*types.Var); ok && v.IsField() {
				f.origin.add(f.anywhere(v), f.refs(right[i], c)...)
			}
		}
		switch {
		case k == noKey:
		case len(left) == len(right):
			f.origin.add(k, f.refs(right[i], c)...)
		case len(right) == 1:
			if call, ok := ast.Unparen(right[0]).(*ast.CallExpr); ok {
				f.origin.add(k, f.callRefs(call, i, c)...)
			} else if i == 0 {
				f.origin.add(k, f.refs(right[0], c)...)
			}
		}
	}
}

// holder returns the variable or field that an expression names.
func (f *source) holder(e ast.Expr) key {
	switch e := e.(type) {
	case *ast.Ident:
		if v, ok := f.TypesInfo.ObjectOf(e).(*types.Var); ok {
			return f.origin.keyOf(v)
		}
	case *ast.SelectorExpr:
		v, ok := f.TypesInfo.Uses[e.Sel].(*types.Var)
		switch {
		case ok && !v.IsField():
			return f.origin.keyOf(v)
		case ok:
			if k := f.holder(e.X); k != noKey {
				return fieldOf(k, v.Name())
			}
		}
	case *ast.ParenExpr:
		return f.holder(e.X)
	case *ast.StarExpr:
		return f.holder(e.X)
	case *ast.IndexExpr:
		return f.holder(e.X)
	}
	return noKey
}

// collectFields adds what a struct literal holds: for the literal, and for the
// field wherever it is read, by which a middleware is found in a struct.
func (f *source) collectFields(c inspector.Cursor, n *ast.CompositeLit) {
	s, ok := types.Unalias(f.TypesInfo.TypeOf(n)).Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, elt := range n.Elts {
		field, value := s.Field(min(i, s.NumFields()-1)), elt
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			id, _ := kv.Key.(*ast.Ident)
			field, _ = f.TypesInfo.Uses[id].(*types.Var)
			value = kv.Value
		}
		if field != nil {
			f.origin.add(fieldOf(f.literal(n), field.Name()), f.refs(value, c)...)
			f.origin.add(f.anywhere(field), f.refs(value, c)...)
		}
	}
}

// literal returns the key of a struct literal.
func (f *source) literal(n *ast.CompositeLit) key {
	p := f.Fset.PositionFor(n.Pos(), false)
	return key(fmt.Sprintf("c:%s:%d:%d", p.Filename, p.Line, p.Column))
}

// anywhere returns the key of a field of whatever value. It leads to functions
// alone: to follow what a client sent by it would find too much.
func (f *source) anywhere(field *types.Var) key { return "any" + f.origin.keyOf(field) }

// collectCall adds what a call hands over, and what it fills from a request.
func (f *source) collectCall(c inspector.Cursor, call *ast.CallExpr) {
	fn := f.callee(call)
	if fn == nil {
		return
	}
	if s, ok := f.model.source(fn); ok {
		for _, i := range s.Fills {
			if i < len(call.Args) {
				if k := f.filled(call.Args[i]); k != noKey {
					f.origin.add(k, fromRequest)
				}
			}
		}
	}
	if f.decodes(call, fn, c) {
		if k := f.filled(call.Args[len(call.Args)-1]); k != noKey {
			f.origin.add(k, fromRequest)
		}
	}
	if !f.origin.isOwn(fn) {
		return
	}
	sig := fn.Signature()
	if recv := sig.Recv(); recv != nil && types.IsInterface(recv.Type()) {
		ic := interfaceCall{method: methodName(fn)}
		for _, a := range call.Args {
			ic.args = append(ic.args, f.refs(a, c))
		}
		for i := range sig.Results().Len() {
			ic.results = append(ic.results, resultKey(fn, i))
		}
		f.origin.calls = append(f.origin.calls, ic)
		return
	}
	fn = fn.Origin()
	params := fn.Signature().Params()
	for i, a := range call.Args {
		if i < params.Len() {
			f.origin.add(f.origin.keyOf(params.At(i)), f.refs(a, c)...)
		}
	}
}

// decodes reports whether a call is json.NewDecoder(r.Body).Decode(&v) or the
// like: a method that fills its only argument from a reader made of a request.
func (f *source) decodes(call *ast.CallExpr, fn *types.Func, c inspector.Cursor) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || len(call.Args) != 1 || fn.Name() != "Decode" || f.origin.isOwn(fn) {
		return false
	}
	inner, ok := ast.Unparen(sel.X).(*ast.CallExpr)
	if !ok || len(inner.Args) != 1 {
		return false
	}
	for _, k := range f.refs(inner.Args[0], c) {
		if k == fromRequest {
			return true
		}
	}
	return false
}

// filled returns the variable whose address an argument is.
func (f *source) filled(e ast.Expr) key {
	if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok && u.Op == token.AND {
		e = u.X
	}
	if _, ok := e.(*ast.CompositeLit); ok {
		return noKey
	}
	return f.holder(e)
}

// refs returns what the value of an expression can be, by one step.
func (f *source) refs(e ast.Expr, at inspector.Cursor) []key {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return f.refs(e.X, at)
	case *ast.StarExpr:
		return f.refs(e.X, at)
	case *ast.UnaryExpr:
		return f.refs(e.X, at)
	case *ast.TypeAssertExpr:
		return f.refs(e.X, at)
	case *ast.SliceExpr:
		return f.refs(e.X, at)
	case *ast.IndexExpr:
		if fn, ok := f.function(e.X); ok {
			return []key{funcKey(fn)}
		}
		return f.refs(e.X, at)
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return append(f.refs(e.X, at), f.refs(e.Y, at)...)
		}
	case *ast.FuncLit:
		p := f.Fset.PositionFor(e.Pos(), false)
		return []key{literalKey(f.name, p.Line)}
	case *ast.CallExpr:
		return f.callRefs(e, 0, at)
	case *ast.Ident:
		switch obj := f.TypesInfo.Uses[e].(type) {
		case *types.Func:
			return []key{funcKey(obj)}
		case *types.Var:
			if isError(obj.Type()) {
				if keys, ok := f.latest(obj, at); ok {
					return keys
				}
			}
			return []key{f.origin.keyOf(obj)}
		}
	case *ast.SelectorExpr:
		return f.selected(e, at)
	case *ast.CompositeLit:
		switch types.Unalias(f.TypesInfo.TypeOf(e)).Underlying().(type) {
		case *types.Struct:
			return []key{f.literal(e)}
		case *types.Slice:
			var keys []key
			for _, elt := range e.Elts {
				keys = append(keys, f.refs(elt, at)...)
			}
			return keys
		}
	}
	return nil
}

func (f *source) selected(e *ast.SelectorExpr, at inspector.Cursor) []key {
	switch obj := f.TypesInfo.Uses[e.Sel].(type) {
	case *types.Func:
		return []key{funcKey(obj)}
	case *types.Var:
		if !obj.IsField() {
			return []key{f.origin.keyOf(obj)}
		}
		if s, ok := f.model.fieldSource(f.TypesInfo.TypeOf(e.X), obj.Name()); ok {
			if isSent(s.Kind) {
				return []key{fromRequest}
			}
			return nil
		}
		var keys []key
		if _, function := types.Unalias(obj.Type()).Underlying().(*types.Signature); function {
			keys = append(keys, f.anywhere(obj))
		}
		for _, k := range f.refs(e.X, at) {
			keys = append(keys, fieldOf(k, obj.Name()))
		}
		return keys
	}
	return nil
}

// callRefs returns what result i of a call can be.
func (f *source) callRefs(call *ast.CallExpr, i int, at inspector.Cursor) []key {
	if f.converts(call) && len(call.Args) == 1 {
		return f.refs(call.Args[0], at)
	}
	fn := f.callee(call)
	if fn == nil {
		// A function value: what it returns is not known, but what it is may be.
		if i == 0 {
			return f.refs(call.Fun, at)
		}
		return nil
	}
	results := fn.Signature().Results()
	failing := i < results.Len() && isError(results.At(i).Type())
	own := f.origin.isOwn(fn)
	switch s, ok := f.model.source(fn); {
	case own:
		keys := []key{resultKey(fn, i)}
		if i == 0 {
			keys = append(keys, funcKey(fn))
		}
		return keys
	case failing && fn.Pkg() != nil:
		return f.failureRefs(call, fn, at)
	case ok && s.Refine:
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			return f.refs(sel.X, at) // a header, of whatever it is one
		}
		return nil
	case ok && len(s.Fills) == 0 && isSent(s.Kind):
		return []key{fromRequest}
	case ok:
		return nil
	case fn.Pkg() != nil && fn.Pkg().Path() == "regexp":
		return nil // what an expression matched has the form that it asks for
	case fn.Pkg() != nil && f.model.isPure(fn) && i == 0:
		// strings.TrimSpace(s), r.URL.Query().Get(name)
		var keys []key
		for _, a := range call.Args {
			keys = append(keys, f.refs(a, at)...)
		}
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && fn.Signature().Recv() != nil {
			keys = append(keys, f.refs(sel.X, at)...)
		}
		return append(keys, funcKey(fn))
	case i == 0:
		return []key{funcKey(fn)}
	}
	return nil
}

// failureRefs returns what an error of a library's function is: one from
// outside, what it wraps, or one that says nothing of the inside.
func (f *source) failureRefs(call *ast.CallExpr, fn *types.Func, at inspector.Cursor) []key {
	switch path := fn.Pkg().Path(); {
	case path == "errors" || path == "fmt":
		var keys []key
		for _, a := range call.Args {
			if isError(f.TypesInfo.TypeOf(a)) {
				keys = append(keys, f.refs(a, at)...)
			}
		}
		return keys
	case path == "context" || f.model.tells(fn):
		return nil
	}
	return []key{fromOutside}
}

// latest returns what was last assigned to a variable before a place, as far as
// the statements before it tell; false where branches could have done it too.
func (f *source) latest(obj *types.Var, at inspector.Cursor) ([]key, bool) {
	for c := at; c.Valid() && c.Node() != nil; c = c.Parent() {
		switch n := c.Node().(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return nil, false
		case *ast.IfStmt:
			if c != at && n.Init != nil {
				if keys, ok := f.assigned(n.Init, obj, c); ok {
					return keys, true
				}
			}
		}
		if _, ok := c.Node().(ast.Stmt); !ok {
			continue
		}
		for prev, ok := c.PrevSibling(); ok; prev, ok = prev.PrevSibling() {
			stmt, isStmt := prev.Node().(ast.Stmt)
			if !isStmt {
				break
			}
			if keys, ok := f.assigned(stmt, obj, prev); ok {
				return keys, true
			}
			if f.writes(prev, obj) {
				return nil, false
			}
		}
	}
	return nil, false
}

// assigned returns what a statement puts into a variable.
func (f *source) assigned(stmt ast.Stmt, obj *types.Var, c inspector.Cursor) ([]key, bool) {
	assign, ok := stmt.(*ast.AssignStmt)
	if !ok {
		return nil, false
	}
	for i, l := range assign.Lhs {
		id, ok := l.(*ast.Ident)
		if !ok || f.TypesInfo.ObjectOf(id) != obj {
			continue
		}
		if len(assign.Lhs) == len(assign.Rhs) {
			return f.refs(assign.Rhs[i], c), true
		}
		if call, ok := oneCall(assign.Rhs); ok {
			return f.callRefs(call, i, c), true
		}
		return nil, true
	}
	return nil, false
}

// writes reports whether something below c assigns to the variable.
func (f *source) writes(c inspector.Cursor, obj *types.Var) bool {
	for a := range c.Preorder((*ast.AssignStmt)(nil)) {
		for _, l := range a.Node().(*ast.AssignStmt).Lhs {
			if id, ok := l.(*ast.Ident); ok && f.TypesInfo.ObjectOf(id) == obj {
				return true
			}
		}
	}
	return false
}

func isError(t types.Type) bool {
	return t != nil && types.Identical(t, types.Universe.Lookup("error").Type())
}

// base returns the name of the function that a function literal stands in, as
// an inventory has it: "p.New" for "p.New$1".
func base(name string) string {
	name, _, _ = strings.Cut(name, "$")
	return name
}
