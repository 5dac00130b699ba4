// Package weather has a handler kept of itself, when it is imported.
package weather

import (
	"encoding/json"
	"net/http"

	"corpus/kept_handlers/services"
)

func init() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /rain", list)
	services.Register("weather", mux)

	shown := http.NewServeMux()
	shown.HandleFunc("GET /sun", list) // want "proven: GET /shown/sky/sun is registered without"
	services.Publish("sky", shown)
}

var fallen []string

func list(w http.ResponseWriter, _ *http.Request) { _ = json.NewEncoder(w).Encode(fallen) }
