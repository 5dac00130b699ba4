// Command routes_echo4 has the routes of echo 4: the middleware of the root
// counts for every route, that of a group for what the group gets later.
package main

import (
	"context"
	"crypto/subtle"
	"errors"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	echojwt "github.com/labstack/echo-jwt/v4"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"corpus/routes_echo4/auth"
)

func list(c echo.Context) error { return c.JSON(http.StatusOK, os.Args) }

func valid(token string) bool {
	return subtle.ConstantTimeCompare([]byte(token), []byte(os.Getenv("TOKEN"))) == 1
}

// guard returns an error that echo answers with.
func guard(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if !valid(c.Request().Header.Get(echo.HeaderAuthorization)) {
			return echo.ErrUnauthorized
		}
		return next(c)
	}
}

func seen(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set("X-Seen", "1")
		return next(c)
	}
}

func main() {
	e := echo.New()
	e.Use(seen)
	e.Pre(middleware.RemoveTrailingSlash())
	verbs(e)
	groups(e)
	around(e)
	bodies(e)
	across(e, &auth.Auth{})
	contexts(e)
	wrapped(e)
	taken(e)
	shipped(e)
	skippers(e)
	(&server{Echo: e}).routes()
	fallback(e)
	go rooted()
	go hosts()
	if err := e.Start(":8080"); err != nil {
		e.Logger.Fatal(err)
	}
}

func verbs(e *echo.Echo) {
	e.GET("/verbs/:id", list)                                   // route GET /verbs/{id} none
	e.GET("/verbs/:verb-id/of/:a/:b", list)                     // route GET /verbs/{verb-id}/of/{a}/{b} none
	e.POST("/verbs/:id", list, guard)                           // route POST /verbs/{id} required
	e.PUT("/verbs/files/*", list, seen, guard)                  // route PUT /verbs/files/{path...} required
	e.PATCH("/verbs", list)                                     // route PATCH /verbs none
	e.DELETE("verbs/x", list)                                   // route DELETE /verbs/x none
	e.HEAD("/verbs/x", list)                                    // route HEAD /verbs/x none
	e.OPTIONS("/verbs/x", list, guard)                          // route OPTIONS /verbs/x required
	e.CONNECT("/verbs/x", list)                                 // route CONNECT /verbs/x none
	e.TRACE("/verbs/x", list)                                   // route TRACE /verbs/x none
	e.Any("/verbs/any", list, guard)                            // route ANY /verbs/any required
	e.Add(http.MethodPost, "/verbs/add", list)                  // route POST /verbs/add none
	e.Match([]string{"GET", "PUT"}, "/verbs/m", list, guard)    // route GET /verbs/m required route PUT /verbs/m required
	e.Static("/assets", "public")                               // route GET /assets/{path...} none
	e.File("/favicon.ico", "favicon.ico")                       // route GET /favicon.ico none
	e.File("/private.html", "private.html", guard)              // route GET /private.html required
	e.Static(os.Getenv("UPLOADS"), "uploads")                   // route GET {?}/{path...} none
	e.GET("/verbs/h", echo.WrapHandler(http.NotFoundHandler())) // route GET /verbs/h none
	e.GET(path.Join("/verbs", "joined"), list)                  // route GET /verbs/joined none
}

// groups: a route above the group's Use is open, and so is a group made there.
func groups(e *echo.Echo) {
	g := e.Group("/groups")
	early := g.Group("/early")
	g.GET("/above", list) // route GET /groups/above none
	g.Use(guard)
	g.GET("/behind", list)                       // route GET /groups/behind required
	early.GET("/x", list)                        // route GET /groups/early/x none
	g.Group("/late").GET("/x", list)             // route GET /groups/late/x required
	e.Group("/with", seen, guard).POST("", list) // route POST /with required
	public := e.Group("")
	public.GET("/groups/public", list) // route GET /groups/public none
	admin := e.Group("/admin", guard)
	admin.Static("/files", "admin") // route GET /admin/files/{path...} required
}

// around: handlers that are wrapped where they are registered.
func around(e *echo.Echo) {
	e.GET("/around/closed", guard(list))     // route GET /around/closed required
	e.GET("/around/both", seen(guard(list))) // route GET /around/both required
	e.GET("/around/open", seen(list))        // route GET /around/open none
	chain := []echo.MiddlewareFunc{seen, guard}
	e.GET("/around/list", list, chain...)                     // route GET /around/list required
	e.GET("/around/std", list, echo.WrapMiddleware(stdGuard)) // route GET /around/std required
}

func stdGuard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, _, ok := r.BasicAuth(); !ok {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// with makes a middleware of what is asked in a function.
func with(ask func(c echo.Context) error) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if err := ask(c); err != nil {
				return err
			}
			return next(c)
		}
	}
}

// bodies: who rejects, and why.
func bodies(e *echo.Echo) {
	json := func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if cookie, err := c.Cookie("session"); err != nil || !valid(cookie.Value) {
				return c.JSON(http.StatusUnauthorized, echo.Map{"error": "who are you"})
			}
			return next(c)
		}
	}
	e.GET("/bodies/json", list, json) // route GET /bodies/json required
	thrown := func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if !valid(c.QueryParam("token")) {
				return echo.NewHTTPError(http.StatusForbidden, "no")
			}
			return next(c)
		}
	}
	e.GET("/bodies/thrown", list, thrown) // route GET /bodies/thrown required
	after := func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			err := next(c)
			if !valid(c.Request().Header.Get("Authorization")) {
				return echo.ErrUnauthorized
			}
			return err
		}
	}
	e.GET("/bodies/after", list, after) // route GET /bodies/after none
	falls := func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if !valid(c.Request().Header.Get("Authorization")) {
				_ = c.NoContent(http.StatusUnauthorized)
			}
			return next(c)
		}
	}
	e.GET("/bodies/falls", list, falls) // route GET /bodies/falls none
	busy := func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if len(c.RealIP()) > 40 {
				return echo.ErrTooManyRequests
			}
			return next(c)
		}
	}
	e.GET("/bodies/busy", list, busy) // route GET /bodies/busy none
	asks := with(func(c echo.Context) error {
		if !valid(c.Request().Header.Get("Authorization")) {
			return errors.New("no")
		}
		return nil
	})
	e.GET("/bodies/asks", list, asks)                    // route GET /bodies/asks required
	e.GET("/bodies/inside", func(c echo.Context) error { // route GET /bodies/inside required
		if _, pass, ok := c.Request().BasicAuth(); !ok || !valid(pass) {
			return echo.ErrUnauthorized
		}
		return list(c)
	})
	e.POST("/bodies/login", func(c echo.Context) error { // route POST /bodies/login none
		var in struct{ Name, Password string }
		if err := c.Bind(&in); err != nil {
			return err
		}
		if err := check(c.Request().Context(), in.Name, in.Password); err != nil {
			return echo.NewHTTPError(http.StatusUnauthorized, err.Error())
		}
		return c.NoContent(http.StatusNoContent)
	})
}

func check(_ context.Context, name, password string) error {
	if !valid(name + password) {
		return errors.New("no")
	}
	return nil
}

// across: what one middleware leaves, another asks for.
func across(e *echo.Echo, a *auth.Auth) {
	g := e.Group("/across", a.Middleware, func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if err, ok := c.Get(auth.Key).(*echo.HTTPError); ok {
				return err
			}
			return next(c)
		}
	})
	pm := a.Perm
	g.GET("/x", list)                              // route GET /across/x required
	g.GET("/y", pm(list, "y:get"))                 // route GET /across/y required authz=present
	g.GET("/z", hasID(pm(list, "z:get", "z:all"))) // route GET /across/z required authz=present
	known := e.Group("/known", a.Middleware)
	known.GET("", list)                  // route GET /known optional
	known.GET("/me", a.Perm(list, "me")) // route GET /known/me required authz=present
}

func hasID(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Param("id") == "" {
			return echo.NewHTTPError(http.StatusBadRequest, "invalid ID")
		}
		return next(c)
	}
}

// request is echo's context with more.
type request struct {
	echo.Context
	user string
	page int
}

func (r *request) User() (string, bool) { return r.user, r.user != "" }

func contexts(e *echo.Echo) {
	g := e.Group("/contexts", func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			r := &request{Context: c}
			if token := c.Request().Header.Get("Authorization"); valid(token) {
				r.user = token
			}
			return next(r)
		}
	})
	g.GET("/own", list)                          // route GET /contexts/own optional
	g.GET("/asked", own(func(r *request) error { // route GET /contexts/asked required
		if !valid(r.Request().Header.Get("Authorization")) {
			return echo.ErrUnauthorized
		}
		return r.JSON(http.StatusOK, os.Args)
	}))
	g.GET("/logged", own(logged(func(r *request) error { return list(r) }))) // route GET /contexts/logged required
	g.GET("/user", own(func(r *request) error {                              // route GET /contexts/user required
		if _, ok := r.User(); !ok {
			return echo.ErrUnauthorized
		}
		return list(r)
	}))
	e.GET("/contexts/paged", own(paged(func(r *request) error { return list(r) }))) // route GET /contexts/paged none
	g.GET("/open", own(func(r *request) error { return list(r) }))                  // route GET /contexts/open optional
}

// logged asks for what an outer middleware has found.
func logged(next func(*request) error) func(*request) error {
	return func(r *request) error {
		if r.user == "" {
			return r.Redirect(http.StatusFound, "/login")
		}
		return next(r)
	}
}

// paged asks for something else.
func paged(next func(*request) error) func(*request) error {
	return func(r *request) error {
		if r.page < 0 {
			return r.Redirect(http.StatusFound, "/contexts/paged")
		}
		return next(r)
	}
}

// own adapts handlers of another shape.
func own(h func(*request) error) echo.HandlerFunc {
	return func(c echo.Context) error {
		return h(&request{Context: c})
	}
}

// shipped comes with echo.
func shipped(e *echo.Echo) {
	g := e.Group("/shipped", middleware.Logger(), middleware.RequestID(), middleware.CSRF(), middleware.Secure(), middleware.Gzip())
	g.GET("/none", list) // route GET /shipped/none none
	g.Use(middleware.Recover(), middleware.CORS(), middleware.BodyLimit("1M"), middleware.RateLimiter(middleware.NewRateLimiterMemoryStore(20)), middleware.ContextTimeout(time.Minute))
	g.GET("/controls", list)                                                                                                      // route GET /shipped/controls none body_limit=present cors=present rate_limit=present recover=present timeout=present
	e.GET("/shipped/basic", list, middleware.BasicAuth(func(_, p string, _ echo.Context) (bool, error) { return valid(p), nil })) // route GET /shipped/basic required
	e.GET("/shipped/key", list, middleware.KeyAuth(func(k string, _ echo.Context) (bool, error) { return valid(k), nil }))        // route GET /shipped/key required
	e.GET("/shipped/jwt", list, echojwt.JWT([]byte(os.Getenv("KEY"))))                                                            // route GET /shipped/jwt required
}

func ask(k string, _ echo.Context) (bool, error) { return valid(k), nil }

func known(_, password string, _ echo.Context) (bool, error) { return valid(password), nil }

// skipped says that a guard is off for some paths.
func skipped(paths ...string) middleware.Skipper {
	return func(c echo.Context) bool { return slices.Contains(paths, c.Path()) }
}

// checked says by an error that a token is none.
func checked(header string) error {
	if !valid(strings.TrimPrefix(header, "Bearer ")) {
		return errors.New("no such token")
	}
	return nil
}

func otherwise(c echo.Context) bool {
	if c.Path() == "/skippers/other/login" {
		return true
	}
	if valid(c.Request().Header.Get("X-Token")) {
		return true
	}
	return false
}

func reads(c echo.Context) bool { return c.Request().Method == http.MethodGet }

// skippers say for which requests a guard is off.
func skippers(e *echo.Echo) {
	e.GET("/skippers/none", list, middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{Validator: ask}))                                        // route GET /skippers/none required
	e.GET("/skippers/default", list, middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{Validator: ask, Skipper: middleware.DefaultSkipper})) // route GET /skippers/default required
	e.GET("/skippers/never", list, middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{                                                        // route GET /skippers/never required
		Validator: ask, Skipper: func(echo.Context) bool { return false },
	}))
	e.GET("/skippers/some", list, middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{ // route GET /skippers/some required
		Validator: ask, Skipper: func(c echo.Context) bool { return strings.HasPrefix(c.Path(), "/public") },
	}))
	g := e.Group("/skippers/by", middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{Validator: ask, Skipper: skipped("/skippers/by/login", "/skippers/by/health")}))
	g.POST("/login", list)  // route POST /skippers/by/login none
	g.GET("/health", list)  // route GET /skippers/by/health none
	g.GET("/orders", list)  // route GET /skippers/by/orders required
	g.POST("/orders", list) // route POST /skippers/by/orders required
	reading := e.Group("/skippers/reading", middleware.BasicAuthWithConfig(middleware.BasicAuthConfig{Validator: known, Skipper: reads}))
	reading.GET("", list)  // route GET /skippers/reading none
	reading.POST("", list) // route POST /skippers/reading required
	// What a caller may send decides.
	e.GET("/skippers/by-header", list, middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{ // route GET /skippers/by-header optional
		Validator: ask, Skipper: func(c echo.Context) bool { return c.Request().Header.Get("Authorization") != "" },
	}))
	e.GET("/skippers/by-either", list, middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{ // route GET /skippers/by-either optional
		Validator: ask, Skipper: func(c echo.Context) bool { return c.Path() == "/login" || c.Request().Header.Get("X-Token") != "" },
	}))
	e.GET("/skippers/by-query", list, middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{ // route GET /skippers/by-query optional
		Validator: ask, Skipper: func(c echo.Context) bool { return c.Path() == "/login" || c.QueryParam("open") != "" },
	}))
	e.GET("/skippers/by-form", list, middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{ // route GET /skippers/by-form optional
		Validator: ask, Skipper: func(c echo.Context) bool {
			return c.Path() == "/login" || strings.HasPrefix(c.Request().Header.Get("Authorization"), "Basic ")
		},
	}))
	// Who shows another credential that holds needs no key.
	other := e.Group("/skippers/other", middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{Validator: ask, Skipper: otherwise}))
	other.GET("/login", list)  // route GET /skippers/other/login none
	other.GET("/orders", list) // route GET /skippers/other/orders required
	ends := e.Group("/skippers/ends", middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{Validator: ask, Skipper: func(c echo.Context) bool {
		if c.Path() == "/skippers/ends/login" {
			return true
		}
		for _, h := range c.Request().Header.Values("Authorization") {
			if strings.HasPrefix(h, "Bearer tk_") {
				return checked(h) == nil
			}
		}
		return false
	}}))
	ends.GET("/login", list)  // route GET /skippers/ends/login none
	ends.GET("/orders", list) // route GET /skippers/ends/orders required
	fails := e.Group("/skippers/fails", middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{Validator: ask, Skipper: func(c echo.Context) bool {
		return c.Path() == "/skippers/fails/login" || checked(c.Request().Header.Get("Authorization")) != nil
	}}))
	fails.GET("/orders", list) // route GET /skippers/fails/orders optional
	// Two reasons to skip it, of which one has nothing to do with the path.
	two := e.Group("/skippers/two", middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{Validator: ask, Skipper: reads, ContinueOnIgnoredError: true}))
	two.GET("", list)  // route GET /skippers/two none
	two.POST("", list) // route POST /skippers/two optional
	ignoring := middleware.KeyAuthConfig{Validator: ask, ContinueOnIgnoredError: true}
	ignoring.ErrorHandler = func(error, echo.Context) error { return nil }
	e.GET("/skippers/ignoring", list, middleware.KeyAuthWithConfig(ignoring))                                                              // route GET /skippers/ignoring optional
	e.GET("/skippers/strict", list, middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{Validator: ask, ContinueOnIgnoredError: false})) // route GET /skippers/strict required
	config := echojwt.Config{SigningKey: []byte(os.Getenv("KEY"))}
	e.GET("/skippers/jwt", list, echojwt.WithConfig(config)) // route GET /skippers/jwt required
	asked := echojwt.Config{SigningKey: []byte(os.Getenv("KEY")), Skipper: func(c echo.Context) bool { return c.QueryParam("open") != "" }}
	e.GET("/skippers/jwtsome", list, echojwt.WithConfig(asked)) // route GET /skippers/jwtsome optional
	if mw, err := config.ToMiddleware(); err == nil {
		e.GET("/skippers/made", list, mw) // route GET /skippers/made required
	}
}

// server embeds echo.
type server struct{ *echo.Echo }

func (s *server) routes() {
	s.GET("/server/open", s.get)            // route GET /server/open none
	s.GET("/server/closed", s.get, s.check) // route GET /server/closed required
}

func (s *server) get(c echo.Context) error { return list(c) }

func (s *server) check(next echo.HandlerFunc) echo.HandlerFunc { return guard(next) }

func fallback(e *echo.Echo) {
	e.RouteNotFound("/*", func(c echo.Context) error { return c.NoContent(http.StatusNotFound) })
	e.RouteNotFound("/spa/*", list) // route ANY /spa/{path...} none
}

// rooted: what is added to the root counts for what was there before.
func rooted() {
	e := echo.New()
	e.GET("/rooted/above", list) // route GET /rooted/above required
	g := e.Group("/rooted/group")
	g.GET("/above", list) // route GET /rooted/group/above required
	e.Use(guard)
	_ = e.Start(":8081")
}

// hosts are routers of their own, within the root's middleware.
func hosts() {
	e := echo.New()
	e.Pre(guard)
	h := e.Host("admin.example.com", seen)
	h.GET("/hosts", list) // route GET /hosts required
	s := &http.Server{Addr: ":8082", Handler: e}
	_ = s.ListenAndServe()
}
