// Package echo is about handlers of echo.
package echo

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"
)

type User struct {
	ID   int    `json:"id" param:"id"`
	Name string `json:"name" query:"name" form:"name"`
}

// < path id integer !
// > 200 json {id:integer, name:string}
// > 400 json unknown
// > 404 json unknown
func get(c echo.Context) error {
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, "id")
	}
	if id == 0 {
		return echo.ErrNotFound
	}
	return c.JSON(http.StatusOK, User{ID: id})
}

// < body json {id:integer, name:string} or other
// < path id integer !
// < query name string
// < form name string or query
// > 201 json {id:integer, name:string}
// > 400 json unknown
func bind(c echo.Context) error {
	u := new(User)
	if err := c.Bind(u); err != nil {
		return err
	}
	return c.JSON(201, u)
}

// < query q string
// < form age integer or query
// < header X-Key string
// > 204 none
func parts(c echo.Context) error {
	_ = c.QueryParam("q")
	_, _ = strconv.Atoi(c.FormValue("age"))
	_ = c.Request().Header.Get("X-Key")
	return c.NoContent(http.StatusNoContent)
}

// > 200 text
// open response
func failing(c echo.Context) error {
	if err := save(); err != nil {
		return err
	}
	return c.String(200, "ok")
}

func save() error { return errors.New("x") }

func missing() error { return echo.NewHTTPError(404, "missing") }

// > 404 json unknown
func helper(c echo.Context) error { return missing() }

// > 409 json unknown
func internal(c echo.Context) error {
	return echo.NewHTTPError(http.StatusConflict).SetInternal(errors.New("x"))
}

type handler struct{}

// > 200 json map[string]
// > 500 json {message:string}
func (h *handler) both(c echo.Context) error {
	if c.Path() == "" {
		return h.fail(c, 500)
	}
	return c.JSON(200, map[string]string{})
}

func (h *handler) fail(c echo.Context, code int) error {
	return c.JSON(code, echo.Map{"message": "x"})
}

// > 200 html
// > 302 none
func pages(c echo.Context) error {
	if c.Path() == "" {
		return c.Redirect(302, "/")
	}
	return c.HTML(200, "<p>")
}

type context struct {
	echo.Context
	user string
}

// > 200 json {id:integer, name:string}
func own(c echo.Context) error {
	cc := c.(*context)
	return cc.JSON(200, User{Name: cc.user})
}

// > 200 json [{id:integer, name:string}]
func written(c echo.Context) error {
	c.Response().Header().Set(echo.HeaderContentType, "application/json")
	c.Response().WriteHeader(200)
	return c.JSON(200, []User{})
}

// nothing
func middleware(c echo.Context) error {
	c.Set("user", "x")
	return nil
}
