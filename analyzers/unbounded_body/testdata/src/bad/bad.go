// Command bad stores what clients send, however much that is.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
)

type note struct{ Text string }

func main() {
	http.HandleFunc("POST /notes", create)
	http.HandleFunc("PUT /notes/{id}/file", upload)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func create(w http.ResponseWriter, r *http.Request) {
	var n note
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil { // want "proven: the body of POST /notes is read by json.Decoder.Decode without a bound"
		http.Error(w, "not a note", http.StatusBadRequest)
		return
	}
	json.NewEncoder(w).Encode(n)
}

func upload(w http.ResponseWriter, r *http.Request) {
	// The bound comes too late: everything has been read by now.
	data, err := io.ReadAll(r.Body) // want "proven: the body of PUT /notes/{id}/file is read by io.ReadAll without a bound"
	if err != nil || len(data) > 1<<20 {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	if err := os.WriteFile("note", data, 0o600); err != nil {
		http.Error(w, "cannot store it", http.StatusInternalServerError)
	}
}
