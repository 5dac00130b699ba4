package operations

import (
	"net/http"

	"github.com/go-openapi/runtime/middleware"
	"github.com/go-openapi/strfmt"
)

// DropPetHandlerFunc makes a handler of a function.
type DropPetHandlerFunc func(DropPetParams) middleware.Responder

// Handle answers a request.
func (fn DropPetHandlerFunc) Handle(params DropPetParams) middleware.Responder {
	return fn(params)
}

// DropPetHandler answers valid requests.
type DropPetHandler interface {
	Handle(DropPetParams) middleware.Responder
}

// NewDropPet makes an http.Handler of one.
func NewDropPet(ctx *middleware.Context, handler DropPetHandler) *DropPet {
	return &DropPet{Context: ctx, Handler: handler}
}

// DropPet serves DELETE /pets/{id}.
type DropPet struct {
	Context *middleware.Context
	Handler DropPetHandler
}

func (o *DropPet) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	route, rCtx, _ := o.Context.RouteInfo(r)
	if rCtx != nil {
		*r = *rCtx
	}
	var Params = NewDropPetParams()
	if err := o.Context.BindValidRequest(r, route, &Params); err != nil {
		o.Context.Respond(rw, r, route.Produces, route, err)
		return
	}

	res := o.Handler.Handle(Params)

	o.Context.Respond(rw, r, route.Produces, route, res)
}

// NewDropPetParams makes parameters.
func NewDropPetParams() DropPetParams {
	return DropPetParams{}
}

// DropPetParams are the parameters of DropPet.
type DropPetParams struct {
	HTTPRequest *http.Request
	ID          string
}

// BindRequest reads them.
func (o *DropPetParams) BindRequest(r *http.Request, route *middleware.MatchedRoute) error {
	o.HTTPRequest = r
	rID, _, _ := route.Params.GetOK("id")
	if len(rID) > 0 {
		o.ID = rID[len(rID)-1]
	}
	return o.validate(route.Consumer != nil, strfmt.Default)
}

func (o *DropPetParams) validate(_ bool, _ strfmt.Registry) error { return nil }
