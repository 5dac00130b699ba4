// Command admin registers on the router that net/http keeps, and so does another
// command: neither serves what the other one registers.
package main

import (
	"net/http"

	"corpus/routes_two_programs/shared"
)

func main() {
	http.HandleFunc("/users", users) // route ANY /users none
	shared.Register()
	http.ListenAndServe(":8081", nil)
}

func users(w http.ResponseWriter, r *http.Request) {}
