// Package overwritten stores a request's value and another one in the same place.
package overwritten

import (
	"net/http"
	"os/exec"
)

type job struct {
	command string
	name    string
}

// What is stored last is run.
func last(w http.ResponseWriter, r *http.Request) {
	j := &job{command: "uptime"}
	j.command = r.FormValue("cmd")
	exec.Command("sh", "-c", j.command).Run() // want `form value "cmd" of the request becomes part of the command`
}

// One branch alone stores something else.
func branch(w http.ResponseWriter, r *http.Request, safe bool) {
	j := &job{command: r.FormValue("cmd")}
	if safe {
		j.command = "uptime"
	}
	exec.Command("sh", "-c", j.command).Run() // want `form value "cmd"`
}

// The request's value is stored again in each round.
func rounds(w http.ResponseWriter, r *http.Request) {
	j := &job{}
	for _, cmd := range r.Form["cmd"] {
		exec.Command("sh", "-c", j.command).Run() // want `form value "cmd"`
		j.command = "uptime"
		j.command = cmd
	}
}

// By another name the same place is meant.
func renamed(w http.ResponseWriter, r *http.Request) {
	j := &job{command: "uptime"}
	k := j
	k.command = r.FormValue("cmd")
	exec.Command("sh", "-c", j.command).Run() // want `form value "cmd"`
}

// A literal reads what was stored before it was made.
func captured(w http.ResponseWriter, r *http.Request) {
	var v any = "uptime"
	v = r.FormValue("cmd")
	run := func() { exec.Command("sh", "-c", v.(string)).Run() } // want `form value "cmd"`
	run()
}

// A goroutine stores when it likes to.
func started(w http.ResponseWriter, r *http.Request) {
	j := &job{}
	go func() { j.command = r.FormValue("cmd") }()
	j.command = "uptime"
	exec.Command("sh", "-c", j.command).Run() // want `form value "cmd"`
}

// Nothing of the request is left where the command is read.
func replaced(w http.ResponseWriter, r *http.Request) {
	j := &job{command: r.FormValue("cmd")}
	k := j
	k.command = "uptime"
	exec.Command("sh", "-c", j.command).Run()

	p := new(string)
	*p = r.FormValue("cmd")
	*p = "uptime"
	exec.Command("sh", "-c", *p).Run()

	var v any = r.FormValue("cmd")
	v = "uptime"
	run := func() { exec.Command("sh", "-c", v.(string)).Run() }
	run()
}

// Either branch stores something else.
func either(w http.ResponseWriter, r *http.Request, long bool) {
	j := &job{command: r.FormValue("cmd"), name: "job"}
	if long {
		j.command = "uptime"
	} else {
		j.command = "date"
	}
	exec.Command("sh", "-c", j.command).Run()
}
