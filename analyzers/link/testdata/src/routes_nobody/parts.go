package main

import (
	"net/http"
	"os"

	"github.com/labstack/echo/v4"
)

// finds says who is calling, and lets all by.
func finds(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if u, ok := users[c.Request().Header.Get("Authorization")]; ok {
			c.Set("user", u)
		}
		return next(c)
	}
}

func caller(c echo.Context) *user {
	u, _ := c.Get("user").(*user)
	return u
}

var drafts = map[string]*user{}

// draft asks of drafts alone who wants them.
func draft(c echo.Context) error {
	if owner := drafts[c.Param("id")]; owner != nil {
		if u := caller(c); u == nil || u.id != owner.id {
			return echo.NewHTTPError(http.StatusUnauthorized)
		}
	}
	return c.JSON(http.StatusOK, os.Args)
}

// written asks of everything.
func written(c echo.Context) error {
	owner := drafts[c.Param("id")]
	if u := caller(c); u == nil || owner != nil && u.id != owner.id {
		return echo.NewHTTPError(http.StatusUnauthorized)
	}
	return c.JSON(http.StatusOK, os.Args)
}

// leaves ends what there is, and says more to those who were somebody.
func leaves(c echo.Context) error {
	known, from := false, ""
	if cookie, err := c.Cookie("token"); err == nil && cookie.Value != "" {
		if u, ok := users[cookie.Value]; ok {
			known, from = true, u.id
			delete(users, cookie.Value)
		}
	}
	c.SetCookie(&http.Cookie{Name: "token", MaxAge: -1})
	if !known || from == "" {
		return c.JSON(http.StatusOK, "bye")
	}
	return c.JSON(http.StatusOK, "bye, "+from)
}

func parts() {
	e := echo.New()
	g := e.Group("/parts", finds)
	g.GET("/draft/:id", draft)     // route GET /parts/draft/{id} optional
	g.GET("/written/:id", written) // route GET /parts/written/{id} required
	e.POST("/leaves", leaves)      // route POST /leaves none
	_ = e.Start(":8081")
}
