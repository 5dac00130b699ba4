// Package auth has what stands around echo's handlers, for other packages.
package auth

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// Key is where callers are left.
const Key = "auth_user"

// User is who calls.
type User struct{ Perms map[string]bool }

// Auth knows callers.
type Auth struct{ users map[string]User }

// Middleware leaves who calls, or why that is not known, and rejects nobody.
func (a *Auth) Middleware(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		u, ok := a.users[strings.TrimPrefix(c.Request().Header.Get("Authorization"), "token ")]
		if !ok {
			c.Set(Key, echo.NewHTTPError(http.StatusForbidden, "invalid session"))
			return next(c)
		}
		c.Set(Key, u)
		return next(c)
	}
}

// Perm is put around single handlers.
func (a *Auth) Perm(next echo.HandlerFunc, perms ...string) echo.HandlerFunc {
	return func(c echo.Context) error {
		u, ok := c.Get(Key).(User)
		if !ok {
			return echo.NewHTTPError(http.StatusForbidden, "invalid session")
		}
		for _, p := range perms {
			if u.Perms[p] {
				return next(c)
			}
		}
		return echo.NewHTTPError(http.StatusForbidden, "permission denied")
	}
}
