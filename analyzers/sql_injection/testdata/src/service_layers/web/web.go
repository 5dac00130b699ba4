// Package web has the handlers.
package web

import (
	"net/http"

	"corpus/service_layers/params"
	"corpus/service_layers/service"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
	"github.com/labstack/echo/v4"
)

// Gin adds routes of gin.
func Gin(r *gin.Engine, svc *service.Service) {
	r.GET("/sorted", func(c *gin.Context) {
		svc.Sorted(c, params.Sort(c))
	})
	r.GET("/column", func(c *gin.Context) {
		svc.Column(c, params.Column(c))
	})
	r.GET("/mine", func(c *gin.Context) {
		svc.Mine(c, params.User(c))
	})
	r.POST("/search", func(c *gin.Context) {
		var f service.Filter
		if err := c.ShouldBindJSON(&f); err != nil {
			c.AbortWithStatus(http.StatusBadRequest)
			return
		}
		svc.Search(c.Request.Context(), f)
	})
}

// Echo adds routes of echo.
func Echo(e *echo.Echo, svc *service.Service) {
	e.GET("/users/:id", func(c echo.Context) error {
		id, err := params.ID(c)
		if err != nil {
			return echo.ErrNotFound
		}
		return svc.ByID(c.Request().Context(), id)
	})
	e.POST("/import", func(c echo.Context) error {
		var in service.Import
		if err := params.Bind(c, &in); err != nil {
			return err
		}
		return svc.Import(c.Request().Context(), &in)
	})
}

// Fiber adds routes of fiber.
func Fiber(app *fiber.App, svc *service.Service) {
	app.Get("/tenants/:tenant", func(c *fiber.Ctx) error {
		return svc.Tenant(c.UserContext(), c.Params("tenant"))
	})
	app.Get("/placeholders/:name", func(c *fiber.Ctx) error {
		return svc.Named(c.UserContext(), c.Params("name"))
	})
}

// Mux adds routes of gorilla/mux.
func Mux(r *mux.Router, svc *service.Service) {
	r.HandleFunc("/files/{name}", func(w http.ResponseWriter, r *http.Request) {
		if err := svc.File(r.Context(), params.Name(r)); err != nil {
			w.WriteHeader(http.StatusNotFound)
		}
	})
}
