// Package params reads parameters of requests.
package params

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/mux"
	"github.com/labstack/echo/v4"
)

// Sort returns what to sort by, as the request says it.
func Sort(c *gin.Context) string { return c.DefaultQuery("sort", "id") }

// Column returns a known column.
func Column(c *gin.Context) string {
	switch col := c.Query("column"); col {
	case "name", "age":
		return col
	}
	return "id"
}

// ID returns a number.
func ID(c echo.Context) (int64, error) { return strconv.ParseInt(c.Param("id"), 10, 64) }

// Name returns a path value as it is.
func Name(r *http.Request) string { return mux.Vars(r)["name"] }

// User returns who is calling, as the middleware has found out.
func User(c *gin.Context) string { return c.GetString("user") }

// Bind decodes a body.
func Bind(c echo.Context, v any) error {
	if err := c.Bind(v); err != nil {
		return echo.ErrBadRequest
	}
	return nil
}
