// Command paged lists things by pages, of which a request fills those that are
// handed over where it is asked to.
package main

import (
	"database/sql"
	"net/http"

	"corpus/paged/page"
)

type store interface {
	Users(p page.Page) error
	Keys(p page.Page) error
	Jobs(p page.Page) error
}

type database struct{ db *sql.DB }

func statement(table string, p page.Page) string {
	text := "SELECT * FROM " + table
	if p.Sort != "" {
		text += " ORDER BY " + p.Sort
	}
	return text
}

// Users are always listed from the first one.
func (d *database) Users(p page.Page) error {
	_, err := d.db.Query(statement("users", p)) // want `unproven: .*url`
	return err
}

// Keys are sorted by what is listed here.
func (d *database) Keys(p page.Page) error {
	switch p.Sort {
	case "name", "kind":
		_, err := d.db.Query("SELECT * FROM keys ORDER BY " + p.Sort)
		return err
	}
	return nil
}

// Jobs are sorted as it comes.
func (d *database) Jobs(p page.Page) error {
	_, err := d.db.Query("SELECT * FROM jobs ORDER BY " + p.Sort) // want `proven: the request's url`
	return err
}

func open() store { return &database{} }

var opened = open()

func main() {
	http.HandleFunc("/users", func(w http.ResponseWriter, r *http.Request) { opened.Users(page.Page{}) })
	http.HandleFunc("/keys", func(w http.ResponseWriter, r *http.Request) { opened.Keys(page.Of(r.URL)) })
	http.HandleFunc("/jobs", func(w http.ResponseWriter, r *http.Request) { opened.Jobs(page.Of(r.URL)) })
	http.ListenAndServe("localhost:8080", nil)
}
