package operations

import (
	"net/http"

	"github.com/go-openapi/runtime/middleware"
	"github.com/go-openapi/strfmt"
)

// ChangePetHandlerFunc makes a handler of a function.
type ChangePetHandlerFunc func(ChangePetParams) middleware.Responder

// Handle answers a request.
func (fn ChangePetHandlerFunc) Handle(params ChangePetParams) middleware.Responder {
	return fn(params)
}

// ChangePetHandler answers valid requests.
type ChangePetHandler interface {
	Handle(ChangePetParams) middleware.Responder
}

// NewChangePet makes an http.Handler of one.
func NewChangePet(ctx *middleware.Context, handler ChangePetHandler) *ChangePet {
	return &ChangePet{Context: ctx, Handler: handler}
}

// ChangePet serves PUT /pets/{id}.
type ChangePet struct {
	Context *middleware.Context
	Handler ChangePetHandler
}

func (o *ChangePet) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	route, rCtx, _ := o.Context.RouteInfo(r)
	if rCtx != nil {
		*r = *rCtx
	}
	var Params = NewChangePetParams()
	if err := o.Context.BindValidRequest(r, route, &Params); err != nil {
		o.Context.Respond(rw, r, route.Produces, route, err)
		return
	}

	res := o.Handler.Handle(Params)

	o.Context.Respond(rw, r, route.Produces, route, res)
}

// NewChangePetParams makes parameters.
func NewChangePetParams() ChangePetParams {
	return ChangePetParams{}
}

// ChangePetParams are the parameters of ChangePet.
type ChangePetParams struct {
	HTTPRequest *http.Request
	ID          string
}

// BindRequest reads them.
func (o *ChangePetParams) BindRequest(r *http.Request, route *middleware.MatchedRoute) error {
	o.HTTPRequest = r
	rID, _, _ := route.Params.GetOK("id")
	if len(rID) > 0 {
		o.ID = rID[len(rID)-1]
	}
	return o.validate(route.Consumer != nil, strfmt.Default)
}

func (o *ChangePetParams) validate(_ bool, _ strfmt.Registry) error { return nil }
