// Command grpc_gateway answers HTTP by calls of a service.
package main

import (
	"context"
	"log"
	"net/http"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
)

// Server is a service.
type Server interface{ Name() string }

// RegisterNotesHandlerServer has the shape of what is generated for a gateway, and
// was written by hand: its route stands where it is registered.
func RegisterNotesHandlerServer(ctx context.Context, mux *runtime.ServeMux, server Server) error {
	return mux.HandlePath("GET", "/v1/notes/{id}", func(w http.ResponseWriter, r *http.Request, _ map[string]string) { // want "proven: GET /api/v1/notes/{id} is registered without authentication"
		w.Write([]byte(server.Name()))
	})
}

func version(w http.ResponseWriter, r *http.Request, _ map[string]string) {
	w.Write([]byte(r.URL.Query().Get("of")))
}

func main() {
	gateway := runtime.NewServeMux()
	if err := RegisterNotesHandlerServer(context.Background(), gateway, nil); err != nil {
		log.Fatal(err)
	}
	if err := gateway.HandlePath("GET", "/notes/{id}", version); err != nil { // want "proven: GET /api/notes/{id} is registered without authentication"
		log.Fatal(err)
	}
	m := http.NewServeMux()
	m.Handle("/api/", http.StripPrefix("/api", gateway))
	log.Fatal(http.ListenAndServe(":8080", m))
}
