// Package helpers works by helpers of other packages.
package helpers

import (
	"database/sql"
	"net/http"

	"corpus/helpers/httpx"
	"corpus/helpers/sqlx"
)

var db *sql.DB

type body struct {
	Column string
	Limit  int
}

func ordered(w http.ResponseWriter, r *http.Request) {
	column := httpx.Param(r, "sort", "id")
	db.Query("SELECT * FROM t" + sqlx.OrderBy(column, "id", "name"))
	db.Query("SELECT * FROM t" + sqlx.Raw(column)) // want "proven" want:vet "the request"
	db.Query("SELECT * FROM t" + sqlx.Raw("id"))
	db.Query("SELECT * FROM t WHERE id"+sqlx.In(2), 1, 2)
}

func decoded(w http.ResponseWriter, r *http.Request) {
	b, err := httpx.Decode[body](r)
	if err != nil {
		return
	}
	db.Query("SELECT " + b.Column + " FROM t") // want "proven" want:vet "the request"
	var c body
	if err := httpx.Into(r, &c); err != nil {
		return
	}
	db.Query("SELECT " + c.Column + " FROM t") // want "proven" want:vet "the request"
	sqlx.Query(db, "SELECT * FROM t WHERE a = ?", c.Column)
	sqlx.Query(db, "SELECT * FROM "+c.Column) // want:vet "the request's body"
}

func formatted(w http.ResponseWriter, r *http.Request) {
	n, err := httpx.Number(r, "n")
	if err != nil {
		return
	}
	sqlx.Run(db, "DELETE FROM t LIMIT %d", n)
	sqlx.Run(db, "DELETE FROM %s", httpx.Param(r, "table", "t")) // want:vet "query parameter"
}

func built(w http.ResponseWriter, r *http.Request) {
	new(sqlx.Builder).Text("SELECT * FROM t WHERE a = ").Arg(r.URL.Query().Get("a")).Rows(db)
	new(sqlx.Builder).Text("SELECT * FROM t WHERE ").Text(r.URL.Query().Get("where")).Rows(db) // want:vet "query parameter"
}
