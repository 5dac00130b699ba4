package g123

import (
	"crypto/tls"
)

func always(check func(tls.ConnectionState) error) *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, VerifyConnection: check}
}
