// Package config holds what the service was started with.
package config

import "os"

// Config is what the service was started with.
type Config struct {
	Addr     string
	Password string
	Endpoint string
}

// Load reads the environment.
func Load() *Config {
	return &Config{Addr: os.Getenv("ADDR"), Password: os.Getenv("UPSTREAM_PASSWORD"), Endpoint: os.Getenv("UPSTREAM")}
}
