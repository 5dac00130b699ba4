package g122

import (
	"io/fs"
	"os"
	"path/filepath"
)

func sweep(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return os.Remove(path) // want "G122"
	})
}
