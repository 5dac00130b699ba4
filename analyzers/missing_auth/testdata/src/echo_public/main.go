// Command echo_public has routes of echo that everyone may call, by what they
// are, beside such that look alike.
package main

import (
	"net/http"
	"os"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

type store interface {
	Items(name string) ([]string, error)
}

var db store

func list(c echo.Context) error {
	items, err := db.Items(c.Param("name"))
	if err != nil {
		return echo.ErrInternalServerError
	}
	return c.JSON(http.StatusOK, items)
}

func guard(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().Header.Get("Authorization") != os.Getenv("TOKEN") {
			return echo.NewHTTPError(http.StatusUnauthorized, "who are you")
		}
		return next(c)
	}
}

type view struct{ Title string }

// stored answers with what is kept, as a page.
func stored(c echo.Context) error {
	items, err := db.Items("all")
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, "items", items)
}

func main() {
	e := echo.New()
	e.Use(middleware.Logger(), middleware.Recover(), middleware.CSRF(), middleware.Secure())
	e.GET("/home", func(c echo.Context) error { return c.Render(http.StatusOK, "home", view{"hi"}) })
	e.GET("/about", func(c echo.Context) error { return c.HTML(http.StatusOK, "<h1>hi</h1>") })
	e.GET("/style", func(c echo.Context) error { return c.Blob(http.StatusOK, "text/css", []byte("a{}")) })
	e.GET("/data", func(c echo.Context) error { return c.Blob(http.StatusOK, "text/csv", secrets()) }) // want "proven: GET /data is registered without"
	e.GET("/items", stored)                                                                            // want "proven: GET /items is registered without"
	e.Static("/pictures", "pictures")
	e.Static(os.Getenv("UPLOADS"), "uploads")
	e.GET("/healthz", list)
	e.POST("/signup", list)
	e.POST("/api/public/items", list)
	e.GET("/loginlog", list)                // want "proven: GET /loginlog is registered without"
	e.GET(os.Getenv("BASE")+"/:name", list) // want "hint: .* is registered without authentication, and with a path that is not known"
	e.RouteNotFound("/*", func(c echo.Context) error { return c.NoContent(http.StatusNotFound) })
	api := e.Group("/api", guard)
	api.GET("/items/:name", list)
	api.POST("/items", list)
	e.POST("/api/items/late", list)                   // want "proven: POST /api/items/late is registered without"
	e.PUT("/api/items/csrf", list, middleware.CSRF()) // want "proven: PUT /api/items/csrf is registered without"
	e.PUT("/api/items/key", list, middleware.KeyAuth(key))
	e.PUT("/api/items/some", list, middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{ // want "unproven: PUT /api/items/some can be called without authentication"
		Validator: key, Skipper: func(c echo.Context) bool { return c.Request().Header.Get("X-Open") != "" },
	}))
	e.PUT("/api/items/never", list, middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{ // want "unproven: PUT /api/items/never is registered without authentication"
		Validator: key, Skipper: func(c echo.Context) bool { return c.Request().Method == http.MethodPut },
	}))
	e.PUT("/api/items/others", list, middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{
		Validator: key, Skipper: func(c echo.Context) bool { return c.Path() == "/healthz" },
	}))
	e.Logger.Fatal(e.Start(":8080"))
}

func key(k string, _ echo.Context) (bool, error) { return k == os.Getenv("TOKEN"), nil }

func secrets() []byte {
	b, _ := os.ReadFile("/srv/data.csv")
	return b
}
