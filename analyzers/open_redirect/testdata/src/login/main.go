// Command login logs people in: pages, sessions and what is a safe target are
// packages of their own.
package main

import (
	"log"
	"net/http"

	"corpus/login/session"
	"corpus/login/web"
)

func main() {
	s := web.New(session.NewStore())
	http.HandleFunc("GET /login", s.Login)
	http.HandleFunc("POST /login", s.Submit)
	http.HandleFunc("GET /logout", s.Logout)
	http.HandleFunc("GET /callback", s.Callback)
	http.HandleFunc("GET /start", s.Start)
	http.HandleFunc("GET /old", s.Old)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
