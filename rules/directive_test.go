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
		{Directive{[]string{"a"}, ""}, Place{"x.go", 3, 1}, 4}, // no reason: excuses nothing
		{Directive{[]string{"a", "b"}, "a reason"}, Place{"x.go", 10, 1}, 11},
		{Directive{[]string{"b"}, "another"}, Place{"x.go", 11, 20}, 11},
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
		if got := Ignored(ignores, c.rule, c.file, c.line); got != c.want {
			t.Errorf("Ignored(%s, %s:%d) = %d, want %d", c.rule, c.file, c.line, got, c.want)
		}
	}
	if got := Ignored(nil, "a", "x.go", 1); got != -1 {
		t.Errorf("Ignored of nothing = %d", got)
	}
}
