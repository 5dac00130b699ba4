// Package lookalikes writes and reads what is no answer and no request.
package lookalikes

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
)

type User struct {
	ID int `json:"id"`
}

// nothing
func toFile(w http.ResponseWriter, r *http.Request) {
	f, err := os.Create("x")
	if err != nil {
		return
	}
	defer f.Close()
	_ = json.NewEncoder(f).Encode(User{})
	fmt.Fprintln(f, "x")
	_, _ = io.Copy(f, bytes.NewReader(nil))
}

// nothing
func toBuffer(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	_ = json.NewEncoder(&buf).Encode(User{})
	fmt.Fprintf(&buf, "x")
}

// nothing
func toLog(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(os.Stderr, "x")
	_ = json.NewEncoder(os.Stdout).Encode(User{})
}

// nothing
func upstream(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("https://example.com")
	if err != nil {
		return
	}
	defer resp.Body.Close()
	var u User
	_ = json.NewDecoder(resp.Body).Decode(&u)
}

// nothing
func upstreamBytes(w http.ResponseWriter, r *http.Request) {
	resp, err := http.DefaultClient.Do(&http.Request{})
	if err != nil {
		return
	}
	b, _ := io.ReadAll(resp.Body)
	var u User
	_ = json.Unmarshal(b, &u)
	_ = resp.Header.Get("X-Upstream")
}

// nothing
func sentOut(w http.ResponseWriter, r *http.Request) {
	req, _ := http.NewRequest("POST", "https://example.com", nil)
	req.Header.Set("Content-Type", "application/json")
	_ = req.Header.Get("X-Out")
	_ = req.URL.Query().Get("out")
}

// nothing
func ownQuery(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse("https://example.com?a=1")
	if err == nil {
		_ = u.Query().Get("a")
	}
	v := url.Values{}
	_ = v.Get("b")
}

// nothing
func recorder(w http.ResponseWriter, r *http.Request) {
	rec := httptest.NewRecorder()
	rec.WriteHeader(500)
	_ = json.NewEncoder(rec).Encode(User{})
}

// nothing
func fromFile(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile("x")
	var u User
	_ = json.Unmarshal(b, &u)
	f, err := os.Open("x")
	if err == nil {
		_ = json.NewDecoder(f).Decode(&u)
	}
}

// nothing
func copyOf(w http.ResponseWriter, r *http.Request) {
	b, _ := json.Marshal(User{})
	var u User
	_ = json.Unmarshal(b, &u)
}

// nothing
func headers(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-A", "b")
	_ = w.Header().Get("X-A")
	http.SetCookie(w, &http.Cookie{Name: "a"})
}

type recording struct{ header http.Header }

func (r *recording) WriteHeader(code int) {}

// nothing
func otherWriter(w http.ResponseWriter, r *http.Request) {
	rec := &recording{}
	rec.WriteHeader(500)
}

type errorf struct{}

func (errorf) JSON(code int, v any) {}

// nothing
func otherJSON(w http.ResponseWriter, r *http.Request) { errorf{}.JSON(500, User{}) }

// nothing
func lookups(w http.ResponseWriter, r *http.Request) {
	m := map[string]string{"a": "b"}
	_ = m["a"]
	h := http.Header{}
	_ = h.Get("X-B")
}
