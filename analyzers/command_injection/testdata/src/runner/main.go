// Command runner runs through an interface that one package has and another
// implements.
package main

import (
	"log"
	"net/http"

	"corpus/runner/exec"
	"corpus/runner/web"
)

func main() {
	s := web.NewServer(exec.Shell{}, exec.Direct{})
	log.Fatal(http.ListenAndServe(":8080", s.Routes()))
}
