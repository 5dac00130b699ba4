// Command answers says what a method returns that is called two packages below: what
// becomes of it there, nobody between has to hand on.
package main

import (
	"database/sql"
	"log"
	"net/http"

	"corpus/answers/web"
)

type prefixed struct{}

func (prefixed) Of(id string) string { return "t_" + id }

func (prefixed) Fixed(string) string { return "things" }

func main() { // want:vet `names.go:18:5` `names.go:22:5`
	db, err := sql.Open("postgres", "postgres://localhost/app")
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", web.New(db, prefixed{})))
}
