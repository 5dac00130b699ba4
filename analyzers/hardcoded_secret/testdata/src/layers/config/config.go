// Package config holds what the other packages are set up with.
package config

// Config is how the service is set up.
type Config struct {
	DSN, StripeKey, SlackToken string
}

// Default is used where nothing else is said.
func Default() Config {
	return Config{
		DSN:        "postgres://orders:Wm4vTq9sLx2@pg-1.acme.io/orders", // want "proven: a password in a PostgreSQL URL"
		StripeKey:  StripeKey,
		SlackToken: "xo" + "xp-441852007387-824967454623-0407814619781-388dc10da5bffacefd697312bba82af9", // want "proven: a Slack user token"
	}
}

// StripeKey is told here, wherever it is used.
const StripeKey = "sk_" + "live_1mqC19YALkn600zbXBH88G1B" // want "proven: a Stripe live secret key"

// Prefix is what keys of our own begin with.
const Prefix = "acme_"

// Host is where the database is.
const Host = "pg-1.acme.io"

// Scheme is how tokens are sent.
const Scheme = "Bearer "
