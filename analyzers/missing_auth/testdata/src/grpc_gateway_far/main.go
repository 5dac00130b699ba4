// Command grpc_gateway_far goes to a server that is another program: whom that lets
// by is not known here, unless the gateway asks before.
package main

import (
	"context"
	"crypto/subtle"
	"log"
	"net/http"
	"os"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"

	"corpus/grpc_gateway_far/pb"
)

func asked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), []byte(os.Getenv("TOKEN"))) != 1 {
			http.Error(w, "who is this?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func gateway(conn *grpc.ClientConn) *runtime.ServeMux {
	mux := runtime.NewServeMux()
	if err := pb.RegisterNotesHandler(context.Background(), mux, conn); err != nil { // want "hint: whether DELETE /v1/notes/{id} requires authentication is not known"
		log.Fatal(err)
	}
	return mux
}

func guarded(conn *grpc.ClientConn) http.Handler {
	mux := runtime.NewServeMux()
	if err := pb.RegisterNotesHandler(context.Background(), mux, conn); err != nil {
		log.Fatal(err)
	}
	return asked(mux)
}

func main() {
	conn, err := grpc.NewClient("notes:9000")
	if err != nil {
		log.Fatal(err)
	}
	go http.ListenAndServe(":8081", guarded(conn))
	log.Fatal(http.ListenAndServe(":8080", gateway(conn)))
}
