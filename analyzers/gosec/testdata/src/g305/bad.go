package g305

import (
	"archive/zip"
	"path/filepath"
)

func target(dir string, f *zip.File) string {
	return filepath.Join(dir, f.Name) // want "G305"
}
