// Package gorp runs text with gorp.
package gorp

import (
	"net/http"

	"github.com/go-gorp/gorp/v3"
)

// Post is a row.
type Post struct {
	ID    int64
	Title string
}

var dbmap *gorp.DbMap

// selected reads rows by text.
func selected(w http.ResponseWriter, r *http.Request) {
	var posts []Post
	_, _ = dbmap.Select(&posts, "SELECT * FROM posts WHERE title = '"+r.FormValue("title")+"'") // want "proven: form value \"title\""
	_ = dbmap.SelectOne(&posts, "SELECT * FROM posts WHERE id = "+r.PathValue("id"))            // want "proven: path parameter \"id\""
	_, _ = dbmap.SelectInt("SELECT count(*) FROM " + r.FormValue("table"))                      // want "proven: form value \"table\""
}

// selectedValues is safe: a map names the values.
func selectedValues(w http.ResponseWriter, r *http.Request) {
	var posts []Post
	_, _ = dbmap.Select(&posts, "SELECT * FROM posts WHERE title = :title", map[string]any{"title": r.FormValue("title")})
	_, _ = dbmap.SelectStr("SELECT title FROM posts WHERE id = ?", r.PathValue("id"))
	_ = dbmap.Insert(&Post{Title: r.FormValue("title")})
}

// executor runs on whatever gorp's own interface holds.
func executor(e gorp.SqlExecutor, r *http.Request) error {
	if _, err := e.Exec("DELETE FROM posts WHERE title = '" + r.FormValue("title") + "'"); err != nil { // want "proven: form value \"title\""
		return err
	}
	_, err := gorp.SelectStr(e, "SELECT title FROM posts ORDER BY "+r.FormValue("sort")) // want "proven: form value \"sort\""
	return err
}
