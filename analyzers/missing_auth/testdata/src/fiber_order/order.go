// Command fiber_order adds middleware before and behind routes: what is
// registered above it is open.
package main

import (
	"os"

	"github.com/gofiber/fiber/v2"
)

func answer(c *fiber.Ctx) error { return c.SendFile("/srv/data") }

func required(c *fiber.Ctx) error {
	if c.Get("X-Api-Key") != os.Getenv("KEY") {
		return fiber.NewError(fiber.StatusUnauthorized, "no")
	}
	return c.Next()
}

func traced(c *fiber.Ctx) error {
	c.Set("X-Trace", c.IP())
	return c.Next()
}

func main() {
	app := fiber.New()
	app.Use(traced)
	app.Get("/above", answer) // want "proven: GET /above is registered without authentication"
	app.Use("/inner", required)
	app.Get("/inner", answer)
	app.Get("/inner/:id", answer)
	app.Get("/innermost", answer) // want "proven: GET /innermost is registered without"
	app.Get("/own", required, answer)
	app.Get("/traced", traced, answer) // want "proven: GET /traced is registered without"
	api := app.Group("/api")
	api.Post("/early", answer) // want "proven: POST /api/early is registered without"
	api.Use(required)
	api.Post("/late", answer)
	app.Put("/api/beside", answer)
	sub := fiber.New()
	sub.Get("/a", answer) // want "proven: GET /sub/a is registered without"
	sub.Get("/b", required, answer)
	app.Mount("/sub", sub)
	app.Use(required)
	app.Get("/last", answer)
	app.Listen(":8080")
}
