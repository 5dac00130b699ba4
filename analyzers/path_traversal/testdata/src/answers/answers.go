// Package answers asks other programs: what they answer is theirs.
package answers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

type user struct{ Name, Home string }

// A service is asked for the user.
func asked(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Post("https://users.internal/", "text/plain", strings.NewReader(r.FormValue("name")))
	if err != nil {
		return
	}
	defer resp.Body.Close()
	out, err := io.ReadAll(resp.Body)
	if err != nil {
		return
	}
	var u user
	if err := json.Unmarshal(out, &u); err != nil {
		return
	}
	os.MkdirAll(u.Home, 0o700)
}

// The address carries the name.
func askedByAddress(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("https://users.internal/?name=" + url.QueryEscape(r.FormValue("name")))
	if err != nil {
		return
	}
	defer resp.Body.Close()
	var u user
	json.NewDecoder(resp.Body).Decode(&u)
	os.MkdirAll(u.Home, 0o700)
}

// A request is made, and sent by a client.
func askedByRequest(w http.ResponseWriter, r *http.Request) {
	body, err := json.Marshal(user{Name: r.FormValue("name")})
	if err != nil {
		return
	}
	req, err := http.NewRequestWithContext(r.Context(), http.MethodPost, "https://users.internal/", bytes.NewReader(body))
	if err != nil {
		return
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	var u user
	json.NewDecoder(resp.Body).Decode(&u)
	os.MkdirAll(u.Home, 0o700)
}

// A program is asked.
func askedByProgram(w http.ResponseWriter, r *http.Request) {
	cmd := exec.CommandContext(r.Context(), "/usr/local/bin/users")
	cmd.Env = append(os.Environ(), fmt.Sprintf("NAME=%s", r.FormValue("name")))
	out, err := cmd.Output()
	if err != nil {
		return
	}
	var u user
	if err := json.Unmarshal(out, &u); err != nil {
		return
	}
	os.MkdirAll(u.Home, 0o700)
}

// The program reads it from its input.
func askedByInput(w http.ResponseWriter, r *http.Request) {
	var out bytes.Buffer
	cmd := exec.CommandContext(r.Context(), "/usr/local/bin/users")
	cmd.Stdin = strings.NewReader(r.FormValue("name"))
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil {
		return
	}
	os.MkdirAll(out.String(), 0o700)
}

// What was asked is not what was answered.
func asIs(w http.ResponseWriter, r *http.Request) {
	u := user{Name: r.FormValue("name")}
	resp, err := http.Get("https://users.internal/?name=" + url.QueryEscape(u.Name))
	if err != nil {
		return
	}
	defer resp.Body.Close()
	json.NewDecoder(resp.Body).Decode(&u.Home)
	os.MkdirAll(filepath.Join(u.Home, u.Name), 0o700) // want `proven: form value "name"`
}
