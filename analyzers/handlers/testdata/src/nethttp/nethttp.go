// Package nethttp is about handlers of the standard library.
package nethttp

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html/template"
	"io"
	"log"
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"
)

type User struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// < query limit integer
// < query verbose boolean
// < query after string
// > 200 json [{id:integer, name:string}]
func list(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	limit, _ := strconv.Atoi(q.Get("limit"))
	verbose, _ := strconv.ParseBool(q.Get("verbose"))
	_ = q.Get("after") + fmt.Sprint(limit, verbose)
	json.NewEncoder(w).Encode([]User{})
}

// < path id string(uuid) !
// > 200 json {id:integer, name:string}
// > 400 text
// > 404 text
func get(w http.ResponseWriter, r *http.Request) {
	id, err := uuid.Parse(r.PathValue("id"))
	if err != nil {
		http.Error(w, "bad", http.StatusBadRequest)
		return
	}
	if id == uuid.Nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(&User{})
}

// < header X-Tenant string
// < cookie session string
// < query page[] [string]
// > 204 none
func parts(w http.ResponseWriter, r *http.Request) {
	_ = r.Header.Get("X-Tenant")
	if c, err := r.Cookie("session"); err == nil {
		_ = c.Value
	}
	for _, p := range r.URL.Query()["page[]"] {
		_ = p
	}
	w.WriteHeader(http.StatusNoContent)
}

// < form age integer
// < form avatar string upload
// < form name string or query
// > 303 none
func form(w http.ResponseWriter, r *http.Request) {
	_ = r.FormValue("name")
	_, _ = strconv.Atoi(r.PostFormValue("age"))
	f, _, err := r.FormFile("avatar")
	if err == nil {
		f.Close()
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// < body json {id:integer, name:string}
// > 201 json {id:integer, name:string}
// > 400 text
func create(w http.ResponseWriter, r *http.Request) {
	var u User
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&u); err != nil {
		http.Error(w, "bad", 400)
		return
	}
	w.WriteHeader(http.StatusCreated)
	json.NewEncoder(w).Encode(u)
}

// < body json {name:string}
// > 200 json {id:integer, name:string}
// > 500 none
func unmarshal(w http.ResponseWriter, r *http.Request) {
	b, err := io.ReadAll(r.Body)
	if err != nil {
		w.WriteHeader(500)
		return
	}
	var in struct {
		Name string `json:"name"`
	}
	_ = json.Unmarshal(b, &in)
	out, _ := json.Marshal(User{})
	w.Write(out)
}

// < body json {id:integer, name:string} but id
// > 200 none
func rename(w http.ResponseWriter, r *http.Request) {
	u := User{}
	if err := json.NewDecoder(r.Body).Decode(&u); err != nil {
		return
	}
	func() { w.Header().Set("X-Name", u.Name) }()
}

// < body json {id:integer, name:string}
// > 200 none
func keptElsewhere(w http.ResponseWriter, r *http.Request) {
	var u User
	_ = json.NewDecoder(r.Body).Decode(&u)
	w.Header().Set("X-Name", u.Name)
	keep(&u)
}

// < body json {id:integer, name:string}
// > 200 none
func keptWhole(w http.ResponseWriter, r *http.Request) {
	var u User
	_ = json.NewDecoder(r.Body).Decode(&u)
	w.Header().Set("X-Name", u.Name)
	kept = u
}

var kept User

func keep(u *User) { kept = *u }

// What is written over before anybody looks at it was not taken from the request.
//
// < body json {id:integer, name:string} but id
// > 200 none
func owned(w http.ResponseWriter, r *http.Request) {
	var u User
	if err := json.NewDecoder(r.Body).Decode(&u); err != nil {
		return
	}
	u.ID = owner(r)
	keep(&u)
	kept = u
}

// < body json {id:integer, name:string, note:string} but id
// > 200 none
func ownedBelow(w http.ResponseWriter, r *http.Request) {
	var in struct {
		User
		Note string `json:"note"`
	}
	_ = json.NewDecoder(r.Body).Decode(&in)
	in.ID = owner(r)
	store(in)
}

// < body json {id:integer, name:string} but id
// > 200 none
func checkedThenOwned(w http.ResponseWriter, r *http.Request) {
	var u User
	_ = json.NewDecoder(r.Body).Decode(&u)
	if u.Name == "" {
		return
	}
	u.ID = owner(r)
	store(&u)
}

// < body json {id:integer, name:string}
// > 200 none
func ownedAtFirst(w http.ResponseWriter, r *http.Request) {
	u := User{ID: owner(r)}
	_ = json.NewDecoder(r.Body).Decode(&u)
	store(u)
}

// < body json {id:integer, name:string}
// > 200 none
func ownedTooLate(w http.ResponseWriter, r *http.Request) {
	var u User
	_ = json.NewDecoder(r.Body).Decode(&u)
	store(&u)
	u.ID = owner(r)
	store(&u)
}

// < body json {id:integer, name:string}
// > 200 none
func ownedAtTimes(w http.ResponseWriter, r *http.Request) {
	var u User
	_ = json.NewDecoder(r.Body).Decode(&u)
	if u.Name == "" {
		u.ID = owner(r)
	}
	store(&u)
}

// < body json {id:integer, name:string}
// > 200 none
func ownedInCopy(w http.ResponseWriter, r *http.Request) {
	var u User
	_ = json.NewDecoder(r.Body).Decode(&u)
	copied := u
	copied.ID = owner(r)
	store(u)
}

// What a function is given, and does not look at, is dropped there.
//
// < body json {id:integer, name:string} but id
// > 200 none
func dropped(w http.ResponseWriter, r *http.Request) {
	u := &User{}
	_ = json.NewDecoder(r.Body).Decode(u)
	store(named(u))
}

// < body json {id:integer, name:string} but id
// > 200 none
func droppedCopy(w http.ResponseWriter, r *http.Request) {
	u := User{}
	_ = json.NewDecoder(r.Body).Decode(&u)
	store(namedCopy(u))
}

// < body json {id:integer, name:string}
// > 200 none
func passedOn(w http.ResponseWriter, r *http.Request) {
	u := &User{}
	_ = json.NewDecoder(r.Body).Decode(u)
	store(further(u))
}

// < body json {id:integer, name:string}
// > 200 none
func asWellWhole(w http.ResponseWriter, r *http.Request) {
	u := &User{}
	_ = json.NewDecoder(r.Body).Decode(u)
	store(named(u))
	store(u)
}

// < body json {of:{id:integer, name:string}, note:string} but of.id
// > 200 none
func droppedBelow(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Of   User   `json:"of"`
		Note string `json:"note"`
	}
	_ = json.NewDecoder(r.Body).Decode(&in)
	store(in.Note + named(&in.Of))
}

func named(u *User) string { return "<" + u.Name + ">" }

func namedCopy(u User) string {
	show := func() string { return u.Name }
	return "<" + show() + ">"
}

func further(u *User) any {
	if u.Name == "" {
		return nil
	}
	return u
}

func owner(r *http.Request) int { return len(r.URL.Path) }

func store(v any) { log.Print(v) }

// < body json {id:integer, name:string}
// > 200 none
func decodedTwice(w http.ResponseWriter, r *http.Request) {
	var u, v User
	_ = json.NewDecoder(r.Body).Decode(&u)
	_ = json.NewDecoder(r.Body).Decode(&v)
	w.Header().Set("X-Name", u.Name)
	w.Header().Set("X-Id", strconv.Itoa(v.ID))
}

// < body xml unknown
// > 200 xml
func asXML(w http.ResponseWriter, r *http.Request) {
	var u User
	_ = xml.NewDecoder(r.Body).Decode(&u)
	_ = xml.NewEncoder(w).Encode(u)
}

// > 200 text
// > 500 unknown
func plain(w http.ResponseWriter, r *http.Request) {
	if r.Method == "" {
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprintln(w, "no")
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	fmt.Fprintf(w, "yes %s", r.Method)
}

var page = template.Must(template.New("p").Parse("{{.}}"))

// > 200 html
func html(w http.ResponseWriter, r *http.Request) { _ = page.Execute(w, User{}) }

// > 200 binary
func copied(w http.ResponseWriter, r *http.Request) { _, _ = io.Copy(w, bytes.NewReader(nil)) }

// > 200 binary
// open response
func file(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, "x") }

// > 200 json {id:integer, name:string}
// > 404 json {error:string}
func statusByVariable(w http.ResponseWriter, r *http.Request) {
	status, body := http.StatusOK, any(User{})
	if r.Method == "" {
		w.WriteHeader(404)
		_ = json.NewEncoder(w).Encode(map[string]string{"error": "x"})
		return
	}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

// > 200 none
// > 409 none
func eitherStatus(w http.ResponseWriter, r *http.Request) {
	status := 200
	if r.Method == "" {
		status = 409
	}
	w.WriteHeader(status)
}

// > 0 none
// open response
func statusUnknown(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi("1")
	w.WriteHeader(n)
}

// > 200 json {id:integer, name:string}
func buffered(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	_ = json.NewEncoder(&buf).Encode(User{})
	_, _ = w.Write(buf.Bytes())
}

// > 200 json unknown
func typedBytes(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write([]byte(`{"a":1}`))
}

// > 202 json {id:integer, name:string}
func byLiteral(w http.ResponseWriter, r *http.Request) {
	respond := func(code int, v any) {
		w.WriteHeader(code)
		_ = json.NewEncoder(w).Encode(v)
	}
	respond(202, User{})
}

// of $1
// < query at string
// > 200 json {id:integer, name:string}
// > 418 text
func factory(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := time.Parse(time.RFC3339, r.URL.Query().Get("at")); err != nil {
			http.Error(w, name, http.StatusTeapot)
			return
		}
		_ = json.NewEncoder(w).Encode(User{Name: name})
	}
}

type server struct{}

// < body json {id:integer, name:string}
// > 200 json {id:integer, name:string}
// > 422 text
func (s *server) put(w http.ResponseWriter, r *http.Request) {
	u, ok := s.decode(w, r)
	if !ok {
		return
	}
	_ = json.NewEncoder(w).Encode(u)
}

func (s *server) decode(w http.ResponseWriter, r *http.Request) (*User, bool) {
	u := new(User)
	if err := json.NewDecoder(r.Body).Decode(u); err != nil {
		http.Error(w, "x", 422)
		return nil, false
	}
	return u, true
}

// > 401 text
// > 403 none
func checked(w http.ResponseWriter, r *http.Request) {
	if err := deny(w, r); err != nil {
		return
	}
	w.WriteHeader(403)
}

func deny(w http.ResponseWriter, r *http.Request) error {
	if r.Method == "" {
		http.Error(w, "x", 401)
		return fmt.Errorf("no")
	}
	return nil
}

// > 200 text
// > 500 text
func recovered(w http.ResponseWriter, r *http.Request) {
	if !abort(w, r.Context().Err()) {
		return
	}
	_, _ = io.WriteString(w, "ok")
}

func abort(w http.ResponseWriter, err error) bool {
	if err != nil {
		http.Error(w, "x", 500)
	}
	return err == nil
}

// open request
// open response
func handedOn(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) }

var next http.Handler

// A server's implied answer.
//
// > 200 none
// < query x string
func implied(w http.ResponseWriter, r *http.Request) { _ = r.URL.Query().Get("x") }

// < query name string
// > 200 none
// open request
func nameUnknown(w http.ResponseWriter, r *http.Request) {
	_ = r.URL.Query().Get("name")
	_ = r.URL.Query().Get(r.Method)
	w.WriteHeader(200)
}

// < query limit integer
// < query order string
// > 200 text
// > 400 text
func filtered(w http.ResponseWriter, r *http.Request) {
	limit, order, err := filters(w, r)
	if err != nil {
		return
	}
	http.Error(w, order+strconv.Itoa(limit), 200)
}

func filters(w http.ResponseWriter, r *http.Request) (limit int, order string, err error) {
	if _, ok := r.URL.Query()["limit"]; ok {
		limit, err = strconv.Atoi(r.URL.Query().Get("limit"))
		if err != nil {
			http.Error(w, "x", 400)
			return limit, order, err
		}
	}
	if order = r.URL.Query().Get("order"); order == "x" {
		err = fmt.Errorf("x")
		http.Error(w, "x", 400)
		return limit, order, err
	}
	return limit, order, err
}

// > 200 json {id:integer, name:string}
func shared(w http.ResponseWriter, r *http.Request) { render(w, 200, User{}) }

// > 201 json {id:integer, name:string}
func sharedCreated(w http.ResponseWriter, r *http.Request) { render(w, 201, User{}) }

// > 204 none
func sharedEmpty(w http.ResponseWriter, r *http.Request) { render(w, 204, nil) }

func render(w http.ResponseWriter, status int, v any) {
	if status == http.StatusCreated {
		w.WriteHeader(http.StatusCreated)
		_ = json.NewEncoder(w).Encode(v)
		return
	}
	w.WriteHeader(status)
	if v != nil {
		_ = json.NewEncoder(w).Encode(v)
	}
}

// < path id string !
// > 200 none
func older(w http.ResponseWriter, r *http.Request) { _ = r.URL.Query().Get(":id") }
