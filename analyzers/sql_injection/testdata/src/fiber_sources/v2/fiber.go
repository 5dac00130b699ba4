// Package v2 reads every part of a request that fiber hands out, and what it
// hands out that is none.
package v2

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"
)

type api struct{ db *sql.DB }

type page struct {
	Sort  string `query:"sort" json:"sort" params:"sort"`
	Limit int    `query:"limit"`
}

// Mount is how a service of fiber begins.
func (a *api) Mount(app *fiber.App) {
	app.Use(a.session)
	app.Get("/query", a.query)
	app.Get("/params/:id", a.params)
	app.Get("/headers", a.headers)
	app.Post("/body", a.body)
	app.Post("/form", a.form)
	app.Get("/locals", a.locals)
	app.Get("/raw", a.raw)
}

func (a *api) query(c *fiber.Ctx) error {
	a.db.Query("SELECT * FROM users ORDER BY " + c.Query("sort", "id")) // want `proven: query parameter "sort" of the request`
	for col := range c.Queries() {
		a.db.Query("SELECT " + col + " FROM users") // want `proven`
	}
	var p page
	if err := c.QueryParser(&p); err != nil {
		return err
	}
	a.db.Query("SELECT * FROM users ORDER BY " + p.Sort) // want `proven: .*query`
	a.db.Query(fmt.Sprintf("SELECT * FROM users LIMIT %d", p.Limit))
	a.db.Query(fmt.Sprintf("SELECT * FROM users LIMIT %d", c.QueryInt("limit", 10)))
	return nil
}

func (a *api) params(c *fiber.Ctx) error {
	a.db.Query("SELECT * FROM users WHERE id = " + c.Params("id")) // want `proven: path parameter "id"`
	id, err := c.ParamsInt("id")
	if err != nil {
		return fiber.ErrBadRequest
	}
	a.db.Query("SELECT * FROM users WHERE id = " + strconv.Itoa(id))
	// What fiber gives out is only good for as long as the handler runs.
	name := utils.CopyString(c.Params("name"))
	a.db.Query("SELECT * FROM users WHERE name = '" + name + "'") // want `proven: path parameter "name"`
	a.db.Query("SELECT * FROM users WHERE name = ?", name)
	return nil
}

func (a *api) headers(c *fiber.Ctx) error {
	a.db.Query("SELECT * FROM users WHERE tenant = '" + c.Get("X-Tenant") + "'") // want `proven: header "X-Tenant"`
	a.db.Query("SELECT * FROM texts_" + c.Cookies("lang", "en"))                 // want `proven: cookie "lang"`
	a.db.Query("SELECT * FROM hosts WHERE name = '" + c.Hostname() + "'")        // want `proven: .*host`
	a.db.Query("SELECT * FROM log WHERE url = '" + c.OriginalURL() + "'")        // want `proven`
	a.db.Query("SELECT * FROM log WHERE route = '" + c.Route().Path + "'")
	c.Set("X-Tenant", "none")
	a.db.Query("SELECT * FROM users WHERE tenant = '" + c.GetRespHeader("X-Tenant") + "'")
	return nil
}

func (a *api) body(c *fiber.Ctx) error {
	var p page
	if err := c.BodyParser(&p); err != nil {
		return fiber.NewError(fiber.StatusBadRequest, "no page")
	}
	a.db.Query("SELECT * FROM users ORDER BY " + p.Sort) // want `proven: .*body`
	var q page
	if err := json.Unmarshal(c.Body(), &q); err != nil {
		return err
	}
	a.db.Query("SELECT * FROM users ORDER BY " + q.Sort) // want `proven`
	a.db.Exec(string(c.BodyRaw()))                       // want `proven`
	return nil
}

func (a *api) form(c *fiber.Ctx) error {
	a.db.Exec("DELETE FROM " + c.FormValue("table")) // want `proven: form value "table"`
	file, err := c.FormFile("upload")
	if err != nil {
		return err
	}
	a.db.Exec("INSERT INTO files VALUES ('" + file.Filename + "')") // want `proven: form value "upload"`
	return nil
}

// session says who is calling.
func (a *api) session(c *fiber.Ctx) error {
	var user string
	if err := a.db.QueryRow("SELECT user FROM sessions WHERE id = ?", c.Cookies("session")).Scan(&user); err != nil {
		return fiber.ErrUnauthorized
	}
	c.Locals("user", user)
	return c.Next()
}

// locals uses what the middleware has left.
func (a *api) locals(c *fiber.Ctx) error {
	user, ok := c.Locals("user").(string)
	if !ok {
		return fiber.ErrUnauthorized
	}
	a.db.Query("SELECT * FROM users WHERE name = '" + user + "'")
	return nil
}

// raw reads what lies under fiber.
func (a *api) raw(c *fiber.Ctx) error {
	a.db.Query("SELECT * FROM users ORDER BY " + string(c.Context().QueryArgs().Peek("sort"))) // want `proven: query parameter "sort"`
	a.db.Query("SELECT * FROM users ORDER BY " + string(c.Request().Header.Peek("X-Sort")))    // want `proven`
	a.db.Query("SELECT * FROM users ORDER BY " + string(c.Response().Header.Peek("X-Sort")))
	return nil
}
