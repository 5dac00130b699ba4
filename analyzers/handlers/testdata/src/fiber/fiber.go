// Package fiber is about handlers of fiber.
package fiber

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"
)

type Book struct {
	ID    int    `json:"id"`
	Title string `json:"title" query:"title"`
}

// < path id integer !
// > 200 json {id:integer, title:string}
// > 404 json {error:string}
func get(c *fiber.Ctx) error {
	if _, err := strconv.Atoi(c.Params("id")); err != nil {
		return c.Status(fiber.StatusNotFound).JSON(fiber.Map{"error": "x"})
	}
	return c.JSON(Book{})
}

// < body json {id:integer, title:string} or other
// > 201 json {id:integer, title:string}
// > 400 text
func create(c *fiber.Ctx) error {
	b := new(Book)
	if err := c.BodyParser(b); err != nil {
		return fiber.NewError(400, "bad")
	}
	return c.Status(201).JSON(b)
}

// < query title string
// < query page string
// < header X-Key string
// < cookie sid string
// > 204 text
func parts(c *fiber.Ctx) error {
	var b Book
	_ = c.QueryParser(&b)
	_ = c.Query("page")
	_ = c.Get("X-Key")
	_ = c.Cookies("sid")
	return c.SendStatus(204)
}

// > 200 text
// > 401 text
// > 503 unknown
func raised(c *fiber.Ctx) error {
	switch c.Method() {
	case "A":
		return fiber.ErrUnauthorized
	case "B":
		return &fiber.Error{Code: 503}
	}
	return c.SendString("ok")
}

// > 302 none
// open response
func failing(c *fiber.Ctx) error {
	if c.Method() == "" {
		return errors.New("x")
	}
	return c.Redirect("/")
}

// > 301 none
func moved(c *fiber.Ctx) error { return c.Redirect("/", 301) }

func respond(c *fiber.Ctx, code int, data interface{}) error {
	return c.Status(code).JSON(fiber.Map{"data": data, "ok": code < 300})
}

// > 200 json {data:[{id:integer, title:string}], ok:boolean}
func list(c *fiber.Ctx) error { return respond(c, 200, []Book{}) }

// nothing
func locals(c *fiber.Ctx) error {
	c.Locals("status", 500)
	return nil
}
