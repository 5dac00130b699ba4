// Command clients reads much that is no request's body: answers of other
// services, files, requests that it makes itself.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
)

type value struct{ Name string }

func fetch(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("https://example.com/" + r.PathValue("id"))
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	var v value
	json.NewDecoder(resp.Body).Decode(&v)
	io.Copy(w, resp.Body)
}

func forward(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(r.Context(), http.MethodPost, "https://example.com", r.Body)
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	data, _ := io.ReadAll(resp.Body)
	w.Write(data)
}

func load(w http.ResponseWriter, _ *http.Request) {
	f, err := os.Open("data.json")
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	defer f.Close()
	io.Copy(w, f)
}

func made(w http.ResponseWriter, _ *http.Request) {
	req := httptest.NewRequest(http.MethodPost, "/", strings.NewReader("local"))
	data, _ := io.ReadAll(req.Body)
	w.Write(data)
}

// transport reads what it sends.
type transport struct{ next http.RoundTripper }

func (t transport) RoundTrip(req *http.Request) (*http.Response, error) {
	data, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	req.Body = io.NopCloser(strings.NewReader(string(data)))
	return t.next.RoundTrip(req)
}

// sign is given a request that is on its way out.
func sign(req *http.Request) error {
	data, err := io.ReadAll(req.Body)
	if err != nil {
		return err
	}
	req.Header.Set("X-Length", http.StatusText(len(data)))
	return nil
}

func send() error {
	req, err := http.NewRequest(http.MethodPost, "https://example.com", strings.NewReader("text"))
	if err != nil {
		return err
	}
	return sign(req)
}

func main() {
	http.DefaultClient.Transport = transport{http.DefaultTransport}
	if err := send(); err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /fetch/{id}", fetch)
	mux.HandleFunc("POST /forward", forward)
	mux.HandleFunc("GET /load", load)
	mux.HandleFunc("GET /made", made)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
