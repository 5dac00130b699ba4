// Package bad writes secrets to logs.
package bad

import (
	"log"
	"log/slog"
	"net/http"
	"net/http/httputil"
)

// Refuse logs the token that was wrong, which may be right tomorrow.
func Refuse(w http.ResponseWriter, r *http.Request) {
	token := r.Header.Get("Authorization")
	log.Printf("cannot verify %q", token) // want `proven: header "Authorization" of the request is logged by log.Printf: it proves who the client is`
	http.Error(w, "who are you", http.StatusUnauthorized)
}

// Trace logs all headers of a request.
func Trace(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		slog.Debug("request", "path", r.URL.Path, "headers", r.Header) // want `proven: the request's header is logged by slog.Debug: the headers hold Authorization and Cookie`
		next.ServeHTTP(w, r)
	})
}

// Dump logs a request as it came in.
func Dump(w http.ResponseWriter, r *http.Request) {
	dump, err := httputil.DumpRequest(r, false)
	if err != nil {
		log.Print("a request cannot be dumped")
		return
	}
	log.Print(string(dump)) // want `proven: the request's header is logged by log.Print`
}
