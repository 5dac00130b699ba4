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

var (
	users   map[string]*token.User
	blocked map[string]bool
	store   token.Store
)

// asked guards by what a check of the headers says.
func asked(next http.Handler, err error, w http.ResponseWriter, r *http.Request) {
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	next.ServeHTTP(w, r)
}

func (g gate) inMap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, err := g.Known(r.Header, users)
		asked(next, err, w, r)
	})
}

func (g gate) found(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := g.Found(r.Header, store); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g gate) foundOrGuest(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := g.FoundOrGuest(r.Header, store); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g gate) unblocked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if g.Unblocked(r.Header, store) != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g gate) unlisted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if g.Unlisted(r.Header, blocked) != nil {
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
	mux.Handle("GET /known", g.known(h))              // route GET /known required
	mux.Handle("GET /keyed", g.keyed(h))              // route GET /keyed required
	mux.Handle("GET /checked", g.checked(h))          // route GET /checked required
	mux.Handle("GET /lax", g.lax(h))                  // route GET /lax unknown
	mux.Handle("GET /json", g.json(h))                // route GET /json unknown
	mux.Handle("GET /either", g.either(h))            // route GET /either unknown
	mux.Handle("GET /guest", g.guest(h))              // route GET /guest unknown
	mux.Handle("GET /given", g.given(h))              // route GET /given unknown
	mux.Handle("GET /recovered", g.recovered(h))      // route GET /recovered unknown
	mux.Handle("GET /switched", g.switched(h))        // route GET /switched unknown
	mux.Handle("GET /asked", g.asked(h))              // route GET /asked none
	mux.Handle("GET /wrong", g.wrong(h))              // route GET /wrong none
	mux.Handle("GET /map", g.inMap(h))                // route GET /map required
	mux.Handle("GET /found", g.found(h))              // route GET /found required
	mux.Handle("GET /found/guest", g.foundOrGuest(h)) // route GET /found/guest none
	mux.Handle("GET /unblocked", g.unblocked(h))      // route GET /unblocked unknown
	mux.Handle("GET /unlisted", g.unlisted(h))        // route GET /unlisted unknown
	_ = http.ListenAndServe(":8080", mux)
}
