// Command routes_service_fiber2 is a service of fiber 2 in three packages. What
// an application uses counts for what stands behind it, and for all that is below
// its path.
package main

import (
	"os"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/cors"
	"github.com/gofiber/fiber/v2/middleware/recover"

	"corpus/routes_service_fiber2/api"
	"corpus/routes_service_fiber2/auth"
)

func main() {
	tokens := auth.New(os.Getenv("TOKEN"))
	app := fiber.New(fiber.Config{AppName: "service"})
	app.Get("/above", api.List) // route GET /above none body_limit=present
	app.Use(recover.New(), cors.New())
	api.New(tokens).Register(app)
	go operations(tokens)
	_ = app.Listen(":8080")
}

// operations is an application of its own.
func operations(tokens *auth.Tokens) {
	app := fiber.New()
	app.Get("/metrics", api.List) // route GET /metrics none body_limit=present
	app.Use("/admin", tokens.Ask)
	app.Post("/admin/drain", api.List) // route POST /admin/drain required body_limit=present
	_ = app.Listen("127.0.0.1:9090")
}
