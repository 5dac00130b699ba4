package g302

import "os"

func own() (*os.File, error) {
	return os.OpenFile("journal", os.O_CREATE|os.O_WRONLY, 0o600)
}
