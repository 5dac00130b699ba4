// Package main leaves it to a package to make the routes, and to another one to
// serve them.
package main

import (
	"os"

	"corpus/runner/router"
	"corpus/runner/run"
)

func main() {
	if len(os.Args) > 1 {
		os.Exit(serve(os.Args[1]))
	}
}

func serve(address string) int {
	if err := run.Run(router.New(), address); err != nil { // want:vet "GET /bills is registered without authentication.*registered in corpus/runner/router, at router.go:12:"
		return 1
	}
	return 0
}
