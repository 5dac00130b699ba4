// Package auth has handlers that stand before others.
package auth

import (
	"crypto/subtle"
	"log"
	"strings"

	"github.com/gofiber/fiber/v3"
)

// Tokens are those that are valid.
type Tokens struct{ users map[string]string }

// New returns one token.
func New(token string) *Tokens { return &Tokens{users: map[string]string{token: "admin"}} }

// Ask wants a token.
func (t *Tokens) Ask(c fiber.Ctx) error {
	name, ok := t.users[strings.TrimPrefix(c.Get(fiber.HeaderAuthorization), "Bearer ")]
	if !ok {
		return c.Status(fiber.StatusUnauthorized).JSON(fiber.Map{"error": "who are you"})
	}
	c.Locals("user", name)
	return c.Next()
}

// Greet knows some callers.
func (t *Tokens) Greet(c fiber.Ctx) error {
	if name, ok := t.users[c.Cookies("token")]; ok {
		c.Locals("user", name)
	}
	return c.Next()
}

// Said answers with a status, and goes on.
func (t *Tokens) Said(c fiber.Ctx) error {
	if _, ok := t.users[c.Get("Authorization")]; !ok {
		c.Status(fiber.StatusAccepted)
	}
	return c.Next()
}

// Key asks for a constant secret.
func Key(secret string) fiber.Handler {
	return func(c fiber.Ctx) error {
		if subtle.ConstantTimeCompare([]byte(c.Get("X-Api-Key")), []byte(secret)) != 1 {
			return fiber.ErrForbidden
		}
		return c.Next()
	}
}

// Role asks for a role, of those whom Ask has let through.
func Role(name string) fiber.Handler {
	return func(c fiber.Ctx) error {
		if user, _ := c.Locals("user").(string); user != name {
			return fiber.NewError(fiber.StatusForbidden, "not for you")
		}
		return c.Next()
	}
}

// JWT is what a middleware can be called that writes a line.
func JWT(c fiber.Ctx) error {
	log.Print(c.Path(), c.Get("Authorization") != "")
	return c.Next()
}

// Valid is a validator of keys.
func (t *Tokens) Valid(key string) bool { return t.users[key] != "" }

// Allowed turns away clients by their address.
func Allowed(c fiber.Ctx) error {
	if c.IP() != "0.0.0.0" {
		return c.SendStatus(fiber.StatusForbidden)
	}
	return c.Next()
}
