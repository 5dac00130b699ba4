// Package shells hands text to shells.
package shells

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"

	"al.essio.dev/pkg/shellescape"
	quote "github.com/kballard/go-shellquote"
	"mvdan.cc/sh/v3/syntax"
)

// A shell with several options in one.
func combined(w http.ResponseWriter, r *http.Request) {
	exec.Command("/bin/bash", "-lc", "systemctl status "+r.FormValue("unit")).Run() // want `proven: form value "unit"`
}

// A shell with options before the text.
func separate(w http.ResponseWriter, r *http.Request) {
	cmd := fmt.Sprintf("du -sh /srv/%s | cut -f1", r.PathValue("tenant"))
	exec.Command("bash", "-e", "-o", "pipefail", "-c", cmd).Run() // want `proven: path parameter "tenant"`
}

// A shell behind another program.
func elevated(w http.ResponseWriter, r *http.Request) {
	exec.Command("sudo", "-n", "sh", "-c", "useradd "+r.FormValue("name")).Run() // want `proven: form value "name"`
}

// A shell in a container.
func contained(w http.ResponseWriter, r *http.Request) {
	exec.CommandContext(r.Context(), "docker", "exec", "db", "sh", "-c", "pg_dump "+r.FormValue("db")).Run() // want `proven: form value "db"`
}

// The arguments are a list that was made before.
func listed(w http.ResponseWriter, r *http.Request) {
	args := []string{"-c", "tail -n 50 /var/log/" + r.URL.Query().Get("log")}
	exec.Command("sh", args...).Run() // want `proven: query parameter "log"`
}

// The shells of Windows.
func windows(w http.ResponseWriter, r *http.Request) {
	exec.Command("cmd", "/C", "dir "+r.FormValue("dir")).Run()                                  // want `proven: form value "dir"`
	exec.Command("powershell", "-NoProfile", "-Command", "Get-Item "+r.FormValue("item")).Run() // want `proven: form value "item"`
}

// Quotes for Go are none for a shell.
func quotedForGo(w http.ResponseWriter, r *http.Request) {
	exec.Command("sh", "-c", "echo "+strconv.Quote(r.FormValue("text"))).Run()   // want `proven: form value "text"`
	exec.Command("sh", "-c", fmt.Sprintf("echo %q", r.FormValue("other"))).Run() // want `proven: form value "other"`
}

// Taking one character away leaves the others.
func stripped(w http.ResponseWriter, r *http.Request) {
	name := strings.ReplaceAll(r.FormValue("name"), ";", "")
	exec.Command("sh", "-c", "id "+name).Run() // want `proven: form value "name"`
}

// The process is replaced by a shell.
func replaced(w http.ResponseWriter, r *http.Request) {
	syscall.Exec("/bin/sh", []string{"sh", "-c", r.FormValue("cmd")}, os.Environ()) // want `proven: form value "cmd"`
}

// The text was put together in a buffer.
func buffered(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	b.WriteString("grep -c ")
	b.WriteString(r.FormValue("word"))
	b.WriteString(" /var/log/syslog")
	exec.Command("sh", "-c", b.String()).Run() // want `proven: form value "word"`
}

// Quotes for a shell are: every one of these makes a word of any text.
func quoted(w http.ResponseWriter, r *http.Request) {
	exec.Command("sh", "-c", "echo "+shellescape.Quote(r.FormValue("a"))).Run()
	exec.Command("sh", "-c", "echo "+quote.Join(r.FormValue("b"), r.FormValue("c"))).Run()
	word, err := syntax.Quote(r.FormValue("d"), syntax.LangBash)
	if err != nil {
		return
	}
	exec.Command("bash", "-c", "echo "+word).Run()
}

// A number is no command.
func numbered(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("lines"))
	if err != nil {
		return
	}
	exec.Command("sh", "-c", fmt.Sprintf("tail -n %d /var/log/syslog | gzip", n)).Run()
}

// The text is the program's own, and the request is a parameter of it.
func positional(w http.ResponseWriter, r *http.Request) {
	exec.Command("sh", "-c", `grep -- "$1" /var/log/syslog | wc -l`, "count", "--", r.FormValue("word")).Run()
}

// The request comes by the environment, which a shell does not run.
func environment(w http.ResponseWriter, r *http.Request) {
	cmd := exec.Command("sh", "-c", `echo "$NAME"`)
	cmd.Env = append(os.Environ(), "NAME="+r.FormValue("name"))
	cmd.Run()
}

// The request comes by standard input.
func input(w http.ResponseWriter, r *http.Request) {
	cmd := exec.Command("sh", "-c", "wc -l")
	cmd.Stdin = strings.NewReader(r.FormValue("text"))
	cmd.Run()
}

// Scripts that the program chooses from.
var scripts = map[string]string{"disk": "df -h | tail -n +2", "load": "uptime | cut -d: -f5"}

func chosen(w http.ResponseWriter, r *http.Request) {
	script, ok := scripts[r.FormValue("what")]
	if !ok {
		return
	}
	out, _ := exec.Command("sh", "-c", script).Output()
	w.Write(out)
}

// What an earlier command wrote is no request, though a request asked for it.
func written(w http.ResponseWriter, r *http.Request) {
	out, err := exec.Command("locate-unit", "--", r.FormValue("unit")).Output()
	if err != nil {
		return
	}
	exec.Command("sh", "-c", "systemctl status "+strings.TrimSpace(string(out))).Run()
}
