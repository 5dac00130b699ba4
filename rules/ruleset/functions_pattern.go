package ruleset

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"

	"github.com/apiward/apiward/rules"
)

// pattern is a regular expression that was compiled.
type pattern struct {
	*regexp.Regexp     // nil where it cannot be
	cost           int // steps for each 64 bytes that are looked at
}

// The bounds of patterns.
const (
	maxExpression = 1000 // bytes
	maxPatterns   = 1000 // that are kept of one trial
)

// compilePattern compiles a regular expression. The error says what is wrong in
// the words of a policy's author.
func compilePattern(text string) (*regexp.Regexp, error) {
	if len(text) > maxExpression {
		return nil, fmt.Errorf("it has %d bytes, more than %d", len(text), maxExpression)
	}
	re, err := regexp.Compile(text)
	if e, ok := errors.AsType[*syntax.Error](err); ok {
		return nil, fmt.Errorf("%s in %s", e.Code, quote(e.Expr))
	}
	return re, err
}

// newPattern compiles a text. What a pattern costs goes with its length, where
// its repetitions are written out.
func newPattern(text string) *pattern {
	re, err := compilePattern(text)
	if err != nil {
		return &pattern{}
	}
	p := &pattern{Regexp: re, cost: 8}
	if parsed, err := syntax.Parse(text, syntax.Perl); err == nil {
		if program, err := syntax.Compile(parsed.Simplify()); err == nil {
			p.cost += len(program.Inst)
		}
	}
	return p
}

// looks reports whether there is a pattern, and steps enough to look at a text.
func (p *pattern) looks(w *work, s string) bool {
	return p != nil && p.Regexp != nil && w.take((len(s)/64+1)*p.cost)
}

// pattern returns the compiled form of a text that is only known now, nil where
// it has none.
func (w *work) pattern(v any) *pattern {
	s, ok := v.(string)
	if !ok {
		return nil
	}
	if p, ok := w.patterns[s]; ok {
		return p
	}
	if !w.take(100 * len(s)) {
		return nil
	}
	p := newPattern(s)
	if w.patterns == nil {
		w.patterns = map[string]*pattern{}
	}
	if len(w.patterns) < maxPatterns {
		w.patterns[s] = p
	}
	return p
}

// groupsType returns the type of what a pattern finds.
func groupsType(re *regexp.Regexp) rules.Type {
	switch {
	case re.NumSubexp() == 0:
		return rules.TextType
	case slices.ContainsFunc(re.SubexpNames(), func(n string) bool { return n != "" }):
		return rules.MapOf(rules.TextType)
	}
	return rules.ListOf(rules.TextType)
}

// groups returns what a pattern found: the text, its groups as a list, or as a
// map where they have names.
func groups(re *regexp.Regexp, found []string) any {
	switch groupsType(re).Shape {
	case rules.TextShape:
		return found[0]
	case rules.ListShape:
		return anys(found[1:])
	}
	m := map[string]any{}
	for i, name := range re.SubexpNames() {
		if name != "" {
			m[name] = found[i]
		}
	}
	return m
}

// anys returns texts as a list of the language.
func anys(texts []string) []any {
	out := make([]any, len(texts))
	for i, s := range texts {
		out[i] = s
	}
	return out
}
