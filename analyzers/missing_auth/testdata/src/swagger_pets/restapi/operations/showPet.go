package operations

import (
	"net/http"

	"github.com/go-openapi/runtime/middleware"
	"github.com/go-openapi/strfmt"
)

// ShowPetHandlerFunc makes a handler of a function.
type ShowPetHandlerFunc func(ShowPetParams, interface{}) middleware.Responder

// Handle answers a request.
func (fn ShowPetHandlerFunc) Handle(params ShowPetParams, principal interface{}) middleware.Responder {
	return fn(params, principal)
}

// ShowPetHandler answers valid requests.
type ShowPetHandler interface {
	Handle(ShowPetParams, interface{}) middleware.Responder
}

// NewShowPet makes an http.Handler of one.
func NewShowPet(ctx *middleware.Context, handler ShowPetHandler) *ShowPet {
	return &ShowPet{Context: ctx, Handler: handler}
}

// ShowPet serves GET /pets/{id}.
type ShowPet struct {
	Context *middleware.Context
	Handler ShowPetHandler
}

func (o *ShowPet) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	route, rCtx, _ := o.Context.RouteInfo(r)
	if rCtx != nil {
		*r = *rCtx
	}
	var Params = NewShowPetParams()
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

// NewShowPetParams makes parameters.
func NewShowPetParams() ShowPetParams {
	return ShowPetParams{}
}

// ShowPetParams are the parameters of ShowPet.
type ShowPetParams struct {
	HTTPRequest *http.Request
	ID          string
}

// BindRequest reads them.
func (o *ShowPetParams) BindRequest(r *http.Request, route *middleware.MatchedRoute) error {
	o.HTTPRequest = r
	rID, _, _ := route.Params.GetOK("id")
	if len(rID) > 0 {
		o.ID = rID[len(rID)-1]
	}
	return o.validate(route.Consumer != nil, strfmt.Default)
}

func (o *ShowPetParams) validate(_ bool, _ strfmt.Registry) error { return nil }
