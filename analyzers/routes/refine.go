package routes

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/rules/model"
)

// A route can be told in pieces: one call makes it, others give it a path, verbs
// and a handler, in any order. It is read as a router of its own, in the place of
// the one that it belongs to, so that all that is told of it comes together where
// the table is built.

// refine reads a call that says more of a route.
func (r *reader) refine(instr ssa.CallInstruction, op Op, refine model.Refine, isMethod bool) {
	c := instr.Common()
	if refine.New {
		made := r.b.fresh(instr)
		derive := op
		derive.Kind, derive.Handler = Derive, made
		r.add(derive, instr)
		op.Router = made
	}
	path, methods := argument(c, refine.Path, isMethod), argument(c, refine.Methods, isMethod)
	if path != nil || methods != nil {
		more := op
		more.Kind, more.Path, more.Below = Refine, Expr{Kind: Const}, refine.Below
		if path != nil {
			more.Path = r.b.expr(path)
		}
		if methods != nil {
			more.Args = []Expr{r.b.listFrom(c, refine.Methods, isMethod)}
		}
		r.add(more, instr)
	}
	if handler := argument(c, refine.Handler, isMethod); handler != nil {
		op.Kind, op.Method, op.Path, op.Handler = Register, "ANY", Expr{Kind: Const}, r.b.expr(handler)
		r.add(op, instr)
	}
}

// construct reads the middleware that a constructor of a router is given.
func (r *reader) construct(instr ssa.CallInstruction, fn *types.Func, symbol string) {
	m, path, ok := r.b.models.NewRouter(symbol)
	if !ok {
		return
	}
	for _, use := range m.Use {
		if use.Name == fn.Name() {
			op := r.op(Use, instr)
			op.Router = r.b.fresh(instr)
			op.follow(path, m)
			r.use(instr, op, use, false)
		}
	}
}

// mixed reads a call whose arguments are middleware, the paths that it is for,
// and routers that are mounted there. What one is, its type says.
func (r *reader) mixed(instr ssa.CallInstruction, op Op, use model.Use, isMethod bool) {
	arg := argument(instr.Common(), use.Arg, isMethod)
	slice, ok := arg.(*ssa.Slice)
	if !ok {
		for _, op.Handler = range r.b.variadic(instr.Common(), use.Arg, isMethod) {
			op.Kind = Use
			r.add(op, instr)
		}
		return
	}
	paths := []Expr{{Kind: Const}}
	list, _ := elements(slice.X)
	for _, v := range list {
		v = unwrap(v)
		e := r.b.expr(v)
		switch {
		case isString(v.Type()):
			paths = []Expr{e}
			continue
		case isStrings(v.Type()):
			paths = []Expr{e}
			if e.Kind == List {
				paths = e.Args
			}
			continue
		}
		op.Kind, op.Handler = Use, e
		if r.b.isRouter(v.Type()) {
			op.Kind = Mount
		}
		for _, op.Path = range paths {
			r.add(op, instr)
		}
	}
}

func isStrings(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	return ok && isString(s.Elem())
}

// answering returns the handler that a middleware is no more than a wrapping of.
func (b *builder) answering(e Expr) (Expr, bool) {
	if e.Kind == Wrap && len(e.Args) == 1 {
		if mw, ok := b.models.Middleware(e.Name); ok && mw.Answers {
			return e.Args[0], true
		}
	}
	return Expr{}, false
}

// correlate ties what is made in a loop over a table to its row: a route of which
// the path is told in one operation and the handler in another is a route for
// each row, and not one with all paths and all handlers.
func (r *reader) correlate() {
	loops := map[string][]string{} // by the router, the loops that make it anew
	for i := range r.ops {
		for _, made := range []Expr{r.ops[i].Router, r.ops[i].Handler} {
			if _, known := loops[made.Name]; made.Kind != Router || known {
				continue
			}
			if by := r.b.makers[made.maker()]; by != nil && by.Parent() == r.fn {
				loops[made.Name] = r.loops(by.Block())
			}
		}
	}
	rows := map[string][]Expr{}
	// A router is made by one operation, and told of by those behind it.
	for changed, n := len(loops) > 0, 0; changed && n < maxNested; n++ {
		changed = false
		for i := range r.ops {
			op := r.ops[i]
			name, more := op.Router.Name, op.rows(nil)
			if op.Handler.Kind == Router && len(loops[op.Handler.Name]) > 0 && (op.Kind == Derive || op.Kind == Mount) {
				name, more = op.Handler.Name, append(more, rows[op.Router.Name]...)
			}
			for _, row := range more {
				if slices.Contains(loops[name], row.Name) && !slices.ContainsFunc(rows[name], row.same) {
					rows[name] = append(rows[name], row)
					changed = true
				}
			}
		}
	}
	if len(rows) == 0 {
		return
	}
	for i := range r.ops {
		inRows := r.ops[i].mapped(func(e Expr) Expr { return e.inRows(rows, 0) })
		r.ops[i] = &inRows
	}
}

// maker returns what makes a router: the call by its place, or that of the
// function which does.
func (e *Expr) maker() string {
	made, _, _ := strings.Cut(e.Name, ">")
	return made
}

func (e Expr) same(row Expr) bool { return e.Kind == row.Kind && e.Name == row.Name }

// loops returns the names of the rows of the loops around a block.
func (r *reader) loops(block *ssa.BasicBlock) []string {
	if block == nil || block.Parent() != r.fn {
		return nil
	}
	var list []string
	behind := r.b.reachable(block, nil)
	for _, instr := range instructions(r.fn) {
		var counter ssa.Value
		switch instr := instr.(type) {
		case *ssa.IndexAddr:
			counter = instr.Index
		case *ssa.Next:
			counter = instr.Iter
		}
		if counter == nil || !behind[instr.Block()] || !r.b.reachable(instr.Block(), nil)[block] {
			continue
		}
		if _, fixed := counter.(*ssa.Const); !fixed {
			list = append(list, r.b.rowName(counter))
		}
	}
	return list
}

// maxNested bounds how far routers are made of each other within one function.
const maxNested = 8

// rows adds the rows of lists that the operation is about.
func (op *Op) rows(list []Expr) []Expr {
	parts := append([]Expr{op.Router, op.Path, op.Handler}, op.Args...)
	for i := range parts {
		list = parts[i].rows(list)
	}
	return list
}

func (e *Expr) rows(list []Expr) []Expr {
	if e.Kind == Row {
		list = append(list, *e)
	}
	for i := range e.Args {
		list = e.Args[i].rows(list)
	}
	return list
}

// inRows returns the expression with the routers in it tied to the rows that
// they are made for.
func (e Expr) inRows(rows map[string][]Expr, depth int) Expr {
	if depth > maxDepth {
		return e
	}
	if e.Kind == Router {
		for _, row := range rows[e.Name] {
			if !slices.ContainsFunc(e.Args, row.same) {
				e.Args = append(slices.Clip(e.Args), row)
			}
		}
		return e
	}
	if len(e.Args) > 0 {
		args := make([]Expr, len(e.Args))
		for i := range e.Args {
			args[i] = e.Args[i].inRows(rows, depth+1)
		}
		e.Args = args
	}
	return e
}

// oneOf returns the router that is made for one row.
func (e Expr) oneOf(row string, index int) Expr {
	i := slices.IndexFunc(e.Args, func(a Expr) bool { return a.Kind == Row && a.Name == row })
	if i < 0 {
		return e
	}
	e.Name = fmt.Sprintf("%s[%d]", e.Name, index)
	e.Args = slices.Delete(slices.Clone(e.Args), i, i+1)
	return e
}
