// Package kratos_sources reads requests as kratos hands them out.
package kratos_sources

import (
	"database/sql"
	"strconv"

	"github.com/go-kratos/kratos/v2/transport/http"
)

var db *sql.DB

type request struct {
	Name string
	Page int
}

func routes(srv *http.Server) {
	r := srv.Route("/v1")
	r.GET("/users/{id}", get)
	r.POST("/users", post)
}

func get(ctx http.Context) error {
	db.QueryContext(ctx, "SELECT * FROM users WHERE id = "+ctx.Vars().Get("id"))              // want `proven`
	db.QueryContext(ctx, "SELECT * FROM users ORDER BY "+ctx.Query().Get("sort"))             // want `proven`
	db.QueryContext(ctx, "SELECT * FROM users WHERE t = '"+ctx.Header().Get("X-Tenant")+"'")  // want `proven: header "X-Tenant"`
	db.QueryContext(ctx, "SELECT * FROM users ORDER BY "+ctx.Request().URL.Query().Get("by")) // want `proven: query parameter "by"`
	db.QueryContext(ctx, "SELECT * FROM users WHERE id = ?", ctx.Vars().Get("id"))
	return nil
}

func post(ctx http.Context) error {
	var in request
	if err := ctx.Bind(&in); err != nil {
		return err
	}
	db.ExecContext(ctx, "INSERT INTO users VALUES ('"+in.Name+"')") // want `proven: .*body`
	db.QueryContext(ctx, "SELECT * FROM users OFFSET "+strconv.Itoa(in.Page))
	return ctx.Result(200, &in)
}
