package main

import (
	"errors"
	"net/http"
	"os"

	"github.com/golang-jwt/jwt/v5"
	"github.com/labstack/echo/v4"
)

// config switches the guard of a house off for some requests.
type config struct {
	skip func(c echo.Context) bool
	key  any
}

func switched(e *echo.Echo) {
	e.GET("/switched/never", show, tokens(os.Getenv("KEY"))) // route GET /switched/never required
	reads := e.Group("/switched/articles", tokensWith(config{
		skip: func(c echo.Context) bool {
			if c.Request().Method == http.MethodGet && c.Path() != "/switched/articles/feed" {
				return true
			}
			return false
		},
		key: os.Getenv("KEY"),
	}))
	reads.GET("", show)                          // route GET /switched/articles optional
	reads.GET("/feed", show)                     // route GET /switched/articles/feed required
	reads.GET("/:slug", show)                    // route GET /switched/articles/{slug} optional
	reads.POST("", show)                         // route POST /switched/articles required
	e.GET("/switched/version", show, versions()) // route GET /switched/version unknown
}

func show(c echo.Context) error { return c.JSON(http.StatusOK, os.Args) }

func tokens(key any) echo.MiddlewareFunc {
	c := config{}
	c.key = key
	return tokensWith(c)
}

var errMissing = echo.NewHTTPError(http.StatusUnauthorized, "there is no token")

func tokensWith(c config) echo.MiddlewareFunc {
	extract := fromHeader("Authorization", "Token")
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(ctx echo.Context) error {
			text, err := extract(ctx)
			if err != nil {
				if c.skip != nil {
					if c.skip(ctx) {
						return next(ctx)
					}
				}
				return ctx.JSON(http.StatusUnauthorized, err.Error())
			}
			token, err := jwt.Parse(text, func(*jwt.Token) (any, error) { return c.key, nil })
			if err != nil {
				return ctx.JSON(http.StatusForbidden, "no")
			}
			if claims, ok := token.Claims.(jwt.MapClaims); ok && token.Valid {
				ctx.Set("user", claims["id"])
				return next(ctx)
			}
			return ctx.JSON(http.StatusForbidden, "no")
		}
	}
}

func fromHeader(header, scheme string) func(echo.Context) (string, error) {
	return func(c echo.Context) (string, error) {
		text := c.Request().Header.Get(header)
		if n := len(scheme); len(text) > n+1 && text[:n] == scheme {
			return text[n+1:], nil
		}
		return "", errMissing
	}
}

// versions asks for a version that it knows.
func versions() echo.MiddlewareFunc {
	extract := fromHeader("X-Version", "v")
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if _, err := extract(c); err != nil {
				return errors.Join(err, echo.ErrBadRequest)
			}
			return next(c)
		}
	}
}
