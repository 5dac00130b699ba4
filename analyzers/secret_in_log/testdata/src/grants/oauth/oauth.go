// Package oauth reads what a client asks for.
package oauth

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
)

// Request is what a client sends.
type Request struct {
	ClientID     string
	ClientSecret string
	Connector    string
	Scope        string
}

// Grant is a way to a token.
type Grant interface {
	Authorize(ctx context.Context, req *Request) (string, error)
}

// Handler answers with tokens.
type Handler struct {
	Log    *slog.Logger
	Grants map[string]Grant
}

func parse(r *http.Request) (*Request, error) {
	req := &Request{Connector: r.PostFormValue("connector"), Scope: r.PostFormValue("scope")}
	if id, secret, ok := r.BasicAuth(); ok {
		var err error
		if req.ClientID, err = url.QueryUnescape(id); err != nil {
			return nil, errors.New("client_id is not encoded")
		}
		if req.ClientSecret, err = url.QueryUnescape(secret); err != nil {
			return nil, errors.New("client_secret is not encoded")
		}
	} else {
		req.ClientID = r.PostFormValue("client_id")
		req.ClientSecret = r.PostFormValue("client_secret")
	}
	return req, nil
}

// ServeHTTP answers with a token, or says no.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	grant, ok := h.Grants[r.PostFormValue("grant_type")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	req, err := parse(r)
	if err != nil {
		h.Log.Warn("bad request", "err", err)
		return
	}
	token, err := grant.Authorize(r.Context(), req)
	if err != nil {
		h.Log.Error("no token", "err", err, "client", req.ClientID)
		return
	}
	w.Write([]byte(token))
}
