package g402

import "crypto/tls"

var trusting = &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS12} // want "G402"

var old = &tls.Config{MinVersion: tls.VersionTLS10} // want "G402"
