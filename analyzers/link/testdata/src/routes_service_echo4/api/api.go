// Package api has the routes.
package api

import (
	"net/http"
	"os"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"corpus/routes_service_echo4/auth"
)

// Server has what the routes need.
type Server struct {
	tokens *auth.Tokens
	wrap   echo.MiddlewareFunc
}

// New returns a server.
func New(t *auth.Tokens) *Server { return &Server{tokens: t, wrap: t.Wrap} }

// Register adds all routes.
func (s *Server) Register(e *echo.Echo) {
	s.orders(e.Group("/orders"))
	s.library(e)
	s.lookalikes(e)
	for _, version := range []string{"v1", "v2"} {
		s.items(e.Group("/" + version))
	}
	admin := e.Group("/admin", s.wrap, auth.Role("admin"))
	admin.GET("/users", List)        // route GET /admin/users required authz=present cors=present recover=present
	admin.DELETE("/users/:id", List) // route DELETE /admin/users/{id} required authz=present cors=present recover=present
	nested := admin.Group("/nested", middleware.Gzip())
	nested.PUT("/x", List)                     // route PUT /admin/nested/x required authz=present cors=present recover=present
	e.File("/page", "/srv/index.html", s.wrap) // route GET /page required cors=present recover=present
	e.Static("/assets", "/srv")                // route GET /assets/{path...} none cors=present recover=present
	if os.Getenv("DEBUG") != "" {
		e.GET("/debug", List) // route GET /debug none cors=present recover=present
	}
}

// orders: a group's middleware counts for what stands behind it.
func (s *Server) orders(g *echo.Group) {
	g.GET("", List)                     // route GET /orders none cors=present recover=present
	g.GET("/:id", List, s.tokens.Greet) // route GET /orders/{id} optional cors=present recover=present
	g.Use(s.tokens.Wrap)
	g.POST("", save, middleware.BodyLimit("1M"))                      // route POST /orders required body_limit=present cors=present recover=present
	g.Match([]string{http.MethodPut, http.MethodPatch}, "/:id", List) // route PUT /orders/{id} required cors=present recover=present route PATCH /orders/{id} required cors=present recover=present
	g.Add("REPORT", "/:id/*", List)                                   // route REPORT /orders/{id}/{path...} required cors=present recover=present
}

// library: guards of echo's own, and settings that weaken them.
func (s *Server) library(e *echo.Echo) {
	keyed := middleware.KeyAuth(func(key string, _ echo.Context) (bool, error) { return s.tokens.Valid(key), nil })
	e.GET("/keyed", List, keyed)                     // route GET /keyed required cors=present recover=present
	e.GET("/basic", List, middleware.BasicAuth(ops)) // route GET /basic required cors=present recover=present
	some := middleware.KeyAuthConfig{Validator: func(key string, _ echo.Context) (bool, error) { return s.tokens.Valid(key), nil }}
	some.Skipper = func(c echo.Context) bool { return c.Path() == "/some" }
	e.GET("/some", List, middleware.KeyAuthWithConfig(some))                                 // route GET /some none cors=present recover=present
	e.GET("/limited", List, middleware.RateLimiter(middleware.NewRateLimiterMemoryStore(9))) // route GET /limited none cors=present rate_limit=present recover=present
	e.POST("/transfer", List, middleware.CSRF())                                             // route POST /transfer none cors=present recover=present
}

// lookalikes keep nobody out for not saying who they are.
func (s *Server) lookalikes(e *echo.Echo) {
	e.GET("/jwt", List, auth.AuthLogger)                                 // route GET /jwt none cors=present recover=present
	e.GET("/agent", List, auth.Agent)                                    // route GET /agent none cors=present recover=present
	e.GET("/said", List, s.tokens.Said)                                  // route GET /said none cors=present recover=present
	e.GET("/adapted", echo.WrapHandler(http.HandlerFunc(plain)), s.wrap) // route GET /adapted required cors=present recover=present
	chosen := e.Group("/chosen")
	if os.Getenv("CLOSED") != "" {
		chosen.Use(s.wrap)
	}
	chosen.GET("/list", List) // route GET /chosen/list required cors=present recover=present configured
}

// items: the same in several versions.
func (s *Server) items(g *echo.Group) {
	g.GET("/items", List)          // route GET /v1/items none cors=present recover=present route GET /v2/items none cors=present recover=present
	g.POST("/items", List, s.wrap) // route POST /v1/items required cors=present recover=present route POST /v2/items required cors=present recover=present
}

// List answers with data.
func List(c echo.Context) error {
	data, _ := os.ReadFile("/srv/data.json")
	return c.Blob(http.StatusOK, "application/json", data)
}

// ops knows those who run the service.
func ops(name, password string, _ echo.Context) (bool, error) {
	return name == "ops" && password == os.Getenv("PASSWORD"), nil
}

func plain(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/data.json")
	_, _ = w.Write(data)
}

func save(c echo.Context) error {
	var v struct{ Name string }
	if err := c.Bind(&v); err != nil {
		return c.NoContent(http.StatusBadRequest)
	}
	return List(c)
}
