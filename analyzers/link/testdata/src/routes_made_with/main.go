// Command routes_made_with makes middleware with lists and texts, of which some leave
// nothing to check.
package main

import (
	"net/http"
	"os"
	"slices"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

type user struct{ id string }

var users = map[string]*user{}

func who(r *http.Request) *user { return users[r.Header.Get("Authorization")] }

func deny(w http.ResponseWriter) { w.WriteHeader(http.StatusForbidden) }

func answer(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("something")) }

func respond(c *gin.Context) { c.String(http.StatusOK, "something") }

func say(c echo.Context) error { return c.String(http.StatusOK, "something") }

// roles asks for somebody where there are names.
func roles(names ...string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if u := who(r); len(names) > 0 && u == nil {
				deny(w)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// strict asks for somebody in any case.
func strict(names ...string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			u := who(r)
			if u == nil || len(names) > 0 && !slices.Contains(names, u.id) {
				deny(w)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func password(pass string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if pass == "" {
				next.ServeHTTP(w, r)
				return
			}
			if _, p, ok := r.BasicAuth(); !ok || p != pass {
				deny(w)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func level(least int) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if least != 0 && who(r) == nil {
				deny(w)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

type options struct {
	names []string
	check func(*http.Request) bool
}

func with(o options) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if len(o.names) > 0 && who(r) == nil {
				deny(w)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func ginRoles(names ...string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if len(names) > 0 && who(c.Request) == nil {
			c.AbortWithStatus(http.StatusForbidden)
			return
		}
		c.Next()
	}
}

func echoRoles(names ...string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if len(names) > 0 && who(c.Request()) == nil {
				return echo.ErrForbidden
			}
			return next(c)
		}
	}
}

func main() {
	h := http.HandlerFunc(answer)
	mux := http.NewServeMux()
	mux.Handle("GET /roles", roles("admin")(h))                         // route GET /roles required
	mux.Handle("GET /roles/none", roles()(h))                           // route GET /roles/none none
	mux.Handle("GET /roles/env", roles(os.Args...)(h))                  // route GET /roles/env required configured
	mux.Handle("GET /strict", strict("admin")(h))                       // route GET /strict required
	mux.Handle("GET /strict/none", strict()(h))                         // route GET /strict/none required
	mux.Handle("GET /password", password("hunter2")(h))                 // route GET /password required
	mux.Handle("GET /password/none", password("")(h))                   // route GET /password/none none
	mux.Handle("GET /password/env", password(os.Getenv("PASS"))(h))     // route GET /password/env required configured
	mux.Handle("GET /level", level(2)(h))                               // route GET /level required
	mux.Handle("GET /level/none", level(0)(h))                          // route GET /level/none none
	mux.Handle("GET /with", with(options{names: []string{"admin"}})(h)) // route GET /with required
	mux.Handle("GET /with/none", with(options{})(h))                    // route GET /with/none none
	mux.Handle("GET /with/env", with(options{names: os.Args})(h))       // route GET /with/env required configured
	go func() { _ = http.ListenAndServe(":8080", mux) }()

	g := gin.New()
	g.GET("/gin", ginRoles("admin"), respond) // route GET /gin required
	g.GET("/gin/none", ginRoles(), respond)   // route GET /gin/none none
	go func() { _ = g.Run(":8081") }()

	e := echo.New()
	e.GET("/echo", say, echoRoles("admin")) // route GET /echo required
	e.GET("/echo/none", say, echoRoles())   // route GET /echo/none none
	_ = e.Start(":8082")
}
