package routes

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/analyzers/internal/models"
	"github.com/apiward/apiward/rules/model"
)

// The kinds of expression that questions about a request are made of.
const (
	Requested Kind = iota + 80 // what Index says of the request, a model.PartOf
	Text                       // what the function Name of strings or paths makes of Args
	Under                      // what the map Args[0] holds under the text Args[1]
	Called                     // what the function Args[0] answers of Args[1:]
	Named                      // the part of a request of the model.SourceKind Name that Args[0] names
)

// question reads a condition as a question, without its negations: one that has
// nothing to do with the request's path or method may come out either way.
func (b *builder) question(cond ssa.Value) Question {
	q, ok := b.asksFor(cond)
	if ok {
		return q
	}
	if b.looksAtRequest(cond) {
		return Question{Op: Unread}
	}
	return Question{Op: Either}
}

// asksFor reads a condition that asks for the path or the method.
func (b *builder) asksFor(cond ssa.Value) (Question, bool) {
	switch v := cond.(type) {
	case *ssa.BinOp:
		return b.compared(v)
	case *ssa.Lookup:
		return b.ask(True, v.Index, v.X)
	case *ssa.Extract:
		switch of := v.Tuple.(type) {
		case *ssa.Lookup:
			if v.Index == 1 {
				return b.ask(In, of.Index, of.X)
			}
			return b.ask(True, of.Index, of.X)
		case *ssa.Next:
			if over, ok := of.Iter.(*ssa.Range); ok && v.Index == 0 {
				return Question{Op: Rows, Of: b.at(over.X, over, 0), Set: b.givenList(over.X)}, true
			}
		case *ssa.Call:
			if v.Index == 0 {
				return b.truthOf(of)
			}
		}
	case *ssa.Call:
		return b.truthOf(v)
	case *ssa.UnOp:
		if v.Op != token.MUL {
			break
		}
		if row, ok := b.current(v.X, 0); ok { // a truth in a row
			return Question{Op: In, Of: row, To: Expr{Kind: Const, Name: "true"}}, true
		}
		if st := lastStored(v); st != nil {
			return b.asksFor(st)
		}
	}
	return Question{}, false
}

// compared reads a comparison: of texts, of a search with where it found
// something, of a loop's counter with the length of a list.
func (b *builder) compared(v *ssa.BinOp) (Question, bool) {
	equal := v.Op == token.EQL || v.Op == token.NEQ
	var q Question
	var ok bool
	switch {
	case v.Op == token.LSS:
		if q, ok = b.rows(v); !ok {
			q, ok = b.found(v)
		}
		return q, ok
	case equal && isString(v.X.Type()):
		q, ok = b.ask(In, v.X, v.Y)
		if other, known := b.ask(In, v.Y, v.X); known && !q.Of.read() {
			q, ok = other, true
		}
	case equal && isBool(v.X.Type()):
		c, isConst := v.Y.(*ssa.Const)
		if !isConst {
			return Question{}, false
		}
		q, ok = b.asksFor(v.X)
		q.Not = q.Not != !isTrue(c)
	default:
		return b.found(v)
	}
	q.Not = q.Not != (v.Op == token.NEQ)
	return q, ok
}

// found reads what a search in a text or in a list is held against.
func (b *builder) found(v *ssa.BinOp) (Question, bool) {
	call, ok := v.X.(*ssa.Call)
	c, isConst := v.Y.(*ssa.Const)
	if !ok || !isConst || c.Value == nil || c.Value.Kind() != constant.Int {
		return Question{}, false
	}
	_, _, symbol, _ := b.callee(call.Common())
	n := c.Int64()
	there := v.Op == token.GEQ && n == 0 || v.Op == token.GTR && n == -1 || v.Op == token.NEQ && n == -1
	absent := v.Op == token.LSS && n == 0 || v.Op == token.EQL && n == -1
	var q Question
	switch args := call.Call.Args; {
	case symbol == "strings.Index" && v.Op == token.EQL && n == 0:
		return b.ask(Prefix, args[0], args[1])
	case symbol == "strings.Index" && (there || absent):
		q, ok = b.ask(Contains, args[0], args[1])
	case symbol == "slices.Index" && (there || absent):
		q, ok = b.ask(In, args[1], args[0])
	case symbol == "strings.Compare" && v.Op == token.EQL && n == 0:
		return b.ask(In, args[0], args[1])
	default:
		return Question{}, false
	}
	q.Not = absent
	return q, ok
}

// rows reads the condition of a loop over a list.
func (b *builder) rows(v *ssa.BinOp) (Question, bool) {
	refs := v.X.Referrers()
	if refs == nil {
		return Question{}, false
	}
	for _, ref := range *refs {
		if at, ok := ref.(*ssa.IndexAddr); ok && at.Index == v.X {
			return Question{Op: Rows, Of: b.at(at.X, at.Index, 0), Set: b.givenList(at.X)}, true
		}
		if at, ok := ref.(*ssa.Index); ok && at.Index == v.X {
			return Question{Op: Rows, Of: b.at(at.X, at.Index, 0), Set: b.givenList(at.X)}, true
		}
	}
	return Question{}, false
}

// ask returns a question about of, if that is a part of the request or may be.
func (b *builder) ask(op QuestionOp, of, to ssa.Value) (Question, bool) {
	e, ok := b.said(of, 0)
	if !ok {
		return Question{}, false
	}
	list, ok := b.said(to, 0)
	if !ok {
		list = b.expr(to)
	}
	return Question{Op: op, Of: e, To: list, Set: b.givenList(to)}, true
}

// givenList returns as a setting what a text or a list of texts is that the program was
// started with, nil where it is a constant, or where more may decide it.
func (b *builder) givenList(v ssa.Value) *Setting {
	v = b.captured(v)
	if _, isConst := v.(*ssa.Const); isConst {
		return nil
	}
	s := &settling{b: b, fn: v.Parent(), seen: map[ssa.Value]bool{}}
	if !s.value(v) || !s.found {
		return nil
	}
	is := s.made()
	words := b.inWords(v, 0)
	is.Text, is.Not = words+" names the route", words+" does not name the route"
	if at := b.posIn(v); at.IsValid() {
		is.At = b.flow.Position(at)
	}
	return &is
}

// read reports whether a text is made of a part of the request.
func (e *Expr) read() bool { return e.contains(Requested) || e.contains(Procedure) }

// truthOf reads a call that answers by a truth.
func (b *builder) truthOf(call *ssa.Call) (Question, bool) {
	c := call.Common()
	args := flow.Arguments(c)
	fn, _, symbol, _ := flow.Callee(c)
	switch symbol {
	case "strings.HasPrefix", "bytes.HasPrefix":
		return b.ask(Prefix, args[0], args[1])
	case "strings.HasSuffix", "bytes.HasSuffix":
		return b.ask(Suffix, args[0], args[1])
	case "strings.Contains", "bytes.Contains":
		return b.ask(Contains, args[0], args[1])
	case "strings.EqualFold":
		if q, ok := b.ask(In, args[0], args[1]); ok {
			return q, true
		}
		return b.ask(In, args[1], args[0])
	case "bytes.Equal":
		return b.ask(In, args[0], args[1])
	case "slices.Contains":
		return b.ask(In, args[1], args[0])
	case "path.Match", "path/filepath.Match":
		return b.ask(Match, args[1], args[0])
	case "(*regexp.Regexp).MatchString", "regexp.Regexp.MatchString":
		q, ok := b.ask(Regexp, args[1], args[0])
		q.To = b.compiled(args[0])
		return q, ok
	case "regexp.MatchString":
		return b.ask(Regexp, args[1], args[0])
	case "slices.ContainsFunc":
		return b.any(c)
	}
	if c.Signature().Results().Len() == 0 || !isBool(c.Signature().Results().At(0).Type()) {
		return Question{}, false
	}
	if callee := c.StaticCallee(); callee != nil && callee.Parent() != nil && callee.Synthetic == "" {
		return b.answerOf(b.summary(callee), c.Args)
	}
	if fn != nil && !c.IsInvoke() {
		return b.answerOf(b.summaryOf(fn), args)
	}
	// A function that somebody else chooses, or a method behind an interface.
	if fn == nil && b.answers(c.Signature()) {
		if e := b.expr(c.Value); e.Kind != Unknown {
			return Question{Op: Answer, Of: Expr{Kind: Called, Args: slices.Concat([]Expr{e}, b.allSaid(c.Args))}}, true
		}
	}
	return Question{}, false
}

// answerOf returns the question that a function of the program answers.
func (b *builder) answerOf(sum *Summary, args []ssa.Value) (Question, bool) {
	if sum == nil || sum.Info == nil || sum.Info.Says == nil {
		return Question{}, false
	}
	return Question{Op: Answer, By: b.given(sum.Info.Says, sum.Func, args)}, true
}

// given returns a decision of a function with the arguments of a call put in.
func (b *builder) given(d *Decision, fn string, args []ssa.Value) *Decision {
	if d == nil {
		return nil
	}
	list := make([]Expr, len(args))
	for i := range args {
		list[i] = Expr{Kind: Param, Func: fn, Index: i}
		if d.uses(fn, i) {
			list[i] = b.allSaid(args[i : i+1])[0]
		}
	}
	return b.settling(d, args).Map(func(e Expr) Expr { return e.Subst(fn, list, "") })
}

// settling returns a decision of a function with its settings as those of who calls
// it with the arguments: where a request decides these, there are none.
func (b *builder) settling(d *Decision, args []ssa.Value) *Decision {
	if !slices.ContainsFunc(d.Turns, func(t Turn) bool { return t.Ask.Set != nil && len(t.Ask.Set.Params) > 0 || t.Ask.By != nil }) {
		return d
	}
	out := &Decision{Turns: slices.Clone(d.Turns)}
	for i := range out.Turns {
		ask := &out.Turns[i].Ask
		if ask.By != nil {
			ask.By = b.settling(ask.By, args)
		}
		if ask.Set == nil || len(ask.Set.Params) == 0 {
			continue
		}
		here, ok := b.settingsAt(&ssa.CallCommon{Args: args}, []Setting{*ask.Set})
		if ask.Set = nil; ok {
			ask.Set = &here[0]
		}
	}
	return out
}

// uses reports whether a decision goes by a parameter of a function.
func (d *Decision) uses(fn string, index int) bool {
	return d != nil && slices.ContainsFunc(d.Turns, func(t Turn) bool {
		return t.Ask.Of.uses(fn, index) || t.Ask.To.uses(fn, index) || t.Ask.By.uses(fn, index)
	})
}

func (e *Expr) uses(fn string, index int) bool {
	return e.Kind == Param && e.Func == fn && e.Index == index || slices.ContainsFunc(e.Args, func(a Expr) bool { return a.uses(fn, index) }) ||
		slices.ContainsFunc(e.Env, func(b Binding) bool { return b.Value.uses(fn, index) })
}

// compiled returns the text of a regular expression that is compiled where it is
// declared.
func (b *builder) compiled(v ssa.Value) Expr {
	v = b.captured(v)
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		switch at := b.captured(load.X).(type) {
		case *ssa.Alloc:
			if st := b.stores[at]; len(st) == 1 {
				v = st[0].Val
			}
		case *ssa.Global:
			if set := declared(at); len(set) == 1 {
				v = set[0]
			}
		}
	}
	if call, ok := v.(*ssa.Call); ok {
		if _, _, symbol, _ := b.callee(call.Common()); symbol == "regexp.MustCompile" {
			return b.expr(call.Call.Args[0])
		}
	}
	return b.unknown(v, "it is compiled elsewhere")
}

// any reads a question that is put to each of a list.
func (b *builder) any(c *ssa.CallCommon) (Question, bool) {
	lit := c.Args[1]
	if mc, ok := lit.(*ssa.MakeClosure); ok {
		lit = mc.Fn
	}
	fn, ok := lit.(*ssa.Function)
	if !ok || fn.Blocks == nil || fn.Synthetic != "" {
		return Question{}, false
	}
	sum := b.summary(fn)
	if sum.Info == nil || sum.Info.Says == nil {
		return Question{}, false
	}
	row := Expr{Kind: Row, Name: sum.Func + "@", Args: []Expr{b.expr(c.Args[0])}}
	by := sum.Info.Says.Map(func(e Expr) Expr { return e.Subst(sum.Func, []Expr{row}, "") })
	return Question{Op: Answer, By: &Decision{Turns: []Turn{
		{Ask: Question{Op: Rows, Of: row, Set: b.givenList(c.Args[0])}, Yes: 1, No: No},
		{Ask: Question{Op: Answer, By: by}, Yes: Yes, No: 0},
	}}}, true
}

// allSaid returns arguments as parts of the request, or as what else they are.
func (b *builder) allSaid(args []ssa.Value) []Expr {
	list := make([]Expr, len(args))
	for i, a := range args {
		e, ok := b.said(a, 0)
		if !ok {
			e = b.expr(a)
		}
		list[i] = e
	}
	return list
}

// texts are the functions of the standard library that make another text of one,
// and leave it comparable.
var texts = []string{
	"strings.TrimPrefix", "strings.TrimSuffix", "strings.Trim", "strings.TrimLeft", "strings.TrimRight", "strings.TrimSpace",
	"strings.ToLower", "strings.ToUpper", "strings.Clone", "path.Clean", "path.Join", "path.Base",
}

// maxSaid bounds how far a text is followed.
const maxSaid = 8

// said returns a text as what it is of the request, false where it is no part of
// it.
func (b *builder) said(v ssa.Value, depth int) (Expr, bool) {
	if depth > maxSaid {
		return Expr{}, false
	}
	depth++
	v = b.captured(v)
	if part, ok := b.partOf(v); ok {
		return part, true
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		if isString(v.Type()) || isBytes(v.Type()) {
			return b.expr(v), true
		}
	case *ssa.Convert:
		return b.said(v.X, depth)
	case *ssa.ChangeType:
		return b.said(v.X, depth)
	case *ssa.UnOp:
		if v.Op != token.MUL {
			break
		}
		if row, ok := b.current(v.X, 0); ok && isString(v.Type()) {
			return row, true
		}
		if at, ok := v.X.(*ssa.FieldAddr); ok && isString(v.Type()) {
			if row, ok := b.current(at.X, 0); ok {
				return b.selection(at.X.Type(), at.Field, row, row.At), true
			}
		}
		if alloc, ok := b.captured(v.X).(*ssa.Alloc); ok && len(b.stores[alloc]) == 1 {
			return b.said(b.stores[alloc][0].Val, depth)
		}
	case *ssa.Field:
		if row, ok := b.current(v.X, 0); ok && isString(v.Type()) {
			return b.selection(v.X.Type(), v.Field, row, row.At), true
		}
	case *ssa.Extract:
		if row, ok := b.current(v, 0); ok && isString(v.Type()) {
			return row, true
		}
		if l, ok := v.Tuple.(*ssa.Lookup); ok && v.Index == 0 {
			return b.under(l, depth)
		}
	case *ssa.Lookup:
		return b.under(v, depth)
	case *ssa.BinOp:
		if v.Op == token.ADD {
			return b.joinedSaid(Expr{Kind: Concat}, []ssa.Value{v.X, v.Y}, depth)
		}
	case *ssa.Call:
		_, _, symbol, _ := b.callee(v.Common())
		if slices.Contains(texts, symbol) {
			args := v.Call.Args
			if list, ok := args[0].(*ssa.Slice); ok && symbol == "path.Join" {
				args, _ = elements(list.X)
			}
			return b.joinedSaid(Expr{Kind: Text, Name: symbol}, args, depth)
		}
		return b.returned(v, depth)
	}
	return Expr{}, false
}

func (b *builder) under(l *ssa.Lookup, depth int) (Expr, bool) {
	if _, ok := l.X.Type().Underlying().(*types.Map); !ok {
		return Expr{}, false
	}
	key, ok := b.said(l.Index, depth)
	if !ok {
		return Expr{}, false
	}
	return Expr{Kind: Under, Args: []Expr{b.expr(l.X), key}}, true
}

// joinedSaid returns a text that is made of others, of which one has to be a
// part of the request.
func (b *builder) joinedSaid(e Expr, parts []ssa.Value, depth int) (Expr, bool) {
	any := false
	for _, v := range parts {
		part, ok := b.said(v, depth)
		if !ok {
			part = b.expr(v)
		}
		any = any || ok
		e.Args = append(e.Args, part)
	}
	return e, any
}

// returned returns the text that a function of the program reads off a request.
func (b *builder) returned(call *ssa.Call, depth int) (Expr, bool) {
	callee := call.Call.StaticCallee()
	if callee == nil || callee.Blocks == nil || callee.Pkg != b.flow.SSA || len(callee.Blocks) != 1 || !isString(call.Type()) {
		return Expr{}, false
	}
	ret, ok := callee.Blocks[0].Instrs[len(callee.Blocks[0].Instrs)-1].(*ssa.Return)
	if !ok {
		return Expr{}, false
	}
	e, ok := b.said(ret.Results[0], depth)
	if !ok {
		return Expr{}, false
	}
	return e.Subst(b.flow.ID(callee), b.allSaid(call.Call.Args), ""), true
}

// partOf returns a value that is read off a request as the part that it is.
func (b *builder) partOf(v ssa.Value) (Expr, bool) {
	var symbol string
	result := 0
	switch v := v.(type) {
	case *ssa.Call:
		_, _, symbol, _ = b.callee(v.Common())
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		if !ok {
			return Expr{}, false
		}
		result = v.Index
		_, _, symbol, _ = b.callee(call.Common())
	case *ssa.UnOp:
		addr, ok := v.X.(*ssa.FieldAddr)
		if !ok || v.Op != token.MUL {
			return Expr{}, false
		}
		owner, field := fieldOf(addr)
		symbol = owner + "." + field
	case *ssa.Field:
		symbol = models.TypeSymbol(v.X.Type()) + "." + fieldName(v.X.Type(), v.Field)
	default:
		return Expr{}, false
	}
	if part, ok := b.models.Procedure(symbol); ok && result == 0 {
		return Expr{Kind: Procedure, Index: int(part)}, true
	}
	if part, ok := b.models.PartOf(symbol); ok && result == part.Result {
		return Expr{Kind: Requested, Index: int(part.Of)}, true
	}
	return Expr{}, false
}

// looksAtRequest reports whether a condition has to do with the path or the method
// of the request, in whatever way.
func (b *builder) looksAtRequest(cond ssa.Value) bool {
	if slices.ContainsFunc(b.flow.Origins(cond), func(o flow.Origin) bool {
		return o.Kind == flow.Source && (o.Source == model.URL || o.Source == model.Path)
	}) {
		return true
	}
	seen := map[ssa.Value]bool{}
	var looks func(v ssa.Value) bool
	looks = func(v ssa.Value) bool {
		if v == nil || seen[v] || len(seen) > maxOrigins {
			return false
		}
		seen[v] = true
		if part, ok := b.partOf(v); ok {
			return part.Kind != Procedure
		}
		instr, ok := b.captured(v).(ssa.Instruction)
		if !ok {
			return false
		}
		var buf [8]*ssa.Value
		return slices.ContainsFunc(instr.Operands(buf[:0]), func(op *ssa.Value) bool { return looks(*op) })
	}
	return looks(cond)
}

func isBytes(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	return ok && types.Identical(s.Elem().Underlying(), types.Typ[types.Byte])
}
