package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/tools/go/ssa"
)

// What a function of a text makes of quotes is found by carrying it out, for each
// of the short texts that quotes and what may stand beside them are put together
// to: whether it doubles them or takes them out, whatever its loop looks like. It is
// known only of functions that depend on the text alone, and of which those texts
// leave no way untried: what a long text alone is cut down to stays unknown.

// signs are what the texts consist of that a function is carried out for: a letter,
// the quote, and what often means something beside it.
var signs = [...]string{"'", "a", `\`, `"`, "é", "\n"}

// maxCarried bounds the steps that a function is carried out by for one text, and
// maxCarriedDepth how deep it calls others.
const (
	maxCarried      = 2000
	maxCarriedDepth = 3
)

// takesOutQuotes reports whether no text that the function returns holds a single
// quote by itself: each is doubled, or gone.
func takesOutQuotes(fn *ssa.Function) bool {
	if !isOfText(fn) || !mentionsQuote(fn, maxCarriedDepth) {
		return false
	}
	m := &machine{tried: map[*ssa.BasicBlock]bool{}}
	for _, text := range textsOfSigns() {
		m.left = maxCarried
		results := m.call(fn, []any{text}, 0)
		if m.failed || len(results) != 1 {
			return false
		}
		if out, ok := results[0].(string); !ok || !areDoubled(out) {
			return false
		}
	}
	for b := range m.tried {
		for _, other := range b.Parent().Blocks {
			if !m.tried[other] && other != b.Parent().Recover {
				return false
			}
		}
	}
	return true
}

// isOfText reports whether a function makes one text of another.
func isOfText(fn *ssa.Function) bool {
	sig := fn.Signature
	return len(fn.Blocks) > 0 && sig.Recv() == nil && len(fn.FreeVars) == 0 && sig.Params().Len() == 1 && sig.Results().Len() == 1 &&
		isText(sig.Params().At(0).Type()) && isText(sig.Results().At(0).Type())
}

func isText(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// mentionsQuote reports whether a quote is among the constants of a function or of
// those that it calls.
func mentionsQuote(fn *ssa.Function, depth int) bool {
	if depth == 0 {
		return false
	}
	var buf [8]*ssa.Value
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			for _, op := range instr.Operands(buf[:0]) {
				switch v := (*op).(type) {
				case *ssa.Const:
					if isQuote(v) {
						return true
					}
				case *ssa.Function:
					if mentionsQuote(v, depth-1) {
						return true
					}
				}
			}
		}
	}
	return false
}

func isQuote(c *ssa.Const) bool {
	switch {
	case c.Value == nil:
		return false
	case c.Value.Kind() == constant.String:
		return strings.Contains(constant.StringVal(c.Value), "'")
	}
	return isInt(c, '\'')
}

// textsOfSigns returns all texts of up to three signs.
func textsOfSigns() []string {
	all := []string{""}
	for first := 0; len(all) < 1+len(signs)+len(signs)*len(signs)+len(signs)*len(signs)*len(signs); first++ {
		for _, s := range signs {
			all = append(all, all[first]+s)
		}
	}
	return all
}

// areDoubled reports whether the single quotes of a text come in pairs.
func areDoubled(text string) bool {
	return !strings.Contains(strings.ReplaceAll(text, "''", ""), "'")
}

// machine carries functions out. Values are int64 for numbers, string, bool, []any
// for lists and arrays, *any for pointers.
type machine struct {
	left   int
	tried  map[*ssa.BasicBlock]bool
	failed bool // it came to something that it does not know
}

func (m *machine) fail() any {
	m.failed = true
	return nil
}

// call returns what a function returns for the arguments.
func (m *machine) call(fn *ssa.Function, args []any, depth int) []any {
	if depth > maxCarriedDepth || len(fn.Blocks) == 0 || len(fn.Params) != len(args) || len(fn.FreeVars) > 0 {
		m.failed = true
		return nil
	}
	env := map[ssa.Value]any{}
	for i, p := range fn.Params {
		env[p] = args[i]
	}
	var pred *ssa.BasicBlock
	for b := fn.Blocks[0]; !m.failed; {
		next, results, done := m.block(b, pred, env, depth)
		if done {
			return results
		}
		pred, b = b, next
	}
	return nil
}

// block carries a block out that is entered from pred, and returns the one behind
// it or what the function returns.
func (m *machine) block(b, pred *ssa.BasicBlock, env map[ssa.Value]any, depth int) (*ssa.BasicBlock, []any, bool) {
	m.tried[b] = true
	var chosen []any // all before any is set: one may be made of another
	for _, phi := range phisOf(b) {
		chosen = append(chosen, m.value(phi.Edges[slices.Index(b.Preds, pred)], env))
	}
	for i, phi := range phisOf(b) {
		env[phi] = chosen[i]
	}
	for _, instr := range b.Instrs {
		if m.left--; m.left < 0 {
			m.failed = true
		}
		if m.failed {
			return nil, nil, true
		}
		switch v := instr.(type) {
		case *ssa.Phi, *ssa.DebugRef:
		case *ssa.If:
			if yes, ok := m.value(v.Cond, env).(bool); ok && yes {
				return b.Succs[0], nil, false
			} else if ok {
				return b.Succs[1], nil, false
			}
			m.failed = true
		case *ssa.Jump:
			return b.Succs[0], nil, false
		case *ssa.Return:
			var results []any
			for _, r := range v.Results {
				results = append(results, m.value(r, env))
			}
			return nil, results, true
		case *ssa.Store:
			if p, ok := m.value(v.Addr, env).(*any); ok {
				*p = m.value(v.Val, env)
			} else {
				m.failed = true
			}
		case ssa.Value:
			env[v] = m.eval(v, env, depth)
		default:
			m.failed = true
		}
	}
	return nil, nil, true
}

// phisOf returns the phis that a block begins with.
func phisOf(b *ssa.BasicBlock) []*ssa.Phi {
	var phis []*ssa.Phi
	for _, instr := range b.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		phis = append(phis, phi)
	}
	return phis
}

// value returns what a value is that stands before.
func (m *machine) value(v ssa.Value, env map[ssa.Value]any) any {
	if c, ok := v.(*ssa.Const); ok {
		switch {
		case c.Value == nil:
			if _, ok := c.Type().Underlying().(*types.Slice); ok {
				return []any(nil)
			}
		case c.Value.Kind() == constant.String:
			return constant.StringVal(c.Value)
		case c.Value.Kind() == constant.Bool:
			return constant.BoolVal(c.Value)
		case c.Value.Kind() == constant.Int:
			if n, exact := constant.Int64Val(c.Value); exact {
				return n
			}
		}
		return m.fail()
	}
	if have, ok := env[v]; ok {
		return have
	}
	return m.fail()
}

// eval carries out an instruction that has a value.
func (m *machine) eval(instr ssa.Value, env map[ssa.Value]any, depth int) any {
	of := func(v ssa.Value) any { return m.value(v, env) }
	switch v := instr.(type) {
	case *ssa.BinOp:
		return m.operate(v, of(v.X), of(v.Y))
	case *ssa.UnOp:
		switch x := of(v.X).(type) {
		case *any:
			if v.Op == token.MUL {
				return *x
			}
		case bool:
			if v.Op == token.NOT {
				return !x
			}
		}
	case *ssa.Convert:
		return m.convert(of(v.X), v.X.Type(), v.Type())
	case *ssa.ChangeType:
		return of(v.X)
	case *ssa.Extract:
		if t, ok := of(v.Tuple).([]any); ok && v.Index < len(t) {
			return t[v.Index]
		}
	case *ssa.Alloc:
		return m.zero(v.Type().Underlying().(*types.Pointer).Elem())
	case *ssa.MakeSlice:
		length, ok1 := of(v.Len).(int64)
		room, ok2 := of(v.Cap).(int64)
		if ok1 && ok2 && 0 <= length && length <= room && room <= maxCarried && isLetter(v.Type().Underlying().(*types.Slice).Elem()) {
			return slices.Repeat([]any{int64(0)}, int(room))[:length]
		}
	case *ssa.Index:
		return m.index(of(v.X), of(v.Index))
	case *ssa.IndexAddr:
		list, i := of(v.X), of(v.Index)
		if p, ok := list.(*any); ok {
			list = *p
		}
		if cells, ok := list.([]any); ok {
			if i, ok := i.(int64); ok && i >= 0 && int(i) < len(cells) {
				return &cells[i]
			}
		}
	case *ssa.Slice:
		return m.slice(v, of)
	case *ssa.Range:
		if text, ok := of(v.X).(string); ok {
			var p any = []any{text, int64(0)}
			return &p
		}
	case *ssa.Next:
		return m.next(of(v.Iter))
	case *ssa.Call:
		var args []any
		for _, a := range v.Call.Args {
			args = append(args, of(a))
		}
		return m.invoke(v, args, depth)
	}
	return m.fail()
}

func (m *machine) zero(t types.Type) any {
	var p any
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsString != 0:
			p = ""
		case u.Info()&types.IsInteger != 0:
			p = int64(0)
		case u.Info()&types.IsBoolean != 0:
			p = false
		default:
			return m.fail()
		}
	case *types.Array:
		if u.Len() > maxCarried || !isLetter(u.Elem()) {
			return m.fail()
		}
		p = slices.Repeat([]any{int64(0)}, int(u.Len()))
	case *types.Slice:
		p = []any(nil)
	default:
		if n, ok := types.Unalias(t).(*types.Named); !ok || n.String() != "strings.Builder" {
			return m.fail()
		}
		p = "" // what has been written
	}
	return &p
}

func (m *machine) operate(op *ssa.BinOp, x, y any) any {
	switch x := x.(type) {
	case string:
		if y, ok := y.(string); ok {
			if op.Op == token.ADD {
				if len(x)+len(y) > maxCarried {
					return m.fail()
				}
				return x + y
			}
			return m.compare(op.Op, strings.Compare(x, y))
		}
	case bool:
		if y, ok := y.(bool); ok && op.Op == token.EQL {
			return x == y
		} else if ok && op.Op == token.NEQ {
			return x != y
		}
	case int64:
		y, ok := y.(int64)
		if !ok {
			break
		}
		if result := operated(op, constant.MakeInt64(x), constant.MakeInt64(y)); result != nil {
			return m.value(&ssa.Const{Value: result}, nil)
		}
		if op.Op == token.MUL && max(x, y, -x, -y) <= maxCarried {
			return x * y
		}
	}
	return m.fail()
}

func (m *machine) compare(op token.Token, order int) any {
	switch op {
	case token.EQL:
		return order == 0
	case token.NEQ:
		return order != 0
	case token.LSS:
		return order < 0
	case token.LEQ:
		return order <= 0
	case token.GTR:
		return order > 0
	case token.GEQ:
		return order >= 0
	}
	return m.fail()
}

func (m *machine) convert(x any, from, to types.Type) any {
	switch x := x.(type) {
	case int64:
		if result := converted(constant.MakeInt64(x), from, to); result != nil {
			return m.value(&ssa.Const{Value: result}, nil)
		}
	case string:
		if isText(to) {
			return x
		}
		return m.letters(x, to)
	case []any:
		if isText(to) {
			return m.text(x, from)
		}
	}
	return m.fail()
}

// letters returns a text as a list of type t.
func (m *machine) letters(text string, t types.Type) any {
	list, ok := t.Underlying().(*types.Slice)
	if !ok {
		return m.fail()
	}
	var cells []any
	if b, ok := list.Elem().Underlying().(*types.Basic); ok && b.Kind() == types.Byte {
		for _, b := range []byte(text) {
			cells = append(cells, int64(b))
		}
	} else {
		for _, r := range text {
			cells = append(cells, int64(r))
		}
	}
	return cells
}

// text returns a list of type t as a text.
func (m *machine) text(cells []any, t types.Type) any {
	list, ok := t.Underlying().(*types.Slice)
	if !ok {
		return m.fail()
	}
	b, ok := list.Elem().Underlying().(*types.Basic)
	var text []byte
	for _, c := range cells {
		n, isNumber := c.(int64)
		if !isNumber {
			return m.fail()
		}
		if ok && b.Kind() == types.Byte {
			text = append(text, byte(n))
		} else {
			text = utf8.AppendRune(text, rune(n))
		}
	}
	return string(text)
}

func (m *machine) index(x, i any) any {
	at, ok := i.(int64)
	switch x := x.(type) {
	case string:
		if ok && at >= 0 && int(at) < len(x) {
			return int64(x[at])
		}
	case []any:
		if ok && at >= 0 && int(at) < len(x) {
			return x[at]
		}
	}
	return m.fail()
}

func (m *machine) slice(v *ssa.Slice, of func(ssa.Value) any) any {
	x := of(v.X)
	if p, ok := x.(*any); ok {
		x = *p
	}
	length, room := 0, 0
	switch x := x.(type) {
	case string:
		length, room = len(x), len(x)
	case []any:
		length, room = len(x), cap(x)
	}
	low, high := int64(0), int64(length)
	if v.Low != nil {
		low, _ = of(v.Low).(int64)
	}
	if v.High != nil {
		high, _ = of(v.High).(int64)
	}
	if v.Max != nil || low < 0 || low > high || high > int64(room) {
		return m.fail()
	}
	switch x := x.(type) {
	case string:
		return x[low:high]
	case []any:
		return x[low:high]
	}
	return m.fail()
}

// next returns the next letter of a text that is ranged over.
func (m *machine) next(iter any) any {
	p, ok := iter.(*any)
	if !ok {
		return m.fail()
	}
	state := (*p).([]any)
	text, at := state[0].(string), state[1].(int64)
	if int(at) >= len(text) {
		return []any{false, int64(0), int64(0)}
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	*p = []any{text, at + int64(size)}
	return []any{true, at, int64(r)}
}

// invoke carries out a call.
func (m *machine) invoke(call *ssa.Call, args []any, depth int) any {
	if m.failed || call.Call.IsInvoke() {
		return m.fail()
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		return m.builtin(b.Name(), args, call)
	}
	if _, _, symbol, _ := Callee(&call.Call); strings.HasPrefix(symbol, "strings.") {
		return m.standard(symbol, args)
	}
	fn := call.Call.StaticCallee()
	if fn == nil {
		return m.fail()
	}
	results := m.call(fn, args, depth+1)
	if len(results) == 1 {
		return results[0]
	}
	return results
}

func (m *machine) builtin(name string, args []any, call *ssa.Call) any {
	switch name {
	case "len":
		switch x := args[0].(type) {
		case string:
			return int64(len(x))
		case []any:
			return int64(len(x))
		}
	case "append", "copy":
		to, ok := args[0].([]any)
		if text, isText := args[1].(string); isText {
			args[1] = m.letters(text, call.Call.Args[0].Type())
		}
		from, ok2 := args[1].([]any)
		switch {
		case !ok || !ok2 || len(to)+len(from) > maxCarried:
		case name == "append":
			return append(to, from...)
		default:
			return int64(copy(to, from))
		}
	}
	return m.fail()
}

// standard carries out a function of package strings.
func (m *machine) standard(symbol string, args []any) any {
	if written, ok := args[0].(*any); ok {
		return m.build(symbol, written, args)
	}
	var texts [3]string
	for i, a := range args[:min(len(args), len(texts))] {
		texts[i], _ = a.(string)
	}
	switch s := texts[0]; symbol {
	case "strings.ReplaceAll":
		return strings.ReplaceAll(s, texts[1], texts[2])
	case "strings.Trim":
		return strings.Trim(s, texts[1])
	case "strings.TrimSpace":
		return strings.TrimSpace(s)
	case "strings.ToLower":
		return strings.ToLower(s)
	case "strings.ToUpper":
		return strings.ToUpper(s)
	case "strings.Contains":
		return strings.Contains(s, texts[1])
	}
	return m.fail()
}

// build carries out a method of strings.Builder.
func (m *machine) build(symbol string, written *any, args []any) any {
	have, ok := (*written).(string)
	if !ok || len(have) > maxCarried {
		return m.fail()
	}
	var more any
	if len(args) > 1 {
		more = args[1]
	}
	switch n, isNumber := more.(int64); {
	case symbol == "strings.Builder.String":
		return have
	case symbol == "strings.Builder.Grow":
		return nil
	case symbol == "strings.Builder.WriteByte" && isNumber:
		*written = have + string([]byte{byte(n)})
		return nil
	case symbol == "strings.Builder.WriteRune" && isNumber:
		*written = have + string(rune(n))
		return []any{int64(1), nil}
	}
	if text, ok := more.(string); ok && symbol == "strings.Builder.WriteString" {
		*written = have + text
		return []any{int64(len(text)), nil}
	}
	return m.fail()
}
