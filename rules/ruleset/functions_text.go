package ruleset

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/rules/sensitive"
)

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
