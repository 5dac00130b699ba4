package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// answers is what requests are answered with.
type answers struct {
	c    *gin.Context
	told bool
}

func to(c *gin.Context) answers { return answers{c: c} }

// fail ends the chain.
func (a answers) fail(code int, text string) { a.c.AbortWithStatusJSON(code, gin.H{"error": text}) }

// tell says the same, and ends nothing.
func (a answers) tell(code int, text string) { a.c.JSON(code, gin.H{"error": text}) }

// failOnce ends it where nothing was told before.
func (a answers) failOnce(code int, text string) {
	if a.told {
		return
	}
	a.fail(code, text)
}

func failing(c *gin.Context) {
	if c.GetHeader("Authorization") != "secret" {
		to(c).fail(http.StatusUnauthorized, "no")
		return
	}
}

func telling(c *gin.Context) {
	if c.GetHeader("Authorization") != "secret" {
		to(c).tell(http.StatusUnauthorized, "no")
		return
	}
}

func failingOnce(c *gin.Context) {
	if c.GetHeader("Authorization") != "secret" {
		to(c).failOnce(http.StatusUnauthorized, "no")
		return
	}
}

func throughStruct(r *gin.Engine) {
	r.GET("/answered/fail", failing, list)     // route GET /answered/fail required
	r.GET("/answered/tell", telling, list)     // route GET /answered/tell none
	r.GET("/answered/once", failingOnce, list) // route GET /answered/once none
}
