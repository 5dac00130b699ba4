// Command kept_handlers serves what other packages have had kept when they were
// imported: some behind a guard, some for everybody.
package main

import (
	"log"
	"net/http"

	"corpus/kept_handlers/services"
	_ "corpus/kept_handlers/weather"
)

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	m := http.NewServeMux()
	m.Handle("/services/", guard(http.StripPrefix("/services", services.Handler())))
	m.Handle("/shown/", http.StripPrefix("/shown", services.Public()))
	log.Fatal(http.ListenAndServe(":8080", m))
}
