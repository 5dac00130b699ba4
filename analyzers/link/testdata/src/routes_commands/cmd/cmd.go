// Package cmd has commands in variables, which its functions init fill in.
package cmd

import (
	"net/http"
	"os"
)

type command struct {
	run  func()
	subs []*command
}

var root = &command{run: func() { os.Exit(2) }}

// serve is made where the package's variables are set.
var serve = &command{run: func() { start() }}

func init() {
	root.subs = append(root.subs, serve)
}

func init() {
	root.subs = append(root.subs, &command{run: func() {
		debug := http.NewServeMux()
		debug.HandleFunc("GET /debug", data) // route GET /debug none
		_ = http.ListenAndServe(":81", debug)
	}})
}

// Execute runs a command.
func Execute() {
	for _, c := range root.subs {
		c.run()
	}
}

func start() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /served", data) // route GET /served none
	_ = http.ListenAndServe(":80", mux)
}

func data(w http.ResponseWriter, _ *http.Request) {
	all, err := os.ReadFile("/srv/data.json")
	if err != nil {
		http.Error(w, "no data", http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(all)
}
