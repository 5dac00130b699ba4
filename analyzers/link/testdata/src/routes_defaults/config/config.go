// Package config is what a program is told, and what it does until it is told.
package config

import (
	"os"
	"path"
)

// Root is where the pages are, Fixed where they always are, and Nowhere is what
// nothing is known of.
var (
	Root    = "/app"
	Fixed   = "/fixed"
	Nowhere string
	Flagged = "/flagged"
)

// Config is what a file says.
type Config struct{ Prefix string }

// Load reads it.
func Load() {
	if os.Getenv("ROOT") != "" {
		Root = path.Join("/", os.Getenv("ROOT"))
	}
	Nowhere = os.Getenv("NOWHERE")
}
