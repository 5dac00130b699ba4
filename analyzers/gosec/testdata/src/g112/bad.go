package g112

import "net/http"

func patient(h http.Handler) *http.Server {
	return &http.Server{Addr: ":8080", Handler: h} // want "G112"
}
