// Package operations is what a generator makes of a document: the operations.
package operations

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/go-openapi/errors"
	"github.com/go-openapi/loads"
	"github.com/go-openapi/runtime"
	"github.com/go-openapi/runtime/middleware"
	"github.com/go-openapi/runtime/security"
	"github.com/go-openapi/spec"
	"github.com/go-openapi/strfmt"
)

// NewPetsAPI makes an API.
func NewPetsAPI(spec *loads.Document) *PetsAPI {
	return &PetsAPI{
		handlers:            make(map[string]map[string]http.Handler),
		formats:             strfmt.Default,
		defaultConsumes:     "application/json",
		defaultProduces:     "application/json",
		customConsumers:     make(map[string]runtime.Consumer),
		customProducers:     make(map[string]runtime.Producer),
		PreServerShutdown:   func() {},
		ServerShutdown:      func() {},
		spec:                spec,
		useSwaggerUI:        false,
		ServeError:          errors.ServeError,
		APIKeyAuthenticator: security.APIKeyAuth,

		JSONConsumer: runtime.JSONConsumer(),

		JSONProducer: runtime.JSONProducer(),

		ListPetsHandler: ListPetsHandlerFunc(func(params ListPetsParams) middleware.Responder {
			return middleware.NotImplemented("operation ListPets has not yet been implemented")
		}),
		AddPetHandler: AddPetHandlerFunc(func(params AddPetParams, principal interface{}) middleware.Responder {
			return middleware.NotImplemented("operation AddPet has not yet been implemented")
		}),
		ChangePetHandler: ChangePetHandlerFunc(func(params ChangePetParams) middleware.Responder {
			return middleware.NotImplemented("operation ChangePet has not yet been implemented")
		}),

		KeyAuth: func(token string) (interface{}, error) {
			return nil, errors.NotImplemented("api key auth (key) X-Token from header param [X-Token] has not yet been implemented")
		},
		APIAuthorizer: security.Authorized(),
	}
}

// PetsAPI is the API.
type PetsAPI struct {
	spec            *loads.Document
	context         *middleware.Context
	handlers        map[string]map[string]http.Handler
	formats         strfmt.Registry
	customConsumers map[string]runtime.Consumer
	customProducers map[string]runtime.Producer
	defaultConsumes string
	defaultProduces string
	Middleware      func(middleware.Builder) http.Handler
	useSwaggerUI    bool

	APIKeyAuthenticator func(string, string, security.TokenAuthentication) runtime.Authenticator

	JSONConsumer runtime.Consumer

	JSONProducer runtime.Producer

	// KeyAuth looks at a token.
	KeyAuth func(string) (interface{}, error)

	// APIAuthorizer says who may do what.
	APIAuthorizer runtime.Authorizer

	// ListPetsHandler answers ListPets.
	ListPetsHandler ListPetsHandler
	// AddPetHandler answers AddPet.
	AddPetHandler AddPetHandler
	// ChangePetHandler answers ChangePet.
	ChangePetHandler ChangePetHandler

	// ServeError answers what has failed.
	ServeError func(http.ResponseWriter, *http.Request, error)

	PreServerShutdown func()

	ServerShutdown func()

	Logger func(string, ...interface{})
}

// UseRedoc for documentation at /docs
func (o *PetsAPI) UseRedoc() {
	o.useSwaggerUI = false
}

// UseSwaggerUI for documentation at /docs
func (o *PetsAPI) UseSwaggerUI() {
	o.useSwaggerUI = true
}

// DefaultProduces returns the default produces media type
func (o *PetsAPI) DefaultProduces() string {
	return o.defaultProduces
}

// DefaultConsumes returns the default consumes media type
func (o *PetsAPI) DefaultConsumes() string {
	return o.defaultConsumes
}

// Formats returns the registered string formats
func (o *PetsAPI) Formats() strfmt.Registry {
	return o.formats
}

// Validate says what is missing.
func (o *PetsAPI) Validate() error {
	var unregistered []string

	if o.KeyAuth == nil {
		unregistered = append(unregistered, "XTokenAuth")
	}
	if o.ListPetsHandler == nil {
		unregistered = append(unregistered, "ListPetsHandler")
	}

	if len(unregistered) > 0 {
		return fmt.Errorf("missing registration: %s", strings.Join(unregistered, ", "))
	}

	return nil
}

// ServeErrorFor gets an error handler for an operation
func (o *PetsAPI) ServeErrorFor(operationID string) func(http.ResponseWriter, *http.Request, error) {
	return o.ServeError
}

// AuthenticatorsFor gets the authenticators for the specified security schemes
func (o *PetsAPI) AuthenticatorsFor(schemes map[string]spec.SecurityScheme) map[string]runtime.Authenticator {
	result := make(map[string]runtime.Authenticator)
	for name := range schemes {
		switch name {
		case "key":
			scheme := schemes[name]
			result[name] = o.APIKeyAuthenticator(scheme.Name, scheme.In, o.KeyAuth)
		}
	}
	return result
}

// Authorizer returns the registered authorizer
func (o *PetsAPI) Authorizer() runtime.Authorizer {
	return o.APIAuthorizer
}

// ConsumersFor gets the consumers for media types.
func (o *PetsAPI) ConsumersFor(mediaTypes []string) map[string]runtime.Consumer {
	result := make(map[string]runtime.Consumer, len(mediaTypes))
	for _, mt := range mediaTypes {
		switch mt {
		case "application/json":
			result["application/json"] = o.JSONConsumer
		}
		if c, ok := o.customConsumers[mt]; ok {
			result[mt] = c
		}
	}
	return result
}

// ProducersFor gets the producers for media types.
func (o *PetsAPI) ProducersFor(mediaTypes []string) map[string]runtime.Producer {
	result := make(map[string]runtime.Producer, len(mediaTypes))
	for _, mt := range mediaTypes {
		switch mt {
		case "application/json":
			result["application/json"] = o.JSONProducer
		}
		if p, ok := o.customProducers[mt]; ok {
			result[mt] = p
		}
	}
	return result
}

// HandlerFor gets the handler for an operation's method and path
func (o *PetsAPI) HandlerFor(method, path string) (http.Handler, bool) {
	if o.handlers == nil {
		return nil, false
	}
	um := strings.ToUpper(method)
	if _, ok := o.handlers[um]; !ok {
		return nil, false
	}
	if path == "/" {
		path = ""
	}
	h, ok := o.handlers[um][path]
	return h, ok
}

// Context returns the middleware context for the API
func (o *PetsAPI) Context() *middleware.Context {
	if o.context == nil {
		o.context = middleware.NewRoutableContext(o.spec, o, nil)
	}

	return o.context
}

func (o *PetsAPI) initHandlerCache() {
	o.Context() // don't care about the result, just that the initialization happened
	if o.handlers == nil {
		o.handlers = make(map[string]map[string]http.Handler)
	}

	if o.handlers["GET"] == nil {
		o.handlers["GET"] = make(map[string]http.Handler)
	}
	o.handlers["GET"]["/pets"] = NewListPets(o.context, o.ListPetsHandler)
	if o.handlers["POST"] == nil {
		o.handlers["POST"] = make(map[string]http.Handler)
	}
	o.handlers["POST"]["/pets"] = NewAddPet(o.context, o.AddPetHandler)
	if o.handlers["PUT"] == nil {
		o.handlers["PUT"] = make(map[string]http.Handler)
	}
	o.handlers["PUT"]["/pets/{id}"] = NewChangePet(o.context, o.ChangePetHandler)
}

// Serve creates a handler to serve the API
func (o *PetsAPI) Serve(builder middleware.Builder) http.Handler {
	o.Init()

	if o.Middleware != nil {
		return o.Middleware(builder)
	}
	if o.useSwaggerUI {
		return o.context.APIHandlerSwaggerUI(builder)
	}
	return o.context.APIHandler(builder)
}

// Init fills the handler cache
func (o *PetsAPI) Init() {
	if len(o.handlers) == 0 {
		o.initHandlerCache()
	}
}

// AddMiddlewareFor adds a http middleware to existing handler
func (o *PetsAPI) AddMiddlewareFor(method, path string, builder middleware.Builder) {
	um := strings.ToUpper(method)
	if path == "/" {
		path = ""
	}
	o.Init()
	if h, ok := o.handlers[um][path]; ok {
		o.handlers[um][path] = builder(h)
	}
}
