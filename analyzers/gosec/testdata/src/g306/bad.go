package g306

import "os"

func save(token []byte) error {
	return os.WriteFile("token", token, 0o644) // want "G306"
}
