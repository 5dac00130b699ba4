package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrNoDocument says that there is no document of that name.
var ErrNoDocument = errors.New("there is no such document")

// Documents keeps invoices and delivery notes as files.
type Documents struct {
	dir string
}

// NewDocuments returns the documents in a directory.
func NewDocuments(dir string) *Documents {
	return &Documents{dir: dir}
}

// Read returns one document.
func (d *Documents) Read(_ context.Context, name string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(d.dir, name))
	if err != nil {
		return nil, fmt.Errorf("read document: %w", err)
	}
	return data, nil
}

// Remove removes one document, or returns ErrNoDocument.
func (d *Documents) Remove(_ context.Context, name string) error {
	if !filepath.IsLocal(name) {
		return ErrNoDocument
	}
	err := os.Remove(filepath.Join(d.dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return ErrNoDocument
	}
	return err
}
