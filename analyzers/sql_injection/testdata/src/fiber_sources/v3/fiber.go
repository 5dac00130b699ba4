// Package v3 is a service of fiber's third version, whose context is an
// interface.
package v3

import (
	"database/sql"
	"strconv"

	"github.com/gofiber/fiber/v3"
)

type item struct {
	Name string `json:"name" query:"name" uri:"name"`
	Size int
}

// Mount adds the handlers.
func Mount(app *fiber.App, db *sql.DB) {
	app.Get("/items", func(c fiber.Ctx) error {
		db.Query("SELECT * FROM items ORDER BY " + c.Query("sort")) // want `proven: query parameter "sort"`
		db.Query("SELECT * FROM items LIMIT " + strconv.Itoa(fiber.Query[int](c, "limit")))
		db.Query("SELECT * FROM items ORDER BY " + fiber.Query[string](c, "by"))   // want `proven: query parameter "by"`
		db.Query("SELECT * FROM items WHERE tenant = '" + c.Get("X-Tenant") + "'") // want `proven: header "X-Tenant"`
		db.Query("SELECT * FROM items WHERE owner = " + fiber.Locals[string](c, "user"))
		owner, _ := c.Locals("user").(string)
		db.Query("SELECT * FROM items WHERE owner = " + owner)
		return nil
	})
	app.Post("/items/:id", func(c fiber.Ctx) error {
		var in item
		if err := c.Bind().Body(&in); err != nil {
			return err
		}
		db.Exec("INSERT INTO items VALUES ('" + in.Name + "')") // want `proven: .*body`
		db.Exec("INSERT INTO items VALUES (?, ?)", in.Name, in.Size)
		var q item
		if err := c.Bind().Query(&q); err != nil {
			return err
		}
		db.Exec("DELETE FROM items WHERE name = '" + q.Name + "'") // want `proven: .*query`
		var u item
		if err := c.Bind().URI(&u); err != nil {
			return err
		}
		db.Exec("DELETE FROM items WHERE name = '" + u.Name + "'") // want `proven: .*path`
		db.Exec("DELETE FROM items WHERE id = " + c.Params("id"))  // want `proven: path parameter "id"`
		return c.SendStatus(fiber.StatusNoContent)
	})
}
