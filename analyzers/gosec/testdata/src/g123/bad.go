package g123

import (
	"crypto/tls"
	"crypto/x509"
)

func pinned(check func([][]byte, [][]*x509.Certificate) error) *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, VerifyPeerCertificate: check} // want "G123"
}
