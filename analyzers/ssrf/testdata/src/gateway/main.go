// Command gateway calls services whose addresses are in its configuration.
package main

import (
	"log"
	"net/http"

	"corpus/gateway/config"
	"corpus/gateway/handlers"
	"corpus/gateway/proxy"
)

func main() {
	cfg := config.Load()
	mux := http.NewServeMux()
	handlers.Register(mux, proxy.New(cfg.Users, cfg.Images))
	log.Fatal(http.ListenAndServe(cfg.Addr, mux))
}
