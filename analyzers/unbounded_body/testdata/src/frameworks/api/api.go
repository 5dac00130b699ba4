// Package api has handlers that leave reading to another package.
package api

import (
	"net/http"

	"corpus/frameworks/httpx"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

type note struct{ Text string }

// Gin adds routes of gin.
func Gin(r *gin.Engine) {
	r.POST("/notes", func(c *gin.Context) {
		var n note
		if !httpx.Bind(c, &n) {
			return
		}
		httpx.Answer(c, n)
	})
	r.POST("/parsed", func(c *gin.Context) {
		n, err := httpx.Parse[note](c)
		if err != nil {
			return
		}
		httpx.Answer(c, n)
	})
}

// Echo adds routes of echo.
func Echo(e *echo.Echo) {
	e.POST("/notes", func(c echo.Context) error {
		var n note
		if err := httpx.Read(c, &n); err != nil {
			return err
		}
		return c.JSON(http.StatusOK, n)
	})
	e.GET("/notes", func(c echo.Context) error { return c.String(http.StatusOK, httpx.Sort(c)) })
}
