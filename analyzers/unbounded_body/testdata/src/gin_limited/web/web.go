// Package web has the handlers.
package web

import (
	"io"
	"net/http"

	"corpus/gin_limited/limit"

	"github.com/gin-gonic/gin"
)

type note struct{ Text string }

// Add adds the routes.
func Add(r *gin.Engine) {
	r.POST("/behind", behind)
	r.POST("/own", own)
	r.POST("/helped", helped)
	r.POST("/read", read)
}

// behind relies on the middleware.
func behind(c *gin.Context) {
	var n note
	if err := c.ShouldBindJSON(&n); err != nil {
		return
	}
	c.JSON(http.StatusOK, n)
}

// own has a bound of its own.
func own(c *gin.Context) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, 1<<10)
	var n note
	if err := c.ShouldBindJSON(&n); err != nil {
		return
	}
	c.JSON(http.StatusOK, n)
}

// helped has another package bound it.
func helped(c *gin.Context) {
	limit.Once(c, 1<<10)
	var n note
	if err := c.BindJSON(&n); err != nil {
		return
	}
	c.JSON(http.StatusOK, n)
}

// read bounds what it reads.
func read(c *gin.Context) {
	data, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, 1<<10))
	if err != nil {
		return
	}
	c.Data(http.StatusOK, "text/plain", data)
}
