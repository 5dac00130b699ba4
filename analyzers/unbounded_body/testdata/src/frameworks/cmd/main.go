// Command cmd serves what the other packages register.
package main

import (
	"corpus/frameworks/api"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

func main() {
	r := gin.New()
	api.Gin(r)
	go r.Run()
	e := echo.New()
	api.Echo(e)
	e.Start(":8081")
}
