// Package addresses puts addresses together.
package addresses

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// The host is the request's, the rest is constant.
func host(w http.ResponseWriter, r *http.Request) {
	http.Get("http://" + r.FormValue("host") + "/health") // want `proven: form value "host"`
}

// The host that the client asked for is called back.
func own(w http.ResponseWriter, r *http.Request) {
	http.Get("http://" + r.Host + "/health") // want `proven: the request's host`
}

// The scheme is the request's too.
func formatted(w http.ResponseWriter, r *http.Request) {
	http.Get(fmt.Sprintf("%s://%s:%d/", r.FormValue("scheme"), r.FormValue("host"), 8080)) // want `proven: form value "(scheme|host)"`
}

// Without a slash the host goes on.
func unfinished(w http.ResponseWriter, r *http.Request) {
	http.Get("https://api.example.com" + r.FormValue("path")) // want `proven: form value "path"`
}

// Before an @ stands whoever calls.
func port(w http.ResponseWriter, r *http.Request) {
	http.Get("http://localhost:" + r.FormValue("port") + "/metrics") // want `form value "port"`
}

// Pieces are put together one by one.
func pieces(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("https://")
	b.WriteString(r.FormValue("tenant"))
	b.WriteString(".example.com/api")
	http.Get(b.String()) // want `proven: form value "tenant"`
}

// Replacing a part of a constant makes it the request's.
func replaced(w http.ResponseWriter, r *http.Request) {
	http.Get(strings.Replace("https://{tenant}.example.com/", "{tenant}", r.FormValue("tenant"), 1)) // want `form value "tenant"`
}

// The path is the request's: everything before is constant.
func path(w http.ResponseWriter, r *http.Request) {
	http.Get("https://api.example.com/users/" + r.PathValue("id"))
	http.Get(fmt.Sprintf("https://api.example.com/users/%s/orders/%s", r.PathValue("id"), r.FormValue("order")))
	http.Get(fmt.Sprintf("https://%s/users/%s", "api.example.com", r.PathValue("id")))
}

// So is a query.
func query(w http.ResponseWriter, r *http.Request) {
	http.Get("https://api.example.com/search?q=" + r.FormValue("q"))
	http.Get("https://api.example.com/search?" + url.Values{"q": {r.FormValue("q")}}.Encode())
	http.Get("https://api.example.com?q=" + url.QueryEscape(r.FormValue("q")))
}

// Query parameters that are set one by one.
func values(w http.ResponseWriter, r *http.Request) {
	v := url.Values{}
	v.Set("q", r.FormValue("q"))
	v.Add("page", r.FormValue("page"))
	http.Get("https://api.example.com/search?" + v.Encode())
}

// Everything is in the body.
func body(w http.ResponseWriter, r *http.Request) {
	http.Post("https://api.example.com/echo", "text/plain", strings.NewReader(r.FormValue("text")))
	http.PostForm("https://api.example.com/echo", url.Values{"text": {r.FormValue("text")}})
	var b bytes.Buffer
	b.WriteString(r.FormValue("text"))
	http.Post("https://api.example.com/echo", "text/plain", &b)
}

// Headers are no address.
func headers(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(r.Context(), http.MethodGet, "https://api.example.com/", nil)
	if err != nil {
		return
	}
	req.Header.Set("X-Request-ID", r.Header.Get("X-Request-ID"))
	http.DefaultClient.Do(req)
}

// A query is set on a request that goes out.
func outgoing(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequest(http.MethodGet, "https://api.example.com/search", nil)
	if err != nil {
		return
	}
	q := req.URL.Query()
	q.Set("q", r.FormValue("q"))
	req.URL.RawQuery = q.Encode()
	http.DefaultClient.Do(req)
}

const base = "https://api.example.com/v1"

// A constant is put before.
func constant(w http.ResponseWriter, r *http.Request) {
	http.Get(base + "/users/" + r.PathValue("id"))
	endpoint := base
	endpoint += "/orders?user="
	endpoint += r.PathValue("id")
	http.Get(endpoint)
}
