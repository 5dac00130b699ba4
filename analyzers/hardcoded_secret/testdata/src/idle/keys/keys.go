// Package keys signs what the command sends.
package keys

var signing = "-----BEGIN EC PRIVATE KEY-----" + // want "proven: an EC private key is written"
	`
MHcCAQEEIC9Os8Ew8qEOXPHbTHC/XbhREcRDXEHI6SdpgsewM6V9oAoGCCqGSM49
AwEHoUQDQgAEH74edYufZXLBFICuMqoEik4BA/KXZv+6ZoVEzaZgEO3ocfIRM7y+
3FL3x6SepXKl7YZstVf2H8r8kKw/aQNp0w==
-----END EC PRIVATE KEY-----`

// Sign signs a text.
func Sign(text string) string { return text + signing[:0] }
