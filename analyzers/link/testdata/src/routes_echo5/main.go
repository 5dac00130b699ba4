// Command routes_echo5 has the routes of echo 5, whose context is a struct.
package main

import (
	"context"
	"log"
	"net/http"
	"os"

	echojwt "github.com/labstack/echo-jwt/v5"
	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"
)

func list(c *echo.Context) error { return c.JSON(http.StatusOK, os.Args) }

func guard(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c *echo.Context) error {
		if c.Request().Header.Get("Authorization") != os.Getenv("TOKEN") {
			return echo.ErrUnauthorized
		}
		return next(c)
	}
}

func seen(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c *echo.Context) error {
		c.Response().Header().Set("X-Seen", "1")
		return next(c)
	}
}

// known leaves who calls, mine asks for that.
func known(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c *echo.Context) error {
		if cookie, err := c.Cookie("session"); err == nil && cookie.Value == os.Getenv("TOKEN") {
			c.Set("user", cookie.Value)
		}
		return next(c)
	}
}

func mine(c *echo.Context) error {
	user, err := echo.ContextGet[string](c, "user")
	if err != nil {
		return echo.NewHTTPError(http.StatusUnauthorized, "who are you")
	}
	return c.String(http.StatusOK, user)
}

func validator(_ *echo.Context, key string, _ middleware.ExtractorSource) (bool, error) {
	return key == os.Getenv("TOKEN"), nil
}

// public are the paths that need no token.
var public = map[string]bool{"/tokens/login": true}

func main() {
	e := echo.NewWithConfig(echo.Config{NoGroupAutoRegister404Routes: true})
	e.Use(seen, middleware.Recover())
	e.GET("/items/:id", list)                               // route GET /items/{id} none recover=present
	e.POST("/items", list, guard)                           // route POST /items required recover=present
	e.Any("/any", list)                                     // route ANY /any none recover=present
	e.Match([]string{"PUT", "PATCH"}, "/m", list, guard)    // route PUT /m required recover=present route PATCH /m required recover=present
	e.Static("/assets", "public")                           // route GET /assets/{path...} none recover=present
	e.GET("/std", echo.WrapHandler(http.NotFoundHandler())) // route GET /std none recover=present
	g := e.Group("/group")
	g.GET("/above", list) // route GET /group/above none recover=present
	g.Use(guard)
	g.GET("/behind", list) // route GET /group/behind required recover=present
	k := e.Group("/known", known)
	k.GET("", list)                                    // route GET /known optional recover=present
	k.GET("/me", mine)                                 // route GET /known/me required recover=present
	e.GET("/key", list, middleware.KeyAuth(validator)) // route GET /key required recover=present
	some, err := middleware.KeyAuthConfig{Validator: validator, ContinueOnIgnoredError: true}.ToMiddleware()
	if err != nil {
		log.Fatal(err)
	}
	e.GET("/some", list, some) // route GET /some optional recover=present
	e.QUERY("/search", list)   // route QUERY /search none recover=present
	route := echo.Route{Method: http.MethodPut, Path: "/described", Handler: list, Middlewares: []echo.MiddlewareFunc{guard}}
	if _, err := e.AddRoute(route); err != nil { // route PUT /described required recover=present
		log.Fatal(err)
	}
	_, _ = k.AddRoute(echo.Route{Method: http.MethodPatch, Path: "/described", Handler: mine}) // route PATCH /known/described required recover=present
	users := e.Group("/user")
	users.GET("s", list)                    // route GET /users none recover=present
	users.GET("/:id", list)                 // route GET /user/{id} none recover=present
	users.Group("-admin").GET("/:id", list) // route GET /user-admin/{id} none recover=present
	e.Group("").GET("items", list)          // route GET /items none recover=present
	tokens := e.Group("/tokens", echojwt.WithConfig(echojwt.Config{SigningKey: []byte(os.Getenv("KEY")), Skipper: func(c *echo.Context) bool { return public[c.Path()] }}))
	tokens.GET("/mine", list)                                                                                             // route GET /tokens/mine required recover=present
	tokens.GET("/login", list)                                                                                            // route GET /tokens/login none recover=present
	e.GET("/some-token", list, echojwt.WithConfig(echojwt.Config{SigningKey: []byte("k"), ContinueOnIgnoredError: true})) // route GET /some-token optional recover=present
	sc := echo.StartConfig{Address: ":8080"}
	if err := sc.Start(context.Background(), e); err != nil {
		log.Fatal(err)
	}
}
