package g301

import "os"

func private() error {
	return os.MkdirAll("uploads", 0o750)
}
