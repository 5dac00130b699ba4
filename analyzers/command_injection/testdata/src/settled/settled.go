// Package settled runs commands behind conditions that are settled when it is built.
package settled

import (
	"net/http"
	"os/exec"
	"runtime"
)

const (
	debug   = false
	level   = 2
	verbose = level > 3
)

// What is behind a constant is in no running program.
func built(w http.ResponseWriter, r *http.Request) {
	if debug {
		exec.Command("sh", "-c", r.FormValue("cmd")).Run()
	}
	if verbose || debug {
		exec.Command("sh", "-c", r.FormValue("cmd")).Run()
	}
	if !debug {
		exec.Command("sh", "-c", r.FormValue("cmd")).Run() // want `proven: form value "cmd"`
	}
	if runtime.GOOS == "plan9" {
		exec.Command("rc", "-c", r.FormValue("cmd")).Run()
	}
}

var trace = false

// A variable can be set.
func set(w http.ResponseWriter, r *http.Request) {
	if trace {
		exec.Command("sh", "-c", r.FormValue("cmd")).Run() // want `proven: form value "cmd"`
	}
}

// The value that is left is that of the branch that is taken.
func chosen(w http.ResponseWriter, r *http.Request) {
	mode, cmd := 1, "uptime"
	switch mode {
	case 1:
		cmd = "df"
	case 2:
		cmd = r.FormValue("cmd")
	}
	exec.Command("sh", "-c", cmd).Run()

	other := "uptime"
	if level == 2 {
		other = r.FormValue("cmd")
	} else {
		other = "df"
	}
	exec.Command("sh", "-c", other).Run() // want `proven: form value "cmd"`
}

// What follows a return that always happens.
func returned(w http.ResponseWriter, r *http.Request) {
	if level == 2 {
		return
	}
	exec.Command("sh", "-c", r.FormValue("cmd")).Run()
}

// A loop that control comes to.
func looped(w http.ResponseWriter, r *http.Request) {
	cmd := "uptime"
	for i := 0; i < level; i++ {
		exec.Command("sh", "-c", cmd).Run() // want `proven: form value "cmd"`
		cmd = r.FormValue("cmd")
	}
	for debug {
		exec.Command("sh", "-c", r.FormValue("cmd")).Run()
	}
}
