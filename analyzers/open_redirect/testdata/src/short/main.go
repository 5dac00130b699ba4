// Command short shortens links.
package main

import (
	"database/sql"
	"log"
	"net/http"

	"corpus/short/links"
	"corpus/short/web"
)

func main() {
	db, err := sql.Open("postgres", "")
	if err != nil {
		log.Fatal(err)
	}
	http.Handle("/", web.Routes(links.New(db)))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
