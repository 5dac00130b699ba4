// Package left_behind hands what a request asks for to functions that put something
// else in its place: what stays of it is what they let stay.
package left_behind

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"strings"
)

type page struct {
	Sort, Dir, Name string
	Limit           int
}

type store struct{ db *sql.DB }

func paginate(p *page) {
	if p.Sort != "name" && p.Sort != "age" {
		p.Sort = "id"
	}
	if p.Limit < 1 {
		p.Limit = 20
	}
}

func (p *page) lowered() {
	p.Sort = strings.ToLower(p.Sort)
	switch p.Dir {
	case "asc", "desc":
	default:
		p.Dir = "asc"
	}
}

func both(p *page) {
	paginate(p)
	p.lowered()
}

// sometimes replaces the column on one of its ways alone.
func sometimes(p *page, strict bool) {
	if strict && p.Sort != "name" {
		p.Sort = "id"
	}
}

func (p *page) again(r *http.Request) { p.Sort = r.FormValue("again") }

func (s *store) paginated(w http.ResponseWriter, r *http.Request) {
	p := page{Sort: r.FormValue("sort"), Dir: r.FormValue("dir")}
	paginate(&p)
	s.db.Query("SELECT * FROM users ORDER BY " + p.Sort)
	s.db.Query("SELECT * FROM users ORDER BY id " + p.Dir) // want `form value "dir" of the request becomes part of the SQL text`
	p.lowered()
	s.db.Query("SELECT * FROM users ORDER BY " + p.Sort + " " + p.Dir)
}

func (s *store) decoded(w http.ResponseWriter, r *http.Request) {
	var p page
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		return
	}
	both(&p)
	s.db.Query("SELECT * FROM users ORDER BY " + p.Sort + " " + p.Dir)
	s.db.Query("SELECT * FROM users WHERE name = '" + p.Name + "'") // want `field Name of the request's body becomes part of the SQL text`
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		return
	}
	s.db.Query("SELECT * FROM users ORDER BY " + p.Sort) // want `field Sort of the request's body becomes part of the SQL text`
}

// What is only written in other letters is still what was asked for.
func (s *store) written(w http.ResponseWriter, r *http.Request) {
	p := &page{Sort: r.FormValue("sort")}
	p.lowered()
	s.db.Query("SELECT * FROM users ORDER BY " + p.Sort) // want `form value "sort" of the request becomes part of the SQL text`
}

func (s *store) checked(w http.ResponseWriter, r *http.Request) {
	p := &page{Sort: r.FormValue("sort")}
	if p.Sort != "NAME" && p.Sort != "AGE" {
		return
	}
	p.lowered()
	s.db.Query("SELECT * FROM users ORDER BY " + p.Sort)
	column := p.Sort
	p.again(r)
	s.db.Query("SELECT * FROM users ORDER BY " + column)
	s.db.Query("SELECT * FROM users ORDER BY " + p.Sort) // want `form value "again" of the request becomes part of the SQL text`
}

func (s *store) unsure(w http.ResponseWriter, r *http.Request) {
	p := &page{Sort: r.FormValue("sort")}
	sometimes(p, r.FormValue("strict") != "")
	s.db.Query("SELECT * FROM users ORDER BY " + p.Sort) // want `form value "sort" of the request becomes part of the SQL text`
}

func known(m map[string]string) {
	if m["sort"] != "name" && m["sort"] != "age" {
		m["sort"] = "id"
	}
}

func (s *store) keyed(w http.ResponseWriter, r *http.Request) {
	m := map[string]string{"sort": r.FormValue("sort"), "dir": r.FormValue("dir")}
	known(m)
	s.db.Query("SELECT * FROM users ORDER BY " + m["sort"])
	s.db.Query("SELECT * FROM users ORDER BY id " + m["dir"]) // want `form value "dir" of the request becomes part of the SQL text`
}
