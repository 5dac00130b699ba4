// Command routes_behind guards its routes by the methods of an interface.
package main

import (
	"net/http"

	"corpus/routes_behind/api"
	"corpus/routes_behind/gate"
)

func main() {
	keeper := gate.New("default-src 'none'")
	_ = http.ListenAndServe(":80", api.New(keeper))
}
