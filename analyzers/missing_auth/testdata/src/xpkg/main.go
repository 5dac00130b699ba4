// Command xpkg wraps in main what api registers with the guards of auth.
package main

import (
	"log"
	"net/http"

	"corpus/xpkg/api"
	"corpus/xpkg/auth"
	"corpus/xpkg/web"

	"github.com/go-chi/chi/v5"
)

func main() {
	guard := auth.New("secret")
	r := chi.NewRouter()
	r.Mount("/orders", guard.Require(api.Orders()))
	r.Mount("/reports", guard.Log(api.Reports()))
	r.Group(func(r chi.Router) {
		r.Use(guard.Identify, auth.RequireUser)
		api.AddUsers(r)
	})
	r.Group(func(r chi.Router) {
		r.Use(guard.Identify)
		api.AddGuests(r)
	})
	s := &api.Server{Router: chi.NewRouter(), Guard: guard}
	s.Routes()
	r.Mount("/server", s.Router)
	r.Get("/page", web.Page(web.Optional(guard))) // want "proven: GET /page is registered without"
	r.Get("/private", web.Page(web.Strict(guard)))
	log.Fatal(http.ListenAndServe(":8080", web.Trace(r)))
}
