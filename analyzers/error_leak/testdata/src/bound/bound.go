// Package bound answers with what binders and validators say of a request.
package bound

import (
	"database/sql"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/oapi-codegen/runtime"
)

// Query is what may be asked for.
type Query struct {
	Name string `validate:"required"`
}

var db *sql.DB

// The parameter is the caller's own.
func limit(c echo.Context) error {
	var limit int
	if err := runtime.BindQueryParameter("form", true, false, "limit", c.QueryParams(), &limit); err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, fmt.Sprintf("invalid format for parameter limit: %s", err))
	}
	return c.NoContent(http.StatusOK)
}

// So is what a validator was asked of.
func named(c echo.Context) error {
	q := Query{Name: c.QueryParam("name")}
	if err := c.Validate(q); err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, err.Error()).SetInternal(err)
	}
	return c.NoContent(http.StatusOK)
}

// What the database says is not.
func stored(c echo.Context) error {
	q := Query{Name: c.QueryParam("name")}
	if err := c.Validate(q); err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, err.Error())
	}
	if _, err := db.Exec("DELETE FROM names WHERE name = $1", q.Name); err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, err.Error()) // want `the error of sql.DB.Exec reaches the client`
	}
	return c.NoContent(http.StatusOK)
}
