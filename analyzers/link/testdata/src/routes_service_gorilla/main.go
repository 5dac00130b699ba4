// Command routes_service_gorilla is a service of gorilla/mux in three packages.
// Subrouters inherit, and the middleware of one counts for all of its routes,
// whenever it is added.
package main

import (
	"net/http"
	"os"

	"github.com/gorilla/handlers"
	"github.com/gorilla/mux"

	"corpus/routes_service_gorilla/api"
	"corpus/routes_service_gorilla/auth"
)

type application struct {
	router *mux.Router
	users  *auth.Users
}

func main() {
	app := application{router: mux.NewRouter(), users: auth.Load(os.Getenv("TOKEN"))}
	app.router.HandleFunc("/health", api.List).Methods(http.MethodGet) // route GET /health none cors=present rate_limit=present
	app.mount()
	app.router.Use(auth.AuthLogger, auth.TokenBucketLimit)
	_ = http.ListenAndServe(":8080", handlers.CORS(handlers.AllowedOrigins([]string{"*"}))(app.router))
}

// mount hands a part of the router to each part of the service.
func (a *application) mount() {
	h := &api.Handlers{Users: a.users}
	h.Register(a.router.PathPrefix("/api").Subrouter())
	h.Admin(a.router)
	api.Versions(a.router, a.users, "v1", "v2")
}
