// Package fakes is a server for tests.
package fakes

// Key is the key of the server.
var Key = "-----BEGIN EC PRIVATE KEY-----" + // want "unproven: an EC private key, though no command imports the package, is written"
	`
MHcCAQEEIJqhE3HSyh/fax6C9ZC05hp5ODlOFT+Qh9hbeK/Hg1mToAoGCCqGSM49
AwEHoUQDQgAE3tSqJyFxWlDwDJqVNeT3oB7D3gXT2zPNdfRrkppOvus0NrZ/lX02
m+bVpyyzea3A9yAiSaq0ReXqzQbYMDr0nw==
-----END EC PRIVATE KEY-----`

// Token is of no test's making, wherever it stands.
var Token = "ghp_" + "j0QFA74TX0aR0IzqH0XXRXjpDbyhJj00n5c3" // want "proven: a GitHub personal access token"
