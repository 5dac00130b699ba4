// Command routes_extractors is told where its guards find a credential: by the
// name of a header, by a function that was made for one, by a type.
package main

import (
	"crypto/subtle"
	"errors"
	"net/http"
	"os"

	"github.com/golang-jwt/jwt/v5"
	"github.com/golang-jwt/jwt/v5/request"
	"github.com/labstack/echo/v4"
)

func data(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(os.Getenv("DATA"))) }

func main() {
	mux := http.NewServeMux()
	parsed(mux)
	echoed(mux)
	named(mux)
	go func() { _ = http.ListenAndServe(":80", mux) }()
	e := echo.New()
	switched(e)
	e.Logger.Fatal(e.Start(":81"))
}

// anywhere is a request.Extractor.
type anywhere struct{}

func (anywhere) ExtractToken(r *http.Request) (string, error) {
	if token := r.Header.Get("X-Ticket"); token != "" {
		return token, nil
	}
	return "", request.ErrNoTokenInRequest
}

func parsed(mux *http.ServeMux) {
	mux.HandleFunc("GET /parsed/strict", strict(data))   // route GET /parsed/strict required
	mux.HandleFunc("GET /parsed/renewed", renewed(data)) // route GET /parsed/renewed required
	mux.HandleFunc("GET /parsed/logged", logged(data))   // route GET /parsed/logged none
}

// Where somebody comes back from a login, the state in the address is the one that
// stands in a cookie: both are the client's.
func echoed(mux *http.ServeMux) {
	mux.HandleFunc("GET /echoed/back", back)   // route GET /echoed/back none
	mux.HandleFunc("GET /echoed/held", held)   // route GET /echoed/held required
	mux.HandleFunc("GET /echoed/asked", asked) // route GET /echoed/asked required
}

func back(w http.ResponseWriter, r *http.Request) {
	cookie, err := r.Cookie("oauthstate")
	if err != nil || r.FormValue("state") != cookie.Value {
		http.Error(w, "no", http.StatusUnauthorized)
		return
	}
	data(w, r)
}

func held(w http.ResponseWriter, r *http.Request) {
	cookie, err := r.Cookie("ticket")
	if err != nil || cookie.Value != os.Getenv("TICKET") {
		http.Error(w, "no", http.StatusUnauthorized)
		return
	}
	data(w, r)
}

func asked(w http.ResponseWriter, r *http.Request) {
	cookie, err := r.Cookie("ticket")
	if err != nil || !known(cookie.Value) {
		http.Error(w, "no", http.StatusUnauthorized)
		return
	}
	if r.FormValue("kind") == r.PathValue("kind") {
		data(w, r)
	}
}

func key(*jwt.Token) (any, error) { return []byte(os.Getenv("KEY")), nil }

func strict(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		token, err := request.ParseFromRequest(r, anywhere{}, key)
		if err != nil || !token.Valid {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

// renewed takes a token that has just expired.
func renewed(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var claims jwt.RegisteredClaims
		token, err := request.ParseFromRequest(r, anywhere{}, key, request.WithClaims(&claims))
		if (err != nil || !token.Valid) && !expired(err) {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func expired(err error) bool { return errors.Is(err, jwt.ErrTokenExpired) }

// logged takes note of who is calling.
func logged(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := request.ParseFromRequest(r, anywhere{}, key); err != nil {
			w.Header().Set("X-Stranger", "1")
		}
		next(w, r)
	}
}

func named(mux *http.ServeMux) {
	mux.HandleFunc("GET /named/key", holding("X-Api-Key")(data))            // route GET /named/key required
	mux.HandleFunc("GET /named/version", holding("X-Version")(data))        // route GET /named/version unknown
	mux.HandleFunc("GET /named/env", holding(os.Getenv("H"))(data))         // route GET /named/env unknown
	mux.HandleFunc("GET /named/found", asking(from("Authorization"))(data)) // route GET /named/found required
	mux.HandleFunc("GET /named/other", asking(from("X-Version"))(data))     // route GET /named/other unknown
}

// holding asks for a header that it is told the name of.
func holding(header string) func(http.HandlerFunc) http.HandlerFunc {
	return func(next http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if !known(r.Header.Get(header)) {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next(w, r)
		}
	}
}

func known(key string) bool {
	for _, k := range keys {
		if subtle.ConstantTimeCompare([]byte(k), []byte(key)) == 1 {
			return true
		}
	}
	return false
}

var keys = []string{os.Getenv("ONE"), os.Getenv("TWO")}

type extractor func(r *http.Request) (string, error)

func from(header string) extractor {
	return func(r *http.Request) (string, error) {
		if v := r.Header.Get(header); v != "" {
			return v, nil
		}
		return "", errors.New("not there")
	}
}

func asking(extract extractor) func(http.HandlerFunc) http.HandlerFunc {
	return func(next http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			token, err := extract(r)
			if err != nil || !known(token) {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next(w, r)
		}
	}
}
