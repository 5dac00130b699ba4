// Package api has the routes.
package api

import (
	"net/http"
	"os"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/adaptor"
	"github.com/gofiber/fiber/v2/middleware/basicauth"
	"github.com/gofiber/fiber/v2/middleware/csrf"
	"github.com/gofiber/fiber/v2/middleware/keyauth"
	"github.com/gofiber/fiber/v2/middleware/limiter"
	"github.com/gofiber/fiber/v2/middleware/session"

	"corpus/routes_service_fiber2/auth"
)

// Server has what the routes need.
type Server struct{ tokens *auth.Tokens }

// New returns a server.
func New(t *auth.Tokens) *Server { return &Server{tokens: t} }

// Register adds all routes.
func (s *Server) Register(app *fiber.App) {
	s.orders(app.Group("/v1/orders"))
	s.library(app)
	s.lookalikes(app)
	app.Static("/assets", "/srv") // route GET /assets/{path...} none cors=present recover=present
	app.Mount("/sub", s.sub())
	for _, name := range []string{"a", "b"} {
		r := app.Group("/" + name)
		r.Get("/items", List)                // route GET /a/items none body_limit=present cors=present recover=present route GET /b/items none body_limit=present cors=present recover=present
		r.Post("/items", s.tokens.Ask, List) // route POST /a/items required body_limit=present cors=present recover=present route POST /b/items required body_limit=present cors=present recover=present
	}
	reports := app.Group("/reports")
	if os.Getenv("CLOSED") != "" {
		reports.Use(s.tokens.Ask)
	}
	reports.Get("/list", List) // route GET /reports/list required body_limit=present cors=present recover=present configured
}

// orders: what the group uses counts for what stands behind it.
func (s *Server) orders(g fiber.Router) {
	g.Get("/", List)                    // route GET /v1/orders none body_limit=present cors=present recover=present
	g.Get("/:id", s.tokens.Greet, List) // route GET /v1/orders/{id} optional body_limit=present cors=present recover=present
	g.Use(s.tokens.Ask)
	g.Post("/", save)                          // route POST /v1/orders required body_limit=present cors=present recover=present
	g.Delete("/:id", auth.Role("admin"), List) // route DELETE /v1/orders/{id} required authz=present body_limit=present cors=present recover=present
	g.Add("PATCH", "/:id", List)               // route PATCH /v1/orders/{id} required body_limit=present cors=present recover=present
	g.All("/:id/files/*", List)                // route ANY /v1/orders/{id}/files/{path...} required body_limit=present cors=present recover=present
}

// library: guards of fiber's own.
func (s *Server) library(app *fiber.App) {
	app.Get("/basic", basicauth.New(basicauth.Config{Users: map[string]string{"ops": os.Getenv("PASSWORD")}}), List)                                  // route GET /basic required body_limit=present cors=present recover=present
	app.Get("/keyed", keyauth.New(keyauth.Config{Validator: func(_ *fiber.Ctx, key string) (bool, error) { return s.tokens.Valid(key), nil }}), List) // route GET /keyed required body_limit=present cors=present recover=present
	app.Get("/limited", limiter.New(), List)                                                                                                          // route GET /limited none body_limit=present cors=present rate_limit=present recover=present
	app.Post("/transfer", csrf.New(), List)                                                                                                           // route POST /transfer none body_limit=present cors=present recover=present
	app.Get("/key", auth.Key(os.Getenv("API_KEY")), List)                                                                                             // route GET /key required body_limit=present cors=present recover=present
}

// lookalikes keep nobody out for not saying who they are.
func (s *Server) lookalikes(app *fiber.App) {
	app.Get("/jwt", auth.JWT, List)                                   // route GET /jwt none body_limit=present cors=present recover=present
	app.Get("/allowed", auth.Allowed, List)                           // route GET /allowed none body_limit=present cors=present recover=present
	app.Get("/said", s.tokens.Said, List)                             // route GET /said none body_limit=present cors=present recover=present
	app.Get("/session", opened, List)                                 // route GET /session none body_limit=present cors=present recover=present
	app.Get("/adapted", s.tokens.Ask, adaptor.HTTPHandlerFunc(plain)) // route GET /adapted required cors=present recover=present
}

// sub is mounted, and asks by itself.
func (s *Server) sub() *fiber.App {
	app := fiber.New()
	app.Get("/open", List) // route GET /sub/open none body_limit=present cors=present recover=present
	app.Use(s.tokens.Ask)
	app.Get("/closed", List) // route GET /sub/closed required body_limit=present cors=present recover=present
	return app
}

var sessions = session.New()

// opened opens a session for whoever comes.
func opened(c *fiber.Ctx) error {
	s, err := sessions.Get(c)
	if err != nil {
		return err
	}
	s.Set("seen", true)
	if err := s.Save(); err != nil {
		return err
	}
	return c.Next()
}

// List answers with data.
func List(c *fiber.Ctx) error {
	data, _ := os.ReadFile("/srv/data.json")
	return c.Send(data)
}

func plain(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/data.json")
	_, _ = w.Write(data)
}

func save(c *fiber.Ctx) error {
	var v struct{ Name string }
	if err := c.BodyParser(&v); err != nil {
		return c.SendStatus(fiber.StatusBadRequest)
	}
	return List(c)
}
