// Package dashes puts request data where options stand.
package dashes

import (
	"net/http"
	"os/exec"
)

// A constant dash before a value makes an option of it in any case.
func dashed(w http.ResponseWriter, r *http.Request) {
	exec.Command("sort", "-"+r.FormValue("flag")).Run() // want `unproven: form value "flag"`
}

// Behind "--" that was appended nothing is an option either.
func endedLater(w http.ResponseWriter, r *http.Request) {
	args := []string{"log", "--oneline"}
	args = append(args, "--", r.FormValue("path"))
	exec.Command("git", args...).Run()
}
