// Package hr reads path values as httprouter hands them out: by the handler's
// third parameter, or in the context.
package hr

import (
	"database/sql"
	"net/http"
	"strconv"

	"github.com/julienschmidt/httprouter"
)

// Routes adds the handlers.
func Routes(db *sql.DB) http.Handler {
	r := httprouter.New()
	r.GET("/users/:id", func(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
		db.Query("SELECT * FROM users WHERE id = " + ps.ByName("id"))         // want `proven: path parameter "id" of the request`
		db.Query("SELECT * FROM users WHERE id = " + ps[0].Value)             // want `proven: .*path`
		db.Query("SELECT * FROM users ORDER BY " + r.URL.Query().Get("sort")) // want `proven: query parameter "sort"`
		db.Query("SELECT * FROM users WHERE id = ?", ps.ByName("id"))
	})
	r.HandlerFunc("GET", "/items/:id", func(w http.ResponseWriter, r *http.Request) {
		id := httprouter.ParamsFromContext(r.Context()).ByName("id")
		db.Query("SELECT * FROM items WHERE id = " + id) // want `proven: path parameter "id"`
		if n, err := strconv.Atoi(id); err == nil {
			db.Query("SELECT * FROM items WHERE id = " + strconv.Itoa(n))
		}
	})
	return r
}
