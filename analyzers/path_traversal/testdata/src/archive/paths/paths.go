// Package paths makes names.
package paths

import (
	"fmt"
	"path/filepath"
	"strconv"
)

// Numbered returns the name of a document.
func Numbered(id string) (string, error) {
	n, err := strconv.Atoi(id)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("/srv/docs/%06d.pdf", n), nil
}

// Below joins a name to a directory.
func Below(dir, name string) string { return filepath.Join(dir, filepath.Clean(name)) }

// Rooted joins a name to a directory that it cannot leave.
func Rooted(dir, name string) string { return filepath.Join(dir, filepath.Join("/", name)) }
