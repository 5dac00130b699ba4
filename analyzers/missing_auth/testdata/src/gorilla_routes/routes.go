// Command gorilla_routes registers on gorilla's router in every way that it
// knows. Of each there is a guarded route and an open one.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/gorilla/handlers"
	"github.com/gorilla/mux"
)

func answer(w http.ResponseWriter, r *http.Request) { w.Write([]byte(mux.Vars(r)["id"])) }

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("SECRET") {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func guarded(h http.HandlerFunc) http.HandlerFunc { return guard(h).ServeHTTP }

// direct registers with one call, and says the verbs behind it.
func direct(r *mux.Router) {
	r.HandleFunc("/direct/open", answer).Methods("GET")          // want "proven: GET /direct/open is registered without"
	r.HandleFunc("/direct/two", answer).Methods("PUT", "PATCH")  // want "proven: PUT /direct/two is registered without" "proven: PATCH /direct/two is registered without"
	r.HandleFunc("/direct/any", answer)                          // want "proven: ANY /direct/any is registered without"
	r.HandleFunc("/direct/{id:[0-9]{1,3}}", answer).Name("byID") // want "proven: ANY /direct/{id} is registered without"
	r.Handle("/direct/closed", guard(http.HandlerFunc(answer))).Methods(http.MethodPost)
	r.HandleFunc("/direct/closed/{id}", guarded(answer)).Methods("DELETE").Schemes("https")
}

// built begins with what a route is for, and says the handler last.
func built(r *mux.Router) {
	r.Methods("GET").Path("/built/open").HandlerFunc(answer)                                      // want "proven: GET /built/open is registered without"
	r.Path("/built/path").Methods("POST").Queries("q", "{q}").Handler(http.HandlerFunc(answer))   // want "proven: POST /built/path is registered without"
	r.NewRoute().Path("/built/new").Headers("X-Requested-With", "").HandlerFunc(answer)           // want "proven: ANY /built/new is registered without"
	r.Host("api.example.com").Path("/built/host").Methods("DELETE").Name("x").HandlerFunc(answer) // want "proven: DELETE /built/host is registered without"
	r.Methods("GET").Path("/built/closed").Handler(guard(http.HandlerFunc(answer)))
	route := r.NewRoute().Methods("PUT")
	route.Path("/built/steps")
	route.HandlerFunc(answer) // want "proven: PUT /built/steps is registered without"
}

// subrouters inherit the middleware of the routers that they are made of, and
// keep their own for themselves.
func subrouters(r *mux.Router) {
	api := r.PathPrefix("/api").Subrouter()
	api.HandleFunc("/users", answer).Methods("GET")
	api.Use(guard) // counts for all of the routes, whenever it is added
	api.HandleFunc("/users/{id}", answer).Methods("DELETE")
	v2 := api.PathPrefix("/v2").Subrouter()
	v2.HandleFunc("/users", answer)
	admin := r.NewRoute().Subrouter()
	admin.Use(handlers.CompressHandler, guard)
	admin.HandleFunc("/admin", answer)
	open := r.PathPrefix("/open/").Subrouter()
	open.Use(handlers.CORS(), handlers.RecoveryHandler(), mux.CORSMethodMiddleware(open))
	open.HandleFunc("/users", answer).Methods("GET") // want "proven: GET /open/users is registered without"
	nested := open.Path("/{team}").Subrouter()
	nested.Methods("POST").HandlerFunc(answer) // want "proven: POST /open/{team} is registered without"
	posts := r.Methods("POST").Subrouter()
	posts.HandleFunc("/verbs/a", answer)                   // want "proven: POST /verbs/a is registered without"
	posts.Handle("/verbs/b", guarded(answer)).Host("b.io") // guarded by its own wrapper
}

// below answers for all that begins with a path.
func below(r *mux.Router) {
	r.PathPrefix("/below/open").HandlerFunc(answer) // want "proven: ANY /below/open/{path...} is registered without"
	r.PathPrefix("/below/closed").Handler(guard(http.HandlerFunc(answer)))
	r.HandleFunc("/below/rest/{path:.*}", answer).Methods("PUT") // want "proven: PUT /below/rest/{path...} is registered without"
	inner := http.NewServeMux()
	inner.HandleFunc("/below/mux/get", answer) // want "proven: ANY /below/mux/get is registered without"
	r.PathPrefix("/below/mux/").Handler(inner)
	stripped := mux.NewRouter()
	stripped.HandleFunc("/get", answer).Methods("GET") // want "proven: GET /below/stripped/get is registered without"
	r.PathPrefix("/below/stripped").Handler(http.StripPrefix("/below/stripped", stripped))
	r.PathPrefix("/below/kept").Handler(guard(http.StripPrefix("/below/kept", stripped)))
}

type route struct {
	method, path string
	handler      http.HandlerFunc
}

var table = []route{
	{"GET", "/table/global", answer}, {"POST", "/table/guarded", guarded(answer)},
}

// tables tells each route of a list in pieces.
func tables(r *mux.Router) {
	for _, t := range table {
		var h http.Handler = t.handler
		h = handlers.LoggingHandler(os.Stdout, h)
		r.Methods(t.method).Path(t.path).Handler(h) // want "proven: GET /table/global is registered without"
	}
	for _, t := range []route{{"PUT", "/table/a", answer}, {"PATCH", "/table/b", guarded(answer)}, {"DELETE", "/table/c", answer}} {
		r.HandleFunc(t.path, t.handler).Methods(t.method) // want "proven: PUT /table/a is registered without" "proven: DELETE /table/c is registered without"
	}
	for _, prefix := range []string{"/table/one", "/table/two"} {
		sub := r.PathPrefix(prefix).Subrouter()
		sub.HandleFunc("/x", answer).Methods("GET") // want "proven: GET /table/one/x is registered without" "proven: GET /table/two/x is registered without"
		sub.Handle("/y", guarded(answer))
	}
}

// server keeps its router in a field.
type server struct{ router *mux.Router }

func (s *server) routes() {
	s.router.HandleFunc("/field/open", s.get).Methods("GET") // want "proven: GET /field/open is registered without"
	s.router.HandleFunc("/field/closed", s.requires(s.get)).Methods("GET")
	sub := s.router.PathPrefix("/field/sub").Subrouter()
	sub.Use(s.check)
	sub.HandleFunc("", s.get).Methods("POST")
}

func (s *server) get(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }

func (s *server) requires(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, _, ok := r.BasicAuth(); !ok {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		h(w, r)
	}
}

func (s *server) check(next http.Handler) http.Handler { return s.requires(next.ServeHTTP) }

func main() {
	r := mux.NewRouter().StrictSlash(true)
	direct(r)
	built(r)
	subrouters(r)
	below(r)
	tables(r)
	s := &server{router: r}
	s.routes()
	r.NotFoundHandler = http.HandlerFunc(answer)
	_ = r.Walk(func(route *mux.Route, _ *mux.Router, _ []*mux.Route) error { return nil })
	log.Fatal(http.ListenAndServe(":8080", handlers.ProxyHeaders(r)))
}
