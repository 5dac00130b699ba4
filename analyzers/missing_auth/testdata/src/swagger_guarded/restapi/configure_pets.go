// Package restapi is what a generator makes of a document: the server.
package restapi

import (
	"net/http"
	"os"

	"corpus/swagger_guarded/restapi/operations"

	"github.com/go-openapi/runtime/middleware"
)

func configureAPI(api *operations.PetsAPI) http.Handler {
	names := map[string]string{"1": os.Getenv("FIRST")}
	api.ListPetsHandler = operations.ListPetsHandlerFunc(func(params operations.ListPetsParams) middleware.Responder {
		return operations.NewListPetsOK().WithPayload(names)
	})
	api.AddPetHandler = operations.AddPetHandlerFunc(func(params operations.AddPetParams, principal interface{}) middleware.Responder {
		names["2"] = "new"
		return operations.NewListPetsOK()
	})
	api.ChangePetHandler = operations.ChangePetHandlerFunc(func(params operations.ChangePetParams) middleware.Responder {
		names[params.ID] = "other"
		return operations.NewListPetsOK()
	})
	return setupGlobalMiddleware(api.Serve(setupMiddlewares))
}

func configureServer(s *http.Server, scheme, addr string) {
}

// setupMiddlewares counts for the operations alone.
func setupMiddlewares(handler http.Handler) http.Handler {
	return handler
}

// setupGlobalMiddleware is around everything.
func setupGlobalMiddleware(handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("KEY") {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		handler.ServeHTTP(w, r)
	})
}
