package routes

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// A router's method can be a value: get := r.Get, or one that is handed to what
// registers. What it does is known as of any function, in terms of its
// parameters, and whoever calls it takes that over.

// registrar returns what the function with the symbol does where it registers
// routes or middleware, nil where it does not.
func (b *builder) registrar(obj *types.Func, symbol string) *Summary {
	owner := strings.TrimSuffix(strings.TrimSuffix(symbol, obj.Name()), ".")
	if obj.Signature().Recv() == nil {
		owner = strings.TrimSuffix(symbol, obj.Name())
	}
	m, path, ok := b.models.Router(owner)
	if !ok && obj.Signature().Recv() != nil {
		m, path, ok = b.routerOf(obj.Signature().Recv().Type())
	}
	if !ok {
		return nil
	}
	id := obj.Origin().FullName()
	if sum := b.met[id]; sum != nil {
		return sum
	}
	called := calledAs{id: id, sig: obj.Signature()}
	op := Op{Router: called.receiver(path, m)}
	op.follow(path, m)
	if !called.registers(&op, m, obj.Name()) {
		return nil
	}
	sum := &Summary{Func: id, Ops: []*Op{&op}, Outside: true}
	b.met[id], b.learnt[id] = sum, sum
	return sum
}

// calledAs is a function of which the parameters are named, and nothing is given.
type calledAs struct {
	id  string
	sig *types.Signature
}

// receiver returns the router that a call registers on.
func (c calledAs) receiver(path string, m *model.Router) Expr {
	if c.sig.Recv() == nil && m.Default != "" {
		return Expr{Kind: Global, Name: path + "." + m.Default}
	}
	return Expr{Kind: Param, Func: c.id}
}

// argument returns the i-th argument, the receiver not counted, and false where
// there is none.
func (c calledAs) argument(i int) (Expr, bool) {
	if i < 0 || i >= c.sig.Params().Len() {
		return Expr{}, false
	}
	if c.sig.Recv() != nil {
		i++
	}
	return Expr{Kind: Param, Func: c.id, Index: i}, true
}

// rest returns the arguments from the i-th on as one list.
func (c calledAs) rest(i int) Expr {
	list := Expr{Kind: List}
	for n := c.sig.Params().Len(); i < n; i++ {
		arg, _ := c.argument(i)
		if _, many := c.sig.Params().At(i).Type().Underlying().(*types.Slice); many {
			arg = arg.Spread()
		}
		list.Args = append(list.Args, arg)
	}
	return list
}

// registers fills in what a call of the name does, and reports whether that is to
// register a route or a middleware.
func (c calledAs) registers(op *Op, m *model.Router, name string) bool {
	for _, reg := range m.Register {
		if reg.Name != name || reg.Described != nil || reg.Changed > 0 || reg.Handler < 0 {
			continue
		}
		op.Kind, op.Method, op.Files, op.Rest, op.Path = Register, reg.Method, reg.Files, reg.Rest, Expr{Kind: Const}
		if path, ok := c.argument(reg.Path); ok {
			op.Path = path
		}
		if method, ok := c.argument(reg.MethodArg); ok {
			op.Args = []Expr{method}
		}
		if op.Handler, _ = c.argument(reg.Handler); reg.List {
			op.Handler = c.rest(reg.Handler)
		}
		if _, ok := c.argument(reg.Around); reg.Around > 0 && ok {
			around := c.rest(reg.Around)
			op.Around = &around
		}
		return true
	}
	for _, refine := range m.Refine {
		if refine.Name == name && refine.New && refine.Path >= 0 && refine.Handler >= 0 {
			op.Kind = Register
			op.Method = "ANY"
			op.Path, _ = c.argument(refine.Path)
			op.Handler, _ = c.argument(refine.Handler)
			return true
		}
	}
	for _, use := range m.Use {
		if mw, ok := c.argument(use.Arg); ok && use.Name == name && !use.Mixed && !use.Changes {
			op.Kind, op.Handler = Use, mw
			if c.sig.Variadic() {
				op.Handler = Expr{Kind: Row, Name: "..." + c.id, Args: []Expr{mw}}
			}
			return true
		}
	}
	return false
}

// registering returns a router's method as a value that is bound to the router.
func (b *builder) registering(mc *ssa.MakeClosure, obj *types.Func, symbol string, depth int) (Expr, bool) {
	if len(mc.Bindings) != 1 {
		return Expr{}, false
	}
	sum := b.registrar(obj, symbol)
	if sum == nil {
		return Expr{}, false
	}
	return Expr{
		Kind: Func, Name: sum.Func, At: b.flow.Position(mc.Pos()),
		Env: []Binding{{Func: sum.Func, Index: 0, Value: b.read(mc.Bindings[0], depth)}},
	}, true
}

// takesRoutes reports whether a function is one by which routes are registered:
// it is given a path and what answers there.
func (b *builder) takesRoutes(sig *types.Signature) bool {
	path, handler := false, false
	for p := range sig.Params().Variables() {
		t := p.Type()
		if list, ok := t.Underlying().(*types.Slice); ok {
			t = list.Elem()
		}
		path, handler = path || isString(t), handler || b.isHandling(t)
	}
	return path && handler
}

// registersAs returns what a declared function does as a value where it is a
// router's: http.HandleFunc, or a method that is given its router.
func (b *builder) registersAs(fn *ssa.Function) (Expr, bool) {
	obj, ok := fn.Object().(*types.Func)
	if !ok || fn.Pkg == b.flow.SSA && fn.Synthetic == "" {
		return Expr{}, false
	}
	_, symbol := models.Symbol(obj)
	if sum := b.registrar(obj, symbol); sum != nil {
		return Expr{Kind: Func, Name: sum.Func}, true
	}
	return Expr{}, false
}
