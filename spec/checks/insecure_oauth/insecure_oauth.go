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

// scheme judges what a scheme hands out.
func (c *checker) scheme(s *lint.Scheme) {
	if s.Type != "oauth2" {
		return
	}
	if flows := s.Node.Field("flows"); len(s.Flows) == 0 && flows.Exists() { // where it is missing, invalid_document says so
		c.Report(spec.Problem{
			Strength: rules.Unproven, Range: flows.KeyRange(), Pointer: flows.Pointer(),
			Message: fmt.Sprintf("OAuth scheme %q names no flow: clients cannot know how tokens are handed out", s.Name),
			Help:    "add the authorizationCode or the clientCredentials flow",
		})
	}
	for _, f := range s.Flows {
		c.flow(s, f)
	}
	for _, scope := range s.Scopes {
		c.scope(s, scope)
	}
}

// flow judges whether a flow is safe.
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
	default: // and where an address is missing or nobody knows the flow, invalid_document says so
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

// clip bounds what a message repeats.
func clip(s string) string {
	const most = 200
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
