package routes

import (
	"encoding/json"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// A generated server can keep its handlers in a map of maps, by verb and path,
// and leave it to a library to ask for them. The field that holds the map is the
// router.

// handlersOf returns the router that the outer map of a map of handlers is, with
// the outer key.
func (b *builder) handlersOf(inner ssa.Value) (router Expr, verb ssa.Value, ok bool) {
	if x, isTuple := inner.(*ssa.Extract); isTuple {
		inner = x.Tuple
	}
	look, isLookup := inner.(*ssa.Lookup)
	if !isLookup || !b.keepsHandlers(look.X.Type()) {
		return Expr{}, nil, false
	}
	load, isLoad := look.X.(*ssa.UnOp)
	if !isLoad || load.Op != token.MUL {
		return Expr{}, nil, false
	}
	addr, isField := load.X.(*ssa.FieldAddr)
	if !isField {
		return Expr{}, nil, false
	}
	owner, field := fieldOf(addr)
	return Expr{Kind: Field, Name: owner + "." + field, At: b.flow.Position(look.Pos())}, look.Index, owner != ""
}

// byType returns the expression with the fields of the receiver as whatever is
// stored in them anywhere: the table is one for all that the program makes of the
// type.
func (e Expr) byType(depth int) Expr {
	if depth > maxDepth {
		return e
	}
	if e.IsField() && len(e.Args) == 1 && e.Args[0].Kind == Param {
		return e.Anywhere()
	}
	args := make([]Expr, len(e.Args))
	for i := range e.Args {
		args[i] = e.Args[i].byType(depth + 1)
	}
	env := make([]Binding, len(e.Env))
	for i, b := range e.Env {
		b.Value = b.Value.byType(depth + 1)
		env[i] = b
	}
	e.Args, e.Env = args, env
	return e
}

// keepsHandlers reports whether t is a map by text of maps by text of handlers.
func (b *builder) keepsHandlers(t types.Type) bool {
	outer, ok := t.Underlying().(*types.Map)
	if !ok || !isString(outer.Key()) {
		return false
	}
	inner, ok := outer.Elem().Underlying().(*types.Map)
	return ok && isString(inner.Key()) && b.isHandler(inner.Elem())
}

// keep reads a handler that is put into a map of maps.
func (r *reader) keep(up *ssa.MapUpdate) {
	router, verb, ok := r.b.handlersOf(up.Map)
	if !ok {
		return
	}
	path := r.b.expr(up.Key)
	if path.Kind != Const {
		return // what is there already is wrapped
	}
	op := r.op(Register, up)
	op.Router, op.Syntax, op.Kept = router, model.Braces, true
	op.Path, op.Args, op.Handler = path, []Expr{r.b.expr(verb)}, r.b.expr(up.Value).byType(0)
	r.add(op, up)
}

// entry returns the router that a function takes out of a map in which it has put it
// before, under the same key. Of a map that it has made, that is any that it puts there.
func (b *builder) entry(look *ssa.Lookup, depth int) (Expr, bool) {
	of, isMap := look.X.Type().Underlying().(*types.Map)
	if !isMap || !b.isRouter(of.Elem()) {
		return Expr{}, false
	}
	either := Expr{Kind: Choice, At: b.flow.Position(look.Pos())}
	for _, instr := range instructions(look.Parent()) {
		up, ok := instr.(*ssa.MapUpdate)
		if !ok || !samePlace(up.Map, look.X) {
			continue
		}
		switch same, apart := sameKey(up.Key, look.Index); {
		case same && before(up, look):
			return b.read(up.Value, depth), true
		case !apart && isMade(look.X):
			either.Args = either.with(b.read(up.Value, depth))
		}
	}
	if len(either.Args) == 1 {
		return either.Args[0], true
	}
	return either, len(either.Args) > 0
}

// samePlace reports whether two values are the same, or what the same variable or field
// holds.
func samePlace(x, y ssa.Value) bool {
	if x == y {
		return true
	}
	a, ok := x.(*ssa.UnOp)
	if !ok || a.Op != token.MUL {
		return false
	}
	b, ok := y.(*ssa.UnOp)
	if !ok || b.Op != token.MUL {
		return false
	}
	if f, ok := a.X.(*ssa.FieldAddr); ok {
		g, ok := b.X.(*ssa.FieldAddr)
		return ok && f.Field == g.Field && samePlace(f.X, g.X)
	}
	return a.X == b.X
}

// sameKey reports whether two keys of a map are the same, and whether they are not.
func sameKey(x, y ssa.Value) (same, apart bool) {
	a, isConst := x.(*ssa.Const)
	b, both := y.(*ssa.Const)
	if isConst && both && a.Value != nil && b.Value != nil {
		same = constant.Compare(a.Value, token.EQL, b.Value)
		return same, !same
	}
	return x == y, false
}

// isMade reports whether a map is one that the function itself makes.
func isMade(v ssa.Value) bool {
	_, ok := v.(*ssa.MakeMap)
	return ok
}

// kept returns the router that a handler is taken from which a map of maps holds.
func (b *builder) kept(look *ssa.Lookup) (Expr, bool) {
	router, _, ok := b.handlersOf(look.X)
	return router, ok
}

// asks reads a call that makes a router of a value which is asked for its
// handlers by a method.
func (r *reader) asks(instr ssa.CallInstruction, op Op, mount model.Mount, on ssa.Value) {
	box, ok := on.(*ssa.MakeInterface)
	if !ok {
		return
	}
	obj, _, _ := types.LookupFieldOrMethod(box.X.Type(), true, nil, mount.Named)
	fn, ok := obj.(*types.Func)
	if !ok {
		return
	}
	sum := r.b.summaryOf(fn)
	if sum == nil || len(sum.Results) == 0 {
		return
	}
	op.Kind, op.Router, op.Kept = Mount, r.b.fresh(instr), true
	op.Router.Func = ""
	op.Handler = sum.Results[0].Subst(sum.Func, []Expr{r.b.expr(box.X)}, r.site(instr))
	r.add(op, instr)
}

// embedded reads a document that a program has in it: what is to be known of it
// is where its paths begin.
func (r *reader) embedded(st *ssa.Store) bool {
	g, ok := st.Addr.(*ssa.Global)
	if !ok || models.TypeSymbol(st.Val.Type()) != "encoding/json.RawMessage" {
		return false
	}
	v := st.Val
	for {
		switch x := v.(type) {
		case *ssa.ChangeType:
			v = x.X
			continue
		case *ssa.Convert:
			v = x.X
			continue
		}
		break
	}
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return true
	}
	var document struct {
		Swagger  string
		BasePath string
	}
	if json.Unmarshal([]byte(constant.StringVal(c.Value)), &document) != nil || document.Swagger == "" {
		return true
	}
	op := r.op(Store, st)
	op.Router = Expr{Kind: Global, Name: globalName(g)}
	op.Handler = Expr{Kind: Const, Name: strings.TrimSuffix(document.BasePath, "/")}
	r.add(op, st)
	return true
}
