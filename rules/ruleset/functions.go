package ruleset

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"regexp"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sensitive"
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

// maxNames bounds the names whose words are kept of one trial.
const maxNames = 20_000

// wordsOf returns the words of a name. Documents have few names and say them
// often.
func (w *work) wordsOf(name string) []string {
	if known, ok := w.words[name]; ok {
		return known
	}
	if !w.take(len(name)) {
		return nil
	}
	words := sensitive.Words(name)
	if w.words == nil {
		w.words = map[string][]string{}
	}
	if len(w.words) < maxNames && len(name) <= maxExpression {
		w.words[name] = words
	}
	return words
}

// onTexts returns a function of two texts that is false where one is missing.
func onTexts(name, form, doc string, run func(a, b string) bool) builtin {
	return builtin{
		Function: Function{name, form, doc}, wants: []want{aText, aText}, result: gives(rules.BoolType),
		run: func(f *frame, args []any) any {
			a, ok := args[0].(string)
			b, ok2 := args[1].(string)
			return ok && ok2 && run(a, b)
		},
		special: func(args []code) func(*frame) any {
			b, ok := args[1].value.(string)
			if !ok {
				return nil
			}
			read := args[0].run
			return func(f *frame) any {
				a, ok := read(f).(string)
				return ok && run(a, b)
			}
		},
	}
}

// ofText returns a function of a text that is null where it is missing.
func ofText(name, form, doc string, run func(string) string) builtin {
	return builtin{
		Function: Function{name, form, doc}, wants: []want{aText}, result: gives(rules.TextType),
		run: func(f *frame, args []any) any {
			if s, ok := args[0].(string); ok && f.take(len(s)/64) {
				return run(s)
			}
			return nil
		},
	}
}

// cutText returns a function of two texts that is null where the first is
// missing.
func cutText(name, form, doc string, run func(a, b string) string) builtin {
	return builtin{
		Function: Function{name, form, doc}, wants: []want{aText, aText}, result: gives(rules.TextType),
		run: func(f *frame, args []any) any {
			a, ok := args[0].(string)
			if !ok {
				return nil
			}
			b, _ := args[1].(string)
			return run(a, b)
		},
	}
}

// swapped tells a pattern and a text that stand in the wrong order.
func swapped(args []code) (at hcl.Range, problem, help string) {
	if s, ok := args[1].value.(string); ok && !args[0].known && args[0].attribute != nil {
		return args[1].at, "the pattern stands first, and " + quote(s) + " is looked at as the text", "swap the two arguments"
	}
	return hcl.Range{}, "", ""
}

// textFunctions are the functions of texts.
func textFunctions() []builtin {
	return []builtin{
		onTexts("startswith", "startswith(text, prefix)", "whether the text begins with the prefix", strings.HasPrefix),
		onTexts("endswith", "endswith(text, suffix)", "whether the text ends with the suffix", strings.HasSuffix),
		onTexts("strcontains", "strcontains(text, part)", "whether the part stands somewhere in the text", strings.Contains),
		ofText("lower", "lower(text)", "the text in lower case", strings.ToLower),
		ofText("upper", "upper(text)", "the text in upper case", strings.ToUpper),
		ofText("trimspace", "trimspace(text)", "the text without blanks around it", strings.TrimSpace),
		cutText("trim", "trim(text, characters)", "the text without those characters around it", strings.Trim),
		cutText("trimprefix", "trimprefix(text, prefix)", "the text without the prefix", strings.TrimPrefix),
		cutText("trimsuffix", "trimsuffix(text, suffix)", "the text without the suffix", strings.TrimSuffix),
		{
			Function: Function{"replace", "replace(text, part, by)", "the text with each part replaced"},
			wants:    []want{aText, aText, aText}, result: gives(rules.TextType),
			run: func(f *frame, args []any) any {
				s, ok := args[0].(string)
				if !ok {
					return nil
				}
				part, _ := args[1].(string)
				by, _ := args[2].(string)
				if !f.fits(len(s) + strings.Count(s, part)*len(by)) {
					return nil
				}
				return strings.ReplaceAll(s, part, by)
			},
		},
		{
			Function: Function{"substr", "substr(text, start, length)", "the characters from start on, at most length; -1 for all"},
			wants:    []want{aText, aNumber, aNumber}, result: gives(rules.TextType),
			run: func(f *frame, args []any) any { return substr(args) },
		},
		{
			Function: Function{"split", "split(separator, text)", "the parts of the text between separators"},
			wants:    []want{aText, aText}, result: gives(rules.ListOf(rules.TextType)),
			run: func(f *frame, args []any) any {
				sep, ok := args[0].(string)
				s, ok2 := args[1].(string)
				if !ok || !ok2 || !f.take(len(s)) || !f.holds(strings.Count(s, sep)) {
					return []any{}
				}
				return anys(strings.Split(s, sep))
			},
		},
		{
			Function: Function{"join", "join(separator, list)", "the items as one text, with separators between"},
			wants:    []want{aText, aList}, result: gives(rules.TextType),
			check: func(args []code) (hcl.Range, string, string) {
				if e := args[1].typ.Elem; e != nil && (e.Shape == rules.ObjectShape || e.Shape == rules.ListShape || e.Shape == rules.MapShape) {
					return args[1].at, "join takes a list of strings, and this is " + typeName(args[1].typ), "name what of each item: [for x in ... : x.name]"
				}
				return hcl.Range{}, "", ""
			},
			run: func(f *frame, args []any) any {
				list, _ := args[1].([]any)
				sep, _ := args[0].(string)
				return joinTexts(f, sep, list)
			},
		},
		{
			Function: Function{"format", "format(text, values...)", "the text with %s, %d and %q replaced by the values"},
			wants:    []want{aText, anything}, more: true, fewest: 1, result: gives(rules.TextType),
			run: func(f *frame, args []any) any {
				s, ok := args[0].(string)
				if !ok {
					return nil
				}
				return formatted(f, s, args[1:])
			},
			check: func(args []code) (hcl.Range, string, string) {
				s, ok := args[0].value.(string)
				if n := verbs(s); ok && n != len(args)-1 {
					return args[0].at, fmt.Sprintf("format is given %s for %s of the text", counts(len(args)-1, false, "value"), counts(n, false, "place")), "write one value for each of %s, %d and %q; %% is a percent sign"
				}
				return hcl.Range{}, "", ""
			},
		},
		{
			Function: Function{"matches", "matches(pattern, text)", "whether the RE2 pattern is found in the text; ^ and $ bind it to its ends"},
			wants:    []want{aPattern, aText}, result: gives(rules.BoolType), check: swapped,
			run: func(f *frame, args []any) any {
				s, ok := args[1].(string)
				re := f.pattern(args[0])
				return ok && re.looks(f.work, s) && re.MatchString(s)
			},
			special: func(args []code) func(*frame) any {
				p, ok := args[0].value.(string)
				if !ok {
					return nil
				}
				re := newPattern(p)
				read := args[1].run
				return func(f *frame) any {
					s, ok := read(f).(string)
					return ok && re.looks(f.work, s) && re.MatchString(s)
				}
			},
		},
		{
			Function: Function{"regex", "regex(pattern, text)", "what the RE2 pattern finds first: a text, or the list of its groups; null where nothing"},
			wants:    []want{aPattern, aText}, check: swapped,
			result: func(args []code) rules.Type {
				if p, ok := args[0].value.(string); ok {
					if re, err := compilePattern(p); err == nil {
						return groupsType(re)
					}
				}
				return rules.AnyType
			},
			run: func(f *frame, args []any) any {
				s, ok := args[1].(string)
				re := f.pattern(args[0])
				if !ok || !re.looks(f.work, s) {
					return nil
				}
				if m := re.FindStringSubmatch(s); m != nil {
					return groups(re.Regexp, m)
				}
				return nil
			},
		},
		{
			Function: Function{"regexall", "regexall(pattern, text)", "all that the RE2 pattern finds, as regex returns it"},
			wants:    []want{aPattern, aText}, check: swapped,
			result: func(args []code) rules.Type {
				if p, ok := args[0].value.(string); ok {
					if re, err := compilePattern(p); err == nil {
						return rules.ListOf(groupsType(re))
					}
				}
				return rules.ListOf(rules.AnyType)
			},
			run: func(f *frame, args []any) any {
				s, ok := args[1].(string)
				re := f.pattern(args[0])
				out := []any{}
				if !ok || !re.looks(f.work, s) || !f.take(len(s)) {
					return out
				}
				for _, m := range re.FindAllStringSubmatch(s, maxItems) {
					out = append(out, groups(re.Regexp, m))
				}
				return out
			},
		},
		{
			Function: Function{"words", "words(name)", "the words of a name, lower case and singular: userIDs is [\"user\", \"id\"]"},
			wants:    []want{aText}, result: gives(rules.ListOf(rules.TextType)),
			run: func(f *frame, args []any) any {
				s, ok := args[0].(string)
				if !ok || !f.take(len(s)) {
					return []any{}
				}
				return anys(sensitive.Words(s))
			},
		},
		hasWords(),
	}
}

// hasWords returns the function that looks for whole words in a name.
func hasWords() builtin {
	return builtin{
		Function: Function{"has_words", "has_words(name, words...)", "whether one of the words, or one of several in a row as \"loyalty number\", stands whole in the name"},
		wants:    []want{aText, anything}, more: true, fewest: 2, result: gives(rules.BoolType),
		check: func(args []code) (hcl.Range, string, string) {
			for _, a := range args[1:] {
				if !aText.takes(a) && !aListOfTexts.takes(a) {
					return a.at, "has_words looks for strings, and this is " + typeName(a.typ), "write words in quotes, or a list of them"
				}
				for _, w := range sought(a.value) {
					if a.known && len(sensitive.Words(w)) == 0 {
						return a.at, quote(w) + " has no word to look for", "write letters or digits"
					}
				}
			}
			return hcl.Range{}, "", ""
		},
		run: func(f *frame, args []any) any {
			name, ok := args[0].(string)
			if !ok {
				return false
			}
			var all [][]string
			for _, a := range args[1:] {
				for _, w := range sought(a) {
					if !f.take(len(w)) {
						return false
					}
					all = append(all, f.wordsOf(w))
				}
			}
			return anySequence(f.wordsOf(name), all)
		},
		special: func(args []code) func(*frame) any {
			var all [][]string
			for _, a := range args[1:] {
				if !a.known {
					return nil
				}
				for _, w := range sought(a.value) {
					all = append(all, sensitive.Words(w))
				}
			}
			read := args[0].run
			return func(f *frame) any {
				name, ok := read(f).(string)
				return ok && f.take(len(all)) && anySequence(f.wordsOf(name), all)
			}
		},
	}
}

// sought returns the texts that has_words is to look for.
func sought(v any) (out []string) {
	switch v := v.(type) {
	case string:
		out = append(out, v)
	case []any:
		for _, item := range v {
			if s, ok := item.(string); ok {
				out = append(out, s)
			}
		}
	}
	return out
}

// anySequence reports whether one of the sequences stands in the words.
func anySequence(words []string, sequences [][]string) bool {
	for _, seq := range sequences {
		for at := 0; len(seq) > 0 && at+len(seq) <= len(words); at++ {
			if slices.Equal(words[at:at+len(seq)], seq) {
				return true
			}
		}
	}
	return false
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

// substr returns a part of a text, counted in characters.
func substr(args []any) any {
	s, ok := args[0].(string)
	start, ok2 := args[1].(float64)
	length, ok3 := args[2].(float64)
	if !ok || !ok2 || !ok3 {
		return nil
	}
	runes := []rune(s)
	if start < 0 {
		start += float64(len(runes))
	}
	from := int(max(0, min(start, float64(len(runes)))))
	to := len(runes)
	if length >= 0 && length < float64(to-from) {
		to = from + int(length)
	}
	return string(runes[from:to])
}

// joinTexts returns the items as one text. What is null is left out.
func joinTexts(f *frame, sep string, items []any) any {
	var b strings.Builder
	between := ""
	for _, item := range items {
		if item == nil {
			continue
		}
		b.WriteString(between)
		between = sep
		if b.WriteString(text(item)); b.Len() > maxText {
			f.spent = true
		}
		if f.spent {
			return nil
		}
	}
	if !f.fits(b.Len()) {
		return nil
	}
	return b.String()
}

// verbs returns how many values a format has places for.
func verbs(s string) (n int) {
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '%' {
			if i++; s[i] != '%' {
				n++
			}
		}
	}
	return n
}

// formatted returns a text with its places replaced by values.
func formatted(f *frame, s string, values []any) any {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		var v any
		if s[i] != '%' && len(values) > 0 {
			v, values = values[0], values[1:]
		}
		switch s[i] {
		case '%':
			b.WriteByte('%')
		case 'q':
			b.WriteString(strconv.Quote(text(v)))
		default:
			b.WriteString(text(v))
		}
		if b.Len() > maxText {
			f.spent = true
			return nil
		}
	}
	if !f.fits(b.Len()) {
		return nil
	}
	return b.String()
}

// collectionFunctions are the functions of lists and maps.
func collectionFunctions() []builtin {
	return []builtin{
		{
			Function: Function{"length", "length(value)", "how many items a list has, entries a map, characters a text; 0 of what is absent"},
			wants:    []want{counted}, result: gives(rules.NumberType),
			run: func(f *frame, args []any) any { return length(args[0]) },
			special: func(args []code) func(*frame) any {
				read := args[0].run
				return func(f *frame) any { return length(read(f)) }
			},
		},
		{
			Function: Function{"contains", "contains(list, value)", "whether the value is an item of the list"},
			wants:    []want{aList, anything}, result: gives(rules.BoolType),
			check:   checkContains,
			special: fastContains,
			run: func(f *frame, args []any) any {
				list, _ := args[0].([]any)
				return f.take(len(list)) && slices.ContainsFunc(list, func(item any) bool { return same(item, args[1]) })
			},
		},
		quantifier("anytrue", "anytrue(list)", "whether some condition of the list is true: anytrue([for t in self.tags : startswith(t, \"x\")])", func(list []any) bool {
			return slices.ContainsFunc(list, truth)
		}),
		quantifier("alltrue", "alltrue(list)", "whether all conditions of the list are true; so it is of an empty one", func(list []any) bool {
			return !slices.ContainsFunc(list, func(v any) bool { return !truth(v) })
		}),
		{
			Function: Function{"keys", "keys(map)", "the names of a map's entries, sorted"},
			wants:    []want{aMap}, result: gives(rules.ListOf(rules.TextType)),
			run: func(f *frame, args []any) any {
				m, _ := args[0].(map[string]any)
				f.take(len(m))
				return anys(slices.Sorted(maps.Keys(m)))
			},
		},
		{
			Function: Function{"values", "values(map)", "the values of a map's entries, by name"},
			wants:    []want{aMap}, result: func(args []code) rules.Type {
				if e := args[0].typ.Elem; e != nil {
					return rules.ListOf(*e)
				}
				return rules.ListOf(rules.AnyType)
			},
			run: func(f *frame, args []any) any {
				m, _ := args[0].(map[string]any)
				f.take(len(m))
				out := make([]any, 0, len(m))
				for _, k := range slices.Sorted(maps.Keys(m)) {
					out = append(out, m[k])
				}
				return out
			},
		},
		{
			Function: Function{"lookup", "lookup(map, name, default)", "the entry of the name, or the default where there is none"},
			wants:    []want{aMap, aText, anything}, fewest: 2, result: func(args []code) rules.Type {
				if e := args[0].typ.Elem; e != nil && len(args) == 2 {
					return *e
				} else if e != nil {
					if t, ok := common(code{typ: *e}, args[2]); ok {
						return t
					}
				}
				return rules.AnyType
			},
			run: func(f *frame, args []any) any {
				if v := item(args[0], args[1]); v != nil || len(args) == 2 {
					return v
				}
				return args[2]
			},
		},
		listFunction("distinct", "distinct(list)", "the items, each once", func(f *frame, lists [][]any) []any { return distinct(f, lists[0]) }, false),
		listFunction("concat", "concat(lists...)", "the items of all lists", joinLists, true),
		listFunction("setunion", "setunion(lists...)", "the items of all lists, each once", func(f *frame, lists [][]any) []any { return distinct(f, joinLists(f, lists)) }, true),
		listFunction("setintersection", "setintersection(lists...)", "the items that stand in all lists, each once", func(f *frame, lists [][]any) []any {
			return filtered(f, lists, true)
		}, true),
		listFunction("setsubtract", "setsubtract(list, others)", "the items of the first list that do not stand in the others, each once", func(f *frame, lists [][]any) []any {
			return filtered(f, lists, false)
		}, true),
		{
			Function: Function{"flatten", "flatten(list)", "the items of the lists in a list"},
			wants:    []want{aList}, result: func(args []code) rules.Type {
				t := args[0].typ
				for t.Shape == rules.ListShape && t.Elem.Shape == rules.ListShape {
					t = *t.Elem
				}
				if t.Shape != rules.ListShape {
					return rules.ListOf(rules.AnyType)
				}
				return t
			},
			run: func(f *frame, args []any) any {
				list, _ := args[0].([]any)
				return flatten(f, []any{}, list)
			},
		},
		{
			Function: Function{"compact", "compact(list)", "the items that are neither null nor \"\""},
			wants:    []want{aList}, result: sameAs(0),
			run: func(f *frame, args []any) any {
				list, _ := args[0].([]any)
				out := []any{}
				for _, v := range list {
					if f.take(1) && v != nil && v != "" {
						out = append(out, v)
					}
				}
				return out
			},
		},
		{
			Function: Function{"sort", "sort(list)", "the texts of the list in order"},
			wants:    []want{aListOfTexts}, result: sameAs(0),
			run: func(f *frame, args []any) any {
				list, _ := args[0].([]any)
				if !f.take(16 * len(list)) {
					return nil
				}
				texts := sought(list)
				slices.Sort(texts)
				return anys(texts)
			},
		},
		{
			Function: Function{"slice", "slice(list, start, end)", "the items from start up to, not including, end"},
			wants:    []want{aList, aNumber, aNumber}, result: sameAs(0),
			run: func(f *frame, args []any) any {
				list, _ := args[0].([]any)
				start, _ := args[1].(float64)
				end, _ := args[2].(float64)
				last := int(max(0, min(end, float64(len(list)))))
				return slices.Clone(list[min(last, int(max(0, min(start, float64(len(list)))))):last])
			},
		},
	}
}

// length returns how many items, entries or characters a value has.
func length(v any) any {
	switch v := v.(type) {
	case []any:
		return float64(len(v))
	case map[string]any:
		return float64(len(v))
	case string:
		return float64(utf8.RuneCountInString(v))
	}
	return 0.0
}

// quantifier returns a function of a list of conditions.
func quantifier(name, form, doc string, run func([]any) bool) builtin {
	return builtin{
		Function: Function{name, form, doc}, wants: []want{aListOfConditions}, result: gives(rules.BoolType),
		run: func(f *frame, args []any) any {
			list, _ := args[0].([]any)
			return f.take(len(list)) && run(list)
		},
	}
}

// listFunction returns a function of lists that makes another one.
func listFunction(name, form, doc string, run func(*frame, [][]any) []any, more bool) builtin {
	return builtin{
		Function: Function{name, form, doc}, wants: []want{aList}, more: more,
		result: func(args []code) rules.Type {
			t := args[0].typ
			for _, a := range args[1:] {
				u, ok := unified(t, a.typ)
				if !ok || u.Shape != rules.ListShape {
					return rules.ListOf(rules.AnyType)
				}
				t = u
			}
			if t.Shape != rules.ListShape {
				return rules.ListOf(rules.AnyType)
			}
			return t
		},
		run: func(f *frame, args []any) any {
			lists := make([][]any, len(args))
			for i, a := range args {
				lists[i], _ = a.([]any)
			}
			if out := run(f, lists); !f.spent {
				return out
			}
			return nil
		},
	}
}

// joinLists returns the items of all lists.
func joinLists(f *frame, lists [][]any) []any {
	out := []any{}
	for _, l := range lists {
		if !f.take(len(l)) || !f.holds(len(out)+len(l)) {
			return nil
		}
		out = append(out, l...)
	}
	return out
}

// bag tells quickly whether it holds a value.
type bag struct {
	plain map[any]bool // of texts, numbers, true and false
	other []any
}

// has reports whether the value is in the bag, and adds it where it is to be.
func (b *bag) has(f *frame, v any, add bool) bool {
	switch v.(type) {
	case string, float64, bool, nil:
		known := b.plain[v]
		if add && !known {
			if b.plain == nil {
				b.plain = map[any]bool{}
			}
			b.plain[v] = true
		}
		return known
	}
	known := f.take(len(b.other)) && slices.ContainsFunc(b.other, func(w any) bool { return same(v, w) })
	if add && !known {
		b.other = append(b.other, v)
	}
	return known
}

// distinct returns the items, each once.
func distinct(f *frame, list []any) []any {
	out, seen := []any{}, bag{}
	for _, v := range list {
		if f.take(1) && !seen.has(f, v, true) {
			out = append(out, v)
		}
	}
	return out
}

// filtered returns the items of the first list that stand in all others, or in
// none of them.
func filtered(f *frame, lists [][]any, in bool) []any {
	bags := make([]bag, len(lists)-1)
	for i, l := range lists[1:] {
		for _, v := range l {
			if f.take(1) {
				bags[i].has(f, v, true)
			}
		}
	}
	out := []any{}
	for _, v := range distinct(f, lists[0]) {
		keep := f.take(1)
		for i := range bags {
			keep = keep && bags[i].has(f, v, false) == in
		}
		if keep {
			out = append(out, v)
		}
	}
	return out
}

// flatten appends the items of lists in a list.
func flatten(f *frame, out, list []any) []any {
	for _, v := range list {
		if !f.take(1) || !f.holds(len(out)) {
			return out
		}
		if inner, ok := v.([]any); ok {
			out = flatten(f, out, inner)
		} else {
			out = append(out, v)
		}
	}
	return out
}

// checkContains tells a text that is searched as if it were a list, and a value
// that the list cannot hold.
func checkContains(args []code) (at hcl.Range, problem, help string) {
	list, value := args[0], args[1]
	if list.typ.Elem == nil || value.isNull() {
		return hcl.Range{}, "", ""
	}
	if !comparable(*list.typ.Elem, value.typ) {
		return value.at, fmt.Sprintf("the list holds values of the type %s, and %s is none of them", list.typ.Elem, strings.TrimSuffix(described(value), ",")), "compare values of the same type"
	}
	if elem := list.typ.Elem.Shape; elem == rules.ObjectShape || elem == rules.OriginShape {
		return list.at, "objects are compared as a whole", "name what of each item: contains([for x in ... : x.name], ...)"
	}
	items, _ := list.value.([]any)
	for _, item := range items {
		if s, ok := item.(string); ok && list.known {
			if problem, help := never(value, s); problem != "" {
				return list.at, problem, help
			}
		}
	}
	if s, ok := value.value.(string); ok && value.known {
		if problem, help := never(list, s); problem != "" {
			return value.at, strings.Replace(problem, " is never ", " never holds ", 1), help
		}
	}
	return hcl.Range{}, "", ""
}

// fastContains looks a value up in a list that is known.
func fastContains(args []code) func(*frame) any {
	items, ok := args[0].value.([]any)
	if !ok {
		return nil
	}
	set := make(map[string]bool, len(items))
	for _, item := range items {
		s, ok := item.(string)
		if !ok {
			return nil
		}
		set[s] = true
	}
	read := args[1].run
	return func(f *frame) any {
		s, ok := read(f).(string)
		return ok && set[s]
	}
}

// otherFunctions are those of numbers, types and absent values.
func otherFunctions() []builtin {
	number := func(name, form, doc string, run func(float64) float64) builtin {
		return builtin{
			Function: Function{name, form, doc}, wants: []want{aNumber}, result: gives(rules.NumberType),
			run: func(f *frame, args []any) any {
				if n, ok := args[0].(float64); ok {
					return run(n)
				}
				return nil
			},
		}
	}
	fold := func(name, form, doc string, run func(a, b float64) float64) builtin {
		return builtin{
			Function: Function{name, form, doc}, wants: []want{aNumber}, more: true, result: gives(rules.NumberType),
			run: func(f *frame, args []any) any {
				var out any
				for _, a := range args {
					n, ok := a.(float64)
					if before, started := out.(float64); ok && started {
						out = run(before, n)
					} else if ok {
						out = n
					}
				}
				return out
			},
		}
	}
	first := func(name, form, doc string, skip func(any) bool) builtin {
		return builtin{
			Function: Function{name, form, doc}, wants: []want{anything}, more: true,
			result: func(args []code) rules.Type {
				t := args[0]
				for _, a := range args[1:] {
					typ, ok := common(t, a)
					if !ok {
						return rules.AnyType
					}
					t = code{typ: typ}
				}
				return t.typ
			},
			run: func(f *frame, args []any) any {
				for _, a := range args {
					if !skip(a) {
						return a
					}
				}
				return nil
			},
		}
	}
	return []builtin{
		number("abs", "abs(number)", "the number without its sign", math.Abs),
		number("floor", "floor(number)", "the next whole number below", math.Floor),
		number("ceil", "ceil(number)", "the next whole number above", math.Ceil),
		fold("min", "min(numbers...)", "the smallest number", func(a, b float64) float64 { return min(a, b) }),
		fold("max", "max(numbers...)", "the largest number", func(a, b float64) float64 { return max(a, b) }),
		{
			Function: Function{"sum", "sum(list)", "the numbers of the list together"},
			wants:    []want{aListOfNumbers}, result: gives(rules.NumberType),
			run: func(f *frame, args []any) any {
				list, _ := args[0].([]any)
				total := 0.0
				for _, v := range list {
					n, _ := v.(float64)
					total += n
				}
				f.take(len(list))
				return finite(total)
			},
		},
		first("coalesce", "coalesce(values...)", "the first value that is neither null nor \"\"", func(v any) bool { return v == nil || v == "" }),
		first("try", "try(values...)", "the first value that is not null", func(v any) bool { return v == nil }),
		{
			Function: Function{"can", "can(value)", "whether there is a value: can(regex(\"^v[0-9]\", self.path))"},
			wants:    []want{anything}, result: gives(rules.BoolType),
			run: func(f *frame, args []any) any { return args[0] != nil },
		},
		{
			Function: Function{"tostring", "tostring(value)", "a number, true or false as a text"},
			wants:    []want{anything}, result: gives(rules.TextType),
			run: func(f *frame, args []any) any {
				switch v := args[0].(type) {
				case string, bool, float64:
					return text(v)
				}
				return nil
			},
		},
		{
			Function: Function{"tonumber", "tonumber(value)", "the number that a text is; null where it is none"},
			wants:    []want{anything}, result: gives(rules.NumberType),
			run: func(f *frame, args []any) any {
				switch v := args[0].(type) {
				case float64:
					return v
				case string:
					if n, err := strconv.ParseFloat(v, 64); err == nil {
						return finite(n)
					}
				}
				return nil
			},
		},
	}
}
