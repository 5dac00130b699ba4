package routes

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// A route can be described by a struct, which says with its path what callers
// need. That is a promise: a middleware that reads it can keep it.

// describe reads what a call says of a route by a struct, and by functions that
// change one.
func (r *reader) describe(c *ssa.CallCommon, op *Op, reg model.Register, isMethod bool) {
	if d := reg.Described; d != nil {
		by := argument(c, d.Arg, isMethod)
		of, owner := r.b.expr(by), models.TypeSymbol(by.Type())
		field := func(name string, unset int) Expr {
			return Expr{Kind: Select, Func: owner, Name: name, Index: unset, Args: []Expr{of}, At: of.At}.Settle()
		}
		around := field(d.Around, 1)
		op.Path, op.Args, op.Around = field(d.Path, 0), []Expr{field(d.Method, 0)}, &around
		if d.Handler != "" {
			op.Handler = field(d.Handler, 1)
		}
		if d.Secured != "" {
			secured := field(d.Secured, 1)
			op.Secured = &secured
		}
		return
	}
	op.Secured = &Expr{Kind: Nil}
	for _, fn := range r.b.variadic(c, reg.Changed-1, false) {
		around, secured := r.b.changed(fn)
		if around != nil {
			op.Around = around
		}
		if secured != nil {
			op.Secured = secured
		}
	}
}

// changes reads functions that change the descriptions of the routes of a router.
func (r *reader) changes(instr ssa.CallInstruction, op Op, use model.Use, isMethod bool) {
	op.Kind, op.Handler = Use, Expr{Kind: List}
	_, op.Secured = r.b.changed(r.b.expr(argument(instr.Common(), use.Arg, isMethod)))
	if op.Secured != nil {
		r.add(op, instr)
	}
}

// changed returns what a function puts into the description that it is given:
// the middleware and what callers need, nil where it leaves them as they are.
// What cannot be seen may do anything.
func (b *builder) changed(e Expr) (around, secured *Expr) {
	unknown := Expr{Kind: Unknown, Name: "what changes the route is not known", At: e.At}
	switch {
	case e.Kind == Wrap:
		return nil, nil // the library's own
	case e.Kind != Func || b.byID[e.Name] == nil:
		return nil, &unknown
	}
	for _, instr := range instructions(b.byID[e.Name]) {
		st, ok := instr.(*ssa.Store)
		if !ok {
			continue
		}
		addr, ok := st.Addr.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		d := b.models.Described(models.TypeSymbol(addr.X.Type()))
		if d == nil {
			continue
		}
		value := b.expr(st.Val)
		switch _, field := fieldOf(addr); field {
		case d.Around:
			around = &value
		case d.Secured:
			secured = &value
		}
	}
	return around, secured
}

// isRequirement reports whether t lists what callers need: schemes by their
// names, with scopes.
func isRequirement(t types.Type) bool {
	list, ok := t.Underlying().(*types.Slice)
	return ok && isScopes(list.Elem())
}

// isScopes reports whether t is a list of scopes by the names of schemes.
func isScopes(t types.Type) bool {
	m, ok := t.Underlying().(*types.Map)
	return ok && isString(m.Key()) && isStrings(m.Elem())
}

// alternative returns what callers need all of, one of several things: a row with a
// "key" for each of the schemes.
func (b *builder) alternative(m *ssa.MakeMap, depth int) Expr {
	e := Expr{Kind: Object, At: b.flow.Position(m.Pos())}
	for _, ref := range *m.Referrers() {
		if up, ok := ref.(*ssa.MapUpdate); ok && up.Map == m {
			e.Env = append(e.Env, Binding{Func: "key", Value: b.read(up.Key, depth)})
		}
	}
	return e
}

// prefixes returns the paths of a router that can have several.
func prefixes(path Expr) []Expr {
	switch {
	case path.Kind == List && len(path.Args) > 0:
		return path.Args
	case path.Kind == List, path.Kind == Nil:
		return []Expr{{}}
	}
	return []Expr{path}
}

// methods reads a call that hands a router to the methods of a value whose names
// begin in a certain way.
func (r *reader) methods(instr ssa.CallInstruction, router Expr, on ssa.Value, named string) {
	box, ok := on.(*ssa.MakeInterface)
	if !ok {
		return
	}
	set := types.NewMethodSet(box.X.Type())
	for i := range set.Len() {
		fn, ok := set.At(i).Obj().(*types.Func)
		if !ok || !strings.HasPrefix(fn.Name(), named) || len(fn.Name()) == len(named) {
			continue
		}
		if sum := r.b.summaryOf(fn); sum != nil {
			r.b.inlined[sum.Func] = true
			r.inline(sum, []Expr{r.b.expr(box.X), router}, r.site(instr)+"."+fn.Name(), instr)
		}
	}
}

// securely reports whether all ways past the gates are those on which fn has
// asked whether the route is described to need a credential, and which schemes
// it has looked for.
func (b *builder) securely(fn *ssa.Function, gates []gate, nexts []next) (schemes []string, ok bool) {
	cut := map[edge]bool{}
	for i := range gates {
		if gates[i].role == model.Auth {
			cut[gates[i].accept()] = true
		}
	}
	past := func(from *ssa.BasicBlock) bool {
		open := b.reachable(from, cut)
		return slices.ContainsFunc(nexts, func(n next) bool { return open[n.at.Block()] })
	}
	asks := false
	for _, block := range slices.Backward(fn.Blocks) {
		branch, isIf := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !isIf || !b.asksDescription(branch.Cond) {
			continue
		}
		asks = true
		for side, other := range []int{1, 0} {
			if past(block.Succs[side]) && !past(block.Succs[other]) {
				cut[edge{block, block.Succs[side]}] = true
			}
		}
	}
	if !asks || past(fn.Blocks[0]) {
		return nil, false
	}
	return schemesOf(fn), true
}

// schemesOf returns the constant names that fn looks for among requirements.
func schemesOf(fn *ssa.Function) []string {
	var names []string
	for _, instr := range instructions(fn) {
		look, ok := instr.(*ssa.Lookup)
		if !ok {
			continue
		}
		m, isMap := look.X.Type().Underlying().(*types.Map)
		key, isConst := look.Index.(*ssa.Const)
		if isMap && isConst && isStrings(m.Elem()) && isString(m.Key()) {
			names = appendNew(names, constant.StringVal(key.Value))
		}
	}
	return names
}

// asksDescription reports whether a condition is decided by what a route is
// described to need, be it by a variable that a loop over that sets, or by a
// function of the program that reads it.
func (b *builder) asksDescription(cond ssa.Value) bool {
	seen := map[ssa.Value]bool{}
	var asks func(v ssa.Value) bool
	asks = func(v ssa.Value) bool {
		if v == nil || seen[v] || len(seen) > maxOrigins {
			return false
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.FieldAddr:
			if b.isSecured(v) {
				return true
			}
		case *ssa.Phi:
			for i, pred := range v.Block().Preds {
				if asks(v.Edges[i]) {
					return true
				}
				for d := pred; d != nil && d != v.Block().Idom(); d = d.Idom() {
					if branch, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If); ok && asks(branch.Cond) {
						return true
					}
				}
			}
			return false
		case *ssa.Call:
			if callee := v.Call.StaticCallee(); callee != nil && callee.Blocks != nil && anyInstruction(callee, func(instr ssa.Instruction) bool {
				addr, ok := instr.(*ssa.FieldAddr)
				return ok && b.isSecured(addr)
			}) {
				return true
			}
		}
		instr, ok := v.(ssa.Instruction)
		if !ok {
			return false
		}
		var buf [8]*ssa.Value
		for _, op := range instr.Operands(buf[:0]) {
			if *op != nil && asks(*op) {
				return true
			}
		}
		return false
	}
	return asks(cond)
}

// isSecured reports whether a field is the one that says what callers of a route
// need.
func (b *builder) isSecured(addr *ssa.FieldAddr) bool {
	owner, field := fieldOf(addr)
	d := b.models.Described(owner)
	return d != nil && d.Secured == field
}
