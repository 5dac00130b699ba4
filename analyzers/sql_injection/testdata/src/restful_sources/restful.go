// Package restful_sources reads requests as go-restful hands them out.
package restful_sources

import (
	"database/sql"
	"strconv"

	restful "github.com/emicklei/go-restful/v3"
)

type resource struct{ db *sql.DB }

type user struct {
	Name string
	Age  int
}

func (u *resource) service() *restful.WebService {
	ws := new(restful.WebService)
	ws.Route(ws.GET("/users/{id}").To(u.find))
	ws.Route(ws.POST("/users").To(u.create))
	return ws
}

func (u *resource) find(req *restful.Request, resp *restful.Response) {
	u.db.Query("SELECT * FROM users WHERE id = " + req.PathParameter("id"))                    // want `proven: path parameter "id"`
	u.db.Query("SELECT * FROM users ORDER BY " + req.QueryParameter("sort"))                   // want `proven: query parameter "sort"`
	u.db.Query("SELECT * FROM users WHERE tenant = '" + req.HeaderParameter("X-Tenant") + "'") // want `proven: header "X-Tenant"`
	u.db.Query("SELECT * FROM users ORDER BY " + req.Request.URL.Query().Get("by"))            // want `proven: query parameter "by"`
	u.db.Query("SELECT * FROM users WHERE id = ?", req.PathParameter("id"))
	if n, err := strconv.Atoi(req.QueryParameter("limit")); err == nil {
		u.db.Query("SELECT * FROM users LIMIT " + strconv.Itoa(n))
	}
	tenant, _ := req.Attribute("tenant").(string)
	u.db.Query("SELECT * FROM users WHERE tenant = '" + tenant + "'")
}

func (u *resource) create(req *restful.Request, resp *restful.Response) {
	in := new(user)
	if err := req.ReadEntity(in); err != nil {
		resp.WriteHeader(400)
		return
	}
	u.db.Exec("INSERT INTO users VALUES ('" + in.Name + "')") // want `proven: .*body`
	u.db.Exec("INSERT INTO users VALUES (?, ?)", in.Name, in.Age)
	if name, err := req.BodyParameter("name"); err == nil {
		u.db.Exec("INSERT INTO users VALUES ('" + name + "')") // want `proven: form value "name"`
	}
}
