package link

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/analyzers/routes"
)

// hollowKeys returns the keys of contexts under which a whole program leaves
// something, and nothing that says who is calling. In a local view others may.
func hollowKeys(view View, records []*routes.Record) map[string]bool {
	if view != Whole {
		return nil
	}
	hollow := map[string]bool{}
	for _, rec := range records {
		for _, l := range rec.Left {
			had, ok := hollow[l.Key]
			hollow[l.Key] = l.Vain && (had || !ok)
		}
	}
	return hollow
}

// vain reports whether what a context of the route's requests holds under a key
// says nothing of who is calling. Of a field, what nobody is seen to leave there,
// nobody does.
func (e *Endpoint) vain(key string, left map[string]bool) bool {
	if routes.Own(key) {
		return !left[key]
	}
	key = routes.BareKey(key)
	return e.hollow[key] || e.keyed && slices.ContainsFunc(strings.Split(e.Path, "/"), func(s string) bool {
		return s == "{"+key+"}" || s == "{"+key+"...}"
	})
}

// allVain reports whether nothing that a check needs of contexts says who is
// calling. left are the fields of contexts that are filled.
func (e *Endpoint) allVain(needs []string, left map[string]bool) bool {
	return !slices.ContainsFunc(needs, func(key string) bool { return !e.vain(key, left) })
}
