// Package pb is what a generator makes of a service's description.
package pb

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// FindRequest asks for products.
type FindRequest struct {
	Name  string
	Sort  Sort
	Order string
	Limit int32
	Tags  []string
	Range *Range
}

// Range is of prices.
type Range struct{ Currency string }

// GetName returns the name.
func (r *FindRequest) GetName() string {
	if r != nil {
		return r.Name
	}
	return ""
}

// GetOrder returns the order.
func (r *FindRequest) GetOrder() string { return r.Order }

// GetLimit returns the limit.
func (r *FindRequest) GetLimit() int32 { return r.Limit }

// GetTags returns the tags.
func (r *FindRequest) GetTags() []string { return r.Tags }

// GetSort returns the column to sort by.
func (r *FindRequest) GetSort() Sort { return r.Sort }

// GetRange returns the range.
func (r *FindRequest) GetRange() *Range { return r.Range }

// GetCurrency returns the currency.
func (r *Range) GetCurrency() string { return r.Currency }

// Sort is a column.
type Sort int32

// String returns its name.
func (s Sort) String() string {
	if s == 1 {
		return "price"
	}
	return "name"
}

// FindResponse has products.
type FindResponse struct{ Names []string }

// CatalogServer is the service.
type CatalogServer interface {
	Find(context.Context, *FindRequest) (*FindResponse, error)
	Count(context.Context, *FindRequest) (*FindResponse, error)
	Priced(context.Context, *FindRequest) (*FindResponse, error)
	Tagged(context.Context, *FindRequest) (*FindResponse, error)
	Sorted(context.Context, *FindRequest) (*FindResponse, error)
}

// UnimplementedCatalogServer answers what nobody has written yet.
type UnimplementedCatalogServer struct{}

// Find is not there.
func (UnimplementedCatalogServer) Find(context.Context, *FindRequest) (*FindResponse, error) {
	return nil, status.Error(codes.Unimplemented, "this server does not answer Find")
}

// Count is not there.
func (UnimplementedCatalogServer) Count(context.Context, *FindRequest) (*FindResponse, error) {
	return nil, status.Error(codes.Unimplemented, "this server does not answer Count")
}

// Priced is not there.
func (UnimplementedCatalogServer) Priced(context.Context, *FindRequest) (*FindResponse, error) {
	return nil, status.Error(codes.Unimplemented, "this server does not answer Priced")
}

// Tagged is not there.
func (UnimplementedCatalogServer) Tagged(context.Context, *FindRequest) (*FindResponse, error) {
	return nil, status.Error(codes.Unimplemented, "this server does not answer Tagged")
}

// Sorted is not there.
func (UnimplementedCatalogServer) Sorted(context.Context, *FindRequest) (*FindResponse, error) {
	return nil, status.Error(codes.Unimplemented, "this server does not answer Sorted")
}

// RegisterCatalogServer registers it.
func RegisterCatalogServer(s grpc.ServiceRegistrar, srv CatalogServer) {
	s.RegisterService(&grpc.ServiceDesc{ServiceName: "shop.Catalog", HandlerType: (*CatalogServer)(nil)}, srv)
}
