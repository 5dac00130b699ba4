package main

import (
	"context"
	"net/http"
)

type byUser struct{}

// left leaves who is calling, where that is known.
func (s *server) left(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if u, err := s.find(r.Header.Get("Authorization")); err == nil {
			r = r.WithContext(context.WithValue(r.Context(), byUser{}, u))
		}
		next.ServeHTTP(w, r)
	})
}

func userOf(ctx context.Context) (*user, bool) {
	u, ok := ctx.Value(byUser{}).(*user)
	return u, ok
}

// mustUser comes back with who is calling.
func mustUser(ctx context.Context) *user {
	u, ok := userOf(ctx)
	if !ok {
		panic(unauthorized{})
	}
	return u
}

func named(w http.ResponseWriter, r *http.Request) {
	_, _ = w.Write([]byte(mustUser(r.Context()).name))
}

// sometimes asks some alone.
func sometimes(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("edit") != "" {
		_ = mustUser(r.Context())
	}
	_, _ = w.Write([]byte("something"))
}

func (s *server) inContexts(mux *http.ServeMux) {
	mux.Handle("GET /left/named", recovers(s.left(http.HandlerFunc(named))))         // route GET /left/named required recover=present
	mux.Handle("GET /left/sometimes", recovers(s.left(http.HandlerFunc(sometimes)))) // route GET /left/sometimes optional recover=present
}
