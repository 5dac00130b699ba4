package restapi

import (
	"log"
	"net/http"
	"os"

	"corpus/swagger_pets/restapi/operations"

	"github.com/go-openapi/errors"
	"github.com/go-openapi/runtime"
	"github.com/go-openapi/runtime/middleware"
	"github.com/go-openapi/runtime/server-middleware/docui"
)

// pets answers some operations.
type pets struct{ names map[string]string }

func (p *pets) list(params operations.ListPetsParams) middleware.Responder {
	return operations.NewListPetsOK().WithPayload(p.names)
}

// Handle shows one.
func (p *pets) Handle(params operations.ShowPetParams, principal interface{}) middleware.Responder {
	return operations.NewListPetsOK().WithPayload(map[string]string{params.ID: p.names[params.ID]})
}

func configureAPI(api *operations.PetsAPI) http.Handler {
	api.ServeError = errors.ServeError

	api.UseSwaggerUI()

	api.JSONConsumer = runtime.JSONConsumer()

	api.JSONProducer = runtime.JSONProducer()

	api.KeyAuth = func(token string) (interface{}, error) {
		if token == os.Getenv("KEY") {
			return token, nil
		}
		return nil, errors.New(http.StatusUnauthorized, "no")
	}

	p := &pets{names: map[string]string{"1": os.Getenv("FIRST")}}
	api.ListPetsHandler = operations.ListPetsHandlerFunc(p.list)
	api.AddPetHandler = operations.AddPetHandlerFunc(func(params operations.AddPetParams, principal interface{}) middleware.Responder {
		p.names[params.HTTPRequest.URL.Query().Get("id")] = "new"
		return operations.NewListPetsOK()
	})
	api.ShowPetHandler = p
	if api.ChangePetHandler == nil {
		api.ChangePetHandler = operations.ChangePetHandlerFunc(func(params operations.ChangePetParams) middleware.Responder {
			return middleware.NotImplemented("operation operations.ChangePet has not yet been implemented")
		})
	}
	// This one asks for a key itself.
	api.DropPetHandler = operations.DropPetHandlerFunc(func(params operations.DropPetParams) middleware.Responder {
		if params.HTTPRequest.Header.Get("X-Token") != os.Getenv("KEY") {
			return operations.NewDropPetUnauthorized()
		}
		delete(p.names, params.ID)
		return operations.NewListPetsOK()
	})

	// The document alone is shown, and no page about it.
	api.Middleware = func(b middleware.Builder) http.Handler {
		return docui.ServeSpec(SwaggerJSON, api.Context().RoutesHandler(b), docui.WithSpecPath("/swagger.json"))
	}

	api.PreServerShutdown = func() {}

	api.ServerShutdown = func() {}

	return below(setupGlobalMiddleware(api.Serve(setupMiddlewares)))
}

func configureServer(s *http.Server, scheme, addr string) {
}

func setupMiddlewares(handler http.Handler) http.Handler {
	return handler
}

func setupGlobalMiddleware(handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Print(r.URL.Path)
		handler.ServeHTTP(w, r)
	})
}

// below serves the operations below a prefix, which they do not see: their paths
// begin where their document says.
func below(operations http.Handler) http.Handler {
	prefix := ""
	if root := os.Getenv("ROOT"); root != "/" {
		prefix = root
	}
	mux := http.NewServeMux()
	mux.Handle(prefix+"/v1/", http.StripPrefix(prefix, operations))
	return mux
}
