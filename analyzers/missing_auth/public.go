package missing_auth

import (
	"slices"
	"strings"
	"unicode"
)

// publicHandlers serve what is meant for everyone.
var publicHandlers = []string{
	"net/http.FileServer", "net/http.FileServerFS", "net/http.NotFoundHandler", "net/http.RedirectHandler", "net/http.NotFound",
	"github.com/zitadel/oidc/v3/pkg/client/rp.AuthURLHandler", "github.com/zitadel/oidc/v3/pkg/client/rp.CodeExchangeHandler",
}

// diagnosticHandlers show how a program does: not for everyone, and seldom
// behind a credential. A listener of their own is how they are kept apart.
var diagnosticHandlers = []string{
	"net/http/pprof.Index", "net/http/pprof.Cmdline", "net/http/pprof.Profile", "net/http/pprof.Symbol", "net/http/pprof.Trace", "net/http/pprof.Handler",
	"expvar.Handler", "github.com/prometheus/client_golang/prometheus/promhttp.Handler", "github.com/prometheus/client_golang/prometheus/promhttp.HandlerFor",
	"github.com/prometheus/client_golang/prometheus/promhttp.InstrumentMetricHandler",
}

// A path is public where a word stands for what the route is for: as a whole
// segment, and as the last one. "/login" lets callers in, "/login-history" and
// "/login/{id}" show what is stored.
var (
	// entries are what a caller needs before it has a credential, or to give
	// it back.
	entries = []string{"login", "log-in", "signin", "sign-in", "logon", "signup", "sign-up", "register", "registration", "logout", "log-out",
		"signout", "sign-out", "clientlogin", "token", "oauth", "oauth2", "oidc", "sso", "saml", "callback", "forgot", "forgot-password", "reset-password",
		"password-reset", "forgotpassword", "forgotpw", "resetpassword", "lost-password", "authenticate", "captcha"}
	// flows and steps are a segment and the one behind it: /oauth/authorize,
	// /password/reset, /sign-up/confirm.
	flows = []string{"auth", "oauth", "oauth2", "oidc", "openid", "sso", "saml", "session", "token", "password", "login", "signup", "sign-up",
		"register", "registration", "account", "forgot-password", "reset-password", "email"}
	protocols = []string{"oauth", "oauth2", "oidc", "openid", "saml", "sso"}
	// challenges are put to strangers: how that goes stands below them.
	challenges = []string{"captcha"}
	steps      = []string{"authorize", "token", "refresh", "verify", "confirm", "activate", "forgot", "reset", "revoke", "introspect", "callback", "redirect", "start", "device",
		"metadata", "acs", "slo", "providers"}
	// accounts and asked are what the way into an account leads through, by a secret
	// that was sent to who it belongs to: /user/reset, /users/verify.
	accounts = []string{"user", "users", "account", "accounts"}
	asked    = []string{"verify", "confirm", "activate", "reset", "forgot"}
	// issuers are those that a caller can log in with, behind the name of a
	// protocol or of an entry: /oauth/github, /login/google.
	issuers = []string{"apple", "auth0", "azure", "bitbucket", "dingtalk", "discord", "facebook", "feishu", "gitea", "github", "gitlab", "google", "keycloak",
		"lark", "ldap", "linkedin", "microsoft", "okta", "oidc", "qq", "slack", "telegram", "twitter", "wechat", "weibo"}
	// told is what a service says of itself to whoever asks, at its root.
	told = []string{"about", "status", "info", "terms", "privacy", "imprint"}
	// continued are entries that a parameter can follow: the provider to log
	// in with, the secret of a mail.
	continued = []string{"login", "signin", "sign-in", "callback", "sso", "reset", "reset-password", "password-reset", "verify", "confirm", "activate"}
	// probes are asked by machines that have no credential, and what is called
	// public by everyone.
	probes = []string{"health", "healthz", "healthcheck", "health-check", "live", "livez", "liveness", "ready", "readyz", "readiness", "ping", "version"}
	// named are files that everyone may have, whatever their extension.
	named = []string{"favicon", "robots", "sitemap", "openapi", "swagger", "jwks", "security"}
	// assets are the extensions of what pages are made of.
	assets = []string{"css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "svg", "ico", "webp", "woff", "woff2", "ttf", "webmanifest", "wasm"}
	// manifests are what a browser asks for by itself, with an extension.
	manifests = []string{"index", "manifest", "asset-manifest", "browserconfig", "site"}
	// trees hold documentation and files for browsers.
	trees = []string{"static", "assets", "public", "docs", "swagger", "openapi", "redoc"}
)

// publicPath reports whether a route is public by its method and path.
func publicPath(method, path string) bool {
	segments := strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
	// 1. Trees are public at any depth, to those who read.
	for i, s := range segments {
		if s == ".well-known" || s == "public" && (reads(method) || method == "POST" && !isParameter(segments[len(segments)-1])) {
			return true
		}
		if reads(method) && is(s, trees) && staticBelow(s, segments[i+1:]) {
			return true
		}
	}
	if reads(method) && len(segments) > 0 && isAsset(segments) {
		return true
	}
	// 2. All others are told by the last fixed segment.
	last := len(segments) - 1
	parameter := last >= 0 && isParameter(segments[last])
	if parameter {
		last--
	}
	if last < 0 || isParameter(segments[last]) {
		return false
	}
	before := ""
	if last > 0 {
		before = segments[last-1]
	}
	s := segments[last]
	name, _, _ := strings.Cut(s, ".")
	switch {
	case reads(method) && !parameter && name != s && is(name, manifests):
		return true
	case parameter && strings.HasSuffix(segments[last+1], "...}") && is(s, steps): // and where to go from there
		return reads(method) && slices.ContainsFunc(segments[:last], func(s string) bool { return is(s, protocols) })
	case parameter && is(s, flows) && slices.ContainsFunc(wordsOf(segments[last+1]), func(w string) bool { return w == "provider" || w == "idp" }):
		return enters(method)
	case parameter:
		return enters(method) && is(s, continued) && (is(s, entries) || is(before, flows))
	case slices.ContainsFunc(segments[:last], func(s string) bool { return is(s, challenges) }):
		return enters(method)
	case reads(method) && (is(s, probes) || is(name, named)):
		return true
	case is(before, []string{"sign", "log"}) && is(s, []string{"in", "up", "out"}): // two words of an entry as two segments
		return enters(method)
	case is(s, entries) || isCompound(s):
		// The token of a login is one thing, that of /users/{id}/token another.
		return enters(method) && (!is(s, []string{"token"}) || !isParameter(before))
	case is(s, issuers):
		return enters(method) && (is(before, protocols) || is(before, []string{"login", "signin", "sign-in", "callback"}))
	case is(s, asked) && is(before, accounts):
		return enters(method)
	case is(s, []string{"state"}):
		return enters(method) && is(before, protocols)
	case is(s, steps):
		// What stands below the name of a protocol for entering is a part of it.
		return method != "DELETE" && (is(before, flows) || slices.ContainsFunc(segments[:last], func(s string) bool { return is(s, protocols) }))
	}
	return false
}

// isTold reports whether the route is what a service says of itself: a word for
// that at its root, behind nothing but the name and the version of an interface.
func isTold(method, path string) bool {
	segments := strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
	last := len(segments) - 1
	if last < 0 || !reads(method) || !is(segments[last], told) {
		return false
	}
	return !slices.ContainsFunc(segments[:last], func(s string) bool { return s != "api" && s != "rest" && !isVersion(s) })
}

// isAccounts reports whether the path is that of all users of a service.
func isAccounts(path string) bool {
	segments := strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
	return len(segments) > 0 && is(segments[len(segments)-1], accounts)
}

// isVersion reports whether a segment is the version of an interface, as v2.
func isVersion(s string) bool {
	digits, ok := strings.CutPrefix(s, "v")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// isRoot reports whether the path is that of the whole service.
func isRoot(path string) bool { return path == "/" || path == "/{path...}" }

// isAsset reports whether the path is one of a file that a page is made of: no
// parameter chooses it.
func isAsset(segments []string) bool {
	last := segments[len(segments)-1]
	dot := strings.LastIndexByte(last, '.')
	return dot > 0 && is(last[dot+1:], assets) && !slices.ContainsFunc(segments, func(s string) bool { return isParameter(strings.ReplaceAll(s, "{?}", "")) })
}

// carriesSecret reports whether the last parameter of the path is a secret, as
// that of a link which is shared: who has the link is let in.
func carriesSecret(method, path string) bool {
	segments := strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
	for _, s := range slices.Backward(segments) {
		if isParameter(s) {
			words := wordsOf(s)
			return enters(method) && !slices.Contains(words, "id") &&
				slices.ContainsFunc(words, func(w string) bool {
					return slices.Contains([]string{"token", "secret", "signature", "sig", "sharekey"}, w)
				})
		}
	}
	return false
}

// wordsOf splits a parameter's name: {shareToken} and {share_token} are share
// and token.
func wordsOf(parameter string) []string {
	var b strings.Builder
	last := ' '
	for _, r := range parameter {
		if unicode.IsUpper(r) && unicode.IsLower(last) {
			b.WriteByte(' ')
		}
		last = r
		if !unicode.IsLetter(r) {
			r = ' '
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.Fields(b.String())
}

// namesNothing reports whether the part of a path that says what a route is for,
// its last segment that is no parameter, is not known.
func namesNothing(path string) bool {
	for _, s := range slices.Backward(strings.Split(path, "/")) {
		if strings.HasSuffix(s, "{?}") || !isParameter(s) {
			return strings.HasSuffix(s, "{?}")
		}
	}
	return false
}

// is reports whether the segment is one of the names, however its words are
// joined.
func is(segment string, names []string) bool {
	return slices.Contains(names, strings.ReplaceAll(strings.ToLower(segment), "_", "-"))
}

// isCompound reports whether all words of a segment have to do with entering, as
// those of oauth-login.
func isCompound(segment string) bool {
	words := strings.FieldsFunc(segment, func(r rune) bool { return r == '-' || r == '_' })
	return len(words) > 1 && !slices.ContainsFunc(words, func(w string) bool { return !is(w, entries) && !is(w, flows) && !is(w, steps) })
}

func isParameter(segment string) bool { return strings.Contains(segment, "{") }

func reads(method string) bool { return method == "GET" || method == "HEAD" || method == "ANY" }

func enters(method string) bool { return reads(method) || method == "POST" }

// staticBelow reports whether what follows a tree's segment is the rest of a
// path or a single file, and no thing with parts of its own. What a parameter
// names under docs may as well be a document of a user.
func staticBelow(tree string, rest []string) bool {
	parameters := 0
	for _, s := range rest {
		if isParameter(s) && !strings.HasSuffix(s, "...}") {
			parameters++
		}
	}
	if is(tree, []string{"docs"}) {
		return parameters == 0
	}
	return parameters == 0 || parameters == 1 && len(rest) == 1
}

// probing are the services by which machines ask what a server has to offer and
// how it does.
var probing = []string{"/grpc.health.v1.Health/", "/grpc.reflection.v1.ServerReflection/", "/grpc.reflection.v1alpha.ServerReflection/", "/grpc.channelz.v1.Channelz/"}

// isProbing reports whether a method is one of those.
func isProbing(path string) bool {
	return slices.ContainsFunc(probing, func(service string) bool { return strings.Contains(path, service) })
}

// publicMethod reports whether a method of a service is public by its name: one
// that lets callers in, or says that the server is there.
func publicMethod(path string) bool {
	slash := strings.LastIndexByte(path, '/')
	if slash < 0 {
		return false
	}
	name := dashed(path[slash+1:])
	return is(name, probes) || is(name, entries) || is(name, credentialed)
}

// credentialed are methods that give a caller its credential, beside those whose
// name is that of a path. Of most pairs of such words one is what is stored.
var credentialed = []string{"auth", "refresh-token", "verify-email", "confirm-email", "oauth-login", "login-callback", "oauth-callback", "get-version", "health-check"}

// dashed returns the words of a method's name as those of a path: ResetPassword
// becomes reset-password.
func dashed(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) && !unicode.IsUpper(rune(name[i-1])) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
