// Package arguments passes requests to programs as arguments.
package arguments

import (
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/google/uuid"
)

// An address that begins with a dash is an option.
func clone(w http.ResponseWriter, r *http.Request) {
	exec.Command("git", "clone", r.FormValue("url"), "/srv/repo").Run() // want `unproven: form value "url" of the request becomes an argument`
}

// The list grows before it is passed.
func grown(w http.ResponseWriter, r *http.Request) {
	args := []string{"log", "--oneline"}
	if branch := r.FormValue("branch"); branch != "" {
		args = append(args, branch)
	}
	exec.Command("git", args...).Run() // want `unproven: form value "branch"`
}

// All values of a parameter are arguments.
func many(w http.ResponseWriter, r *http.Request) {
	r.ParseForm()
	exec.Command("tar", r.Form["file"]...).Run() // want `unproven: form value "file"`
}

// The list is set on the command.
func assigned(w http.ResponseWriter, r *http.Request) {
	cmd := &exec.Cmd{Path: "/usr/bin/curl", Args: []string{"curl", "-s", r.FormValue("url")}} // want `unproven: form value "url"`
	cmd.Run()
}

// Behind "--" nothing is an option.
func ended(w http.ResponseWriter, r *http.Request) {
	exec.Command("git", "clone", "--", r.FormValue("url"), "/srv/repo").Run()
	exec.Command("rm", "-f", "--", "/tmp/a", r.FormValue("name")).Run()
}

// A value of an option is none.
func valued(w http.ResponseWriter, r *http.Request) {
	exec.Command("git", "log", "--author="+r.FormValue("author")).Run()
	exec.Command("ffmpeg", "-i", "/srv/in.mp4", "-vf", fmt.Sprintf("scale=%s:-1", r.FormValue("width")), "/srv/out.mp4").Run()
}

// A path below a directory begins with a slash.
func below(w http.ResponseWriter, r *http.Request) {
	exec.Command("file", "/srv/files/"+filepath.Base(r.FormValue("name"))).Run()
	exec.Command("file", filepath.Join("/srv/files", filepath.Base(r.FormValue("name")))).Run()
}

// Numbers and UUIDs are no options.
func typed(w http.ResponseWriter, r *http.Request) {
	id, err := uuid.Parse(r.FormValue("id"))
	if err != nil {
		return
	}
	page, err := strconv.ParseUint(r.FormValue("page"), 10, 32)
	if err != nil {
		return
	}
	exec.Command("pdftoppm", "-f", strconv.FormatUint(page, 10), id.String()).Run()
}

// The text of a key is only compared.
func compared(w http.ResponseWriter, r *http.Request) {
	level := "1"
	if r.FormValue("quality") == "high" {
		level = "9"
	}
	exec.Command("gzip", "-"+level, "/srv/export.csv").Run()
}

// Options are looked up by the request.
var formats = map[string]string{"png": "-png", "jpeg": "-jpeg"}

func looked(w http.ResponseWriter, r *http.Request) {
	exec.Command("pdftoppm", formats[r.FormValue("format")], "/srv/in.pdf").Run()
}
