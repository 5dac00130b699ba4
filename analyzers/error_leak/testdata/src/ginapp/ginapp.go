// Package ginapp answers by gin.
package ginapp

import (
	"database/sql"
	"errors"
	"log"
	"net/http"
	"os"
	"runtime/debug"
	"strconv"

	"github.com/gin-gonic/gin"
)

type api struct{ db *sql.DB }

var errUnknown = errors.New("no such item")

// In a map, as everybody writes it.
func (a *api) get(c *gin.Context) {
	var name string
	if err := a.db.QueryRow("SELECT name FROM items WHERE id = $1", c.Param("id")).Scan(&name); err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // want `proven: the error of sql.Row.Scan reaches the client through gin.Context.JSON`
		return
	}
	c.JSON(http.StatusOK, gin.H{"name": name})
}

// While it aborts.
func (a *api) remove(c *gin.Context) {
	if _, err := a.db.Exec("DELETE FROM items WHERE id = $1", c.Param("id")); err != nil {
		c.AbortWithStatusJSON(http.StatusInternalServerError, gin.H{"ok": false, "message": "cannot delete: " + err.Error()}) // want `proven: the error of sql.DB.Exec`
		return
	}
	c.Status(http.StatusNoContent)
}

// As text, by a format.
func (a *api) text(c *gin.Context) {
	if _, err := os.Stat("/var/lib/shop"); err != nil {
		c.String(http.StatusInternalServerError, "cannot: %v", err) // want `proven: the error of os.Stat reaches the client through gin.Context.String`
	}
}

// In a page.
func (a *api) page(c *gin.Context) {
	if err := a.db.Ping(); err != nil {
		c.HTML(http.StatusInternalServerError, "error.html", gin.H{"detail": err.Error()}) // want `proven: the error of sql.DB.Ping`
	}
}

// After a recovery.
func recovery(c *gin.Context) {
	defer func() {
		if v := recover(); v != nil {
			c.JSON(http.StatusInternalServerError, gin.H{"error": v, "stack": string(debug.Stack())}) // want `proven: (the stack trace of debug.Stack|what a panic was about)`
		}
	}()
	c.Next()
}

// What does not parse is the caller's.
func (a *api) parsed(c *gin.Context) {
	if _, err := strconv.Atoi(c.Param("id")); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
	if _, err := c.FormFile("photo"); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
	c.JSON(http.StatusNotFound, gin.H{"error": errUnknown.Error()})
}

// Attached to the context it is logged by a middleware, and no answer holds it.
func (a *api) attached(c *gin.Context) {
	if err := a.db.Ping(); err != nil {
		_ = c.Error(err)
		c.JSON(http.StatusInternalServerError, gin.H{"error": "not available", "path": c.FullPath()})
		return
	}
	c.JSON(http.StatusOK, gin.H{"path": c.FullPath()})
}

// Logged, with a constant for the client.
func (a *api) logged(c *gin.Context) {
	if err := a.db.Ping(); err != nil {
		log.Println(err)
		c.AbortWithStatusJSON(http.StatusInternalServerError, gin.H{"error": http.StatusText(http.StatusInternalServerError)})
	}
}
