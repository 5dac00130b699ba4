// Package kept keeps files by the names that it is given.
package kept

import (
	"os"
	"path"
	"strings"
)

// Store is what handlers know of it.
type Store interface {
	Load(id string) ([]byte, error)
	LoadFrom(dir, id string) ([]byte, error)
}

// Files keeps them in a directory.
type Files struct{ Base string }

// Load takes the name apart again.
func (f *Files) Load(id string) ([]byte, error) { return os.ReadFile(f.location(f.Base, id)) } // want `^proven: path parameter "(user|picture)3"`

func (f *Files) location(base, id string) string {
	user, file := "unknown", id
	if elems := strings.Split(id, "/"); len(elems) == 2 {
		user, file = elems[0], elems[1]
	}
	return path.Join(base, user, file)
}

// LoadFrom is given the directory as well.
func (f *Files) LoadFrom(dir, id string) ([]byte, error) {
	return os.ReadFile(path.Join(dir, id)) // want `^proven: path parameter "dir"`
}

// Open opens what it is given.
func Open(name string) (*os.File, error) { return os.Open(name) } // want `^proven: path parameter "picture6"`
