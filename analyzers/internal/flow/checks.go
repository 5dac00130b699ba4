package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"regexp/syntax"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/models"
)

// Check says that a function tells whether a parameter is one of some
// constants: where its result is true, or is a nil error, it is.
type Check struct {
	Param  int
	Result int
}

// findChecks records which parameters of fn its results answer for.
func (f *family) findChecks(fn *ssa.Function) {
	sum := f.sums[fn]
	if len(fn.Blocks) == 0 {
		return
	}
	results := fn.Signature.Results()
	for i, p := range fn.Params {
		if !carriesText(p.Type()) && !isError(p.Type()) {
			continue
		}
		for r := range results.Len() {
			if !isVerdict(results.At(r).Type()) || slices.Contains(sum.Checks, Check{i, r}) {
				continue
			}
			if f.answersFor(fn, p, r) {
				sum.Checks = append(sum.Checks, Check{i, r})
				f.changed, f.outward = true, true
			}
		}
	}
}

// isVerdict reports whether a result of type t says yes or no: a boolean or an
// error.
func isVerdict(t types.Type) bool {
	if b, ok := t.Underlying().(*types.Basic); ok {
		return b.Kind() == types.Bool
	}
	return isError(t)
}

// answersFor reports whether the parameter is one of some constants wherever
// the r-th result of fn is a yes.
func (f *family) answersFor(fn *ssa.Function, p *ssa.Parameter, r int) bool {
	yes := false
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if r >= len(ret.Results) {
			return false
		}
		switch f.verdict(ret.Results[r], p, b, map[ssa.Value]bool{}) {
		case isNo:
		case isProvenYes:
			yes = true
		case isUnprovenYes:
			return false
		}
	}
	return yes
}

type verdict int

const (
	isNo verdict = iota
	isProvenYes
	isUnprovenYes
)

// verdict says what the value v, a result that is returned from the block,
// means for the parameter.
func (f *family) verdict(v ssa.Value, p *ssa.Parameter, block *ssa.BasicBlock, seen map[ssa.Value]bool) verdict {
	if f.isChoice(p, block) {
		return isProvenYes
	}
	if seen[v] {
		return isNo // around a loop: the other ways answer
	}
	seen[v] = true
	key := f.choiceKeyOf(p)
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.Bool && !constant.BoolVal(v.Value) {
			return isNo
		}
	case *ssa.MakeInterface:
		return isNo // an error that is made here
	case *ssa.Phi:
		worst := isNo
		for i, edge := range v.Edges {
			from := v.Block().Preds[i]
			if f.isChoiceOnEdge(p, from, v.Block()) {
				worst = max(worst, isProvenYes)
				continue
			}
			worst = max(worst, f.verdict(edge, p, from, seen))
		}
		return worst
	case *ssa.Call:
		if fn := v.Call.StaticCallee(); fn != nil && fn.Object() != nil {
			if _, symbol := models.Symbol(fn.Object().(*types.Func)); symbol == "errors.New" || symbol == "fmt.Errorf" {
				return isNo
			}
		}
	case *ssa.UnOp:
		if g, ok := v.X.(*ssa.Global); ok && v.Op == token.MUL && g.Pkg != nil && !isBool(v.Type()) {
			return isNo // a declared error
		}
	}
	if isBool(v.Type()) {
		if holds, on := f.comparison(v, key); holds && on == 0 {
			return isProvenYes
		}
	} else if f.checkedBy(v, key) {
		return isProvenYes
	}
	return isUnprovenYes
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// checkedBy reports whether v is a result of a function that answers for the
// key: true, or a nil error, where it is one of some constants.
func (f *family) checkedBy(v ssa.Value, key choiceKey) bool {
	result := 0
	if ex, ok := v.(*ssa.Extract); ok {
		v, result = ex.Tuple, ex.Index
	}
	call, ok := v.(*ssa.Call)
	if !ok || call.Call.IsInvoke() {
		return false
	}
	obj, _, symbol, _ := Callee(&call.Call)
	if obj == nil {
		return false
	}
	if symbol == "regexp.Regexp.MatchString" && len(call.Call.Args) == 2 {
		return f.choiceKeyOf(call.Call.Args[1]) == key && isNarrow(f.state.patternOf(call.Call.Args[0]))
	}
	sum := f.state.summaryOf(obj)
	if sum == nil {
		return false
	}
	return slices.ContainsFunc(sum.Checks, func(c Check) bool {
		return c.Result == result && c.Param < len(call.Call.Args) && f.choiceKeyOf(call.Call.Args[c.Param]) == key
	})
}

// patternOf returns the constant pattern of the regular expression v: compiled
// where it stands, or kept in a variable of the package that is set once. It
// returns "" where that cannot be told.
func (s *state) patternOf(v ssa.Value) string {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		g, ok := load.X.(*ssa.Global)
		if !ok || g.Pkg != s.pkg {
			return ""
		}
		v = s.initialValue(g)
	}
	call, ok := v.(*ssa.Call)
	if !ok || len(call.Call.Args) != 1 {
		return ""
	}
	if _, _, symbol, _ := Callee(&call.Call); symbol != "regexp.MustCompile" {
		return ""
	}
	return constantKey(call.Call.Args[0])
}

// initialValue returns what the package's initializer stores in a variable,
// nil if that is not one store.
func (s *state) initialValue(g *ssa.Global) ssa.Value {
	var value ssa.Value
	for _, b := range s.pkg.Func("init").Blocks {
		for _, instr := range b.Instrs {
			if st, ok := instr.(*ssa.Store); ok && st.Addr == g {
				if value != nil {
					return nil
				}
				value = st.Val
			}
		}
	}
	return value
}

// isNarrow reports whether a text that matches the pattern is a name or a
// number: the pattern covers the whole text, and allows nothing that ends a
// word, a quoted text or a statement except where it spells it out.
func isNarrow(pattern string) bool {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if pattern == "" || err != nil {
		return false
	}
	re = re.Simplify()
	if re.Op != syntax.OpConcat || len(re.Sub) < 2 {
		return false
	}
	first, last := re.Sub[0], re.Sub[len(re.Sub)-1]
	return first.Op == syntax.OpBeginText && last.Op == syntax.OpEndText && narrow(re, false)
}

// narrow reports whether the expression allows the letters of names alone.
// Within a repetition no blank is allowed either, since words could follow.
func narrow(re *syntax.Regexp, repeated bool) bool {
	switch re.Op {
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return false
	case syntax.OpLiteral:
		return !slices.ContainsFunc(re.Rune, func(r rune) bool { return !isNameRune(r) && (repeated || r != ' ') })
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			if re.Rune[i+1]-re.Rune[i] > 'z' {
				return false
			}
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if !isNameRune(r) {
					return false
				}
			}
		}
	}
	repeated = repeated || re.Op == syntax.OpStar || re.Op == syntax.OpPlus || re.Op == syntax.OpRepeat
	return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !narrow(sub, repeated) })
}

// isNameRune reports whether r can stand in a name: a letter, a digit, or a
// sign that joins them.
func isNameRune(r rune) bool {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '_', r == '.', r == '-', r == ':', r == '$':
		return true
	}
	return r == 'ſ' || r == 'K' // what (?i) adds to s and k
}
