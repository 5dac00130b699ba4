// Package bad excuses findings in ways that have no effect.
package bad

import (
	"database/sql"
	"net/http"
)

func find(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	//apiward:ignore sql_injection
	return db.Query("SELECT * FROM orders WHERE id = " + r.URL.Query().Get("id")) // want "the directive for sql_injection gives no reason and excuses nothing"
}

func list(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	//apiward:ignore sql_injecton -- the column is checked against a list
	return db.Query("SELECT * FROM orders ORDER BY " + r.URL.Query().Get("by")) // want "the directive names the unknown rule .sql_injecton."
}

func count(db *sql.DB) (*sql.Rows, error) {
	return db.Query("SELECT count(*) FROM orders") //apiward:ignore sql_injection -- nothing of the request is in it // want "the directive excuses no finding of sql_injection"
}
