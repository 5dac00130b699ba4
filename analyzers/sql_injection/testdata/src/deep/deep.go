// Package deep reads fields that lie deeper than fields are told apart across
// functions: what is in one of them may be in another.
package deep

import (
	"database/sql"
	"encoding/json"
	"net/http"
)

type table struct{ Name, Filter string }

type part struct {
	Table table
	Label string
}

type order struct {
	Part  part
	Owner string
}

type books struct{ db *sql.DB }

type reader interface{ read(o order) error }

// The name is the program's own wherever it is called, which is not known here.
func (b books) read(o order) error {
	_, err := b.db.Query("SELECT id FROM " + o.Part.Table.Name) // want `unproven: query parameter "filter" of the request becomes part of the SQL text`
	if err == nil {
		_, err = b.db.Query("SELECT id FROM books WHERE label = '" + o.Part.Label + "'") // want `proven: query parameter "label" of the request becomes part of the SQL text`
	}
	return err
}

type handlers struct {
	reader reader
	books  books
}

func (h handlers) get(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	o := order{Part: part{Table: table{Name: "books", Filter: query.Get("filter")}, Label: query.Get("label")}}
	if h.reader.read(o) != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

// A body that is decoded as a whole is in each of its fields.
func (h handlers) post(w http.ResponseWriter, r *http.Request) {
	var o order
	if json.NewDecoder(r.Body).Decode(&o) != nil || h.books.list(o) != nil || h.books.remove(&o) != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func (b books) list(o order) error {
	_, err := b.db.Query("SELECT id FROM " + o.Part.Table.Name) // want `proven: field Part.Table.* of the request's body becomes part of the SQL text`
	return err
}

func (b books) remove(o *order) error {
	_, err := b.db.Exec("DELETE FROM " + o.Part.Table.Name) // want `proven: field Part.Table.* of the request's body becomes part of the SQL text`
	return err
}

func routes(db *sql.DB) http.Handler {
	h := handlers{books{db}, books{db}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /books", h.get)
	mux.HandleFunc("POST /books", h.post)
	return mux
}
