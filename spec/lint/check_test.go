package lint

import "testing"

func TestCovered(t *testing.T) {
	for message, want := range map[string]string{
		`server "http://api.acme.dev" is reached without TLS`:                           `server "http://api.acme.dev" is reached without TLS`,
		`server "http://u:ueQp9BenQtYh5Xj8@api.acme.dev/v1" is reached without TLS`:     `server "http://***@api.acme.dev/v1" is reached without TLS`,
		"the default \"sk\x5Flive_vSwMFLZDe1f8rESQedUStPKR\" of key is no good default": `the default "***" of key is no good default`,
	} {
		if got := covered(message); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
