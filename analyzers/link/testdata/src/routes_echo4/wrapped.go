package main

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

type (
	handler func(*request) error
	middle  func(handler) handler
)

func (h handler) echo() echo.HandlerFunc {
	return func(c echo.Context) error { return h(c.(*request)) }
}

func chain(h handler, mws ...middle) handler {
	for i := len(mws) - 1; i >= 0; i-- {
		h = mws[i](h)
	}
	return h
}

// router wraps a group for handlers of the program's own shape: its routes are
// registered in it.
type router struct{ *echo.Group }

func (r *router) sub(prefix string, mws ...middle) *router {
	list := make([]echo.MiddlewareFunc, len(mws))
	for i, mw := range mws {
		list[i] = func(next echo.HandlerFunc) echo.HandlerFunc {
			return chain(func(c *request) error { return next(c) }, mw).echo()
		}
	}
	return &router{r.Group.Group(prefix, list...)}
}

func (r *router) get(path string, h handler, mws ...middle) {
	r.GET(path, chain(h, mws...).echo())
}

func (r *router) use(mws ...middle) {
	for _, mw := range mws {
		mw := mw
		r.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
			return chain(func(c *request) error { return next(c) }, mw).echo()
		})
	}
}

func keyed(next handler) handler {
	return func(r *request) error {
		if !valid(r.Request().Header.Get("X-Api-Key")) {
			return echo.NewHTTPError(http.StatusUnauthorized, "no key")
		}
		return next(r)
	}
}

func counted(next handler) handler {
	return func(r *request) error {
		r.page++
		return next(r)
	}
}

func ours(r *request) error { return list(r) }

func wrapped(e *echo.Echo) {
	r := &router{e.Group("/wrapped")}
	r.get("/open", ours, counted)          // route GET /wrapped/open none
	r.get("/closed", ours, counted, keyed) // route GET /wrapped/closed required
	s := r.sub("/sub", counted, keyed)
	s.get("/x", ours) // route GET /wrapped/sub/x required
	o := r.sub("/none")
	o.get("/x", ours) // route GET /wrapped/none/x none
	o.use(counted, keyed)
	o.get("/y", ours) // route GET /wrapped/none/y required
}
