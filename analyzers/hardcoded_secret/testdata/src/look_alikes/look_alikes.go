// Package look_alikes holds what has the look of a key and is none.
package look_alikes

import (
	"net/http"
	"regexp"
	"strings"
)

// commit, digest and checksum are hashes: public by nature.
const (
	commit   = "79dee1d59a8d4032cb9d5059761791b353b191fd"
	digest   = "sha256:0bae5e67bb9d2759235937aa53bb93775c513a5890c54ece58ea3cf29e11366e"
	checksum = "36ef3245ba9ea90ffe730c74d99bfded"
)

// tenant is an ID.
const tenant = "c63ed5b4-7fd1-13e3-7fee-97653e0d1542"

// account says whose keys they are, and is none.
const account = "AC36ef3245ba9ea90ffe730c74d99bfded"

// publishable is a key that every browser is given.
const publishable = "pk_live_K8uWB0faH6Hi0yJ6gBf0Aez2"

// integrity is what a browser holds a script against.
const integrity = "sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"

// image is a picture in base 64.
const image = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="

// alphabet is what random text is drawn from.
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// Names of headers, cookies, scopes and settings.
const (
	header  = "X-Api-Key"
	cookie  = "session_token"
	scope   = "https://www.googleapis.com/auth/cloud-platform"
	setting = "learner_auth_token_config"
)

// kind is one of a list.
type kind string

const (
	accessToken  kind = "access_token"
	refreshToken kind = "refresh_token"
	password     kind = "password"
)

// patterns find keys in the text of others.
var patterns = []*regexp.Regexp{
	regexp.MustCompile(`ghp_[A-Za-z0-9]{36}`),
	regexp.MustCompile(`AKIA[0-9A-Z]{16}`),
	regexp.MustCompile(`xox[abpr]-[0-9]{10,13}-[0-9a-zA-Z]{24}`),
	regexp.MustCompile(`(?i)password\s*=\s*\S+`),
	regexp.MustCompile(`^postgres://[^:]+:[^@]+@`),
}

// isGitHub looks at a prefix.
func isGitHub(token string) bool {
	return strings.HasPrefix(token, "ghp_") || strings.HasPrefix(token, "github_pat_")
}

// tagged names fields for other formats.
type tagged struct {
	Token    string `json:"token" env:"GITHUB_TOKEN" default:"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"`
	Password string `json:"password" validate:"required,min=8"`
}

// message tells what is wrong.
const message = "password must be at least 8 characters: got %d, token=%s"

// endpoint is where tokens are handed out.
const endpoint = "https://id.acme.io/oauth2/token?grant_type=client_credentials"

// sentry is the public half of a key, as its maker says.
const sentry = "https://36ef3245ba9ea90ffe730c74d99bfded@o123456.ingest.sentry.io/4504"

// translated is what users see.
var translated = map[string]string{"password": "Passwort", "token": "Zugangsschlüssel", "secret": "Geheimnis"}

// long is a name that happens to begin as a key does.
const long = "sk-learn-contrib-categorical-encoding-benchmarks"

// slug joins words.
const slug = "hf_transformers_text_generation_inference_server"

// module is a path with a version and a hash.
const module = "github.com/acme/orders@v0.0.0-20240611093015-79dee1d59a8d"

// check is a call that holds a pair of words.
func check(r *http.Request) bool { return r.FormValue("password") == r.FormValue("password_confirm") }
