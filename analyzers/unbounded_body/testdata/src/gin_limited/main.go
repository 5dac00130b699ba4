// Command gin_limited bounds bodies in a middleware of gin, which stands before
// all of the routes that another package adds.
package main

import (
	"corpus/gin_limited/limit"
	"corpus/gin_limited/web"

	"github.com/gin-gonic/gin"
)

func main() {
	r := gin.New()
	r.Use(limit.Body(1 << 20))
	web.Add(r)
	r.Run()
}
