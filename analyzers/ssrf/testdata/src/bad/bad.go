// Package bad calls where requests say.
package bad

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

// Fetch gets any address that it is given.
func Fetch(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get(r.URL.Query().Get("url")) // want `proven: query parameter "url" of the request decides which host http.Get calls`
	if err != nil {
		http.Error(w, "not available", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}

// Hook calls back the address in the body.
func Hook(w http.ResponseWriter, r *http.Request) {
	var hook struct{ Callback string }
	if err := json.NewDecoder(r.Body).Decode(&hook); err != nil {
		http.Error(w, "the body is not JSON", http.StatusBadRequest)
		return
	}
	req, err := http.NewRequestWithContext(r.Context(), http.MethodPost, hook.Callback, strings.NewReader("{}")) // want `proven: field Callback of the request's body`
	if err != nil {
		http.Error(w, "no such address", http.StatusBadRequest)
		return
	}
	if resp, err := http.DefaultClient.Do(req); err == nil {
		resp.Body.Close()
	}
}

// Region lets the request say which host of the domain is called, and with a
// slash in it which host of any domain.
func Region(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("https://" + r.PathValue("region") + ".api.example.com/status") // want `proven: path parameter "region"`
	if err != nil {
		http.Error(w, "not available", http.StatusBadGateway)
		return
	}
	resp.Body.Close()
}
