// Package web has the pages.
package web

import (
	"net/http"
	"net/url"

	"corpus/login/safe"
)

// Sessions keep where somebody came from.
type Sessions interface {
	Put(id, target string)
	Target(id string) string
}

// Server has the handlers.
type Server struct{ sessions Sessions }

// New returns a server.
func New(s Sessions) *Server { return &Server{s} }

func (s *Server) to(w http.ResponseWriter, r *http.Request, target string) {
	http.Redirect(w, r, target, http.StatusSeeOther) // want `proven: form value "next" of the request`
}

// Login shows the form.
func (s *Server) Login(w http.ResponseWriter, r *http.Request) {
	s.to(w, r, "/form?next="+url.QueryEscape(r.FormValue("next")))
}

// Submit goes on to where the form says.
func (s *Server) Submit(w http.ResponseWriter, r *http.Request) {
	s.to(w, r, r.FormValue("next"))
}

// Logout goes on to where it is safe.
func (s *Server) Logout(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, safe.Target(r.FormValue("next")), http.StatusSeeOther)
}

// Callback goes on to what the session keeps.
func (s *Server) Callback(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, s.sessions.Target(r.FormValue("state")), http.StatusSeeOther)
}

// Start goes on to what was checked.
func (s *Server) Start(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if err := safe.Check(next); err != nil {
		http.Error(w, "no such target", http.StatusBadRequest)
		return
	}
	s.sessions.Put(r.FormValue("state"), next)
	http.Redirect(w, r, next, http.StatusSeeOther)
}

// Old goes on as a helper says that sends clients anywhere.
func (s *Server) Old(w http.ResponseWriter, r *http.Request) {
	safe.Send(w, r, r.URL.Query().Get("old"))
}
