// Package store opens what it is told to.
package store

import "os"

// Load opens the file by the name that it is given.
func Load(name string) ([]byte, error) { return os.ReadFile("/srv/" + name) } // want "proven: form value \"name\""

// Box keeps a name for later.
type Box struct{ Name string }

// Load opens the file of the box.
func (b *Box) Load() ([]byte, error) { return os.ReadFile("/srv/" + b.Name) } // want "proven: "
