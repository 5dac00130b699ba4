// Command fiber_guards has routes behind fiber's own middleware: two of it ask for
// a credential, and can be told not to.
package main

import (
	"os"
	"strings"

	"github.com/gofiber/fiber/v3"
	"github.com/gofiber/fiber/v3/middleware/basicauth"
	"github.com/gofiber/fiber/v3/middleware/csrf"
	"github.com/gofiber/fiber/v3/middleware/helmet"
	"github.com/gofiber/fiber/v3/middleware/keyauth"
	"github.com/gofiber/fiber/v3/middleware/limiter"
	"github.com/gofiber/fiber/v3/middleware/session"
)

func answer(c fiber.Ctx) error { return c.SendFile("/srv/data") }

func valid(c fiber.Ctx, key string) (bool, error) { return key == os.Getenv("KEY"), nil }

func main() {
	app := fiber.New()
	basic := basicauth.New(basicauth.Config{Users: map[string]string{"root": os.Getenv("HASH")}})
	app.Get("/basic", basic, answer)
	app.Get("/key", keyauth.New(keyauth.Config{Validator: valid}), answer)
	app.Get("/some", keyauth.New(keyauth.Config{Validator: valid, Next: func(c fiber.Ctx) bool { // want "unproven: GET /some can be called without authentication"
		return c.Get("X-Open") != ""
	}}), answer)
	app.Get("/others", keyauth.New(keyauth.Config{Validator: valid, Next: func(c fiber.Ctx) bool {
		return strings.HasPrefix(c.Path(), "/some/public")
	}}), answer)
	app.Get("/csrf", csrf.New(), answer)                             // want "proven: GET /csrf is registered without authentication"
	app.Get("/session", session.New(), helmet.New(), answer)         // want "proven: GET /session is registered without"
	app.Get("/limited", limiter.New(limiter.Config{Max: 3}), answer) // want "proven: GET /limited is registered without"
	app.RouteChain("/chain").
		Get(answer). // want "proven: GET /chain is registered without"
		Post(basic, answer).
		Put(answer) // want "proven: PUT /chain is registered without"
	app.Listen(":8080")
}
