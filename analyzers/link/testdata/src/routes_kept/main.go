// Command routes_kept keeps parts of requests in contexts, asks for others that are
// said beside a credential, and counts callers: of that nothing says who is calling,
// unless somebody asks for what was kept.
package main

import (
	"context"
	"errors"
	"net/http"
	"os"

	"corpus/routes_kept/failure"
)

type key int

const (
	tokenKey key = iota
	stateKey
)

// check judges a request, and returns the context that it goes on with.
type check func(r *http.Request) (context.Context, error)

func (c check) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, err := c(r)
		if err != nil {
			answerError(w, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

type server struct {
	header string
	hosts  []string
	states map[string]string
	users  map[string]string
	calls  map[string]int
}

func main() {
	s := &server{header: os.Getenv("HEADER")}
	mux := http.NewServeMux()
	mux.Handle("GET /callback", check(s.state).around(http.HandlerFunc(answer)))  // route GET /callback none
	mux.Handle("GET /known", check(s.token).around(http.HandlerFunc(answer)))     // route GET /known required
	mux.Handle("GET /host", check(s.host).around(http.HandlerFunc(answer)))       // route GET /host none
	mux.Handle("GET /counted", check(s.counted).around(http.HandlerFunc(answer))) // route GET /counted none
	mux.Handle("GET /keyed", check(s.keyed).around(http.HandlerFunc(answer)))     // route GET /keyed none
	mux.Handle("GET /refused", check(s.refused).around(http.HandlerFunc(answer))) // route GET /refused required
	mux.HandleFunc("GET /audience", audience)                                     // route GET /audience none
	mux.HandleFunc("GET /signed", s.signed)                                       // route GET /signed required
	mux.HandleFunc("POST /link", s.link)                                          // route POST /link optional
	mux.HandleFunc("POST /both", s.both)                                          // route POST /both required
	_ = http.ListenAndServe(":80", mux)
}

func answer(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(os.Getenv("DATA"))) }

func answerError(w http.ResponseWriter, err error) {
	status := http.StatusBadRequest
	if known := new(failure.Error); errors.As(err, &known) {
		status = known.Status()
	}
	http.Error(w, err.Error(), status)
}

// state keeps a token for later, and asks for a state that anybody can have.
func (s *server) state(r *http.Request) (context.Context, error) {
	ctx := r.Context()
	token := r.URL.Query().Get("oauth_token")
	if token != "" {
		ctx = withToken(ctx, token)
	}
	ctx, err := s.load(ctx, r)
	return ctx, err
}

func (s *server) load(ctx context.Context, r *http.Request) (context.Context, error) {
	state, ok := s.states[r.URL.Query().Get("state")]
	if !ok {
		return ctx, errors.New("no such state")
	}
	return context.WithValue(ctx, stateKey, state), nil
}

// token keeps a token, and asks for it at once.
func (s *server) token(r *http.Request) (context.Context, error) {
	ctx := r.Context()
	token := r.URL.Query().Get("oauth_token")
	if token != "" {
		ctx = withToken(ctx, token)
	}
	err := s.known(ctx)
	return ctx, err
}

func (s *server) known(ctx context.Context) error {
	token, _ := ctx.Value(tokenKey).(string)
	if s.users[token] == "" {
		return errors.New("who are you?")
	}
	return nil
}

func withToken(ctx context.Context, token string) context.Context {
	return context.WithValue(ctx, tokenKey, token)
}

// host asks by which name it was called.
func (s *server) host(r *http.Request) (context.Context, error) {
	if name := r.URL.Hostname(); name != "" {
		for _, h := range s.hosts {
			if h == name {
				return r.Context(), nil
			}
		}
		return nil, errors.New("not here")
	}
	return r.Context(), nil
}

// counted counts by a header that the service is told the name of.
func (s *server) counted(r *http.Request) (context.Context, error) {
	return r.Context(), s.count(r, r.Header.Get(s.header))
}

// keyed counts by the key that callers bring, whatever it is.
func (s *server) keyed(r *http.Request) (context.Context, error) {
	return r.Context(), s.count(r, r.Header.Get("X-Api-Key"))
}

func (s *server) count(_ *http.Request, by string) error {
	if by == "" {
		return nil
	}
	s.calls[by]++
	if s.calls[by] > 100 {
		return failure.TooMany("%d calls", s.calls[by])
	}
	return nil
}

// refused wants a key.
func (s *server) refused(r *http.Request) (context.Context, error) {
	if s.users[r.Header.Get("X-Api-Key")] == "" {
		return nil, failure.Stranger("who are you?")
	}
	return r.Context(), nil
}

// audience asks whom a credential is for that it does not look at.
func audience(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Jwt-Aud") != os.Getenv("AUDIENCE") {
		http.Error(w, "not for you", http.StatusForbidden)
		return
	}
	answer(w, r)
}

func (s *server) signed(w http.ResponseWriter, r *http.Request) {
	if s.users[r.Header.Get("X-Jwt")] == "" {
		http.Error(w, "not for you", http.StatusForbidden)
		return
	}
	answer(w, r)
}

// link wants to know who is calling where that is to be linked, and signs others up.
func (s *server) link(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("link") != "" {
		if s.users[r.Header.Get("Authorization")] == "" {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
	}
	answer(w, r)
}

// both wants to know it in either case.
func (s *server) both(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("link") != "" {
		if s.users[r.Header.Get("Authorization")] == "" {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
	} else if s.users[r.Header.Get("X-Api-Key")] == "" {
		http.Error(w, "who are you?", http.StatusUnauthorized)
		return
	}
	answer(w, r)
}
