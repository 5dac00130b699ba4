package weak_scheme

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.yaml testdata/good.yaml
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "weak_scheme",
	Title:      "A security scheme protects little",
	Kind:       rules.Document,
	Severity:   rules.Medium,
	Confidence: rules.Firm,
	OWASP:      "API2:2023",
	CWE:        522,
	Since:      "0.1",
	Default:    rules.Warning,
}}

// Check reports each weak scheme once, where it is declared.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := &checker{Pass: p, needs: map[*lint.Scheme]need{}}
	return lint.Visitor{Document: c.document, Scheme: c.scheme}
})

type checker struct {
	*lint.Pass
	needs  map[*lint.Scheme]need
	tokens bool // some parameter or scheme carries a token against forged requests
}

// need is what the operations that take a scheme are.
type need struct {
	business bool            // some do more than hand out a credential
	writes   *lint.Operation // the first that changes something and asks for nothing else
}

// document looks at what takes each scheme.
func (c *checker) document() {
	c.tokens = c.forgeryIsKnown()
	for _, r := range c.API.Requirements {
		if len(r.Needs) == 0 {
			continue
		}
		use := r.Guards()
		for _, n := range r.Needs {
			if n.Scheme == nil {
				continue
			}
			known := c.needs[n.Scheme]
			known.business = known.business || use.Business > 0
			if known.writes == nil && len(r.Needs) == 1 {
				known.writes = use.Write
			}
			c.needs[n.Scheme] = known
		}
	}
}

// scheme judges one scheme: what it is, else what it is used for, else what the
// document says of it.
func (c *checker) scheme(s *lint.Scheme) {
	if name := s.HTTP(); name != "" {
		if flaw, help := flawOf(name); flaw != "" {
			c.report(s, written(s), c.strength(s, name), fmt.Sprintf("security scheme %q %s: %s", s.Name, flaw, taken(s)), help)
			return
		}
	}
	if op := c.needs[s].writes; op != nil && isCookie(s) && !c.tokens {
		c.report(s, s.Node.Field("in"), rules.Hint,
			fmt.Sprintf("security scheme %q is a cookie, which browsers send for every page, and %s asks for nothing else", s.Name, op),
			"ask for a header beside it that other sites cannot set, or say SameSite=Strict where the cookie is described")
		return
	}
	if at := s.Node.Field("deprecated"); c.API.Doc.Version >= spec.V3_2 && at.True() && s.Used {
		c.report(s, at, rules.Hint, fmt.Sprintf("security scheme %q is deprecated: %s", s.Name, taken(s)), "move them to the scheme that takes its place")
	}
}

func (c *checker) report(s *lint.Scheme, at spec.Node, strength rules.Strength, message, help string) {
	if !at.Exists() {
		at = s.Node
	}
	c.Report(spec.Problem{Strength: strength, Range: at.Range(), Pointer: at.Pointer(), Message: message, Help: help})
}

// written returns what chooses an HTTP scheme: its name, or the type that is
// one.
func written(s *lint.Scheme) spec.Node {
	if at := s.Node.Field("scheme"); at.Exists() && !strings.EqualFold(s.Type, "basic") {
		return at
	}
	return s.Node.Field("type")
}

// strength joins what a scheme is with what takes it.
func (c *checker) strength(s *lint.Scheme, name string) rules.Strength {
	switch {
	case !s.Used:
		return rules.Unproven
	case name == "basic" && !c.needs[s].business:
		return rules.Hint
	}
	return rules.Proven
}

// taken says what takes the scheme.
func taken(s *lint.Scheme) string {
	switch s.Operations {
	case 0:
		return "no operation takes it yet"
	case 1:
		return "1 operation takes it"
	}
	return lint.Count(s.Operations, "operation") + " take it"
}

const (
	useTokens  = "use http with scheme bearer, oauth2 or openIdConnect"
	useAnother = "use bearer, oauth2 or openIdConnect, whose clients exist"
)

// flawOf says what is wrong with an HTTP authentication scheme, and what to do;
// nothing of one that is sound.
func flawOf(name string) (flaw, help string) {
	switch name {
	case "bearer", "concealed", "dpop", "gnap", "mutual", "privatetoken", "scram-sha-256", "vapid", "aws4-hmac-sha256":
		return "", ""
	case "basic":
		return "is HTTP Basic, which sends the password with every request", useTokens
	case "digest":
		return "is HTTP Digest, which rests on MD5 and on passwords that the server can read", useTokens
	case "negotiate", "kerberos", "spnego", "ntlm":
		return fmt.Sprintf("is %s, which speaks for a connection and not for a request", name), useTokens
	case "hoba":
		return "is HOBA, an experiment that clients and gateways never took up", useAnother
	case "oauth":
		return "is OAuth 1.0, which was withdrawn for OAuth 2.0", "declare type oauth2 with its flows"
	case "scram-sha-1":
		return "is SCRAM on SHA-1", "use scram-sha-256, or tokens"
	}
	flaw = fmt.Sprintf("names the HTTP authentication scheme %q, which is not registered, so that clients and gateways do not know it", clip(name))
	if near := spec.Closest(name, registered); near != "" {
		return flaw, fmt.Sprintf("did you mean %q?", near)
	}
	return flaw, "write bearer for a token in the Authorization header, or type apiKey for a header of your own"
}

// registered are the schemes that a misspelled name can mean.
var registered = []string{"basic", "bearer", "digest", "dpop", "gnap", "hoba", "mutual", "negotiate", "oauth", "scram-sha-256", "vapid"}

// clip bounds what a message repeats.
func clip(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

func isCookie(s *lint.Scheme) bool {
	return s.Type == "apiKey" && strings.EqualFold(s.Node.Field("in").Text(), "cookie") &&
		!strings.Contains(strings.ToLower(s.Node.Field("description").Text()), "samesite")
}

// forgeryIsKnown reports whether some parameter carries a token against forged
// requests, or some other scheme does.
func (c *checker) forgeryIsKnown() bool {
	against := func(name string) bool {
		return slices.ContainsFunc(lint.Words(name), func(w string) bool { return w == "csrf" || w == "xsrf" })
	}
	return slices.ContainsFunc(c.API.Parameters, func(p *lint.Parameter) bool { return against(p.Name) }) ||
		slices.ContainsFunc(c.API.Schemes, func(s *lint.Scheme) bool { return against(s.Name) || against(s.Node.Field("name").Text()) })
}
