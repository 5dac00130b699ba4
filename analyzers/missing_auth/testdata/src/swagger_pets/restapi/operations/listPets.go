package operations

import (
	"net/http"

	"github.com/go-openapi/runtime/middleware"
	"github.com/go-openapi/strfmt"
)

// ListPetsHandlerFunc makes a handler of a function.
type ListPetsHandlerFunc func(ListPetsParams) middleware.Responder

// Handle answers a request.
func (fn ListPetsHandlerFunc) Handle(params ListPetsParams) middleware.Responder {
	return fn(params)
}

// ListPetsHandler answers valid requests.
type ListPetsHandler interface {
	Handle(ListPetsParams) middleware.Responder
}

// NewListPets makes an http.Handler of one.
func NewListPets(ctx *middleware.Context, handler ListPetsHandler) *ListPets {
	return &ListPets{Context: ctx, Handler: handler}
}

// ListPets serves GET /pets.
type ListPets struct {
	Context *middleware.Context
	Handler ListPetsHandler
}

func (o *ListPets) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	route, rCtx, _ := o.Context.RouteInfo(r)
	if rCtx != nil {
		*r = *rCtx
	}
	var Params = NewListPetsParams()
	if err := o.Context.BindValidRequest(r, route, &Params); err != nil {
		o.Context.Respond(rw, r, route.Produces, route, err)
		return
	}

	res := o.Handler.Handle(Params)

	o.Context.Respond(rw, r, route.Produces, route, res)
}

// NewListPetsParams makes parameters.
func NewListPetsParams() ListPetsParams {
	return ListPetsParams{}
}

// ListPetsParams are the parameters of ListPets.
type ListPetsParams struct {
	HTTPRequest *http.Request
}

// BindRequest reads them.
func (o *ListPetsParams) BindRequest(r *http.Request, route *middleware.MatchedRoute) error {
	o.HTTPRequest = r
	return o.validate(route.Consumer != nil, strfmt.Default)
}

func (o *ListPetsParams) validate(_ bool, _ strfmt.Registry) error { return nil }
