package lint

import (
	"slices"
	"strings"
	"unicode"
)

// Purpose is what an operation is for, as far as its name alone tells. It
// lowers findings and never proves anything: a name makes nothing safe.
type Purpose int

// The purposes that are commonly open to everyone.
const (
	Business  Purpose = iota // everything else
	Entry                    // obtains a credential, or gives it back, as POST /login
	Probe                    // asks whether the service lives, as GET /healthz
	Manual                   // describes the service, as GET /openapi.json
	Preflight                // OPTIONS
)

// The words that tell a purpose. They are compared with whole words of a name,
// singular: "tokens" is a resource and "token" is how one is obtained.
var (
	entryWords = []string{"login", "logon", "signin", "signup", "logout", "logoff", "signout", "forgotpassword", "resetpassword"}
	// grantWords are also names of ordinary things, and count only where the
	// path speaks of authentication or of nothing else.
	grantWords = []string{"token", "refresh", "authorize", "authenticate", "callback", "register", "registration", "revoke", "revocation"}
	// provingWords end the way in of somebody who holds a code: /user/confirm. They
	// count where the path speaks of people or of authentication.
	provingWords = []string{"confirm", "confirmation", "activate", "activation", "verify", "verification"}
	probeWords   = []string{"health", "healthz", "healthcheck", "healthy", "ready", "readyz", "readiness", "live", "livez", "liveness", "alive", "ping", "heartbeat", "metrics", "status", "version", "info", "about"}
	deepProbes   = []string{"health", "healthz", "healthcheck", "ready", "readyz", "live", "livez"}
	manualWords  = []string{"openapi", "swagger", "redoc", "apidocs", "favicon", "robots", "wellknown"}
	// fillers say nothing about the purpose.
	fillers = []string{
		"api", "rest", "public", "system", "internal", "server", "service", "app", "web", "check", "checks", "json", "yaml", "yml",
		"user", "users", "account", "accounts", "auth", "oauth", "oauth2", "oidc", "openid", "sso", "saml", "session", "access", "jwt",
		"get", "post", "do", "new", "handle", "perform", "show", "read",
	}
	peopleWords = []string{"user", "users", "account", "accounts", "email", "password"}
	authWords   = []string{"auth", "oauth", "oauth2", "oidc", "openid", "sso", "saml"}
)

// Purpose returns what the operation is for, by its path and its operationId.
func (o *Operation) Purpose() Purpose {
	if p := PathPurpose(o.Method, o.Path); p != Business {
		return p
	}
	words := Words(o.ID)
	switch {
	case o.changes() || !only(words, fillers, entryWords, []string{"register"}, probeWords):
		return Business
	case hasAny(words, entryWords), hasAny(words, []string{"register"}):
		return Entry
	case hasAny(words, probeWords) && o.Safe():
		return Probe
	}
	return Business
}

// changes reports whether the method is one that nobody offers to strangers.
func (o *Operation) changes() bool { return !mayBeOpen(o.Method) }

func mayBeOpen(method string) bool {
	return slices.Contains([]string{"GET", "HEAD", "POST", "OPTIONS", "ANY"}, method)
}

// PathPurpose returns what a method on a path is for. The path has {name}
// parameters.
func PathPurpose(method, path string) Purpose {
	switch {
	case method == "OPTIONS":
		return Preflight
	case !mayBeOpen(method):
		return Business
	}
	p := splitPath(path)
	switch {
	case p.isManual() && method != "POST":
		return Manual
	case p.isProbe() && method != "POST":
		return Probe
	case p.isEntry(), method == "POST" && p.isAuth():
		return Entry
	}
	return Business
}

// pathWords is a path in words.
type pathWords struct {
	first      []string // the words of the first literal segment that is not only filler
	last       []string // the words of the last segment; none where it is a parameter
	all        []string
	parameters bool // it has some, other than the name of a provider
}

func splitPath(path string) pathWords {
	var p pathWords
	for segment := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		if strings.Contains(segment, "{") {
			// A provider of identities is no resource: /auth/{provider}/callback.
			p.parameters = p.parameters || !hasAny(p.last, authWords)
			p.last = nil
			continue
		}
		words := Words(segment)
		p.last = words
		p.all = append(p.all, words...)
		if p.first == nil && !only(words, fillers) {
			p.first = words
		}
	}
	return p
}

func (p pathWords) isManual() bool {
	return hasAny(p.first, manualWords) ||
		!p.parameters && hasAny(p.first, []string{"doc", "docs"}) && only(p.first, fillers, []string{"doc", "docs"})
}

func (p pathWords) isProbe() bool {
	return hasAny(p.first, deepProbes) && only(p.first, fillers, deepProbes) ||
		!p.parameters && hasAny(p.all, probeWords) && only(p.all, fillers, probeWords)
}

func (p pathWords) isEntry() bool {
	if hasAny(p.last, entryWords) && only(p.last, fillers, entryWords) {
		return true
	}
	if hasAny(p.last, provingWords) && !p.parameters {
		return hasAny(p.all, authWords, peopleWords) && only(p.all, fillers, provingWords, peopleWords)
	}
	return hasAny(p.last, grantWords) && only(p.last, fillers, grantWords) && !p.parameters &&
		(hasAny(p.all, authWords) || only(p.all, fillers, grantWords))
}

// isAuth reports whether a path is nothing but authentication, as /api/auth.
func (p pathWords) isAuth() bool {
	return !p.parameters && hasAny(p.last, authWords) && only(p.last, authWords) && only(p.all, fillers)
}

// hasAny reports whether one of the words is in one of the lists.
func hasAny(words []string, lists ...[]string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return slices.ContainsFunc(lists, func(l []string) bool { return slices.Contains(l, w) })
	})
}

// only reports whether every word is in one of the lists, or a version.
func only(words []string, lists ...[]string) bool {
	return !slices.ContainsFunc(words, func(w string) bool {
		return !isVersion(w) && !slices.ContainsFunc(lists, func(l []string) bool { return slices.Contains(l, w) })
	})
}

// isVersion reports whether the word is a version or a bare number, as v1.
func isVersion(word string) bool {
	return strings.Trim(strings.TrimPrefix(word, "v"), "0123456789") == ""
}

// pairs are words that are one word in meaning.
var pairs = [][2]string{
	{"sign", "in"}, {"sign", "up"}, {"sign", "out"}, {"log", "out"}, {"log", "off"}, {"log", "in"}, {"log", "on"}, {"forgot", "password"}, {"reset", "password"},
	{"well", "known"}, {"health", "check"}, {"api", "docs"}, {"open", "api"},
}

// Words splits a name at case, digits kept with their letters, and at
// everything that is neither letter nor digit: "getHTTPStatus_v2" is get, http,
// status, v2. "sign-up" and "signUp" are the one word signup.
func Words(name string) []string {
	var words []string
	runes := []rune(name)
	start := 0
	cut := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(string(runes[start:end])))
		}
		start = end
	}
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			cut(i)
			start = i + 1
		case i > start && unicode.IsUpper(r) &&
			(!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])):
			cut(i)
		}
	}
	cut(len(runes))
	return join(words)
}

// join makes one word of each pair.
func join(words []string) []string {
	var out []string
	for i := 0; i < len(words); i++ {
		if i+1 < len(words) && slices.Contains(pairs, [2]string{words[i], words[i+1]}) {
			out = append(out, words[i]+words[i+1])
			i++
			continue
		}
		out = append(out, words[i])
	}
	return out
}
