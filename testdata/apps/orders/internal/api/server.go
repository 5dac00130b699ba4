// Package api is the service's HTTP interface.
package api

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"example.com/orders/internal/auth"
	"example.com/orders/internal/model"
	"example.com/orders/internal/partner"
)

// maxBody is enough for every body that one person writes.
const maxBody = 64 << 10

// Orders is where orders are kept.
type Orders interface {
	List(ctx context.Context, status, sort string) ([]model.Order, error)
	Recent(ctx context.Context, sort string, limit int) ([]model.Order, error)
	Page(ctx context.Context, page model.Page) ([]model.Order, error)
	PageByID(ctx context.Context, after int64, page model.Page) ([]model.Order, error)
	Tagged(ctx context.Context, tags []string) ([]model.Order, error)
	Lookup(ctx context.Context, references []string) ([]model.Order, error)
	Get(ctx context.Context, id string) (model.Order, error)
	Create(ctx context.Context, in model.NewOrder) (int64, error)
	SetNote(ctx context.Context, id, note string) error
	Cancel(ctx context.Context, id string) error
	Import(ctx context.Context, file []byte) error
}

// Customers is where customers are kept, and what they have.
type Customers interface {
	Search(ctx context.Context, term string) ([]model.Customer, error)
	WithEmail(ctx context.Context, term string) ([]model.Customer, error)
	InRegion(ctx context.Context, region, city string) ([]model.Customer, error)
	InSegment(ctx context.Context, segment, country string) ([]model.Customer, error)
	Get(ctx context.Context, id string) (model.Customer, error)
	SetEmail(ctx context.Context, id, email string) error
	Account(ctx context.Context, email string) (model.Account, error)
	AddReturn(ctx context.Context, in model.Return) (int64, error)
	Return(ctx context.Context, id string) (model.Return, error)
	Products(ctx context.Context) ([]model.Product, error)
}

// Maintenance is what administrators can start.
type Maintenance interface {
	Reindex(ctx context.Context, table string) error
	Analyze(ctx context.Context, table string) error
	Vacuum(ctx context.Context, full bool) error
	Dump(ctx context.Context, table string) error
	Schema(ctx context.Context, table string) ([]byte, error)
}

// Documents is where files are kept.
type Documents interface {
	Read(ctx context.Context, name string) ([]byte, error)
	Remove(ctx context.Context, name string) error
}

// Server answers requests.
type Server struct {
	Orders      Orders
	Customers   Customers
	Maintenance Maintenance
	Documents   Documents
	Carrier     *partner.Carrier
	Callbacks   *partner.Callbacks
	Tokens      *auth.Tokens
	Guard       *auth.Guard
	Log         *slog.Logger
}

// Handler returns the whole API under /v1.
func (s *Server) Handler() http.Handler {
	r := chi.NewRouter()
	r.Use(middleware.RequestID, middleware.Recoverer, auth.AuthLog(s.Log))
	r.Route("/v1", func(r chi.Router) {
		r.Post("/login", s.login)
		r.With(s.Guard.Optional).Get("/products", s.products)
		r.Get("/invoices/{number}", s.invoice)
		r.With(s.Guard.Optional).Get("/orders/{id}/tracking", s.tracking)

		r.Group(func(r chi.Router) {
			r.Use(s.Guard.Require)
			r.Get("/orders", s.listOrders)
			r.With(limitBody(maxBody)).Post("/orders", s.createOrder)
			r.Post("/orders/import", s.importOrders)
			r.Get("/orders/recent", s.recentOrders)
			r.Get("/orders/pages", s.pageOrders)
			r.Get("/orders/{id}", s.order)
			r.Patch("/orders/{id}", s.patchOrder)
			r.Delete("/orders/{id}", s.cancelOrder)
			r.Get("/exports/orders", s.exportOrders)
			r.Get("/orders/{id}/parcel", s.parcel)
			r.Post("/orders/{id}/callback", s.callback)
			r.Get("/documents", s.document)
			r.Delete("/documents", s.removeDocument)
			r.Get("/session/leave", s.leave)
			r.Get("/session/resume", s.resume)
			r.Mount("/customers", s.customers())
		})

		r.Group(func(r chi.Router) {
			r.Use(s.Guard.Require, middleware.RequestSize(maxBody))
			r.Post("/lookups/tags", s.ordersByTag)
			r.Post("/lookups/references", s.ordersByReference)
		})

		r.Route("/returns", func(r chi.Router) {
			r.Use(auth.AuthLog(s.Log))
			r.Post("/", s.createReturn)
			r.Get("/{id}", s.oneReturn)
		})

		r.With(s.Guard.Require, auth.RequireAdmin).Mount("/admin", s.admin())
	})
	return r
}

// limitBody makes reading more than n bytes of a body fail.
func limitBody(n int64) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.Body = http.MaxBytesReader(w, r.Body, n)
			next.ServeHTTP(w, r)
		})
	}
}
