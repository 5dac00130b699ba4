package secret

import (
	"encoding/base64"
	"strings"

	"github.com/apiward/apiward/rules"
)

// Class says how much a text looks like the password it stands in the place of.
type Class int

// The classes, in ascending order.
const (
	Nothing Class = iota // empty, a template, or words that say that a password belongs here
	Common               // a word that stands for a password, as password does
	Weak                 // what someone who thinks of nothing better chooses
	Strong               // nobody writes this but to be a secret
)

// Judge says how much text looks like a password.
func Judge(text string) Class {
	switch folded := fold(text); {
	case text == "", template(text), standIn(text), longestRun(text, 0) == len(text):
		return Nothing
	case common[folded]:
		return Common
	case len(text) < 8:
		return Weak
	}
	kinds := 0
	for _, chars := range []string{digits, lowers, uppers} {
		if strings.ContainsAny(text, chars) {
			kinds++
		}
	}
	words := !strings.ContainsAny(text, digits)
	if rest := strings.Trim(text, digits+lowers+uppers+"-_. "); rest != "" {
		kinds++
	}
	switch {
	case longestRun(text, 1) >= 6, longestRun(text, 0) >= 5, periodic(text), entropy(text) < 2.5:
		return Weak
	case words && kinds < 3, kinds < 2:
		return Weak
	}
	return Strong
}

// fold removes case, digits at the end, and what is no letter: what people do
// to a word to call it a password.
func fold(s string) string {
	s = strings.TrimRight(strings.ToLower(s), digits+"!")
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, s)
}

// common are words that stand for a password, a user or a key wherever one is
// asked for.
var common = map[string]bool{
	"": true, "password": true, "passwd": true, "passwort": true, "pass": true, "passphrase": true, "pwd": true, "pw": true,
	"secret": true, "mysecret": true, "mypassword": true, "secretpassword": true, "token": true, "key": true, "apikey": true, "apitoken": true, "accesstoken": true,
	"secretkey": true, "credentials": true, "user": true, "username": true, "admin": true, "root": true, "guest": true, "test": true, "testing": true,
	"foo": true, "bar": true, "baz": true, "dev": true, "demo": true, "default": true, "none": true, "null": true, "nil": true, "empty": true, "unknown": true,
	"hidden": true, "masked": true, "postgres": true, "mysql": true, "mongo": true, "redis": true, "rabbitmq": true, "u": true, "p": true, "x": true,
}

// template reports whether text is filled in later: a verb of fmt, a variable
// of a shell or a template, a placeholder of a statement.
func template(text string) bool {
	if strings.HasPrefix(text, "$") || strings.HasPrefix(text, ":") || text == "?" || strings.HasPrefix(text, "@") && len(text) < 12 {
		return true
	}
	for _, pair := range [...][2]string{{"${", "}"}, {"$(", ")"}, {"{", "}"}, {"<", ">"}, {"[", "]"}, {"%(", ")"}} {
		if _, rest, ok := strings.Cut(text, pair[0]); ok && strings.Contains(rest, pair[1]) {
			return true
		}
	}
	for i := 0; i+1 < len(text); i++ {
		if text[i] == '%' && strings.IndexByte("svqdxXt+#[", text[i+1]) >= 0 && !encoded(text[i+1:]) {
			return true
		}
	}
	return false
}

// encoded reports whether s begins with the two digits of percent-encoding.
func encoded(s string) bool {
	return len(s) >= 2 && sets['X'][s[0]] && sets['X'][s[1]]
}

// Used judges a value by the place it stands in: one that takes a password, a
// key or a token, as itself or behind the scheme of a header.
func Used(value string) (Match, bool) {
	scheme, rest, ok := strings.Cut(value, " ")
	switch {
	case ok && strings.EqualFold(scheme, "Basic"):
		pair, err := base64.StdEncoding.DecodeString(rest)
		if err != nil {
			return Match{}, false
		}
		_, value, _ = strings.Cut(string(pair), ":")
	case ok && schemes[strings.ToLower(scheme)]:
		value = rest
	}
	if inert[strings.ToLower(value)] || strings.Contains(value, begin) || schemes[strings.ToLower(strings.TrimSpace(value))] || isAddress(value) {
		return Match{}, false // a public key is as good as its place; a private one is told by its shape
	}
	switch Judge(value) {
	case Nothing:
		return Match{}, false
	case Strong:
		return Match{Strength: rules.Proven}, true
	case Common, Weak:
	}
	return Match{Strength: rules.Unproven}, true
}

// isAddress reports whether a value says where something is, as a URL without a user
// does: it stands beside the password in what both are read from.
func isAddress(value string) bool {
	scheme, rest, ok := strings.Cut(value, "://")
	host, _, _ := strings.Cut(rest, "/")
	return ok && scheme != "" && host != "" && strings.Trim(scheme, lowers+uppers) == "" && !strings.Contains(host, "@")
}

// UsedBytes is Used for a key that is written as single bytes.
func UsedBytes(key string) (Match, bool) {
	if len(key) < 8 {
		return Match{}, false
	}
	if longestRun(key, 0) == len(key) || longestRun(key, 1) == len(key) {
		return Match{Strength: rules.Unproven}, true
	}
	return Match{Strength: rules.Proven}, true
}

// schemes are the words in front of a token in a header.
var schemes = map[string]bool{"bearer": true, "token": true, "apikey": true, "basic": true, "digest": true, "negotiate": true}

// inert are words that stand in the place of a password where none is asked
// for, as behind a token that is sent as the user's name.
var inert = map[string]bool{
	"": true, "x": true, "none": true, "null": true, "unused": true, "anonymous": true, "anonymous@": true, "x-oauth-basic": true, "x-token-auth": true, "x-access-token": true,
	"api_token": true, "api-token": true, "oauth2": true, "guest": true, "<nil>": true,
}
