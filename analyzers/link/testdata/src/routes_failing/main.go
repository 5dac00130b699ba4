// Command routes_failing has handlers that return errors, an interface for them,
// and paths that functions put together.
package main

import (
	"errors"
	"net/http"
	"net/url"
	"os"

	"corpus/routes_failing/chain"
	"corpus/routes_failing/paths"
)

type app struct {
	base  *url.URL
	usual []chain.Middleware
}

// usually returns what stands around most handlers.
func usually() []chain.Middleware { return []chain.Middleware{known, traced} }

// known asks for a token.
func known(next chain.Handler) chain.Handler { return (&app{}).members(next) }

func main() {
	a := &app{}
	a.usual = usually()
	mux := http.NewServeMux()
	c := chain.New(report)
	a.mount(mux, c)
	_ = http.ListenAndServe(":80", mux)
}

func (a *app) mount(mux *http.ServeMux, c *chain.Chain) {
	v1 := paths.Below("/api")
	members := []chain.Middleware{a.members, traced}
	mux.HandleFunc(v1("/items"), c.Func(data, members...)) // route ANY /api/v1/items required
	mux.HandleFunc(v1("/info"), c.Func(data, traced))      // route ANY /api/v1/info none
	mux.HandleFunc(v1("/health"), c.Func(data))            // route ANY /api/v1/health none
	mux.HandleFunc(v1("/usual"), c.Func(data, a.usual...)) // route ANY /api/v1/usual required

	prefix := "/"
	if a.base != nil {
		prefix = a.base.Path
	}
	mux.HandleFunc(prefix+"metrics", c.Func(data, a.members)) // route ANY /metrics required

	where := "/a"
	if a.base != nil {
		where = "/b"
	}
	mux.HandleFunc(where+"/either", c.Func(data)) // route ANY {?}/either none
}

// members asks for a token.
func (a *app) members(next chain.Handler) chain.Handler {
	return chain.HandlerFunc(func(w http.ResponseWriter, r *http.Request) error {
		if r.Header.Get("Authorization") != os.Getenv("TOKEN") {
			return errUnauthorized
		}
		return next.ServeHTTP(w, r)
	})
}

var errUnauthorized = errors.New("who are you?")

func traced(next chain.Handler) chain.Handler {
	return chain.HandlerFunc(func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("X-Trace", "1")
		return next.ServeHTTP(w, r)
	})
}

func report(h chain.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h.ServeHTTP(w, r); errors.Is(err, errUnauthorized) {
			http.Error(w, "who are you?", http.StatusUnauthorized)
		} else if err != nil {
			http.Error(w, "it failed", http.StatusInternalServerError)
		}
	})
}

func data(w http.ResponseWriter, _ *http.Request) error {
	all, err := os.ReadFile("/srv/data.json")
	if err != nil {
		return err
	}
	_, err = w.Write(all)
	return err
}
