package ruleset

import (
	"strings"
)

// Suggest returns the candidate that was most likely meant by given, or "" where
// none is near. Case does not count, nor whether words are joined by _ or -. Of
// equally near candidates it returns the first.
func Suggest(given string, candidates []string) string {
	given = folded(given)
	best, nearest := "", max(1, len(given)/3)+1
	for _, candidate := range candidates {
		// The difference in length is the least that the distance can be, and
		// keeps a very long text from being compared at all.
		if near := folded(candidate); abs(len(near)-len(given)) < nearest {
			if distance := distance(given, near); distance < nearest {
				best, nearest = candidate, distance
			}
		}
	}
	if best == "" {
		best = onlyPrefixed(given, candidates)
	}
	return best
}

// distance returns how many bytes must be inserted, deleted, replaced or swapped
// with their neighbour to make b of a. A swap counts once: it is the commonest
// slip, and twice would put GTE out of reach of GET.
func distance(a, b string) int {
	var before, last []int // the two rows above
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before, last, row = last, row, make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			replaced := last[j]
			if a[i] != b[j] {
				replaced++
			}
			row[j+1] = min(replaced, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}

// onlyPrefixed returns the one candidate that starts with given, or "" where
// there is none or several: sql means sql_injection.
func onlyPrefixed(given string, candidates []string) (found string) {
	if len(given) < 3 {
		return ""
	}
	for _, candidate := range candidates {
		switch {
		case !strings.HasPrefix(folded(candidate), given):
		case found != "":
			return ""
		default:
			found = candidate
		}
	}
	return found
}

// folded returns s without what Suggest does not count.
func folded(s string) string {
	return strings.ReplaceAll(strings.ToLower(s), "-", "_")
}

func abs(n int) int { return max(n, -n) }

// oneOf returns help for a name that is none of the candidates: the nearest one,
// or all of them where none is near. There is at least one.
func oneOf(given string, candidates []string) string {
	if near := Suggest(given, candidates); near != "" {
		return "did you mean " + quote(near) + "?"
	}
	if len(candidates) == 1 {
		return "expected " + candidates[0]
	}
	return "expected one of " + strings.Join(candidates, ", ")
}
