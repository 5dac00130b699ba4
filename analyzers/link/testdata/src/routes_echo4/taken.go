package main

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// held is a context that knows who is calling.
type held struct {
	echo.Context
	by   *string
	lang string
}

var bearers map[string]*string

func holding(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		by := bearers[c.Request().Header.Get("Authorization")]
		return next(&held{c, by, c.QueryParam("lang")})
	}
}

// member is for those who are known.
func member(c echo.Context) error {
	h := c.(*held)
	if h.by == nil {
		return echo.ErrUnauthorized
	}
	return c.String(http.StatusOK, *h.by)
}

// spoken is for those with a language.
func spoken(c echo.Context) error {
	h, ok := c.(*held)
	if !ok || h.lang == "" {
		return echo.ErrForbidden
	}
	return c.String(http.StatusOK, h.lang)
}

func members(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.(*held).by == nil {
			return c.NoContent(http.StatusUnauthorized)
		}
		return next(c)
	}
}

func greet(c echo.Context) error { return c.String(http.StatusOK, "hello") }

func taken(e *echo.Echo) {
	g := e.Group("/taken", holding)
	g.GET("/member", member)          // route GET /taken/member required
	g.GET("/spoken", spoken)          // route GET /taken/spoken unknown
	g.GET("/members", greet, members) // route GET /taken/members required
	g.GET("/greet", greet)            // route GET /taken/greet none
}
