// Package good decides itself which hosts it calls.
package good

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

var hosts = []string{"images.example.com", "cdn.example.com"}

// Fetch calls the hosts that it knows.
func Fetch(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.URL.Query().Get("url"))
	if err != nil || u.Scheme != "https" || !slices.Contains(hosts, u.Host) {
		http.Error(w, "this host is not allowed", http.StatusBadRequest)
		return
	}
	resp, err := http.Get(u.String())
	if err != nil {
		http.Error(w, "not available", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}

// Hook calls back below one address.
func Hook(w http.ResponseWriter, r *http.Request) {
	var hook struct{ Callback string }
	if err := json.NewDecoder(r.Body).Decode(&hook); err != nil {
		http.Error(w, "the body is not JSON", http.StatusBadRequest)
		return
	}
	if !strings.HasPrefix(hook.Callback, "https://hooks.example.com/") {
		http.Error(w, "this host is not allowed", http.StatusBadRequest)
		return
	}
	req, err := http.NewRequestWithContext(r.Context(), http.MethodPost, hook.Callback, strings.NewReader("{}"))
	if err != nil {
		http.Error(w, "no such address", http.StatusBadRequest)
		return
	}
	if resp, err := http.DefaultClient.Do(req); err == nil {
		resp.Body.Close()
	}
}

var regions = map[string]string{"eu": "https://eu.api.example.com", "us": "https://us.api.example.com"}

// Region chooses from constants, and lets the request decide the path.
func Region(w http.ResponseWriter, r *http.Request) {
	base, ok := regions[r.PathValue("region")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	resp, err := http.Get(base + "/status/" + url.PathEscape(r.FormValue("service")))
	if err != nil {
		http.Error(w, "not available", http.StatusBadGateway)
		return
	}
	resp.Body.Close()
}
