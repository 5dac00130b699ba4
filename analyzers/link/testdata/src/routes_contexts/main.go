// Command routes_contexts keeps who is calling with the request by functions of
// its own, and asks for it further in.
package main

import (
	"net/http"
	"os"

	"github.com/gorilla/mux"
	"github.com/gorilla/sessions"

	"corpus/routes_contexts/ctx"
)

var store = sessions.NewCookieStore([]byte(os.Getenv("KEY")))

var users = map[any]string{}

// load says who is calling, where the session does.
func load(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, _ := store.Get(r, "sid")
		if id, ok := s.Values["id"]; ok {
			r = ctx.Set(r, "user", users[id])
		} else {
			r = ctx.Set(r, "user", nil)
		}
		next.ServeHTTP(w, r)
	})
}

// guest says that somebody is calling, whoever it is.
func guest(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, _ := store.Get(r, "sid")
		if id, ok := s.Values["id"]; ok {
			r = ctx.Set(r, "user", users[id])
		} else {
			r = ctx.Set(r, "user", "guest")
		}
		next.ServeHTTP(w, r)
	})
}

// asks wants somebody.
func asks(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if u := ctx.Get(r, "user"); u != nil {
			h(w, r)
			return
		}
		http.Redirect(w, r, "/login", http.StatusFound)
	}
}

func list(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/data")
	_, _ = w.Write(data)
}

func main() {
	r := mux.NewRouter()
	known := r.PathPrefix("/known").Subrouter()
	known.Use(load)
	known.HandleFunc("/closed", asks(list)) // route ANY /known/closed required
	known.HandleFunc("/open", list)         // route ANY /known/open optional
	anyone := r.PathPrefix("/anyone").Subrouter()
	anyone.Use(guest)
	anyone.HandleFunc("/closed", asks(list)) // route ANY /anyone/closed unknown
	r.HandleFunc("/nobody", asks(list))      // route ANY /nobody unknown
	_ = http.ListenAndServe(":8080", r)
}
