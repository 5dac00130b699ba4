// Command xpkg puts a store behind handlers.
package main

import (
	"database/sql"
	"log"
	"net/http"

	"corpus/xpkg/store"
	"corpus/xpkg/web"
)

func main() {
	db, err := sql.Open("postgres", "postgres://localhost/shop")
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", web.New(store.New(db))))
}
