// Command routes_switch has handlers that are routers of their own: they hold
// the path of the request against constants.
package main

import (
	"net/http"
	"os"
	"strings"

	"github.com/valyala/fasthttp"
)

func list(ctx *fasthttp.RequestCtx) { ctx.SendFile("/srv/data") }

func authorized(ctx *fasthttp.RequestCtx) bool {
	return string(ctx.Request.Header.Peek("Authorization")) == os.Getenv("SECRET")
}

// protected checks before it answers.
func protected(ctx *fasthttp.RequestCtx) {
	if !authorized(ctx) {
		ctx.SetStatusCode(fasthttp.StatusUnauthorized)
		return
	}
	list(ctx)
}

// dispatch knows three paths.
func dispatch(ctx *fasthttp.RequestCtx) {
	switch string(ctx.Path()) {
	case "/open": // route ANY /open none body_limit=present
		list(ctx)
	case "/closed": // route ANY /closed required body_limit=present
		protected(ctx)
	case "/here": // route ANY /here none body_limit=present
		ctx.SetBodyString(os.Getenv("TEXT"))
	default:
		ctx.Error("there is no such thing", fasthttp.StatusNotFound)
	}
}

// api keeps its files.
type api struct{ files http.Handler }

// ServeHTTP answers all that it does not know with files.
func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/v1/list" { // route ANY /v1/list none
		a.list(w, r)
		return
	}
	if strings.HasPrefix(r.URL.Path, "/v1/raw/") { // route ANY /v1/raw/{path...} none
		a.list(w, r)
		return
	}
	a.rest(w, r)
}

func (a *api) list(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/data")
	_, _ = w.Write(data)
}

func (a *api) rest(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/rest")
	_, _ = w.Write(data)
}

// excepted is a middleware with exceptions, and no router.
func excepted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/health" || r.URL.Path == "/ready" {
			next.ServeHTTP(w, r)
			return
		}
		if r.Header.Get("Authorization") != os.Getenv("SECRET") {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	mux := http.NewServeMux()
	mux.Handle("/v1/", &api{}) // route ANY /v1/{path...} none
	go http.ListenAndServe(":9090", mux)
	inner := http.NewServeMux()
	inner.HandleFunc("/health", (&api{}).list) // route ANY /health none
	inner.HandleFunc("/data", (&api{}).list)   // route ANY /data required
	go http.ListenAndServe(":9091", excepted(inner))
	_ = fasthttp.ListenAndServe(":8080", dispatch)
}
