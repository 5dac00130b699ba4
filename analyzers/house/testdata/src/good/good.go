// Package good looks like what the rules are about and keeps to them.
package good

import (
	"crypto/md5"
	"crypto/sha256"
	"crypto/tls"
	"fmt"
	"net/http"
	"time"

	"corpus/good/lib"
)

// Constants of a package are no calls of it.
const size = md5.Size

func sum(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) }

func method(s *lib.Session) {
	s.Open("prod")
	s.Open(fmt.Sprint("debug"))
}

// A method of the same name is another one.
type other struct{}

func (other) Open(mode string) {}

func same(o other) { o.Open("debug") }

func constants(s *lib.Session, list []any) {
	s.Run("SELECT 1", "a")
	s.Run("SELECT 1", list...)
	s.Run("SELECT 1")
}

// A variable that is given constants alone is as good as one.
func chosen(s *lib.Session, all bool) {
	name := "a"
	if all {
		name = "b"
	}
	s.Run("SELECT 1", name)
	s.Run("SELECT 1", name+"_id")
	s.Run("SELECT 1", kind)
}

var kind = "c"

func typed(s *lib.Session, u lib.User) { s.Print(u.Name) }

func secure() *tls.Config {
	c := &tls.Config{InsecureSkipVerify: false, MinVersion: tls.VersionTLS13}
	c.InsecureSkipVerify = false
	return c
}

func later() *tls.Config {
	c := &tls.Config{ServerName: "shop"}
	c.MinVersion = tls.VersionTLS13
	return c
}

func server() *http.Server {
	s := http.Server{Addr: ":1"}
	s.ReadHeaderTimeout = time.Second
	return &s
}

type OrderRequest struct {
	ID       string `json:"id"`
	internal string
	Skipped  string `json:"-"`
}

// A struct of another name is not meant.
type Row struct {
	Owner string
}

type Account struct {
	Password lib.Secret `json:"-"`
	Name     string     `json:"name"`
}

func remove(w http.ResponseWriter, r *http.Request) {
	if !lib.May(r) {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	lib.Delete(r.FormValue("id"))
}

// Every way of a helper checks, so that whoever calls it has.
func guarded(w http.ResponseWriter, r *http.Request) {
	if !check(w, r) {
		return
	}
	wipe(r.FormValue("id"))
}

func check(w http.ResponseWriter, r *http.Request) bool {
	ok := lib.May(r)
	if !ok {
		http.Error(w, "no", http.StatusForbidden)
	}
	return ok
}

func wipe(id string) { lib.Delete(id) }

// Nobody calls it, and no request comes here.
func unused() { lib.Delete("1") }

// A literal that is made behind the check runs behind it.
func inside(w http.ResponseWriter, r *http.Request) {
	if !lib.May(r) {
		return
	}
	each(func(id string) { lib.Delete(id) })
	each(wipe)
	go func() { lib.Delete(r.FormValue("id")) }()
}

// A table is no call.
var steps = map[string]func(string){"wipe": wipe, "delete": func(id string) { lib.Delete(id) }}

func each(do func(string)) { do("1") }

// One way ends in a panic, and the others check.
func strict(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "DELETE":
		if !lib.May(r) {
			return
		}
	default:
		if !lib.May(r) {
			return
		}
	}
	lib.Delete("1")
}

func traced(w http.ResponseWriter, r *http.Request) {
	defer lib.Trace(r)
	if r.Method == "GET" {
		return
	}
	fmt.Fprintln(w, "ok")
}

// A middleware is no handler: the one that it stands around has to do it.
func around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
	})
}
