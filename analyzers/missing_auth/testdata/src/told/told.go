// Command told has guards that are told how to find out who is calling, what to
// answer strangers with and where to leave what they found; and such as are told
// of something else.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/jwtauth/v5"
)

var orders []string

func list(w http.ResponseWriter, _ *http.Request) { json.NewEncoder(w).Encode(orders) }

var errNobody = errors.New("nobody")

// byHeader, byCookie and byStore find credentials; byTenant, byAddress and
// byPath find something else.
func byHeader(r *http.Request) (string, error) {
	if t := r.Header.Get("Authorization"); t != "" {
		return t, nil
	}
	return "", errNobody
}

func byCookie(r *http.Request) (string, error) {
	c, err := r.Cookie("session")
	if err != nil {
		return "", err
	}
	return c.Value, nil
}

type users interface {
	ByToken(ctx context.Context, token string) (string, error)
}

type directory struct{ users users }

func (d *directory) byStore(r *http.Request) (string, error) {
	return d.users.ByToken(r.Context(), r.Header.Get("X-Api-Key"))
}

func byTenant(r *http.Request) (string, error) {
	if t := r.Header.Get("X-Tenant"); t != "" {
		return t, nil
	}
	return "", errNobody
}

func byAddress(r *http.Request) (string, error) { return r.RemoteAddr, nil }

func byPath(r *http.Request) (string, error) { return chi.URLParam(r, "name"), nil }

// require asks the one function that it is told.
func require(find func(*http.Request) (string, error)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if _, err := find(r); err != nil {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

type nameKey struct{}

// remember leaves what it found to others, and rejects nobody.
func remember(finders ...func(*http.Request) (string, error)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for _, find := range finders {
				if name, err := find(r); err == nil {
					r = r.WithContext(context.WithValue(r.Context(), nameKey{}, name))
					break
				}
			}
			next.ServeHTTP(w, r)
		})
	}
}

// named rejects whom nobody has remembered.
func named(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name, _ := r.Context().Value(nameKey{}).(string); name == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// options of a guard that answers by a handler of its own.
type options struct {
	Find   func(*http.Request) (string, error)
	Denied http.Handler
}

func guarded(o options) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if _, err := o.Find(r); err != nil {
				o.Denied.ServeHTTP(w, r)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// failing is told what to say by a function.
func failing(onError func(http.ResponseWriter, *http.Request, error)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if _, err := byHeader(r); err != nil {
				onError(w, r, err)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// complaining says that something is wrong, and goes on.
func complaining(onError func(http.ResponseWriter, *http.Request, error)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if _, err := byHeader(r); err != nil {
				onError(w, r, err)
			}
			next.ServeHTTP(w, r)
		})
	}
}

func refuse(w http.ResponseWriter, _ *http.Request, err error) {
	http.Error(w, err.Error(), http.StatusUnauthorized)
}

// closed answers by another handler those who come at night.
func closed(night func() bool, page http.Handler) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if night() {
				page.ServeHTTP(w, r)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func main() {
	d := &directory{}
	r := chi.NewRouter()
	r.With(require(byHeader)).Get("/header", list)
	r.With(require(byCookie)).Get("/cookie", list)
	r.With(require(d.byStore)).Get("/store", list)
	r.With(require(func(r *http.Request) (string, error) { return byHeader(r) })).Get("/literal", list)

	r.With(remember(byHeader, byCookie)).Get("/remembered", list) // want "unproven: GET /remembered can be called without"
	r.With(remember(byHeader, byCookie), named).Get("/named", list)
	r.With(remember(byTenant), named).Get("/tenant/named", list)     // want "hint: whether GET /tenant/named requires"
	r.With(named, remember(byHeader)).Get("/named/remembered", list) // want "(hint|unproven): .*GET /named/remembered "

	r.With(guarded(options{Find: byCookie, Denied: http.RedirectHandler("/login", http.StatusSeeOther)})).Get("/denied", list)
	r.With(failing(refuse)).Get("/failing", list)
	r.With(complaining(refuse)).Get("/complaining", list)                                                // want "proven: GET /complaining is registered without"
	r.With(closed(func() bool { return len(orders) == 0 }, http.NotFoundHandler())).Get("/closed", list) // want "proven: GET /closed is registered without"

	auth := jwtauth.New("HS256", []byte("secret"), nil)
	r.With(jwtauth.Verifier(auth)).Get("/verifier", list) // want "proven: GET /verifier is registered without authentication"
	r.With(jwtauth.Verifier(auth), jwtauth.Authenticator(auth)).Get("/authenticator", list)
	others := chi.NewRouter()
	others.With(require(byTenant)).Get("/tenant", list)   // want "(hint|proven): .*GET /tenant "
	others.With(require(byAddress)).Get("/address", list) // want "(hint|proven): .*GET /address "
	others.With(require(byPath)).Get("/by/{name}", list)  // want "(hint|proven): .*GET /by/{name} "
	go http.ListenAndServe(":8081", others)
	log.Fatal(http.ListenAndServe(":8080", r))
}
