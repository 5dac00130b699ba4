// Command cmd wires a store by options and function values.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"

	"corpus/wiring/store"
	"corpus/wiring/web"
)

func main() {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := store.New(db, store.WithSchema("app"), store.WithLimit(10))
	api := &web.API{Search: s}
	api.Deleter = s
	http.HandleFunc("GET /search", api.ServeSearch)
	http.HandleFunc("DELETE /rows", api.ServeDelete)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
