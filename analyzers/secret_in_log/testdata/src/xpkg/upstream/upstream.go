// Package upstream calls another service.
package upstream

import (
	"net/http"

	"corpus/xpkg/config"
)

// Do sends the request with our password.
func Do(cfg *config.Config, req *http.Request) (*http.Response, error) {
	req.SetBasicAuth("shop", cfg.Password)
	return http.DefaultClient.Do(req)
}
