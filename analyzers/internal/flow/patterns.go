package flow

import (
	"go/token"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/tools/go/ssa"
)

// A regular expression that the program keeps says what a text that matches it
// can hold: the letters of names alone, or anything.

// matches reports whether a call says yes only of names and numbers.
func (f *family) matches(symbol string, args []ssa.Value, k key) bool {
	switch symbol {
	case "regexp.Regexp.MatchString", "regexp.Regexp.Match":
		return f.speaks(args[1], k) == everything && isNarrow(f.state.patternOf(args[0]))
	case "regexp.MatchString":
		return f.keyOf(args[1]) == k && isNarrow(constantKey(args[0]))
	}
	return false
}

// findsUpward reports whether a call says yes of every text that leads upward.
func (f *family) findsUpward(symbol string, args []ssa.Value, k key) bool {
	switch symbol {
	case "regexp.Regexp.MatchString", "regexp.Regexp.Match":
		return f.speaks(args[1], k) == everything && leadsUpward(parsePattern(f.state.patternOf(args[0])))
	case "regexp.MatchString":
		return f.keyOf(args[1]) == k && leadsUpward(parsePattern(constantKey(args[0])))
	}
	return false
}

// leadsUpward reports whether the expression matches every text that has ".."
// before a slash, or a slash at all, in it.
func leadsUpward(re *syntax.Regexp) bool {
	if re == nil {
		return false
	}
	switch re.Op {
	case syntax.OpCapture:
		return leadsUpward(re.Sub[0])
	case syntax.OpAlternate:
		return slices.ContainsFunc(re.Sub, leadsUpward)
	}
	text := ""
	for _, sub := range parts(re.Simplify()) {
		switch {
		case sub.Op == syntax.OpLiteral && sub.Flags&syntax.FoldCase == 0:
			text += string(sub.Rune)
		case sub.Op == syntax.OpCharClass && hasSlash(sub):
			text += "/"
		default:
			return false
		}
	}
	return text == ".." || text == "../" || text == "/"
}

// parts returns what the expression is a sequence of.
func parts(re *syntax.Regexp) []*syntax.Regexp {
	if re.Op == syntax.OpConcat {
		return re.Sub
	}
	return []*syntax.Regexp{re}
}

// hasSlash reports whether a class of letters has the slash.
func hasSlash(class *syntax.Regexp) bool {
	for i := 0; i+1 < len(class.Rune); i += 2 {
		if class.Rune[i] <= '/' && '/' <= class.Rune[i+1] {
			return true
		}
	}
	return false
}

// matchesHost reports whether a call says yes only of addresses on hosts that
// the expression spells.
func (f *family) matchesHost(symbol string, args []ssa.Value, k key) bool {
	switch symbol {
	case "regexp.Regexp.MatchString", "regexp.Regexp.Match":
		return f.speaks(args[1], k) == everything && spellsHost(parsePattern(f.state.patternOf(args[0])))
	}
	return false
}

// spellsHost reports whether the expression begins with a scheme and a host
// whose domain it spells out, before anything else may follow.
func spellsHost(re *syntax.Regexp) bool {
	if re == nil || re.Op != syntax.OpConcat || re.Sub[0].Op != syntax.OpBeginText {
		return false
	}
	text := ""
	for _, sub := range re.Sub[1:] {
		for sub.Op == syntax.OpQuest || sub.Op == syntax.OpCapture {
			sub = sub.Sub[0]
		}
		switch {
		case sub.Op == syntax.OpLiteral:
			text += strings.ToLower(string(sub.Rune))
		case sub.Op == syntax.OpEndText:
			text += "/"
		case !narrow(sub, true):
			return false
		default:
			text += "*" // a part of the host, or of the scheme
			if last := lastOf(sub); last.Op == syntax.OpLiteral && last.Rune[len(last.Rune)-1] == '.' {
				text += "."
			}
		}
		if _, host, ok := strings.Cut(text, "://"); ok {
			if host, _, ok := strings.Cut(host, "/"); ok {
				_, domain, some := cutLast(host, "*")
				return strings.Contains(domain, ".") && (!some || domain[0] == '.')
			}
		}
	}
	return false
}

// cutLast is strings.Cut around the last separator; without one, all is behind.
func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return "", s, false
	}
	return s[:i], s[i+len(sep):], true
}

// lastOf returns what the expression ends with.
func lastOf(re *syntax.Regexp) *syntax.Regexp {
	for (re.Op == syntax.OpConcat || re.Op == syntax.OpCapture) && len(re.Sub) > 0 {
		re = re.Sub[len(re.Sub)-1]
	}
	return re
}

// cut returns what is known of v as a part of a text that an expression, or a
// function of its letters, cut out of it.
func (f *family) cut(v ssa.Value) Flags {
	if call, ok := v.(*ssa.Call); ok {
		switch _, _, symbol, _ := f.state.callee(&call.Call); symbol {
		case "strings.Map", "bytes.Map":
			return mapped(call.Call.Args[0])
		}
	}
	if f.isCut(v) {
		return everything
	}
	return 0
}

// isCut reports whether v is a part of a text that an expression cut out of it,
// and that is a name or a number.
func (f *family) isCut(v ssa.Value) bool {
	group := 0
	if load, ok := v.(*ssa.UnOp); ok {
		at, ok := load.X.(*ssa.IndexAddr)
		if !ok {
			return false
		}
		i, ok := at.Index.(*ssa.Const)
		if !ok {
			return false
		}
		v, group = at.X, int(i.Int64())
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	args := call.Call.Args
	switch _, _, symbol, _ := f.state.callee(&call.Call); symbol {
	case "regexp.Regexp.FindString", "regexp.Regexp.FindStringSubmatch":
		re := parsePattern(f.state.patternOf(args[0]))
		if group > 0 {
			re = groupOf(re, group)
		}
		return re != nil && narrow(re, false)
	case "regexp.Regexp.ReplaceAllString", "regexp.Regexp.ReplaceAllLiteralString":
		with, ok := constantText(args[2])
		return ok && !strings.ContainsFunc(with, func(r rune) bool { return !isNameRune(r) || r == '$' }) && isRest(parsePattern(f.state.patternOf(args[0])))
	}
	return false
}

// parsePattern returns nil for what is no pattern.
func parsePattern(pattern string) *syntax.Regexp {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if pattern == "" || err != nil {
		return nil
	}
	return re
}

// groupOf returns the group of the expression that has the number, nil if there
// is none.
func groupOf(re *syntax.Regexp, number int) *syntax.Regexp {
	if re == nil || re.Op == syntax.OpCapture && re.Cap == number {
		return re
	}
	for _, sub := range re.Sub {
		if g := groupOf(sub, number); g != nil {
			return g
		}
	}
	return nil
}

// isRest reports whether the expression matches every letter that no name holds.
func isRest(re *syntax.Regexp) bool {
	for re != nil && (re.Op == syntax.OpPlus || re.Op == syntax.OpCapture) {
		re = re.Sub[0]
	}
	if re == nil || re.Op != syntax.OpCharClass {
		return false
	}
	next := rune(0) // the first letter that is not looked at yet
	for i := 0; i+1 < len(re.Rune); i += 2 {
		if !named(next, re.Rune[i]-1) {
			return false
		}
		next = re.Rune[i+1] + 1
	}
	return named(next, unicode.MaxRune)
}

// named reports whether all letters from first to last can stand in names.
func named(first, last rune) bool {
	for r := first; r <= last; r++ {
		if !isNameRune(r) {
			return false
		}
	}
	return true
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
	if result, ok := v.(*ssa.Extract); ok && result.Index == 0 {
		v = result.Tuple // of regexp.Compile
	}
	call, ok := v.(*ssa.Call)
	if !ok || len(call.Call.Args) != 1 {
		return ""
	}
	switch _, _, symbol, _ := s.callee(&call.Call); symbol {
	case "regexp.MustCompile", "regexp.Compile", "regexp.MustCompilePOSIX", "regexp.CompilePOSIX":
	default:
		return ""
	}
	pattern, _ := constantText(call.Call.Args[0])
	return pattern
}

// isNarrow reports whether a text that matches the pattern is a name or a
// number: the pattern covers the whole text, and allows nothing that ends a
// word, a quoted text or a statement except where it spells it out.
func isNarrow(pattern string) bool {
	re := parsePattern(pattern)
	if re == nil {
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
	return r == 'ſ' || r == '\u212a' // what (?i) adds to s and k
}
