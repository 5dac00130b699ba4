// Package iris_sources reads requests as iris hands them out.
package iris_sources

import (
	"database/sql"
	"strconv"

	"github.com/kataras/iris/v12"
)

var db *sql.DB

type user struct {
	Name string
	Age  int
}

func routes(app *iris.Application) {
	app.Get("/users/{id}", get)
	app.Post("/users", post)
}

func get(ctx iris.Context) {
	db.Query("SELECT * FROM users ORDER BY " + ctx.URLParam("sort"))                // want `proven: query parameter "sort"`
	db.Query("SELECT * FROM users WHERE id = " + ctx.Params().Get("id"))            // want `proven: path parameter "id"`
	db.Query("SELECT * FROM users WHERE t = '" + ctx.GetHeader("X-Tenant") + "'")   // want `proven: header "X-Tenant"`
	db.Query("SELECT * FROM texts_" + ctx.GetCookie("lang"))                        // want `proven: cookie "lang"`
	db.Query("SELECT * FROM users ORDER BY " + ctx.Request().URL.Query().Get("by")) // want `proven: query parameter "by"`
	db.Query("SELECT * FROM users WHERE id = ?", ctx.Params().Get("id"))
	if n, err := ctx.URLParamInt("limit"); err == nil {
		db.Query("SELECT * FROM users LIMIT " + strconv.Itoa(n))
	}
	db.Query("SELECT * FROM users WHERE name = '" + ctx.Values().GetString("user") + "'")
}

func post(ctx iris.Context) {
	var in user
	if err := ctx.ReadJSON(&in); err != nil {
		ctx.StatusCode(iris.StatusBadRequest)
		return
	}
	db.Exec("INSERT INTO users VALUES ('" + in.Name + "')") // want `proven: .*body`
	db.Exec("UPDATE users SET age = " + strconv.Itoa(in.Age))
	db.Exec("DELETE FROM " + ctx.PostValue("table")) // want `proven: form value "table"`
}
