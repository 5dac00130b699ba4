package sensitive_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/apiward/apiward/rules/sensitive"
)

func TestWords(t *testing.T) {
	for name, want := range map[string]string{
		"SSNLast4": "ssn last 4", "getAPIKeys": "get api key", "user_access-token.v2": "user access token v 2", "HTTPStatus": "http status",
		"contraseñaÚltima": "contrasena ultima", "cvv2": "cvv2", "oauth2Token": "oauth2 token", "icd10Codes": "icd10 code", "APIKeyIDs": "api key id",
		"addresses": "address", "scanMatches": "scan match", "caches": "cache", "allergies": "allergy", "tokens": "tokens", "status": "status", "": "", "__": "", "x": "x", "IDs": "id", "TOTPSecret": "totp secret",
	} {
		if got := strings.Join(sensitive.Words(name), " "); got != want {
			t.Errorf("Words(%q) = %q, want %q", name, got, want)
		}
	}
}

// TestTermsAreWords shows that every shipped term is found under its own name:
// a term that is written in the plural would never be met.
func TestTermsAreWords(t *testing.T) {
	vocabulary := sensitive.New(nil)
	for _, name := range []string{"user password", "recovery code", "backup code", "social security number", "credit card", "blood group", "home address", "stack trace"} {
		term, ok := vocabulary.Find(strings.ReplaceAll(name, " ", "_"), sensitive.Context{})
		if !ok {
			t.Errorf("%s is not found", name)
			continue
		}
		if !slices.Contains(sensitive.Classes, term.Class) {
			t.Errorf("%s is of the class %q", name, term.Class)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("passwordHash", "User.card")
	vocabulary := sensitive.New(nil)
	f.Fuzz(func(_ *testing.T, name, owner string) {
		vocabulary.Find(name, sensitive.Context{Owner: owner})
	})
}
