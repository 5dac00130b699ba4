// Package fiberapp answers by fiber.
package fiberapp

import (
	"database/sql"
	"net/http"
	"os"
	"time"

	"github.com/gofiber/fiber/v2"
)

type api struct{ db *sql.DB }

// As JSON, behind a status.
func (a *api) get(c *fiber.Ctx) error {
	var name string
	if err := a.db.QueryRow("SELECT name FROM items").Scan(&name); err != nil {
		return c.Status(http.StatusInternalServerError).JSON(fiber.Map{"error": err.Error()}) // want `proven: the error of sql.Row.Scan reaches the client through fiber.Ctx.JSON`
	}
	return c.JSON(fiber.Map{"name": name})
}

// As a text.
func (a *api) text(c *fiber.Ctx) error {
	if _, err := os.Stat("/var/lib/shop"); err != nil {
		return c.SendString("cannot: " + err.Error()) // want `proven: the error of os.Stat reaches the client through fiber.Ctx.SendString`
	}
	return nil
}

// As an error for the client.
func (a *api) made(c *fiber.Ctx) error {
	if err := a.db.Ping(); err != nil {
		return fiber.NewError(fiber.StatusInternalServerError, err.Error()) // want `proven: the error of sql.DB.Ping reaches the client through fiber.NewError`
	}
	return nil
}

// With a constant, and with what the caller gave.
func (a *api) constant(c *fiber.Ctx) error {
	if _, err := time.Parse(time.DateOnly, c.Query("day")); err != nil {
		return fiber.NewError(fiber.StatusBadRequest, err.Error())
	}
	if err := a.db.Ping(); err != nil {
		return fiber.NewError(fiber.StatusInternalServerError, "not available")
	}
	return c.SendStatus(fiber.StatusNoContent)
}

// What a handler returns is sent as it is.
func (a *api) returned(c *fiber.Ctx) error {
	if err := a.db.Ping(); err != nil {
		return err // want `proven: the error of sql.DB.Ping reaches the client through fiber.Ctx`
	}
	return a.text(c)
}
