// Package processes gives commands more arguments, and something to read, after they
// were made.
package processes

import (
	"bytes"
	"net/http"
	"os/exec"
	"strings"
)

func appended(w http.ResponseWriter, r *http.Request) {
	cmd := exec.Command("sh", "-c")
	cmd.Args = append(cmd.Args, r.FormValue("text")) // want `^proven: form value "text" of the request becomes part of the command`
	cmd.Run()
}

func appendedTwice(w http.ResponseWriter, r *http.Request) {
	cmd := exec.CommandContext(r.Context(), "/bin/bash")
	cmd.Args = append(cmd.Args, "-c")
	cmd.Args = append(cmd.Args, "ls "+r.FormValue("folder")) // want `^proven: form value "folder" of the request becomes part of the command`
	cmd.Run()
}

func behindDashes(w http.ResponseWriter, r *http.Request) {
	cmd := exec.Command("git", "log", "--")
	cmd.Args = append(cmd.Args, r.FormValue("path"))
	cmd.Run()
}

func option(w http.ResponseWriter, r *http.Request) {
	cmd := exec.Command("git", "log")
	cmd.Args = append(cmd.Args, r.FormValue("ref")) // want `form value "ref" of the request becomes an argument`
	cmd.Run()
}

// Which program it is, a setting decides.
func either(w http.ResponseWriter, r *http.Request) {
	cmd := exec.Command("git", "log")
	if r.Method == http.MethodPost {
		cmd.Args = []string{"git", "log", "--"}
	}
	cmd.Args = append(cmd.Args, r.FormValue("either")) // want `form value "either" of the request becomes an argument`
	cmd.Run()
}

func read(w http.ResponseWriter, r *http.Request) {
	cmd := exec.Command("sh")
	cmd.Stdin = strings.NewReader("ls " + r.FormValue("read")) // want `^proven: form value "read" of the request becomes part of the command`
	cmd.Run()
	cmd = exec.Command("bash", "-s", "-u")
	cmd.Stdin = r.Body // want `^proven: the request's body becomes part of the command`
	cmd.Run()
	var script bytes.Buffer
	script.WriteString("echo " + r.FormValue("script"))
	cmd = exec.CommandContext(r.Context(), "python3", "-u")
	cmd.Stdin = &script // want `^proven: form value "script" of the request becomes part of the command`
	cmd.Run()
}

// What a program or a script reads is what it makes of it.
func data(w http.ResponseWriter, r *http.Request) {
	cmd := exec.Command("gzip", "-c")
	cmd.Stdin = r.Body
	cmd.Run()
	cmd = exec.Command("sh", "/usr/share/shop/report.sh")
	cmd.Stdin = strings.NewReader(r.FormValue("report"))
	cmd.Run()
	cmd = exec.Command("sh", "-c", "wc -l")
	cmd.Stdin = strings.NewReader(r.FormValue("lines"))
	cmd.Run()
	cmd = exec.Command("sh")
	cmd.Stdin = strings.NewReader("ls -l\n")
	cmd.Run()
}

func routes() http.Handler {
	mux := http.NewServeMux()
	for path, handler := range map[string]http.HandlerFunc{
		"/appended": appended, "/twice": appendedTwice, "/dashes": behindDashes,
		"/option": option, "/either": either, "/read": read, "/data": data,
	} {
		mux.HandleFunc(path, handler)
	}
	return mux
}
