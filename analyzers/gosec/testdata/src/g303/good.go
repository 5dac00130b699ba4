package g303

import "os"

func unique() (*os.File, error) {
	return os.CreateTemp("", "export-*.csv")
}
