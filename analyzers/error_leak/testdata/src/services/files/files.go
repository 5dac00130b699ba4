// Package files reads files.
package files

import "os"

// Read reads one below the service's folder.
func Read(name string) ([]byte, error) { return os.ReadFile("/var/lib/shop/" + name) }
