// Command routes_flags notes in a loop that it has found a key, and asks for that behind
// the loop.
package main

import (
	"crypto/subtle"
	"net/http"
	"os"
)

func data(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("something")) }

var keys = []string{os.Getenv("KEY"), os.Getenv("OTHER_KEY")}

// whole goes on when it has found one.
func whole(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		found := false
		for _, k := range keys {
			if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Api-Key")), []byte(k)) == 1 {
				found = true
			}
		}
		if !found {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// until stops there.
func until(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		found := false
		for _, k := range keys {
			if r.Header.Get("X-Api-Key") == k {
				found = true
				break
			}
		}
		if found {
			next.ServeHTTP(w, r)
			return
		}
		w.WriteHeader(http.StatusUnauthorized)
	})
}

// from asks otherwise: whether nobody was found.
func from(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		missing := true
		for _, k := range keys {
			if r.Header.Get("X-Api-Key") == k {
				missing = false
			}
		}
		if missing {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// begun has found one before it looks.
func begun(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		found := true
		for _, k := range keys {
			if r.Header.Get("X-Api-Key") == k {
				found = true
			}
		}
		if !found {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// unless has another way to have found one.
func unless(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		found := false
		for _, k := range keys {
			if r.Header.Get("X-Api-Key") == k {
				found = true
			}
			if r.Header.Get("Accept") == k {
				found = true
			}
		}
		if !found {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// spoken looks for a language.
func spoken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		found := false
		for _, lang := range []string{"de", "en"} {
			if r.Header.Get("Accept-Language") == lang {
				found = true
			}
		}
		if !found {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// noted only notes it.
func noted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		found := false
		for _, k := range keys {
			if r.Header.Get("X-Api-Key") == k {
				found = true
			}
		}
		if !found {
			w.Header().Set("X-Unknown", "1")
		}
		next.ServeHTTP(w, r)
	})
}

// blocked turns away who is found.
func blocked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		found := false
		for _, k := range keys {
			if r.Header.Get("X-Api-Key") == k {
				found = true
			}
		}
		if found {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	h := http.HandlerFunc(data)
	mux := http.NewServeMux()
	mux.Handle("/whole", whole(h))     // route ANY /whole required
	mux.Handle("/until", until(h))     // route ANY /until required
	mux.Handle("/from", from(h))       // route ANY /from required
	mux.Handle("/begun", begun(h))     // route ANY /begun none
	mux.Handle("/unless", unless(h))   // route ANY /unless none
	mux.Handle("/spoken", spoken(h))   // route ANY /spoken none
	mux.Handle("/noted", noted(h))     // route ANY /noted none
	mux.Handle("/blocked", blocked(h)) // route ANY /blocked none
	_ = http.ListenAndServe(":80", mux)
}
