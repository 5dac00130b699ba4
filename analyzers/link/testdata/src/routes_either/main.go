// Command routes_either has middleware of which a configuration chooses one: what the
// weakest of them asks is what strangers need. Others leave some requests to functions
// that say whether they have handed them on.
package main

import (
	"net/http"
	"os"
	"strings"
)

type wrapper interface {
	Wrap(next http.Handler) http.Handler
}

func deny(w http.ResponseWriter) { w.WriteHeader(http.StatusUnauthorized) }

func answer(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("something")) }

type byKey struct{ key string }

func (m *byKey) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Api-Key") != m.key {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type byPassword struct{ pass string }

func (m *byPassword) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pass, ok := r.BasicAuth(); !ok || pass != m.pass {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// lenient rejects those alone who bring a wrong password.
type lenient struct{ pass string }

func (m *lenient) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pass, ok := r.BasicAuth(); ok && pass != m.pass {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type logged struct{}

func (m *logged) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		println(r.URL.Path)
		next.ServeHTTP(w, r)
	})
}

// Two that let different requests by.
type exceptDocs struct{ byKey }

func (m *exceptDocs) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/docs/") {
			next.ServeHTTP(w, r)
			return
		}
		m.byKey.Wrap(next).ServeHTTP(w, r)
	})
}

type exceptNews struct{ pass string }

func (m *exceptNews) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pass, ok := r.BasicAuth(); !strings.HasPrefix(r.URL.Path, "/news/") && (!ok || pass != m.pass) {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type exceptHelp struct{ key string }

func (m *exceptHelp) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/help/") && r.Header.Get("X-Api-Key") != m.key {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type app struct {
	first bool
	key   string
}

func (a *app) strict() wrapper {
	if a.first {
		return &byKey{a.key}
	}
	return &byPassword{a.key}
}

func (a *app) some() wrapper {
	if a.first {
		return &byKey{a.key}
	}
	return &lenient{a.key}
}

func (a *app) turned() wrapper {
	if a.first {
		return &lenient{a.key}
	}
	return &byKey{a.key}
}

func (a *app) none() wrapper {
	if a.first {
		return &lenient{a.key}
	}
	return &logged{}
}

func (a *app) apart() wrapper {
	if a.first {
		return &exceptNews{a.key}
	}
	return &exceptHelp{a.key}
}

// known hands the requests on of those whom it knows, and says so.
func (a *app) known(w http.ResponseWriter, r *http.Request, next http.Handler) bool {
	if r.Header.Get("X-Api-Key") != a.key {
		return false
	}
	if r.URL.Path == "/login" {
		http.Redirect(w, r, "/", http.StatusFound)
		return true
	}
	next.ServeHTTP(w, r)
	return true
}

// open hands on what everybody may see, and says so.
func (a *app) open(w http.ResponseWriter, r *http.Request, next http.Handler, path string) bool {
	if strings.HasPrefix(path, "/open/") {
		next.ServeHTTP(w, r)
		return true
	}
	return false
}

// asked hands on what has a word in its query.
func (a *app) asked(w http.ResponseWriter, r *http.Request, next http.Handler) bool {
	if r.URL.Query().Get("open") != "" {
		next.ServeHTTP(w, r)
		return true
	}
	return false
}

func (a *app) inParts(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := r.URL.Path
		if a.known(w, r, next) {
			return
		}
		if a.open(w, r, next, path) {
			return
		}
		deny(w)
	})
}

func (a *app) openFirst(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if a.open(w, r, next, r.URL.Path) {
			return
		}
		if r.Header.Get("X-Api-Key") != a.key {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (a *app) onRequest(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if a.known(w, r, next) || a.asked(w, r, next) {
			return
		}
		deny(w)
	})
}

// forgotten goes on with those who are not known.
func (a *app) forgotten(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if a.known(w, r, next) {
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	a := &app{first: os.Getenv("FIRST") != "", key: os.Getenv("KEY")}
	h := http.HandlerFunc(answer)
	mux := http.NewServeMux()
	mux.Handle("GET /strict", a.strict().Wrap(h))                       // route GET /strict required
	mux.Handle("GET /some", a.some().Wrap(h))                           // route GET /some optional
	mux.Handle("GET /turned", a.turned().Wrap(h))                       // route GET /turned optional
	mux.Handle("GET /none", a.none().Wrap(h))                           // route GET /none optional
	mux.Handle("GET /docs/{name}", (&exceptDocs{byKey{a.key}}).Wrap(h)) // route GET /docs/{name} none
	mux.Handle("GET /parts", a.inParts(h))                              // route GET /parts required
	mux.Handle("GET /open/parts", a.inParts(h))                         // route GET /open/parts none
	mux.Handle("GET /first", a.openFirst(h))                            // route GET /first required
	mux.Handle("GET /open/first", a.openFirst(h))                       // route GET /open/first none
	mux.Handle("GET /request", a.onRequest(h))                          // route GET /request optional
	mux.Handle("GET /forgotten", a.forgotten(h))                        // route GET /forgotten optional
	go func() { _ = http.ListenAndServe(":8080", mux) }()

	whole := http.NewServeMux()
	whole.Handle("GET /whole", h) // route GET /whole required
	go func() { _ = http.ListenAndServe(":8081", a.strict().Wrap(whole)) }()
	part := http.NewServeMux()
	part.Handle("GET /part", h) // route GET /part optional
	go func() { _ = http.ListenAndServe(":8082", a.some().Wrap(part)) }()
	apart := http.NewServeMux()
	apart.Handle("GET /news/{name}", h) // route GET /news/{name} none
	apart.Handle("GET /help/{name}", h) // route GET /help/{name} none
	apart.Handle("GET /orders", h)      // route GET /orders required
	_ = http.ListenAndServe(":8083", a.apart().Wrap(apart))
}
