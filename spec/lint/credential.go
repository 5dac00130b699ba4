package lint

import (
	"slices"
	"strings"
	"unicode"
)

// Credential says how far a name alone tells that its value lets someone in.
type Credential int

// The answers, weakest first.
const (
	NoCredential     Credential = iota
	MayBeCredential             // a session, a signature: it depends
	SingleUse                   // a token that a link carries once, as reset_token
	LikelyCredential            // a token, a secret: of something, in the end
	SurelyCredential            // a password, an API key
)

// The names of credentials, by what they end with. They are compared with whole
// words, so that a tokenizer has none and a page_token is none.
var (
	sureNames = phrases("password", "passwd", "passphrase", "pwd", "client secret", "clientsecret", "app secret", "consumer secret",
		"api key", "apikey", "api secret", "apisecret", "api token", "apitoken", "secret key", "secretkey", "private key", "privatekey",
		"access token", "accesstoken", "refresh token", "refreshtoken", "id token", "idtoken", "auth token", "authtoken",
		"authentication token", "authorization token", "bearer token", "session token", "sessiontoken", "security token",
		"access key", "accesskey", "auth key", "authkey", "subscription key", "jwt", "jwt token", "bearer", "authorization",
		"credential", "credentials", "user token", "oauth token", "personal token")
	likelyNames = phrases("token", "secret", "auth", "otp", "totp", "passcode", "pin code", "pincode", "mfa code", "totp code",
		"otp code", "session id", "sessionid", "jsessionid", "phpsessid", "session key", "api pass", "userpass")
	mayBeNames = phrases("session", "sid", "signature", "sig", "hmac")
)

// The words before one that make it something else.
var (
	// onceWords make a token one that a link carries once, or for one thing.
	onceWords = []string{"reset", "resetpassword", "verify", "verification", "confirm", "confirmation", "activate", "activation", "invite",
		"invitation", "unsubscribe", "magic", "share", "sharing", "shared", "download", "upload", "preview", "link", "signup", "register", "optout"}
	// placeWords make a token a place in a list, a guard against repetition, or
	// the address of a device.
	placeWords = []string{"page", "next", "prev", "previous", "continuation", "continue", "cursor", "sync", "skip", "pagination", "paging",
		"delta", "start", "starting", "last", "first", "end", "ending", "resume", "resumption", "offset", "scroll", "watch", "change", "marker", "position",
		"csrf", "xsrf", "csrfmiddleware", "antiforgery", "forgery", "idempotency", "idempotent", "request", "search", "query", "list",
		"iterator", "result", "results", "device", "push", "fcm", "apns", "registration", "cancel", "cancellation", "before", "after",
		"stop", "special", "nft", "payment", "card", "design", "snapshot", "revision", "concurrency", "lock", "lease", "fencing", "tracking", "truncated", "masked", "redacted"}
	// askWords make a name a question or a number about the thing.
	askWords = []string{"is", "has", "have", "can", "should", "require", "requires", "required", "with", "without", "include", "includes",
		"exclude", "show", "hide", "no", "use", "allow", "enable", "enabled", "disable", "disabled", "force", "generate", "rotate",
		"regenerate", "revoke", "max", "min", "maximum", "minimum", "num", "number", "count", "total", "expired", "missing", "return", "ignore", "by"}
	// qualifiers are what may stand before a name that only may be one.
	qualifiers = []string{"x", "hub", "user", "login", "auth", "web", "http", "request"}
	// tailWords say nothing about what a name stands for.
	tailWords = []string{"value", "header", "param", "parameter", "string", "str", "text", "raw", "plain", "encoded", "hash", "md5", "sha1", "confirm", "confirmation", "repeat", "again"}
)

func phrases(names ...string) [][]string {
	out := make([][]string, len(names))
	for i, n := range names {
		out[i] = strings.Fields(n)
	}
	return out
}

// CredentialName returns what a name tells of its value.
func CredentialName(name string) Credential {
	const longest = 200 // no name of a parameter; a text in its place names nothing
	if len(name) > longest {
		return NoCredential
	}
	words := nameWords(name)
	if len(words) == 0 || slices.Contains(askWords, words[0]) {
		return NoCredential
	}
	if hasSuffix(words, sureNames) {
		return SurelyCredential
	}
	last, before := words[len(words)-1], ""
	if len(words) > 1 {
		before = words[len(words)-2]
	}
	switch {
	case hasSuffix(words, likelyNames):
		switch {
		case last != "token":
			return LikelyCredential
		case slices.Contains(placeWords, before):
			return NoCredential
		case slices.Contains(onceWords, before):
			return SingleUse
		}
		return LikelyCredential
	case hasSuffix(words, mayBeNames) && only(words[:len(words)-1], qualifiers):
		return MayBeCredential // alone: a CallSid is what its service calls a call
	}
	return NoCredential
}

// nameWords returns the words of a name without those that say nothing, and
// without numbers at the end.
func nameWords(name string) []string {
	words := Words(name)
	for len(words) > 1 {
		last := words[len(words)-1]
		if !slices.Contains(tailWords, last) && strings.Trim(last, "0123456789") != "" {
			break
		}
		words = words[:len(words)-1]
	}
	if n := len(words); n > 0 {
		words[n-1] = strings.TrimRightFunc(words[n-1], unicode.IsDigit)
	}
	return words
}

func hasSuffix(words []string, list [][]string) bool {
	return slices.ContainsFunc(list, func(p []string) bool {
		return len(words) >= len(p) && slices.Equal(words[len(words)-len(p):], p)
	})
}
