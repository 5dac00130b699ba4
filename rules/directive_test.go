package rules

import (
	"reflect"
	"testing"
)

func TestParseDirective(t *testing.T) {
	for text, want := range map[string]*Directive{
		"apiward:ignore a -- a reason":        {Rules: []string{"a"}, Reason: "a reason"},
		"apiward:ignore a,b -- a reason":      {Rules: []string{"a", "b"}, Reason: "a reason"},
		"apiward:ignore a, b c\t,d--a reason": {Rules: []string{"a", "b", "c", "d"}, Reason: "a reason"},
		"apiward:ignore\ta -- one -- two":     {Rules: []string{"a"}, Reason: "one -- two"},
		"apiward:ignore a":                    {Rules: []string{"a"}},
		"apiward:ignore a --":                 {Rules: []string{"a"}},
		"apiward:ignore a --  ":               {Rules: []string{"a"}},
		"apiward:ignore":                      {},
		"apiward:ignore -- a reason":          {Reason: "a reason"},
		"apiward:ignore a - b":                {Rules: []string{"a", "-", "b"}},
		"apiward:ignored a -- a reason":       nil,
		"apiward:ignore-a":                    nil,
		" apiward:ignore a -- a reason":       nil, // prose about the directive, or YAML's blank that its caller takes off
		"see apiward:ignore a -- a reason":    nil,
		"Apiward:ignore a -- a reason":        nil,
		"":                                    nil,
	} {
		got, ok := ParseDirective(text)
		if ok != (want != nil) {
			t.Errorf("ParseDirective(%q) reports %v", text, ok)
			continue
		}
		if want == nil {
			want = &Directive{}
		}
		if len(got.Rules)+len(want.Rules) > 0 && !reflect.DeepEqual(got.Rules, want.Rules) || got.Reason != want.Reason {
			t.Errorf("ParseDirective(%q) = %+v, want %+v", text, got, *want)
		}
	}
}

func TestIgnored(t *testing.T) {
	ignores := []Ignore{
		{Directive: Directive{[]string{"a"}, ""}, At: Place{"x.go", 3, 1}, Line: 4}, // no reason: excuses nothing
		{Directive: Directive{[]string{"a", "b"}, "a reason"}, At: Place{"x.go", 10, 1}, Line: 11},
		{Directive: Directive{[]string{"b"}, "another"}, At: Place{"x.go", 11, 20}, Line: 11},
	}
	for _, c := range []struct {
		rule, file string
		line, want int
	}{
		{"a", "x.go", 11, 1},
		{"a", "x.go", 10, 1},
		{"b", "x.go", 11, 1}, // the first of two
		{"a", "x.go", 4, -1},
		{"a", "x.go", 12, -1},
		{"a", "x.go", 9, -1},
		{"a", "y.go", 11, -1},
		{"c", "x.go", 11, -1},
	} {
		if got := Ignored(ignores, c.rule, Place{c.file, c.line, 5}); got != c.want {
			t.Errorf("Ignored(%s, %s:%d) = %d, want %d", c.rule, c.file, c.line, got, c.want)
		}
	}
	if got := Ignored(nil, "a", Place{"x.go", 1, 1}); got != -1 {
		t.Errorf("Ignored of nothing = %d", got)
	}
}

func TestIgnoredByAnObject(t *testing.T) {
	in := func(reason string, s Span, ids ...string) Ignore {
		return Ignore{Directive: Directive{ids, reason}, At: Place{"x.yaml", s.Line + 1, 1}, Object: &s}
	}
	ignores := []Ignore{
		in("outer", Span{5, 3, 20, 1}, "a", "b"),
		in("inner", Span{8, 5, 12, 9}, "a"),
		in("", Span{1, 1, 99, 1}, "c"),
		{Directive: Directive{[]string{"a"}, "comment"}, At: Place{"x.yaml", 10, 30}, Line: 10},
	}
	for _, c := range []struct {
		rule               string
		line, column, want int
	}{
		{"a", 5, 3, 0},
		{"a", 5, 2, -1}, // in front of it
		{"a", 8, 4, 0},
		{"a", 8, 5, 1},
		{"b", 9, 1, 0},
		{"a", 10, 7, 3}, // a comment is nearer
		{"a", 12, 8, 1},
		{"a", 12, 9, 0}, // behind the inner one
		{"a", 20, 1, -1},
		{"c", 9, 1, -1}, // no reason
	} {
		if got := Ignored(ignores, c.rule, Place{"x.yaml", c.line, c.column}); got != c.want {
			t.Errorf("%s at %d:%d is excused by %d, want %d", c.rule, c.line, c.column, got, c.want)
		}
	}
	if ids := Excused(ignores, "x.yaml", 9); ids != nil {
		t.Errorf("a line of code is excused by objects: %q", ids)
	}
}
