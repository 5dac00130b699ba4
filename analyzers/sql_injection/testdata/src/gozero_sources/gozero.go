// Package gozero_sources parses requests as go-zero does, into structs.
package gozero_sources

import (
	"database/sql"
	"net/http"
	"strconv"

	"github.com/zeromicro/go-zero/rest/httpx"
	"github.com/zeromicro/go-zero/rest/pathvar"
)

type svc struct{ db *sql.DB }

type listRequest struct {
	Sort  string `form:"sort,optional"`
	Limit int    `form:"limit,default=10"`
}

// handler is how go-zero writes its handlers.
func handler(s *svc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var req listRequest
		if err := httpx.Parse(r, &req); err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		s.list(&req)
		s.db.Query("SELECT * FROM users WHERE id = " + pathvar.Vars(r)["id"]) // want `proven: .*path`
		var path struct{ Name string }
		if err := httpx.ParsePath(r, &path); err == nil {
			s.db.Query("SELECT * FROM users WHERE name = '" + path.Name + "'") // want `proven: .*path`
			s.db.Query("SELECT * FROM users WHERE name = ?", path.Name)
		}
	}
}

func (s *svc) list(req *listRequest) {
	s.db.Query("SELECT * FROM users ORDER BY " + req.Sort) // want `proven: .*body`
	s.db.Query("SELECT * FROM users LIMIT " + strconv.Itoa(req.Limit))
}
