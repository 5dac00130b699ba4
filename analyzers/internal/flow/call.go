package flow

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// call evaluates one call: as a sink, a source or a limit by its model, as the
// function it is by that function's summary, or else by what such code can do.
func (f *family) call(instr ssa.CallInstruction) {
	c := instr.Common()
	value, _ := instr.(*ssa.Call) // nil for go and defer
	args := Arguments(c)
	if c.IsInvoke() {
		args = slices.Insert(slices.Clone(args), 0, c.Value)
	}
	if b, ok := c.Value.(*ssa.Builtin); ok {
		f.builtin(b, value, args, instr)
		return
	}
	if c.IsInvoke() {
		if _, ok := types.Unalias(c.Value.Type()).(*types.TypeParam); ok {
			// Which method it is, the types say that it is used with: nothing is
			// taken to come out of what goes in.
			var asked set
			for _, a := range args {
				asked.union(f.use(a, instr).with(Soft), &f.spent)
			}
			f.results(value, asked)
			return
		}
	}
	obj, pkg, symbol, recv := Callee(c)
	if house, ok := f.state.house(symbol, f.state.at(instr)); ok && value != nil {
		f.returnsFailure(value, set{house}) // beside what it is found to return
	}
	if c.IsInvoke() && len(f.state.models.Sinks(symbol)) == 0 {
		if same := f.state.library(c.Method); same != "" {
			f.sinks(instr, same, recv, args)
		}
	}
	if obj != nil {
		f.sinks(instr, symbol, recv, args)
		if f.internals(instr, value, symbol, args) {
			return
		}
		if f.modelled(instr, value, pkg, symbol, recv, args) {
			f.failures(value, pkg, symbol)
			return
		}
	}
	if fn := calledLiteral(c); fn != nil && f.sums[fn] != nil {
		f.apply(instr, value, f.sums[fn], args)
		return
	}
	if obj != nil {
		if !c.IsInvoke() {
			if sum := f.state.summaryOf(obj); sum != nil {
				f.apply(instr, value, sum, args)
				return
			}
		} else if iface := interfaceSymbol(c.Value.Type()); iface != "" && f.opensCall(c.Value.Type()) {
			f.open(instr, value, iface, c.Method.Name(), args[1:])
			return
		}
		if f.state.firstParty(pkg) && !c.IsInvoke() {
			return // summarised, and there is nothing to say
		}
	}
	if obj == nil {
		f.escape(args)
	}
	if obj == nil && f.callback(instr, value) {
		return
	}
	f.unseen(instr, value, obj, pkg, symbol, args)
}

// isAmong reports whether a call has an argument of that index: what a policy says
// of a function need not be so.
func isAmong(args []ssa.Value, i int) bool { return i >= 0 && i < len(args) }

// Arguments returns what the called function gets, in the order of its
// parameters: the receiver of a method value comes first. That of an
// interface's method is none of them.
func Arguments(c *ssa.CallCommon) []ssa.Value {
	if bound := boundReceiver(c); bound != nil {
		return slices.Insert(slices.Clone(c.Args), 0, bound)
	}
	return c.Args
}

// boundReceiver returns the receiver of a method value that is called where
// the method is known, as in exec := db.Exec; exec(…).
func boundReceiver(c *ssa.CallCommon) ssa.Value {
	closure, ok := c.Value.(*ssa.MakeClosure)
	if !ok || len(closure.Bindings) != 1 {
		return nil
	}
	if fn, ok := closure.Fn.(*ssa.Function); ok && fn.Parent() == nil && fn.Object() != nil {
		return closure.Bindings[0]
	}
	return nil
}

// library returns the symbol of the library method that an interface's method
// stands for, "" if there is none: an interface that asks for a method with
// the name, the parameters and the results of sql.DB's is there to hold one.
func (s *state) library(method *types.Func) string {
	if symbol, ok := s.standsFor[method]; ok {
		return symbol
	}
	symbol := ""
	results := method.Signature().Results()
	for i := range results.Len() {
		n := models.TypeName(results.At(i).Type())
		if n == nil || n.Pkg() == nil || symbol != "" {
			continue
		}
		for _, typ := range s.models.SinkTypes(n.Pkg().Path()) {
			t, ok := n.Pkg().Scope().Lookup(typ).(*types.TypeName)
			if !ok {
				continue
			}
			obj, _, _ := types.LookupFieldOrMethod(t.Type(), true, n.Pkg(), method.Name())
			if m, ok := obj.(*types.Func); ok && types.Identical(m.Signature(), method.Signature()) {
				_, symbol = models.Symbol(m)
				break
			}
		}
	}
	s.standsFor[method] = symbol
	return symbol
}

// calledLiteral returns the function literal that is called where it stands.
func calledLiteral(c *ssa.CallCommon) *ssa.Function {
	if c.IsInvoke() {
		return nil
	}
	fn := c.StaticCallee()
	if fn == nil || fn.Parent() == nil {
		return nil
	}
	return fn
}

// opensCall reports whether calls through the interface type are kept open
// until a program shows what implements it: first-party interfaces are.
func (f *family) opensCall(t types.Type) bool {
	n := models.TypeName(t)
	if n == nil {
		return true // written where it is used
	}
	return n.Pkg() != nil && f.state.firstParty(n.Pkg().Path())
}

// asksWho reports whether a call is given what can say who is calling: a request
// or its context.
func (f *family) asksWho(args []ssa.Value) bool {
	return slices.ContainsFunc(args, func(a ssa.Value) bool {
		return f.state.isRequest(a.Type()) || models.TypeSymbol(a.Type()) == "context.Context"
	})
}

// putValue returns the i-th argument, or where that is a variadic list its one
// element, nil if nothing is given.
func (f *family) putValue(args []ssa.Value, i int) ssa.Value {
	if i < 0 || i >= len(args) {
		return nil
	}
	slice, ok := args[i].(*ssa.Slice)
	if !ok {
		if nilConst(args[i]) {
			return nil
		}
		return args[i]
	}
	alloc, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	for _, ref := range *alloc.Referrers() {
		if at, ok := ref.(*ssa.IndexAddr); ok {
			for _, ref := range *at.Referrers() {
				if st, ok := ref.(*ssa.Store); ok && st.Addr == at {
					return st.Val
				}
			}
		}
	}
	return nil
}

// modelled evaluates calls whose meaning is known and reports whether it was
// one.
func (f *family) modelled(instr ssa.CallInstruction, value *ssa.Call, pkg, symbol string, recv bool, args []ssa.Value) bool {
	m := f.state.models
	if symbol == "context.WithValue" && len(args) == 3 {
		f.setContext(instr.Parent(), args[1], f.get(args[2]))
		f.results(value, f.get(args[0]))
		return true
	}
	if put, ok := m.Put(symbol); ok {
		if value := f.putValue(args, shifted(put.Value, recv)); value != nil && isAmong(args, shifted(put.Key, recv)) {
			f.setContext(instr.Parent(), args[shifted(put.Key, recv)], f.get(value))
			return true
		}
	}
	if src, ok := f.sourceOfCall(symbol, recv, args); ok && f.fromRequest(src, args) && (src.Source != model.Identity || f.asksWho(args)) {
		if src.Source == model.Header && src.Name != "" {
			src = src.named(canonical(src.Name))
		}
		src.Steps = Trace(Step{f.state.at(instr), src.Describe() + " enters here"})
		s := set{src}
		if fills := m.Fills(symbol); len(fills) > 0 {
			for _, i := range fills {
				if i = shifted(i, recv); isAmong(args, i) {
					f.fill(args[i], s, instr)
				}
			}
			return true
		}
		if src.Source == model.Form && strings.HasSuffix(symbol, ".FormFile") || src.Source == model.Body {
			s.union(f.body(args[0], instr), &f.spent)
		}
		if value == nil {
			return true
		}
		if src.Source == model.Session {
			f.opens(value, s)
			return true
		}
		if symbol != "net/http.Request.BasicAuth" {
			f.returnsFailure(value, s)
			return true
		}
		for i := range value.Call.Signature().Results().Len() {
			what := *src.What
			what.Index = i + 1 // a name is no secret, what proves it is
			part := Origin{What: &what, Steps: src.Steps}
			f.tuple(value, i, set{part})
		}
		return true
	}
	if l, ok := m.Limiter(symbol); ok && isAmong(args, shifted(l.Arg, recv)) {
		bounded := Trace(Step{f.state.at(instr), shortSymbol(symbol) + " bounds it"})
		f.results(value, f.get(args[shifted(l.Arg, recv)]).with(Limited).then(bounded))
		return true
	}
	if m.Unpacks(symbol) {
		f.results(value, f.get(args[0]).with(Unpacked))
		return true
	}
	if c, ok := m.Carrier(symbol); ok && value != nil {
		for i := range value.Call.Signature().Results().Len() {
			var s set
			for j, a := range args {
				if i > 0 || j == shifted(c.Arg, recv) {
					s.union(f.use(a, instr), &f.spent)
				}
			}
			f.resultAt(value, i, s)
		}
		return true
	}
	if kinds, all := m.Sanitizer(symbol); len(kinds) > 0 && f.isOpenedUp(instr.Common()) {
		return false // its summary says so as well, and what else it does
	} else if all {
		f.results(value, nil)
		return true
	} else if len(kinds) > 0 {
		made := Trace(Step{f.state.at(instr), shortSymbol(symbol) + " makes it safe for " + listed(kinds)})
		for _, a := range args {
			f.results(value, f.use(a, instr).with(safeForAll(kinds)).then(made))
		}
		return true
	}
	if m.Opaque(pkg, symbol) {
		f.opaque(instr, value, symbol, args)
		return true
	}
	return false
}

// fromRequest reports whether a source call is made on an incoming request, or
// on something that need not be one.
func (f *family) fromRequest(src Origin, args []ssa.Value) bool {
	if len(args) == 0 {
		return false
	}
	for _, a := range args {
		if models.TypeSymbol(a.Type()) == "net/http.Request" {
			return indexFunc(f.get(a), func(o *Origin) bool { return o.Kind == Param }) >= 0
		}
	}
	return true
}

// opaque evaluates a call whose results and outputs come from elsewhere.
func (f *family) opaque(instr ssa.CallInstruction, value *ssa.Call, symbol string, args []ssa.Value) {
	s := set{From(What{Kind: Unknown, Name: "the result of " + shortSymbol(symbol)})}
	f.results(value, s)
	for _, a := range args {
		f.fill(a, s, instr)
	}
}

// shortSymbol returns a symbol without the directories of its package, and
// without a major version: "pgx.Conn.Query" for "github.com/jackc/pgx/v5.Conn.Query".
func shortSymbol(symbol string) string {
	dir, name := "", symbol
	if i := strings.LastIndexByte(symbol, '/'); i >= 0 {
		dir, name = symbol[:i], symbol[i+1:]
	}
	version, rest, _ := strings.Cut(name, ".")
	if dir != "" && len(version) > 1 && version[0] == 'v' && strings.Trim(version[1:], "0123456789") == "" {
		return dir[strings.LastIndexByte(dir, '/')+1:] + "." + rest
	}
	return name
}

// fill records that a call writes the origins through the pointer v, or
// through the pointers in the argument list v.
func (f *family) fill(v ssa.Value, from set, instr ssa.CallInstruction) {
	if len(from) == 0 {
		return
	}
	switch v.Type().Underlying().(type) {
	case *types.Pointer, *types.Interface:
	case *types.Slice:
		// Variadic pointers, as in Scan(&a, &b).
		if sl, ok := v.(*ssa.Slice); ok {
			if alloc, ok := sl.X.(*ssa.Alloc); ok && alloc.Comment == "varargs" {
				f.fillElements(alloc, from, instr)
				return
			}
		}
	default:
		return
	}
	a := f.addressOf(v)
	if isLocal(a.root) {
		f.write(a, from, instr)
	} else if p, ok := a.root.(*ssa.Parameter); ok && a.root != v || ok && isReference(p.Type()) {
		f.write(a, from, instr)
		field := strings.TrimPrefix(a.path, ".")
		f.out(p, field, from)
	}
}

// fillElements fills what the elements of a variadic argument list point to.
func (f *family) fillElements(list *ssa.Alloc, from set, instr ssa.CallInstruction) {
	for _, ref := range *list.Referrers() {
		at, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, ref := range *at.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == at {
				if mi, ok := st.Val.(*ssa.MakeInterface); ok {
					if _, ok := mi.X.Type().Underlying().(*types.Pointer); ok {
						f.fill(mi.X, from, instr)
					}
				}
			}
		}
	}
}

// results makes the origins part of every result of the call.
func (f *family) results(value *ssa.Call, s set) {
	if value == nil {
		return
	}
	if t, ok := value.Type().(*types.Tuple); ok {
		for i := range t.Len() {
			f.tuple(value, i, s)
		}
		return
	}
	f.put(value, s)
}

func (f *family) builtin(b *ssa.Builtin, value *ssa.Call, args []ssa.Value, instr ssa.CallInstruction) {
	switch b.Name() {
	case "append":
		for _, a := range args {
			f.results(value, f.use(a, instr))
		}
	case "copy":
		f.write(f.addressOf(args[0]), f.use(args[1], instr), instr)
	case "recover":
		f.results(value, set{failure("a recovered panic", Step{f.state.at(instr), "what the program panicked with"})})
	case "len", "cap", "min", "max", "real", "imag", "complex", "ssa:wrapnilchk":
		for _, a := range args {
			f.results(value, f.get(a))
		}
	}
}

// unseen evaluates a call of code that has no summary: what goes in may come
// out, by the result and through pointers.
func (f *family) unseen(instr ssa.CallInstruction, value *ssa.Call, obj *types.Func, pkg, symbol string, args []ssa.Value) {
	if symbol == "errors.As" && len(args) == 2 && f.isPublicTarget(args[1]) {
		f.results(value, f.use(args[0], instr).with(Soft))
		return // what the error says is known by its type
	}
	var in set
	texts := 0
	for _, a := range args {
		s := f.use(a, instr)
		if isError(a.Type()) && value != nil && !tellsErrors(value.Type()) {
			s = s.with(Soft) // template.Must: what it returns is not the error
		}
		in.union(s, &f.spent)
		if mayCarryText(a.Type()) {
			texts++
		}
	}
	pure := obj == nil || f.state.models.Pure(pkg, symbol) || isGetter(obj)
	if !pure {
		if strings.Contains(firstSegment(pkg), ".") {
			in = in.with(Weak) // third-party code: it may well have cleaned the value
		}
	} else if obj == nil {
		in = in.with(Weak) // a function value: what it does is not known here
	}
	if texts > 1 {
		in = in.with(Mixed)
	}
	if !pure && symbol != "" && !handsBack(obj) {
		in.add(From(What{Kind: Unknown, Name: "the result of " + shortSymbol(symbol)}), &f.spent)
	}
	if s, ok := f.composed(symbol, args, instr); ok {
		in = s
	}
	if f.sends(symbol) {
		// An answer made of an error is told here, and not again where it goes on.
		in = slices.DeleteFunc(slices.Clone(in), func(o Origin) bool { return o.Kind == Failure })
	}
	if f.failures(value, pkg, symbol) {
		f.returnsFailure(value, in)
	} else {
		f.results(value, in)
	}
	if (pure && len(args) > 1 || !pure) && !f.sends(symbol) {
		for i, a := range args {
			var others set
			for j, b := range args {
				if i != j {
					others.union(f.use(b, instr), &f.spent)
				}
			}
			if pure && (texts > 2 || texts > 1 && i == 0) {
				others = others.with(Mixed) // what is decoded into a variable is alone there
			}
			if !pure {
				// What is told of an error goes to a log or the like.
				others = slices.DeleteFunc(slices.Clone(others), func(o Origin) bool { return o.Kind == Failure }).with(Weak)
			}
			if !pure && symbol != "" && i > 0 {
				// Some of what it fills in, as a decoder that is not known.
				others = append(others, From(What{Kind: Unknown, Name: "what " + shortSymbol(symbol) + " fills in"}))
			}
			if i > 0 && isWriter(obj) {
				continue // it may not change what it is given to write
			}
			f.fill(a, f.behind(a, instr, symbol, others), instr)
		}
	}
}

// handsBack reports whether all that fn can return is what it is given: it is
// written for values of any type, and takes beside them nothing but conditions.
func handsBack(fn *types.Func) bool {
	sig := fn.Origin().Signature()
	if sig.TypeParams() == nil || sig.Recv() != nil || sig.Results().Len() != 1 {
		return false
	}
	result, ok := types.Unalias(sig.Results().At(0).Type()).(*types.TypeParam)
	if !ok {
		return false
	}
	given := false
	for p := range sig.Params().Variables() {
		t := types.Unalias(p.Type())
		if list, ok := t.(*types.Slice); ok {
			t = types.Unalias(list.Elem())
		}
		if _, ok := t.(*types.TypeParam); !ok && !isBool(t) {
			return false
		}
		given = given || t == result
	}
	return given
}

// isGetter reports whether fn is a generated method of a protocol buffer that
// returns one of its fields.
func isGetter(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil || fn.Signature().Params().Len() > 0 || !strings.HasPrefix(fn.Name(), "Get") {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(recv.Type(), true, fn.Pkg(), "ProtoReflect")
	_, ok := obj.(*types.Func)
	return ok
}

// tellsErrors reports whether a result of type t can hold the text of an error.
func tellsErrors(t types.Type) bool {
	if tuple, ok := t.(*types.Tuple); ok {
		for i := range tuple.Len() {
			if tellsErrors(tuple.At(i).Type()) {
				return true
			}
		}
		return false
	}
	if i, ok := t.Underlying().(*types.Interface); ok {
		return i.NumMethods() == 0 || isError(t)
	}
	return carriesText(t)
}

// isWriter reports whether fn is the method of an io.Writer.
func isWriter(fn *types.Func) bool {
	if fn == nil || fn.Name() != "Write" {
		return false
	}
	params := fn.Signature().Params()
	if fn.Signature().Recv() == nil || params.Len() != 1 {
		return false
	}
	list, ok := params.At(0).Type().Underlying().(*types.Slice)
	return ok && carriesText(list)
}

// sends reports whether a call of the symbol hands what it is given to a client
// or a log, and leaves nothing of it behind its arguments.
func (f *family) sends(symbol string) bool {
	return slices.ContainsFunc(f.state.models.Sinks(symbol), func(s model.Sink) bool {
		return (s.Kind == model.Response || s.Kind == model.Logged) && !s.Writes
	})
}

func firstSegment(path string) string {
	first, _, _ := strings.Cut(path, "/")
	return first
}

// mayCarryText reports whether a value of type t can hold text at all.
func mayCarryText(t types.Type) bool {
	if b, ok := t.Underlying().(*types.Basic); ok {
		return b.Info()&types.IsString != 0
	}
	return true
}

// setContext records that fn puts a value into a context.
func (f *family) setContext(fn *ssa.Function, key ssa.Value, s set) {
	name, by := passedKey(key), 0
	if mi, ok := key.(*ssa.MakeInterface); ok {
		key = mi.X
	}
	if p, ok := key.(*ssa.Parameter); ok && p.Parent() == fn {
		by = slices.Index(fn.Params, p) + 1
	}
	f.setNamed(fn, name, by, s)
}

// passedKey returns the name of a key, as constantKey writes it where it becomes
// one of an interface type.
func passedKey(v ssa.Value) string {
	name := constantKey(v)
	if _, ok := v.(*ssa.MakeInterface); ok || name == "" {
		return name
	}
	if t, ok := v.Type().(*types.Basic); ok && t.Info()&types.IsString != 0 {
		return name
	}
	return fmt.Sprintf("%s(%s)", v.Type(), name)
}

func (f *family) setNamed(fn *ssa.Function, key string, by int, s set) {
	// Whether it tells who sends a request is all that is asked of it.
	s = slices.DeleteFunc(slices.Clone(s), func(o Origin) bool { return o.Kind != Source && o.Kind != Param && o.Kind != Result })
	sum := f.sums[fn]
	i := slices.IndexFunc(sum.Sets, func(have Set) bool { return have.Key == key && have.By == by })
	if i < 0 {
		sum.Sets = append(sum.Sets, Set{Key: key, By: by})
		i = len(sum.Sets) - 1
		f.changed, f.outward = true, true
	}
	have := set(sum.Sets[i].Origin)
	if have.union(s, &f.spent) {
		f.changed, f.outward = true, true
	}
	sum.Sets[i].Origin = have
}

// open records a call through a first-party interface.
func (f *family) open(instr ssa.CallInstruction, value *ssa.Call, iface, method string, args []ssa.Value) {
	at := f.state.at(instr)
	key := fmt.Sprintf("%s.%s@%s/%s", shortSymbol(iface), method, at.Package, at)
	c := Call{Key: key, Iface: iface, Method: method, At: at, In: f.sums[instr.Parent()].Func, Args: make([][]Origin, len(args))}
	var asked set // what the answer depends on
	for i, a := range args {
		c.Parts = append(c.Parts, f.parts(i, a)...)
		s := f.use(a, instr)
		c.Args[i] = f.filter(store, s)
		f.needed(c.Args[i])
		if f.state.isRequest(a.Type()) {
			s = s.with(Weak) // what of it is asked for is not seen
		}
		asked.union(s.with(Soft), &f.spent)
	}
	f.addCall(instr.Parent(), c)
	if value == nil {
		return
	}
	results := value.Call.Signature().Results()
	clean := f.state.cleansed(iface+"."+method, instr.Common().Method)
	for i := range results.Len() {
		s := set{From(What{Kind: Result, Name: key, Index: i})}.with(clean)
		if decides(results.At(i).Type()) {
			s = append(slices.Clone(asked), s...)
		}
		f.resultAt(value, i, s)
	}
	// What the implementation leaves behind its pointer arguments.
	for _, a := range args {
		if _, ok := a.Type().Underlying().(*types.Pointer); ok {
			f.fill(a, set{From(What{Kind: Unknown, Name: "what " + shortSymbol(iface) + "." + method + " fills in"})}, instr)
		}
	}
}

// escape notes that functions that are not known get to the variables behind
// the arguments, as options get to what they set.
func (f *family) escape(args []ssa.Value) {
	for _, a := range args {
		if _, ok := a.Type().Underlying().(*types.Pointer); !ok {
			continue
		}
		if root := f.addressOf(a).root; isLocal(root) && !f.escaped[root] {
			f.escaped[root] = true
			f.changed = true
		}
	}
}

// parts returns what the fields of an argument hold that is a struct, or points
// to one, and is built by the function; nothing if any of it comes from elsewhere.
func (f *family) parts(i int, v ssa.Value) []Part {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	t := v.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if _, ok := t.Underlying().(*types.Struct); !ok {
		return nil
	}
	a := f.addressOf(v)
	if isAggregate(v.Type()) {
		a = f.home(v)
	}
	text := func(o *Origin) bool { return o.Flags&Soft == 0 }
	if !isLocal(a.root) && indexFunc(f.vals[a.root], text) >= 0 || a.path != "" {
		return nil
	}
	list := []Part{{Arg: i}}
	for _, c := range f.cells[a.root] {
		name := firstSteps(c.path)
		from := f.filter(store, c.values)
		f.needed(from)
		if name == "" {
			return nil // filled as a whole, as by a decoder
		}
		k := slices.IndexFunc(list, func(p Part) bool { return p.Path == name })
		if k < 0 {
			list = append(list, Part{Arg: i, Path: name})
			k = len(list) - 1
		}
		have := set(list[k].Origin)
		have.union(from, &f.spent)
		list[k].Origin = have
	}
	return list
}

// addCall adds an open call to the summary of fn, or merges it with the same
// call found before.
func (f *family) addCall(fn *ssa.Function, c Call) {
	sum := f.sums[fn]
	i := slices.IndexFunc(sum.Calls, func(have Call) bool { return have.Key == c.Key })
	if i < 0 {
		if len(sum.Calls) >= maxCalls {
			f.spent = true
			return
		}
		sum.Calls = append(sum.Calls, c)
		f.changed, f.outward = true, true
		return
	}
	for j := range c.Args {
		have := set(sum.Calls[i].Args[j])
		if have.union(c.Args[j], &f.spent) {
			f.changed, f.outward = true, true
		}
		sum.Calls[i].Args[j] = have
	}
	if countParts(c.Parts) != countParts(sum.Calls[i].Parts) {
		sum.Calls[i].Parts = c.Parts
		f.changed, f.outward = true, true
	}
}

// mergeParts returns what is known of the fields where one call or another
// passes them: what both know.
func mergeParts(a, b []Part) []Part {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	for _, p := range b {
		i := slices.IndexFunc(a, func(have Part) bool { return have.Arg == p.Arg && have.Path == p.Path })
		if i < 0 {
			a = append(a, p)
			continue
		}
		for _, o := range p.Origin {
			a[i].Origin = Merge(slices.Clip(a[i].Origin), o)
		}
	}
	return a
}

// countParts counts what is known of the fields of arguments, which only grows.
func countParts(parts []Part) int {
	n := 0
	for i := range parts {
		n += 1 + len(parts[i].Origin)
	}
	return n
}

// pass records what a call passes where the function called needs to know, and
// that this is needed of the caller's own parameters.
func (f *family) pass(fn *ssa.Function, callee string, need Need, from set, parts []Part) {
	from = f.filter(store, from)
	if len(from) == 0 {
		return
	}
	sum := f.sums[fn]
	i := slices.IndexFunc(sum.Passes, func(p Pass) bool { return p.Func == callee && p.Need == need })
	if i < 0 {
		sum.Passes = append(sum.Passes, Pass{Func: callee, Need: need, Parts: parts})
		i = len(sum.Passes) - 1
	} else {
		sum.Passes[i].Parts = mergeParts(sum.Passes[i].Parts, parts)
	}
	have := set(sum.Passes[i].Origin)
	if have.union(from, &f.spent) {
		f.changed, f.outward = true, true
	}
	sum.Passes[i].Origin = have
	f.needed(from)
}

// needed records that what the parameters among the origins are must be told by
// callers.
func (f *family) needed(from []Origin) {
	for i := range from {
		o := &from[i]
		if o.Kind != Param || o.Flags&Soft != 0 {
			continue
		}
		fn := f.function(o.Func)
		if fn == nil {
			continue
		}
		sum := f.sums[fn]
		if need := (Need{o.Index, o.Name}); !slices.Contains(sum.Needs, need) {
			sum.Needs = append(sum.Needs, need)
			f.changed, f.outward = true, true
		}
	}
}

// origin returns the need as the parameter of the function.
func (n Need) origin(fn string) Origin {
	o := From(What{Kind: Param, Func: fn, Index: n.Param, Name: n.Name})
	if n.Name != "" {
		o.Flags = Deep
	}
	return o
}

// apply evaluates a call by the summary of the function called.
func (f *family) apply(instr ssa.CallInstruction, value *ssa.Call, sum *Summary, args []ssa.Value) {
	in := &instantiation{f: f, instr: instr, sum: sum, args: args, at: f.state.at(instr)}
	f.mentionID(instr.Parent(), sum.Func)
	for i, r := range sum.Results {
		if value != nil {
			r = in.handOn(address{root: f.resultOf(value, i)}, r)
		}
		s := in.all(r, "")
		if len(sum.Results) == 1 {
			if value != nil {
				f.put(value, s)
			}
		} else if value != nil {
			f.tuple(value, i, s)
		}
	}
	if value != nil {
		for _, h := range sum.Held {
			a := address{root: f.resultOf(value, h.Result), path: h.Path}
			f.write(a, in.all(in.handOn(a, h.Origin), ""), instr)
		}
	}
	for _, out := range sum.Outs {
		if out.Param < len(args) {
			in.leave(out)
		}
	}
	passed := "passed to " + Short(sum.Func)
	for _, flow := range sum.Flows {
		if !flow.Origin.isOpen() || flow.Sink.IsStore() {
			continue // complete where it was found, or followed by the linker
		}
		from := in.one(flow.Origin, passed)
		if flow.Sink.Text {
			from = slices.DeleteFunc(slices.Clone(from), func(o Origin) bool { return o.Flags&Object != 0 })
		}
		if i := flow.Origin.Index; flow.Sink.Kind == model.Credential && flow.Origin.Kind == Param && i < len(args) {
			if c, ok := args[i].(*ssa.Const); ok {
				from = f.literal(c, instr, rules.Unproven)
			}
		}
		sink := flow.Sink.passed(instr.Parent(), args)
		f.reach(instr.Parent(), sink, sink.judged(f.filter(sink.Kind, from)))
	}
	for _, need := range sum.Needs {
		if need.Param < len(args) {
			var parts []Part
			if need.Name == "" {
				parts = f.parts(0, args[need.Param])
			}
			f.pass(instr.Parent(), sum.Func, need, in.all([]Origin{need.origin(sum.Func)}, passed), parts)
		}
	}
	in.callbacks()
	for _, s := range sum.Sets {
		if s.By > 0 && s.By <= len(args) {
			f.setContext(instr.Parent(), args[s.By-1], in.all(s.Origin, ""))
			continue
		}
		f.setNamed(instr.Parent(), s.Key, 0, in.all(s.Origin, ""))
	}
}

// resultOf returns the value that stands for the i-th result of a call: the
// call, or the extraction from it.
func (f *family) resultOf(call *ssa.Call, i int) ssa.Value {
	if _, ok := call.Type().(*types.Tuple); !ok {
		return call
	}
	for _, ref := range *call.Referrers() {
		if ex, ok := ref.(*ssa.Extract); ok && ex.Index == i {
			return ex
		}
	}
	return call
}

// passedOn returns the argument that a call returns as it is, nil if it
// returns anything else: the methods of a builder return their receiver.
func (f *family) passedOn(call *ssa.Call) ssa.Value {
	c := call.Common()
	obj, _, _, _ := Callee(c)
	if obj == nil || c.IsInvoke() || !isReference(call.Type()) {
		return nil
	}
	sum := f.state.summaryOf(obj)
	if sum == nil || len(sum.Results) != 1 || len(sum.Held) > 0 {
		return nil
	}
	i := indexFunc(sum.Results[0], func(o *Origin) bool { return o.Flags&Soft == 0 })
	if i < 0 || indexFunc(sum.Results[0][i+1:], func(o *Origin) bool { return o.Flags&Soft == 0 }) >= 0 {
		return nil
	}
	o := sum.Results[0][i]
	if o.Kind != Param || o.Func != sum.Func || o.Flags != 0 || o.Name != "" || o.Index >= len(c.Args) {
		return nil
	}
	return c.Args[o.Index]
}

func (f *family) filter(kind model.SinkKind, s set) set {
	return slices.DeleteFunc(slices.Clone(s), func(o Origin) bool { return !f.matters(kind, &o) })
}

// isOpen reports whether a caller can say more about the origin.
func (o *Origin) isOpen() bool { return o.Kind == Param || o.Kind == Result }

// isIdle reports whether nothing comes of an origin in the argument of an open
// call: a value that carries no text, and one from elsewhere that was not put
// together with anything.
func isIdle(o Origin) bool {
	switch o.Kind {
	case Unknown, Field, Global:
		return o.Flags&Soft != 0 || o.Flags&Mixed == 0
	}
	return o.Flags&Soft != 0
}

// instantiation replaces the parameters in a summary by the arguments of one
// call.
type instantiation struct {
	f     *family
	instr ssa.Instruction
	sum   *Summary
	args  []ssa.Value
	at    Position
	// passed is the step that values take here, made on first use.
	passed *Trail
	// calling are the callbacks whose results are being looked for.
	calling []string
}

// step returns the step that values take at the call.
func (in *instantiation) step(text string) *Trail {
	if in.passed == nil || in.passed.step.Text != text {
		in.passed = Trace(Step{in.at, text})
	}
	return in.passed
}

func (in *instantiation) all(origins []Origin, text string) set {
	var s set
	for _, o := range origins {
		s.union(in.one(o, text), &in.f.spent)
	}
	return s
}

// one replaces one origin. text, if set, is the step that the value takes at
// this call.
func (in *instantiation) one(o Origin, text string) set {
	if o.Kind == Result {
		if s, ok := in.calledBack(o); ok {
			return s
		}
	}
	switch {
	case o.Kind == Source && o.Func == in.sum.Func && o.Index < len(in.args):
		return set{in.named(o)}
	case o.Kind != Param || o.Func != in.sum.Func || o.Index >= len(in.args):
		return set{o}
	}
	arg := in.args[o.Index]
	var from set
	if o.Name != "" {
		from = in.f.loadField(arg, o.Name, in.instr)
	} else {
		from = in.f.use(arg, in.instr)
		if o.Flags&Deep != 0 {
			from = from.with(Deep)
		}
	}
	var s set
	for _, a := range from {
		if o.Flags&Deep != 0 && (a.Kind == Unknown || a.Kind == Field && o.Name == "") {
			continue // the callee has recorded the field itself
		}
		a.Flags = a.Flags.then(o.Flags &^ Deep)
		if text != "" {
			a.Steps = a.Steps.Then(in.step(text))
		}
		a.Steps = a.Steps.Then(o.Steps)
		s.add(a, &in.f.spent)
	}
	return s
}

// handOn stores at a place behind a result, part by part, the structs that the
// callee was given and puts there as they are, and returns the other origins: of a
// struct with one field changed the others are still apart.
func (in *instantiation) handOn(to address, origins []Origin) []Origin {
	if to.path == "" && !isAggregate(to.root.Type()) {
		return origins
	}
	var rest []Origin
	for _, o := range origins {
		dest := to
		dest.hidden = o.Flags&Hidden != 0
		if o.Kind != Param || o.Func != in.sum.Func || o.Index >= len(in.args) || o.Flags&^Hidden != 0 || o.Name != "" || !in.copied(dest, in.args[o.Index]) {
			rest = append(rest, o)
		}
	}
	return rest
}

// copied stores a struct that the caller has built, or points to, and reports
// whether it is one.
func (in *instantiation) copied(to address, arg ssa.Value) bool {
	whole := isAggregate(arg.Type())
	if !whole && (to.path == "" || !in.f.isOwnStruct(arg.Type())) {
		return false
	}
	from := in.f.home(arg)
	if !isLocal(from.root) && (from.path != "" || !isBuilt(from.root)) || from.root == to.root {
		return false
	}
	if !in.f.copyParts(to, arg, in.instr) {
		in.f.write(to, in.f.vals[from.root], in.instr)
	}
	return true
}

// named names a source whose key the callee was given.
func (in *instantiation) named(o Origin) Origin {
	arg := in.args[o.Index]
	o.What = &What{Kind: o.Kind, Name: o.Name, Source: o.Source}
	in.f.nameBy(&o, arg)
	if o.Name == "" || o.Name == computedName {
		return o
	}
	if name := passedKey(arg); name != "" {
		o = o.named(name)
	}
	if o.Source == model.Header {
		o = o.named(canonical(o.Name))
	}
	if list := o.Steps.List(); len(list) > 0 {
		list[0].Text = o.Describe() + " enters here"
		o.Steps = Trace(list...)
	}
	return o
}

// leave stores what the callee leaves behind a pointer argument.
func (in *instantiation) leave(out Out) {
	f, arg := in.f, in.args[out.Param]
	s := slices.DeleteFunc(in.all(out.Origin, ""), func(o Origin) bool {
		return o.Kind == Failure && o.Flags&Weak != 0 // it was told of an error, as a log is
	})
	a := f.addressOf(arg)
	if strings.HasPrefix(out.Field, "[") {
		a.path += out.Field // of a list
	} else if out.Field != "" {
		a.path += "." + out.Field
	}
	f.write(a, s, in.instr)
	if p, ok := a.root.(*ssa.Parameter); ok {
		f.out(p, strings.TrimPrefix(a.path, "."), s)
	}
}
