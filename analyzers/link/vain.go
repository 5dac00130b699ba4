package link

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/routes"
)

// leftUnder returns what a whole program leaves under the keys of contexts. In a local
// view others may leave more.
func leftUnder(view View, records []*routes.Record) map[string]routes.Worth {
	if view != Whole {
		return nil
	}
	left := map[string]routes.Worth{}
	for _, rec := range records {
		for _, l := range rec.Left {
			left[l.Key] = max(left[l.Key], l.Says)
		}
	}
	return left
}

// vain reports whether what a context of the route's requests holds under a key
// says nothing of who is calling. Of a field, what nobody is seen to leave there,
// nobody does.
func (e *Endpoint) vain(key string, left map[string]bool) bool {
	if routes.Own(key) {
		return !left[key]
	}
	key = routes.BareKey(key)
	return e.hollow[key] == routes.SaysPlainly || e.keyed && slices.ContainsFunc(strings.Split(e.Path, "/"), func(s string) bool {
		return s == "{"+key+"}" || s == "{"+key+"...}"
	})
}

// allVain reports whether nothing that a check needs of contexts says who is
// calling. left are the fields of contexts that are filled. Beside a key of which that
// is known, one does not count under which requests are left nothing.
func (e *Endpoint) allVain(needs []string, left map[string]bool) bool {
	known := len(needs) == 0
	for _, key := range needs {
		switch says, ok := e.hollow[routes.BareKey(key)]; {
		case e.vain(key, left):
			known = true
		case !ok || says != routes.SaysNothing:
			return false
		}
	}
	return known
}
