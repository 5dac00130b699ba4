package handlers

import (
	"cmp"
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/rules/model"
)

// refs returns the instructions that use a function literal. SSA keeps no referrers
// of functions.
func refs(fn *ssa.Function) *[]ssa.Instruction {
	var list []ssa.Instruction
	for _, block := range fn.Parent().Blocks {
		for _, instr := range block.Instrs {
			if closure, ok := instr.(*ssa.MakeClosure); ok && closure.Fn == fn {
				list = append(list, instr)
			}
		}
	}
	return &list
}

// loaded returns what a variable holds.
func (r *valuer) loaded(v *ssa.UnOp) []Value {
	addr := v.X
	if free, ok := addr.(*ssa.FreeVar); ok {
		if b := bindingOf(free); b != nil {
			addr = b
		}
	}
	switch addr := addr.(type) {
	case *ssa.Alloc:
		stores, whole := storesTo(addr)
		if !whole {
			break
		}
		if isStruct(addr.Type()) {
			value := r.pointed(addr)
			if len(stores) == 0 || isLiteral(value.Shape) {
				return []Value{value}
			}
		}
		var list []Value
		for _, st := range stores {
			list = add(list, r.values(st.Val)...)
		}
		if len(list) > 0 {
			return r.shaped(list, v)
		}
	case *ssa.Global:
		if addr.Pkg == nil || addr.Object() == nil {
			break
		}
		if reply, ok := r.models.Reply(addr.Object().Pkg().Path() + "." + addr.Name()); ok && reply.Kind == model.Raises {
			return []Value{{Kind: raised, Args: []Value{{Kind: number, Int: reply.Code}}, Content: Content(reply.Content), At: r.posAt(v)}}
		}
		if st := onlyStore(addr); st != nil {
			return r.shaped(r.values(st), v)
		}
	}
	return []Value{r.typed(v)}
}

// onlyStore returns what the package's initialisation stores in a variable of its
// own that nothing else there sets, nil where that is not so.
func onlyStore(g *ssa.Global) ssa.Value {
	init := g.Pkg.Func("init")
	if init == nil {
		return nil
	}
	var found ssa.Value
	for _, block := range init.Blocks {
		for _, instr := range block.Instrs {
			if st, ok := instr.(*ssa.Store); ok && st.Addr == g {
				if found != nil {
					return nil
				}
				found = st.Val
			}
		}
	}
	return found
}

// storesTo returns what is stored in a local variable as a whole, in the function
// itself and in the literals that capture it, and whether that is all that is done
// to it.
func storesTo(addr *ssa.Alloc) (stores []*ssa.Store, whole bool) {
	whole = true
	var visit func(v ssa.Value, depth int)
	visit = func(v ssa.Value, depth int) {
		if v.Referrers() == nil || depth > maxDepth {
			return
		}
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				if ref.Addr == v {
					stores = append(stores, ref)
				}
			case *ssa.MakeClosure:
				for i, b := range ref.Bindings {
					if fn := ref.Fn.(*ssa.Function); b == v && i < len(fn.FreeVars) {
						visit(fn.FreeVars[i], depth+1)
					}
				}
			}
		}
	}
	visit(addr, 0)
	return stores, whole
}

func isStruct(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

// pointed returns the variable at an address: a struct literal with what its
// fields are set to, where the type leaves them open.
func (r *valuer) pointed(v *ssa.Alloc) Value {
	elem := v.Type().Underlying().(*types.Pointer).Elem()
	if isRaised(elem, r.models) {
		return Value{Kind: raised, Content: OfUnknown, Args: r.field(v, "Code"), At: r.posAt(v)}
	}
	shape := r.of(elem)
	if narrowed, ok := r.composite(v, shape); ok {
		shape = narrowed
	}
	return Value{Shape: &shape, Unread: unread(v)}
}

// field returns what a field of a local struct is set to.
func (r *valuer) field(v *ssa.Alloc, name string) (found []Value) {
	for _, ref := range *v.Referrers() {
		addr, ok := ref.(*ssa.FieldAddr)
		if !ok || addr.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct).Field(addr.Field).Name() != name {
			continue
		}
		for _, use := range *addr.Referrers() {
			if st, ok := use.(*ssa.Store); ok && st.Addr == addr {
				found = add(found, r.values(st.Val)...)
			}
		}
	}
	return found
}

// composite returns the shape of a struct whose fields of interface types hold what
// can be seen.
func (r *valuer) composite(v *ssa.Alloc, shape Shape) (Shape, bool) {
	def := &shape
	if shape.Kind == Named {
		def = r.types[shape.Type]
	}
	if def == nil || def.Kind != Object {
		return shape, false
	}
	held := map[string]Shape{}
	for _, ref := range *v.Referrers() {
		addr, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		st := addr.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
		field := st.Field(addr.Field)
		if !types.IsInterface(field.Type()) {
			continue
		}
		var found []Value
		for _, use := range *addr.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == addr {
				found = add(found, r.values(store.Val)...)
			}
		}
		if joined, ok := joinShapes(found); ok {
			held[field.Name()] = joined
		}
	}
	if len(held) == 0 {
		return shape, false
	}
	out := Shape{Kind: Object, At: def.At, Tagged: def.Tagged}
	for _, f := range def.Fields {
		if s, ok := held[f.Go]; ok && f.Shape.Kind == Any {
			f.Shape = s
		}
		out.Fields = append(out.Fields, f)
	}
	return out, true
}

// joinShapes returns the one shape that values have.
func joinShapes(list []Value) (Shape, bool) {
	var out *Shape
	nullable := false
	for _, v := range list {
		switch {
		case v.Shape == nil:
			return Shape{Kind: Unknown}, len(list) > 0
		case v.Shape.Kind == Null:
			nullable = true
		case out == nil:
			out = v.Shape
		case !sameShape(out, v.Shape):
			return Shape{Kind: Unknown}, true
		}
	}
	if out == nil {
		return Shape{Kind: Null}, nullable
	}
	shape := *out
	shape.Nullable = shape.Nullable || nullable
	return shape, true
}

// sliced returns a slice: that of an array that holds a literal's elements, where
// its type leaves these open.
func (r *valuer) sliced(v *ssa.Slice) []Value {
	t, isSlice := v.Type().Underlying().(*types.Slice)
	if _, ok := v.X.(*ssa.Alloc); !ok || !isSlice || !isOpen(t.Elem()) {
		return r.shaped(r.values(v.X), v)
	}
	found := r.elements(v)
	if elem, ok := joinShapes(found); ok {
		return []Value{{Shape: &Shape{Kind: Array, Elem: &elem}}}
	}
	return []Value{r.typed(v)}
}

// elements returns what a list is made of that a literal makes, or a call of a
// variadic function.
func (r *valuer) elements(v ssa.Value) (found []Value) {
	slice, ok := v.(*ssa.Slice)
	if !ok {
		return []Value{{}}
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return []Value{{}}
	}
	for _, ref := range *array.Referrers() {
		if addr, ok := ref.(*ssa.IndexAddr); ok {
			for _, use := range *addr.Referrers() {
				if st, ok := use.(*ssa.Store); ok && st.Addr == addr {
					found = add(found, r.values(st.Val)...)
				}
			}
		}
	}
	return found
}

// isOpen reports whether a type says nothing of what its values are made of.
func isOpen(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return true
	case *types.Map:
		return types.IsInterface(u.Elem())
	}
	return false
}

// literal returns the shape of a map that a function makes: an object, where all
// its keys are constants.
func (r *valuer) literal(v *ssa.MakeMap) Shape {
	typed := r.of(v.Type())
	if r.nested >= maxNested {
		return typed
	}
	r.nested++
	defer func() { r.nested-- }()
	out := Shape{Kind: Object, At: r.posAt(v)}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MapUpdate:
			key, ok := ref.Key.(*ssa.Const)
			if !ok || key.Value == nil || key.Value.Kind() != constant.String {
				return typed
			}
			shape, ok := joinShapes(r.values(ref.Value))
			if !ok {
				shape = Shape{Kind: Unknown}
			}
			out.put(Field{Name: constant.StringVal(key.Value), Shape: shape, At: r.posAt(ref), Optional: ref.Block() != v.Block()})
		case ssa.CallInstruction:
			if callee := ref.Common().StaticCallee(); callee == nil || ref.Common().Value == v {
				out.Open = out.Open || isBuiltin(ref.Common(), "delete")
			} else if takesMap(ref.Common(), v) {
				out.Open = true
			}
		}
	}
	if len(out.Fields) == 0 {
		return typed
	}
	slices.SortFunc(out.Fields, func(a, b Field) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// takesMap reports whether a call is given a map as it is, so that it can fill it.
func takesMap(c *ssa.CallCommon, v ssa.Value) bool {
	for _, a := range c.Args {
		if a == v {
			return true
		}
	}
	return false
}

func isBuiltin(c *ssa.CallCommon, name string) bool {
	b, ok := c.Value.(*ssa.Builtin)
	return ok && b.Name() == name
}

// put adds a field, or joins it with the one of its name.
func (s *Shape) put(f Field) {
	for i := range s.Fields {
		if have := &s.Fields[i]; have.Name == f.Name {
			have.Optional = have.Optional && f.Optional
			if !sameShape(&have.Shape, &f.Shape) {
				have.Shape = Shape{Kind: Unknown}
			}
			return
		}
	}
	s.Fields = append(s.Fields, f)
}
