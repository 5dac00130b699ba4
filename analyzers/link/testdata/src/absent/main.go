// Command absent serves what a package of it registers.
package main

import (
	"net/http"

	"corpus/absent/forge"
)

func main() { _ = http.ListenAndServe(":8080", forge.Handler()) }
