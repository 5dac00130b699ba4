// Package store keeps files.
package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// Disk is a directory.
type Disk struct{ Dir string }

func (d *Disk) path(elem ...string) string { return filepath.Join(append([]string{d.Dir}, elem...)...) }

// Read opens what it is told to.
func (d *Disk) Read(name string) ([]byte, error) { return os.ReadFile(d.path(name)) } // want `proven: form value "name"`

// Write is given the last element of names alone.
func (d *Disk) Write(name string, b []byte) error {
	return os.WriteFile(filepath.Join(d.Dir, name), b, 0o600)
}

// Drop looks at the name, and not at the owner.
func (d *Disk) Drop(owner, name string) error {
	if strings.ContainsAny(name, `/\`) || name == ".." {
		return errors.New("no such name")
	}
	return os.Remove(filepath.Join(d.Dir, owner, name)) // want `proven: header "X-Owner"`
}

// List is given local names alone.
func (d *Disk) List(dir string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(d.Dir, dir))
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}

// Safe is a directory that nothing leads out of.
type Safe struct{ dir string }

// NewSafe returns the directory.
func NewSafe(dir string) *Safe { return &Safe{dir} }

// Load takes any name.
func (s *Safe) Load(name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(s.dir, filepath.Clean("/"+name)))
}
