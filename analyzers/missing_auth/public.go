package missing_auth

import (
	"slices"
	"strings"
)

// publicHandlers serve what is meant for everyone.
var publicHandlers = []string{
	"net/http.FileServer", "net/http.FileServerFS", "net/http.NotFoundHandler", "net/http.RedirectHandler", "net/http.NotFound",
}

// publicPaths are the words that make a route public: what a caller needs
// before it has a credential, and what holds nothing that one would protect.
var publicPaths = [][]string{
	{"login"}, {"log", "in"}, {"signin"}, {"sign", "in"}, {"logon"}, {"signup"}, {"sign", "up"}, {"register"}, {"registration"},
	{"token"}, {"oauth"}, {"oauth2"}, {"oidc"}, {"sso"}, {"saml"}, {"callback"}, {"logout"}, {"forgot"}, {"reset", "password"}, {"password", "reset"},
	{"health"}, {"healthz"}, {"healthcheck"}, {"live"}, {"livez"}, {"liveness"}, {"ready"}, {"readyz"}, {"readiness"}, {"ping"}, {"version"},
	{"well", "known"}, {"static"}, {"assets"}, {"favicon"}, {"robots"}, {"sitemap"}, {"docs"}, {"swagger"}, {"openapi"}, {"redoc"}, {"jwks"},
}

// segments returns the words of each fixed segment of a path.
func segments(path string) [][]string {
	var list [][]string
	for _, s := range strings.Split(path, "/") {
		if s == "" || strings.HasPrefix(s, "{") {
			continue
		}
		list = append(list, strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == '-' || r == '_' || r == '.' }))
	}
	return list
}

// contains reports whether words holds phrase, one word after another.
func contains(words, phrase []string) bool {
	for i := 0; i+len(phrase) <= len(words); i++ {
		if slices.Equal(words[i:i+len(phrase)], phrase) {
			return true
		}
	}
	return false
}
