// Package clients calls out by libraries.
package clients

import (
	"context"
	"net/http"

	"github.com/coder/websocket"
	"github.com/go-resty/resty/v2"
	"github.com/gobwas/ws"
	gorilla "github.com/gorilla/websocket"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/valyala/fasthttp"
	xnet "golang.org/x/net/websocket"
	"google.golang.org/grpc"
)

type api struct {
	rest  *resty.Client
	retry *retryablehttp.Client
}

// resty takes whole addresses, also where it has a base.
func (a *api) resty(w http.ResponseWriter, r *http.Request) {
	a.rest.R().Get(r.FormValue("a"))                                    // want `proven: form value "a" of the request decides which host resty.Request.Get calls`
	a.rest.R().SetBody("x").Post("https://" + r.FormValue("b") + "/in") // want `proven: form value "b"`
	a.rest.R().Execute("PUT", r.FormValue("c"))                         // want `proven: form value "c"`
	resty.New().SetBaseURL(r.FormValue("d"))                            // want `proven: form value "d"`
}

// A path goes below the base.
func (a *api) restyPath(w http.ResponseWriter, r *http.Request) {
	a.rest.R().Get("/users/" + r.PathValue("id"))
	a.rest.R().SetQueryParam("q", r.FormValue("q")).Get("https://api.example.com/search")
	a.rest.R().SetPathParam("id", r.PathValue("id")).Get("https://api.example.com/users/{id}")
}

// Calling again does not make it better.
func (a *api) retried(w http.ResponseWriter, r *http.Request) {
	retryablehttp.Get(r.FormValue("a"))                    // want `proven: form value "a"`
	a.retry.Post(r.FormValue("b"), "text/plain", nil)      // want `proven: form value "b"`
	retryablehttp.NewRequest("GET", r.FormValue("c"), nil) // want `proven: form value "c"`
	a.retry.Get("https://api.example.com/" + r.FormValue("d"))
}

// The fast client.
func fast(w http.ResponseWriter, r *http.Request) {
	fasthttp.Get(nil, r.FormValue("a")) // want `proven: form value "a"`
	req := fasthttp.AcquireRequest()
	defer fasthttp.ReleaseRequest(req)
	req.SetRequestURI(r.FormValue("b")) // want `proven: form value "b"`
	req.SetRequestURI("https://api.example.com/" + r.FormValue("c"))
}

// Connections that stay open.
func sockets(w http.ResponseWriter, r *http.Request) {
	gorilla.DefaultDialer.Dial(r.FormValue("a"), nil)                 // want `proven: form value "a"`
	websocket.Dial(r.Context(), "wss://"+r.FormValue("b")+"/ws", nil) // want `proven: form value "b"`
	gorilla.DefaultDialer.DialContext(r.Context(), "wss://api.example.com/ws?room="+r.FormValue("c"), nil)
}

// A service of another kind.
func services(w http.ResponseWriter, r *http.Request) {
	grpc.NewClient(r.FormValue("a"))                                   // want `proven: form value "a"`
	grpc.DialContext(context.Background(), "dns:///"+r.FormValue("b")) // want `proven: form value "b"`
	grpc.NewClient("dns:///users:9090")
}

// Connections that messages come over.
func messages(w http.ResponseWriter, r *http.Request) {
	ws.Dial(r.Context(), r.FormValue("a"))               // want `proven: form value "a" of the request decides which host ws.Dial calls`
	ws.Dialer{}.Dial(r.Context(), r.FormValue("b"))      // want `proven: form value "b"`
	xnet.NewConfig(r.FormValue("c"), "http://localhost") // want `proven: form value "c"`
	ws.Dial(r.Context(), "wss://feed.example.com/"+r.FormValue("d"))
}
