// Package web registers what the guards of package auth stand before.
package web

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"

	"github.com/go-chi/chi/v5"

	"corpus/proofs/auth"
)

var orders []string

func list(w http.ResponseWriter, _ *http.Request) { json.NewEncoder(w).Encode(orders) }

// Server holds the guards.
type Server struct {
	Config   *auth.Config
	Tokens   *auth.Tokens
	Rows     *auth.Rows
	Provider *auth.Provider
	Cookies  *auth.Cookies
	guard    func(http.Handler) http.Handler
}

// whoever returns the guard that the configuration asks for.
func (s *Server) whoever() func(http.Handler) http.Handler {
	switch os.Getenv("AUTH") {
	case "session":
		return auth.Session(s.Config.Sessions)
	case "basic":
		return auth.Basic(s.Config.Sessions)
	}
	return s.Tokens.Require
}

// ifWanted returns one that does nothing where none is asked for.
func (s *Server) ifWanted() func(http.Handler) http.Handler {
	if os.Getenv("AUTH") == "" { // want "hint: what requires authentication of 1 of the routes .* GET /wanted, is switched off where"
		return func(next http.Handler) http.Handler { return next }
	}
	return s.Tokens.Require
}

// current is what handlers ask.
func (s *Server) current(w http.ResponseWriter, r *http.Request) (*auth.User, bool) {
	u := auth.UserFrom(r.Context())
	if u == nil {
		http.Error(w, "log in", http.StatusUnauthorized)
		return nil, false
	}
	return u, true
}

func (s *Server) mine(w http.ResponseWriter, r *http.Request) {
	u, ok := s.current(w, r)
	if !ok {
		return
	}
	json.NewEncoder(w).Encode(u)
}

// bodied checks the credential that its body holds.
func (s *Server) bodied(w http.ResponseWriter, r *http.Request) {
	var in struct{ Name, Password, Order string }
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1000)).Decode(&in); err != nil {
		http.Error(w, "bad body", http.StatusBadRequest)
		return
	}
	if !s.Config.Sessions.Valid(in.Name, in.Password) {
		http.Error(w, "wrong password", http.StatusUnauthorized)
		return
	}
	orders = append(orders, in.Order)
}

// hook checks the signature itself.
func (s *Server) hook(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Gitlab-Token") != string(s.Config.Secret) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	orders = append(orders, r.FormValue("order"))
}

// hooked takes what anyone sends.
func (s *Server) hooked(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Gitlab-Event") != "push" {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	orders = append(orders, r.FormValue("order"))
}

// Routes registers them.
func (s *Server) Routes() http.Handler {
	r := chi.NewRouter()
	s.guard = s.Tokens.Require

	r.With(auth.RequireKey(*s.Config)).Get("/key", list)
	r.With(auth.KeyUnlessOff(s.Config)).Get("/key/off", list)
	r.With(auth.KeyAtTimes(s.Config)).Get("/key/times", list)
	r.With(s.Tokens.Require).Get("/tokens", list)
	r.With(s.Tokens.Recognise).Get("/recognised", list)                                    // want "unproven: GET /recognised can be called without"
	r.With(s.Tokens.RejectWrong).Get("/wrong", list)                                       // want "unproven: GET /wrong can be called without"
	r.With(auth.Verify(s.Tokens, auth.FromHeader, auth.FromCookie)).Get("/verified", list) // want "unproven: GET /verified can be called without"
	r.With(auth.Verify(s.Tokens, auth.FromHeader, auth.FromCookie), auth.Accepted).Get("/accepted", list)
	r.With(auth.Verify(s.Tokens, auth.FromHeader), auth.Accepted, auth.Admins).Get("/accepted/admins", list)
	r.With(auth.Basic(s.Config.Sessions)).Get("/basic", list)
	r.With(auth.Session(s.Config.Sessions)).Get("/session", list)
	r.With(s.Rows.Require).Get("/rows", list)
	r.With(auth.Signed(s.Config.Secret)).Post("/signed", list)
	r.With(auth.Certified).Get("/certified", list)
	r.Get("/provider", s.Provider.Wrap(list))
	r.With(s.Cookies.Require).Get("/cookies", list)
	r.With(s.Cookies.Load).Get("/loaded", list) // want "(unproven|proven): GET /loaded "
	r.With(s.Tokens.Require, auth.Admins).Get("/admins", list)
	r.With(s.Tokens.Recognise, auth.Admins).Get("/recognised/admins", list)
	r.With(auth.New(auth.Options{Extract: auth.FromHeader, Check: find})).Get("/options", list)
	r.With(auth.Build(s.Tokens).Role("admin").Handler).Get("/built", list)
	r.With(s.guard).Get("/field", list)
	r.With(s.whoever()).Get("/whoever", list)
	r.With(s.ifWanted()).Get("/wanted", list)
	r.Get("/listed/open", list) // want "proven: GET /listed/open is registered without"

	r.Get("/mine/nobody", s.mine) // want "hint: whether GET /mine/nobody requires"
	r.With(s.Tokens.Recognise).Get("/mine", s.mine)
	r.Post("/bodied", s.bodied)
	r.Post("/hook", s.hook)
	r.Post("/hooked", s.hooked) // want "proven: POST /hooked is registered without"

	r.Group(func(r chi.Router) {
		r.Use(s.Tokens.Listed)
		r.Get("/listed/data", list)
		r.Get("/listed/too", list) // want "unproven: GET /listed/too is registered without authentication: .*Listed lets it by"
		r.Get("/listed/static/{name}", list)
	})
	return r
}

func find(token string) (*auth.User, error) {
	if !strings.HasPrefix(token, "t_") {
		return nil, auth.ErrStranger
	}
	return &auth.User{Name: token}, nil
}
