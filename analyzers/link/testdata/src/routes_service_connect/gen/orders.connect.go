// Package gen has the shape of what is generated for a service of connect.
package gen

import (
	"context"
	"net/http"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// The full names of the methods.
const (
	OrdersGetProcedure    = "/shop.v1.Orders/Get"
	OrdersCreateProcedure = "/shop.v1.Orders/Create"
	OrdersWatchProcedure  = "/shop.v1.Orders/Watch"
)

// OrdersHandler is the service.
type OrdersHandler interface {
	Get(context.Context, *connect.Request[wrapperspb.StringValue]) (*connect.Response[wrapperspb.StringValue], error)
	Create(context.Context, *connect.Request[wrapperspb.StringValue]) (*connect.Response[emptypb.Empty], error)
	Watch(context.Context, *connect.Request[emptypb.Empty], *connect.ServerStream[wrapperspb.StringValue]) error
}

// NewOrdersHandler returns the path to mount the handler at, and the handler.
func NewOrdersHandler(svc OrdersHandler, opts ...connect.HandlerOption) (string, http.Handler) {
	get := connect.NewUnaryHandler(OrdersGetProcedure, svc.Get, connect.WithHandlerOptions(opts...))
	create := connect.NewUnaryHandler(OrdersCreateProcedure, svc.Create, connect.WithHandlerOptions(opts...))
	watch := connect.NewServerStreamHandler(OrdersWatchProcedure, svc.Watch, connect.WithHandlerOptions(opts...))
	return "/shop.v1.Orders/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case OrdersGetProcedure:
			get.ServeHTTP(w, r)
		case OrdersCreateProcedure:
			create.ServeHTTP(w, r)
		case OrdersWatchProcedure:
			watch.ServeHTTP(w, r)
		default:
			http.NotFound(w, r)
		}
	})
}
