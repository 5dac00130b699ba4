// Package frameworks answers through frameworks.
package frameworks

import (
	"context"
	"database/sql"
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type api struct {
	db  *sql.DB
	log *slog.Logger
}

func (a *api) load(ctx context.Context) error { return a.db.PingContext(ctx) }

func (a *api) gin(c *gin.Context) {
	if err := a.load(c.Request.Context()); err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error(), "path": c.FullPath()}) // want "proven: the error of sql.DB.PingContext"
		return
	}
	slog.Info("loaded")
	c.Status(http.StatusNoContent)
}

func (a *api) echo(c echo.Context) error {
	if err := a.load(c.Request().Context()); err != nil {
		a.log.Error("cannot load", "error", err)
		return c.String(http.StatusInternalServerError, err.Error()) // want "proven: the error of sql.DB.PingContext"
	}
	return c.NoContent(http.StatusNoContent)
}

func (a *api) grpc(ctx context.Context) error {
	if err := a.load(ctx); err != nil {
		return status.Error(codes.Internal, err.Error()) // want "proven: the error of sql.DB.PingContext"
	}
	return nil
}
