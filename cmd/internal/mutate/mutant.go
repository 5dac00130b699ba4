package main

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// kind says what is broken.
type kind string

const (
	dropMiddleware kind = "drop_middleware"
	moveRoute      kind = "move_route"
	sprintf        kind = "sprintf"
	dropBodyLimit  kind = "drop_body_limit"
	leakError      kind = "leak_error"
	dropSecurity   kind = "drop_security"
)

var allKinds = []kind{dropMiddleware, moveRoute, sprintf, dropBodyLimit, leakError, dropSecurity}

// mutant is one place that can be broken, and how.
type mutant struct {
	kind   kind
	file   string // slash path relative to the service
	path   string // absolute
	line   int    // 1-based, where it is broken
	column int
	// first and last are the lines that a finding must have to do with.
	first, last int
	what        string // what is done, in a few words
	edits       []edit // of that file

	routes []routeKey // that move_route is about
	within key        // the function that drop_body_limit takes a bound from

	// needs are what must hold for the mutant to be one, if it is not clear from
	// its own file: one of the values that stand there must come from a target.
	needs   []key
	targets func(key) bool
}

// compare orders mutants by place.
func (m *mutant) compare(o *mutant) int {
	return cmp.Or(strings.Compare(m.file, o.file), cmp.Compare(m.line, o.line), cmp.Compare(m.column, o.column), strings.Compare(m.what, o.what))
}

// edit puts text in the place of the bytes from start to end.
type edit struct {
	start, end int
	text       string
}

// text is a text after edits, and where its lines come from.
type text struct {
	data  []byte
	lines []int // of each line, the line that its first byte was on
}

// apply returns source with edits, which must not overlap.
func apply(source []byte, edits []edit) text {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	var t text
	line := 1
	t.lines = []int{1}
	put := func(data []byte, moved bool) {
		for _, c := range data {
			t.data = append(t.data, c)
			if c == '\n' {
				if !moved {
					line++
				}
				t.lines = append(t.lines, line)
			}
		}
	}
	at := 0
	for _, e := range edits {
		put(source[at:e.start], false)
		put([]byte(e.text), true)
		line += bytes.Count(source[e.start:e.end], []byte{'\n'})
		if n := len(t.data); n == 0 || t.data[n-1] == '\n' {
			t.lines[len(t.lines)-1] = line // nothing of the line is there yet
		}
		at = e.end
	}
	put(source[at:], false)
	return t
}

// was returns the line of the source that a line was made of.
func (t text) was(line int) int {
	if line < 1 || line > len(t.lines) {
		return line
	}
	return t.lines[line-1]
}

// spread returns n elements of list in even distances, all where there are no more.
func spread[T any](list []T, n int) []T {
	if n <= 0 || len(list) <= n {
		return list
	}
	out := make([]T, n)
	for i := range out {
		out[i] = list[i*len(list)/n]
	}
	return out
}
