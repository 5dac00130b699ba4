// Package requests reads every part of a request.
package requests

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"

	"github.com/go-chi/chi/v5"
)

var db *sql.DB

func query(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT " + r.URL.Query().Get("a")) // want `proven: query parameter "a" of the request`
	db.Query("SELECT " + r.URL.Query()["a"][0])  // want `proven: .*query`
	db.Query("SELECT " + r.URL.RawQuery)         // want `proven`
	db.Query("SELECT " + r.URL.Path)             // want `proven`
	db.Query("SELECT " + r.RequestURI)           // want `proven`
	q := r.URL.Query()
	db.Query("SELECT " + q.Get("b")) // want `proven: query parameter "b"`
	if q.Has("c") {
		db.Query("SELECT c")
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err == nil {
		db.Query("SELECT " + values.Get("d")) // want `proven`
	}
}

func form(w http.ResponseWriter, r *http.Request) {
	r.ParseForm()
	db.Query("SELECT " + r.FormValue("a"))              // want `proven: form value "a"`
	db.Query("SELECT " + r.PostFormValue("a"))          // want `proven`
	db.Query("SELECT " + r.Form.Get("a"))               // want `proven`
	db.Query("SELECT " + r.PostForm["a"][0])            // want `proven`
	db.Query("SELECT " + r.MultipartForm.Value["a"][0]) // want `proven`
	_, header, err := r.FormFile("f")
	if err == nil {
		db.Query("SELECT " + header.Filename) // want `proven`
	}
}

func header(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT " + r.Header.Get("x-sort")) // want `proven: header "X-Sort"`
	db.Query("SELECT " + r.Header["X-Sort"][0])  // want `proven`
	db.Query("SELECT " + r.UserAgent())          // want `proven`
	db.Query("SELECT " + r.Referer())            // want `proven`
	db.Query("SELECT " + r.Host)                 // want `proven`
	user, _, _ := r.BasicAuth()
	db.Query("SELECT " + user) // want `proven`
	w.Header().Set("X-Sort", "id")
	db.Query("SELECT " + w.Header().Get("X-Fixed"))
}

func cookie(w http.ResponseWriter, r *http.Request) {
	c, err := r.Cookie("sort")
	if err != nil {
		return
	}
	db.Query("SELECT " + c.Value) // want `proven: cookie "sort"`
	for _, c := range r.Cookies() {
		db.Query("SELECT " + c.Name) // want `proven`
	}
}

func path(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT " + r.PathValue("id"))                      // want `proven: path parameter "id"`
	db.Query("SELECT " + chi.URLParam(r, "id"))                  // want `proven: path parameter "id"`
	db.Query("SELECT " + chi.URLParamFromCtx(r.Context(), "id")) // want `proven`
}

type payload struct {
	Name  string
	Limit int
	Inner struct{ Sort string }
	Tags  []string
	Extra map[string]any
}

func decoded(w http.ResponseWriter, r *http.Request) {
	var p payload
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		return
	}
	db.Query("SELECT " + p.Name)                     // want `proven: field Name of the request's body`
	db.Query("SELECT " + p.Inner.Sort)               // want `proven`
	db.Query("SELECT " + p.Tags[0])                  // want `proven`
	db.Query(fmt.Sprintf("SELECT %v", p.Extra["a"])) // want `proven`
	db.Query(fmt.Sprintf("SELECT * FROM t LIMIT %d", p.Limit))
	db.Query(fmt.Sprintf("SELECT * FROM t LIMIT %v", p.Limit))
	db.Query("SELECT * FROM t WHERE a = ?", p.Name)
}

func unmarshalled(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	p := new(payload)
	if err := json.Unmarshal(data, p); err != nil {
		return
	}
	db.Query("SELECT " + p.Name) // want `proven`
	var x payload
	xml.Unmarshal(data, &x)
	db.Query("SELECT " + x.Name)       // want `proven`
	db.Query("SELECT " + string(data)) // want `proven`
}

func scanned(w http.ResponseWriter, r *http.Request) {
	s := bufio.NewScanner(r.Body)
	for s.Scan() {
		db.Query("SELECT " + s.Text()) // want `proven`
	}
	var a string
	fmt.Fscan(r.Body, &a)
	db.Query("SELECT " + a) // want `proven`
}

func helper(w http.ResponseWriter, r *http.Request) {
	var p payload
	if !decode(w, r, &p) {
		return
	}
	db.Query("SELECT " + p.Name) // want `proven`
	name := param(r, "name")
	db.Query("SELECT " + name) // want `proven`
}

func decode(w http.ResponseWriter, r *http.Request, v any) bool {
	return json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(v) == nil
}

func param(r *http.Request, name string) string { return r.URL.Query().Get(name) }

func decodeTo[T any](r *http.Request) (T, error) {
	var v T
	err := json.NewDecoder(r.Body).Decode(&v)
	return v, err
}

func genericHelper(w http.ResponseWriter, r *http.Request) {
	p, err := decodeTo[payload](r)
	if err != nil {
		return
	}
	db.Query("SELECT " + p.Name) // want `proven`
	db.Query(fmt.Sprintf("SELECT * FROM t LIMIT %d", p.Limit))
}

type key struct{}

func inContext(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(r.Context(), key{}, r.FormValue("a"))
	run(ctx)
}

func run(ctx context.Context) {
	a, _ := ctx.Value(key{}).(string)
	db.QueryContext(ctx, "SELECT * FROM t WHERE a = ?", a)
}

type server struct{}

// ServeHTTP makes the server a handler.
func (server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT " + r.FormValue("a")) // want `proven`
}

func handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		db.Query("SELECT " + r.FormValue("a")) // want `proven`
	})
}

// No requests: the environment, a file, an answer to a request of our own.

func environment() {
	db.Query(os.Getenv("QUERY"))
	schema, err := os.ReadFile("schema.sql")
	if err != nil {
		return
	}
	db.Exec(string(schema))
}

func outgoing(ctx context.Context) {
	req, err := http.NewRequestWithContext(ctx, "GET", "https://example.com/?q=1", nil)
	if err != nil {
		return
	}
	db.Query("SELECT * FROM t WHERE a = ?", req.URL.Query().Get("q"))
}

// From elsewhere, and put together with other text: nothing shows that it is
// safe, and nothing that a request decides it.

func assembled() {
	db.Query("SELECT * FROM " + os.Getenv("TABLE")) // want `unproven: the result of os.Getenv`
}

func stored(w http.ResponseWriter, r *http.Request) {
	var name string
	db.QueryRow("SELECT name FROM tables WHERE id = ?", r.FormValue("id")).Scan(&name)
	db.Query("SELECT * FROM " + name) // want `unproven: the result of`
}
