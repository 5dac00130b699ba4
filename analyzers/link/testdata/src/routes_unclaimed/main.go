// Command routes_unclaimed lets everybody in as long as there is no user yet. Whether
// there is one, a store of users says: not one of jobs, and nothing that a request asks.
package main

import (
	"context"
	"fmt"
	"net/http"

	"corpus/routes_unclaimed/store"
)

type gate struct {
	users store.Users
	jobs  store.Jobs
	mixed store.Mixed
}

func deny(w http.ResponseWriter) { w.WriteHeader(http.StatusUnauthorized) }

func answer(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("something")) }

func (g *gate) user(ctx context.Context, r *http.Request) (u *store.User, err error) {
	c, err := r.Cookie("session")
	if err == nil {
		return g.users.ByToken(ctx, c.Value)
	}
	login, _, ok := r.BasicAuth()
	if !ok {
		return nil, nil
	}
	u, err = g.users.ByLogin(ctx, store.Login(login))
	if err != nil {
		return nil, fmt.Errorf("looking for a user: %w", err)
	}
	return u, nil
}

func (g *gate) claimed(ctx context.Context) bool {
	all, err := g.users.All(ctx)
	if err != nil {
		panic(err)
	}
	return len(all) != 0
}

func (g *gate) counted(ctx context.Context) (bool, error) {
	n, err := g.users.Count(ctx)
	if err != nil {
		return false, err
	}
	return n > 0, nil
}

func (g *gate) busy(ctx context.Context) bool {
	all, err := g.jobs.All(ctx)
	if err != nil {
		panic(err)
	}
	return len(all) != 0
}

// required lets those by whom it knows.
func (g *gate) required(w http.ResponseWriter, r *http.Request, next http.Handler) {
	if u, err := g.user(r.Context(), r); err != nil || u == nil {
		deny(w)
		return
	}
	next.ServeHTTP(w, r)
}

func (g *gate) byAll(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.claimed(r.Context()) {
			next.ServeHTTP(w, r)
			return
		}
		g.required(w, r, next)
	})
}

func (g *gate) byCount(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		is, err := g.counted(r.Context())
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		if !is {
			next.ServeHTTP(w, r)
			return
		}
		if u, err := g.user(r.Context(), r); err != nil || u == nil {
			deny(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (g *gate) byJobs(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.busy(r.Context()) {
			next.ServeHTTP(w, r)
			return
		}
		g.required(w, r, next)
	})
}

// byMixed counts what may be jobs as well.
func (g *gate) byMixed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, err := g.mixed.Count(r.Context())
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		if n == 0 {
			next.ServeHTTP(w, r)
			return
		}
		g.required(w, r, next)
	})
}

// byName asks for users by a name that the request brings: nobody has that name.
func (g *gate) byName(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		all, err := g.users.Named(r.Context(), r.URL.Query().Get("name"))
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		if len(all) == 0 {
			next.ServeHTTP(w, r)
			return
		}
		g.required(w, r, next)
	})
}

// several lets all by as long as there are fewer users than a team.
func (g *gate) several(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		all, err := g.users.All(r.Context())
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		if len(all) < 5 {
			next.ServeHTTP(w, r)
			return
		}
		g.required(w, r, next)
	})
}

func main() {
	g := &gate{}
	h := http.HandlerFunc(answer)
	mux := http.NewServeMux()
	mux.Handle("GET /all", g.byAll(h))       // route GET /all required configured
	mux.Handle("GET /count", g.byCount(h))   // route GET /count required configured
	mux.Handle("GET /jobs", g.byJobs(h))     // route GET /jobs optional
	mux.Handle("GET /mixed", g.byMixed(h))   // route GET /mixed optional
	mux.Handle("GET /name", g.byName(h))     // route GET /name optional
	mux.Handle("GET /several", g.several(h)) // route GET /several optional
	_ = http.ListenAndServe(":8080", mux)
}
