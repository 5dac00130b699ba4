// Package main puts the service together.
package main

import (
	"database/sql"
	"net/http"

	"corpus/layers/config"
	"corpus/layers/pay"
)

// replica has its password here and its host elsewhere.
const replica = "postgres://reader:Kz8pXw3nRt@" + config.Host + "/orders" // want "proven: a password in a PostgreSQL URL"

// open names the host alone.
const open = "postgres://reader@" + config.Host + "/orders"

func main() {
	c := config.Default()
	sql.Open("pgx", c.DSN)
	sql.Open("pgx", replica)
	req, _ := http.NewRequest(http.MethodPost, "https://api.stripe.com/v1/charges", nil)
	pay.Charge(req)
	pay.Refund(req)
}
