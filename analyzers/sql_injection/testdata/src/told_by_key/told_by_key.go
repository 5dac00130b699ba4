// Package told_by_key hands maps on: what is under one key is not what is under
// another.
package told_by_key

import (
	"database/sql"
	"net/http"

	"github.com/gorilla/mux"

	"corpus/told_by_key/db"
)

type reader interface {
	Read(in map[string]string) (*sql.Rows, error)
}

type server struct {
	store  *db.Store
	reader reader
}

func newServer(s *db.Store) *server { return &server{s, db.Reader{Store: s}} }

func (s *server) table(w http.ResponseWriter, r *http.Request) {
	s.store.List(map[string]string{"table": "users", "name": r.FormValue("n")})
	s.store.From(map[string]string{"table": r.FormValue("t"), "name": r.FormValue("n")})
	s.list(map[string]string{"table": "users", "where": r.FormValue("w"), "name": "a"})
	s.reader.Read(map[string]string{"table": "users", "where": r.FormValue("w"), "name": "a"})
}

func (s *server) list(in map[string]string) { s.store.List(in) }

func (s *server) replaced(w http.ResponseWriter, r *http.Request) {
	vars := mux.Vars(r)
	vars["where"] = ""
	if vars["table"] != "users" && vars["table"] != "groups" {
		vars["table"] = "users"
	}
	s.store.List(vars)
}

func (s *server) each(w http.ResponseWriter, r *http.Request) {
	s.store.Each(map[string]string{"name": r.FormValue("name")})
}
