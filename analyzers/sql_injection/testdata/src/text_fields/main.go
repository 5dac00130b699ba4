// Of a text there are no fields: what is read out of something that was made of one
// is the text, whatever the field is called.
package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"net/mail"
)

// Book finds addresses.
type Book interface {
	Find(text string) *mail.Address
	Home(text string) *mail.Address
}

type book struct{}

func (book) Find(text string) *mail.Address {
	a, _ := mail.ParseAddress(text)
	return a
}

func (book) Home(text string) *mail.Address {
	if text == "" {
		return nil
	}
	return &mail.Address{Name: "home"}
}

func main() {
	db, _ := sql.Open("postgres", "")
	serve(db, book{})
}

func serve(db *sql.DB, b Book) {
	http.HandleFunc("POST /things", func(w http.ResponseWriter, r *http.Request) {
		var text string
		if json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<10)).Decode(&text) != nil {
			return
		}
		db.Query("SELECT * FROM " + b.Find(text).Name) // want `proven: the request's body becomes`
		db.Query("SELECT * FROM " + b.Home(text).Name)
	})
	http.ListenAndServe(":80", nil)
}
