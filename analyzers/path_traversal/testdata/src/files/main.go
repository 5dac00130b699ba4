// Command files serves files by handlers, a store behind an interface, and what
// is on disk.
package main

import (
	"log"
	"net/http"

	"corpus/files/api"
	"corpus/files/store"
)

func main() {
	mux := http.NewServeMux()
	api.New(&store.Disk{Dir: "/srv/files"}, store.NewSafe("/srv/safe")).Register(mux)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
