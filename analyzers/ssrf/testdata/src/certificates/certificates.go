// Package certificates asks the server that a client's certificate names.
package certificates

import "net/http"

// Who signed the certificate says which server that is; who sends it chose no more
// than the certificate.
func revoked(w http.ResponseWriter, r *http.Request) {
	if r.TLS == nil || len(r.TLS.PeerCertificates) == 0 {
		return
	}
	for _, server := range r.TLS.PeerCertificates[0].OCSPServer {
		http.Get(server) // want `unproven: the client's certificate`
	}
}

// What is sent beside it is the client's own choice.
func named(w http.ResponseWriter, r *http.Request) {
	if r.TLS == nil || len(r.TLS.PeerCertificates) == 0 {
		return
	}
	http.Get(r.Header.Get("X-Revocation")) // want `proven: header "X-Revocation"`
}
