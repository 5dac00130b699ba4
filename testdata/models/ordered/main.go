// Ordered is a service on routers whose middleware guards what is registered
// behind it, for tests that move routes.
package main

import (
	"crypto/subtle"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

func main() {
	go echoes().Start(":8081")
	go fibers().Listen(":8082")
	http.ListenAndServe(":8080", gins())
}

func isCaller(r *http.Request) bool {
	return subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), []byte(os.Getenv("TOKEN"))) == 1
}

func gins() *gin.Engine {
	r := gin.New()
	r.GET("/open", answer)
	guarded := r.Group("/notes")
	guarded.Use(gin.Recovery(), requireToken)
	{
		guarded.GET("", answer)
		guarded.POST("", answer)
		// What is made behind the guard cannot go above it.
		inner := guarded.Group("/inner")
		inner.PUT("/:id", answer)
	}
	r.DELETE("/notes/:id", requireToken, answer)
	return r
}

func requireToken(c *gin.Context) {
	if !isCaller(c.Request) {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Next()
}

func answer(c *gin.Context) { c.Status(http.StatusNoContent) }

func echoes() *echo.Echo {
	e := echo.New()
	// On the router itself the order says nothing, on a group it does.
	all := e.Group("/all")
	all.Use(requireTokenToo)
	all.GET("/notes", reply)
	all.POST("/notes", reply, requireTokenToo)
	return e
}

func requireTokenToo(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if !isCaller(c.Request()) {
			return echo.ErrUnauthorized
		}
		return next(c)
	}
}

func reply(c echo.Context) error { return c.NoContent(http.StatusNoContent) }

func fibers() *fiber.App {
	app := fiber.New()
	app.Get("/open", tell)
	app.Use(requireTokenAgain)
	app.Get("/notes", tell)
	api := app.Group("/api")
	api.Delete("/notes/:id", tell)
	return app
}

func requireTokenAgain(c *fiber.Ctx) error {
	if subtle.ConstantTimeCompare([]byte(c.Get("Authorization")), []byte(os.Getenv("TOKEN"))) != 1 {
		return c.SendStatus(fiber.StatusUnauthorized)
	}
	return c.Next()
}

func tell(c *fiber.Ctx) error { return c.SendStatus(fiber.StatusNoContent) }
