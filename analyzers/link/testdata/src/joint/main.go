// Command joint is a service in four packages. It wraps what api registers
// with what auth holds, and hands api what db implements.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"

	"corpus/joint/api"
	"corpus/joint/auth"
	"corpus/joint/db"
)

func main() {
	pool, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	server := api.New(db.New(pool))
	mux := http.NewServeMux()
	mux.Handle("/v1/", http.StripPrefix("/v1", auth.Required(os.Getenv("TOKEN"))(server.Routes())))
	mux.Handle("/open/", http.StripPrefix("/open", server.Open()))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
