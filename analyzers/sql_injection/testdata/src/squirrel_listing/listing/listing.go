// Package listing reads from a request what to list, and adds it to a query.
package listing

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	sq "github.com/Masterminds/squirrel"
)

// Options says what to list.
type Options struct {
	Search string
	Sort   string
	Desc   bool
	Limit  uint64
}

// Parse reads options; it checks nothing but numbers.
func Parse(r *http.Request) Options {
	q := r.URL.Query()
	limit, err := strconv.ParseUint(q.Get("limit"), 10, 64)
	if err != nil || limit > 100 {
		limit = 20
	}
	return Options{Search: q.Get("q"), Sort: q.Get("sort"), Desc: q.Get("dir") == "desc", Limit: limit}
}

// Apply adds the options to a query as they are.
func Apply(b sq.SelectBuilder, o Options) sq.SelectBuilder {
	if o.Search != "" {
		b = b.Where(sq.ILike{"name": "%" + o.Search + "%"})
	}
	if o.Sort != "" {
		order := o.Sort
		if o.Desc {
			order += " DESC"
		}
		b = b.OrderBy(order) // want "proven: query parameter"
	}
	return b.Limit(o.Limit)
}

// ApplyKnown adds the options to a query if the column is one of those known.
func ApplyKnown(b sq.SelectBuilder, o Options, columns ...string) sq.SelectBuilder {
	if o.Search != "" {
		b = b.Where("name ILIKE ?", "%"+o.Search+"%")
	}
	if slices.Contains(columns, o.Sort) {
		b = b.OrderBy(o.Sort)
	}
	return b.Limit(o.Limit)
}

// Columns selects the columns that a list names.
func Columns(b sq.SelectBuilder, fields string) sq.SelectBuilder {
	return b.Columns(strings.Split(fields, ",")...) // want "proven: query parameter \"fields\""
}
