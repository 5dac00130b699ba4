// Package decided branches on what is the same in every run.
package decided

import (
	"net/http"
	"os/exec"
)

// The branch is always taken.
func always(w http.ResponseWriter, r *http.Request) {
	command, number := "uptime", 86
	if 7*42-number > 200 {
		command = r.FormValue("cmd")
	}
	exec.Command("sh", "-c", command).Run() // want `form value "cmd" of the request becomes part of the command`
}

// The case is the one that is chosen.
func chosen(w http.ResponseWriter, r *http.Request) {
	command, letter := "uptime", "ABC"[1]
	switch letter {
	case 'A':
		command = "date"
	case 'B':
		command = r.FormValue("cmd")
	}
	exec.Command("sh", "-c", command).Run() // want `form value "cmd"`
}

// What a loop counts is not the same in every round.
func counted(w http.ResponseWriter, r *http.Request) {
	command := "uptime"
	for i := 0; i < 2; i++ {
		if i == 1 {
			command = r.FormValue("cmd")
		}
	}
	exec.Command("sh", "-c", command).Run() // want `form value "cmd"`
}

// The branch is never taken.
func never(w http.ResponseWriter, r *http.Request) {
	command, number := r.FormValue("cmd"), 86
	if 7*42-number > 200 {
		command = "uptime"
	}
	exec.Command("sh", "-c", command).Run()

	if number%2 == 1 {
		exec.Command("sh", "-c", r.FormValue("cmd")).Run()
	}
	if false {
		exec.Command("sh", "-c", r.FormValue("cmd")).Run()
	}
}

// Another case is chosen.
func other(w http.ResponseWriter, r *http.Request) {
	command := ""
	switch kind := 1; kind {
	case 1:
		command = "uptime"
	case 2:
		command = r.FormValue("cmd")
	}
	exec.Command("sh", "-c", command).Run()
}

// So it is by a letter.
func letter(w http.ResponseWriter, r *http.Request) {
	command := ""
	switch guess := "ABC"; guess[2] {
	case 'A':
		command = r.FormValue("cmd")
	case 'C':
		command = "uptime"
	}
	exec.Command("sh", "-c", command).Run()
}
