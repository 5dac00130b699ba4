// Package constants runs text that the program holds itself.
package constants

import (
	"context"
	"database/sql"
	"embed"
	_ "embed"
	"fmt"
	"net/http"
	"strings"
)

var db *sql.DB

//go:embed query.sql
var query string

//go:embed *.sql
var files embed.FS

const (
	schema = "app"
	table  = schema + ".orders"
)

var prefix = "app_"

var statements = []string{"CREATE TABLE a (id int)", "CREATE TABLE b (id int)"}

func embedded(ctx context.Context) error {
	db.ExecContext(ctx, query)
	entries, err := files.ReadDir(".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		text, err := files.ReadFile(e.Name())
		if err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, string(text)); err != nil {
			return err
		}
		db.Exec("BEGIN; " + string(text) + "; COMMIT")
	}
	return nil
}

func migrate() {
	for i, s := range statements {
		db.Exec(s)
		db.Exec(fmt.Sprintf("INSERT INTO migrations VALUES (%d)", i))
	}
	for _, t := range []string{"a", "b"} {
		db.Exec("TRUNCATE " + t)
		db.Exec(fmt.Sprintf("TRUNCATE %s.%s", schema, t))
	}
}

func named(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT * FROM "+table+" WHERE id = ?", r.FormValue("id"))
	db.Query(fmt.Sprintf("SELECT * FROM %s WHERE id = ?", table), r.FormValue("id"))
	db.Query("SELECT * FROM " + prefix + "orders")
	db.Query("SELECT " + strings.Join(columns(), ", ") + " FROM t")
}

func columns() []string { return []string{"id", "name"} }

type repository struct {
	db    *sql.DB
	table string
}

func orders(db *sql.DB) *repository   { return &repository{db, "orders"} }
func invoices(db *sql.DB) *repository { return &repository{db: db, table: "invoices"} }

func (r *repository) list(ctx context.Context) {
	r.db.QueryContext(ctx, "SELECT * FROM "+r.table)
}

func (r *repository) named(req *http.Request) {
	r.db.QueryContext(req.Context(), "SELECT * FROM "+r.table+" ORDER BY "+req.FormValue("sort")) // want "proven: form value"
}

type shape struct{ kind, text string }

var shapes = []shape{{"a", "SELECT 1"}, {"b", "SELECT 2"}}

func fromTable(w http.ResponseWriter, r *http.Request) {
	for _, s := range shapes {
		if s.kind == r.FormValue("kind") {
			db.Query(s.text)
			db.Query(s.text + " LIMIT 1")
		}
	}
}
