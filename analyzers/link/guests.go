package link

import "github.com/apiward/apiward/analyzers/routes"

// guests are those whom layers of a chain leave in the place of strangers, by the
// key of the context.
type guests map[string][]routes.Guest

// welcome notes those whom a layer leaves.
func (s guests) welcome(info *routes.Handler) {
	for _, g := range info.Guests {
		s[g.Key] = append(s[g.Key], g)
	}
}

// by returns which of the keys that a check needs says that it turns strangers
// away, "" if none does, and whether it is certain that all who stand for strangers
// pass it. has says which keys are filled with who is calling.
func (s guests) by(needs []string, has func(string) bool) (met string, open bool) {
	asksMore, passed := false, false
	for _, need := range needs {
		key, field, value, not := routes.SplitNeed(need)
		stand := s[key]
		switch {
		case len(stand) == 0:
			if has(need) {
				return need, false
			}
			asksMore = true
		case field != "":
			all, some := true, false
			for i := range stand {
				turned, known := stand[i].Refused(field, value, not)
				all = all && known && turned
				some = some || known && !turned
			}
			if all {
				return need, false
			}
			passed, asksMore = passed || some, asksMore || !some
		case !routes.IsPlain(need):
			asksMore = asksMore || !has(need)
			if has(need) {
				met = need
			}
		}
	}
	if passed {
		return "", true
	}
	return met, met == "" && !asksMore && len(needs) > 0
}
