// Package bad holds what the rules of the test's policy forbid, and lacks what
// they ask for.
package bad

import (
	"crypto/md5"
	"crypto/tls"
	"fmt"
	"net/http"
	"os/exec" // want "os/exec is imported, which the policy forbids"
	"time"

	"corpus/bad/lib"
)

func sum(text string) string {
	return fmt.Sprintf("%x", md5.Sum([]byte(text))) // want "md5.Sum is called: use SHA-256"
}

// A function that is handed on is called by someone.
func hashes() []any {
	return []any{md5.New} // want "md5.New is called: use SHA-256"
}

func method(s *lib.Session) {
	s.Open("debug") // want "lib.Session.Open is called with argument 0 that matches \\^debug, which the policy forbids"
	s.Open(mode)    // want "lib.Session.Open is called with argument 0 that matches \\^debug, which the policy forbids"
}

const mode = "debug-" + "all"

// Of an embedded struct the method is the same.
type page struct{ lib.Session }

func promoted(p *page) { p.Open("debug") } // want "lib.Session.Open is called with argument 0 that matches"

func computed(s *lib.Session, table string) {
	s.Run("SELECT 1", table)      // want "lib.Session.Run is called with argument 1 computed"
	s.Run("SELECT 1", "a", table) // want "lib.Session.Run is called with argument 1 \"a\" and argument 2 computed, which"
}

// What a variable can be counts, and one that is put together is no constant.
func chosen(s *lib.Session, all bool, names []string) {
	mode := "prod"
	if all {
		mode = "debug"
	}
	s.Open(mode) // want "lib.Session.Open is called with argument 0 that matches"
	name := "a"
	name += "b"
	s.Run("SELECT 1", name) // want "lib.Session.Run is called with argument 1 computed"
	for _, name := range names {
		s.Run("SELECT 1", name) // want "lib.Session.Run is called with argument 1 computed"
	}
	other := "c"
	fill(&other)
	s.Run("SELECT 1", other) // want "lib.Session.Run is called with argument 1 computed"
	s.Run("SELECT 1", Kind)  // want "lib.Session.Run is called with argument 1 computed"
}

func fill(text *string) {}

var Kind = "d"

func generic() {
	lib.Map[int]([]int{1})    // want "lib.Map is called"
	lib.Map([]string{"text"}) // want "lib.Map is called"
}

func typed(s *lib.Session, u lib.User) {
	s.Print(u)  // want "lib.Session.Print is called with an argument of the type lib.User"
	s.Print(&u) // want "lib.Session.Print is called with an argument of the type lib.User"
}

func nothing(s *lib.Session) {
	s.Print(nil) // want "lib.Session.Print is called with argument 0 nil"
}

func behind(s lib.Opener) { s.Close() } // want "lib.Opener.Close is called"

func all() { lib.Legacy{}.Old() } // want "lib.Legacy.Old is called" "lib.Legacy is used, which the policy forbids"

func stop() { panic("no") } // want "panic is called"

func insecure() *tls.Config {
	c := &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS12} // want "tls.Config.InsecureSkipVerify is set to true, which the policy forbids"
	c.InsecureSkipVerify = true                                              // want "tls.Config.InsecureSkipVerify is set to true, which the policy forbids"
	return c
}

func noVersion() *tls.Config {
	return &tls.Config{ServerName: "shop"} // want "tls.Config.MinVersion is not set, and the policy asks for it"
}

func servers() []*http.Server {
	return []*http.Server{
		{Addr: ":1", ReadHeaderTimeout: time.Second},
		{Addr: ":2"}, // want "http.Server.ReadHeaderTimeout is not set"
	}
}

var old lib.Legacy // want "lib.Legacy is used, which the policy forbids"

type OrderRequest struct {
	ID    string `json:"id"`
	Owner string // want "OrderRequest.Owner has no tag json, and the policy asks for one"
	Items []struct {
		Count int // want "OrderRequest.Count has no tag json"
	} `json:"items"`
	CamelCase string `json:"camelCase"` // want "OrderRequest.CamelCase has the tag json:\"camelCase\", which the policy forbids"
}

type Account struct {
	Password lib.Secret `json:"password"` // want "Account.Password has the tag json:\"password\", which the policy forbids"
}

// The way through else checks nothing.
func remove(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("soft") == "" {
		if !lib.May(r) {
			return
		}
	}
	lib.Delete(r.FormValue("id")) // want "lib.Delete is called on a way through bad.remove on which lib.May is not, and the policy asks for that first"
}

// What a helper does is done by who calls it.
func purge(w http.ResponseWriter, r *http.Request) { wipe(r.FormValue("id")) }

func wipe(id string) {
	lib.Delete(id) // want "lib.Delete is called on a way through bad.purge"
}

// A check in a goroutine, or one that is deferred, comes too late.
func late(w http.ResponseWriter, r *http.Request) {
	go lib.May(r)
	defer lib.May(r)
	lib.Delete("1") // want "lib.Delete is called on a way through bad.late"
}

var table = map[string]http.HandlerFunc{
	"/inline": func(w http.ResponseWriter, r *http.Request) {
		lib.Delete("2") // want "lib.Delete is called on a way through"
	},
}

func background(w http.ResponseWriter, r *http.Request) { // want "bad.background can end without a call of lib.Trace or"
	go func() {
		lib.Delete("3") // want "lib.Delete is called on a way through bad.background"
	}()
}

func quiet(w http.ResponseWriter, r *http.Request) { // want "bad.quiet can end without a call of lib.Trace, which the policy asks for" "bad.quiet can end without a call of lib.Trace or lib.May or lib.Delete or http.Error"
	if r.Method == "GET" {
		return
	}
	lib.Trace(r)
}

var _ = exec.Command
