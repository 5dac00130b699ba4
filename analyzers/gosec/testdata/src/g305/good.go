package g305

import (
	"archive/zip"
	"os"
)

func create(root *os.Root, f *zip.File) (*os.File, error) {
	return root.Create(f.Name)
}
