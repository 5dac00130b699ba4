package g406

import (
	"hash"

	"golang.org/x/crypto/md4"
)

func fingerprint() hash.Hash {
	return md4.New() // want "G406"
}
