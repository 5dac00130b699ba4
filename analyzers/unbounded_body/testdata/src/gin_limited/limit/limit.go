// Package limit bounds bodies.
package limit

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// Body bounds the bodies of all requests behind it.
func Body(n int64) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, n)
		c.Next()
	}
}

// Once bounds the body of one request.
func Once(c *gin.Context, n int64) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, n)
}
