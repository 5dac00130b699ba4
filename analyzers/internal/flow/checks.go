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

// Check says what is known of a parameter where a result of the function says
// yes: is true, or is a nil error.
type Check struct {
	Param  int
	Result int
	Shows  Flags
}

// findChecks records which parameters of fn its results answer for.
func (f *family) findChecks(fn *ssa.Function) {
	sum := f.sums[fn]
	if len(fn.Blocks) == 0 {
		return
	}
	results := fn.Signature.Results()
	for i, p := range fn.Params {
		if !isJudged(p.Type()) {
			continue
		}
		for r := range results.Len() {
			if !isVerdict(results.At(r).Type()) || slices.ContainsFunc(sum.Checks, func(c Check) bool { return c.Param == i && c.Result == r }) {
				continue
			}
			if shows := f.answersFor(fn, p, r) & (shown | Fixed); shows != 0 {
				sum.Checks = append(sum.Checks, Check{i, r, shows})
				f.changed, f.outward = true, true
			}
		}
	}
}

// isVerdict reports whether a result of type t says yes or no: a boolean or an
// error.
func isVerdict(t types.Type) bool { return isBool(t) || isError(t) }

// answersFor returns what is known of the parameter wherever the r-th result of
// fn is a yes.
func (f *family) answersFor(fn *ssa.Function, p *ssa.Parameter, r int) Flags {
	shows, yes := everything, false
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if r >= len(ret.Results) {
			return 0
		}
		if known, can := f.verdict(ret.Results[r], p, b, map[ssa.Value]bool{}); can {
			shows, yes = shows&known, true
		}
	}
	if !yes {
		return 0
	}
	return normal(shows)
}

// verdict returns whether the value v, a result that is returned from the
// block, can be a yes, and what is known of the parameter then.
func (f *family) verdict(v ssa.Value, p *ssa.Parameter, block *ssa.BasicBlock, seen map[ssa.Value]bool) (known Flags, can bool) {
	here := f.known(p, block)
	if seen[v] {
		return 0, false // around a loop: the other ways answer
	}
	seen[v] = true
	k := f.keyOf(p)
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.Bool && !constant.BoolVal(v.Value) {
			return 0, false
		}
	case *ssa.MakeInterface:
		return 0, false // an error that is made here
	case *ssa.Phi:
		all := everything
		for i, edge := range v.Edges {
			from := v.Block().Preds[i]
			if known, ok := f.verdict(edge, p, from, seen); ok {
				all, can = all&(known|f.knownOnEdge(p, from, v.Block())), true
			}
		}
		return all | here, can
	case *ssa.Call:
		if fn := v.Call.StaticCallee(); fn != nil && fn.Object() != nil {
			if _, symbol := models.Symbol(fn.Object().(*types.Func)); symbol == "errors.New" || symbol == "fmt.Errorf" {
				return 0, false
			}
		}
	case *ssa.UnOp:
		if g, ok := v.X.(*ssa.Global); ok && v.Op == token.MUL && g.Pkg != nil && !isBool(v.Type()) {
			return 0, false // a declared error
		}
	}
	if isBool(v.Type()) {
		yes, _ := f.shows(v, k)
		return normal(here | yes), true
	}
	return normal(here | f.checkedBy(v, k)), true
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// checkedBy returns what is known of the key where v, a result of a call, says
// yes: is true, or is a nil error.
func (f *family) checkedBy(v ssa.Value, k key) Flags {
	result := 0
	if ex, ok := v.(*ssa.Extract); ok {
		v, result = ex.Tuple, ex.Index
	}
	call, ok := v.(*ssa.Call)
	if !ok || call.Call.IsInvoke() {
		return 0
	}
	obj, _, symbol, recv := Callee(&call.Call)
	if obj == nil {
		return 0
	}
	args := call.Call.Args
	switch {
	case symbol == "regexp.Regexp.MatchString" && len(args) == 2:
		if f.keyOf(args[1]) == k && isNarrow(f.state.patternOf(args[0])) {
			return everything
		}
	case symbol == "regexp.MatchString" && len(args) == 2:
		if f.keyOf(args[1]) == k && isNarrow(constantKey(args[0])) {
			return everything
		}
	}
	if p, ok := f.state.models.Parser(symbol); ok && shifted(p.Arg, recv) < len(args) {
		if f.keyOf(args[shifted(p.Arg, recv)]) == k {
			return everything
		}
	}
	sum := f.state.summaryOf(obj)
	if sum == nil {
		return 0
	}
	var known Flags
	for _, c := range sum.Checks {
		if c.Result != result || c.Param >= len(args) {
			continue
		}
		about := f.speaks(args[c.Param], k)
		if c.Shows&Fixed == 0 {
			about &= c.Shows
		}
		known |= about
	}
	return known
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
