package routes

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
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
	within int         // how deep in what holds what is asked
	stores []*ssa.Call // that are asked whether they hold anything
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
		return s.asksForAny(v) || s.value(v.X) && s.value(v.Y)
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
	if results.Len() != 1 && (results.Len() != 2 || !isError(results.At(1).Type())) || fn.Parent() != nil || len(fn.Blocks) == 0 || len(fn.Blocks) > maxGetter || b.requestAmong(fn.Params) != nil {
		return nil
	}
	if t, ok := results.At(0).Type().Underlying().(*types.Basic); !ok || t.Info()&(types.IsBoolean|types.IsString) == 0 {
		return nil
	}
	s := &settling{b: b, fn: fn, seen: map[ssa.Value]bool{}}
	var failing []*ssa.Call // whose errors it asks for
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.If:
				if call := worked(instr.Cond); call != nil && asksError(instr.Cond) {
					failing = append(failing, call)
				} else if !s.value(instr.Cond) {
					return nil
				}
			case *ssa.Return:
				if !s.value(instr.Results[0]) {
					return nil
				}
			case *ssa.Store, *ssa.MapUpdate, *ssa.Send, *ssa.Go, *ssa.Defer:
				return nil
			}
		}
	}
	if !s.found || slices.ContainsFunc(failing, func(call *ssa.Call) bool { return !slices.Contains(s.stores, call) && !s.value(call) }) {
		return nil
	}
	is := s.made()
	return &is
}

func deref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}
