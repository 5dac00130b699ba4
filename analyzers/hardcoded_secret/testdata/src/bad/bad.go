// Package main holds credentials that whoever reads the source can use.
package main

import (
	"database/sql"
	"net/http"

	"github.com/jackc/pgx/v5"
)

// token is a key of a provider: its prefix and its check digits say so.
const token = "ghp_" + "OWh5D2qAuyEKjjOfqJyaSX5UjTjweb2nR7pi" // want "proven: a GitHub personal access token .ghp_…. is written in the source"

func main() {
	req, _ := http.NewRequest(http.MethodGet, "https://api.github.com/user", nil)
	req.Header.Set("Authorization", "Bearer "+token)
	http.DefaultClient.Do(req)
}

// charge writes the key where it is used.
func charge() *http.Request {
	req, _ := http.NewRequest(http.MethodPost, "https://api.stripe.com/v1/charges", nil)
	req.SetBasicAuth("sk_"+"live_1mqC19YALkn600zbXBH88G1B", "") // want "proven: a Stripe live secret key .sk_l…. is written in the source"
	return req
}

// store has a password in its connection string.
func store() (*sql.DB, error) {
	return sql.Open("pgx", "postgres://orders:Vq7mRk2xPz@db.acme.io:5432/orders") // want "proven: a password in a PostgreSQL URL"
}

var _ pgx.Tx
