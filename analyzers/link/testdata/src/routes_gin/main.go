// Command routes_gin has the routes of a gin engine: what is added counts for
// what comes later, and for groups that are made later.
package main

import (
	"embed"
	"io/fs"
	"net/http"
	"os"
	"strings"

	"github.com/gin-gonic/gin"
)

//go:embed main.go
var files embed.FS

func list(c *gin.Context) { c.JSON(http.StatusOK, os.Args) }

// guard aborts without returning: what follows in it does not matter.
func guard(c *gin.Context) {
	if c.GetHeader("Authorization") != "Bearer "+os.Getenv("TOKEN") {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
}

// seen looks on.
func seen(c *gin.Context) { c.Header("X-Seen", "1") }

func main() {
	r := gin.New()
	r.Use(seen)
	verbs(r)
	order(r)
	groups(r)
	prefixes(r, "/v1")
	interfaces(r, r.Group("/interfaces"))
	static(r)
	lists(r)
	tables(r)
	(&server{Engine: r}).routes()
	(&api{r: r.Group("/api", guard)}).routes()
	plugged(r)
	wrapped(r)
	conditions(r)
	fallback(r)
	go whole()
	srv := &http.Server{Addr: ":8080", Handler: r.Handler()}
	_ = srv.ListenAndServe()
}

// whole has what Default brings.
func whole() {
	r := gin.Default()
	r.GET("/whole/open", list) // route GET /whole/open none recover=present
	r.Use(guard)
	r.POST("/whole/closed", list) // route POST /whole/closed required recover=present
	r.OPTIONS("/whole/*rest")     // route OPTIONS /whole/{rest...} required recover=present
	_ = r.Run(":8081")
}

func verbs(r *gin.Engine) {
	v := r.Group("/verbs")
	v.GET("/:id", list)                                      // route GET /verbs/{id} none
	v.POST("/:id/", guard, list)                             // route POST /verbs/{id}/ required
	v.PUT(":id/file-:name", list)                            // route PUT /verbs/{id}/file-{name} none
	v.PATCH("/files/*path", guard, seen, list)               // route PATCH /verbs/files/{path...} required
	v.DELETE("", seen, list)                                 // route DELETE /verbs none
	v.HEAD("/head", list)                                    // route HEAD /verbs/head none
	v.OPTIONS("/head", guard, list)                          // route OPTIONS /verbs/head required
	v.Any("/any", list)                                      // route ANY /verbs/any none
	v.Handle(http.MethodPost, "/handle", guard, list)        // route POST /verbs/handle required
	v.Handle("REPORT", "/handle", list)                      // route REPORT /verbs/handle none
	v.Match([]string{http.MethodGet, "PUT"}, "/match", list) // route GET /verbs/match none route PUT /verbs/match none
	v.GET("/one", list).POST("/two", guard, list).Use(guard) // route GET /verbs/one none route POST /verbs/two required
	v.GET("/behind", list)                                   // route GET /verbs/behind required
}

// order: a route above its Use is open, and so is a group that is made there.
func order(r *gin.Engine) {
	o := r.Group("/order")
	early := o.Group("/early")
	o.GET("/above", list) // route GET /order/above none
	o.Use(seen, guard)
	o.GET("/behind", list)   // route GET /order/behind required
	early.GET("/late", list) // route GET /order/early/late none
	late := o.Group("/late")
	late.GET("/late", list) // route GET /order/late/late required
	early.Use(guard)
	early.GET("/now", list) // route GET /order/early/now required
}

func groups(r *gin.Engine) {
	g := r.Group("/groups", guard)
	{
		g.GET("", list) // route GET /groups required
		inner := g.Group("/inner")
		inner.GET("/x", list) // route GET /groups/inner/x required
	}
	r.Group("/groups/open").GET("/y", list)            // route GET /groups/open/y none
	r.Group("/groups/used").Use(guard).GET("/z", list) // route GET /groups/used/z required
	h := r.Group("/groups/append")
	h.Handlers = append(h.Handlers, guard)
	h.GET("/w", list) // route GET /groups/append/w required
}

const base = "/base"

func prefixes(r *gin.Engine, version string) {
	g := r.Group(base + version)
	g.GET("/a"+"/b", list)                             // route GET /base/v1/a/b none
	g.GET(strings.Join([]string{"c", "d"}, "/"), list) // route GET /base/v1/c/d none
}

// interfaces are what helpers in other packages take.
func interfaces(all gin.IRouter, some gin.IRoutes) {
	all.GET("/interfaces/all", list)                      // route GET /interfaces/all none
	all.Group("/interfaces/group", guard).GET("/x", list) // route GET /interfaces/group/x required
	some.GET("/some", list)                               // route GET /interfaces/some none
	some.Use(guard)
	some.GET("/behind", list) // route GET /interfaces/behind required
}

func static(r *gin.Engine) {
	r.Static("/assets", "./public")               // route GET /assets/{path...} none
	r.StaticFile("/favicon.ico", "./favicon.ico") // route GET /favicon.ico none
	r.StaticFS("/embedded", http.FS(files))       // route GET /embedded/{path...} none
	sub, _ := fs.Sub(files, "x")
	g := r.Group("/private", guard)
	g.StaticFS("/files", http.FS(sub)) // route GET /private/files/{path...} required
}

var secured = gin.HandlersChain{seen, guard}

// lists are handlers that are put together beforehand.
func lists(r *gin.Engine) {
	g := r.Group("/lists", secured...)
	g.GET("/x", list) // route GET /lists/x required
	chain := []gin.HandlerFunc{guard, list}
	r.GET("/lists/y", chain...)                                 // route GET /lists/y required
	r.GET("/lists/z", append([]gin.HandlerFunc{seen}, list)...) // route GET /lists/z none
	r.GET("/lists/w", with(list)...)                            // route GET /lists/w required
	r.GET("/lists/v", seen, protect(list))                      // route GET /lists/v required
}

func with(h gin.HandlerFunc) []gin.HandlerFunc { return []gin.HandlerFunc{guard, h} }

// protect calls the guard itself, and goes on if that has not aborted.
func protect(h gin.HandlerFunc) gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetHeader("Authorization") == "" {
			c.JSON(http.StatusUnauthorized, gin.H{"error": "who are you"})
			return
		}
		h(c)
	}
}

type route struct {
	method, path string
	chain        []gin.HandlerFunc
}

func tables(r *gin.Engine) {
	for _, t := range []route{
		{"GET", "/tables/open", []gin.HandlerFunc{list}},
		{"POST", "/tables/closed", []gin.HandlerFunc{guard, list}},
	} {
		r.Handle(t.method, t.path, t.chain...) // route GET /tables/open none route POST /tables/closed required
	}
	for path, h := range map[string]gin.HandlerFunc{"/tables/a": list} {
		r.GET(path, guard, h) // route GET /tables/a required
	}
}

// server embeds the engine.
type server struct{ *gin.Engine }

func (s *server) routes() {
	s.GET("/server/open", s.get)            // route GET /server/open none
	s.GET("/server/closed", s.check, s.get) // route GET /server/closed required
	g := s.Group("/server/group")
	g.Use(s.check)
	g.GET("", s.get) // route GET /server/group required
}

func (s *server) get(c *gin.Context) { list(c) }

func (s *server) check(c *gin.Context) { guard(c) }

// api keeps a group.
type api struct{ r *gin.RouterGroup }

func (a *api) routes() {
	a.r.GET("/x", list) // route GET /api/x required
	get := a.r.GET
	get("/y", list) // route GET /api/y required
}

// wrapped are handlers of net/http.
func wrapped(r *gin.Engine) {
	r.GET("/wrapped/f", gin.WrapF(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) })) // route GET /wrapped/f none
	mux := http.NewServeMux()
	mux.HandleFunc("GET /wrapped/mux/a", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("data")) }) // route GET /wrapped/mux/a required
	r.Any("/wrapped/mux/*any", guard, gin.WrapH(mux))
	r.GET("/wrapped/own", func(c *gin.Context) { // route GET /wrapped/own required
		if _, _, ok := c.Request.BasicAuth(); !ok {
			c.Status(http.StatusUnauthorized)
			return
		}
		list(c)
	})
}

// conditions are met or not, by what is configured.
func conditions(r *gin.Engine) {
	g := r.Group("/conditions")
	if os.Getenv("AUTH") != "" {
		g.Use(guard)
		g.GET("/inside", list) // route GET /conditions/inside required
	}
	g.GET("/switched", list) // route GET /conditions/switched required configured
	both := r.Group("/both")
	if os.Getenv("BASIC") != "" {
		both.Use(gin.BasicAuth(gin.Accounts{"a": os.Getenv("PASSWORD")}))
	} else {
		both.Use(guard)
	}
	both.GET("/x", list) // route GET /both/x required
}

// fallback answers what no route is for: with a page that is there, or not.
func fallback(r *gin.Engine) {
	r.NoRoute(func(c *gin.Context) { c.JSON(http.StatusNotFound, gin.H{"error": "nothing here"}) })
	r.NoMethod(func(c *gin.Context) { c.Status(http.StatusMethodNotAllowed) })
	proxy := gin.New()
	proxy.NoRoute(guard, list) // route ANY /{path...} required
	_ = proxy.Run(":8082")
}

// settings is what an extension answers with.
type settings interface {
	Show(c *gin.Context)
	Named(c *gin.Context) (name string)
}

// extensions are asked one by one.
var extensions []settings

func each(ask func(settings) error) error {
	for _, e := range extensions {
		if err := ask(e); err != nil {
			return err
		}
	}
	return nil
}

// asked hands the request to extensions within a function that is given none.
func asked(c *gin.Context) {
	var names []string
	_ = each(func(s settings) (err error) {
		names = append(names, s.Named(c))
		return nil
	})
	_ = each(func(s settings) error {
		s.Show(c)
		return nil
	})
	c.JSON(http.StatusOK, names)
}

// shown leaves the answer to an extension alone.
func shown(c *gin.Context) {
	_ = each(func(s settings) (err error) {
		s.Show(c)
		return
	})
}

func plugged(r *gin.Engine) {
	r.GET("/plugged/asked", asked)       // route GET /plugged/asked none
	r.GET("/plugged/shown", shown)       // route GET /plugged/shown none
	r.GET("/plugged/kept", guard, shown) // route GET /plugged/kept required
}
