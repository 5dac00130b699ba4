package change

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// demand is what one alternative of a requirement asks for together: schemes, and
// of each the scopes, or the roles, that a client has to have been given.
type demand map[string][]string

// demandsOf returns the alternatives of an operation that asks every client for
// something, nil where that is not known.
func demandsOf(op *lint.Operation) (list []demand) {
	for _, alternative := range op.Security.Alternatives {
		d := demand{}
		for _, need := range alternative.Needs {
			if need.Scheme == nil {
				return nil
			}
			scopes := []string{}
			for _, item := range need.Node.Items() {
				if item.Kind() == spec.String {
					scopes = append(scopes, item.Text())
				}
			}
			slices.Sort(scopes)
			d[need.Name] = slices.Compact(scopes)
		}
		if len(d) == 0 {
			return nil
		}
		list = append(list, d)
	}
	return list
}

// within reports whether whoever meets the other demand meets this one too.
func (d demand) within(other demand) bool {
	for scheme, scopes := range d {
		have, ok := other[scheme]
		if !ok || slices.ContainsFunc(scopes, func(s string) bool { return !slices.Contains(have, s) }) {
			return false
		}
	}
	return true
}

// eased returns an alternative that lets clients in who met none before, and the
// one that it took the place of: the first that asks for all it asks for, and
// more. Schemes that are new have taken the place of none: what they are worth
// beside others cannot be told.
func eased(before, after []demand) (was, now demand) {
	for _, now := range after {
		if slices.ContainsFunc(before, func(d demand) bool { return d.within(now) }) {
			continue
		}
		if i := slices.IndexFunc(before, func(d demand) bool { return now.within(d) }); i >= 0 {
			return before[i], now
		}
	}
	return nil, nil
}

// String returns the demand in words: "oauth (orders:read, orders:write) and key".
func (d demand) String() string {
	var parts []string
	for scheme, scopes := range d {
		if len(scopes) > 0 {
			scheme += " (" + strings.Join(scopes, ", ") + ")"
		}
		parts = append(parts, scheme)
	}
	slices.Sort(parts)
	return strings.Join(parts, " and ")
}
