package handlers

import (
	"cmp"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// maxValues bounds what one value can be: past it nothing is known of it.
const maxValues = 12

// valuer reads what values of a package are.
type valuer struct {
	*shaper
	flow      *flow.Package
	models    *models.Index
	response  *types.Interface // net/http.ResponseWriter, nil where the package does not import it
	responses map[types.Type]bool
	carrying  map[types.Type]bool
	seen      map[ssa.Value][]Value // of one question, nil while it is asked
	whole     map[ssa.Value][]Value // answers to questions
	depth     int
	nested    int // map literals around
}

// maxNested bounds how deep literals are read in one another, each of which can
// hold another several times.
const maxNested = 6

// maxSeen bounds how many values one question leads to.
const maxSeen = 400

// values returns what v can be. Within a question no value is looked at twice, so
// that the cost is linear: around a cycle, what it leads back to adds nothing.
func (r *valuer) values(v ssa.Value) []Value {
	if list, ok := r.whole[v]; ok {
		return list
	}
	if r.depth == 0 {
		clear(r.seen)
	}
	if list, ok := r.seen[v]; ok {
		return list
	}
	if r.depth > 4*maxDepth || len(r.seen) > maxSeen {
		return []Value{r.typed(v)}
	}
	r.seen[v] = nil
	r.depth++
	list := r.read(v)
	r.depth--
	if len(list) > maxValues {
		list = []Value{r.typed(v)}
	}
	r.seen[v] = list
	if r.depth == 0 {
		r.whole[v] = list
	}
	return list
}

// typed returns a value of which nothing but its type is known.
func (r *valuer) typed(v ssa.Value) Value {
	shape := r.of(v.Type())
	return Value{Shape: &shape}
}

func (r *valuer) read(v ssa.Value) []Value {
	if r.isClient(v.Type()) {
		return []Value{{Kind: writer}}
	}
	switch v := v.(type) {
	case *ssa.Const:
		return []Value{r.constant(v)}
	case *ssa.Parameter:
		return []Value{r.parameter(v)}
	case *ssa.FreeVar:
		if b := bindingOf(v); b != nil {
			return r.values(b)
		}
	case *ssa.Function:
		return []Value{{Kind: function, Func: r.flow.ID(v)}}
	case *ssa.MakeClosure:
		value := Value{Kind: function, Func: r.flow.ID(v.Fn.(*ssa.Function))}
		if fn := v.Fn.(*ssa.Function); fn.Parent() == nil && len(v.Bindings) == 1 {
			value.Args = r.values(v.Bindings[0]) // a method value and its receiver
			value.Index = 1
		}
		return []Value{value}
	case *ssa.MakeInterface:
		return r.boxed(v)
	case *ssa.ChangeInterface:
		return r.values(v.X)
	case *ssa.ChangeType:
		return r.shaped(r.values(v.X), v)
	case *ssa.Convert:
		return r.shaped(r.values(v.X), v)
	case *ssa.MakeMap:
		shape := r.literal(v)
		return []Value{{Shape: &shape}}
	case *ssa.Phi:
		var list []Value
		for _, e := range v.Edges {
			list = add(list, r.values(e)...)
		}
		return list
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return r.loaded(v)
		}
	case *ssa.Alloc:
		return []Value{r.pointed(v)}
	case *ssa.FieldAddr, *ssa.IndexAddr:
		value := r.typed(v)
		value.Shape.Nullable = false
		return []Value{value}
	case *ssa.Slice:
		return r.sliced(v)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return r.called(call, v.Index, v)
		}
	case *ssa.Call:
		return r.called(v, 0, v)
	case *ssa.TypeAssert:
		if !v.CommaOk {
			return r.shaped(r.values(v.X), v)
		}
	}
	return []Value{r.typed(v)}
}

// add appends those values that are not there yet.
func add(list []Value, more ...Value) []Value {
	for _, m := range more {
		known := false
		for i := range list {
			known = known || same(&list[i], &m)
		}
		if !known {
			list = append(list, m)
		}
	}
	return list
}

func same(a, b *Value) bool {
	return a.Kind == b.Kind && a.Int == b.Int && a.Text == b.Text && a.Func == b.Func && a.Index == b.Index && a.In == b.In && a.Content == b.Content &&
		len(a.Args) == 0 && len(b.Args) == 0 && a.Call == nil && b.Call == nil && sameShape(a.Shape, b.Shape) && a.env == b.env
}

// shaped returns values with the shape of v's type, where that says more than
// what is known of them.
func (r *valuer) shaped(list []Value, v ssa.Value) []Value {
	shape := r.of(v.Type())
	out := make([]Value, len(list))
	for i, value := range list {
		out[i] = value
		if value.Shape == nil || !isLiteral(value.Shape) && shape.Kind != Any {
			out[i].Shape = &shape
		}
	}
	return out
}

// isLiteral reports whether a shape is that of a literal, which says more than its
// type.
func isLiteral(s *Shape) bool {
	return s.Kind == Object && s.Type == "" || s.Kind == Array && s.Type == "" && s.Elem != nil && isLiteral(s.Elem)
}

func (r *valuer) constant(v *ssa.Const) Value {
	shape := r.of(v.Type())
	if v.Value == nil {
		if types.IsInterface(v.Type()) || shape.Nullable {
			shape = Shape{Kind: Null}
			return Value{Kind: nothing, Shape: &shape}
		}
		return Value{Shape: &shape}
	}
	switch v.Value.Kind() {
	case constant.Int:
		if n, exact := constant.Int64Val(v.Value); exact {
			return Value{Kind: number, Int: int(n), Shape: &shape}
		}
	case constant.String:
		return Value{Kind: text, Text: constant.StringVal(v.Value), Shape: &shape}
	}
	return Value{Shape: &shape}
}

func (r *valuer) parameter(v *ssa.Parameter) Value {
	fn := v.Parent()
	for i, p := range fn.Params {
		if p != v {
			continue
		}
		shape := r.of(v.Type())
		if shape.Kind == Any {
			shape = Shape{Kind: argument, Type: r.flow.ID(fn), Index: i}
		}
		return Value{Kind: param, Func: r.flow.ID(fn), Index: i, Shape: &shape}
	}
	return r.typed(v)
}

// boxed returns what a value is that becomes one of an interface: its shape is that
// of its type.
func (r *valuer) boxed(v *ssa.MakeInterface) []Value {
	if r.isClient(v.X.Type()) {
		return []Value{{Kind: writer}}
	}
	list := r.shaped(r.values(v.X), v.X)
	for i := range list {
		if list[i].Shape != nil && isAddress(v.X) {
			shape := *list[i].Shape
			shape.Nullable = false
			list[i].Shape = &shape
		}
	}
	return list
}

func isAddress(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Alloc, *ssa.FieldAddr, *ssa.IndexAddr:
		return true
	}
	return false
}

// bindingOf returns what a variable is that a function literal captures, nil where
// that cannot be told.
func bindingOf(v *ssa.FreeVar) ssa.Value {
	fn := v.Parent()
	if fn.Parent() == nil {
		return nil
	}
	index := -1
	for i, f := range fn.FreeVars {
		if f == v {
			index = i
		}
	}
	for _, ref := range *refs(fn) {
		if closure, ok := ref.(*ssa.MakeClosure); ok && index >= 0 && index < len(closure.Bindings) {
			return closure.Bindings[index]
		}
	}
	return nil
}

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
	return Value{Shape: &shape}
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

func (r *valuer) posAt(v interface{ Pos() token.Pos }) Place {
	return placeOf(r.flow.Position(v.Pos()))
}

func placeOf(p flow.Position) Place {
	if p.IsZero() {
		return Place{}
	}
	return Place{Package: p.Package, File: p.File, Line: p.Line, Column: p.Column}
}

// called returns what a call returns as its result of that index.
func (r *valuer) called(call *ssa.Call, index int, v ssa.Value) []Value {
	c := &call.Call
	fn, _, symbol, recv := flow.Callee(c)
	args := argumentsOf(c, recv)
	if symbol != "" {
		if reply, ok := r.models.Reply(symbol); ok {
			switch {
			case reply.Kind == model.Raises:
				return []Value{{Kind: raised, Content: Content(reply.Content), Args: r.statusOf(reply, args), At: placeOf(r.flow.At(call))}}
			case isError(v.Type()):
				return []Value{{Kind: nothing}} // a client that cannot be written to reads nothing
			}
		}
		if d, ok := r.models.Decode(symbol); ok && isError(v.Type()) && d.Refuses > 0 && !d.Answers {
			return []Value{{Kind: raised, Content: JSON, Args: []Value{{Kind: number, Int: d.Refuses}}, At: placeOf(r.flow.At(call))}}
		}
		if strings.HasSuffix(symbol, ".Marshal") || strings.HasSuffix(symbol, ".MarshalIndent") {
			if content, ok := marshals(symbol); ok && index == 0 && len(args) > 0 {
				return []Value{{Kind: encoded, Content: content, Args: r.values(args[0])}}
			}
		}
		if recv && symbol == "bytes.Buffer.Bytes" || symbol == "bytes.Buffer.String" {
			if list := r.buffered(receiverOf(c)); list != nil {
				return list
			}
		}
		if recv && len(c.Args) > 0 && isRaised(c.Args[0].Type(), r.models) {
			return r.values(c.Args[0]) // an error with more said of its cause
		}
	}
	if r.owns(fn) && call.Call.StaticCallee() != nil && (isError(v.Type()) || isInt(v.Type())) {
		return []Value{{Kind: result, Index: index, Call: r.callOf(call), Shape: r.typed(v).Shape}}
	}
	return []Value{r.typed(v)}
}

// marshals returns the form into which a function encodes its argument.
func marshals(symbol string) (Content, bool) {
	switch symbol[:strings.LastIndexByte(symbol, '.')] {
	case "encoding/json", "github.com/json-iterator/go", "github.com/goccy/go-json", "github.com/bytedance/sonic", "github.com/json-iterator/go.API", "github.com/bytedance/sonic.API":
		return JSON, true
	case "encoding/xml":
		return XML, true
	case "gopkg.in/yaml.v3", "gopkg.in/yaml.v2", "github.com/goccy/go-yaml":
		return YAML, true
	}
	return "", false
}

// buffered returns what is encoded into a buffer of the function, nil where that
// cannot be seen.
func (r *valuer) buffered(buf ssa.Value) (list []Value) {
	alloc, ok := buf.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var visit func(v ssa.Value, depth int)
	visit = func(v ssa.Value, depth int) {
		if depth > maxDepth || v.Referrers() == nil {
			return
		}
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.MakeInterface:
				visit(ref, depth+1)
			case *ssa.Call:
				_, _, symbol, recv := flow.Callee(&ref.Call)
				if _, ok := r.models.Writer(symbol); ok {
					visit(ref, depth+1)
				}
				if reply, ok := r.models.Reply(symbol); ok && reply.Writes && reply.Value >= 0 && recv && receiverOf(&ref.Call) == v {
					if args := argumentsOf(&ref.Call, recv); reply.Value < len(args) {
						list = append(list, Value{Kind: encoded, Content: Content(reply.Content), Args: r.values(args[reply.Value])})
					}
				}
			}
		}
	}
	visit(alloc, 0)
	return list
}

// isRaised reports whether values of t are errors that are answers.
func isRaised(t types.Type, x *models.Index) bool {
	symbol := models.TypeSymbol(t)
	return strings.HasSuffix(symbol, ".HTTPError") && strings.HasPrefix(symbol, "github.com/labstack/echo/") ||
		strings.HasPrefix(symbol, "github.com/gofiber/fiber/") && strings.HasSuffix(symbol, ".Error")
}

// statusOf returns the status that a reply has.
func (r *valuer) statusOf(reply model.Reply, args []ssa.Value) []Value {
	if reply.Status >= 0 && reply.Status < len(args) {
		list := r.values(args[reply.Status])
		if _, variadic := args[reply.Status].Type().Underlying().(*types.Slice); variadic {
			if isNil(args[reply.Status]) {
				return []Value{{Kind: number, Int: reply.Code}}
			}
			return r.elements(args[reply.Status])
		}
		return list
	}
	if reply.Code > 0 {
		return []Value{{Kind: number, Int: reply.Code}}
	}
	return nil
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}

// argumentsOf returns the arguments of a call without its receiver.
func argumentsOf(c *ssa.CallCommon, recv bool) []ssa.Value {
	args := flow.Arguments(c)
	if recv && !c.IsInvoke() && len(args) > 0 {
		args = args[1:]
	}
	return args
}

// receiverOf returns the receiver of a method's call.
func receiverOf(c *ssa.CallCommon) ssa.Value {
	if c.IsInvoke() {
		return c.Value
	}
	if args := flow.Arguments(c); len(args) > 0 {
		return args[0]
	}
	return nil
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

func isInt(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// owns reports whether a function is declared in the project, as far as one
// package can tell.
func (r *valuer) owns(fn *types.Func) bool {
	return fn != nil && fn.Pkg() != nil && r.flow.Own(fn.Pkg().Path())
}

// callOf returns the call of a function that is known.
func (r *valuer) callOf(instr ssa.CallInstruction) *Call {
	c := instr.Common()
	callee := c.StaticCallee()
	call := &Call{Func: r.flow.ID(callee), Package: packageOf(callee), At: placeOf(r.flow.At(instr))}
	for _, t := range callee.TypeArgs() {
		call.Types = append(call.Types, r.of(t))
	}
	for _, a := range flow.Arguments(c) {
		call.Args = append(call.Args, r.reading(a))
	}
	return call
}

func packageOf(fn *ssa.Function) string {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if obj := fn.Object(); obj != nil && obj.Pkg() != nil {
		return obj.Pkg().Path()
	}
	return ""
}

// reading returns what a value is, and what of a request it was read from.
func (r *valuer) reading(v ssa.Value) []Value {
	list := r.values(v)
	if !readable(v.Type()) {
		return list
	}
	for _, o := range r.flow.Origins(v) {
		if o.Kind == flow.Source && o.Source == model.Body {
			return add(list, Value{Kind: body})
		}
		if in := partIn(o); in != "" && isParts(v.Type()) {
			list = add(list, Value{Kind: part, In: in})
		}
		if o.Kind == flow.Param && o.Flags&flow.Deep == 0 && !isParts(v.Type()) {
			list = add(list, Value{Kind: param, Func: o.Func, Index: o.Index})
		}
	}
	return list
}

// readable reports whether values of t can be a body, or what was read of one.
func readable(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return isByte(u.Elem())
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Interface:
		return hasRead(t)
	case *types.Pointer:
		return true
	}
	return isParts(t)
}

func hasRead(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Read")
	return obj != nil
}

// isParts reports whether values of t hold parameters by their names.
func isParts(t types.Type) bool {
	m, ok := t.Underlying().(*types.Map)
	if !ok {
		return false
	}
	b, ok := m.Key().Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// partIn returns the part of a request that an origin is.
func partIn(o flow.Origin) In {
	if o.Kind != flow.Source {
		return ""
	}
	return inOf(o.Source)
}

func inOf(kind model.SourceKind) In {
	switch kind {
	case model.Query, model.URL:
		return InQuery
	case model.Form:
		return InForm
	case model.Path:
		return InPath
	case model.Header:
		return InHeader
	case model.Cookie:
		return InCookie
	}
	return ""
}
