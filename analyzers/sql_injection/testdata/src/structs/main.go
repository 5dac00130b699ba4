// Package main hands requests on in structs: what counts is the field that
// becomes text.
package main

import (
	"database/sql"
	"errors"
	"net/http"

	"corpus/structs/service"
	"corpus/structs/store"
)

var (
	db     *sql.DB
	orders = service.New(store.New(db))
)

// A field that is an argument of the query, beside one that is constant.
func search(w http.ResponseWriter, r *http.Request) {
	orders.List(store.Filter{Search: r.FormValue("q"), Sort: "id"})
	orders.Find(r.FormValue("q"))
}

// The same with the field that is text.
func sorted(w http.ResponseWriter, r *http.Request) {
	orders.List(store.Filter{Search: r.FormValue("q"), Sort: r.URL.Query().Get("sort")})
	orders.FindIn("%", r.FormValue("order"))
}

// A function returns the filter by value.
func parsed(w http.ResponseWriter, r *http.Request) {
	f := parse(r)
	db.Query("SELECT * FROM orders WHERE name = ? ORDER BY "+f.Sort, f.Search)
	g, err := checked(r)
	if err != nil {
		return
	}
	db.Query("SELECT * FROM orders WHERE name = ? ORDER BY "+g.Sort, g.Search)
	db.Query("SELECT * FROM orders WHERE name = " + g.Search) // want `proven: form value "q"`
}

func parse(r *http.Request) store.Filter {
	return store.Filter{Search: r.FormValue("q"), Sort: "id"}
}

func checked(r *http.Request) (store.Filter, error) {
	f := store.Filter{Search: r.FormValue("q"), Sort: "name"}
	if f.Search == "" {
		return store.Filter{}, errors.New("nothing to search for")
	}
	return f, nil
}

// Options are a list of structs.
func counted(w http.ResponseWriter, r *http.Request) {
	store.Count(db, store.Filter{Search: r.FormValue("q"), Sort: "kind"})
	store.Count(db, store.Filter{Search: r.FormValue("q"), Sort: r.FormValue("group")})
}

// All of them are served.
func main() {
	http.HandleFunc("/search", search)
	http.HandleFunc("/sorted", sorted)
	http.HandleFunc("/parsed", parsed)
	http.HandleFunc("/counted", counted)
	http.ListenAndServe(":8080", nil)
}
