// Package echoapp answers by echo.
package echoapp

import (
	"database/sql"
	"fmt"
	"net/http"
	"os"
	"strconv"

	"github.com/labstack/echo/v4"
)

type api struct{ db *sql.DB }

// An error for the client, of the driver's text.
func (a *api) get(c echo.Context) error {
	var name string
	if err := a.db.QueryRow("SELECT name FROM items").Scan(&name); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, err.Error()) // want `proven: the error of sql.Row.Scan reaches the client through echo.NewHTTPError`
	}
	return c.String(http.StatusOK, name)
}

// By a format.
func (a *api) formatted(c echo.Context) error {
	if err := a.db.Ping(); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, fmt.Sprintf("database: %v", err)) // want `proven: the error of sql.DB.Ping`
	}
	return nil
}

// As JSON.
func (a *api) json(c echo.Context) error {
	if _, err := os.ReadDir("/var/lib/shop"); err != nil {
		return c.JSON(http.StatusInternalServerError, map[string]string{"error": err.Error()}) // want `proven: the error of os.ReadDir reaches the client through echo.Context.JSON`
	}
	return c.NoContent(http.StatusNoContent)
}

// In an error that is made by hand.
func (a *api) made(c echo.Context) error {
	if err := a.db.Ping(); err != nil {
		return &echo.HTTPError{Code: http.StatusInternalServerError, Message: err.Error()} // want `proven: the error of sql.DB.Ping`
	}
	return nil
}

// Returned as it is, echo answers with the status's text.
func (a *api) returned(c echo.Context) error {
	if _, err := a.db.Exec("DELETE FROM items"); err != nil {
		return fmt.Errorf("cannot delete: %w", err)
	}
	return c.NoContent(http.StatusNoContent)
}

// Kept inside an error whose text is constant.
func (a *api) internal(c echo.Context) error {
	if err := a.db.Ping(); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, "not available").SetInternal(err)
	}
	return nil
}

// What does not parse is the caller's.
func (a *api) parsed(c echo.Context) error {
	if _, err := strconv.ParseBool(c.QueryParam("all")); err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, err.Error())
	}
	return nil
}
