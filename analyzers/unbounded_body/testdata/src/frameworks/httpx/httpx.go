// Package httpx decodes requests and writes answers.
package httpx

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

// Bind decodes a body and says what is wrong with it.
func Bind(c *gin.Context, v any) bool {
	if err := c.ShouldBindJSON(v); err != nil { // want "proven: the body of POST /notes is read by gin.Context.ShouldBindJSON"
		c.AbortWithStatus(http.StatusBadRequest)
		return false
	}
	return true
}

// Parse decodes a body into a new value.
func Parse[T any](c *gin.Context) (T, error) {
	var v T
	err := json.NewDecoder(c.Request.Body).Decode(&v) // want "proven: .*json.Decoder.Decode"
	return v, err
}

// Read decodes a body.
func Read(c echo.Context, v any) error {
	return c.Bind(v) // want "proven: .*Context.Bind"
}

// Answer reads nothing.
func Answer(c *gin.Context, v any) { c.JSON(http.StatusOK, v) }

// Sort reads nothing of the body.
func Sort(c echo.Context) string { return c.QueryParam("sort") }
