// Package render_sources decodes bodies beside chi.
package render_sources

import (
	"database/sql"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/render"
)

var db *sql.DB

type article struct {
	Title string
	Year  int
}

// Bind checks nothing.
func (a *article) Bind(r *http.Request) error { return nil }

func routes() http.Handler {
	r := chi.NewRouter()
	r.Post("/bind", bind)
	r.Post("/decode", decode)
	return r
}

func bind(w http.ResponseWriter, r *http.Request) {
	in := &article{}
	if err := render.Bind(r, in); err != nil {
		return
	}
	db.Exec("INSERT INTO articles VALUES ('" + in.Title + "')") // want `proven: .*body`
	db.Exec("INSERT INTO articles VALUES (?)", in.Title)
}

func decode(w http.ResponseWriter, r *http.Request) {
	var in article
	if err := render.DecodeJSON(r.Body, &in); err != nil {
		return
	}
	db.Exec("INSERT INTO articles VALUES ('" + in.Title + "')") // want `proven`
	db.Exec("UPDATE articles SET year = " + strconv.Itoa(in.Year))
}
