package api

import (
	"database/sql"
	"errors"
	"net/http"

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
	if !auth.PasswordMatches(r.PostForm.Get("password"), account.Salt, account.Hash) {
		http.Error(w, "wrong address or password", http.StatusUnauthorized)
		return
	}
	token, err := s.Tokens.Issue(account.Email, account.Admin)
	s.respond(w, map[string]string{"token": token}, err)
}
