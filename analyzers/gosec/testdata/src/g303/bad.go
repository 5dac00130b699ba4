package g303

import "os"

func export(data []byte) error {
	return os.WriteFile("/tmp/export.csv", data, 0o600) // want "G303"
}
