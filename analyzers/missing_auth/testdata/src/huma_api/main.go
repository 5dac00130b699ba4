// The service registers operations of huma on routers of other libraries.
package main

import (
	"context"
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/danielgtaylor/huma/v2/sse"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
)

type in struct {
	ID string `path:"id"`
}

type out struct{ Body map[string]string }

func show(ctx context.Context, in *in) (*out, error) {
	return &out{Body: map[string]string{"id": in.ID}}, nil
}

type keyed struct {
	ID  string `path:"id"`
	Key string `header:"X-Api-Key"`
}

// own asks for a key itself.
func own(ctx context.Context, in *keyed) (*out, error) {
	if in.Key != os.Getenv("KEY") {
		return nil, huma.Error401Unauthorized("no")
	}
	return &out{Body: map[string]string{"id": in.ID}}, nil
}

type visit struct {
	ID      string `path:"id"`
	Session string `cookie:"session"`
}

type sessions interface {
	Find(ctx context.Context, id string) (string, error)
}

var kept sessions

// looked asks a store who has a session.
func looked(ctx context.Context, in *visit) (*out, error) {
	if _, err := kept.Find(ctx, in.Session); err != nil {
		return nil, huma.Error401Unauthorized("no", err)
	}
	return &out{Body: map[string]string{"id": in.ID}}, nil
}

// lookedFor asks it for what is wanted.
func lookedFor(ctx context.Context, in *visit) (*out, error) {
	if _, err := kept.Find(ctx, in.ID); err != nil {
		return nil, huma.Error401Unauthorized("no", err)
	}
	return &out{Body: map[string]string{"id": in.ID}}, nil
}

// picky turns away whom it does not like, by what is asked for.
func picky(ctx context.Context, in *keyed) (*out, error) {
	if in.ID == "1" {
		return nil, huma.Error403Forbidden("no")
	}
	return &out{Body: map[string]string{"id": in.ID, "key": in.Key}}, nil
}

// guard asks for the key of every caller.
func guard(api huma.API) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		if ctx.Header("Authorization") != os.Getenv("KEY") {
			huma.WriteErr(api, ctx, http.StatusUnauthorized, "no")
			return
		}
		next(ctx)
	}
}

// watch only looks.
func watch(ctx huma.Context, next func(huma.Context)) {
	log.Print(ctx.Header("Authorization"))
	next(huma.WithValue(ctx, seen{}, true))
}

type seen struct{}

// session knows who calls by a cookie, and goes on without one.
func session(ctx huma.Context, next func(huma.Context)) {
	if c, err := huma.ReadCookie(ctx, "session"); err == nil {
		if name, err := find(c.Value); err == nil {
			ctx = huma.WithValue(ctx, user{}, name)
		}
	}
	next(ctx)
}

func find(id string) (string, error) {
	name, err := os.ReadFile(os.Getenv("SESSIONS") + "/" + url.PathEscape(id))
	return string(name), err
}

type user struct{}

// limited counts requests by where they come from.
func limited(ctx huma.Context, next func(huma.Context)) {
	if strings.HasPrefix(ctx.RemoteAddr(), "10.") {
		ctx.SetStatus(http.StatusTooManyRequests)
		return
	}
	next(ctx)
}

// described asks for a token where the operation says so.
type described struct {
	api huma.API
	key string
}

func (d described) check(ctx huma.Context, next func(huma.Context)) {
	needed := false
	for _, scheme := range ctx.Operation().Security {
		if _, ok := scheme["bearer"]; ok {
			needed = true
			break
		}
	}
	if !needed {
		next(ctx)
		return
	}
	token := strings.TrimPrefix(ctx.Header("Authorization"), "Bearer ")
	if token != d.key {
		huma.WriteErr(d.api, ctx, http.StatusUnauthorized, "no")
		return
	}
	next(ctx)
}

// shortly does the same for whatever scheme.
func shortly(api huma.API) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		if len(ctx.Operation().Security) == 0 {
			next(ctx)
			return
		}
		if ctx.Header("Authorization") != os.Getenv("KEY") {
			huma.WriteErr(api, ctx, http.StatusUnauthorized, "no")
			return
		}
		next(ctx)
	}
}

func main() {
	root := chi.NewRouter()
	root.Mount("/chi", onChi())
	root.Mount("/late", late())
	root.Mount("/described", secured())
	root.Mount("/auto", auto())
	root.Mount("/gin", http.StripPrefix("/gin", onGin()))
	root.Mount("/echo", http.StripPrefix("/echo", onEcho()))
	mux := http.NewServeMux()
	onMux(mux)
	mux.Handle("/", root)
	log.Fatal(http.ListenAndServe(":8080", mux))
}

// onChi has a guard around the router, which is around what the API registers.
func onChi() http.Handler {
	r := chi.NewRouter()
	open := humachi.New(r, huma.DefaultConfig("open", "1"))
	huma.Get(open, "/chi/a/{id}", show) // want "proven: GET /chi/chi/a/{id} is"
	huma.Register(open, huma.Operation{ // want "proven: POST /chi/chi/b/{id} is"
		OperationID: "b",
		Method:      http.MethodPost,
		Path:        "/chi/b/{id}",
		Security:    []map[string][]string{{"bearer": {}}},
	}, show)
	huma.Register(open, huma.Operation{Method: http.MethodPut, Path: "/chi/c/{id}", Middlewares: huma.Middlewares{guard(open)}}, show)
	huma.Register(open, huma.Operation{Method: http.MethodDelete, Path: "/chi/c/{id}", Middlewares: huma.Middlewares{watch}}, show) // want "proven: DELETE /chi/chi/c/{id} is"
	huma.Patch(open, "/chi/c/{id}", show, func(o *huma.Operation) { o.Middlewares = huma.Middlewares{guard(open)} })
	huma.Head(open, "/chi/c/{id}", show, func(o *huma.Operation) { o.Tags = []string{"c"} })                                              // want "proven: HEAD /chi/chi/c/{id} is"
	sse.Register(open, huma.Operation{Method: http.MethodGet, Path: "/chi/events"}, nil, func(context.Context, *struct{}, sse.Sender) {}) // want "proven: GET /chi/chi/events is"

	huma.Post(open, "/chi/own/{id}", own)
	huma.Post(open, "/chi/looked/{id}", looked)
	huma.Put(open, "/chi/looked/{id}", lookedFor) // want "proven: PUT /chi/chi/looked/{id} is"
	huma.Post(open, "/chi/picky/{id}", picky)     // want "proven: POST /chi/chi/picky/{id} is"

	inner := chi.NewRouter()
	inner.Use(asks)
	guarded := humachi.New(inner, huma.DefaultConfig("guarded", "1"))
	huma.Post(guarded, "/d/{id}", show)
	r.Mount("/inner", inner)
	return r
}

// asks is a guard of net/http.
func asks(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("KEY") {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// late adds its guard between two operations: it counts for the second, in a
// group that was there before too.
func late() http.Handler {
	r := chi.NewRouter()
	api := humachi.New(r, huma.DefaultConfig("late", "1"))
	api.UseMiddleware(watch, limited)
	group := huma.NewGroup(api, "/v1", "/v2")
	huma.Post(api, "/before/{id}", show)   // want "proven: POST /late/before/{id} is"
	huma.Post(group, "/before/{id}", show) // want "proven: POST /late/v1/before/{id} is" "proven: POST /late/v2/before/{id} is"
	known := huma.NewGroup(api)
	known.UseMiddleware(session)
	huma.Put(known, "/known/{id}", show) // want "unproven: PUT /late/known/{id} can be called without"
	api.UseMiddleware(guard(api))
	huma.Post(api, "/after/{id}", show)
	huma.Post(group, "/after/{id}", show)
	r.Post("/raw", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("raw")) }) // want "proven: POST /late/raw is"

	return r
}

// secured has operations that are described to need a token, and a middleware
// that goes by that.
func secured() http.Handler {
	r := chi.NewRouter()
	api := humachi.New(r, huma.DefaultConfig("secured", "1"))
	api.UseMiddleware(described{api, os.Getenv("KEY")}.check)
	bearer := []map[string][]string{{"bearer": {"write"}}}
	huma.Register(api, huma.Operation{Method: http.MethodPost, Path: "/one/{id}", Security: []map[string][]string{{"bearer": {}}}}, show)
	huma.Register(api, huma.Operation{Method: http.MethodPut, Path: "/one/{id}", Security: bearer}, show)
	huma.Register(api, huma.Operation{Method: http.MethodGet, Path: "/one/{id}"}, show)                                                 // want "proven: GET /described/one/{id} is"
	huma.Register(api, huma.Operation{Method: http.MethodDelete, Path: "/one/{id}", Security: []map[string][]string{}}, show)           // want "proven: DELETE /described/one/{id} is"
	huma.Register(api, huma.Operation{Method: http.MethodPatch, Path: "/one/{id}", Security: []map[string][]string{{"key": {}}}}, show) // want "proven: PATCH /described/one/{id} is"
	huma.Register(api, huma.Operation{Method: http.MethodGet, Path: "/some/{id}", Security: schemes(os.Getenv("SCHEME"))}, show)        // want "hint: whether GET /described/some/{id}"
	huma.Post(api, "/two/{id}", show, func(o *huma.Operation) { o.Security = []map[string][]string{{"bearer": {}}} })
	huma.Put(api, "/two/{id}", show) // want "proven: PUT /described/two/{id} is"

	group := huma.NewGroup(api, "/group")
	group.UseSimpleModifier(func(o *huma.Operation) { o.Security = []map[string][]string{{"bearer": {}}} })
	huma.Post(group, "/three/{id}", show)

	other := humachi.New(r, huma.DefaultConfig("other", "1"))
	other.UseMiddleware(shortly(other))
	huma.Register(other, huma.Operation{Method: http.MethodPost, Path: "/four/{id}", Security: bearer}, show)
	huma.Register(other, huma.Operation{Method: http.MethodGet, Path: "/four/{id}"}, show) // want "proven: GET /described/four/{id} is"
	return r
}

func schemes(name string) []map[string][]string {
	if name == "" {
		return nil
	}
	return []map[string][]string{{name: {}}}
}

// auto has its operations registered by methods.
func auto() http.Handler {
	r := chi.NewRouter()
	api := humachi.New(r, huma.DefaultConfig("auto", "1"))
	huma.AutoRegister(api, &things{})
	return r
}

type things struct{}

func (t *things) RegisterList(api huma.API) {
	huma.Get(api, "/things", t.list) // want "proven: GET /auto/things is"
}

func (t *things) RegisterMake(api huma.API) {
	huma.Register(api, huma.Operation{Method: http.MethodPost, Path: "/things", Middlewares: huma.Middlewares{guard(api)}}, t.list)
}

// Registry is none of them.
func (t *things) Registry() string { return "things" }

func (t *things) list(ctx context.Context, in *struct{}) (*out, error) { return &out{}, nil }

// onMux registers on a mux, under a prefix too.
func onMux(mux *http.ServeMux) {
	api := humago.New(mux, huma.DefaultConfig("mux", "1"))
	huma.Post(api, "/mux/{id}", show) // want "proven: POST /mux/{id} is"
	below := humago.NewWithPrefix(mux, "/below", huma.DefaultConfig("below", "1"))
	below.UseMiddleware(guard(below))
	huma.Post(below, "/mux/{id}", show)
	huma.Delete(huma.NewGroup(api, "/deep"), "/mux/{id}", show) // want "proven: DELETE /deep/mux/{id} is"
}

// onGin registers on an engine and on a group of it, whose guards come from gin.
func onGin() http.Handler {
	e := gin.New()
	open := humagin.New(e, huma.DefaultConfig("gin", "1"))
	huma.Post(open, "/open/{id}", show) // want "proven: POST /gin/open/{id} is"
	e.Use(ginGuard)
	huma.Post(open, "/closed/{id}", show)
	group := e.Group("/group")
	huma.Put(humagin.NewWithGroup(e, group, huma.DefaultConfig("group", "1")), "/closed/{id}", show)
	return e
}

func ginGuard(c *gin.Context) {
	if c.GetHeader("Authorization") != os.Getenv("KEY") {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

// onEcho registers on echo.
func onEcho() http.Handler {
	e := echo.New()
	huma.Post(humaecho.New(e, huma.DefaultConfig("echo", "1")), "/made/{id}", show) // want "proven: POST /echo/made/{id} is"
	return e
}
