// Command cmd puts a service together: handlers of four frameworks over one
// service over one store.
package main

import (
	"database/sql"
	"log"
	"net/http"

	"corpus/service_layers/service"
	"corpus/service_layers/store"
	"corpus/service_layers/web"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
	"github.com/labstack/echo/v4"
)

func main() {
	db, err := sql.Open("postgres", "")
	if err != nil {
		log.Fatal(err)
	}
	svc := service.New(store.New(db))
	g := gin.New()
	web.Gin(g, svc)
	go g.Run()
	e := echo.New()
	web.Echo(e, svc)
	go e.Start(":8081")
	app := fiber.New()
	web.Fiber(app, svc)
	go app.Listen(":8082")
	r := mux.NewRouter()
	web.Mux(r, svc)
	log.Fatal(http.ListenAndServe(":8083", r))
}
