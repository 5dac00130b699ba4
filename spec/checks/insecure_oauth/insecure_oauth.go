package insecure_oauth

import (
	"embed"
	"fmt"
	"net/url"
	"strings"

	"github.com/apiward/apiward/rules"
	"github.com/apiward/apiward/spec"
	"github.com/apiward/apiward/spec/lint"
)

//go:embed doc.go testdata/bad.yaml testdata/good.yaml
var files embed.FS

// Rule is the rule's facts.
var Rule = rules.Entry{Files: files, Rule: &rules.Rule{
	ID:         "insecure_oauth",
	Title:      "OAuth hands out tokens in an unsafe way",
	Kind:       rules.Document,
	Severity:   rules.Medium,
	Confidence: rules.Firm,
	OWASP:      "API2:2023",
	CWE:        522,
	Since:      "0.1",
	Default:    rules.Warning,
}}

// Check reports each flow, each address and each scope where it is written.
var Check = lint.New(Rule, func(p *lint.Pass) lint.Visitor {
	c := &checker{Pass: p}
	return lint.Visitor{Scheme: c.scheme, URL: c.url}
})

type checker struct{ *lint.Pass }

// scheme judges what a scheme has and lacks.
func (c *checker) scheme(s *lint.Scheme) {
	switch s.Type {
	case "openIdConnect":
		if isEmpty(s.Node.Field("openIdConnectUrl")) && c.API.Doc.Version != spec.V2_0 {
			c.lacks(s, fmt.Sprintf("OpenID Connect scheme %q has no openIdConnectUrl: clients cannot know where tokens come from", s.Name), "add the https address of the provider's configuration")
		}
	case "oauth2":
		if len(s.Flows) == 0 {
			c.lacks(s, fmt.Sprintf("OAuth scheme %q names no flow: clients cannot know how tokens are handed out", s.Name), "add the authorizationCode or the clientCredentials flow")
		}
		for _, f := range s.Flows {
			c.flow(s, f)
		}
		for _, scope := range s.Scopes {
			c.scope(s, scope)
		}
	}
}

// flow judges one flow: whether it is safe, else whether it can work.
func (c *checker) flow(s *lint.Scheme, f *lint.Flow) {
	strength := rules.Proven
	if !s.Used {
		strength = rules.Unproven
	}
	switch f.Kind {
	case lint.Implicit:
		c.report(f, strength, fmt.Sprintf("OAuth scheme %q has the %s flow, which puts tokens into the address of a page", s.Name, f.Name),
			"use the authorization code flow with PKCE")
	case lint.Password:
		c.report(f, strength, fmt.Sprintf("OAuth scheme %q has the %s flow, which gives the password of a person to the client", s.Name, f.Name),
			"use the authorization code flow with PKCE, or client credentials for programs")
	case lint.UnknownFlow:
		help := "expected one of " + strings.Join(c.flowNames(), ", ")
		if near := spec.Closest(strings.ReplaceAll(f.Name, "_", ""), c.flowNames()); near != "" {
			help = fmt.Sprintf("did you mean %q?", near)
		}
		c.report(f, rules.Unproven, fmt.Sprintf("OAuth scheme %q names the flow %q, which does not exist", s.Name, clip(f.Name)), help)
		return
	}
	for _, field := range needed(f.Kind) {
		if isEmpty(f.Node.Field(field)) {
			c.report(f, rules.Unproven, fmt.Sprintf("the %s flow of OAuth scheme %q has no %s: clients cannot know where to turn", f.Name, s.Name, field), "add its https address")
		}
	}
}

// scope judges the name of one scope.
func (c *checker) scope(s *lint.Scheme, scope lint.Scope) {
	if !strings.Contains(scope.Name, "*") {
		return
	}
	c.Report(spec.Problem{
		Strength: rules.Unproven,
		Range:    scope.Node.KeyRange(),
		Pointer:  scope.Node.Pointer(),
		Message:  fmt.Sprintf("scope %q of OAuth scheme %q is a wildcard: a token with it may do more than anyone listed", clip(scope.Name), s.Name),
		Help:     "declare a scope for each thing that it allows",
	})
}

// url judges one address that is written. What is in cleartext is
// cleartext_server's.
func (c *checker) url(u *lint.URL) {
	text := strings.TrimSpace(u.Node.Text())
	if text == "" || lint.Cleartext(text) != "" {
		return
	}
	problem := spec.Problem{Strength: rules.Unproven, Range: u.Node.Range(), Pointer: u.Node.Pointer()}
	scheme, rest, absolute := strings.Cut(text, ":")
	switch {
	case absolute && strings.EqualFold(scheme, "https") && hasHost(rest):
		end := strings.IndexByte(rest, '#')
		if end < 0 {
			return
		}
		problem.Message = fmt.Sprintf("%s %q of security scheme %q has a fragment, which no endpoint may: what stands behind # is never sent", u.Field, clip(text), u.Scheme.Name)
		problem.Help = "write the address without " + clip(rest[end:])
		c.Report(problem)
		return
	case !absolute || strings.ContainsAny(scheme, "/?#{"):
		problem.Strength = rules.Hint
		problem.Message = fmt.Sprintf("%s %q of security scheme %q is relative: it leads to whichever server the client has chosen", u.Field, clip(text), u.Scheme.Name)
	default:
		problem.Message = fmt.Sprintf("%s %q of security scheme %q is no https address", u.Field, clip(text), u.Scheme.Name)
	}
	problem.Help = "write the whole address, with https://"
	c.Report(problem)
}

// hasHost reports whether what follows a scheme is an address with a host that
// can be one.
func hasHost(rest string) bool {
	u, err := url.Parse(rest)
	return err == nil && u.Hostname() != "" && !strings.ContainsAny(u.Host, " <>\"{}|\\^`") && !strings.ContainsAny(rest, " \t\n")
}

func (c *checker) report(f *lint.Flow, strength rules.Strength, message, help string) {
	c.Report(spec.Problem{Strength: strength, Range: f.Place(), Pointer: f.At.Pointer(), Message: message, Help: help})
}

func (c *checker) lacks(s *lint.Scheme, message, help string) {
	c.Report(spec.Problem{Strength: rules.Unproven, Range: s.Node.KeyRange(), Pointer: s.Node.Pointer(), Message: message, Help: help})
}

// needed returns the addresses that a flow cannot do without.
func needed(kind lint.FlowKind) []string {
	switch kind {
	case lint.Implicit:
		return []string{"authorizationUrl"}
	case lint.Password, lint.ClientCredentials:
		return []string{"tokenUrl"}
	case lint.AuthorizationCode:
		return []string{"authorizationUrl", "tokenUrl"}
	case lint.DeviceAuthorization:
		return []string{"deviceAuthorizationUrl", "tokenUrl"}
	}
	return nil
}

// flowNames returns the flows that the document's version knows.
func (c *checker) flowNames() []string {
	switch {
	case c.API.Doc.Version == spec.V2_0:
		return []string{"implicit", "password", "application", "accessCode"}
	case c.API.Doc.Version < spec.V3_2:
		return []string{"implicit", "password", "clientCredentials", "authorizationCode"}
	}
	return []string{"implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization"}
}

// isEmpty reports whether an address is missing or says nothing. One of a wrong
// type is broken in another way.
func isEmpty(n spec.Node) bool {
	return !n.Exists() || n.Kind() == spec.Null || n.Kind() == spec.String && strings.TrimSpace(n.Text()) == ""
}

// clip bounds what a message repeats.
func clip(s string) string {
	const most = 200
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
