package exposure_drift

import (
	"slices"
	"strings"

	"github.com/apiward/apiward/spec/contract"
	"github.com/apiward/apiward/spec/lint"
)

// secrets are the names of what nobody but its owner may see, in words.
var secrets = []string{
	"password", "passwd", "pwd", "passphrase", "passcode", "pin", "otp", "secret", "salt", "hash", "private key", "api key", "apikey", "access key",
	"access token", "refresh token", "id token", "auth token", "reset token", "session token", "session id", "jwt", "credential", "credentials", "recovery code", "security answer",
	"ssn", "social security", "national id", "tax id", "passport", "iban", "card number", "cvv", "cvc", "bank account", "salary", "diagnosis",
}

// harmless are last words that make of a secret's name that of a fact about it.
var harmless = []string{"policy", "count", "at", "url", "type", "length", "hint", "strength", "expires", "expiry", "enabled", "required", "changed", "set"}

// sensitive reports whether a field has the name of a secret. A flag is none,
// whatever it is about.
func sensitive(name string, shape *contract.Shape) bool {
	words := lint.Words(name)
	if shape.Kind == contract.Boolean || len(words) == 0 || slices.Contains(harmless, words[len(words)-1]) {
		return false
	}
	text := " " + strings.Join(words, " ") + " "
	return slices.ContainsFunc(secrets, func(s string) bool { return strings.Contains(text, " "+s+" ") })
}
