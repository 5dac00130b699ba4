// Package remote runs commands elsewhere.
package remote

import (
	"fmt"
	"net/http"

	"al.essio.dev/pkg/shellescape"
	"github.com/docker/docker/api/types/container"
	"golang.org/x/crypto/ssh"
)

type api struct{ client *ssh.Client }

// What a session runs goes through the shell of the other side.
func (a *api) restart(w http.ResponseWriter, r *http.Request) {
	session, err := a.client.NewSession()
	if err != nil {
		return
	}
	defer session.Close()
	session.Run("systemctl restart " + r.FormValue("service")) // want `proven: form value "service" of the request becomes part of the command that ssh.Session.Run runs`
}

// All ways to run it do.
func (a *api) others(w http.ResponseWriter, r *http.Request) {
	session, err := a.client.NewSession()
	if err != nil {
		return
	}
	session.Output(r.FormValue("a"))                            // want `proven: form value "a"`
	session.CombinedOutput(fmt.Sprint("ls ", r.FormValue("b"))) // want `proven: form value "b"`
	session.Start(r.Header.Get("X-Command"))                    // want `proven: header "X-Command"`
}

// A container's shell is a shell.
func inContainer(w http.ResponseWriter, r *http.Request) {
	use(container.ExecOptions{Cmd: []string{"sh", "-c", "psql " + r.FormValue("db")}}) // want `proven: form value "db"`
}

// A container's argument list is none.
func direct(w http.ResponseWriter, r *http.Request) {
	use(container.ExecOptions{Cmd: []string{"psql", "-d", r.FormValue("db")}})
}

func use(container.ExecOptions) {}

// A word that was quoted is one word at the other side too.
func (a *api) quoted(w http.ResponseWriter, r *http.Request) {
	session, err := a.client.NewSession()
	if err != nil {
		return
	}
	session.Run("systemctl restart " + shellescape.Quote(r.FormValue("service")))
}

// The command is the program's, the request goes to its input.
func (a *api) piped(w http.ResponseWriter, r *http.Request) {
	session, err := a.client.NewSession()
	if err != nil {
		return
	}
	session.Stdin = r.Body
	session.Run("cat > /srv/upload")
}
