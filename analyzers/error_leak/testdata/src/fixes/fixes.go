// Package fixes answers with errors, and logs with package log.
package fixes

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
)

// API answers requests from a database.
type API struct{ db *sql.DB }

func (a *API) load(r *http.Request) error {
	return a.db.QueryRowContext(r.Context(), "SELECT 1").Scan(new(int))
}

// Plain is the usual shape.
func (a *API) Plain(w http.ResponseWriter, r *http.Request) {
	if err := a.load(r); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want "proven: the error of sql.Row.Scan"
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Formatted has a text around it.
func (a *API) Formatted(w http.ResponseWriter, r *http.Request) {
	err := a.load(r)
	if err != nil {
		// The client has to know.
		http.Error(w, fmt.Sprintf("cannot load the order: %v", err), 500) // want "proven: the error of sql.Row.Scan"
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Logged logs it already.
func (a *API) Logged(w http.ResponseWriter, r *http.Request) {
	if err := a.load(r); err != nil {
		log.Println("load:", err)
		http.Error(w, "cannot load: "+err.Error(), http.StatusBadGateway) // want "proven: the error of sql.Row.Scan"
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Chosen has the status in a variable.
func (a *API) Chosen(w http.ResponseWriter, r *http.Request) {
	code := http.StatusInternalServerError
	if r.Method == http.MethodPut {
		code = http.StatusConflict
	}
	if err := a.load(r); err != nil {
		http.Error(w, err.Error(), code) // want "proven: the error of sql.Row.Scan"
	}
}

// Encoded sends it as a field.
func (a *API) Encoded(w http.ResponseWriter, r *http.Request) {
	if err := a.load(r); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		json.NewEncoder(w).Encode(map[string]string{"error": err.Error()}) // want "proven: the error of sql.Row.Scan"
	}
}

// Printed prints it.
func (a *API) Printed(w http.ResponseWriter, r *http.Request) {
	if err := a.load(r); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprintf(w, "cannot load: %v\n", err) // want "proven: the error of sql.Row.Scan"
	}
}

// Written writes its text.
func (a *API) Written(w http.ResponseWriter, r *http.Request) {
	if err := a.load(r); err != nil {
		io.WriteString(w, err.Error()) // want "proven: the error of sql.Row.Scan"
	}
}

// Cases answers in the cases of a switch.
func (a *API) Cases(w http.ResponseWriter, r *http.Request) {
	switch err := a.load(r); {
	case err != nil:
		http.Error(w, err.Error(), http.StatusInternalServerError) // want "proven: the error of sql.Row.Scan"
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

// Two errors, of which one may be for the client.
func (a *API) Two(w http.ResponseWriter, r *http.Request) {
	_, first := os.ReadFile("orders")
	if err := a.load(r); err != nil {
		http.Error(w, fmt.Sprint(first, err), http.StatusInternalServerError) // want "proven: the error of"
	}
}

// Helped answers through a function of the project that sends what it is given.
func (a *API) Helped(w http.ResponseWriter, r *http.Request) {
	if err := a.load(r); err != nil {
		answer(w, err.Error()) // want "proven: the error of sql.Row.Scan reaches the client through fixes.answer"
	}
}

func answer(w http.ResponseWriter, text string) {
	http.Error(w, text, http.StatusInternalServerError)
}

// Stored keeps the text first.
func (a *API) Stored(w http.ResponseWriter, r *http.Request) {
	if err := a.load(r); err != nil {
		text := "cannot load: " + err.Error()
		http.Error(w, text, http.StatusInternalServerError) // want "proven: the error of sql.Row.Scan"
	}
}
