package secret

import (
	"encoding/base64"
	"hash/crc32"
	"strings"
)

// base62 is the order of digits in the check sums of GitHub and npm.
const base62 = digits + uppers + lowers

// crc62 holds the last six characters of a token against those before them: a
// CRC-32 in base 62.
func crc62(body string) verdict {
	text, want := body[:len(body)-6], body[len(body)-6:]
	sum, got := crc32.ChecksumIEEE([]byte(text)), [6]byte{}
	for i := len(got) - 1; i >= 0; i-- {
		got[i] = base62[sum%62]
		sum /= 62
	}
	if string(got[:]) != want {
		return fails
	}
	return holds
}

// base32 asks for the alphabet that AWS takes its key IDs from.
func base32(body string) verdict {
	if strings.Trim(body, uppers+"234567") != "" {
		return fails
	}
	return holds
}

// bech32Digits are the digits of bech32, in upper case, in their order.
const bech32Digits = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"

// bech32 verifies the six check digits of an age key, which BIP 173 defines.
func bech32(body string) verdict {
	if strings.Trim(body, bech32Digits) != "" || remainder(body) != 1 {
		return fails
	}
	return holds
}

// remainder divides what bech32 protects, the kind of key in front included, by
// the polynomial of the code.
func remainder(body string) int {
	const kind = "age-secret-key-"
	var values []int
	for i := range len(kind) {
		values = append(values, int(kind[i]>>5))
	}
	values = append(values, 0)
	for i := range len(kind) {
		values = append(values, int(kind[i]&31))
	}
	for i := range len(body) {
		values = append(values, strings.IndexByte(bech32Digits, body[i]))
	}
	sum := 1
	for _, v := range values {
		top := sum >> 25
		sum = (sum&0x1ffffff)<<5 ^ v
		for i, term := range [...]int{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			if top>>i&1 == 1 {
				sum ^= term
			}
		}
	}
	return sum
}

// discord asks whether the first part is a number in base 64, as the ID of the
// bot is. Many things have three parts with dots between.
func discord(body string) verdict {
	id, _, _ := strings.Cut(body, ".")
	text, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(id, "="))
	if err != nil || len(text) < 17 || strings.Trim(string(text), digits) != "" {
		return alien
	}
	return holds
}
