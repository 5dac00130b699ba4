package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// What somebody may do stands in tables of the program's own, by who they are
// and by what is asked for.
var (
	permissions = map[string]map[string]bool{}
	free        = map[string]bool{"/permitted/free": true}
)

func may(who, what string) bool { return permissions[who][what] }

func isFree(path string) bool { return free[path] }

// permit lets those go on who may do what.
func permit(what string) gin.HandlerFunc {
	return func(c *gin.Context) {
		who, _, ok := c.Request.BasicAuth()
		if ok {
			if may(who, what) {
				c.Next()
			} else {
				c.AbortWithStatus(http.StatusForbidden)
				return
			}
		} else {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
	}
}

// byKey asks for nothing but what a caller's key is good for.
func byKey(c *gin.Context) {
	if !may(c.GetHeader("X-Api-Key"), "all") {
		c.AbortWithStatus(http.StatusForbidden)
		return
	}
	c.Next()
}

// sparing lets one path by.
func sparing(c *gin.Context) {
	if !isFree(c.Request.URL.Path) && c.GetHeader("Authorization") != "secret" {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Next()
}

// mayAll turns nobody away who names nothing.
func mayAll(c *gin.Context) {
	if who := c.GetHeader("X-Api-Key"); who != "" && !may(who, "all") {
		c.AbortWithStatus(http.StatusForbidden)
		return
	}
	c.Next()
}

func permitted(r *gin.Engine) {
	r.GET("/permitted/by", permit("x"), list)           // route GET /permitted/by required authz=present
	r.GET("/permitted/key", byKey, list)                // route GET /permitted/key required
	r.GET("/permitted/all", mayAll, list)               // route GET /permitted/all optional
	r.GET("/permitted/free", sparing, list)             // route GET /permitted/free none
	r.GET("/permitted/paid", sparing, list)             // route GET /permitted/paid required
	r.GET("/permitted/:user-id/name", permit(""), list) // route GET /permitted/{user-id}/name required authz=present
}
