// Command fixes reads bodies where a bound can be put before the read, and
// where it cannot.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"io"
	"log"
	"net/http"
)

type note struct {
	Text string `json:"text" xml:"text"`
}

func main() {
	http.HandleFunc("POST /notes", create)
	http.HandleFunc("PUT /notes", replace)
	http.HandleFunc("/either", either)
	http.HandleFunc("POST /lines", lines)
	http.HandleFunc("POST /import", restore)
	http.HandleFunc("POST /form", form)
	http.HandleFunc("POST /both", both)
	http.HandleFunc("POST /helper", helper)
	http.HandleFunc("POST /hidden", hidden)
	http.HandleFunc("POST /nameless", nameless)
	http.HandleFunc("POST /literal", func(rw http.ResponseWriter, req *http.Request) {
		data, err := io.ReadAll(req.Body) // want "proven: the body of POST /literal"
		if err != nil {
			http.Error(rw, "not readable", http.StatusBadRequest)
			return
		}
		log.Printf("%d bytes", len(data))
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}

// The bound goes before the condition that decodes.
func create(w http.ResponseWriter, r *http.Request) {
	var n note
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil { // want "proven: the body of POST /notes"
		http.Error(w, "not a note", http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

// The bound goes before the decoder is made, and before the comment on it.
func replace(w http.ResponseWriter, r *http.Request) {
	var n note

	// Unknown fields are mistakes.
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&n); err != nil { // want "proven: the body of PUT /notes"
		http.Error(w, "not a note", http.StatusBadRequest)
	}
}

// Each case gets a bound of its own.
func either(w http.ResponseWriter, r *http.Request) {
	var n note
	switch r.Header.Get("Content-Type") {
	case "application/xml":
		if xml.NewDecoder(r.Body).Decode(&n) != nil { // want "proven: the body of ANY /either"
			w.WriteHeader(http.StatusBadRequest)
		}
	default:
		if json.NewDecoder(r.Body).Decode(&n) != nil { // want "proven: the body of ANY /either"
			w.WriteHeader(http.StatusBadRequest)
		}
	}
}

// A loop reads values from one decoder: the bound goes before the decoder.
func lines(w http.ResponseWriter, r *http.Request) {
	dec := json.NewDecoder(r.Body)
	for {
		var n note
		if err := dec.Decode(&n); err == io.EOF { // want "proven: the body of POST /lines"
			return
		} else if err != nil {
			http.Error(w, "not a note", http.StatusBadRequest)
			return
		}
	}
}

// What is compressed is as long as it likes behind any bound on the body, so
// that nothing is certain here.
func restore(w http.ResponseWriter, r *http.Request) {
	zr, err := gzip.NewReader(r.Body)
	if err != nil {
		http.Error(w, "not compressed", http.StatusBadRequest)
		return
	}
	data, err := io.ReadAll(zr) // want "proven: what is packed in the body of POST /import"
	if err != nil {
		http.Error(w, "broken", http.StatusBadRequest)
		return
	}
	log.Printf("%d bytes", len(data))
}

// A method of the request reads its body by itself.
func form(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(32 << 20); err != nil { // want "proven: the body of POST /form"
		http.Error(w, "not a form", http.StatusBadRequest)
	}
}

// Two reads in one list need one bound.
func both(w http.ResponseWriter, r *http.Request) {
	var head, body note
	dec := json.NewDecoder(r.Body)
	if err := dec.Decode(&head); err != nil { // want "proven: the body of POST /both"
		http.Error(w, "no head", http.StatusBadRequest)
		return
	}
	if err := dec.Decode(&body); err != nil { // want "proven: the body of POST /both"
		http.Error(w, "no body", http.StatusBadRequest)
	}
}

// The function that reads has no writer to end the connection with.
func helper(w http.ResponseWriter, r *http.Request) {
	if _, err := read(r); err != nil {
		http.Error(w, "not a note", http.StatusBadRequest)
	}
}

func read(r *http.Request) (n note, err error) {
	err = json.NewDecoder(r.Body).Decode(&n) // want "proven: the body of POST /helper"
	return n, err
}

// Another variable has the writer's name where the body is read.
func hidden(w http.ResponseWriter, r *http.Request) {
	if w := new(bytes.Buffer); r.ContentLength != 0 {
		data, err := io.ReadAll(r.Body) // want "proven: the body of POST /hidden"
		if err == nil {
			w.Write(data)
		}
	}
}

// The writer has no name.
func nameless(_ http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(r.Body) // want "proven: the body of POST /nameless"
	log.Printf("%d bytes: %v", len(data), err)
}
