// Command routes_service_connect serves one service by handlers of connect, on
// several listeners that ask in their own ways.
package main

import (
	"net/http"
	"os"

	"connectrpc.com/connect"

	"corpus/routes_service_connect/api"
	"corpus/routes_service_connect/auth"
	"corpus/routes_service_connect/gen"
)

func main() {
	t := auth.Tokens{os.Getenv("TOKEN"): "a"}
	svc := &api.Orders{Store: map[string]string{}}
	go calls(t, svc)
	go lookalikes(svc)
	go known(t, svc)
	go around(t, svc)
	go settings(t, svc)
	closed(t, svc)
}

// closed asks for calls and for streams.
func closed(t auth.Tokens, svc *api.Orders) {
	mux := http.NewServeMux()
	mux.Handle(gen.NewOrdersHandler(svc, connect.WithInterceptors(auth.AuthLogger(), &auth.Guard{Tokens: t}))) // route POST /shop.v1.Orders/Get required route POST /shop.v1.Orders/Create required route POST /shop.v1.Orders/Watch required
	_ = http.ListenAndServe(":8080", mux)
}

// calls asks for calls: the stream passes by.
func calls(t auth.Tokens, svc *api.Orders) {
	mux := http.NewServeMux()
	mux.Handle(gen.NewOrdersHandler(svc, connect.WithInterceptors(t.Unary()))) // route POST /shop.v1.Orders/Get required route POST /shop.v1.Orders/Create required route POST /shop.v1.Orders/Watch none
	_ = http.ListenAndServe(":9091", mux)
}

// lookalikes ask nobody.
func lookalikes(svc *api.Orders) {
	mux := http.NewServeMux()
	path, handler := gen.NewOrdersHandler(svc, connect.WithInterceptors(auth.AuthLogger()), connect.WithReadMaxBytes(1<<20)) // route POST /shop.v1.Orders/Get none body_limit=present route POST /shop.v1.Orders/Create none body_limit=present route POST /shop.v1.Orders/Watch none body_limit=present
	mux.Handle(path, handler)
	_ = http.ListenAndServe(":9092", mux)
}

// known says who is calling.
func known(t auth.Tokens, svc *api.Orders) {
	mux := http.NewServeMux()
	mux.Handle(gen.NewOrdersHandler(svc, connect.WithInterceptors(t.Known()))) // route POST /shop.v1.Orders/Get optional route POST /shop.v1.Orders/Create optional route POST /shop.v1.Orders/Watch none
	_ = http.ListenAndServe(":9093", mux)
}

// around has its guard around the mux.
func around(t auth.Tokens, svc *api.Orders) {
	mux := http.NewServeMux()
	mux.Handle(gen.NewOrdersHandler(svc)) // route POST /shop.v1.Orders/Get required route POST /shop.v1.Orders/Create required route POST /shop.v1.Orders/Watch required
	_ = http.ListenAndServe(":9094", t.Wrap(mux))
}

// Options are added by whoever builds the service.
var Options = map[string]connect.HandlerOption{}

// settings decide what stands before the service.
func settings(t auth.Tokens, svc *api.Orders) {
	option, ok := Options[os.Getenv("OPTION")]
	if !ok {
		option = connect.WithInterceptors()
	}
	mux := http.NewServeMux()
	mux.Handle(gen.NewOrdersHandler(svc, option)) // route POST /shop.v1.Orders/Get unknown route POST /shop.v1.Orders/Create unknown route POST /shop.v1.Orders/Watch unknown
	_ = http.ListenAndServe(":9095", mux)
}
