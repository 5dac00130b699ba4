// Command shape_tables registers the rows of tables, each with what its fields
// say.
package main

import (
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
)

func answer(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "secret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Print(r.URL)
		next.ServeHTTP(w, r)
	})
}

// row says whether it is for those who are known.
type row struct {
	verb, path string
	auth       bool
	do         http.HandlerFunc
}

// flags is told by a field which middleware a row gets.
func flags(r chi.Router) {
	for _, e := range []row{
		{verb: "GET", path: "/flags/open", do: answer},
		{verb: "POST", path: "/flags/closed", do: answer, auth: true},
	} {
		if e.auth {
			r.With(guard).MethodFunc(e.verb, e.path, e.do)
		} else {
			r.MethodFunc(e.verb, e.path, e.do) // want "proven: GET /flags/open is registered"
		}
	}
}

// wraps puts a guard around the handlers of some rows.
func wraps(mux *http.ServeMux) {
	for _, e := range []row{
		{"GET", "/wraps/open", false, answer},
		{"GET", "/wraps/closed", true, answer},
	} {
		var h http.Handler = e.do
		if e.auth {
			h = guard(h)
		}
		mux.Handle(e.verb+" "+e.path, h) // want "proven: GET /wraps/open is registered"
	}
}

// verbs picks the method by name.
func verbs(r chi.Router) {
	for _, e := range []row{
		{"GET", "/verbs/a", false, answer},
		{"POST", "/verbs/a", false, answer},
		{"DELETE", "/verbs/b", false, answer},
	} {
		switch e.verb {
		case "GET":
			r.Get(e.path, e.do) // want "proven: GET /verbs/a is registered"
		case "POST":
			r.Post(e.path, e.do) // want "proven: POST /verbs/a is registered"
		default:
			r.With(guard).MethodFunc(e.verb, e.path, e.do)
		}
	}
}

// chained has middleware in each row, and none in some.
type chained struct {
	path string
	do   http.HandlerFunc
	mws  []func(http.Handler) http.Handler
	mw   func(http.Handler) http.Handler
}

func perRow(r chi.Router) {
	table := []chained{
		{path: "/rows/open", do: answer},
		{path: "/rows/logged", do: answer, mws: []func(http.Handler) http.Handler{logged}},
		{path: "/rows/closed", do: answer, mws: []func(http.Handler) http.Handler{logged, guard}},
	}
	table = append(table, chained{path: "/rows/single", do: answer, mw: guard})
	for _, e := range table {
		var h http.Handler = e.do
		if e.mw != nil {
			h = e.mw(h)
		}
		r.With(e.mws...).Method("GET", e.path, h) // want "proven: GET /rows/open is registered" "proven: GET /rows/logged is registered"
	}
}

// all is filled in several places.
var all []row

func init() {
	all = append(all, row{"GET", "/all/first", false, answer})
	for _, path := range []string{"/all/a", "/all/b"} {
		all = append(all, row{"GET", path, false, answer})
	}
}

func more() { all = append(all, row{verb: "PUT", path: "/all/more", do: answer}) }

// resource is a row with methods.
type resource struct {
	name string
	keep func(http.Handler) http.Handler
}

func (res resource) list(w http.ResponseWriter, r *http.Request) { answer(w, r) }
func (res resource) show(w http.ResponseWriter, r *http.Request) { answer(w, r) }

func (res *resource) register(r chi.Router) {
	r.Route("/"+res.name, func(r chi.Router) {
		if res.keep != nil {
			r.Use(res.keep)
		}
		r.Get("/", res.list)     // want "proven: GET /shared is registered"
		r.Get("/{id}", res.show) // want "proven: GET /shared/{id} is registered"
	})
}

// nested is a table by verb and path.
var nested = map[string]map[string]http.HandlerFunc{
	"GET":  {"/nested/a": answer},
	"POST": {"/nested/b": answer},
}

// grouped is a table of gin's, with lists of handlers.
type grouped struct {
	verb, path string
	chain      []gin.HandlerFunc
}

func ginGuard(c *gin.Context) {
	if c.GetHeader("Authorization") != "secret" {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func ginAnswer(c *gin.Context) { c.String(http.StatusOK, "data") }

func ginTables() http.Handler {
	e := gin.New()
	for _, g := range []grouped{
		{"GET", "/gin/open", []gin.HandlerFunc{ginAnswer}},
		{"GET", "/gin/closed", []gin.HandlerFunc{ginGuard, ginAnswer}},
	} {
		e.Handle(g.verb, g.path, g.chain...) // want "proven: GET /gin/open is registered"
	}
	return e
}

func echoGuard(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().Header.Get("Authorization") != "secret" {
			return echo.ErrUnauthorized
		}
		return next(c)
	}
}

func echoAnswer(c echo.Context) error { return c.String(http.StatusOK, "data") }

func echoTables(e *echo.Echo) {
	for _, rt := range []struct {
		path string
		mws  []echo.MiddlewareFunc
	}{
		{path: "/echo/open"},
		{path: "/echo/closed", mws: []echo.MiddlewareFunc{echoGuard}},
	} {
		e.GET(rt.path, echoAnswer, rt.mws...) // want "proven: GET /echo/open is registered"
	}
}

func main() {
	r := chi.NewRouter()
	mux := http.NewServeMux()
	flags(r)
	wraps(mux)
	verbs(r)
	perRow(r)
	more()
	for _, e := range all {
		r.MethodFunc(e.verb, e.path, e.do) // want "proven: GET /all/first is" "proven: GET /all/a is" "proven: GET /all/b is" "proven: PUT /all/more is"
	}
	for _, res := range []*resource{{name: "shared"}, {name: "private", keep: guard}} {
		res.register(r)
	}
	for verb, paths := range nested {
		for path, h := range paths {
			r.Method(verb, path, h) // want "proven: GET /nested/a is registered" "proven: POST /nested/b is registered"
		}
	}
	e := echo.New()
	echoTables(e)
	r.Mount("/wraps", mux)
	r.Mount("/gin", ginTables())
	r.Mount("/echo", e)
	log.Fatal(http.ListenAndServe(":8080", r))
}
