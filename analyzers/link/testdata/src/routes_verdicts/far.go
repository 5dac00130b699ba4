package main

import (
	"net/http"

	"corpus/routes_verdicts/access"
)

// far asks helpers of another package.
func far(mux *http.ServeMux) {
	t := access.Tokens{}
	h := http.HandlerFunc(answer)
	mux.Handle("GET /far/strict", byFarStatus(t, h))   // route GET /far/strict required
	mux.Handle("GET /far/open", byFarOpen(t, h))       // route GET /far/open optional
	mux.Handle("GET /far/problem", byFarProblem(t, h)) // route GET /far/problem required
	mux.Handle("GET /far/must", byFarMust(t, h))       // route GET /far/must required
}

func byFarStatus(t access.Tokens, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if code := t.Status(r); code != 0 {
			w.WriteHeader(code)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func byFarOpen(t access.Tokens, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if code := t.Open(r); code != 0 {
			w.WriteHeader(code)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func byFarProblem(t access.Tokens, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p := t.Check(r); p != nil {
			http.Error(w, p.Error(), p.Code)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func byFarMust(t access.Tokens, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t.Must(r)
		next.ServeHTTP(w, r)
	})
}
