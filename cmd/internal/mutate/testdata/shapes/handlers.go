package main

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"example.com/shapes/store"
)

// find sends one constant for what the store says, and another for a mistake of
// the client's, which is its own.
func (s *server) find(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.Atoi(r.FormValue("page")); err != nil {
		http.Error(w, "the page is no number", http.StatusBadRequest)
		return
	}
	list, err := s.notes.Find("everyone", strings.TrimSpace(r.URL.Query().Get("text")))
	if err != nil {
		http.Error(w, "it does not work", http.StatusInternalServerError)
		return
	}
	send(w, list)
}

// newest knows more of the error where it says that there is none.
func (s *server) newest(w http.ResponseWriter, r *http.Request) {
	note, err := s.notes.Newest(r.PathValue("text"))
	if err != nil {
		if errors.Is(err, store.ErrNone) {
			http.Error(w, "there is none", http.StatusNotFound)
			return
		}
		http.Error(w, "it does not work", http.StatusInternalServerError)
		return
	}
	send(w, note)
}

// add bounds what it reads.
func (s *server) add(w http.ResponseWriter, r *http.Request) {
	const most = 1 << 20
	r.Body = http.MaxBytesReader(w, r.Body, most)
	var note struct{ Text string }
	if err := json.NewDecoder(r.Body).Decode(&note); err != nil {
		http.Error(w, "no note", http.StatusBadRequest)
		return
	}
	send(w, note)
}

// replace bounds what it reads of the body, and what it reads of a file.
func (s *server) replace(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(io.LimitReader(r.Body, 1000))
	if err != nil {
		return
	}
	f, err := os.Open("/etc/notes")
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		w.Write([]byte("there are no notes"))
		return
	}
	defer f.Close()
	if _, err := io.ReadAll(io.LimitReader(f, 1000)); err != nil {
		return
	}
	send(w, len(text))
}

// patch reads a form, which has a bound of its own.
func (s *server) patch(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1000)
	if err := r.ParseForm(); err != nil {
		return
	}
	send(w, r.PostForm.Get("text"))
}

func (s *server) remove(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) }

func send(w http.ResponseWriter, v any) {
	if err := json.NewEncoder(w).Encode(v); err != nil {
		panic(http.ErrAbortHandler)
	}
}
