package routes

import (
	"cmp"
	"go/token"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/tools/go/ssa"

	"github.com/apiward/apiward/analyzers/internal/flow"
	"github.com/apiward/apiward/rules/model"
)

// isCredential reports whether an origin is a part of the request that says who
// sends it. The names looked at are those of the protocol, as "Authorization"
// on the wire, never those of variables.
func isCredential(o *flow.Origin) bool {
	if o.Kind != flow.Source {
		return false
	}
	words := tokens(o.Name)
	if has(words, ofCredentials...) && (o.Source == model.Header || o.Source == model.Query || o.Source == model.Form) {
		return false
	}
	switch o.Source {
	case model.Identity:
		return true
	case model.TLS:
		return len(words) > 0 // of the client, and not of the connection
	case model.Cookie, model.Session:
		return !has(words, "csrf", "xsrf", "lang", "language", "locale", "theme", "consent", "timezone",
			"unique", "device", "visitor", "tracking", "experiment", "flash", "return", "redirect", "state", "nonce", "pkce", "verifier")
	case model.Header:
		return !has(words, "csrf", "xsrf", "idempotency", "websocket") &&
			(has(words, "authorization", "auth", "token", "key", "apikey", "secret", "signature", "session", "cookie", "credential", "jwt") ||
				has(words, "user") && !has(words, "agent"))
	case model.Query, model.Form:
		return !has(words, "csrf", "xsrf", "page", "next") && has(words, "token", "apikey", "key", "secret", "signature", "sig", "jwt", "auth", "session")
	}
	return false
}

// mayChoose reports whether a credential can as well say what a request is about: a
// key under which something is kept, a session of another kind.
func mayChoose(o *flow.Origin) bool {
	words := tokens(o.Name)
	return (o.Source == model.Query || o.Source == model.Form) && has(words, "key", "session") &&
		!has(words, "token", "apikey", "api", "access", "auth", "secret", "signature", "sig", "jwt")
}

// ofCredentials are the words for what is said of a credential beside it: whom it
// is for, which sort it is of, how long it holds.
var ofCredentials = []string{"aud", "audience", "realm", "type", "version", "expiry", "expires", "scope", "scopes"}

// isSent reports whether an origin is a part of the request that a caller can
// send a secret in, whatever its name says, unless that is another purpose.
func isSent(o *flow.Origin) bool {
	if o.Kind != flow.Source || has(tokens(o.Name), "csrf", "xsrf", "state", "nonce") {
		return false
	}
	switch o.Source {
	case model.Header, model.Cookie, model.Query, model.Form:
		return true
	}
	return false
}

// isEchoed reports whether a function holds a part of the request against another one:
// that shows that both came from the same place, as the state of a login does, and not
// from whom.
func (b *builder) isEchoed(fn *ssa.Function, o *flow.Origin) bool {
	if o.Kind != flow.Source || o.Source != model.Cookie {
		return false
	}
	for _, instr := range instructions(fn) {
		op, ok := instr.(*ssa.BinOp)
		if !ok || op.Op != token.EQL && op.Op != token.NEQ || !isString(op.X.Type()) {
			continue
		}
		x, y := b.origins(op.X), b.origins(op.Y)
		is := func(of flow.Origin) bool { return of.Kind == flow.Source && of.Source == o.Source && of.Name == o.Name }
		if slices.ContainsFunc(x, is) && isClients(y) || slices.ContainsFunc(y, is) && isClients(x) {
			return true
		}
	}
	return false
}

// isClients reports whether nothing but parts of the request that a client writes as it
// likes is among the origins.
func isClients(origins []flow.Origin) bool {
	return len(origins) > 0 && !slices.ContainsFunc(origins, func(o flow.Origin) bool {
		return o.Kind != flow.Source || o.Source != model.Query && o.Source != model.Form && o.Source != model.Header && o.Source != model.Path && o.Source != model.Body
	})
}

// isNameless reports whether an origin is a part of the request whose name is
// computed: it may be a credential or not.
func isNameless(o *flow.Origin) bool {
	if o.Kind != flow.Source || o.Name != "" && o.Name != "?" {
		return false
	}
	switch o.Source {
	case model.Header, model.Query, model.Form:
		return true
	}
	return false
}

// isCarriage reports whether an origin is a field of a request of net/http that
// says how it came, and from where, and not who sends it.
func isCarriage(o *flow.Origin) bool {
	field, _, _ := strings.Cut(o.Name, ".")
	switch field {
	case "RemoteAddr", "Method", "Host", "Proto", "ProtoMajor", "ProtoMinor", "ContentLength", "TransferEncoding", "Pattern":
		return true
	}
	return false
}

// isAddress reports whether an origin is the address of a request, of which
// something was asked in code that is seen: a token in it would be a part of the
// query by now.
func isAddress(o *flow.Origin) bool {
	field, _, _ := strings.Cut(o.Name, ".")
	return field == "URL" && o.Flags&flow.Soft != 0 && o.Flags&flow.Weak == 0
}

// readsOf returns the credentials among the origins of a check, none where one has
// a name that is computed.
func readsOf(origins []flow.Origin) []Credential {
	var reads []Credential
	for i := range origins {
		o := &origins[i]
		if in, name, ok := o.ProvedBy(); ok {
			reads = eitherReads(reads, []Credential{{In: in, Name: name}})
			continue
		}
		if isNameless(o) || o.Source == model.Identity {
			return nil
		}
		if isCredential(o) {
			reads = eitherReads(reads, []Credential{{In: o.Source, Name: o.Name}})
		}
	}
	return reads
}

// eitherReads returns what is in one of two sorted lists or in both.
func eitherReads(a, b []Credential) []Credential {
	out := append(slices.Clone(a), b...)
	slices.SortFunc(out, func(a, b Credential) int { return cmp.Or(cmp.Compare(a.In, b.In), cmp.Compare(a.Name, b.Name)) })
	return slices.Compact(out)
}

func has(words []string, of ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(of, w) })
}

// tokens splits a name into its words: "X-Api-Key", "apiKey" and "api_key" all
// hold "api" and "key".
func tokens(name string) []string {
	var words []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			words = append(words, strings.ToLower(string(word)))
			word = word[:0]
		}
	}
	var last rune
	for _, r := range name {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
		case unicode.IsUpper(r) && unicode.IsLower(last):
			flush()
			word = append(word, r)
		default:
			word = append(word, r)
		}
		last = r
	}
	flush()
	return words
}
