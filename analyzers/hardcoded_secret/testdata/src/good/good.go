// Package main takes its credentials from outside.
package main

import (
	"database/sql"
	"net/http"
	"os"
)

// placeholder shows users of the program what a token looks like.
const placeholder = "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

// commit is a hash and opens nothing.
const commit = "79dee1d59a8d4032cb9d5059761791b353b191fd"

func main() {
	token := os.Getenv("GITHUB_TOKEN")
	if token == "" || token == placeholder {
		os.Exit(2)
	}
	req, _ := http.NewRequest(http.MethodGet, "https://api.github.com/user", nil)
	req.Header.Set("Authorization", "Bearer "+token)
	http.DefaultClient.Do(req)
}

// store falls back to the database that a developer runs for himself.
func store() (*sql.DB, error) {
	dsn := os.Getenv("DATABASE_URL")
	if dsn == "" {
		dsn = "postgres://postgres:postgres@localhost:5432/orders?sslmode=disable"
	}
	return sql.Open("pgx", dsn)
}
