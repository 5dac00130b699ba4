// Command verifiers hands whole requests to what checks them behind an
// interface: what that asks for is seen where the program is put together.
package main

import (
	"net/http"

	"corpus/verifiers/keys"
)

// verifier is asked about requests.
type verifier interface {
	Verify(r *http.Request) (string, error)
}

// sizer is handed the request as well.
type sizer interface {
	Fits(r *http.Request) error
}

// sized leaves it to the sizer, which looks at no credential.
func sized(s sizer, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := s.Fits(r); err != nil {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// teller is asked about what it is given of one.
type teller interface {
	Knows(key string) bool
}

type gate struct {
	checks verifier
	knows  teller
}

// handed leaves it to the verifier what of the request it looks at.
func (g gate) handed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := g.checks.Verify(r); err != nil {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// told asks about the key, which it reads itself.
func (g gate) told(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.knows.Knows(r.Header.Get("X-Api-Key")) {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// asked asks about the page, which is no credential.
func (g gate) asked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.knows.Knows(r.URL.Query().Get("page")) {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }

func main() {
	store := keys.Store{}
	g := gate{checks: store, knows: store}
	mux := http.NewServeMux()
	mux.Handle("GET /handed", g.handed(http.HandlerFunc(answer)))
	mux.Handle("GET /sized", sized(store, http.HandlerFunc(answer))) // want "proven: GET /sized is registered without authentication"
	mux.Handle("GET /told", g.told(http.HandlerFunc(answer)))
	mux.Handle("GET /asked", g.asked(http.HandlerFunc(answer))) // want "proven: GET /asked is registered without authentication"
	panic(http.ListenAndServe(":80", mux))
}
