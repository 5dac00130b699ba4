// Package config reads the environment.
package config

import "os"

// Config is what can be set.
type Config struct{ Addr, Users, Images string }

// Load reads it.
func Load() Config {
	return Config{Addr: os.Getenv("ADDR"), Users: os.Getenv("USERS_URL"), Images: os.Getenv("IMAGES_URL")}
}
