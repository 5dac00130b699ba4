package routes

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
)

// Routers, handlers and lists of middleware are kept in structs: services,
// builders, rows of tables. A struct is read as what its fields hold at the
// place that reads it: what it was made with, and what has been done to it
// since, here or by functions that it was handed to. What is not seen of it is
// whatever the program stores in fields of that type.

// selected returns the value of a field, as far as the struct is known.
func (e Expr) selected() Expr {
	if len(e.Args) != 1 {
		return e
	}
	base := e.Args[0]
	for base.Kind == Object {
		for i := len(base.Env) - 1; i >= 0; i-- {
			if base.Env[i].Func == e.Name {
				return base.Env[i].Value
			}
		}
		if len(base.Args) == 0 {
			switch {
			case e.Index == 1 || base.Index == 1:
				return Expr{Kind: Nil, At: e.At}
			case base.Type == "" || e.Func == "":
				return Expr{Kind: Nil, Name: "the row of a table leaves it out", At: e.At}
			}
			return e.Anywhere()
		}
		base = base.Args[0]
	}
	if e.Args[0].Kind == Object {
		e.Args = []Expr{base}
	}
	switch base.Kind {
	case Unknown, Nil:
		return e.Anywhere()
	case Else:
		of := func(one Expr) Expr {
			return Expr{Kind: Select, Name: e.Name, Func: e.Func, Index: e.Index, Args: []Expr{one}, At: e.At}.selected()
		}
		return Expr{Kind: Else, Args: []Expr{of(base.Args[0]), of(base.Args[1])}, At: e.At}.Settle()
	case Chosen:
		of := func(one Expr) Expr {
			return Expr{Kind: Select, Name: e.Name, Func: e.Func, Index: e.Index, Args: []Expr{one}, At: e.At}.selected()
		}
		return Expr{Kind: Chosen, Args: []Expr{base.Args[0], of(base.Args[1]), of(base.Args[2])}, At: e.At}
	case Choice:
		either := Expr{Kind: Choice, At: e.At}
		for _, one := range base.Args {
			one := Expr{Kind: Select, Name: e.Name, Func: e.Func, Index: e.Index, Args: []Expr{one}, At: e.At}.selected()
			either.Args = either.with(one)
		}
		if len(either.Args) == 1 {
			return either.Args[0]
		}
		return either
	}
	return e
}

// IsField reports whether e is a field of a struct that has a name.
func (e Expr) IsField() bool { return e.Kind == Select && e.Func != "" }

// Anywhere returns, for a field of a struct that is not known, whatever is stored
// in fields of that name and type.
func (e Expr) Anywhere() Expr {
	if !e.IsField() {
		return e
	}
	return Expr{Kind: Field, Name: e.Func + "." + e.Name, At: e.At}
}

// repeated returns the list that a loop over a known one makes.
func (e Expr) repeated() Expr {
	if len(e.Args) != 2 {
		return e
	}
	switch rows := e.Args[0]; rows.Kind {
	case Nil:
		return Expr{Kind: List, At: e.At}
	case List:
		list := Expr{Kind: List, At: e.At}
		for i, item := range rows.Args[:min(len(rows.Args), maxRows)] {
			list.Args = append(list.Args, e.Args[1].place(e.Name, i, item, 0))
		}
		return list.Settle()
	}
	return e
}

// completed returns the struct with what known functions do to it.
func (e Expr) completed() Expr {
	if len(e.Args) != 2 {
		return e
	}
	obj, fn := e.Args[0], e.Args[1]
	switch fn.Kind {
	case Nil:
		return obj
	case List:
		for _, one := range fn.Args {
			obj = Expr{Kind: Done, Index: e.Index, Args: []Expr{obj, one}, At: e.At}.completed()
		}
		return obj
	case Func:
		if fn.Info == nil {
			return obj
		}
		args := make([]Expr, e.Index+1)
		args[e.Index] = obj
		env := []Binding{}
		for _, effect := range fn.Info.Effects {
			if effect.Index == e.Index {
				env = append(env, Binding{Func: effect.Func, Value: fn.In(effect.Value).Subst(fn.Name, args, "")})
			}
		}
		if len(env) == 0 {
			return obj
		}
		return Expr{Kind: Object, Type: obj.Type, Name: obj.Name, Info: obj.Info, Args: []Expr{obj}, Env: env, At: obj.At}
	}
	return e
}

// set returns the struct with a field set.
func (b *builder) set(obj Expr, path []hop, value Expr, grows bool, by, at ssa.Instruction) Expr {
	last := len(path) - 1
	return b.setNamed(obj, path[:last], path[last].name(), value, grows, by, at)
}

// fill sets a field where it is nil.
func (b *builder) fill(obj Expr, path []hop, value Expr) Expr {
	if len(path) > 1 {
		inner := b.fill(b.hopTo(path[0], obj, obj.At), path[1:], value)
		return obj.bound(path[0].name(), inner)
	}
	before := b.hopTo(path[0], obj, obj.At)
	return obj.bound(path[0].name(), Expr{Kind: Else, Args: []Expr{before, value}, At: value.At}.Settle())
}

// setNamed sets the named field of the struct that is reached by path. What is
// not certain to happen leaves the field as it was, or sets it.
func (b *builder) setNamed(obj Expr, path []hop, name string, value Expr, grows bool, by, at ssa.Instruction) Expr {
	if len(path) > 0 {
		first := path[0]
		inner := b.setNamed(b.hopTo(first, obj, obj.At), path[1:], name, value, grows, by, at)
		return obj.bound(first.name(), inner)
	}
	sel := Expr{Kind: Select, Name: name, Func: symbolOf(obj.Type), Args: []Expr{obj}}
	if grows {
		sel.Index = 1
		if value, ok := value.inLoop(); ok {
			return obj.bound(name, Expr{Kind: List, Args: []Expr{sel.Settle(), value}, At: value.At}.Settle())
		}
		value = Expr{Kind: List, Args: []Expr{sel.Settle(), value}, At: value.At}.Settle()
	}
	if !certain(by, at) {
		before := sel.Settle()
		switch {
		case slices.Contains(b.emptyAt(by.Block()), sel.Func+"."+name):
			value = Expr{Kind: Else, Args: []Expr{before, value}, At: value.At}.Settle()
		case before.Kind == Unknown || before.Kind == Field: // nothing was there
		default:
			value = Expr{Kind: Choice, Args: Expr{Args: slices.Clone(alternatives(before))}.with(value), At: value.At}
		}
	}
	return obj.bound(name, value)
}

// rowOf returns the first row of a loop in the expression.
func (e *Expr) rowOf() (Expr, bool) {
	return e.rowIn(func(row Expr) (Expr, bool) { return row, true })
}

// inLoop returns what a loop appends in all its rounds, if e is what it appends in
// one.
func (e Expr) inLoop() (Expr, bool) {
	row, ok := e.rowOf()
	if !ok {
		return e, false
	}
	return Expr{Kind: Each, Name: row.Name, Args: []Expr{row.Args[0], e}, At: e.At}.Settle(), true
}

// whole returns a struct that is copied: nothing is set in it from elsewhere.
func (e Expr) whole() Expr {
	if e.Kind == Object && len(e.Args) == 0 && e.Type != "" {
		e.Index = 1
	} else if e.Kind == Object && len(e.Args) == 1 {
		e.Args = []Expr{e.Args[0].whole()}
	}
	return e
}

// bound returns the struct with a field set.
func (e Expr) bound(name string, value Expr) Expr {
	if e.Kind != Object {
		e = Expr{Kind: Object, Type: e.Type, Args: []Expr{e}, At: e.At}
	}
	env := make([]Binding, 0, len(e.Env)+1)
	for _, b := range e.Env {
		if b.Func != name {
			env = append(env, b)
		}
	}
	env = append(env, Binding{Func: name, Value: value})
	e.Env = env
	return e
}

// selectOf returns the field of a struct.
func (b *builder) selectOf(addr *ssa.FieldAddr, base Expr) Expr {
	return b.hopTo(hop{addr.X, addr.Field}, base, b.flow.Position(addr.Pos()))
}

func (b *builder) hopTo(h hop, base Expr, at flow.Position) Expr {
	e := b.selection(h.of.Type(), h.field, base, at)
	if outer, ok := h.of.(*ssa.FieldAddr); ok && e.Kind == Select && e.Func == "" {
		e.Func = pathOf(outer) // a struct without a name is known by the field that it is
	}
	return e.Settle()
}

func pathOf(addr *ssa.FieldAddr) string {
	owner, field := fieldOf(addr)
	if outer, ok := addr.X.(*ssa.FieldAddr); ok && owner == "" {
		owner = pathOf(outer)
	}
	return owner + "." + field
}

func (b *builder) selection(t types.Type, field int, base Expr, at flow.Position) Expr {
	st, _ := structOf(t)
	e := Expr{Kind: Select, Name: st.Field(field).Name(), Func: models.TypeSymbol(t), Args: []Expr{base}, At: at}
	if _, list := st.Field(field).Type().Underlying().(*types.Slice); list {
		e.Index = 1
	}
	return e.Settle()
}

// made returns the struct that a variable is made as.
func (b *builder) made(v *ssa.Alloc, depth int) Expr {
	e := b.handling(b.zero(v, v.Type()), v.Type())
	if !b.first(v.Type()) && !b.carries(v.Type()) {
		return e
	}
	for _, whole := range b.stores[v] {
		if from := b.read(whole.Val, depth); from.Kind != Unknown {
			e.Args = []Expr{from}
		}
	}
	return b.after(v, e, "", depth)
}

// zero returns the struct that a variable is before anything is stored in it:
// routers that are no pointers are made with it.
func (b *builder) zero(v ssa.Instruction, t types.Type) Expr {
	e := Expr{Kind: Object, Type: typeName(t), At: b.flow.Position(v.Pos())}
	st, ok := structOf(t)
	if !ok || !b.carries(t) {
		return e
	}
	for f := range st.Fields() {
		_, nested := f.Type().Underlying().(*types.Struct)
		switch {
		case !nested:
		case b.isRouter(f.Type()):
			router := b.fresh(v)
			router.Name += "." + f.Name()
			router.Type = models.TypeSymbol(f.Type())
			e = e.bound(f.Name(), router)
		case b.first(f.Type()):
			if inner := b.zero(v, f.Type()); len(inner.Env) > 0 {
				for i := range inner.Env {
					if router := &inner.Env[i].Value; router.Kind == Router {
						router.Name += "." + f.Name()
					}
				}
				e = e.bound(f.Name(), inner)
			}
		}
	}
	return e
}

// handling returns the struct as a handler, if its type is one.
func (b *builder) handling(e Expr, t types.Type) Expr {
	obj, path, _ := types.LookupFieldOrMethod(t, true, nil, "ServeHTTP")
	method, ok := obj.(*types.Func)
	if !ok || len(path) > 1 && b.summaryOf(method) == nil {
		return e
	}
	e.Name = method.Origin().FullName()
	if sum := b.summaryOf(method); sum != nil {
		e.Info = sum.Info
	}
	return e
}
