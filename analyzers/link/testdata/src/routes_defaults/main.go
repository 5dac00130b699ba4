// Command routes_defaults has prefixes that a configuration can change.
package main

import (
	"flag"
	"net/http"
	"os"

	"corpus/routes_defaults/config"
)

var base = "/base"

func list(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(os.Args[0])) }

type server struct{ config *config.Config }

// prefixed is what a route is without a configuration, or below what that says.
func (s *server) prefixed(route string) string {
	prefix := s.config.Prefix
	if prefix == "" || prefix == "/" {
		return route
	}
	return prefix + route
}

func (s *server) routes(m *http.ServeMux) {
	m.HandleFunc(s.prefixed("/version"), list)  // route ANY /version none
	m.HandleFunc(s.config.Prefix+"/said", list) // route ANY {?}/said none
}

func main() {
	flag.StringVar(&config.Flagged, "flagged", config.Flagged, "where the flag says")
	flag.StringVar(&base, "base", base, "where the flag says")
	flag.Parse()
	config.Load()
	m := http.NewServeMux()
	m.HandleFunc("GET "+config.Root+"/root", list)         // route GET /app/root none local={?}/root
	m.HandleFunc("GET "+config.Fixed+"/x", list)           // route GET /fixed/x none local={?}/x
	m.HandleFunc("GET "+config.Nowhere+"/x", list)         // route GET {?}/x none
	m.HandleFunc("GET "+config.Flagged+"/x", list)         // route GET /flagged/x none local={?}/x
	m.HandleFunc("GET "+base+"/x", list)                   // route GET /base/x none
	m.HandleFunc("GET "+os.Getenv("PREFIX")+"/none", list) // route GET {?}/none none
	(&server{config: &config.Config{Prefix: os.Getenv("PREFIX")}}).routes(m)
	_ = http.ListenAndServe(":8080", m)
}
