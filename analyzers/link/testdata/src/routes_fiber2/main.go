// Command routes_fiber2 has the routes of an application of fiber 2: what is
// added counts for what comes later below its path, whichever group makes it.
package main

import (
	"errors"
	"net/http"
	"os"
	"strings"

	jwtware "github.com/gofiber/contrib/jwt"
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/adaptor"
	"github.com/gofiber/fiber/v2/middleware/basicauth"
	"github.com/gofiber/fiber/v2/middleware/cors"
	"github.com/gofiber/fiber/v2/middleware/csrf"
	"github.com/gofiber/fiber/v2/middleware/helmet"
	"github.com/gofiber/fiber/v2/middleware/keyauth"
	"github.com/gofiber/fiber/v2/middleware/limiter"
	"github.com/gofiber/fiber/v2/middleware/logger"
	"github.com/gofiber/fiber/v2/middleware/recover"
	"github.com/gofiber/fiber/v2/middleware/session"
	oldjwt "github.com/gofiber/jwt/v2"
	oldkey "github.com/gofiber/keyauth/v2"
)

func list(c *fiber.Ctx) error { return c.SendFile("/srv/data") }

type user struct{ name string }

var users = map[string]*user{}

// guard answers itself.
func guard(c *fiber.Ctx) error {
	u, ok := users[strings.TrimPrefix(c.Get(fiber.HeaderAuthorization), "Bearer ")]
	if !ok {
		return c.SendStatus(fiber.StatusUnauthorized)
	}
	c.Locals("user", u)
	return c.Next()
}

// failing lets the application answer.
func failing(c *fiber.Ctx) error {
	if c.Get("X-Api-Key") != os.Getenv("KEY") {
		return fiber.NewError(fiber.StatusForbidden, "no")
	}
	return c.Next()
}

// sentinel returns one of fiber's own errors.
func sentinel(c *fiber.Ctx) error {
	if c.Cookies("session") != os.Getenv("KEY") {
		return fiber.ErrUnauthorized
	}
	return c.Next()
}

// limited rejects by a header, for another reason.
func limited(c *fiber.Ctx) error {
	if len(c.Get("X-Forwarded-For")) > 100 {
		return fiber.ErrTooManyRequests
	}
	return c.Next()
}

// known lets strangers by.
func known(c *fiber.Ctx) error {
	if u, ok := users[c.Cookies("session")]; ok {
		c.Locals("user", u)
	}
	return c.Next()
}

// mine asks for what known has found.
func mine(c *fiber.Ctx) error {
	if c.Locals("user") == nil {
		return c.Status(fiber.StatusUnauthorized).JSON(fiber.Map{"error": "who are you"})
	}
	return list(c)
}

// roled is a middleware with a configuration.
func roled(name string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		u, ok := c.Locals("user").(*user)
		if !ok || u.name != name {
			return c.SendStatus(fiber.StatusForbidden)
		}
		return c.Next()
	}
}

// timed calls what comes next and then goes on.
func timed(c *fiber.Ctx) error {
	err := c.Next()
	c.Set("X-Seen", "1")
	return err
}

func main() {
	app := fiber.New()
	app.Use(recover.New(), logger.New(), helmet.New())
	order(app)
	prefixes(app)
	groups(app)
	library(app)
	registrations(app)
	app.Mount("/shop", shop())
	app.Use("/admin", admin())
	if os.Getenv("DEBUG") != "" {
		app.Get("/debug", list) // route GET /debug none body_limit=present recover=present
	}
	_ = app.Listen(":8080")
}

// order: a route above its Use is open.
func order(app *fiber.App) {
	app.Get("/flights/:from-:to", list) // route GET /flights/{from}-{to} none body_limit=present recover=present
	o := app.Group("/order")
	o.Get("/above", list) // route GET /order/above none body_limit=present recover=present
	o.Use(guard)
	o.Get("/behind", list)                    // route GET /order/behind required body_limit=present recover=present
	o.Get("/role", roled("root"), list)       // route GET /order/role required authz=present body_limit=present recover=present
	o.Get("/twice", timed, failing, list)     // route GET /order/twice required body_limit=present recover=present
	app.Get("/order/outside", list)           // route GET /order/outside required body_limit=present recover=present
	app.Get("/orders", list)                  // route GET /orders none body_limit=present recover=present
	app.Get("/chain", failing, list)          // route GET /chain required body_limit=present recover=present
	app.Get("/sentinel", sentinel, list)      // route GET /sentinel required body_limit=present recover=present
	app.Get("/limited", limited, timed, list) // route GET /limited none body_limit=present recover=present
	app.Get("/known", known, list)            // route GET /known optional body_limit=present recover=present
	app.Get("/mine", known, mine)             // route GET /mine required body_limit=present recover=present
}

// prefixes: middleware for what is below a path.
func prefixes(app *fiber.App) {
	app.Use("/p/closed", guard)
	app.Use([]string{"/p/a", "/p/b"}, failing)
	app.Use("/p/both", timed, guard)
	app.Get("/p/closed", list)                                    // route GET /p/closed required body_limit=present recover=present
	app.Get("/p/closed/:id", list)                                // route GET /p/closed/{id} required body_limit=present recover=present
	app.Get("/p/open", list)                                      // route GET /p/open none body_limit=present recover=present
	app.Post("/p/a/x", list)                                      // route POST /p/a/x required body_limit=present recover=present
	app.Put("/p/b/:id<int>", list)                                // route PUT /p/b/{id} required body_limit=present recover=present
	app.Delete("/p/c/:id?", list)                                 // route DELETE /p/c/{id} none body_limit=present recover=present
	app.Patch("/p/both/*", list)                                  // route PATCH /p/both/{path...} required body_limit=present recover=present
	app.Head("/p/plus/+", list)                                   // route HEAD /p/plus/{path...} none body_limit=present recover=present
	app.Use("/p/ws", func(c *fiber.Ctx) error { return list(c) }) // route ANY /p/ws/{path...} none body_limit=present recover=present
}

// groups inherit, with their handlers and in functions.
func groups(app *fiber.App) {
	api := app.Group("/api", cors.New())
	v1 := api.Group("/v1", guard)
	v1.Get("/users", list).Name("users") // route GET /api/v1/users required body_limit=present cors=present recover=present
	api.Get("/status", list)             // route GET /api/status none body_limit=present cors=present recover=present
	api.Route("/v2", func(r fiber.Router) {
		r.Get("/open", list) // route GET /api/v2/open none body_limit=present cors=present recover=present
		r.Use(failing)
		r.Get("/closed", list) // route GET /api/v2/closed required body_limit=present cors=present recover=present
	})
	for _, name := range []string{"a", "b"} {
		g := api.Group("/" + name)
		g.Get("/x", list).Post("/x", guard, list) // route GET /api/a/x none body_limit=present cors=present recover=present route GET /api/b/x none body_limit=present cors=present recover=present route POST /api/a/x required body_limit=present cors=present recover=present route POST /api/b/x required body_limit=present cors=present recover=present
	}
}

var store = session.New()

// library: what fiber's own middleware, and that of others, keeps out.
func library(app *fiber.App) {
	basic := basicauth.New(basicauth.Config{Users: map[string]string{"root": os.Getenv("P")}})
	app.Get("/lib/basic", basic, list) // route GET /lib/basic required body_limit=present recover=present
	some := basicauth.New(basicauth.Config{
		Next:       func(c *fiber.Ctx) bool { return c.Method() == "GET" },
		Authorizer: func(u, p string) bool { return p == os.Getenv("P") },
	})
	app.Get("/lib/some", some, list)  // route GET /lib/some none body_limit=present recover=present
	app.Post("/lib/some", some, list) // route POST /lib/some required body_limit=present recover=present
	never := keyauth.New(keyauth.Config{Next: func(*fiber.Ctx) bool { return false }, Validator: valid})
	app.Get("/lib/never", never, list)                                                                                                                                                               // route GET /lib/never required body_limit=present recover=present
	app.Get("/lib/lenient", keyauth.New(keyauth.Config{Validator: valid, ErrorHandler: func(c *fiber.Ctx, err error) error { return c.Next() }}), list)                                              // route GET /lib/lenient optional body_limit=present recover=present
	app.Get("/lib/strict", keyauth.New(keyauth.Config{Validator: valid, ErrorHandler: func(c *fiber.Ctx, err error) error { return c.SendStatus(401) }}), list)                                      // route GET /lib/strict required body_limit=present recover=present
	app.Get("/lib/configured", configured(os.Getenv("MODE")), list)                                                                                                                                  // route GET /lib/configured unknown body_limit=present recover=present
	app.Get("/lib/jwt", jwtware.New(jwtware.Config{SigningKey: jwtware.SigningKey{Key: []byte(os.Getenv("K"))}}), list)                                                                              // route GET /lib/jwt required body_limit=present recover=present
	app.Get("/lib/oldjwt", oldjwt.New(oldjwt.Config{SigningKey: []byte(os.Getenv("K")), ErrorHandler: func(c *fiber.Ctx, err error) error { return c.SendStatus(fiber.StatusUnauthorized) }}), list) // route GET /lib/oldjwt required body_limit=present recover=present
	app.Get("/lib/oldjwt/filter", oldjwt.New(oldjwt.Config{SigningKey: []byte(os.Getenv("K")), Filter: func(c *fiber.Ctx) bool { return c.Query("x") != "" }}), list)                                // route GET /lib/oldjwt/filter optional body_limit=present recover=present
	app.Get("/lib/oldkey", oldkey.New(oldkey.Config{Validator: func(c *fiber.Ctx, key string) (bool, error) { return key == os.Getenv("K"), nil }}), list)                                           // route GET /lib/oldkey required body_limit=present recover=present
	app.Post("/lib/csrf", csrf.New(), list)                                                                                                                                                          // route POST /lib/csrf none body_limit=present recover=present
	app.Get("/lib/limiter", limiter.New(limiter.Config{Max: 9}), list)                                                                                                                               // route GET /lib/limiter none body_limit=present rate_limit=present recover=present
	app.Get("/lib/entered", entered, list)                                                                                                                                                           // route GET /lib/entered required body_limit=present recover=present
	app.Get("/lib/session", sessioned, list)                                                                                                                                                         // route GET /lib/session none body_limit=present recover=present
	app.Get("/lib/adapted", adaptor.HTTPMiddleware(net), list)                                                                                                                                       // route GET /lib/adapted required body_limit=present recover=present
	app.Get("/lib/handler", adaptor.HTTPHandlerFunc(plain))                                                                                                                                          // route GET /lib/handler none recover=present
	app.Get("/lib/closed", guard, adaptor.HTTPHandler(http.HandlerFunc(plain)))                                                                                                                      // route GET /lib/closed required recover=present
}

// entered asks the session for who has logged in.
func entered(c *fiber.Ctx) error {
	s, err := store.Get(c)
	if err != nil {
		return err
	}
	if s.Get("user") == nil {
		return c.SendStatus(fiber.StatusUnauthorized)
	}
	return c.Next()
}

func valid(c *fiber.Ctx, key string) (bool, error) {
	if key == os.Getenv("KEY") {
		return true, nil
	}
	return false, errors.New("wrong key")
}

// configured makes a guard of a configuration that is not seen.
func configured(mode string) fiber.Handler { return basicauth.New(configs[mode]) }

var configs = map[string]basicauth.Config{}

func sessioned(c *fiber.Ctx) error {
	s, err := store.Get(c)
	if err != nil {
		return err
	}
	s.Set("seen", true)
	if err := s.Save(); err != nil {
		return err
	}
	return c.Next()
}

// net is a guard of net/http's shape.
func net(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, _, ok := r.BasicAuth(); !ok {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func plain(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/data")
	_, _ = w.Write(data)
}

// registrations: every way to name verbs and handlers.
func registrations(app *fiber.App) {
	app.Add("PURGE", "/r/add", list) // route PURGE /r/add none body_limit=present recover=present
	app.All("/r/all", list)          // route ANY /r/all none body_limit=present recover=present
	app.Options("/r/options", list)  // route OPTIONS /r/options none body_limit=present recover=present
	app.Connect("/r/connect", list)  // route CONNECT /r/connect none body_limit=present recover=present
	app.Trace("/r/trace", list)      // route TRACE /r/trace none body_limit=present recover=present
	app.Static("/r/static", "/srv")  // route GET /r/static/{path...} none recover=present
	chain := []fiber.Handler{timed, guard}
	app.Get("/r/list", append(chain, list)...) // route GET /r/list required body_limit=present recover=present
	app.Get("/r/:from-:to", list)              // route GET /r/{from}-{to} none body_limit=present recover=present
	(&handlers{app}).routes()
}

// handlers keeps its application in a field.
type handlers struct{ app *fiber.App }

func (h *handlers) routes() {
	h.app.Get("/h/open", h.get)                  // route GET /h/open none body_limit=present recover=present
	h.app.Get("/h/closed", h.check(true), h.get) // route GET /h/closed required body_limit=present recover=present
}

func (h *handlers) get(c *fiber.Ctx) error { return list(c) }

func (h *handlers) check(strict bool) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if c.Get("Authorization") == "" {
			return c.SendStatus(401)
		}
		return c.Next()
	}
}

// shop is an application of its own.
func shop() *fiber.App {
	sub := fiber.New()
	sub.Get("/open", list) // route GET /shop/open none body_limit=present recover=present
	sub.Use(guard)
	sub.Get("/closed", list) // route GET /shop/closed required body_limit=present recover=present
	return sub
}

func admin() *fiber.App {
	sub := fiber.New()
	sub.Use("/users", failing)
	sub.Get("/users/:id", list) // route GET /admin/users/{id} required body_limit=present recover=present
	sub.Get("/info", list)      // route GET /admin/info none body_limit=present recover=present
	return sub
}
