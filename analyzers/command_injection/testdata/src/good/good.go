// Package good decides itself what runs.
package good

import (
	"net/http"
	"os/exec"
	"regexp"
	"strconv"
)

var hostname = regexp.MustCompile(`^[a-z0-9.-]+$`)

// Ping has no shell, knows what a host looks like, and ends the options.
func Ping(w http.ResponseWriter, r *http.Request) {
	host := r.URL.Query().Get("host")
	if !hostname.MatchString(host) {
		http.Error(w, "that is no host", http.StatusBadRequest)
		return
	}
	out, err := exec.CommandContext(r.Context(), "ping", "-c", "1", "--", host).CombinedOutput()
	if err != nil {
		http.Error(w, "the host does not answer", http.StatusBadGateway)
		return
	}
	w.Write(out)
}

// Tool runs one of the programs that the service knows.
func Tool(w http.ResponseWriter, r *http.Request) {
	var name string
	switch r.PathValue("tool") {
	case "image":
		name = "convert"
	case "video":
		name = "ffmpeg"
	default:
		http.NotFound(w, r)
		return
	}
	if err := exec.Command(name, "-version").Run(); err != nil {
		http.NotFound(w, r)
	}
}

// Log shows a branch: what stands behind "--end-of-options" and "--" is none.
func Log(w http.ResponseWriter, r *http.Request) {
	count, err := strconv.Atoi(r.FormValue("count"))
	if err != nil {
		http.Error(w, "count is a number", http.StatusBadRequest)
		return
	}
	out, err := exec.Command("git", "log", "-n", strconv.Itoa(count), "refs/heads/"+r.FormValue("branch"), "--", r.FormValue("path")).Output()
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Write(out)
}
