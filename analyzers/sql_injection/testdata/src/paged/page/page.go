// Package page says which part of a list is asked for.
package page

import "net/url"

// Page is a part of a list in some order.
type Page struct {
	Offset int
	Sort   string
}

// Of reads a page.
func Of(u *url.URL) Page { return Page{Sort: u.Query().Get("sort")} }
