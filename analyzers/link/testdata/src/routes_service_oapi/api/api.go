// Package api answers.
package api

import (
	"context"
	"net/http"
	"os"

	"corpus/routes_service_oapi/auth"
	"corpus/routes_service_oapi/gen"
)

// Server answers all operations. One of them asks by itself.
type Server struct{ Tokens auth.Tokens }

var _ gen.ServerInterface = (*Server)(nil)

// ListOrders is for everybody.
func (s *Server) ListOrders(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/data.json")
	_, _ = w.Write(data)
}

// CreateOrder wants a token.
func (s *Server) CreateOrder(w http.ResponseWriter, r *http.Request) {
	if !s.Tokens.Has(r) {
		http.Error(w, "who are you", http.StatusUnauthorized)
		return
	}
	s.ListOrders(w, r)
}

// ShowOrder is for everybody.
func (s *Server) ShowOrder(w http.ResponseWriter, r *http.Request, _ string) { s.ListOrders(w, r) }

// Open answers all operations and asks nobody.
type Open struct{}

var _ gen.ServerInterface = Open{}

// ListOrders is for everybody.
func (Open) ListOrders(w http.ResponseWriter, _ *http.Request) {
	data, _ := os.ReadFile("/srv/data.json")
	_, _ = w.Write(data)
}

// CreateOrder is for everybody.
func (o Open) CreateOrder(w http.ResponseWriter, r *http.Request) { o.ListOrders(w, r) }

// ShowOrder is for everybody.
func (o Open) ShowOrder(w http.ResponseWriter, r *http.Request, _ string) { o.ListOrders(w, r) }

// Strict is given what was read.
type Strict struct{}

// ListOrders answers.
func (Strict) ListOrders(context.Context, gen.ListOrdersRequestObject) (gen.ListOrdersResponseObject, error) {
	data, err := os.ReadFile("/srv/data.json")
	return gen.ListOrders200JSONResponse{string(data)}, err
}

// CreateOrder answers.
func (s Strict) CreateOrder(ctx context.Context, _ gen.ShowOrderRequestObject) (gen.ListOrdersResponseObject, error) {
	return s.ListOrders(ctx, gen.ListOrdersRequestObject{})
}

// ShowOrder answers.
func (s Strict) ShowOrder(ctx context.Context, _ gen.ShowOrderRequestObject) (gen.ListOrdersResponseObject, error) {
	return s.ListOrders(ctx, gen.ListOrdersRequestObject{})
}
