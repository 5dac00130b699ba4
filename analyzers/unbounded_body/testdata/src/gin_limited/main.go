// Command gin_limited bounds bodies in a middleware of gin. Which routes it
// stands before is not read as yet: what it cannot be seen to bound is told
// with less certainty.
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
