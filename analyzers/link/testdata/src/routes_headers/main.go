// Command routes_headers asks helpers about the headers of its requests: they are not
// given the request, and only who calls them knows whose the headers are.
package main

import (
	"net/http"
	"os"

	"corpus/routes_headers/token"
)

func answer(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("something")) }

type gate struct{ *token.Keeper }

func (g gate) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := g.User(r.Header); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g gate) keyed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.Has(r.Header) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g gate) checked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := g.Check(r.Header); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g gate) lax(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := g.Lax(r.Header); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g gate) json(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := g.JSON(r.Header); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g gate) either(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.Either(r.Header) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g gate) guest(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := g.Guest(r.Header); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g gate) given(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := g.Given(r.Header); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g gate) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := g.Recovered(r.Header); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g gate) switched(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := g.Switched(r.Header); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// asked goes by the headers of another service's answer.
func (g gate) asked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		resp, err := http.Get("https://other.example.org/")
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		if err := g.Check(resp.Header); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// wrong goes on with those who are not known.
func (g gate) wrong(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := g.Check(r.Header); err == nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	g := gate{&token.Keeper{Token: os.Getenv("TOKEN")}}
	h := http.HandlerFunc(answer)
	mux := http.NewServeMux()
	mux.Handle("GET /known", g.known(h))         // route GET /known required
	mux.Handle("GET /keyed", g.keyed(h))         // route GET /keyed required
	mux.Handle("GET /checked", g.checked(h))     // route GET /checked required
	mux.Handle("GET /lax", g.lax(h))             // route GET /lax unknown
	mux.Handle("GET /json", g.json(h))           // route GET /json unknown
	mux.Handle("GET /either", g.either(h))       // route GET /either unknown
	mux.Handle("GET /guest", g.guest(h))         // route GET /guest unknown
	mux.Handle("GET /given", g.given(h))         // route GET /given unknown
	mux.Handle("GET /recovered", g.recovered(h)) // route GET /recovered unknown
	mux.Handle("GET /switched", g.switched(h))   // route GET /switched unknown
	mux.Handle("GET /asked", g.asked(h))         // route GET /asked none
	mux.Handle("GET /wrong", g.wrong(h))         // route GET /wrong none
	_ = http.ListenAndServe(":8080", mux)
}
