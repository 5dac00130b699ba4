package main

import (
	"context"
	"net/http"
)

// A failure is left where a user would be.
type failure struct{ text string }

func (f *failure) Error() string { return f.text }

// orFailure leaves what went wrong for those whom it does not know.
func (a *app) orFailure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := r.Header.Get("Authorization")
		if token == "" {
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ctxKey{}, &failure{"no token"})))
			return
		}
		u, err := a.db.ByToken(token)
		if err != nil {
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ctxKey{}, &failure{token + ": " + err.Error()})))
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ctxKey{}, u)))
	})
}

func noFailure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, failed := r.Context().Value(ctxKey{}).(*failure); failed {
			http.Redirect(w, r, "/login", http.StatusTemporaryRedirect)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func something(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Context().Value(ctxKey{}) == nil {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// only lets those by who have a role: whether a guest does is not known here.
func only(role Role) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if userOf(r).Role != role {
				http.Error(w, "no", http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func (a *app) failures(mux *http.ServeMux, d http.Handler) {
	mux.Handle("GET /failure", a.orFailure(d))                   // route GET /failure optional
	mux.Handle("GET /failure/type", a.orFailure(isUser(d)))      // route GET /failure/type required
	mux.Handle("GET /failure/failed", a.orFailure(noFailure(d))) // route GET /failure/failed required
	mux.Handle("GET /failure/there", a.orFailure(something(d)))  // route GET /failure/there optional
	mux.Handle("GET /guest/role", a.orGuest(only(Guest)(d)))     // route GET /guest/role unknown authz=present
}
