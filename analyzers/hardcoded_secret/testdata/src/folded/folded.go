// Package folded puts keys together from constants.
package folded

const prefix = "sk" + "_live_"

// Two names make a key that neither of them is.
const joined = prefix + "1mqC19YALkn600zbXBH88G1B" // want "proven: a Stripe live secret key"

// Pieces over several lines are one key, told once.
const lines = "github_" + // want "proven: a fine-grained GitHub token"
	"pat_KtjYGlmJxWyk9SEatszSTL_csmoaJfUu8biI" +
	"S0Gd9Kx2WBPGZICt2uLLY1E7KLNegc0GpuU5jKlNGys7Fd"

// A name that is no key by itself, in the middle.
const dsn = "postgres://" + user + ":" + "Wm4vTq9sLx2" + "@" + host + "/orders" // want "proven: a password in a PostgreSQL URL"

const (
	user = "orders"
	host = "pg-1.acme.io"
)

// A conversion between string types.
type token string

const converted = token("glp" + "at-mrfTwLoRF8nEgeHwhrVx") // want "proven: a GitLab personal access token"

// A prefix alone is what code looks for.
const wanted = prefix + "…"

// What only a running program can put together is not one constant.
func assembled(part string) string { return prefix + part }
