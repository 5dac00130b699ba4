package secret_in_example

import (
	"encoding/base64"
	"encoding/json"
	"iter"
	"net/url"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules/secret"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

// use says what kind of credential a name asks for.
type use int

const (
	nothing use = iota
	password
	token
	header // of a request that carries one, behind the name of its scheme
)

// The words of names, compared as whole words. The last word of a name says
// what the value is: passwordPolicy is a policy.
var (
	passwords = []string{"password", "passwd", "pwd", "passphrase", "passcode", "passwort"}
	tokens    = []string{"token", "tokens", "secret", "secrets", "apikey", "apikeys", "accesskey", "secretkey", "privatekey", "authkey", "authtoken", "accesstoken", "jwt", "bearer", "credential", "credentials", "apisecret", "clientsecret"}
	headers   = []string{"authorization", "auth", "cookie"}
	// keyKinds make a key one that opens something.
	keyKinds = []string{"api", "access", "secret", "private", "signing", "encryption", "master", "service", "auth", "account", "storage", "webhook", "subscription", "shared", "session", "license"}
	// otherTokens are those that open nothing: places in a list, and names of
	// devices and of attempts.
	otherTokens = []string{
		"page", "next", "nextpage", "prev", "previous", "continuation", "continue", "pagination", "cursor", "sync", "start", "end", "csrf", "xsrf", "antiforgery",
		"client", "device", "push", "public", "publishable", "idempotency", "resume", "scroll", "position", "change", "skip", "max", "mint", "contract", "erc20", "nft", "design",
		"captcha", "recaptcha", "list", "marker", "iteration", "stop", "hash", "hashed", "encrypted", "masked", "fingerprint", "digest",
	}
	// trailers say nothing of what a value is.
	trailers = []string{"value", "raw", "plain", "plaintext", "text", "string", "confirmation", "confirm", "again", "repeat", "new", "old", "current", "prod", "production", "live", "test", "sandbox", "default", "header", "1", "2"}
)

// useOf returns what a name asks for.
func useOf(name string) use {
	if len(name) > 200 {
		return nothing
	}
	words := lint.Words(name)
	for len(words) > 1 && slices.Contains(trailers, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return nothing
	}
	before, last := words[:len(words)-1], words[len(words)-1]
	is := func(word string) bool { return slices.Contains(before, word) }
	switch {
	case slices.Contains(passwords, last):
		return password
	case slices.Contains(headers, last) && (last != "auth" || len(words) == 1 || words[0] == "x"):
		return header
	case slices.Contains(tokens, last):
		if slices.ContainsFunc(otherTokens, is) && !strings.HasSuffix(last, "secret") {
			return nothing
		}
		return token
	case (last == "key" || last == "keys") && slices.ContainsFunc(keyKinds, is) && !is("public"):
		return token
	}
	return nothing
}

// credentials yields the names and values in a text that stands at a place: the
// text itself, and where it is JSON, a URL or a form, what it holds.
func credentials(at *spec.Place, text string) iter.Seq2[string, content] {
	return func(yield func(string, content) bool) {
		if at.Role == spec.Keyword {
			pairs(text, yield)
			return
		}
		switch text[0] {
		case '{', '[':
			inJSON(text, yield)
			return
		}
		if !pairs(text, yield) {
			return
		}
		if !plausible(text) {
			return
		}
		o := ownerOf(at)
		yield(o.name, content{text, o.format})
	}
}

// content is a value with the format that its schema gives it.
type content struct{ text, format string }

// maxValue is the length of the longest text that is judged by its place.
const maxValue = 4096

// pairs yields the values of a query or a form. It reports false where no more
// is wanted.
func pairs(text string, yield func(string, content) bool) bool {
	if len(text) > maxValue || !strings.Contains(text, "=") {
		return true
	}
	if _, query, ok := strings.Cut(text, "?"); ok {
		text = query
	}
	text, _, _ = strings.Cut(text, "#")
	for pair := range strings.SplitSeq(text, "&") {
		name, value, ok := strings.Cut(pair, "=")
		if !ok || strings.ContainsAny(name, " /\"'<>{}") {
			continue
		}
		if plain, err := url.QueryUnescape(value); err == nil && plain == value && plausible(value) && !yield(name, content{value, ""}) {
			return false
		}
	}
	return true
}

// inJSON yields the texts of a JSON value that is written as a text, by the key
// they stand under.
func inJSON(text string, yield func(string, content) bool) {
	const longest = 1 << 16
	if len(text) > longest {
		return
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	type level struct {
		key    string
		object bool
		isKey  bool // the next token is a key
	}
	var stack []level
	for {
		t, err := decoder.Token()
		if err != nil {
			return
		}
		top := len(stack) - 1
		switch t := t.(type) {
		case json.Delim:
			if t == '}' || t == ']' {
				stack = stack[:top]
				if top > 0 {
					stack[top-1].isKey = stack[top-1].object
				}
				continue
			}
			key := ""
			if top >= 0 {
				key = stack[top].key
			}
			stack = append(stack, level{key: key, object: t == '{', isKey: t == '{'})
			continue
		case string:
			if top >= 0 && stack[top].isKey {
				stack[top].key, stack[top].isKey = t, false
				continue
			}
			if top >= 0 && plausible(t) && !yield(stack[top].key, content{t, ""}) {
				return
			}
		}
		if top >= 0 {
			stack[top].isKey = stack[top].object
		}
	}
}

// plausible reports whether a text can be a credential at all. Most are not, and
// their names need not be looked at.
func plausible(text string) bool {
	if len(text) < 8 || len(text) > maxValue {
		return false
	}
	if scheme, rest, ok := strings.Cut(text, " "); ok {
		return strings.EqualFold(scheme, "basic") || secret.Drawn(rest)
	}
	return secret.Drawn(text) || secret.Chosen(text)
}

// webToken is how a JSON Web Token begins. One that is not told by its shape is
// cut short, or a sample.
const webToken = "eyJ"

// placed returns the credential in a plausible value that stands in the place
// of one.
func placed(name string, value content) (string, bool) {
	as := useOf(name)
	if as == nothing && value.format == "password" {
		as = password
	}
	if as == nothing || secret.IsSample(value.text) || strings.Contains(value.text, webToken) {
		return "", false
	}
	switch text := value.text; as {
	case password:
		return text, secret.Drawn(text) || secret.Chosen(text)
	case token:
		return text, secret.Drawn(text)
	default:
		return inHeader(text)
	}
}

// inHeader returns the credential in the value of a header.
func inHeader(text string) (string, bool) {
	scheme, rest, ok := strings.Cut(text, " ")
	if !ok {
		return text, secret.Drawn(text)
	}
	if !strings.EqualFold(scheme, "Basic") {
		return rest, secret.Drawn(rest)
	}
	pair, err := base64.StdEncoding.DecodeString(rest)
	if err != nil {
		return "", false
	}
	_, word, _ := strings.Cut(string(pair), ":")
	return rest, secret.Drawn(word) || secret.Chosen(word)
}
