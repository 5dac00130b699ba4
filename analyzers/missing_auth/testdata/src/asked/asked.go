// Command asked has middlewares that ask a function whether a request goes on:
// what they prove is what the function proves that they are given.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"strings"
)

// asking answers with what goes on, or with what is wrong.
type asking func(w http.ResponseWriter, r *http.Request) (context.Context, error)

func (a asking) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.serve(next, w, r)
	})
}

func (a asking) serve(next http.Handler, w http.ResponseWriter, r *http.Request) {
	ctx, err := a(w, r)
	if err != nil {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	if ctx != nil {
		r = r.WithContext(ctx)
	}
	next.ServeHTTP(w, r)
}

func (a asking) direct(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, err := a(w, r)
		if err != nil {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func made(a asking) func(http.Handler) http.Handler { return a.around }

func inPlace(a asking) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if ctx, err := a(w, r); err == nil {
				next.ServeHTTP(w, r.WithContext(ctx))
			} else {
				http.Error(w, "no", http.StatusForbidden)
			}
		})
	}
}

type api struct {
	token string
	open  bool
}

// signedIn wants a token.
func (a *api) signedIn(_ http.ResponseWriter, r *http.Request) (context.Context, error) {
	token, err := a.bearer(r)
	if err != nil {
		return nil, err
	}
	if token != a.token {
		return nil, errors.New("the token does not hold")
	}
	return context.WithValue(r.Context(), key{}, token), nil
}

type key struct{}

func (a *api) bearer(r *http.Request) (string, error) {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return "", errors.New("there is no token")
	}
	return token, nil
}

// enabled asks for a setting, and wants nothing of callers.
func (a *api) enabled(_ http.ResponseWriter, r *http.Request) (context.Context, error) {
	if !a.open {
		return nil, errors.New("this is switched off")
	}
	return r.Context(), nil
}

// named wants a part of the path.
func (a *api) named(_ http.ResponseWriter, r *http.Request) (context.Context, error) {
	if r.PathValue("name") == "" {
		return nil, errors.New("there is no name")
	}
	return r.Context(), nil
}

// noticed reads the token, and lets everyone by.
func (a *api) noticed(_ http.ResponseWriter, r *http.Request) (context.Context, error) {
	if token, err := a.bearer(r); err == nil {
		return context.WithValue(r.Context(), key{}, token), nil
	}
	return r.Context(), nil
}

// switched notes who it is, and refuses for another reason.
func (a *api) switched(_ http.ResponseWriter, r *http.Request) (context.Context, error) {
	if !a.open {
		return nil, errors.New("this is switched off")
	}
	return context.WithValue(r.Context(), key{}, r.Header.Get("Authorization")), nil
}

// elsewhere leaves it to what this program does not hold.
func (a *api) elsewhere(_ http.ResponseWriter, r *http.Request) (context.Context, error) {
	return r.Context(), check(r)
}

var check func(*http.Request) error

func things(w http.ResponseWriter, r *http.Request) { w.Write(data[r.FormValue("k")]) }

var data = map[string][]byte{}

func main() {
	a := &api{token: "x"}
	mux := http.NewServeMux()
	t := http.HandlerFunc(things)
	mux.Handle("GET /a", made(a.signedIn)(t))
	mux.Handle("GET /b", asking(a.signedIn).direct(t))
	mux.Handle("GET /c", inPlace(a.signedIn)(t))
	mux.Handle("GET /d", asking(a.signedIn).around(t))
	mux.Handle("GET /e", made(a.enabled)(made(a.signedIn)(t)))
	mux.Handle("GET /f", made(a.enabled)(t))                    // want "proven: GET /f is registered without"
	mux.Handle("GET /g", asking(a.enabled).direct(t))           // want "proven: GET /g is registered without"
	mux.Handle("GET /h", inPlace(a.enabled)(t))                 // want "proven: GET /h is registered without"
	mux.Handle("GET /i/{name}", made(a.named)(t))               // want "proven: GET /i/{name} is registered without"
	mux.Handle("GET /j", made(a.noticed)(t))                    // want "proven: GET /j is registered without"
	mux.Handle("GET /k", made(a.elsewhere)(t))                  // want "hint: whether GET /k requires authentication is not known"
	mux.Handle("GET /l", made(a.elsewhere)(made(a.enabled)(t))) // want "hint: whether GET /l requires authentication is not known"
	mux.Handle("GET /m", made(a.switched)(t))                   // want "proven: GET /m is registered without"
	log.Fatal(http.ListenAndServe(":8080", mux))
}
