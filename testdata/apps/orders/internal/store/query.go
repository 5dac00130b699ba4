package store

import (
	"strconv"
	"strings"
)

// rebind replaces each ? of a query by PostgreSQL's numbered placeholder.
func rebind(query string) string {
	var b strings.Builder
	for n := 1; ; n++ {
		before, after, found := strings.Cut(query, "?")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString("$" + strconv.Itoa(n))
		query = after
	}
}
