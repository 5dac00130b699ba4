// Package fiber_answers writes answers in every way that fiber has.
package fiber_answers

import (
	"database/sql"
	"log"

	"github.com/gofiber/fiber/v2"
	v3 "github.com/gofiber/fiber/v3"
)

var db *sql.DB

func json(c *fiber.Ctx) error {
	if _, err := db.Exec("DELETE FROM users"); err != nil {
		return c.Status(fiber.StatusInternalServerError).JSON(fiber.Map{"error": err.Error()}) // want `proven: the error of sql.DB.Exec reaches the client through .*Ctx.JSON`
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func text(c *fiber.Ctx) error {
	if _, err := db.Exec("DELETE FROM users"); err != nil {
		return c.Status(500).SendString(err.Error()) // want `proven: the error of sql.DB.Exec`
	}
	return nil
}

func made(c *fiber.Ctx) error {
	if _, err := db.Exec("DELETE FROM users"); err != nil {
		return fiber.NewError(fiber.StatusInternalServerError, err.Error()) // want `proven: the error of sql.DB.Exec reaches the client through .*NewError`
	}
	return nil
}

func third(c v3.Ctx) error {
	if _, err := db.Exec("DELETE FROM users"); err != nil {
		return c.Status(500).JSON(v3.Map{"error": err.Error()}) // want `proven: the error of sql.DB.Exec`
	}
	return nil
}

func logged(c *fiber.Ctx) error {
	if _, err := db.Exec("DELETE FROM users"); err != nil {
		log.Print(err)
		return fiber.NewError(fiber.StatusInternalServerError, "cannot delete")
	}
	return c.JSON(fiber.Map{"deleted": true})
}

func status(c *fiber.Ctx) error {
	if _, err := db.Exec("DELETE FROM users"); err != nil {
		return fiber.ErrInternalServerError
	}
	return c.Status(fiber.StatusOK).SendString("done " + c.Params("id"))
}
