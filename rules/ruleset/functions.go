package ruleset

import (
	"math"
	"strconv"

	"github.com/apiward/apiward/rules"
)

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
