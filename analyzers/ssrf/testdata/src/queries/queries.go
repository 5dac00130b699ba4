// Package queries asks addresses for their queries, of which some are the program's.
package queries

import (
	"net/http"
	"net/url"
)

func own(w http.ResponseWriter, r *http.Request) {
	u := url.URL{Path: r.URL.Path, RawQuery: "next=https://shop.example.com"}
	http.Get(u.Query().Get("next"))
	p := &url.URL{Path: r.URL.Path, Fragment: r.FormValue("part")}
	http.Get(p.Query().Get("next"))
	c := *r.URL
	c.RawQuery = "next=https://shop.example.com"
	http.Get(c.Query().Get("next"))
}

func theirs(w http.ResponseWriter, r *http.Request) {
	u := &url.URL{Path: "/login", RawQuery: r.URL.RawQuery}
	http.Get(u.Query().Get("next")) // want `query parameter "next" of the request decides which host http.Get calls`
	c := *r.URL
	if r.Method == http.MethodPost {
		c.RawQuery = "next=https://shop.example.com"
	}
	http.Get(c.Query().Get("next")) // want `query parameter "next" of the request decides which host http.Get calls`
	c = *r.URL
	http.Get(c.Query().Get("next")) // want `query parameter "next" of the request decides which host http.Get calls`
}

func routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /own", own)
	mux.HandleFunc("GET /theirs", theirs)
	return mux
}
