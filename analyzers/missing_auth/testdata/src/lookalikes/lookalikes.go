// Command lookalikes holds middlewares that reject requests, or are named as
// guards are, and that let strangers by all the same.
package main

import (
	"log"
	"net/http"
	"path"
	"strings"
	"sync"

	"github.com/go-chi/chi/v5"
)

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func authLogger(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Printf("auth: %q", r.Header.Get("Authorization"))
		next.ServeHTTP(w, r)
	})
}

func cors(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if origin != "" && origin != "https://example.com" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		w.Header().Set("Access-Control-Allow-Headers", "Authorization")
		if r.Method == http.MethodOptions {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func csrf(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("csrf_token")
		if err != nil || c.Value != r.Header.Get("X-CSRF-Token") {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type limiter struct {
	mu   sync.Mutex
	seen map[string]int
}

// limit counts requests by their token.
func (l *limiter) limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := r.Header.Get("Authorization")
		l.mu.Lock()
		l.seen[token]++
		n := l.seen[token]
		l.mu.Unlock()
		if n > 100 {
			http.Error(w, "slow down", http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func contentType(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Content-Type") != "application/json" {
			w.WriteHeader(http.StatusUnsupportedMediaType)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func size(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > 1<<20 {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func version(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Api-Version") != "2" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func fromOffice(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.RemoteAddr, "10.") && !strings.HasPrefix(r.Header.Get("X-Forwarded-For"), "10.") {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func feature(on bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !on {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// requireToken goes on where the check failed.
func requireToken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.Header().Set("X-Anonymous", "1")
			next.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// checkToken says 401 and forgets to stop.
func checkToken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
		}
		next.ServeHTTP(w, r)
	})
}

// validates reads a token that nobody has to send and cannot go wrong but by
// being too long.
func headerSize(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.Header.Get("Authorization")) > 8192 {
			w.WriteHeader(http.StatusRequestHeaderFieldsTooLarge)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// tenant wants a header that says nothing of who asks.
func tenant(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Tenant") == "" {
			http.Error(w, "no tenant", http.StatusBadRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// guestsOnly sends away those who are logged in.
func guestsOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("session"); err == nil {
			http.Redirect(w, r, "/", http.StatusSeeOther)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// anonymous wants no credential to be sent.
func anonymous(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// enabled is decided when the program is built.
const enabled = true

func built(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !enabled {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// One path is answered here, and all others as long as there is who answers.
func described(at string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if path.Clean(r.URL.Path) == at {
			w.Write([]byte("{}"))
			return
		}
		if next == nil {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type settings struct{ at string }

func describing(next http.Handler) http.Handler {
	s := settings{at: "/api.json"}
	for _, set := range options {
		set(&s)
	}
	return described(s.at, next)
}

var options []func(*settings)

// Which handler there is for a request goes by who sends it.
func known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := next
		if r.Header.Get("Authorization") != "secret" {
			h = nil
		}
		if h == nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	l := &limiter{seen: map[string]int{}}
	r := chi.NewRouter()
	r.With(guard).Get("/guarded", answer)
	r.With(authLogger).Get("/a", answer)    // want "proven: GET /a is registered without"
	r.With(cors).Get("/b", answer)          // want "proven: GET /b is registered without"
	r.With(csrf).Get("/c", answer)          // want "proven: GET /c is registered without"
	r.With(l.limit).Get("/d", answer)       // want "proven: GET /d is registered without"
	r.With(contentType).Get("/e", answer)   // want "proven: GET /e is registered without"
	r.With(size).Get("/f", answer)          // want "proven: GET /f is registered without"
	r.With(version).Get("/g", answer)       // want "proven: GET /g is registered without"
	r.With(fromOffice).Get("/h", answer)    // want "proven: GET /h is registered without"
	r.With(feature(true)).Get("/i", answer) // want "proven: GET /i is registered without"
	r.With(requireToken).Get("/j", answer)  // want "proven: GET /j is registered without"
	r.With(checkToken).Get("/k", answer)    // want "proven: GET /k is registered without"
	r.With(headerSize).Get("/l", answer)    // want "proven: GET /l is registered without"
	r.With(tenant).Get("/m", answer)        // want "proven: GET /m is registered without"
	r.With(guestsOnly).Get("/n", answer)    // want "proven: GET /n is registered without"
	r.With(anonymous).Get("/o", answer)     // want "proven: GET /o is registered without"
	r.With(built).Get("/p", answer)         // want "proven: GET /p is registered without"
	r.With(describing).Get("/q", answer)    // want "proven: GET /q is registered without"
	r.With(known).Get("/r", answer)
	log.Fatal(http.ListenAndServe(":8080", r))
}
