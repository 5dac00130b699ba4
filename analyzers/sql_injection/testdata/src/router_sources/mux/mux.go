// Package mux reads path values as gorilla/mux hands them out.
package mux

import (
	"database/sql"
	"net/http"
	"strconv"

	"github.com/gorilla/mux"
	"github.com/gorilla/schema"
)

var decoder = schema.NewDecoder()

type store struct{ db *sql.DB }

// Routes adds the handlers.
func (s *store) Routes() http.Handler {
	r := mux.NewRouter()
	r.HandleFunc("/users/{id}", s.user)
	r.HandleFunc("/users/{id}/{field}", s.field)
	r.HandleFunc("/users", s.search).Methods("POST")
	r.HandleFunc("/numbers/{id:[0-9]+}", s.number)
	return r
}

func (s *store) user(w http.ResponseWriter, r *http.Request) {
	id := mux.Vars(r)["id"]
	s.db.Query("SELECT * FROM users WHERE id = " + id) // want `proven: .*path`
	s.db.Query("SELECT * FROM users WHERE id = ?", id)
}

func (s *store) field(w http.ResponseWriter, r *http.Request) {
	vars := mux.Vars(r)
	field, ok := vars["field"]
	if !ok {
		http.NotFound(w, r)
		return
	}
	s.db.Query("SELECT "+field+" FROM users WHERE id = ?", vars["id"]) // want `proven: .*path`
	for _, known := range []string{"name", "age"} {
		if known == field {
			s.db.Query("SELECT "+known+" FROM users WHERE id = ?", vars["id"])
		}
	}
}

type filter struct {
	Name string
	Page int
}

// search decodes a form into a struct.
func (s *store) search(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		return
	}
	var f filter
	if err := decoder.Decode(&f, r.PostForm); err != nil {
		return
	}
	s.db.Query("SELECT * FROM users WHERE name = '" + f.Name + "'") // want `proven: .*form`
	s.db.Query("SELECT * FROM users OFFSET " + strconv.Itoa(f.Page))
}

func (s *store) number(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseUint(mux.Vars(r)["id"], 10, 64)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	s.db.Query("SELECT * FROM users WHERE id = " + strconv.FormatUint(id, 10))
	if route := mux.CurrentRoute(r); route != nil {
		name := route.GetName()
		s.db.Query("SELECT * FROM routes WHERE name = ?", name)
	}
}
