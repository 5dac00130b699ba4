// Package vouched_texts makes statements of what functions of the project
// return.
package vouched_texts

import (
	"database/sql"
	"net/http"
	"net/url"
	"strings"

	"corpus/vouched_texts/safe"
)

var db *sql.DB

// A column that a vouched function returns is safe.
func column(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT * FROM users ORDER BY " + safe.Column(r.FormValue("sort")))
}

// The same body without the policy's word is not.
func lower(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT * FROM users ORDER BY " + safe.Lower(r.FormValue("sort"))) // want "proven: "
}

// One that is vouched for files is none for statements.
func page(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT * FROM users ORDER BY " + safe.Page(r.FormValue("sort"))) // want "proven: "
}

// What is put together of safe texts is safe.
func columns(w http.ResponseWriter, r *http.Request) {
	var list []string
	for _, c := range r.Form["column"] {
		list = append(list, safe.Column(c))
	}
	db.Query("SELECT " + strings.Join(list, ", ") + " FROM users")
}

// One that is not among them makes the whole unsafe.
func columnsAndTable(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT " + safe.Column(r.FormValue("column")) + " FROM " + r.FormValue("table")) // want "proven: "
}

// What a method of a builder returns is safe, whatever the builder was given.
func builder(w http.ResponseWriter, r *http.Request) {
	f := new(safe.Filter).Add("a = 1").Add(r.FormValue("filter"))
	db.Query("SELECT * FROM users WHERE " + f.Text())
}

// Another method's text is not.
func rawBuilder(w http.ResponseWriter, r *http.Request) {
	f := new(safe.Filter).Add("a = 1").Add(r.FormValue("filter"))
	db.Query("SELECT * FROM users WHERE " + f.Raw()) // want "proven: "
}

// A library's function can be vouched for.
func library(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT * FROM users ORDER BY " + url.PathEscape(r.FormValue("sort")))
}

// The library's others are as they were.
func otherLibrary(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT * FROM users ORDER BY " + url.QueryEscape(r.FormValue("sort"))) // want "proven: "
}

// It is safe where it runs later.
func deferred(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	defer func() { db.Query("SELECT * FROM users ORDER BY " + safe.Column(sort)) }()
}
