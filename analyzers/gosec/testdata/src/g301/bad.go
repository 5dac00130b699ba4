package g301

import "os"

func uploads() error {
	return os.MkdirAll("uploads", 0o777) // want "G301"
}
