// Command kept has lists and maps in fields of structs: what is put into them is found
// there again, keys apart from what they lead to.
package main

import (
	"database/sql"
	"net/http"
	"net/url"
	"strings"
)

var db *sql.DB

type filter struct {
	name   string
	fields map[string]string
}

// One fills a map in a field of its own, by keys of the request.
func One(w http.ResponseWriter, r *http.Request) {
	f := filter{fields: map[string]string{}}
	for k := range r.URL.Query() {
		f.fields[k] = "x"
	}
	for k := range f.fields {
		db.Exec("UPDATE items SET one = " + k) // want `proven: the request's query parameter`
	}
}

func read(q url.Values) filter {
	f := filter{name: "x", fields: map[string]string{}}
	for k := range q {
		f.fields[k] = q.Get(k)
	}
	return f
}

// Two has it made by another, and uses it as it comes.
func Two(w http.ResponseWriter, r *http.Request) {
	for k := range read(r.URL.Query()).fields {
		db.Exec("UPDATE items SET two = " + k) // want `proven: `
	}
	f := read(r.URL.Query())
	update(f)
	updateBy(&f)
	updateAll(f.fields)
}

func update(f filter) {
	for k := range f.fields {
		db.Exec("UPDATE items SET three = " + k) // want `proven: `
	}
	db.Exec("UPDATE items SET " + f.name)
}

func updateBy(f *filter) {
	for k := range f.fields {
		db.Exec("UPDATE items SET four = " + k) // want `proven: `
	}
}

func updateAll(fields map[string]string) {
	for _, v := range fields {
		db.Exec("UPDATE items SET five = " + v) // want `proven: `
	}
}

type query struct {
	columns []string
	params  map[string]string
	options map[string]string
}

func (q *query) set(k, v string) { q.params[k] = v }

func (q *query) where() string {
	var b strings.Builder
	for k := range q.params {
		b.WriteString(k)
	}
	return b.String()
}

func (q *query) named() string {
	var b strings.Builder
	for k := range q.options {
		b.WriteString(k)
	}
	return b.String()
}

// Key takes a name from the request.
func Key(w http.ResponseWriter, r *http.Request) {
	q := &query{params: map[string]string{}}
	q.set(r.FormValue("k"), "v")
	db.Exec("SELECT six " + q.where()) // want `proven: form value "k"`
}

// Value takes what a constant name leads to from there, and puts names alone into the text.
func Value(w http.ResponseWriter, r *http.Request) {
	q := &query{params: map[string]string{}}
	q.set("name", r.FormValue("v"))
	db.Exec("SELECT seven "+q.where(), q.params["name"])
}

// Column fills a list in a field.
func Column(w http.ResponseWriter, r *http.Request) {
	q := &query{columns: make([]string, 3)}
	q.columns[0] = r.FormValue("c")
	db.Exec("SELECT " + strings.Join(q.columns, ",")) // want `proven: form value "c"`
}

// Columns has it filled by another.
func Columns(w http.ResponseWriter, r *http.Request) {
	q := columns(r)
	db.Exec("SELECT " + strings.Join(q.columns, ",")) // want `proven: form value "x"`
}

func columns(r *http.Request) *query {
	q := &query{columns: make([]string, 1)}
	for i := range q.columns {
		q.columns[i] = r.FormValue("x")
	}
	return q
}

// Constants have the request's values beside them, and never among them.
func Constants(w http.ResponseWriter, r *http.Request) {
	q := &query{columns: make([]string, 3), options: map[string]string{}}
	q.columns[0] = "id"
	q.options["a"] = r.FormValue("a")
	db.Exec("SELECT " + strings.Join(q.columns, ",") + q.named())
}

// Sort is under a constant key what the request says.
func Sort(w http.ResponseWriter, r *http.Request) {
	q := &query{options: map[string]string{"sort": "id"}}
	q.options["sort"] = r.FormValue("sort")
	db.Exec("SELECT nine ORDER BY " + q.options["sort"]) // want `proven: form value "sort"`
}

// Other says so under another key.
func Other(w http.ResponseWriter, r *http.Request) {
	q := &query{options: map[string]string{"sort": "id", "name": ""}}
	q.options["name"] = r.FormValue("name")
	db.Exec("SELECT ten WHERE name = ? ORDER BY "+q.options["sort"], q.options["name"])
}

var known = map[string]string{"name": "i.name"}

// Known has keys that the program knows.
func Known(w http.ResponseWriter, r *http.Request) {
	q := &query{params: map[string]string{}}
	for k, v := range r.URL.Query() {
		if column, ok := known[k]; ok {
			q.params[column] = v[0]
		}
	}
	db.Exec("SELECT eleven " + q.where())
}

func main() {
	for path, h := range map[string]http.HandlerFunc{
		"/one": One, "/two": Two, "/key": Key, "/value": Value, "/column": Column, "/columns": Columns,
		"/constants": Constants, "/sort": Sort, "/other": Other, "/known": Known,
	} {
		http.HandleFunc(path, h)
	}
	http.ListenAndServe(":1", nil)
}
