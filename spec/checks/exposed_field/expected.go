package exposed_field

import (
	"slices"

	"github.com/apiward/apiward/rules/sensitive"
	"github.com/apiward/apiward/spec/lint"
)

// The words of operations that hand out credentials.
var (
	issued = []string{
		"token", "tokens", "key", "apikey", "secret", "credential", "session", "login", "logon", "signin", "signup", "auth", "oauth", "oauth2", "oidc", "sso", "jwt",
		"otp", "totp", "mfa", "fa", "2fa", "recovery", "backup", "register", "registration", "authenticate", "authorize", "refresh", "invitation", "invite", "passkey",
	}
	renewed = []string{"reset", "generate", "regenerate", "rotate", "random", "renew", "roll", "temporary", "issue"}
	// chosen are the credentials that people make up: nobody has to tell them.
	chosen = []string{"password", "passwd", "pwd", "passphrase", "hash", "salt", "digest", "answer"}
)

// expected reports whether all operations that send a credential are there to
// hand it out: a login sends a token, and the creation of an API key the key.
func (c *checker) expected(v verdict, use *lint.Use) bool {
	if use.Unused() {
		return false
	}
	made := slices.ContainsFunc(v.words, func(w string) bool { return slices.Contains(chosen, w) }) || v.words == nil
	return !slices.ContainsFunc(use.Operations, func(op *lint.Operation) bool { return !handsOut(op, made) })
}

// handsOut reports whether an operation is there to hand out a credential; one
// that people choose is only handed out where it is made anew.
func handsOut(op *lint.Operation, made bool) bool {
	words := append(sensitive.Words(op.Path), sensitive.Words(op.ID)...)
	hasAny := func(list []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
	}
	switch {
	case made:
		return !op.Safe() && hasAny(renewed) && hasAny(chosen)
	case op.Purpose() == lint.Entry:
		return true
	}
	return !op.Safe() && op.Method != "PATCH" && (hasAny(issued) || hasAny(renewed))
}

// onlyCreates reports whether nothing but creations send something: it is shown
// once, when it is made.
func onlyCreates(use *lint.Use) bool {
	return !use.Unused() && !slices.ContainsFunc(use.Operations, func(op *lint.Operation) bool { return op.Method != "POST" || op.Surface != lint.Path })
}

// asking are the words by which a schema says that clients send it.
var asking = []string{
	"request", "req", "input", "create", "update", "new", "login", "signin", "signup", "register", "registration", "credential", "payload", "param", "parameter", "command", "form",
	"patch", "change", "reset", "argument", "arg", "body", "insert", "upsert", "add", "edit", "set", "auth", "authentication",
}

// asksFor reports whether a schema that nothing uses is one that clients would
// send.
func asksFor(name string) bool {
	return slices.ContainsFunc(sensitive.Words(name), func(w string) bool { return slices.Contains(asking, w) })
}
