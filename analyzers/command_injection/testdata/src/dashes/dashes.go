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

// So it is in an array.
func arrayed(w http.ResponseWriter, r *http.Request) {
	ended := [2]string{"--", r.FormValue("path")}
	exec.Command("git", ended[:]...).Run()
	open := [2]string{r.FormValue("flag"), "--"}
	exec.Command("git", open[:]...).Run() // want `unproven: form value "flag"`
}

// What is stored over the end is an option again.
func overwritten(w http.ResponseWriter, r *http.Request) {
	args := [2]string{"--", "x"}
	args[0] = r.FormValue("flag")
	exec.Command("git", args[:]...).Run() // want `unproven: form value "flag"`
}

// Behind the options of a program that starts another one stands its name.
func launched(w http.ResponseWriter, r *http.Request) {
	exec.Command("sudo", r.FormValue("a")).Run()             // want `proven: form value "a"`
	exec.Command("sudo", "--", r.FormValue("b")).Run()       // want `proven: form value "b"`
	exec.Command("env", []string{r.FormValue("c")}...).Run() // want `proven: form value "c"`
	exec.Command("sudo", "--", "systemctl", r.FormValue("d")).Run()
	exec.Command("git", "--", r.FormValue("e")).Run()
}
