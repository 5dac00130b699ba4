// Command routes_service_echo5 is a service of echo 5 in three packages. What
// echo itself uses counts for all of its routes, what a group uses for those
// behind it.
package main

import (
	"os"

	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"

	"corpus/routes_service_echo5/api"
	"corpus/routes_service_echo5/auth"
)

func main() {
	tokens := auth.New(os.Getenv("TOKEN"))
	e := echo.New()
	e.GET("/health", api.List) // route GET /health none cors=present recover=present
	e.Use(middleware.Recover())
	api.New(tokens).Register(e)
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: []string{"https://example.com"}}))
	go operations(tokens)
	_ = e.Start(":8080")
}

// operations asks for a token everywhere, as soon as a request comes in.
func operations(tokens *auth.Tokens) {
	e := echo.New()
	e.Pre(tokens.Wrap)
	e.GET("/metrics", api.List) // route GET /metrics required
	e.Any("/debug/*", api.List) // route ANY /debug/{path...} required
	_ = e.Start("127.0.0.1:9090")
}
