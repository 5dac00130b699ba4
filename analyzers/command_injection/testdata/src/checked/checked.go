// Package checked looks at values before they run.
package checked

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"os/exec"
	"regexp"
	"strings"
)

var name = regexp.MustCompile(`^[a-zA-Z0-9_]{1,32}$`)

// The expression covers the whole value.
func matched(w http.ResponseWriter, r *http.Request) {
	unit := r.FormValue("unit")
	if !name.MatchString(unit) {
		http.Error(w, "no such unit", http.StatusBadRequest)
		return
	}
	exec.Command("sh", "-c", "systemctl status "+unit).Run()
}

var loose = regexp.MustCompile(`[a-z]+`)

// The expression matches a part of the value.
func matchedPartly(w http.ResponseWriter, r *http.Request) {
	unit := r.FormValue("unit")
	if !loose.MatchString(unit) {
		http.Error(w, "no such unit", http.StatusBadRequest)
		return
	}
	exec.Command(unit).Run() // want `proven: form value "unit"`
}

// The value is tested for one bad character.
func filtered(w http.ResponseWriter, r *http.Request) {
	tool := r.FormValue("tool")
	if strings.Contains(tool, ";") {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	exec.Command(tool).Run() // want `proven: form value "tool"`
}

// An address that was parsed is an address.
func parsed(w http.ResponseWriter, r *http.Request) {
	addr, err := netip.ParseAddr(r.FormValue("ip"))
	if err != nil {
		return
	}
	exec.Command("sh", "-c", "ping -c1 "+addr.String()+" | tail -1").Run()
}

// So is one of the older kind, if it is the parsed one that is used.
func parsedIP(w http.ResponseWriter, r *http.Request) {
	ip := net.ParseIP(r.FormValue("ip"))
	if ip == nil {
		return
	}
	exec.Command("ping", "-c1", ip.String()).Run()
}

var errTool = errors.New("unknown tool")

func allowed(tool string) error {
	switch tool {
	case "df", "uptime":
		return nil
	}
	return errTool
}

// A function says what is allowed.
func validated(w http.ResponseWriter, r *http.Request) {
	tool := r.FormValue("tool")
	if err := allowed(tool); err != nil {
		http.Error(w, "unknown tool", http.StatusBadRequest)
		return
	}
	exec.Command(tool).Run()
}

// Nobody looks at what the function says.
func ignored(w http.ResponseWriter, r *http.Request) {
	tool := r.FormValue("tool")
	_ = allowed(tool)
	exec.Command(tool).Run() // want `proven: form value "tool"`
}

// The branch that was checked is not the one that runs it.
func otherBranch(w http.ResponseWriter, r *http.Request) {
	tool := r.FormValue("tool")
	if allowed(tool) == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	exec.Command(tool).Run() // want `proven: form value "tool"`
}
