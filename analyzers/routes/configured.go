package routes

import (
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// A guard can be switched off by what a program is started with: a flag, a field of
// its configuration. That is the decision of who runs it and of nobody who calls it,
// so that a route behind such a guard is guarded, and marked.

// Setting is a condition that nothing of a request decides.
type Setting struct {
	At flow.Position
	// Text is the condition as it comes out where the guard is off, and Not the
	// opposite, as the source has them: "s.pass == \"\"".
	Text, Not string
	// Of are the fields and variables that decide it: where a handler writes one, it
	// is no setting. Last are those of them that are asked themselves: where the program
	// writes nothing but constants there, it is none either, unless it is Given.
	Of, Last []string
	Given    bool // by a flag, by the environment, or by what reads configurations
	// Params are the parameters of the function that decide it as well.
	Params []int
}

// Otherwise returns the setting where the condition comes out the other way.
func (s Setting) Otherwise() Setting {
	s.Text, s.Not = s.Not, s.Text
	return s
}

// Bounds of what is tried: how many settings a function is seen under, and how far
// what decides one is followed.
const (
	maxSettings = 3
	maxSettling = 60
)

// settling follows what decides a condition.
type settling struct {
	b      *builder
	fn     *ssa.Function
	of     []string
	params []int
	seen   map[ssa.Value]bool
	found  bool // there is something that a configuration can say
	last   []string
	given  bool
	within int // how deep in what holds what is asked
}

// settled returns a condition as a setting, false where more may decide it than what
// the program was started with.
func (b *builder) settled(cond ssa.Value) (Setting, bool) {
	instr, ok := cond.(ssa.Instruction)
	if !ok || goesOn(instr.Block()) {
		return Setting{}, false
	}
	s := &settling{b: b, fn: instr.Parent(), seen: map[ssa.Value]bool{}}
	if !s.value(cond) || !s.found {
		return Setting{}, false
	}
	at := cond.Pos()
	if !at.IsValid() {
		at = b.posIn(cond)
	}
	is := s.made()
	is.At, is.Text, is.Not = b.flow.Position(at), b.inWords(cond, 0), b.saidNot(cond)
	return is, true
}

// made returns what was found to decide.
func (s *settling) made() Setting {
	slices.Sort(s.of)
	slices.Sort(s.last)
	return Setting{Of: slices.Compact(s.of), Last: slices.Compact(s.last), Given: s.given, Params: s.params}
}

// goesOn reports whether a block is where a loop asks whether it goes on.
func goesOn(block *ssa.BasicBlock) bool {
	return slices.ContainsFunc(block.Preds, block.Dominates)
}

// posIn returns the place of the first part of a value that has one.
func (b *builder) posIn(v ssa.Value) token.Pos {
	for range maxSaid {
		if v.Pos().IsValid() {
			return v.Pos()
		}
		instr, ok := v.(ssa.Instruction)
		if !ok {
			break
		}
		var buf [8]*ssa.Value
		ops := instr.Operands(buf[:0])
		if len(ops) == 0 || *ops[0] == nil {
			break
		}
		v = *ops[0]
	}
	return token.NoPos
}

// value reports whether nothing but what the program was started with decides a
// value.
func (s *settling) value(v ssa.Value) bool {
	if s.seen[v] {
		return true
	}
	s.seen[v] = true
	if len(s.seen) > maxSettling || isFailure(v.Type()) || s.b.flow.IsRequest(v.Type()) {
		return false
	}
	switch v := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.Parameter:
		return s.parameter(v)
	case *ssa.FreeVar:
		return s.b.captured(v) != v && s.place(v)
	case *ssa.UnOp:
		switch v.Op {
		case token.MUL:
			return s.place(v.X)
		case token.ARROW:
			return false
		}
		return s.value(v.X)
	case *ssa.BinOp:
		return s.value(v.X) && s.value(v.Y)
	case *ssa.Field:
		s.field(v.X.Type(), v.Field)
		s.within++
		defer func() { s.within-- }()
		return s.value(v.X)
	case *ssa.Lookup:
		return s.value(v.X) && s.value(v.Index)
	case *ssa.Index:
		return s.value(v.X) && s.value(v.Index)
	case *ssa.Slice:
		return s.value(v.X)
	case *ssa.Extract:
		return s.value(v.Tuple)
	case *ssa.TypeAssert:
		return s.value(v.X)
	case *ssa.ChangeType, *ssa.ChangeInterface, *ssa.MakeInterface:
		return s.value(unwrap(v))
	case *ssa.Convert:
		return s.value(v.X)
	case *ssa.Phi:
		return s.phi(v)
	case *ssa.Call:
		return s.call(v)
	case *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Global, *ssa.Alloc:
		return s.place(v)
	}
	return false
}

// parameter reports whether a parameter is what the program was started with: what
// methods that answer requests are called on, and what functions are given that
// make handlers.
func (s *settling) parameter(p *ssa.Parameter) bool {
	fn := p.Parent()
	index := slices.Index(fn.Params, p)
	isRecv := fn.Signature.Recv() != nil && index == 0
	if !isRecv && s.b.answersRequests(fn) {
		return false
	}
	if fn == s.fn && !slices.Contains(s.params, index) {
		s.params = append(s.params, index)
	}
	s.found, s.given = true, s.given || s.within == 0
	return true
}

// answersRequests reports whether a function, or one around it, is given a request.
func (b *builder) answersRequests(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if b.requestAmong(fn.Params) != nil {
			return true
		}
	}
	return false
}

// field notes a field that decides.
func (s *settling) field(t types.Type, index int) {
	t = deref(t)
	if owner := models.TypeSymbol(t); owner != "" {
		s.note(owner + "." + fieldName(t, index))
	}
	if st, ok := structOf(t); ok && st.Tag(index) != "" {
		s.given = true
	}
}

func (s *settling) note(symbol string) {
	s.of = append(s.of, symbol)
	if s.within == 0 {
		s.last = append(s.last, symbol)
	}
}

// place reports the same of what is kept at a place.
func (s *settling) place(at ssa.Value) bool {
	switch at := at.(type) {
	case *ssa.Global:
		if isError(deref(at.Type())) {
			return false
		}
		s.note(globalName(at))
		s.found = true
		return true
	case *ssa.FieldAddr:
		if s.b.flow.IsRequest(at.X.Type()) {
			return false
		}
		s.field(at.X.Type(), at.Field)
		s.within++
		defer func() { s.within-- }()
		if local, ok := s.b.captured(at.X).(*ssa.Alloc); ok {
			return s.local(local, at.Field)
		}
		return s.value(at.X)
	case *ssa.IndexAddr:
		return s.value(at.X) && s.value(at.Index)
	case *ssa.Alloc:
		return s.local(at, -1)
	case *ssa.FreeVar:
		held := s.b.captured(at)
		if local, ok := held.(*ssa.Alloc); ok {
			return s.local(local, -1)
		}
		return held != ssa.Value(at) && s.value(held)
	}
	return s.value(at)
}

// local reports the same of a variable of a function, or of a field of it: which of
// several values it has, a request may decide where the function is given one.
func (s *settling) local(at *ssa.Alloc, field int) bool {
	var whole, part []ssa.Value
	leaves := false
	for _, ref := range *at.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == ssa.Value(at) {
				whole = append(whole, ref.Val)
			}
		case *ssa.FieldAddr:
			if ref.Field != field {
				continue
			}
			for _, use := range *ref.Referrers() {
				if st, ok := use.(*ssa.Store); ok && st.Addr == ssa.Value(ref) {
					part = append(part, st.Val)
				}
			}
		case *ssa.UnOp, *ssa.DebugRef, *ssa.MakeClosure:
		default:
			leaves = true
		}
	}
	for _, st := range s.b.stores[at] {
		if !slices.Contains(whole, st.Val) {
			whole = append(whole, st.Val) // by a literal that shares it
		}
	}
	stored := slices.Concat(whole, part)
	if s.b.answersRequests(at.Parent()) && (len(stored) != 1 || leaves) {
		return false
	}
	s.found = s.found || leaves
	return (len(stored) > 0 || leaves) && !slices.ContainsFunc(stored, func(v ssa.Value) bool { return !s.value(v) })
}

// phi reports the same of a variable with several values: what decides which of them
// it has counts as well.
func (s *settling) phi(v *ssa.Phi) bool {
	above := v.Block().Idom()
	if above == nil || goesOn(v.Block()) {
		return false
	}
	for _, block := range v.Parent().Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if ok && above.Dominates(block) && (block == above || !v.Block().Dominates(block)) && !s.value(branch.Cond) {
			return false
		}
	}
	return !slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return !s.value(e) })
}

// plain are packages of the standard library whose functions answer by what they are
// given alone.
var plain = []string{"strings", "strconv", "slices", "bytes", "path", "unicode", "cmp"}

// call reports the same of what a call returns.
func (s *settling) call(call *ssa.Call) bool {
	c := call.Common()
	all := func(args []ssa.Value) bool {
		return !slices.ContainsFunc(args, func(a ssa.Value) bool { return !s.value(a) })
	}
	if builtin, ok := c.Value.(*ssa.Builtin); ok {
		return (builtin.Name() == "len" || builtin.Name() == "cap") && all(c.Args)
	}
	fn, pkg, symbol, isMethod := flow.Callee(c)
	if fn == nil || c.IsInvoke() {
		return false
	}
	switch _, reads := s.b.models.SettingRead(symbol); {
	case symbol == "os.Getenv", symbol == "os.LookupEnv", reads:
		s.found, s.given = true, true
		return all(c.Args)
	case s.b.models.Configures(pkg):
		args := c.Args
		if isMethod && len(args) > 0 { // the reader itself
			args = args[1:]
		}
		s.found, s.given = true, true
		return all(args)
	case slices.Contains(plain, pkg):
		return all(c.Args)
	}
	sum := s.b.summaryOf(fn)
	if sum == nil || sum.Info == nil || sum.Info.Setting == nil {
		return s.loads(call)
	}
	of := sum.Info.Setting
	s.of, s.last, s.given, s.found = append(s.of, of.Of...), append(s.last, of.Last...), s.given || of.Given, true
	s.within++
	defer func() { s.within-- }()
	for _, i := range of.Params {
		if i >= len(c.Args) || !s.value(c.Args[i]) {
			return false
		}
	}
	return true
}

// loads reports whether a call reads what the program is started with into a struct:
// it does so where nothing is answered, and is given no more than where that stands.
func (s *settling) loads(call *ssa.Call) bool {
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Signature.Recv() != nil || s.b.answersRequests(call.Parent()) {
		return false
	}
	results := fn.Signature.Results()
	if results.Len() == 0 || !s.b.flow.Own(packageOf(fn)) {
		return false
	}
	if _, isStruct := structOf(results.At(0).Type()); !isStruct || slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool { return !isPlain(a.Type()) || !s.value(a) }) {
		return false
	}
	s.found = true
	return true
}

// packageOf returns the path of the package that a function is of.
func packageOf(fn *ssa.Function) string {
	if fn.Pkg == nil {
		return ""
	}
	return fn.Pkg.Pkg.Path()
}

// isPlain reports whether values of t are texts, numbers or truths, or lists of them.
func isPlain(t types.Type) bool {
	if list, ok := t.Underlying().(*types.Slice); ok {
		t = list.Elem()
	}
	_, ok := t.Underlying().(*types.Basic)
	return ok
}

// maxGetter bounds a function that only tells what a configuration says.
const maxGetter = 8

// tellsSetting returns what decides the answer of a function that tells what a
// configuration says and nothing else, nil where it does more.
func (b *builder) tellsSetting(fn *ssa.Function) *Setting {
	results := fn.Signature.Results()
	if results.Len() != 1 || fn.Parent() != nil || len(fn.Blocks) == 0 || len(fn.Blocks) > maxGetter || b.requestAmong(fn.Params) != nil {
		return nil
	}
	if t, ok := results.At(0).Type().Underlying().(*types.Basic); !ok || t.Info()&(types.IsBoolean|types.IsString) == 0 {
		return nil
	}
	s := &settling{b: b, fn: fn, seen: map[ssa.Value]bool{}}
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.If:
				if !s.value(instr.Cond) {
					return nil
				}
			case *ssa.Return:
				if !s.value(instr.Results[0]) {
					return nil
				}
			case *ssa.Store, *ssa.MapUpdate, *ssa.Send, *ssa.Go, *ssa.Defer, *ssa.Panic:
				return nil
			}
		}
	}
	if !s.found {
		return nil
	}
	is := s.made()
	return &is
}

// maxText bounds what is said of a condition.
const maxText = 80

// inWords returns a value as the source has it, as far as that is short.
func (b *builder) inWords(v ssa.Value, depth int) string {
	const unsaid = "…"
	if depth > maxSaid {
		return unsaid
	}
	depth++
	text := unsaid
	switch v := v.(type) {
	case *ssa.Const:
		switch {
		case v.IsNil():
			text = "nil"
		case v.Value == nil:
		case v.Value.Kind() == constant.String:
			text = v.Value.ExactString()
		default:
			text = v.Value.String()
		}
	case *ssa.Parameter:
		text = v.Name()
	case *ssa.FreeVar:
		text = v.Name()
	case *ssa.Alloc:
		if text = v.Comment; strings.Contains(text, " ") || text == "complit" || text == "" {
			text = unsaid
		}
	case *ssa.Global:
		if text = v.Name(); v.Pkg != nil && v.Pkg != b.flow.SSA {
			text = v.Pkg.Pkg.Name() + "." + text
		}
	case *ssa.UnOp:
		switch v.Op {
		case token.MUL:
			return b.inWords(v.X, depth)
		case token.NOT:
			text = "!" + b.inWords(v.X, depth)
		}
	case *ssa.BinOp:
		text = b.inWords(v.X, depth) + " " + v.Op.String() + " " + b.inWords(v.Y, depth)
	case *ssa.FieldAddr:
		return b.saidField(v.X, v.Field, depth)
	case *ssa.Field:
		return b.saidField(v.X, v.Field, depth)
	case *ssa.IndexAddr:
		text = b.inWords(v.X, depth) + "[" + b.inWords(v.Index, depth) + "]"
	case *ssa.Lookup:
		text = b.inWords(v.X, depth) + "[" + b.inWords(v.Index, depth) + "]"
	case *ssa.Extract:
		return b.inWords(v.Tuple, depth)
	case *ssa.TypeAssert:
		return b.inWords(v.X, depth)
	case *ssa.Call:
		text = b.saidCall(v, depth)
	case *ssa.MakeInterface, *ssa.ChangeType, *ssa.ChangeInterface:
		return b.inWords(unwrap(v), depth)
	case *ssa.Convert:
		return b.inWords(v.X, depth)
	}
	if len(text) > maxText {
		return unsaid
	}
	return text
}

func (b *builder) saidField(of ssa.Value, index, depth int) string {
	st, ok := structOf(of.Type())
	if !ok {
		return "…"
	}
	if f := st.Field(index); !f.Embedded() {
		return b.inWords(of, depth) + "." + f.Name()
	}
	return b.inWords(of, depth)
}

func (b *builder) saidCall(v *ssa.Call, depth int) string {
	args := v.Call.Args
	name := "…"
	fn, _, _, isMethod := flow.Callee(v.Common())
	builtin, isBuiltin := v.Call.Value.(*ssa.Builtin)
	switch {
	case isBuiltin:
		name = builtin.Name()
	case fn != nil && isMethod && len(args) > 0:
		name, args = b.inWords(args[0], depth)+"."+fn.Name(), args[1:]
	case fn != nil && fn.Pkg() != nil && fn.Pkg() != b.pass.Pkg:
		name = fn.Pkg().Name() + "." + fn.Name()
	case fn != nil:
		name = fn.Name()
	}
	var list []string
	for _, a := range args {
		list = append(list, b.inWords(a, depth))
	}
	return name + "(" + strings.Join(list, ", ") + ")"
}

// saidNot returns the opposite of a condition, as the source might have it.
func (b *builder) saidNot(cond ssa.Value) string {
	switch v := cond.(type) {
	case *ssa.UnOp:
		if v.Op == token.NOT {
			return b.inWords(v.X, 0)
		}
	case *ssa.BinOp:
		opposite, ok := map[token.Token]token.Token{
			token.EQL: token.NEQ, token.NEQ: token.EQL, token.LSS: token.GEQ, token.GEQ: token.LSS, token.GTR: token.LEQ, token.LEQ: token.GTR,
		}[v.Op]
		if ok {
			return b.inWords(v.X, 0) + " " + opposite.String() + " " + b.inWords(v.Y, 0)
		}
	}
	return "!" + b.inWords(cond, 0)
}

// switching is a setting with what a function does not do where it holds, and where
// it does not.
type switching struct {
	Setting             // its Text is the condition itself
	holds, fails []edge // that are taken where it holds, and where it does not
}

// switches returns the settings that branches of fn ask for, by their text.
func (b *builder) switches(fn *ssa.Function) (list []switching) {
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok || block.Succs[0] == block.Succs[1] {
			continue
		}
		is, ok := b.settled(branch.Cond)
		if !ok {
			continue
		}
		is.At = b.placeOf(branch)
		yes, no := edge{block, block.Succs[0]}, edge{block, block.Succs[1]}
		if i := slices.IndexFunc(list, func(s switching) bool { return s.Text == is.Not && !strings.Contains(s.Text, "…") }); i >= 0 {
			list[i].holds, list[i].fails = append(list[i].holds, no), append(list[i].fails, yes)
			continue
		}
		if i := slices.IndexFunc(list, func(s switching) bool { return s.Text == is.Text && !strings.Contains(s.Text, "…") }); i >= 0 {
			list[i].holds, list[i].fails = append(list[i].holds, yes), append(list[i].fails, no)
			continue
		}
		if len(list) < maxSettings {
			list = append(list, switching{is, []edge{yes}, []edge{no}})
		}
	}
	return list
}

// supposing looks for settings under which something holds of fn, and returns those
// that it takes, as they are where it does not hold: none where it holds under all.
// What holds leaves behind is of the settings that were found.
func (b *builder) supposing(fn *ssa.Function, holds func() bool) (off []Setting, ok bool) {
	list := b.switches(fn)
	outer := b.shut
	defer func(assume bool) { b.shut, b.assume = outer, assume }(b.assume)
	b.assume = true
	under := func(state []supposed) bool {
		b.shut = maps.Clone(outer)
		if b.shut == nil {
			b.shut = map[edge]bool{}
		}
		for i, s := range list {
			switch state[i] {
			case isSo:
				shut(b.shut, s.fails)
			case isNot:
				shut(b.shut, s.holds)
			}
		}
		return holds()
	}
	var found []supposed
	always := true
	for mask := range 1 << len(list) {
		state := make([]supposed, len(list))
		for i := range state {
			state[i] = isSo + supposed(mask>>i&1)
		}
		if !under(state) {
			always = false
		} else if found == nil {
			found = state
		}
		if !always && found != nil {
			break
		}
	}
	if found == nil {
		return nil, false
	}
	if always {
		return nil, under(found)
	}
	for i := range found {
		was := found[i]
		if found[i] = isEither; !under(found) {
			found[i] = was
		}
	}
	for i, state := range found {
		switch state {
		case isSo:
			off = append(off, list[i].Otherwise())
		case isNot:
			off = append(off, list[i].Setting)
		}
	}
	return off, under(found)
}

// supposed is what is supposed of a setting.
type supposed uint8

const (
	isEither supposed = iota
	isSo
	isNot
)

func shut(edges map[edge]bool, list []edge) {
	for _, e := range list {
		edges[e] = true
	}
}

// switched fills in what a guard is where settings do not switch it off. judge says
// what it is as things are supposed at the time, and by which checks; lent says that
// what it calls has settings of its own.
func (b *builder) switched(g Guard, fn *ssa.Function, lent bool, judge func() (Guard, []gate)) Guard {
	if b.assume || g.State == Required && g.Lets == nil || !lent && len(b.switches(fn)) == 0 {
		return g
	}
	var on Guard
	var under []Setting // of the functions that checks ask
	off, ok := b.supposing(fn, func() bool {
		var gates []gate
		on, gates = judge()
		under = nil
		for i := range gates {
			if gates[i].role == model.Auth {
				under = addSettings(under, gates[i].off)
			}
		}
		return on.State == Required && on.Role == model.Auth && !on.Lets.others()
	})
	off = addSettings(off, under)
	switch {
	case !ok:
		return g
	case len(off) == 0:
		return on
	}
	on.On, on.Off = nil, nil
	g.On, g.Off = &on, off
	return g
}

// hasSettings reports whether what the checks of a function ask, or what hands
// requests on for it, has settings of its own.
func hasSettings(gates []gate, nexts []next) bool {
	return slices.ContainsFunc(gates, func(g gate) bool { return len(g.off) > 0 }) ||
		slices.ContainsFunc(nexts, func(n next) bool { return n.by != nil && n.by.Guard.On != nil })
}

// withLent returns the checks of a function with those of what hands requests on for
// it, as far as they have settings.
func withLent(gates []gate, nexts []next) []gate {
	for _, n := range nexts {
		if n.by != nil && n.by.Guard.On != nil {
			gates = append(gates, gate{role: model.Auth, off: n.by.Guard.Off})
		}
	}
	return gates
}

func addSettings(list, more []Setting) []Setting {
	for _, s := range more {
		if !slices.ContainsFunc(list, func(have Setting) bool { return have.At == s.At && have.Text == s.Text }) {
			list = append(list, s)
		}
	}
	return list
}

// settingsAt returns the settings of a called function as those of the caller, false
// where a request decides what it is called with.
func (b *builder) settingsAt(call *ssa.CallCommon, list []Setting) ([]Setting, bool) {
	var out []Setting
	for _, s := range list {
		w := &settling{b: b, seen: map[ssa.Value]bool{}, of: slices.Clone(s.Of), last: s.Last, given: s.Given, within: 1}
		if in := callerOf(call); in != nil {
			w.fn = in
		}
		for _, i := range s.Params {
			if i >= len(call.Args) || !w.value(call.Args[i]) {
				return nil, false
			}
		}
		slices.Sort(w.of)
		s.Of, s.Params, s.Given = slices.Compact(w.of), w.params, w.given
		out = append(out, s)
	}
	return out, true
}

// callerOf returns the function that a call's arguments are of, nil for those that
// are none's.
func callerOf(call *ssa.CallCommon) *ssa.Function {
	for _, a := range call.Args {
		if in := a.Parent(); in != nil {
			return in
		}
	}
	return nil
}

func deref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// Switch is a condition of an operation that a setting decides, under the name that
// it has among the conditions: where the Setting holds, the operation is not done.
type Switch struct {
	When string
	Setting
}

// switchesOf returns the conditions under which a block runs that settings decide.
func (r *reader) switchesOf(block *ssa.BasicBlock) (list []Switch) {
	for ; block != nil && block.Parent() == r.fn && block.Idom() != nil; block = block.Idom() {
		above := block.Idom()
		side, ok := sideOf(above, block)
		here, outer := r.whenOf(block), r.whenOf(above)
		if !ok || len(here) == len(outer) {
			continue
		}
		branch, ok := above.Instrs[len(above.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		is, ok := r.b.settled(branch.Cond)
		if !ok {
			continue
		}
		if is.At = r.b.placeOf(branch); side == 0 {
			is = is.Otherwise()
		}
		is.Params = nil
		list = append(list, Switch{here[len(here)-1], is})
	}
	return list
}

// lend returns what a called function does with the settings of its guard as those of
// the caller, and without them where a request decides what it is called with.
func (b *builder) lend(info *Handler, call *ssa.CallCommon) *Handler {
	flat := info.Flat != nil && info.Flat.Guard.On != nil
	if info.Guard.On == nil && !flat {
		return info
	}
	out := *info
	out.Guard = b.lendGuard(out.Guard, call)
	if flat {
		layer := *info.Flat
		layer.Guard = b.lendGuard(layer.Guard, call)
		out.Flat = &layer
	}
	return &out
}

func (b *builder) lendGuard(g Guard, call *ssa.CallCommon) Guard {
	off, ok := b.settingsAt(call, g.Off)
	if g.Off = off; !ok {
		g.On = nil
	}
	return g
}

// between returns the setting by which one of two blocks is come to and not the
// other, as it is where the first is not.
func (b *builder) between(one, other *ssa.BasicBlock) (Setting, bool) {
	for above := one.Idom(); above != nil; above = above.Idom() {
		if !above.Dominates(other) {
			continue
		}
		branch, ok := above.Instrs[len(above.Instrs)-1].(*ssa.If)
		if !ok {
			return Setting{}, false
		}
		for side, to := range above.Succs {
			if len(to.Preds) != 1 || !to.Dominates(one) && !(to.Dominates(other) && above.Succs[0] != above.Succs[1]) {
				continue
			}
			is, ok := b.settled(branch.Cond)
			if !ok {
				return Setting{}, false
			}
			is.At = b.placeOf(branch)
			if to.Dominates(one) == (side == 0) {
				is = is.Otherwise()
			}
			return is, true
		}
		return Setting{}, false
	}
	return Setting{}, false
}

// isAnswering reports whether a value of type t may answer requests, or be a
// middleware: a function, or something with a method for requests.
func isAnswering(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Signature:
		return true
	case *types.Interface:
		for m := range u.Methods() {
			if m.Name() == "ServeHTTP" {
				return true
			}
		}
	}
	return false
}

// Write is what a function writes: where it can be called for a request, none of it
// is a setting.
type Write struct {
	Func    string
	Of      []string // fields and variables
	Fixed   []string // those to which it writes a constant, be it in what it makes itself
	Varies  []string // and something else
	Request bool     // the function is given a request, or stands in one that is
}

// writes returns what the functions of the package write. What a function makes
// itself is another one's only where it does so for a request.
func (b *builder) writes() (list []Write) {
	for _, fn := range b.flow.Funcs {
		if fn.Synthetic != "" {
			continue
		}
		w := Write{Func: b.flow.ID(fn), Request: b.answersRequests(fn)}
		for _, instr := range instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.Store:
				_, fixed := instr.Val.(*ssa.Const)
				w.note(instr.Addr)
				w.vary(instr.Addr, fixed)
			case *ssa.MapUpdate:
				if load, ok := instr.Map.(*ssa.UnOp); ok {
					w.note(load.X)
				}
			case ssa.CallInstruction:
				c := instr.Common()
				for i, a := range c.Args {
					if i > 0 || c.IsInvoke() || c.Signature().Recv() == nil { // a method of a field keeps to itself
						w.note(unwrap(a))
						w.vary(unwrap(a), false)
					}
				}
			}
		}
		if len(w.Of)+len(w.Varies)+len(w.Fixed) > 0 {
			list = append(list, w)
		}
	}
	return list
}

// vary notes whether a constant is written to a place.
func (w *Write) vary(at ssa.Value, fixed bool) {
	symbol := ""
	switch at := at.(type) {
	case *ssa.Global:
		symbol = globalName(at)
	case *ssa.FieldAddr:
		if owner, field := fieldOf(at); owner != "" {
			symbol = owner + "." + field
		}
	}
	switch {
	case symbol == "":
	case fixed:
		w.Fixed = appendNew(w.Fixed, symbol)
	default:
		w.Varies = appendNew(w.Varies, symbol)
	}
}

// note adds what is kept at a place, and what that is a part of.
func (w *Write) note(at ssa.Value) {
	var of []string
	for {
		switch a := at.(type) {
		case *ssa.Global:
			of = append(of, globalName(a))
		case *ssa.FieldAddr:
			if owner, field := fieldOf(a); owner != "" {
				of = append(of, owner+"."+field)
			}
			at = a.X
			continue
		case *ssa.IndexAddr:
			at = a.X
			if load, ok := at.(*ssa.UnOp); ok {
				at = load.X
			}
			continue
		case *ssa.Alloc:
			if !w.Request {
				return
			}
		}
		break
	}
	for _, symbol := range of {
		w.Of = appendNew(w.Of, symbol)
	}
}
