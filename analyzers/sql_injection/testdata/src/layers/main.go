// Command layers puts three layers together: handlers, a service, a store.
package main

import (
	"database/sql"
	"log"
	"net/http"

	"corpus/layers/service"
	"corpus/layers/store"
	"corpus/layers/web"
)

func main() {
	db, err := sql.Open("postgres", "postgres://localhost/app")
	if err != nil {
		log.Fatal(err)
	}
	books := service.New(store.New(db)) // want:vet `query parameter "sort"` `path parameter "table"`
	log.Fatal(http.ListenAndServe(":8080", web.New(books)))
}
