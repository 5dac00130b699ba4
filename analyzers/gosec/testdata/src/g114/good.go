package g114

import (
	"net/http"
	"time"
)

func serveFor(h http.Handler) error {
	s := &http.Server{Addr: ":8080", Handler: h, ReadHeaderTimeout: 5 * time.Second}
	return s.ListenAndServe()
}
