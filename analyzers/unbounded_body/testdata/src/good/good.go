// Command good stores what clients send, up to a megabyte of it.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
)

const maxBody = 1 << 20

type note struct{ Text string }

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /notes", create)
	mux.HandleFunc("PUT /notes/{id}/file", upload)
	log.Fatal(http.ListenAndServe(":8080", http.MaxBytesHandler(mux, maxBody)))
}

// create relies on the bound that main puts around all routes.
func create(w http.ResponseWriter, r *http.Request) {
	var n note
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil {
		http.Error(w, "not a note", http.StatusBadRequest)
		return
	}
	json.NewEncoder(w).Encode(n)
}

// upload has a tighter one of its own.
func upload(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody/2)
	data, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	if err := os.WriteFile("note", data, 0o600); err != nil {
		http.Error(w, "cannot store it", http.StatusInternalServerError)
	}
}
