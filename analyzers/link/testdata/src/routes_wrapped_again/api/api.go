// Package api keeps the handler of all requests in a variable, and puts one thing after
// another around it.
package api

import (
	"net/http"
	"os"
)

// Config is what the program is started with.
type Config struct{ User, Password, Origin string }

// Handler answers requests on the port for everyone.
var Handler http.Handler

// Inside answers them on that for the house.
var Inside http.Handler

// Locked answers them on that for administrators.
var Locked http.Handler

// Begin makes the handlers.
func Begin(c *Config) {
	Handler = http.DefaultServeMux
	if c.Origin == "*" {
		Handler = shared(Handler)
	}
	if c.User != "" {
		Handler = asking(c.User, c.Password, Handler)
	}

	inside := http.NewServeMux()
	inside.HandleFunc("/inside", data) // route ANY /inside none
	Inside = inside
	if c.Origin != "" {
		Inside = shared(Inside)
	}

	locked := http.NewServeMux()
	locked.HandleFunc("/locked", data) // route ANY /locked required cors=present
	Locked = locked
	Locked = asking(os.Getenv("ADMIN"), os.Getenv("ADMIN_PASSWORD"), Locked)
	Locked = shared(Locked)
}

func data(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("something")) }

func asking(user, password string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u, p, _ := r.BasicAuth()
		if u != user || p != password {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func shared(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		next.ServeHTTP(w, r)
	})
}
