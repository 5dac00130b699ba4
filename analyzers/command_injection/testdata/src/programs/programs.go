// Package programs runs programs by name.
package programs

import (
	"net/http"
	"os/exec"
	"path/filepath"
	"plugin"
	"slices"

	"github.com/bitfield/script"
	gocmd "github.com/go-cmd/cmd"
)

// The program is looked up first.
func found(w http.ResponseWriter, r *http.Request) {
	path, err := exec.LookPath(r.FormValue("tool"))
	if err != nil {
		return
	}
	exec.Command(path).Run() // want `proven: form value "tool"`
}

// The directory is fixed, and ".." leads out of it.
func hook(w http.ResponseWriter, r *http.Request) {
	exec.Command(filepath.Join("/etc/hooks", r.PathValue("hook"))).Run() // want `proven: path parameter "hook"`
}

// The path is set on the command.
func assigned(w http.ResponseWriter, r *http.Request) {
	cmd := exec.Cmd{Path: r.FormValue("tool")} // want `proven: form value "tool"`
	cmd.Run()
}

// The header names the program.
func header(w http.ResponseWriter, r *http.Request) {
	go exec.Command(r.Header.Get("X-Tool")).Run() // want `proven: header "X-Tool"`
}

// A plugin runs once it is loaded.
func extension(w http.ResponseWriter, r *http.Request) {
	plugin.Open("/srv/plugins/" + r.FormValue("name") + ".so") // want `proven: form value "name"`
}

// Libraries that run programs.
func libraries(w http.ResponseWriter, r *http.Request) {
	<-gocmd.NewCmd(r.FormValue("a")).Start()                         // want `proven: form value "a"`
	script.Exec("convert " + r.FormValue("b") + " out.png").Stdout() // want `proven: form value "b"`
	script.Echo("x").Exec(r.FormValue("c")).Stdout()                 // want `proven: form value "c"`
}

var tools = []string{"identify", "convert", "exiftool"}

// The program is one of a list.
func listed(w http.ResponseWriter, r *http.Request) {
	tool := r.FormValue("tool")
	if !slices.Contains(tools, tool) {
		http.NotFound(w, r)
		return
	}
	exec.Command(tool, "-version").Run()
}

// The program is the value of a map.
func mapped(w http.ResponseWriter, r *http.Request) {
	byKind := map[string]string{"image": "convert", "video": "ffmpeg"}
	tool, ok := byKind[r.FormValue("kind")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	exec.Command(tool, "-version").Run()
}

// The program is compared to constants.
func compared(w http.ResponseWriter, r *http.Request) {
	tool := r.PathValue("tool")
	if tool != "df" && tool != "uptime" {
		http.NotFound(w, r)
		return
	}
	out, _ := exec.Command(tool).Output()
	w.Write(out)
}

// Who asks decides whether it runs, and not what.
func conditional(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("mode") == "full" {
		exec.Command("backup", "--full").Run()
	} else {
		exec.Command("backup").Run()
	}
}

// The configuration names the program.
type config struct{ tool string }

func (c *config) configured(w http.ResponseWriter, r *http.Request) {
	exec.Command(c.tool, "--quiet").Run()
}
