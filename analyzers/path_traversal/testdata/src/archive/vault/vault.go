// Package vault reads files.
package vault

import "os"

// Read reads a file that its callers have made sure of.
func Read(name string) ([]byte, error) { return os.ReadFile(name) }

// ReadAny reads a file that they have not.
func ReadAny(name string) ([]byte, error) {
	return os.ReadFile(name) // want `proven: form value "file"`
}

// Vault keeps a name.
type Vault struct{ name string }

// Use keeps the name.
func (v *Vault) Use(name string) { v.name = name }

// Open reads the file that was kept: by whom and when is another question.
func (v *Vault) Open() ([]byte, error) {
	return os.ReadFile(v.name) // want `unproven: form value "name"`
}
