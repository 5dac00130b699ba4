// Package bad lets requests decide what runs.
package bad

import (
	"encoding/json"
	"net/http"
	"os/exec"
	"strings"
)

// Ping hands the host to a shell, which reads more than a host in it.
func Ping(w http.ResponseWriter, r *http.Request) {
	out, err := exec.CommandContext(r.Context(), "sh", "-c", "ping -c 1 "+r.URL.Query().Get("host")).CombinedOutput() // want `proven: query parameter "host" of the request becomes part of the command that exec.CommandContext runs`
	if err != nil {
		http.Error(w, "the host does not answer", http.StatusBadGateway)
		return
	}
	w.Write(out)
}

// Tool runs any program that is in the path.
func Tool(w http.ResponseWriter, r *http.Request) {
	if err := exec.Command(r.PathValue("tool"), "--version").Run(); err != nil { // want `proven: path parameter "tool" of the request becomes part of the command that exec.Command runs`
		http.NotFound(w, r)
	}
}

// Run splits a line from the body: the first word names the program.
func Run(w http.ResponseWriter, r *http.Request) {
	var job struct{ Command string }
	if err := json.NewDecoder(r.Body).Decode(&job); err != nil {
		http.Error(w, "the body is not JSON", http.StatusBadRequest)
		return
	}
	words := strings.Fields(job.Command)
	if err := exec.Command(words[0], words[1:]...).Run(); err != nil { // want `proven: field \w+ of the request's body`
		http.Error(w, "the job failed", http.StatusInternalServerError)
	}
}

// Log shows a branch, which may be called --output=/etc/cron.d/job.
func Log(w http.ResponseWriter, r *http.Request) {
	out, err := exec.Command("git", "log", r.FormValue("branch")).Output() // want `unproven: form value "branch" of the request becomes an argument that exec.Command passes, which a program can take for an option`
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Write(out)
}
