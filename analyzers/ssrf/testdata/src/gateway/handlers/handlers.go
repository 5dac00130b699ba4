// Package handlers answers with what services say.
package handlers

import (
	"io"
	"net/http"

	"corpus/gateway/proxy"
)

// Register puts the handlers on the router.
func Register(mux *http.ServeMux, c *proxy.Client) {
	answer := func(w http.ResponseWriter, body io.ReadCloser, err error) {
		if err != nil {
			http.Error(w, "not available", http.StatusBadGateway)
			return
		}
		defer body.Close()
		io.Copy(w, body)
	}
	mux.HandleFunc("GET /users/{id}", func(w http.ResponseWriter, r *http.Request) {
		body, err := c.User(r.Context(), r.PathValue("id"))
		answer(w, body, err)
	})
	mux.HandleFunc("GET /image", func(w http.ResponseWriter, r *http.Request) {
		body, err := c.Image(r.Context(), r.FormValue("src"))
		answer(w, body, err)
	})
	mux.HandleFunc("GET /avatar", func(w http.ResponseWriter, r *http.Request) {
		body, err := c.Avatar(r.Context(), proxy.Avatar{Server: r.FormValue("server"), User: r.FormValue("user")})
		answer(w, body, err)
	})
	mux.HandleFunc("GET /status", func(w http.ResponseWriter, r *http.Request) {
		body, err := c.Status(r.Context(), r.FormValue("env"))
		answer(w, body, err)
	})
}
