// Package web answers by echo.
package web

import (
	"log/slog"
	"net/http"

	"corpus/echo_answers/store"

	"github.com/labstack/echo/v4"
)

// Server has the handlers.
type Server struct{ Store *store.Store }

func (s *Server) list(c echo.Context) error {
	names, err := s.Store.Names(c.QueryParam("tenant"))
	if err != nil {
		return c.JSON(http.StatusInternalServerError, map[string]string{"error": err.Error()}) // want `proven: the error of sql.DB.Query reaches the client through echo.Context.JSON`
	}
	return c.JSON(http.StatusOK, names)
}

func (s *Server) remove(c echo.Context) error {
	if err := s.Store.Remove(c.Param("id")); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, err.Error()) // want `proven: the error of sql.DB.Exec reaches the client through echo.NewHTTPError`
	}
	return c.NoContent(http.StatusNoContent)
}

func (s *Server) replace(c echo.Context) error {
	if err := s.Store.Remove(c.Param("id")); err != nil {
		return &echo.HTTPError{Code: http.StatusInternalServerError, Message: err.Error()} // want `proven: the error of sql.DB.Exec`
	}
	return c.String(http.StatusOK, "done")
}

func (s *Server) text(c echo.Context) error {
	if err := s.Store.Remove(c.Param("id")); err != nil {
		return c.String(http.StatusInternalServerError, "failed: "+err.Error()) // want `proven: the error of sql.DB.Exec`
	}
	return nil
}

// returned leaves the error to echo, which tells clients nothing of it.
func (s *Server) returned(c echo.Context) error { return s.Store.Remove(c.Param("id")) }

// internal keeps the error for the log.
func (s *Server) internal(c echo.Context) error {
	if err := s.Store.Remove(c.Param("id")); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, "cannot remove it").SetInternal(err)
	}
	return nil
}

func (s *Server) logged(c echo.Context) error {
	if err := s.Store.Remove(c.Param("id")); err != nil {
		slog.Error("remove", "error", err)
		return echo.NewHTTPError(http.StatusInternalServerError)
	}
	return nil
}

// missing tells what the store has made for callers.
func (s *Server) missing(c echo.Context) error {
	if err := s.Store.Check(c.Param("id")); err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, err.Error())
	}
	return nil
}
