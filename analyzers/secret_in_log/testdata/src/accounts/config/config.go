// Package config holds the settings.
package config

import (
	"encoding/json"
	"os"
)

// Config is what the service was started with.
type Config struct {
	Listen   string
	Database Database
}

// Database says where the accounts are.
type Database struct{ Host, User, Password string }

// Load reads the settings.
func Load(name string) (*Config, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var c Config
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, err
	}
	return &c, nil
}
