package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
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
	obj, pkg, symbol, recv := f.state.callee(c)
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
		f.state.note(&f.told)
		f.apply(instr, value, f.sums[fn], args)
		return
	}
	if obj != nil {
		if !c.IsInvoke() && f.state.firstParty(pkg) {
			f.handsOver(instr, obj, args)
		}
		if !c.IsInvoke() {
			if sum := f.state.summaryOf(obj); sum != nil {
				f.apply(instr, value, sum, args)
				return
			}
		} else if f.applyReceivers(instr, value, args[1:]) {
			return
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
	if obj == nil && (f.callback(instr, value) || f.iterate(instr)) {
		return
	}
	if obj == nil {
		f.openFunction(instr)
		f.callsValue(value)
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
	if src, ok := f.sourceOfCall(symbol, recv, args, instr); ok && f.fromRequest(src, args) && (src.Source != model.Identity || f.asksWho(args)) {
		if src.Source == model.Header && src.Name != "" {
			src = src.named(canonical(src.Name))
		}
		src.Steps = Trace(Step{f.state.at(instr), src.Describe() + " enters here"})
		s := set{src}
		if look := m.Look(symbol); look > 0 && isAmong(args, shifted(look-1, recv)) {
			s = f.proved(src, args[shifted(look-1, recv)])
		}
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
	if src, ok := m.Source(symbol); ok && src.Of != "" && f.isOwnText(args[0], src.Of, instr) {
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
					s.union(f.use(a, instr).without(Rooted), &f.spent)
				}
			}
			f.resultAt(value, i, s)
		}
		return true
	}
	if kinds, all := m.Sanitizer(symbol); len(kinds) > 0 && f.isOpenedUp(instr.Common()) {
		return false // its summary says so as well, and what else it does
	} else if all {
		for _, a := range args { // which value it is, they decide
			f.results(value, f.use(a, instr).with(Soft))
		}
		return true
	} else if len(kinds) > 0 {
		made := Trace(Step{f.state.at(instr), shortSymbol(symbol) + " makes it safe for " + listed(kinds)})
		for _, a := range args {
			f.results(value, f.use(a, instr).with(safeForAll(kinds)).then(made))
		}
		return true
	}
	if m.Opaque(pkg, symbol) {
		f.opaque(instr, value, pkg, symbol, args)
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
			return indexFunc(f.get(a), func(o *Origin) bool { return o.Kind == Param && !f.goesOut(o) }) >= 0
		}
	}
	return true
}

// opaque evaluates a call whose results and outputs come from elsewhere. Which rows
// a database finds, what it is asked with decides.
func (f *family) opaque(instr ssa.CallInstruction, value *ssa.Call, pkg, symbol string, args []ssa.Value) {
	s := set{From(What{Kind: Unknown, Name: "the result of " + shortSymbol(symbol)})}
	f.results(value, s)
	if value != nil && f.state.models.IsStore(pkg) {
		f.answers(value, args)
	}
	for _, a := range args {
		f.fill(a, s, instr)
	}
}

// answers adds to what a call of a database answers that what it is asked with
// decides it.
func (f *family) answers(call *ssa.Call, args []ssa.Value) {
	for i, a := range args {
		if !isAskedWith(a, i) {
			continue
		}
		s := f.use(a, call)
		if i > 0 {
			s = slices.DeleteFunc(slices.Clone(s), func(o Origin) bool { return o.Flags&Soft != 0 })
		}
		f.results(call, s.with(Soft))
	}
}

// isAskedWith reports whether the i-th argument of a call of a database has a say in
// what it answers: the statement and the rows have, the connection and the context
// have none.
func isAskedWith(v ssa.Value, i int) bool {
	if i > 0 {
		return models.TypeSymbol(v.Type()) != "context.Context"
	}
	switch v.(type) {
	case *ssa.Call, *ssa.Extract, *ssa.Phi:
		return true
	}
	return carriesText(v.Type())
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
	} else if p, ok := a.root.(*ssa.Parameter); ok && (a.root != v || isReference(p.Type())) && !f.isExchange(a) {
		f.write(a, from, instr)
		field := strings.TrimPrefix(a.path, ".")
		f.out(p, field, from)
	}
}

// isExchange reports whether a place is the whole of a request that came in, or of
// its answer, as a function is given them. What is written to an answer has left
// the program, and a request holds what its client sent: nothing that a call puts
// there beside them is read from them again. To keep it would make a page's every
// value a part of all that is read of a request behind it.
func (f *family) isExchange(a address) bool {
	p, ok := a.root.(*ssa.Parameter)
	if !ok || a.path != "" {
		return false
	}
	switch models.TypeSymbol(p.Type()) {
	case "net/http.ResponseWriter":
		return true
	case httpRequest:
		return slices.Contains(f.sums[p.Parent()].Request, slices.Index(p.Parent().Params, p))
	}
	return false
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

// panicked returns what the function panics with itself in whose deferred calls an
// instruction stands.
func (f *family) panicked(at ssa.Instruction) (s set) {
	for instr := range f.instructions() {
		if p, ok := instr.(*ssa.Panic); ok && p.Parent() != at.Parent() && isWithin(at.Parent(), p.Parent()) {
			s.union(f.use(p.X, p), &f.spent)
		}
	}
	return s
}

// isWithin reports whether a function literal stands in a function.
func isWithin(fn, outer *ssa.Function) bool {
	for fn != nil && fn != outer {
		fn = fn.Parent()
	}
	return fn != nil
}

func (f *family) builtin(b *ssa.Builtin, value *ssa.Call, args []ssa.Value, instr ssa.CallInstruction) {
	switch b.Name() {
	case "append":
		f.appended(value, args, instr)
	case "copy":
		f.write(f.addressOf(args[0]), f.use(args[1], instr), instr)
	case "recover":
		f.results(value, set{failure("a recovered panic", Step{f.state.at(instr), "what the program panicked with"})})
		f.results(value, f.panicked(instr))
	case "len", "cap", "min", "max", "real", "imag", "complex", "ssa:wrapnilchk":
		for _, a := range args {
			f.results(value, f.get(a))
		}
	}
}
