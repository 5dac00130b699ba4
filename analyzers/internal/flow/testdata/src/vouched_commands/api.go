// Package vouched_commands runs programs with what a request says.
package vouched_commands

import (
	"net/http"
	"os/exec"

	"corpus/vouched_commands/safe"
)

// What is vouched for as an argument is no option.
func argument(w http.ResponseWriter, r *http.Request) {
	exec.Command("git", "log", safe.Ref(r.FormValue("ref"))).Run()
}

// What is not may be one.
func option(w http.ResponseWriter, r *http.Request) {
	exec.Command("git", "log", safe.Plain(r.FormValue("ref"))).Run() // want "unproven: |hint: |proven: "
}

// An argument is no word of a shell's.
func shell(w http.ResponseWriter, r *http.Request) {
	exec.Command("sh", "-c", "git log "+safe.Ref(r.FormValue("ref"))).Run() // want "proven: "
}

// A word is.
func word(w http.ResponseWriter, r *http.Request) {
	exec.Command("sh", "-c", "git log "+safe.Word(r.FormValue("ref"))).Run()
}

// A word beside another is not enough.
func words(w http.ResponseWriter, r *http.Request) {
	exec.Command("sh", "-c", "git log "+safe.Word(r.FormValue("ref"))+" "+r.FormValue("path")).Run() // want "proven: "
}
