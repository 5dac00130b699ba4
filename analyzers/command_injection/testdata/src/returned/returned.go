// Package returned runs what functions return that are values themselves.
package returned

import (
	"net/http"
	"os/exec"
	"sync"
)

// A function that another one returns holds what that was given.
func curried(w http.ResponseWriter, r *http.Request) {
	join := func(dir, name string) func() string {
		return func() string { return dir + "/" + name }
	}
	exec.Command("sh", "-c", "ls "+join("/srv", r.FormValue("dir"))()).Run() // want `proven: form value "dir"`
	exec.Command("sh", "-c", "ls "+join("/srv", "public")()).Run()
}

// Methods that a struct keeps in its fields.
func fields(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	job := struct{ command, label func() string }{
		command: func() string { return "tar cf " + name },
		label:   func() string { return "archive" },
	}
	exec.Command("sh", "-c", job.command()).Run() // want `proven: form value "name"`
	exec.Command("sh", "-c", job.label()).Run()
}

// What a function returns that is handed to one that calls it.
func handed(w http.ResponseWriter, r *http.Request) {
	apply := func(make func(string, string) func() string, a, b string) string { return make(a, b)() }
	quoted := func(a, b string) func() string {
		return func() string { return a + " " + b }
	}
	exec.Command("sh", "-c", apply(quoted, "du", r.FormValue("dir"))).Run() // want `proven: form value "dir"`
}

func handedConstants(w http.ResponseWriter, r *http.Request) {
	apply := func(make func(string, string) func() string, a, b string) string { return make(a, b)() }
	quoted := func(a, b string) func() string {
		return func() string { return a + " " + b }
	}
	if r.FormValue("dir") != "" {
		exec.Command("sh", "-c", apply(quoted, "du", "/srv")).Run()
	}
}

// A library calls it, once.
func once(w http.ResponseWriter, r *http.Request) {
	unit := sync.OnceValue(func() string { return "systemctl status " + r.FormValue("unit") })
	exec.Command("sh", "-c", unit()).Run() // want `form value "unit"`
	known := sync.OnceValue(func() string { return "systemctl status nginx" })
	exec.Command("sh", "-c", known()).Run()
}

// A number of it tells nothing that a shell reads.
func counted(w http.ResponseWriter, r *http.Request) {
	length := func() func() int {
		return func() int { return len(r.FormValue("name")) }
	}()
	pad := []string{"true", "false"}[length()%2]
	exec.Command("sh", "-c", pad).Run()
}
