// Package auth has middleware.
package auth

import (
	"log"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
)

// User is somebody.
type User struct{ Roles []string }

// Tokens are those that are valid.
type Tokens struct{ users map[string]*User }

// New returns one token.
func New(token string) *Tokens {
	return &Tokens{users: map[string]*User{token: {Roles: []string{"admin"}}}}
}

func (t *Tokens) user(c echo.Context) *User {
	return t.users[strings.TrimPrefix(c.Request().Header.Get(echo.HeaderAuthorization), "Bearer ")]
}

// Wrap asks for a token.
func (t *Tokens) Wrap(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		u := t.user(c)
		if u == nil {
			return echo.NewHTTPError(http.StatusUnauthorized, "who are you")
		}
		c.Set("user", u)
		return next(c)
	}
}

// Greet knows some callers.
func (t *Tokens) Greet(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if u := t.user(c); u != nil {
			c.Set("user", u)
		}
		return next(c)
	}
}

// Said answers, and goes on.
func (t *Tokens) Said(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if t.user(c) == nil {
			log.Print("stranger")
		}
		return next(c)
	}
}

// Role asks for a role, of those whom Wrap has let through.
func Role(name string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			u, ok := c.Get("user").(*User)
			if !ok || !slices.Contains(u.Roles, name) {
				return echo.NewHTTPError(http.StatusForbidden, "not for you")
			}
			return next(c)
		}
	}
}

// Valid is a validator of keys.
func (t *Tokens) Valid(key string) bool { return t.users[key] != nil }

// AuthLogger writes down who says to be calling.
func AuthLogger(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		log.Print(c.RealIP(), c.Request().Header.Get("Authorization") != "")
		return next(c)
	}
}

// Agent turns away what is no browser.
func Agent(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if strings.HasPrefix(c.Request().UserAgent(), "curl") {
			return c.NoContent(http.StatusForbidden)
		}
		return next(c)
	}
}
