// Command bun_layers serves books.
package main

import (
	"database/sql"
	"net/http"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"

	"corpus/bun_layers/books"
	"corpus/bun_layers/web"
)

func serve(conn *sql.DB, dialect schema.Dialect) error {
	api := &web.API{Books: books.New(bun.NewDB(conn, dialect))}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /books", api.ListBooks)
	mux.HandleFunc("GET /books/sorted", api.SortedBooks)
	mux.HandleFunc("GET /books/titled", api.TitledBooks)
	mux.HandleFunc("GET /books/prefixed", api.PrefixedBooks)
	mux.HandleFunc("PUT /books/{id}/name", api.RenameBook)
	mux.HandleFunc("PUT /books/{id}/title", api.RetitleBook)
	return http.ListenAndServe(":8080", mux)
}

func main() {
	if err := serve(nil, nil); err != nil {
		panic(err)
	}
}
