package ruleset

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"

	"github.com/apiward/apiward/rules"
)

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
