// Command grants hands tokens to clients that prove who they are.
package main

import (
	"log"
	"log/slog"
	"net/http"

	"corpus/grants/grant"
	"corpus/grants/oauth"
	"corpus/grants/store"
)

func main() {
	s := &store.Memory{}
	h := &oauth.Handler{Log: slog.Default(), Grants: map[string]oauth.Grant{
		"refresh_token": &grant.Refresh{Log: slog.Default(), Store: s},
		"password":      &grant.Password{Log: slog.Default(), Store: s},
	}}
	log.Fatal(http.ListenAndServe(":8080", h))
}
