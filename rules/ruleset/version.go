package ruleset

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// version is a release: major, minor, patch.
type version [3]int

// parseVersion reads "1", "1.2" or "1.2.3", with or without a leading v. What
// follows - or + (a pre-release, build metadata) does not count: a release
// candidate already meets what the release will meet.
func parseVersion(s string) (version, error) {
	var v version
	s = strings.TrimPrefix(s, "v")
	if i := strings.IndexAny(s, "-+"); i >= 0 {
		s = s[:i]
	}
	parts := strings.Split(s, ".")
	if len(parts) > len(v) {
		return v, fmt.Errorf("%s is no version: expected major.minor.patch", quote(s))
	}
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 31)
		if err != nil {
			return v, fmt.Errorf("%s is no version: expected major.minor.patch", quote(s))
		}
		v[i] = int(n)
	}
	return v, nil
}

// meets reports whether v meets every condition of the comma-separated list, as
// ">= 0.2, < 1.0". The error says what a condition looks like.
func (v version) meets(list string) (bool, error) {
	met := true
	for condition := range strings.SplitSeq(list, ",") {
		condition = strings.TrimSpace(condition)
		operator := condition[:len(condition)-len(strings.TrimLeft(condition, "<>=!~"))]
		wanted, err := parseVersion(strings.TrimSpace(condition[len(operator):]))
		if err != nil {
			return false, err
		}
		order := slices.Compare(v[:], wanted[:])
		switch operator {
		case ">=":
			met = met && order >= 0
		case ">":
			met = met && order > 0
		case "<=":
			met = met && order <= 0
		case "<":
			met = met && order < 0
		case "=", "":
			met = met && order == 0
		default:
			return false, errors.New("unknown operator " + quote(operator))
		}
	}
	return met, nil
}
