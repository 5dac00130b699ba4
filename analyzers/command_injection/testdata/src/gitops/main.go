// Command gitops serves repositories: handlers, jobs and the program that they
// run are packages of their own.
package main

import (
	"log"
	"net/http"

	"corpus/gitops/api"
	"corpus/gitops/gitcmd"
)

func main() {
	repo := &gitcmd.Repo{Dir: "/srv/repo"}
	a := api.New(repo)
	http.HandleFunc("GET /log", a.Log)
	http.HandleFunc("POST /hooks", a.Hook)
	http.HandleFunc("GET /blame", a.Blame)
	http.HandleFunc("GET /tags", a.Tags)
	http.HandleFunc("POST /archive", a.Archive)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
