package flow

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/model"
)

// shifted returns where an argument that a model counts without the receiver
// stands in a list that begins with it.
func shifted(arg int, recv bool) int {
	if recv {
		return arg + 1
	}
	return arg
}

// sinks records which arguments reach a modelled sink.
func (f *family) sinks(instr ssa.CallInstruction, symbol string, recv bool, args []ssa.Value) {
	for _, sink := range f.state.models.Sinks(symbol) {
		i := shifted(sink.Arg, recv)
		if i < 0 || i >= len(args) || !holds(sink.When, recv, args) {
			continue
		}
		if sink.Kind == model.Outbound && recv && f.cameIn(args[0]) {
			continue // what came in is changed, and calls nobody
		}
		at := Sink{Kind: sink.Kind, At: f.state.at(instr), Call: symbol, In: f.sums[instr.Parent()].Func, Text: sink.Text, Served: sink.Served}
		if (sink.Streams || sink.Writes) && isAmong(args, shifted(sink.Dest, recv)) {
			to := args[shifted(sink.Dest, recv)]
			if sink.Writes && !f.answersClient(to) {
				continue
			}
			if sink.Streams {
				switch destination(to) {
				case "io.Discard":
					continue // nothing is kept of it
				case "bytes.Buffer", "strings.Builder":
				default:
					at.Streams = true
				}
			}
		}
		var reached, idle set
		full := false // of what does no harm, some are enough
		list := counted(args, i, &sink)
		if sink.Text && !sink.Rest && i == len(args)-1 && instr.Common().Signature().Variadic() {
			list = leading(args[i])
		}
		for _, v := range list {
			if sink.Text && !mayBeText(v) {
				continue
			}
			s := f.use(v, instr)
			if c, ok := v.(*ssa.Const); ok && sink.Kind == model.Credential {
				s = f.literal(c, instr, rules.Unproven)
			}
			if sink.Kind == model.BodyRead && sink.Arg < 0 && f.state.isRequest(v.Type()) {
				s = f.body(v, instr)
			}
			for _, o := range s {
				if f.matters(sink.Kind, &o) {
					reached.add(o, &f.spent)
				} else {
					idle.add(o, &full)
				}
			}
		}
		at.Excused = f.state.excused(at.At)
		if sink.Kind == model.Outbound && len(reached) > 0 {
			asked, holders := f.askedAtDialling(instr, symbol, args)
			if asked {
				reached = reached.with(Weak)
			}
			at.Clients = holders
		}
		if sink.Kind == model.Response && len(reached) > 0 {
			f.says(&at, instr)
			reached = at.judged(reached)
		}
		f.reach(instr.Parent(), &at, reached)
		f.hear(at, reached, idle, f.beside(&sink, args[i+1:], instr))
	}
}

// cameIn reports whether v is a part of a request that came in.
func (f *family) cameIn(v ssa.Value) bool {
	a := f.addressOf(v)
	p, ok := a.root.(*ssa.Parameter)
	return ok && a.path != "" && f.state.isRequest(p.Type())
}

// fieldSinks records what a store puts into a modelled field.
func (f *family) fieldSinks(at ssa.Instruction, field string, v ssa.Value) {
	for _, sink := range f.state.models.Sinks(field) {
		to := Sink{Kind: sink.Kind, At: f.state.position(at.Pos()), Call: field, In: f.sums[at.Parent()].Func, Text: sink.Text}
		to.Excused = f.state.excused(to.At)
		if sink.Given != nil && !f.isGiven(sink.Given, at) {
			continue
		}
		before, list := f.listed(v)
		for _, v := range among(before, list, &sink) {
			if sink.Text && !mayBeText(v) {
				continue
			}
			s := f.use(v, at)
			if c, ok := v.(*ssa.Const); ok && sink.Kind == model.Credential {
				s = f.literal(c, at, rules.Unproven)
			}
			if strings.HasSuffix(field, "]") {
				s = s.without(Scalar) // what the key says it is, and no text in a document
			}
			reached := f.filter(sink.Kind, s)
			f.reach(at.Parent(), &to, reached)
			f.hear(to, reached, s, nil)
		}
	}
}

// requestURL is the symbol of the address that a request goes out to.
const requestURL = httpRequest + ".URL"

// outgoing returns requestURL where a store sets the address of a request that
// was made to go out, or the host in it; "" if it is another store.
func (f *family) outgoing(st *ssa.Store) string {
	place, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return ""
	}
	if models.TypeSymbol(place.X.Type()) == urlType {
		load, ok := place.X.(*ssa.UnOp)
		if _, field := fieldOf(place.X.Type(), place.Field); !ok || field.Name() != "Host" {
			return ""
		}
		if place, ok = load.X.(*ssa.FieldAddr); !ok {
			return ""
		}
	}
	a := f.addressOf(place)
	made, ok := a.root.(*ssa.Extract)
	if !ok || a.field != requestURL {
		return ""
	}
	if calls(made.Tuple, "net/http.NewRequest") || calls(made.Tuple, "net/http.NewRequestWithContext") {
		return requestURL
	}
	return ""
}

// keyed returns the symbol of the value under a constant key that a store sets
// in a struct of a key and a value, as bson.E; "" if it is another store.
func keyed(st *ssa.Store) string {
	value, ok := st.Addr.(*ssa.FieldAddr)
	if !ok || value.Field != 1 || value.X.Referrers() == nil {
		return ""
	}
	for _, ref := range *value.X.Referrers() {
		first, ok := ref.(*ssa.FieldAddr)
		if !ok || first.Field != 0 {
			continue
		}
		for _, ref := range *first.Referrers() {
			if set, ok := ref.(*ssa.Store); ok && set.Addr == first {
				if name := constantKey(set.Val); name != "" {
					return models.TypeSymbol(value.X.Type()) + "[" + name + "]"
				}
			}
		}
	}
	return ""
}

// counted returns the arguments that a sink is about: the i-th, or all from it
// on, those of a list one by one.
func counted(args []ssa.Value, i int, sink *model.Sink) []ssa.Value {
	last := i + 1
	if sink.Rest {
		last = len(args)
	}
	var list []ssa.Value
	for _, a := range args[i:last] {
		list = append(list, elements(a)...)
	}
	return among(nil, list, sink)
}

// among returns those of the values in a list that a sink is about, where others stand
// before them.
func among(before, list []ssa.Value, sink *model.Sink) []ssa.Value {
	if sink.Kind == model.Argument {
		// Behind "--" nothing is an option.
		if slices.ContainsFunc(before, func(v ssa.Value) bool { return constantKey(v) == "--" }) {
			return nil
		}
		if end := slices.IndexFunc(list, func(v ssa.Value) bool { return constantKey(v) == "--" }); end >= 0 {
			list = list[:end]
		}
	}
	if sink.After == nil {
		return list
	}
	var behind []ssa.Value
	for j := range list {
		if follows(slices.Concat(before, list[:j]), sink.After) {
			behind = append(behind, list[j])
		}
	}
	return behind
}

// follows reports whether the values hold one constant of each set in their
// order, the last at their end.
func follows(before []ssa.Value, sets [][]string) bool {
	n := len(sets) - 1
	if len(before) == 0 || !slices.Contains(sets[n], text(before[len(before)-1])) {
		return false
	}
	before = before[:len(before)-1]
	for _, v := range slices.Backward(before) {
		if n > 0 && slices.Contains(sets[n-1], text(v)) {
			n--
		}
	}
	return n == 0
}

// text returns the constant string that v is, "" if it is none.
func text(v ssa.Value) string {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	if c, ok := v.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
		return constant.StringVal(c.Value)
	}
	return ""
}

// isStoredTo reports whether an element of a list is stored anew once it is made.
func isStoredTo(list *ssa.Slice) bool {
	return slices.ContainsFunc(*list.Referrers(), func(ref ssa.Instruction) bool {
		at, ok := ref.(*ssa.IndexAddr)
		return ok && slices.ContainsFunc(*at.Referrers(), func(ref ssa.Instruction) bool {
			st, ok := ref.(*ssa.Store)
			return ok && st.Addr == ssa.Value(at)
		})
	})
}

// elements returns the values in the list that a variadic call, a literal or an
// append makes of them, in order; any other value alone.
func elements(v ssa.Value) []ssa.Value {
	if call, ok := v.(*ssa.Call); ok {
		if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" && len(call.Call.Args) == 2 {
			return append(slices.Clone(elements(call.Call.Args[0])), elements(call.Call.Args[1])...)
		}
	}
	slice, ok := v.(*ssa.Slice)
	if !ok || isStoredTo(slice) {
		return []ssa.Value{v}
	}
	if whole, ok := slice.X.(*ssa.Slice); ok {
		low, ok := constantIndex(slice.Low)
		if list := elements(whole); ok && slice.High == nil && len(list) > low && list[0] != ssa.Value(whole) {
			return list[low:]
		}
		return []ssa.Value{v}
	}
	alloc, ok := slice.X.(*ssa.Alloc)
	if ok && alloc.Comment != "varargs" && alloc.Comment != "slicelit" {
		alloc, ok = literalOf(slice, alloc)
	}
	if !ok {
		return []ssa.Value{v}
	}
	var list []ssa.Value
	for _, ref := range *alloc.Referrers() {
		at, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, ref := range *at.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == at {
				list = append(list, st.Val)
			}
		}
	}
	return list
}

// literalOf returns the literal that an array is, of which slice takes all, false
// where something else is done to the array.
func literalOf(slice *ssa.Slice, array *ssa.Alloc) (*ssa.Alloc, bool) {
	var literal *ssa.Alloc
	for _, ref := range *array.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Slice, *ssa.DebugRef:
			if s, ok := ref.(*ssa.Slice); ok && s != slice {
				return nil, false
			}
		case *ssa.Store:
			load, ok := ref.Val.(*ssa.UnOp)
			if !ok || literal != nil {
				return nil, false
			}
			if literal, ok = load.X.(*ssa.Alloc); !ok || literal.Comment != "complit" {
				return nil, false
			}
		default:
			return nil, false
		}
	}
	return literal, literal != nil && slice.Low == nil && slice.High == nil
}

// leading returns the first of the values in a variadic list, and none if the
// list was made elsewhere: the first is text and the others its values, and
// which is which is not known there. The cost is a text that a function hands
// on in its own list.
func leading(list ssa.Value) []ssa.Value {
	if made := elements(list); len(made) > 0 && made[0] != list {
		return made[:1]
	}
	return nil
}

// mayBeText reports whether the value is a string, or is not known to be
// anything else. What has methods is no string, as a condition of a builder; a
// list of conditions is none either. Nor is a string of a type of its own, as an
// identifier, where any value may stand: what asks for strings there passes it by.
func mayBeText(v ssa.Value) bool {
	switch x := v.(type) {
	case *ssa.MakeInterface:
		v = x.X
		_, named := types.Unalias(v.Type()).(*types.Named)
		if _, basic := v.Type().Underlying().(*types.Basic); named && basic && x.Type().Underlying().(*types.Interface).Empty() {
			return false
		}
	case *ssa.ChangeInterface:
		v = x.X
	}
	switch u := v.Type().Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Interface:
		return u.NumMethods() == 0
	case *types.Slice:
		elem, ok := u.Elem().Underlying().(*types.Interface)
		return carriesText(u) || ok && elem.NumMethods() == 0
	}
	return false
}

// holds reports whether a call's constant arguments are what the condition
// asks for.
func holds(c *model.Condition, recv bool, args []ssa.Value) bool {
	if c == nil {
		return true
	}
	i := shifted(c.Arg, recv)
	for _, a := range args[min(i, len(args)):min(i+1, len(args))] {
		if mi, ok := a.(*ssa.MakeInterface); ok {
			a = mi.X
		}
		if v, ok := a.(*ssa.Const); ok && v.Value != nil {
			text := v.Value.ExactString()
			if v.Value.Kind() == constant.String {
				text = constant.StringVal(v.Value)
			}
			return slices.Contains(c.Values, text)
		}
	}
	return false
}

// answersClient reports whether what is written to v goes to a client.
func (f *family) answersClient(v ssa.Value) bool {
	for range maxResolve {
		if name := models.TypeSymbol(v.Type()); name == "net/http.ResponseWriter" || f.state.models.Response(name) {
			return true
		}
		switch x := f.functionOf(v).(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.Call:
			obj, _, symbol, recv := f.state.callee(&x.Call)
			w, ok := f.state.models.Writer(symbol)
			if obj == nil || !ok || shifted(w.Arg, recv) >= len(x.Call.Args) {
				return false
			}
			v = x.Call.Args[shifted(w.Arg, recv)]
		default:
			return false
		}
	}
	return false
}

// destination names what a copy goes to: a type, or a variable of a library.
func destination(v ssa.Value) string {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			return models.TypeSymbol(x.X.Type())
		case *ssa.ChangeInterface:
			v = x.X
			continue
		case *ssa.UnOp:
			if g, ok := x.X.(*ssa.Global); ok && g.Pkg != nil {
				return g.Pkg.Pkg.Path() + "." + g.Name()
			}
		}
		return ""
	}
}

// matters reports whether an origin is of interest to a kind of sink.
func (f *family) matters(kind model.SinkKind, o *Origin) bool {
	if kind == model.BodyRead {
		// Bodies are followed by the request they belong to, since a limit
		// may be set on it anywhere above.
		if o.Kind != Param || o.Flags&Limited != 0 {
			return false
		}
		if f.incoming(*o) {
			return o.Name == "Body" || o.Name == requestPart || !f.isHTTP(o)
		}
		return o.Name == "Body" || o.Name == "" && o.Flags&Deep == 0
	}
	// A request is text where it is read; the parameter that holds it is none.
	return Matters(kind, o) && (kind == store || o.Kind != Param || !f.incoming(*o))
}

// Matters reports whether a value of the origin is of interest to a kind of
// sink, request bodies aside.
func Matters(kind model.SinkKind, o *Origin) bool {
	if o.Flags&Soft != 0 || o.Flags&safeFor(kind) != 0 {
		return false
	}
	switch o.Kind {
	case Param, Result, Field, Global:
		return true
	case Source:
		if o.Source == model.House {
			n := kind.HouseFlow()
			return kind == store || n >= 0 && o.Index>>n&1 != 0
		}
		switch kind {
		case store:
			return true
		case model.Response:
			return false
		case model.Credential:
			return o.Source == model.Body || o.Source == model.Form // what someone types
		case model.Redirect:
			// The host that a client asked for is where it is already.
			return o.Source != model.Host
		}
		return true // of what the chain put into a context, the linker knows
	case Unknown:
		return kind == model.SQL || kind == store
	case Failure:
		return kind == model.Response || kind == store
	case Literal:
		return kind == model.Credential || kind == store
	}
	return false
}

// conversionSinks records what a conversion to a modelled type makes of a value,
// as bun.Safe(text).
func (f *family) conversionSinks(to ssa.Instruction, from ssa.Value) {
	if name := models.TypeSymbol(to.(ssa.Value).Type()); name != "" {
		f.fieldSinks(to, name, from)
	}
}
