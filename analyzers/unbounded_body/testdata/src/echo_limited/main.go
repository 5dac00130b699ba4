// Command echo_limited bounds bodies by echo's own middleware.
package main

import (
	"io"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

type note struct{ Text string }

func main() {
	e := echo.New()
	e.Use(middleware.BodyLimit("2M"))
	e.POST("/bind", bind)
	e.POST("/own", own)
	e.Start(":8080")
}

func bind(c echo.Context) error {
	var n note
	if err := c.Bind(&n); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, n)
}

// own has a bound of its own.
func own(c echo.Context) error {
	data, err := io.ReadAll(http.MaxBytesReader(c.Response(), c.Request().Body, 1<<20))
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "text/plain", data)
}
