// Command proofs has a guard of every kind, made in one package, put around
// routes in another and served in a third.
package main

import (
	"log"
	"net/http"

	"corpus/proofs/auth"
	"corpus/proofs/web"
)

func main() {
	s := &web.Server{Config: &auth.Config{}, Tokens: auth.NewTokens([]byte("secret")), Rows: &auth.Rows{}, Provider: &auth.Provider{}, Cookies: &auth.Cookies{}}
	log.Fatal(http.ListenAndServe(":8080", s.Routes()))
}
