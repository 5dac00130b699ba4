package operations

import (
	"net/http"

	"github.com/go-openapi/runtime/middleware"
	"github.com/go-openapi/strfmt"
)

// AddPetHandlerFunc makes a handler of a function.
type AddPetHandlerFunc func(AddPetParams, interface{}) middleware.Responder

// Handle answers a request.
func (fn AddPetHandlerFunc) Handle(params AddPetParams, principal interface{}) middleware.Responder {
	return fn(params, principal)
}

// AddPetHandler answers valid requests.
type AddPetHandler interface {
	Handle(AddPetParams, interface{}) middleware.Responder
}

// NewAddPet makes an http.Handler of one.
func NewAddPet(ctx *middleware.Context, handler AddPetHandler) *AddPet {
	return &AddPet{Context: ctx, Handler: handler}
}

// AddPet serves POST /pets.
type AddPet struct {
	Context *middleware.Context
	Handler AddPetHandler
}

func (o *AddPet) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	route, rCtx, _ := o.Context.RouteInfo(r)
	if rCtx != nil {
		*r = *rCtx
	}
	var Params = NewAddPetParams()
	uprinc, aCtx, err := o.Context.Authorize(r, route)
	if err != nil {
		o.Context.Respond(rw, r, route.Produces, route, err)
		return
	}
	if aCtx != nil {
		*r = *aCtx
	}
	var principal interface{}
	if uprinc != nil {
		principal = uprinc
	}

	if err := o.Context.BindValidRequest(r, route, &Params); err != nil {
		o.Context.Respond(rw, r, route.Produces, route, err)
		return
	}

	res := o.Handler.Handle(Params, principal)

	o.Context.Respond(rw, r, route.Produces, route, res)
}

// NewAddPetParams makes parameters.
func NewAddPetParams() AddPetParams {
	return AddPetParams{}
}

// AddPetParams are the parameters of AddPet.
type AddPetParams struct {
	HTTPRequest *http.Request
}

// BindRequest reads them.
func (o *AddPetParams) BindRequest(r *http.Request, route *middleware.MatchedRoute) error {
	o.HTTPRequest = r
	return o.validate(route.Consumer != nil, strfmt.Default)
}

func (o *AddPetParams) validate(_ bool, _ strfmt.Registry) error { return nil }
