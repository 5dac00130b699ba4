package link

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/routes"
)

// The texts of requests stand for many: with parameters in braces, and holes where
// nothing is known. What is asked of one is answered where that holds for all.

// changed returns what a function of the standard library makes of a text. What
// stands for many texts keeps its form.
func changed(fn string, args []string) string {
	s, with := args[0], ""
	if len(args) > 1 {
		with = args[1]
	}
	switch fn {
	case "strings.TrimPrefix":
		switch {
		case strings.HasPrefix(s, with):
			return s[len(with):]
		case strings.Contains(with, "{") || strings.HasPrefix(s, "{"):
			return hole
		}
		return s
	case "strings.TrimSuffix":
		if strings.Contains(with, "{") {
			return hole
		}
		return strings.TrimSuffix(s, with)
	case "strings.TrimRight":
		return strings.TrimRight(s, with)
	case "strings.TrimLeft":
		return strings.TrimLeft(s, with)
	case "strings.Trim":
		return strings.Trim(s, with)
	case "strings.ToLower":
		return strings.ToLower(s)
	case "strings.ToUpper":
		return strings.ToUpper(s)
	case "strings.TrimSpace", "strings.Clone":
		return s
	case "path.Clean":
		return path.Clean(s)
	case "path.Base":
		if strings.HasSuffix(s, "...}") || strings.HasSuffix(s, hole) {
			return hole
		}
		return path.Base(s)
	case "path.Join":
		return path.Join(args...)
	}
	return hole
}

// compare holds a text of a request against another one. Either may have parts
// that are not known, or that stand for many.
func compare(op routes.QuestionOp, s, with string) (yes, sure bool) {
	fixed := !strings.Contains(with, "{")
	switch op {
	case routes.In, routes.True:
		if same := nameless(s) == nameless(with); same && onlyHoles(s) || fixed && !strings.Contains(s, "{") {
			return same, true
		}
		return false, !overlap(s, with)
	case routes.Prefix:
		lead, _, _ := strings.Cut(s, "{")
		if fixed && strings.HasPrefix(lead, with) || !fixed && strings.HasPrefix(s, with) {
			return true, true
		}
		return false, !overlap(s, with+hole)
	case routes.Suffix:
		tail := s[strings.LastIndexByte(s, '}')+1:]
		if fixed && strings.HasSuffix(tail, with) {
			return true, true
		}
		return false, !overlap(s, hole+with)
	case routes.Contains:
		if fixed && slices.ContainsFunc(fragments(s), func(part string) bool { return strings.Contains(part, with) }) {
			return true, true
		}
		return false, !overlap(s, hole+with+hole)
	case routes.Match:
		if strings.ContainsAny(with, `?[\`) {
			return false, false
		}
		with = strings.ReplaceAll(with, "*", "{}")
		if nameless(s) == with || !strings.Contains(s, "{") && overlap(s, with) {
			return true, true
		}
		return false, !overlap(s, with)
	case routes.Regexp:
		if strings.Contains(s, "{") {
			return false, false
		}
		re, err := regexp.Compile(with)
		return err == nil && re.MatchString(s), err == nil
	}
	return false, false
}

// onlyHoles reports whether a text has no parameters: what is not known of it is
// the same for every request.
func onlyHoles(s string) bool { return !strings.Contains(strings.ReplaceAll(s, hole, ""), "{") }

// fragments returns what is fixed of a text.
func fragments(s string) []string {
	var list []string
	for {
		before, after, found := strings.Cut(s, "{")
		list = append(list, before)
		_, s, _ = strings.Cut(after, "}")
		if !found {
			return list
		}
	}
}

// piece is a part of a text that stands for several: a character, any but a
// slash, any number of those, or whatever there is.
type piece struct {
	r    rune
	kind pieceKind
}

type pieceKind uint8

const (
	fixed pieceKind = iota
	single
	some
	anything
)

func pieces(s string) []piece {
	var list []piece
	for s != "" {
		before, after, found := strings.Cut(s, "{")
		for _, r := range before {
			list = append(list, piece{r, fixed})
		}
		if !found {
			break
		}
		var name string
		name, s, _ = strings.Cut(after, "}")
		if name == "?" || strings.HasSuffix(name, "...") {
			list = append(list, piece{kind: anything})
		} else {
			list = append(list, piece{kind: single}, piece{kind: some})
		}
	}
	return list
}

// overlap reports whether one text can be what both stand for.
func overlap(a, b string) bool {
	x, y := pieces(a), pieces(b)
	type place struct{ i, k int }
	seen := map[place]bool{}
	var meet func(i, k int) bool
	meet = func(i, k int) bool {
		if i == len(x) && k == len(y) {
			return true
		}
		if at := (place{i, k}); seen[at] {
			return false
		} else {
			seen[at] = true
		}
		if i < len(x) && x[i].kind >= some && meet(i+1, k) || k < len(y) && y[k].kind >= some && meet(i, k+1) {
			return true
		}
		if i == len(x) || k == len(y) || !x[i].meets(y[k]) {
			return false
		}
		nexts := [][2]int{{i + 1, k + 1}}
		if x[i].kind >= some {
			nexts = append(nexts, [2]int{i, k + 1})
		}
		if y[k].kind >= some {
			nexts = append(nexts, [2]int{i + 1, k})
		}
		return slices.ContainsFunc(nexts, func(n [2]int) bool { return meet(n[0], n[1]) })
	}
	return meet(0, 0)
}

// meets reports whether two pieces can be the same character.
func (p piece) meets(q piece) bool {
	switch {
	case p.kind == fixed && q.kind == fixed:
		return p.r == q.r
	case p.kind == fixed:
		return q.kind == anything || p.r != '/'
	case q.kind == fixed:
		return p.kind == anything || q.r != '/'
	}
	return true
}
