// Package hertz_sources reads requests as hertz hands them out.
package hertz_sources

import (
	"context"
	"database/sql"
	"strconv"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/protocol/consts"
)

var db *sql.DB

type form struct {
	Name string `json:"name"`
	Page int    `query:"page"`
}

func read(ctx context.Context, c *app.RequestContext) {
	db.QueryContext(ctx, "SELECT * FROM users ORDER BY "+c.Query("sort"))                                      // want `proven: query parameter "sort"`
	db.QueryContext(ctx, "SELECT * FROM users WHERE id = "+c.Param("id"))                                      // want `proven: path parameter "id"`
	db.QueryContext(ctx, "SELECT * FROM users WHERE tenant = '"+string(c.GetHeader("X-Tenant"))+"'")           // want `proven: header "X-Tenant"`
	db.QueryContext(ctx, "SELECT * FROM users WHERE tenant = '"+string(c.Request.Header.Peek("X-Tenant"))+"'") // want `proven: header "X-Tenant"`
	db.QueryContext(ctx, "SELECT * FROM texts_"+string(c.Cookie("lang")))                                      // want `proven: cookie "lang"`
	db.ExecContext(ctx, "DELETE FROM "+c.PostForm("table"))                                                    // want `proven: form value "table"`
	db.QueryContext(ctx, "SELECT * FROM users WHERE id = ?", c.Param("id"))
	db.QueryContext(ctx, "SELECT * FROM users WHERE name = '"+c.GetString("user")+"'")
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil {
		c.AbortWithStatus(consts.StatusBadRequest)
		return
	}
	db.QueryContext(ctx, "SELECT * FROM users WHERE id = "+strconv.Itoa(id))
}

func bind(ctx context.Context, c *app.RequestContext) {
	var in form
	if err := c.BindAndValidate(&in); err != nil {
		return
	}
	db.ExecContext(ctx, "INSERT INTO users VALUES ('"+in.Name+"')") // want `proven: .*body`
	db.QueryContext(ctx, "SELECT * FROM users OFFSET "+strconv.Itoa(in.Page))
	data, err := c.Body()
	if err == nil {
		db.ExecContext(ctx, string(data)) // want `proven: .*body`
	}
}
