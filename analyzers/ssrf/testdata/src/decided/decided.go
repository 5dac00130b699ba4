// Package decided calls what was decided before, by a choice, a check or a signature.
package decided

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"github.com/valyala/fasthttp"
	"net/http"
	"net/url"
	"strings"
)

// A switch chooses the address.
func chosen(w http.ResponseWriter, r *http.Request) {
	address := "https://api.example.com/"
	if r.FormValue("env") == "test" {
		address = "https://api.test.example.com/"
	}
	http.Get(address + r.FormValue("path"))
}

// A function says whether the address is allowed.
func validated(w http.ResponseWriter, r *http.Request) {
	raw := r.FormValue("url")
	if err := check(raw); err != nil {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get(raw)
}

// A function returns what is allowed alone.
func returned(w http.ResponseWriter, r *http.Request) {
	u, err := parse(r.FormValue("url"))
	if err != nil {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get(u.String())
}

// The request goes out to what is set on it.
func assigned(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequest(http.MethodGet, "https://api.example.com/", nil)
	if err != nil {
		return
	}
	req.URL.Host = r.FormValue("host") // want `proven: form value "host"`
	http.DefaultClient.Do(req)
}

// Pieces are joined.
func joinedPieces(w http.ResponseWriter, r *http.Request) {
	http.Get(strings.Join([]string{"https:/", r.FormValue("joined"), "api"}, "/")) // want `proven: form value "joined"`
}

var allowed = map[string]bool{"a.example.com": true}

var errHost = errors.New("this host is not allowed")

func check(raw string) error {
	u, err := url.Parse(raw)
	if err != nil {
		return err // no yes: err is not nil here
	}
	if !allowed[u.Hostname()] {
		return errHost
	}
	return nil
}

func parse(raw string) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err != nil {
		return nil, err
	}
	if u.Host != "a.example.com" {
		return nil, errHost
	}
	return u, nil
}

// A request that came in is changed before it is handled: it calls nobody.
func incoming(ctx *fasthttp.RequestCtx) {
	ctx.Request.SetRequestURI(strings.TrimPrefix(string(ctx.RequestURI()), "/base"))
}

// The address carries a digest of the service's own.
func signed(key []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		raw := r.FormValue("url")
		sum, err := hex.DecodeString(r.FormValue("sum"))
		if err != nil {
			return
		}
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(raw))
		if !hmac.Equal(sum, mac.Sum(nil)) {
			return
		}
		http.Get(raw)
	}
}

// The digest is of something else.
func signedElse(key []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		sum, err := hex.DecodeString(r.FormValue("sum"))
		if err != nil {
			return
		}
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(r.FormValue("name")))
		if !hmac.Equal(sum, mac.Sum(nil)) {
			return
		}
		http.Get(r.FormValue("url")) // want `proven: form value "url"`
	}
}

// The digest is compared, and nothing follows.
func signedForNothing(key []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		raw := r.FormValue("url")
		if !hmac.Equal([]byte(r.FormValue("sum")), digest(key, raw)) {
			w.WriteHeader(http.StatusForbidden)
		}
		http.Get(raw) // want `proven: form value "url"`
	}
}

// The digest is made by a function of its own.
func signedByHelper(key []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		raw := r.FormValue("url")
		if !hmac.Equal([]byte(r.FormValue("sum")), digest(key, raw)) {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		http.Get(raw)
	}
}

func digest(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

// A function checks the signature.
func verified(key ed25519.PublicKey) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		callback := r.FormValue("callback")
		if !genuine(key, callback, r.Header.Get("X-Signature")) {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		http.Get(callback)
	}
}

func genuine(key ed25519.PublicKey, text, signature string) bool {
	raw, err := hex.DecodeString(signature)
	if err != nil {
		return false
	}
	return ed25519.Verify(key, []byte(text), raw)
}

// An address is parsed and refused by a function that says so by nil.
func orNil(w http.ResponseWriter, r *http.Request) {
	u := allowedOnly(r.FormValue("url"))
	if u == nil {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	http.Get(u.String())
}

func allowedOnly(raw string) *url.URL {
	u, err := url.Parse(raw)
	if err != nil || !allowed[u.Host] {
		return nil
	}
	u.Path = strings.TrimSuffix(u.Path, "/")
	return u
}

// A request that was made is sent to another host.
func whole(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequest(http.MethodGet, "https://api.example.com/", nil)
	if err != nil {
		return
	}
	u, err := url.Parse(r.FormValue("target"))
	if err != nil {
		return
	}
	req.URL = u // want `proven: form value "target"`
	http.DefaultClient.Do(req)
}

// A middleware changes the address of the request that came in.
func rewritten(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u, err := url.Parse(r.FormValue("path"))
		if err != nil {
			return
		}
		r.URL = u
		next.ServeHTTP(w, r)
	})
}
