package chi_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// mark appends to a response header, so that the chain can be read back.
func mark(name string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Add("Chain", name)
			next.ServeHTTP(w, r)
		})
	}
}

func show(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, name, " ", chi.URLParam(r, "id"))
	}
}

func TestRouting(t *testing.T) {
	admin := chi.NewRouter()
	admin.Get("/stats", show("stats"))

	r := chi.NewRouter()
	r.Use(mark("root"), middleware.GetHead)
	r.Get("/", show("index"))
	r.Group(func(r chi.Router) {
		r.Use(mark("group"))
		r.With(mark("with")).Get("/orders/{id}", show("order"))
		r.Route("/users", func(r chi.Router) {
			r.Use(mark("users"))
			r.Post("/", show("create"))
			r.Get("/{id}", show("user"))
		})
	})
	r.Mount("/admin", admin)

	tests := []struct {
		method, path string
		code         int
		body, chain  string
	}{
		{"GET", "/", 200, "index ", "[root]"},
		{"GET", "/orders/7", 200, "order 7", "[root group with]"},
		{"HEAD", "/orders/7", 200, "order 7", "[root group with]"},
		{"POST", "/orders/7", 405, "", "[root]"},
		{"POST", "/users", 200, "create ", "[root group users]"},
		{"GET", "/users/3", 200, "user 3", "[root group users]"},
		{"GET", "/admin/stats", 200, "stats ", "[root]"},
		{"GET", "/orders/7/lines", 404, "404 page not found\n", "[root]"},
	}
	for _, tt := range tests {
		t.Run(tt.method+tt.path, func(t *testing.T) {
			w := httptest.NewRecorder()
			r.ServeHTTP(w, httptest.NewRequest(tt.method, tt.path, nil))
			if w.Code != tt.code || w.Body.String() != tt.body {
				t.Errorf("got %d %q, want %d %q", w.Code, w.Body, tt.code, tt.body)
			}
			if chain := fmt.Sprint(w.Header()["Chain"]); chain != tt.chain {
				t.Errorf("chain %s, want %s", chain, tt.chain)
			}
		})
	}
}
