// Command routes_gorilla tells routes in pieces, in one call and in many, before
// and behind the middleware that counts for them.
package main

import (
	"net/http"
	"os"

	"github.com/gorilla/csrf"
	"github.com/gorilla/handlers"
	"github.com/gorilla/mux"
	"github.com/gorilla/sessions"
)

func main() {
	r := mux.NewRouter()
	verbs(r)
	pieces(r)
	late(r)
	nested(r)
	subtrees(r)
	lookalikes(r)
	tables(r, []entry{
		{"list", "/args/list", []string{"GET"}, list},
		{"save", "/args/save", []string{"POST", "PUT"}, guarded(list)},
	})
	(&service{keys: map[string]string{}}).attach(r.PathPrefix("/svc").Subrouter())
	if os.Getenv("DEBUG") != "" {
		r.HandleFunc("/debug/vars", list) // route ANY /debug/vars none recover=present
	}
	server := &http.Server{Addr: ":8080", Handler: handlers.CombinedLoggingHandler(os.Stdout, handlers.RecoveryHandler()(r))}
	_ = server.ListenAndServe()
}

func list(w http.ResponseWriter, r *http.Request) {
	data, _ := os.ReadFile("/srv/" + mux.Vars(r)["id"])
	_, _ = w.Write(data)
}

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("SECRET") {
			http.Error(w, "who are you", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func guarded(h http.HandlerFunc) http.HandlerFunc { return guard(h).ServeHTTP }

// verbs: one, several, none, and those of a variable list.
func verbs(r *mux.Router) {
	r.HandleFunc("/one", list).Methods("GET")                               // route GET /one none recover=present
	r.HandleFunc("/two", list).Methods(http.MethodPut, http.MethodPatch)    // route PUT /two none recover=present route PATCH /two none recover=present
	r.HandleFunc("/any", list)                                              // route ANY /any none recover=present
	r.Handle("/small", guard(http.HandlerFunc(list))).Methods("post")       // route POST /small required recover=present
	r.HandleFunc("/{id:[a-z]{2,3}}/x", list).Methods("GET")                 // route GET /{id}/x none recover=present
	r.HandleFunc("/{kind}/{id:[0-9]+}", guarded(list)).Methods("DELETE")    // route DELETE /{kind}/{id} required recover=present
	r.HandleFunc("/query", list).Queries("q", "{q}").Methods("GET", "HEAD") // route GET /query none recover=present route HEAD /query none recover=present
}

// pieces: the order of the calls does not matter, nor where they stand.
func pieces(r *mux.Router) {
	r.Methods("GET").Path("/pieces/a").HandlerFunc(list)                                                         // route GET /pieces/a none recover=present
	r.Path("/pieces/b").Methods("GET").Handler(guard(http.HandlerFunc(list))).Name("b")                          // route GET /pieces/b required recover=present
	r.NewRoute().Headers("X-A", "b").Path("/pieces/c").Schemes("https").HandlerFunc(list)                        // route ANY /pieces/c none recover=present
	r.Name("d").Host("{sub}.example.com").Path("/pieces/d").Methods("PUT").HandlerFunc(list)                     // route PUT /pieces/d none recover=present
	r.MatcherFunc(func(*http.Request, *mux.RouteMatch) bool { return true }).Path("/pieces/e").HandlerFunc(list) // route ANY /pieces/e none recover=present
	route := r.Path("/pieces/f")
	route.Methods("PATCH")
	route.HandlerFunc(list) // route PATCH /pieces/f none recover=present
}

// late: a router's middleware counts for its routes, whenever it is added.
func late(r *mux.Router) {
	sub := r.PathPrefix("/late").Subrouter()
	sub.HandleFunc("/before", list).Methods("GET") // route GET /late/before required recover=present
	sub.Use(guard)
	sub.HandleFunc("/after", list).Methods("GET") // route GET /late/after required recover=present
	r.HandleFunc("/late/beside", list)            // route ANY /late/beside none recover=present
}

// nested: subrouters inherit, and keep their own.
func nested(r *mux.Router) {
	v1 := r.PathPrefix("/v1").Subrouter()
	v1.Use(handlers.CORS(handlers.AllowedOrigins([]string{"*"})))
	users := v1.PathPrefix("/users").Subrouter()
	users.Use(guard)
	users.HandleFunc("", list).Methods("GET")      // route GET /v1/users required cors=present recover=present
	users.HandleFunc("/{id}", list).Methods("GET") // route GET /v1/users/{id} required cors=present recover=present
	v1.HandleFunc("/status", list).Methods("GET")  // route GET /v1/status none cors=present recover=present
	posts := v1.Methods("POST").Subrouter()
	posts.HandleFunc("/posts", list)                    // route POST /v1/posts none cors=present recover=present
	posts.Handle("/own", guard(http.HandlerFunc(list))) // route POST /v1/own required cors=present recover=present
	deep := users.PathPrefix("/{id}/files").Subrouter().StrictSlash(true)
	deep.PathPrefix("/raw").HandlerFunc(list) // route ANY /v1/users/{id}/files/raw/{path...} required cors=present recover=present
}

// subtrees: what is behind a prefix sees the whole path, unless it is stripped.
func subtrees(r *mux.Router) {
	r.PathPrefix("/files/").Handler(http.StripPrefix("/files/", http.FileServer(http.Dir("/srv")))) // route ANY /files/{path...} none recover=present
	r.HandleFunc("/rest/{path:.*}", list)                                                           // route ANY /rest/{path...} none recover=present
	whole := http.NewServeMux()
	whole.HandleFunc("GET /whole/a", list) // route GET /whole/a none recover=present
	r.PathPrefix("/whole").Handler(whole)
	cut := mux.NewRouter()
	cut.HandleFunc("/a", list).Methods("GET") // route GET /cut/a required recover=present
	r.PathPrefix("/cut").Handler(guard(http.StripPrefix("/cut", cut)))
	within := mux.NewRouter()
	within.HandleFunc("/within/a", list) // route ANY /within/a none recover=present
	r.PathPrefix("/within").Handler(within)
}

var store = sessions.NewCookieStore([]byte(os.Getenv("KEY")))

// sessioned opens a session, and asks nothing of it.
func sessioned(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, _ := store.Get(r, "sid")
		s.Values["seen"] = true
		_ = s.Save(r, w)
		next.ServeHTTP(w, r)
	})
}

// lookalikes: middleware by whatever name that keeps nobody out.
func lookalikes(r *mux.Router) {
	auth := r.PathPrefix("/auth").Subrouter()
	auth.Use(csrf.Protect([]byte(os.Getenv("KEY"))), sessioned)
	auth.Use(handlers.CompressHandler, handlers.ProxyHeaders, mux.CORSMethodMiddleware(auth), handlers.CanonicalHost("a.example.com", 302))
	auth.HandleFunc("/token", list).Methods("GET") // route GET /auth/token none cors=present recover=present
	typed := handlers.ContentTypeHandler(http.HandlerFunc(list), "application/json")
	auth.Handle("/typed", typed).Methods("PUT") // route PUT /auth/typed none cors=present recover=present
}

type entry struct {
	name, path string
	verbs      []string
	do         http.HandlerFunc
}

// tables: every row is a route of its own.
func tables(r *mux.Router, entries []entry) {
	for _, e := range entries {
		r.Methods(e.verbs...).Path(e.path).Name(e.name).Handler(e.do) // route GET /args/list none recover=present route POST /args/save required recover=present route PUT /args/save required recover=present
	}
	for path, h := range map[string]http.HandlerFunc{"/map/a": list, "/map/b": guarded(list)} {
		r.HandleFunc(path, h).Methods("GET") // route GET /map/a none recover=present route GET /map/b required recover=present
	}
	for _, version := range []string{"v8", "v9"} {
		sub := r.PathPrefix("/" + version).Subrouter()
		sub.HandleFunc("/info", list).Methods("GET") // route GET /v8/info none recover=present route GET /v9/info none recover=present
		sub.Handle("/set", guarded(list))            // route ANY /v8/set required recover=present route ANY /v9/set required recover=present
	}
}

// service is filled by its constructor's caller.
type service struct{ keys map[string]string }

func (s *service) attach(r *mux.Router) {
	r.Use(s.known)
	r.HandleFunc("/get", s.get).Methods("GET") // route GET /svc/get required recover=present
	s.more(r.PathPrefix("/more").Subrouter())
}

func (s *service) more(r *mux.Router) {
	r.HandleFunc("/put", s.get).Methods("PUT") // route PUT /svc/more/put required recover=present
}

func (s *service) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.keys[r.Header.Get("X-Api-Key")] == "" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *service) get(w http.ResponseWriter, r *http.Request) { list(w, r) }
