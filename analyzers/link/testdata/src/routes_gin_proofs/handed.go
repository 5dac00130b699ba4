package main

import (
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

// handedOn has routes behind middleware that hands the request to others of its
// kind.
func handedOn(r *gin.Engine) {
	byKey, byToken := keyed(), tokened()
	r.GET("/either", oneOf(byKey, byToken), list)           // route GET /either required
	r.GET("/either/perhaps", oneOf(byKey, labelled), list)  // route GET /either/perhaps optional
	r.GET("/either/some", onlyFor("/either", byKey), list)  // route GET /either/some optional
	r.GET("/either/both", inTurn(labelled, byToken), list)  // route GET /either/both required
	r.GET("/either/none", inTurn(labelled, labelled), list) // route GET /either/none none
}

// oneOf asks for what a request brings.
func oneOf(byKey, byToken gin.HandlerFunc) gin.HandlerFunc {
	return func(c *gin.Context) {
		switch {
		case c.GetHeader("X-Api-Key") != "":
			byKey(c)
		default:
			byToken(c)
		}
	}
}

// onlyFor leaves some requests alone.
func onlyFor(path string, guard gin.HandlerFunc) gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.Request.URL.Path == path {
			guard(c)
		}
	}
}

// inTurn runs both.
func inTurn(first, second gin.HandlerFunc) gin.HandlerFunc {
	return func(c *gin.Context) {
		first(c)
		if !c.IsAborted() {
			second(c)
		}
	}
}

func labelled(c *gin.Context) { c.Header("X-Label", "1") }

func keyed() gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetHeader("X-Api-Key") != os.Getenv("KEY") {
			c.AbortWithStatus(http.StatusUnauthorized)
		}
	}
}

func tokened() gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetHeader("Authorization") != os.Getenv("TOKEN") {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		c.Next()
	}
}
