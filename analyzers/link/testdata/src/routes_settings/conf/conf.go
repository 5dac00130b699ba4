// Package conf keeps what the program was started with, and what it learns later.
package conf

import "os"

// Config is what the program was started with.
type Config struct {
	Auth  bool
	Token string
	Live  bool // which an endpoint changes
}

// UIAuth are the names that may see the pages, nil for everybody.
var UIAuth map[string]string

// Open is changed by an endpoint.
var Open bool

// Load reads the environment.
func Load() *Config {
	if os.Getenv("UI_AUTH") != "" {
		UIAuth = map[string]string{"admin": os.Getenv("UI_AUTH")}
	}
	c := &Config{}
	c.Auth = os.Getenv("AUTH") == "1"
	c.Token = os.Getenv("TOKEN")
	return c
}

// AuthEnabled tells what the environment said.
func (c *Config) AuthEnabled() bool { return c.Auth && c.Token != "" }

// SetOpen is called for requests of another package.
func SetOpen(to bool) { Open = to }

// Allows reports whether there is nothing to ask for, or the token is the right one.
func (c *Config) Allows(token string) bool { return c.Token == "" || token == c.Token }
