// Package v5 is a service of echo's fifth version, whose context is a struct.
package v5

import (
	"database/sql"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v5"
)

type input struct {
	Name string `json:"name"`
	Age  int    `json:"age"`
}

// Routes adds the handlers.
func Routes(e *echo.Echo, db *sql.DB) {
	e.GET("/users", func(c *echo.Context) error {
		rows, err := db.Query("SELECT * FROM users ORDER BY " + c.QueryParam("sort")) // want `proven: query parameter "sort"`
		if err != nil {
			return err
		}
		defer rows.Close()
		db.Query("SELECT * FROM users ORDER BY " + c.QueryParamOr("by", "id")) // want `proven: query parameter "by"`
		return c.NoContent(http.StatusOK)
	})
	e.GET("/users/:id", func(c *echo.Context) error {
		db.Query("SELECT * FROM users WHERE id = " + c.Param("id")) // want `proven: path parameter "id"`
		id, err := strconv.Atoi(c.Param("id"))
		if err != nil {
			return err
		}
		db.Query("SELECT * FROM users WHERE id = " + strconv.Itoa(id))
		return nil
	})
	e.POST("/users", func(c *echo.Context) error {
		var in input
		if err := c.Bind(&in); err != nil {
			return err
		}
		db.Exec("INSERT INTO users VALUES ('" + in.Name + "')") // want `proven`
		db.Exec("INSERT INTO users VALUES (?, ?)", in.Name, in.Age)
		var q input
		if err := echo.BindQueryParams(c, &q); err != nil {
			return err
		}
		db.Exec("DELETE FROM users WHERE name = '" + q.Name + "'") // want `proven: .*query`
		return nil
	})
	e.POST("/form", func(c *echo.Context) error {
		db.Exec("DELETE FROM " + c.FormValue("table"))             // want `proven: form value "table"`
		db.Query("SELECT * FROM " + c.Request().Header.Get("X-T")) // want `proven: header "X-T"`
		user, _ := c.Get("user").(string)
		db.Exec("DELETE FROM sessions WHERE user = " + user)
		return nil
	})
}
