package g404

import "crypto/rand"

func secret() string {
	return rand.Text()
}
