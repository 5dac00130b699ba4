// Package proxies passes requests on.
package proxies

import (
	"net/http"
	"net/http/httputil"
	"net/url"
)

// The backend is named by the request.
func chosen(w http.ResponseWriter, r *http.Request) {
	target, err := url.Parse(r.Header.Get("X-Backend"))
	if err != nil {
		return
	}
	httputil.NewSingleHostReverseProxy(target).ServeHTTP(w, r) // want `proven: header "X-Backend" of the request decides which host httputil.NewSingleHostReverseProxy calls`
}

// The same with the newer function.
func rewritten(w http.ResponseWriter, r *http.Request) {
	proxy := &httputil.ReverseProxy{Rewrite: func(p *httputil.ProxyRequest) {
		target, err := url.Parse("http://" + r.PathValue("host"))
		if err == nil {
			p.SetURL(target) // want `proven: path parameter "host"`
		}
	}}
	proxy.ServeHTTP(w, r)
}

// Calls out go through a proxy that the request names.
func through(w http.ResponseWriter, r *http.Request) {
	via, err := url.Parse(r.FormValue("proxy"))
	if err != nil {
		return
	}
	client := &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(via)}} // want `proven: form value "proxy"`
	client.Get("https://api.example.com/")
}

// The backend is fixed, and the path is passed on.
func fixed() http.Handler {
	target, err := url.Parse("http://backend:8080")
	if err != nil {
		panic(err)
	}
	return httputil.NewSingleHostReverseProxy(target)
}

var backends = map[string]*url.URL{
	"a": {Scheme: "http", Host: "a:8080"},
	"b": {Scheme: "http", Host: "b:8080"},
}

// The backend is looked up.
func looked(w http.ResponseWriter, r *http.Request) {
	target, ok := backends[r.PathValue("backend")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	httputil.NewSingleHostReverseProxy(target).ServeHTTP(w, r)
}

// A director changes the request that goes out.
func directed(target *url.URL) http.Handler {
	return &httputil.ReverseProxy{Director: func(out *http.Request) {
		out.URL.Scheme = target.Scheme
		out.URL.Host = target.Host
		out.Header.Set("X-Forwarded-Host", out.Host)
		out.Host = target.Host
	}}
}

// A middleware takes a prefix away from the request that came in.
func stripped(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		inner := new(http.Request)
		*inner = *r
		inner.URL = new(url.URL)
		*inner.URL = *r.URL
		inner.URL.Path = r.URL.Path[len("/api"):]
		next.ServeHTTP(w, inner)
	})
}
