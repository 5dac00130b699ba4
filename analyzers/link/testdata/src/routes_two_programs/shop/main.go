// Command shop sells.
package main

import (
	"net/http"

	"corpus/routes_two_programs/shared"
)

func main() {
	http.HandleFunc("/orders", orders) // route ANY /orders none
	shared.Register()
	http.ListenAndServe(":8080", nil)
}

func orders(w http.ResponseWriter, r *http.Request) {}
