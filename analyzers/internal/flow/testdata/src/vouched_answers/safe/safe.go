// Package safe makes texts for clients.
package safe

import (
	"os"
	"strings"
)

// Message is vouched for as an answer.
func Message(err error) string { return strings.ToUpper(err.Error()) }

// Error is vouched for: its errors are made for clients.
func Error(name string) error {
	_, err := os.ReadFile("/srv/" + strings.ToLower("index"))
	return err
}

// Shout is not vouched for.
func Shout(err error) string { return strings.ToUpper(err.Error()) }
