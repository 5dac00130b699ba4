// Package under_keys checks what a map holds under a key, and uses it from there
// again: what is there is what was checked, until another value is put there, and
// under another key there is another one.
package under_keys

import (
	"database/sql"
	"errors"
	"net/http"
	"regexp"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gorilla/mux"
)

type store struct{ db *sql.DB }

var (
	columns = map[string]bool{"name": true, "age": true}
	name    = regexp.MustCompile(`^[a-z]+$`)
)

func (s *store) looked(w http.ResponseWriter, r *http.Request) {
	vars := mux.Vars(r)
	if !columns[vars["sort"]] {
		http.Error(w, "no such column", http.StatusBadRequest)
		return
	}
	s.db.Query("SELECT * FROM users ORDER BY " + vars["sort"])
	s.db.Query("SELECT * FROM users ORDER BY " + vars["then"]) // want `path parameter "then" of the request becomes part of the SQL text`
	again := vars["sort"]
	vars["sort"] = r.FormValue("sort")
	s.db.Query("SELECT * FROM users ORDER BY " + again)
	s.db.Query("SELECT * FROM users ORDER BY " + vars["sort"]) // want `form value "sort" of the request becomes part of the SQL text`
}

func (s *store) matched(w http.ResponseWriter, r *http.Request) {
	params := map[string]string{"table": r.FormValue("t"), "where": r.FormValue("w")}
	if !name.MatchString(params["table"]) {
		return
	}
	s.db.Query("SELECT * FROM " + params["table"])
	s.db.Query("SELECT * FROM users WHERE " + params["where"]) // want `form value "w" of the request becomes part of the SQL text`
}

func (s *store) parsed(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.Atoi(mux.Vars(r)["id"]); err != nil {
		return
	}
	s.db.Query("SELECT * FROM users WHERE id = " + mux.Vars(r)["id"])
	s.db.Query("SELECT * FROM users WHERE id = " + mux.Vars(r)["group"]) // want `path parameter "group" of the request becomes part of the SQL text`
}

// Values by their method and by their key are the same values.
func (s *store) values(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	switch q.Get("sort") {
	case "name", "age":
	default:
		return
	}
	s.db.Query("SELECT * FROM users ORDER BY " + q["sort"][0])
	s.db.Query("SELECT * FROM users ORDER BY " + q["sort"][1]) // want `query parameter "sort" of the request becomes part of the SQL text`
	if !columns[r.URL.Query().Get("then")] || !columns[r.PostForm.Get("last")] || !columns[chi.URLParam(r, "table")] {
		return
	}
	s.db.Query("SELECT * FROM users ORDER BY " + r.URL.Query().Get("then"))
	s.db.Query("SELECT * FROM users ORDER BY " + r.PostForm.Get("last"))
	s.db.Query("SELECT * FROM " + chi.URLParam(r, "table"))
	s.db.Query("SELECT * FROM users ORDER BY " + r.PostForm.Get("order")) // want `form value "order" of the request becomes part of the SQL text`
	s.db.Query("SELECT * FROM " + chi.URLParam(r, "schema"))              // want `path parameter "schema" of the request becomes part of the SQL text`
}

func (s *store) replaced(w http.ResponseWriter, r *http.Request) {
	p := map[string]string{"sort": r.FormValue("sort"), "then": r.FormValue("then")}
	if p["sort"] != "name" && p["sort"] != "age" {
		p["sort"] = "id"
	}
	s.db.Query("SELECT * FROM users ORDER BY " + p["sort"])
	if p["sort"] != "name" {
		p["then"] = "id"
	}
	s.db.Query("SELECT * FROM users ORDER BY " + p["then"]) // want `form value "then" of the request becomes part of the SQL text`
}

func (s *store) decoded(c *gin.Context) {
	var filter map[string]string
	if err := c.ShouldBindJSON(&filter); err != nil {
		return
	}
	if column, ok := filter["sort"]; !ok || !columns[column] {
		return
	}
	s.db.Query("SELECT * FROM users ORDER BY " + filter["sort"])
	s.db.Query("SELECT * FROM users ORDER BY " + filter["then"]) // want `the request's body becomes part of the SQL text`
	if err := c.ShouldBindJSON(&filter); err != nil {
		return
	}
	s.db.Query("SELECT * FROM users ORDER BY " + filter["sort"]) // want `the request's body becomes part of the SQL text`
}

// A key that is no constant is one as long as it is not set anew.
func (s *store) computed(w http.ResponseWriter, r *http.Request) {
	vars, key := mux.Vars(r), r.FormValue("key")
	if !columns[vars[key]] {
		return
	}
	s.db.Query("SELECT * FROM users ORDER BY " + vars[key])
	other := r.FormValue("other")
	s.db.Query("SELECT * FROM users ORDER BY " + vars[other]) // want `the request's path parameter becomes part of the SQL text`
	vars[other] = r.FormValue("value")
	s.db.Query("SELECT * FROM users ORDER BY " + vars[key]) // want `becomes part of the SQL text`
}

func (s *store) rounds(w http.ResponseWriter, r *http.Request) {
	vars := mux.Vars(r)
	for key := range vars {
		if !columns[vars["sort"]] || !columns[vars[key]] {
			continue
		}
		s.db.Query("SELECT * FROM users ORDER BY " + vars[key] + ", " + vars["sort"])
	}
	for key := range vars {
		s.db.Query("SELECT * FROM users ORDER BY " + vars[key]) // want `the request's path parameter becomes part of the SQL text`
	}
}

type job struct{ params map[string]string }

func (j *job) valid() error {
	if !name.MatchString(j.params["table"]) {
		return errors.New("no such table")
	}
	return nil
}

func valid(params map[string]string) error {
	if !name.MatchString(params["table"]) {
		return errors.New("no such table")
	}
	return nil
}

func (s *store) answered(w http.ResponseWriter, r *http.Request) {
	params := map[string]string{"table": r.FormValue("t"), "where": r.FormValue("w")}
	if err := valid(params); err != nil {
		return
	}
	s.db.Query("SELECT * FROM " + params["table"])
	s.db.Query("SELECT * FROM users WHERE " + params["where"]) // want `form value "w" of the request becomes part of the SQL text`
}

func (s *store) answeredForField(w http.ResponseWriter, r *http.Request) {
	j := &job{params: map[string]string{"table": r.FormValue("t"), "where": r.FormValue("w")}}
	if err := j.valid(); err != nil {
		return
	}
	s.db.Query("SELECT * FROM " + j.params["table"])
	s.db.Query("SELECT * FROM users WHERE " + j.params["where"]) // want `form value "w" of the request becomes part of the SQL text`
}
