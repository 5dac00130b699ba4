// Command xpkg mounts what api registers, once within a bound of body and once
// without.
package main

import (
	"log"
	"net/http"

	"corpus/xpkg/api"
	"corpus/xpkg/body"

	"github.com/go-chi/chi/v5"
)

func main() {
	r := chi.NewRouter()
	r.Mount("/open", api.Open())
	r.Mount("/bound", body.Limit(api.Bound()))
	r.Group(func(r chi.Router) {
		r.Use(body.Limit)
		api.Add(r)
	})
	r.Mount("/both", api.Both())
	r.Mount("/both/bound", body.Limit(api.Both()))
	log.Fatal(http.ListenAndServe(":8080", body.Log(r)))
}
