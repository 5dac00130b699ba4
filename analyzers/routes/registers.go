package routes

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// A call of a router is read by its model: what it registers, puts around or
// mounts, and which of its arguments say so.

// routerCall reads a call of a router's method, or of a function that takes the
// router, and reports whether the model has a meaning for it.
func (r *reader) routerCall(instr ssa.CallInstruction, recv ssa.Value, m *model.Router, path, name string) bool {
	c := instr.Common()
	_, _, _, isMethod := r.b.callee(c)
	on := Expr{Kind: Global, Name: path + "." + m.Default}
	if recv != nil {
		on = r.b.expr(recv)
	}
	op := r.op(0, instr)
	op.Router = on
	op.follow(path, m)
	for _, reg := range m.Register {
		if reg.Name == name {
			r.register(instr, op, reg, isMethod)
			return true
		}
	}
	for _, refine := range m.Refine {
		if refine.Name == name {
			r.refine(instr, op, refine, isMethod)
			return true
		}
	}
	for _, use := range m.Use {
		if use.Name == name {
			r.use(instr, op, use, isMethod)
			return true
		}
	}
	for _, mount := range m.Mount {
		if mount.Name == name {
			r.mount(instr, op, mount, isMethod)
			return true
		}
	}
	return false
}

// follow notes what a framework's model says of all that its routers do.
func (op *Op) follow(path string, m *model.Router) {
	op.Framework, op.Syntax, op.Order, op.Flat, op.Cuts, op.Through, op.Keyed = path, m.Syntax, m.Order, m.Flat, m.Cuts, m.Through, m.Keyed
}

// register reads a call that binds a handler.
func (r *reader) register(instr ssa.CallInstruction, op Op, reg model.Register, isMethod bool) {
	c := instr.Common()
	op.Kind, op.Method, op.Files, op.Rest = Register, reg.Method, reg.Files, reg.Rest
	if path := argument(c, reg.Path, isMethod); path != nil {
		op.Path = r.b.expr(path)
	} else {
		op.Path = Expr{Kind: Const}
	}
	handler := argument(c, reg.Handler, isMethod)
	switch {
	case handler == nil:
		fn, _, symbol, _ := r.b.callee(c)
		op.Handler = Expr{Kind: Wrap, Name: symbol, Library: &Library{Role: model.Other}, At: op.At}
		if fn == nil {
			op.Handler = Expr{At: op.At}
		}
	case reg.List:
		op.Handler = r.b.listFrom(c, reg.Handler, isMethod)
	default:
		op.Handler = r.b.expr(handler)
	}
	if reg.Described != nil || reg.Changed > 0 {
		r.describe(c, &op, reg, isMethod)
	}
	if reg.Compiled && !r.compiled(&op, argument(c, reg.Path, isMethod), handler) {
		return
	}
	if around := argument(c, reg.Around, isMethod); reg.Around > 0 && around != nil {
		list := r.b.expr(around)
		op.Around = &list
	}
	if method := argument(c, reg.MethodArg, isMethod); method != nil {
		op.Args = []Expr{r.b.expr(method)}
	}
	r.add(op, instr)
}

// use reads a call that adds middleware.
func (r *reader) use(instr ssa.CallInstruction, op Op, use model.Use, isMethod bool) {
	switch {
	case use.Mixed:
		r.mixed(instr, op, use, isMethod)
		return
	case use.Changes:
		r.changes(instr, op, use, isMethod)
		return
	}
	r.adds(instr, op, r.b.variadic(instr.Common(), use.Arg, isMethod))
}

// adds adds middleware to a router.
func (r *reader) adds(instr ssa.CallInstruction, op Op, mws []Expr) {
	for _, mw := range mws {
		op.Kind, op.Path, op.Handler = Use, Expr{}, mw
		if h, ok := r.b.answering(mw); ok {
			op.Kind, op.Path, op.Handler = Mount, Expr{Kind: Const}, h
		}
		r.add(op, instr)
	}
}

// listFrom returns the arguments of a call from index i on as one list, the
// variadic one spread out.
func (b *builder) listFrom(c *ssa.CallCommon, i int, isMethod bool) Expr {
	e := Expr{Kind: List, At: b.flow.Position(c.Pos())}
	for arg := argument(c, i, isMethod); arg != nil; arg = argument(c, i, isMethod) {
		part := b.expr(arg)
		if _, ok := arg.Type().Underlying().(*types.Slice); ok {
			part = part.Spread()
		}
		e.Args = append(e.Args, part)
		i++
	}
	return e.Settle()
}

// mount reads a call that attaches or makes a router.
func (r *reader) mount(instr ssa.CallInstruction, op Op, mount model.Mount, isMethod bool) {
	c := instr.Common()
	if prefix := argument(c, mount.Prefix, isMethod); prefix != nil {
		op.Path = r.b.expr(prefix)
	} else if mount.Kind == model.MountHandler || mount.Kind == model.MountFunc {
		op.Path = Expr{Kind: Const}
	}
	child := r.b.fresh(instr)
	switch mount.Kind {
	case model.MountHandler:
		op.Kind, op.Handler = Mount, r.b.expr(argument(c, mount.Arg, isMethod))
		r.add(op, instr)
	case model.MountFunc:
		op.Kind, op.Handler = Mount, child
		r.add(op, instr)
		r.invoke(r.b.expr(argument(c, mount.Arg, isMethod)), []Expr{child}, instr)
	case model.GroupFunc:
		op.Kind, op.Handler = Derive, child
		r.add(op, instr)
		r.invoke(r.b.expr(argument(c, mount.Arg, isMethod)), []Expr{child}, instr)
	case model.MountAsks:
		r.asks(instr, op, mount, argument(c, mount.Arg, isMethod))
	case model.MethodsFunc:
		r.methods(instr, op.Router, argument(c, mount.Arg, isMethod), mount.Named)
	case model.Chain:
		op.Kind, op.Handler, op.Live = Derive, child, mount.Live
		op.Asked, op.Schemes = r.b.authentication(c)
		if mount.On > 0 {
			op.Router = r.b.expr(argument(c, mount.On-1, isMethod))
		}
		for _, prefix := range prefixes(op.Path) {
			op.Path = prefix
			r.add(op, instr)
		}
		op.Router, op.Handed, op.Asked, op.Schemes = child, mount.Handed, nil, nil
		r.adds(instr, op, r.b.variadic(c, mount.Arg, isMethod))
	}
}

// fresh returns the router that a call makes.
func (b *builder) fresh(instr ssa.Instruction) Expr {
	at := b.flow.Position(instr.Pos())
	fn := b.flow.ID(instr.Parent())
	e := Expr{Kind: Router, Name: fmt.Sprintf("%s@%s:%d:%d", fn, at.File, at.Line, at.Column), Func: fn, At: at}
	b.makers[e.Name] = instr
	if v, ok := instr.(ssa.Value); ok && b.isRouter(v.Type()) {
		e.Type = models.TypeSymbol(v.Type())
	}
	return e
}
