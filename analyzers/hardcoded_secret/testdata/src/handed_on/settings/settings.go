// Package settings reads what the service is set up with.
package settings

import "os"

// Env returns a variable of the environment, or what stands in for it.
func Env(name, fallback string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return fallback
}
