package g402

import "crypto/tls"

var modern = &tls.Config{MinVersion: tls.VersionTLS13}
