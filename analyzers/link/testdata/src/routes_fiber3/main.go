// Command routes_fiber3 has the routes of an application of fiber 3, whose
// handlers are of several shapes and whose routes can be told in pieces.
package main

import (
	"net/http"
	"os"
	"strings"

	"github.com/gofiber/contrib/v3/jwt"
	"github.com/gofiber/fiber/v3"
	"github.com/gofiber/fiber/v3/middleware/adaptor"
	"github.com/gofiber/fiber/v3/middleware/basicauth"
	"github.com/gofiber/fiber/v3/middleware/idempotency"
	"github.com/gofiber/fiber/v3/middleware/keyauth"
	"github.com/gofiber/fiber/v3/middleware/limiter"
	"github.com/gofiber/fiber/v3/middleware/session"
	"github.com/gofiber/fiber/v3/middleware/static"
	"github.com/gofiber/fiber/v3/middleware/timeout"
	"github.com/valyala/fasthttp"
)

func list(c fiber.Ctx) error { return c.SendFile("/srv/data") }

var users = map[string]string{}

func guard(c fiber.Ctx) error {
	u, ok := users[c.Get("Authorization")]
	if !ok {
		return c.SendStatus(fiber.StatusUnauthorized)
	}
	fiber.Locals(c, "user", u)
	return c.Next()
}

// express is a guard that is handed what comes next.
func express(req fiber.Req, res fiber.Res, next func() error) error {
	if req.Get("X-Api-Key") != os.Getenv("KEY") {
		return res.SendStatus(fiber.StatusForbidden)
	}
	return next()
}

// polite is one that keeps nobody out.
func polite(req fiber.Req, res fiber.Res, next func()) {
	res.Set("X-Seen", req.Get("X-Api-Key"))
	next()
}

func main() {
	app := fiber.New()
	chains(app)
	shapes(app)
	groups(app)
	library(app)
	app.Use("/sub", sub())
	app.Use("/assets", static.New("/srv")) // route ANY /assets/{path...} none
	go http.ListenAndServe(":9090", adaptor.FiberApp(inner()))
	_ = app.Listen(":8080", fiber.ListenConfig{DisableStartupMessage: true})
}

// chains: handlers of one path.
func chains(app *fiber.App) {
	app.RouteChain("/c").
		Get(list).        // route GET /c none body_limit=present
		Post(guard, list) // route POST /c required body_limit=present
	route := app.RouteChain("/d/:id")
	route.Put(list)                              // route PUT /d/{id} none body_limit=present
	route.All(guard, list)                       // route ANY /d/{id} required body_limit=present
	route.Add([]string{"PATCH", "DELETE"}, list) // route PATCH /d/{id} none body_limit=present route DELETE /d/{id} none body_limit=present
	route.RouteChain("/e").Get(list)             // route GET /d/{id}/e none body_limit=present
}

// shapes: handlers that are not fiber's own.
func shapes(app *fiber.App) {
	app.Get("/s/plain", func(w http.ResponseWriter, r *http.Request) { plain(w, r) })                    // route GET /s/plain none
	app.Get("/s/handler", http.HandlerFunc(plain))                                                       // route GET /s/handler none
	app.Get("/s/closed", guard, http.HandlerFunc(plain))                                                 // route GET /s/closed required
	app.Get("/s/fast", func(ctx *fasthttp.RequestCtx) { ctx.SendFile("/srv/data") })                     // route GET /s/fast none body_limit=present
	app.Get("/s/express", func(req fiber.Req, res fiber.Res) error { return res.SendFile("/srv/data") }) // route GET /s/express none body_limit=present
	app.Get("/s/next", express, list)                                                                    // route GET /s/next required body_limit=present
	app.Get("/s/polite", polite, list)                                                                   // route GET /s/polite none body_limit=present
	app.Get("/s/noerror", func(c fiber.Ctx) { _ = list(c) })                                             // route GET /s/noerror none body_limit=present
}

func plain(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/data")
	_, _ = w.Write(data)
}

func groups(app *fiber.App) {
	api := app.Group("/api")
	api.Get("/above", list) // route GET /api/above none body_limit=present
	api.Use(guard)
	api.Get("/behind", list)                                           // route GET /api/behind required body_limit=present
	api.Add([]string{fiber.MethodGet, fiber.MethodPost}, "/add", list) // route GET /api/add required body_limit=present route POST /api/add required body_limit=present
	app.Get("/api/outside", list)                                      // route GET /api/outside required body_limit=present
	app.Route("/r", func(r fiber.Router) {
		r.Get("/open", list)           // route GET /r/open none body_limit=present
		r.Post("/closed", guard, mine) // route POST /r/closed required body_limit=present
	}, "named")
	app.Get("/mine", mine) // route GET /mine unknown body_limit=present
}

// mine asks who is calling, and nobody says so on all of its routes.
func mine(c fiber.Ctx) error {
	if fiber.Locals[string](c, "user") == "" {
		return fiber.ErrUnauthorized
	}
	return list(c)
}

func library(app *fiber.App) {
	app.Get("/l/basic", basicauth.New(basicauth.Config{Users: map[string]string{"a": "b"}}), list)                     // route GET /l/basic required body_limit=present
	app.Get("/l/some", basicauth.New(basicauth.Config{Next: func(c fiber.Ctx) bool { return c.IP() == "::1" }}), list) // route GET /l/some optional body_limit=present
	app.Get("/l/key", keyauth.New(keyauth.Config{Validator: valid}), list)                                             // route GET /l/key required body_limit=present
	app.Get("/l/jwt", jwtware.New(jwtware.Config{SigningKey: jwtware.SigningKey{Key: []byte(os.Getenv("K"))}}), list)  // route GET /l/jwt required body_limit=present
	app.Get("/l/protected", protected(), list)                                                                         // route GET /l/protected required body_limit=present
	app.Get("/l/session", session.New(), limiter.New(), idempotency.New(), list)                                       // route GET /l/session none body_limit=present rate_limit=present
	app.Get("/l/timed", timeout.New(list))                                                                             // route GET /l/timed none body_limit=present timeout=present
	app.Get("/l/adapted", adaptor.HTTPMiddleware(net), list)                                                           // route GET /l/adapted required body_limit=present
}

// protected says in its own words why it rejects.
func protected() fiber.Handler {
	secret := os.Getenv("SECRET")
	if secret == "" {
		panic("there is no secret")
	}
	return jwtware.New(jwtware.Config{
		SigningKey: jwtware.SigningKey{Key: []byte(secret)},
		ErrorHandler: func(c fiber.Ctx, err error) error {
			status := fiber.StatusUnauthorized
			if strings.Contains(err.Error(), "missing") {
				status = fiber.StatusBadRequest
			}
			return c.Status(status).JSON(fiber.Map{"message": err.Error()})
		},
	})
}

func valid(c fiber.Ctx, key string) (bool, error) { return key == os.Getenv("KEY"), nil }

func net(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, _, ok := r.BasicAuth(); !ok {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func sub() *fiber.App {
	app := fiber.New()
	app.Get("/x", list) // route GET /sub/x none body_limit=present
	return app
}

// inner is served by net/http.
func inner() *fiber.App {
	app := fiber.New()
	app.Get("/inner", guard, list) // route GET /inner required body_limit=present
	return app
}
