package g401

import "crypto/md5"

func sign(body []byte) [16]byte {
	return md5.Sum(body) // want "G401"
}
