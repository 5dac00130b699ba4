// Package receivers calls methods of interfaces behind which a function has put
// values itself.
package receivers

import (
	"net/http"
	"os/exec"
)

type source interface{ text() string }

type held struct{ cmd string }

func (h held) text() string { return h.cmd }

type pointed struct{ cmd, name string }

func (p *pointed) text() string { return p.cmd }

type named struct{ cmd, name string }

func (n *named) text() string { return n.cmd }

type job struct {
	from source
	next source
}

// What the method reads, the value in the field holds.
func field(w http.ResponseWriter, r *http.Request) {
	j := job{from: held{cmd: r.FormValue("field")}}
	exec.Command("sh", "-c", j.from.text()).Run() // want `^proven: form value "field" of the request becomes part of the command`
}

func variable(w http.ResponseWriter, r *http.Request) {
	var s source = &pointed{cmd: r.FormValue("variable")}
	exec.Command("sh", "-c", s.text()).Run() // want `^proven: form value "variable"`
}

// It is one of two.
func either(w http.ResponseWriter, r *http.Request, plain bool) {
	var s source = &pointed{cmd: "uptime"}
	if plain {
		s = held{cmd: r.FormValue("either")}
	}
	exec.Command("sh", "-c", s.text()).Run() // want `^proven: form value "either"`
}

// A copy of the struct holds what the struct did.
func copied(w http.ResponseWriter, r *http.Request) {
	first := job{from: held{cmd: "uptime"}, next: held{cmd: r.FormValue("copied")}}
	second := first
	exec.Command("sh", "-c", second.next.text()).Run() // want `^proven: form value "copied"`
}

// The method that is called is another value's.
func others(w http.ResponseWriter, r *http.Request) {
	var s source = &named{cmd: "uptime", name: r.FormValue("name")}
	exec.Command("sh", "-c", s.text()).Run()
	var unused source = held{cmd: r.FormValue("unused")}
	_ = unused
	exec.Command("sh", "-c", s.text()).Run()
	j := job{from: &named{cmd: "uptime"}, next: held{cmd: r.FormValue("next")}}
	exec.Command("sh", "-c", j.from.text()).Run()
}
