// Command routes_registrars keeps methods of routers in variables, and hands them
// to what registers.
package main

import (
	"net/http"
	"os"

	"corpus/routes_registrars/helper"

	"github.com/NYTimes/gziphandler"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
)

func list(c *gin.Context) { c.JSON(http.StatusOK, os.Args) }

func guard(c *gin.Context) {
	if c.GetHeader("Authorization") != "Bearer "+os.Getenv("TOKEN") {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

type register func(path string, handlers ...gin.HandlerFunc) gin.IRoutes

func variables(r *gin.Engine) {
	get := r.GET
	get("/variable", list)     // route GET /variable none
	get("/chain", guard, list) // route GET /chain required
	guarded := func(path string, h gin.HandlerFunc) { get(path, guard, h) }
	guarded("/literal", list) // route GET /literal required
	group := r.Group("/group", guard)
	add(group.POST, "/added", list) // route POST /group/added required
	for _, put := range []register{group.PUT, group.PATCH} {
		put("/each", list) // route PUT /group/each required route PATCH /group/each required
	}
	late := r.Group("/late")
	use := late.Use
	use(guard)
	late.GET("/used", list) // route GET /late/used required
}

func add(f register, path string, h gin.HandlerFunc) { f(path, h) }

// api keeps what registers in fields.
type api struct {
	get, post register
	on        func(method, path string, handlers ...gin.HandlerFunc) gin.IRoutes
}

func (a *api) routes() {
	a.get("/field", list)          // route GET /api/field required
	a.post("/field", list)         // route POST /api/field required
	a.on("DELETE", "/field", list) // route DELETE /api/field required
}

func answer(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(r.Host)) }

func key(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("KEY") {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func mux() http.Handler {
	r := chi.NewRouter()
	r.Use(key)
	helper.All([]helper.Row{
		{r.Get, "/rows", answer},
		{r.Post, "/rows", answer},
	})
	helper.Probes(http.HandleFunc, "/shared")
	m := http.NewServeMux()
	helper.Probes(m.HandleFunc, "/own")
	m.Handle("/", r)
	return m
}

// looks hands a method of a router on that registers nothing.
func looks(r chi.Router) []chi.Route { return read(r.Routes) }

func read(f func() []chi.Route) []chi.Route { return f() }

// registry is what parts of the service register by.
type registry interface {
	Register(method, path string, h http.HandlerFunc)
}

// around makes a handler of one for a method.
type around func(method string, h http.HandlerFunc) http.Handler

// wrapped registers on a mux, with something around each handler.
type wrapped struct {
	mux  *http.ServeMux
	wrap around
}

func (w *wrapped) Register(method, path string, h http.HandlerFunc) {
	wrapped := w.wrap(method, h)
	w.mux.Handle(path, wrapped) // route ANY /parts required route ANY /parts/value required route ANY /parts/open none
}

// quiet registers nothing.
type quiet struct{}

func (quiet) Register(_, _ string, _ http.HandlerFunc) {}

// book keeps names, and serves none of them.
type book interface {
	Note(name string, h http.HandlerFunc)
}

type notes map[string]string

func (n notes) Note(name string, h http.HandlerFunc) { n[name] = "noted" }

// part registers what it answers.
type part struct {
	reg  registry
	book book
}

func (p *part) routes() {
	p.reg.Register(http.MethodGet, "/parts", answer)
	add := p.reg.Register
	add(http.MethodPost, "/parts/value", answer)
	p.book.Note("/parts/noted", answer)
}

// checked asks for a key, late: what is asked is set later.
type checked struct{ ask around }

func (c *checked) set() {
	c.ask = func(method string, h http.HandlerFunc) http.Handler {
		return gziphandler.GzipHandler(key(only(method, h)))
	}
}

func (c *checked) wrap(method string, h http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { c.ask(method, h).ServeHTTP(w, r) })
}

func only(method string, h http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != method {
			w.WriteHeader(http.StatusMethodNotAllowed)
			return
		}
		h(w, r)
	})
}

func packed(method string, h http.HandlerFunc) http.Handler {
	return gziphandler.GzipHandler(only(method, h))
}

// late asks by what it is given twice, for one port and for another.
type late struct{ ask, let around }

func (l *late) set(realm string) {
	l.ask = func(method string, h http.HandlerFunc) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("WWW-Authenticate", realm)
			key(only(method, h)).ServeHTTP(w, r)
		})
	}
	if realm != "" {
		l.let = packed
		return
	}
	l.let = func(method string, h http.HandlerFunc) http.Handler { return key(only(method, h)) }
}

func (l *late) asking(method string, h http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { l.ask(method, h).ServeHTTP(w, r) })
}

func (l *late) letting(method string, h http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { l.let(method, h).ServeHTTP(w, r) })
}

func twice() http.Handler {
	l, m := &late{}, http.NewServeMux()
	m.Handle("/late", l.asking(http.MethodGet, answer))      // route ANY /late required
	m.Handle("/late/let", l.letting(http.MethodGet, answer)) // route ANY /late/let optional
	l.set("one")
	l.set("another")
	return m
}

func parts() http.Handler {
	m := http.NewServeMux()
	c := &checked{}
	defer c.set()
	(&part{reg: &wrapped{mux: m, wrap: c.wrap}, book: notes{}}).routes()
	(&part{reg: quiet{}, book: notes{}}).routes()
	var open registry = &wrapped{mux: m, wrap: packed}
	open.Register(http.MethodGet, "/parts/open", answer)
	return m
}

func main() {
	r := gin.New()
	go func() { _ = http.ListenAndServe(":8083", parts()) }()
	go func() { _ = http.ListenAndServe(":8084", twice()) }()
	variables(r)
	g := r.Group("/api", guard)
	a := &api{get: g.GET, post: g.POST, on: g.Handle}
	a.routes()
	go func() { _ = r.Run(":8080") }()
	go func() { _ = http.ListenAndServe(":8081", mux()) }()
	looks(chi.NewRouter())
	_ = http.ListenAndServe(":8082", nil)
}
