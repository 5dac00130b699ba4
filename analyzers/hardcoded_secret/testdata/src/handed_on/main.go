// Package main hands constants to functions of other packages.
package main

import (
	"net/http"
	"os"

	"corpus/handed_on/client"
	"corpus/handed_on/settings"
)

func main() {
	req, _ := http.NewRequest(http.MethodGet, "https://stock.acme.io", nil)

	// A parameter of another package's function is the password.
	client.Sign(req, "orders", "Wm4vTq9sLx2") // want "proven: a constant is the credential of http.Request.SetBasicAuth"

	// It is kept in a field first.
	stock := client.New("orders-7Qp2vX9k", "7Qp2vX9kLm4Rt8Zw") // want "proven: a constant is the credential of http.Header.Set"
	stock.Get("/")

	// The name is no credential, and the password comes from outside.
	client.Sign(req, "orders-7Qp2vX9k", os.Getenv("STOCK_PASSWORD"))
	client.Sign(req, "orders", settings.Env("STOCK_PASSWORD", ""))

	// This takes the time that a password takes.
	client.Check([]byte("$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"), "taken-for-7Qp2vX9k-nobody")
}
