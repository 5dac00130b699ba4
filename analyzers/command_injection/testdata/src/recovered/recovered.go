// Package recovered runs what a function panics with.
package recovered

import (
	"fmt"
	"net/http"
	"os/exec"
)

func own(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if v := recover(); v != nil {
			exec.Command("sh", "-c", fmt.Sprint(v)).Run() // want `form value "cmd" of the request becomes part of the command`
		}
	}()
	panic(r.FormValue("cmd"))
}

// The request's value is not what it panics with.
func constant(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if v := recover(); v != nil {
			exec.Command("sh", "-c", v.(string)).Run()
		}
	}()
	if r.FormValue("cmd") == "" {
		panic("uptime")
	}
}
