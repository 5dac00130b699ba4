// Package api has the routes.
package api

import (
	"net/http"
	"os"

	"github.com/gorilla/csrf"
	"github.com/gorilla/handlers"
	"github.com/gorilla/mux"

	"corpus/routes_service_gorilla/auth"
)

// Handlers is filled by main.
type Handlers struct{ Users *auth.Users }

// Register adds the routes of users.
func (h *Handlers) Register(r *mux.Router) {
	r.HandleFunc("/login", List).Methods("POST")                                                                       // route POST /api/login none cors=present rate_limit=present
	r.Handle("/csrf", csrf.Protect([]byte("0123456789abcdef0123456789abcdef"))(http.HandlerFunc(List))).Methods("GET") // route GET /api/csrf none cors=present rate_limit=present
	r.Handle("/jwt", h.Users.Session(http.HandlerFunc(List))).Methods("GET")                                           // route GET /api/jwt none cors=present rate_limit=present
	r.Handle("/greeting", h.Users.Greet(http.HandlerFunc(List)))                                                       // route ANY /api/greeting optional cors=present rate_limit=present

	orders := r.PathPrefix("/orders").Subrouter()
	orders.HandleFunc("", List).Methods("GET", "HEAD")                 // route GET /api/orders required cors=present rate_limit=present route HEAD /api/orders required cors=present rate_limit=present
	orders.HandleFunc("/{id:[0-9]+}", List).Methods(http.MethodDelete) // route DELETE /api/orders/{id} required cors=present rate_limit=present
	orders.Use(h.Users.Wrap)                                           // what is added last counts for those above
	orders.PathPrefix("/files/").HandlerFunc(List)                     // route ANY /api/orders/files/{path...} required cors=present rate_limit=present

	pages := r.NewRoute().Subrouter()
	pages.Use(h.Users.Browser)
	pages.Methods("GET").Path("/page").HandlerFunc(List)           // route GET /api/page required cors=present rate_limit=present
	pages.Path("/pages/{rest:.*}").Handler(http.HandlerFunc(List)) // route ANY /api/pages/{rest...} required cors=present rate_limit=present
}

// Admin is below a prefix that it strips, with a router of its own.
func (h *Handlers) Admin(r *mux.Router) {
	admin := mux.NewRouter()
	admin.HandleFunc("/users", List).Methods("GET")      // route GET /admin/users required cors=present rate_limit=present
	admin.HandleFunc("/users/{id}", List).Methods("PUT") // route PUT /admin/users/{id} required cors=present rate_limit=present
	r.PathPrefix("/admin/").Handler(http.StripPrefix("/admin", h.Users.Wrap(admin)))
	r.Handle("/download", http.FileServer(http.Dir("/srv"))).Methods("GET") // route GET /download none cors=present rate_limit=present
	r.Handle("/upload", h.Users.Func(save)).Methods("POST")                 // route POST /upload required body_limit=present cors=present rate_limit=present
	if os.Getenv("PUBLIC") == "" {
		closed := r.PathPrefix("/maybe").Subrouter()
		if os.Getenv("OPEN") == "" {
			closed.Use(h.Users.Wrap)
		}
		closed.HandleFunc("/list", List) // route ANY /maybe/list required cors=present rate_limit=present configured
	}
	r.Handle("/typed", handlers.ContentTypeHandler(http.HandlerFunc(List), "application/json")).Methods("PATCH") // route PATCH /typed none cors=present rate_limit=present
}

// Versions has the same routes in all versions, and from the second on asks who
// is calling.
func Versions(r *mux.Router, users *auth.Users, names ...string) {
	for i, name := range []string{"v1", "v2"} {
		sub := r.PathPrefix("/" + name).Subrouter()
		if i > 0 {
			sub.Use(users.Wrap)
		}
		sub.HandleFunc("/items", List).Methods("GET") // route GET /v1/items unknown cors=present rate_limit=present route GET /v2/items unknown cors=present rate_limit=present
	}
	for _, name := range names {
		sub := r.PathPrefix("/closed/" + name).Subrouter()
		sub.Use(users.Wrap)
		sub.HandleFunc("/items", List).Methods("GET") // route GET /closed/v1/items required cors=present rate_limit=present route GET /closed/v2/items required cors=present rate_limit=present
	}
}

// List answers with data.
func List(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/data.json")
	_, _ = w.Write(data)
}

func save(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	if err := r.ParseForm(); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	List(w, r)
}
