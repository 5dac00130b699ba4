// Command routes_prometheus has the router of Prometheus, its prefixes, and what is
// put around the handlers of some.
package main

import (
	"net/http"
	"os"

	"github.com/prometheus/common/route"
)

func list(w http.ResponseWriter, r *http.Request) {
	data, _ := os.ReadFile("/srv/" + route.Param(r.Context(), "id"))
	_, _ = w.Write(data)
}

// counted keeps nobody out.
func counted(name string, h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		println(name)
		h(w, r)
	}
}

// keyed asks for a key, whatever the path is.
func keyed(_ string, h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("KEY") {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		h(w, r)
	}
}

// api registers its routes wherever it is told.
type api struct{}

func (a *api) Register(r *route.Router) {
	wrap := func(f http.HandlerFunc) http.HandlerFunc { return keyed("", f) }
	r.Get("/series/:id", list)        // route GET /api/v1/series/{id} none
	r.Post("/series", wrap(list))     // route POST /api/v1/series required
	r.Del("/series/:id", wrap(list))  // route DELETE /api/v1/series/{id} required
	r.Put("/admin/*rest", wrap(list)) // route PUT /api/v1/admin/{rest...} required
	r.Options("/*path", list)         // route OPTIONS /api/v1/{path...} none
}

func main() {
	router := route.New().WithInstrumentation(counted)
	router.Get("/-/ready", list)  // route GET /-/ready none
	router.Head("/-/ready", list) // route HEAD /-/ready none
	(&api{}).Register(router.WithPrefix("/api/v1"))
	inner := router.WithInstrumentation(keyed).WithPrefix("/inner")
	inner.Get("/state", list) // route GET /inner/state required
	mux := http.NewServeMux()
	mux.Handle("/", router)
	_ = http.ListenAndServe(":8080", mux)
}
