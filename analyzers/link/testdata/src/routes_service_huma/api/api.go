// Package api has the operations.
package api

import (
	"context"
	"net/http"
	"os"

	"github.com/danielgtaylor/huma/v2"

	"corpus/routes_service_huma/auth"
)

type id struct {
	ID string `path:"id"`
}

type answer struct{ Body map[string]string }

func list(context.Context, *struct{}) (*answer, error) {
	data, err := os.ReadFile("/srv/data.json")
	return &answer{Body: map[string]string{"data": string(data)}}, err
}

func show(_ context.Context, in *id) (*answer, error) {
	return &answer{Body: map[string]string{"id": in.ID}}, nil
}

func save(_ context.Context, in *struct{ Body map[string]string }) (*answer, error) {
	return &answer{Body: in.Body}, nil
}

var bearer = []map[string][]string{{"bearer": {}}}

// Public has operations that nobody guards, whatever is said of them.
func Public(api huma.API) {
	huma.Get(api, "/health", list)                                                                                                                            // route GET /health none recover=present
	huma.Register(api, huma.Operation{Method: http.MethodGet, Path: "/jwt", Security: bearer}, list)                                                          // route GET /jwt none recover=present
	huma.Register(api, huma.Operation{Method: http.MethodPost, Path: "/logged", Middlewares: huma.Middlewares{auth.AuthLogger, auth.TokenBucketLimit}}, save) // route POST /logged none rate_limit=present recover=present
}

// Register has those in groups: what an API uses counts from then on.
func Register(api huma.API, keys auth.Keys) {
	orders := huma.NewGroup(api, "/orders")
	huma.Get(orders, "", list)                                                                                // route GET /orders none recover=present
	huma.Get(orders, "/{id}", show, func(o *huma.Operation) { o.Middlewares = huma.Middlewares{keys.Known} }) // route GET /orders/{id} optional recover=present
	orders.UseMiddleware(keys.Token)
	huma.Post(orders, "", save)                             // route POST /orders required recover=present
	huma.Delete(orders, "/{id}", show)                      // route DELETE /orders/{id} required recover=present
	huma.Put(huma.NewGroup(orders, "/deep"), "/{id}", show) // route PUT /orders/deep/{id} required recover=present

	versions := huma.NewGroup(api, "/v1", "/v2")
	versions.UseMiddleware(keys.Ask(api))
	huma.Patch(versions, "/{id}", show) // route PATCH /v1/{id} required recover=present route PATCH /v2/{id} required recover=present

	maybe := huma.NewGroup(api, "/maybe")
	if os.Getenv("CLOSED") != "" {
		maybe.UseMiddleware(keys.Token)
	}
	huma.Get(maybe, "/list", list) // route GET /maybe/list required recover=present configured
	if os.Getenv("DEBUG") != "" {
		huma.Get(api, "/debug", list) // route GET /debug none recover=present
	}
}

// Items are behind what their router asks.
func Items(api huma.API) {
	huma.Get(api, "/items", list)      // route GET /closed/items required recover=present
	huma.Put(api, "/items/{id}", show) // route PUT /closed/items/{id} required recover=present
}

// Operations are for those who run the service.
func Operations(api huma.API) {
	huma.Get(api, "/metrics", list)                                                                         // route GET /metrics required
	huma.Register(api, huma.Operation{OperationID: "drain", Method: http.MethodPost, Path: "/drain"}, save) // route POST /drain required
}
