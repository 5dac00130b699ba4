// Package handed_checked looks at fields of a struct and hands it on as a whole: what is
// known of them goes along.
package handed_checked

import (
	"errors"
	"net/http"

	"corpus/handed_checked/db"
)

type lister interface{ Each(q db.Query) }

type server struct {
	store  *db.Store
	lister lister
}

func newServer(s *db.Store) *server { return &server{s, db.Lister{Store: s}} }

func (s *server) list(w http.ResponseWriter, r *http.Request) {
	q := db.Query{Sort: r.FormValue("sort"), Dir: r.FormValue("dir")}
	if q.Sort != "name" && q.Sort != "age" {
		return
	}
	s.store.List(q)
	s.lister.Each(q)
	other := q
	other.Dir = ""
	s.store.List(other)
	q.Sort = r.FormValue("later")
	s.store.Later(q)
}

func (s *server) early(w http.ResponseWriter, r *http.Request) {
	q := db.Query{Sort: r.FormValue("sort")}
	s.store.Early(q)
	if q.Sort != "name" && q.Sort != "age" {
		return
	}
	s.store.List(q)
}

func (s *server) under(w http.ResponseWriter, r *http.Request) {
	q := map[string]string{"sort": r.FormValue("sort"), "dir": r.FormValue("dir")}
	switch q["sort"] {
	case "name", "age":
		s.store.Under(q)
	}
}

func asked(r *http.Request) (db.Query, error) {
	q := db.Query{Sort: r.FormValue("sort"), Dir: r.FormValue("dir")}
	if q.Sort != "name" && q.Sort != "age" {
		return db.Query{}, errors.New("no such column")
	}
	return q, nil
}

func (s *server) returned(w http.ResponseWriter, r *http.Request) {
	if q, err := asked(r); err == nil {
		s.store.List(q)
	}
}
