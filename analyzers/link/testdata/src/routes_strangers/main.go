// Command routes_strangers has pages that are for strangers: who is known is sent
// elsewhere, or turned away. That keeps nobody out who brings no credential.
package main

import (
	"net/http"
	"os"

	"github.com/gorilla/sessions"

	"corpus/routes_strangers/session"
)

type books interface{ Save(title string) error }

type app struct {
	store *sessions.CookieStore
	books books
}

func (a *app) user(r *http.Request) (*session.User, error) {
	s, err := a.store.Get(r, "session")
	if err != nil {
		return nil, err
	}
	u, _ := s.Values["user"].(session.User)
	return &u, nil
}

func (a *app) known(r *http.Request) bool {
	s, _ := a.store.Get(r, "session")
	name, _ := s.Values["name"].(string)
	return name != ""
}

func answer(w http.ResponseWriter) { _, _ = w.Write([]byte(os.Getenv("DATA"))) }

func main() {
	a := &app{store: sessions.NewCookieStore([]byte(os.Getenv("KEY")))}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /strangers", a.strangers)                  // route GET /strangers none
	mux.HandleFunc("GET /members", a.members)                      // route GET /members required
	mux.HandleFunc("GET /here", a.here)                            // route GET /here required
	mux.HandleFunc("GET /away", a.away)                            // route GET /away none
	mux.HandleFunc("GET /twice", a.twice)                          // route GET /twice required
	mux.HandleFunc("GET /login", a.login)                          // route GET /login none
	mux.HandleFunc("GET /account", a.account)                      // route GET /account required
	mux.HandleFunc("POST /save", a.save)                           // route POST /save required
	mux.Handle("GET /guests/", a.guests(http.HandlerFunc(data)))   // route GET /guests/{path...} none
	mux.Handle("GET /private/", a.private(http.HandlerFunc(data))) // route GET /private/{path...} required
	shares(mux)
	_ = http.ListenAndServe(":80", mux)
}

// save works for members, and sends them on.
func (a *app) save(w http.ResponseWriter, r *http.Request) {
	if a.known(r) {
		_ = a.books.Save(r.FormValue("title"))
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	answer(w)
}

func data(w http.ResponseWriter, _ *http.Request) { answer(w) }

func (a *app) strangers(w http.ResponseWriter, r *http.Request) {
	u, err := a.user(r)
	if err != nil {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	if !u.Stranger() {
		http.Error(w, "you are known", http.StatusForbidden)
		return
	}
	if err := a.books.Save(r.FormValue("title")); err != nil {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	answer(w)
}

func (a *app) members(w http.ResponseWriter, r *http.Request) {
	u, err := a.user(r)
	if err != nil || u.Stranger() {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	answer(w)
}

func (a *app) here(w http.ResponseWriter, r *http.Request) {
	u, err := a.user(r)
	if err != nil || !u.Here() {
		http.Error(w, "no", http.StatusUnauthorized)
		return
	}
	answer(w)
}

func (a *app) away(w http.ResponseWriter, r *http.Request) {
	u, err := a.user(r)
	if err == nil && u.Here() {
		http.Error(w, "you are known", http.StatusForbidden)
		return
	}
	answer(w)
}

func (a *app) twice(w http.ResponseWriter, r *http.Request) {
	u, err := a.user(r)
	if err != nil || !u.Twice() {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	answer(w)
}

func (a *app) login(w http.ResponseWriter, r *http.Request) {
	if a.known(r) {
		http.Redirect(w, r, "/", http.StatusFound)
		return
	}
	answer(w)
}

func (a *app) account(w http.ResponseWriter, r *http.Request) {
	if !a.known(r) {
		http.Redirect(w, r, "/login", http.StatusFound)
		return
	}
	answer(w)
}

func (a *app) guests(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if a.known(r) {
			http.Redirect(w, r, "/", http.StatusFound)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (a *app) private(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u, err := a.user(r)
		if err != nil {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		if u.Stranger() {
			http.Redirect(w, r, "/login", http.StatusFound)
			return
		}
		next.ServeHTTP(w, r)
	})
}
