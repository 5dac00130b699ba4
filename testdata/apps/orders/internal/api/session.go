package api

import (
	"database/sql"
	"errors"
	"net/http"
	"strings"

	"example.com/orders/internal/auth"
)

// login answers a form with address and password by a token. A form is limited
// by net/http itself.
func (s *Server) login(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, "expected a form", http.StatusBadRequest)
		return
	}
	account, err := s.Customers.Account(r.Context(), r.PostForm.Get("email"))
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		s.fail(w, err)
		return
	}
	password := r.PostForm.Get("password")
	if !auth.PasswordMatches(password, account.Salt, account.Hash) {
		s.Log.Info("login failed", "known", err == nil, "password", password)
		http.Error(w, "wrong address or password", http.StatusUnauthorized)
		return
	}
	token, err := s.Tokens.Issue(account.Email, account.Admin)
	s.respond(w, map[string]string{"token": token}, err)
}

// leave ends a session in the browser and goes where the link says.
func (s *Server) leave(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Clear-Site-Data", `"cookies", "storage"`)
	http.Redirect(w, r, r.URL.Query().Get("next"), http.StatusSeeOther)
}

// resume goes to the page of ours on which somebody had to log in.
func (s *Server) resume(w http.ResponseWriter, r *http.Request) {
	next := r.URL.Query().Get("next")
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.HasPrefix(next, "/\\") {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
}
