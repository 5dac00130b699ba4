package link

import (
	"cmp"
	"slices"
	"strings"
)

// A question names a route as people do; which routes it means is decided here,
// and which are nearest where it means none.

// matches returns the routes of the method and the path. A path that is written
// as one of them, parameter names aside, stands for that alone; any other is
// taken for that of a request, for which a catch-all counts only where nothing
// else matches.
func (p *Program) matches(method, path string) []*Endpoint {
	var same, fits, catches []*Endpoint
	asked := shape(path)
	for i := range p.Routes {
		e := &p.Routes[i]
		if method != "" && e.Method != method && e.Method != "ANY" && method != "ANY" {
			continue
		}
		switch have := shape(e.Path); {
		case slices.Equal(have, asked):
			same = append(same, e)
		case !takes(have, asked):
		case slices.Contains(have, rest):
			catches = append(catches, e)
		default:
			fits = append(fits, e)
		}
	}
	switch {
	case len(same) > 0:
		return same
	case len(fits) > 0:
		return fits
	}
	return catches
}

// The segments of a shape that stand for others.
const (
	one  = "{}"
	rest = "{...}"
)

// shape returns the segments of a path without the names of its parameters,
// written in braces, behind a colon or as a star.
func shape(path string) []string {
	var list []string
	for s := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		switch {
		case strings.HasPrefix(s, "{") && strings.HasSuffix(s, "...}"), strings.HasPrefix(s, "*"):
			s = rest
		case strings.HasPrefix(s, ":") && len(s) > 1:
			s = one
		default:
			s = nameless(s)
		}
		list = append(list, s)
	}
	return list
}

// nameless returns a segment with the names in its braces left out. What is not
// known of a path stays so.
func nameless(s string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, "{")
		name, behind, closed := strings.Cut(after, "}")
		if !found || !closed {
			return b.String() + s
		}
		b.WriteString(before + "{")
		if name == "?" {
			b.WriteString(name)
		}
		b.WriteByte('}')
		s = behind
	}
}

// takes reports whether a route of the shape answers a request for the path. A
// piece that is not known is any number of segments, none among them.
func takes(route, path []string) bool {
	for i, s := range route {
		switch {
		case s == rest:
			return true
		case s == "{?}":
			for n := i; n <= len(path); n++ {
				if takes(route[i+1:], path[n:]) {
					return true
				}
			}
			return false
		case i >= len(path):
			return false
		case s == path[i]:
		case strings.Contains(s, "{") && path[i] != "":
			before, after, _ := strings.Cut(s, "{")
			_, after, _ = strings.Cut(after, "}")
			if strings.Contains(path[i], "{") || !strings.HasPrefix(path[i], before) || !strings.Contains(after, "{") && !strings.HasSuffix(path[i], after) {
				return false
			}
		default:
			return false
		}
	}
	return len(route) == len(path)
}

// maxNearest bounds the routes that are named where none matches.
const maxNearest = 5

// Nearest returns the routes whose paths are most like the one that is asked
// for, the nearest first.
func (p *Program) Nearest(method, path string) []*Endpoint {
	type ranked struct {
		e *Endpoint
		n int
	}
	var list []ranked
	asked := shape(path)
	for i := range p.Routes {
		e := &p.Routes[i]
		n := 4 * apart(asked, shape(e.Path))
		if method != "" && e.Method != method {
			n++
		}
		list = append(list, ranked{e, n})
	}
	slices.SortStableFunc(list, func(a, b ranked) int { return cmp.Compare(a.n, b.n) })
	var nearest []*Endpoint
	for _, r := range list[:min(len(list), maxNearest)] {
		nearest = append(nearest, r.e)
	}
	return nearest
}

// apart returns how many segments must be added, left out or replaced to make
// one path of the other. A segment that another one is a part of counts half.
func apart(a, b []string) int {
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = 2 * j
	}
	for i, s := range a {
		row := []int{2 * (i + 1)}
		for j, t := range b {
			cost := 2
			switch {
			case s == t:
				cost = 0
			case s != "" && t != "" && (strings.Contains(s, t) || strings.Contains(t, s) || s[0] == t[0]), s == one, t == one:
				cost = 1
			}
			row = append(row, min(last[j]+cost, last[j+1]+2, row[j]+2))
		}
		last = row
	}
	return last[len(b)]
}
