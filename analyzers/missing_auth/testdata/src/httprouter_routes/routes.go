// Command httprouter_routes has open routes beside guarded ones on a router that
// has no middleware of its own.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/julienschmidt/httprouter"
)

func answer(w http.ResponseWriter, _ *http.Request, ps httprouter.Params) {
	data, _ := os.ReadFile("/srv/" + ps.ByName("id"))
	w.Write(data)
}

// required rejects requests without the key.
func required(h httprouter.Handle) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
		if r.Header.Get("X-Api-Key") != os.Getenv("KEY") {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		h(w, r, ps)
	}
}

// authLogger is one by name alone.
func authLogger(h httprouter.Handle) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
		log.Print(r.Method, r.URL.Path)
		h(w, r, ps)
	}
}

func main() {
	r := httprouter.New()
	r.GET("/notes", authLogger(answer)) // want "proven: GET /notes is registered without authentication"
	r.GET("/notes/:id", answer)         // want "proven: GET /notes/{id} is registered without"
	r.POST("/notes", required(answer))
	r.PUT("/notes/:id", authLogger(required(answer)))
	r.Handle("DELETE", "/notes/:id", answer)                                                             // want "proven: DELETE /notes/{id} is registered without"
	r.HandlerFunc("PATCH", "/notes", func(w http.ResponseWriter, r *http.Request) { answer(w, r, nil) }) // want "proven: PATCH /notes is registered without"
	r.POST("/login", answer)                                                                             // public by nature
	r.GET("/healthz", answer)                                                                            // public by nature
	r.GET("/files/*path", answer)                                                                        // want "proven: GET /files/{path...} is registered without"
	log.Fatal(http.ListenAndServe(":8080", r))
}
