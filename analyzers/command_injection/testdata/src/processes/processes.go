// Package processes starts processes without a Cmd.
package processes

import (
	"net/http"
	"os"
	"syscall"
)

// The program is named by the request.
func start(w http.ResponseWriter, r *http.Request) {
	os.StartProcess(r.FormValue("path"), []string{"worker"}, &os.ProcAttr{}) // want `proven: form value "path"`
}

// The argument is.
func argument(w http.ResponseWriter, r *http.Request) {
	os.StartProcess("/usr/bin/worker", []string{"worker", r.FormValue("job")}, &os.ProcAttr{}) // want `unproven: form value "job"`
}

// The process becomes another.
func become(w http.ResponseWriter, r *http.Request) {
	syscall.Exec(r.FormValue("path"), []string{"worker"}, os.Environ()) // want `proven: form value "path"`
}

// Everything is constant but the environment.
func fixed(w http.ResponseWriter, r *http.Request) {
	os.StartProcess("/usr/bin/worker", []string{"worker", "--once"}, &os.ProcAttr{Env: []string{"JOB=" + r.FormValue("job")}})
}
