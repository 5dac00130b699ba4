// Package beego_sources reads requests as beego's controllers do.
package beego_sources

import (
	"database/sql"
	"encoding/json"
	"strconv"

	"github.com/beego/beego/v2/server/web"
)

var db *sql.DB

// UserController is how a service of beego is made.
type UserController struct {
	web.Controller
}

type user struct {
	Name string
	Age  int
}

// Get reads single values.
func (c *UserController) Get() {
	db.Query("SELECT * FROM users ORDER BY " + c.GetString("sort"))                    // want `proven: form value "sort"`
	db.Query("SELECT * FROM users WHERE id = " + c.Ctx.Input.Param(":id"))             // want `proven: path parameter ":id"`
	db.Query("SELECT * FROM users ORDER BY " + c.Ctx.Input.Query("by"))                // want `proven: query parameter "by"`
	db.Query("SELECT * FROM users WHERE t = '" + c.Ctx.Input.Header("X-Tenant") + "'") // want `proven: header "X-Tenant"`
	db.Query("SELECT * FROM texts_" + c.Ctx.GetCookie("lang"))                         // want `proven: cookie "lang"`
	db.Query("SELECT * FROM users WHERE id = ?", c.Ctx.Input.Param(":id"))
	if id, err := c.GetInt("id"); err == nil {
		db.Query("SELECT * FROM users WHERE id = " + strconv.Itoa(id))
	}
	name, _ := c.GetSession("user").(string)
	db.Query("SELECT * FROM users WHERE name = '" + name + "'")
}

// Post reads bodies.
func (c *UserController) Post() {
	var in user
	if err := c.BindJSON(&in); err != nil {
		c.CustomAbort(400, "no user")
	}
	db.Exec("INSERT INTO users VALUES ('" + in.Name + "')") // want `proven: .*body`
	var raw user
	if err := json.Unmarshal(c.Ctx.Input.RequestBody, &raw); err == nil {
		db.Exec("UPDATE users SET age = " + strconv.Itoa(raw.Age))
	}
	var form user
	if err := c.ParseForm(&form); err == nil {
		db.Exec("INSERT INTO users VALUES ('" + form.Name + "')") // want `proven: .*form`
		db.Exec("INSERT INTO users VALUES (?)", form.Name)
	}
}
