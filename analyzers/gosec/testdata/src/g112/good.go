package g112

import (
	"net/http"
	"time"
)

func hasty(h http.Handler) *http.Server {
	return &http.Server{Addr: ":8080", Handler: h, ReadHeaderTimeout: 5 * time.Second}
}
