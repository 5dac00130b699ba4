// Package pieces puts keys together from constants of two packages.
package pieces

import (
	"strings"

	"corpus/pieces/prefix"
)

// Joined has its beginning elsewhere.
const Joined = prefix.Stripe + "1mqC19YALkn600zbXBH88G1B" // want "proven: a Stripe live secret key"

// Both has both halves elsewhere.
const Both = prefix.GitHub + prefix.Body // want "proven: a GitHub personal access token"

// Kind looks at the beginning alone.
func Kind(token string) string {
	switch {
	case strings.HasPrefix(token, prefix.GitHub):
		return "GitHub"
	case strings.HasPrefix(token, prefix.Stripe):
		return "Stripe"
	case strings.HasPrefix(token, prefix.AWS):
		return "AWS"
	}
	return ""
}

// Masked shows the beginning of a key.
func Masked(token string) string { return prefix.Stripe + strings.Repeat("*", len(token)) }

// Shape is what a help text shows.
const Shape = prefix.AWS + "XXXXXXXXXXXXXXXX"
