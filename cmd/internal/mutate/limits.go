package main

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/apiward/apiward/rules/model"
)

// limitPoints returns the calls of a file that bound the body of a request.
func (f *source) limitPoints() []*mutant {
	var list []*mutant
	for c := range f.root.Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		if body := f.bounded(call); body != nil {
			m := f.mutant(dropBodyLimit, call, oneLine(f.code(body))+" instead of "+oneLine(f.code(call)), f.keep(call, body)...)
			m.within = f.enclosing(c)
			list = append(list, m)
		}
	}
	return list
}

// bounded returns the body that a call bounds, nil where it does something else.
func (f *source) bounded(call *ast.CallExpr) ast.Expr {
	limiter, ok := f.model.limiter(f.callee(call))
	if !ok || limiter.Arg < 0 || limiter.Arg >= len(call.Args) || !f.isBody(call.Args[limiter.Arg]) {
		return nil
	}
	return call.Args[limiter.Arg]
}

// isBody reports whether an expression is the body of a request that came in,
// as its field: what it is by way of variables is not asked.
func (f *source) isBody(e ast.Expr) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	s, ok := f.model.fieldSource(f.TypesInfo.TypeOf(sel.X), sel.Sel.Name)
	return ok && s.Kind == model.Body
}

// bodies says which functions read bodies, and which bound them.
type bodies struct {
	calls  map[key][]key // to functions of the project, by what may stand behind a name
	reads  map[key]bool
	bounds map[key]int // how many bounds a function sets
}

func newBodies() *bodies { return &bodies{map[key][]key{}, map[key]bool{}, map[key]int{}} }

// enclosing returns the declared function around c.
func (f *source) enclosing(c inspector.Cursor) key {
	for outer := range c.Enclosing((*ast.FuncDecl)(nil)) {
		if fn, ok := f.TypesInfo.Defs[outer.Node().(*ast.FuncDecl).Name].(*types.Func); ok {
			return funcKey(fn)
		}
	}
	return noKey
}

// collectBodies adds what the functions of a file do with bodies.
func (f *source) collectBodies(b *bodies) {
	for c := range f.root.Preorder((*ast.CallExpr)(nil)) {
		call, in := c.Node().(*ast.CallExpr), f.enclosing(c)
		if f.bounded(call) != nil {
			b.bounds[in]++
			continue
		}
		fn := f.callee(call)
		if fn != nil && f.origin.isOwn(fn) {
			to := funcKey(fn)
			if recv := fn.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
				to = key("m:" + methodName(fn))
			}
			b.calls[in] = append(b.calls[in], to)
		}
		sink, reads := f.model.sink(fn, model.BodyRead)
		reads = reads && sink.Arg == -1 && f.isRequest(fn.Signature().Recv())
		if reads || slices.ContainsFunc(call.Args, f.isBody) {
			b.reads[in] = true
		}
	}
}

// isRequest reports whether a receiver is a request or what a framework makes of one.
func (f *source) isRequest(recv *types.Var) bool {
	if recv == nil {
		return false
	}
	_, ok := f.model.fieldSource(recv.Type(), "Body")
	n, named := types.Unalias(deref(recv.Type())).(*types.Named)
	return ok || named && n.Obj().Pkg() != nil && f.model.requests[n.Obj().Pkg().Path()+"."+n.Obj().Name()]
}

func deref(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// isOpen reports whether a function reads a body that nothing on the way from
// it to the read bounds. removed is the function that has lost a bound.
func (b *bodies) isOpen(fn, removed key, o *origins) bool {
	seen := map[key]bool{}
	var visit func(key) bool
	visit = func(k key) bool {
		bounds := b.bounds[k]
		if k == removed {
			bounds--
		}
		if seen[k] || bounds > 0 {
			return false
		}
		seen[k] = true
		return b.reads[k] || slices.ContainsFunc(b.callees(k, o), visit)
	}
	return visit(fn)
}

// reaches reports whether a function leads to another by calls.
func (b *bodies) reaches(fn, to key, o *origins) bool {
	seen := map[key]bool{}
	var visit func(key) bool
	visit = func(k key) bool {
		if seen[k] {
			return false
		}
		seen[k] = true
		return k == to || slices.ContainsFunc(b.callees(k, o), visit)
	}
	return to != noKey && visit(fn)
}

// callees returns the functions that a function calls, by whatever is behind an
// interface.
func (b *bodies) callees(fn key, o *origins) []key {
	var list []key
	for _, k := range b.calls[fn] {
		name, method := methodOf(k)
		if !method {
			list = append(list, k)
			continue
		}
		for _, fn := range o.methods[name] {
			list = append(list, funcKey(fn))
		}
	}
	return list
}

// methodOf returns the method that a key names, if it is one of an interface.
func methodOf(k key) (string, bool) {
	name, ok := strings.CutPrefix(string(k), "m:")
	return name, ok
}

// judgeLimit says why no body is unbounded: another bound may stand before
// whatever is read, or nothing is read.
func (s *service) judgeLimit(o *outcome, after *state) {
	for _, k := range after.order {
		r := after.routes[k]
		if r.BodyLimit.State == "present" {
			continue
		}
		handlers := []key{key("f:" + base(r.Handler.Name))}
		for _, m := range r.Middleware {
			handlers = append(handlers, key("f:"+base(m.Name)))
		}
		before := s.before.routes[k]
		touched := before != nil && before.BodyLimit.State == "present" ||
			slices.ContainsFunc(handlers, func(h key) bool { return s.bodies.reaches(h, o.within, s.origins) })
		if touched && slices.ContainsFunc(handlers, func(h key) bool { return s.bodies.isOpen(h, o.within, s.origins) }) {
			o.why += fmt.Sprintf("; %v reads a body", k)
			return
		}
	}
	o.verdict, o.why = idle, "other bounds stand before all that is read"
}
